"""What the grid hands over: links to the editor of each forge, an old file to copy, and a line on days that are past."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from giliran.proposal import Message
from giliran.proposal.records import records
from tests.browser.chromium import tab, until
from tests.browser.desks import FEW, SIXTY, TWENTY, at, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize

    from tests.browser.desks import Office

WIDE: ViewportSize = {"width": 1280, "height": 900}


def test_the_links_of_each_forge(browser: Browser, office: Office) -> None:
    """New and old files, in a folder or not; a link that carries the file carries all of it, and no link is too long."""
    text = "# catatan: a+b & c%\nwfh:\n" + "".join(
        f"  2023-09-{day:02}: [{', '.join(f'aa{at:03}' for at in range(40))}]\n" for day in range(1, 23)
    )
    file = "schedules/bkd/umum/2023-09.yaml"
    with tab(browser) as page:
        opened(page, office.page(FEW))

        def link(kind: str, content: str, folder: str = "", *, exists: bool) -> tuple[str, bool]:
            forge = {"kind": kind, "repository": "https://forge.example/a/b", "branch": "main", "folder": folder}
            told = page.evaluate(
                """async ([forge, file, text, exists]) => (await import(new URL("/assets/js/grid/propose.js", location)))
                    .proposal(forge, file, text, exists)""",
                [forge, file, content, exists],
            )
            return told["href"], told["filled"]

        for kind, path, name, value in (
            ("github", "/a/b/new/main", "filename", "value"),
            ("gitlab", "/a/b/-/new/main", "file_name", "content"),
            ("forgejo", "/a/b/_new/main", "filename", "value"),
        ):
            href, filled = link(kind, text, "data", exists=False)
            assert filled
            assert len(href.encode()) <= 8191
            assert urlsplit(href).path == path
            assert parse_qs(urlsplit(href).query) == {name: [f"data/{file}"], value: [text]}
            href, filled = link(kind, text * 2, exists=False)
            assert (filled, parse_qs(urlsplit(href).query)) == (False, {name: [file]})
        assert link("github", text, exists=True) == (f"https://forge.example/a/b/edit/main/{file}", False)
        for kind, path, value in (("gitlab", "/-/edit/main", "content"), ("forgejo", "/_edit/main", "value")):
            href, filled = link(kind, text, exists=True)
            assert filled
            assert urlsplit(href).path == f"/a/b{path}/{file}"
            assert parse_qs(urlsplit(href).query) == {value: [text]}


def test_an_old_file_is_copied_before_the_editor_opens(browser: Browser, office: Office) -> None:
    with tab(
        browser, viewport=WIDE, permissions=["clipboard-read", "clipboard-write"], forgiven=("forge.example",)
    ) as page:
        opened(page, office.page(SIXTY))
        page.context.route(
            "https://forge.example/**", lambda route: route.fulfill(body="editor", content_type="text/plain")
        )
        at(page, 0, 0)
        page.keyboard.press("Delete")
        expect(page.locator("#propose")).to_have_text("Salin, lalu buka penyunting GitHub")
        with page.expect_popup() as popup:
            page.locator("#propose").click()
        assert popup.value.url == f"https://forge.example/bkd/jadwal/edit/main/schedules/{SIXTY}/2023-09.yaml"
        popup.value.close()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith("wfh:\n  2023-09-01: [sx02, sx03, ")
        with page.expect_download() as download:
            page.locator("#download").click()
        assert download.value.suggested_filename == "2023-09.yaml"
        assert download.value.path().read_text("utf-8") == copied


def test_past_days_are_told_of_with_the_line_that_explains_them(browser: Browser, office: Office) -> None:
    """By the day in Jakarta; the lines are understood as the gate reads them once a reason stands in them."""
    wanted = ["2023-09-01/2023-09-04", "2023-09-06"]
    for folder, key, reason in (("", "Koreksi", "<alasan>"), ("en/", "Correction", "<reason>")):
        with tab(browser, viewport=WIDE, permissions=["clipboard-read", "clipboard-write"]) as page:
            page.clock.set_fixed_time("2023-09-06T16:59:00Z")  # 23.59 in Jakarta
            opened(page, office.page(TWENTY, folder=folder))
            for column in (3, 4):  # today, and tomorrow
                at(page, 0, column)
                page.keyboard.press("Space")
            expect(page.locator("#propose")).to_be_visible()
            expect(page.locator("#past")).to_have_count(0)
            page.clock.set_fixed_time("2023-09-06T17:01:00Z")
            for column in (0, 1):  # Friday and Monday
                at(page, 0, column)
                page.keyboard.press("Space")
            expect(page.locator("#propose")).to_be_visible()
            lines = [f"{key}: {TWENTY} {days} - {reason}" for days in wanted]
            expect(page.locator("#past pre")).to_have_text("\n".join(lines))
            expect(page.locator("#past")).to_contain_text("Extended description")
            page.set_viewport_size({"width": 360, "height": 740})
            assert page.evaluate("document.documentElement.scrollWidth") <= 360
            page.locator("#copy-past").click()
            until(page, "navigator.clipboard.readText().then((text) => text.length > 0)")
            copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == "\n".join(lines)
        message = f"Jadwal September\n\n{copied.replace(reason, 'daftar tertukar')}\n"
        read = records([Message("", message)], frozenset({TWENTY}))
        assert not read.faults
        days = [1, 4, 6]
        assert all(read.explain([TWENTY], datetime.date(2023, 9, day)) for day in days)
        assert not read.explain([TWENTY], datetime.date(2023, 9, 5))
        assert not read.explain([TWENTY], datetime.date(2023, 9, 7))
