"""Change who stands in the list of one day, whichever way it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from giliran.edits.brackets import between

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from giliran.edits.brackets import Piece
    from giliran.edits.layout import Layout

Change: TypeAlias = tuple[int, int, str]
"""Offsets of what goes, and the text that takes its place."""


def well_formed(listed: object) -> bool:
    """Tell whether a value is a list of different texts."""
    return isinstance(listed, list) and all(isinstance(one, str) for one in listed) and len({*listed}) == len(listed)


def list_changes(layout: Layout, key: str, people: Collection[str]) -> Iterator[Change]:
    """Give the changes after which a day lists these people; nobody is written ``[]``."""
    listed: Any = layout.home[key]
    pointer = ("wfh", key)
    start, end = layout.value(pointer)
    if not isinstance(listed, list):
        yield _anew(layout, key, people)
    elif layout.in_brackets(pointer):
        spans = [layout.value((*pointer, at)) for at in range(len(listed))]
        pieces = _pieces(listed, people, layout.quote(spans))
        texts = [(at, words if at is None else layout.text[slice(*spans[at])]) for at, words in pieces]
        yield start, end, between(layout, start, end, spans, texts)
    else:
        yield from _line_changes(layout, key, listed, people)


def in_brackets(people: Collection[str], quote: str = "") -> str:
    """Write a list on one line, sorted."""
    return f"[{', '.join(f'{quote}{person}{quote}' for person in sorted(people))}]"


def _pieces(listed: list[object], people: Collection[str], quote: str) -> tuple[Piece, ...]:
    """Give the entries of a list as they shall be: those that stay in their order, the others in theirs."""
    staying = [at for at, one in enumerate(listed) if one in people and one not in listed[:at]]
    new = sorted(set(people) - {*map(str, (listed[at] for at in staying))})
    found: list[Piece] = [(at, "") for at in staying]
    for person in new:
        place = len(found)
        if _sorted(listed):
            while place and str(_named(listed, found[place - 1], quote)) > person:
                place -= 1
        found.insert(place, (None, f"{quote}{person}{quote}"))
    return tuple(found)


def _named(listed: list[object], piece: Piece, quote: str) -> object:
    place, words = piece
    return words.strip(quote or " ") if place is None else listed[place]


def _sorted(listed: list[object]) -> bool:
    names = [one for one in listed if isinstance(one, str)]
    return len(names) == len(listed) and names == sorted(names)


def _line_changes(layout: Layout, key: str, listed: list[object], people: Collection[str]) -> Iterator[Change]:
    spans = [layout.value(("wfh", key, at)) for at in range(len(listed))]
    dashes = [layout.masked.rindex("-", 0, max(start, layout.line(start) + 1)) for start, _ in spans]
    pieces = _pieces(listed, people, layout.quote(span for span in spans if span[0] < span[1]))
    staying = {place for place, _ in pieces if place is not None}
    if not pieces:
        colon = layout.colon(("wfh", key))
        yield colon, colon, " []"
    lines = [
        (layout.line(dash), layout.next_line(max(dash, end - 1))) for dash, (_, end) in zip(dashes, spans, strict=True)
    ]
    for at, (start, end) in enumerate(lines):
        if at not in staying:
            yield start, end, kept_comments(layout, start, end, layout.text[start : dashes[at]])
    indent = layout.text[lines[0][0] : dashes[0]]
    below = lines[-1][1]
    for place, words in reversed(pieces):
        if place is not None:
            below = lines[place][0]
        else:
            yield below, below, f"{indent}- {words}{layout.newline}"


def kept_comments(layout: Layout, start: int, end: int, indent: str) -> str:
    """Give the comments of lines that go, each on a line of its own."""
    return "".join(layout.lone(at, indent) for at in layout.comments(start, end))


def _anew(layout: Layout, key: str, people: Collection[str]) -> Change:
    """Write a list where no list stands."""
    pointer = ("wfh", key)
    _, end = layout.value(pointer)
    colon = layout.colon(pointer)
    quote = layout.quote([layout.key(pointer)])
    lead = " " if layout.text[colon - 1] == ":" else ": "
    if "\n" not in layout.text[colon:end]:
        return colon, max(colon, end), f"{lead}{in_brackets(people, quote)}"
    own = layout.key(pointer)[0]
    indent = layout.text[layout.line(own) : own]
    below = layout.next_line(end)
    comments = kept_comments(layout, colon, below, indent)
    return colon, below, f"{lead}{in_brackets(people, quote)}{layout.newline}{comments}"
