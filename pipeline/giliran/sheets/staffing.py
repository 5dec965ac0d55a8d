"""A staff list compared with the unit file: who is new, who has moved here, who is gone, and who differs.

People are known by code, or by exactly their name within the unit. A name that only another unit has may be the same
person or a namesake: that is asked, never assumed.
"""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from giliran.sheets.names import CODE, Person, Staff, normalised
from giliran.sheets.table import Remarks
from giliran.wording import Text

if TYPE_CHECKING:
    from giliran.corpus import Corpus
    from giliran.model import Employee, Unit
    from giliran.sheets.stafflist import Listed, StaffList
    from giliran.sheets.table import Remark

_LETTERS = "abcdefghjkmnpqrstuvwxyz"
"""Letters of new codes: without i, l and o, which are taken for digits."""


@dataclass(frozen=True, slots=True)
class Joining:
    """Someone to be added to the unit; ``origin`` names the unit that a person comes from who has a code already."""

    id: str
    listed: Listed
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a list differs from a unit file, and what there is to tell about its cells."""

    joining: tuple[Joining, ...]
    gone: tuple[Employee, ...]
    staying: int
    remarks: tuple[Remark, ...]

    @property
    def is_whole(self) -> bool:
        """Tell whether everyone on the list could be understood."""
        return not any(each.grade == "error" for each in self.remarks)


def compared(found: StaffList, unit: Unit, corpus: Corpus) -> Comparison:
    """Compare a list with a unit."""
    return _Comparing(found, unit, corpus).whole()


class _Comparing:
    def __init__(self, found: StaffList, unit: Unit, corpus: Corpus) -> None:
        self.found = found
        self.unit = unit
        self.corpus = corpus
        self.remarks = Remarks(list(found.remarks))
        self.staff = Staff(Person(stay.id, stay.name) for stay in unit.employees)
        self.given: set[str] = set()
        self.elsewhere: dict[str, dict[str, str]] = {}
        for other in corpus.units.values():
            for stay in other.employees if other.id != unit.id else ():
                self.elsewhere.setdefault(normalised(stay.name), {})[stay.id] = other.id

    def whole(self) -> Comparison:
        joining: list[Joining] = []
        present: set[str] = set()
        for listed in self.found.people:
            here = self._here(listed)
            if isinstance(here, Person):
                present.add(here.id)
                self._differences(listed, here)
            elif here is None and (added := self._joining(listed)) is not None:
                joining.append(added)
        joined = {added.id for added in joining}
        gone = tuple(
            stay for stay in self.unit.employees if stay.period.end is None and stay.id not in present | joined
        )
        sheets = [each.spot.sheet for each in self.found.people[:1]]
        return Comparison(
            tuple(joining), gone if self.found.people else (), len(present), self.remarks.in_order(sheets)
        )

    def _here(self, listed: Listed) -> Person | Text | None:
        """Find someone in the unit; a text, told already, where that cannot be decided."""
        if listed.is_new or (listed.code and self.staff.coded(listed.code) is None):
            return None
        if not listed.code and not self.staff.named(listed.name):
            return None
        found = self.staff.identified(listed.code or "", listed.name)
        if isinstance(found, Text):
            words = Text(f"Tidak jelas siapa ini: {found.id}.", f"It is unclear who this is: {found.en}.")
            self.remarks.error(listed.spot, words, self.staff.advice(listed.name))
        return found

    def _joining(self, listed: Listed) -> Joining | None:
        if listed.is_faulty:
            return None  # told where it was read
        origin: str | None = None
        code = listed.code
        if code is not None:
            stays = self.corpus.stays(code)
            if not CODE.fullmatch(code) or not stays:
                self.remarks.error(
                    listed.spot,
                    Text(f"Kode “{code}” tidak dikenal.", f"The code “{code}” is not known."),
                    Text(
                        "Kosongkan kodenya untuk orang baru; kode baru dibuatkan.",
                        "Leave the code empty for somebody new; a new one is made.",
                    ),
                )
                return None
            origin = stays[-1][0].id
            if normalised(stays[-1][1].name) != normalised(listed.name):
                self.remarks.error(
                    listed.spot,
                    Text(
                        f"Kode {code} milik {stays[-1][1].name} ({origin}).",
                        f"The code {code} belongs to {stays[-1][1].name} ({origin}).",
                    ),
                    Text("Betulkan kode atau namanya.", "Correct the code or the name."),
                )
                return None
        elif not listed.is_new and (namesakes := self.elsewhere.get(normalised(listed.name))):
            listed_there = ", ".join(f"{person} ({unit})" for person, unit in sorted(namesakes.items()))
            self.remarks.error(
                listed.spot,
                Text(
                    f"{listed.name} ada di unit lain: {listed_there}. Pindah ke sini, atau orang lain bernama sama?",
                    f"{listed.name} is in another unit: {listed_there}. Moved here, or somebody else of that name?",
                ),
                Text(
                    "Isi kolom Kode: kode itu bila pindah, “baru” bila orang lain.",
                    "Fill in the column Code: that code for a move, “new” for somebody else.",
                ),
            )
            return None
        if not self._is_complete(listed):
            return None
        return Joining(code or self._new_code(listed), listed, origin)

    def _is_complete(self, listed: Listed) -> bool:
        """Tell whether enough is said to write somebody down, or tell what is missing."""
        complete = True
        if listed.status is None:
            complete = False
            self.remarks.error(
                listed.spot,
                Text(f"Status {listed.name} belum ada.", f"The status of {listed.name} is missing."),
                Text("Tulis PNS, PPPK, atau PJLP di kolom Status.", "Write PNS, PPPK or PJLP in the column Status."),
            )
        if listed.start is None and self.unit.employees:
            complete = False
            self.remarks.error(
                listed.spot,
                Text(f"Sejak kapan {listed.name} di unit ini?", f"Since when is {listed.name} in this unit?"),
                Text(
                    "Tulis tanggalnya di kolom Mulai; tanpa itu jumlah ASN bulan-bulan lalu ikut berubah.",
                    "Write the date in the column From; without it the headcounts of past months would change as well.",
                ),
            )
        if listed.start is not None and listed.end is not None and listed.end < listed.start:
            complete = False
            self.remarks.error(
                listed.spot, Text(f"{listed.name} berakhir sebelum mulai.", f"{listed.name} ends before the start.")
            )
        return complete

    def _differences(self, listed: Listed, person: Person) -> None:
        stays = [stay for stay in self.unit.employees if stay.id == person.id]
        last = max(stays, key=lambda stay: stay.period.start)
        told: list[Text] = []
        if listed.status is not None and listed.status != last.status:
            told.append(
                Text(
                    f"status {listed.status} (tercatat {last.status})",
                    f"status {listed.status} (recorded: {last.status})",
                )
            )
        if listed.end is not None and listed.end != last.period.end:
            recorded = last.period.end.isoformat() if last.period.end is not None else "–"
            told.append(
                Text(f"sampai {listed.end} (tercatat {recorded})", f"until {listed.end} (recorded: {recorded})")
            )
        if listed.start is not None and last.period.start not in {listed.start, datetime.date.min}:
            told.append(
                Text(
                    f"mulai {listed.start} (tercatat {last.period.start})",
                    f"from {listed.start} (recorded: {last.period.start})",
                )
            )
        for each in told:
            self.remarks.warning(
                listed.spot,
                Text(
                    f"{listed.name} berbeda: {each.id}. Tidak diubah.",
                    f"{listed.name} differs: {each.en}. It is not changed.",
                ),
                Text(
                    "Ubah sendiri di berkas unit bila daftar ini yang benar.",
                    "Change the unit file yourself if this list is right.",
                ),
            )

    def _new_code(self, listed: Listed) -> str:
        """Make a code that nobody has, from the unit and the name, so that the same list gives the same code."""
        for attempt in count():
            words = f"{self.unit.id}/{normalised(listed.name)}/{attempt}"
            drawn = int.from_bytes(hashlib.sha256(words.encode()).digest()[:8], "big")
            size = len(_LETTERS)
            code = f"{_LETTERS[drawn % size]}{_LETTERS[drawn // size % size]}{drawn // size**2 % 900 + 100}"
            if code not in self.given and not self.corpus.stays(code):
                self.given.add(code)
                return code
        raise AssertionError
