"""The parts of a site: a few units, or one agency, each made from what it is handed and nothing else.

A part can be sent to any process on any machine, and made more than once: same part, same bytes. What it makes is
written where it was made when the disk is shared, and handed back otherwise.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from giliran import wording
from giliran.diagnostics import OperatorError
from giliran.history.record import Record
from giliran.plain import read, records, written
from giliran.published import limits_of_unit, unit_schemas
from giliran.render.feeds import feed_files
from giliran.render.keys import tool_key
from giliran.render.project import project
from giliran.render.schedules import (
    agency_day_page,
    agency_page,
    grid_pages,
    list_pages,
    month_page,
    rendered,
    unit_page,
)
from giliran.render.search import is_searched, searched_text
from giliran.render.translate import Catalogue
from giliran.spread import OTHER
from giliran.stored import Stored, store
from giliran.views import agencies, day_counts, days, realm, services, standing, sums, usage
from giliran.views.days import agency_day_pages
from giliran.views.edition import agency_lists, sources, unit_views
from giliran.views.feeds import feeds
from giliran.views.internal import internal_agency, internal_days
from giliran.views.sums import agency_sum, on_days, use_rows
from giliran.views.survey import fairness, states, turns
from giliran.wording import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from giliran.audience import Audience
    from giliran.corpus import Corpus
    from giliran.history import History
    from giliran.model import Imprint
    from giliran.render.project import Project
    from giliran.render.schedules import Page
    from giliran.views.survey.findings import Warned

KINDS = records((agencies, day_counts, days, realm, services, standing, sums, usage, fairness, states, turns, wording))
"""The records that parts tell each other."""


@dataclass(frozen=True)
class Units:
    """Some units of one agency. ``people`` are those whose feeds are made here, by unit.

    ``corpus`` holds the units and all others in which ``people`` have turns, or had them; ``history`` is that of these.
    """

    corpus: Corpus
    history: History
    audience: Audience
    epoch: int
    people: Mapping[str, tuple[str, ...]]
    warnings: Mapping[str, tuple[Warned, ...]]

    def made(self) -> Iterator[tuple[str, Mapping[str, bytes], Mapping[str, bytes]]]:
        """Make each unit: its name, its files, and what it tells."""
        record = Record(self.corpus, self.history)
        inside = self.audience == "internal"
        told_feeds = feeds(self.corpus, record) if inside else {}
        calendars = feed_files(told_feeds, self.epoch) if inside else {}
        for name, people in self.people.items():
            unit = self.corpus.units[name]
            views = unit_views(self.corpus, unit, self.audience, record, self.warnings.get(name, ()))
            zone, forge = self.corpus.calendar.zone, self.corpus.forge
            pages = [unit_page(views.page), *(month_page(month, zone) for month in views.months)]
            pages += chain.from_iterable(grid_pages(month, zone, forge) for month in views.months)
            files = pages_of(pages, self.audience, self.corpus.imprint(self.audience))
            schemas = unit_schemas(limits_of_unit(self.corpus, unit), people=inside)
            files |= {f"schemas/{path}": content for path, content in schemas.items()}
            if inside:
                for path in sources(unit, views):
                    files[f"source/{path}"] = self.corpus.tree.entries[path].content or b""
                own = (*(f"feeds/person/{person}.ics" for person in people), f"feeds/unit/{name}.ics")
                files |= {path: calendars[path] for path in own if path in calendars}
            told = {"sum": written(views.sum)}
            yield name, files, told


@dataclass(frozen=True)
class AgencyPart:
    """An agency with its units in ``corpus``, and what these have told in the order of their ids."""

    corpus: Corpus
    agency: str
    audience: Audience
    units: tuple[bytes, ...]

    def made(self) -> Iterator[tuple[str, Mapping[str, bytes], Mapping[str, bytes]]]:
        """Make the agency: its name, its files, and what it tells."""
        agency = self.corpus.agencies[self.agency]
        units = [read(content, KINDS) for content in self.units]
        page, found = agency_sum(self.corpus, agency, units)
        shown = page if self.audience == "public" else internal_agency(page, agency)
        on = on_days(units)
        days = agency_day_pages(self.corpus, page, found.days, on)
        told_days = days if self.audience == "public" else internal_days(self.corpus, days)
        lists = list_pages(agency_lists(self.corpus, page, found.states))
        pages = [agency_page(shown), *lists, *map(agency_day_page, told_days)]
        files = pages_of(pages, self.audience, self.corpus.imprint(self.audience))
        told = {"sum": written(found), "use": written(use_rows(units))}
        for brief in found.days:
            told[f"day {brief.day}"] = written(brief)
        told["days"] = written(tuple(brief.day for brief in found.days))
        yield self.agency, files, told


@dataclass(frozen=True)
class Done:
    """A part that was made. ``contents`` holds its files, packed, where they could not be written."""

    name: str
    files: tuple[Stored, ...]
    told: Mapping[str, bytes]
    contents: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Making:
    """Makes parts, anywhere; without a ``staging`` folder their files are handed back.

    ``tool`` is the state of program and templates where the site is put together; whoever has another makes nothing.
    """

    tool: str
    staging: Path | None = None
    standing: Path | None = None

    def __call__(self, part: Units | AgencyPart) -> list[Done]:
        """Make a part. Raises :class:`OperatorError` where that would be done by another program, or other templates."""
        if tool_key(project()) != self.tool:
            raise OperatorError(OTHER)
        return [self.done(*each) for each in part.made()]

    def done(self, name: str, files: Mapping[str, bytes], told: Mapping[str, bytes]) -> Done:
        """Put away the files of a part."""
        told = {**told, **about_pages(files)}
        if self.staging is None:
            return Done(name, (), told, {path: zlib.compress(files[path], 1) for path in files})
        stored = tuple(store(path, files[path], self.staging, self.standing) for path in files)
        return Done(name, stored, told)


def unpacked(done: Done, staging: Path, standing: Path | None) -> tuple[Stored, ...]:
    """Give the files of a part, written here where they were not written there."""
    own = (store(path, zlib.decompress(packed), staging, standing) for path, packed in done.contents.items())
    return (*done.files, *own)


def about_pages(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Tell what the search and the site map need to know of pages, so that they need not be read again."""
    pages = [path for path in files if path.endswith("index.html")]
    searched = hashlib.blake2b(digest_size=16)
    for path in sorted(filter(is_searched, pages)):
        searched.update(searched_text(path, files[path].decode()).encode())
    own = sorted(path for path in pages if not path.startswith("en/"))
    told = {"pages": "\n".join(own).encode()} if own else {}
    return told | ({"searched": searched.digest()} if any(map(is_searched, pages)) else {})


def pages_of(pages: Iterable[Page], audience: Audience, imprint: Imprint) -> dict[str, bytes]:
    """Render pages in every language."""
    listed = list(pages)
    home = project()
    made = (rendered(listed, audience, imprint, home, words) for words in spoken(home))
    return dict(chain.from_iterable(files.items() for files in made))


@cache
def spoken(home: Project) -> tuple[Catalogue, ...]:
    """Read the words of every language, once a process."""
    return tuple(Catalogue.load(language, home.locale) for language in LANGUAGES)
