"""Whatever hand wrote a schedule: the days come out as wanted, and all else stays as it was, character by character."""

from __future__ import annotations

import datetime
import itertools
import re
from typing import TYPE_CHECKING

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from giliran.edits import applied, edits, rewritten
from tests.edits.styles import DAYS, PEOPLE, Written, schedules

if TYPE_CHECKING:
    from collections.abc import Mapping

PATH = "schedules/bkd/umum/2023-09.yaml"
WANTED = st.dictionaries(st.sampled_from((*DAYS, "2023-09-12")), st.sets(st.sampled_from(PEOPLE), max_size=4))


def dated(home: Mapping[str, set[str]]) -> dict[datetime.date, set[str]]:
    """Give days by date, as those do who call."""
    return {datetime.date.fromisoformat(day): people for day, people in home.items()}


def listed(text: str) -> dict[str, list[str]]:
    """Read the days back with a reader of others, which leaves every text as it is."""
    data = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - the loader that makes texts and nothing else
    home = data.get("wfh")
    return {day: people for day, people in home.items() if people} if isinstance(home, dict) else {}


@st.composite
def tasks(draw: st.DrawFn) -> tuple[Written, dict[str, set[str]], set[str]]:
    """Give a schedule, who shall be at home, and days that may not stand in it at all."""
    written = draw(schedules())
    wanted = draw(WANTED)
    for day in draw(st.sets(st.sampled_from(DAYS))):
        wanted[day] = set(written.home.get(day, ()))
    closed = {day for day in draw(st.sets(st.sampled_from(DAYS), max_size=2)) if not wanted.get(day)}
    return written, wanted, closed


@settings(max_examples=300, deadline=None)
@given(tasks())
def test_the_days_are_as_wanted_and_all_else_stays(task: tuple[Written, dict[str, set[str]], set[str]]) -> None:
    written, wanted, closed = task
    result = rewritten(PATH, written.text, dated(wanted), closed)
    found = listed(result)
    assert {day: set(people) for day, people in found.items()} == {day: who for day, who in wanted.items() if who}
    assert all(len(set(people)) == len(people) for people in found.values())
    assert re.findall(r"# c\d+", result) == re.findall(r"# c\d+", written.text)
    assert (
        result.endswith("\n") is written.ended or ("", None) in written.lines
    )  # an empty line may be the last one then
    assert ("\r" in result.replace("\r\n", "")) is False
    assert result.count("\r\n") in {0, result.count("\n")} or written.newline == "\n"
    assert _is_within(_lasting(written, wanted, closed), re.split("\r?\n", result))
    assert edits(PATH, result, dated(wanted), closed) == ()


@settings(max_examples=150, deadline=None)
@given(tasks())
def test_the_edits_of_one_day_mend_it_alone(task: tuple[Written, dict[str, set[str]], set[str]]) -> None:
    written, wanted, closed = task
    found = edits(PATH, written.text, dated(wanted), closed)
    assert all(before.end <= after.start for before, after in itertools.pairwise(found))
    before = listed(written.text)
    for day in {day for edit in found for day in edit.days}:
        after = listed(applied(written.text, [edit for edit in found if day in edit.days]))
        assert set(after.get(day, ())) == wanted.get(day, set())
        for other in {*before, *after} - {day}:
            assert after.get(other) == before.get(other) or set(after.get(other, ())) == wanted.get(other, set())


def _lasting(written: Written, wanted: dict[str, set[str]], closed: set[str]) -> list[str]:
    """Give the lines that no edit may touch: those of days that stay, and those of no day."""
    changed = {
        day
        for day, people in written.home.items()
        if day in written.broken or day in closed or set(people) != wanted.get(day, set())
    }
    news = any(people and day not in written.home for day, people in wanted.items())
    gone = not any(wanted.values())
    tight = {"wfh"} if changed or news or gone else set()
    return [line for line, day in written.lines if day not in changed and day not in tight]


def _is_within(some: list[str], lines: list[str]) -> bool:
    rest = iter(lines)
    return all(line in rest for line in some)
