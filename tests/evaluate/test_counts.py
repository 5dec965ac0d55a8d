"""Reconciled counts: taken in as they were published, and nothing else with them."""

from __future__ import annotations

import copy
import datetime
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from giliran.compliance import FAMILIES, LINE
from giliran.diagnostics import OperatorError
from giliran.evaluate.cells import shown
from giliran.evaluate.compliance import PublishedCounts, read_counts
from giliran.evaluate.evaluation import evaluation
from giliran.evaluate.likeness import unlikeness
from giliran.history import NO_HISTORY
from giliran.history.record import Record
from giliran.origin import State
from giliran.reconcile.counts import counts_json, lines
from giliran.reconcile.measures import measures
from giliran.render.evaluation_page import page, paper
from giliran.timeline import Period
from giliran.wording import LANGUAGES
from tests.evaluate.test_figures import told
from tests.papers import read_paper
from tests.reconcile.conftest import planted_and_found

if TYPE_CHECKING:
    from giliran.corpus import Corpus

WHOLE = Period(datetime.date(2023, 8, 21), datetime.date(2023, 10, 21))


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Give what ``giliran reconcile`` publishes of invented exports."""
    _, whole = planted_and_found(1, tmp_path_factory.mktemp("exports"))
    counted = measures(whole.given, whole.judged)
    return counts_json(whole.given, lines(whole.given, counted, 10), whole.accounts, 10, State(None, edited=False))


def test_rows_by_day_are_left_to_the_workbook_where_there_is_paper(published: bytes, corpus: Corpus) -> None:
    """They would be half of all pages; agencies and the total stay."""
    counts = read_counts("counts.json", published, WHOLE, corpus.agencies)
    found = evaluation(corpus, WHOLE, "internal", Record(corpus, NO_HISTORY), 10, State(None, False), counts)
    part = next(part for part in found.parts if part.table.form.name == "compliance")
    alone = replace(found, parts=(part,))
    days = {str(row[2]) for row in part.table.rows if row[1] == "day"}
    words = read_paper(paper(alone, "en"))
    assert len(days) >= 10
    assert not [day for day in days if day in words]
    assert "Its rows by day are in the workbook and the data files." in words.replace("\n", " ")
    assert {"bkd", "total"} <= set(words.split())
    assert all(day in page(alone, "en").decode() for day in days)


def test_every_count_is_in_the_table(published: bytes, corpus: Corpus) -> None:
    data = json.loads(published)
    counts = read_counts("counts.json", published, WHOLE, corpus.agencies)
    found = told(evaluation(corpus, WHOLE, "internal", Record(corpus, NO_HISTORY), 10, State(None, False), counts))
    rows = {(row["family"], row["table"], row["group"], row["count"]): row for row in found["compliance"]}
    number = 0
    for line in data["counts"]:
        for name in line.keys() - set(LINE):
            row = rows[line["family"], line["table"], line["group"], name]
            base, value = line["calls" if name == "answered" else "days"], line[name]
            assert (row["people"], row["base"], row["value"]) == (line["people"], base, value)
            assert row["percent"] == (None if not base or name == "calls" else value * 100 // base)
            number += 1
    assert number == len(rows) > 200
    assert {row["family"] for row in found["compliance"]} <= set(FAMILIES)


@pytest.mark.parametrize(("calls", "answered", "percent"), [(270, 200, 74), (0, 0, None)])
def test_answers_are_a_share_of_the_calls_and_calls_of_nothing(
    corpus: Corpus, calls: int, answered: int, percent: int | None
) -> None:
    """Somebody may be called three times a day: 270 calls on 90 days are no 300 %."""
    line = {"family": "calls", "table": "total", "group": "total", "people": 40, "days": 90}
    period = {"from": WHOLE.start.isoformat(), "until": WHOLE.last.isoformat()}
    data = {"version": 1, **period, "smallest_group": 10, "counts": [{**line, "calls": calls, "answered": answered}]}
    rows = read_counts("counts.json", json.dumps(data).encode(), WHOLE, corpus.agencies).table.rows
    assert [row[3:] for row in rows] == [("calls", 40, 90, calls, None), ("answered", 40, calls, answered, percent)]


@pytest.mark.parametrize("counts", [{"no-report": 1}, {"records-complete": 91}, {"place-disputed": 1}])
def test_counts_of_another_family_and_more_than_there_could_be_are_refused(
    corpus: Corpus, counts: dict[str, int]
) -> None:
    line = {"family": "home", "table": "total", "group": "total", "people": 40, "days": 90, **counts}
    period = {"from": WHOLE.start.isoformat(), "until": WHOLE.last.isoformat()}
    data = {"version": 1, **period, "smallest_group": 10, "counts": [line]}
    with pytest.raises(OperatorError, match=r"counts\.json"):
        read_counts("counts.json", json.dumps(data).encode(), WHOLE, corpus.agencies)


def test_any_number_of_windows_is_taken_in(corpus: Corpus) -> None:
    line = {"family": "home", "table": "total", "group": "total", "people": 40, "days": 90, "no-record-4": 9}
    period = {"from": WHOLE.start.isoformat(), "until": WHOLE.last.isoformat()}
    data = {"version": 1, **period, "smallest_group": 10, "counts": [line]}
    counts = read_counts("counts.json", json.dumps(data).encode(), WHOLE, corpus.agencies)
    assert [shown(counts.table, language).words[0][3] for language in LANGUAGES] == [
        "Tanpa presensi ke-4",
        "No 4th record",
    ]


def test_decisions_of_attendance_have_the_figures(published: bytes, corpus: Corpus) -> None:
    """The invented exports are of a few people of those at home, so that most have no record: both are put forward."""
    counts = read_counts("counts.json", published, WHOLE, corpus.agencies)
    found = told(evaluation(corpus, WHOLE, "public", Record(corpus, NO_HISTORY), 10, State(None, False), counts))
    totals = {line["family"]: line for line in json.loads(published)["counts"] if line["table"] == "total"}
    for finding, family, name in (
        ("attendance", "home", "records-complete"),
        ("report", "report", "report-after-record"),
    ):
        # A report of a day whose last record is missing cannot come after it, and is no report that is missing.
        judged = totals[family]["days"] - totals[family].get("report-without-record", 0)
        share = totals[family][name] * 100 / judged
        mine = [row for row in found["decisions"] if row["finding"] == finding]
        assert bool(mine) == (share < 90)
        assert all(f"{totals[family][name]:,} of {judged:,} days" in str(row["found_en"]) for row in mine)


def change(published: bytes, edit: str) -> bytes:
    data: Any = copy.deepcopy(json.loads(published))
    line = next(each for each in data["counts"] if each["table"] == "agency" and each["people"])
    match edit:
        case "a name for a group":
            line["group"] = "Ani Rekaan"
        case "a count nobody knows":
            line["nip-198001012005011001"] = 1
        case "a text for a number":
            line["people"] = "Ani Rekaan"
        case "a number below nought":
            line["days"] = -1
        case "a truth for a number":
            line["days"] = True
        case "another family":
            line["family"] = "Ani"
        case "another table":
            line["table"] = "person"
        case "a day outside":
            next(each for each in data["counts"] if each["table"] == "day")["group"] = "2024-01-01"
        case "another version":
            data["version"] = 2
        case "a line twice":
            data["counts"].append(line)
        case "half a line hidden":
            line["people"] = None
        case "no list":
            data["counts"] = {"a": 1}
    return json.dumps(data).encode()


@pytest.mark.parametrize(
    "edit",
    [
        "a name for a group",
        "a count nobody knows",
        "a text for a number",
        "a number below nought",
        "a truth for a number",
        "another family",
        "another table",
        "a day outside",
        "another version",
        "a line twice",
        "half a line hidden",
        "no list",
    ],
)
def test_anything_else_is_refused(published: bytes, corpus: Corpus, edit: str) -> None:
    with pytest.raises(OperatorError, match=r"counts\.json"):
        read_counts("counts.json", change(published, edit), WHOLE, corpus.agencies)


@pytest.mark.parametrize(
    "more", [{"commit": "Ani"}, {"commit": 7}, {"commit": "0" * 41}, {"edited": "Ani"}, {"edited": None}]
)
def test_a_commit_is_a_commit_and_nothing_else(published: bytes, corpus: Corpus, more: dict[str, object]) -> None:
    with pytest.raises(OperatorError, match=r"counts\.json"):
        read_counts("counts.json", json.dumps(json.loads(published) | more).encode(), WHOLE, corpus.agencies)


@pytest.mark.parametrize("number", [2**53, 10**30, 10**4000])
def test_a_number_that_no_table_could_hold_is_refused(corpus: Corpus, number: int) -> None:
    line = {"family": "home", "table": "total", "group": "total", "people": number, "days": number, "at-office": number}
    period = {"from": WHOLE.start.isoformat(), "until": WHOLE.last.isoformat()}
    data = {"version": 1, **period, "smallest_group": 10, "counts": [line]}
    with pytest.raises(OperatorError, match=r"counts\.json"):
        read_counts("counts.json", json.dumps(data).encode(), WHOLE, corpus.agencies)


HERE, THERE = State("a" * 40, edited=False), State("b" * 40, edited=False)


@pytest.mark.parametrize(
    ("counted", "now", "changed", "words"),
    [
        (THERE, HERE, [], None),
        (THERE, State(None, edited=False), None, None),
        (State(None, edited=False), State(None, edited=False), None, None),
        (State(None, edited=False), HERE, None, "name no commit"),
        (THERE, HERE, None, "which is not in this git history"),
        (THERE, HERE, ["policy/calendar.yaml", "units/bkd/umum.yaml", "units/a"], r"\(units/ 2, policy/ 1\)"),
        (replace(THERE, edited=True), HERE, [], "not committed, after the commit bbbbbbbbbbbb"),
    ],
)
def test_what_is_known_of_the_schedules_that_were_counted_is_said(
    counted: State, now: State, changed: list[str] | None, words: str | None
) -> None:
    said = unlikeness(counted, now, changed)
    assert (said is None) == (words is None)
    assert said is None or re.search(words or "", said.en)


def test_every_count_that_cannot_be_is_named_with_its_place(published: bytes, corpus: Corpus) -> None:
    """More than it is a share of, more people than days, more days than people could have, more than in the total."""
    data = json.loads(published)
    lines = {(line["family"], line["table"], line["group"]): line for line in data["counts"]}
    place = {key: number for number, key in enumerate(lines, start=1)}
    first, second = [key for key, line in lines.items() if key[:2] == ("home", "agency") and line["days"]][:2]
    whole, calls = ("home", "total", "total"), ("calls", "total", "total")
    lines[first]["records-complete"] = 99376
    lines[second]["people"] = lines[second]["days"] + 1
    lines[calls]["answered"] = lines[calls]["calls"] + 1
    lines[whole]["days"] = lines[whole]["people"] * 13
    lines["report", "total", "total"]["no-report"] = 0
    with pytest.raises(OperatorError) as refused:
        read_counts("counts.json", json.dumps(data).encode(), WHOLE, corpus.agencies)
    told = {(text.id.partition(")")[0], text.id.split("“")[3].partition("”")[0]) for text in refused.value.texts}
    assert told == {
        (f"“counts.json”, isian ke-{place[key]} pada “counts” ({', '.join(key)}", name)
        for key, name in (
            (first, "records-complete"),
            (second, "people"),
            (calls, "answered"),
            (whole, "days"),
            (whole, "records-complete"),
            (("report", "total", "total"), "no-report"),
        )
    }
    assert f"“records-complete” 99376 of “days” {lines[first]['days']}." in refused.value.text.en


@pytest.mark.parametrize("content", [b"", b"[]", b"null", b"{", b"\xff", b'{"version": 1}', b"[" * 5000])
def test_what_is_no_such_file_is_refused(corpus: Corpus, content: bytes) -> None:
    with pytest.raises(OperatorError):
        read_counts("counts.json", content, WHOLE, corpus.agencies)


def test_other_days_are_refused(published: bytes, corpus: Corpus) -> None:
    with pytest.raises(OperatorError, match="2023-10-01"):
        read_counts("counts.json", published, Period(datetime.date(2023, 10, 1), WHOLE.last), corpus.agencies)


def test_a_small_group_in_the_file_makes_it_private(published: bytes, corpus: Corpus) -> None:
    data = json.loads(published)
    line = next(each for each in data["counts"] if each["table"] == "agency" and each["people"])
    line |= {name: min(line[name], 40) for name in line if name not in {"family", "table", "group"}} | {"people": 4}
    assert read_counts("counts.json", json.dumps(data).encode(), WHOLE, corpus.agencies).smallest == 4
    assert read_counts("counts.json", published, WHOLE, corpus.agencies).smallest >= 10


def test_what_is_said_of_attendance_is_the_reading_of_the_law(published: bytes, corpus: Corpus) -> None:
    """A law that nobody had to read says nothing of 07.45, and counts without calls nothing of calls."""
    counts = read_counts("counts.json", published, WHOLE, corpus.agencies)

    def notes(of: Corpus, given: PublishedCounts) -> list[str]:
        found = evaluation(of, WHOLE, "internal", Record(of, NO_HISTORY), 10, State(None, False), given)
        part = next(part for part in found.parts if part.table.form.name == "compliance")
        return [note.en for note in part.notes]

    (circular,) = (
        each for each in corpus.circulars.values() if any(clause.kind == "attendance" for clause in each.clauses)
    )
    (choice,) = (each.choice.en for each in circular.readings if each.name == "record-or-lateness")
    assert notes(corpus, counts) == [choice, "Video calls are a practice, not law."]
    unread = replace(circular, clauses=tuple(replace(clause, readings=()) for clause in circular.clauses))
    silent = replace(corpus, circulars={**corpus.circulars, circular.id: unread}, _laws={})
    table = replace(counts.table, rows=tuple(row for row in counts.table.rows if row[0] != "calls"))
    assert notes(silent, replace(counts, table=table)) == []
