"""A sample of the proof: 200 small units of 2,000; ``python -m tests.repair.proof 2000`` goes through all."""

from __future__ import annotations

from collections import Counter

from tests.repair.proof import prove


def test_repairs_are_minimal_lawful_and_as_even_as_can_be() -> None:
    met: Counter[str] = Counter()
    for number in range(200):
        met += prove(number)
    # What is proven of nothing is not proven: each kind of case was there.
    assert met["refused"] > 100
    assert met["with a choice"] > 30
    assert met["hopeless"] > 10
    assert met["spread grows"] > 5
    assert met["cells"] > 400
