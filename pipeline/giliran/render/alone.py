"""Templates of pages that stand alone, outside the site: handed over as one file, in one language, asking nothing of any address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jinja2

from giliran.render.project import project

if TYPE_CHECKING:
    from giliran.wording import Language

ALONE = "alone/"
"""How the names of such templates begin; no page of the site uses them, and they have filters of their own."""


def templates_alone(language: Language) -> jinja2.Environment:
    """Give the environment of such pages, whose texts speak one language by the filter ``say``."""
    environment = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        loader=jinja2.FileSystemLoader(project().templates),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["say"] = lambda words: words.to(language)
    return environment
