"""The grid when something is in the way: a closed tab, no network, a slow or broken judge, a faulty file, a large unit."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playwright.sync_api import expect

from giliran.check import check
from giliran.published import limits_of_unit
from giliran.render.grid import island
from giliran.views.grid import grid
from tests.browser.chromium import tab
from tests.browser.desks import FEW, SIXTY, TWENTY, at, focused, homes, opened
from tests.browser.grids import tree_of

if TYPE_CHECKING:
    import pytest
    from playwright.sync_api import Browser, Page, Route, ViewportSize

    from tests.browser.desks import Office

WIDE: ViewportSize = {"width": 1280, "height": 900}


def test_unsaved_work_outlives_the_tab(browser: Browser, office: Office) -> None:
    address = office.page(FEW)
    with browser.new_context(viewport=WIDE) as context:
        page = opened(context.new_page(), address)
        base = homes(page)
        at(page, 0, 2)
        page.keyboard.press("Space")
        changed = homes(page)
        assert changed != base
        page.close()
        page = opened(context.new_page(), address)
        assert homes(page) == changed
        expect(page.locator("#draft")).to_contain_text("sudah dipasang kembali")
        page.locator("#discard").click()
        assert homes(page) == base
        # Another file than the changes were made on: nothing is put into it, and nothing is lost, until somebody decides.
        page.keyboard.press("Control+Home")
        at(page, 0, 2)
        page.keyboard.press("Space")
        page.evaluate(
            """() => Object.keys(localStorage).filter((key) => key.startsWith("giliran.draft.")).forEach((key) =>
                localStorage.setItem(key, JSON.stringify({ ...JSON.parse(localStorage.getItem(key)), base: "another" })))"""
        )
        for _ in range(2):
            page.close()
            page = opened(context.new_page(), address)
            assert homes(page) == base
            expect(page.locator("#draft")).to_contain_text("Berkas di situs sudah berubah")
            at(page, 1, 5)
            page.keyboard.press("Space")  # work on the new file meanwhile must not push the old aside
            page.keyboard.press("Control+z")
        page.locator("#apply").click()
        assert homes(page) == changed
        page.close()


def test_it_goes_on_without_a_network(browser: Browser, office: Office) -> None:
    with tab(browser, viewport=WIDE) as page:
        opened(page, office.page(SIXTY))
        page.context.set_offline(True)
        at(page, 59, 0)
        page.keyboard.press("Space")
        expect(page.locator("#faults li")).to_contain_text("LW001")
        page.locator("#repair").click()
        expect(page.locator("#faults li")).to_have_count(0)


def test_a_server_that_forbids_compiling_is_told_of(browser: Browser, office: Office) -> None:
    """With one strict policy for every file the judge cannot run; the page says so, and everything else works."""

    def strict(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": "script-src 'self'"})

    with tab(browser, viewport=WIDE) as page:
        page.route("**/worker.js", strict)
        page.goto(office.page(TWENTY))
        alert = page.get_by_role("alert")
        expect(alert).to_contain_text("Penilai tidak dapat berjalan")
        assert "EvalError" in (alert.get_attribute("data-failure") or "")
        at(page, 0, 0)
        page.keyboard.press("Space")
        expect(page.locator("#file")).to_contain_text("2023-09-01: [dp01]")
        expect(page.locator("#propose")).to_be_visible()


def slowed(route: Route, lines: str) -> None:
    """Let the judge run below some lines of ours."""
    answer = route.fetch()
    route.fulfill(response=answer, body=f"{lines}\n{answer.text()}")


SLOW = """
{ const post = globalThis.postMessage.bind(globalThis);
  globalThis.postMessage = (told) => (told.errors ? setTimeout(() => post(told), 1500) : post(told)); }
"""
FALLING = """
addEventListener("message", (event) => {
  if (event.data.turn !== 2) return;
  event.stopImmediatePropagation();
  throw new Error("kehabisan tempat");
});
"""


def test_nothing_is_offered_before_the_judge_has_answered(browser: Browser, office: Office) -> None:
    """Neither after a change, nor when an answer to an older text comes in, nor after a restored draft."""
    judging = "Sedang dinilai…"
    with browser.new_context(viewport=WIDE) as context:
        page = context.new_page()
        page.route("**/worker.js", lambda route: slowed(route, SLOW))
        opened(page, office.page(TWENTY))
        at(page, 0, 0)
        page.keyboard.press("Space")
        for _ in range(2):  # once after a change, once after a restored draft
            expect(page.locator("#offer")).to_have_text(judging, timeout=1000)
            expect(page.locator("#verdict")).to_have_text(judging, timeout=1000)
            expect(page.locator("#propose")).to_have_count(1)
            expect(page.locator("#verdict")).to_have_text("Tidak ada kesalahan: jadwal ini sesuai aturan.")
            page.reload()
            expect(page.locator("#draft")).to_be_visible()
        expect(page.locator("#propose")).to_have_count(1)
        # While the judge thinks about one more cell, somebody fills a column beyond its limit.
        page.evaluate(
            """() => {
                const offer = document.getElementById("offer");
                window.offered = [];
                new MutationObserver(() => window.offered.push(document.getElementById("propose")?.href ?? ""))
                    .observe(offer, { childList: true });
            }"""
        )
        at(page, 1, 0)
        page.keyboard.press("Space")
        at(page, 2, 0)
        page.keyboard.press("Shift+Control+End")
        page.keyboard.press("Space")
        expect(page.locator("#verdict")).to_have_class("grave")
        assert set(page.evaluate("window.offered")) == {""}
        page.close()


def test_a_judge_that_breaks_down_leaves_the_offer(browser: Browser, office: Office) -> None:
    with tab(browser, viewport=WIDE, forgiven=("kehabisan tempat",)) as page:
        page.route("**/worker.js", lambda route: slowed(route, FALLING))
        page.goto(office.page(TWENTY))
        expect(page.locator("#desk")).to_have_attribute("data-ready", "")
        at(page, 0, 0)
        page.keyboard.press("Space")
        expect(page.get_by_role("alert")).to_contain_text("Penilai tidak dapat berjalan")
        expect(page.locator("#propose")).to_be_visible()


def test_what_a_faulty_file_lists_is_shown_and_can_be_taken_away(browser: Browser, office: Office) -> None:
    """No site is built of such a file; the island is made of one here, as it would be."""
    path = f"schedules/{FEW}/2023-09.yaml"
    text = "wfh:\n  2023-09-01: [zz99, aa01] # lama\n  2023-09-11: [aa01, ab02, ac03]\n  2023-09-28: [aa01]\n"
    data = {one: (office.data / one).read_bytes() for one in office.outcome.tree.entries}
    corpus = check(tree_of(data | {path: text.encode()})).corpus
    unit = corpus.units[FEW]
    (limits,) = [each for each in limits_of_unit(corpus, unit) if each.month == "2023-09"]
    shown = grid(corpus, unit, limits)
    assert shown is not None

    def swapped(route: Route) -> None:
        answer = route.fetch()
        head, mark, rest = answer.text().partition('id="grid" lang="zxx">')
        route.fulfill(response=answer, body=f"{head}{mark}{island(shown, None)}{rest[rest.index('</template>') :]}")

    with tab(browser, viewport=WIDE) as page:
        page.route("**/edit/", swapped)
        opened(page, office.page(FEW))
        codes = page.locator("#faults li").evaluate_all("(items) => items.map((item) => item.dataset.code)")
        assert sorted(codes) == ["DT003", "LW001", "LW001", "RF001"]
        row = page.locator("tr.stranger")
        expect(row).to_have_count(1)
        row.locator("td.wrong").first.focus()
        page.locator("#faults li[data-code=RF001] .cell-link").click()
        assert focused(page).startswith("zz99, Jumat 1 September, di rumah, tidak boleh di sini")
        page.keyboard.press("Delete")
        expect(page.locator("#faults li[data-code=RF001]")).to_have_count(0)
        page.locator("#repair").click()
        expect(page.locator("#faults li")).to_have_count(0)
        assert "  2023-09-01: [aa01] # lama\n" in page.locator("#file").evaluate(
            "(file) => [...file.childNodes].map((node) => node.lastChild?.textContent ?? node.textContent).join('') + '\\n'"
        )


def test_it_weighs_little_and_answers_at_once(
    browser: Browser, office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    addresses: list[str] = []
    wire: list[int] = []
    with tab(browser, viewport=WIDE) as page:
        page.on("request", lambda asked: addresses.append(asked.url))
        devtools = page.context.new_cdp_session(page)
        devtools.on("Network.loadingFinished", lambda done: wire.append(int(done["encodedDataLength"])))
        devtools.send("Network.enable")
        opened(page, office.page(SIXTY))
        page.wait_for_timeout(100)
        asked = {urlsplit(address).path.lstrip("/") for address in addresses}
        raw = {
            path: (office.html / path / ("index.html" if path.endswith("/") else "")).stat().st_size for path in asked
        }
        times = measured(page)
    with capsys.disabled():
        sys.stdout.write(
            f"\ngrid of 60 people: {sum(wire)} bytes on the wire (without the worker's own), {sum(raw.values())} unpacked; "
            f"key to verdict and paint: median {sorted(times)[len(times) // 2]:.0f} ms, slowest {max(times):.0f} ms\n"
        )
    assert sum(wire) <= 200_000


def measured(page: Page) -> list[float]:
    """Press a key forty times; give the milliseconds until the verdict is shown and painted."""
    found: list[float] = page.evaluate(
        """async () => {
            const desk = document.getElementById("desk"), times = [];
            document.querySelector("td[data-at='0 0']").focus();
            for (let turn = 0; turn < 40; turn += 1) {
                const start = performance.now();
                const judged = new Promise((go) => new MutationObserver((_, watch) => { watch.disconnect(); go(); })
                    .observe(desk, { attributeFilter: ["data-turn"] }));
                const press = (key) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
                press(turn % 19 === 18 ? "Home" : "ArrowRight");
                press(" ");
                await judged;
                await new Promise((go) => requestAnimationFrame(() => setTimeout(go)));
                times.push(performance.now() - start);
            }
            return times;
        }"""
    )
    return found
