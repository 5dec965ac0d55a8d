"""A request read: a small YAML file, or the options of the command line written as one.

A request is read for one unit and month. What is wrong with it is told at its place, like what is wrong with any other file.
Days that cannot be (a holiday, before someone joins) are no fault of form: of a wish they are a reason why it is not met,
and of a must a clash, so both are kept with the reason.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from giliran.corpus.values import fraction, impossible_date, parsed_date
from giliran.diagnostics import Diagnostic
from giliran.documents import read
from giliran.grammar import REQUEST
from giliran.model import STATUSES
from giliran.plan.request import Asked, Presence, Request, Use
from giliran.shape import shape_faults
from giliran.spelling import guessed
from giliran.wording import Text, joined, long_date, quoted

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from giliran.documents import Document, Pointer
    from giliran.model import Status
    from giliran.plan.ground import Ground

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
EVERY_DAY = "all"


def read_request(path: str, content: bytes, given: Ground) -> tuple[Request, frozenset[str], tuple[Diagnostic, ...]]:
    """Read a request; give it with the names of its entries, and what is wrong with it.

    Where the text or its shape is wrong, nothing is read; else whatever is right.
    """
    document = read(path, content)
    faults = document.faults or shape_faults(REQUEST, document)
    if faults:
        return Request(), frozenset(), faults
    reading = _Reading(document, given)
    request = reading.request()
    data = cast("dict[str, object]", document.data)
    return request, frozenset(data), tuple(reading.faults)


class _Reading:
    """Reads one document whose shape is right, and collects what else is wrong."""

    def __init__(self, document: Document, given: Ground) -> None:
        self._document = document
        self._data: Any = document.data
        self._given = given
        self._members = {member.id: member for member in given.unit.employees}
        self.faults: list[Diagnostic] = []

    def request(self) -> Request:
        data = self._data
        weekly = data.get("days-per-week")
        found = Request(
            pattern=data.get("pattern", "turns"),
            groups=self._groups(),
            weekdays=dict(self._weekdays()),
            use=self._use(data.get("use")),
            wishes=self._asked("wishes"),
            refusals=self._asked("refusals"),
            must=self._asked("must"),
            must_not=self._asked("must-not"),
            presence=tuple(self._presence()),
            together=self._pairs("together"),
            apart=self._pairs("apart"),
            days_per_week=weekly if isinstance(weekly, int) else None,
        )
        if isinstance(weekly, dict):
            known = {person: most for person, most in weekly.items() if self._knows(person, ("days-per-week", person))}
            found = replace(found, days_per_week_of=known)
        return found

    def _knows(self, person: str, pointer: Pointer) -> bool:
        """Tell whether somebody is of this unit at any time; a stranger is a fault."""
        if person in self._members:
            return True
        on_key = isinstance(pointer[-1], str)
        place = self._document.at_key(pointer) if on_key else self._document.at(pointer)
        message = Text(
            f"“{person}” bukan kode pegawai unit {self._given.unit.name} ({self._given.unit.id}).",
            f"“{person}” is not the code of anybody in {self._given.unit.name} ({self._given.unit.id}).",
        )
        advice = guessed(
            person,
            self._members,
            Text(f"Kode pegawai ada di {self._given.unit.path}.", f"The codes stand in {self._given.unit.path}."),
        )
        self.faults.append(Diagnostic("RF001", message, place, help=advice, unit=self._given.unit.id))
        return False

    def _plannable(self, person: str, pointer: Pointer) -> bool:
        """Tell whether somebody may be scheduled at home on some day of the month; else it is a fault."""
        if not self._knows(person, pointer):
            return False
        if person in self._given.people:
            return True
        on_key = isinstance(pointer[-1], str)
        place = self._document.at_key(pointer) if on_key else self._document.at(pointer)
        member = self._members[person]
        why = Text("bukan anggota unit pada hari-harinya", "no member of the unit on its days")
        if any(member.id == person for found in self._given.open_days for member in self._given.roster.on(found.day)):
            why = Text(f"berstatus {member.status.upper()}", f"has the status {member.status.upper()}")
        message = Text(
            f"“{person}” tidak dapat dijadwalkan di rumah pada bulan {self._given.month}: {why.id}.",
            f"“{person}” cannot be scheduled at home in {self._given.month}: {why.en}.",
        )
        advice = Text("Hapus kode ini dari permintaan.", "Take the code out of the request.")
        self.faults.append(Diagnostic("LW003", message, place, help=advice, unit=self._given.unit.id))
        return False

    def _groups(self) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        data = self._data.get("groups")
        if data is None:
            return None
        sides = []
        for side in ("a", "b"):
            listed = enumerate(data[side])
            sides.append(tuple(one for at, one in listed if self._plannable(one, ("groups", side, at))))
        for at, person in enumerate(data["b"]):
            if person in sides[0]:
                message = Text(f"“{person}” ada di kelompok a dan b.", f"“{person}” is in both group a and group b.")
                advice = Text("Pilih satu kelompok.", "Choose one group.")
                place = self._document.at(("groups", "b", at))
                self.faults.append(Diagnostic("SH007", message, place, help=advice, unit=self._given.unit.id))
        return sides[0], sides[1]

    def _weekdays(self) -> Iterator[tuple[str, frozenset[int]]]:
        for person, names in self._data.get("weekdays", {}).items():
            if self._plannable(person, ("weekdays", person)):
                yield person, frozenset(WEEKDAYS.index(name) for name in names)

    @staticmethod
    def _use(words: str | int | None) -> Use | None:
        if words is None:
            return None
        if isinstance(words, str) and words.endswith("%"):
            return Use(share=fraction(words))
        return Use(fewer=-int(words))

    def _asked(self, key: str) -> Asked:
        found = Asked()
        for person, listed in self._data.get(key, {}).items():
            if not self._knows(person, (key, person)):
                continue
            if isinstance(listed, str):
                found += self._of_person(person, listed, (key, person))
                continue
            for at, words in enumerate(listed):
                found += self._of_person(person, words, (key, person, at))
        return found

    def _of_person(self, person: str, words: str, pointer: Pointer) -> Asked:
        days = self._days(words, pointer)
        if words in WEEKDAYS or words == EVERY_DAY:
            cells = tuple((day, person) for day in days if self._given.obstacle(day, person) is None)
            if cells:
                return Asked(cells)
            # The law's days first: that someone cannot be listed at all says more than that some day is a Sunday.
            first = next((day for day in days if self._given.allowed[day].standing == "open"), days[0])
            why = self._given.obstacle(first, person)
            assert why is not None  # or there would be a cell
            return Asked(never=((person, why),))
        found = Asked()
        for day in days:
            why = self._given.obstacle(day, person)
            found += Asked(((day, person),)) if why is None else Asked(impossible=((day, person, why),))
        return found

    def _days(self, words: str, pointer: Pointer) -> tuple[datetime.date, ...]:
        """Give the days of the month that a word means."""
        if words == EVERY_DAY:
            return tuple(self._given.allowed)
        if words in WEEKDAYS:
            return tuple(day for day in self._given.allowed if day.weekday() == WEEKDAYS.index(words))
        day = parsed_date(words)
        if day is None:
            self.faults.append(impossible_date(words, self._document, pointer))
            return ()
        if day not in self._given.allowed:
            spelt = long_date(day)
            message = Text(
                f"{spelt.id} bukan hari dalam bulan {self._given.month}.",
                f"{spelt.en} is not a day of {self._given.month}.",
            )
            advice = Text("Betulkan tanggalnya, atau hapus.", "Correct the date, or take it out.")
            place = self._document.at(pointer)
            self.faults.append(Diagnostic("DT002", message, place, help=advice, unit=self._given.unit.id, date=words))
            return ()
        return (day,)

    def _presence(self) -> Iterator[Presence]:
        for at, entry in enumerate(self._data.get("presence", ())):
            pointer: Pointer = ("presence", at)
            role, status = entry.get("role"), entry.get("status")
            if not self._has_role(role, (*pointer, "role")) or not self._has_status(status, (*pointer, "status")):
                continue
            people = entry.get("people")
            if people is not None:
                listed = enumerate(people)
                people = tuple(one for number, one in listed if self._knows(one, (*pointer, "people", number)))
            words = entry.get("days", EVERY_DAY)
            listed_days = [words] if isinstance(words, str) else words
            days: set[datetime.date] = set()
            for number, word in enumerate(listed_days):
                here = (*pointer, "days") if isinstance(words, str) else (*pointer, "days", number)
                days.update(self._days(word, here))
            yield Presence(entry["least"], _who(role, status, people), role, status, people, frozenset(days))

    def _has_role(self, role: str | None, pointer: Pointer) -> bool:
        known = tuple(dict.fromkeys(member.role for member in self._members.values() if member.role is not None))
        if role is None or role in known:
            return True
        message = Text(
            f"Tidak ada pegawai unit ini dengan jabatan “{role}”.", f"Nobody in this unit has the role “{role}”."
        )
        listed = Text(f"Jabatan yang ada: {quoted(known)}.", f"The roles there are: {quoted(known)}.")
        if not known:
            listed = Text("Berkas unit belum mencatat “role”.", "The unit file records no “role” yet.")
        place = self._document.at(pointer)
        advice = guessed(role, known, listed)
        self.faults.append(Diagnostic("SH004", message, place, help=advice, unit=self._given.unit.id))
        return False

    def _has_status(self, status: Status | None, pointer: Pointer) -> bool:
        known = tuple(one for one in STATUSES if any(member.status == one for member in self._members.values()))
        if status is None or status in known:
            return True
        shown = status.upper()
        message = Text(f"Tidak ada pegawai {shown} di unit ini.", f"Nobody in this unit has the status {shown}.")
        advice = Text(f"Status yang ada: {quoted(known)}.", f"The statuses there are: {quoted(known)}.")
        place = self._document.at(pointer)
        self.faults.append(Diagnostic("SH004", message, place, help=advice, unit=self._given.unit.id))
        return False

    def _pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        fits = self._plannable if key == "together" else self._knows
        found = []
        for at, pair in enumerate(self._data.get(key, ())):
            fit = [fits(person, (key, at, number)) for number, person in enumerate(pair)]  # each is looked at
            if all(fit):
                found.append((pair[0], pair[1]))
        return tuple(found)


def _who(role: str | None, status: Status | None, people: tuple[str, ...] | None) -> Text:
    """Say who is meant by a minimum at the office, so that a number can stand after it, and before it in English."""
    parts = []
    if status is not None:
        parts.append(Text(f"berstatus {status.upper()}", f"with the status {status.upper()}"))
    if role is not None:
        parts.append(Text(f"dengan jabatan “{role}”", f"with the role “{role}”"))
    if people is not None:
        listed = ", ".join(people)
        parts.append(Text(f"di antara {listed}", f"among {listed}"))
    return joined(parts) if parts else Text("pegawai unit ini", "in this unit")
