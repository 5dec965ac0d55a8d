"""What is counted of people's days, in words, in the order in which it is read, with the clauses each count rests on.

One column stands for a whole period, in which the law may change. What is told of a single day is told of the law of that day.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.compliance import count_named
from giliran.reconcile.judging import WITHOUT_RECORD
from giliran.wording import Text, joined, same

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from giliran.model import Clause
    from giliran.reconcile.asked import Asked
    from giliran.reconcile.ground import Ground
    from giliran.reconcile.judging import Finding, Judged

PRACTICE = Text("praktik, bukan aturan", "practice, not law")
_NOTE = Text("catatan saja", "a note only")


@dataclass(frozen=True, slots=True)
class Said:
    """How a count is called, and what it rests on."""

    title: Text
    basis: Text


@dataclass(frozen=True)
class Measure:
    """One count: for each person and day a number. ``clauses`` is empty for what no clause speaks of.

    ``bases`` names what it rests on, in words: each of the clauses, or what there is instead.
    ``base`` are the days it could have been more than 0 on; ``noted`` tells that each such day is listed one by one, in the
    words of its law, which ``by_law`` gives by its place, the last for no law.
    """

    name: str
    title: Text
    bases: tuple[Text, ...]
    counts: NDArray[np.integer] | NDArray[np.bool_]
    base: NDArray[np.bool_]
    fault: bool = False
    noted: bool = False
    clauses: tuple[Clause, ...] = ()
    by_law: tuple[Said, ...] = ()


def measures(given: Ground, judged: Judged) -> tuple[Measure, ...]:
    """Give every count, turns at home first; what was not exported is not counted."""
    found = [Measure("homes", title_of("homes"), (), given.homes, given.homes)]
    found.extend(_of_finding(given.laws, each) for each in judged.findings)
    if "calls" in judged.silences:
        called = judged.calls > 0
        found.append(Measure("calls", title_of("calls"), (PRACTICE,), judged.calls, called))
        found.append(Measure("answered", title_of("answered"), (PRACTICE,), judged.answered, called))
    return tuple(found)


def title_of(name: str) -> Text:
    """Give the words of a count that there is."""
    found = count_named(name)
    assert found is not None, name
    return found.title


def _of_finding(laws: Sequence[Asked], each: Finding) -> Measure:
    whole = title_of(each.name)
    speaking = [law for law in laws if each.clause is not None and law.clauses(each.clause, each.window)]
    clauses = {
        clause.id: clause
        for law in speaking
        if each.clause is not None
        for clause in law.clauses(each.clause, each.window)
    }
    titles = {_title(law, each) for law in speaking}
    return Measure(
        each.name,
        titles.pop() if len(titles) == 1 else whole,
        tuple(map(_named, clauses.values())) or (_NOTE,),
        each.found,
        each.base,
        each.fault,
        (each.fault and each.name != WITHOUT_RECORD) or each.name in {"at-office", "place-disputed"},
        tuple(clauses.values()),
        (*(_said(law, each) for law in laws), Said(whole, _NOTE)),
    )


def _said(law: Asked, each: Finding) -> Said:
    clauses = () if each.clause is None else law.clauses(each.clause, each.window)
    return Said(_title(law, each), _basis(clauses))


def _title(law: Asked, each: Finding) -> Text:
    """Call a window by its hours, anything else by its name."""
    if each.window is None or each.window >= len(law.windows):
        return title_of(each.name)
    hours = law.windows[each.window].hours
    span = f"{hours.start}–{hours.end}"
    return joined((Text("Tanpa presensi", "No record"), Text(span.replace(":", "."), span)))


def _basis(clauses: Sequence[Clause]) -> Text:
    """Name the clauses that something rests on, with the place in the circular where that is known."""
    return joined((_named(clause) for clause in clauses), "; ") if clauses else _NOTE


def _named(clause: Clause) -> Text:
    point = clause.reference.point if clause.reference is not None else None
    words = joined((clause.title, same(f"({clause.id})")))
    return words if point is None else joined((words, same(point)), ", ")
