"""A small repository with a past, and its statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.record.statements import begun, stated

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pasts import Repository


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Give a repository that nobody changes."""
    return begun(tmp_path_factory.mktemp("past"))


@pytest.fixture(scope="module")
def made(past: Repository, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give its statement of September as JSON and as a workbook."""
    folder = tmp_path_factory.mktemp("made")
    for ending in ("json", "xlsx"):
        stated(past.data, folder / f"s.{ending}", "--agency", "bkd")
    return {ending: folder / f"s.{ending}" for ending in ("json", "xlsx")}
