"""The README's walk round the loop, command by command as it stands there."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.hooks.server import ran

ROOT = Path(__file__).parents[2]
AGENCIES = ("bkd", "bpad")


def test_the_loop_goes_as_the_readme_says(tmp_path: Path) -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    found = re.search(r"^## The whole loop on one machine$.*?^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert found is not None
    commands = found[1].splitlines()
    assert commands.pop().startswith(".venv/bin/python -m http.server")

    root = tmp_path / "giliran"
    shutil.copytree(ROOT / "policy", root / "policy")
    for folder in ("units", "schedules"):
        for agency in AGENCIES:
            shutil.copytree(ROOT / folder / agency, root / folder / agency)
    (root / ".venv").symlink_to(ROOT / ".venv")
    (root / ".gitignore").write_text("/.venv\n/build\n")
    for step in (("init", "--quiet"), ("add", "--all"), ("commit", "--quiet", "--message", "Data")):
        assert ran("git", "-C", str(root), *step).returncode == 0

    place, known = root, ""
    for command in commands:
        if command.startswith("export "):
            known = f"{command} && "
            continue
        if command.startswith("cd "):
            place = (place / command.removeprefix("cd ")).resolve()
            continue
        done = ran("bash", "-c", f"cd '{place}' && {known}{command}")
        assert (done.returncode != 0) == ("# refused" in command), (command, done.stdout, done.stderr)
        if "# refused" in command:
            for words in (
                "8 pegawai di rumah pada Jumat, 1 September 2023; paling banyak 7 dari 15",
                "2023-09.yaml:2:15",
                "50% × 15",
            ):
                assert words in done.stderr
        if "# accepted" in command:
            assert "Situs diterbitkan: revisi" in done.stderr
    live = root / "build/tour/web/live"
    assert (live / "schedules/bkd/subbag-umum/2023-09/index.html").is_file()
