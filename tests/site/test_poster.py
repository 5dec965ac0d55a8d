"""The code of conduct as a poster: printed by a browser it is one upright page of A4, and other pages stay across."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import started
from tests.browser.serving import serving

if TYPE_CHECKING:
    from tests.site.reading import Site

CONDUCT = "law/dki-jakarta/se-sekda-34-2023/conduct/"
UPRIGHT, ACROSS = (595, 842), (842, 595)


def sheets(content: bytes) -> list[tuple[int, int]]:
    """Give the size of each page of a PDF, in points."""
    assert content.startswith(b"%PDF-")
    boxes = re.findall(
        rb"/Type\s*/Page\b(?!s).*?/MediaBox\s*\[\s*0\s+0\s+([0-9.]+)\s+([0-9.]+)\s*\]", content, re.DOTALL
    )
    assert len(boxes) == len(re.findall(rb"/Type\s*/Page\b(?!s)", content))
    return [(round(float(width)), round(float(height))) for width, height in boxes]


@pytest.mark.parametrize("edition", ["internal", "public"])
def test_the_code_of_conduct_prints_on_one_page(edition: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(edition)
    with serving(site.root) as address, started() as chromium:
        page = chromium.new_page()
        for start in ("", "en/"):
            page.goto(f"{address}{start}{CONDUCT}")
            assert sheets(page.pdf(prefer_css_page_size=True)) == [UPRIGHT], start
            page.emulate_media(media="print")
            shown = page.inner_text("body")
            assert len(re.findall(r"/law/dki-jakarta/se-sekda-34-2023/conduct/", shown)) == 1, "its address"
            assert "ToeNTAS" in shown, "its source"
            points = page.locator("ol > li")
            assert points.count() == 12
            assert all(float(size.removesuffix("px")) >= 18 for size in points.evaluate_all(SIZES)), (
                "to be read from afar"
            )
            assert not page.is_visible("header")
            assert not page.is_visible("nav.crumbs")
            assert not page.is_visible("button")


SIZES = "found => found.map(one => getComputedStyle(one).fontSize)"


def test_other_pages_still_print_across(internal: Site) -> None:
    with serving(internal.root) as address, started() as chromium:
        page = chromium.new_page()
        for url in ("schedules/bkd/subbag-umum/2023-09/", "law/days/", "law/dki-jakarta/se-sekda-34-2023/wfh-share/"):
            page.goto(f"{address}{url}")
            assert set(sheets(page.pdf(prefer_css_page_size=True))) == {ACROSS}, url


def test_the_button_prints(internal: Site) -> None:
    with serving(internal.root) as address, started() as chromium:
        page = chromium.new_page()
        page.goto(f"{address}{CONDUCT}")
        page.evaluate("window.print = () => { document.title = 'printed'; }")
        page.click("button")
        assert page.title() == "printed"
