"""A change of the law in words: which part, which values on which days, for how many units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.proposal.impact.phrases import ARROW, during, fate_words, key_words, value_or_none
from giliran.report.words import counted
from giliran.wording import Text, joined, same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.proposal.impact.effects import Impact, LawChange
    from giliran.timeline import Period

_PERIODS = {"period", "in-force"}
"""The entries that are periods of the part of the law itself."""


def law_section(impact: Impact, *, names: bool) -> tuple[Text, ...]:
    """Tell the changes of the law, a line each, and how far they reach; without ``names`` no letter is named."""
    lines = [line for change in impact.law for line in _told(change, names=names)]
    if lines:
        units = counted(impact.reached, Text("unit", "unit"), "units")
        lines.append(
            Text(
                f"Batas berubah bagi {units.id} yang berjadwal pada bulan yang terkena.",
                f"Limits change for {units.en} with a schedule in the months concerned.",
            )
            if impact.reached
            else Text("Batas tidak berubah pada bulan yang berjadwal.", "No limit changes in a month with a schedule.")
        )
    return tuple(lines)


def _told(change: LawChange, *, names: bool) -> Iterator[Text]:
    plain = change.kind in {"calendar", "facts"} or change.title == same(change.id)
    plain = plain or (change.kind == "dispensation" and not names)
    name = change.title if plain else change.title + same(f" ({change.id})")
    what = fate_words(change.fate)
    if change.fate == "changed" and change.keys:
        what = what + same(": ") + joined((_key(change, key) for key in change.keys), ", ")
    shown = change.moved is not None or change.values
    when = joined((during(period) for period in change.periods if not shown), ";")
    if change.fate != "changed" or not (change.values or change.entries) or len(change.keys) > 1:
        yield name + same(". ") + what + when
    for value in change.values:
        before, after = (value_or_none(None) if words is None else words for words in (value.before, value.after))
        yield name + same(":") + during(value.period) + same(": ") + before + same(f" {ARROW} ") + after
    for entry in change.entries:
        before, after = value_or_none(entry.before), value_or_none(entry.after)
        yield name + same(f": {entry.key}: ") + before + same(f" {ARROW} ") + after


def _days(period: Period) -> Text:
    words = during(period)
    return words if words.en else same(" ") + value_or_none(None)


def _key(change: LawChange, key: str) -> Text:
    """Name an entry that differs; a period with its days before and after."""
    words = key_words(key)
    if key not in _PERIODS or change.moved is None:
        return words
    before, after = (_days(period) for period in change.moved)
    return words + before + same(f" {ARROW}") + after
