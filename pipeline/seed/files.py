"""The text of the three kinds of files the seed writes.

The text is put together line by line, not by a YAML library, so that the bytes are ours on every machine: one person,
one day and one recall a line, people at home in flow style and sorted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from staff import Member
    from tables import Dispensation, Recall, Unit
    from turns import Home

PLAIN = re.compile(r"[A-Za-z](?:[\w ./()-]*[\w.)])?", re.ASCII)
WORDS_OF_YAML = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})

PEOPLE_ARE_INVENTED = (
    "# Nama dan kode pegawai di berkas ini rekaan; ini contoh, bukan data kepegawaian yang sebenarnya.\n"
    "# The names and codes in this file are invented; it is an example, not real personnel data.\n"
)
LETTER_IS_INVENTED = (
    "# Surat dan dispensasi di berkas ini rekaan, sebagai contoh.\n"
    "# The letter and the dispensation in this file are invented, as an example.\n"
)


class Raw(str):
    """Text that is already as YAML wants it: a date, a code, a role."""


def scalar(value: str | bool) -> str:
    """A value as it stands in YAML, in a flow mapping too; quoted where it could be misread."""
    if isinstance(value, Raw):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if PLAIN.fullmatch(value) and value.lower() not in WORDS_OF_YAML:
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def flow(pairs: Iterable[tuple[str, str | bool]]) -> str:
    """A mapping on one line."""
    return "{" + ", ".join(f"{key}: {scalar(value)}" for key, value in pairs) + "}"


def unit_text(unit: Unit, roster: Sequence[Member]) -> str:
    """A unit file; the first of the roster is the supervisor."""
    lines = [f"name: {scalar(unit.name)}", f"kind: {unit.kind}"]
    if unit.facts:
        lines.append(f"facts: {flow(unit.facts)}")
    if unit.override:
        lines.append("override:")
        lines += [f"  {key}: {scalar(value)}" for key, value in unit.override]
    lines += [f"supervisor: {roster[0].code}", "employees:"]
    lines += [f"  - {_employee(member)}" for member in roster]
    return PEOPLE_ARE_INVENTED + "\n".join(lines) + "\n"


def _employee(member: Member) -> str:
    pairs: list[tuple[str, str | bool]] = [
        ("id", Raw(member.code)),
        ("name", member.name),
        ("status", Raw(member.status)),
        ("role", Raw(member.role)),
    ]
    pairs += [
        (key, Raw(day.isoformat())) for key, day in (("from", member.first), ("until", member.last)) if day is not None
    ]
    return flow(pairs)


def schedule_texts(home: Home, recalls: Iterable[tuple[Recall, str]], head: str) -> dict[str, str]:
    """A unit's schedule files by month, such as 2023-09; a month without recalls has no such key."""
    lines: dict[str, list[str]] = {}
    for day, codes in home.items():
        lines.setdefault(f"{day:%Y-%m}", ["wfh:"]).append(f"  {day.isoformat()}: [{', '.join(codes)}]")
    begun: set[str] = set()
    for recall, code in recalls:
        month = f"{recall.day:%Y-%m}"
        if month not in begun:
            lines[month].append("recalls:")
            begun.add(month)
        pairs: list[tuple[str, str | bool]] = [
            ("date", Raw(recall.day.isoformat())),
            ("employee", Raw(code)),
            ("ordered-by", Raw(head)),
            ("reason", recall.reason),
        ]
        lines[month].append(f"  - {flow(pairs)}")
    return {month: "\n".join(body) + "\n" for month, body in lines.items()}


def dispensation_text(dispensation: Dispensation) -> str:
    """A dispensation file. Dates, the percentage and paths are plain text in YAML already."""
    bare = {"signed", "unit", "clause", "from", "until", "at-most"}
    lines = [f"{key}: {value if key in bare else scalar(value)}" for key, value in dispensation.fields]
    return LETTER_IS_INVENTED + "\n".join(lines) + "\n"
