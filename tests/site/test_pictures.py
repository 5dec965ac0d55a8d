"""Pictures in the guides say whose law they show, and those of people are in the internal edition only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.site.reading import Site

CAPTIONS = {"": "Contoh: Jakarta 2023; orangnya rekaan.", "en/": "Example: Jakarta 2023; the people are invented."}


def pictures(site: Site, language: str) -> list[str]:
    """Give the figures of all guides of one language."""
    return [
        figure
        for name, content in site.files.items()
        if name.startswith(f"{language}guide/") and name.endswith(".html")
        for figure in re.findall(r'<figure class="shot">.*?</figure>', content.decode(), re.DOTALL)
    ]


@pytest.mark.parametrize("language", list(CAPTIONS))
def test_pictures_are_captioned(internal: Site, public: Site, language: str) -> None:
    for site in (internal, public):
        found = pictures(site, language)
        assert found
        assert all(f"<figcaption>{CAPTIONS[language]}</figcaption>" in figure for figure in found)
    assert any("/people-" in figure for figure in pictures(internal, language))
    assert not any("/people-" in figure for figure in pictures(public, language))
