"""Small units with a law, a month before and a request, as the files they would be."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from giliran.corpus.build import build
from giliran.plan import planned
from giliran.plan.drawn import drawn
from giliran.plan.ground import ground
from giliran.plan.reading import read_request
from giliran.plan.request import Request
from giliran.tree import Entry, Tree

if TYPE_CHECKING:
    import random

    from giliran.plan import Plan

UNIT = "badan/subbagian"
LAW = "policy/pemda/se-1"
SOURCE = {"title": "Contoh"}


@dataclass(frozen=True)
class Desk:
    """A unit and a month to be planned: everything is plain data as it stands in the files."""

    employees: list[dict[str, str]]
    windows: list[dict[str, Any]]
    month: str
    request: dict[str, Any]
    schedules: dict[str, dict[str, Any]]
    since: datetime.date | None = None

    def tree(self, **others: str) -> Tree:
        """Give the files; ``others`` are the texts of schedules by month that take the place of these."""
        texts: dict[str, str] = {
            f"{LAW}/circular.yaml": json.dumps(
                {
                    "title": {"id": "Contoh", "en": "Example"},
                    "issuer": "Contoh",
                    "number": "1",
                    "signed": "2023-01-02",
                    "in-force": {
                        "from": min(window["from"] for window in self.windows),
                        "until": max(window["until"] for window in self.windows),
                    },
                    "sources": [SOURCE],
                }
            ),
            f"{LAW}/clauses/share.yaml": json.dumps(
                {
                    "title": {"id": "Batas", "en": "Limit"},
                    "kind": "share",
                    "mode": "wfh",
                    "at-most": [{**window, "reference": SOURCE} for window in self.windows],
                    "base": {"level": "unit", "people": ["pns", "pppk"]},
                    "rounding": "down",
                }
            ),
            "policy/jurisdictions/pemda.yaml": json.dumps(
                {"circulars": [{"circular": "pemda/se-1", "force": "binding"}]}
            ),
            "units/badan/agency.yaml": json.dumps(
                {"name": "Badan", "kind": "badan", "facts": {"service": "administration", "digital": True}}
            ),
            f"units/{UNIT}.yaml": json.dumps(
                {
                    "name": "Subbagian",
                    "kind": "subbagian",
                    "supervisor": self.employees[0]["id"],
                    "employees": self.employees,
                }
            ),
            **{f"schedules/{UNIT}/{month}.yaml": json.dumps(data) for month, data in self.schedules.items()},
            **{f"schedules/{UNIT}/{month}.yaml": text for month, text in others.items()},
        }
        contents = {path: texts[path].encode() for path in sorted(texts)}
        return Tree({path: Entry(path, content, "file", len(content)) for path, content in contents.items()})

    def planned(self) -> tuple[Plan, str | None]:
        """Give what comes of the request, and the text of the schedule where there is a plan."""
        corpus, faults = build(self.tree())
        assert faults == []
        given = ground(corpus, UNIT, self.month, self.since)
        request = Request()
        if self.request:
            request, _, wrong = read_request("request.yaml", json.dumps(self.request).encode(), given)
            assert wrong == ()
        plan = planned(given, request)
        return plan, None if plan.clashes else drawn(corpus, plan)


PEOPLE = ("aa01", "ab02", "ac03", "ad04")
DAYS = ("2023-09-01", "2023-09-04", "2023-09-05")
"""A Friday, and Monday and Tuesday of the week after; the window began on Wednesday, 30 August."""
BEFORE = ("2023-08-30", "2023-08-31")
WEEKDAYS = ("friday", "monday", "tuesday")


def invented(chance: random.Random) -> Desk:
    """Invent a unit of up to four people and three days, with a request of any kind that such a unit can make."""
    employees = _employees(chance)
    able = [member["id"] for member in employees if member["status"] != "pjlp" and member.get("from", "") <= DAYS[0]]
    ids = [member["id"] for member in employees]
    shares = ("100%", "75%", "66.67%", "50%", "50%", "34%", "25%")
    windows = [{"from": BEFORE[0], "until": DAYS[-1], "value": chance.choice(shares)}]
    if chance.random() < 0.3:
        windows.append({"from": "2023-09-04", "until": "2023-09-04", "value": chance.choice(shares)})
    schedules: dict[str, dict[str, Any]] = {}
    if chance.random() < 0.6:
        schedules["2023-08"] = {"wfh": {day: chance.sample(able, chance.randint(0, len(able))) for day in BEFORE}}
    since = None
    if chance.random() < 0.4:
        schedules["2023-09"] = {"wfh": {day: chance.sample(able, chance.randint(0, len(able))) for day in DAYS}}
        day = chance.choice(DAYS)
        called = schedules["2023-09"]["wfh"][day]
        if called and chance.random() < 0.4:
            recall = {"date": day, "employee": called[0], "ordered-by": ids[0], "reason": "rapat"}
            schedules["2023-09"]["recalls"] = [recall]
        since = chance.choice((None, None, DAYS[1]))
    return Desk(
        employees,
        windows,
        "2023-09",
        _request(chance, ids, able),
        schedules,
        None if since is None else datetime.date.fromisoformat(since),
    )


def _employees(chance: random.Random) -> list[dict[str, str]]:
    found = []
    for number, person in enumerate(PEOPLE[: chance.choice((1, 2, 3, 3, 4, 4))]):
        member = {"id": person, "name": f"Orang {number}", "status": chance.choice(("pns", "pns", "pppk"))}
        if number and chance.random() < 0.15:
            member["status"] = "pjlp"
        if number and chance.random() < 0.15:
            member["from"] = "2023-09-04"
        if number and "from" not in member and chance.random() < 0.15:
            member["until"] = "2023-09-04"
        member["role"] = chance.choice(("head", "staff", "staff"))
        found.append(member)
    return found


def _days_by_person(chance: random.Random, people: list[str], often: float) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for person in people:
        if chance.random() < often:
            words = chance.sample((*DAYS, *WEEKDAYS), chance.choice((1, 1, 2)))
            found[person] = "all" if chance.random() < 0.1 else words
    return found


def _request(chance: random.Random, ids: list[str], able: list[str]) -> dict[str, Any]:
    request: dict[str, Any] = {}
    for key, often in (("wishes", 0.4), ("refusals", 0.3), ("must", 0.15), ("must-not", 0.15)):
        asked = _days_by_person(chance, ids, often) if chance.random() < 0.5 else {}
        if asked:
            request[key] = asked
    if chance.random() < 0.4:
        request["pattern"], own = chance.choice(
            (
                ("alternate-days", "groups"),
                ("a-b-weeks", "groups"),
                ("fixed-weekdays", "weekdays"),
            )
        )
        cut = chance.randint(1, max(1, len(able) - 1))
        if own == "groups" and len(able) > 1:
            request["groups"] = {"a": able[:cut], "b": able[cut:]}
        elif own == "weekdays":
            request["weekdays"] = {one: chance.sample(WEEKDAYS, chance.randint(0, 2)) for one in able}
        else:
            del request["pattern"]
    if chance.random() < 0.3:
        request["use"] = chance.choice(("50%", "80%", "-1", "100%"))
    if chance.random() < 0.3:
        request["presence"] = [_presence(chance, ids) for _ in range(chance.choice((1, 1, 2)))]
    for key, people in (("together", able), ("apart", ids)):
        if len(people) > 1 and chance.random() < 0.25:
            request[key] = [chance.sample(people, 2) for _ in range(chance.choice((1, 1, 2)))]
    if chance.random() < 0.25:
        request["days-per-week"] = chance.choice((1, 1, 0, {ids[0]: 1}))
    return request


def _presence(chance: random.Random, ids: list[str]) -> dict[str, Any]:
    least = {"least": chance.choice((1, 1, 2))}
    kind = chance.choice(("role", "people", "any", "days"))
    if kind == "people":
        return {**least, "people": chance.sample(ids, chance.randint(1, len(ids)))}
    if kind == "days":
        return {**least, "days": [chance.choice(WEEKDAYS)]}
    return least
