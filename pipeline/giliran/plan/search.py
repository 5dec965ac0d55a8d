"""The best plan by search, where groups cross each other or people are at home together: CP-SAT of OR-Tools.

The aims are met one after the other: each is brought to its best, kept there, and then comes the next. One worker and one
seed make the outcome the same on every run.
"""

from __future__ import annotations

from math import lcm
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from giliran.plan.problem import Cell, Home, Problem

EFFORT = 10.0
"""Deterministic time, about seconds, that each aim may take."""
_CHUNK = 2**40


class Searched:
    """The outcome of a search: the plan, and whether every aim was proven to be at its best."""

    def __init__(self, home: Home, *, proven: bool) -> None:
        self.home = home
        self.proven = proven


def searched(problem: Problem, effort: float = EFFORT) -> Searched:
    """Give the best plan. There must be one that keeps to all that binds: see :mod:`giliran.plan.counting`."""
    return _Search(problem, effort).outcome()


class _Search:
    def __init__(self, problem: Problem, effort: float) -> None:
        from ortools.sat.python import cp_model  # noqa: PLC0415 - half a second or more, and few requests need it

        self._problem = problem
        self._cp: Any = cp_model
        self._model: Any = cp_model.CpModel()
        self._effort = effort
        self._cells: dict[Cell, Any] = {
            (day, person): self._model.new_bool_var(f"home-{day}-{person}")
            for day, people in enumerate(problem.able)
            for person in people
        }
        self._counts = [self._model.new_int_var(0, places, f"count-{day}") for day, places in enumerate(problem.places)]
        self._best: dict[int, int] = {}
        self._home: Home = tuple(self._problem.forced_on)
        self._proven = True
        self._bind()

    def outcome(self) -> Searched:
        problem, sums = self._problem, self._sum
        self._reach(-sums(self._counts))
        self._reach(self._unmet(problem.wished))
        self._reach(self._unmet(problem.pattern))
        self._reach(sums([self._square(day) for day in range(len(problem.places))]))
        self._reach(sums([day * count for day, count in enumerate(self._counts)]))
        self._earliest()
        self._reach(self._fairness())
        if problem.had is not None:
            self._reach(-sums([self._cells[cell] for cell in sorted(problem.had) if cell in self._cells]))
        self._reach(self._turns())
        return Searched(self._home, proven=self._proven)

    def _sum(self, terms: Sequence[Any]) -> Any:  # noqa: ANN401 - an expression of the solver
        return self._cp.LinearExpr.sum(list(terms))

    def _bind(self) -> None:
        problem, model = self._problem, self._model
        for cell, variable in self._cells.items():
            if cell in problem.forced:
                model.add(variable == 1)
            elif cell in problem.barred:
                model.add(variable == 0)
        for day, people in enumerate(problem.able):
            own = {person: self._cells[day, person] for person in people}
            model.add(self._sum(list(own.values())) == self._counts[day])
            for group in problem.groups_on(day):
                members = [own[person] for person in sorted(group.members)]
                if group.at_most < len(members):
                    model.add(self._sum(members) <= group.at_most)
            for one, other in problem.together_on(day):
                model.add(own[one] == own[other])
        for week in problem.weeks:
            model.add(self._sum([self._cells[day, week.person] for day in week.days]) <= week.at_most)

    def _unmet(self, asked: dict[Cell, bool]) -> Any:  # noqa: ANN401 - an expression of the solver
        known = [(self._cells[cell], wish) for cell, wish in sorted(asked.items()) if cell in self._cells]
        return self._sum([-variable if wish else variable for variable, wish in known])

    def _square(self, day: int) -> Any:  # noqa: ANN401 - an expression of the solver
        """Give the square of the places of a day that stay empty, as a sum of odd numbers."""
        places = self._problem.places[day]
        empty = [self._model.new_bool_var(f"empty-{day}-{number}") for number in range(places)]
        self._model.add(self._sum(empty) + self._counts[day] == places)
        return self._sum([(2 * number + 1) * one for number, one in enumerate(empty)])

    def _earliest(self) -> None:
        """Fill earlier days rather than later ones, as far as it is not settled yet."""
        weight = 1
        chunk: list[Any] = []
        base = max(self._problem.places, default=0) + 1
        for count in self._counts:
            if weight * base > _CHUNK:
                self._reach(self._sum(self._weighted(chunk, base)))
                weight, chunk = 1, []
            weight *= base
            chunk.append(count)
        self._reach(self._sum(self._weighted(chunk, base)))

    @staticmethod
    def _weighted(counts: Sequence[Any], base: int) -> list[Any]:
        last = len(counts) - 1
        return [-count * base ** (last - number) for number, count in enumerate(counts)]

    def _fairness(self) -> Any:  # noqa: ANN401 - an expression of the solver
        """Give the sum of squares of the loads, scaled to whole numbers, less what no plan changes."""
        problem = self._problem
        counts = tuple(len(people) for people in self._home)
        for count, number in zip(self._counts, counts, strict=True):
            self._model.add(count == number)
        loads = problem.loads(counts)
        scale = lcm(*(load.denominator for load in loads)) if loads else 1
        terms = []
        for person, load in enumerate(loads):
            own = [variable for (_, one), variable in self._cells.items() if one == person]
            steps = [self._model.new_bool_var(f"days-{person}-{number}") for number in range(len(own))]
            self._model.add(self._sum(own) == self._sum(steps))
            start = 2 * load.numerator * (scale // load.denominator) + scale
            terms += [(start + 2 * scale * number) * step for number, step in enumerate(steps)]
        return self._sum(terms)

    def _turns(self) -> Any:  # noqa: ANN401 - an expression of the solver
        problem = self._problem
        number = len(problem.people)
        before = problem.before or (0,) * number
        place = {person: at for at, person in enumerate(sorted(range(number), key=lambda one: (before[one], one)))}
        start = 0
        terms = []
        for day, people in enumerate(problem.able):
            terms += [(place[person] - start) % number * self._cells[day, person] for person in people]
            start += len(self._home[day])
        return self._sum(terms)

    def _reach(self, aim: Any) -> None:  # noqa: ANN401 - an expression of the solver
        """Bring an aim to its least, and keep it there."""
        model = self._model
        model.clear_hints()
        for (day, person), variable in self._cells.items():
            model.add_hint(variable, person in self._home[day])
        model.minimize(aim)
        solver = self._cp.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        solver.parameters.max_deterministic_time = self._effort
        status = solver.solve(model)
        if status == self._cp.UNKNOWN:
            # Nothing was found in the time: what was best so far stays, and so do its values of all further aims.
            self._proven = False
            return
        assert status in {self._cp.OPTIMAL, self._cp.FEASIBLE}, f"no plan, although counting allows one: {status}"
        self._proven = self._proven and status == self._cp.OPTIMAL
        found: list[set[int]] = [set() for _ in self._problem.able]
        for (day, person), variable in self._cells.items():
            if solver.boolean_value(variable):
                found[day].add(person)
        self._home = tuple(frozenset(people) for people in found)
        model.add(aim <= round(solver.objective_value))
