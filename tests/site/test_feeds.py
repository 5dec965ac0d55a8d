"""The calendar feeds against the schedules, read back by two libraries that know nothing of each other."""

from __future__ import annotations

import datetime
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import vobject
from icalendar import Calendar, Event, vText

from giliran import views
from giliran.check import check
from giliran.render.feeds import feed_files, text_line
from giliran.store import commit_time, read_tree
from giliran.views.feeds import feeds
from tests.repository import CIRCULAR, FILES, UNIT, write
from tests.site.reading import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from giliran.corpus import Corpus
    from giliran.views.events import Feed
    from tests.site.reading import Site

STAMP = 1_700_000_000
HOME, RECALLED = "Bekerja dari rumah", "Dipanggil ke kantor"
PERSON, UNITS = "feeds/person/", "feeds/unit/"


def of(site: Site) -> dict[str, bytes]:
    return {name: content for name, content in site.files.items() if name.startswith("feeds/")}


def events(content: bytes) -> list[dict[str, str]]:
    """Read the events of a feed with icalendar."""
    found = []
    for event in Calendar.from_ical(content).walk("VEVENT"):
        first, last = event.decoded("dtstart"), event.decoded("dtend")
        assert type(first) is type(last) is datetime.date
        assert last - first == datetime.timedelta(days=1)
        parts = {name: str(event[name]) for name in ("uid", "summary", "description")}
        found.append({"day": first.isoformat(), **parts})
    return found


def made(root: Path, changes: Mapping[str, str] | None = None, epoch: int = STAMP) -> Mapping[str, bytes]:
    """Make the feeds of the small repository."""
    outcome = check(read_tree(write(root, changes or {})))
    assert outcome.report.clean
    return feed_files(feeds(outcome.corpus), epoch)


@pytest.fixture(scope="module")
def told(internal: Site) -> dict[str, list[dict[str, str]]]:
    """Give the events of every feed of this repository."""
    return {name: events(content) for name, content in of(internal).items()}


def test_every_turn_is_an_event_and_nothing_else_is(corpus: Corpus, told: dict[str, list[dict[str, str]]]) -> None:
    people: dict[str, list[tuple[str, str]]] = {}
    units: dict[str, list[tuple[str, set[str], set[str]]]] = {}
    for schedule in corpus.schedules.values():
        names = {member.id: member.name for member in corpus.units[schedule.unit].employees}
        for day, ids in schedule.home.items():
            called = {entry.employee for entry in schedule.recalls if entry.day == day}
            for person in ids:
                turn = (day.isoformat(), RECALLED if person in called else HOME)
                people.setdefault(f"{PERSON}{person}.ics", []).append(turn)
            if ids:
                both = {names[person] for person in {*ids} - called}, {names[person] for person in called}
                units.setdefault(f"{UNITS}{schedule.unit}.ics", []).append((day.isoformat(), *both))
    assert set(told) == set(people) | set(units)
    for name, turns in people.items():
        assert [(event["day"], event["summary"]) for event in told[name]] == sorted(turns), name
    for name, days in units.items():
        assert [event["day"] for event in told[name]] == sorted(day for day, _, _ in days), name
        for event, (_, home, called) in zip(told[name], sorted(days, key=lambda entry: entry[0]), strict=True):
            lines = event["description"].split("\n")
            at = lines.index(f"{RECALLED}:") if called else len(lines)
            assert {*lines[:at]} - {f"{HOME}:", ""} == home, (name, event)
            assert {*lines[at + 1 :]} == called, (name, event)
            assert event["summary"] == (f"{len(home)} pegawai bekerja dari rumah" if home else RECALLED)
    assert any(summary == RECALLED for turns in people.values() for _, summary in turns)
    assert any(called for days in units.values() for _, _, called in days)


def test_a_second_library_reads_the_same(internal: Site, told: dict[str, list[dict[str, str]]]) -> None:
    for name, content in of(internal).items():
        feed = vobject.readOne(content.decode())
        feed.validate(raiseException=True)
        found = [
            {
                "day": event.dtstart.value.isoformat(),
                "uid": event.uid.value,
                "summary": event.summary.value,
                "description": event.description.value,
            }
            for event in feed.vevent_list
        ]
        assert found == told[name], name


def test_uids_are_unique_and_say_who_and_when(told: dict[str, list[dict[str, str]]]) -> None:
    count = Counter(event["uid"] for found in told.values() for event in found)
    assert max(count.values()) == 1
    for name, found in told.items():
        own = name.removeprefix(PERSON).removeprefix(UNITS).removesuffix(".ics").replace("/", ".")
        assert [event["uid"] for event in found] == [f"{own}-{event['day']}@dki-jakarta.giliran" for event in found]


def test_lines_are_short_and_end_as_they_must(internal: Site) -> None:
    longest = 0
    for name, content in of(internal).items():
        assert content.endswith(b"END:VCALENDAR\r\n"), name
        lines = content.split(b"\r\n")
        assert not any(b"\r" in line or b"\n" in line for line in lines), name
        longest = max(longest, *map(len, lines))
        content.decode()
        for line in lines:
            line.decode()  # no character is cut in two by folding
        assert b"://" not in content.replace(b"\r\n ", b""), name
    assert longest == 75


def test_the_head_of_a_feed(internal: Site) -> None:
    content = internal.files["feeds/unit/bpad/subbid-inventarisasi.ics"]
    feed = Calendar.from_ical(content)
    name = "Giliran Subbidang Inventarisasi, Badan Pengelolaan Aset Daerah"
    assert feed["name"] == feed["x-wr-calname"] == name
    assert feed["method"] == "PUBLISH"
    assert feed["version"] == "2.0"
    assert feed["prodid"] == "-//Giliran//Giliran//ID"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\nX-PUBLISHED-TTL:PT6H\r\n" in content
    stamp = datetime.datetime.fromtimestamp(commit_time(REPOSITORY), datetime.UTC)
    for event in feed.walk("VEVENT"):
        assert event.decoded("dtstamp") == event.decoded("last-modified") == stamp
        assert event["sequence"] == 0
        assert event["transp"] == "TRANSPARENT"
    assert feed["name"].params["language"] == "id"


def alone(feed: Feed) -> Calendar:
    """Make a feed by icalendar alone, event by event: slow, and what the assembled ones are held against."""
    stamp = datetime.datetime.fromtimestamp(STAMP if feed.time is None else feed.time, datetime.UTC)
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", "-//Giliran//Giliran//ID")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("name", feed.name, parameters={"LANGUAGE": "id"})
    made.add("x-wr-calname", feed.name)
    made.add("refresh-interval", datetime.timedelta(hours=6), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT6H")
    made.add("x-wr-timezone", feed.zone)
    made.add("last-modified", stamp)
    for turn in feed.events:
        stamp = datetime.datetime.fromtimestamp(STAMP if turn.time is None else turn.time, datetime.UTC)
        event = Event()
        event.add("uid", turn.uid)
        event.add("dtstamp", stamp)
        event.add("last-modified", stamp)
        event.add("sequence", turn.sequence)
        event.add("dtstart", turn.day)
        event.add("dtend", turn.day + datetime.timedelta(days=1))
        event.add("summary", turn.summary)
        event.add("description", turn.description)
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    return made


def properties(content: bytes) -> list[list[str]]:
    """Give the properties of a calendar and of each of its events, unfolded, in the order of their names."""
    lines = content.decode().replace("\r\n ", "").split("\r\n")
    parts: list[list[str]] = [[]]
    for line in lines:
        if line == "BEGIN:VEVENT":
            parts.append([])
        parts[-1].append(line)
    return [sorted(part) for part in parts]


def test_what_is_assembled_is_what_icalendar_makes(corpus: Corpus) -> None:
    told = feeds(corpus)
    files = feed_files(told, STAMP)
    assert list(files) == list(told)
    recalled = f"{PERSON}dt497.ics"
    for path in {*list(told)[::40], recalled}:
        feed = told[path]
        assert properties(files[path]) == properties(alone(feed).to_ical()), path


@pytest.mark.parametrize(
    "words",
    [
        "",
        "a" * 200,
        "é" * 100,
        "😀" * 60,
        "a" + "–" * 80,
        "satu, dua; tiga: empat\\lima\nenam\\nujuh",
        "x" * 70 + ",;\\\n" * 20,
    ],
    ids=["nothing", "ascii", "two bytes", "four bytes", "three bytes", "marks", "marks at the fold"],
)
def test_a_line_of_text_is_escaped_and_folded_as_the_libraries_read_it(words: str) -> None:
    for length in range(len(words), max(-1, len(words) - 6), -1):
        said = words[:length]
        line = text_line("SUMMARY", said)
        assert all(len(part) <= 75 for part in line.split(b"\r\n"))
        assert line.replace(b"\r\n ", b"") == b"SUMMARY:" + vText(said).to_ical() + b"\r\n"
        event = b"BEGIN:VEVENT\r\n" + line + b"END:VEVENT\r\n"
        assert str(Event.from_ical(event)["summary"]) == said


def test_bytes_depend_on_data_and_commit_alone(corpus: Corpus, internal: Site) -> None:
    """A later commit changes the stamps and nothing else: the UIDs stay."""
    assert feed_files(feeds(corpus), commit_time(REPOSITORY)) == of(internal)

    def without_stamps(files: Mapping[str, bytes]) -> dict[str, bytes]:
        pattern = rb"(DTSTAMP|LAST-MODIFIED):\d{8}T\d{6}Z"
        return {name: re.sub(pattern, rb"\1", content) for name, content in files.items()}

    later = feed_files(feeds(corpus), commit_time(REPOSITORY) + 86400)
    assert later != of(internal)
    assert without_stamps(later) == without_stamps(of(internal))


def test_no_reason_of_a_recall_leaves_the_page(corpus: Corpus, told: dict[str, list[dict[str, str]]]) -> None:
    text = "\n".join(event["description"] for found in told.values() for event in found)
    reasons = {recall.reason for schedule in corpus.schedules.values() for recall in schedule.recalls}
    assert reasons
    assert not {reason for reason in reasons if reason in text}


def test_the_law_of_the_day_is_told(tmp_path: Path) -> None:
    """Attendance and hours come from the clauses in force on the day; a circular without them says nothing."""
    name = "feeds/person/ab02.ics"
    bare = {event["day"]: event["description"] for event in events(made(tmp_path / "bare")[name])}
    unit = "Unit: Subbagian Umum, Badan Kepegawaian Daerah"
    assert bare == {
        "2023-09-01": unit,
        "2023-09-04": f"Diperintahkan oleh: Ani Rekaan\n{unit}",
        "2023-09-11": unit,
    }
    attendance = """\
title: {id: Presensi, en: Attendance}
kind: attendance
zone: Asia/Makassar
windows: [{title: {id: "Pagi; awal, segera", en: Morning}, from: "06:05", until: "08:00"}]
reference: {title: Berita}
from: 2023-09-11
"""
    hours = """\
title: {id: Jam, en: Hours}
kind: hours
zone: Asia/Jakarta
from-time: "07:30"
until-time: "16:00"
minimum-hours: 7.5
reference: {title: Berita}
until: 2023-09-10
"""
    clauses = {f"{CIRCULAR}/clauses/presensi.yaml": attendance, f"{CIRCULAR}/clauses/jam.yaml": hours}
    full = {event["day"]: event["description"] for event in events(made(tmp_path / "full", clauses)[name])}
    assert full["2023-09-01"] == f"Jam kerja: 07.30–16.00 WIB, paling sedikit 7,5 jam\n{unit}"
    assert full["2023-09-11"] == f"Pagi; awal, segera: 06.05–08.00 WITA\n{unit}"


def test_one_feed_after_a_transfer(tmp_path: Path) -> None:
    moved = FILES[UNIT].replace(
        "name: Citra Rekaan, status: pppk", "name: Citra Rekaan, status: pppk, until: 2023-09-30"
    )
    other = """\
name: Subbagian Baru
kind: subbagian
supervisor: ca01
employees:
  - {id: ca01, name: Hana Rekaan, status: pns}
  - {id: ac03, name: Citra Rekaan, status: pppk, from: 2023-10-01}
"""
    files = made(
        tmp_path,
        {UNIT: moved, "units/bkd/baru.yaml": other, "schedules/bkd/baru/2023-10.yaml": "wfh:\n  2023-10-02: [ac03]\n"},
    )
    found = events(files["feeds/person/ac03.ics"])
    assert [event["day"] for event in found] == ["2023-09-04", "2023-09-11", "2023-10-02"]
    assert found[-1]["description"] == "Unit: Subbagian Baru, Badan Kepegawaian Daerah"
    assert sorted(files) == [
        "feeds/person/ab02.ics",
        "feeds/person/ac03.ics",
        "feeds/unit/bkd/baru.ics",
        "feeds/unit/bkd/umum.ics",
    ]


@pytest.mark.parametrize("folder", ["", "en/"])
def test_pages_lead_to_the_feeds(corpus: Corpus, internal: Site, folder: str) -> None:
    """From a month to the unit and to each person with a turn in it, and from the page of the unit to the unit."""
    linked = set()
    for unit in corpus.units.values():
        for month in ("2023-08", "2023-09", "2023-10"):
            schedule = corpus.schedules.get(f"schedules/{unit.id}/{month}.yaml")
            turns = {person for ids in schedule.home.values() for person in ids} if schedule is not None else set()
            wanted = {f"{PERSON}{person}.ics" for person in turns} | ({f"{UNITS}{unit.id}.ics"} if turns else set())
            links = internal.page(f"{folder}schedules/{unit.id}/{month}/index.html").links
            found = Counter(link.lstrip("./") for link in links if link.endswith(".ics"))
            assert found == Counter(wanted), (unit.id, month)
            linked |= wanted
        links = internal.page(f"{folder}schedules/{unit.id}/index.html").links
        assert (f"{UNITS}{unit.id}.ics" in linked) == any(link.endswith(f"{UNITS}{unit.id}.ics") for link in links)
    assert linked == set(of(internal))


def test_the_public_edition_has_feeds_of_duties_alone(public: Site, corpus: Corpus) -> None:
    """They tell of the law: no event of them names a person or a unit."""
    found = {name for name, content in public.files.items() if b"BEGIN:VCALENDAR" in content}
    assert found == {name for name in public.files if name.endswith(".ics")}
    assert found
    assert all(name.startswith("law/duties/") for name in found)
    assert not [name for name in public.files if "feeds" in name]
    people = {member.id for unit in corpus.units.values() for member in unit.employees} | set(corpus.units)
    for name in found:
        words = {
            word for event in events(public.files[name]) for word in re.findall(r"[\w/-]+", " ".join(event.values()))
        }
        assert not words & people, name
    pages = {name: text for name, text in public.pages.items() if "decisions/" not in name}  # those may speak of them
    assert {name.removeprefix("en/") for name, text in pages.items() if ".ics" in text} == {"law/duties/index.html"}


def test_no_other_view_knows_of_feeds() -> None:
    """Their types hold names, so no view of the public edition may reach them."""
    for path in Path(views.__path__[0]).glob("*.py"):
        assert "giliran.views.feeds" not in path.read_text("utf-8"), path.name


def test_a_check_does_not_load_the_calendar() -> None:
    program = "import sys, giliran.cli, giliran.check, giliran.store; print('icalendar' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split() == ["False"]
