"""Texts that a spreadsheet would work out or run: what they begin with, and how they are held back in CSV."""

from __future__ import annotations

WORKED_OUT = tuple("=+-@|%\uff1d\uff0b\uff0d\uff20")
"""What a text begins with that a spreadsheet takes for a formula or a command, wide signs included."""


def is_worked_out(text: str) -> bool:
    """Tell whether a spreadsheet would take a text for a formula or a command."""
    return text.lstrip().startswith(WORKED_OUT)


def held_back(text: str) -> str:
    """Give a text as CSV may hold it: one that would be worked out is preceded by a single quotation mark."""
    return f"'{text}" if is_worked_out(text) else text


def let_go(text: str) -> str:
    """Give the text that :func:`held_back` was handed."""
    return text[1:] if text.startswith("'") and is_worked_out(text[1:]) else text
