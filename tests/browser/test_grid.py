"""The grid in a real browser: by keyboard alone, by mouse and finger, from Excel, by patterns, in both languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import tab
from tests.browser.desks import FEW, TWENTY, at, focused, homes, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route, ViewportSize

    from tests.browser.desks import Office

WIDE: ViewportSize = {"width": 1280, "height": 900}


GRID = "table[role=grid]"


def tab_to(page: Page, pressed: str, selector: str) -> None:
    """Press a key until the focus is where it should be."""
    for _ in range(60):
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press(pressed)
    pytest.fail(f"{selector} cannot be reached with {pressed}")


def test_a_month_by_keyboard_alone(browser: Browser, office: Office) -> None:
    """Twenty people by twenty-one days, a breach, its repair, and the proposal."""
    path = f"schedules/{TWENTY}/2023-09.yaml"
    with tab(browser, viewport=WIDE) as page:
        opened(page, office.page(TWENTY))
        tab_to(page, "Tab", f"{GRID} td")
        assert focused(page) == "Pegawai Ke 1, Jumat 1 September, di kantor; 0 dari 10"
        columns = page.locator(f"{GRID} thead time").count()
        assert (page.locator(f"{GRID} tbody tr").count(), columns) == (20, 21)
        # Row by row, cell by cell: one half of the unit on even days, the other on odd ones.
        for row in range(20):
            for column in range(columns):
                if (row + column) % 2 == 0:
                    page.keyboard.press("Space")
                page.keyboard.press("ArrowRight")
            page.keyboard.press("Home")
            page.keyboard.press("ArrowDown")
        expect(page.locator("#verdict")).to_have_text("Tidak ada kesalahan: jadwal ini sesuai aturan.")
        assert homes(page) == 200  # of 210, as one day of the 21 is a holiday
        # One too many on the first day.
        page.keyboard.press("Control+Home")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.locator("#faults li")).to_have_count(1)
        expect(page.locator("#faults li")).to_contain_text(
            "LW001 11 pegawai di rumah pada Jumat, 1 September 2023; paling banyak 10 dari 20."
        )
        expect(page.get_by_role("status")).to_have_text(
            "Jumat, 1 September 2023: 11 dari 10, kelebihan satu. 1 kesalahan."
        )
        assert focused(page) == "Pegawai Ke 2, Jumat 1 September, di rumah; 11 dari 10"
        expect(page.locator("#propose")).to_have_count(0)
        tab_to(page, "Shift+Tab", "#repair")
        page.keyboard.press("Enter")
        expect(page.locator("#faults li")).to_have_count(0)
        expect(page.get_by_role("status")).to_have_text(
            "1 sel diperbaiki. Jumat, 1 September 2023: 10 dari 10. Tidak ada kesalahan."
        )
        assert homes(page) == 200
        tab_to(page, "Tab", "#propose")
        href = page.locator("#propose").get_attribute("href")
        assert href is not None
        shown = page.locator("#file").inner_text()
    found = parse_qs(urlsplit(href).query)
    assert urlsplit(href).path == "/bkd/jadwal/new/main"
    assert found["filename"] == [path]
    (text,) = found["value"]
    assert re.sub(r"berubah: ?\n?", "", shown).split() == text.split()
    outcome = office.checked(path, text)
    assert not [one for one in outcome.report.diagnostics if one.place.path == path]
    assert sum(len(people) for people in outcome.corpus.schedules[path].home.values()) == 200


def test_keys_move_select_and_take_back(browser: Browser, office: Office) -> None:
    with tab(browser, viewport=WIDE) as page:
        opened(page, office.page(TWENTY))
        at(page, 0, 0)
        page.keyboard.press("Control+End")
        assert focused(page).startswith("Pegawai Ke 20, Jumat 29 September")
        page.keyboard.press("Home")
        assert focused(page).startswith("Pegawai Ke 20, Jumat 1 September")
        page.keyboard.press("Control+Home")
        for key in ("Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowRight"):
            page.keyboard.press(key)
        assert page.locator(f"{GRID} td[aria-selected=true]").count() == 6
        page.keyboard.press("Space")
        assert homes(page) == 6
        page.keyboard.press("Control+z")
        assert homes(page) == 0
        page.keyboard.press("Control+y")
        assert homes(page) == 6
        page.keyboard.press("Delete")
        assert homes(page) == 0
        page.keyboard.press("Control+z")
        page.keyboard.press("Control+Shift+z")
        assert homes(page) == 0
        # One cell alone can be reached by Tab, wherever the focus was.
        assert page.locator(f"{GRID} td[tabindex='0']").count() == 1


def test_a_closed_cell_says_why(browser: Browser, office: Office) -> None:
    with tab(browser, viewport=WIDE) as page:
        opened(page, office.page(FEW))
        for row, column, why in (
            (0, 19, "Libur: Maulid Nabi Muhammad."),
            (3, 0, "Belum menjadi pegawai unit ini; baru mulai Senin, 11 September 2023."),
            (4, 1, "Berstatus PJLP: bekerja di kantor dan tidak ikut dihitung."),
        ):
            at(page, row, column)
            cell = page.locator(f"{GRID} td:focus")
            expect(cell).to_have_attribute("aria-disabled", "true")
            described = cell.get_attribute("aria-describedby")
            told = page.locator(f"#{described}").text_content() or ""
            assert why.rstrip(".") in told
            expect(page.locator("#looked")).to_contain_text(told)
            before = homes(page)
            page.keyboard.press("Space")
            assert homes(page) == before


def test_the_mouse_paints_and_a_finger_taps(browser: Browser, office: Office) -> None:
    with tab(browser, viewport=WIDE) as page:
        opened(page, office.page(TWENTY))
        first, last = (page.locator(f"td[data-at='{place}']").bounding_box() for place in ("0 0", "0 4"))
        assert first is not None
        assert last is not None
        page.mouse.move(first["x"] + 9, first["y"] + 9)
        page.mouse.down()
        page.mouse.move(last["x"] + 9, last["y"] + 9, steps=12)
        page.mouse.up()
        assert homes(page) == 5
        page.locator("#undo").click()
        assert homes(page) == 0  # a stroke is one step
    with tab(browser, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True) as page:
        opened(page, office.page(TWENTY))
        page.locator("td[data-at='1 1']").tap()
        assert homes(page) == 1
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.locator("td[data-at='1 1']").tap()
        assert homes(page) == 0
        small = [
            box for box in (cell.bounding_box() for cell in page.locator(f"{GRID} td[role=gridcell]").all()[:30]) if box
        ]
        assert min(min(box["width"], box["height"]) for box in small) >= 24


def test_blocks_from_a_spreadsheet(browser: Browser, office: Office) -> None:
    with tab(browser, viewport=WIDE, permissions=["clipboard-read", "clipboard-write"]) as page:
        opened(page, office.page(FEW))
        at(page, 1, 0)
        page.evaluate("navigator.clipboard.writeText('WFH\\t√\\tentah\\r\\nv\\t\\tR\\r\\n1\\tkantor\\t-\\r\\n')")
        page.keyboard.press("Control+v")
        said = page.get_by_role("status")
        expect(said).to_contain_text(
            "5 sel ditempel. Budi Rekaan, Selasa 5 September: “entah” bukan tanda yang dikenal."
        )
        expect(said).to_contain_text("Jumat, 1 September 2023: 2 dari 1, kelebihan satu. 1 kesalahan.")
        notes = page.locator("#unpasted li")
        expect(notes).to_have_count(2)
        expect(notes.nth(0)).to_have_text("Budi Rekaan, Selasa 5 September: “entah” bukan tanda yang dikenal.")
        expect(notes.nth(1)).to_contain_text("Dedi Rekaan, Jumat 1 September: Belum menjadi pegawai unit ini")
        assert homes_of(page, 1)[:2] == [True, True]
        assert homes_of(page, 2)[:3] == [True, False, True]
        page.keyboard.press("Shift+ArrowRight")
        page.keyboard.press("Shift+ArrowDown")
        page.keyboard.press("Control+c")
        assert page.evaluate("navigator.clipboard.readText()") == "WFH\tWFH\nWFH\t"
        before = homes(page)
        at(page, 1, 2)
        for guess in ("x", "H"):  # a tick or a cross, home or "hadir"
            page.evaluate("(mark) => navigator.clipboard.writeText(mark)", guess)
            page.keyboard.press("Control+v")
            expect(notes).to_have_text([f"Budi Rekaan, Selasa 5 September: “{guess}” bukan tanda yang dikenal."])
        assert homes(page) == before
        page.evaluate("navigator.clipboard.writeText(('R\\t'.repeat(40) + '\\n').repeat(3))")
        page.keyboard.press("Control+v")
        expect(page.locator("#unpasted")).to_contain_text("3 baris dan 41 kolom tidak muat di tabel.")
        assert homes(page) == before


def test_marks_with_two_meanings_are_named_and_not_pasted(browser: Browser, office: Office) -> None:
    """H is home to some and hadir, present, to others; x is a tick or a cross. Leave is nobody's turn at home."""
    with tab(browser, viewport=WIDE, permissions=["clipboard-read", "clipboard-write"]) as page:
        opened(page, office.page(TWENTY))
        before = homes(page)
        at(page, 0, 0)
        page.evaluate("navigator.clipboard.writeText('H\\tx\\tcuti\\tDL\\n')")
        page.keyboard.press("Control+v")
        notes = page.locator("#unpasted li")
        expect(notes).to_have_count(2)
        expect(notes.nth(0)).to_have_text("Pegawai Ke 1, Jumat 1 September: “H” bukan tanda yang dikenal.")
        expect(notes.nth(1)).to_have_text("Pegawai Ke 1, Senin 4 September: “x” bukan tanda yang dikenal.")
        assert homes(page) == before


def homes_of(page: Page, row: int) -> list[bool]:
    """Tell of each cell of a row whether it says at home."""
    found: list[bool] = page.evaluate(
        "(row) => [...document.querySelectorAll(`td[data-at^='${row} ']`)].map((cell) => cell.matches('.home, .recalled'))",
        row,
    )
    return found


def test_patterns_keep_to_the_law(browser: Browser, office: Office) -> None:
    with tab(browser, viewport=WIDE) as page:
        opened(page, office.page(TWENTY, folder="en/"))
        page.locator("details.fills summary").click()
        for pattern, least in (("turns", 220), ("alternate", 190), ("weeks", 190)):
            page.locator(f"button[data-pattern={pattern}]").click()
            expect(page.locator("#verdict")).to_have_text("No faults: this schedule keeps to the rules.")
            assert homes(page) >= least, pattern
        page.locator("button[data-pattern=clear]").click()
        assert homes(page) == 0
        page.get_by_role("checkbox", name="Tuesday").check()
        at(page, 2, 0)
        page.keyboard.press("Shift+ArrowDown")
        page.locator("#fixed").click()
        assert homes(page) == 8  # two people on four Tuesdays
        expect(page.locator("button[data-pattern=last]")).to_have_count(0)  # nobody was at home in August


def test_a_pattern_that_falls_unevenly_says_so(browser: Browser, office: Office) -> None:
    """Three people and one place a day: weeks A and B give one of them as many days as the two others together."""

    def three(route: Route) -> None:
        answer = route.fetch()
        schema = answer.json()
        for people in schema["definitions"].values():
            people["enum"] = ["dp01", "dp02", "dp03"]
        for day in schema["properties"]["wfh"]["properties"].values():
            day["maxItems"] = 1
        route.fulfill(response=answer, json=schema)

    for folder, words in (
        ("", "Hari di rumah tidak merata: ada pegawai yang mendapat 5 hari, ada yang 10 hari."),
        ("en/", "Days at home are uneven: some people have 5, others 10."),
    ):
        with tab(browser, viewport=WIDE) as page:
            page.route("**/schemas/**", three)
            opened(page, office.page(TWENTY, folder=folder))
            page.locator("details.fills summary").click()
            page.locator("button[data-pattern=weeks]").click()
            expect(page.get_by_role("status")).to_contain_text(words)
            page.locator("button[data-pattern=turns]").click()
            expect(page.get_by_role("status")).not_to_contain_text(words.partition(":")[0])
            assert page.get_by_role("status").text_content()


def test_both_languages_say_the_same_things(browser: Browser, office: Office) -> None:
    with tab(browser) as page:
        opened(page, office.page(FEW))
        shapes = page.evaluate(
            """async () => {
                const shape = (value) => value !== null && typeof value === "object"
                    ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, shape(value[key])]))
                    : typeof value === "function" ? value.length : typeof value;
                const load = (language) => import(new URL(`/assets/js/grid/words/${language}.js`, location));
                return [shape((await load("id")).words), shape((await load("en")).words)];
            }"""
        )
    assert shapes[0] == shapes[1]
