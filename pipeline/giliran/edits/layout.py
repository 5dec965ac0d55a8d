"""A schedule's text with all that an edit must know of it: where days, lists and comments stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from giliran.documents import read, table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from giliran.documents import Pointer, Table

_ABSENT = object()
_COLON = re.compile(r"\s*:")


class NotEditableError(ValueError):
    """Says that a text has faults, or a layout, in which days cannot be changed one by one."""


@dataclass(frozen=True)
class Layout:
    """A schedule's text and what was read from it.

    ``text`` ends with a line break whether the file does or not. ``masked`` has the same length, with every text, number
    and key blanked out, so that a comma, a colon or a hash found there is one of the layout.
    """

    text: str
    masked: str
    newline: str
    data: dict[str, Any]
    where: Table

    @property
    def home(self) -> Any:  # noqa: ANN401 - whatever stands under wfh
        """Give what stands under ``wfh``; ``None`` where nothing does."""
        return self.data.get("wfh")

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Give the offset at which each line begins, and the end of the text."""
        found = [0]
        for line in self.text.splitlines(keepends=True):
            found.append(found[-1] + len(line))
        return tuple(found)

    def key(self, pointer: Pointer) -> tuple[int, int]:
        """Give the offsets of a key."""
        return self._offsets(self.where.keys[pointer])

    def value(self, pointer: Pointer) -> tuple[int, int]:
        """Give the offsets of a value, without the blank lines and comments that follow a block."""
        start, end = self._offsets(self.where.values[pointer])
        if self.text[start : start + 1] not in {"[", "{"}:
            inner = [end for under, end in self._ends if len(under) > len(pointer) and under[: len(pointer)] == pointer]
            end = max(inner, default=end)
        return start, end

    @cached_property
    def _ends(self) -> tuple[tuple[Pointer, int], ...]:
        """Give where each single value and each pair of brackets ends: a block ends where the last of these does."""
        found = []
        for pointer, span in self.where.values.items():
            start, end = self._offsets(span)
            if self.text[start : start + 1] in {"[", "{"} or self._at(pointer) is not _ABSENT:
                found.append((pointer, end))
        return tuple(found)

    def _at(self, pointer: Pointer) -> object:
        """Give a single value, or nothing for a list or a mapping."""
        data: Any = self.data
        for part in pointer:
            data = data[part]
        return _ABSENT if isinstance(data, dict | list) else data

    def _offsets(self, span: tuple[int, int, int, int]) -> tuple[int, int]:
        line, column, end_line, end_column = span
        start, end = self.starts[line] + column, self.starts[min(end_line, len(self.starts) - 1)] + end_column
        return start, start + len(self.text[start:end].rstrip())

    def colon(self, pointer: Pointer) -> int:
        """Give the offset behind the colon of a key, or behind the key where it has none, as in ``{a, b}``."""
        end = self.key(pointer)[1]
        found = _COLON.match(self.masked, end)
        return found.end() if found else end

    def line(self, offset: int) -> int:
        """Give the offset at which the line of an offset begins."""
        return self.text.rfind("\n", 0, offset) + 1

    def next_line(self, offset: int) -> int:
        """Give the offset at which the line after that of an offset begins."""
        return self.text.index("\n", offset) + 1

    def comments(self, start: int, end: int) -> tuple[int, ...]:
        """Give the offsets of the comments that begin between two offsets."""
        found = []
        while (start := self.masked.find("#", start, end)) >= 0:
            found.append(start)
            start = self.next_line(start)
        return tuple(found)

    def lone(self, comment: int, indent: str) -> str:
        """Give a comment as a line of its own: as it stands where it is one, else with an indentation."""
        line, end = self.line(comment), self.next_line(comment)
        return self.text[line:end] if not self.text[line:comment].strip() else indent + self.text[comment:end]

    def quote(self, spans: Iterable[tuple[int, int]]) -> str:
        """Give the quotation mark that all of some texts have, or nothing."""
        marks = {self.text[start] for start, _ in spans}
        return marks.pop() if len(marks) == 1 and marks <= {'"', "'"} else ""

    def in_brackets(self, pointer: Pointer) -> bool:
        """Tell whether a value is written between brackets."""
        return self.text[self.value(pointer)[0]] in "[{"


@lru_cache(maxsize=2)  # who asks for edits asks where the days stand as well
def laid_out(path: str, text: str) -> Layout:
    """Read a schedule for editing. Raises :class:`NotEditableError` for one that cannot be edited day by day."""
    newline = "\r\n" if "\r\n" in text else "\n"
    whole = text if text.endswith("\n") else text + newline
    document = read(path, whole.encode())
    if document.faults or not isinstance(document.data, dict):
        raise NotEditableError(path)
    where = table(document)
    masked = list(whole)
    layout = Layout(whole, whole, newline, document.data, where)
    scalars = [layout._offsets(span) for pointer, span in where.values.items() if layout._at(pointer) is not _ABSENT]
    for start, end in (*scalars, *map(layout._offsets, where.keys.values())):
        masked[start:end] = [mark if mark in "\r\n" else "x" for mark in whole[start:end]]
    found = Layout(whole, "".join(masked), newline, document.data, where)
    if not isinstance(found.home, dict | None) or not _line_by_line(found):
        raise NotEditableError(path)
    return found


def _line_by_line(layout: Layout) -> bool:
    """Tell whether every key of a block begins its line, as it does unless somebody writes ``? key``."""
    above: tuple[Pointer, ...] = ((), ("wfh",)) if layout.home else ((),)
    for block in above:
        if layout.in_brackets(block):
            return True
        for pointer in layout.where.keys:
            if pointer[:-1] == block:
                start = layout.key(pointer)[0]
                if layout.text[layout.line(start) : start].strip():
                    return False
    return True
