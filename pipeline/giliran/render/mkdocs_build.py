"""MkDocs as a library: Markdown in, pages in our own templates out.

MkDocs renders with the very environment of the schedule pages, so both kinds extend one ``base.html`` and fail alike on
an undefined name. It runs strictly: any warning ends the build.
"""

from __future__ import annotations

import html
import logging
import os
import re
import tempfile
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin

from giliran.render.files import Files
from giliran.render.shell import Shell, page_path
from giliran.render.templates import page_environment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

    from giliran.audience import Audience
    from giliran.render.project import Project
    from giliran.render.translate import Catalogue
    from giliran.views.edition import Whole
    from giliran.views.realm import Realm


_PARAGRAPH = re.compile("<p[^>]*>(.*?)</p>", re.DOTALL)
_TAG = re.compile("<[^>]*>")
_LONGEST = 160


class DocumentsError(RuntimeError):
    """MkDocs found fault with our own pages; ``said`` is what it said, a line each."""

    def __init__(self, said: tuple[str, ...]) -> None:
        super().__init__(f"mkdocs refused our own pages: {'; '.join(said)}")
        self.said = said


class _NoOptions(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves this hook without types
    """Our plug-in is never named in a file, so it takes no options."""


class _OnePage(BasePlugin[_NoOptions]):  # type: ignore[no-untyped-call]  # as above
    """Hands MkDocs our environment and tells each page its place."""

    def __init__(self, environment: jinja2.Environment, catalogue: Catalogue, shown: Whole, audience: Audience):
        self._environment = environment
        self._catalogue = catalogue
        self._shown = shown
        self._audience = audience

    def on_env(self, _env: jinja2.Environment, /, *, config: MkDocsConfig, **_: object) -> jinja2.Environment:
        config.theme.static_templates.clear()  # no site map: it would need the address of the site
        return self._environment

    def on_page_content(self, html: str, /, **_: object) -> str:
        """Let the keyboard reach every block of code, since a long one scrolls sideways on a phone."""
        return html.replace("<pre>", '<pre tabindex="0">')

    def on_page_context(self, _context: Any, /, *, page: Page, **_: object) -> Any:  # noqa: ANN401 - MkDocs' own type
        shell = Shell(self._catalogue.language, page.url, self._audience, self._realm(page.url), self._shown.imprint)
        # What MkDocs calls a title or has rendered is HTML; Jinja escapes what it is given.
        heading, opening = html.unescape(str(page.title)), _opening(page.content or "")
        return {"shell": shell, "page": page, "heading": heading, "opening": opening}

    def _realm(self, url: str) -> Realm:
        own = (entry.realm for entry in self._shown.circulars if url.startswith(f"law/{entry.id}/"))
        return next(own, self._shown.realm)


def _opening(content: str) -> str:
    """Give the first paragraph of a page as plain text, cut after a word where it is long."""
    found = _PARAGRAPH.search(content)
    text = " ".join(html.unescape(_TAG.sub("", found[1])).split()) if found else ""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rpartition(' ')[0]} …"


def document_pages(
    documents: Mapping[str, str],
    parts: Project,
    catalogue: Catalogue,
    shown: Whole,
    audience: Audience,
    time: int,
) -> Files:
    """Give the pages of one language's documents by their path in the site; MkDocs makes them all at once."""
    pages = {page_path(catalogue.language, _url(name)): _url(name) for name in documents}

    @cache
    def built() -> dict[str, bytes]:
        return _built(documents, parts, catalogue, shown, audience, time)

    return Files(pages, lambda path: built()[f"{pages[path]}index.html"])


def _url(document: str) -> str:
    """Give the address that MkDocs makes of a document's path: ``law/a/conduct.md`` becomes ``law/a/conduct/``."""
    bare = document.removesuffix(".md")
    return bare.removesuffix("index") if f"/{bare}".endswith("/index") else f"{bare}/"


def _built(
    documents: Mapping[str, str],
    parts: Project,
    catalogue: Catalogue,
    shown: Whole,
    audience: Audience,
    time: int,
) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory(prefix="giliran-") as temporary:
        docs, target = Path(temporary) / "docs", Path(temporary) / "html"
        for name, text in documents.items():
            path = docs / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        config = load_config(str(parts.mkdocs), docs_dir=str(docs), site_dir=str(target))
        environment = page_environment(parts.templates, catalogue)
        config.plugins["giliran"] = _OnePage(environment, catalogue, shown, audience)
        _run(config, time)
        return {path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("*") if path.is_file()}


def _run(config: Config, time: int) -> None:
    said: list[str] = []
    listener = _Listener(said)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(listener)
    propagated, logger.propagate = logger.propagate, False
    try:
        with _at(time):
            build(config)  # type: ignore[arg-type]  # load_config is annotated with the base class
    except Abort as error:
        raise DocumentsError(tuple(said)) from error
    finally:
        logger.propagate = propagated
        logger.removeHandler(listener)


@contextmanager
def _at(time: int) -> Iterator[None]:
    """Let MkDocs take the time of the commit for now."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(time)
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


class _Listener(logging.Handler):
    def __init__(self, said: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._said = said

    def emit(self, record: logging.LogRecord) -> None:
        self._said.append(record.getMessage())
