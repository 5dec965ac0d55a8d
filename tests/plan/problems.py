"""Random problems in numbers, small enough to try every plan of."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product
from typing import TYPE_CHECKING

from giliran.plan.problem import Group, Problem, Score, Week, keeps, score

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from giliran.plan.problem import Home


def problem(chance: random.Random, *, together: bool) -> Problem:
    """Invent up to four people on up to three days, with groups that may cross and weeks that are short."""
    people, days = chance.randint(1, 4), chance.randint(1, 3)
    able = tuple(
        tuple(sorted(chance.sample(range(people), chance.randint(max(1, people - 1), people)))) for _ in range(days)
    )
    cells = [(day, person) for day in range(days) for person in able[day]]

    def some(often: float) -> list[tuple[int, int]]:
        return [cell for cell in cells if chance.random() < often]

    def group(who: tuple[int, ...]) -> Group:
        return Group(frozenset(chance.sample(who, chance.randint(1, len(who)))), chance.randint(0, 2))

    forced = frozenset(some(0.1))
    return Problem(
        people=tuple(f"p{person}" for person in range(people)),
        able=able,
        places=tuple(chance.randint(0, len(who)) for who in able),
        forced=forced,
        barred=frozenset(some(0.1)),
        groups=tuple(tuple(group(who) for _ in range(chance.choice((0, 0, 1, 2)))) for who in able),
        weeks=tuple(
            Week(person, tuple(day for day in range(days) if person in able[day]), chance.randint(0, 2))
            for person in range(people)
            if chance.random() < 0.4
        ),
        together=tuple(
            ((one, other),) if together and chance.random() < 0.3 else () for one, other in map(_pair, able)
        ),
        wished={cell: chance.random() < 0.5 for cell in some(0.3)},
        pattern={cell: chance.random() < 0.5 for cell in some(0.4)} if chance.random() < 0.5 else {},
        had=frozenset(some(0.4)) if chance.random() < 0.5 else None,
        before=tuple(Fraction(chance.randint(-9, 9), chance.randint(1, 5)) for _ in range(people)),
    )


def _pair(who: tuple[int, ...]) -> tuple[int, int]:
    return who[0], who[-1]


def every_plan(given: Problem) -> Iterator[Home]:
    """Give every plan that keeps to all that binds."""
    choices = [
        [frozenset(some) for size in range(len(who) + 1) for some in combinations(who, size)] for who in given.able
    ]
    return (home for home in product(*choices) if keeps(given, home))


def least(given: Problem) -> Score | None:
    """Give the least score of any plan, or ``None`` where there is none."""
    return min((score(given, home) for home in every_plan(given)), default=None)
