"""Sums and numbers as people read them."""

from __future__ import annotations

import datetime
from fractions import Fraction

import pytest

from giliran.wording import decimal, long_date, month_name, percent


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (Fraction(7, 2), "3,5", "3.5"),
        (Fraction(4), "4", "4"),
        (Fraction(0), "0", "0"),
        (Fraction(45, 4), "11,25", "11.25"),
        (Fraction(1, 3), "0,33…", "0.33…"),
        (Fraction(2999, 1000), "2,99…", "2.99…"),  # never rounded up to a 3 beside a limit of 2
        (Fraction(999), "999", "999"),
    ],
)
def test_decimal(value: Fraction, indonesian: str, english: str) -> None:
    assert (decimal(value).id, decimal(value).en) == (indonesian, english)


def test_percent() -> None:
    assert percent(Fraction(1, 2)).id == "50%"
    assert percent(Fraction(3, 8)).id == "37,5%"
    assert percent(Fraction(3, 8)).en == "37.5%"


def test_dates() -> None:
    day = datetime.date(2023, 9, 1)
    assert (long_date(day).id, long_date(day).en) == ("Jumat, 1 September 2023", "Friday, 1 September 2023")
    assert (month_name(day).id, month_name(datetime.date(2023, 8, 1)).id) == ("September 2023", "Agustus 2023")
