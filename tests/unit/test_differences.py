"""What two versions of a schedule differ in, by day and person."""

from __future__ import annotations

import datetime

import pytest

from giliran.history import Commit
from giliran.history.differences import DayChange, Difference, changes, difference
from giliran.history.record import Step
from giliran.history.versions import UNREADABLE, Version, read_version
from giliran.textfaults import MAX_BYTES
from tests.pasts import turns
from tests.repository import SCHEDULE


def version(text: str | bytes) -> Version:
    return read_version(SCHEDULE, text if isinstance(text, bytes) else text.encode())


def september(day: int) -> datetime.date:
    return datetime.date(2023, 9, day)


BASE = turns({1: "ab02", 4: "ab02, ac03"}, {4: "ab02"})


def test_a_new_file_and_one_that_is_gone() -> None:
    assert difference(None, version(BASE)) == Difference("created", 3, 2, 1)
    assert difference(version(BASE), None) == Difference("deleted", 3, 2, 1)
    assert difference(None, version(turns({}))) == Difference("created")


def test_who_moves_where_on_which_day() -> None:
    found = difference(version(BASE), version(turns({1: "ac03, aa01", 4: "ab02, ac03", 5: "ab02"}, {4: "ab02"})))
    assert found == Difference(
        "edited",
        days=(
            DayChange(september(1), to_home=("aa01", "ac03"), to_office=("ab02",)),
            DayChange(september(5), to_home=("ab02",)),
        ),
    )


@pytest.mark.parametrize("after", [turns({4: "ab02, ac03"}, {4: "ab02"}), turns({1: "", 4: "ab02, ac03"}, {4: "ab02"})])
def test_a_day_that_vanishes(after: str) -> None:
    """Whether its line is deleted or its list is emptied."""
    days = (DayChange(september(1), to_office=("ab02",), emptied=True),)
    assert difference(version(BASE), version(after)) == Difference("edited", days=days)


def test_recalls_come_go_and_change() -> None:
    called = version(turns({4: "ab02, ac03"}, {4: "ab02"}))
    swapped = version(turns({4: "ab02, ac03"}, {4: "ac03"}))
    day = DayChange(september(4), recalled=("ac03",), unrecalled=("ab02",))
    assert difference(called, swapped).days == (day,)
    for text in (
        turns({4: "ab02, ac03"}, {4: "ab02"}, reason="sidang"),
        turns({4: "ab02, ac03"}, {4: "ab02"}).replace("aa01", "ad04"),
    ):
        assert difference(called, version(text)).days == (DayChange(september(4), recalled_otherwise=("ab02",)),)


@pytest.mark.parametrize(
    "after",
    [
        f"# catatan\n{BASE}",
        turns({4: "ac03, ab02", 1: "ab02"}, {4: "ab02"}),
        BASE.replace("\n", "\r\n"),
        BASE.replace("wfh:\n", "wfh:\n  2023-09-05: []\n"),
    ],
)
def test_another_writing_of_the_same(after: str) -> None:
    assert difference(version(BASE), version(after)) == Difference("same")


@pytest.mark.parametrize(
    "hostile",
    [
        b"",
        b"\xff\xfe\x00",
        b"wfh: [",
        b"wfh: {2023-09-01: ab02}",
        b"wfh: {2023-09-01: [Budi]}",
        b"wfh: &a {2023-09-01: *a}",
        b"- ab02",
        b"12",
        b"wfh: {}\nodd: 1\n",
        b"../../umum.yaml",
        b"[" * 100_000,
        b"<<<<<<< HEAD\nwfh: {}\n=======\nwfh: {}\n>>>>>>> x\n",
        b"wfh: {}\n" + b"#" * MAX_BYTES,
    ],
)
def test_an_old_version_that_cannot_be_read_is_said_so(hostile: bytes) -> None:
    assert version(hostile) is UNREADABLE
    assert difference(version(BASE), version(hostile)) == Difference("unreadable")


def test_days_that_do_not_belong_are_passed_over() -> None:
    """No date of another month and none that does not exist was ever accepted."""
    odd = "wfh:\n  2023-09-31: [ab02]\n  2023-10-02: [ab02]\n  2023-09-01: [ab02]\n"
    assert version(odd).home == {september(1): ("ab02",)}


def test_each_step_is_compared_with_the_last_that_could_be_read() -> None:
    versions = [version(BASE), UNREADABLE, version(BASE), version(BASE), None, version(BASE)]
    steps = [Step(number, Commit(str(number), number, ()), found) for number, found in enumerate(versions)]
    found = [change.difference.kind for change in changes(steps)]
    assert found == ["created", "unreadable", "mended", "same", "deleted", "created"]


def test_what_a_cut_commit_holds_was_found_not_made() -> None:
    """The next change is compared with it; an unreadable find stands for an empty one."""
    after = Step(1, Commit("b", 1, ()), version(turns({1: "ab02"})))
    for start, days in (
        (version(turns({})), 1),
        (version(turns({1: "ab02", 4: "ac03"})), 1),
        (UNREADABLE, 1),
    ):
        cut = Step(0, Commit("a", 0, (), cut=True), start)
        (only,) = changes((cut, after))
        assert only.commit.name == "b"
        assert only.difference.kind == "edited"
        assert len(only.difference.days) == days
