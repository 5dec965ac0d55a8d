"""Fifty small worlds with a schedule each: all that may stand in a month, lawful and not.

Every world is an invented unit of 1 to 40 people under a circular with 50 % and an inner 75 %, and differs in what happens
to it: people who come, go or come back, recalls, dispensations, exclusion, days off, a Saturday that is worked, names that
look like formulas, entries that break the law.
"""

from __future__ import annotations

import datetime
import os
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from giliran.corpus.build import build
from giliran.edits import schedule_text
from giliran.model import Recall
from giliran.sheets.month import month_grid
from giliran.tree import Entry, Tree
from tests.properties.oracle import Exclusion, Grant, Month, Rulebook, Scope, Share, Span, Stay, World, count_month
from tests.properties.worlds import UNIT, files, tree_of

if TYPE_CHECKING:
    from giliran.sheets.month import MonthGrid

MONTH = "2023-09"
PATH = f"schedules/{UNIT}/{MONTH}.yaml"
NUMBER = 50
STRANGER = "zz99"
_ODD_NAMES = (
    "=SUM(A1)",
    "+Plus Rekaan",
    "-Minus Rekaan",
    "@Nama Rekaan",
    "Rofi'i, S.H.",
    '"Kutip" Rekaan',
    "Zoë Rekaan",
)


def _day(number: int) -> datetime.date:
    return datetime.date(2023, 9, number)


@dataclass(frozen=True)
class Fixture:
    """One world with its schedule; ``home`` has every entry of it."""

    number: int
    world: World
    counted: Month
    tree: Tree
    home: dict[datetime.date, tuple[str, ...]]

    def with_home(self, home: dict[datetime.date, tuple[str, ...]]) -> Tree:
        """Give the same files with other people at home."""
        return _with(self.tree, home, _recalls(self.world, self.home))


def fixture_by_chance(seed: int) -> Fixture:
    """Give a further fixture, of the kind that the seed has among the fifty, with other people and other days."""
    return _fixture(seed % NUMBER, random.Random(NUMBER + seed))


def _fixture(number: int, chance: random.Random) -> Fixture:
    world = _world(number, chance)
    counted = count_month(world, MONTH)
    home = _home(number, counted, world, chance)
    found: dict[str, Any] = files(world)
    employees = found[f"units/{UNIT}.yaml"]["employees"]
    if number % 4 == 1:
        ids = dict.fromkeys(employee["id"] for employee in employees)
        names = dict(zip(ids, _ODD_NAMES, strict=False))
        for employee in employees:
            employee["name"] = names.get(employee["id"], employee["name"])
    tree = _with(tree_of(found), home, _recalls(world, home))
    return Fixture(number, world, counted, tree, home)


def _world(number: int, chance: random.Random) -> World:
    in_force = Span(datetime.date(2023, 8, 21), _day(20) if number % 10 == 7 else datetime.date(2023, 10, 21))
    base = ("pns", "pppk") if number % 6 else ("pns",)
    value = 5000 if number % 7 else 3333
    windows: tuple[tuple[Span, int], ...] = ((in_force, value), (Span(_day(4), _day(7)), 7500))
    if number % 10 == 4:  # two periods with days between them that no value covers
        windows = ((Span(in_force.first, _day(8)), value), (Span(_day(18), in_force.last), value), windows[1])
    share = Share("share-1", windows, base, "down" if number % 9 else "up")
    excluded = number % 8 == 3
    services = ("direct",) if excluded else ("support",)
    exclusion = Exclusion("exclude-1", Scope(services, None), Span(_day(11), _day(15)) if number % 16 == 3 else Span())
    book = Rulebook("aturan-1", in_force, (share,), (exclusion,))
    grants: tuple[Grant, ...] = ()
    if number % 5 == 2:
        grants = (Grant("aturan-1", "share-1", Span(_day(18), _day(22)), 6250),)
    if number % 24 == 11:
        grants = (Grant("aturan-1", "exclude-1", Span(_day(1), _day(29)), None),)
    size = 1 + number * 40 // NUMBER if number else 1
    staff = tuple(stay for person in range(1, size + 1) for stay in _stays(f"pg{person:02}", chance))
    off = frozenset({_day(13)}) if number % 3 == 0 else frozenset()
    worked = frozenset({_day(16)}) if number % 11 == 4 else frozenset()
    facts = {"service": "direct", "digital": False}
    return World((book,), facts, {}, staff, "pg01", grants, (5, 6), off, worked)


def _stays(person: str, chance: random.Random) -> tuple[Stay, ...]:
    status = chance.choice(["pns", "pns", "pns", "pppk", "pjlp"])
    kind = chance.randrange(10) if person != "pg01" else 9
    if kind == 0:
        return (Stay(person, status, Span(_day(chance.randint(2, 28)))),)
    if kind == 1:
        return (Stay(person, status, Span(None, _day(chance.randint(2, 28)))),)
    if kind == 2:
        return (Stay(person, status, Span(None, _day(8))), Stay(person, "pns", Span(_day(19))))
    return (Stay(person, "pns" if person == "pg01" else status, Span()),)


def _home(number: int, counted: Month, world: World, chance: random.Random) -> dict[datetime.date, tuple[str, ...]]:
    found: dict[datetime.date, tuple[str, ...]] = {}
    for date, day in counted.listable.items():
        people = sorted(day.people)
        most = len(people) if number % 13 == 5 else day.cap
        chosen = chance.sample(
            people, min(len(people), chance.choice([most, most, max(0, most - 1), 1 if most else 0]))
        )
        if number % 13 == 9 and chance.random() < 0.8:
            chosen = sorted({*chosen, chance.choice([*(stay.person for stay in world.staff), STRANGER])})
        if chosen:
            found[datetime.date.fromisoformat(date)] = tuple(sorted(chosen))
    return {} if number % 17 == 1 else found


def _recalls(world: World, home: dict[datetime.date, tuple[str, ...]]) -> tuple[Recall, ...]:
    days = sorted(home)[::6] if len(world.staff) % 3 == 0 else []
    return tuple(Recall(day, home[day][0], "pg01", "rapat: anggaran dimajukan") for day in days)


def _with(tree: Tree, home: dict[datetime.date, tuple[str, ...]], recalls: tuple[Recall, ...]) -> Tree:
    content = schedule_text(home, recalls).encode()
    entries = {**tree.entries, PATH: Entry(PATH, content, "file", len(content))}
    return Tree({path: entries[path] for path in sorted(entries)})


def grid_of(tree: Tree) -> MonthGrid:
    """Lay out the month of a fixture."""
    return month_grid(build(tree, frozenset())[0], UNIT, MONTH)


ROUNDS = int(os.environ.get("GILIRAN_SHEETS", "1"))
"""How many times as much is tried by chance as in an ordinary run."""

ALL: tuple[Fixture, ...] = tuple(_fixture(number, random.Random(number)) for number in range(NUMBER))
"""All fifty, the same each time."""
