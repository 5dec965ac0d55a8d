"""What git tells of schedules, against commits made for it and a recount that asks git itself, file by file."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from giliran.evaluate.evaluation import evaluation
from giliran.origin import State
from giliran.timeline import Period
from tests.evaluate.test_figures import Rows, told
from tests.pasts import HOUR, Repository, turns
from tests.repository import SCHEDULE

if TYPE_CHECKING:
    from pathlib import Path

SEPTEMBER = Period(datetime.date(2023, 9, 1), datetime.date(2023, 9, 30))
OCTOBER = "schedules/bkd/umum/2023-10.yaml"
FIRST = turns({1: "ab02", 4: "ab02, ac03"})


def tables(repository: Repository, period: Period = SEPTEMBER) -> Rows:
    corpus = repository.corpus()
    return told(evaluation(corpus, period, "internal", repository.record(), 10, State(None, edited=False)))


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "data")
    made.begin({SCHEDULE: FIRST})
    return made


def recount(repository: Repository, path: str, period: Period) -> dict[str, int]:
    """Ask git for every version of a file and compare each with the one before, as plain sets."""
    found = dict.fromkeys(("created", "edited", "deleted", "added", "removed", "recalls_added", "recalls_removed"), 0)
    home: set[tuple[str, str]] | None = None
    called: set[tuple[str, str]] = set()
    for commit in repository.git("rev-list", "--first-parent", "--reverse", "HEAD", "--", path).split():
        here = repository.git("ls-tree", commit, "--", path)
        if not here:
            found["deleted"] += 1
            home, called = None, set()
            continue
        data: Any = yaml.load(repository.git("show", f"{commit}:{path}"), yaml.BaseLoader)  # noqa: S506 - texts only
        turns_now = {(day, who) for day, people in data["wfh"].items() for who in people if _in(day, period)}
        calls_now = {(each["date"], each["employee"]) for each in data.get("recalls", ()) if _in(each["date"], period)}
        if home is None:
            found["created"] += 1
        else:
            found["edited"] += 1
            found["added"] += len(turns_now - home)
            found["removed"] += len(home - turns_now)
            found["recalls_added"] += len(calls_now - called)
            found["recalls_removed"] += len(called - calls_now)
        home, called = turns_now, calls_now
    return found


def _in(day: str, period: Period) -> bool:
    return datetime.date.fromisoformat(day) in period


def test_commits_are_counted_as_git_has_them(repository: Repository) -> None:
    repository.commit({SCHEDULE: turns({1: "ab02", 4: "ab02"})})
    repository.commit({SCHEDULE: turns({1: "ac03", 4: "ab02, ac03"}, {4: "ab02"})})
    repository.commit({SCHEDULE: turns({1: "ab02", 4: "ab02, ac03"})})  # as it was at first
    repository.commit({SCHEDULE: None})
    repository.commit({SCHEDULE: turns({5: "ab02", 6: "ac03"})})
    repository.commit({SCHEDULE: turns({5: "ab02"})})
    row = next(row for row in tables(repository)["changes"] if row["agency"] == "bkd")
    counted = recount(repository, SCHEDULE, SEPTEMBER)
    assert {name: row[name] for name in counted} == counted
    assert counted == {
        "created": 2,
        "edited": 4,
        "deleted": 1,
        "added": 3,
        "removed": 4,
        "recalls_added": 1,
        "recalls_removed": 1,
    }


def test_a_version_that_cannot_be_read_is_told(repository: Repository) -> None:
    repository.commit({SCHEDULE: "wfh: [\n"})
    repository.commit({SCHEDULE: FIRST})
    row = next(row for row in tables(repository)["changes"] if row["agency"] == "bkd")
    assert (row["unreadable"], row["edited"], row["added"], row["removed"]) == (1, 1, 0, 0)


def test_late_is_after_the_first_day_in_the_zone_of_the_law(tmp_path: Path) -> None:
    """A commit at 22.13 UTC is of the next morning in Jakarta, and a file that was gone for a while begins anew."""
    made = Repository(tmp_path / "data")
    made.time = int(datetime.datetime(2023, 9, 1, 16, tzinfo=datetime.UTC).timestamp()) - HOUR
    made.begin({SCHEDULE: FIRST})
    assert _state(made) == ("on-time", datetime.date(2023, 9, 1), 0)
    made.commit({SCHEDULE: None})
    made.commit({SCHEDULE: FIRST})  # at 18.00 UTC, which is 2 September in Jakarta
    assert _state(made) == ("late", datetime.date(2023, 9, 2), 1)


def test_missing_and_unknown(tmp_path: Path) -> None:
    made = Repository(tmp_path / "data")
    made.begin()
    made.write({OCTOBER: "wfh:\n  2023-10-02: [ab02]\n"})
    both = Period(datetime.date(2023, 8, 1), datetime.date(2023, 10, 31))
    rows = {row["month"]: row["state"] for row in tables(made, both)["schedules"] if row["unit"] == "bkd/umum"}
    assert rows == {"2023-08": "missing", "2023-09": "late", "2023-10": "unknown"}


def test_what_git_does_not_know_is_not_taken_for_on_time(tmp_path: Path) -> None:
    """One late schedule of two that are known is half of them, however many there are whose past is not known."""
    made = Repository(tmp_path / "data")
    made.time = int(datetime.datetime(2023, 8, 1, tzinfo=datetime.UTC).timestamp())
    made.begin({SCHEDULE: None, "schedules/bkd/umum/2023-08.yaml": "wfh:\n  2023-08-21: [ab02]\n"})
    made.time = int(datetime.datetime(2023, 9, 20, tzinfo=datetime.UTC).timestamp())
    made.commit({SCHEDULE: FIRST})
    made.write({OCTOBER: "wfh:\n  2023-10-02: [ab02]\n"})
    both = Period(datetime.date(2023, 8, 1), datetime.date(2023, 10, 31))
    found = next(row for row in tables(made, both)["decisions"] if row["finding"] == "late")
    assert found["value"] == 50
    assert "1 of 2 schedules (50%)" in str(found["found_en"])
    assert "1 more" in str(found["found_en"])
    assert "1 jadwal lain" in str(found["found_id"])


def _state(made: Repository) -> tuple[object, ...]:
    row = next(row for row in tables(made)["schedules"] if row["unit"] == "bkd/umum")
    return row["state"], row["committed"], row["days_late"]
