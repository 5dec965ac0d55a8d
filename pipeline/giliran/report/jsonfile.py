"""The contract with other programs, version 1: a field may be added, none renamed or removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.report.plainjson import dumped

if TYPE_CHECKING:
    from giliran.diagnostics import ClauseRef, Diagnostic, Fix, Related, Report
    from giliran.report import Sources
    from giliran.source import Place, Position
    from giliran.wording import Language, Text

VERSION = 1


def written(report: Report, language: Language, sources: Sources) -> str:  # noqa: ARG001 - all formats are called alike
    """Write the report as one JSON object."""
    summary = report.summary
    return dumped(
        {
            "version": VERSION,
            "summary": {
                "files": summary.files,
                "units": summary.units,
                "schedules": summary.schedules,
                "errors": summary.errors,
                "warnings": summary.warnings,
                "infos": summary.infos,
            },
            "diagnostics": [diagnostic_data(diagnostic, language) for diagnostic in report.diagnostics],
        }
    )


def diagnostic_data(diagnostic: Diagnostic, language: Language) -> dict[str, object]:
    """Give one finding as plain data."""
    return {
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": diagnostic.severity,
        "message": diagnostic.message.to(language),
        **_place(diagnostic.place),
        "unit": diagnostic.unit,
        "date": diagnostic.date,
        "sum": _said(diagnostic.sum, language),
        "clause": _clause(diagnostic.clause, language),
        "related": [_related(related, language) for related in diagnostic.related],
        "help": _said(diagnostic.help, language),
        "fix": _fix(diagnostic.fix, language),
    }


def _place(place: Place) -> dict[str, object]:
    return {"path": place.path, "start": _position(place.start), "end": _position(place.end)}


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column}


def _related(related: Related, language: Language) -> dict[str, object]:
    return {**_place(related.place), "label": related.label.to(language)}


def _clause(clause: ClauseRef | None, language: Language) -> dict[str, str | None] | None:
    if clause is None:
        return None
    return {"id": clause.id, "title": clause.title.to(language), "href": clause.href}


def _fix(fix: Fix | None, language: Language) -> dict[str, object] | None:
    if fix is None:
        return None
    edits = [{**_place(edit.place), "text": edit.text} for edit in fix.edits]
    return {"title": fix.title.to(language), "edits": edits}


def _said(text: Text | None, language: Language) -> str | None:
    return text.to(language) if text else None
