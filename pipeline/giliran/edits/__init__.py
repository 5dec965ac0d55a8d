"""Change who is at home in a schedule file and leave everything else as people wrote it.

Comments are never lost, recalls never touched, and an unchanged day keeps every character. What an edit does to a file
is read back before anyone gets to see it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from giliran.documents import read
from giliran.edits.days import changes
from giliran.edits.layout import NotEditableError, laid_out
from giliran.edits.writing import schedule_text

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Iterable, Mapping

    from giliran.edits.days import DayChange

__all__ = ["Edit", "NotEditableError", "applied", "day_spans", "edits", "rewritten", "schedule_text"]


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of a text, by offsets in code points, and what takes its place.

    ``days`` are the keys under ``wfh`` that it belongs to, nearly always one; none where only ``wfh`` itself is mended.
    All edits that name a day go together: they alone make a file in which that day is as it shall be.
    """

    start: int
    end: int
    text: str
    days: tuple[str, ...]


def edits(
    path: str, text: str, home: Mapping[datetime.date, Collection[str]], closed: Collection[str] = ()
) -> tuple[Edit, ...]:
    """Give what changes in a schedule file so that exactly these people are at home, in order and without overlaps.

    Where a day becomes empty its line goes, unless a comment stands on it. The keys in ``closed``, and those that are no
    date, may not stand there at all; their comments stay on lines of their own. Raises :class:`NotEditableError` for a
    text with faults of its own.
    """
    layout = laid_out(path, text)
    wanted = {day.isoformat(): tuple(people) for day, people in sorted(home.items()) if people}
    assert not wanted.keys() & set(closed)
    found = [Edit(*_narrowed(layout.text, each)) for each in _in_order(changes(layout, wanted, frozenset(closed)))]
    done = tuple(edit for edit in found if edit.start < edit.end or edit.text)
    return _grouped(done if text.endswith("\n") else _unterminated(done, text, layout.newline))


def day_spans(path: str, text: str) -> dict[str, tuple[int, int]]:
    """Give where each day stands, key and list, by offsets in code points, in the order of the file.

    Raises :class:`NotEditableError` as :func:`edits` does.
    """
    layout = laid_out(path, text)
    return {
        key: (layout.key(("wfh", key))[0], max(layout.colon(("wfh", key)), layout.value(("wfh", key))[1]))
        for key in layout.home or ()
    }


def applied(text: str, changed: Iterable[Edit]) -> str:
    """Give a text with some of its edits done."""
    written, at = [], 0
    for edit in sorted(changed, key=lambda edit: (edit.start, edit.end)):
        assert at <= edit.start
        written += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join((*written, text[at:]))


def rewritten(path: str, text: str, home: Mapping[datetime.date, Collection[str]], closed: Collection[str] = ()) -> str:
    """Give a schedule file with exactly these people at home each day; see :func:`edits`."""
    result = applied(text, edits(path, text, home, closed))
    before: Any = read(path, text.encode()).data
    after: Any = read(path, result.encode()).data
    wanted = {day.isoformat(): set(people) for day, people in home.items() if people}
    listed = {key: people for key, people in (after.get("wfh") or {}).items() if people}
    assert {key: set(people) for key, people in listed.items()} == wanted, path
    assert all(len(set(people)) == len(people) for people in listed.values()), path
    assert {**after, "wfh": None} == {**before, "wfh": None}, path
    return result


def _in_order(found: Iterable[DayChange]) -> list[DayChange]:
    """Sort changes; lines that go in at one place become one change, in the order in which they come."""
    merged: list[DayChange] = []
    for start, end, words, days in sorted(found, key=lambda change: change[:2]):
        if merged and start == end and merged[-1][:2] == (start, end):
            merged[-1] = (start, end, merged[-1][2] + words, (*merged[-1][3], *days))
        else:
            merged.append((start, end, words, days))
    return merged


def _grouped(found: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """Let edits that share a day belong to all days of each other, so that those of one day can be done without more."""
    groups: dict[str, frozenset[str]] = {}
    for edit in found:
        whole = frozenset(day for own in edit.days for day in groups.get(own, frozenset((own,))))
        groups.update(dict.fromkeys(whole, whole))
    return tuple(replace(edit, days=tuple(sorted(groups[edit.days[0]])) if edit.days else ()) for edit in found)


def _narrowed(text: str, change: DayChange) -> DayChange:
    """Leave out what a change would only write again."""
    start, end, words, days = change
    old = text[start:end]
    head = _alike(old, words)
    tail = _alike(old[head:][::-1], words[head:][::-1])
    return start + head, end - tail, words[head : len(words) - tail], days


def _alike(one: str, other: str) -> int:
    """Count the characters that two texts begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _unterminated(found: tuple[Edit, ...], text: str, newline: str) -> tuple[Edit, ...]:
    """Fit edits made for a text with a final line break to the text without it, which then still has none."""
    others = [edit for edit in found if edit.end <= len(text)]
    beyond = found[len(others) :]
    if not beyond:
        return found
    start, days = beyond[0].start, [day for edit in beyond for day in edit.days]
    words = "".join(edit.text for edit in beyond).removesuffix(newline)
    if start > len(text):
        start, words = len(text), newline + words
    elif not words:
        while others and others[-1].end == start:
            last = others.pop()
            start, days, words = last.start, [*last.days, *days], last.text + words
        words, start = (
            (words.removesuffix(newline), start)
            if words
            else ("", len(text[:start].removesuffix("\n").removesuffix("\r")))
        )
    return (*others, Edit(start, len(text), words, tuple(days)))
