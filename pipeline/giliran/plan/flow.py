"""The best plan as a flow of least cost: places flow from days through groups to people, and from people away.

That is possible where, on each day, of any two groups one lies inside the other or they share nobody, and nobody has to be at
home together with another. All aims but the shares of fairness and of empty places cost something by the cell; these two grow with the number
of days of a person, or of places of a day, and are convex, so that each further one is an arc of its own.

The aims count one after the other although each arc has one cost. A plan can be bettered only along a simple cycle, which
uses each node once: it changes few cells, and the days of two people at most. So the cost of an aim outweighs all that
a cycle could gain by the lesser ones, and of fairness only the order of what a further day of each person adds matters,
not by how much. Numbers stay small and the plan is exactly the best.
"""

from __future__ import annotations

from math import lcm
from typing import TYPE_CHECKING, Any

from giliran.plan.problem import Group, Home

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from giliran.plan.problem import Cell, Problem

_SOURCE, _SINK = 0, 1
TURNS_UP_TO = 1000
"""People beyond whom it is left to the solver whose turn it is among plans equally good: the costs would outgrow 64 bits."""


def is_flow(problem: Problem) -> bool:
    """Tell whether a problem can be solved as a flow."""
    if any(problem.together):
        return False
    return all(_nested([group.members for group in _binding(problem, day)]) for day in range(len(problem.able)))


def solved(problem: Problem) -> Home:
    """Give the best plan. There must be one that keeps to all that binds: see :mod:`giliran.plan.counting`."""
    network = _Network(problem)
    counts = network.counts()
    return network.plan(counts)


def _nested(sets: Sequence[frozenset[int]]) -> bool:
    return all(
        one <= other or other <= one or not one & other for index, one in enumerate(sets) for other in sets[index + 1 :]
    )


def _binding(problem: Problem, day: int) -> list[Group]:
    """Give the groups that leave somebody out on a day, the largest first, counted for those who are neither forced nor barred."""
    free, forced = frozenset(problem.free[day]), problem.forced_on[day]
    least: dict[frozenset[int], int] = {}
    for group in problem.groups_on(day):
        members = group.members & free
        room = group.at_most - len(group.members & forced)
        if room < len(members):
            least[members] = min(room, least.get(members, room))
    found = [Group(members, room) for members, room in least.items()]
    return sorted(found, key=lambda group: (-len(group.members), min(group.members, default=0)))


class _Arcs:
    """The arcs of one question, numbered as they are added."""

    def __init__(self) -> None:
        from ortools.graph.python.min_cost_flow import SimpleMinCostFlow  # noqa: PLC0415 - 0.1 s, which most verbs spare

        self._network: Any = SimpleMinCostFlow()

    def add(self, tail: int, head: int, room: int, cost: int = 0) -> int:
        """Add an arc through which so much may flow, each unit of it at a cost."""
        number: int = self._network.add_arc_with_capacity_and_unit_cost(tail, head, room, cost)
        return number

    def flow(self, supply: int, *, at_most: bool = False) -> Callable[[int], int]:
        """Send so much from the source to the sink, or as much of it as can be, at least cost; give what flows in an arc."""
        network = self._network
        network.set_node_supply(_SOURCE, supply)
        network.set_node_supply(_SINK, -supply)
        status = network.solve_max_flow_with_min_cost() if at_most else network.solve()
        assert status == network.OPTIMAL, f"a plan that counting allows was not found: {status}"
        flow: Callable[[int], int] = network.flow
        return flow


class _Network:
    """The nodes of a problem; the arcs differ from one question to the next."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._groups = [_binding(problem, day) for day in range(len(problem.able))]
        self._rooms = [places - len(forced) for places, forced in zip(problem.places, problem.forced_on, strict=True)]
        self._nodes = 2
        self._day_nodes = [self._node() for _ in problem.able]
        self._group_nodes = [[self._node() for _ in groups] for groups in self._groups]
        self._person_nodes = [self._node() for _ in problem.people]
        self._week_nodes: dict[Cell, int] = {}
        self._weeks: list[tuple[int, int, int]] = []
        for week in problem.weeks:
            forced = sum((day, week.person) in problem.forced for day in week.days)
            node = self._node()
            self._weeks.append((node, week.person, week.at_most - forced))
            self._week_nodes.update(dict.fromkeys(((day, week.person) for day in week.days), node))
        leaves = sum(1 + len(groups) for groups in self._groups)
        self._longest = 2 * min(leaves, len(problem.people) + len(problem.weeks)) + 2
        """Cells that a simple cycle can change."""

    def _node(self) -> int:
        self._nodes += 1
        return self._nodes - 1

    def counts(self) -> tuple[int, ...]:
        """Give how many are at home on each day of the best plan."""
        problem = self._problem
        forced = [len(people) for people in problem.forced_on]
        most = tuple(min(self._rooms[day], self._most(day)) for day in range(len(problem.able)))
        if not problem.weeks:
            return tuple(map(sum, zip(forced, most, strict=True)))
        steps = [(day, self._rooms[day] - used) for day in range(len(most)) for used in range(1, most[day] + 1)]
        # To fill the k-th place of a day takes 2 s + 1 off the sum of squares, where s places stay empty.
        rank = {step: number for number, step in enumerate(sorted(steps, key=lambda step: (-step[1], step[0])))}
        cells = _Costs(self._longest)
        cells.least(len(steps))
        cells.pattern(problem)
        cells.wishes(problem)
        arcs = _Arcs()
        days = [(day, arcs.add(_SOURCE, self._day_nodes[day], 1, rank[day, left])) for day, left in steps]
        self._through(arcs, cells)
        for node in self._person_nodes:
            arcs.add(node, _SINK, len(problem.able))
        flow = arcs.flow(len(steps), at_most=True)
        found = list(forced)
        for day, arc in days:
            found[day] += flow(arc)
        return tuple(found)

    def plan(self, counts: tuple[int, ...]) -> Home:
        """Give the best plan with so many at home on each day."""
        problem = self._problem
        rank = self._fairness(counts)
        cells = _Costs(self._longest)
        if len(problem.people) <= TURNS_UP_TO:
            cells.turns(problem, counts)
        cells.changes(problem)
        fair = cells.least(max((one for ranks in rank for one in ranks), default=0) + 1)
        cells.pattern(problem)
        cells.wishes(problem)
        arcs = _Arcs()
        supply = 0
        for day, number in enumerate(counts):
            room = number - len(problem.forced_on[day])
            arcs.add(_SOURCE, self._day_nodes[day], room)
            supply += room
        between = self._through(arcs, cells)
        for node, ranks in zip(self._person_nodes, rank, strict=True):
            for one in ranks:
                arcs.add(node, _SINK, 1, one * fair)
        flow = arcs.flow(supply)
        home = [set(people) for people in problem.forced_on]
        for (day, person), arc in between:
            if flow(arc):
                home[day].add(person)
        return tuple(frozenset(people) for people in home)

    def _most(self, day: int) -> int:
        """Count how many of a day could be at home at once as far as its groups go."""
        groups = self._groups[day]
        parents = self._parents(day)
        inside = [0] * len(groups)
        outside = 0
        for parent in self._innermost(day).values():
            if parent is None:
                outside += 1
            else:
                inside[parent] += 1
        for index in range(len(groups) - 1, -1, -1):
            inside[index] = min(inside[index], groups[index].at_most)
            above = parents[index]
            if above is None:
                outside += inside[index]
            else:
                inside[above] += inside[index]
        return outside

    def _parents(self, day: int) -> list[int | None]:
        groups = self._groups[day]
        return [
            next((up for up in range(index - 1, -1, -1) if groups[index].members <= groups[up].members), None)
            for index in range(len(groups))
        ]

    def _innermost(self, day: int) -> dict[int, int | None]:
        """Give the smallest group that each free person of a day is in."""
        found: dict[int, int | None] = dict.fromkeys(self._problem.free[day])
        for index, group in enumerate(self._groups[day]):
            found.update(dict.fromkeys(group.members, index))
        return found

    def _through(self, arcs: _Arcs, cells: _Costs) -> list[tuple[Cell, int]]:
        """Add what lies between days and people; give the arc of each cell."""
        found = []
        for day, groups in enumerate(self._groups):
            top = self._day_nodes[day]
            nodes = self._group_nodes[day]
            for node, above, group in zip(nodes, self._parents(day), groups, strict=True):
                arcs.add(top if above is None else nodes[above], node, group.at_most)
            for person, index in self._innermost(day).items():
                cell = day, person
                tail = top if index is None else nodes[index]
                head = self._week_nodes.get(cell, self._person_nodes[person])
                found.append((cell, arcs.add(tail, head, 1, cells.of(cell))))
        for node, person, room in self._weeks:
            arcs.add(node, self._person_nodes[person], room)
        return found

    def _fairness(self, counts: tuple[int, ...]) -> list[list[int]]:
        """Rank, for each person, what each further day at home adds to the sum of squares."""
        problem = self._problem
        loads = problem.loads(counts)
        scale = lcm(*(load.denominator for load in loads)) if loads else 1
        forced, could = [0] * len(loads), [0] * len(loads)
        for people in problem.forced_on:
            for person in people:
                forced[person] += 1
        for free in problem.free:
            for person in free:
                could[person] += 1
        added = []
        for load, fixed, more in zip(loads, forced, could, strict=True):
            start = 2 * load.numerator * (scale // load.denominator) + scale
            added.append([start + 2 * scale * (fixed + number) for number in range(more)])
        rank = {one: number for number, one in enumerate(sorted({one for row in added for one in row}))}
        return [[rank[one] for one in row] for row in added]


class _Costs:
    """What each cell costs, aim by aim from the least to the first; each outweighs what a cycle gains by those before."""

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self._weight = 1
        self._cells: dict[Cell, int] = {}

    def of(self, cell: Cell) -> int:
        """Give the cost of a cell."""
        return self._cells.get(cell, 0)

    def least(self, range_: int) -> int:
        """Give the weight of an aim that a cycle changes by less than a number."""
        weight = self._weight
        self._weight = weight * (range_ + 1)
        return weight

    def wishes(self, problem: Problem) -> None:
        self._asked(((cell, -1 if wish else 1) for cell, wish in problem.wished.items()), 1)

    def pattern(self, problem: Problem) -> None:
        self._asked(((cell, -1 if home else 1) for cell, home in problem.pattern.items()), 1)

    def changes(self, problem: Problem) -> None:
        if problem.had is not None:
            self._asked(((cell, -1) for cell in sorted(problem.had)), 1)

    def turns(self, problem: Problem, counts: tuple[int, ...]) -> None:
        """Prefer, among plans that are equally good, whose turn it is: those owed most first, then in the order of the unit file."""
        number = len(problem.people)
        before = problem.before or (0,) * number
        place = {person: at for at, person in enumerate(sorted(range(number), key=lambda one: (before[one], one)))}
        start = 0
        turns: dict[Cell, int] = {}
        for day, people in enumerate(problem.free):
            for person in people:
                turns[day, person] = (place[person] - start) % number
            start += counts[day]
        self._asked(turns.items(), max(1, number - 1))

    def _asked(self, costs: Iterable[tuple[Cell, int]], largest: int) -> None:
        any_asked = False
        for cell, cost in costs:
            any_asked = True
            self._cells[cell] = self._cells.get(cell, 0) + cost * self._weight
        if any_asked:
            self._weight *= self._longest * largest + 1
