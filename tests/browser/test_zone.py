"""What day it is is told by the clock of the repository's own calendar, here two hours ahead of Jakarta."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from giliran.check import check
from giliran.render.site import build_site
from giliran.store import read_tree
from tests.browser.chromium import tab
from tests.browser.desks import at, opened
from tests.browser.serving import serving
from tests.repository import SCHEDULE, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the internal edition of a small government in the east."""
    folder = tmp_path_factory.mktemp("east")
    data = write(folder / "data", {SCHEDULE: None, "policy/calendar.yaml": "country: ID\nzone: Asia/Jayapura\n"})
    outcome = check(read_tree(data))
    assert outcome.report.clean, outcome.report.diagnostics
    build_site(outcome.corpus, "internal", folder / "html", 1_700_000_000)
    with serving(folder / "html") as start:
        yield start


def test_a_day_is_over_at_midnight_there(browser: Browser, address: str) -> None:
    """At 23.59 on Tuesday a change of Tuesday needs no reason yet; two minutes later it does, hours before Jakarta."""
    with tab(browser, viewport={"width": 1280, "height": 900}) as page:
        page.clock.set_fixed_time("2023-09-05T14:59:00Z")
        opened(page, f"{address}schedules/bkd/umum/2023-09/edit/")
        at(page, 1, 2)
        page.keyboard.press("Space")
        expect(page.locator("#download")).to_be_visible()
        expect(page.locator("#past")).to_have_count(0)
        page.clock.set_fixed_time("2023-09-05T15:01:00Z")
        at(page, 1, 3)
        page.keyboard.press("Space")
        expect(page.locator("#past pre")).to_have_text("Koreksi: bkd/umum 2023-09-05 - <alasan>")


def test_a_name_leads_to_the_month_it_is_there(browser: Browser, address: str) -> None:
    with tab(browser) as page:
        page.clock.set_fixed_time("2023-09-30T14:59:00Z")
        page.goto(address)
        page.get_by_role("combobox").fill("budi rekaan")
        expect(page.get_by_role("option")).to_have_attribute("href", "schedules/bkd/umum/2023-09/#ab02")
        page.clock.set_fixed_time("2023-09-30T15:01:00Z")
        page.get_by_role("combobox").fill("rekaan budi")
        expect(page.get_by_role("option")).to_have_attribute("href", "schedules/bkd/umum/2023-10/#ab02")
