"""A month to be planned, as numbers: who may be at home when, what is asked for, and how good a plan is.

People and days are counted from 0, in the order of the unit file and of the calendar; a cell is a day and a person. What
the aims are, and in which order they count, stands in :func:`score` alone: the ways of solving and the tests that try all
plans go by it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias

Cell: TypeAlias = tuple[int, int]
"""A day and a person."""
Home: TypeAlias = tuple[frozenset[int], ...]
"""Who is at home on each day."""


@dataclass(frozen=True, slots=True)
class Group:
    """Of these people at most so many are at home: the others are needed at the office, or two are not away together."""

    members: frozenset[int]
    at_most: int


@dataclass(frozen=True, slots=True)
class Week:
    """On these days, all of one week, one person is at home at most so often.

    For a flow no day is in two weeks of the same person.
    """

    person: int
    days: tuple[int, ...]
    at_most: int


@dataclass(frozen=True)
class Problem:
    """One unit and month.

    ``able`` are the people who may be at home on a day by the law, ``places`` how many are to be at home (never more than
    the law allows), ``forced`` the cells that must be at home and ``barred`` those that must not. ``groups`` bind day by
    day; of two people that are ``together`` on a day both are at home or none. ``wished`` tells of each cell that
    somebody asked for whether it should be at home, ``pattern`` the same of each cell that the pattern has a say in, and
    ``had`` of every cell, where a schedule exists. ``before`` is the load that each person brings along.
    """

    people: tuple[str, ...]
    able: tuple[tuple[int, ...], ...]
    places: tuple[int, ...]
    forced: frozenset[Cell] = frozenset()
    barred: frozenset[Cell] = frozenset()
    groups: tuple[tuple[Group, ...], ...] = ()
    weeks: tuple[Week, ...] = ()
    together: tuple[tuple[tuple[int, int], ...], ...] = ()
    wished: dict[Cell, bool] = field(default_factory=dict)
    pattern: dict[Cell, bool] = field(default_factory=dict)
    had: frozenset[Cell] | None = None
    before: tuple[Fraction, ...] = ()

    @cached_property
    def free(self) -> tuple[tuple[int, ...], ...]:
        """Give the people of each day whose place is neither forced nor barred."""
        fixed = self.forced | self.barred
        return tuple(
            tuple(person for person in people if (day, person) not in fixed) for day, people in enumerate(self.able)
        )

    @cached_property
    def forced_on(self) -> tuple[frozenset[int], ...]:
        """Give the people who must be at home on each day."""
        found: list[set[int]] = [set() for _ in self.able]
        for day, person in self.forced:
            found[day].add(person)
        return tuple(frozenset(people) for people in found)

    def groups_on(self, day: int) -> tuple[Group, ...]:
        """Give the groups that bind on a day."""
        return self.groups[day] if self.groups else ()

    def together_on(self, day: int) -> tuple[tuple[int, int], ...]:
        """Give the pairs that are at home together on a day, or not at all."""
        return self.together[day] if self.together else ()

    def loads(self, counts: tuple[int, ...]) -> tuple[Fraction, ...]:
        """Give what each person brings along less what is due to them when so many are at home on each day."""
        shares: dict[tuple[int, ...], Fraction] = {}
        for people, number in zip(self.able, counts, strict=True):
            if people:
                shares[people] = shares.get(people, Fraction(0)) + Fraction(number, len(people))
        loads = list(self.before) if self.before else [Fraction(0)] * len(self.people)
        for people, share in shares.items():
            for person in people:
                loads[person] -= share
        return tuple(loads)


Score: TypeAlias = tuple[int, int, int, int, int, tuple[int, ...], Fraction, int]


def score(problem: Problem, home: Home) -> Score:
    """Measure a plan that keeps to all that binds; less is better, and what stands first counts first.

    In order: as many places used as asked for; wishes and refusals unmet; cells off the pattern; places left empty as evenly as possible
    (sum of squares), on later rather than earlier days; fairness, the sum of the squares of everyone's load at the end of
    the month; cells changed against the schedule there is. People who cannot be at home at all do not count.
    """
    counts = tuple(len(people) for people in home)
    short = [places - number for places, number in zip(problem.places, counts, strict=True)]
    loads = problem.loads(counts)
    could = frozenset(person for people in problem.able for person in people)
    at_home = [0] * len(problem.people)
    for people in home:
        for person in people:
            at_home[person] += 1
    changed = 0
    if problem.had is not None:
        changed = len(problem.had ^ {(day, person) for day, people in enumerate(home) for person in people})
    return (
        sum(short),
        sum((person in home[day]) is not wish for (day, person), wish in problem.wished.items()),
        sum((person in home[day]) is not wish for (day, person), wish in problem.pattern.items()),
        sum(number * number for number in short),
        sum(day * number for day, number in enumerate(counts)),
        tuple(-number for number in counts),
        sum(((loads[person] + at_home[person]) ** 2 for person in could), Fraction(0)),
        changed,
    )


def keeps(problem: Problem, home: Home) -> bool:
    """Tell whether a plan keeps to all that binds."""
    cells = {(day, person) for day, people in enumerate(home) for person in people}
    return (
        problem.forced <= cells
        and not problem.barred & cells
        and all(people <= frozenset(problem.able[day]) for day, people in enumerate(home))
        and all(len(people) <= problem.places[day] for day, people in enumerate(home))
        and all(
            len(people & group.members) <= group.at_most
            for day, people in enumerate(home)
            for group in problem.groups_on(day)
        )
        and all(sum(week.person in home[day] for day in week.days) <= week.at_most for week in problem.weeks)
        and all(
            (one in people) is (other in people)
            for day, people in enumerate(home)
            for one, other in problem.together_on(day)
        )
    )
