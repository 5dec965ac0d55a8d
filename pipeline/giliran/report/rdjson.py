"""The format of reviewdog, which carries findings to many code hosts. Its columns count bytes of UTF-8."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.report.plainjson import dumped
from giliran.report.words import full_lines
from giliran.source import Position

if TYPE_CHECKING:
    from giliran.codes import Severity
    from giliran.diagnostics import Diagnostic, Fix, Report
    from giliran.report import Sources
    from giliran.wording import Language

_SEVERITIES: dict[Severity, str] = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def written(report: Report, language: Language, sources: Sources) -> str:
    """Write the report as one ``DiagnosticResult``."""
    paths = {diagnostic.place.path for diagnostic in report.diagnostics}
    lines = {path: tuple(sources[path].split("\n")) for path in paths if path in sources}
    return dumped(
        {
            "source": {"name": "giliran"},
            "diagnostics": [_diagnostic(one, language, lines.get(one.place.path, ())) for one in report.diagnostics],
        }
    )


def _diagnostic(diagnostic: Diagnostic, language: Language, lines: tuple[str, ...]) -> dict[str, object]:
    place = diagnostic.place
    found: dict[str, object] = {
        "message": "\n".join(full_lines(diagnostic, language)),
        "location": {
            "path": place.path,
            "range": {"start": _position(place.start, lines), "end": _position(place.end, lines)},
        },
        "severity": _SEVERITIES[diagnostic.severity],
        "code": {"value": diagnostic.code},
    }
    if diagnostic.fix is not None:
        found["suggestions"] = [_suggestion(diagnostic.fix, lines)]
    return found


def _suggestion(fix: Fix, lines: tuple[str, ...]) -> dict[str, object]:
    """Give a fix as one replacement: several would be offered one by one, and only together they mend anything."""
    below = fix.line + len(fix.before)
    end = Position(below, 1) if not fix.after else Position(below - 1, len(fix.before[-1]) + 1)
    line_break = "\r\n" if fix.line <= len(lines) and lines[fix.line - 1].endswith("\r") else "\n"
    return {
        "range": {"start": {"line": fix.line, "column": 1}, "end": _position(end, lines)},
        "text": line_break.join(fix.after),
    }


def _position(position: Position, lines: tuple[str, ...]) -> dict[str, int]:
    """Turn a column of code points into one of bytes; without the line the former is the best guess."""
    column = position.column
    if position.line <= len(lines):
        before = lines[position.line - 1][: column - 1]
        column += len(before.encode("utf-8", "surrogatepass")) - len(before)
    return {"line": position.line, "column": column}
