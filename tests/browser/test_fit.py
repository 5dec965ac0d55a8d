"""Pages fit their readers: a screen of 320 pixels, wider spacing, a thumb, colours of the system's own, stillness."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import tab, visit
from tests.site.kinds import AUDIENCES, CROSSED, MONTH, samples

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Browser, ViewportSize

REFLOW: ViewportSize = {"width": 320, "height": 256}
"""WCAG 1.4.10: a screen of 1280 by 1024 at 400 %."""
PHONE: ViewportSize = {"width": 360, "height": 780}
WIDE: ViewportSize = {"width": 1280, "height": 900}

# What sticks out of the page and does not stand in a region that scrolls by itself.
OUTSIDE = """() => {
    const wide = document.documentElement.clientWidth;
    const inRegion = part => {
        for (let above = part; above !== null && above !== document.body; above = above.parentElement)
            if (getComputedStyle(above).overflowX !== "visible") return true;
        return false;
    };
    const away = [...document.querySelectorAll("body *")].filter(part => part.checkVisibility()
        && part.getBoundingClientRect().right > wide + 1 && !inRegion(part));
    const said = away.map(part => part.outerHTML.slice(0, 100));
    if (document.documentElement.scrollWidth > wide) said.push(`page: ${document.documentElement.scrollWidth}`);
    return said;
}"""

# WCAG 1.4.12, but for what is drawn: a chart is a picture with its words beside it.
SPACED = """
*:not(svg, svg *) { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
svg { letter-spacing: normal; word-spacing: normal; }
p { margin-bottom: 2em !important; }
"""
# Text that is cut off by its own box or an outer one, or that lies on other text. Words for screen readers alone are
# cut on purpose, and what sticks to an edge lies on what scrolls below it.
CUT = """() => {
    const faults = [], boxes = [];
    const hidden = part => part.closest(".vh") !== null || getComputedStyle(part).clipPath !== "none";
    const sticks = part => {
        for (let above = part; above !== document.body; above = above.parentElement)
            if (["sticky", "fixed"].includes(getComputedStyle(above).position)) return true;
        return false;
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode, part = node.parentElement;
        if (node.data.trim() === "" || !part.checkVisibility() || hidden(part)) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const box of range.getClientRects()) {
            if (box.width === 0) continue;
            const seen = {top: box.top, right: box.right, bottom: box.bottom, left: box.left};
            for (let above = part; above !== document.body; above = above.parentElement) {
                const drawn = getComputedStyle(above), outer = above.getBoundingClientRect();
                const [across, down] = [drawn.overflowX, drawn.overflowY];
                const clipped = ["hidden", "clip"];
                if ((clipped.includes(across) && (box.right > outer.right + 1 || box.left < outer.left - 1))
                    || (clipped.includes(down) && (box.bottom > outer.bottom + 1 || box.top < outer.top - 1)))
                    faults.push(`cut off: ${node.data.trim().slice(0, 60)}`);
                if (across !== "visible") {
                    seen.left = Math.max(seen.left, outer.left), seen.right = Math.min(seen.right, outer.right);
                    seen.top = Math.max(seen.top, outer.top), seen.bottom = Math.min(seen.bottom, outer.bottom);
                }
            }
            if (!sticks(part) && seen.bottom > seen.top) boxes.push([seen, node.data.trim().slice(0, 60), node]);
        }
    }
    boxes.sort((one, other) => one[0].top - other[0].top);
    boxes.forEach(([box, text, node], at) => {
        for (let next = at + 1; next < boxes.length && boxes[next][0].top < box.bottom - 4; next++) {
            const [other, words, owner] = boxes[next];
            if (owner !== node && Math.min(box.right, other.right) - Math.max(box.left, other.left) > 3
                && Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 4)
                faults.push(`on each other: ${text} | ${words}`);
        }
    });
    return faults;
}"""

# WCAG 2.5.8: controls of their own, not those within running text, have 24 pixels. Where a link is all that a cell of
# a table holds, the cell keeps it apart from the next.
SMALL = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .filter(part => part.checkVisibility() && part.type !== "hidden" && !part.matches(".skip, .vh"))
    .map(part => {
        const block = part.closest("p, li, dd, dt, td, th, figcaption, caption, label, h1, h2, h3, h4");
        const said = text => text.replace(/\\s+/g, "");
        const running = part.matches("a") && block !== null && said(block.textContent) !== said(part.textContent);
        const {height, width} = part.getBoundingClientRect();
        const room = Math.max(width, part.closest("td, th")?.clientWidth ?? 0);
        return !running && (height < 24 || room < 24) ? `${width}×${height} ${part.outerHTML.slice(0, 100)}` : null;
    })
    .filter(said => said !== null)"""


@pytest.mark.parametrize(("audience", "folder"), CROSSED)
def test_no_page_scrolls_sideways(browser: Browser, served: Mapping[str, str], audience: str, folder: str) -> None:
    with tab(browser, viewport=REFLOW) as page:
        for address in samples(audience, folder):
            visit(page, served[audience] + folder + address)
            assert not page.evaluate(OUTSIDE), address


@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "wide"])
@pytest.mark.parametrize("audience", AUDIENCES)
def test_wider_spacing_cuts_nothing_off(
    browser: Browser, served: Mapping[str, str], audience: str, size: ViewportSize
) -> None:
    with tab(browser, viewport=size, bypass_csp=True) as page:
        for address in samples(audience, first=True):
            visit(page, served[audience] + address)
            assert not page.evaluate(CUT), (address, "as it is")
            page.add_style_tag(content=SPACED)
            assert not page.evaluate(CUT), (address, "with wider spacing")
            assert not page.evaluate(OUTSIDE), (address, "with wider spacing")


@pytest.mark.parametrize("audience", AUDIENCES)
def test_controls_are_large_enough(browser: Browser, served: Mapping[str, str], audience: str) -> None:
    with tab(browser, viewport=PHONE) as page:
        for address in samples(audience):
            visit(page, served[audience] + address)
            assert not page.evaluate(SMALL), address


@pytest.mark.parametrize("audience", AUDIENCES)
def test_nothing_moves_for_those_who_ask_for_rest(browser: Browser, served: Mapping[str, str], audience: str) -> None:
    moving = """() => [...document.querySelectorAll("*")].filter(part => {
        const drawn = getComputedStyle(part);
        const slow = durations => durations.split(",").some(value => parseFloat(value) > 0.02);
        return slow(drawn.transitionDuration) || (drawn.animationName !== "none" && slow(drawn.animationDuration))
            || drawn.scrollBehavior === "smooth";
    }).map(part => part.outerHTML.slice(0, 80))"""
    with tab(browser, reduced_motion="reduce") as page:
        for address in samples(audience, first=True):
            visit(page, served[audience] + address)
            assert not page.evaluate(moving), address


def test_home_and_office_differ_without_our_colours(browser: Browser, served: Mapping[str, str]) -> None:
    """With colours forced, and for who sees none: by letter, and by the border around it."""
    told = """kind => {
        const cell = document.querySelector(`td.${kind}`), drawn = getComputedStyle(cell, "::before");
        return {letter: drawn.content, border: drawn.borderTopStyle, ink: drawn.color, paper: drawn.backgroundColor};
    }"""
    with tab(browser, forced_colors="active", viewport=WIDE) as page:
        page.goto(served["internal"] + MONTH)
        kinds = [page.evaluate(told, kind) for kind in ("home", "office", "recalled")]
    for look in ("letter", "border"):
        assert len({kind[look] for kind in kinds}) == len(kinds), look
    assert all(kind["ink"] != kind["paper"] for kind in kinds)


def test_the_judges_see_faults(browser: Browser) -> None:
    bad = (
        "data:text/html,<title>t</title><meta name=viewport content='width=device-width'>"
        "<p style='width:900px'>wide</p><p style='height:1em;overflow:hidden'>a<br>b</p>"
        "<p>over</p><p style='margin-top:-2em'>under</p><a href='x' style='font-size:8px'>x</a>"
    )
    with tab(browser, viewport=PHONE) as page:
        page.goto(bad)
        assert len(page.evaluate(OUTSIDE)) == 2
        assert {said.partition(":")[0] for said in page.evaluate(CUT)} == {"cut off", "on each other"}
        assert len(page.evaluate(SMALL)) == 1
