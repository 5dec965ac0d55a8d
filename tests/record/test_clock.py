"""Whose clock: one zone, named by the calendar, by which log, explain, statements, signatures and the evaluation count days."""

from __future__ import annotations

import datetime
import json
import subprocess
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from giliran.as_known import moment
from giliran.attempts import attempts
from giliran.check import check
from giliran.cli.working import present_day
from giliran.evaluate.evaluation import evaluation
from giliran.origin import State
from giliran.revisions import Repository as Read
from giliran.store import read_tree
from giliran.timeline import Period
from tests.evaluate.test_figures import told
from tests.pasts import HOUR, Repository, turns
from tests.record.statements import run, stated
from tests.repository import SCHEDULE

if TYPE_CHECKING:
    from pathlib import Path

CALENDAR = "policy/calendar.yaml"
EAST, WEST = "zone: Asia/Jayapura\n", "zone: Asia/Jakarta\n"
MIDNIGHT = int(datetime.datetime(2023, 9, 1, 15, 30, tzinfo=datetime.UTC).timestamp())
"""Half past midnight on 2 September in Jayapura; in Jakarta it is still the evening before."""
FIRST = turns({1: "ab02", 4: "ab02, ac03"})
SEPTEMBER = Period(datetime.date(2023, 9, 1), datetime.date(2023, 9, 30))


def begun(root: Path, calendar: str | None) -> Repository:
    """Begin a repository an hour before, under a law that has the hours of Jakarta; its schedule comes at ``MIDNIGHT``."""
    past = Repository(root)
    past.time = MIDNIGHT - 2 * HOUR
    past.begin({SCHEDULE: None, **({} if calendar is None else {CALENDAR: calendar})})
    past.commit({SCHEDULE: FIRST})
    return past


@pytest.fixture(scope="module")
def east(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return begun(tmp_path_factory.mktemp("east"), EAST)


def answered(root: Repository, *words: str) -> str:
    code, said = run(root.data, *words)
    assert code == 0, said
    return said


def test_the_log_tells_the_time_of_the_calendar(east: Repository) -> None:
    head = east.git("rev-parse", "HEAD").strip()
    words = answered(east, "log", "bkd/umum", "2023-09-04")
    assert f"2023-09-02 00:30 WIT  {head[:10]}" in words
    assert "WIB" not in words
    found = json.loads(answered(east, "log", "bkd/umum", "2023-09-04", "--format", "json"))
    assert found["head"]["time"] == found["changes"][-1]["time"] == "2023-09-02T00:30:00+09:00"


def test_a_day_ends_where_the_calendar_says(east: Repository) -> None:
    words = ("explain", "--unit", "bkd/umum", "--date", "2023-09-04", "--as-of")
    first, head = east.git("rev-parse", "HEAD~1", "HEAD").split()
    assert f"As known on 2023-09-01 (commit {first[:10]}, 2023-09-01 23:30 WIT):" in answered(
        east, *words, "2023-09-01"
    )
    assert f"As known on 2023-09-02 (commit {head[:10]}, 2023-09-02 00:30 WIT):" in answered(east, *words, "2023-09-02")
    code, said = run(east.data, *words, "2023-08-31")
    assert (code, "was made at 2023-09-01 23:30 WIT." in said) == (2, True), said


def test_without_a_zone_it_is_the_clock_of_jakarta(east: Repository, tmp_path: Path) -> None:
    west = begun(tmp_path / "west", None)
    assert "2023-09-01 22:30 WIB" in answered(west, "log", "bkd/umum", "2023-09-04")
    words = ("explain", "--unit", "bkd/umum", "--date", "2023-09-04", "--as-of", "2023-09-01")
    assert west.git("rev-parse", "HEAD").strip()[:10] in answered(west, *words)


@pytest.mark.parametrize("ending", ["json", "xlsx"])
def test_a_statement_tells_the_time_that_its_own_commit_goes_by(tmp_path: Path, ending: str) -> None:
    past = begun(tmp_path / "past", EAST)
    target = tmp_path / f"s.{ending}"
    first = stated(past.data, target)
    if ending == "json":
        assert json.loads(first)["statement"]["time"] == "2023-09-02T00:30:00+09:00"
    answered(past, "verify", str(target))
    past.commit({CALENDAR: WEST})
    changed = f"  {CALENDAR}:1: then “zone: Asia/Jayapura”, now “zone: Asia/Jakarta”."
    assert changed in answered(past, "verify", str(target))
    assert stated(past.data, tmp_path / f"again.{ending}", "--at", "HEAD~1") == first
    assert "2023-09-01 22:30 WIB" in answered(past, "log", "bkd/umum", "2023-09-04")  # told by the clock of now


def test_dates_beside_a_key_are_days_of_the_calendar(east: Repository, tmp_path: Path) -> None:
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "bkd", "-f", str(key)], check=True)
    target = tmp_path / "s.json"
    stated(east.data, target, "--sign", str(key))
    public = " ".join(key.with_suffix(".pub").read_text().split()[:2])
    codes = {}
    for since in ("20230902", "202309020031"):
        (tmp_path / "signers").write_text(f'bkd@example.invalid valid-after="{since}" {public}\n')
        codes[since] = run(east.data, "verify", str(target), "--signers", str(tmp_path / "signers"))[0]
    assert codes == {"20230902": 0, "202309020031": 1}


def test_the_evaluation_counts_late_schedules_and_weeks_by_the_same_clock(tmp_path: Path) -> None:
    for calendar, state, day, week in (
        (EAST, "late", datetime.date(2023, 9, 2), "2023-09-04"),
        (WEST, "on-time", datetime.date(2023, 9, 1), "2023-08-28"),
    ):
        past = begun(tmp_path / state, calendar)
        past.time = int(datetime.datetime(2023, 9, 3, 15, 30, tzinfo=datetime.UTC).timestamp()) - HOUR  # a Sunday
        past.commit({SCHEDULE: turns({1: "ab02, ac03, aa01"})})  # more than may be at home
        past.commit({SCHEDULE: FIRST})
        found = attempts(Read.around(past.data), "HEAD", past.history(), frozenset({"2023-09"}))
        given = (past.corpus(), SEPTEMBER, "internal", past.record(), 10, State(None, edited=False))
        tables = told(evaluation(*given, attempts=found))  # type: ignore[arg-type]  # as the call is written elsewhere
        row = next(row for row in tables["schedules"] if row["unit"] == "bkd/umum")
        assert (row["state"], row["committed"]) == (state, day)
        weeks = {str(row["group"]): row["refused"] for row in tables["refusals"] if row["table"] == "week"}
        assert {name for name, refused in weeks.items() if refused} == {week}


def test_today_is_that_of_the_calendar() -> None:
    days = {zone: present_day(zone) for zone in ("Pacific/Kiritimati", "Etc/GMT+12")}  # 26 hours lie between them
    assert days["Etc/GMT+12"] < days["Pacific/Kiritimati"]


NO_ZONES = ("Asia/Jakata", "WIB", "localtime", "asia/jakarta", "../etc/passwd", "")


@pytest.mark.parametrize("name", NO_ZONES)
def test_a_zone_that_there_is_not_is_named_by_its_place(tmp_path: Path, name: str) -> None:
    past = Repository(tmp_path)
    past.begin({CALENDAR: f"country: ID\nzone: '{name}'\n"})
    report = check(read_tree(past.data)).report
    found = [each for each in report.diagnostics if each.place.path == CALENDAR]
    assert [(each.code, each.message.en) for each in found] == [("SH004", f"The time zone “{name}” is not known.")]
    assert (found[0].place.start.line, found[0].place.start.column) == (2, 7)
    assert Read.around(past.data).zone("HEAD") == "Asia/Jakarta"  # as of a calendar that cannot be read


@pytest.mark.parametrize("zone", ["Asia/Jayapura", "America/New_York", "Pacific/Kiritimati", "UTC", "Asia/Kathmandu"])
def test_a_time_is_told_as_the_zone_has_it(zone: str) -> None:
    for seconds in (0, 1_693_510_200, 1_700_000_000):
        due = datetime.datetime.fromtimestamp(seconds, ZoneInfo(zone)).isoformat()
        assert moment(seconds, zone) == due
    assert moment(10**18, zone).startswith("9999-12-31T")
    assert moment(-1, zone) == moment(0, zone)


@pytest.mark.parametrize("time", ["2023-02-30T00:00:00+07:00", "2023-09-01T00:00:00+99:00", "2023-09-01T00:00:00Z"])
def test_what_only_looks_like_a_time_is_none(east: Repository, tmp_path: Path, time: str) -> None:
    """Its commit is not here, so that its own time would be taken."""
    target = tmp_path / "s.json"
    said = json.loads(stated(east.data, target))
    said["statement"] |= {"time": time, "commit": "f" * 40}
    target.write_text(json.dumps(said))
    target.with_name("s.json.sig").write_text("x")
    code, words = run(east.data, "verify", str(target), "--at", "HEAD")
    assert (code, "is no statement of giliran that can be read (/statement/time)" in words) == (2, True), words
