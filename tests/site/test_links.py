"""Every link leads somewhere: all relative, to a file of the site and to an anchor that is there."""

from __future__ import annotations

import re
from posixpath import normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

if TYPE_CHECKING:
    from tests.site.reading import Page, Site


@pytest.fixture(scope="module")
def pages(internal: Site, public: Site) -> dict[str, dict[str, Page]]:
    """Give the pages of each edition, read once."""
    return {
        edition: {name: site.page(name) for name in site.pages}
        for edition, site in (("internal", internal), ("public", public))
    }


@pytest.mark.parametrize("edition", ["internal", "public"])
def test_no_broken_link(pages: dict[str, dict[str, Page]], edition: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(edition)
    reached = {"index.html", "en/index.html"}
    for name, page in pages[edition].items():
        folder = name.rpartition("/")[0]
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme:
                assert parts.scheme == "https", (name, link)
                continue
            assert not link.startswith("/"), (name, link)
            target = normpath(f"{folder}/{unquote(parts.path)}".lstrip("/")) if parts.path else name
            if parts.path.endswith("/") or (parts.path and target == "."):
                target = f"{target}/index.html".removeprefix("./")
            assert target in site.files, (name, link)
            reached.add(target)
            if parts.fragment and target.endswith(".html"):
                assert parts.fragment in pages[edition][target].ids, (name, link)
    waiting = sorted(name for name in reached if name.endswith(".js"))
    for name in waiting:
        # A script names the others that it loads by their way from itself.
        for way in re.findall(r'"(\.\.?/[a-z_./-]+\.js)"', site.files[name].decode()):
            other = normpath(f"{name.rpartition('/')[0]}/{way}")
            if other not in reached:
                assert other in site.files, (name, way)
                reached.add(other)
                waiting.append(other)
    # The script of the search box finds its way in find/ by itself; tests/site/test_find.py follows it. So does that of
    # the search page, in pagefind/.
    unreached = {name for name in set(site.files) - reached if not name.startswith(("find/", "pagefind/"))}
    # A licence travels with its work; the others are for servers, search engines and where a link is shared.
    loose = (
        *(f"assets/vendor/{work}.LICENSE.txt" for work in ("ajv", "pagefind", "pico")),
        *("404.html", "_headers", "robots.txt", "sitemap.xml", "assets/card.png"),
    )
    assert not {name for name in unreached if name not in loose}, "files that no page links to"


@pytest.mark.parametrize("edition", ["internal", "public"])
def test_ids_are_unique_and_nothing_is_inline(pages: dict[str, dict[str, Page]], edition: str) -> None:
    for name, page in pages[edition].items():
        assert not page.twice, name
        assert not page.forbidden, name
