"""Which rows a chart of the law has: for a circular, for one of its clauses, for a whole jurisdiction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.model import ShareRule
from giliran.timeline import Window
from giliran.views.timelines import Lane, timeline
from giliran.wording import Text, same

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from giliran.corpus import Corpus
    from giliran.model import Circular, Clause, Jurisdiction
    from giliran.views.timelines import Timeline


def circular_timeline(circular: Circular) -> Timeline:
    """Draw a circular: when it is in force, its dated values, and what has dates of its own; the rest in one row."""
    lanes = [Lane(same(circular.short), circular.in_force)]
    others = 0
    for clause in circular.clauses:
        if isinstance(clause.rule, ShareRule) or clause.period != circular.in_force:
            lanes.append(_lane(circular, clause))
        else:
            others += 1
    if others:
        more = Text(f"{others} butir lain: sepanjang masa berlaku", f"{others} other clauses: all the time in force")
        lanes.append(Lane(more if len(lanes) > 1 else _all_along(others), circular.in_force))
    title = Text(f"Masa berlaku {circular.short}", f"When {circular.short} is in force")
    return timeline("dates", title, lanes)


def clause_timeline(circular: Circular, clause: Clause) -> Timeline:
    """Draw one clause below its circular."""
    title = Text(f"Masa berlaku: {clause.title.id}", f"In force: {clause.title.en}")
    return timeline("dates", title, [Lane(same(circular.short), circular.in_force), _lane(circular, clause)])


def jurisdiction_timeline(corpus: Corpus, jurisdiction: Jurisdiction) -> Timeline:
    """Draw the circulars of a jurisdiction below each other, the prevailing one first, with their shares."""
    lanes = []
    for bond in jurisdiction.bonds:
        circular = corpus.circulars[bond.circular]
        force = Text("mengikat", "binding") if bond.force == "binding" else Text("anjuran", "advice")
        name = Text(f"{circular.short}, {force.id}", f"{circular.short}, {force.en}")
        rank = "law" if bond.force == "binding" else "advice"
        shares = [clause for clause in circular.clauses if isinstance(clause.rule, ShareRule)]
        if not shares:
            lanes.append(Lane(name, circular.in_force, rank=rank))
        for clause in shares:
            title = name if len(shares) == 1 else Text(f"{name.id}: {clause.title.id}", f"{name.en}: {clause.title.en}")
            lanes.append(Lane(title, circular.in_force, tuple(_windows(circular, clause)), rank))
    title = Text("Aturan dari hari ke hari", "The law from day to day")
    return timeline(f"dates-{jurisdiction.name}", title, lanes)


def _all_along(count: int) -> Text:
    return Text(f"{count} butir: sepanjang masa berlaku", f"{count} clauses: all the time in force")


def _lane(circular: Circular, clause: Clause) -> Lane:
    return Lane(clause.title, clause.period, tuple(_windows(circular, clause)), "main")


def _windows(circular: Circular, clause: Clause) -> Iterable[Window[Fraction]]:
    """Give the dated values of a share, cut to the days on which its circular and the clause itself are in force."""
    if isinstance(clause.rule, ShareRule):
        for window in clause.rule.at_most:
            cut = window.period.within(circular.in_force)
            period = None if cut is None else cut.within(clause.period)
            if period is not None:
                yield Window(period, window.value.value)
