"""The site by keyboard alone: in order, seen, never trapped, and with every scrolling region in reach."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import tab, visit
from tests.site.kinds import AUDIENCES, EVERY, MONTH, UNIT, samples

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Browser, Page, ViewportSize

WIDE: ViewportSize = {"width": 1280, "height": 800}
NARROW: ViewportSize = {"width": 360, "height": 640}

# Numbers what can take the focus, in the order of the page, and keeps how it looks without.
PREPARE = """() => {
    const chosen = "a[href], area[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable]";
    const look = part => {
        const drawn = getComputedStyle(part);
        return ["outlineStyle", "outlineWidth", "boxShadow", "backgroundColor", "borderColor"].map(name => drawn[name]);
    };
    const parts = [...document.querySelectorAll(chosen)].filter(part =>
        part.tabIndex >= 0 && !part.disabled && part.checkVisibility({visibilityProperty: true}));
    window.judge = {parts, before: parts.map(look), look};
    return parts.map(part => part.outerHTML.slice(0, 100));
}"""
# Says where the focus is, whether it can be seen that it is there, and whether anything covers it.
TELL = """() => {
    const {parts, before, look} = window.judge, part = document.activeElement, at = parts.indexOf(part);
    if (part === null || part === document.body) return null;
    const [style, width, shadow, ground, edge] = look(part);
    const marked = style !== "none" && width !== "0px";
    const changed = shadow !== before[at]?.[2] || ground !== before[at]?.[3] || edge !== before[at]?.[4];
    const open = [...part.getClientRects()].some(box => [0.1, 0.5, 0.9].some(share => {
        const [upper, lower] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
        const top = document.elementFromPoint(box.left + box.width * share, (upper + lower) / 2);
        return top !== null && (part.contains(top) || top.contains(part));
    }));
    return {at, marked: marked || changed, open, html: part.outerHTML.slice(0, 100)};
}"""


def tabbed(page: Page, limit: int) -> list[dict[str, Any]]:
    """Press Tab until the focus leaves the page, or starts again at its first link: this browser has no window around it."""
    seen: list[dict[str, Any]] = []
    while len(seen) <= limit + 20:  # a field for dates stops the focus at its day, its month, its year
        page.keyboard.press("Tab")
        found = page.evaluate(TELL)
        if found is None or (seen and found["at"] == 0):
            return seen
        seen.append(found)
    pytest.fail(f"the focus does not leave {page.url}: {seen[-3:]}")


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
@pytest.mark.parametrize("audience", AUDIENCES)
def test_tab_reaches_everything_in_order(
    browser: Browser, served: Mapping[str, str], audience: str, size: ViewportSize
) -> None:
    """Each kind of page on a phone; on a desk only those that are laid out anew there, as in the public edition."""
    whole = size is NARROW and (EVERY or audience == "internal")
    with tab(browser, viewport=size, reduced_motion="reduce") as page:
        for address in samples(audience, first=True) if whole else ("", UNIT, MONTH):
            visit(page, served[audience] + address)
            parts = page.evaluate(PREPARE)
            seen = tabbed(page, len(parts))
            assert 'class="skip"' in seen[0]["html"], address
            reached = [at for at, _ in itertools.groupby(found["at"] for found in seen)]
            missed = [parts[at] for at in set(range(len(parts))) - set(reached)]
            assert not missed, (address, missed)
            assert reached == sorted(set(reached)), address
            unmarked = [found["html"] for found in seen if not found["marked"]]
            assert not unmarked, (address, "the focus is not to be seen", unmarked)
            covered = [found["html"] for found in seen if not found["open"]]
            assert not covered, (address, "the focus is covered", covered)


def test_the_way_back_is_open_too(browser: Browser, served: Mapping[str, str]) -> None:
    with tab(browser, viewport=WIDE) as page:
        page.goto(served["internal"] + MONTH)
        parts = page.evaluate(PREPARE)
        seen = []
        for _ in range(len(parts)):
            page.keyboard.press("Shift+Tab")
            seen.append(page.evaluate(TELL)["at"])
        assert seen == list(range(len(parts)))[::-1]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_first_link_leads_to_the_content(browser: Browser, served: Mapping[str, str], audience: str) -> None:
    with tab(browser, viewport=NARROW) as page:
        page.goto(served[audience] + MONTH)
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_in_viewport()
        page.keyboard.press("Enter")
        page.wait_for_url("**/#isi")
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("audience", AUDIENCES)
def test_arrow_keys_scroll_every_region(browser: Browser, served: Mapping[str, str], audience: str) -> None:
    scrolled = 0
    with tab(browser, viewport=NARROW, reduced_motion="reduce") as page:
        for address in samples(audience):
            visit(page, served[audience] + address)
            for region in _regions(page):
                page.evaluate("region => region.focus()", region)
                assert page.evaluate("region => document.activeElement === region", region), address
                # A busy machine may drop what a single key asks for while it still paints the page.
                for _ in range(40):
                    page.keyboard.press("ArrowRight")
                    page.wait_for_timeout(50)
                    if page.evaluate("region => region.scrollLeft > 0", region):
                        break
                else:
                    pytest.fail(f"{address}: no arrow key scrolls {region}")
                scrolled += 1
    assert scrolled > 1


def _regions(page: Page) -> list[Any]:
    """Give everything that is wider than its own window."""
    found = page.evaluate_handle(
        """() => [...document.querySelectorAll("body *")].filter(part =>
            ["auto", "scroll"].includes(getComputedStyle(part).overflowX)
            && part.checkVisibility() && part.scrollWidth > part.clientWidth + 1)"""
    )
    return [handle.as_element() for handle in found.get_properties().values()]
