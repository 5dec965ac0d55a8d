"""What the quick judge explains by itself, it explains as the other does."""

from __future__ import annotations

import random

import pytest

from giliran.judge import Judge, _explained

DAYS = [f"2023-09-{day:02}" for day in range(11, 21)]
PEOPLE = [f"ab{number}" for number in range(10, 20)]


def schema(chance: random.Random, *, references: bool) -> dict[str, object]:
    """Make a schema of days, each with a maximum and perhaps with a list of those who may stand there."""
    entries: dict[str, object] = {}
    for day in DAYS:
        entry: dict[str, object] = {"type": "array", "maxItems": chance.randint(0, 4), "title": day}
        if chance.random() < 0.3:
            entry["items"] = {"enum": PEOPLE[:8]}
        entries[day] = {"$ref": f"#/definitions/{day}"} if references else entry
        if references:
            entries[day] = {"allOf": [{"$ref": "#/definitions/day"}]} if chance.random() < 0.5 else entry
    return {
        "type": "object",
        "properties": {"wfh": {"type": "object", "properties": entries}},
        "definitions": {"day": {"type": "array", "maxItems": 2}},
    }


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("references", [False, True])
def test_problems_are_those_of_jsonschema(seed: int, references: bool) -> None:
    chance = random.Random(seed)
    judge = Judge(schema(chance, references=references))
    for _ in range(10):
        known = PEOPLE if chance.random() < 0.2 else PEOPLE[:8]
        data = {"wfh": {day: chance.sample(known, chance.randint(0, 6)) for day in chance.sample(DAYS, 4)}}
        told = list(judge.problems(data))
        expected = list(_explained(judge.schema, data))
        assert sorted(told, key=lambda found: found.pointer) == sorted(expected, key=lambda found: found.pointer)
        assert bool(told) is not judge.accepts(data)
