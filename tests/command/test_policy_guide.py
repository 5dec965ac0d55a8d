"""The files that the guide to circulars shows are a whole government, and what it prints of them is what the program says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from giliran.render.project import project
from tests.command.test_bad_input import giliran

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = ("id", "en")


def guide(language: str) -> str:
    """Give the text of the guide."""
    return (project().pages / f"guide/policy.{language}.md").read_text("utf-8")


def shown(language: str) -> dict[str, str]:
    """Give the files that the guide shows, by their paths."""
    blocks = re.findall(r"^```yaml\n# (\S+)\n(.*?)^```$", guide(language), re.MULTILINE | re.DOTALL)
    files = dict(blocks)
    assert len(files) == len(blocks), "a file is shown twice"
    return files


def test_both_guides_show_the_same_files() -> None:
    assert shown("id") == shown("en")
    assert {"policy/evaluation.yaml", "policy/publication.yaml"} <= set(shown("id"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_guide_prints_is_said(language: str, tmp_path: Path) -> None:
    for name, text in shown(language).items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    (block,) = re.findall(r"^```console\n(.*?)^```$", guide(language), re.MULTILINE | re.DOTALL)
    tried = 0
    for told in re.split(r"^\$ giliran -C \.\./\w+ ", block, flags=re.MULTILINE)[1:]:
        command, _, expected = told.partition("\n")
        if not expected:
            continue
        told_now = giliran("-C", str(tmp_path), *command.split())
        assert (told_now.returncode, told_now.stdout) == (0, expected), command
        tried += 1
    assert tried == 3
