"""The format of reviewdog, which carries findings to many code hosts. Its columns count bytes of UTF-8."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.report.plainjson import dumped
from giliran.report.words import full_lines

if TYPE_CHECKING:
    from giliran.codes import Severity
    from giliran.diagnostics import Diagnostic, Report
    from giliran.report import Sources
    from giliran.source import Position
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
    return {
        "message": "\n".join(full_lines(diagnostic, language)),
        "location": {
            "path": place.path,
            "range": {"start": _position(place.start, lines), "end": _position(place.end, lines)},
        },
        "severity": _SEVERITIES[diagnostic.severity],
        "code": {"value": diagnostic.code},
    }


def _position(position: Position, lines: tuple[str, ...]) -> dict[str, int]:
    """Turn a column of code points into one of bytes; without the line the former is the best guess."""
    column = position.column
    if position.line <= len(lines):
        before = lines[position.line - 1][: column - 1]
        column += len(before.encode("utf-8", "surrogatepass")) - len(before)
    return {"line": position.line, "column": column}
