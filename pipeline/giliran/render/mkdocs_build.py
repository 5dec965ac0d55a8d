"""MkDocs as a library: Markdown in, pages in our own templates out.

MkDocs renders with the very environment of the schedule pages, so both kinds extend one ``base.html`` and fail alike on
an undefined name. It runs strictly: any warning ends the build.
"""

from __future__ import annotations

import logging
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin

from giliran.render.shell import Shell
from giliran.render.templates import page_environment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

    from giliran.render.project import Project
    from giliran.render.translate import Catalogue
    from giliran.views.edition import Audience, Edition
    from giliran.views.realm import Realm


class _NoOptions(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves this hook without types
    """Our plug-in is never named in a file, so it takes no options."""


class _OnePage(BasePlugin[_NoOptions]):  # type: ignore[no-untyped-call]  # as above
    """Hands MkDocs our environment and tells each page its place."""

    def __init__(self, environment: jinja2.Environment, catalogue: Catalogue, shown: Edition, audience: Audience):
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
        shell = Shell(self._catalogue.language, page.url, self._audience, self._realm(page.url), self._shown.address)
        return {"shell": shell, "page": page}

    def _realm(self, url: str) -> Realm:
        own = (entry.realm for entry in self._shown.circulars if url.startswith(f"law/{entry.id}/"))
        return next(own, self._shown.realm)


def build_documents(
    documents: Mapping[str, str],
    parts: Project,
    catalogue: Catalogue,
    shown: Edition,
    audience: Audience,
    target: Path,
    time: int,
) -> None:
    """Build the documents of one language into ``target``, which is emptied first."""
    with tempfile.TemporaryDirectory(prefix="giliran-") as temporary:
        docs = Path(temporary) / "docs"
        for name, text in documents.items():
            path = docs / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        config = load_config(str(parts.mkdocs), docs_dir=str(docs), site_dir=str(target))
        environment = page_environment(parts.templates, catalogue)
        config.plugins["giliran"] = _OnePage(environment, catalogue, shown, audience)
        _run(config, time)


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
        msg = f"mkdocs refused our own pages: {'; '.join(said)}"
        raise RuntimeError(msg) from error
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
