"""A supervision sheet as lines of text, as plain data, and on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from giliran.paper import pdf
from giliran.views.sheet_words import SHEET_WORDS
from giliran.wording import Text, joined, long_date, same, time_words

if TYPE_CHECKING:
    from giliran.supervision.sheet import Sheet, SheetLine
    from giliran.views.law import PracticeEntry
    from giliran.wording import Language

_TEMPLATE = Path(__file__).with_name("sheet.typ")
TITLE = Text("Lembar pengawasan kerja dari rumah", "Supervision sheet for work from home")
NOBODY = Text("Tidak ada yang dijadwalkan di rumah pada hari ini.", "Nobody is scheduled at home on this day.")


def as_text(sheet: Sheet) -> Text:
    """Give a sheet as lines for people."""
    day, found = long_date(sheet.day), sheet.supervision
    lines = [TITLE, same(f"{sheet.unit_name}, {sheet.agency_name}"), day]
    if sheet.supervisor is not None:
        lines.append(SHEET_WORDS["supervisor"] + same(f": {sheet.supervisor}"))
    lines.append(same(""))
    if not sheet.lines:
        lines.append(_nobody(sheet))
    lines.extend(_line(line) for line in sheet.lines)
    asked = (*found.windows, *found.demands)
    lines.extend(demand.name + same(": ") + demand.words + same(f" ({demand.clause.short})") for demand in asked)
    if found.duties:
        lines.append(SHEET_WORDS["duties"] + same(":"))
        lines.extend(same(f"  {duty.number}. ") + duty.text for duty in found.duties)
    if found.practices:
        lines.append(SHEET_WORDS["practice"] + same(":"))
        lines.extend(same("  - ") + practice.text + same(" ") + _said(practice) for practice in found.practices)
    if found.calls:
        lines.append(SHEET_WORDS["drawn"])
    return joined(lines, "\n")


def _nobody(sheet: Sheet) -> Text:
    return NOBODY if sheet.closed is None else NOBODY + same(" ") + sheet.closed


def _line(line: SheetLine) -> Text:
    times = joined((time_words(time) for time in line.calls), ", ")
    note = SHEET_WORDS["recalled"] if line.recalled else SHEET_WORDS["call"] + same(" ") + times if line.calls else None
    return same(f"  {line.name} ({line.id})") + (same("") if note is None else same(": ") + note)


def _said(practice: PracticeEntry) -> Text:
    return Text(
        f"({practice.said_by.id}, {practice.said.id}; {practice.source.title})",
        f"({practice.said_by.en}, {practice.said.en}; {practice.source.title})",
    )


def as_data(sheet: Sheet, language: Language) -> dict[str, Any]:
    """Give a sheet as plain data: for ``--format json``, and for the template of the paper."""
    found = sheet.supervision
    return {
        "version": 1,
        "unit": sheet.unit,
        "unit_name": sheet.unit_name,
        "agency_name": sheet.agency_name,
        "date": sheet.day.isoformat(),
        "supervisor": sheet.supervisor,
        "members": sheet.members,
        "closed": None if sheet.closed is None else sheet.closed.to(language),
        "at_home": len(sheet.lines),
        "lines": [
            {"id": line.id, "name": line.name, "recalled": line.recalled, "calls": list(line.calls)}
            for line in sheet.lines
        ],
        "windows": [
            {"name": demand.name.to(language), "words": demand.words.to(language), "law": demand.clause.short}
            for demand in found.windows
        ],
        "demands": [
            {"name": demand.name.to(language), "words": demand.words.to(language), "law": demand.clause.short}
            for demand in found.demands
        ],
        "duties": [
            {"number": duty.number, "text": duty.text.to(language), "law": duty.clause.short} for duty in found.duties
        ],
        "practices": [
            {
                "title": practice.title.to(language),
                "text": practice.text.to(language),
                "said_by": practice.said_by.to(language),
                "said": practice.said.to(language),
                "source": practice.source.title,
            }
            for practice in found.practices
        ],
        "calls": list(found.calls),
    }


def as_pdf(sheet: Sheet, language: Language) -> bytes:
    """Set a sheet on A4."""
    words = {name: text.to(language) for name, text in (SHEET_WORDS | {"nobody": _nobody(sheet)}).items()}
    shown = as_data(sheet, language) | {
        "language": language,
        "title": TITLE.to(language),
        "day": long_date(sheet.day).to(language),
        "words": words,
        "times": {time: time_words(time).to(language) for time in sheet.supervision.calls},
    }
    return pdf(_TEMPLATE, shown)
