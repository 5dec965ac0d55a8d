"""The page of an evaluation, which stands alone: no fault that axe-core finds, nothing cut on a phone, no chart without words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import tab
from tests.browser.serving import serving
from tests.browser.test_axe import NARROW, judged, source
from tests.evaluate.test_command import evaluate
from tests.site.reading import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

PAGES = ("evaluation.id.html", "evaluation.en.html")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Evaluate the week of the summit for the public, and serve the pages."""
    out = tmp_path_factory.mktemp("evaluation") / "public"
    done = evaluate(REPOSITORY, out, "--audience", "public", days=("2023-09-04", "2023-09-08"))
    assert done.returncode == 0, done.stderr
    for name in ("_headers", "favicon.ico"):  # the one the server of the tests asks for, the other the browser
        (out / name).touch()
    with serving(out) as found:
        yield found


def test_no_fault_is_found(browser: Browser, address: str) -> None:
    with tab(browser, color_scheme="light", viewport=NARROW, bypass_csp=True) as page:
        page.add_init_script(source())
        assert not judged(page, PAGES[:1], address, dark=True)


def test_nothing_reaches_beyond_the_smallest_phone(browser: Browser, address: str) -> None:
    with tab(browser, viewport={"width": 320, "height": 640}) as page:
        for name in PAGES:
            page.goto(address + name)
            assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_every_chart_says_how_it_is_read(browser: Browser, address: str) -> None:
    with tab(browser) as page:
        page.goto(address + PAGES[0])
        said = page.locator("figcaption small").all_inner_texts()
        assert len(said) == page.locator("svg.chart").count() > 3
        assert all(said)
        assert said[0] == "Batang: orang di rumah. Garis di atasnya: batas. Di antaranya: yang masih diperbolehkan."


def test_rows_are_headed_by_what_sets_them_apart(browser: Browser, address: str) -> None:
    """A screen reader says the head of a row with each of its cells."""
    with tab(browser) as page:
        page.goto(address + PAGES[0])
        for name in ("days", "agencies", "pool"):
            heads = page.locator(f"section:has(#{name}) tbody th").all_inner_texts()
            assert len(set(heads)) == len(heads) > 4, name
