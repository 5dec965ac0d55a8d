"""The files that a published site has besides its pages: the page for an address that leads nowhere, headers, and what
search engines read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from markupsafe import Markup

from giliran.render.headers import header_file
from giliran.render.shell import LostShell, folder
from giliran.render.templates import page_environment
from giliran.wording import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from giliran.audience import Audience
    from giliran.render.project import Project
    from giliran.render.translate import Catalogue
    from giliran.views.edition import Whole

LOST = "404.html"
_MOST = 50_000
"""How many addresses one site map may hold, by the protocol."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def publication_files(
    shown: Whole, audience: Audience, parts: Project, words: Sequence[Catalogue], urls: Iterable[str]
) -> dict[str, bytes]:
    """Give the files at the root of the site. ``urls`` are those of all pages, the same in every language."""
    files = {LOST: lost_page(shown, audience, parts, words), "_headers": header_file(audience)}
    address = shown.imprint.address
    if address is None:
        return files | {"robots.txt": _robots(None)}
    return files | {"robots.txt": _robots(f"{address}sitemap.xml")} | site_maps(address, urls)


def lost_page(shown: Whole, audience: Audience, parts: Project, words: Sequence[Catalogue]) -> bytes:
    """Give the page that a server shows for an address that leads nowhere: one page, in all languages."""
    shells = {each.language: LostShell(each.language, "404/", audience, shown.realm, shown.imprint) for each in words}
    environments = [(each.language, page_environment(parts.templates, each)) for each in words]
    told = [
        (language, Markup(environment.get_template("parts/lost.html").render(shell=shells[language])))  # noqa: S704 - Jinja has escaped it
        for language, environment in environments
    ]
    language, environment = environments[0]
    return environment.get_template(LOST).render(shell=shells[language], told=told).encode()


def site_maps(address: str, urls: Iterable[str], most: int = _MOST) -> dict[str, bytes]:
    """List every page of every language, each beside its translations. Long lists become several files and an index."""
    entries = [
        _entry(address, url, own) for url in sorted(urls) for own in (folder(language) for language in LANGUAGES)
    ]
    if len(entries) <= most:
        return {"sitemap.xml": _listed(entries)}
    files = {
        f"sitemap-{number}.xml": _listed(entries[start : start + most])
        for number, start in enumerate(range(0, len(entries), most), 1)
    }
    index = "".join(f"<sitemap><loc>{escape(f'{address}{name}')}</loc></sitemap>\n" for name in files)
    return {"sitemap.xml": f"{_HEAD}<sitemapindex {_NAMES}>\n{index}</sitemapindex>\n".encode(), **files}


def _entry(address: str, url: str, own: str) -> str:
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{escape(f"{address}{folder(language)}{url}")}"/>'
        for language in LANGUAGES
    )
    return f"<url><loc>{escape(f'{address}{own}{url}')}</loc>{others}</url>\n"


def _listed(entries: Iterable[str]) -> bytes:
    names = f'{_NAMES} xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return f"{_HEAD}<urlset {names}>\n{''.join(entries)}</urlset>\n".encode()


def _robots(site_map: str | None) -> bytes:
    """Let robots read everything. Where the edition must not be listed a header says so, and robots must see it."""
    lines = ["User-agent: *", "Disallow:"] + ([] if site_map is None else ["", f"Sitemap: {site_map}"])
    return ("\n".join(lines) + "\n").encode()
