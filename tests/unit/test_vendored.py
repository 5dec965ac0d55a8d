"""What is vendored is what its note says it was made from."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from tests.site.reading import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

NODE = REPOSITORY / "tests" / "node"
OPTIONS = ("--bundle", "--minify", "--format=esm", "--target=es2022", "--legal-comments=none")


def test_the_judge_of_the_browser_is_made_from_the_locked_ajv(tmp_path: Path) -> None:
    made = tmp_path / "ajv.js"
    program = NODE / "node_modules" / ".bin" / "esbuild"
    command = [str(program), "grid_judge.mjs", *OPTIONS, f"--outfile={made}"]
    subprocess.run(command, cwd=NODE, check=True, capture_output=True)
    vendor = REPOSITORY / "site" / "assets" / "vendor"
    assert made.read_bytes() == (vendor / "ajv.js").read_bytes()
    assert f"grid_judge.mjs {' '.join(OPTIONS)}" in (vendor / "README.md").read_text("utf-8")
