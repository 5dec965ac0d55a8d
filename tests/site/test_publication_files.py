"""What a published site has besides its pages: headers and policies, the page for lost addresses, site map, robots, card."""

from __future__ import annotations

import importlib.util
import re
import struct
import xml.etree.ElementTree as ET
import zlib
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import html5lib
import pytest

from giliran.model import Imprint
from giliran.render.grid import WORKER
from giliran.render.headers import GRID_POLICY, JUDGE_POLICY, PAGE_POLICY, SEARCH_POLICY, header_file, headers
from giliran.render.project import project
from giliran.render.publication import lost_page, site_maps
from giliran.render.shell import LostShell
from giliran.render.site import build_site, catalogues
from giliran.views.edition import edition
from giliran.wording import LANGUAGES
from tests.site.reading import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import ModuleType

    from giliran.audience import Audience
    from giliran.corpus import Corpus
    from tests.site.reading import Site


EDITIONS = ("internal", "public")
ADDRESSES = {"internal": "https://giliran-internal.example/", "public": "https://giliran.example/"}
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


class _Head(HTMLParser):
    """The tags of a head, in their order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(text.partition("</head>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {key: value or "" for key, value in attrs}))

    def meta(self, name: str) -> list[str]:
        """Give the contents of every meta element of a name."""
        return [
            given["content"]
            for tag, given in self.tags
            if tag == "meta" and name in {given.get("name"), given.get("property"), given.get("http-equiv")}
        ]

    def link(self, rel: str) -> list[str]:
        """Give the targets of every link of a kind."""
        return [given["href"] for tag, given in self.tags if tag == "link" and given.get("rel") == rel]


@pytest.fixture(params=EDITIONS)
def site(request: pytest.FixtureRequest) -> tuple[Audience, Site]:
    """Give each edition in turn, with its name."""
    return request.param, request.getfixturevalue(request.param)


def parsed(content: bytes) -> ET.Element:
    """Parse XML of our own making."""
    return ET.fromstring(content)  # noqa: S314 - as said


def html_files(site: Site) -> dict[str, str]:
    """Give every HTML file, the page for lost addresses too."""
    return {name: content.decode() for name, content in site.files.items() if name.endswith(".html")}


def test_every_page_has_the_policy_before_anything_it_governs(site: tuple[Audience, Site]) -> None:
    for name, text in html_files(site[1]).items():
        tags = _Head(text).tags
        kinds = [tag for tag, _ in tags]
        assert kinds[:4] == ["html", "head", "meta", "meta"], name
        assert tags[2][1] == {"charset": "utf-8"}, name
        policy = SEARCH_POLICY if name.removeprefix("en/") == "search/index.html" else PAGE_POLICY
        if name.endswith("/edit/index.html"):
            policy = GRID_POLICY
        assert tags[3][1] == {"http-equiv": "Content-Security-Policy", "content": policy}, name
        assert text.encode().index(b"charset") < 1024
        assert "'unsafe" not in text.partition("<body>")[0]
        assert _Head(text).meta("robots") == (["noindex"] if name == "404.html" else []), name


def test_the_policy_allows_what_pages_load_and_no_more(site: tuple[Audience, Site]) -> None:
    """Every style sheet, script and picture is a file of the site or a data address of a picture."""
    rules = dict(rule.partition(" ")[::2] for rule in PAGE_POLICY.split("; "))
    assert rules == {
        "default-src": "'none'",
        "style-src": "'self'",
        "script-src": "'self'",
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
    }
    for name, text in html_files(site[1]).items():
        loaded = re.findall(r'<(?:img|script|source|iframe|embed|object)[^>]* (?:src|data)="([^"]*)"', text)
        loaded += _Head(text).link("stylesheet") + _Head(text).link("icon") + _Head(text).link("manifest")
        assert loaded, name
        assert not [target for target in loaded if urlsplit(target).scheme not in {"", "data"}], name
        assert "<style" not in text
        assert not re.findall(r"<script(?![^>]* src=)(?![^>]*type=\"application/)", text), name


@pytest.mark.parametrize("audience", EDITIONS)
def test_headers_stand_in_one_list(audience: Audience, request: pytest.FixtureRequest) -> None:
    content = request.getfixturevalue(audience).files["_headers"]
    assert content == header_file(audience)
    rules, _, judge = content.decode().partition(f"\n/{WORKER}\n")
    # One file alone may compile what it is handed. Rules for a file add up, so the one for every path is taken back first.
    own = f"  ! Content-Security-Policy\n  Content-Security-Policy: {JUDGE_POLICY}\n"
    assert judge == (own if audience == "internal" else "")
    assert "unsafe-eval" not in rules.replace("wasm-unsafe-eval", "")
    assert [name for name, value in headers(audience, WORKER) if value == JUDGE_POLICY] == (
        ["Content-Security-Policy"] if audience == "internal" else []
    )
    first, *lines = rules.splitlines()
    assert first == "/*"
    assert tuple(line.removeprefix("  ").split(": ", 1) for line in lines) == tuple(map(list, headers(audience)))
    given = dict(headers(audience))
    # The header stands over every page, so it allows what the search needs; each page's own policy is as strict as it can be.
    assert given["Content-Security-Policy"] == f"{SEARCH_POLICY}; frame-ancestors 'none'"
    assert SEARCH_POLICY.replace(" 'wasm-unsafe-eval'", "") == PAGE_POLICY
    assert given["X-Content-Type-Options"] == "nosniff"
    assert given["Referrer-Policy"] == "no-referrer"
    assert given.get("X-Robots-Tag") == ("noindex, nofollow" if audience == "internal" else None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_on_headers_names_each_as_it_is_sent(language: str) -> None:
    text = (project().pages / f"decisions/headers.{language}.md").read_text("utf-8")
    for name, value in headers("internal"):
        assert f'add_header {name} "{value}" always;' in text, name
    block = text.partition(f"location = /{WORKER} {{")[2].partition("}")[0]
    for name, value in headers("internal", WORKER):
        assert f'add_header {name} "{value}" always;' in block, name


def test_site_map_names_each_page_once_and_nothing_else(site: tuple[Audience, Site]) -> None:
    audience, built = site
    address = ADDRESSES[audience]
    root = parsed(built.files["sitemap.xml"])
    assert root.tag == f"{SITEMAP}urlset"
    named = []
    for entry in root:
        assert entry.tag == f"{SITEMAP}url"
        assert [child.tag for child in entry] == [f"{SITEMAP}loc", f"{XHTML}link", f"{XHTML}link"]
        others = {link.attrib["hreflang"]: link.attrib["href"] for link in entry[1:]}
        assert {link.attrib["rel"] for link in entry[1:]} == {"alternate"}
        assert set(others) == set(LANGUAGES)
        (loc,) = (child.text or "" for child in entry if child.tag == f"{SITEMAP}loc")
        assert loc in others.values()
        assert others["en"] == others["id"].replace(address, f"{address}en/", 1)
        named.append(loc)
    assert len(named) == len(set(named)) <= 50_000
    assert len(built.files["sitemap.xml"]) < 50 * 2**20
    paths = {f"{unquote(loc.removeprefix(address))}index.html" for loc in named}
    assert paths == set(built.pages)
    assert all(len(loc) < 2048 and loc.startswith(address) for loc in named)


def test_a_long_site_map_becomes_several_with_an_index() -> None:
    files = site_maps("https://x.example/a&b/", ["", "law/", "about/"], most=4)
    assert set(files) == {"sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"}
    index = parsed(files["sitemap.xml"])
    assert index.tag == f"{SITEMAP}sitemapindex"
    assert [entry[0].text for entry in index] == [
        "https://x.example/a&b/sitemap-1.xml",
        "https://x.example/a&b/sitemap-2.xml",
    ]
    parts = [parsed(files[f"sitemap-{number}.xml"]) for number in (1, 2)]
    assert [len(part) for part in parts] == [4, 2]
    assert len({entry[0].text for part in parts for entry in part}) == 6


def test_robots_may_read_everything_and_find_the_site_map(site: tuple[Audience, Site]) -> None:
    audience, built = site
    lines = built.files["robots.txt"].decode().splitlines()
    assert lines == ["User-agent: *", "Disallow:", "", f"Sitemap: {ADDRESSES[audience]}sitemap.xml"]


def test_each_page_says_what_it_is(site: tuple[Audience, Site]) -> None:
    audience, built = site
    told: dict[str, list[str]] = {}
    for name, text in built.pages.items():
        head = _Head(text)
        (description,) = head.meta("description")
        assert 40 <= len(description) <= 320, (name, description)
        told.setdefault(description, []).append(name)
        url = f"{ADDRESSES[audience]}{name.removesuffix('index.html')}"
        assert head.link("canonical") == [url], name
        assert head.meta("og:url") == [url]
        assert head.meta("og:description") == [description]
        (title,) = head.meta("og:title")
        assert title
        assert built.page(name).title == f"{title} · Giliran"
        assert head.meta("og:image") == [f"{ADDRESSES[audience]}assets/card.png"]
        assert head.meta("og:locale") == ["en_GB" if name.startswith("en/") else "id_ID"]
        assert head.meta("twitter:card") == ["summary_large_image"]
    assert not {words: names for words, names in told.items() if len(names) > 1}, "two pages say the same of themselves"


def test_no_head_names_a_person(corpus: Corpus, internal: Site) -> None:
    names = {member.name for unit in corpus.units.values() for member in unit.employees}
    told = "\n".join("\n".join(_Head(text).meta("description")) for text in internal.pages.values())
    assert not {name for name in names if name in told}


def test_without_an_address_no_page_claims_one(corpus: Corpus, tmp_path: Path) -> None:
    bare = replace(corpus, addresses={})
    build_site(bare, "public", tmp_path, 0)
    assert not (tmp_path / "sitemap.xml").exists()
    assert (tmp_path / "robots.txt").read_text("utf-8") == "User-agent: *\nDisallow:\n"
    for name in ("index.html", "en/law/index.html", "404.html"):
        head = _Head((tmp_path / name).read_text("utf-8"))
        assert head.meta("description")
        assert not head.link("canonical")
        assert not [given for _, given in head.tags if given.get("property", "").startswith("og:")]


def links(text: str) -> Iterator[str]:
    """Give every link of a page."""
    yield from re.findall(r' (?:href|src)="([^"]*)"', text)


def test_a_lost_reader_is_led_back_from_any_depth(site: tuple[Audience, Site]) -> None:
    _, built = site
    text = built.files["404.html"].decode()
    html5lib.HTMLParser(strict=True).parse(text)
    assert '<section lang="id">' in text
    assert '<section lang="en">' in text
    assert "Halaman ini tidak ada" in text
    assert "There is no such page" in text
    assert _Head(text).meta("robots") == ["noindex"]
    assert not _Head(text).link("alternate")
    found = [link for link in links(text) if not link.startswith("#")]
    assert {"/", "/en/", "/law/", "/en/law/", "/guide/", "/en/guide/"} <= set(found)
    for link in found:
        assert link.startswith("/"), link
        assert not link.startswith("//"), link
        target = link[1:].partition("#")[0]
        assert (f"{target}index.html" if not target or target.endswith("/") else target) in built.files, link


@pytest.mark.parametrize(
    ("address", "root"),
    [(None, "/"), ("https://x.example/", "/"), ("https://x.example/kota/giliran/", "/kota/giliran/")],
)
def test_a_site_below_the_root_of_its_host_is_found_again(corpus: Corpus, address: str | None, root: str) -> None:
    addresses = {} if address is None else {"public": address}
    bare = replace(corpus, addresses=addresses)
    parts = project()
    shown = edition(bare, "public").whole
    text = lost_page(shown, "public", parts, catalogues(parts)).decode()
    assert LostShell("en", "404/", "public", shown.realm, Imprint(address)).page("law/") == f"{root}en/law/"
    assert all(link.startswith((root, "#")) for link in links(text))
    assert f'href="{root}assets/giliran.css"' in text


def drawing() -> ModuleType:
    """Give the script that draws the card."""
    spec = importlib.util.spec_from_file_location("card", REPOSITORY / "pipeline/card/__main__.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_card_is_what_its_script_draws(public: Site) -> None:
    script = drawing()
    kept = public.files["assets/card.png"]
    assert len(kept) < 60_000
    parts, fresh = dict(script.chunks(kept)), dict(script.chunks(script.card()))
    assert struct.unpack(">II", parts[b"IHDR"][:8]) == (1200, 630)
    assert set(parts) == {b"IHDR", b"IDAT", b"IEND"}, "nothing but the picture"
    assert zlib.decompress(parts[b"IDAT"]) == zlib.decompress(fresh[b"IDAT"])


def test_what_stands_at_the_foot_of_pages_is_the_note_of_the_repository(corpus: Corpus, internal: Site) -> None:
    """Pages of both engines say it in their language, and the site of a government that says nothing has nothing of ours."""
    assert corpus.site_note is not None
    for name in ("about/index.html", "overview/index.html", "404.html"):
        for language in LANGUAGES:
            if language == "id" or name != "404.html":
                text = internal.files[("" if language == "id" else "en/") + name].decode()
                assert f"<footer>\n<p>{corpus.site_note.to(language)}</p>\n" in text
    parts = project()
    silent = replace(corpus, site_note=None)
    text = lost_page(edition(silent, "public").whole, "public", parts, catalogues(parts)).decode()
    assert "<footer>\n<nav" in text
    assert "rekaan" not in text
