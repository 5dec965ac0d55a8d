"""The two ways of solving find plans that no other betters, and agree where both can be taken."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

from giliran.plan.flow import is_flow, solved
from giliran.plan.problem import Group, Problem, Week, keeps, score
from giliran.plan.search import searched
from tests.plan.problems import least, problem


def test_a_flow_is_the_best_of_all_plans() -> None:
    """Eight aims one after the other, in one cost for each arc."""
    tried = 0
    for number in range(700):
        given = problem(random.Random(f"flow {number}"), together=False)
        best = least(given)
        if best is None or not is_flow(given):
            continue
        tried += 1
        assert score(given, solved(given)) == best, f"problem {number}"
    assert tried > 300


def test_a_search_is_the_best_of_all_plans() -> None:
    """Also where groups cross each other and people go together."""
    crossing = 0
    for number in range(160):
        given = problem(random.Random(f"search {number}"), together=True)
        best = least(given)
        if best is None:
            continue
        crossing += not is_flow(given)
        found = searched(given)
        assert found.proven
        assert score(given, found.home) == best, f"problem {number}"
    assert crossing > 20


def _month(people: int, *, crossing: bool) -> Problem:
    """Give a month of 22 days with everything asked for at once."""
    chance = random.Random(people)
    cells = [(day, person) for day in range(22) for person in range(people)]
    inside = (Group(frozenset(range(3)), 1), Group(frozenset(range(3, 9)), 4))
    across = (Group(frozenset(range(1, 6)), 3),) if crossing else ()
    return Problem(
        people=tuple(f"p{person}" for person in range(people)),
        able=tuple(tuple(range(people)) for _ in range(22)),
        places=tuple(people // 2 - day % 2 for day in range(22)),
        barred=frozenset(chance.sample(cells, people // 4)),
        groups=((*inside, *across),) * 22,
        wished={cell: chance.random() < 0.6 for cell in chance.sample(cells, people)},
        had=frozenset(chance.sample(cells, people * 11)),
        before=tuple(Fraction(chance.randint(-60, 60), chance.choice((41, 40, 39))) for _ in range(people)),
    )


def test_flow_and_search_agree_on_a_whole_month() -> None:
    """What no one can try out, two ways find alike."""
    given = _month(16, crossing=False)
    assert is_flow(given)
    flown, found = solved(given), searched(given)
    assert found.proven
    assert keeps(given, flown)
    assert score(given, flown) == score(given, found.home)


def test_a_search_that_is_cut_short_still_gives_a_plan() -> None:
    """And says that it was not proven to be the best."""
    given = _month(30, crossing=True)
    found = searched(given, effort=0.0001)
    assert not found.proven
    assert keeps(given, found.home)


def test_a_unit_of_thousands_is_no_more_than_the_numbers_bear() -> None:
    """The costs of all aims together stay within 64 bits, in a unit as large as none."""
    people = 3000
    chance = random.Random(1)
    cells = [(day, chance.randrange(people)) for day in range(4) for _ in range(people)]
    given = Problem(
        people=tuple(str(person) for person in range(people)),
        able=(tuple(range(people)),) * 4,
        places=(people // 2,) * 4,
        wished={cell: chance.random() < 0.5 for cell in cells[::2]},
        pattern={cell: chance.random() < 0.5 for cell in cells},
        had=frozenset(cells),
        before=tuple(Fraction(chance.randint(-999, 999), 2999) for _ in range(people)),
    )
    assert keeps(given, solved(given))


def test_empty_places_are_shared_out_over_the_days() -> None:
    """Nobody has all of Monday's places filled and all of Friday's empty; what cannot be even goes to earlier days."""
    week = tuple(Week(person, (0, 1, 2), 1) for person in range(4))
    given = Problem(people=tuple("abcd"), able=((0, 1, 2, 3),) * 3, places=(4, 4, 4), weeks=week)
    assert [len(people) for people in solved(given)] == [2, 1, 1]
    assert [len(people) for people in searched(given).home] == [2, 1, 1]
    uneven = replace(given, places=(4, 1, 1), barred=frozenset((day, 3) for day in range(3)))
    assert [len(people) for people in solved(uneven)] == [3, 0, 0]
    assert [len(people) for people in searched(uneven).home] == [3, 0, 0]


def test_of_days_filled_alike_the_first_count_first() -> None:
    """Either the outer two of four days or the inner two: the sums are the same, so the first day decides."""
    crossing = tuple(Week(0, days, 1) for days in ((0, 1), (0, 2), (3, 1), (3, 2)))
    given = Problem(people=("a",), able=((0,),) * 4, places=(1,) * 4, weeks=crossing)
    assert [len(people) for people in searched(given).home] == [1, 0, 0, 1]


def test_what_is_equally_good_goes_by_turns() -> None:
    """Nobody goes twice before everybody went once, in the order of the unit file; whoever is owed goes first."""
    given = Problem(people=tuple("abcde"), able=((0, 1, 2, 3, 4),) * 5, places=(2,) * 5)
    assert [sorted(people) for people in solved(given)] == [[0, 1], [2, 3], [0, 4], [1, 2], [3, 4]]
    owed = replace(given, before=(Fraction(0), Fraction(0), Fraction(0), Fraction(0), Fraction(-1, 5)))
    assert 4 in solved(owed)[0]
