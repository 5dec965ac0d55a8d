"""The parts of a site that are about everything: each with its key, and made only where that is new."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING

import msgspec

from giliran.plain import read
from giliran.published import grammar_files
from giliran.render.assets import asset_files
from giliran.render.documents import documents
from giliran.render.find import find_files
from giliran.render.keys import key_of
from giliran.render.law_pages import law_files, law_pages
from giliran.render.parts import KINDS, pages_of
from giliran.render.project import project
from giliran.render.publication import publication_files
from giliran.render.schedules import data_pages, day_page, fairness_pages, overview_pages, start_pages, still_pages
from giliran.render.search import is_searched, search_files
from giliran.views.clock import local
from giliran.views.days import DayLink
from giliran.views.days import day_page as day_view
from giliran.views.edition import Whole
from giliran.views.find import name_index
from giliran.views.sums import UseRow

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

    from giliran.audience import Audience
    from giliran.corpus import Corpus
    from giliran.render.building import Output
    from giliran.render.keys import Keys
    from giliran.render.translate import Catalogue
    from giliran.views.sums import AgencySum

_USE = msgspec.json.Decoder(tuple[UseRow, ...])


@dataclass(frozen=True)
class Group:
    """Files that are made together; ``key`` tells whether they must be made again, ``charts`` that some are drawn."""

    key: str
    make: Callable[[], Mapping[str, bytes]]
    charts: bool = False


class WholeSite:
    """What is made of what the agencies told. ``order`` has them by name."""

    def __init__(
        self,
        corpus: Corpus,
        audience: Audience,
        epoch: int,
        warnings: int,
        order: Sequence[str],
        keys: Keys,
        output: Output,
        words: Sequence[Catalogue],
    ) -> None:
        self._corpus, self._audience, self._epoch, self._warnings = corpus, audience, epoch, warnings
        self._order, self._keys, self._output, self._words = order, keys, output, words
        self._home = project()

    @cached_property
    def told(self) -> Whole:
        """Give what is told of everything."""
        agencies: list[AgencySum] = [read(content, KINDS) for content in self._told("sum")]
        return Whole(self._corpus, self._audience, tuple(agencies), self._warnings, self._epoch, self._use)

    def _use(self) -> Iterable[UseRow]:
        # A row for each unit and day: the one thing told that is long enough for its reading to be felt.
        try:
            return tuple(chain.from_iterable(_USE.decode(content) for content in self._told("use")))
        except msgspec.MsgspecError as error:
            msg = "these are no rows of ours"
            raise ValueError(msg) from error

    def _told(self, name: str) -> list[bytes]:
        """Give what each agency tells."""
        return [self._output.told(agency, name) for agency in self._order]

    def _seals(self, name: str) -> list[object]:
        found = self._output.seals(name)
        return [part for agency in self._order for part in (agency, found.get(agency))]

    def first(self) -> dict[str, Group]:
        """Give what rests on agencies, units and law alone."""
        corpus, keys, audience = self._corpus, self._keys, self._audience
        inside = audience == "internal"
        told_days = (read(content, KINDS) for content in self._told("days"))
        links = [DayLink.of(day) for day in sorted(set(chain.from_iterable(told_days)))]
        days = [link.day for link in links]
        sums = key_of(*self._seals("sum"))
        made = None if self._epoch == 0 else local(self._epoch, corpus.calendar.zone).date()
        imprint = corpus.imprint(audience)

        def pages(listed: Callable[[], Iterable[object]]) -> Callable[[], Mapping[str, bytes]]:
            return lambda: pages_of(listed(), audience, imprint)  # type: ignore[arg-type]  # each list goes with its own pages

        groups = {  # what takes longest first, so that nobody waits for it at the end
            ":data": Group(key_of(keys.law, sums, *self._seals("use")), self._data),
            ":start": Group(key_of(keys.law, sums, made, keys.staff), pages(lambda: start_pages(self.told))),
            ":overview": Group(
                key_of(keys.law, sums, self._warnings), pages(lambda: overview_pages(self.told)), charts=True
            ),
            ":still": Group(
                key_of(keys.law, keys.agencies, *sorted(corpus.units)), pages(lambda: still_pages(self.told))
            ),
            ":law": Group(key_of(keys.policy, keys.staff, *days), self._law),
            ":grammar": Group(
                keys.base, lambda: {f"schemas/{name}": content for name, content in grammar_files().items()}
            ),
            ":assets": Group(keys.base, lambda: asset_files(self._home, inside=inside)),
        }
        for words in self._words:
            groups[f":documents {words.language}"] = Group(key_of(keys.policy), partial(self._documents, words))
        if inside:
            groups[":fairness"] = Group(key_of(keys.law, sums), pages(lambda: fairness_pages(self.told)), charts=True)
            groups[":find"] = Group(
                key_of(keys.base, keys.staff), lambda: find_files(name_index(corpus.units.values()))
            )
        for at, link in enumerate(links):
            around = (links[at - 1] if at else None, link, links[at + 1] if at + 1 < len(links) else None)
            key = key_of(keys.law, keys.agencies, *days, link.day, *self._seals(f"day {link.day}"))
            groups[f":day {link.day}"] = Group(key, partial(self._day, around, links))
        return groups

    def _law(self) -> dict[str, bytes]:
        told = self.told
        files = pages_of(law_pages(told), self._audience, told.imprint) | dict(law_files(self._corpus, told))
        paths = [circular.path for circular in told.circulars]
        paths.extend(clause.path for circular in told.circulars for clause in circular.clauses)
        return files | {f"source/{path}": self._corpus.tree.entries[path].content or b"" for path in paths}

    def _data(self) -> dict[str, bytes]:
        from giliran.views.tables.files import table_files  # noqa: PLC0415 - data frames take long to load

        told = self.told
        files = {f"data/{name}": content for name, content in table_files(told.tables).items()}
        return pages_of(data_pages(told), self._audience, told.imprint) | files

    def _documents(self, words: Catalogue) -> Mapping[str, bytes]:
        from giliran.render.mkdocs_build import document_pages  # noqa: PLC0415 - MkDocs takes long to load

        told = self.told
        texts = documents(told, self._home, words, examples=self._audience == "internal")
        return document_pages(texts, self._home, words, told, self._audience, self._epoch)

    def _day(
        self, around: tuple[DayLink | None, DayLink, DayLink | None], links: Sequence[DayLink]
    ) -> Mapping[str, bytes]:
        told = self._output.all_told(f"day {around[1].day}")
        briefs = [read(told[agency], KINDS) for agency in self._order if agency in told]
        page = day_view(self._corpus, around, [entry.line for entry in self.told.agencies], briefs)
        return pages_of([day_page(page, links)], self._audience, self.told.imprint)

    def second(self, parts: Container[str]) -> dict[str, Group]:
        """Give what rests on the pages of some parts: the search, and what search engines read."""
        searched = sorted(item for item in self._output.seals("searched").items() if item[0] in parts)
        address = self._corpus.imprint(self._audience).address
        listed = sorted(item for item in self._output.seals("pages").items() if item[0] in parts)
        return {
            ":search": Group(key_of(self._keys.base, *searched), partial(self._search, parts)),
            ":publication": Group(
                key_of(self._keys.law, *(listed if address is not None else ())),
                lambda: publication_files(self.told, self._audience, self._home, self._words, self._urls(parts)),
            ),
        }

    def _pages(self, parts: Container[str]) -> Iterator[str]:
        """Give the pages in the first language."""
        told = self._output.all_told("pages")
        return (path for name, pages in told.items() if name in parts for path in pages.decode().split("\n"))

    def _urls(self, parts: Container[str]) -> list[str]:
        return [path.removesuffix("index.html") for path in self._pages(parts)]

    def _search(self, parts: Container[str]) -> dict[str, bytes]:
        paths = [path for page in self._pages(parts) for path in (page, f"en/{page}") if is_searched(path)]
        return search_files({path: self._output.read(path) for path in paths})
