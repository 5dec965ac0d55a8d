"""A small government whose months are changed in the browser: twenty people with no file, sixty with one, a forge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from giliran.check import check
from giliran.render.site import build_site
from giliran.store import read_tree
from tests.browser.serving import serving
from tests.repository import write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from giliran.check import Outcome

TWENTY, SIXTY, FEW = "bkd/dua-puluh", "bkd/enam-puluh", "bkd/umum"
PUBLICATION = """\
addresses: {}
forge: {kind: github, repository: "https://forge.example/bkd/jadwal", branch: main}
"""


def unit(letters: str, number: int) -> str:
    """Write a unit of so many people."""
    people = "".join(
        f"  - {{id: {letters}{at:02}, name: Pegawai Ke {at}, status: pns}}\n" for at in range(1, number + 1)
    )
    return f"name: Unit {number}\nkind: subbagian\nsupervisor: {letters}01\nemployees:\n{people}"


def files() -> dict[str, str | None]:
    """Give what differs from the repository that other tests change."""
    listed = ", ".join(f"sx{at:02}" for at in range(1, 31))
    days = [f"2023-09-{day:02}" for day in (1, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15, 18, 19, 20, 21, 22, 25, 26, 27, 29)]
    return {
        f"units/{TWENTY}.yaml": unit("dp", 20),
        f"units/{SIXTY}.yaml": unit("sx", 60),
        f"schedules/{SIXTY}/2023-09.yaml": "wfh:\n" + "".join(f"  {day}: [{listed}]\n" for day in days),
        "policy/publication.yaml": PUBLICATION,
    }


@dataclass(frozen=True)
class Office:
    """The government: its data, what the check said, its internal site, and where that is served."""

    data: Path
    outcome: Outcome
    html: Path
    address: str

    def page(self, unit: str, month: str = "2023-09", folder: str = "") -> str:
        """Give the address of the page on which a month is changed."""
        return f"{self.address}{folder}schedules/{unit}/{month}/edit/"

    def checked(self, path: str, text: str) -> Outcome:
        """Check the data with a file as it is proposed."""
        target = self.data / path
        before = target.read_bytes() if target.exists() else None
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        try:
            return check(read_tree(self.data))
        finally:
            if before is None:
                target.unlink()
            else:
                target.write_bytes(before)


def office(folder: Path) -> Iterator[Office]:
    """Build and serve it."""
    data = write(folder / "data", files())
    outcome = check(read_tree(data))
    assert outcome.report.clean, outcome.report.diagnostics
    build_site(outcome.corpus, "internal", folder / "html", 1_700_000_000)
    with serving(folder / "html") as address:
        yield Office(data, outcome, folder / "html", address)


def opened(page: Page, address: str) -> Page:
    """Open a page and wait for its first verdict."""
    page.goto(address)
    expect(page.locator("#desk")).to_have_attribute("data-turn", "1")
    return page


def at(page: Page, row: int, column: int) -> None:
    """Put the focus on a cell, as a program that reads the screen does."""
    page.locator(f"td[data-at='{row} {column}']").focus()


def homes(page: Page) -> int:
    """Count the cells that say at home."""
    return page.locator("td[role=gridcell].home, td[role=gridcell].recalled").count()


def focused(page: Page) -> str:
    """Give what a screen reader would call the element with the focus."""
    name: str = page.evaluate("document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent")
    return name
