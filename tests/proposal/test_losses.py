"""How much a proposal may take away unasked: people day by day, scheduled days, whole months, and units with new names."""

from __future__ import annotations

import datetime

import pytest

from giliran.proposal.gate import gate
from tests.proposal.changes import TODAY, Files, over, proposal
from tests.repository import FILES, SCHEDULE, UNIT

AGENCY = "units/bkd/agency.yaml"
TATA = "units/bkd/tata.yaml"
OCTOBER = "schedules/bkd/umum/2023-10.yaml"


def staff(
    people: int, *, start: int = 0, until: dict[int, str] | None = None, since: dict[int, str] | None = None
) -> str:
    """Write a unit of so many people, pa10, pa11, …; ``until`` and ``since`` give dates to some by number."""
    lines = []
    for number in range(start, start + people):
        dates = "".join(
            f", {key}: {given[number]}"
            for key, given in (("from", since or {}), ("until", until or {}))
            if number in given
        )
        lines.append(f"  - {{id: pa{number + 10}, name: Orang {number}, status: pns{dates}}}\n")
    return (
        "name: Umum\nkind: subbagian\nemployees:\n" + "".join(lines)
        if lines
        else "name: Umum\nkind: subbagian\nemployees: []\n"
    )


def days(*numbers: int, month: str = "2023-09") -> str:
    return "wfh:\n" + "".join(f"  {month}-{day:02}: [pa10]\n" for day in numbers) if numbers else "wfh: {}\n"


def unit(text: str | None, schedule: str | None = None, **others: str | None) -> Files:
    return over({UNIT: text, SCHEDULE: schedule, **others})


def found(before: Files, after: Files, message: str = "") -> list[tuple[str, str]]:
    return [(fault.code, fault.message.id) for fault in gate(proposal(before, after, message), TODAY, None)]


def codes(before: Files, after: Files, message: str = "") -> list[str]:
    return [code for code, _ in found(before, after, message)]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (staff(8), staff(6), None),
        (staff(9), staff(6), "3 dari 9 pegawai: 33,3%"),
        (staff(4), staff(3), None),
        (staff(3), staff(2), "1 dari 3 pegawai: 33,3%"),
        (staff(37), staff(22), "15 dari 37 pegawai: 40,5%"),
        (staff(203), staff(152), "51 dari 203 pegawai: 25,1%"),
        (staff(803), staff(602), "201 dari 803 pegawai: 25,03%"),
        (staff(1), staff(0), "1 dari 1 pegawai: 100%"),
        (staff(8), staff(8, start=3), "3 dari 8 pegawai: 37,5%"),  # replaced by others, not kept
        (staff(8), staff(12), None),
        (staff(8), staff(8, until={0: "2023-12-31", 1: "2023-12-31"}), None),
        (
            staff(8),
            staff(8, until={0: "2023-12-31", 1: "2023-12-31", 2: "2024-01-31"}),
            "3 dari 8 pegawai pada Kamis, 1 Februari 2024: 37,5%",
        ),
        (staff(8), staff(8, since=dict.fromkeys(range(3), "2023-05-01")), "3 dari 8 pegawai: 37,5%"),
        (
            staff(8, until=dict.fromkeys(range(8), "2023-12-31")),
            staff(8, until=dict.fromkeys(range(8), "2024-01-31")),
            None,
        ),
        # Long gone, and taken out of the file at last: on those days they were a third.
        (staff(3, until={2: "2022-12-31"}), staff(2), "1 dari 3 pegawai: 33,3%"),
    ],
)
def test_more_than_a_quarter_of_the_people_on_some_day_is_asked_about(
    before: str, after: str, told: str | None
) -> None:
    result = found(unit(before), unit(after))
    if told is None:
        assert result == []
        return
    assert result == [
        ("CH001", f"Unit bkd/umum kehilangan {told}; tanpa persetujuan paling banyak 25%."),
    ]


def test_a_unit_that_is_gone_has_lost_everybody() -> None:
    assert codes(unit(staff(5)), unit(None)) == ["CH001"]


def test_a_transfer_is_a_loss_for_the_unit_people_come_from_only() -> None:
    before = unit(staff(8), **{TATA: staff(2, start=20)})
    after = unit(staff(5), **{TATA: staff(2, start=20) + "".join(staff(3, start=5).splitlines(True)[3:])})
    faults = gate(proposal(before, after), TODAY, None)
    assert [(fault.code, fault.unit) for fault in faults] == [("CH001", "bkd/umum")]
    assert faults[0].label is not None
    assert faults[0].label.id == "tanpa pa15, pa16, pa17"


@pytest.mark.parametrize(
    ("gone", "taken", "told"),
    [
        (None, staff(8), []),
        (None, staff(6), []),
        (None, staff(5), ["CH001"]),
        (None, staff(8) + "  - {id: zz99, name: Baru, status: pns}\n", []),
        (None, staff(3), ["CH001"]),
        (
            staff(8, until=dict.fromkeys(range(8), "2023-12-31")),
            staff(8, since=dict.fromkeys(range(8), "2024-01-01")),
            [],
        ),
        (
            staff(8, until=dict.fromkeys(range(8), "2023-12-31")),
            staff(8, since=dict.fromkeys(range(8), "2024-01-03")),
            ["CH001"],
        ),
    ],
)
def test_a_unit_with_a_new_name_has_lost_nobody(gone: str | None, taken: str, told: list[str]) -> None:
    assert codes(unit(staff(8)), unit(gone, **{TATA: taken})) == told


@pytest.mark.parametrize(("people", "told"), [(5, "3 dari 8"), (4, "8 dari 8")])
def test_a_new_unit_continues_an_old_one_with_more_than_half_of_its_people(people: int, told: str) -> None:
    ((_, message),) = found(unit(staff(8)), unit(None, **{TATA: staff(people)}))
    assert f"kehilangan {told} pegawai" in message


def test_a_unit_that_joins_one_that_was_there_is_gone() -> None:
    before = unit(staff(4), **{TATA: staff(4, start=4)})
    assert codes(before, unit(None, **{TATA: staff(8)})) == ["CH001"]


def test_two_units_that_become_one_new_unit_have_lost_nobody() -> None:
    before = unit(staff(4), **{TATA: staff(4, start=4)})
    after = unit(None, **{TATA: None, "units/bkd/gabungan.yaml": staff(8)})
    assert codes(before, after) == []


def test_a_schedule_moves_with_a_unit_that_gets_a_new_name() -> None:
    before = unit(staff(8), days(1, 4, 5))
    moved = {TATA: staff(8), "schedules/bkd/tata/2023-09.yaml": days(1, 4, 5)}
    assert codes(before, unit(None, **moved)) == []
    assert codes(before, unit(None, **{TATA: staff(8)})) == ["CH002"]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (days(1, 4, 5, 6), days(1, 4, 5), None),
        (days(1, 4, 5), days(1, 4), "1 dari 3 hari yang terjadwal: 33,3%"),
        (days(1, 4, 5), days(1, 4, 5, 6, 7), None),
        (days(1, 4, 5), days(6, 7, 8), "3 dari 3 hari yang terjadwal: 100%"),
        (days(1, 4, 5), days(), "3 dari 3 hari yang terjadwal: 100%"),
        (days(1, 4, 5), None, "3 dari 3 hari yang terjadwal: 100%"),
        (days(1, 4, 5, 6), days(1, 4, 5).replace("\n", "\n  2023-09-06: []\n", 1), None),
        (days(1, 4, 5), days(1, 4).replace("\n", "\n  2023-09-05: []\n", 1), "1 dari 3 hari yang terjadwal: 33,3%"),
        (days(), None, None),
        (days(1, 4, 5), days(1, 4, 5).replace("pa10", "pa11"), None),
    ],
)
def test_more_than_a_quarter_of_the_scheduled_days_is_asked_about(
    before: str, after: str | None, told: str | None
) -> None:
    result = found(unit(staff(8), before), unit(staff(8), after))
    if told is None:
        assert result == []
        return
    assert result == [
        ("CH002", f"Unit bkd/umum kehilangan {told}; tanpa persetujuan paling banyak 25%."),
    ]


@pytest.mark.parametrize("october", [days(month="2023-10"), None])
def test_a_whole_month_is_asked_about_however_small_a_share(october: str | None) -> None:
    before = unit(staff(8), days(*range(1, 21)), **{OCTOBER: days(2, 3, month="2023-10")})
    result = found(before, unit(staff(8), days(*range(1, 21)), **{OCTOBER: october}))
    assert result == [
        (
            "CH002",
            "Unit bkd/umum kehilangan semua 2 hari yang terjadwal pada Oktober 2023; "
            "tanpa persetujuan sebulan penuh tidak boleh hilang.",
        )
    ]


def test_days_of_other_months_count_in_the_share() -> None:
    before = unit(staff(8), days(*range(1, 21)), **{OCTOBER: days(2, 3, month="2023-10")})
    assert codes(before, unit(staff(8), days(*range(1, 21)), **{OCTOBER: days(3, month="2023-10")})) == []


@pytest.mark.parametrize(
    "message",
    [
        "Pindah\n\nKehilangan-Disetujui: bkd/umum - seksi dilebur",
        "Pindah\n\nAcknowledged-Loss: bkd/umum - the section is merged",
        "Pindah\n\nkehilangan disetujui :  BKD/Umum – seksi dilebur",
        "Kehilangan-Disetujui: bkd/umum - seksi dilebur",
        "Pindah\n\nKehilangan-Disetujui: bkd/umum - seksi dilebur\n\nSigned-off-by: Ani",
    ],
)
def test_an_acknowledgement_lets_a_loss_pass(message: str) -> None:
    assert codes(unit(staff(8), days(1)), unit(staff(1), None), message) == []


def test_an_acknowledgement_is_for_one_unit() -> None:
    before = over({UNIT: staff(8), SCHEDULE: None, TATA: staff(8, start=8)})
    after = over({UNIT: staff(1), SCHEDULE: None, TATA: staff(1, start=8)})
    faults = gate(proposal(before, after, "x\n\nKehilangan-Disetujui: bkd/umum - dilebur"), TODAY, None)
    assert [(fault.code, fault.unit) for fault in faults] == [("CH001", "bkd/tata")]


def test_a_renamed_unit_may_be_acknowledged_by_either_name() -> None:
    for name in ("bkd/umum", "bkd/tata"):
        message = f"x\n\nKehilangan-Disetujui: {name} - lima pindah"
        assert codes(unit(staff(8)), unit(None, **{TATA: staff(5)}), message) == []


def test_the_thresholds_are_data_from_before_the_change() -> None:
    loose = {"policy/guards.yaml": "people-lost: 50%\ndays-lost: 50%\n"}
    before, after = unit(staff(8), days(1, 4, 5)), unit(staff(5), days(1, 4))
    assert codes({**before, **loose}, {**after, **loose}) == []
    assert codes(before, {**after, **loose}) == ["CH002", "CH001"]
    assert "paling banyak 50%" in found({**before, **loose}, {**unit(staff(3), days(1, 4, 5)), **loose})[0][1]


def test_thresholds_that_cannot_be_read_are_a_quarter() -> None:
    broken = {"policy/guards.yaml": "people-lost: 90%\npeople: 1\n"}
    assert codes({**unit(staff(8)), **broken}, {**unit(staff(5)), **broken}) == ["CH001"]


def test_what_cannot_be_read_is_left_to_the_check() -> None:
    before = unit(staff(8), days(1, 4, 5))
    assert codes(before, unit("name: [\n", days(1, 4, 5))) == []
    assert codes(before, unit(staff(8), "wfh: [\n")) == []
    assert codes(unit("name: [\n"), unit(None)) == []
    assert codes(unit(staff(8), "wfh: [\n"), unit(staff(8))) == []


def test_an_empty_repository_loses_nothing() -> None:
    assert codes({}, dict(FILES)) == []


def test_the_places_are_where_something_can_be_done() -> None:
    (people,) = gate(proposal(unit(staff(8)), unit(staff(4))), TODAY, None)
    assert (people.place.path, people.place.start.line, people.unit) == (UNIT, 3, "bkd/umum")
    (day,) = gate(proposal(unit(staff(8), days(1, 4)), unit(staff(8), days(1))), TODAY, None)
    assert (day.place.path, day.place.start.line, day.unit) == (SCHEDULE, 1, "bkd/umum")
    for fault in (people, day):
        assert fault.date is None
        assert fault.help is not None
        assert fault.help.id.endswith("Kehilangan-Disetujui: bkd/umum - <alasan>")
        assert fault.help.en.endswith("Acknowledged-Loss: bkd/umum - <reason>")


def test_the_day_of_the_greatest_loss_is_named() -> None:
    after = staff(8, until={0: "2023-12-31", 1: "2023-12-31", 2: "2023-12-31", 3: "2024-03-31"})
    (fault,) = gate(proposal(unit(staff(8)), unit(after)), datetime.date(2023, 1, 1), None)
    assert "4 dari 8 pegawai pada Senin, 1 April 2024: 50%" in fault.message.id
    assert "4 of 8 people on Monday, 1 April 2024: 50%" in fault.message.en
