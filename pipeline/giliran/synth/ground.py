"""What a province stands on: the law of one jurisdiction, its working days, and the facts that the law asks for.

Every number of places is asked of :mod:`giliran.limits`, so that whatever the circulars say is kept to; nothing of any
one circular is known here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from giliran.diagnostics import OperatorError
from giliran.limits import allowance
from giliran.membership import Roster
from giliran.model import ExcludeRule, RecallRule, ShareRule, Unit
from giliran.rules.unknown_fact import condition_of, facts_asked
from giliran.rules.unknown_fact_value import known_values
from giliran.rulings import attestations, share_windows
from giliran.spelling import suggestion
from giliran.synth.chance import number
from giliran.timeline import Period, days, month_days, months_touched
from giliran.wording import Text, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from giliran.corpus import Corpus
    from giliran.limits import Allowance, Standing
    from giliran.model import Dispensation, Fact, Jurisdiction
    from giliran.rulings import Law
    from giliran.synth.agencies import Work

MONTHS = 3
"""Schedules are drawn up for so many months from the first on which the law lets anybody work from home."""

_WORK: dict[Work, tuple[str, bool]] = {
    "desk": ("administration", True),
    "online": ("direct", True),
    "support-online": ("operational-support", True),
    "counter": ("direct", False),
    "field": ("operational-support", False),
}
"""The service and whether it can be done through digital media."""

Facts = dict[str, "Fact"]


@dataclass(frozen=True)
class Ground:
    """The law of one jurisdiction applied to invented units.

    ``days`` are the working days that a schedule may be about, ``edges`` those from which on the law may say something
    else. ``named`` is what an ``agency.yaml`` must name where there are several jurisdictions; ``attested`` the day from
    which a clause asks for attestations of domicile.
    """

    law: Law
    days: tuple[date, ...]
    edges: frozenset[date]
    named: str | None
    asked: frozenset[str]
    values: dict[str, list[str]]
    closed: bool
    attested: date | None

    def facts(self, work: Work, sector: str, location: str) -> Facts:
        """State what the law may ask about an agency: what is natural where the law knows it, a value it knows otherwise."""
        service, digital = _WORK[work]
        natural: Facts = {"service": service, "digital": digital, "sector": sector, "location": location}
        names = [name for name in natural if not self.closed or name in self.asked]
        names += sorted(self.asked - natural.keys())
        return {name: self._value(name, natural.get(name), f"{work}/{sector}/{location}") for name in names}

    def _value(self, name: str, natural: Fact | None, place: str) -> Fact:
        known = self.values.get(name)
        if known is None:
            return "umum" if natural is None else natural
        truth = known == ["true", "false"]
        if natural is not None and isinstance(natural, bool) == truth:
            free = not self.closed and not truth and suggestion(str(natural), known) is None
            if free or str(natural).lower() in known:
                return natural
        return _typed(known[number(name, place) % len(known)])

    def allowances(self, unit: Unit, granted: tuple[Dispensation, ...] = ()) -> dict[date, Allowance]:
        """Apply the law to a unit for each of the days; it is asked again only where something may have changed."""
        law = replace(self.law, dispensations=granted)
        edges = set(self.edges)
        for period in (*(member.period for member in unit.employees), *(each.period for each in granted)):
            edges |= _edges(period)
        roster = Roster(unit)
        found: dict[date, Allowance] = {}
        last: Allowance | None = None
        for day, crossed in zip(self.days, _crossed(self.days, edges), strict=True):
            last = allowance(law, roster, day) if crossed or last is None else replace(last, day=day)
            found[day] = last
        return found

    def standings(self, facts: Facts) -> dict[date, Standing]:
        """Tell for each of the days whether units with such facts may work from home at all."""
        nobody = Unit("a/u", "units/a/u.yaml", "u", "unit", facts, ())
        return {day: found.standing for day, found in self.allowances(nobody).items()}

    def may_recall(self, day: date) -> bool:
        """Tell whether a clause lets a superior call someone in."""
        clauses = (clause for circular in self.law.binding for clause in circular.clauses if day in circular.in_force)
        return any(isinstance(clause.rule, RecallRule) and day in clause.period for clause in clauses)


def ground(corpus: Corpus, name: str | None) -> Ground:
    """Stand on the law of a jurisdiction; it need not be named where there is only one.

    Raises :class:`OperatorError` for one that is not there, and where none is named although there are several.
    """
    jurisdiction = _jurisdiction(corpus, name)
    law = replace(corpus.law_in(jurisdiction), advisory=(), dispensations=())
    windows = share_windows(law)
    worked: tuple[date, ...] = ()
    if windows:
        first = windows[0].start
        months = months_touched(Period(first, first + timedelta(days=31 * MONTHS)))[:MONTHS]
        last = min(max(window.last for window in windows), month_days(months[-1])[-1])
        worked = tuple(day for day in days(first, last) if law.workdays.is_worked(day))
    conditions = [condition_of(clause) for circular in corpus.circulars.values() for clause in circular.clauses]
    asked = {fact for condition in conditions for fact, _ in facts_asked(condition, ())}
    return Ground(
        law=law,
        days=worked,
        edges=frozenset(edge for period in _periods(law) for edge in _edges(period)),
        named=jurisdiction.name if len(corpus.jurisdictions) > 1 else None,
        asked=frozenset(corpus.vocabulary if corpus.vocabulary is not None else asked),
        values=known_values(corpus),
        closed=corpus.vocabulary is not None,
        attested=_attested(corpus.law_in(jurisdiction)),
    )


def _attested(law: Law) -> date | None:
    """Give the first day on which a clause asks that people have attested their domicile, or ``None``."""
    return min((asked.start for _, asked in attestations(law, "domicile")), default=None)


def _jurisdiction(corpus: Corpus, name: str | None) -> Jurisdiction:
    names = list(corpus.jurisdictions)
    if name is None and len(names) == 1:
        return corpus.jurisdictions[names[0]]
    if name in corpus.jurisdictions:
        return corpus.jurisdictions[name]
    if not names:
        raise OperatorError(
            Text(
                "policy/jurisdictions/ belum memuat satu pun pemerintah daerah.",
                "There is no jurisdiction in policy/jurisdictions/.",
            )
        )
    raise OperatorError(
        Text(
            f"Pilih pemerintah daerah dengan --jurisdiction: {quoted(names)}.",
            f"Choose a jurisdiction with --jurisdiction: {quoted(names)}.",
        )
    )


def _periods(law: Law) -> Iterable[Period]:
    for circular in law.binding:
        yield circular.in_force
        for clause in circular.clauses:
            if isinstance(clause.rule, ShareRule | ExcludeRule):
                yield clause.period
            if isinstance(clause.rule, ShareRule):
                yield from (window.period for window in clause.rule.at_most)


def _edges(period: Period) -> set[date]:
    """Give the first day of a period and the day after its last."""
    found = {period.start}
    if period.end is not None and period.end < period.end.max:
        found.add(period.end + timedelta(days=1))
    return found


def _crossed(worked: Sequence[date], edges: set[date]) -> Iterable[bool]:
    """Tell for each working day whether an edge lies on it or since the one before."""
    ordered, at = sorted(edges), 0
    for day in worked:
        start = at
        while at < len(ordered) and ordered[at] <= day:
            at += 1
        yield at > start


def _typed(words: str) -> Fact:
    """Read a value as YAML would."""
    if words in {"true", "false"}:
        return words == "true"
    return int(words) if words.isdecimal() else words
