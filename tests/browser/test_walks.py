"""Walks through the site as its readers take them, with and without JavaScript."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from tests.browser.chromium import tab
from tests.site.kinds import AUDIENCES, CONDUCT, FOLDERS, FULLEST, MONTH, UNIT, samples

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from playwright.sync_api import Browser, Page, ViewportSize

    from giliran.corpus import Corpus

PHONE: ViewportSize = {"width": 390, "height": 844}
DAY = "days/2023-09-04/"
HREFS = "parts => parts.map(part => part.href)"


def follow(page: Page, address: str, within: str = "main", tail: str = "") -> None:
    """Click the first link that leads to an address, after opening what it is folded into, and arrive there.

    A link is known by the last folder of the address, or by a longer ``tail`` of it.
    """
    last = tail or address.rstrip("/").rpartition("/")[2]
    link = page.locator(f'{within} a[href$="{last}/"], {within} a[href*="{last}/#"]').first
    for fold in page.locator("details:not([open])", has=link).all():
        fold.locator("summary").first.click()
    link.click()
    page.wait_for_url(f"**/{address}*")


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("audience", AUDIENCES)
def test_by_links_alone(
    browser: Browser, served: Mapping[str, str], corpus: Corpus, audience: str, scripts: bool, folder: str
) -> None:
    """From home to the agency, the unit, its month, a day, the law and the code of conduct."""
    unit = corpus.units[UNIT.removeprefix("schedules/").rstrip("/")]
    with tab(browser, viewport=PHONE, java_script_enabled=scripts) as page:
        title = page.get_by_role("heading", level=1)
        page.goto(served[audience] + folder)
        follow(page, "schedules/inspektorat/")
        expect(title).to_have_text(corpus.agencies[unit.agency].name)
        follow(page, UNIT)
        expect(title).to_have_text(unit.name)
        follow(page, MONTH)
        expect(title).to_contain_text(unit.name)
        expect(page.get_by_role("table").first).to_be_visible()
        names = {member.name for member in unit.employees if datetime.date(2023, 9, 4) in member.period}
        told = page.locator("main").inner_text()
        assert {name for name in names if name in told} == (names if audience == "internal" else set())
        follow(page, f"{DAY}{unit.agency}/", tail=f"2023-09-04/{unit.agency}")
        expect(page.locator("main")).to_contain_text("4 September 2023")
        follow(page, DAY)
        expect(title).to_contain_text("4 September 2023")
        follow(page, "law/dki-jakarta/se-sekda-34-2023/")
        expect(page.locator(":target")).to_be_in_viewport()
        follow(page, CONDUCT, "header")
        expect(page.get_by_role("main").get_by_role("listitem").first).to_be_visible()


@pytest.mark.parametrize("audience", FULLEST)
def test_each_page_says_the_same_without_scripts(browser: Browser, served: Mapping[str, str], audience: str) -> None:
    """Scripts may add comfort; every link of a page is there without them."""
    told: list[dict[str, set[str]]] = []
    for scripts in (True, False):
        found = {}
        with tab(browser, java_script_enabled=scripts) as page:
            for address in samples(audience):
                page.goto(served[audience] + address)
                expect(page.get_by_role("heading", level=1)).to_be_visible()
                found[address] = set(page.locator("main a[href]").evaluate_all(HREFS))
        told.append(found)
    for address, links in told[0].items():
        assert links <= told[1][address], address


@pytest.mark.parametrize("audience", FULLEST)
def test_languages_are_twins(browser: Browser, served: Mapping[str, str], audience: str) -> None:
    with tab(browser) as page:
        for address in samples(audience, "en/", first=True):
            page.goto(served[audience] + address)
            for language, folder in (("en", "en/"), ("id", "")):
                page.locator(f'header a[hreflang="{language}"]').click()
                page.wait_for_url(served[audience] + folder + address)
                expect(page.locator("html")).to_have_attribute("lang", language)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_from_day_to_day(browser: Browser, served: Mapping[str, str], audience: str) -> None:
    """Over the holiday of 28 September, a Thursday, and over a weekend."""
    with tab(browser, viewport=PHONE) as page:
        page.goto(f"{served[audience]}days/2023-09-27/")
        for day in ("2023-09-29", "2023-10-02"):
            page.locator('main a[rel="next"]').first.click()
            page.wait_for_url(f"**/days/{day}/")
        for day in ("2023-09-29", "2023-09-27"):
            page.locator('main a[rel="prev"]').first.click()
            page.wait_for_url(f"**/days/{day}/")


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_calendar_can_be_taken_home(browser: Browser, served: Mapping[str, str], folder: str, tmp_path: Path) -> None:
    with tab(browser, viewport=PHONE) as page:
        page.goto(served["internal"] + folder + MONTH)
        links = page.locator('main a[type="text/calendar"]')
        assert links.count() > 10
        with page.expect_response("**/*.ics") as answer, page.expect_download() as taken:
            links.first.click()
        assert answer.value.header_value("content-type") == "text/calendar; charset=utf-8"
        file = tmp_path / taken.value.suggested_filename
        taken.value.save_as(file)
    assert file.suffix == ".ics"
    assert Calendar.from_ical(file.read_bytes()).walk("VEVENT")


def test_complaints_are_heard(browser: Browser, served: Mapping[str, str]) -> None:
    """What a page complains of fails a test: the other tests rely on it."""
    bad = {
        "console": "console.error('alas')",
        "error": "setTimeout(() => { throw new Error('alas'); })",
        "404": "fetch('/nothing').then(answer => answer.text())",
        "asked elsewhere": "fetch('https://example.invalid/').catch(() => null)",
    }
    for complaint, script in bad.items():
        with pytest.raises(AssertionError, match=complaint):
            _run(browser, served["public"], script)


def _run(browser: Browser, address: str, script: str) -> None:
    with tab(browser, bypass_csp=True) as page:  # the policy of the pages would stop it before anyone is asked
        page.goto(address)
        page.evaluate(script)
        page.wait_for_timeout(100)
