"""The search page in a real browser, under the policy that its pages are served with: by its words, by keyboard, in trouble."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from giliran.check import check
from giliran.render.site import build_site
from giliran.store import read_tree
from tests.browser.chromium import tab
from tests.browser.serving import serving
from tests.site.reading import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from giliran.corpus import Corpus
    from giliran.wording import Language

LAW = "law/dki-jakarta/se-sekda-34-2023/"
FOLDERS: dict[Language, str] = {"id": "", "en": "en/"}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Give the whole law and one agency."""
    root = tmp_path_factory.mktemp("data")
    shutil.copytree(REPOSITORY / "policy", root / "policy", ignore=shutil.ignore_patterns("cases"))
    for folder in ("units", "schedules"):
        shutil.copytree(REPOSITORY / folder / "bpad", root / folder / "bpad")
    return check(read_tree(root)).corpus


@pytest.fixture(scope="module")
def address(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve its public edition in a folder of the server, as a project's pages often are."""
    root = tmp_path_factory.mktemp("served")
    build_site(corpus, "public", root, 1_700_000_000)
    with serving(root, "/site/") as start:
        yield start


def look_for(page: Page, words: str) -> None:
    """Type words and wait until the page has told what it found."""
    page.fill("#search-words", words)
    expect(page.get_by_role("status")).to_contain_text(f"“{words}”")


def first(page: Page) -> str:
    """Give the address of the first result below the site."""
    href = page.locator("ol.found a").first.get_attribute("href")
    assert href is not None
    return href.removeprefix("/site/")


@pytest.mark.parametrize("language", FOLDERS)
def test_the_title_of_a_clause_finds_it(browser: Browser, address: str, corpus: Corpus, language: Language) -> None:
    folder = FOLDERS[language]
    with tab(browser) as page:
        page.goto(f"{address}{folder}search/")
        for circular in corpus.circulars.values():
            for clause in circular.clauses:
                look_for(page, clause.title.to(language))
                assert first(page) == f"{folder}law/{circular.id}/#{clause.name}", clause.title


@pytest.mark.parametrize(
    ("language", "words", "place"),
    [
        ("id", "pemanggilan", f"{LAW}#recall"),
        ("id", "dipanggil", f"{LAW}#recall"),
        ("id", "presensi", f"{LAW}#attendance"),
        ("id", "cuti", f"{LAW}readings/#denominator"),
        ("id", "kamera", f"{LAW}conduct/#point-7"),
        ("id", "LW001", "codes/LW001/"),
        ("id", "34/SE/2023", LAW),
        ("id", "pengelolaan aset", "schedules/bpad/"),
        ("en", "recall", f"en/{LAW}#recall"),
        ("en", "attendance", f"en/{LAW}#attendance"),
        ("en", "camera", f"en/{LAW}conduct/#point-7"),
    ],
)
def test_a_word_finds_its_place(browser: Browser, address: str, language: Language, words: str, place: str) -> None:
    with tab(browser) as page:
        page.goto(f"{address}{FOLDERS[language]}search/")
        look_for(page, words)
        assert first(page) == place


def test_a_percentage_is_not_taken_for_another_number(browser: Browser, address: str) -> None:
    with tab(browser) as page:
        page.goto(f"{address}search/")
        look_for(page, "75%")
        found = page.locator("ol.found a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
        assert f"/site/{LAW}#wfh-share" in found
        assert set(page.locator("ol.found mark").all_inner_texts()) == {"75%"}


def test_a_result_says_where_it_stands(browser: Browser, address: str, corpus: Corpus) -> None:
    with tab(browser) as page:
        page.goto(f"{address}search/")
        look_for(page, "presensi mobile")
        result = page.locator("ol.found > li").first
        title = corpus.circulars["dki-jakarta/se-sekda-34-2023"].title.id
        expect(result.locator(".where")).to_have_text(f"Aturan \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} {title}")
        expect(result.get_by_role("link")).to_have_text("Presensi dua kali sehari")
        assert {word.casefold() for word in result.locator("mark").all_inner_texts()} == {"presensi", "mobile"}


def test_signs_of_html_stay_signs(browser: Browser, address: str) -> None:
    """An excerpt may quote angle brackets; of its own it has nothing but marks."""
    with tab(browser) as page:
        page.goto(f"{address}search/")
        look_for(page, "gabung")
        excerpts = page.locator("ol.found .excerpt")
        assert any("<<" in text for text in excerpts.all_inner_texts())
        names = excerpts.locator("*").evaluate_all("parts => parts.map(part => part.localName)")
        assert set(names) == {"mark"}


def test_nothing_found_is_said(browser: Browser, address: str) -> None:
    """Of cameras speak a point of the code of conduct and a practice. Nothing begins with a letter of another script."""
    with tab(browser) as page:
        page.goto(f"{address}search/")
        look_for(page, "kamera")
        expect(page.locator("ol.found > li")).to_have_count(2)
        expect(page.get_by_role("status")).to_have_text("2 hasil untuk “kamera”")
        look_for(page, "ыыы")
        expect(page.get_by_role("status")).to_contain_text("Tidak ada yang memuat “ыыы”")
        expect(page.locator("ol.found > li")).to_have_count(0)
        page.fill("#search-words", "")
        expect(page.get_by_role("status")).to_be_empty()


def test_an_address_keeps_the_words(browser: Browser, address: str) -> None:
    """A link with words answers at once; new words come into the address and into the link to the other language."""
    with tab(browser) as page:
        page.goto(f"{address}search/?q=kamera")
        expect(page.get_by_role("searchbox")).to_have_value("kamera")
        expect(page.locator("ol.found > li")).to_have_count(2)
        look_for(page, "34/SE/2023")
        assert page.url == f"{address}search/?q=34%2FSE%2F2023"
        page.get_by_role("link", name="English").click()
        page.wait_for_url(f"{address}en/search/?q=34%2FSE%2F2023")
        expect(page.get_by_role("status")).to_contain_text("34/SE/2023")
        assert first(page) == f"en/{LAW}"


def test_by_keyboard_alone(browser: Browser, address: str) -> None:
    """From another page to the field, from the words to a result, from there to its place; and more results on demand."""
    with tab(browser) as page:
        page.goto(f"{address}about/")
        link = page.get_by_role("navigation", name="Bab").get_by_role("link", name="Cari")
        for _ in range(20):
            page.keyboard.press("Tab")
            if link.evaluate("link => link === document.activeElement"):
                break
        page.keyboard.press("Enter")
        expect(page.get_by_role("searchbox", name="Kata yang dicari")).to_be_focused()
        page.keyboard.type("pegawai")
        page.keyboard.press("Enter")
        results = page.locator("ol.found > li")
        expect(results).to_have_count(10)
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Cari")).to_be_focused()
        for _ in range(11):
            page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Tampilkan berikutnya")).to_be_focused()
        page.keyboard.press("Enter")
        expect(results).to_have_count(20)
        expect(results.nth(10).get_by_role("link")).to_be_focused()
        page.keyboard.press("Shift+Tab")
        expect(results.nth(9).get_by_role("link")).to_be_focused()
        target = results.nth(9).get_by_role("link").get_attribute("href")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{target}")


def test_without_scripts_the_chapters_are_there(browser: Browser, address: str) -> None:
    with tab(browser, java_script_enabled=False) as page:
        page.goto(f"{address}en/search/")
        note = page.locator("noscript .note")
        expect(note).to_be_visible()
        assert note.inner_text().startswith("The search needs JavaScript.")
        expect(page.locator("form.search")).to_be_hidden()
        page.locator("main").get_by_role("link", name="The rules").click()
        page.wait_for_url(f"{address}en/law/")


def test_an_index_that_cannot_be_opened_is_told(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.route("**/pagefind.js", lambda route: route.abort())
        page.goto(f"{address}search/?q=cuti")
        expect(page.get_by_role("status")).to_contain_text("tidak dapat dibuka")
        page.unroute("**/pagefind.js")
        page.reload()
        expect(page.get_by_role("status")).to_contain_text("hasil untuk “cuti”")


def test_nothing_is_fetched_before_words_are_typed(browser: Browser, address: str) -> None:
    with tab(browser) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}search/")
        page.wait_for_load_state("networkidle")
        assert not [url for url in asked if "/pagefind/" in url]
        look_for(page, "kamera")
        assert [url for url in asked if url.endswith("wasm.id.pagefind")]
        assert not [url for url in asked if "wasm.en" in url]
