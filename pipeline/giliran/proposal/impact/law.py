"""What changes in the law: circulars, clauses and their dated values, who is bound by what, days off, exceptions granted."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from giliran.model import ShareRule
from giliran.proposal.impact.effects import Entry, LawChange, ValueChange
from giliran.proposal.impact.spans import stretches
from giliran.timeline import Period, value_on
from giliran.wording import Text, percent, same

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from giliran.corpus import Corpus
    from giliran.model import CalendarRules, Circular, Clause, DayOff, Dispensation, Jurisdiction
    from giliran.proposal import Proposal
    from giliran.proposal.impact.effects import Fate

_NO_ENTRY = {"id", "path", "name", "clauses", "conduct", "readings", "practices", "kind"}


def law_changes(proposal: Proposal) -> tuple[LawChange, ...]:
    """Compare all of the law, where any of it has changed. A file that cannot be read on a side says nothing of itself."""
    if not proposal.changes_law:
        return ()
    old, new = proposal.old, proposal.new
    broken = old.broken | new.broken
    found: list[LawChange] = []
    for name in sorted(old.circulars.keys() | new.circulars.keys()):
        if f"policy/{name}/circular.yaml" not in broken:
            found.extend(_circular(name, old.circulars.get(name), new.circulars.get(name), broken))
    found.extend(_jurisdictions(old, new, broken))
    if "policy/calendar.yaml" not in broken:
        found.extend(_calendar(old.calendar, new.calendar))
    found.extend(_dispensations(old, new, broken))
    if "policy/facts.yaml" not in broken:
        found.extend(_vocabulary(old, new))
    return tuple(found)


def fate(before: object | None, after: object | None) -> Fate:
    """Say what has become of something that is there on one side at least."""
    return "new" if before is None else "gone" if after is None else "changed"


def _in_order(periods: Iterable[Period]) -> tuple[Period, ...]:
    return tuple(sorted(frozenset(periods), key=lambda period: (period.start, period.last)))


def _moved(periods: Iterable[Period]) -> tuple[Period, Period] | None:
    """Give both periods of what is there on both sides, where they differ."""
    found = tuple(periods)
    return (found[0], found[1]) if len(found) == 2 and found[0] != found[1] else None


def _keys(before: Any, after: Any) -> tuple[str, ...]:  # noqa: ANN401 - two records of the same type of the model
    """Name the entries in which two records differ, as files spell them; those of a rule as if they were its clause's."""
    if before is None or after is None or type(before) is not type(after):
        return ()
    found: list[str] = []
    for field in fields(before):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if field.name == "rule":
            found += _keys(old, new) or (("rule",) if old != new else ())
        elif field.name not in _NO_ENTRY and old != new:
            found.append(field.name.replace("_", "-"))
    return tuple(found)


def _circular(
    name: str, before: Circular | None, after: Circular | None, broken: AbstractSet[str]
) -> Iterator[LawChange]:
    known = after or before
    assert known is not None
    keys = _keys(before, after)
    if keys or before is None or after is None:
        held = _in_order(one.in_force for one in (before, after) if one is not None)
        moved = _moved(one.in_force for one in (before, after) if one is not None)
        yield LawChange("circular", name, known.title, fate(before, after), keys, (), held, moved=moved)
    old, new = _by_id(before), _by_id(after)
    for clause in sorted(old.keys() | new.keys()):
        pair = old.get(clause), new.get(clause)
        if _clause_path(clause) not in broken:
            yield from _clause(clause, pair[0], before, pair[1], after)


def _clause_path(clause: str) -> str:
    circular, _, name = clause.rpartition("/")
    return f"policy/{circular}/clauses/{name}.yaml"


def _clause(
    name: str, first: Clause | None, before: Circular | None, second: Clause | None, after: Circular | None
) -> Iterator[LawChange]:
    known = second or first
    assert known is not None
    values = tuple(_values(first, before, second, after))
    if first == second and not values:
        return
    held = [value.period for value in values]
    if not held:
        held = [clause.period for clause in (first, second) if clause is not None]
    moved = _moved(clause.period for clause in (first, second) if clause is not None)
    keys = _keys(first, second)
    yield LawChange("clause", name, known.title, fate(first, second), keys, values, _in_order(held), moved=moved)


def _by_id(circular: Circular | None) -> dict[str, Clause]:
    return {} if circular is None else {clause.id: clause for clause in circular.clauses}


def _values(
    first: Clause | None, before: Circular | None, second: Clause | None, after: Circular | None
) -> Iterator[ValueChange]:
    """Compare the values of a share day by day; where its circular is not in force it has none."""
    periods = [*_periods(first, before), *_periods(second, after)]

    def at(day: datetime.date) -> tuple[Text | None, Text | None]:
        return _value(first, before, day), _value(second, after, day)

    for period, (old, new) in stretches(periods, at):
        if old != new:
            yield ValueChange(period, old, new)


def _periods(clause: Clause | None, circular: Circular | None) -> Iterator[Period]:
    if clause is not None and circular is not None and isinstance(clause.rule, ShareRule):
        yield circular.in_force
        yield clause.period
        yield from (window.period for window in clause.rule.at_most)


def _value(clause: Clause | None, circular: Circular | None, day: datetime.date) -> Text | None:
    if clause is None or circular is None or day not in circular.in_force or day not in clause.period:
        return None
    share = value_on(clause.rule.at_most, day) if isinstance(clause.rule, ShareRule) else None
    return None if share is None else percent(share.value)


def _jurisdictions(old: Corpus, new: Corpus, broken: AbstractSet[str]) -> Iterator[LawChange]:
    for name in sorted(old.jurisdictions.keys() | new.jurisdictions.keys()):
        before, after = old.jurisdictions.get(name), new.jurisdictions.get(name)
        known = after or before
        if before == after or known is None or known.path in broken:
            continue
        forces = _forces(before), _forces(after)
        entries = tuple(
            Entry(circular, forces[0].get(circular), forces[1].get(circular))
            for circular in sorted({*forces[0], *forces[1]})
            if forces[0].get(circular) != forces[1].get(circular)
        )
        title = same(known.title or name)
        yield LawChange("jurisdiction", name, title, fate(before, after), _keys(before, after), entries=entries)


def _forces(jurisdiction: Jurisdiction | None) -> dict[str, str]:
    return {} if jurisdiction is None else {bond.circular: bond.force for bond in jurisdiction.bonds}


def _calendar(before: CalendarRules, after: CalendarRules) -> Iterator[LawChange]:
    if before == after:
        return
    values = [
        *_days(before.holidays, after.holidays, Text("libur", "day off")),
        *_days(before.working_days, after.working_days, Text("hari kerja", "working day")),
    ]
    found = tuple(sorted(values, key=lambda value: value.period.start))
    title = Text("Kalender kerja", "Working calendar")
    yield LawChange(
        "calendar", "calendar", title, "changed", _keys(before, after), found, tuple(value.period for value in found)
    )


def _days(before: tuple[DayOff, ...], after: tuple[DayOff, ...], word: Text) -> Iterator[ValueChange]:
    old, new = ({entry.day: word + same(": ") + entry.title for entry in days} for days in (before, after))
    for day in sorted(old.keys() | new.keys()):
        if old.get(day) != new.get(day):
            yield ValueChange(Period(day, day), old.get(day), new.get(day))


def _dispensations(old: Corpus, new: Corpus, broken: AbstractSet[str]) -> Iterator[LawChange]:
    first, second = ({granted.name: granted for granted in corpus.dispensations} for corpus in (old, new))
    for name in sorted(first.keys() | second.keys()):
        before, after = first.get(name), second.get(name)
        known = after or before
        if before == after or known is None or known.path in broken:
            continue
        title = Text(f"Dispensasi untuk {known.unit}", f"Dispensation for {known.unit}")
        held = _in_order(granted.period for granted in (before, after) if granted is not None)
        values = tuple(_shares(before, after))
        moved = _moved(granted.period for granted in (before, after) if granted is not None)
        yield LawChange(
            "dispensation", name, title, fate(before, after), _keys(before, after), values, held, moved=moved
        )


def _shares(before: Dispensation | None, after: Dispensation | None) -> Iterator[ValueChange]:
    """Compare the share that a letter grants day by day; a letter without one has no values."""

    def at(day: datetime.date) -> tuple[Text | None, Text | None]:
        old, new = (
            None if granted is None or granted.share is None or day not in granted.period else percent(granted.share)
            for granted in (before, after)
        )
        return old, new

    for period, (old, new) in stretches((one.period for one in (before, after) if one is not None), at):
        if old != new:
            yield ValueChange(period, old, new)


def _vocabulary(old: Corpus, new: Corpus) -> Iterator[LawChange]:
    before, after = old.vocabulary, new.vocabulary
    if before == after:
        return
    names = sorted({*(before or {}), *(after or {})})
    keys = tuple(name for name in names if (before or {}).get(name) != (after or {}).get(name))
    yield LawChange("facts", "facts", Text("Daftar fakta", "Vocabulary of facts"), fate(before, after), keys)
