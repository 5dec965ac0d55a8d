"""What the public edition leaves out, and that it cannot be worked out from what it shows."""

from __future__ import annotations

import datetime
import random
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from giliran.check import check
from giliran.evaluate.evaluation import evaluation
from giliran.evaluate.forms import PEOPLE
from giliran.evaluate.persons import home_days_table
from giliran.gitlog import read_history
from giliran.history import NO_HISTORY
from giliran.history.record import Record
from giliran.origin import State
from giliran.store import read_tree
from giliran.timeline import Period
from giliran.views.tables.records import Table
from tests.evaluate.naive import Naive
from tests.evaluate.test_figures import Rows, told
from tests.repository import FILES, write
from tests.site.reading import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from giliran.corpus import Corpus

WHOLE = Period(datetime.date(2023, 8, 21), datetime.date(2023, 10, 20))
NOWHERE = State(None, edited=False)
DAY = datetime.date(2023, 9, 1)


def offices(root: Path, sizes: Mapping[str, int], called: Mapping[str, int] | None = None) -> Corpus:
    """Write a province of agencies with so many people, a third of each at home on one day, some of them called in."""
    files: dict[str, str | bytes | None] = {name: None for name in FILES if name.startswith(("units/", "schedules/"))}
    for at, (agency, size) in enumerate(sizes.items()):
        ids = [f"a{chr(97 + at)}{number:03}" for number in range(size)]
        staff = "".join(f"  - {{id: {code}, name: Rekaan {code}, status: pns}}\n" for code in ids)
        files[f"units/{agency}/agency.yaml"] = (
            f"name: {agency}\nkind: dinas\nfacts: {{service: administration, digital: true}}\n"
        )
        files[f"units/{agency}/satu.yaml"] = f"name: Satu\nkind: seksi\nsupervisor: {ids[0]}\nemployees:\n{staff}"
        home = ids[: (size + 1) // 3]
        orders = "".join(
            f"  - {{date: {DAY}, employee: {code}, ordered-by: {ids[0]}, reason: rapat}}\n"
            for code in home[: (called or {}).get(agency, 0)]
        )
        if home:
            recalls = f"recalls:\n{orders}" if orders else ""
            files[f"schedules/{agency}/satu/2023-09.yaml"] = f"wfh:\n  {DAY}: [{', '.join(home)}]\n{recalls}"
    outcome = check(read_tree(write(root, files)))
    assert outcome.report.clean, outcome.report.diagnostics
    return outcome.corpus


def shown(corpus: Corpus, smallest: int = 10) -> Rows:
    return told(evaluation(corpus, WHOLE, "public", Record(corpus, NO_HISTORY), smallest, NOWHERE))


def hidden_agencies(tables: Rows) -> set[object]:
    return {row["agency"] for row in tables["agencies"] if row["headcount"] is None}


def test_a_small_agency_is_hidden_with_another(tmp_path: Path) -> None:
    tables = shown(offices(tmp_path, {"kecil": 4, "sedang": 12, "besar": 30}))
    assert hidden_agencies(tables) == {"kecil", "sedang"}
    for name in ("agency-weeks", "recalls"):
        rows = [row for row in tables[name] if {"kecil", "sedang"} & {row.get("agency"), row.get("group")}]
        assert rows
        assert all(row["at_home"] is None for row in rows), name
    assert all(row["at_home"] is not None for row in tables["days"])


def test_alone_with_a_small_agency_nothing_is_shown(tmp_path: Path) -> None:
    """Two of three people each: not even their sum is of ten."""
    tables = shown(offices(tmp_path, {"kecil": 3, "mungil": 2}))
    numbers = ("headcount", "at_most", "at_home", "percent", "staff", "eligible", "take_up", "people", "recalled")
    for name in ("days", "weeks", "agencies", "agency-weeks", "pool", "recalls"):
        assert tables[name]
        assert all(row[number] is None for row in tables[name] for number in numbers if number in row), name
    assert tables["home-days"] == []
    assert {row["finding"] for row in tables["decisions"]} <= {"missing", "late", "gap"}


@pytest.mark.parametrize("seed", range(8))
def test_what_is_hidden_is_of_several_agencies_and_many_people(tmp_path: Path, seed: int) -> None:
    """The rows of each day or week, less those of the agencies that are shown, are one unknown: it must be no small group."""
    chance = random.Random(seed)
    sizes = {f"dinas-{at}": chance.choice((2, 3, 5, 8, 9, 10, 11, 15, 25)) for at in range(chance.randrange(2, 7))}
    tables = shown(offices(tmp_path, sizes))
    away = hidden_agencies(tables)
    assert {agency for agency, size in sizes.items() if size < 10} <= away
    if away and any(row["headcount"] is not None for row in tables["days"]):
        assert len(away) > 1
        assert sum(sizes[str(agency)] for agency in away) >= 10
    for row in tables["agency-weeks"]:
        assert (row["at_home"] is None) == (row["agency"] in away)


def test_few_who_were_called_in_are_hidden(tmp_path: Path) -> None:
    sizes = {"satu": 40, "dua": 40, "tiga": 90}
    tables = shown(offices(tmp_path, sizes, {"satu": 2, "dua": 11, "tiga": 20}))
    rows = {row["group"]: row["people"] for row in tables["recalls"]}
    assert rows == {"satu": None, "dua": None, "tiga": 20, "total": 33}
    tables = shown(offices(tmp_path / "lagi", sizes, {"satu": 2, "dua": 3}))
    assert {row["group"]: row["people"] for row in tables["recalls"]} == dict.fromkeys((*sizes, "total"))


def test_a_total_of_recalls_does_not_tell_those_of_agencies_that_are_hidden(tmp_path: Path) -> None:
    """Where nobody else was called in, or many were, the total less what is shown is the few of the small agencies."""
    sizes = {"kecil": 9, "sedang": 12, "besar": 90}
    for place, many in (("tidak", 0), ("banyak", 20)):
        tables = shown(offices(tmp_path / place, sizes, {"kecil": 3, "sedang": 3, "besar": many}))
        assert {row["group"]: row["people"] for row in tables["recalls"]} == (
            dict.fromkeys((*sizes, "total"))
            if not many
            else {"kecil": None, "sedang": None, "besar": None, "total": 26}
        )


@pytest.mark.parametrize("at_home", [11, 12])
def test_a_unit_that_is_all_at_home_by_dispensation_is_hidden(tmp_path: Path, at_home: int) -> None:
    offices(tmp_path, {"besar": 30, "luas": 20})
    ids = [f"zz{number:03}" for number in range(12)]
    staff = "".join(f"  - {{id: {code}, name: Rekaan {code}, status: pns}}\n" for code in ids)
    more = {
        "units/besar/dua.yaml": f"name: Dua\nkind: seksi\nsupervisor: {ids[0]}\nemployees:\n{staff}",
        "schedules/besar/dua/2023-09.yaml": f"wfh:\n  {DAY}: [{', '.join(ids[:at_home])}]\n",
        "policy/dispensations/lantai.yaml": (
            "letter: Surat rekaan\ngranted-by: Sekretaris Daerah\nsigned: 2023-08-25\nunit: besar/dua\n"
            f"clause: dki-jakarta/se-sekda-34-2023/wfh-share\nfrom: {DAY}\nuntil: {DAY}\nat-most: 100%\nreason: lantai diperbaiki\n"
        ),
    }
    for name, content in more.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    outcome = check(read_tree(tmp_path))
    assert outcome.report.clean, outcome.report.diagnostics
    tables = shown(outcome.corpus)
    assert not hidden_agencies(tables)
    assert [row["at_home"] for row in tables["dispensations"]] == [None if at_home == 12 else at_home]


@pytest.mark.parametrize("seed", range(20))
def test_ranges_of_days_at_home_hold_enough_people(seed: int) -> None:
    chance = random.Random(seed)
    days = [chance.choice((0, 0, 3, 7, 12, 20, chance.randrange(44))) for _ in range(chance.randrange(1, 90))]
    people = Table(PEOPLE, tuple(("a", "a/b", f"aa{at:02}", "x", 44, home, 0) for at, home in enumerate(days)))
    rows = home_days_table(people, 10).rows
    if len(days) < 10:
        assert rows == ()
        return
    counted = Counter(days)
    at = 0
    for least, most, number in rows:
        assert least == at
        assert isinstance(most, int)
        assert number == sum(counted[day] for day in range(at, most + 1))
        assert isinstance(number, int)
        assert number >= 10
        at = most + 1
    assert at > max(days)


def test_the_repository_shows_ranges_that_add_up(corpus: Corpus) -> None:
    tables = shown(corpus)
    naive = Naive(REPOSITORY, WHOLE.start, WHOLE.last)
    assert sum(int(str(row["people"])) for row in tables["home-days"]) == naive.home_days().total()
    assert len(tables["home-days"]) > 2
    assert "people" not in tables
    assert "fairness" not in tables


def test_no_row_of_the_public_edition_names_anybody(corpus: Corpus) -> None:
    record = Record(corpus, read_history(REPOSITORY, corpus.tree))
    found = repr(evaluation(corpus, WHOLE, "public", record, 10, NOWHERE))
    inside = repr(evaluation(corpus, WHOLE, "internal", record, 10, NOWHERE))
    names = {member.name for unit in corpus.units.values() for member in unit.employees if member.status != "pjlp"}
    codes = {f"'{member.id}'" for unit in corpus.units.values() for member in unit.employees}
    letters = {entry.letter for entry in corpus.dispensations} | {entry.reason for entry in corpus.dispensations}
    assert not [word for word in names | codes | letters if word in found]
    assert len([word for word in names if word in inside]) > 1000


def test_each_government_is_hidden_or_shown_by_itself(tmp_path: Path) -> None:
    """Where one of two is too small, none of our figures that add up both stands beside those of officials."""
    figure = "  - {name: a, title: {id: a, en: a}, value: 5, said: 2023-09-02, from: 2023-09-01, beside: staff, sources: [{title: x}]}\n"
    corpus = offices(tmp_path, {"besar": 30, "luas": 20, "kecil": 6})
    more: dict[str, str | bytes | None] = {
        "policy/jurisdictions/lain.yaml": FILES["policy/jurisdictions/dki-jakarta.yaml"],
        "policy/evaluation.yaml": f"figures:\n{figure}",
    }
    for name, whose in (("besar", "dki-jakarta"), ("luas", "dki-jakarta"), ("kecil", "lain")):
        path = f"units/{name}/agency.yaml"
        more[path] = (corpus.tree.entries[path].content or b"") + f"jurisdiction: {whose}\n".encode()
    for name, content in more.items():
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else str(content).encode())
    outcome = check(read_tree(tmp_path))
    assert outcome.report.clean, outcome.report.diagnostics
    tables = shown(outcome.corpus)
    assert hidden_agencies(tables) == {"kecil"}
    assert {row["jurisdiction"]: row["headcount"] is None for row in tables["days"]} == {
        "dki-jakarta": False,
        "lain": True,
    }
    assert tables["officials"][0]["ours"] is None
    assert tables["recalls"][-1]["at_home"] is None
    assert tables["home-days"] == []
    assert shown(outcome.corpus, 5)["home-days"]
    assert shown(outcome.corpus, 5)["officials"][0]["ours"] == 56
