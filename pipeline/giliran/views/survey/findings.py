"""What the overview takes from the check: its warnings, without their words.

Messages and places stay behind, so that the views never depend on how a finding is worded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from giliran.diagnostics import Report


@dataclass(frozen=True, slots=True)
class Warned:
    """One warning: its code, the unit and the day it is about, and ``issuer/circular/clause``; what it lacks is ``None``."""

    code: str
    unit: str | None
    date: str | None
    clause: str | None


def warned(report: Report) -> tuple[Warned, ...]:
    """Give the warnings of a check, in its order."""
    return tuple(
        Warned(found.code, found.unit, found.date, None if found.clause is None else found.clause.id)
        for found in report.diagnostics
        if found.severity == "warning"
    )
