"""The search box in a real browser: typed into, moved through by keyboard alone, heard, remembered, offline."""

from __future__ import annotations

import re
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from giliran.check import check
from giliran.render.site import build_site
from giliran.store import read_tree
from tests.browser.serving import serving
from tests.properties.ajv import FOLDER
from tests.repository import UNIT, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Route

NAMES = (
    "Ani Rekaan",
    "Budi Ma'ruf",
    "Siti Nurhaliza",
    "Siti Nur",
    "Siti Rahmawati Dewi",
    "Dewi Siti Lestari",
    "Suharto",
)
PEOPLE = "".join(f"  - {{id: aa{at:02}, name: {name}, status: pns}}\n" for at, name in enumerate(NAMES, 1))
LEFT = "  - {id: zz01, name: Siti Pindah, status: pns, until: 2023-08-31}\n"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the internal edition of a small government."""
    folder = tmp_path_factory.mktemp("box")
    unit = f"name: Subbagian Umum\nkind: subbagian\nsupervisor: aa01\nemployees:\n{PEOPLE}{LEFT}"
    outcome = check(read_tree(write(folder / "data", {UNIT: unit, "schedules/bkd/umum/2023-09.yaml": None})))
    assert outcome.report.clean
    build_site(outcome.corpus, "internal", folder / "html", 1_700_000_000)
    with serving(folder / "html") as start:
        yield start


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Open the start page on a phone; any complaint of the browser about the page is an error."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="id-ID", has_touch=True)
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda fault: complaints.append(str(fault)))
    opened.on("console", lambda said: complaints.append(said.text) if "Content Security Policy" in said.text else None)
    opened.goto(address)
    yield opened
    context.close()
    assert not complaints


def names(page: Page) -> list[str]:
    return page.get_by_role("option").locator("b").all_inner_texts()


def test_typing_shows_people_and_says_how_many(page: Page) -> None:
    box = page.get_by_role("combobox", name="Cari nama")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("nurh siti", delay=30)
    expect(page.locator("form.find [role=status]")).to_have_text("1 orang ditemukan.")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("listbox", name="Orang yang ditemukan")).to_be_visible()
    assert names(page) == ["Siti Nurhaliza"]
    expect(page.get_by_role("option")).to_contain_text("Subbagian Umum, Badan Kepegawaian Daerah")
    box.fill("siti")
    expect(page.locator("form.find [role=status]")).to_have_text("5 orang ditemukan.")
    box.fill("s")
    expect(page.locator("form.find [role=status]")).to_have_text("Ketik paling sedikit dua huruf.")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.fill("budi maruf")
    expect(page.locator("form.find [role=status]")).to_have_text("1 orang ditemukan.")
    box.fill("orang asing")
    expect(page.locator("form.find [role=status]")).to_have_text(re.compile("^Tidak ada pegawai dengan nama itu"))
    assert names(page) == []


def test_the_keyboard_alone_leads_to_the_row(page: Page, address: str) -> None:
    box = page.get_by_role("combobox")
    box.press_sequentially("siti nu")
    expect(page.get_by_role("option")).to_have_count(2)
    options = page.get_by_role("option")
    for key, marked in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowDown", None), ("ArrowUp", 1), ("ArrowUp", 0)):
        page.keyboard.press(key)
        expect(box).to_be_focused()
        if marked is None:
            expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
        else:
            expect(box).to_have_attribute("aria-activedescendant", options.nth(marked).get_attribute("id") or "?")
        chosen = [option.get_attribute("aria-selected") == "true" for option in options.all()]
        assert chosen == [at == marked for at in range(2)]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Ini saya Siti Nurhaliza")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}schedules/bkd/umum/2023-10/#aa03")


def test_enter_waits_for_the_answer_to_what_was_typed(page: Page, address: str) -> None:
    box = page.get_by_role("combobox")
    box.press_sequentially("budi maruf")
    expect(page.get_by_role("option")).to_have_count(1)
    box.press_sequentially("x")
    page.keyboard.press("Enter")  # the list still shows Budi, whom nobody asks for any more
    expect(page.get_by_role("option")).to_have_count(0)
    assert page.url == address
    box.fill("suharto")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("#aa07$"))


def test_escape_closes_and_then_empties(page: Page) -> None:
    box = page.get_by_role("combobox")
    box.fill("siti nu")
    expect(page.get_by_role("option")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("siti nu")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(box).to_have_value("")
    expect(page.locator("form.find [role=status]")).to_have_text("")


def test_a_tap_leads_to_the_last_month_of_who_has_left(page: Page, address: str) -> None:
    page.get_by_role("combobox").fill("pindah siti")
    expect(page.get_by_role("option")).to_contain_text("sampai 31 Agustus 2023")
    page.get_by_role("option").tap()
    page.wait_for_url(f"{address}schedules/bkd/umum/2023-08/#zz01")


def test_this_is_me(page: Page, address: str) -> None:
    page.get_by_role("combobox").fill("siti nurhaliza")
    page.get_by_role("button", name="Ini saya Siti Nurhaliza").tap()
    expect(page.locator("form.find [role=status]")).to_have_text("Siti Nurhaliza diingat, di peramban ini saja.")
    for opened, words in ((address, "Giliran saya:"), (f"{address}en/", "My turns:")):
        page.goto(opened)
        expect(page.locator(".me")).to_contain_text(words)
        expect(page.get_by_role("link", name="Siti Nurhaliza")).to_have_attribute(
            "href", "schedules/bkd/umum/2023-10/#aa03"
        )
    kept = page.evaluate("import(new URL('../assets/js/find.js', location)).then((find) => find.rememberedPerson())")
    assert kept == {"id": "aa03", "unit": "bkd/umum", "name": "Siti Nurhaliza"}
    page.get_by_role("button", name="Forget").tap()
    expect(page.locator(".me")).to_be_hidden()
    page.reload()
    expect(page.locator(".me")).to_be_hidden()
    page.evaluate("localStorage.setItem('giliran.me', JSON.stringify({id: 'aa03', unit: 'javascript:0', name: 'x'}))")
    page.reload()
    expect(page.get_by_role("combobox")).to_be_visible()
    expect(page.locator(".me")).to_be_hidden()


def test_offline_is_said_and_mended(page: Page) -> None:
    page.context.set_offline(True)
    box = page.get_by_role("combobox")
    box.fill("siti nur")
    expect(page.locator("form.find [role=status]")).to_have_text(re.compile("^Daftar nama tidak dapat dimuat"))
    page.context.set_offline(False)
    box.fill("siti nurh")
    expect(page.get_by_role("option")).to_have_count(1)
    page.context.set_offline(True)
    box.fill("rahmawati siti")  # what is there already needs no network
    expect(page.get_by_role("option")).to_contain_text("Siti Rahmawati Dewi")


def test_a_site_that_changed_meanwhile_is_read_anew(page: Page) -> None:
    asked: list[str] = []

    def once_gone(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) == 1:
            route.fulfill(status=404)
        else:
            route.continue_()

    page.route("**/find/n-*.json", once_gone)
    page.get_by_role("combobox").fill("siti nurhaliza")
    expect(page.get_by_role("option")).to_have_count(1)
    assert len(asked) == 2


def test_a_slow_answer_to_an_old_question_is_dropped(page: Page) -> None:
    slow = threading.Event()

    def delayed(route: Route) -> None:
        slow.set()
        time.sleep(0.5)
        route.continue_()

    page.route("**/find/n-*.json", delayed)
    box = page.get_by_role("combobox")
    box.press_sequentially("siti nurhaliza")
    page.wait_for_timeout(200)
    box.fill("orang asing")
    expect(page.locator("form.find [role=status]")).to_have_text(re.compile("^Tidak ada pegawai"))
    page.wait_for_timeout(1000)
    assert slow.is_set()
    assert names(page) == []


def test_fingers_and_machines_find_their_way(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, bypass_csp=True)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("combobox").fill("siti nurhaliza")
    page.get_by_role("button", name="Ini saya").click()
    page.get_by_role("combobox").fill("siti")
    expect(page.get_by_role("option")).to_have_count(5)
    page.keyboard.press("ArrowDown")
    for one in page.locator("form.find").locator("input, button, a").all():
        if one.is_visible():
            place = one.bounding_box()
            assert place is not None
            assert min(place["width"], place["height"]) >= 44, one.inner_text()
            assert place["x"] >= 0
            assert place["x"] + place["width"] <= 360
    # The buttons stand beside their people.
    for option, button in zip(page.get_by_role("option").all(), page.locator(".mine button").all(), strict=True):
        left, right = option.bounding_box(), button.bounding_box()
        assert left is not None
        assert right is not None
        assert (left["y"], left["height"]) == (right["y"], right["height"])
    page.add_script_tag(path=FOLDER / "node_modules" / "axe-core" / "axe.min.js")
    found: list[dict[str, Any]] = page.evaluate("axe.run('form.find').then((told) => told.violations)")
    assert not [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]
    context.close()


def test_without_scripts_the_page_says_so(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator("form.find").is_hidden()
    # This browser does not show what is meant for others without scripts, although it runs none.
    assert "Pencarian nama memerlukan JavaScript." in (page.locator("noscript").text_content() or "")
    expect(page.get_by_role("link", name="Badan Kepegawaian Daerah")).to_be_visible()
    context.close()
