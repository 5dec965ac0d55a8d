"""Figures in hand-written pages: a line ``<!-- figures: check -->`` becomes the table and the picture of that name.

They are made of ``site/measured/*.json``, which ``make bench`` writes; the site only ever reads them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from giliran.render.templates import page_environment
from giliran.views.capacity.exhibits import built, checked, grown, paged, spread, waited
from giliran.views.capacity.measured import Question
from giliran.views.capacity.reach import extrapolated, measured

if TYPE_CHECKING:
    from collections.abc import Callable

    from giliran.render.project import Project
    from giliran.render.translate import Catalogue
    from giliran.views.capacity.exhibits import Exhibit

_LINE = re.compile(r"^<!-- figures: ([a-z]+) -->$", re.MULTILINE)
_BLANK = re.compile(r"\n\s*\n")

EXHIBITS: dict[str, tuple[str, Callable[[Question], Exhibit]]] = {
    "measured": ("growth", measured),
    "nation": ("growth", extrapolated),
    "check": ("province_check", checked),
    "waits": ("province_warm", waited),
    "build": ("province_build", built),
    "pages": ("province_build", paged),
    "growth": ("growth", grown),
    "engines": ("engines", spread),
}
"""What a page may ask for: the file of its figures, and what makes a table of them."""


def with_figures(text: str, parts: Project, catalogue: Catalogue) -> str:
    """Give a page with its figures in place. Raises :class:`KeyError` for a name that nothing stands behind."""
    return _LINE.sub(lambda found: _shown(found[1], parts, catalogue), text)


def _shown(name: str, parts: Project, catalogue: Catalogue) -> str:
    file, make = EXHIBITS[name]
    exhibit = make(question(parts, file))
    template = page_environment(parts.templates, catalogue).get_template("parts/exhibit.html")
    return _BLANK.sub("\n", template.render(exhibit=exhibit)).strip()  # a blank line would be Markdown once more


def question(parts: Project, name: str) -> Question:
    """Read the figures of one question."""
    return msgspec.json.decode((parts.measured / f"{name}.json").read_bytes(), type=Question)
