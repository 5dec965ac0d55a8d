"""What the live preview adds to a page: a script that follows edits, and what is wrong with the newest one.

A page without trouble is what ``build`` writes, with one tag more.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from giliran.render.templates import page_environment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from giliran.render.project import Project
    from giliran.render.translate import Catalogue

RESERVED = "_giliran/"
"""Where the preview keeps what is its own; no path of a site begins so."""

OWN_FILES = {f"{RESERVED}reload.js": "reload.js", f"{RESERVED}preview.css": "preview.css"}
"""The files that the preview adds, by their path, as they are called in ``site/preview``."""

_BODY = re.compile(rb"<body[^>]*>")


class Trouble(Protocol):
    """What keeps the newest edit from being shown: a headline, and plain text of any length."""

    @property
    def title(self) -> str:
        """Give the headline."""

    @property
    def words(self) -> str:
        """Give the text."""


def following(page: bytes, version: str) -> bytes:
    """Let a page follow edits; ``version`` names the state of the site that it shows."""
    tag = f'<script src="/{RESERVED}reload.js" data-version="{version}" defer></script>\n'
    return page.replace(b"</head>", tag.encode() + b"</head>", 1)


def with_trouble(page: bytes, troubles: Sequence[Trouble], parts: Project, catalogue: Catalogue) -> bytes:
    """Put what is wrong on top of the last good state of a page."""
    template = page_environment(parts.templates, catalogue).get_template("preview/trouble.html")
    banner = template.render(troubles=troubles, language=catalogue.language, alone=False).encode()
    return _styled(_BODY.sub(lambda found: found[0] + b"\n" + banner, page, count=1))


def trouble_alone(troubles: Sequence[Trouble], parts: Project, catalogue: Catalogue) -> bytes:
    """Say what is wrong where there is no good state of a page."""
    template = page_environment(parts.templates, catalogue).get_template("preview/alone.html")
    return _styled(template.render(troubles=troubles, language=catalogue.language, alone=True).encode())


def _styled(page: bytes) -> bytes:
    tag = f'<link rel="stylesheet" href="/{RESERVED}preview.css">\n'
    return page.replace(b"</head>", tag.encode() + b"</head>", 1)
