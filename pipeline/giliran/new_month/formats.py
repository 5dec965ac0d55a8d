"""The formats of a month that is coming: one module each, ``written(ahead, language, address) -> str``."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from giliran.new_month.ahead import MonthAhead
    from giliran.wording import Language

FORMATS: dict[str, str] = {"text": "text", "markdown": "markdown", "json": "jsonfile", "reminder": "reminder"}
"""The name of each format and of its module here."""


def rendered(name: str, ahead: MonthAhead, language: Language, address: str | None) -> str:
    """Write in the format of that name; ``address`` is where the internal edition is published, with a final slash."""
    found: str = import_module(f"giliran.new_month.{FORMATS[name]}").written(ahead, language, address)
    return found
