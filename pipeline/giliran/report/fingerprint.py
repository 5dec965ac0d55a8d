"""A stable name for each finding, by which a service tells a new one from one it has seen."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from giliran.diagnostics import Diagnostic, Report


def fingerprints(report: Report) -> tuple[str, ...]:
    """Give one fingerprint for each finding, in order, no two alike and the same in both languages.

    Lines and columns stay out, so that an entry added above changes nothing. So does the text of the file: a hash of
    a number with few possible values gives the number away. Findings alike in all else are counted.
    """
    seen: Counter[str] = Counter()
    names = []
    for diagnostic in report.diagnostics:
        key = _key(diagnostic)
        names.append(hashlib.sha256(f"{key}\0{seen[key]}".encode("utf-8", "surrogatepass")).hexdigest())
        seen[key] += 1
    return tuple(names)


def _key(diagnostic: Diagnostic) -> str:
    parts = (diagnostic.code, diagnostic.place.path, diagnostic.unit, diagnostic.date, diagnostic.message.id)
    return "\0".join(part or "" for part in parts)
