"""Examples of requests in ``cases``: a unit, what is asked, and the plan that comes of it or what is said instead.

``home`` names the planned days; ``told`` and ``clashes`` hold words that must appear, in English.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from giliran.check import check
from giliran.documents import read
from giliran.plan.told import clashing, told
from tests.plan.desks import UNIT, Desk

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
ENTRIES = {
    "title",
    "employees",
    "share",
    "from",
    "until",
    "month",
    "schedules",
    "since",
    "request",
    "home",
    "told",
    "clashes",
}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    """The plan, or the clash, is the one that the example tells."""
    document = read(path.name, path.read_bytes())
    assert document.faults == ()
    data: Any = document.data
    assert set(data) <= ENTRIES
    desk = _desk(data)
    plan, text = desk.planned()
    words = "\n".join(line.en for line in (clashing(plan) if plan.clashes else told(plan)))
    for part in (*data.get("clashes", ()), *data.get("told", ())):
        assert part in words
    assert len(plan.clashes) == len(data.get("clashes", ())), words
    if "home" in data:
        home = {day.isoformat(): list(people) for day, people in plan.days.items()}
        assert home == {day: sorted(people) for day, people in data["home"].items()}
    if text is not None:
        schedule = f"schedules/{UNIT}/{desk.month}.yaml"
        report = check(desk.tree(**{desk.month: text}), frozenset({schedule})).report
        assert report.clean, report.diagnostics


def _desk(data: dict[str, Any]) -> Desk:
    employees = [
        {"id": entry, "name": entry.upper(), "status": "pns"}
        if isinstance(entry, str)
        else {"name": entry["id"], **entry}
        for entry in data["employees"]
    ]
    return Desk(
        employees=[{"status": "pns", **entry} for entry in employees],
        windows=[{"from": data["from"], "until": data["until"], "value": data["share"]}],
        month=data["month"],
        request=data.get("request", {}),
        schedules=data.get("schedules", {}),
        since=datetime.date.fromisoformat(data["since"]) if "since" in data else None,
    )
