"""GitHub Actions: a readable line for the log, then the command that puts the finding on the line of the change.

GitHub shows at most ten annotations of each kind a step and leaves their place out of the log, so the log has to
stand on its own: every command follows a line with the place and the message.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.report.visible import unobeyed, visible
from giliran.report.words import full_lines, one_line, title, verdict

if TYPE_CHECKING:
    from giliran.codes import Severity
    from giliran.diagnostics import Diagnostic, Report
    from giliran.report import Sources
    from giliran.source import Place
    from giliran.wording import Language

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


def written(report: Report, language: Language, sources: Sources) -> str:  # noqa: ARG001 - all formats are called alike
    """Write the report as lines of a GitHub Actions log."""
    lines: list[str] = []
    for diagnostic in report.diagnostics:
        lines += (unobeyed(one_line(diagnostic, language)), _command(diagnostic, language))
    lines.append(verdict(report.summary).to(language))
    return "\n".join(lines) + "\n"


def _command(diagnostic: Diagnostic, language: Language) -> str:
    properties = {
        "file": diagnostic.place.path,
        **_region(diagnostic.place),
        "title": title(diagnostic.code, language),
    }
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    told = _data("\n".join(full_lines(diagnostic, language)))
    return f"::{_COMMANDS[diagnostic.severity]} {listed}::{told}"


def _region(place: Place) -> dict[str, str]:
    """Give lines, and columns only within one line: over several lines GitHub drops them or puts the note elsewhere."""
    lines = {"line": str(place.start.line), "endLine": str(place.end.line)}
    if place.start.line != place.end.line:
        return lines
    return {**lines, "col": str(place.start.column), "endColumn": str(place.end.column)}


def _data(text: str) -> str:
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
