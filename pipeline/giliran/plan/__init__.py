"""A month of a unit drawn up: lawful, as it was asked for as far as it goes, and fair.

Nothing here judges: a plan becomes a schedule, and the compiled schema of the month judges it like any other. What the aims are and
in which order they count stands in :mod:`giliran.plan.problem`; whether there is a plan at all is counted in
:mod:`giliran.plan.counting`, never searched for.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from giliran.plan.counting import clashes
from giliran.plan.flow import is_flow, solved
from giliran.plan.posing import posed
from giliran.plan.problem import keeps

if TYPE_CHECKING:
    import datetime

    from giliran.plan.ground import Ground
    from giliran.plan.posing import Posed
    from giliran.plan.problem import Home
    from giliran.plan.request import Request
    from giliran.wording import Text


@dataclass(frozen=True)
class Plan:
    """What came of a request: ``clashes`` and no plan, or a plan.

    ``proven`` tells that no plan is better; only a long search may have to leave that open.
    """

    posed: Posed
    clashes: tuple[Text, ...] = ()
    home: Home = ()
    proven: bool = True

    @cached_property
    def days(self) -> dict[datetime.date, tuple[str, ...]]:
        """Give who is at home on each day of the month, sorted; days without anybody are left out."""
        return self.posed.written(self.home)


def planned(given: Ground, request: Request) -> Plan:
    """Draw up a month. Somebody must be able to be at home in it: see :func:`giliran.plan.ground.nobody_may`."""
    question = posed(given, request)
    against = clashes(question)
    if against:
        return Plan(question, against)
    if is_flow(question.problem):
        home, proven = solved(question.problem), True
    else:
        from giliran.plan.search import searched  # noqa: PLC0415 - its solver takes more than a second to load

        outcome = searched(question.problem)
        home, proven = outcome.home, outcome.proven
    assert keeps(question.problem, home), "a plan that breaks what it was made to keep"
    return Plan(question, (), home, proven)
