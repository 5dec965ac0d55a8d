"""How the site is built: the same bytes each time, whole or not at all, from a folder with nothing but data."""

from __future__ import annotations

import html
import importlib
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import html5lib
import jinja2
import pytest

from giliran import codes
from giliran.model import ShareRule
from giliran.render.project import project
from giliran.render.site import build_site
from giliran.render.templates import escaped, markdown_environment, page_environment
from giliran.render.translate import Catalogue
from giliran.store import commit_time
from giliran.wording import percent
from tests.site.kinds import FOLDERS, samples
from tests.site.reading import REPOSITORY, Site

if TYPE_CHECKING:
    from pathlib import Path

    from giliran.corpus import Corpus
    from giliran.views.survey.findings import Warned
    from giliran.wording import Language


def run(root: Path, out: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "giliran", "-C", str(root), "build", "--out", str(out), *more]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_a_folder_with_only_data_builds_the_same_twice(small: Path, tmp_path: Path, audience: str) -> None:
    sites = []
    for name in ("first", "second"):
        done = run(small, tmp_path / name / "html", "--audience", audience)
        assert done.returncode == 0, done.stderr
        sites.append(Site(tmp_path / name / "html", 0).files)
    assert sites[0] == sites[1]
    assert "schedules/bpad/subbid-inventarisasi/2023-09/index.html" in sites[0]
    assert sorted(path.name for path in small.iterdir()) == ["policy", "schedules", "units"]
    assert sorted(path.name for path in (tmp_path / "first").iterdir()) == [".html.giliran", "html"]
    known = sorted(path.name for path in (tmp_path / "first" / ".html.giliran").iterdir())
    assert known == [".gitignore", "ledger", "lock"], "nothing is left beside the site but what is known of it"


def test_two_builds_in_one_process_agree(
    corpus: Corpus, warnings: tuple[Warned, ...], internal: Site, tmp_path: Path
) -> None:
    count = build_site(corpus, "internal", tmp_path / "html", commit_time(REPOSITORY), warnings)
    again = Site(tmp_path / "html", count)
    assert again.files == internal.files
    assert count == internal.count == len(again.files)


def test_a_refusal_writes_nothing(small: Path, tmp_path: Path) -> None:
    schedule = small / "schedules" / "bpad" / "subbid-inventarisasi" / "2023-09.yaml"
    schedule.write_text(
        schedule.read_text("utf-8").replace("2023-09-28", "2023-09-27") + "  2023-09-30: [ae470]\n", "utf-8"
    )
    done = run(small, tmp_path / "out" / "html")
    assert done.returncode == 1
    assert not (tmp_path / "out").exists()


def test_a_site_that_stands_survives_a_refusal(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "html"
    assert run(small, out).returncode == 0
    before = Site(out, 0).files
    (small / "schedules" / "bpad" / "subbid-inventarisasi" / "2023-09.yaml").write_text("wfh: {}\nodd: 1\n", "utf-8")
    assert run(small, out).returncode == 1
    assert Site(out, 0).files == before


def test_the_sources_of_the_site_are_not_touched(small: Path, tmp_path: Path) -> None:
    def stamp() -> dict[str, bytes]:
        return {path.as_posix(): path.read_bytes() for path in project().site.rglob("*") if path.is_file()}

    before = stamp()
    assert run(small, tmp_path / "html").returncode == 0
    assert stamp() == before


def test_mkdocs_and_schedules_share_base_html(internal: Site) -> None:
    """Only what is handed over as one file, outside the site, has a frame of its own; it lies in ``alone``."""
    templates = project().templates
    assert '{% extends "base.html" %}' in (templates / "main.html").read_text("utf-8")
    for path in sorted(templates.glob("*.html")):
        assert ("<html" in path.read_text("utf-8")) == (path.name == "base.html"), path.name
    by_mkdocs, by_jinja = (internal.files[name].decode() for name in ("about/index.html", "overview/index.html"))
    for part in ('<header>\n<p class="brand">', '<nav class="chapters"', "assets/giliran.css", "<footer>"):
        assert part in by_mkdocs
        assert part in by_jinja


def test_pages_are_well_formed(internal: Site, public: Site) -> None:
    """By a second parser, the first being the validator of the W3C, which reads them all: each kind, in each edition and language."""
    chosen = 0
    for audience, site in (("internal", internal), ("public", public)):
        for folder in FOLDERS:
            for address in samples(audience, folder):
                name = address if address.endswith(".html") else f"{folder}{address}index.html"
                html5lib.HTMLParser(strict=True).parse(site.files[name].decode())
                chosen += 1
    assert chosen > 150


def test_each_page_is_light(internal: Site) -> None:
    heaviest = max((len(content), name) for name, content in internal.files.items() if name.endswith(".html"))
    assert heaviest[0] < 150_000, heaviest


def test_every_code_has_its_page(internal: Site) -> None:
    for code in codes.CODES:
        for folder in ("", "en/"):
            assert f"{folder}codes/{code.code}/index.html" in internal.files
            assert f'href="{code.code}/"' in internal.files[f"{folder}codes/index.html"].decode()


def test_law_pages_hold_every_clause_reading_and_point(corpus: Corpus, internal: Site) -> None:
    for folder in ("", "en/"):
        language: Language = "en" if folder else "id"
        for circular in corpus.circulars.values():
            base = f"{folder}law/{circular.id}/"
            page = internal.page(f"{base}index.html")
            assert {clause.name for clause in circular.clauses} <= page.ids
            for gap in circular.gaps:
                assert plain(gap.to(language)) in plain(internal.files[f"{base}index.html"].decode())
            if circular.readings:
                assert {reading.name for reading in circular.readings} <= internal.page(
                    f"{base}readings/index.html"
                ).ids
            if circular.conduct is not None:
                text = internal.files[f"{base}conduct/index.html"].decode()
                points = text.partition("<ol>")[2].partition("</ol>")[0]
                assert len(re.findall("<li[ >]", points)) == len(circular.conduct.points) == 12
                for point in circular.conduct.points:
                    assert plain(point.text.to(language)) in plain(text)


def test_dated_values_stand_before_any_paraphrase(corpus: Corpus, internal: Site) -> None:
    """A paraphrase may repeat a percentage in words and lag behind the data; the values from the data come first."""
    seen = 0
    for circular in corpus.circulars.values():
        text = plain(internal.files[f"law/{circular.id}/index.html"].decode())
        for clause in circular.clauses:
            if not isinstance(clause.rule, ShareRule):
                continue
            head, _, section = text.partition(f'<h2 id="{clause.name}">')
            for window in clause.rule.at_most:
                value = f"<strong>{percent(window.value.value).id}</strong>"
                assert value in head.partition("<h2")[0]
                if circular.summary is not None:
                    assert head.index(value) < head.index(plain(circular.summary.id))
                if clause.text is not None:
                    assert section.index(value) < section.index(plain(clause.text.id))
                seen += 1
    assert seen


def test_navigation_marks_the_code_of_conduct(internal: Site) -> None:
    for name, marked in (("conduct/", "Panduan perilaku"), ("", "Aturan"), ("readings/", "Aturan")):
        text = internal.files[f"law/dki-jakarta/se-sekda-34-2023/{name}index.html"].decode()
        chapters = text.partition('<nav class="chapters"')[2].partition("</nav>")[0]
        assert re.findall(r'aria-current="true">([^<]+)<', chapters) == [marked]


def plain(text: str) -> str:
    return " ".join(html.unescape(text).split())


@pytest.mark.parametrize(
    "hostile",
    [
        "[click](https://example.com)",
        "<script>alert(1)</script>",
        "# heading",
        "**bold** _it_ `code`",
        "1. list",
        "- list",
        "a | b",
        "line\n\n## break",
        "{: .class #id }",
        "![x](y)",
        "&lt;b&gt;",
        "a\\*b",
        "Setext\n=====",
        "[TOC]",
        "+++",
        "~~~",
    ],
)
def test_data_cannot_become_markdown(hostile: str) -> None:
    markdown = importlib.import_module("markdown")  # it comes with MkDocs, and without types
    made = markdown.markdown(escaped(hostile), extensions=["attr_list", "md_in_html", "tables", "fenced_code", "toc"])
    tree = html5lib.parseFragment(made, namespaceHTMLElements=False)
    assert [element.tag for element in tree.iter()] == ["DOCUMENT_FRAGMENT", "p"]
    assert "".join(tree.itertext()) == " ".join(hostile.split())


def test_an_undefined_name_stops_the_build() -> None:
    catalogue = Catalogue("id", None)
    for make in (page_environment, markdown_environment):
        with pytest.raises(jinja2.UndefinedError):
            make(project().templates, catalogue).from_string("{{ nobody.here }}").render()


def test_values_are_escaped_in_pages() -> None:
    environment = page_environment(project().templates, Catalogue("id", None))
    made = environment.from_string("{% trans x=x %}a {{ x }}{% endtrans %}{{ x }}").render(x="<b>")
    assert made == "a &lt;b&gt;&lt;b&gt;"
