"""Takes the pictures of the guides: ``python pipeline/screenshots`` writes site/assets/guide/*.png (``make screenshots``).
Names of pictures after it leave the others as they are.

It builds this repository's internal edition, serves it on the loopback and looks at it with the Chromium of the system, a
phone for employees and a desk for the others. Everyone in the pictures is invented, as everyone in the data is; the
public edition leaves out those that show people (their names begin with ``people-``).
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import threading
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, FloatRect, ViewportSize, sync_playwright

from giliran.check import check
from giliran.gitlog import read_history
from giliran.render.headers import headers
from giliran.render.site import build_site
from giliran.store import commit_time, read_tree
from giliran.views.survey.findings import warned

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "site/assets/guide"
BROWSERS = ("google-chrome", "chromium", "chromium-browser")


@dataclass(frozen=True)
class Shot:
    """A picture: its name, the page, how wide the window is, which part is taken, and how high the picture may be.

    ``typed`` is put into the search for people first; ``clicked`` are cells of a month that is changed, row and column
    from 0. ``below`` is how much of what follows the part belongs to the picture.
    """

    name: str
    page: str
    width: int
    part: str = "main"
    height: int = 560
    typed: str | None = None
    clicked: tuple[tuple[int, int], ...] = ()
    below: int = 0


SMALL = "schedules/biro-hukum/subbag-tata-usaha/"
NOW = "2023-09-05T06:30:00+07:00"
SHOTS = (
    Shot("today", "", 390, height=470),
    Shot("people-find", "", 390, part="form.find", height=420, typed="najwa pudji"),
    Shot("people-month", "schedules/bkd/subbag-umum/2023-09/#hn579", 390, part=".roster", height=560),
    Shot("day", "days/2023-09-05/", 780, height=560),
    Shot("limits", "schedules/bkd/subbag-umum/2023-09/", 780, part=".limits", height=240),
    Shot("overview", "overview/", 780, height=620),
    Shot("people-edit", f"{SMALL}2023-10/edit/", 1000, height=1100, clicked=((3, 0), (0, 0))),
    Shot("people-refusal", f"{SMALL}2023-10/edit/", 1000, height=1230, clicked=((1, 0),)),
    Shot("people-transfer", "schedules/bappeda/subbag-program/", 780, part="[aria-labelledby=members]", height=470),
    Shot("people-recall", "schedules/bappeda/subbid-prasarana/2023-09/", 780, part="h2:has(+ ul + p small)", below=160),
    Shot("people-dispensation", "schedules/bpad/subbid-inventarisasi/2023-09/", 780, part="#limit-4"),
)


def main() -> None:
    """Take every picture in both languages."""
    outcome = check(read_tree(ROOT))
    if not outcome.report.clean:
        sys.exit("the data have errors: giliran check")
    browser = next((path for path in map(shutil.which, BROWSERS) if path is not None), None)
    if browser is None:
        sys.exit("no Chromium was found: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "html"
        history = read_history(ROOT, outcome.corpus.tree)
        build_site(outcome.corpus, "internal", site, commit_time(ROOT), warned(outcome.report), history)
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            with sync_playwright() as playwright:
                chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
                _take(chromium, f"http://127.0.0.1:{server.server_port}/")
                chromium.close()
        finally:
            server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        """Send what a server of the internal edition sends: the judge of a month needs its own policy."""
        for name, value in headers("internal", self.path.removeprefix("/")):
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing: the pictures are what is made here."""


def _take(browser: Browser, address: str) -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    wanted = sys.argv[1:] or [shot.name for shot in SHOTS]
    for shot in (shot for shot in SHOTS if shot.name in wanted):
        for language, start in (("id", ""), ("en", "en/")):
            viewport: ViewportSize = {"width": shot.width, "height": 900}
            locale = {"id": "id-ID", "en": "en-GB"}[language]
            page = browser.new_page(viewport=viewport, locale=locale, color_scheme="light", timezone_id="Asia/Jakarta")
            page.clock.set_fixed_time(NOW)
            page.goto(f"{address}{start}{shot.page}")
            page.wait_for_load_state("networkidle")
            if shot.typed is not None:
                page.clock.resume()
                page.locator("#find").fill(shot.typed)
                page.locator("#find-list a").first.wait_for()
            for row, column in shot.clicked:
                page.locator(f"td[data-at='{row} {column}']").click()
            if shot.clicked:
                page.locator(f"#desk[data-turn='{len(shot.clicked) + 1}']").wait_for()
            box = page.locator(shot.part).first.bounding_box()
            assert box is not None
            top = max(0, box["y"] + page.evaluate("scrollY") - 12)
            part: FloatRect = {
                "x": 0,
                "y": top,
                "width": shot.width,
                "height": min(shot.height, box["height"] + 24 + shot.below),
            }
            path = TARGET / f"{shot.name}.{language}.png"
            page.screenshot(path=path, full_page=True, clip=part)
            page.close()
            print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
