"""``giliran duties``, the page of duties and its feeds: who has to do what, and on which days it falls."""

from __future__ import annotations

import datetime
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import vobject

from giliran.corpus.build import build
from giliran.model import DutyRule
from giliran.render.feeds import feed_files
from giliran.store import read_tree
from giliran.supervision.duty_list import law_of, selected
from giliran.timeline import days
from giliran.views.duties import ROLES, duties
from giliran.views.duty_days import duty_calendars
from giliran.views.duty_feeds import duty_feeds
from giliran.wording import LANGUAGES
from tests.command.test_bad_input import giliran
from tests.repository import CIRCULAR, write

if TYPE_CHECKING:
    from giliran.corpus import Corpus
    from giliran.wording import Language

ROOT = Path(__file__).parents[2]
FIRST, LAST = datetime.date(2023, 8, 21), datetime.date(2023, 10, 20)


@cache
def repository() -> Corpus:
    return build(read_tree(ROOT, ("policy",)))[0]


def clauses_on(day: str, role: str) -> list[str]:
    law = law_of(repository(), None)
    found = selected(law, role, datetime.date.fromisoformat(day))
    return [duty.clause.name for duty in found if duty.clause is not None and duty.force == "binding"]


def test_every_clause_that_asks_something_of_somebody_is_there() -> None:
    law = law_of(repository(), None)
    asked = {
        clause.id
        for circular in (*law.binding, *law.advisory)
        for clause in circular.clauses
        if clause.kind in {"duty", "attendance", "hours", "recall"}
    }
    assert {f"{duty.circular}/{duty.clause.name}" for duty in duties(law) if duty.clause is not None} == asked
    told = {duty.clause.name: duty.told for duty in duties(law) if duty.clause is not None}
    assert told["apply-wfh"] is None, "its words are quoted"
    supervision = told["supervision"]
    assert supervision is not None
    assert supervision.en.startswith("an official's spoken statement: Republika, 6 September 2023")
    assert [duty.point for duty in duties(law) if duty.point is not None] == list(range(1, 13))
    assert all(
        clause.rule.falls is not None
        for circular in (*law.binding, *law.advisory)
        for clause in circular.clauses
        if isinstance(clause.rule, DutyRule)
    ), "a duty of this repository does not say when it falls"


@pytest.mark.parametrize(
    ("day", "role", "expected"),
    [
        ("2023-08-18", "agency-head", ["draw-up-schedule"]),  # a Friday; the first day of the circular is the Monday
        ("2023-08-21", "agency-head", ["apply-wfh", "plans-undisturbed"]),
        ("2023-08-31", "agency-head", ["draw-up-schedule", "plans-undisturbed"]),
        ("2023-09-28", "agency-head", []),  # a national holiday
        ("2023-09-29", "agency-head", ["draw-up-schedule", "plans-undisturbed"]),
        ("2023-10-19", "personnel-agency", []),
        ("2023-10-20", "personnel-agency", ["evaluation"]),  # the circular ends on the Saturday after
        ("2023-10-20", "agency-head", ["plans-undisturbed"]),
        ("2023-10-23", "agency-head", []),
        ("2023-10-31", "agency-head", []),
    ],
)
def test_what_falls_on_a_day(day: str, role: str, expected: list[str]) -> None:
    assert clauses_on(day, role) == expected


def test_an_open_period_has_no_last_day(tmp_path: Path) -> None:
    law = {
        f"{CIRCULAR}/circular.yaml": (
            "title: {id: A, en: A}\nissuer: S\nnumber: '1'\nin-force: {from: 2023-08-21}\nsources: [{title: B}]\n"
        ),
        f"{CIRCULAR}/clauses/evaluation.yaml": (
            "title: {id: A, en: A}\nkind: duty\nrole: supervisor\nfalls: at-the-end\ntext: {id: A, en: A}\nreference: {title: B}\n"
        ),
    }
    corpus, faults = build(read_tree(write(tmp_path, law)))
    assert not faults
    (duty,) = (found for found in duties(law_of(corpus, None)) if found.falls == "at-the-end")
    assert duty.dates(datetime.date(2024, 12, 31), law_of(corpus, None).workdays) == ()


def asked(root: Path, *more: str) -> dict[str, Any]:
    done = giliran("-C", str(root), "duties", "--format", "json", *more)
    assert (done.returncode, done.stderr) == (0, "")
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_the_command_says_what_falls_that_day_for_a_role() -> None:
    told = asked(ROOT, "--on", "2023-09-04", "--role", "employee", "--lang", "en")
    assert (told["version"], told["date"]) == (1, "2023-09-04")
    assert {duty["role"] for duty in told["duties"]} == {"employee"}
    due = {duty["text"]: duty["due"] for duty in told["duties"]}
    assert due["Attendance twice a day: Morning record"] == "06:00 to 08:00 Jakarta time"
    words = giliran("-C", str(ROOT), "duties", "--on", "2023-09-29", "--role", "agency-head").stdout
    assert words.startswith("Jumat, 29 September 2023\n")
    assert "pada hari kerja terakhir sebelum setiap bulan" in words


def test_a_law_with_errors_and_a_government_that_is_not_there_are_refused(tmp_path: Path) -> None:
    broken = write(tmp_path / "broken", {f"{CIRCULAR}/clauses/duty.yaml": "kind: duty\nfalls: sometimes\n"})
    for root, more, told in ((broken, (), "giliran check policy"), (ROOT, ("--jurisdiction", "x"), "“dki-jakarta”")):
        done = giliran("-C", str(root), "duties", *more)
        assert done.returncode == 2
        assert told in done.stderr


def test_each_role_has_a_feed_that_another_reader_understands() -> None:
    corpus = repository()
    workdays = corpus.law_in(corpus.jurisdictions["dki-jakarta"]).workdays
    worked = [day for day in days(FIRST, LAST) if workdays.is_worked(day)]
    (calendar,) = duty_calendars(corpus, worked)
    assert [role.role for role in calendar.roles] == list(ROLES)
    feeds = duty_feeds(corpus, [calendar])
    files = feed_files(feeds, 0)
    assert (
        feed_files(feeds, 1_700_000_000)["law/duties/dki-jakarta/supervisor.ics"]
        == files["law/duties/dki-jakarta/supervisor.ics"]
    ), "a feed has the time of its law, not that of a commit"
    read = {path: vobject.readOne(content.decode()) for path, content in files.items()}
    supervisor = read["law/duties/dki-jakarta/supervisor.ics"].vevent_list
    assert [event.dtstart.value for event in supervisor] == worked
    head = read["law/duties/dki-jakarta/agency-head.ics"].vevent_list
    drawn_up = [event.dtstart.value for event in head if event.summary.value == "Perangkat daerah menyusun jadwal"]
    assert drawn_up == [datetime.date(2023, 8, 18), datetime.date(2023, 8, 31), datetime.date(2023, 9, 29)]
    for found in read.values():
        uids = [event.uid.value for event in found.vevent_list]
        assert len(set(uids)) == len(uids)


TWO_LAWS: dict[str, str | bytes | None] = {
    f"{CIRCULAR}/clauses/records.yaml": """\
title: {id: Presensi lama, en: Old records}
kind: attendance
zone: Asia/Jakarta
windows: [{title: {id: Pagi, en: Morning}, from: "06:00", until: "08:00"}]
until: 2023-08-31
reference: {title: Berita}
""",
    f"{CIRCULAR}/clauses/new-records.yaml": """\
title: {id: Presensi baru, en: New records}
kind: attendance
zone: Asia/Jakarta
windows: [{title: {id: Pagi, en: Morning}, from: "06:30", until: "08:30"}]
from: 2023-09-01
reference: {title: Berita}
""",
    f"{CIRCULAR}/clauses/report.yaml": (
        "title: {id: Laporan, en: Report}\nkind: duty\nrole: employee\nfalls: each-working-day\n"
        "text: {id: Melapor., en: Report.}\nreference: {title: Berita}\n"
    ),
}


def test_without_a_date_each_duty_that_does_not_hold_all_along_has_its_period_and_title(tmp_path: Path) -> None:
    root = write(tmp_path, TWO_LAWS)
    said = giliran("-C", str(root), "duties", "--role", "employee", "--lang", "en").stdout
    lines = said.splitlines()
    first, second = lines.index("  - Old records: Morning"), lines.index("  - New records: Morning")
    assert "; 21–31 Aug 2023 · 34/SE/2023 (Sekretaris Daerah), Old records (records)" in lines[first + 1]
    assert "; 1 Sept – 21 Oct 2023 · " in lines[second + 1]
    report = lines[lines.index("  - Report.") + 1]
    assert "Oct 2023" not in report, "it holds as long as all of them"
    on_a_day = giliran("-C", str(root), "duties", "--on", "2023-09-04", "--lang", "en").stdout
    assert "  - New records: Morning" in on_a_day
    assert "Old records" not in on_a_day
    assert "Sept – 21 Oct" not in on_a_day
    (calendar,) = duty_calendars(build(read_tree(root))[0], [])
    employee = next(role for role in calendar.roles if role.role == "employee")
    assert {line.duty.title.en: None if line.period is None else line.period.en for line in employee.lines} == {
        "Old records": "21–31 Aug 2023",
        "New records": "1 Sept – 21 Oct 2023",
        "Report": None,
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_quotes_how_daily_duties_of_staff_and_of_others_are_shown(language: Language) -> None:
    text = " ".join((ROOT / f"site/pages/guide/policy.{language}.md").read_text("utf-8").split())
    found = [duty for duty in duties(law_of(repository(), None)) if duty.falls == "each-working-day"]
    shown = {duty.role == "employee": duty.rhythm.to(language) for duty in found}
    assert len(set(shown.values())) == 2
    explained = text.partition("`each-working-day`")[2].partition("`attests: domicile`")[0]
    for words in shown.values():
        assert f"“{words}”" in explained
