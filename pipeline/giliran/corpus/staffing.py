"""Documents under ``units/`` and ``schedules/`` to agencies, units and schedules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from giliran import model
from giliran.corpus.values import Values, one_line, optional_line, optional_text, text_pair
from giliran.timeline import Window

if TYPE_CHECKING:
    from giliran.diagnostics import Diagnostic
    from giliran.documents import Document


def agency(name: str, document: Document) -> model.Agency:
    """Read ``agency.yaml``."""
    data: Any = document.data
    return model.Agency(
        id=name,
        path=document.path,
        name=one_line(data["name"]),
        kind=data["kind"],
        facts=dict(data["facts"]),
        admins=tuple(data.get("admins", ())),
        jurisdiction=data.get("jurisdiction"),
        note=optional_text(data, "note"),
        services=_services(data.get("services", {})),
    )


def _services(data: Any) -> model.Services:  # noqa: ANN401 - plain data that the grammar has accepted
    def channels(key: str) -> tuple[model.Channel, ...]:
        return tuple(model.Channel(text_pair(entry["title"]), entry["href"]) for entry in data.get(key, ()))

    return model.Services(data.get("standards"), channels("consultation"), channels("complaints"))


def unit(name: str, document: Document, inherited: dict[str, model.Fact]) -> tuple[model.Unit, list[Diagnostic]]:
    """Read one unit; its facts are the agency's (``inherited``) with its own on top."""
    data: Any = document.data
    values = Values(document)
    employees = tuple(
        model.Employee(
            id=entry["id"],
            name=one_line(entry["name"]),
            status=entry["status"],
            period=values.period(entry, ("employees", index)),
            role=entry.get("role"),
            domicile_attested=values.date(entry["domicile-attested"], ("employees", index, "domicile-attested"))
            if "domicile-attested" in entry
            else None,
        )
        for index, entry in enumerate(data["employees"])
    )
    override = data.get("override")
    own: dict[str, model.Fact] = dict(data.get("facts", {}))
    found = model.Unit(
        id=name,
        path=document.path,
        name=one_line(data["name"]),
        kind=data["kind"],
        facts={**inherited, **own},
        employees=employees,
        supervisor=data.get("supervisor"),
        override=None
        if override is None
        else model.Override(*(optional_line(override, part) for part in ("reason", "approved-by", "letter"))),
        own_facts=own,
        other_supervisors=tuple(
            Window(values.period(entry, ("other-supervisors", index)), entry["employee"])
            for index, entry in enumerate(data.get("other-supervisors", ()))
        ),
    )
    return found, values.faults


def schedule(unit_id: str, month: str, document: Document) -> tuple[model.Schedule, list[Diagnostic]]:
    """Read one schedule. Days that do not exist are left out and told; the rest is kept."""
    data: Any = document.data
    values = Values(document)
    home = {}
    for words, people in data.get("wfh", {}).items():
        day = values.key_date(words, ("wfh", words))
        if day is not None:
            home[day] = tuple(people)
    recalls = []
    for index, entry in enumerate(data.get("recalls", ())):
        day = values.date(entry["date"], ("recalls", index, "date"))
        if day is not None:
            recalls.append(model.Recall(day, entry["employee"], entry["ordered-by"], one_line(entry["reason"])))
    return model.Schedule(unit_id, month, document.path, home, tuple(recalls)), values.faults
