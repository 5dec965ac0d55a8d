"""Schedules spoilt by chance: whatever stands in them, a repair is made or not made, and one that is made is the last."""

from __future__ import annotations

import random

import pytest

from giliran.check import check
from giliran.repair import repair
from giliran.repair.fixes import with_fixes
from tests.repair.units import PATH
from tests.repair.units import case as invented

PIECES = (
    *("[", "]", "{", "}", ",", ": ", "\n", "  ", "- ", "#", "'", '"', "?", "|", ">", "\r\n", "\t", "0", "-1", "🙂"),
    *("2023-09-04", "2023-09-05: ", "ca01", "null", "~", "wfh:", "recalls:", " # c", "[[ca01]]", "{x}"),
    *("  2023-09-06:\n    - ca01\n", "2023-09-06: {ca01: cb02}\n", "  2023-09-06: |\n    ca01\n"),
)


def spoilt(text: str, chance: random.Random) -> str:
    """Put pieces in, take some out, write some twice, change the line breaks."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        at = chance.randint(0, len(text))
        match chance.randint(0, 3):
            case 0:
                text = text[:at] + chance.choice(PIECES) + text[at:]
            case 1:
                text = text[:at] + text[at + chance.randint(1, 4) :]
            case 2:
                text = text[:at] + text[max(0, at - chance.randint(1, 30)) : at] + text[at:]
            case _:
                lines = text.split("\n")
                lines.insert(chance.randint(0, len(lines)), chance.choice(lines))
                text = "\n".join(lines)
    text = text.replace("\n", "\r\n") if chance.random() < 0.1 else text
    return text.rstrip("\n") if chance.random() < 0.1 else text


@pytest.mark.parametrize("seed", range(8))
def test_a_repair_is_made_once_or_not_at_all(seed: int) -> None:
    chance = random.Random(seed)
    made = 0
    for _ in range(50):
        one = invented(chance.randrange(3000))
        text = spoilt(one.text, chance)
        outcome = check(one.with_text(text), frozenset({PATH}))
        with_fixes(outcome.report, outcome.near)
        found = repair(outcome.corpus, PATH)
        if found is None or not found.edits:
            continue
        made += 1
        again = repair(check(one.with_text(found.result), frozenset({PATH})).corpus, PATH)
        assert again is not None, text
        assert again.edits == (), text
    assert made > 5
