"""Every table of an evaluation equals a recount by another road (:mod:`tests.evaluate.naive`)."""

from __future__ import annotations

import datetime
import subprocess
from collections import Counter
from dataclasses import replace
from statistics import median
from typing import TYPE_CHECKING

import pytest

from giliran.evaluate.evaluation import evaluation
from giliran.gitlog import read_history
from giliran.history import NO_HISTORY
from giliran.history.record import Record
from giliran.origin import State
from giliran.render.evaluation_page import page
from giliran.timeline import Period
from giliran.wording import Text
from tests.evaluate.naive import Naive, load
from tests.site.reading import REPOSITORY

if TYPE_CHECKING:
    from giliran.corpus import Corpus
    from giliran.evaluate.evaluation import Evaluation
    from giliran.views.tables.records import Cell

PERIODS = (
    (datetime.date(2023, 8, 21), datetime.date(2023, 10, 21)),
    (datetime.date(2023, 9, 5), datetime.date(2023, 10, 3)),
)
NOWHERE = State(None, edited=False)
Rows = dict[str, list[dict[str, "Cell"]]]


def told(found: Evaluation) -> Rows:
    """Give the rows of each table by column."""
    return {
        part.table.form.name: [
            dict(zip([column.name for column in part.table.form.columns], row, strict=True)) for row in part.table.rows
        ]
        for part in found.parts
    }


@pytest.fixture(scope="module", params=PERIODS, ids=str)
def both(request: pytest.FixtureRequest, corpus: Corpus) -> tuple[Naive, Rows]:
    first, last = request.param
    record = Record(corpus, read_history(REPOSITORY, corpus.tree))
    found = evaluation(corpus, Period(first, last), "internal", record, 10, NOWHERE)
    return Naive(REPOSITORY, first, last), told(found)


def use(row: dict[str, Cell]) -> tuple[Cell, ...]:
    return tuple(row[name] for name in ("headcount", "at_most", "at_home", "percent"))


def test_findings_name_who_is_meant_with_figures_that_stand_in_the_tables(both: tuple[Naive, Rows]) -> None:
    naive, tables = both
    found = {str(row["finding"]): row for row in tables["decisions"]}
    home = sum(naive.use([day])[2] for day in naive.days)
    most = sum(naive.use([day])[1] for day in naive.days)
    assert home * 2 > most  # nothing is put forward of the whole
    assert "use" not in found
    low = [
        row for row in tables["agencies"] if row["at_most"] and int(str(row["at_home"])) * 2 < int(str(row["at_most"]))
    ]
    assert low
    share = min(int(str(row["at_home"])) * 10000 // int(str(row["at_most"])) / 100 for row in low)
    assert (found["agency-use"]["value"], found["agency-use"]["threshold"]) == (share, 50)
    for row in low:
        assert f"({row['at_home']:,} of {row['at_most']:,} turns)" in str(found["agency-use"]["found_en"])
        assert str(row["name"]) in str(found["agency-use"]["found_id"])
    wide = {str(row["unit"]): row["gap"] for row in tables["fairness"] if int(float(str(row["gap"])) + 0.5) > 5}
    assert bool(wide) == ("gap" in found)
    for unit, gap in wide.items():
        assert f"{unit} {gap:g} days" in str(found["gap"]["found_en"])
        assert float(str(found["gap"]["threshold"])) < float(str(found["gap"]["value"]))
        assert float(str(found["gap"]["value"])) == max(float(str(gap)) for gap in wide.values()), (
            "the figure that is named"
        )


def test_no_number_of_days_is_left_out_of_the_axis(corpus: Corpus) -> None:
    found = evaluation(corpus, Period(*PERIODS[0]), "internal", Record(corpus, NO_HISTORY), 10, NOWHERE)
    part = next(part for part in found.parts if part.table.form.name == "home-days")
    counts = {str(row[0]): row[2] for row in part.table.rows}
    bars = {str(bar["gap"]): bar["units"] for bar in part.charts[0].rows}
    days = [int(day) for day in bars]
    assert days == list(range(days[0], days[-1] + 1))
    assert len(bars) > len(counts)  # some numbers nobody has, and they are no rows of the table
    assert bars == {day: counts.get(day, 0) for day in bars}


def test_use_by_day(both: tuple[Naive, Rows]) -> None:
    naive, tables = both
    assert {row["date"]: use(row) for row in tables["days"]} == {day: naive.use([day]) for day in naive.days}


def test_use_by_week(both: tuple[Naive, Rows]) -> None:
    naive, tables = both
    counted = {week: (len(days), *naive.use(days)) for week, days in naive.weeks().items()}
    assert {row["week"]: (row["days"], *use(row)) for row in tables["weeks"]} == counted


def test_use_by_agency(both: tuple[Naive, Rows]) -> None:
    naive, tables = both
    units = Counter(unit.agency for unit in naive.units)
    counted = [
        (agency, naive.names[agency], units[agency], *naive.use(naive.days, agency)) for agency in naive.agencies
    ]
    assert [(row["agency"], row["name"], row["units"], *use(row)) for row in tables["agencies"]] == counted


def test_use_by_agency_and_week(both: tuple[Naive, Rows]) -> None:
    naive, tables = both
    counted = {
        (agency, week): (len(days), *naive.use(days, agency))
        for agency in naive.agencies
        for week, days in naive.weeks().items()
    }
    assert {(row["agency"], row["week"]): (row["days"], *use(row)) for row in tables["agency-weeks"]} == counted


def test_the_pool_and_take_up(both: tuple[Naive, Rows]) -> None:
    naive, tables = both
    for row in tables["pool"]:
        day = row["date"]
        assert isinstance(day, datetime.date)
        staff = [len(unit.members(day)) for unit in naive.units]
        eligible = sum(len(unit.members(day)) for unit in naive.units if not unit.excluded)
        home = naive.use([day])[2]
        assert (row["staff"], row["eligible"], row["at_home"]) == (sum(staff), eligible, home)
        assert row["take_up"] == home * 10_000 // eligible / 100
    assert [row["date"] for row in tables["pool"]] == naive.days


def test_what_officials_said_of_nobody_knows_whom_is_compared_with_nothing(both: tuple[Naive, Rows]) -> None:
    """Only what was said of the staff, of those not in direct service and of a share of these may stand beside ours."""
    _, tables = both
    beside = {str(row["figure"]): row["beside"] for row in tables["officials"]}
    assert {name: kind for name, kind in beside.items() if kind} == {
        "asn": "staff",
        "pool": "pool",
        "first-day": "take-up",
    }
    assert {"so-far", "trial", "traffic", "asn-pns", "asn-pppk"} <= beside.keys()


def test_figures_of_officials_are_those_of_the_file(both: tuple[Naive, Rows]) -> None:
    naive, tables = both
    written = {each["name"]: each for each in load(REPOSITORY / "policy/evaluation.yaml")["figures"]}
    rows = {str(row["figure"]): row for row in tables["officials"]}
    assert rows.keys() == written.keys()
    for name, each in written.items():
        assert rows[name]["value"] == float(each["value"].removesuffix("%"))
        assert (rows[name]["measure"] == "percent") == each["value"].endswith("%")
        assert (rows[name]["ours"] is None) == ("beside" not in each or naive.first > datetime.date(2023, 8, 21))


def test_a_figure_of_several_days_stands_beside_their_mean(corpus: Corpus) -> None:
    figures = [replace(each, beside="take-up") for each in corpus.evaluation.figures if each.name == "so-far"]
    asked = replace(corpus, evaluation=replace(corpus.evaluation, figures=tuple(figures)))
    found = told(evaluation(asked, Period(*PERIODS[0]), "internal", Record(asked, NO_HISTORY), 10, NOWHERE))
    naive = Naive(REPOSITORY, *PERIODS[0])
    days = [day for day in naive.days if day <= datetime.date(2023, 9, 8)]
    pool = sum(len(unit.members(day)) for day in days for unit in naive.units if not unit.excluded)
    assert len(days) == 15
    assert [row["ours"] for row in found["officials"]] == [naive.use(days)[2] * 10_000 // pool / 100]


def test_days_at_home_of_each_person(both: tuple[Naive, Rows]) -> None:
    naive, tables = both
    rows = {(row["unit"], row["employee"]): (row["days"], row["at_home"], row["recalled"]) for row in tables["people"]}
    assert rows == naive.people()
    names = {(unit.id, each["id"]): each["name"] for unit in naive.units for each in unit.staff}
    assert all(row["name"] == names[str(row["unit"]), str(row["employee"])] for row in tables["people"])


def test_people_by_days_at_home(both: tuple[Naive, Rows]) -> None:
    naive, tables = both
    counted = naive.home_days()
    rows = tables["home-days"]
    assert all(row["from_days"] == row["to_days"] for row in rows)
    assert {row["from_days"]: row["people"] for row in rows} == dict(counted)


def test_gaps_inside_units(both: tuple[Naive, Rows]) -> None:
    """Whoever was there on all days is compared by their days; the others by their share, in tenths."""
    naive, tables = both
    found: dict[str, list[float]] = {}
    people = naive.people()
    for unit in naive.units:
        open_days = sum(bool(unit.limit(day, naive.granted)) for day in naive.days)
        shares = [
            int(home * open_days * 10 / own + 0.5) / 10
            for (name, _), (own, home, _) in people.items()
            if name == unit.id and own >= min(10, open_days)
        ]
        if len(shares) > 1 and any(shares):
            found[unit.id] = shares
    rows = {str(row["unit"]): row for row in tables["fairness"]}
    assert rows.keys() == found.keys()
    for name, shares in found.items():
        row = rows[name]
        assert (row["compared"], row["least"], row["most"]) == (len(shares), min(shares), max(shares))
        assert isinstance(row["median"], float)
        assert row["median"] == pytest.approx(median(shares), abs=0.1)
        assert row["gap"] == pytest.approx(max(shares) - min(shares))
    gaps = Counter(min(int(max(shares) - min(shares) + 0.5), 10) for shares in found.values())
    assert {row["gap"]: row["units"] for row in tables["gaps"] if row["units"]} == dict(gaps)


def test_recalls(both: tuple[Naive, Rows]) -> None:
    naive, tables = both
    counted = [
        ("agency", agency, *naive.recalls(agency), naive.use(naive.days, agency)[2]) for agency in naive.agencies
    ]
    counted.append(("total", "total", *naive.recalls(), naive.use(naive.days)[2]))
    assert [tuple(row.values()) for row in tables["recalls"]] == counted
    assert naive.recalls()[1] > 5


def test_dispensations(both: tuple[Naive, Rows]) -> None:
    naive, tables = both
    assert len(tables["dispensations"]) == len(naive.granted) == 1
    (each,), (row,) = naive.granted, tables["dispensations"]
    unit = next(unit for unit in naive.units if unit.id == each["unit"])
    days = [day for day in naive.days if each["from"] <= day.isoformat() <= each["until"]]
    most, home = sum(unit.limit(day, naive.granted) for day in days), sum(len(unit.home.get(day, [])) for day in days)
    staff = sum(len(unit.members(day)) for day in days)
    assert (row["days"], *use(row)) == (len(days), staff, most, home, home * 100 // most)
    assert each["letter"] not in str(tables["dispensations"])


def test_late_and_missing_schedules(both: tuple[Naive, Rows]) -> None:
    naive, tables = both
    rows = {(str(row["unit"]), str(row["month"])): row for row in tables["schedules"]}
    assert {key: row["due"] for key, row in rows.items()} == naive.due()
    months = {unit.id: unit.months for unit in naive.units}
    zone = datetime.timezone(datetime.timedelta(hours=7))
    for (unit, month), row in rows.items():
        assert (row["state"] == "missing") == (month not in months[unit])
        if row["committed"] is None:
            continue
        command = [
            "git",
            "log",
            "--first-parent",
            "-m",
            "--diff-filter=A",
            "--format=%ct",
            "--",
            f"schedules/{unit}/{month}.yaml",
        ]
        if unit.startswith("bkd/"):  # asking git costs, and one agency shows it
            said = subprocess.run(command, cwd=REPOSITORY, capture_output=True, check=True, text=True).stdout.split()
            assert row["committed"] == datetime.datetime.fromtimestamp(int(said[0]), zone).date()
        assert isinstance(row["committed"], datetime.date)
        assert isinstance(row["due"], datetime.date)
        assert row["days_late"] == max((row["committed"] - row["due"]).days, 0)
        assert row["state"] == ("late" if row["committed"] > row["due"] else "on-time")
    states = Counter((str(row["agency"]), str(row["state"])) for row in rows.values())
    for row in tables["punctuality"]:
        counted = [states[str(row["agency"]), state] for state in ("on-time", "late", "missing", "unknown")]
        assert [row["on_time"], row["late"], row["missing"], row["unknown"]] == counted
        assert row["due"] == sum(counted)


def test_a_note_on_figures_is_that_of_the_file(corpus: Corpus) -> None:
    """Another government compares its own data, of which ours says nothing."""
    own = load(REPOSITORY / "policy/evaluation.yaml")["note"]
    for policy, expected in ((corpus.evaluation, [Text(**own)]), (replace(corpus.evaluation, note=None), [])):
        asked = replace(corpus, evaluation=policy)
        found = evaluation(asked, Period(*PERIODS[1]), "internal", Record(asked, NO_HISTORY), 10, NOWHERE)
        part = next(part for part in found.parts if part.table.form.name == "officials")
        assert list(part.notes) == expected


def test_a_page_leaves_a_very_long_table_to_the_workbook(corpus: Corpus) -> None:
    found = evaluation(corpus, Period(*PERIODS[0]), "internal", Record(corpus, NO_HISTORY), 10, NOWHERE)
    part = next(part for part in found.parts if part.table.form.name == "people")
    row = part.table.rows[0]
    name = str(row[0])
    for number, shown in ((2, True), (3_000, True), (3_001, False)):
        long = replace(part, table=replace(part.table, rows=(row,) * number))
        told = page(replace(found, parts=(long,)), "en").decode()
        assert (f">{name}<" in told) == shown, number
        assert ("the workbook and the data files have it" in told) != shown
