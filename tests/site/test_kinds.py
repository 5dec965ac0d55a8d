"""The list of kinds of pages against the built site, so that no page escapes those who judge samples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.site.kinds import AUDIENCES, FOLDERS, KINDS, bare, samples

if TYPE_CHECKING:
    from tests.site.reading import Site


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_page_is_of_one_kind(audience: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(audience)
    known = [kind for kind in KINDS if audience in kind.audiences]
    for name in (name for name in site.files if name.endswith(".html")):
        found = [kind.name for kind in known if kind.covers(bare(name))]
        assert len(found) == 1, f"{name} is of the kinds {found}; tests/site/kinds.py must name one"


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_kind_has_its_samples(audience: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(audience)
    assert all(kind.covers(sample) for kind in KINDS for sample in kind.samples)
    wanted = {name(folder, address) for folder in FOLDERS for address in samples(audience, folder)}
    missing = wanted - set(site.files)
    assert not missing


def name(folder: str, address: str) -> str:
    """Give the path of the file of a page."""
    return f"{folder}{address}" if address.endswith(".html") else f"{folder}{address}index.html"
