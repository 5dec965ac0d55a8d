"""A page for each clause: its words and values, the days on which they hold, whom they reach, and worked examples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.views.lanes import clause_timeline
from giliran.views.law import FORCES, ReadingEntry, clause_entry, reading_entry
from giliran.views.reach import reached
from giliran.views.realm import realm, realm_of_circular
from giliran.views.worked import worked_examples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.corpus import Corpus
    from giliran.model import Circular, Clause
    from giliran.views.law import ClauseEntry
    from giliran.views.reach import Reach
    from giliran.views.realm import Realm
    from giliran.views.timelines import Timeline
    from giliran.views.worked import Example
    from giliran.wording import Text


@dataclass(frozen=True, slots=True)
class ForceLine:
    """How strongly a circular is followed; ``title`` is ``None`` for the only jurisdiction of the repository."""

    title: str | None
    force: Text


@dataclass(frozen=True, slots=True)
class ReadingOfClause:
    """A reading that a clause rests on, and the folder of the circular that has it."""

    circular: str
    entry: ReadingEntry


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The clause before or after on the page of the circular."""

    folder: str
    title: Text


@dataclass(frozen=True, slots=True)
class ClausePage:
    """A clause on a page of its own; ``data`` is where it is published as JSON."""

    circular: str
    short: str
    entry: ClauseEntry
    forces: tuple[ForceLine, ...]
    timeline: Timeline
    readings: tuple[ReadingOfClause, ...]
    reach: tuple[Reach, ...]
    examples: tuple[Example, ...]
    previous: Neighbour | None
    following: Neighbour | None
    data: str
    realm: Realm


def clause_pages(corpus: Corpus, circular: Circular) -> tuple[ClausePage, ...]:
    """Describe every clause of a circular, in the order of its page."""
    examples = worked_examples(corpus, circular)
    entries = tuple(clause_entry(corpus, circular, clause) for clause in circular.clauses)
    forces = tuple(_forces(corpus, circular))
    own = realm_of_circular(corpus, circular)
    around = (None, *(Neighbour(entry.folder, entry.title) for entry in entries), None)
    return tuple(
        ClausePage(
            circular.id,
            circular.short,
            entry,
            forces,
            clause_timeline(circular, clause),
            tuple(_readings(corpus, circular, clause)),
            reached(corpus, circular, clause),
            examples.get(clause.name, ()),
            around[at],
            around[at + 2],
            f"data/law/{clause.id}.json",
            own,
        )
        for at, (clause, entry) in enumerate(zip(circular.clauses, entries, strict=True))
    )


def _forces(corpus: Corpus, circular: Circular) -> Iterator[ForceLine]:
    for _, jurisdiction in sorted(corpus.jurisdictions.items()):
        for bond in jurisdiction.bonds:
            if bond.circular == circular.id:
                yield ForceLine(realm(corpus, jurisdiction).title, FORCES[bond.force])


def _readings(corpus: Corpus, circular: Circular, clause: Clause) -> Iterator[ReadingOfClause]:
    for name in clause.readings:
        found = corpus.reading(circular, name)
        if found is not None:
            holder, reading = found
            yield ReadingOfClause(holder.id, reading_entry(holder, reading))
