"""``giliran new-month``: what is asked of whom before a month begins."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.command.test_bad_input import giliran
from tests.repository import UNIT, write

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Golden

OCTOBER = "schedules/bkd/umum/2023-10.yaml"
DAYS = [f"2023-10-{day:02}" for day in (2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 16, 17, 18, 19, 20)]


def ahead(root: Path, month: str = "2023-10", *more: str) -> dict[str, Any]:
    done = giliran("-C", str(root), "new-month", month, "--format", "json", *more)
    assert (done.returncode, done.stderr) == (0, "")
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def the_unit(told: dict[str, Any]) -> dict[str, Any]:
    (agency,) = told["agencies"]
    (unit,) = agency["units"]
    found: dict[str, Any] = unit
    return found


def schedule(turns: dict[str, list[str]]) -> str:
    return "wfh:\n" + "".join(f"  {day}: [{', '.join(people)}]\n" for day, people in turns.items())


def test_a_file_that_is_missing_is_asked_for(tmp_path: Path) -> None:
    told = ahead(write(tmp_path))
    assert told["summary"] == {"missing": 1, "broken": 0, "incomplete": 0, "complete": 0}
    assert (told["first"], told["office"], told["unjudged"]) == ("2023-10-02", ["dinkes/seksi-gizi"], [])
    unit = the_unit(told)
    assert (unit["state"], unit["path"], unit["before"]) == ("missing", OCTOBER, "2023-09")
    assert unit["limits"] == [
        {"from": "2023-10-02", "until": "2023-10-20", "at_most": 2, "headcount": 4, "sum": "50% × 4 = 2"}
    ]
    assert unit["command"] == "giliran plan bkd/umum 2023-10"


def test_who_has_no_turn_and_which_day_nobody_is_told(tmp_path: Path) -> None:
    turns = {day: ["ab02", "ac03"] for day in DAYS[1:]}
    unit = the_unit(ahead(write(tmp_path, {OCTOBER: schedule(turns)})))
    assert (unit["state"], unit["without"], unit["empty"]) == ("incomplete", ["aa01", "ad04"], ["2023-10-02"])


def test_all_days_and_everybody_is_complete(tmp_path: Path) -> None:
    turns = {day: (["aa01", "ab02"], ["ac03", "ad04"])[at % 2] for at, day in enumerate(DAYS)}
    told = ahead(write(tmp_path, {OCTOBER: schedule(turns)}))
    assert told["summary"]["complete"] == 1
    assert the_unit(told)["state"] == "complete"
    done = giliran("-C", str(tmp_path), "new-month", "2023-10", "--format", "reminder")
    assert done.stdout == "Semua jadwal bulan ini sudah lengkap; tidak ada yang perlu diingatkan.\n"


def test_the_pattern_of_the_month_before_is_carried(tmp_path: Path) -> None:
    september = [f"2023-09-{day:02}" for day in (*range(11, 16), *range(18, 23), *range(25, 28))]
    turns = {day: (["aa01", "ab02"], ["ac03", "ad04"])[at % 2] for at, day in enumerate(september)}
    early = {"2023-09-01": ["ab02"], "2023-09-04": ["ac03"], "2023-09-05": ["aa01", "ab02"], "2023-09-06": ["ac03"]}
    late = {"2023-09-07": ["aa01", "ab02"], "2023-09-08": ["ac03"]}
    path = "schedules/bkd/umum/2023-09.yaml"
    unit = the_unit(ahead(write(tmp_path, {path: schedule(early | late | turns)})))
    assert unit["habit"]["pattern"] == "alternate-days"
    assert unit["command"] == "giliran plan bkd/umum 2023-10 --pattern as-before"
    assert giliran("-C", str(tmp_path), *unit["command"].split()[1:]).returncode == 0
    told = the_unit(ahead(tmp_path))
    assert (told["state"], told["empty"]) == ("complete", [])


def test_people_who_come_and_go_are_named(tmp_path: Path) -> None:
    staff = (
        "name: Umum\nkind: subbagian\nsupervisor: aa01\nemployees:\n"
        "  - {id: aa01, name: Ani Rekaan, status: pns}\n"
        "  - {id: ab02, name: Budi Rekaan, status: pns, until: 2023-09-30}\n"
        "  - {id: ac03, name: Citra Rekaan, status: pppk}\n"
        "  - {id: af06, name: Hadi Rekaan, status: pns, from: 2023-10-03}\n"
        "  - {id: ag07, name: Joko Rekaan, status: pjlp, from: 2023-10-03}\n"
    )
    unit = the_unit(ahead(write(tmp_path, {UNIT: staff})))
    assert (unit["new"], unit["gone"]) == (["af06"], ["ab02"])


def test_a_file_that_cannot_be_read_is_told_and_so_is_a_broken_staff_list(tmp_path: Path) -> None:
    unit = the_unit(ahead(write(tmp_path / "schedule", {OCTOBER: "wfh: [\n"})))
    assert unit["state"] == "broken"
    told = ahead(write(tmp_path / "staff", {UNIT: "name: Umum\nkind: subbagian\n"}))
    assert (told["agencies"], told["unjudged"]) == ([], ["bkd/umum"])
    told = ahead(write(tmp_path / "agency", {"units/bkd/agency.yaml": "name: [\n"}))
    assert (told["agencies"], told["unjudged"]) == ([], ["bkd/umum"])


def test_a_month_without_a_rule_asks_for_nothing(tmp_path: Path) -> None:
    told = ahead(write(tmp_path), "2023-12")
    assert (told["first"], told["agencies"], told["office"]) == (None, [], [])
    done = giliran("-C", str(tmp_path), "new-month", "2023-12", "--format", "reminder", "--lang", "en")
    assert done.stdout.startswith("No unit may schedule work from home in this month")


@pytest.mark.parametrize("form", ["text", "markdown", "reminder"])
@pytest.mark.parametrize("lang", ["id", "en"])
def test_what_people_read(tmp_path: Path, golden: Golden, form: str, lang: str) -> None:
    done = giliran("-C", str(write(tmp_path)), "new-month", "2023-10", "--format", form, "--lang", lang)
    golden(f"new_month/{form}.{lang}.txt", done.stdout)


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("2023-13",), "“2023-13” bukan bulan"),
        (("Oktober",), "“Oktober” bukan bulan"),
        (("2023-10", "--agency", "bkdd"), "Mungkin maksudnya “bkd”?"),
    ],
)
def test_slips_are_explained(tmp_path: Path, words: tuple[str, ...], answer: str) -> None:
    done = giliran("-C", str(write(tmp_path)), "new-month", *words)
    assert done.returncode == 2
    assert answer in done.stderr
