"""The formats of an impact: one module each, ``written(impact, language, audience) -> str``."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from giliran.audience import Audience
    from giliran.proposal.impact.effects import Impact
    from giliran.wording import Language

FORMATS: dict[str, str] = {"text": "text", "markdown": "markdown", "json": "jsonfile"}
"""The name of each format and of its module here."""


def rendered(name: str, impact: Impact, language: Language, audience: Audience) -> str:
    """Write an impact in the format of that name."""
    found: str = import_module(f"giliran.proposal.impact.{FORMATS[name]}").written(impact, language, audience)
    return found
