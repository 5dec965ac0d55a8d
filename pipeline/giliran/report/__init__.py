"""Diagnostics to text: one module a format, all fed the same report.

Every module has one function ``written(report, language, sources) -> str``. It is pure, its result ends in one line
feed, and the same input gives the same bytes. A format escapes what it must in its own module; what a reader could
not see, such as control characters, is spelt out by :mod:`giliran.report.visible`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from giliran.report.privacy import discreet

if TYPE_CHECKING:
    from giliran.diagnostics import Report
    from giliran.wording import Language

Sources = Mapping[str, str]
"""The text of each file by its path; a file that could not be read is missing, and then has no excerpt."""

Format = Callable[["Report", "Language", Sources], str]

FORMATS: dict[str, str] = {
    "text": "text",
    "json": "jsonfile",
    "github": "github",
    "gitlab": "gitlab",
    "sarif": "sarif",
    "junit": "junit",
    "rdjson": "rdjson",
    "markdown": "markdown",
}
"""The name of each format and of its module here, which is loaded only when the format is asked for."""

OFFERING = frozenset({"text", "json", "sarif", "rdjson", "markdown"})
"""The formats that offer fixes, for which they are worth looking for."""


def rendered(name: str, report: Report, language: Language, sources: Sources, *, colour: bool = False) -> str:
    """Write a report in the format of that name, one of :data:`FORMATS`.

    Private text is taken out of the words here, once for all formats. ``colour`` is for the format ``text`` alone; the
    others have none.
    """
    module = import_module(f"{__name__}.{FORMATS[name]}")
    shown = discreet(report, sources)
    if colour and name == "text":
        coloured: Format = module.coloured
        return coloured(shown, language, sources)
    written: Format = module.written
    return written(shown, language, sources)
