"""Documents under ``policy/`` to circulars, clauses, readings, jurisdictions, calendar and dispensations."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from giliran import model
from giliran.corpus.values import ALWAYS, Values, fraction, one_line, optional_line, optional_text, reference, text_pair
from giliran.diagnostics import Diagnostic
from giliran.timeline import Window
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from giliran.documents import Document
    from giliran.timeline import Period

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def circular(name: str, document: Document) -> tuple[model.Circular, list[Diagnostic]]:
    """Read ``circular.yaml``; clauses, conduct, readings and practices are added by :func:`complete`."""
    data: Any = document.data
    values = Values(document)
    signed = values.date(data["signed"], ("signed",)) if "signed" in data else None
    found = model.Circular(
        id=name,
        path=document.path,
        title=text_pair(data["title"]),
        issuer=one_line(data["issuer"]),
        number=one_line(data["number"]),
        in_force=values.period(data["in-force"], ("in-force",)),
        short_name=optional_line(data, "short"),
        signed=signed,
        summary=optional_text(data, "summary"),
        sources=tuple(reference(entry) for entry in data["sources"]),
        gaps=tuple(text_pair(entry) for entry in data.get("gaps", ())),
    )
    return found, values.faults


def complete(
    found: model.Circular,
    clauses: list[model.Clause],
    conduct: model.Conduct | None,
    readings: tuple[model.Reading, ...],
    practices: tuple[model.Practice, ...],
) -> model.Circular:
    """Give a circular with its parts; the clauses that decide come first, those in words last."""
    ordered = tuple(sorted(clauses, key=lambda clause: (CLAUSE_KINDS.index(clause.kind), clause.id)))
    return replace(found, clauses=ordered, conduct=conduct, readings=readings, practices=practices)


def clause(name: str, document: Document, in_force: Period) -> tuple[model.Clause, list[Diagnostic]]:
    """Read one clause; where it has no dates of its own it holds as long as its circular."""
    data: Any = document.data
    values = Values(document)
    found = model.Clause(
        id=name,
        path=document.path,
        kind=data["kind"],
        title=text_pair(data["title"]),
        period=values.period(data, (), in_force),
        rule=_RULES[data["kind"]](data, values),
        text=optional_text(data, "text"),
        reference=reference(data["reference"]) if "reference" in data else None,
        readings=tuple(data.get("readings", ())),
    )
    return found, values.faults


def _share(data: Any, values: Values) -> model.Rule:  # noqa: ANN401 - plain data that the grammar has accepted
    windows = tuple(
        Window(
            values.period(entry, ("at-most", index)),
            model.Share(fraction(entry["value"]), reference(entry["reference"])),
        )
        for index, entry in enumerate(data["at-most"])
    )
    return model.ShareRule(data["mode"], windows, tuple(data["base"]["people"]), data["rounding"], data.get("when"))


def _exclude(data: Any, _values: Values) -> model.Rule:  # noqa: ANN401 - as above
    return model.ExcludeRule(data["mode"], data["when"])


def _review(data: Any, _values: Values) -> model.Rule:  # noqa: ANN401 - as above
    return model.ReviewRule(data["when"], text_pair(data["question"]))


def _attendance(data: Any, values: Values) -> model.Rule:  # noqa: ANN401 - as above
    windows = tuple(
        values.hours(entry, ("windows", at), ("from", "until"), text_pair(entry["title"]))
        for at, entry in enumerate(data["windows"])
    )
    return model.AttendanceRule(values.zone(data["zone"], ("zone",)), windows, data.get("href"))


def _hours(data: Any, values: Values) -> model.Rule:  # noqa: ANN401 - as above
    span = values.hours(data, (), ("from-time", "until-time"))
    return model.HoursRule(values.zone(data["zone"], ("zone",)), span, Fraction(str(data["minimum-hours"])))


def _recall(data: Any, _values: Values) -> model.Rule:  # noqa: ANN401 - as above
    return model.RecallRule(data["ordered-by"], tuple(data["requires"]))


def _duty(data: Any, _values: Values) -> model.Rule:  # noqa: ANN401 - as above
    return model.DutyRule(
        data["role"],
        optional_text(data, "due"),
        tuple(data.get("services", ())),
        after=data.get("after"),
        attests=data.get("attests"),
        falls=data.get("falls"),
    )


_RULES: dict[str, Callable[[Any, Values], model.Rule]] = {
    "share": _share,
    "exclude": _exclude,
    "review": _review,
    "attendance": _attendance,
    "hours": _hours,
    "recall": _recall,
    "duty": _duty,
}
CLAUSE_KINDS: tuple[str, ...] = tuple(_RULES)


def conduct(document: Document) -> model.Conduct:
    """Read the code of conduct; a point's number is its place in the list."""
    data: Any = document.data
    points = (
        model.ConductPoint(number, text_pair(entry), entry.get("clause"))
        for number, entry in enumerate(data["points"], start=1)
    )
    return model.Conduct(text_pair(data["title"]), reference(data["reference"]), tuple(points))


def readings(document: Document) -> tuple[model.Reading, ...]:
    """Read the contradictions and how they are read, in the order of the file."""
    data: Any = document.data
    return tuple(
        model.Reading(
            name=name,
            question=text_pair(entry["question"]),
            sides=tuple(
                model.Side(text_pair(side["says"]), tuple(reference(source) for source in side["sources"]))
                for side in entry["sides"]
            ),
            choice=text_pair(entry["choice"]),
            reason=text_pair(entry["reason"]),
            clauses=tuple(entry.get("clauses", ())),
        )
        for name, entry in data.items()
    )


def practices(document: Document) -> tuple[tuple[model.Practice, ...], list[Diagnostic]]:
    """Read what officials said beside a circular, in the order of the file; one said on no real day is left out."""
    data: Any = document.data
    values = Values(document)
    found = []
    for name, entry in data.items():
        said = values.date(entry["said"], (name, "said"))
        if said is not None:
            found.append(
                model.Practice(
                    name=name,
                    title=text_pair(entry["title"]),
                    text=text_pair(entry["text"]),
                    said_by=text_pair(entry["said-by"]),
                    said=said,
                    reference=reference(entry["reference"]),
                    calls=tuple(sorted(entry.get("calls", ()))),
                    readings=tuple(entry.get("readings", ())),
                )
            )
    return tuple(found), values.faults


def jurisdiction(name: str, document: Document) -> model.Jurisdiction:
    """Read which circulars bind a government."""
    data: Any = document.data
    bonds = (model.Bond(entry["circular"], entry["force"], entry.get("reading")) for entry in data["circulars"])
    return model.Jurisdiction(name, document.path, optional_line(data, "name"), tuple(bonds))


def calendar(document: Document) -> tuple[model.CalendarRules, list[Diagnostic]]:
    """Read what the jurisdiction adds to the holidays of its country, and by whose clock it counts days."""
    data: Any = document.data
    values = Values(document)

    def listed(key: str) -> tuple[model.DayOff, ...]:
        found = []
        for index, entry in enumerate(data.get(key, ())):
            day = values.date(entry["date"], (key, index, "date"))
            if day is not None:
                source = reference(entry["reference"]) if "reference" in entry else None
                found.append(model.DayOff(day, text_pair(entry["title"]), source))
        return tuple(found)

    off = {entry["date"] for entry in data.get("holidays", ())}
    for index, entry in enumerate(data.get("working-days", ())):
        if entry["date"] in off:
            message = Text(
                f"{entry['date']} ditulis sebagai hari libur dan sebagai hari kerja.",
                f"{entry['date']} is written as a day off and as a working day.",
            )
            advice = Text("Hapus salah satunya.", "Delete one of them.")
            place = document.at(("working-days", index, "date"))
            values.faults.append(Diagnostic("SH007", message, place, help=advice))
    default = model.CalendarRules()
    zone = values.zone(data.get("zone", default.zone), ("zone",))
    weekend = tuple(_WEEKDAYS.index(name) for name in data["weekend"]) if "weekend" in data else default.weekend
    rules = model.CalendarRules(
        data.get("country", default.country), weekend, listed("holidays"), listed("working-days"), zone
    )
    return rules, values.faults


def vocabulary(document: Document) -> dict[str, model.FactTerm]:
    """Read which facts may be stated, and with which values."""
    data: Any = document.data
    found = {}
    for name, entry in data.items():
        listed = entry.get("values")
        values = None if listed is None else {value: text_pair(words) for value, words in listed.items()}
        found[name] = model.FactTerm(name, text_pair(entry["title"]), values)
    return found


def forge(document: Document) -> model.Forge | None:
    """Read where changes are proposed, if that is told. Gitea is proposed to by the same addresses as Forgejo, its fork."""
    data: Any = document.data
    found = data.get("forge")
    if found is None:
        return None
    kind: model.ForgeKind = "forgejo" if found["kind"] == "gitea" else found["kind"]
    return model.Forge(kind, found["repository"].rstrip("/"), found["branch"], found.get("folder", "").strip("/"))


def addresses(document: Document) -> dict[str, str]:
    """Read where each edition of the site is published."""
    data: Any = document.data
    return {edition: f"{href.rstrip('/')}/" for edition, href in data.get("addresses", {}).items()}


def site_note(document: Document) -> Text | None:
    """Read what stands at the foot of every page, if anything does."""
    data: Any = document.data
    return optional_text(data, "note")


def signers(document: Document) -> tuple[model.Signer, ...]:
    """Read who may sign statements; nobody has been named where there is none."""
    data: Any = document.data
    return tuple(model.Signer(entry["name"], entry["key"]) for entry in data.get("signers", ()))


def case_dates(document: Document) -> list[Diagnostic]:
    """Find dates that do not exist in a worked example, which is otherwise read where it is tried."""
    data: Any = document.data
    values = Values(document)
    for words in data.get("home", {}):
        values.key_date(words, ("home", words))
    for key in ("attendance", "hours", "asked"):
        if key in data:
            values.date(data[key]["date"], (key, "date"))
    for index, entry in enumerate(data.get("recalls", ())):
        values.date(entry["date"], ("recalls", index, "date"))
    if isinstance(data.get("employees"), list):
        for index, entry in enumerate(data["employees"]):
            values.period(entry, ("employees", index))
    return values.faults


def dispensation(name: str, document: Document) -> tuple[model.Dispensation, list[Diagnostic]]:
    """Read one granted exception."""
    data: Any = document.data
    values = Values(document)
    signed = values.date(data["signed"], ("signed",)) if "signed" in data else None
    found = model.Dispensation(
        name=name,
        path=document.path,
        letter=one_line(data["letter"]),
        granted_by=one_line(data["granted-by"]),
        unit=data["unit"],
        clause=data["clause"],
        period=values.period(data, (), ALWAYS),
        reason=one_line(data["reason"]),
        share=fraction(data["at-most"]) if "at-most" in data else None,
        signed=signed,
    )
    return found, values.faults
