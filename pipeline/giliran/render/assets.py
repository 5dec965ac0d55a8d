"""The files that every page shares: one style sheet made of many small ones, scripts, pictures, the icon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.render import find, grid

if TYPE_CHECKING:
    from pathlib import Path

    from giliran.render.project import Project

_INSIDE = (*find.SCRIPTS, *grid.SCRIPTS)
"""How the files begin that only the internal edition has a use for; pictures of people are told by their names."""

STYLE = "assets/giliran.css"
"""Where the style sheet stands in the site."""


def asset_files(parts: Project, *, inside: bool) -> dict[str, bytes]:
    """Give every shared file by its path in the site; what only the internal edition has a use for, only ``inside``.

    The style sheet is Pico CSS and then the files of ``style/`` in the order of their names: a reader's browser asks once.
    """
    files = {f"assets/{path.relative_to(parts.assets).as_posix()}": path.read_bytes() for path in _published(parts)}
    files = {name: files[name] for name in files if inside or not (name.startswith(_INSIDE) or "/people-" in name)}
    return {**files, STYLE: style_sheet(parts)}


def style_sheet(parts: Project) -> bytes:
    """Give the whole style sheet."""
    own = sorted((parts.assets / "style").glob("*.css"))
    return b"".join(path.read_bytes() for path in (parts.assets / "vendor" / "pico.css", *own))


def _published(parts: Project) -> list[Path]:
    """Give the files that are published as they are: all but what only makes others. A licence travels with its work,
    and a vendored script is served as it is.
    """
    home = {"style", "vendor"}
    found = sorted(path for path in parts.assets.rglob("*") if path.is_file())
    return [
        path
        for path in found
        if path.relative_to(parts.assets).parts[0] not in home or path.name.endswith((".LICENSE.txt", ".js"))
    ]
