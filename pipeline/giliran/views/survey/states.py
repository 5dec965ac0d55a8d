"""Who has published: every unit in exactly one state, every agency without units, and the warnings of the check beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.grammar import schedule_path
from giliran.manual import title as code_title
from giliran.views.realm import jurisdiction_of, realm
from giliran.views.standing import ClauseLink
from giliran.views.usage import Turns, due
from giliran.views.words import month_brief
from giliran.wording import month_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from giliran.corpus import Corpus
    from giliran.model import Jurisdiction
    from giliran.schemas import MonthLimits
    from giliran.views.agencies import AgencyLine, UnitPage
    from giliran.views.standing import Standing
    from giliran.views.survey.findings import Warned
    from giliran.wording import Text

PUBLISHED, PARTLY, MISSING, EXCLUDED, ZERO, CLOSED = "published", "partly", "missing", "excluded", "zero", "closed"
STATES = (PUBLISHED, PARTLY, MISSING, EXCLUDED, ZERO, CLOSED)
"""In the order in which they are shown; of the last two nothing is said where no unit is in them.

A unit is ``published`` when it has a schedule file for each month in which it may have someone at home, ``partly`` when
for some of them, ``missing`` when for none. ``excluded`` keeps it at the office on every working day; ``zero`` means
that it may, but is so small that its limit is 0 on every day; ``closed`` that there is no day of any window.
"""
ALWAYS = frozenset({PUBLISHED, PARTLY, MISSING, EXCLUDED})


@dataclass(frozen=True, slots=True)
class MonthState:
    """A month in which a unit may have someone at home; ``source`` is the path of its schedule file, if there is one."""

    month: str
    title: Text
    brief: Text
    source: str | None


@dataclass(frozen=True, slots=True)
class UnitWarning:
    """Warnings of one kind about one unit; ``months`` are those they are about, written ``2023-09``."""

    code: str
    clause: ClauseLink | None
    number: int
    months: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitState:
    """A unit in its state. ``source`` is the path of the unit file; ``warnings`` are by code and clause."""

    id: str
    agency: str
    name: str
    state: str
    clause: ClauseLink | None
    months: tuple[MonthState, ...]
    warnings: tuple[UnitWarning, ...]
    turns: Turns
    source: str

    @property
    def published(self) -> int:
        """Give the number of months that have a schedule."""
        return sum(month.source is not None for month in self.months)

    @property
    def warned(self) -> int:
        """Give the number of warnings."""
        return sum(entry.number for entry in self.warnings)


@dataclass(frozen=True, slots=True)
class AgencyUnits:
    """Units of one agency."""

    id: str
    name: str
    units: tuple[UnitState, ...]

    @property
    def turns(self) -> Turns:
        """Give the sums over the units."""
        return Turns.total(unit.turns for unit in self.units)

    @property
    def warned(self) -> int:
        """Give the number of warnings about the units."""
        return sum(unit.warned for unit in self.units)


@dataclass(frozen=True, slots=True)
class StateGroup:
    """The units in one state, by agency; excluded ones by the clause that excludes them."""

    state: str
    clause: ClauseLink | None
    agencies: tuple[AgencyUnits, ...]

    @property
    def number(self) -> int:
        """Give the number of units."""
        return sum(len(entry.units) for entry in self.agencies)


@dataclass(frozen=True, slots=True)
class AgencyWithout:
    """An agency of which no unit is recorded."""

    id: str
    name: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class WarningKind:
    """All warnings of one kind: how many, and about how many units."""

    code: str
    title: Text
    clause: ClauseLink | None
    number: int
    units: int


@dataclass(frozen=True, slots=True)
class GovernmentStates:
    """The units of one jurisdiction; ``title`` is ``None`` where it is the only one. ``warned`` units are in a state as well."""

    name: str
    title: str | None
    agencies: tuple[AgencyUnits, ...]
    groups: tuple[StateGroup, ...]
    without: tuple[AgencyWithout, ...]
    warned: tuple[AgencyUnits, ...]
    kinds: tuple[WarningKind, ...]

    @property
    def units(self) -> int:
        """Give the number of units in any state."""
        return sum(group.number for group in self.groups)

    def number(self, state: str) -> int:
        """Give the number of units in a state."""
        return sum(group.number for group in self.groups if group.state == state)

    @property
    def warnings(self) -> int:
        """Give the number of warnings about units."""
        return sum(kind.number for kind in self.kinds)


def government_states(
    corpus: Corpus, agencies: Sequence[AgencyLine], units: Mapping[str, tuple[UnitState, ...]]
) -> tuple[GovernmentStates, ...]:
    """Gather the units, by agency, in their states, by jurisdiction."""
    found = []
    for _, jurisdiction in sorted(corpus.jurisdictions.items()):
        own = [page for page in agencies if jurisdiction_of(corpus, corpus.agencies[page.id]) == jurisdiction]
        found.append(_government(corpus, jurisdiction, own, units))
    return tuple(found)


def unit_state(
    corpus: Corpus, page: UnitPage, limits: Sequence[MonthLimits], turns: Turns, warnings: Iterable[Warned]
) -> UnitState:
    """Put a unit into its state; ``warnings`` are those about it."""
    found = (_month(corpus, page.head.id, entry) for entry in due(corpus, limits))
    months = tuple(month for month in found if month is not None)
    return UnitState(
        page.head.id,
        page.head.agency,
        page.head.name,
        _state(page.head.standing, months),
        page.head.standing.clause,
        months,
        tuple(_warnings(corpus, warnings)),
        turns,
        corpus.units[page.head.id].path,
    )


def _state(standing: Standing, months: tuple[MonthState, ...]) -> str:
    if not months:
        return {"excluded": EXCLUDED, "closed": CLOSED}.get(standing.state, ZERO)
    published = sum(month.source is not None for month in months)
    if published == 0:
        return MISSING
    return PUBLISHED if published == len(months) else PARTLY


def _month(corpus: Corpus, unit: str, limits: MonthLimits) -> MonthState | None:
    """Give a month in which the unit may, and there is room for anyone or a schedule all the same."""
    may = [found for found in limits.open_days if found.standing == "open"]
    path = schedule_path(unit, limits.month)
    source = path if path in corpus.schedules else None
    if not may or (source is None and not any(found.at_most for found in may)):
        return None
    return MonthState(limits.month, month_name(may[0].day), month_brief(may[0].day), source)


def _warnings(corpus: Corpus, warnings: Iterable[Warned]) -> Iterator[UnitWarning]:
    kinds: dict[tuple[str, str | None], list[Warned]] = {}
    for warning in warnings:
        kinds.setdefault((warning.code, warning.clause), []).append(warning)
    for (code, clause), found in sorted(kinds.items(), key=lambda item: (item[0][0], item[0][1] or "")):
        months = sorted({warning.date[:7] for warning in found if warning.date is not None})
        yield UnitWarning(code, _clause(corpus, clause), len(found), tuple(months))


def _clause(corpus: Corpus, name: str | None) -> ClauseLink | None:
    clause = None if name is None else corpus.clause(name)
    return None if clause is None else ClauseLink.of(corpus.circulars[clause.id.rpartition("/")[0]], clause)


def _government(
    corpus: Corpus,
    jurisdiction: Jurisdiction,
    agencies: Sequence[AgencyLine],
    units: Mapping[str, tuple[UnitState, ...]],
) -> GovernmentStates:
    names = {page.id: page.name for page in agencies}
    every = [unit for page in agencies for unit in units[page.id]]
    groups: list[StateGroup] = []
    for state in STATES:
        own = [unit for unit in every if unit.state == state]
        clauses = dict.fromkeys(unit.clause if state == EXCLUDED else None for unit in own)
        groups.extend(
            StateGroup(state, clause, _by_agency(names, [unit for unit in own if clause in {None, unit.clause}]))
            for clause in clauses
        )
        if not own and state in ALWAYS:
            groups.append(StateGroup(state, None, ()))
    warned = [unit for unit in every if unit.warnings]
    return GovernmentStates(
        jurisdiction.name,
        realm(corpus, jurisdiction).title,
        _by_agency(names, every),
        tuple(groups),
        tuple(AgencyWithout(page.id, page.name, page.standing) for page in agencies if not page.units),
        _by_agency(names, warned),
        tuple(_kinds(warned)),
    )


def _by_agency(names: Mapping[str, str], units: Sequence[UnitState]) -> tuple[AgencyUnits, ...]:
    found: dict[str, list[UnitState]] = {}
    for unit in units:
        found.setdefault(unit.agency, []).append(unit)
    return tuple(AgencyUnits(agency, names[agency], tuple(own)) for agency, own in found.items())


def _kinds(units: Iterable[UnitState]) -> Iterator[WarningKind]:
    found: dict[tuple[str, ClauseLink | None], list[int]] = {}
    for unit in units:
        for entry in unit.warnings:
            found.setdefault((entry.code, entry.clause), []).append(entry.number)
    for (code, clause), numbers in sorted(found.items(), key=lambda item: (-sum(item[1]), item[0][0])):
        yield WarningKind(code, code_title(code), clause, sum(numbers), len(numbers))
