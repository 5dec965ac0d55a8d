"""What goes wrong while pages are made, as a place and a sentence for whoever edits templates, words or pages."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from mkdocs.exceptions import MkDocsException

from giliran.render.mkdocs_build import DocumentsError
from giliran.render.translate import CatalogueError, UntranslatedError
from giliran.wording import Text

if TYPE_CHECKING:
    from giliran.render.project import Project


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault in ``site/``. ``place`` is a path, with a line where one is known; ``None`` where the words name it."""

    place: str | None
    words: Text


def fault_of(error: Exception, parts: Project) -> Fault | None:
    """Explain an error that came of making a page; ``None`` where it is not the doing of anything in ``site/``."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        words = Text(
            f"Susunan templat ini keliru: {error.message}", f"This template is not well formed: {error.message}"
        )
        return Fault(_shown(parts, Path(error.filename or error.name or ""), error.lineno), words)
    if isinstance(error, CatalogueError):
        words = Text(f"Daftar kata ini tidak terbaca: {error.reason}", f"This catalogue cannot be read: {error.reason}")
        return Fault(_shown(parts, error.path, error.line), words)
    if isinstance(error, DocumentsError):
        said = "\n".join(error.said)
        return Fault(None, Text(f"MkDocs menolak halaman kita:\n{said}", f"MkDocs refused our pages:\n{said}"))
    if isinstance(error, MkDocsException):
        said = error.format_message()
        return Fault(parts.mkdocs.name, Text(f"Pengaturan ini ditolak: {said}", f"This setting is refused: {said}"))
    place = _last_place(error, parts)
    if isinstance(error, UntranslatedError):
        words = Text(
            f"Belum ada terjemahan ({error.language}): “{error.message}”",
            f"Not translated ({error.language}): “{error.message}”",
        )
        return Fault(place, words)
    if isinstance(error, OSError | UnicodeDecodeError):
        return Fault(place, Text(f"Berkas situs tidak terbaca: {error}", f"A file of the site cannot be read: {error}"))
    if place is None:
        return None
    told = str(error) if isinstance(error, jinja2.TemplateError) else f"{type(error).__name__}: {error}"
    return Fault(place, Text(f"Templat ini tidak dapat dijalankan: {told}", f"This template cannot be run: {told}"))


def _last_place(error: Exception, parts: Project) -> str | None:
    """Give the innermost line of a template on the way to an error; Jinja keeps the lines of its templates."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if Path(frame.filename).is_relative_to(parts.site):
            return _shown(parts, Path(frame.filename), frame.lineno or 1)
    return None


def _shown(parts: Project, path: Path, line: int) -> str:
    home = parts.site.parent
    return f"{path.relative_to(home) if path.is_relative_to(home) else path}:{line}"
