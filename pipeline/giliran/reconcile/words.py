"""What the cells of an export say of places and answers, where the mapping does not tell otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_HOME = ("wfh", "rumah", "di rumah", "daring", "online", "home")
_OFFICE = ("wfo", "kantor", "di kantor", "luring", "office")
_ANSWERED = ("ya", "dijawab", "terjawab", "yes", "answered", "1", "true")
_NO_RECORD = ("null", "none", "nan", "n/a", "nihil", "kosong", "tidak ada", "tidak absen", "tidak presensi")
_UNANSWERED = ("tidak", "tidak dijawab", "tak terjawab", "no", "unanswered", "missed", "0", "false")


@dataclass(frozen=True, slots=True)
class Words:
    """What the cells of places and answers say, and in ``none`` those of several times that hold no time; in lower case."""

    home: tuple[str, ...] = _HOME
    office: tuple[str, ...] = _OFFICE
    answered: tuple[str, ...] = _ANSWERED
    unanswered: tuple[str, ...] = _UNANSWERED
    none: tuple[str, ...] = _NO_RECORD

    @classmethod
    def written(cls, words: Mapping[str, Any]) -> Words:
        """Read what a mapping says, plain data of the right shape; what it does not speak of stays as it is."""
        return cls(**{name: tuple(spelt(word) for word in listed) for name, listed in words.items()})


WORDS = Words()
"""What they say where a mapping does not speak of them at all."""


def spelt(word: str) -> str:
    """Spell a word so that capitals and blanks make no difference."""
    return " ".join(word.split()).casefold()
