"""Which days of a schedule come, go and change, as changes of its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from giliran.corpus.values import parsed_date
from giliran.edits.brackets import between
from giliran.edits.lists import in_brackets, kept_comments, list_changes, well_formed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from giliran.edits.brackets import Piece
    from giliran.edits.layout import Layout

DayChange: TypeAlias = tuple[int, int, str, tuple[str, ...]]
"""Offsets of what goes, the text that takes its place, and the days that this belongs to."""


def changes(layout: Layout, wanted: Mapping[str, tuple[str, ...]], closed: frozenset[str]) -> Iterator[DayChange]:
    """Give the changes after which exactly the wanted days have people, by ISO date, in any order."""
    if not layout.home:
        if wanted or ("wfh" in layout.data and layout.home is None):
            yield from _first_days(layout, wanted)
    elif layout.in_brackets(("wfh",)):
        yield from _between_brackets(layout, wanted, closed)
    else:
        yield from _on_lines(layout, wanted, closed)


def _changed(layout: Layout, wanted: Mapping[str, tuple[str, ...]], closed: frozenset[str]) -> Iterator[str]:
    """Give the listed days that do not stay as they are."""
    for key, listed in layout.home.items():
        if (
            key in closed
            or parsed_date(key) is None
            or not well_formed(listed)
            or set(listed) != set(wanted.get(key, ()))
        ):
            yield key


def _on_lines(layout: Layout, wanted: Mapping[str, tuple[str, ...]], closed: frozenset[str]) -> Iterator[DayChange]:
    going: dict[str, tuple[int, int, str]] = {}
    for key in _changed(layout, wanted, closed):
        start, end, indent = _lines(layout, key)
        shut = key in closed or parsed_date(key) is None
        if shut or not (wanted.get(key) or layout.comments(start, end)):
            going[key] = start, end, kept_comments(layout, start, end, indent)
        else:
            yield from ((*change, (key,)) for change in list_changes(layout, key, wanted.get(key, ())))
    new = [key for key in wanted if key not in layout.home]
    if len(going) == len(layout.home) and not new:
        # Nothing would be left under “wfh:”, which is not the same as nobody: these changes only make sense together.
        together = tuple(going)
        colon = layout.colon(("wfh",))
        yield colon, colon, " {}", together
        yield from ((*change, together) for change in going.values())
        return
    alone = len(going) == len(layout.home)
    yield from ((*change, (*going, *new) if alone else (key,)) for key, change in going.items())
    for key in new:
        at, indent = _place(layout, key)
        yield at, at, _line(layout, key, wanted[key], indent), (*going, *new) if alone else (key,)


def _lines(layout: Layout, key: str) -> tuple[int, int, str]:
    """Give where the lines of a day begin and end, and their indentation."""
    own, _ = layout.key(("wfh", key))
    last = max(layout.colon(("wfh", key)), layout.value(("wfh", key))[1])
    return layout.line(own), layout.next_line(last), layout.text[layout.line(own) : own]


def _place(layout: Layout, key: str) -> tuple[int, str]:
    """Give where the line of a new day goes: below the day that stands before the first later one."""
    above: str | None = None
    for listed in layout.home:
        if parsed_date(listed) is not None and listed > key:
            break
        above = listed
    first = next(iter(layout.home)) if above is None else above
    start, end, indent = _lines(layout, first)
    return (start if above is None else end), indent


def _line(layout: Layout, key: str, people: tuple[str, ...], indent: str) -> str:
    return f"{indent}{_entry(layout, key, people)}{layout.newline}"


def _entry(layout: Layout, key: str, people: tuple[str, ...]) -> str:
    """Write a day as its neighbours are written, as far as quotation marks go."""
    keys = [layout.key(pointer) for pointer in layout.where.keys if len(pointer) == 2 and pointer[0] == "wfh"]
    keys = keys or [layout.key(pointer) for pointer in layout.where.keys if len(pointer) == 1]
    quote = layout.quote(keys)
    return f"{quote}{key}{quote}: {in_brackets(people, quote)}"


def _between_brackets(
    layout: Layout, wanted: Mapping[str, tuple[str, ...]], closed: frozenset[str]
) -> Iterator[DayChange]:
    changed = tuple(_changed(layout, wanted, closed))
    new = tuple(key for key in wanted if key not in layout.home)
    own = {key: tuple(list_changes(layout, key, wanted[key])) for key in changed if key in wanted}
    if not new and len(own) == len(changed):
        yield from ((*change, (key,)) for key in changed for change in own[key])
        return
    start, end = layout.value(("wfh",))
    spans = []
    pieces: list[Piece] = []
    for at, key in enumerate(layout.home):
        first, last = layout.key(("wfh", key))[0], layout.value(("wfh", key))[1]
        spans.append((first, last))
        words = layout.text[first:last]
        for left, right, text in own.get(key, ()):
            words = words[: left - first] + text + words[right - first :]
        if key not in changed or key in own:
            pieces.append((at, words))
    for key in new:
        place = next((at for at, (_, words) in enumerate(pieces) if words.strip("'\"") > key), len(pieces))
        pieces.insert(place, (None, _entry(layout, key, wanted[key])))
    yield start, end, between(layout, start, end, spans, pieces), (*changed, *new)


def _first_days(layout: Layout, wanted: Mapping[str, tuple[str, ...]]) -> Iterator[DayChange]:
    """Write days where none are: below or instead of an empty ``wfh``, or with a ``wfh`` of their own."""
    days = tuple(wanted)
    inline = "{" + ", ".join(_entry(layout, key, people) for key, people in wanted.items()) + "}"
    if "wfh" in layout.data:
        colon = layout.colon(("wfh",))
        start, end = layout.value(("wfh",))
        held = layout.text[colon : max(colon, end)]
        if wanted and not layout.in_brackets(()) and "\n" not in held:
            own, _ = layout.key(("wfh",))
            indent = layout.text[layout.line(own) : own] + "  "
            yield colon, max(colon, end), "", days
            below = layout.next_line(colon)
            yield below, below, "".join(_line(layout, key, wanted[key], indent) for key in days), days
        elif held.lstrip()[:1] == "{":
            entries: list[Piece] = [(None, _entry(layout, key, people)) for key, people in wanted.items()]
            yield start, end, between(layout, start, end, [], entries), days
        else:
            yield colon, max(colon, end), f" {inline}", days
        return
    if layout.in_brackets(()):
        start, end = layout.value(())
        spans = [(layout.key((key,))[0], layout.value((key,))[1]) for key in layout.data]
        quote = layout.quote(layout.key((key,)) for key in layout.data)
        others: list[Piece] = [(at, layout.text[slice(*span)]) for at, span in enumerate(spans)]
        yield start, end, between(layout, start, end, spans, [(None, f"{quote}wfh{quote}: {inline}"), *others]), days
        return
    first = min(layout.key((key,))[0] for key in layout.data)
    indent = layout.text[layout.line(first) : first]
    lines = "".join(_line(layout, key, wanted[key], f"{indent}  ") for key in days)
    at = _above_comments(layout, layout.line(first))
    yield at, at, f"{indent}wfh:{layout.newline}{lines}", days


def _above_comments(layout: Layout, line: int) -> int:
    """Give the place above the comments that stand right over a line, unless they head the file."""
    at = line
    while at and layout.masked[layout.line(at - 1) : at].lstrip().startswith("#"):
        at = layout.line(at - 1)
    return at or line
