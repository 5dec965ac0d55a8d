"""Who stays at home where not all can: held against every choice there is, and against choices written down."""

from __future__ import annotations

import json
import random
from itertools import combinations, product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from giliran.repair.choice import Turn, chosen

if TYPE_CHECKING:
    from collections.abc import Sequence

KNOWN = Path(__file__).with_name("choices.json")
"""Turns and who was chosen, a case a line, for this program and for the page in the browser, which must choose alike."""


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


def test_the_choices_that_were_written_down_are_made_again() -> None:
    for line in KNOWN.read_text("utf-8").splitlines():
        case = json.loads(line)
        turns = tuple(Turn(tuple(one["fixed"]), tuple(one["candidates"]), one["stay"]) for one in case["turns"])
        assert [list(staying) for staying in chosen(turns, case["people"])] == case["chosen"]


if __name__ == "__main__":
    lines = []
    for at in range(80):
        size, length = 2 + at % 13, 1 + at % 12
        invented = turns_of(at, size, length)
        told = [{"fixed": one.fixed, "candidates": one.candidates, "stay": one.stay} for one in invented]
        case = {"people": size, "turns": told, "chosen": chosen(invented, size)}
        lines.append(json.dumps(case, separators=(",", ":")))
    KNOWN.write_text("\n".join(lines) + "\n", "utf-8")
