"""The program of this repository as it stands on disk, copied into others."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

from tests.forges.runner import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

_PARTS = (
    ".ci",
    ".pre-commit-hooks.yaml",
    "LICENSE",
    "README.md",
    "mkdocs.yml",
    "pyproject.toml",
    "pipeline/forge",
    "pipeline/giliran",
    "pipeline/requirements",
    "site",
)


def copied(target: Path) -> None:
    """Copy all that git would keep of the program, and none of the data."""
    asked = ("ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *_PARTS)
    listed = subprocess.run(["git", "-C", REPOSITORY, *asked], check=True, capture_output=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        if (REPOSITORY / name).is_file():
            place = target / name
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(REPOSITORY / name, place)
