"""Invented laws, units and schedules for the properties."""

from __future__ import annotations

import datetime
import json
import random
from typing import Any

from hypothesis import strategies as st

from giliran.tree import Entry, Tree
from tests.properties.oracle import (
    MONTHS,
    Day,
    Exclusion,
    Grant,
    Month,
    Rulebook,
    Scope,
    Share,
    Span,
    Stay,
    World,
)

FIRST, LAST = datetime.date(2023, 7, 1), datetime.date(2023, 12, 31)
SERVICES = ("direct", "operational-support", "administration")
STATUSES = ("pns", "pppk", "pjlp")
UNIT = "badan/subbagian"
STRANGER = "zz99"

Draw = Any  # what Hypothesis hands to a composite strategy; it has no name of its own

ordinals = st.integers(0, (LAST - FIRST).days)
percents = st.one_of(
    st.sampled_from([0, 2500, 3333, 5000, 6667, 7500, 9999, 10_000]),
    st.integers(0, 100).map(lambda whole: whole * 100),
    st.integers(0, 10_000),
)


def _day(ordinal: int) -> datetime.date:
    return FIRST + datetime.timedelta(days=ordinal)


@st.composite
def spans(draw: Draw, within: Span, *, shorter: bool = False) -> Span:
    """Draw days inside others; ``shorter`` leaves at least one of them out."""
    assert within.first is not None
    first, last = within.first, within.last or LAST
    start = draw(st.integers(0, (last - first).days))
    end = draw(st.integers(start, (last - first).days))
    if shorter and start == 0 and end == (last - first).days:
        end -= 1
    return Span(first + datetime.timedelta(days=start), first + datetime.timedelta(days=end))


@st.composite
def windows(draw: Draw, in_force: Span) -> tuple[tuple[Span, int], ...]:
    """Draw one to three windows, each inside the one before it or side by side in the same; in any order."""
    outer = in_force if draw(st.booleans()) else draw(spans(in_force))
    found = [(outer, draw(percents))]
    for _ in range(draw(st.integers(0, 2))):
        around = found[-1][0]
        if around.first == (around.last or LAST):
            break
        found.append((draw(spans(around, shorter=True)), draw(percents)))
    inner = found[-1][0]
    if len(found) == 2 and draw(st.booleans()) and inner.last is not None and inner.last < (outer.last or LAST):
        beside = Span(inner.last + datetime.timedelta(days=1), outer.last or LAST)
        found.append((draw(spans(beside)), draw(percents)))
    return tuple(draw(st.permutations(found)))


@st.composite
def rulebooks(draw: Draw, name: str) -> Rulebook:
    """Draw a circular: its days in force, one share or two for different services, exclusions."""
    start = draw(st.sampled_from([0, 0, 10, 51, 100]))
    last = None if draw(st.integers(0, 3)) == 0 else _day(draw(st.integers(start, (LAST - FIRST).days)))
    in_force = Span(_day(start), last)
    bases = st.sampled_from([("pns", "pppk"), ("pns", "pppk"), ("pns",), ("pppk", "pns"), STATUSES, ("pjlp",)])
    scopes: list[Scope | None] = [None]
    if draw(st.booleans()):
        own = tuple(draw(st.permutations(SERVICES))[: draw(st.integers(1, 2))])
        scopes = [Scope(own), Scope(tuple(service for service in SERVICES if service not in own))]
        scopes = scopes[: draw(st.integers(1, 2))]
    shares = tuple(
        Share(
            f"share-{number}",
            draw(windows(in_force)),
            draw(bases),
            draw(st.sampled_from(["down", "down", "up"])),
            scope,
        )
        for number, scope in enumerate(scopes, 1)
    )
    exclusions = tuple(
        Exclusion(
            f"exclude-{number}",
            Scope(
                tuple(draw(st.permutations(SERVICES))[: draw(st.integers(1, 2))]),
                draw(st.sampled_from([None, True, False])),
            ),
            draw(spans(in_force)) if draw(st.booleans()) else Span(),
        )
        for number in range(1, draw(st.integers(0, 2)) + 1)
    )
    if draw(st.integers(0, 9)) == 0:
        shares = ()
    return Rulebook(name, in_force, shares, exclusions)


@st.composite
def stays(draw: Draw, person: str, *, overlapping: bool) -> list[Stay]:
    """Draw the memberships of a person: one for ever, one that begins or ends, or two; these may overlap."""
    statuses = st.sampled_from(["pns", "pns", "pns", "pppk", "pppk", "pjlp"])
    kind = draw(st.integers(0, 9))
    if kind <= 5:
        return [Stay(person, draw(statuses), Span())]
    middle = draw(ordinals)
    if kind == 6:
        return [Stay(person, draw(statuses), Span(_day(middle)))]
    if kind == 7:
        return [Stay(person, draw(statuses), Span(None, _day(middle)))]
    again = max(0, middle - draw(st.integers(0, 30))) if overlapping else middle + draw(st.integers(1, 30))
    pair = [Stay(person, draw(statuses), Span(None, _day(middle))), Stay(person, draw(statuses), Span(_day(again)))]
    return pair if draw(st.booleans()) else pair[::-1]


@st.composite
def grants(draw: Draw, books: tuple[Rulebook, ...]) -> tuple[Grant, ...]:
    """Draw dispensations, at most one for each clause."""
    found = []
    for book in books:
        shares = [share.name for share in book.shares]
        for clause in (*shares, *(exclusion.name for exclusion in book.exclusions)):
            if draw(st.integers(0, 3)) == 0:
                hundredths = draw(percents) if clause in shares else None
                found.append(Grant(book.name, clause, draw(spans(book.in_force)), hundredths))
    return tuple(found)


@st.composite
def worlds(draw: Draw, *, overlapping: bool = True) -> World:
    """Draw a unit of 0 to 40 people and its law."""
    size = draw(st.one_of(st.integers(0, 7), st.integers(0, 40)))
    staff = tuple(
        stay for number in range(1, size + 1) for stay in draw(stays(f"pg{number:02}", overlapping=overlapping))
    )
    books = tuple(draw(rulebooks(f"aturan-{number}")) for number in range(1, draw(st.sampled_from([1, 1, 2])) + 1))
    facts = {"service": draw(st.sampled_from(SERVICES)), "digital": draw(st.booleans())}
    own = {"service": draw(st.sampled_from(SERVICES))} if draw(st.integers(0, 4)) == 0 else {}
    some_days = st.frozensets(ordinals.map(_day), max_size=3)
    off = draw(some_days)
    return World(
        books,
        facts,
        own,
        staff,
        draw(st.sampled_from([stay.person for stay in staff])) if staff and draw(st.integers(0, 4)) else None,
        draw(grants(books)),
        draw(st.sampled_from([(5, 6), (5, 6), (6,), (4, 5)])),
        off,
        draw(some_days) - off,  # a day that is both off and worked is refused as such
    )


def _spelt(hundredths: int) -> str:
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02}%" if rest else f"{whole}%"


def _dates(span: Span) -> dict[str, str]:
    ends = {"from": span.first, "until": span.last}
    return {key: day.isoformat() for key, day in ends.items() if day is not None}


def _when(scope: Scope) -> dict[str, Any]:
    service = {"const": scope.services[0]} if len(scope.services) == 1 else {"enum": list(scope.services)}
    tests: dict[str, Any] = {"service": service}
    if scope.digital is not None:
        tests["digital"] = {"const": scope.digital}
    return {"properties": tests, "required": list(tests)}


TEXT = {"id": "Contoh", "en": "Example"}
SOURCE = {"title": "Contoh"}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _share(share: Share) -> dict[str, Any]:
    at_most = [{**_dates(span), "value": _spelt(value), "reference": SOURCE} for span, value in share.windows]
    own = {"title": TEXT, "kind": "share", "mode": "wfh", "at-most": at_most, "rounding": share.rounding}
    base = {"base": {"level": "unit", "people": list(share.base)}}
    return own | base | ({} if share.scope is None else {"when": _when(share.scope)})


def _exclusion(exclusion: Exclusion) -> dict[str, Any]:
    own = {"title": TEXT, "kind": "exclude", "mode": "wfh", "reference": SOURCE, "when": _when(exclusion.scope)}
    return own | _dates(exclusion.span)


def files(world: World) -> dict[str, Any]:
    """Write a world as the files of a repository, without schedules."""
    found: dict[str, Any] = {}
    for book in world.rulebooks:
        folder = f"policy/pemda/{book.name}"
        found[f"{folder}/circular.yaml"] = {
            "title": TEXT,
            "issuer": "Pemda",
            "number": book.name,
            "in-force": _dates(book.in_force),
            "sources": [SOURCE],
        }
        found |= {f"{folder}/clauses/{share.name}.yaml": _share(share) for share in book.shares}
        found |= {f"{folder}/clauses/{other.name}.yaml": _exclusion(other) for other in book.exclusions}
    for number, grant in enumerate(world.grants, 1):
        found[f"policy/dispensations/surat-{number}.yaml"] = {
            "letter": f"Surat {number}",
            "granted-by": "Pemda",
            "unit": UNIT,
            "clause": f"pemda/{grant.rulebook}/{grant.clause}",
            "reason": "contoh",
            **_dates(grant.span),
            **({} if grant.hundredths is None else {"at-most": _spelt(grant.hundredths)}),
        }
    bonds = [{"circular": f"pemda/{book.name}", "force": "binding"} for book in world.rulebooks]
    found["policy/jurisdictions/pemda.yaml"] = {"circulars": bonds}
    listed = {
        key: [{"date": day.isoformat(), "title": TEXT, "reference": SOURCE} for day in sorted(days)]
        for key, days in (("holidays", world.holidays), ("working-days", world.worked))
    }
    found["policy/calendar.yaml"] = {"country": "ID", "weekend": [WEEKDAYS[day] for day in world.weekend], **listed}
    found["units/badan/agency.yaml"] = {"name": "Badan", "kind": "badan", "facts": world.facts}
    unit: dict[str, Any] = {
        "name": "Subbagian",
        "kind": "subbagian",
        "employees": [
            {"id": stay.person, "name": f"Pegawai {stay.person[2:]}", "status": stay.status, **_dates(stay.span)}
            for stay in world.staff
        ],
    }
    if world.supervisor is not None:
        unit["supervisor"] = world.supervisor
    if world.own_facts:
        unit |= {"facts": world.own_facts, "override": {"reason": "contoh", "approved-by": "Pemda", "letter": "Surat"}}
    found[f"units/{UNIT}.yaml"] = unit
    return found


def tree_of(found: dict[str, Any]) -> Tree:
    """Give files in memory; JSON is YAML too."""
    entries = {}
    for path in sorted(found):
        content = json.dumps(found[path]).encode()
        entries[path] = Entry(path, content, "file", len(content))
    return Tree(entries)


def schedules(world: World, month: Month, seed: int, number: int) -> list[dict[str, Any]]:
    """Invent schedules: about half keep the law, most others break it in one place, the rest anywhere.

    Drawn from a seed of its own, since so many small draws would be slow to make one by one.
    """
    chance = random.Random(seed)
    return [_schedule(world, month, chance) for _ in range(number)]


def _schedule(world: World, month: Month, chance: random.Random) -> dict[str, Any]:
    open_days = list(month.listable.items())
    chosen = chance.sample(open_days, min(len(open_days), chance.choice([0, 1, 1, 1, 2, 3, 5, 31])))
    home: dict[str, Any] = {}
    for date, day in chosen:
        ids = sorted(day.people)
        home[date] = chance.sample(ids, min(len(ids), day.cap, chance.choice([day.cap, day.cap, day.cap - 1, 1]) % 99))
    found: dict[str, Any] = {"wfh": home}
    if home and chance.random() < 0.2:
        date = chance.choice(list(home))
        person = chance.choice(home[date] or [STRANGER])
        found["recalls"] = [_recall(date, person, world.supervisor or "pg01")]
    if chance.random() < 0.5:
        for _ in range(chance.choice([1, 1, 1, 2, 4])):
            chance.choice(FAULTS)(found, world, month, chance)
    if chance.random() < 0.04:
        _wrong_shape(found, month, chance)
    return found


def _recall(date: str, person: str, orderer: str) -> dict[str, Any]:
    return {"date": date, "employee": person, "ordered-by": orderer, "reason": "rapat dimajukan"}


def _some_day(found: dict[str, Any], month: Month, chance: random.Random) -> tuple[str, Day]:
    """Choose a day of the schedule, or of the month where it has none."""
    date = chance.choice(list(found["wfh"]) or list(month.listable) or list(month.days))
    return date, month.days.get(date, Day(listable=False))


def _over_the_cap(found: dict[str, Any], _world: World, month: Month, chance: random.Random) -> None:
    date, day = _some_day(found, month, chance)
    ids = sorted(day.people)
    found["wfh"][date] = chance.sample(ids, min(len(ids), day.cap + chance.choice([1, 1, 2, 40])))


def _wrong_person(found: dict[str, Any], world: World, month: Month, chance: random.Random) -> None:
    date, day = _some_day(found, month, chance)
    strangers = [stay.person for stay in world.staff if stay.person not in day.people]
    person = chance.choice([*strangers, STRANGER])
    listed = list(found["wfh"].get(date, []))[: max(0, day.cap - 1)]
    found["wfh"][date] = [*listed, person]


def _twice(found: dict[str, Any], _world: World, month: Month, chance: random.Random) -> None:
    date, _ = _some_day(found, month, chance)
    listed = found["wfh"].get(date, [])
    if listed:
        found["wfh"][date] = [*listed[1:], listed[-1], listed[-1]][: max(2, len(listed))]


def _wrong_day(found: dict[str, Any], _world: World, month: Month, chance: random.Random) -> None:
    closed = [date for date, day in month.days.items() if not day.listable]
    other = chance.choice(["2022-09-01", "2024-01-02", f"{chance.choice(MONTHS)}-13", "2023-09-31"])
    date = chance.choice([*closed, other, other])
    found["wfh"][date] = chance.choice([[], ["pg01"], [STRANGER]])


def _wrong_recall(found: dict[str, Any], world: World, month: Month, chance: random.Random) -> None:
    date, _ = _some_day(found, month, chance)
    date = chance.choice([date, date, *month.days])
    person = chance.choice([stay.person for stay in world.staff] or [STRANGER])
    recall = _recall(
        date, chance.choice([person, person, STRANGER]), chance.choice([world.supervisor or person, person])
    )
    if chance.random() < 0.1:
        del recall[chance.choice(list(recall))]
    found.setdefault("recalls", []).append(recall)


def _wrong_shape(found: dict[str, Any], month: Month, chance: random.Random) -> None:
    """Write something that is no schedule at all; done last, since nothing else can be done to it."""
    date, _ = _some_day(found, month, chance)
    people: list[Any] = [None, "pg01", {}, 1, [1], [None], [["pg01"]]]
    odd: list[dict[str, Any]] = [
        *({"wfh": {**found["wfh"], date: value}} for value in people),
        {"wfo": {}},
        {"wfh": []},
        {"recalls": {}},
        {"recalls": [None]},
    ]
    chosen = chance.choice(odd)
    if chance.random() < 0.1:
        found.clear()
    found.update(chosen)


FAULTS = (
    _over_the_cap,
    _over_the_cap,
    _over_the_cap,
    _wrong_person,
    _wrong_person,
    _twice,
    _wrong_day,
    _wrong_recall,
)
