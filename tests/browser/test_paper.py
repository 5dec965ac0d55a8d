"""A month on paper: A4 landscape, few sheets, nothing to click."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import tab
from tests.site.kinds import AUDIENCES, FOLDERS, MONTH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Browser

A4_LANDSCAPE = (842, 595)
"""In points."""
MOST = 3
"""Sheets for thirty people: the roster, which may take two, and the limits with their sums."""


def sheets(pdf: bytes) -> list[tuple[int, int]]:
    """Give the width and height of each page in points."""
    found = re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+([0-9.]+)\s+([0-9.]+)\s*\]", pdf)
    assert len(found) == len(re.findall(rb"/Type\s*/Page\b", pdf)), "each page has its own size"
    return [(round(float(width)), round(float(height))) for width, height in found]


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_month_prints_on_few_sheets(browser: Browser, served: Mapping[str, str], audience: str, folder: str) -> None:
    with tab(browser) as page:
        page.goto(served[audience] + folder + MONTH)
        printed = sheets(page.pdf(prefer_css_page_size=True))
        assert set(printed) == {A4_LANDSCAPE}
        assert len(printed) <= MOST
        page.emulate_media(media="print")
        for gone in ("nav", ".skip", "button", "input", "a[type='text/calendar']"):
            assert not [part for part in page.locator(gone).all() if part.is_visible()], gone
        assert page.get_by_role("table").first.is_visible()
        assert page.get_by_role("heading", level=1).is_visible()
        # At the width of the sheet nothing stands outside it, where a printer would drop it.
        page.set_viewport_size({"width": 1122 - 2 * 45, "height": 794})
        assert page.evaluate("document.documentElement.scrollWidth") <= 1122 - 2 * 45
