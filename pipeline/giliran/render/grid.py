"""What the page of a grid reads: an island of JSON in the page, the same in both languages.

The page itself is a shell. All that happens on it is done by the modules under ``assets/js/grid/``, which fetch the
published schema and let Ajv judge by it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from markupsafe import Markup

if TYPE_CHECKING:
    from giliran.model import Forge
    from giliran.views.grid import Grid

SCRIPTS = ("assets/js/grid/", "assets/vendor/ajv.")
"""How the files begin that only the internal edition has a use for."""

WORKER = "assets/js/grid/worker.js"
"""The one script that compiles schemas, and so needs a policy of its own."""

_encode = msgspec.json.Encoder().encode


def island(grid: Grid, forge: Forge | None) -> Markup:
    """Spell what a page knows so that it may stand in a ``template`` element: no ``<`` and no ``&`` are left in it."""
    told = _encode({"grid": grid, "forge": forge}).decode()
    return Markup(told.replace("&", "\\u0026").replace("<", "\\u003c"))  # noqa: S704 - JSON without any sign that HTML would read
