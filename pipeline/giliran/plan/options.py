"""The options of the command line written as a request file, so that there is one reading of requests and one way to fault them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

NAME = "(pilihan)"
"""What stands in place of a path where an option is at fault."""
_PLAIN = re.compile(r"[a-z][a-z0-9-]*|[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Options:
    """What was given on the command line, as it was typed: days as ``bp02:2023-09-01,friday``, pairs as ``bp02,dw03``."""

    pattern: str | None = None
    use: str | None = None
    wishes: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    days_per_week: int | None = None

    @property
    def name_people(self) -> bool:
        """Tell whether some option is about certain people or roles of one unit."""
        return any((self.wishes, self.refusals, self.must, self.must_not, self.present, self.together, self.apart))


def as_text(options: Options) -> str:
    """Write the options as a request; empty where there are none."""
    lines = []
    if options.pattern is not None:
        lines.append(f"pattern: {_word(options.pattern)}")
    if options.use is not None:
        lines.append(f"use: {json.dumps(options.use)}")
    asked = (("wishes", options.wishes), ("refusals", options.refusals))
    for key, given in (*asked, ("must", options.must), ("must-not", options.must_not)):
        lines += _days(key, given)
    if options.present:
        lines.append("presence:")
        lines += [_presence(words) for words in options.present]
    for key, given in (("together", options.together), ("apart", options.apart)):
        if given:
            lines.append(f"{key}:")
            lines += [f"  - {_row(words.split(','))}" for words in given]
    if options.days_per_week is not None:
        lines.append(f"days-per-week: {options.days_per_week}")
    return "".join(f"{line}\n" for line in lines)


def _days(key: str, given: tuple[str, ...]) -> list[str]:
    by_person: dict[str, list[str]] = {}
    for words in given:
        person, _, days = words.partition(":")
        by_person.setdefault(person.strip(), []).extend((days or "all").split(","))
    rows = [f"  {_word(person)}: {_row(dict.fromkeys(days))}" for person, days in by_person.items()]
    return [f"{key}:", *rows] if rows else []


def _presence(words: str) -> str:
    """Write ``head=1`` (a role), ``pns=2`` (a status) or ``bp02,dw03=1`` (people)."""
    who, _, least = words.rpartition("=")
    who = who.strip()
    if not who:
        who, least = least, "1"
    number = least.strip() if least.strip().isascii() and least.strip().isdigit() else json.dumps(least)
    if who in {"pns", "pppk", "pjlp"}:
        return f"  - {{least: {number}, status: {who}}}"
    if "," in who:
        return f"  - {{least: {number}, people: {_row(who.split(','))}}}"
    return f"  - {{least: {number}, role: {_word(who)}}}"


def _row(words: Iterable[str]) -> str:

    return "[" + ", ".join(_word(word) for word in words) + "]"


def _word(words: str) -> str:
    plain = words.strip()
    return plain if _PLAIN.fullmatch(plain) else json.dumps(plain, ensure_ascii=False)
