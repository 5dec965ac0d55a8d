"""Who stays at home where not all can: held against every choice there is, and against what the page chooses."""

from __future__ import annotations

import json
import random
import subprocess
from dataclasses import asdict
from itertools import combinations, product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from giliran.repair.choice import Turn, chosen
from tests.properties.ajv import PROGRAM as NODE

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[2]


def turns_of(number: int, people: int, days: int) -> tuple[Turn, ...]:
    """Invent the turns of that number."""
    chance = random.Random(number)
    found = []
    for _ in range(days):
        crowd = sorted(chance.sample(range(people), chance.randint(0, people)))
        cut = chance.choice((0, 0, 0, 1))
        fixed, candidates = tuple(crowd[:cut]), tuple(crowd[cut:])
        found.append(Turn(fixed, candidates, chance.randint(0, len(candidates))))
    return tuple(found)


def squares(turns: Sequence[Turn], home: Sequence[Sequence[int]], people: int) -> int:
    """Give the sum of the squares of everybody's home days."""
    loads = [0] * people
    for turn, staying in zip(turns, home, strict=True):
        for person in (*turn.fixed, *staying):
            loads[person] += 1
    return sum(load * load for load in loads)


@pytest.mark.parametrize("number", range(150))
def test_no_choice_is_more_even(number: int) -> None:
    turns = turns_of(number, people=5, days=4)
    home = chosen(turns, 5)
    assert [len(staying) for staying in home] == [turn.stay for turn in turns]
    assert all(set(staying) <= set(turn.candidates) for turn, staying in zip(turns, home, strict=True))
    every = product(*(combinations(turn.candidates, turn.stay) for turn in turns))
    assert squares(turns, home, 5) == min(squares(turns, other, 5) for other in every)


def test_a_turn_is_handed_on_over_several_people() -> None:
    """The first has three days and may only give to the second, who gives to the third."""
    turns = (
        Turn((0,), (), 0),
        Turn((0,), (), 0),
        Turn((), (0, 1), 1),
        Turn((1,), (), 0),
        Turn((), (1, 2), 1),
    )
    home = chosen(turns, 3)
    assert home == ((), (), (1,), (), (2,))


def test_of_equals_the_later_in_the_unit_file_goes() -> None:
    assert chosen((Turn((), (0, 1, 2), 2),), 3) == ((0, 1),)


def test_of_equals_the_one_with_more_days_so_far_goes() -> None:
    assert chosen((Turn((0,), (), 0), Turn((), (0, 1), 1), Turn((1,), (), 0)), 2)[1] == (1,)


def test_the_page_in_the_browser_chooses_the_same_people() -> None:
    sizes = [(1 + number % 13, 1 + number % 12) for number in range(400)]
    invented = [turns_of(number, people, days) for number, (people, days) in enumerate(sizes)]
    asked = [
        json.dumps({"people": people, "turns": [asdict(turn) for turn in turns]})
        for (people, _), turns in zip(sizes, invented, strict=True)
    ]
    told = subprocess.run(
        [NODE, ROOT / "tests/node/choice.mjs", ROOT / "site/assets/js/grid/choice.js"],
        input="\n".join(asked),
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    ours = [
        [list(staying) for staying in chosen(turns, people)] for (people, _), turns in zip(sizes, invented, strict=True)
    ]
    assert [json.loads(line) for line in told] == ours
    assert sum(squares(turns, home, 13) > 0 for turns, home in zip(invented, ours, strict=True)) > 300
