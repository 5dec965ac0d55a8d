"""What the seed knows beforehand: its own tables and the circular's share, read into frozen types.

The tables are `organisation.yaml`, `events.yaml` and `names.yaml` beside this file. The percentages of the circular are
never repeated there: they are read from the clause in `policy/`, so the two cannot drift apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from giliran import model
from giliran.synth.roles import PROFILES, Roles
from giliran.synth.turns import MANNERS, Manner
from giliran.timeline import Period

if TYPE_CHECKING:
    from collections.abc import Mapping

    from giliran.model import Status

SHARE_CLAUSE = Path("policy/dki-jakarta/se-sekda-34-2023/clauses/wfh-share.yaml")


class TableError(Exception):
    """A table says something the seed cannot carry out; the message names the entry."""


@dataclass(frozen=True)
class Window:
    """A percentage and its inclusive days."""

    first: date
    last: date
    percent: int

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last


@dataclass(frozen=True)
class Plan:
    """How a unit draws up its turns; `share` and `summit` are its own wish, None meaning the ordinary percentage."""

    manner: Manner
    share: int | None
    summit: int | None


@dataclass(frozen=True)
class Unit:
    """One row of the organisation; `sizes` follows STATUSES, `plan` is None where there is no schedule."""

    path: str
    name: str
    kind: str
    sizes: tuple[int, int, int]
    roles: Roles
    plan: Plan | None
    facts: dict[str, model.Fact]
    override: model.Override | None


@dataclass(frozen=True)
class Change:
    """Somebody comes (`first` given) or goes (`last` given)."""

    unit: str
    status: Status
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Transfer:
    """One PNS of `source` is in `target` from `first` on."""

    source: str
    target: str
    first: date


@dataclass(frozen=True)
class Recall:
    """The superior of `unit` calls somebody in; the seed picks whom."""

    unit: str
    day: date
    reason: str


@dataclass(frozen=True)
class Dispensation:
    """An exception granted to one unit, as the model has it, and its percentage once more for the turns."""

    granted: model.Dispensation
    window: Window


@dataclass(frozen=True)
class Tables:
    """Everything the seed starts from. `windows` are the circular's, widest first."""

    units: tuple[Unit, ...]
    changes: tuple[Change, ...]
    transfers: tuple[Transfer, ...]
    recalls: tuple[Recall, ...]
    dispensations: tuple[Dispensation, ...]
    avoid: frozenset[str]
    windows: tuple[Window, ...]


def read(tables: Path, repository: Path) -> Tables:
    """Read the tables of this folder and the share clause of the repository."""
    organisation, events, names = (_load(tables / f"{name}.yaml") for name in ("organisation", "events", "names"))
    units = tuple(_unit(agency, row) for agency, rows in organisation["agencies"].items() for row in rows)
    return Tables(
        units=units,
        changes=tuple(Change(row["unit"], row["status"], first=row["from"]) for row in events["joiners"])
        + tuple(Change(row["unit"], row["status"], last=row["until"]) for row in events["leavers"]),
        transfers=tuple(Transfer(row["from"], row["to"], row["first-day"]) for row in events["transfers"]),
        recalls=tuple(Recall(row["unit"], row["date"], row["reason"]) for row in events["recalls"]),
        dispensations=tuple(_dispensation(row) for row in events["dispensations"]),
        avoid=frozenset(word for line in names["avoid"] for word in line),
        windows=_windows(_load(repository / SHARE_CLAUSE)),
    )


def _load(path: Path) -> Mapping[str, Any]:
    try:
        loaded: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError as absent:
        raise TableError(f"{path} is needed and not there") from absent
    return loaded


def _percent(value: object) -> int:
    text = str(value)
    if not (text.endswith("%") and text[:-1].isdigit()):
        raise TableError(f"{text!r} is no whole percentage such as 50%")
    return int(text[:-1])


def _unit(agency: str, row: Mapping[str, Any]) -> Unit:
    path = f"{agency}/{row['unit']}"
    manner = row.get("plan")
    if manner is not None and manner not in MANNERS:
        raise TableError(f"{path}: plan {manner!r} is not one of {', '.join(MANNERS)}")
    if row["pns"] < 1:
        raise TableError(f"{path}: the head is a PNS, so there is at least one")
    share, summit = (None if row.get(key) is None else _percent(row[key]) for key in ("share", "summit"))
    override = row.get("override")
    return Unit(
        path=path,
        name=row["name"],
        kind=row["kind"],
        sizes=(row["pns"], row.get("pppk", 0), row.get("pjlp", 0)),
        roles=PROFILES[row.get("roles", "office")],
        plan=None if manner is None else Plan(manner, share, summit),
        facts=dict(row.get("facts", {})),
        override=None
        if override is None
        else model.Override(override["reason"], override["approved-by"], override["letter"]),
    )


def _dispensation(row: Mapping[str, Any]) -> Dispensation:
    window = Window(row["from"], row["until"], _percent(row["at-most"]))
    granted = model.Dispensation(
        name=row["file"],
        path=f"policy/dispensations/{row['file']}.yaml",
        letter=row["letter"],
        granted_by=row["granted-by"],
        unit=row["unit"],
        clause=row["clause"],
        period=Period(row["from"], row["until"]),
        reason=row["reason"],
        share=Fraction(window.percent, 100),
        signed=row["signed"],
    )
    return Dispensation(granted, window)


def _windows(clause: Mapping[str, Any]) -> tuple[Window, ...]:
    windows = [Window(row["from"], row["until"], _percent(row["value"])) for row in clause["at-most"]]
    return tuple(sorted(windows, key=lambda window: window.last - window.first, reverse=True))
