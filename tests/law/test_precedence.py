"""Two binding circulars in force together: which clauses hold on each day, and that every view says the same."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest

from giliran.attendance import windows_on
from giliran.corpus.build import build
from giliran.model import AttendanceRule, HoursRule
from giliran.precedence import holding, yielding
from giliran.rulings import clauses_of
from giliran.store import read_tree
from giliran.timeline import Period, days
from giliran.views.duties import duties
from giliran.views.duty_days import duty_calendars
from giliran.views.duty_feeds import duty_feeds
from giliran.views.feeds import feeds
from giliran.views.law_days import law_of_day
from giliran.views.superseded import superseded
from tests.command.test_bad_input import checked
from tests.repository import CIRCULAR, write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from giliran.corpus import Corpus

NEW = "policy/dki-jakarta/se-2"
SHARED = "base: {level: unit, people: [pns, pppk]}\nrounding: down\n"


def share(title: str, *windows: str, when: str = "") -> str:
    lines = "".join(f"  - {{{window}, reference: {{title: Berita}}}}\n" for window in windows)
    return f"title: {{id: {title}, en: {title}}}\nkind: share\nmode: wfh\nat-most:\n{lines}{SHARED}{when}"


def attendance(title: str, *windows: tuple[str, str, str], more: str = "") -> str:
    lines = "".join(
        f'  - {{title: {{id: {name}, en: {name}}}, from: "{first}", until: "{last}"}}\n'
        for name, first, last in windows
    )
    words = f"title: {{id: {title}, en: {title}}}\nkind: attendance\nzone: Asia/Jakarta\nwindows:\n{lines}"
    return f"{words}{more}reference: {{title: Berita}}\n"


def hours(title: str, first: str) -> str:
    span = f'zone: Asia/Jakarta\nfrom-time: "{first}"\nuntil-time: "16:00"\nminimum-hours: 7\n'
    return f"title: {{id: {title}, en: {title}}}\nkind: hours\n{span}reference: {{title: Berita}}\n"


OLD_ATTENDANCE = attendance("Presensi lama", ("Sore", "16:00", "18:00"), ("Pagi", "06:00", "08:00"))
LAW: dict[str, str | bytes | None] = {
    # The names of the files are against the order of the day.
    f"{CIRCULAR}/clauses/a-late.yaml": OLD_ATTENDANCE,
    f"{CIRCULAR}/clauses/b-noon.yaml": attendance("Presensi siang", ("Siang", "12:00", "13:00")),
    f"{CIRCULAR}/clauses/hours.yaml": hours("Jam lama", "07:30"),
    f"{NEW}/circular.yaml": """\
title: {id: Perubahan, en: Amendment}
short: Edaran 2
issuer: Sekretaris Daerah
number: 2/SE/2023
in-force: {from: 2023-09-04, until: 2023-09-29}
sources: [{title: Berita}]
""",
    f"{NEW}/clauses/attendance.yaml": attendance(
        "Presensi baru", ("Pagi", "05:30", "07:00"), more="from: 2023-09-11\nuntil: 2023-09-15\n"
    ),
    f"{NEW}/clauses/share.yaml": share("Batas baru", "from: 2023-09-04, until: 2023-09-29, value: 40%"),
    "policy/jurisdictions/dki-jakarta.yaml": """\
circulars:
  - {circular: dki-jakarta/se-2, force: binding}
  - {circular: dki-jakarta/se-sekda-34-2023, force: binding}
""",
    "schedules/bkd/umum/2023-09.yaml": "wfh:\n  2023-09-08: [ab02]\n  2023-09-11: [ab02]\n",
}
FIRST, LAST = datetime.date(2023, 8, 15), datetime.date(2023, 10, 31)


def corpus_of(root: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Corpus:
    corpus, faults = build(read_tree(write(root, {**LAW, **(changes or {})})))
    assert not faults
    return corpus


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return corpus_of(tmp_path_factory.mktemp("two"))


def on(day: int, month: int = 9) -> datetime.date:
    return datetime.date(2023, month, day)


def test_what_holds_over_a_period_is_what_speaks_on_each_of_its_days(corpus: Corpus) -> None:
    law = corpus.law_in(corpus.jurisdictions["dki-jakarta"])
    for day in days(FIRST, LAST):
        records, spans = clauses_of(law, AttendanceRule, day), clauses_of(law, HoursRule, day)
        for kind, spoken in (
            (AttendanceRule, {clause.id for _, clause, _ in records}),
            (HoursRule, {clause.id for _, clause, _ in spans}),
        ):
            held, given = set(), set()
            for circular in law.binding:
                for clause in circular.clauses:
                    if isinstance(clause.rule, kind):
                        held |= {clause.id for period in holding(law, circular, clause) if day in period}
                        given |= {clause.id for each in yielding(law, circular, clause) if day in each.period}
            assert held == spoken, day
            assert not held & given


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (8, ["06:00 to 08:00", "12:00 to 13:00", "16:00 to 18:00"]),
        (11, ["05:30 to 07:00"]),
        (18, ["06:00 to 08:00", "12:00 to 13:00", "16:00 to 18:00"]),
    ],
)
def test_every_view_has_the_same_windows(corpus: Corpus, day: int, expected: list[str]) -> None:
    law = corpus.law_in(corpus.jurisdictions["dki-jakarta"])
    spans = [f"{each.hours.start} to {each.hours.end}" for each in windows_on(law, on(day))]
    assert spans == expected
    asked = [
        duty.due.en.partition(" Jakarta")[0]
        for duty in duties(law)
        if duty.due is not None and duty.title.id.startswith("Presensi") and duty.is_due(on(day), law.workdays)
    ]
    assert asked == expected
    dotted = [span.replace(":", ".").replace(" to ", " sampai ") for span in expected]
    events = duty_feeds(corpus, duty_calendars(corpus, [on(day)]))["law/duties/dki-jakarta/employee.ics"].events
    (words,) = [event.description for event in events if event.uid.startswith("employee-2023")]
    told = [line for line in words.splitlines() if "sampai" in line and not line.startswith("Jam")]
    assert [line.partition("(")[2].partition(" WIB")[0] for line in told] == dotted
    today = law_of_day(corpus, corpus.jurisdictions["dki-jakarta"], on(day))
    hold = [
        clause.words.en
        for circular in today.binding
        for clause in circular.clauses
        if clause.superseded is None and clause.link.title.id.startswith("Presensi")
    ]
    assert sorted(part for words in hold for part in words.removesuffix(" Jakarta time").split(" and ")) == expected


def test_the_calendar_of_a_person_has_the_windows_in_the_order_of_the_day(corpus: Corpus) -> None:
    events = {event.day: event.description for event in feeds(corpus)["feeds/person/ab02.ics"].events}
    assert [line.partition(": ")[2] for line in events[on(8)].splitlines()[:4]] == [
        "06.00–08.00 WIB",
        "12.00–13.00 WIB",
        "16.00–18.00 WIB",
        "07.30–16.00 WIB, paling sedikit 7 jam",
    ]
    assert events[on(11)].splitlines()[0] == "Pagi: 05.30–07.00 WIB"


def test_a_limit_that_gives_way_is_marked_and_does_not_govern(corpus: Corpus) -> None:
    jurisdiction = corpus.jurisdictions["dki-jakarta"]
    before, after = (law_of_day(corpus, jurisdiction, day) for day in (on(1), on(11)))
    assert [share.value.en for share in before.limits] == ["50%"]
    assert [share.value.en for share in after.limits] == ["40%"]
    shares = {clause.link.title.id: clause for circular in after.binding for clause in circular.clauses}
    old, new = shares["Batas pegawai di rumah"], shares["Batas baru"]
    assert (old.governs, new.governs, new.superseded) == (False, True, None)
    assert old.superseded is not None
    assert (old.superseded.circular, old.superseded.name) == ("dki-jakarta/se-2", "share")
    assert after.counts[0] == sum(clause.superseded is None for clause in shares.values())
    assert before.counts[0] == len([clause for circular in before.binding for clause in circular.clauses])
    circular = corpus.circulars["dki-jakarta/se-sekda-34-2023"]
    (limit,) = (clause for clause in circular.clauses if clause.name == "wfh-share")
    (found,) = superseded(corpus, circular, limit)
    assert (found.days, found.clause.short) == (Period(on(4), on(29)), "Edaran 2")


def test_a_limit_for_some_units_leaves_the_other_limit_to_the_others(tmp_path: Path) -> None:
    when = "when:\n  properties: {service: {const: direct}}\n  required: [service]\n"
    only = {f"{NEW}/clauses/share.yaml": share("Batas", "from: 2023-09-04, until: 2023-09-29, value: 40%", when=when)}
    corpus = corpus_of(tmp_path, only)
    found = law_of_day(corpus, corpus.jurisdictions["dki-jakarta"], on(11))
    assert [share.value.en for share in found.limits] == ["40%", "50%"]


def warned(root: Path, changes: Mapping[str, str | bytes | None] | None = None) -> list[dict[str, Any]]:
    done, found = checked(write(root, {**LAW, **(changes or {})}))
    assert done == 0
    return [entry for entry in found if entry["code"] == "LW009"]


def test_each_clause_that_goes_silent_is_told_once(tmp_path: Path) -> None:
    found = warned(tmp_path / "both")
    assert [entry["path"] for entry in found] == [f"{CIRCULAR}/clauses/{name}.yaml" for name in ("a-late", "b-noon")]
    first = found[0]
    assert first["severity"] == "warning"
    assert first["message"].startswith("Butir ini tidak berlaku (2023-09-11 s.d. 2023-09-15): tentang presensi")
    assert "Edaran 2" in first["message"]
    assert [near["path"] for near in first["related"]] == [f"{NEW}/clauses/attendance.yaml"]
    ended: dict[str, str | bytes | None] = {
        f"{CIRCULAR}/clauses/a-late.yaml": OLD_ATTENDANCE + "until: 2023-09-10\n",
        f"{CIRCULAR}/clauses/b-noon.yaml": None,
    }
    assert warned(tmp_path / "ended", ended) == []
    (one,) = warned(tmp_path / "hours", {**ended, f"{NEW}/clauses/hours.yaml": hours("Jam baru", "08:00")})
    assert one["clause"]["id"] == "dki-jakarta/se-sekda-34-2023/hours"
    assert one["message"].startswith("Butir ini tidak berlaku (2023-09-04 s.d. 2023-09-29): tentang jam kerja")


@pytest.mark.parametrize(
    ("own", "other", "left"),
    [
        ((4, 8), (5, 6), [(4, 4), (7, 8)]),
        ((4, 8), (1, 4), [(5, 8)]),
        ((4, 8), (8, 30), [(4, 7)]),
        ((4, 8), (4, 8), []),
        ((4, 8), (9, 12), [(4, 8)]),
        ((4, None), (6, 7), [(4, 5), (8, None)]),
        ((4, None), (6, None), [(4, 5)]),
        ((4, 8), (6, None), [(4, 5)]),
    ],
)
def test_days_outside_a_period(
    own: tuple[int, int | None], other: tuple[int, int | None], left: list[tuple[int, int | None]]
) -> None:
    def period(ends: tuple[int, int | None]) -> Period:
        return Period(on(ends[0]), None if ends[1] is None else on(ends[1]))

    assert period(own).outside(period(other)) == tuple(period(ends) for ends in left)
