"""How a unit stands on a day in the files of one commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.corpus.build import build
from giliran.grammar import is_unit, schedule_path
from giliran.limits import allowance
from giliran.unit_log import DayState, Recalled

if TYPE_CHECKING:
    import datetime

    from giliran.corpus import Corpus
    from giliran.memory import Memory
    from giliran.tree import Tree


def state(tree: Tree, unit: str, day: datetime.date, memory: Memory) -> DayState | None:
    """Read how a unit stands on a day; ``None`` where it is not there.

    ``memory`` holds the files that earlier commits had just so.
    """
    path = f"units/{unit}.yaml"
    if path not in tree.entries or not is_unit(path):
        return None
    corpus, _ = build(tree.part([unit]), frozenset(), memory, whole=False)
    found = corpus.units.get(unit)
    law = None if found is None else corpus.law_of(found)
    if found is None or law is None or not corpus.judged(found):
        return DayState(unit, unit if found is None else found.name, readable=False)
    home, recalled, readable = _written(corpus, unit, day)
    allowed = allowance(law, corpus.roster(unit), day)
    return DayState(
        unit,
        found.name,
        readable,
        allowed.standing,
        allowed.at_most,
        allowed.people,
        None if allowed.clause is None else allowed.clause.id,
        allowed.sum,
        None if allowed.dispensation is None else allowed.dispensation.name,
        allowed.day_off,
        found.supervisor_on(day),
        home,
        recalled,
    )


def _written(corpus: Corpus, unit: str, day: datetime.date) -> tuple[tuple[str, ...], tuple[Recalled, ...], bool]:
    """Give who is at home and who was called in, and whether the schedule could be read."""
    path = schedule_path(unit, f"{day:%Y-%m}")
    if path not in corpus.tree.entries:
        return (), (), True
    schedule = corpus.schedules.get(path)
    if schedule is None:
        return (), (), False
    recalled = (Recalled(one.employee, one.ordered_by, one.reason) for one in schedule.recalls if one.day == day)
    return tuple(sorted(schedule.home.get(day, ()))), tuple(sorted(recalled, key=lambda one: one.employee)), True
