"""Where a unit or an agency stands: whether it may work from home, by which clause, and on which facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.judge import fulfils
from giliran.model import ExcludeRule, ReviewRule, ShareRule
from giliran.views.facts import FactWords, facts_tested
from giliran.views.realm import jurisdiction_of, realm
from giliran.views.words import KINDS, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from giliran.corpus import Corpus
    from giliran.limits import Allowance
    from giliran.model import Circular, Clause, Fact, Unit
    from giliran.rulings import Law
    from giliran.schemas import MonthLimits
    from giliran.views.realm import Realm
    from giliran.wording import Text


@dataclass(frozen=True, slots=True)
class ClauseLink:
    """A clause to link to: ``circular`` is the folder of its page, ``name`` the anchor on it."""

    circular: str
    name: str
    title: Text
    short: str

    @classmethod
    def of(cls, circular: Circular, clause: Clause) -> ClauseLink:
        """Make the link for a clause of a circular."""
        return cls(circular.id, clause.name, clause.title, circular.short)


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact in words."""

    name: Text
    value: Text


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a unit or agency may work from home in the window, and if not, why.

    ``state`` is ``open``, ``excluded``, ``partly`` (excluded on some days only), ``closed`` (no day of any window) or
    ``unrecorded`` (an agency that may, but has no unit here, so that everyone is at the office).
    """

    state: str
    clause: ClauseLink | None
    facts: tuple[FactLine, ...]
    questions: tuple[tuple[ClauseLink, Text], ...] = ()


@dataclass(frozen=True, slots=True)
class UnitHead:
    """The head of every page about a unit."""

    id: str
    agency: str
    agency_name: str
    name: str
    kind: Text
    standing: Standing
    overridden: bool
    realm: Realm


def unit_head(corpus: Corpus, unit: Unit, law: Law, months: Sequence[MonthLimits]) -> UnitHead:
    """Describe a unit."""
    days = [found for limits in months for found in limits.open_days]
    return UnitHead(
        unit.id,
        unit.agency,
        corpus.agencies[unit.agency].name,
        unit.name,
        plain(unit.kind, KINDS),
        standing(
            law, FactWords.of(corpus), unit.facts, days, decided=bool(unit.own_facts) and unit.override is not None
        ),
        bool(unit.own_facts),
        realm(corpus, jurisdiction_of(corpus, corpus.agencies[unit.agency])),
    )


def standing(
    law: Law, words: FactWords, facts: dict[str, Fact], days: Sequence[Allowance], *, decided: bool
) -> Standing:
    """Tell how a unit stands over the days of the window; what has been ``decided`` is not asked again."""
    excluded = [found for found in days if found.standing == "excluded"]
    clause = None
    if excluded and excluded[0].circular is not None and excluded[0].clause is not None:
        clause = ClauseLink.of(excluded[0].circular, excluded[0].clause)
    if not days:
        state = "closed"
    elif not excluded:
        state = "open"
    else:
        state = "excluded" if len(excluded) == len(days) else "partly"
    questions = tuple(
        (ClauseLink.of(circular, entry), entry.rule.question)
        for circular in law.binding
        for entry in circular.clauses
        if isinstance(entry.rule, ReviewRule) and not decided and fulfils(facts, entry.rule.when)
    )
    return Standing(state, clause, fact_lines(law, words, facts), questions)


def fact_lines(law: Law, words: FactWords, facts: dict[str, Fact]) -> tuple[FactLine, ...]:
    """Give the facts on which the law of a unit depends, in words."""
    names: dict[str, None] = {}
    for circular in (*law.binding, *law.advisory):
        for clause in circular.clauses:
            rule = clause.rule
            if isinstance(rule, ExcludeRule | ReviewRule | ShareRule) and rule.when is not None:
                names |= dict.fromkeys(facts_tested(rule.when))
    return tuple(FactLine(words.name(name), words.value(name, facts[name])) for name in names if name in facts)
