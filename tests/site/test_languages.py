"""Both languages are complete."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from giliran.render.project import project
from giliran.render.translate import Catalogue
from giliran.wording import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

    from babel.messages.catalog import Message

    from giliran.audience import Audience
    from giliran.corpus import Corpus
    from tests.site.reading import Site

METHODS = [("**.html", "jinja2.ext:babel_extract"), ("**.md", "jinja2.ext:babel_extract")]


def test_catalogue_and_templates_agree() -> None:
    options = {pattern: {"trimmed": "true", "silent": "false", "extensions": "jinja2.ext.do"} for pattern, _ in METHODS}
    found = extract_from_dir(str(project().templates), method_map=METHODS, options_map=options)
    wanted = {(context, message if isinstance(message, str) else message[0]) for _, _, message, _, context in found}
    catalogue: list[Message] = []
    for path in sorted((project().locale / "en" / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            catalogue.extend(message for message in read_po(file, locale="en") if message.id)
    keys = [(message.context, message.id if isinstance(message.id, str) else message.id[0]) for message in catalogue]
    have = set(keys)
    assert len(keys) == len(have), "translated twice"
    assert wanted - have == set(), "not translated"
    assert have - wanted == set(), "no longer used"
    for message in catalogue:
        if message.id:
            forms = [message.string] if isinstance(message.string, str) else list(message.string or ())
            originals = [message.id] if isinstance(message.id, str) else list(message.id)
            assert all(forms)
            assert not message.fuzzy
            names = {tuple(sorted(re.findall(r"%\(\w+\)s", text))) for text in (*forms, *originals)}
            assert len(names) == 1, message.id


def test_every_word_of_a_template_is_marked() -> None:
    """Outside tags, comments and expressions no letters are left but the name of the site and paths."""
    for path in sorted(project().templates.rglob("*")):
        if path.suffix not in {".html", ".md"}:
            continue
        text = path.read_text("utf-8")
        text = re.sub(r"\{#.*?#\}|\]\([^\n]*?\)", " ", text, flags=re.DOTALL)  # comments and the targets of links
        text = re.sub(r"\{%-?\s*trans\b.*?endtrans\s*-?%\}", " ", text, flags=re.DOTALL)
        text = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", " ", text, flags=re.DOTALL)
        text = re.sub(r"<code>.*?</code>|<[^>]*>", " ", text)
        text = re.sub(r"\{[a-z]+\}", " ", text)  # what stands for a value in a pattern of a row
        assert set(re.findall(r"[A-Za-z]{2,}", text)) <= {"Giliran"}, path.name
        labels = re.findall(r'(?:aria-label|title|alt|placeholder)="([A-Za-z][^"{]*)"', path.read_text("utf-8"))
        assert not labels, path.name


def test_the_name_of_a_heading_ends_its_line() -> None:
    """What follows a name such as ``{#write}`` would make it part of the heading; both languages have the same names."""
    named = {}
    for path in sorted(project().pages.rglob("*.md")):
        headings = re.findall(r"^##+ .*\{#.*$", path.read_text("utf-8"), re.MULTILINE)
        assert all(re.search(r"\{#[a-z0-9-]+\}$", heading) for heading in headings), path.name
        named[path.name] = [heading.rpartition("{#")[2] for heading in headings]
    for name, names in named.items():
        if name.endswith(".id.md"):
            assert names == named[name.replace(".id.md", ".en.md")], name


@pytest.mark.parametrize("language", LANGUAGES)
def test_guides_call_the_buttons_of_the_grid_by_their_names(language: str) -> None:
    words = (project().assets / "js" / "grid" / "words" / f"{language}.js").read_text("utf-8")
    labels = dict(re.findall(r'^  (\w+): "([^"]+)",$', words, re.MULTILINE))
    for guide, keys in {"first-month": ("fill", "repair"), "refusal": ("toCell", "repair", "undo", "copy")}.items():
        text = (project().pages / "guide" / f"{guide}.{language}.md").read_text("utf-8")
        for key in keys:
            assert re.search(rf"\*\*[^*\n]*{labels[key]}[.]?\*\*", text), (guide, key)


def test_a_missing_translation_stops_the_build(tmp_path: Path) -> None:
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "site.po").write_text(
        'msgid "Jadwal"\nmsgstr "Schedules"\n\nmsgid "Aturan"\nmsgstr ""\n', encoding="utf-8"
    )
    catalogue = Catalogue.load("en", tmp_path)
    assert catalogue.gettext("Jadwal") == "Schedules"
    with pytest.raises(LookupError, match="Aturan"):
        catalogue.gettext("Aturan")


def test_hand_written_pages_come_in_both_languages() -> None:
    pages = sorted(path.relative_to(project().pages).as_posix() for path in project().pages.rglob("*.md"))
    assert pages
    names = {language: {p for p in pages if p.endswith(f".{language}.md")} for language in LANGUAGES}
    stems = [{name.removesuffix(f".{language}.md") for name in found} for language, found in names.items()]
    assert stems[0] == stems[1]
    assert len(pages) == sum(len(found) for found in names.values())


@pytest.mark.parametrize("edition", ["internal", "public"])
def test_each_page_has_its_twin(corpus: Corpus, edition: Audience, request: pytest.FixtureRequest) -> None:
    """Each names both by their whole addresses, which is what search engines want."""
    site: Site = request.getfixturevalue(edition)
    address = corpus.addresses[edition]
    pages = set(site.pages)
    indonesian = {name for name in pages if not name.startswith("en/")}
    assert {f"en/{name}" for name in indonesian} == pages - indonesian
    for name in pages:
        page = site.page(name)
        assert page.language == ("en" if name.startswith("en/") else "id")
        bare = name.removeprefix("en/").removesuffix("index.html")
        assert page.alternates == {"id": f"{address}{bare}", "en": f"{address}en/{bare}"}, name
