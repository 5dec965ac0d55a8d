"""Times in every spelling, with what is told of each."""

from __future__ import annotations

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]  # it comes without types
import pytest

from giliran.reconcile.times import read_times

MORNING = "2023-09-04 07:12:00"


def one(words: str, zone: str | None = None) -> tuple[str | None, list[str]]:
    found = read_times(pa.array([words]), "Asia/Jakarta", zone)
    clock = np.datetime64(int(found.seconds[0]), "s")
    return (str(clock).replace("T", " ") if found.read[0] else None), [
        kind for kind, mask in found.odd.items() if mask[0]
    ]


@pytest.mark.parametrize(
    "words",
    [
        *("2023-09-04 07:12:00", "2023-09-04T07:12:00", "2023-09-04 07:12", " 04/09/2023 07:12 ", "4-9-2023 7.12"),
        *("04.09.2023 07.12.00", "4 September 2023 07:12", "Senin, 4 Sept 2023, 07.12", "04-Sep-2023 07:12"),
        *("2023/09/04 07:12:00.250", "2023-09-04 7:12 AM", "'2023-09-04 07:12:00", "2023-09-04 07:12:00 WIB"),
        *(
            "2023-09-04T07:12:00+07:00",
            "2023-09-04\u00a007:12",
            "\u200e04/09/2023 07:12\u202c",
            "Sen, 4 Sep 2023 07.12",
        ),
    ],
)
def test_plain_spellings(words: str) -> None:
    assert one(words) == (MORNING, [])


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("45173.3", "serial-date"),
        ("45173,3", "decimal-comma"),
        ("45173 0.3", "serial-date"),
        ("04/09/23 07:12", "short-year"),
        ("2023-09-04 08:12 WITA", "other-zone"),
        ("2023-09-04T09:12:00+09:00", "other-zone"),
        ("2023-09-04 00:12:00Z", "other-zone"),
        ("2023-09-03 20:12:00 UTC-4", "other-zone"),
        ('="2023-09-04 07:12:00"', "formula"),
    ],
)
def test_spellings_that_are_told_and_used(words: str, kind: str) -> None:
    assert one(words) == (MORNING, [kind])


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("", "no-time"),
        ("2023-09-04", "no-time"),
        ("45173", "no-time"),
        ("07:12", "unreadable-time"),
        ("kemarin", "unreadable-time"),
        ("4 Foo 2023 07:12", "unreadable-time"),
        ("2023-09-04 07:12 XYZ", "unreadable-time"),
        ("99999.5", "unreadable-time"),
        ("Entah, 4 September 2023 07:12", "unreadable-time"),
        ("Rabu, 4 September 2023 07:12", "other-weekday"),
        ("Jum'at, 04/09/2023 07:12", "other-weekday"),
        ("2023-02-29 07:12:00", "impossible-date"),
        ("31/09/2023 07:12", "impossible-date"),
        ("09/13/2023 07:12", "month-first"),
        ("2023-09-04 07:60", "impossible-time"),
        ("2023-09-04 13:12 PM", "impossible-time"),
        ("2023-09-04 24:12", "over-midnight"),
        ("#REF!", "failed-cell"),
        ("=B2+C2", "formula-without-result"),
    ],
)
def test_what_cannot_be_read(words: str, kind: str) -> None:
    assert one(words) == (None, [kind])


@pytest.mark.parametrize(
    ("words", "kind"), [('="07:12"', "unreadable-time"), ('=""', "no-time"), ('="#N/A"', "failed-cell")]
)
def test_a_formula_around_what_cannot_be_read_hides_nothing(words: str, kind: str) -> None:
    assert one(words) == (None, ["formula", kind])


def test_a_file_of_another_zone() -> None:
    assert one("2023-09-04 08:12:00", "Asia/Makassar") == (MORNING, ["other-zone"])
    # What a row says of itself comes before what the mapping says of the file.
    assert one("2023-09-04 07:12:00+07:00", "Asia/Makassar") == (MORNING, [])


def test_days_turn_with_the_zone() -> None:
    assert one("2023-09-03T23:30:00Z") == ("2023-09-04 06:30:00", ["other-zone"])
