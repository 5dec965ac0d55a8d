"""A change taken back is its mirror, no change does nothing, and the moves explain the numbers: counted from the raw YAML."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from giliran.proposal.impact import impact
from giliran.proposal.impact.effects import (
    AgencyImpact,
    DayImpact,
    Entry,
    Fate,
    Impact,
    LawChange,
    StaffChange,
    UnitImpact,
)
from giliran.proposal.impact.jsonfile import written
from giliran.proposal.impact.staff import renames
from tests.proposals import between
from tests.repository import CIRCULAR, FILES

IDS = ("aa01", "ab02", "ac03", "ad04")
UNITS = ("bkd/umum", "dinkes/seksi-gizi")
DAYS = tuple(map(datetime.date.fromisoformat, (*(f"2023-09-{day}" for day in ("01", "04", "05", "11")), "2023-10-02")))
SHARE = f"{CIRCULAR}/clauses/wfh-share.yaml"
MIRRORED: dict[Fate, Fate] = {"new": "gone", "gone": "new", "changed": "changed"}

spells = st.sampled_from(["", ", from: 2023-09-04", ", until: 2023-09-08", ", from: 2023-09-05, until: 2023-10-02"])
stays = st.tuples(st.sampled_from(UNITS), st.sampled_from(["pns", "pppk", "pjlp"]), spells)
people = st.fixed_dictionaries({person: st.lists(stays, max_size=2, unique_by=lambda stay: stay[0]) for person in IDS})
homes = st.dictionaries(
    st.tuples(st.sampled_from(UNITS), st.sampled_from(DAYS)),
    st.tuples(st.frozensets(st.sampled_from(IDS)), st.none() | st.sampled_from(IDS)),
    max_size=6,
)
Staff = dict[str, list[tuple[str, str, str]]]
Homes = dict[tuple[str, datetime.date], tuple[frozenset[str], str | None]]


@st.composite
def states(draw: st.DrawFn) -> dict[str, str]:
    """Draw a state of the small repository: who belongs where, who is at home or called in, facts, a value of the law."""
    files = {path: text for path, text in FILES.items() if not path.startswith(("units/bkd/umum", "schedules/"))}
    del files["units/dinkes/seksi-gizi.yaml"]
    staff: Staff = draw(people)
    for unit in UNITS:
        lines = [
            f"  - {{id: {person}, name: Nama {person}, status: {status}{spell}}}\n"
            for person, own in staff.items()
            for where, status, spell in own
            if where == unit
        ]
        if lines:
            files[f"units/{unit}.yaml"] = f"name: Unit\nkind: seksi\nsupervisor: aa01\nemployees:\n{''.join(lines)}"
    drawn: Homes = draw(homes)
    for unit in UNITS:
        for month in ("2023-09", "2023-10"):
            own_days = {
                day: what for (where, day), what in sorted(drawn.items()) if where == unit and f"{day:%Y-%m}" == month
            }
            if own_days:
                files[f"schedules/{unit}/{month}.yaml"] = _schedule(own_days)
    if draw(st.booleans()):
        files["units/dinkes/agency.yaml"] = FILES["units/dinkes/agency.yaml"].replace("direct", "administration")
    if draw(st.booleans()):
        files[SHARE] = FILES[SHARE].replace("75%", draw(st.sampled_from(["60%", "100%"])))
    return files


def _schedule(days: dict[datetime.date, tuple[frozenset[str], str | None]]) -> str:
    lines = [f"  {day}: [{', '.join(sorted(ids))}]\n" for day, (ids, _) in days.items()]
    recalls = [
        f"  - {{date: {day}, employee: {person}, ordered-by: aa01, reason: rapat}}\n"
        for day, (_, person) in days.items()
        if person is not None
    ]
    return f"wfh:\n{''.join(lines)}" + (f"recalls:\n{''.join(recalls)}" if recalls else "")


def mirrored(found: Impact) -> Impact:
    """Swap before and after everywhere."""
    return replace(
        found,
        law=tuple(_law(change) for change in found.law),
        agencies=tuple(
            replace(one, fate=MIRRORED[one.fate], entries=tuple(map(_entry, one.entries))) for one in found.agencies
        ),
        units=tuple(_unit(unit) for unit in found.units),
        people=tuple(replace(change, before=change.after, after=change.before) for change in found.people),
        turned=tuple(replace(one, before=one.after, after=one.before) for one in found.turned),
        unreadable=tuple(replace(one, before=one.after, after=one.before) for one in found.unreadable),
    )


def _entry(entry: Entry) -> Entry:
    return replace(entry, before=entry.after, after=entry.before)


def _law(change: LawChange) -> LawChange:
    values = tuple(replace(value, before=value.after, after=value.before) for value in change.values)
    return replace(change, fate=MIRRORED[change.fate], values=values, entries=tuple(map(_entry, change.entries)))


def _unit(unit: UnitImpact) -> UnitImpact:
    return replace(
        unit,
        fate=MIRRORED[unit.fate],
        entries=tuple(map(_entry, unit.entries)),
        months=tuple(replace(month, fate=MIRRORED[month.fate]) for month in unit.months),
        days=tuple(_day(day) for day in unit.days),
    )


def _day(day: DayImpact) -> DayImpact:
    moves = tuple(replace(move, before=move.after, after=move.before) for move in day.moves)
    return replace(day, before=day.after, after=day.before, moves=moves)


def in_order(found: Impact) -> Impact:
    """Put aside the order of two changes of one person on the same days, which is that of what was lost."""

    def key(change: StaffChange) -> tuple[object, ...]:
        ends = sorted(str(post) for post in (change.before, change.after))
        return change.person.id, change.period.start, ends

    def agency(one: AgencyImpact) -> str:
        return one.id

    return replace(
        found, people=tuple(sorted(found.people, key=key)), agencies=tuple(sorted(found.agencies, key=agency))
    )


def compared(before: dict[str, str], after: dict[str, str]) -> Impact:
    """Compare two states; a unit that was renamed is another matter, and told under its new name only."""
    proposed = between(before, after)
    assume(not renames(proposed))
    return impact(proposed)


@settings(max_examples=60, deadline=None)
@given(states(), states())
def test_taken_back_it_is_its_mirror(before: dict[str, str], after: dict[str, str]) -> None:
    there, back = compared(before, after), compared(after, before)
    assert in_order(mirrored(there)) == in_order(back)


@settings(max_examples=20, deadline=None)
@given(states())
def test_no_change_does_nothing(state: dict[str, str]) -> None:
    assert impact(between(state, state)) == Impact()


def _at_home(files: dict[str, str]) -> dict[tuple[str, str], tuple[set[str], set[str]]]:
    """Give, by unit and day, who is on the list and who of them was called in; read by PyYAML alone."""
    found: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
    for path, text in files.items():
        if path.startswith("schedules/"):
            data: Any = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - of the loaders that make nothing but text
            unit = path.removeprefix("schedules/")[: -len("/2023-09.yaml")]
            for day, ids in data["wfh"].items():
                found[unit, day] = set(ids), set()
            for recall in data.get("recalls", ()):
                found[unit, recall["date"]][1].add(recall["employee"])
    return found


def _headcount(files: dict[str, str], unit: str, day: str) -> int:
    """Count the people of a unit on a day, whatever their status."""
    text = files.get(f"units/{unit}.yaml")
    if text is None:
        return 0
    staff: Any = yaml.load(text, Loader=yaml.BaseLoader)["employees"]  # noqa: S506 - as above
    return sum(stay.get("from", "0000") <= day <= stay.get("until", "9999") for stay in staff)


@settings(max_examples=60, deadline=None)
@given(states(), states())
def test_the_moves_explain_the_numbers(before: dict[str, str], after: dict[str, str]) -> None:
    found = compared(before, after)
    assert found.unreadable == ()
    days = {(unit.id, day.day.isoformat()): day for unit in found.units for day in unit.days}
    old, new = _at_home(before), _at_home(after)
    nobody: tuple[set[str], set[str]] = set(), set()
    for key in {*old, *new}:
        (listed, called), (listed_now, called_now) = old.get(key, nobody), new.get(key, nobody)
        moves = days[key].moves if key in days else ()
        counted = sum((move.after != "office") - (move.before != "office") for move in moves)
        assert counted == len(listed_now) - len(listed)
        home = sum((move.after == "home") - (move.before == "home") for move in moves)
        assert home == len(listed_now - called_now) - len(listed - called)
        if key in days:
            assert (days[key].before.use, days[key].after.use) == (len(listed), len(listed_now))
    assert set(days) <= {*old, *new}


@settings(max_examples=60, deadline=None)
@given(states(), states())
def test_those_who_come_and_go_explain_the_headcount(before: dict[str, str], after: dict[str, str]) -> None:
    found = compared(before, after)
    for unit in UNITS:
        for day in DAYS:
            own = [change for change in found.people if day in change.period]
            came = sum(change.after is not None and change.after.unit == unit for change in own)
            went = sum(change.before is not None and change.before.unit == unit for change in own)
            assert came - went == _headcount(after, unit, str(day)) - _headcount(before, unit, str(day))


@settings(max_examples=20, deadline=None)
@given(states(), states())
def test_the_same_is_written_twice(before: dict[str, str], after: dict[str, str]) -> None:
    first, second = (written(impact(between(before, after)), "id", "internal") for _ in range(2))
    assert first == second
