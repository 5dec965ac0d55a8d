"""Units, schedules, agencies and dispensations of the model as the text of their files: what the corpus reads, written.

The text is put together line by line, not by a YAML library, so that the bytes are ours on every machine: one person,
one day and one recall a line, people at home in flow style.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from giliran.wording import percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from giliran.model import Agency, Dispensation, Employee, Fact, Recall, Schedule, Unit
    from giliran.timeline import Period

_PLAIN = re.compile(r"[A-Za-z](?:[\w ./()-]*[\w.)])?", re.ASCII)
_WORDS_OF_YAML = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})

PEOPLE_ARE_INVENTED = (
    "# Nama dan kode pegawai di berkas ini rekaan; ini contoh, bukan data kepegawaian yang sebenarnya.\n"
    "# The names and codes in this file are invented; it is an example, not real personnel data.\n"
)
LETTER_IS_INVENTED = (
    "# Surat dan dispensasi di berkas ini rekaan, sebagai contoh.\n"
    "# The letter and the dispensation in this file are invented, as an example.\n"
)
SITE_IS_INVENTED = """\
note:
  id: Semua orang di situs ini rekaan. Situs ini bukan nasihat hukum.
  en: All people on this site are invented. This site is not legal advice.
"""
"""What the pages of an invented province say at their foot."""


def scalar(value: str) -> str:
    """Spell words as they stand in YAML, in a flow mapping too; quoted where they could be misread."""
    if _PLAIN.fullmatch(value) and value.lower() not in _WORDS_OF_YAML:
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _fact(value: Fact) -> str:
    return str(value).lower() if isinstance(value, bool | int) else scalar(value)


def _facts(facts: dict[str, Fact]) -> str:
    return "{" + ", ".join(f"{name}: {_fact(value)}" for name, value in facts.items()) + "}"


def _dates(period: Period) -> str:
    start = "" if period.start == date.min else f", from: {period.start.isoformat()}"
    return start if period.end is None else f"{start}, until: {period.end.isoformat()}"


def agency_text(agency: Agency) -> str:
    """Write ``agency.yaml``."""
    lines = [f"name: {scalar(agency.name)}", f"kind: {agency.kind}", f"facts: {_facts(agency.facts)}"]
    if agency.admins:
        lines.append("admins: [" + ", ".join(f'"{admin}"' for admin in agency.admins) + "]")
    if agency.jurisdiction is not None:
        lines.append(f"jurisdiction: {agency.jurisdiction}")
    if agency.note is not None:
        lines += ["note:", f"  id: {scalar(agency.note.id)}", f"  en: {scalar(agency.note.en)}"]
    return "\n".join(lines) + "\n"


def unit_text(unit: Unit) -> str:
    """Write a unit file. Of its facts only the unit's own stand there."""
    lines = [f"name: {scalar(unit.name)}", f"kind: {unit.kind}"]
    if unit.own_facts:
        lines.append(f"facts: {_facts(unit.own_facts)}")
    if unit.override is not None:
        given = (
            ("reason", unit.override.reason),
            ("approved-by", unit.override.approved_by),
            ("letter", unit.override.letter),
        )
        lines += ["override:", *(f"  {key}: {scalar(words)}" for key, words in given if words is not None)]
    if unit.supervisor is not None:
        lines.append(f"supervisor: {unit.supervisor}")
    if unit.other_supervisors:
        others = (f"  - {{employee: {each.value}{_dates(each.period)}}}" for each in unit.other_supervisors)
        lines += ["other-supervisors:", *others]
    lines += ["employees:", *map(_employee, unit.employees)]
    return PEOPLE_ARE_INVENTED + "\n".join(lines) + "\n"


def _employee(employee: Employee) -> str:
    role = "" if employee.role is None else f", role: {employee.role}"
    head = f"  - {{id: {employee.id}, name: {scalar(employee.name)}, status: {employee.status}"
    attested = employee.domicile_attested
    since = "" if attested is None else f", domicile-attested: {attested.isoformat()}"
    return f"{head}{role}{_dates(employee.period)}{since}}}"


def schedule_text(schedule: Schedule) -> str:
    """Write a schedule file; one without recalls has no such key."""
    return month_text(((day.isoformat(), people) for day, people in schedule.home.items()), schedule.recalls)


def month_text(home: Iterable[tuple[str, Sequence[str]]], recalls: Iterable[Recall] = ()) -> str:
    """Write a schedule from days as they are spelt, which may be days that a schedule cannot hold."""
    lines = ["wfh:", *(f"  {day}: [{', '.join(people)}]" for day, people in home)]
    told = [
        f"  - {{date: {recall.day.isoformat()}, employee: {recall.employee}, ordered-by: {recall.ordered_by}, "
        f"reason: {scalar(recall.reason)}}}"
        for recall in recalls
    ]
    if told:
        lines += ["recalls:", *told]
    return "\n".join(lines) + "\n"


def dispensation_text(dispensation: Dispensation) -> str:
    """Write a dispensation file. Dates, the percentage and paths are plain text in YAML already."""
    end = dispensation.period.end
    share = dispensation.share
    fields: tuple[tuple[str, str | None], ...] = (
        ("letter", scalar(dispensation.letter)),
        ("granted-by", scalar(dispensation.granted_by)),
        ("signed", None if dispensation.signed is None else dispensation.signed.isoformat()),
        ("unit", dispensation.unit),
        ("clause", dispensation.clause),
        ("from", dispensation.period.start.isoformat()),
        ("until", None if end is None else end.isoformat()),
        ("at-most", None if share is None else percent(share).en),
        ("reason", scalar(dispensation.reason)),
    )
    return LETTER_IS_INVENTED + "".join(f"{key}: {value}\n" for key, value in fields if value is not None)
