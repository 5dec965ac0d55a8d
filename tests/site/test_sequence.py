"""What calendars ask of an event: how often it has changed, and when. Each number is written out."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
import vobject
from icalendar import Calendar

from giliran.render.feeds import feed_files
from giliran.views.feeds import feeds
from tests.pasts import ATTENDANCE, HOUR, START, Repository, turns
from tests.repository import CIRCULAR, FILES, SCHEDULE, UNIT

if TYPE_CHECKING:
    from pathlib import Path

EPOCH = START + 1000 * HOUR
BUDI, CITRA, UMUM = "feeds/person/ab02.ics", "feeds/person/ac03.ics", "feeds/unit/bkd/umum.ics"
MOVED = FILES[UNIT].replace("name: Citra Rekaan, status: pppk", "name: Citra Rekaan, status: pppk, until: 2023-09-10")
NEW_UNIT = """\
name: Subbagian Baru
kind: subbagian
supervisor: ca01
employees:
  - {id: ca01, name: Hana Rekaan, status: pns}
  - {id: cb02, name: Indra Rekaan, status: pns}
  - {id: ac03, name: Citra Rekaan, status: pppk, from: 2023-09-11}
"""


def written(repository: Repository) -> dict[str, bytes]:
    """Write the feeds as they are now; two libraries must be able to read each."""
    files = dict(feed_files(feeds(repository.corpus(), repository.record()), EPOCH))
    for content in files.values():
        vobject.readOne(content.decode()).validate(raiseException=True)
    return files


def seen(files: dict[str, bytes], path: str) -> dict[int, tuple[int, int]]:
    """Give, for each day of September in a feed, the sequence and the hours since ``START`` of its last change."""
    found = {}
    for event in Calendar.from_ical(files[path]).walk("VEVENT"):
        changed = event.decoded("last-modified")
        assert changed == event.decoded("dtstamp")
        hours = (changed - datetime.datetime.fromtimestamp(START, datetime.UTC)) / datetime.timedelta(hours=1)
        found[event.decoded("dtstart").day] = (int(str(event["sequence"])), int(hours))
    return found


def changed_at(files: dict[str, bytes], path: str) -> int:
    """Give the hours since ``START`` of the last change of a whole feed."""
    moment = Calendar.from_ical(files[path]).decoded("last-modified")
    return int(moment.timestamp() - START) // HOUR


def test_every_change_of_a_turn_counts(tmp_path: Path) -> None:
    """Budi on the 4th, from the first commit to the last: home, called in, home again, taken away, given back."""
    repository = Repository(tmp_path)
    story = [
        (turns({1: "ab02", 4: "ab02"}), (0, 0), (0, 0)),
        (turns({1: "ab02", 4: "ab02"}, {4: "ab02"}), (1, 1), (1, 1)),
        (turns({1: "ab02", 4: "ab02"}, {4: "ab02"}, reason="sidang"), (1, 1), (1, 1)),
        (turns({1: "ab02", 4: "ab02"}), (2, 3), (2, 3)),
        (turns({1: "ab02", 4: "ab02, ac03"}), (2, 3), (3, 4)),
        (turns({1: "ab02", 4: "ac03"}), None, (4, 5)),
        (turns({1: "ab02"}), None, None),
        (turns({1: "ab02", 4: "ab02"}), (4, 7), (6, 7)),
        ("# catatan\n" + turns({4: "ab02", 1: "ab02"}), (4, 7), (6, 7)),
    ]
    for number, (schedule, person, unit) in enumerate(story):
        if number == 0:
            repository.begin({SCHEDULE: schedule})
        else:
            repository.commit({SCHEDULE: schedule})
        files = written(repository)
        assert seen(files, BUDI).get(4) == person, number
        assert seen(files, UMUM).get(4) == unit, number
        assert seen(files, BUDI)[1] == seen(files, UMUM)[1] == (0, 0), number


def test_a_file_that_is_deleted_and_written_again_goes_on(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.begin({SCHEDULE: turns({1: "ab02"})})
    repository.commit({SCHEDULE: None})
    assert not written(repository)
    repository.commit({SCHEDULE: turns({1: "ab02", 4: "ab02"})})
    assert seen(written(repository), BUDI) == {1: (2, 2), 4: (0, 2)}


def test_another_superior_is_a_change_to_the_person_alone(tmp_path: Path) -> None:
    """The event of the person names who ordered the recall; that of the unit does not."""
    unit = FILES[UNIT].replace(
        "employees:", "other-supervisors: [{employee: ab02, from: 2023-09-05, until: 2023-09-05}]\nemployees:"
    )
    schedule = turns({5: "ac03"}, {5: "ac03"}).replace("aa01", "ab02")
    repository = Repository(tmp_path)
    repository.begin({SCHEDULE: schedule, UNIT: unit})
    repository.commit({SCHEDULE: schedule.replace("ab02", "aa01"), UNIT: FILES[UNIT]})
    files = written(repository)
    assert seen(files, CITRA) == {5: (1, 1)}
    assert seen(files, UMUM) == {5: (0, 1)}


def test_a_transfer_keeps_the_count(tmp_path: Path) -> None:
    """Citra is at home on the 11th, first in one unit and then in another: no change of the day, a change of the words."""
    repository = Repository(tmp_path)
    repository.begin({SCHEDULE: turns({4: "ac03", 11: "ac03"})})
    repository.commit({SCHEDULE: turns({4: "ac03"})})
    repository.commit({SCHEDULE: turns({4: "ac03", 11: "ac03"})})
    assert seen(written(repository), CITRA) == {4: (0, 0), 11: (2, 2)}
    new = "schedules/bkd/baru/2023-09.yaml"
    repository.commit(
        {
            UNIT: MOVED,
            SCHEDULE: turns({4: "ac03"}),
            "units/bkd/baru.yaml": NEW_UNIT,
            new: turns({11: "ac03"}),
        }
    )
    files = written(repository)
    assert seen(files, CITRA) == {4: (0, 3), 11: (2, 3)}
    assert seen(files, "feeds/unit/bkd/baru.ics") == {11: (0, 3)}
    repository.commit({new: turns({11: "cb02"})})
    repository.commit({new: turns({11: "ac03"})})
    assert seen(written(repository), CITRA) == {4: (0, 3), 11: (4, 5)}


def test_a_transfer_in_two_commits_counts_both(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.begin({SCHEDULE: turns({11: "ac03"})})
    repository.commit({UNIT: MOVED, SCHEDULE: turns({}), "units/bkd/baru.yaml": NEW_UNIT})
    repository.commit({"schedules/bkd/baru/2023-09.yaml": turns({11: "ac03"})})
    assert seen(written(repository), CITRA) == {11: (2, 2)}


def test_a_renamed_unit_keeps_its_people_and_starts_anew(tmp_path: Path) -> None:
    """The UID of a person names no unit; that of the unit does, so its events are new, and old ones when it is renamed back."""
    repository = Repository(tmp_path)
    repository.begin({SCHEDULE: turns({1: "ab02", 4: "ab02"})})
    repository.commit({SCHEDULE: turns({1: "ab02", 4: "ab02"}, {4: "ab02"})})
    schedule, unit = (repository.data / path for path in (SCHEDULE, UNIT))
    new = {"units/bkd/tata.yaml": unit.read_bytes(), "schedules/bkd/tata/2023-09.yaml": schedule.read_bytes()}
    repository.commit({UNIT: None, SCHEDULE: None, **new})
    files = written(repository)
    assert UMUM not in files
    assert seen(files, BUDI) == {1: (0, 2), 4: (1, 2)}
    assert seen(files, "feeds/unit/bkd/tata.ics") == {1: (0, 2), 4: (0, 2)}
    back = {UNIT: new["units/bkd/tata.yaml"], SCHEDULE: new["schedules/bkd/tata/2023-09.yaml"]}
    repository.commit({**back, **dict.fromkeys(new)})
    files = written(repository)
    assert seen(files, BUDI) == {1: (0, 3), 4: (1, 3)}
    assert seen(files, UMUM) == {1: (2, 3), 4: (3, 3)}


def test_a_branch_counts_once_when_it_is_merged(tmp_path: Path) -> None:
    """Three commits on a branch, none of them ever published, are one change."""
    repository = Repository(tmp_path)
    repository.begin({SCHEDULE: turns({1: "ab02"})})
    repository.git("switch", "--quiet", "--create", "side")
    for home in ("ac03", "ab02", "ac03"):
        repository.commit({SCHEDULE: turns({1: "ab02", 4: home})})
    repository.git("switch", "--quiet", "main")
    repository.merge("side")
    files = written(repository)
    assert seen(files, BUDI) == {1: (0, 0)}
    assert seen(files, CITRA) == {4: (0, 4)}
    assert seen(files, UMUM) == {1: (0, 0), 4: (0, 4)}


@pytest.mark.parametrize("old", [b"wfh: [", b"\xff\xfe", b"wfh: {2023-09-04: [Budi Rahasia]}"])
def test_a_version_that_cannot_be_read_changes_nothing(tmp_path: Path, old: bytes) -> None:
    repository = Repository(tmp_path)
    repository.begin({SCHEDULE: turns({4: "ab02"})})
    repository.commit({SCHEDULE: old})
    repository.commit({SCHEDULE: turns({4: "ab02"})})
    repository.commit({SCHEDULE: old})
    repository.commit({SCHEDULE: turns({4: "ab02"}, {4: "ab02"})})
    assert seen(written(repository), BUDI) == {4: (1, 4)}


def test_a_change_of_the_words_moves_the_time_and_not_the_count(tmp_path: Path) -> None:
    """The unit, its agency, the jurisdiction and the law; not the worked examples, not the staff of somebody else."""
    repository = Repository(tmp_path)
    repository.begin({SCHEDULE: turns({4: "ab02"})})
    attendance = next(iter(ATTENDANCE))
    changes: list[tuple[dict[str, str | bytes | None], int]] = [
        ({UNIT: FILES[UNIT].replace("Budi Rekaan", "Budi B. Rekaan")}, 1),
        ({"units/bkd/agency.yaml": FILES["units/bkd/agency.yaml"].replace("Daerah", "Kota")}, 2),
        ({attendance: ATTENDANCE[attendance].replace("06:00", "06:30")}, 3),
        ({f"{CIRCULAR}/circular.yaml": FILES[f"{CIRCULAR}/circular.yaml"].replace("dari rumah", "di rumah")}, 4),
        ({attendance: None}, 5),
        ({"policy/jurisdictions/dki-jakarta.yaml": "name: DKI\n" + FILES["policy/jurisdictions/dki-jakarta.yaml"]}, 6),
        ({f"{CIRCULAR}/readings.yaml": "# nanti\n{}\n"}, 6),
        ({"units/dinkes/agency.yaml": FILES["units/dinkes/agency.yaml"].replace("Kesehatan", "Sehat")}, 6),
        ({"schedules/bkd/umum/2023-10.yaml": "wfh:\n  2023-10-02: [ac03]\n"}, 6),
        ({"README.md": "x"}, 6),
    ]
    for change, hours in changes:
        repository.commit(change)
        files = written(repository)
        assert seen(files, BUDI) == {4: (0, hours)}, change
        assert changed_at(files, BUDI) == hours, change


def test_a_turn_that_is_taken_away_dates_the_feed(tmp_path: Path) -> None:
    """The event is gone, and the calendar as a whole says when."""
    repository = Repository(tmp_path)
    repository.begin({SCHEDULE: turns({1: "ab02", 4: "ab02, ac03"})})
    repository.commit({SCHEDULE: turns({1: "ab02", 4: "ac03"})})
    files = written(repository)
    assert seen(files, BUDI) == {1: (0, 0)}
    assert [changed_at(files, path) for path in (BUDI, CITRA, UMUM)] == [1, 0, 1]
    repository.commit({SCHEDULE: turns({4: "ac03"})})
    assert changed_at(written(repository), UMUM) == 2


def test_a_clock_that_goes_back_makes_nothing_older(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.begin({SCHEDULE: turns({4: "ab02"})})
    repository.commit({SCHEDULE: turns({4: "ab02"}, {4: "ab02"})})
    repository.time -= 10 * HOUR
    repository.commit({SCHEDULE: turns({4: "ab02"})})
    assert seen(written(repository), BUDI) == {4: (2, 1)}


def test_only_the_feeds_that_hold_a_change_are_written_anew(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.begin({SCHEDULE: turns({1: "ab02", 4: "ac03", 5: "aa01"})})
    before = written(repository)
    repository.commit({SCHEDULE: turns({1: "ab02", 4: "aa01", 5: "aa01"})})
    after = written(repository)
    changed = {path for path in {*before, *after} if before.get(path) != after.get(path)}
    assert changed == {"feeds/person/aa01.ics", CITRA, UMUM}
    assert BUDI in before


def test_without_history_everything_is_new_at_a_fixed_time(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.write({**FILES, **ATTENDANCE})
    files = written(repository)
    hours = (EPOCH - START) // HOUR
    assert seen(files, BUDI) == {1: (0, hours), 4: (0, hours), 11: (0, hours)}
    assert changed_at(files, BUDI) == hours
    assert files == feed_files(feeds(repository.corpus()), EPOCH)


def test_what_is_not_committed_yet_has_the_time_of_the_commit_below(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.begin({SCHEDULE: turns({1: "ab02"})})
    repository.write({SCHEDULE: turns({1: "ab02", 4: "ab02"})})
    hours = (EPOCH - START) // HOUR
    assert seen(written(repository), BUDI) == {1: (0, 0), 4: (0, hours)}


def test_a_shallow_copy_counts_from_where_it_begins(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "whole")
    repository.begin({SCHEDULE: turns({4: "ab02"})})
    repository.commit({SCHEDULE: turns({4: "ab02"}, {4: "ab02"})})
    repository.commit({SCHEDULE: turns({4: "ab02"})})
    assert seen(written(repository), BUDI) == {4: (2, 2)}
    repository.git("clone", "--quiet", "--depth=2", f"file://{repository.root}", str(tmp_path / "part"))
    part = Repository(tmp_path / "part")
    assert seen(written(part), BUDI) == {4: (1, 2)}


def test_the_zone_of_the_calendar_is_named_and_no_day_needs_it(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.begin()
    files = written(repository)
    feed = Calendar.from_ical(files[BUDI])
    assert feed["x-wr-timezone"] == "Asia/Jakarta"
    assert feed["method"] == "PUBLISH"
    assert not feed.walk("VTIMEZONE")
    assert b"TZID" not in files[BUDI]
    repository.commit({"policy/calendar.yaml": "zone: Asia/Makassar\n"})
    assert Calendar.from_ical(written(repository)[BUDI])["x-wr-timezone"] == "Asia/Makassar"
