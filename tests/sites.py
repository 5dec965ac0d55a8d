"""Both editions of this repository, built once for all tests that look at a site, and a small repository to change."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from giliran.check import check
from giliran.render.site import build_site
from giliran.store import commit_time, read_tree
from giliran.views.survey.findings import warned
from tests.site.reading import REPOSITORY, Site

if TYPE_CHECKING:
    from pathlib import Path

    from giliran.check import Outcome
    from giliran.corpus import Corpus
    from giliran.views.survey.findings import Warned


@pytest.fixture(scope="session")
def outcome() -> Outcome:
    """Check this repository; its data must be clean."""
    found = check(read_tree(REPOSITORY))
    assert found.report.clean
    return found


@pytest.fixture(scope="session")
def corpus(outcome: Outcome) -> Corpus:
    """Give this repository as a model."""
    return outcome.corpus


@pytest.fixture(scope="session")
def warnings(outcome: Outcome) -> tuple[Warned, ...]:
    """Give the warnings about this repository."""
    return warned(outcome.report)


@pytest.fixture(scope="session")
def internal(corpus: Corpus, warnings: tuple[Warned, ...], tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Give the internal edition."""
    out = tmp_path_factory.mktemp("internal") / "html"
    count = build_site(corpus, "internal", out, commit_time(REPOSITORY), warnings)
    return Site(out, count)


@pytest.fixture(scope="session")
def public(corpus: Corpus, warnings: tuple[Warned, ...], tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Give the public edition."""
    out = tmp_path_factory.mktemp("public") / "html"
    count = build_site(corpus, "public", out, commit_time(REPOSITORY), warnings)
    return Site(out, count)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Give a folder with nothing but policy/, units/ and schedules/: the whole law and two agencies, outside git."""
    root = tmp_path / "data"
    shutil.copytree(REPOSITORY / "policy", root / "policy", ignore=shutil.ignore_patterns("cases"))
    for agency in ("bpad", "disparekraf"):
        for folder in ("units", "schedules"):
            shutil.copytree(REPOSITORY / folder / agency, root / folder / agency)
    return root
