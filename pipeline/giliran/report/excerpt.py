"""One line of a file around a place: hidden characters spelt, long lines cut, everything measured in terminal cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.report.visible import visible, width

if TYPE_CHECKING:
    from giliran.source import Place

WIDEST = 100
_CUT = "…"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line as shown, and the marked stretch in it: so many cells ``before`` it, so many ``marked``, at least one.

    ``more`` says that the stretch goes on in the following lines.
    """

    number: int
    line: str
    before: int
    marked: int
    more: bool


def line_of(place: Place, lines: tuple[str, ...]) -> str | None:
    """Give the first line of a place, or None when the file has no such line or is empty."""
    if place.start.line > len(lines) or lines in ((), ("",)):
        return None
    return lines[place.start.line - 1].removesuffix("\r")


def excerpt(place: Place, line: str) -> Excerpt:
    """Show a line that is already free of private text, cut to about :data:`WIDEST` cells around the place."""
    start = min(place.start.column - 1, len(line))
    several = place.end.line > place.start.line
    end = len(line) if several else min(max(place.end.column - 1, start), len(line))
    more = several and (place.end.line > place.start.line + 1 or place.end.column > 1)
    left, right = _window(line, start, end)
    front, marked, back = visible(line[left:start]), visible(line[start : min(end, right)]), visible(line[end:right])
    opening, closing = (_CUT if left else ""), (_CUT if right < len(line) else "")
    return Excerpt(
        number=place.start.line,
        line=f"{opening}{front}{marked}{back}{closing}",
        before=width(opening + front),
        marked=max(width(marked), 1),
        more=more,
    )


def _window(line: str, start: int, end: int) -> tuple[int, int]:
    """Choose the offsets to show: the whole line if it fits, else the stretch and what fits around it."""
    if len(line) <= WIDEST and width(visible(line)) <= WIDEST:
        return 0, len(line)
    room = WIDEST - 2 * len(_CUT)
    right, room = _reach(line, start, end, room)
    left, spared = _reach(line, start, 0, room // 2)
    right, spared = _reach(line, right, len(line), room - room // 2 + spared) if right == end else (right, spared)
    left, _ = _reach(line, left, 0, spared)
    return left, right


def _reach(line: str, offset: int, goal: int, room: int) -> tuple[int, int]:
    """Walk from an offset towards a goal while there is room; give the offset reached and the room left."""
    step = 1 if goal > offset else -1
    while offset != goal:
        cells = width(visible(line[offset if step > 0 else offset - 1]))
        if cells > room:
            break
        offset, room = offset + step, room - cells
    return offset, room
