"""Change what stands between brackets: ``[a, b]`` over one line or several, and ``{day: [a], day: [b]}``.

What stays keeps its blanks, its line and its comments; commas are the only thing that comes and goes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    from giliran.edits.layout import Layout

Piece: TypeAlias = tuple[int | None, str]
"""One entry as it shall be: its place among the entries there are, ``None`` for a new one, and its text."""


@dataclass(frozen=True, slots=True)
class _Gap:
    """What stands between two entries, or between an entry and a bracket: blanks, comments, at most one comma."""

    before: str
    comma: str
    after: str

    @classmethod
    def of(cls, layout: Layout, start: int, end: int) -> _Gap:
        for line_start in _lines(layout, start, end):
            line = layout.masked[line_start : min(end, layout.next_line(line_start))]
            at = line.partition("#")[0].find(",")
            if at >= 0:
                at += line_start
                return cls(layout.text[start:at], ",", layout.text[at + 1 : end])
        return cls(layout.text[start:end], "", "")

    @property
    def text(self) -> str:
        return self.before + self.comma + self.after

    @property
    def simple(self) -> bool:
        return "\n" not in self.text and "#" not in self.text

    def then(self, other: _Gap, comma: str) -> _Gap:
        """Put the gaps on both sides of an entry that goes into one, with a comma or without."""
        if self.simple and other.simple:
            return other if self.comma and other.comma == comma else self
        before, after = self.before, self.after
        rest = other.before + other.after
        here = after if self.comma else before
        if here.endswith(" ") and "\n" in here and not here.rpartition("\n")[2].strip():
            if not rest.partition("\n")[0].strip() and "\n" in rest:
                here = here.rstrip(" \r\n")  # the line of the entry that goes
                rest = rest[rest.index("\n") - (1 if "\r\n" in rest else 0) :]
            else:
                rest = rest.lstrip(" ")
        elif "\n" in rest and not rest.partition("\n")[0].strip():
            here = here.rstrip(" ")
            rest = rest.lstrip(" ")
        merged = here + rest
        if not comma:
            return _Gap((before + merged) if self.comma else merged, "", "")
        if self.comma:
            return _Gap(before, comma, merged)
        return _Gap("", comma, merged)


def _lines(layout: Layout, start: int, end: int) -> list[int]:
    found = [start]
    while (start := layout.next_line(start)) < end:
        found.append(start)
    return found


def between(layout: Layout, start: int, end: int, spans: Sequence[tuple[int, int]], pieces: Sequence[Piece]) -> str:
    """Give the text of what begins and ends with a bracket at two offsets, with these pieces for its entries.

    ``spans`` are the offsets of the entries there are. The pieces that stay come in the order in which they stand.
    """
    edges = [start + 1, *(edge for span in spans for edge in span), end - 1]
    gaps = [_Gap.of(layout, edges[at], edges[at + 1]) for at in range(0, len(edges), 2)]
    usual = next((gap.text for gap in gaps[1:-1] if "#" not in gap.text), ", ")
    written: list[str] = [layout.text[start]]
    gap = gaps[0]
    last: int = -1
    waiting: list[str] = []
    started = False
    for place, words in pieces:
        if place is None:
            waiting.append(words)
            continue
        gap = gaps[last + 1]
        for passed in range(last + 1, place):
            gap = gap.then(gaps[passed + 1], "," if started else "")
        written.append(gap.text)
        written.extend(word + usual for word in waiting)
        written.append(words)
        waiting, last, started = [], place, True
    tail = gaps[last + 1]
    for passed in range(last + 1, len(spans)):
        more = gaps[passed + 1]
        tail = tail.then(more, more.comma if started else "")
    written.append(_ending(tail, waiting, usual, started=started))
    return "".join((*written, layout.text[end - 1]))


def _ending(tail: _Gap, new: Sequence[str], usual: str, *, started: bool) -> str:
    """Give what stands behind the last entry that stays: new entries, and what was there before the bracket."""
    if not new:
        return tail.text
    added = usual.join(new)
    if not started:
        text = tail.before + tail.after
        if "#" not in text and "\n" not in text:
            return added
        return added + (text if text[:1] in " \r\n" else " " + text)
    head, _, rest = tail.text.rpartition("\n")
    if "#" in head:
        head = head if tail.comma else "," + head
        indent = usual.rpartition("\n")[2] if "\n" in usual else rest + "  "
        return f"{head}\n{indent}{added}{',' if tail.comma else ''}{_break_of(head)}\n{rest}"
    if tail.comma:
        return f"{usual}{added}{tail.text}"
    return usual + added + tail.text


def _break_of(head: str) -> str:
    return "\r" if head.endswith("\r") else ""
