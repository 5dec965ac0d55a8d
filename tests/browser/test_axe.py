"""axe-core finds no fault in any kind of page: both editions, both languages, light and dark, narrow, wide and printed.

All its rules are asked, its best practices and experiments as well, but for those of WCAG's level AAA.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import tab, visit
from tests.site.kinds import AUDIENCES, CROSSED, FULLEST, MONTH, samples
from tests.site.reading import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from playwright.sync_api import Browser, Page, ViewportSize

AXE = REPOSITORY / "tests" / "node" / "node_modules" / "axe-core" / "axe.min.js"
ASK = """async ([unasked, about]) => {
    const level = ["wcag2aaa", "deprecated"];
    const asked = axe.getRules(about).filter(rule => !rule.tags.some(tag => level.includes(tag)));
    const values = asked.map(rule => rule.ruleId).filter(rule => !unasked.includes(rule));
    const runOnly = {type: "rule", values};
    const found = await axe.run(document, {runOnly, resultTypes: ["violations"], elementRef: false});
    return {
        passed: found.passes.length,
        faults: found.violations.map(fault => [fault.id, fault.help, ...fault.nodes.map(node => node.html).slice(0, 3)]),
    };
}"""
UNASKED = ["hidden-content"]
"""It asks for a look at whatever is hidden, and finds no faults."""
COLOURS = ["cat.color"]
"""What axe-core calls its rules on colours, the only ones that a dark scheme can break: it changes nothing but colours."""
NARROW: ViewportSize = {"width": 360, "height": 780}
WIDE: ViewportSize = {"width": 1280, "height": 900}


def source() -> str:
    """Give the program."""
    assert AXE.is_file(), "axe-core is missing: run `npm ci --ignore-scripts` in tests/node, or `make test`, which does"
    return AXE.read_text("utf-8")


def judged(
    page: Page, addresses: Iterable[str], where: str, unasked: Iterable[str] = (), *, dark: bool = False
) -> list[str]:
    """Give what is wrong with each page, in words; ``dark`` looks at its other colours as well, for which it is not read again."""
    faults: list[str] = []
    for address in addresses:
        visit(page, where + address)
        found = page.evaluate(ASK, [[*UNASKED, *unasked], []])
        assert found["passed"] > 20, address
        faults.extend(f"{address}: {' | '.join(fault)}" for fault in found["faults"])
        if dark:
            page.emulate_media(color_scheme="dark")
            found = page.evaluate(ASK, [UNASKED, COLOURS])
            assert found["passed"] > 0, address
            faults.extend(f"{address}, dark: {' | '.join(fault)}" for fault in found["faults"])
            page.emulate_media(color_scheme="light")
    return faults


# `bypass_csp` lets the judge in, and nothing else: the other tests read the pages under their own policy.
@pytest.mark.parametrize(("audience", "folder"), CROSSED)
def test_no_fault_on_a_phone(browser: Browser, served: Mapping[str, str], audience: str, folder: str) -> None:
    with tab(browser, color_scheme="light", viewport=NARROW, bypass_csp=True) as page:
        page.add_init_script(source())
        assert not judged(page, samples(audience, folder), served[audience] + folder, dark=True)


@pytest.mark.parametrize("audience", FULLEST)
def test_no_fault_on_a_desk(browser: Browser, served: Mapping[str, str], audience: str) -> None:
    with tab(browser, viewport=WIDE, bypass_csp=True) as page:
        page.add_init_script(source())
        assert not judged(page, samples(audience, first=True), served[audience])


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_fault_on_paper(browser: Browser, served: Mapping[str, str], audience: str) -> None:
    with tab(browser, viewport=WIDE, bypass_csp=True) as page:
        page.add_init_script(source())
        page.emulate_media(media="print")
        assert not judged(page, [MONTH, "days/2023-09-04/"], served[audience], unasked=["target-size"])


def test_the_judge_sees_faults(browser: Browser) -> None:
    with tab(browser, bypass_csp=True) as page:
        page.add_init_script(source())
        page.goto("data:text/html,<title>t</title><p style='color:%23ddd;background:%23fff'>pale</p><img src='data:,'>")
        found = {fault[0] for fault in page.evaluate(ASK, [UNASKED, []])["faults"]}
        colours = {fault[0] for fault in page.evaluate(ASK, [UNASKED, COLOURS])["faults"]}
    assert {"color-contrast", "image-alt", "html-has-lang", "region"} <= found
    assert colours == {"color-contrast"}
