"""The whole site of one edition: pages, schemas and data files, written into a folder that is handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.published import schema_files
from giliran.render.assets import asset_files
from giliran.render.documents import documents
from giliran.render.feeds import feed_files
from giliran.render.mkdocs_build import build_documents
from giliran.render.project import project
from giliran.render.schedules import schedule_pages
from giliran.render.search import is_searched, search_files
from giliran.render.shell import folder
from giliran.render.translate import Catalogue
from giliran.views.edition import InternalEdition, edition
from giliran.views.feeds import feeds
from giliran.wording import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from giliran.corpus import Corpus
    from giliran.views.edition import Audience, PublicEdition


def build_site(corpus: Corpus, audience: Audience, target: Path, epoch: int) -> int:
    """Write an edition of the site into an empty folder and give the number of its files.

    The corpus is one without errors. ``epoch`` is the time, in seconds, that pages may carry: the commit's, never now.
    """
    parts = project()
    shown = edition(corpus, audience, epoch)
    for language in LANGUAGES:
        catalogue = Catalogue.load(language, parts.locale)
        own = target / folder(language)
        pages = documents(shown, parts, catalogue, examples=audience == "internal")
        build_documents(pages, parts, catalogue, shown, audience, own, epoch)
        _write(own, schedule_pages(shown, audience, parts, catalogue))
    _write(target, dict(_data(corpus, shown)))
    _write(target, schema_tree(corpus, shown))
    if isinstance(shown, InternalEdition):
        _write(target, feed_files(feeds(corpus), epoch))
    _write(target, asset_files(parts))
    _write(target, search_files(_searched(target)))
    return sum(1 for path in target.rglob("*") if path.is_file())


def schema_tree(corpus: Corpus, shown: InternalEdition | PublicEdition) -> dict[str, bytes]:
    """Give the compiled schemas and the grammar under ``schemas/``; the public edition has no ids in them."""
    files = schema_files(corpus, people=isinstance(shown, InternalEdition))
    return {f"schemas/{name}": content for name, content in files.items()}


def _data(corpus: Corpus, shown: InternalEdition | PublicEdition) -> Iterator[tuple[str, bytes]]:
    yield "data/usage.csv", shown.usage.csv()
    paths = [circular.path for circular in shown.circulars]
    paths.extend(clause.path for circular in shown.circulars for clause in circular.clauses)
    if isinstance(shown, InternalEdition):
        paths.extend(shown.sources)
    for path in paths:
        content = corpus.tree.entries[path].content
        assert content is not None  # it was read into the model
        yield f"source/{path}", content


def _searched(target: Path) -> dict[str, bytes]:
    """Give the pages that the search may find, as they were written: some are MkDocs' own."""
    found = (path.relative_to(target).as_posix() for path in target.rglob("index.html"))
    return {name: (target / name).read_bytes() for name in found if is_searched(name)}


def _write(target: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
