"""The Chromium of the system, driven by Playwright: silent on the network, and a test fails on what it complains of."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from playwright.sync_api import Error, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

# Chrome first: on Ubuntu the command chromium may be a snap, which sees no folder of ours.
NAMES = ("google-chrome", "google-chrome-stable", "chromium", "chromium-browser")

SWITCHES = (
    "--no-sandbox",  # the pages are our own, from the loopback, and a container often has no sandbox to give
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


def chromium() -> str:
    """Find the browser; ``CHROME_PATH`` names another one."""
    named = [os.environ[name] for name in ("CHROME_PATH",) if os.environ.get(name)]
    found = next((path for path in map(shutil.which, (*named, *NAMES)) if path is not None), None)
    assert found is not None, (
        "No Chromium was found, and the tests of the site need one: `apt-get install chromium` on Debian, or any Chrome "
        "or Chromium whose path stands in CHROME_PATH."
    )
    return found


@contextmanager
def started() -> Iterator[Browser]:
    """Start the browser.

    One for each file of tests at most: Playwright keeps an event loop running for as long as it lives, and other tests
    start theirs.
    """
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=chromium(), args=list(SWITCHES)) as browser,
    ):
        yield browser


def visit(page: Page, address: str) -> None:
    """Open a page, and wait until the desk on it is laid out, if it has one: its script does that once the page is there."""
    page.goto(address)
    until(page, "document.querySelector('#desk:not([data-ready])') === null")


def until(page: Page, expression: str, argument: object = None, *, seconds: float = 20) -> None:
    """Wait until an expression of the page is true, a page that is being loaded anew included.

    Playwright's ``wait_for_function`` evaluates text within the page each time but the first, which a content policy
    without ``unsafe-eval``, such as ours, refuses.
    """
    end = monotonic() + seconds
    while not _true(page, expression, argument):
        assert monotonic() < end, f"not true within {seconds} s: {expression}"
        page.wait_for_timeout(50)


def _true(page: Page, expression: str, argument: object) -> bool:
    try:
        return bool(page.evaluate(expression, argument))
    except Error as gone:
        if "context was destroyed" in gone.message:  # the page goes to another at this very moment
            return False
        raise


@contextmanager
def tab(browser: Browser, *, forgiven: tuple[str, ...] = (), **settings: Any) -> Iterator[Page]:  # noqa: ANN401 - Playwright's own
    """Open one page with settings of its own, such as ``viewport`` or ``color_scheme``.

    Fails in the end where the page wrote to the console, raised an error, asked for what is not there, or asked anyone
    but the loopback. Complaints that hold a ``forgiven`` text are left out.
    """
    complaints: list[str] = []
    with browser.new_context(**settings) as context:
        context.on("console", lambda said: complaints.append(f"console: {said.text} ({said.page and said.page.url})"))
        context.on("weberror", lambda failed: complaints.append(f"error: {failed.error}"))
        context.on("request", lambda asked: complaints.extend(_elsewhere(asked.url)))
        context.on(
            "response",
            lambda answer: complaints.append(f"{answer.status}: {answer.url}") if answer.status >= 400 else None,
        )
        yield context.new_page()
    told = [said for said in complaints if not any(part in said for part in forgiven)]
    assert not told, told


def _elsewhere(url: str) -> list[str]:
    parts = urlsplit(url)
    return [] if parts.scheme in {"data", "blob"} or parts.hostname == "127.0.0.1" else [f"asked elsewhere: {url}"]
