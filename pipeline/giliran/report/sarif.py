"""SARIF 2.1.0: what code scanning services and editors read."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from giliran import __version__
from giliran.codes import BY_CODE, FAMILIES
from giliran.report.fingerprint import fingerprints
from giliran.report.plainjson import dumped
from giliran.report.visible import visible
from giliran.report.words import full_lines

if TYPE_CHECKING:
    from giliran.codes import Severity
    from giliran.diagnostics import Diagnostic, Fix, Report
    from giliran.report import Sources
    from giliran.source import Place
    from giliran.wording import Language

SCHEMA = "https://json.schemastore.org/sarif-2.1.0-rtm.5.json"
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}


def written(report: Report, language: Language, sources: Sources) -> str:  # noqa: ARG001 - all formats are called alike
    """Write the report as a log with one run."""
    codes = sorted({diagnostic.code for diagnostic in report.diagnostics})
    results = [
        _result(diagnostic, language, codes.index(diagnostic.code), fingerprint)
        for diagnostic, fingerprint in zip(report.diagnostics, fingerprints(report), strict=True)
    ]
    driver = {"name": "giliran", "version": __version__, "rules": [_rule(code, language) for code in codes]}
    run = {"tool": {"driver": driver}, "language": language, "columnKind": "unicodeCodePoints", "results": results}
    return dumped({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str, language: Language) -> dict[str, object]:
    known = BY_CODE[code]
    family = FAMILIES[known.family].to(language)
    return {
        "id": code,
        "name": known.name,
        "shortDescription": {"text": f"{family}: {known.name}"},
        "help": {"text": f"giliran explain {code}"},
        "defaultConfiguration": {"level": _LEVELS[known.severity]},
        "properties": {"tags": [family]},
    }


def _result(diagnostic: Diagnostic, language: Language, index: int, fingerprint: str) -> dict[str, object]:
    clause = diagnostic.clause
    facts = {"unit": diagnostic.unit, "date": diagnostic.date, "clause": clause.id if clause else None}
    result: dict[str, object] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": _message("\n".join(full_lines(diagnostic, language)))},
        "locations": [{"physicalLocation": _location(diagnostic.place)}],
        "partialFingerprints": {"giliranFinding/v1": fingerprint},
    }
    if diagnostic.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": _location(related.place),
                "message": {"text": _message(visible(related.label.to(language)))},
            }
            for number, related in enumerate(diagnostic.related, 1)
        ]
    if diagnostic.fix is not None:
        result["fixes"] = [_fix(diagnostic.fix, diagnostic.place.path, language)]
    known = {name: fact for name, fact in facts.items() if fact is not None}
    return {**result, "properties": known} if known else result


def _fix(fix: Fix, path: str, language: Language) -> dict[str, object]:
    replacements = [
        {"deletedRegion": _region(edit.place), "insertedContent": {"text": edit.text}} for edit in fix.edits
    ]
    change = {"artifactLocation": _artifact(path), "replacements": replacements}
    return {"description": {"text": _message(visible(fix.title.to(language)))}, "artifactChanges": [change]}


def _location(place: Place) -> dict[str, object]:
    return {"artifactLocation": _artifact(place.path), "region": _region(place)}


def _artifact(path: str) -> dict[str, object]:
    return {"uri": _uri(path), "uriBaseId": "%SRCROOT%"}


def _region(place: Place) -> dict[str, object]:
    return {
        "startLine": place.start.line,
        "startColumn": place.start.column,
        "endLine": place.end.line,
        "endColumn": place.end.column,
    }


def _uri(path: str) -> str:
    """Write a path as a relative reference, the bytes of an undecodable name included."""
    try:
        encoded = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        encoded = path.encode("utf-8", "surrogatepass")
    return quote(encoded, safe="/")


def _message(text: str) -> str:
    """Keep ``[words](target)`` from becoming a link, which SARIF allows in any message.

    Braces stay single: a message without arguments has no placeholders, and doubled braces would be shown doubled.
    """
    return text.replace("[", r"\[").replace("]", r"\]") if "](" in text else text
