"""Numbers of days on the overview, with the noun that English needs."""

from __future__ import annotations

from fractions import Fraction

import pytest

from giliran.views.survey.fairness import Days
from giliran.wording import Text


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (Fraction(0), Text("0 hari", "0 days")),
        (Fraction(1), Text("1 hari", "1 day")),
        (Fraction(11, 10), Text("1,1 hari", "1.1 days")),
        (Fraction(10), Text("10 hari", "10 days")),
    ],
)
def test_days_have_their_noun(number: Fraction, words: Text) -> None:
    assert Days.of(number).days == words
