"""GitLab Code Quality: the list a merge request shows beside its changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.report.fingerprint import fingerprints
from giliran.report.plainjson import dumped
from giliran.report.visible import visible
from giliran.report.words import reasons

if TYPE_CHECKING:
    from giliran.codes import Severity
    from giliran.diagnostics import Diagnostic, Report
    from giliran.report import Sources
    from giliran.wording import Language

_SEVERITIES: dict[Severity, str] = {"error": "blocker", "warning": "minor", "info": "info"}


def written(report: Report, language: Language, sources: Sources) -> str:  # noqa: ARG001 - all formats are called alike
    """Write the report as a JSON list, empty when nothing was found."""
    return dumped(
        [
            {
                "description": _description(diagnostic, language),
                "check_name": f"{diagnostic.code} {diagnostic.name}",
                "fingerprint": fingerprint,
                "severity": _SEVERITIES[diagnostic.severity],
                "location": {
                    "path": diagnostic.place.path,
                    "lines": {"begin": diagnostic.place.start.line, "end": diagnostic.place.end.line},
                },
            }
            for diagnostic, fingerprint in zip(report.diagnostics, fingerprints(report), strict=True)
        ]
    )


def _description(diagnostic: Diagnostic, language: Language) -> str:
    """Put everything in one line, which is all the list shows."""
    return " | ".join((visible(diagnostic.message.to(language)), *reasons(diagnostic, language)))
