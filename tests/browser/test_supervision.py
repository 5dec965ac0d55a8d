"""The supervision sheet of one unit and the duties of a date, as a superior meets them in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import tab
from tests.browser.test_paper import A4_LANDSCAPE, sheets
from tests.site.kinds import FOLDERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Browser

    from giliran.corpus import Corpus

UNIT, DAY = "bkd/subbid-pengadaan-pegawai", "2023-09-05"
PAGE, SHEET = f"days/{DAY}/bkd/", "#sheet-subbid-pengadaan-pegawai"


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_sheet_has_the_people_of_its_unit_and_prints_alone(
    browser: Browser, served: Mapping[str, str], corpus: Corpus, folder: str
) -> None:
    schedule = corpus.schedules.get(f"schedules/{UNIT}/{DAY[:7]}.yaml")
    assert schedule is not None
    home = {day.isoformat(): people for day, people in schedule.home.items()}[DAY]
    names = [member.name for member in corpus.units[UNIT].employees if member.id in home]
    with tab(browser) as page:
        page.goto(served["internal"] + folder + PAGE)
        table = page.locator("table.sheet")
        expect(table).to_have_count(0)
        page.locator(f'a[href="{SHEET}"]').click()
        assert table.locator("tbody th").all_text_contents() == names
        supervisor = next(
            each.name for each in corpus.units[UNIT].employees if each.id == corpus.units[UNIT].supervisor
        )
        asked = "Lembar pengawasan Atasan langsung:" if folder == "" else "Supervision sheet Direct superior:"
        expect(table.locator("caption")).to_have_text(f"{asked} {supervisor}")
        drawn = [line.locator(".drawn").count() for line in table.locator("tbody tr").all()]
        assert sum(drawn) == 3
        named = page.locator(f"{SHEET} .calls span")
        places = sorted(int(place or "") for place in named.evaluate_all("spans => spans.map(s => s.dataset.place)"))
        assert [at for at, calls in enumerate(drawn, start=1) for _ in range(calls)] == places
        page.locator('a[href="#sheet-subbag-keuangan"]').click()
        expect(table).to_have_count(1)  # one sheet at a time
        page.locator(f'a[href="{SHEET}"]').click()
        expect(page.locator(f"{SHEET} table.sheet tbody tr")).to_have_count(len(names))  # before the paper is cut
        assert sheets(page.pdf(prefer_css_page_size=True)) == [A4_LANDSCAPE]
        page.emulate_media(media="print")
        told = page.locator("main").inner_text()
        others = {
            member.name for unit in corpus.units.values() if unit.agency == "bkd" for member in unit.employees
        } - {member.name for member in corpus.units[UNIT].employees}
        assert all(name in told for name in (*names, supervisor))
        assert not [name for name in others if name in told]
        assert ("Praktik, bukan aturan" if folder == "" else "Practice, not law") in told


def test_without_a_script_nothing_offers_a_sheet_that_cannot_come(browser: Browser, served: Mapping[str, str]) -> None:
    for script in (True, False):
        with tab(browser, java_script_enabled=script) as page:
            page.goto(served["internal"] + PAGE)
            expect(page.locator(f'a[href="{SHEET}"]')).to_be_visible(visible=script)
            expect(page.locator("ul.day .calls").first).to_be_visible()


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_the_duties_of_a_date_are_marked(browser: Browser, served: Mapping[str, str], audience: str) -> None:
    with tab(browser) as page:
        page.goto(served[audience] + "law/duties/")
        field, said = page.locator("input[type=date]"), page.locator("[role=status]")
        expect(said).to_have_text("Tidak ada kewajiban yang jatuh pada tanggal ini.")  # today is long after
        field.fill("2023-09-29")
        field.dispatch_event("change")
        expect(said).to_have_text("")
        marked = page.locator("tr.chosen").all_inner_texts()
        assert any(line.startswith("Setiap perangkat daerah menyusun jadwal") for line in marked)
        assert not any(line.startswith("Sesudah dua bulan") for line in marked)
        field.fill("2023-09-28")  # a holiday: only what stands all the time
        field.dispatch_event("change")
        assert all("selama berlaku" in line for line in page.locator("tr.chosen").all_inner_texts())
