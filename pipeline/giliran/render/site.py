"""The whole site of one edition: pages, schemas and data files, as one list of groups from which each file is made."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from giliran.history import NO_HISTORY
from giliran.published import schema_files
from giliran.render.assets import asset_files
from giliran.render.building import Building, Folder
from giliran.render.documents import documents
from giliran.render.feeds import feed_files
from giliran.render.files import Group, Site
from giliran.render.find import find_files
from giliran.render.law_pages import law_files
from giliran.render.mkdocs_build import document_pages
from giliran.render.publication import publication_files
from giliran.render.schedules import schedule_pages
from giliran.render.search import search_files
from giliran.render.shell import folder
from giliran.render.translate import Catalogue
from giliran.views.edition import InternalEdition
from giliran.views.feeds import feeds
from giliran.views.find import name_index
from giliran.views.tables.files import table_files
from giliran.wording import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from giliran.audience import Audience
    from giliran.corpus import Corpus
    from giliran.history import History
    from giliran.history.record import Record
    from giliran.render.files import Files
    from giliran.render.project import Project
    from giliran.spread import Spread
    from giliran.views.edition import PublicEdition, Whole
    from giliran.views.survey.findings import Warned


def build_site(
    corpus: Corpus,
    audience: Audience,
    target: Path,
    epoch: int,
    warnings: Sequence[Warned] = (),
    history: History = NO_HISTORY,
    spread: Spread = map,
) -> int:
    """Write an edition of the site into an empty folder and give the number of its files.

    The corpus is one without errors. ``epoch`` is the time, in seconds, that pages may carry: the commit's, never now.
    ``warnings`` are those of the check, which the overview tells of; ``history`` is that of the data files.
    ``spread`` may share the writing out among processes; the bytes are the same.
    """
    return Building(corpus, audience, Folder(target), epoch, warnings, history, spread, spread).run()


def catalogues(parts: Project) -> tuple[Catalogue, ...]:
    """Read the words of every language."""
    return tuple(Catalogue.load(language, parts.locale) for language in LANGUAGES)


def site(
    corpus: Corpus,
    shown: InternalEdition | PublicEdition,
    audience: Audience,
    epoch: int,
    parts: Project,
    words: Sequence[Catalogue],
    record: Record,
) -> Site:
    """Give an edition of the site, none of whose files is made yet."""
    return Site(_groups(corpus, shown, audience, epoch, parts, words, record))


def _groups(
    corpus: Corpus,
    shown: InternalEdition | PublicEdition,
    audience: Audience,
    epoch: int,
    parts: Project,
    words: Sequence[Catalogue],
    record: Record,
) -> Iterator[Group]:
    pages = [_pages(shown, audience, epoch, parts, catalogue) for catalogue in words]
    yield from chain.from_iterable(pages)
    yield Group("data/", partial(_data, shown.whole))
    yield Group("source/", partial(_sources, corpus, shown))
    yield Group("", lambda: dict(law_files(corpus, shown.whole)))
    yield Group("schemas/", partial(schema_tree, corpus, shown))
    if isinstance(shown, InternalEdition):
        yield Group("feeds/", lambda: feed_files(feeds(corpus, record), epoch))
        yield Group("find/", lambda: find_files(name_index(corpus.units.values())))
    yield Group("assets/", partial(asset_files, parts, inside=audience == "internal"))
    yield Group("pagefind/", lambda: search_files(Site(chain.from_iterable(pages))))
    yield Group("", lambda: publication_files(shown.whole, audience, parts, words, _urls(pages[0])))


def _pages(
    shown: InternalEdition | PublicEdition, audience: Audience, epoch: int, parts: Project, catalogue: Catalogue
) -> tuple[Group, ...]:
    """Give the pages of one language: those that Jinja writes directly, and those that MkDocs makes."""
    own = folder(catalogue.language)
    return (
        Group(own, partial(schedule_pages, shown, audience, parts, catalogue)),
        Group(own, partial(_documents, shown, audience, epoch, parts, catalogue)),
    )


def _urls(pages: Iterable[Group]) -> list[str]:
    """Give the addresses of pages below the folder of their language."""
    return [path.removeprefix(group.folder).removesuffix("index.html") for group in pages for path in group.files]


def _documents(
    shown: InternalEdition | PublicEdition, audience: Audience, epoch: int, parts: Project, catalogue: Catalogue
) -> Files:
    pages = documents(shown.whole, parts, catalogue, examples=audience == "internal")
    return document_pages(pages, parts, catalogue, shown.whole, audience, epoch)


def schema_tree(corpus: Corpus, shown: InternalEdition | PublicEdition) -> dict[str, bytes]:
    """Give the compiled schemas and the grammar under ``schemas/``; the public edition has no ids in them."""
    files = schema_files(corpus, people=isinstance(shown, InternalEdition))
    return {f"schemas/{name}": content for name, content in files.items()}


def _data(shown: Whole) -> dict[str, bytes]:
    return {f"data/{name}": content for name, content in table_files(shown.tables).items()}


def _sources(corpus: Corpus, shown: InternalEdition | PublicEdition) -> dict[str, bytes]:
    paths = [circular.path for circular in shown.whole.circulars]
    paths.extend(clause.path for circular in shown.whole.circulars for clause in circular.clauses)
    if isinstance(shown, InternalEdition):
        paths.extend(shown.sources)
    files = {}
    for path in paths:
        content = corpus.tree.entries[path].content
        assert content is not None  # it was read into the model
        files[f"source/{path}"] = content
    return files
