"""The days of a unit in words: rows of use and limit before and after, and who moves."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from giliran.proposal.impact.phrases import ARROW, called
from giliran.report.words import counted
from giliran.wording import Text, long_date, same

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from giliran.audience import Audience
    from giliran.proposal.impact.effects import DayImpact, DayState, Move


@dataclass(frozen=True, slots=True)
class Row:
    """A day, or several in a row that change alike: use and limit before and after, who counts, who moves."""

    days: Text
    before: Text
    after: Text
    headcount: Text
    moves: tuple[Text, ...]


def rows_of(days: Sequence[DayImpact], audience: Audience) -> Iterator[Row]:
    """Put days in a row together that nobody moves on and that change alike."""

    def alike(day: DayImpact) -> object:
        frames = ((state.headcount, state.at_most, state.standing) for state in (day.before, day.after))
        return day.day if day.moves else tuple(frames)

    for _, group in groupby(days, key=alike):
        found = list(group)
        first, last = found[0], found[-1]
        before, after = ([getattr(day, side) for day in found] for side in ("before", "after"))
        yield Row(
            _span(first, last, len(found)),
            _use(before),
            _use(after),
            _headcount(first),
            tuple(_moves(first.moves, audience)),
        )


def _span(first: DayImpact, last: DayImpact, number: int) -> Text:
    if first is last:
        return long_date(first.day)
    start, end = long_date(first.day), long_date(last.day)
    return Text(
        f"{start.id} s.d. {end.id} ({number} hari terjadwal)", f"{start.en} to {end.en} ({number} scheduled days)"
    )


def _use(states: Sequence[DayState]) -> Text:
    """Spell use and limit: ``6 dari 7``; of several days the least and the most."""
    least, most = min(state.use for state in states), max(state.use for state in states)
    number = f"{least}" if least == most else f"{least}–{most}"
    state = states[0]
    if state.standing is None:
        return Text(f"{number}, batas tidak diketahui", f"{number}, limit not known")
    words = {
        "open": Text(f"{number} dari {state.at_most}", f"{number} of {state.at_most}"),
        "excluded": Text(f"{number}, unit tetap di kantor", f"{number}, the unit stays at the office"),
        "day-off": Text(f"{number}, bukan hari kerja", f"{number}, not a working day"),
        "before": Text(f"{number}, masa belum mulai", f"{number}, the period has not begun"),
        "after": Text(f"{number}, di luar masa berlaku", f"{number}, outside the period"),
    }
    return words[state.standing]


def _headcount(day: DayImpact) -> Text:
    before, after = ("?" if number is None else f"{number}" for number in (day.before.headcount, day.after.headcount))
    return same(after if before == after else f"{before} {ARROW} {after}")


_PLACES = {
    "office": Text("kantor", "office"),
    "home": Text("rumah", "home"),
    "recalled": Text("dipanggil ke kantor", "called in to the office"),
}


def _moves(moves: Iterable[Move], audience: Audience) -> Iterator[Text]:
    if audience == "public":
        for (before, after), number in sorted(Counter((move.before, move.after) for move in moves).items()):
            change = _PLACES[before] + same(f" {ARROW} ") + _PLACES[after]
            yield counted(number, Text("pegawai", "employee"), "employees") + same(": ") + change
        return
    for move in moves:
        change = _PLACES[move.before] + same(f" {ARROW} ") + _PLACES[move.after]
        yield same(f"{called(move.person)}: ") + change
