"""What text without quotation marks stands for: a number, a constant, or itself.

What YAML 1.1 and 1.2 read differently is text (``no``, ``16:00``, dates) or refused (``0o17``, ``1_000``).
"""

from __future__ import annotations

import re
from typing import TypeAlias

Scalar: TypeAlias = str | int | float | bool | None

_CONSTANTS: dict[str, Scalar] = {"": None, "~": None, "true": True, "false": False, "True": True, "False": False}
_CONSTANTS |= {"null": None, "Null": None, "NULL": None, "TRUE": True, "FALSE": False}
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,8})\.[0-9]{1,6}")
_AMBIGUOUS = re.compile(
    r"[-+]?(0[xob][0-9a-fA-F_]+|[0-9][0-9_]*|[0-9][0-9_]*\.[0-9_]*|\.[0-9_]+|\.(inf|Inf|INF)"
    r"|([0-9][0-9_]*)?(\.[0-9]*)?[eE][-+]?[0-9]+)|\.(nan|NaN|NAN)"
)


class AmbiguousError(ValueError):
    """Says that different programs read a scalar differently."""


def resolved(text: str) -> Scalar:
    """Give the value of a plain scalar. Raises :class:`AmbiguousError` for what programs disagree about."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] in "0123456789-+.":
        if _INTEGER.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            return float(text)
        if _AMBIGUOUS.fullmatch(text):
            raise AmbiguousError
    return text
