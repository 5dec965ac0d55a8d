"""The two Jinja environments of a language: one that writes HTML, one that writes Markdown for MkDocs.

Both refuse undefined names. HTML is escaped by Jinja itself; in Markdown every value of the data is escaped when it is
put out (:class:`Markdown`), so that no title of a clause can become a link, a heading or a tag.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import jinja2
from markupsafe import Markup, escape

from giliran.headings import HEADINGS
from giliran.render.alone import ALONE
from giliran.render.charts import drawn
from giliran.render.qr import qr_svg
from giliran.render.roster import Kept, roster_rows, roster_sums
from giliran.render.spoken import Spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from giliran.render.translate import Catalogue
    from giliran.views.internal import CallLine
    from giliran.wording import Language

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>&#|!~+$\"]|^[-=:]|^[0-9]+(?=[.)])")
_IN_LINKS = "%/:=&?~#+!$,;'@"


_compiled: list[Path] = []


def keep_compiled(folder: Path) -> None:
    """Keep templates compiled in a folder from now on, and take them from there.

    The folder is for one state of the program and its catalogues, and for nobody else to write: what lies there is run.
    """
    _compiled[:] = [folder]


class Markdown(str):
    """Text that is Markdown already. Its ``%`` escapes what is put into it, as translated messages need."""

    __slots__ = ()

    def __mod__(self, values: Any) -> Markdown:  # noqa: ANN401 - the signature of str.__mod__
        return Markdown(str.__mod__(self, {key: escaped(value) for key, value in values.items()}))


def escaped(value: object) -> str:
    """Spell a value so that Markdown takes it as plain text. Line breaks become spaces."""
    if isinstance(value, Markdown):
        return value
    text = " ".join(str(value).split())
    return _SPECIAL.sub(lambda found: "".join(f"&#{ord(letter)};" for letter in found[0]), text)


def page_environment(templates: Path, catalogue: Catalogue) -> jinja2.Environment:
    """Give the environment for pages. A catalogue has one, so that each template is read once, whoever uses it."""
    key = ("pages", templates)
    if key not in catalogue.environments:
        environment = _prepared(jinja2.Environment(autoescape=True), templates, catalogue, str)
        _take_compiled(environment, f"pages-{catalogue.language}")
        environment.filters["rows"] = roster_rows(catalogue.language)
        environment.filters["sums"] = roster_sums
        environment.globals["kept"] = Kept()
        environment.filters["items"] = _items
        environment.filters["calls"] = _calls(catalogue.language)
        charts = templates.parent / "charts"
        environment.filters["drawn"] = lambda chart: Markup(drawn(chart, catalogue.language, charts))  # noqa: S704 - our own SVG
        catalogue.environments[key] = environment
    return catalogue.environments[key]


def markdown_environment(templates: Path, catalogue: Catalogue) -> jinja2.Environment:
    """Give the environment for the Markdown that MkDocs reads; a catalogue has one of these too."""
    key = ("markdown", templates)
    if key not in catalogue.environments:
        plain = jinja2.Environment(autoescape=False, finalize=escaped)  # noqa: S701 - escaped for Markdown instead
        catalogue.environments[key] = _prepared(plain, templates, catalogue, Markdown)
        _take_compiled(plain, f"markdown-{catalogue.language}")
    return catalogue.environments[key]


def _take_compiled(environment: jinja2.Environment, name: str) -> None:
    for folder in _compiled:
        own = folder / name
        own.mkdir(mode=0o700, exist_ok=True)
        environment.bytecode_cache = jinja2.FileSystemBytecodeCache(str(own))


def _items(words: Iterable[str]) -> Markup:
    """Make an item of a list of each of some names, a line each; they are escaped all at once."""
    told = str(escape("\0".join(words)))
    listed = told.replace("\0", "</li>\n<li>")
    return Markup(f"<li>{listed}</li>" if told else "")  # noqa: S704 - just escaped


def _calls(language: Language) -> Callable[[Iterable[CallLine]], Markup]:
    """Give the filter that lists the calls of a unit: a province has half a million, each of which Jinja would join."""

    def listed(calls: Iterable[CallLine]) -> Markup:
        lines = (
            f' <span data-place="{call.place}"><b>{call.time.to(language)}</b> {escape(call.name)}</span>'
            for call in calls
        )
        return Markup("".join(lines))  # noqa: S704 - of times, numbers and names that are escaped

    return listed


def read_templates(templates: Path, catalogue: Catalogue) -> None:
    """Read every template of the site now, so that what is made later does not depend on edits made meanwhile.

    Raises what Jinja raises for a template that is not well formed.
    """
    for make, ending in ((page_environment, ".html"), (markdown_environment, ".md")):
        environment = make(templates, catalogue)
        for name in environment.list_templates():
            if name.endswith(ending) and not name.startswith(ALONE):
                environment.get_template(name)


def _prepared(
    environment: jinja2.Environment, templates: Path, catalogue: Catalogue, kind: type[str]
) -> jinja2.Environment:
    language: Language = catalogue.language
    environment.loader = jinja2.FileSystemLoader(templates)
    environment.undefined = jinja2.StrictUndefined
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.auto_reload = False
    environment.extend(catalogue=catalogue)
    environment.add_extension(Spoken)
    environment.add_extension("jinja2.ext.do")

    def gettext(message: str) -> str:
        return kind(catalogue.gettext(message))

    def ngettext(singular: str, _plural: str, number: int) -> str:
        return kind(catalogue.ngettext(singular, number))

    environment.globals["headings"] = HEADINGS
    environment.filters["say"] = lambda words: words.to(language)
    environment.filters["grouped"] = lambda number: f"{number:,}".replace(",", "." if language == "id" else ",")
    environment.filters["raw"] = Markdown
    environment.filters["qr"] = qr_svg

    def pgettext(context: str, message: str) -> str:
        return kind(catalogue.gettext(message, context))

    environment.filters["link"] = lambda href: Markdown(quote(href, safe=_IN_LINKS))
    environment.filters["pre"] = lambda text: Markdown(html.escape(text, quote=False))
    environment.install_gettext_callables(gettext, ngettext, newstyle=True, pgettext=pgettext)  # type: ignore[attr-defined]  # by the extension
    environment.policies["ext.i18n.trimmed"] = True
    return environment
