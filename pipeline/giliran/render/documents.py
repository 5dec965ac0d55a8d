"""The Markdown that MkDocs reads: pages made from the law and the manual, and the hand-written ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from giliran import manual
from giliran.codes import CODES, FAMILIES
from giliran.render.measured import with_figures
from giliran.render.templates import markdown_environment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.render.project import Project
    from giliran.render.translate import Catalogue
    from giliran.views.edition import Whole

_PARTS = {"id": 1, "en": 2}
_PEOPLE = re.compile(r'\n<figure class="shot"><img src="[^"]*/people-[^\n]*</figure>\n')


def documents(shown: Whole, parts: Project, catalogue: Catalogue, *, examples: bool) -> dict[str, str]:
    """Give every document of one language by its path.

    Without ``examples`` the manual is prose only and the guides are without pictures of people: these are personnel files
    in miniature, and though they are invented the public edition shows nothing that looks like one.
    """
    found = dict(_hand_written(parts, catalogue))
    if not examples:
        found = {name: _PEOPLE.sub("", text) for name, text in found.items()}
    found |= dict(_law(shown, parts, catalogue))
    found |= dict(_codes(parts, catalogue, examples=examples))
    return found


def _hand_written(parts: Project, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    ending = f".{catalogue.language}.md"
    for path in sorted(parts.pages.rglob(f"*{ending}")):
        name = path.relative_to(parts.pages).as_posix().removesuffix(ending)
        yield f"{name}.md", with_figures(path.read_text("utf-8"), parts, catalogue)


def _law(shown: Whole, parts: Project, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    environment = markdown_environment(parts.templates, catalogue)
    index = environment.get_template("documents/law.md")
    yield "law/index.md", index.render(jurisdictions=shown.jurisdictions, circulars=shown.circulars)
    for circular in shown.circulars:
        if circular.readings:
            page = environment.get_template("documents/readings.md").render(circular=circular)
            yield f"law/{circular.id}/readings.md", page


def _codes(parts: Project, catalogue: Catalogue, *, examples: bool) -> Iterator[tuple[str, str]]:
    environment = markdown_environment(parts.templates, catalogue)
    titles = {code.code: manual.title(code.code) for code in CODES}
    families = [(key, words, [code for code in CODES if code.family == key]) for key, words in FAMILIES.items()]
    index = environment.get_template("documents/codes.md")
    meanings = {code.code: manual.meaning(code.code) for code in CODES}
    yield "codes/index.md", index.render(families=families, titles=titles, meanings=meanings)
    page = environment.get_template("documents/code.md")
    for code in CODES:
        prose = manual.markdown(code.code).split("\n## ")[_PARTS[catalogue.language]].partition("\n")[2].strip()
        yield (
            f"codes/{code.code}.md",
            page.render(
                code=code,
                family=FAMILIES[code.family],
                title=titles[code.code],
                prose=prose,
                examples=manual.examples(code.code) if examples else (),
            ),
        )
