"""The search index: it holds every part of the law and of what explains it, and nobody's name."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pytest

from giliran import codes
from giliran.diagnostics import OperatorError
from giliran.model import Imprint
from giliran.render import search
from giliran.render.project import project
from giliran.render.search import is_searched, parts, search_files
from giliran.render.shell import Shell
from giliran.views.realm import realm_of_all
from tests.site.test_wall import secrets

if TYPE_CHECKING:
    from giliran.corpus import Corpus
    from giliran.wording import Language
    from tests.site.reading import Site

FOLDERS: dict[Language, str] = {"id": "", "en": "en/"}


def found(site: Site) -> dict[str, dict[str, Any]]:
    """Give every part that can be found, by its address below the site."""
    fragments = (content for name, content in site.files.items() if name.endswith(".pf_fragment"))
    read = [json.loads(gzip.decompress(content).removeprefix(b"pagefind_dcd")) for content in fragments]
    by_address = {entry["url"]: entry for entry in read}
    assert len(by_address) == len(read)
    return by_address


def words(text: str) -> list[str]:
    return re.findall(r"[\w%]+", text.casefold())


def holds(entry: Mapping[str, Any], text: str) -> bool:
    """Tell whether a part holds all words of a text in their order."""
    return f" {' '.join(words(text))} " in f" {' '.join(words(entry['content']))} "


def test_each_clause_reading_and_point_is_a_part(corpus: Corpus, internal: Site) -> None:
    entries = found(internal)
    seen = 0
    for language, folder in FOLDERS.items():
        for circular in corpus.circulars.values():
            home = f"{folder}law/{circular.id}/"
            assert holds(entries[home], circular.number)
            for clause in circular.clauses:
                entry = entries[f"{home}#{clause.name}"]
                assert entry["meta"] == {
                    "title": clause.title.to(language),
                    "page": circular.title.to(language),
                }
                assert clause.text is None or holds(entry, clause.text.to(language))
                seen += 1
            for reading in circular.readings:
                entry = entries[f"{home}readings/#{reading.name}"]
                assert entry["meta"]["title"] == reading.question.to(language)
                assert holds(entry, reading.choice.to(language))
                assert holds(entry, reading.reason.to(language))
                seen += 1
            for number, point in enumerate(circular.conduct.points if circular.conduct else (), 1):
                entry = entries[f"{home}conduct/#point-{number}"]
                assert str(number) in words(entry["meta"]["title"])
                assert holds(entry, point.text.to(language))
                seen += 1
    assert seen > 100


def test_dated_values_can_be_found(internal: Site) -> None:
    for folder in FOLDERS.values():
        share = found(internal)[f"{folder}law/dki-jakarta/se-sekda-34-2023/#wfh-share"]
        assert {"50%", "75%"} <= set(words(share["content"]))


def test_guides_codes_decisions_and_agencies_are_there(corpus: Corpus, internal: Site) -> None:
    entries = found(internal)
    written = [path.relative_to(project().pages).as_posix() for path in project().pages.rglob("*.id.md")]
    addresses = {name.removesuffix(".id.md").removesuffix("index").rstrip("/") + "/" for name in written}
    addresses |= {f"codes/{code.code}/" for code in codes.CODES}
    for folder in FOLDERS.values():
        assert not {address for address in addresses if f"{folder}{address}" not in entries}
        for agency in corpus.agencies.values():
            entry = entries[f"{folder}schedules/{agency.id}/"]
            assert entry["meta"] == {"title": agency.name}
            own = {unit.name for unit in corpus.units.values() if unit.agency == agency.id}
            assert not {name for name in own if not holds(entry, name)}


def test_nothing_else_is_there(internal: Site) -> None:
    """No day, month, unit or table, and of an agency no number, no keeper and no month."""
    chapters = {"law", "guide", "codes", "decisions", "about"}
    for address, entry in found(internal).items():
        chapter, _, rest = address.removeprefix("en/").partition("/")
        if chapter == "schedules":
            assert re.fullmatch(r"[a-z0-9-]+/", rest), address
            assert not re.search(r"[@%]|\bASN\b|\b20[0-9]{2}\b", entry["content"]), address
        else:
            assert chapter in chapters, address


@pytest.mark.parametrize("edition", ["internal", "public"])
def test_nobody_is_in_the_index(corpus: Corpus, edition: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(edition)
    ids, texts = secrets(corpus)
    packed = [content for name, content in site.files.items() if name.endswith(".pf_fragment")]
    assert len(packed) > 300
    told = "\n".join(gzip.decompress(content).decode() for content in packed).casefold()
    assert not {text for text in texts if text.casefold() in told}
    assert not ids & set(re.findall(r"(?<![a-z0-9#])[a-z]{2}[0-9]{2,5}(?![a-z0-9])", told))


def test_examples_of_personnel_files_are_left_out(internal: Site) -> None:
    assert "<figcaption>" in internal.files["codes/LW001/index.html"].decode()
    entries = found(internal)
    assert not [address for address in entries if address.endswith("#examples")]
    assert "siti rahmawati" not in json.dumps(list(entries.values())).casefold()


def test_both_editions_have_the_same_index(internal: Site, public: Site) -> None:
    def index(site: Site) -> dict[str, bytes]:
        return {name: content for name, content in site.files.items() if name.startswith("pagefind/")}

    assert index(internal) == index(public)


def test_each_result_leads_to_its_place(internal: Site) -> None:
    pages = {name: internal.page(name) for name in internal.pages if is_searched(name)}
    for address in found(internal):
        path, _, anchor = address.partition("#")
        page = pages[f"{path}index.html"]
        assert not anchor or anchor in page.ids, address


def test_only_what_our_page_asks_for_is_published(internal: Site) -> None:
    names = {name for name in internal.files if name.startswith("pagefind/")}
    fixed = {name for name in names if not re.search(r"\.pf_(?:meta|index|fragment)$", name)}
    reader = {"pagefind.js", "pagefind-entry.json", "wasm.id.pagefind", "wasm.en.pagefind"}
    assert fixed == {f"pagefind/{name}" for name in reader}
    entry = json.loads(internal.files["pagefind/pagefind-entry.json"])
    assert {language: about["wasm"] for language, about in entry["languages"].items()} == {"en": "en", "id": "id"}
    for about in entry["languages"].values():
        assert f"pagefind/pagefind.{about['hash']}.pf_meta" in names


PAGE = """\
<html lang="{language}">
<body><header><h1>Not this</h1></header>
<article class="prose" data-pagefind-body>
<h1 id="a">Rules &amp; more</h1>
<p>Opening words.</p>
<h2 id="first">The first</h2>
<p>One.</p>
<pre>quoted: whole file</pre>
<h2 data-pagefind-ignore="all" id="left-out">Left out</h2>
<p>Never seen.</p>
</article>
<p>Between.</p>
<article class="prose" data-pagefind-body>
<h2 id="second">The second</h2>
<p>Two.</p>
<ol>
<li data-pagefind-meta="title:Point 1" id="point-1">Behave.</li>
</ol>
</article>
</body></html>
"""


def small() -> dict[str, bytes]:
    return {
        "law/a/b/index.html": PAGE.format(language="id").encode(),
        "en/law/a/b/index.html": PAGE.format(language="en").encode(),
    }


def test_a_document_is_cut_at_its_headings_and_points() -> None:
    made = dict(parts("law/a/b/index.html", PAGE.format(language="id")))
    assert list(made) == ["law/a/b/", *(f"law/a/b/#{name}" for name in ("first", "second", "point-1"))]
    assert "Opening words." in made["law/a/b/"]
    assert "One." not in made["law/a/b/"]
    assert not [html for html in made.values() if re.search("Never|Between|Not this", html)]
    assert all(html.startswith('<html lang="id">') for html in made.values())


def test_the_index_of_a_small_site() -> None:
    files = search_files(small())
    packed = [content for name, content in files.items() if "/fragment/id_" in name]
    entries = [json.loads(gzip.decompress(content).removeprefix(b"pagefind_dcd")) for content in packed]
    told = {entry["url"]: (entry["meta"], entry["content"]) for entry in entries}
    page = {"page": "Rules & more"}
    assert told == {
        "law/a/b/": ({"title": "Rules & more"}, "Opening words."),
        "law/a/b/#first": ({"title": "The first", **page}, "One."),
        "law/a/b/#second": ({"title": "The second", **page}, "Two."),
        "law/a/b/#point-1": ({"title": "Point 1", **page}, "Behave."),
    }


def test_what_binds_weighs_more_than_how_it_is_read() -> None:
    def weight(path: str) -> int:
        html = dict(parts(f"{path}index.html", PAGE.format(language="id")))[f"{path}#first"]
        return int(re.findall(r'data-pagefind-weight="([0-9]+)"', html)[0])

    assert weight("law/a/b/") == weight("en/law/a/b/") == weight("law/a/b/conduct/")
    assert weight("law/a/b/") > weight("law/a/b/readings/") > weight("guide/policy/") == weight("law/") == 1


@pytest.mark.parametrize(
    ("path", "searched"),
    [
        ("law/index.html", True),
        ("en/law/dki-jakarta/se-sekda-34-2023/readings/index.html", True),
        ("codes/LW001/index.html", True),
        ("about/index.html", True),
        ("schedules/bkd/index.html", True),
        ("en/schedules/bkd/index.html", True),
        ("index.html", False),
        ("schedules/bkd/subbag-umum/index.html", False),
        ("schedules/bkd/subbag-umum/2023-09/index.html", False),
        ("days/2023-09-04/index.html", False),
        ("usage/index.html", False),
        ("search/index.html", False),
        ("law/se.json", False),
        ("feeds/person/ab123.ics", False),
    ],
)
def test_only_some_pages_are_searched(path: str, searched: bool) -> None:
    assert is_searched(path) is searched


class _Watched(Mapping[str, bytes]):
    """Files that tell which of them were asked for."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.asked: list[str] = []
        self._files = files

    def __getitem__(self, path: str) -> bytes:
        self.asked.append(path)
        return self._files[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def test_other_files_are_not_even_asked_for() -> None:
    files = _Watched({**small(), "days/2023-09-04/index.html": small()["law/a/b/index.html"], "feeds/x.ics": b""})
    assert search_files(files) == search_files(small())
    assert sorted(files.asked) == sorted(small())


def test_a_page_without_a_mark_has_no_parts() -> None:
    assert not list(parts("law/x/index.html", "<html><body><h1>Words</h1></body></html>"))


def test_same_pages_same_bytes() -> None:
    """Pagefind gives its languages in a chance order; so many runs would hardly agree if we did not sort them."""
    pages = small()
    backwards = dict(reversed(pages.items()))
    first = search_files(pages)
    assert first
    for _ in range(6):
        assert search_files(pages) == search_files(backwards) == first


def test_without_the_program_the_operator_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "get_executable", lambda: None)
    with pytest.raises(OperatorError, match="pagefind"):
        search_files({})


def test_only_the_search_page_runs_wasm(corpus: Corpus) -> None:
    realm = realm_of_all(corpus)
    for url in ("", "about/", "law/", "days/2023-09-04/"):
        assert not Shell("id", url, "public", realm, Imprint()).runs_wasm
    for language in FOLDERS:
        assert Shell(language, "search/", "internal", realm, Imprint()).runs_wasm


@pytest.mark.parametrize("edition", ["internal", "public"])
def test_every_page_leads_to_the_search(edition: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(edition)
    for folder in FOLDERS.values():
        page = site.files[f"{folder}search/index.html"].decode()
        assert '<form class="search" role="search" method="get">' in page
        assert 'name="q"' in page
        chapters = page.partition('<section aria-labelledby="chapters">')[2].partition("</section>")[0]
        assert set(re.findall(r'href="\.\./([a-z]*)/?[^"]*"', chapters)) == {
            *("", "law", "guide", "codes", "decisions", "about")
        }
        for name in ("", "about/", "schedules/bkd/", "days/2023-09-04/"):
            links = site.page(f"{folder}{name}index.html").links
            assert f"{'../' * name.count('/')}search/#search-words" in links
