"""Where the parts of the site are that come with the program: templates, assets, hand-written pages, catalogues.

They lie beside the package when it was installed from a wheel, and at the root of the repository in a checkout. They
belong to the program, not to the data: a folder with only policy/, units/ and schedules/ can be built.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import giliran


@dataclass(frozen=True, slots=True)
class Project:
    """The folder ``site`` and the file ``mkdocs.yml``, both only ever read."""

    site: Path
    mkdocs: Path

    @property
    def templates(self) -> Path:
        """Give the folder of templates, shared by MkDocs and the schedule pages."""
        return self.site / "templates"

    @property
    def charts(self) -> Path:
        """Give the folder of chart specifications."""
        return self.site / "charts"

    @property
    def measured(self) -> Path:
        """Give the folder of the figures that ``make bench`` takes."""
        return self.site / "measured"

    @property
    def assets(self) -> Path:
        """Give the folder of style sheets and the icon."""
        return self.site / "assets"

    @property
    def pages(self) -> Path:
        """Give the folder of hand-written pages, ``<name>.id.md`` beside ``<name>.en.md``."""
        return self.site / "pages"

    @property
    def preview(self) -> Path:
        """Give the folder of what the live preview adds to a page."""
        return self.site / "preview"

    @property
    def locale(self) -> Path:
        """Give the folder of catalogues."""
        return self.site / "locale"


def project() -> Project:
    """Find the parts. Raises :class:`FileNotFoundError` where an installation lacks them."""
    package = Path(giliran.__file__).resolve().parent
    for home in (package, package.parent.parent):
        if (home / "site" / "templates").is_dir() and (home / "mkdocs.yml").is_file():
            return Project(home / "site", home / "mkdocs.yml")
    msg = "this installation of giliran lacks site/ and mkdocs.yml"
    raise FileNotFoundError(msg)
