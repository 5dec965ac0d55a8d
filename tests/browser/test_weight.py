"""What a phone loads when it comes for the first time, as it comes over the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import tab
from tests.site.kinds import AUDIENCES, FOLDERS, KINDS, MONTH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Browser

KB = 1000
MOST = {"": 80 * KB, MONTH: 60 * KB}
"""The pages people come for."""
OTHERS = 120 * KB
PICTURES = 300 * KB
"""A guide with the pictures that come into view as one reads on."""


def cold(browser: Browser, address: str) -> int:
    """Give the bytes of a page with all that it loads, headers included, for a browser that has nothing yet."""
    weights: list[int] = []
    with tab(browser, viewport={"width": 390, "height": 844}) as page:
        wire = page.context.new_cdp_session(page)
        wire.on("Network.loadingFinished", lambda done: weights.append(int(done["encodedDataLength"])))
        wire.send("Network.enable")
        page.goto(address)
        page.wait_for_timeout(150)  # for what a script asks for after the page is there
    assert weights
    return sum(weights)


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_pages_people_come_for_are_light(
    browser: Browser, served: Mapping[str, str], audience: str, folder: str
) -> None:
    for address, most in MOST.items():
        weight = cold(browser, served[audience] + folder + address)
        assert weight <= most, f"{folder}{address} weighs {weight} bytes"


def test_no_page_is_heavy(browser: Browser, served: Mapping[str, str]) -> None:
    """Each kind in the internal edition, whose pages are the heavier ones, where it has them."""
    for kind in KINDS:
        weight = cold(browser, served[kind.audiences[0]] + kind.samples[0])
        most = PICTURES if kind.name == "guide" else OTHERS
        assert weight <= most, f"{kind.samples[0]} weighs {weight} bytes"
