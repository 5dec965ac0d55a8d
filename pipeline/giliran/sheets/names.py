"""People of a sheet found again in the staff list: by their code, or by exactly their name. Never by resemblance.

Of a name, capitals, blanks and titles do not count: ``SITI RAHMAWATI, S.E.`` is Siti Rahmawati.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.spelling import guessed
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

CODE = re.compile(r"[a-z]{2}[0-9]{2,5}")
_BEFORE = frozenset(
    [
        "dr",
        "drs",
        "dra",
        "ir",
        "prof",
        "h",
        "hj",
        "k",
        "kh",
        "r",
        "rr",
        "ra",
        "tb",
        "st",
        "bpk",
        "bapak",
        "ibu",
        "sdr",
        "sdri",
    ]
)
"""Titles before a name; each is one only where a full stop follows it, or as one of the words that are never names."""
_NEVER_NAMES = frozenset(["dr", "drs", "dra", "ir", "prof", "hj", "bpk", "bapak", "ibu", "sdr", "sdri"])
_DEGREE = re.compile(r"(?:[A-Za-z]{1,6}\.)+[A-Za-z]{0,6}\.?|[A-Z]{2,4}|[A-Z][a-z]{0,3}\.?[A-Z][A-Za-z]{0,4}")
_SIGNS = str.maketrans({"’": "'", "‘": "'", "`": "'", "\u00a0": " "})


def normalised(name: str) -> str:
    """Give a name in small letters, with single blanks and without titles."""
    first, *after = name.translate(_SIGNS).split(",")
    if after and not all(_DEGREE.fullmatch(part) for piece in after for part in piece.split()):
        first = " ".join((first, *after))
    words = first.split()
    while len(words) > 1 and _is_title(words[0]):
        words.pop(0)
    while len(words) > 1 and "." in words[-1][:-1] and _DEGREE.fullmatch(words[-1]):
        words.pop()
    return " ".join(words).casefold()


def _is_title(word: str) -> bool:
    plain = word.casefold()
    return plain.removesuffix(".") in (_BEFORE if plain.endswith(".") else _NEVER_NAMES)


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who can be named: a code and a name."""

    id: str
    name: str


class Staff:
    """The people that a sheet may name."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.people = tuple(dict.fromkeys(people))
        self._by_code = {person.id: person for person in self.people}
        self._by_name: dict[str, dict[str, Person]] = {}
        for person in self.people:
            self._by_name.setdefault(normalised(person.name), {})[person.id] = person

    def coded(self, words: str) -> Person | None:
        """Find someone by code."""
        return self._by_code.get(words.casefold())

    def named(self, words: str) -> tuple[Person, ...]:
        """Find everyone of a name."""
        return tuple(self._by_name.get(normalised(words), {}).values())

    def identified(self, code: str, name: str) -> Person | Text:
        """Find the one person that a row means, or say why it cannot be told."""
        by_code = self.coded(code) if code else None
        by_name = self.named(name) if name else ()
        if by_code is not None:
            if name and by_code.id not in {person.id for person in by_name}:
                return Text(
                    f"kode {by_code.id} milik {by_code.name}, bukan “{name}”",
                    f"the code {by_code.id} belongs to {by_code.name}, not to “{name}”",
                )
            return by_code
        if code and CODE.fullmatch(code.casefold()):
            return Text(f"tidak ada kode “{code}” di unit ini", f"this unit has no code “{code}”")
        if len(by_name) == 1:
            return by_name[0]
        if by_name:
            codes = ", ".join(person.id for person in by_name)
            return Text(f"“{name}” nama beberapa orang ({codes})", f"“{name}” is the name of several people ({codes})")
        words = name or code
        return Text(f"“{words}” tidak ada di unit ini", f"“{words}” is not in this unit")

    def advice(self, words: str) -> Text:
        """Say how to mend a name, with a guess where one is close; a guess is never taken."""
        plain = Text(
            "Tulis kode pegawai, atau nama persis seperti dalam daftar pegawai unit.",
            "Write the employee's code, or the name exactly as in the unit's staff list.",
        )
        return guessed(words, [person.name for person in self.people], plain)
