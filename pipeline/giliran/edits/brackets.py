"""Change what stands between brackets: ``[a, b]`` over one line or several, and ``{day: [a], day: [b]}``.

What stays keeps its blanks, its line and its comments; commas are the only thing that comes and goes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    from giliran.edits.layout import Layout

Piece: TypeAlias = tuple[int | None, str]
"""One entry as it shall be: its place among the entries there are, ``None`` for a new one, and its text."""

_BEGINS_LINE = re.compile(r"\r?\n *\Z")
_ENDS_LINE = re.compile(r" *(?=\r?\n)")


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
        merged = _without_line(self.after if self.comma else self.before, other.before + other.after)
        if self.comma:
            return _Gap(self.before, ",", merged) if comma else _Gap(self.before + merged, "", "")
        return _Gap("", ",", merged) if comma else _Gap(merged, "", "")


def _without_line(above: str, below: str) -> str:
    """Put together what stands on both sides of an entry that goes, without its line where nothing else stands on it."""
    begins, ends = _BEGINS_LINE.search(above), _ENDS_LINE.match(below)
    if begins and ends:
        return above[: begins.start()] + below[ends.end() :]
    if begins:
        return above + below.lstrip(" ")
    return above.rstrip(" ") + below[ends.end() :] if ends else above + below


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
    written.append(_ending(tail, waiting, usual, layout.newline, started=started))
    return "".join((*written, layout.text[end - 1]))


def _ending(tail: _Gap, new: Sequence[str], usual: str, newline: str, *, started: bool) -> str:
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
        head = head.removesuffix("\r") if tail.comma else f",{head}".removesuffix("\r")
        indent = usual.rpartition("\n")[2] if "\n" in usual else rest + "  "
        return f"{head}{newline}{indent}{added}{tail.comma}{newline}{rest}"
    if tail.comma:
        return f"{usual}{added}{tail.text}"
    return usual + added + tail.text
