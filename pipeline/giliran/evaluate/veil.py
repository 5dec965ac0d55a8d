"""What a public edition may not show, taken out of the tables: small groups, and others with them (:mod:`giliran.suppression`).

An agency is hidden in every table or in none, so that the sums of a day or a week, less the agencies that are shown, are
always those of several agencies and of no small group. The same holds where two tables speak of the same turns: what one of
them hides, the other does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from giliran.suppression import Group, hidden

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Iterable, Mapping

    from giliran.evaluate.ground import Ground
    from giliran.views.tables.records import Table

People: TypeAlias = "Mapping[str, frozenset[str]]"
"""The people of each agency, by its name."""

Key: TypeAlias = tuple[str, str, str]
Rows: TypeAlias = "Mapping[Key, frozenset[str]]"
"""The people of each row of a table, by the first three cells of it."""

_USE = ("headcount", "at_most", "at_home", "percent")
_COUNTED = ("people", "base", "value", "percent")


@dataclass(frozen=True, slots=True)
class Veil:
    """The agencies and the jurisdictions of which no number is shown, and the size of the smallest group."""

    agencies: frozenset[str]
    jurisdictions: frozenset[str]
    smallest: int


def veil(given: Ground, smallest: int) -> Veil:
    """Choose what is hidden. A group is as large as it was on the day on which it was smallest."""
    people = {agency: _fewest(given, agency) for agency in given.agencies}
    agencies: set[str] = set()
    jurisdictions: set[str] = set()
    for name, own in given.jurisdictions.items():
        groups = [Group(agency, len(people[agency]), _uniform(given, agency)) for agency in own]
        found = hidden(groups, smallest, lambda names: _together(people, names))
        agencies |= found.groups
        if found.total or _together(people, own) < smallest:
            jurisdictions.add(name)
            agencies.update(own)
    return Veil(frozenset(agencies), frozenset(jurisdictions), smallest)


def _fewest(given: Ground, agency: str) -> frozenset[str]:
    """Give the people of an agency on the day on which they were fewest, but not on one without anybody."""
    found: dict[datetime.date, set[str]] = {}
    for unit in given.units_of[agency]:
        for each in unit.days:
            found.setdefault(each.day, set()).update(each.people)
    return frozenset(min(filter(None, found.values()), key=len, default=()))


def _uniform(given: Ground, agency: str) -> bool:
    """Tell whether on some day everybody of an agency is at home."""
    return any(row.turns.at_home == row.turns.headcount > 0 for row in given.use[agency])


def _together(people: Mapping[str, frozenset[str]], names: Iterable[str]) -> int:
    return len(frozenset().union(*(people[name] for name in names)))


def veiled(
    tables: Mapping[str, Table],
    given: Ground,
    chosen: Veil,
    recalled: People,
    changed: People,
    refused: tuple[Rows, Rows],
) -> dict[str, Table]:
    """Give the tables as everybody may see them; ``recalled`` were and ``changed`` had turns the people of each agency.

    ``refused`` has the people whom each row of the two tables of refusals concerns.
    """
    shown = dict(tables)
    for name in ("days", "weeks"):
        shown[name] = _masked(shown[name], "jurisdiction", chosen.jurisdictions, _USE)
    shown["pool"] = _masked(
        shown["pool"], "jurisdiction", chosen.jurisdictions, ("staff", "eligible", "at_home", "take_up")
    )
    shown["pool"] = _masked(
        shown["pool"], "jurisdiction", _few_excluded(shown["pool"], chosen), ("eligible", "take_up")
    )
    for name in ("agencies", "agency-weeks"):
        shown[name] = _masked(shown[name], "agency", chosen.agencies, _USE)
    few = chosen.agencies | _few(recalled, chosen, summed=not chosen.jurisdictions)
    hidden_sum = {"total"} if chosen.jurisdictions else set()
    shown["recalls"] = _masked(shown["recalls"], "group", few | hidden_sum, ("people", "recalled"))
    shown["recalls"] = _masked(shown["recalls"], "group", chosen.agencies | hidden_sum, ("at_home",))
    moved = chosen.agencies | _few(changed, chosen)
    turns = ("people", "added", "removed", "recalls_added", "recalls_removed")
    shown["changes"] = _masked(shown["changes"], "agency", moved, turns)
    shown["dispensations"] = _masked(shown["dispensations"], "unit", _small_units(tables, given, chosen), _USE)
    if chosen.jurisdictions:  # their people are among those who are counted by days at home, and add up with the others
        shown["home-days"] = replace(shown["home-days"], rows=())
    shown["refusals"], shown["refusal-codes"] = _refusals(shown, given, chosen, refused)
    if "compliance" in shown:
        shown["compliance"] = _compliance(shown["compliance"], chosen.agencies, few)
    return shown


def _masked(table: Table, key: str, names: Collection[str], columns: Collection[str]) -> Table:
    """Empty some columns of the rows whose key is among the names."""
    order = [column.name for column in table.form.columns]
    at, out = order.index(key), {order.index(column) for column in columns}
    rows = (
        tuple(None if row[at] in names and place in out else cell for place, cell in enumerate(row))
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))


def _few(people: People, chosen: Veil, *, summed: bool = False) -> frozenset[str]:
    """Name the agencies of which too few people are counted; all, and the total, where not even their sum may be told.

    Where they are ``summed`` in the table, the sum less those that are shown is of those that are hidden anyway, too.
    """
    counted = {agency: own for agency, own in people.items() if summed or agency not in chosen.agencies}
    found = hidden(
        [Group(agency, len(own), uniform=agency in chosen.agencies) for agency, own in counted.items()],
        chosen.smallest,
        lambda names: _together(counted, names),
    )
    if found.total or 0 < _together(counted, counted) < chosen.smallest:
        return frozenset({*people, "total"})
    return found.groups


def _few_excluded(pool: Table, chosen: Veil) -> frozenset[str]:
    """Name the jurisdictions in which, on any day, too few people are eligible, or too few are not."""
    few = set()
    for jurisdiction, _, staff, eligible, *_ in pool.rows:
        if isinstance(staff, int) and isinstance(eligible, int):
            sizes = (eligible, staff - eligible)
            if any(0 < size < chosen.smallest for size in sizes):
                few.add(str(jurisdiction))
    return frozenset(few)


def _small_units(tables: Mapping[str, Table], given: Ground, chosen: Veil) -> frozenset[str]:
    """Name the units whose numbers would be those of few people, or leave those of few beside their agency's.

    So would numbers that say the same of everybody: all at home on each of the days.
    """
    found = set()
    order = [column.name for column in tables["dispensations"].form.columns]
    headcount, at_home = order.index("headcount"), order.index("at_home")
    for row in tables["dispensations"].rows:
        unit = given.unit[str(row[1])]
        own = {each.day: each.turns.headcount for each in unit.sum.use}
        whole = {each.day: each.turns.headcount for each in given.use[unit.agency]}
        rest = [whole[day] - number for day, number in own.items()]
        small = any(number < chosen.smallest for number in own.values()) or any(0 < n < chosen.smallest for n in rest)
        uniform = row[headcount] == row[at_home] != 0
        if small or uniform or unit.agency in chosen.agencies:
            found.add(unit.id)
    return frozenset(found)


def _compliance(table: Table, agencies: frozenset[str], few: frozenset[str]) -> Table:
    """Hide in reconciled counts what the tables of turns hide, and of recalls what the table of recalls does."""
    order = [column.name for column in table.form.columns]
    out = {order.index(column) for column in _COUNTED}

    def hides(family: object, by: object, group: object) -> bool:
        return by == "agency" and group in (few if family == "recall" else agencies)

    rows = (
        tuple(None if place in out and hides(*row[:3]) else cell for place, cell in enumerate(row))
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))


def _refusals(
    tables: Mapping[str, Table], given: Ground, chosen: Veil, refused: tuple[Rows, Rows]
) -> tuple[Table, Table]:
    """Hide the rows that concern few people, and others with them, so that neither these nor the total give them away.

    Agencies, weeks and codes are three ways to divide the same versions: where one of them may not be added up, no number
    of that place is shown.
    """
    rows, codes = refused
    # An agency that is gone by now has no size to go by.
    away = chosen.agencies | {agency for _, by, agency in rows if by == "agency" and agency not in given.agencies}
    out = {key for key in rows if key[1] == "agency" and key[2] in away}
    for place in {key[0] for key in rows}:
        divided = (
            {key: people for key, people in rows.items() if key[:2] == (place, "agency")},
            {key: people for key, people in rows.items() if key[:2] == (place, "week")},
            {key: people for key, people in codes.items() if key[0] == place},
        )
        for kind in divided:
            few = _few_concerned(kind, out, chosen.smallest)
            out |= {key for key in (*rows, *codes) if key[0] == place} if few is None else few
    return _without(tables["refusals"], out), _without(tables["refusal-codes"], out)


def _few_concerned(kind: Rows, out: Collection[Key], smallest: int) -> set[Key] | None:
    """Name the rows of one kind to hide; ``None`` where not even their sum may be told."""
    by_name = {" ".join(key): key for key in kind}
    people = {name: kind[key] for name, key in by_name.items()}
    groups = [Group(name, len(own), uniform=by_name[name] in out) for name, own in people.items()]
    found = hidden(groups, smallest, lambda names: _together(people, names))
    if found.total or 0 < _together(people, people) < smallest:
        return None
    return {by_name[name] for name in found.groups}


def _without(table: Table, out: Collection[Key]) -> Table:
    """Empty the numbers of some rows."""
    numbers = {at for at, column in enumerate(table.form.columns) if column.type == "integer"}
    rows = (
        tuple(None if row[:3] in out and at in numbers else cell for at, cell in enumerate(row)) for row in table.rows
    )
    return replace(table, rows=tuple(rows))
