"""A history in which much is dated back, and what each of its commits knows, told apart from the program by hand.

Times are local time of Jakarta. The unit is ``bkd/umum`` of :mod:`tests.repository`, with a law that is amended, staff that
are corrected, a letter that comes late, a branch that is merged, clocks that are wrong and one in another zone.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from tests.pasts import HOUR, Repository
from tests.repository import CIRCULAR, FILES

if TYPE_CHECKING:
    from pathlib import Path

WIB = datetime.timezone(datetime.timedelta(hours=7))
SHARE = f"{CIRCULAR}/clauses/wfh-share.yaml"
LETTER = "policy/dispensations/lantai.yaml"
STAFF = "units/bkd/umum.yaml"
NEW = "units/bkd/baru.yaml"
CALENDAR = "policy/calendar.yaml"

Window = tuple[str, str, int]


@dataclass(frozen=True)
class Knowledge:
    """What the files of one commit say: windows of a share in percent, when each member begins, a letter, a day off."""

    windows: tuple[Window, ...]
    members: tuple[tuple[str, str], ...]
    letter: Window | None = None
    off: str | None = None
    new_unit: bool = False

    def expected(self, day: str) -> tuple[int | None, int, str]:
        """Give the limit, the headcount and the standing of a day, by plain counting."""
        people = sum(start <= day for _, start in self.members)
        weekday = datetime.date.fromisoformat(day).weekday()
        if weekday > 4 or day in {self.off, "2023-09-28"}:
            return 0, people, "day-off"
        holding = [window for window in self.windows if window[0] <= day <= window[1]]
        if not holding:
            first = min(start for start, _, _ in self.windows)
            return 0, people, "before" if day < first else "after"
        share = max(holding)[2]  # each lies inside those that begin earlier
        if self.letter is not None and self.letter[0] <= day <= self.letter[1]:
            share = self.letter[2]
        return int(Fraction(share, 100) * people), people, "open"

    def files(self) -> dict[str, str | None]:
        """Write what is known as files."""
        reference = 'reference: {title: Berita, href: "https://example.invalid/se34"}'
        lines = [
            f"  - {{from: {start}, until: {end}, value: {value}%, {reference}}}" for start, end, value in self.windows
        ]
        head, _, rest = FILES[SHARE].partition("at-most:\n")
        share = head + "at-most:\n" + "\n".join(lines) + "\n" + rest[rest.index("base:") :]
        staff = "".join(
            f"  - {{id: {name}, name: {name.upper()} Rekaan, status: pns, from: {start}}}\n"
            for name, start in self.members
        )
        letter = self.letter
        granted = (
            None
            if letter is None
            else f"letter: Surat 1 (rekaan)\ngranted-by: Sekretaris Daerah\nunit: bkd/umum\n"
            f"clause: dki-jakarta/se-sekda-34-2023/wfh-share\nfrom: {letter[0]}\nuntil: {letter[1]}\n"
            f"at-most: {letter[2]}%\nreason: lantai diperbaiki\n"
        )
        off = f"holidays:\n  - {{date: {self.off}, title: {{id: Libur, en: Off}}}}\n" if self.off else None
        new = "name: Unit Baru\nkind: subbagian\nsupervisor: zz01\nemployees:\n  - {id: zz01, name: Zul Rekaan, status: pns}\n"
        return {
            SHARE: share,
            STAFF: f"name: Subbagian Umum\nkind: subbagian\nsupervisor: aa01\nemployees:\n{staff}",
            LETTER: granted,
            CALENDAR: off,
            NEW: new if self.new_unit else None,
        }


HALF: Window = ("2023-08-21", "2023-10-21", 50)
OLD = "2020-01-01"
FIRST = Knowledge((HALF,), tuple((name, OLD) for name in ("aa01", "ab02", "ac03", "ad04", "ae05")))
AMENDED = replace(FIRST, windows=(HALF, ("2023-09-04", "2023-09-07", 75)))
JOINED = replace(AMENDED, members=(*FIRST.members, ("af06", "2023-09-11")))
LETTERED = replace(JOINED, letter=("2023-09-04", "2023-09-15", 100))
CORRECTED = replace(LETTERED, members=(*FIRST.members, ("af06", "2023-09-04")))
BACKDATED = replace(CORRECTED, windows=(*AMENDED.windows, ("2023-09-18", "2023-09-20", 25)))
MERGED = replace(BACKDATED, windows=(("2023-08-21", "2023-10-13", 50), *BACKDATED.windows[1:]))
OPENED = replace(MERGED, new_unit=True)
WITHDRAWN = replace(OPENED, letter=None)
DECLARED = replace(WITHDRAWN, off="2023-10-05")


def seconds(words: str) -> int:
    """Read ``2023-09-01 00:00:00`` as local time of Jakarta."""
    return int(datetime.datetime.fromisoformat(words).replace(tzinfo=WIB).timestamp())


class Story(Repository):
    """The history itself; ``names`` has its commits by the name of what they know."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.names: dict[str, str] = {}
        law = {name: text for name, text in FILES.items() if name.startswith(("policy/", "units/"))}
        self.write(law)
        self._know("FIRST", FIRST, "2023-08-18 10:00:00")
        self._know("AMENDED", AMENDED, "2023-08-31 23:59:59")
        self._know("JOINED", JOINED, "2023-09-01 00:00:00", zone="-0800")
        self._know("LETTERED", LETTERED, "2023-09-08 09:00:00")
        self._know("CORRECTED", CORRECTED, "2023-09-12 23:30:00", zone="+0900")
        self._know("BACKDATED", BACKDATED, "2023-09-20 16:00:00")
        self.git("branch", "proposal")
        self.git("checkout", "--quiet", "proposal")
        self._know("PROPOSED", MERGED, "2023-09-21 09:00:00")
        self.git("checkout", "--quiet", "main")
        self.time = seconds("2023-09-25 10:00:00") - HOUR
        self.names["MERGED"] = self.merge("proposal")
        self._know("OPENED", OPENED, "2023-09-26 08:00:00")
        self._know("WITHDRAWN", WITHDRAWN, "2023-09-01 12:00:00")  # the clock of that desk was wrong
        self._know("DECLARED", DECLARED, "2023-10-02 00:00:00", zone="+1300")
        self.names["HEAD"] = self.names["DECLARED"]
        self.git("tag", "--annotate", "--message", "x", "surat-agustus", self.names["AMENDED"])

    def _know(self, name: str, knowledge: Knowledge, when: str, zone: str = "+0700") -> None:
        self.zone = zone
        self.time = seconds(when) - HOUR
        files = {
            path: text for path, text in knowledge.files().items() if text is not None or (self.data / path).exists()
        }
        self.names[name] = self.commit(files)
