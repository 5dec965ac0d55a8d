"""A site made of hostile texts, in a browser that would tell us of anything that is executed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import tab
from tests.browser.serving import serving
from tests.hostile.sites import built
from tests.site.kinds import KINDS, bare

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Dialog, Page

    from tests.site.reading import Site

PROBE = "<script>canary('ada')</script><img src=x onerror=canary('juga')>"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Give the internal edition made of hostile texts."""
    return built("internal", tmp_path_factory.mktemp("hostile") / "html")


def _listening(page: Page) -> list[str]:
    """Give the list that grows whenever a text is executed, by the function that it calls or by a window that opens."""
    called: list[str] = []

    def executed(said: str) -> None:
        called.append(said)

    def opened(dialog: Dialog) -> None:
        called.append(dialog.message)
        dialog.dismiss()

    page.expose_function("canary", executed)
    page.on("dialog", opened)
    return called


def _fullest(site: Site) -> list[str]:
    """Give the page of each kind that holds the most, in the first language."""
    found: dict[str, str] = {}
    for name in sorted(site.pages, key=lambda name: len(site.files[name])):
        if not name.startswith("en/"):
            kind = next((kind.name for kind in KINDS if kind.covers(bare(name))), None)
            if kind is not None:
                found[kind] = bare(name)
    return sorted(found.values())


def test_nothing_is_executed_on_any_kind_of_page(hostile: Site, browser: Browser, tmp_path: Path) -> None:
    """Without the content policy of our headers, which would hide a hole; the probe shows that a hole would be seen."""
    addresses = _fullest(hostile)
    assert len(addresses) > 20
    with serving(hostile.root) as root, tab(browser, bypass_csp=True) as page:
        called = _listening(page)
        for address in addresses:
            page.goto(f"{root}{address}", wait_until="load")
            assert page.url == f"{root}{address}"
            page.evaluate(
                "() => { for (const one of document.querySelectorAll('details')) one.open = true;"
                " for (const one of document.querySelectorAll('a, button, summary, [title], td, th'))"
                " for (const kind of ['mouseover', 'focus', 'pointerenter']) one.dispatchEvent(new Event(kind)) }"
            )
        page.wait_for_load_state("networkidle")
    assert called == []
    (tmp_path / "index.html").write_text(f"<!doctype html><title>x</title>{PROBE}")
    (tmp_path / "_headers").write_text((hostile.root / "_headers").read_text())
    (tmp_path / "404.html").write_text("<!doctype html><title>404</title>")
    with serving(tmp_path) as root, tab(browser, bypass_csp=True, forgiven=("404", "/x")) as page:
        called = _listening(page)
        page.goto(root, wait_until="networkidle")
    assert called == ["ada", "juga"]


def test_what_is_found_is_shown_and_not_executed(hostile: Site, browser: Browser) -> None:
    """The results of a search are put into the page by a script, so that they could be taken for more than words."""
    with serving(hostile.root) as root, tab(browser, bypass_csp=True) as page:
        called = _listening(page)
        page.goto(f"{root}search/", wait_until="networkidle")
        boxes = [box for box in page.get_by_role("searchbox").all() if box.is_visible()]
        assert boxes
        for box in boxes:
            for words in ("<img src=x onerror=canary('dicari')>", "palsu", "kait"):
                box.fill(words)
                page.wait_for_timeout(300)
        page.wait_for_load_state("networkidle")
    assert called == []
