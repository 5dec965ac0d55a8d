"""What the law is on a day, and the stretches of days over which it stays the same.

A day outside every circular has no law here: nobody is sent home on it. Dispensations concern one unit each and stand on
the pages of units.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from giliran.model import DutyRule, ShareRule
from giliran.precedence import yielding
from giliran.timeline import Period, value_on
from giliran.views.facts import FactWords
from giliran.views.rule_words import rule_words
from giliran.views.standing import ClauseLink
from giliran.wording import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.corpus import Corpus
    from giliran.model import Circular, Clause, Jurisdiction
    from giliran.rulings import Law
    from giliran.wording import Text

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ClauseToday:
    """A clause in force, with what it demands in a phrase; ``governs`` marks the share that sets the limit.

    ``superseded`` is the clause of an earlier circular to which it gives way on the day.
    """

    link: ClauseLink
    words: Text
    governs: bool
    duty: bool
    superseded: ClauseLink | None = None


@dataclass(frozen=True, slots=True)
class CircularToday:
    """A circular in force; ``conduct`` tells whether it has a code of conduct. ``clauses`` are without the duties."""

    circular: str
    short: str
    title: Text
    clauses: tuple[ClauseToday, ...]
    duties: tuple[ClauseToday, ...]
    conduct: bool


@dataclass(frozen=True, slots=True)
class GoverningShare:
    """A share that sets the limit of a day, for units with ``when`` where it does not hold for all."""

    value: Text
    clause: ClauseLink
    when: Text | None


@dataclass(frozen=True, slots=True)
class LawOfDay:
    """All that is in force on a day, what binds apart from what only advises.

    ``limits`` come from the first binding circular with a share, and for units it says nothing about from the next;
    without any nobody works from home. ``advised`` is what advisory circulars say instead.
    """

    binding: tuple[CircularToday, ...]
    advisory: tuple[CircularToday, ...]
    limits: tuple[GoverningShare, ...]
    advised: tuple[GoverningShare, ...]

    @property
    def silent(self) -> bool:
        """Tell whether no circular at all is in force."""
        return not self.binding and not self.advisory

    @property
    def counts(self) -> tuple[int, int]:
        """Give the number of clauses that bind and of those that advise; those that give way are not counted."""
        first, second = (
            sum(clause.superseded is None for entry in entries for clause in (*entry.clauses, *entry.duties))
            for entries in (self.binding, self.advisory)
        )
        return first, second


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days with one and the same law; ``last`` is ``None`` where no end is known."""

    first: datetime.date
    last: datetime.date | None
    law: LawOfDay

    @property
    def period(self) -> Period:
        """Give the days."""
        return Period(self.first, self.last)


def law_of_day(corpus: Corpus, jurisdiction: Jurisdiction, day: datetime.date) -> LawOfDay:
    """Gather what is in force in a jurisdiction on a day."""
    words = FactWords.of(corpus)
    binding: list[CircularToday] = []
    advisory: list[CircularToday] = []
    limits: list[GoverningShare] = []
    advised: list[GoverningShare] = []
    law = corpus.law_in(jurisdiction)
    for bond in jurisdiction.bonds:
        circular = corpus.circulars[bond.circular]
        if day not in circular.in_force:
            continue
        binds = bond.force == "binding"
        (limits if binds else advised).extend(_shares(law, circular, day, words))
        (binding if binds else advisory).append(_circular(law, circular, day, words, binds=binds))
    return LawOfDay(tuple(binding), tuple(advisory), tuple(limits), tuple(advised))


def stretches(corpus: Corpus, jurisdiction: Jurisdiction) -> tuple[Stretch, ...]:
    """Give the stretches of a jurisdiction in their order; between them, and around them, there is no law."""
    found: list[Stretch] = []
    for start, following in pairwise((*sorted(_turns(corpus, jurisdiction)), None)):
        assert start is not None
        law = law_of_day(corpus, jurisdiction, start)
        last = None if following is None else following - _DAY
        if law.silent:
            continue
        if found and found[-1].last == start - _DAY and found[-1].law == law:
            found[-1] = Stretch(found[-1].first, last, law)
        else:
            found.append(Stretch(start, last, law))
    return tuple(found)


def _turns(corpus: Corpus, jurisdiction: Jurisdiction) -> set[datetime.date]:
    """Give the days on which something may begin, and those after something has ended."""
    periods: list[Period] = []
    for bond in jurisdiction.bonds:
        circular = corpus.circulars[bond.circular]
        periods.append(circular.in_force)
        for clause in circular.clauses:
            periods.append(clause.period)
            if isinstance(clause.rule, ShareRule):
                periods.extend(window.period for window in clause.rule.at_most)
    return {period.start for period in periods} | {
        period.end + _DAY for period in periods if period.end is not None and period.end < datetime.date.max
    }


def _shares(law: Law, circular: Circular, day: datetime.date, words: FactWords) -> Iterator[GoverningShare]:
    """Give the shares of a circular that do not give way on a day."""
    for clause in circular.clauses:
        if isinstance(clause.rule, ShareRule) and day in clause.period and _above(law, circular, clause, day) is None:
            share = value_on(clause.rule.at_most, day)
            if share is not None:
                when = clause.rule.when
                where = None if when is None else words.condition(when)
                yield GoverningShare(percent(share.value), ClauseLink.of(circular, clause), where)


def _above(law: Law, circular: Circular, clause: Clause, day: datetime.date) -> ClauseLink | None:
    """Give the clause to which one gives way on a day."""
    days = (each for each in yielding(law, circular, clause) if day in each.period)
    return next((ClauseLink.of(each.circular, each.clause) for each in days), None)


def _circular(law: Law, circular: Circular, day: datetime.date, facts: FactWords, *, binds: bool) -> CircularToday:
    found = []
    for clause in circular.clauses:
        if day not in clause.period:
            continue
        words = rule_words(clause.rule, day, facts)
        if words is not None:
            share, duty = isinstance(clause.rule, ShareRule), isinstance(clause.rule, DutyRule)
            above = _above(law, circular, clause, day)
            governs = binds and share and above is None
            found.append(ClauseToday(ClauseLink.of(circular, clause), words, governs, duty, above))
    return CircularToday(
        circular.id,
        circular.short,
        circular.title,
        tuple(entry for entry in found if not entry.duty),
        tuple(entry for entry in found if entry.duty),
        circular.conduct is not None,
    )
