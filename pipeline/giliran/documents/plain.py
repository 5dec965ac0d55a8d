"""The quick reader: takes plain layout, the part of YAML whose meaning is obvious line by line, and nothing else.

Plain layout has blocks of ``key: value`` and of ``- item`` with one indentation each, values and items on one line
(text, ``[a, b]``, ``{a: b, c: d}``, or text between quotation marks without escapes), comments and empty lines. Whatever
is not surely one of these makes this reader give up, faults included: it never says what is wrong, and what it does
give is what the strict reader gives.
"""

from __future__ import annotations

import re
import sys
from typing import TypeAlias

from giliran.documents.scalars import AmbiguousError, Scalar, resolved

_Block: TypeAlias = dict[str, object] | list[object]

MAX_BLOCKS = 15
"""Deepest nesting taken here, below what the strict reader refuses."""

_KNOWN = 100_000
"""Most short texts kept in mind at once: the codes of all employees of a province, and some."""
_SHORT = 12
"""Longest text kept in mind, in characters: a code, a date, a choice; not a name."""

_BEYOND_ASCII = "\u00a1-\u00ac\u00ae-\u024f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u22ff"
"""Latin letters, punctuation, signs of money, arrows and mathematics; no space, nothing invisible."""
_ODD = re.compile(rf"[^\n -~{_BEYOND_ASCII}]")

_KEY = r"[A-Za-z0-9_][A-Za-z0-9_./-]{0,99}"
_LINE = re.compile(rf"( *)(- +)?(?:({_KEY}):(?: +|(?=\n|\Z)))?(.*)\n?")
"""One line: indentation, the mark of an item, the key, and the rest."""
_FIRST = r"(?:-?[A-Za-z0-9]|[_/(.+\u00a1-\U0010ffff])"
_INSIDE = r"A-Za-z0-9_ ./()'\"+;&*%@!=<>$^~|\\#\u00a1-\U0010ffff-"
"""Comments are cut before, so that a hash is part of a text, as in C#."""
_COLON = r":(?=[A-Za-z0-9/])"
"""A colon that is part of a text, as in 16:00."""
_TEXT_IN_BRACKETS = re.compile(rf"{_FIRST}[{_INSIDE}]*(?:{_COLON}[{_INSIDE}]*)*")
_TEXT_OF_LINE = re.compile(rf"{_FIRST}[{_INSIDE},?\[\]{{}}]*(?:{_COLON}[{_INSIDE},?\[\]{{}}]*)*")
_QUOTED = re.compile(r"\"[^\"\\]*\"|'[^']*'")
ENTRY = re.compile(rf" *(?:({_KEY}): +)?(\"[^\"\\]*\" *|'[^']*' *|[^ ,\"'\[\]{{}}][^,\[\]{{}}]*)(?:,|\Z)")
"""One entry between brackets: its key, and its value with the blanks after it."""


class _NotPlainError(Exception):
    """Ends the reading of a text whose layout is not plain."""


class _Scalars(dict[str, Scalar]):
    """The values of texts as they are written; keeps short ones, so that a code is one object wherever it stands."""

    def __init__(self, form: re.Pattern[str]) -> None:
        super().__init__()
        self.form = form

    def __missing__(self, text: str) -> Scalar:
        value: Scalar
        if _QUOTED.fullmatch(text):
            value = text[1:-1]
        elif self.form.fullmatch(text) and text[-1] != " ":
            value = resolved(text)
        else:
            raise _NotPlainError
        if len(text) <= _SHORT:
            if len(self) >= _KNOWN:
                self.clear()
            self[text] = value = sys.intern(value) if type(value) is str else value
        return value


class _Keys(dict[str, str]):
    """Keys between brackets, each one object; those that are not surely keys are refused."""

    form = re.compile(_KEY)

    def __missing__(self, text: str) -> str:
        if not self.form.fullmatch(text):
            raise _NotPlainError
        if len(self) >= _KNOWN:
            self.clear()
        self[text] = sys.intern(text)
        return self[text]


_BRACKETED = _Scalars(_TEXT_IN_BRACKETS)
_LINED = _Scalars(_TEXT_OF_LINE)
_KEYS = _Keys()


def data(text: str) -> object:
    """Give the data of a text in plain layout, or ``None`` for any other: its meaning is not for this reader to say.

    The text is one in which :func:`giliran.textfaults.decoded` found no fault.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if "\t" in text or (not text.isascii() and _ODD.search(text)):
        return None
    try:
        return _blocks(text)
    except (_NotPlainError, AmbiguousError):
        return None


def without_comment(rest: str) -> str:
    """Cut the comment and the blanks from the end of what follows a key or a dash.

    A hash within quotation marks or brackets is cut at too: what is left then lacks its end, and nobody takes it.
    """
    if "#" in rest:
        rest = "" if rest[0] == "#" else rest.partition(" #")[0]
    return rest.rstrip(" ")


def _blocks(text: str) -> object:
    top: dict[str, object] = {"": None}
    here: _Block = top
    level = -1
    waiting: str | None = ""
    above: list[tuple[int, _Block]] = []
    for indentation, dash, key, rest in _LINE.findall(text):
        if not (key or dash):
            if rest and rest[0] != "#":
                raise _NotPlainError
            continue
        depth = len(indentation)
        if waiting is not None:
            assert isinstance(here, dict)
            if depth > level or (dash and depth == level):
                above.append((level, here))
                inner: _Block = [] if dash else {}
                here[waiting] = inner
                level, here = depth, inner
            waiting = None
        if depth != level or isinstance(here, list) is not bool(dash):
            level, here = _left(above, level, here, depth, bool(dash))
        if isinstance(here, list):
            if not key:
                here.append(_value(without_comment(rest)))
                continue
            entries: dict[str, object] = {}
            here.append(entries)
            above.append((level, here))
            level, here = depth + len(dash), entries
        if key in here or len(above) > MAX_BLOCKS:
            raise _NotPlainError
        if rest and (rest[-1] == " " or "#" in rest):
            rest = without_comment(rest)  # noqa: PLW2901 - the rest of the rest
        if rest:
            here[_KEYS[key]] = _value(rest)
        else:
            here[key] = None
            waiting = key
    return top[""]


def _left(above: list[tuple[int, _Block]], level: int, here: _Block, depth: int, dash: bool) -> tuple[int, _Block]:
    """Leave the blocks that end before a line; what it belongs to must then be of its depth and kind."""
    while depth < level:
        level, here = above.pop()
    if depth == level and isinstance(here, list) and not dash:
        level, here = above.pop()
    if depth != level or isinstance(here, list) is not dash:
        raise _NotPlainError
    return level, here


def _value(rest: str) -> object:
    first = rest[:1]
    if first == "[":
        if rest[-1] != "]":
            raise _NotPlainError
        try:
            return list(map(_BRACKETED.__getitem__, rest[1:-1].split(", ")))
        except _NotPlainError:
            return [value for _, value in _entries(rest, keyed=False)]
    if first == "{":
        if rest[-1] != "}":
            raise _NotPlainError
        return _mapping(rest)
    return _LINED[rest]


def _mapping(rest: str) -> dict[str, object]:
    found: dict[str, object] = {}
    parts = rest[1:-1].split(", ")
    try:
        for part in parts:
            key, _, text = part.partition(": ")
            found[_KEYS[key]] = _BRACKETED[text]
    except _NotPlainError:
        pairs = _entries(rest, keyed=True)
        found = dict(pairs)
        parts = [key for key, _ in pairs]
    if len(found) != len(parts):
        raise _NotPlainError
    return found


def _entries(rest: str, *, keyed: bool) -> list[tuple[str, Scalar]]:
    """Read what stands between brackets with any blanks, and with commas between quotation marks."""
    found: list[tuple[str, Scalar]] = []
    start, end = 1, len(rest) - 1
    if not rest[start:end].strip(" "):
        return found
    while start < end or rest[start - 1] == ",":
        entry = ENTRY.match(rest, start, end)
        if entry is None or (entry[1] is not None) is not keyed:
            raise _NotPlainError
        found.append((_KEYS[entry[1]] if keyed else "", _BRACKETED[entry[2].rstrip(" ")]))
        start = entry.end()
    return found
