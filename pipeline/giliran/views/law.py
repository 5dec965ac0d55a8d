"""The law for readers: circulars with their clauses, readings, codes of conduct, and who is bound by what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.model import ShareRule
from giliran.views.facts import FactWords
from giliran.views.lanes import circular_timeline
from giliran.views.realm import realm, realm_of_circular
from giliran.views.rule_words import CLAUSE_KIND_WORDS, Line, rule_lines
from giliran.views.superseded import Superseded, superseded
from giliran.views.timelines import short_span
from giliran.views.words import GRADES, plain
from giliran.wording import Text, long_date, percent

if TYPE_CHECKING:
    from giliran.corpus import Corpus
    from giliran.model import Circular, Clause, Conduct, Jurisdiction, Practice, Reading, Reference
    from giliran.timeline import Period
    from giliran.views.realm import Realm
    from giliran.views.timelines import Timeline

FORCES: dict[str, Text] = {
    "binding": Text("mengikat", "binding"),
    "advisory": Text("anjuran, tidak mengikat", "advice, not binding"),
}


@dataclass(frozen=True, slots=True)
class Source:
    """A source in words; ``grade`` says how close it stands to the text."""

    title: str
    href: str | None
    point: str | None
    grade: Text | None


@dataclass(frozen=True, slots=True)
class Value:
    """A value with the days on which it holds, also in brief, its source, and to which clauses it gives way on some."""

    period: Text
    brief: Text
    value: Text
    source: Source
    superseded: tuple[Superseded, ...]


@dataclass(frozen=True, slots=True)
class ReadingLink:
    """A reading to link to: ``circular`` is the folder, ``name`` the anchor on its page of readings."""

    circular: str
    name: str
    question: Text


@dataclass(frozen=True, slots=True)
class ClauseEntry:
    """A clause on the page of its circular: ``name`` is its anchor there, ``folder`` that of its own page.

    ``values`` are the dated ones of a share; ``period`` is when the clause holds, ``brief`` the same with short months.
    ``superseded`` are the days on which it gives way to another circular.
    """

    name: str
    folder: str
    path: str
    kind: Text
    title: Text
    text: Text | None
    lines: tuple[Line, ...]
    values: tuple[Value, ...]
    period: Text
    brief: Text
    source: Source | None
    readings: tuple[ReadingLink, ...]
    superseded: tuple[Superseded, ...]


@dataclass(frozen=True, slots=True)
class SideEntry:
    """One side of a contradiction."""

    says: Text
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class ReadingEntry:
    """A contradiction and how it is read here; ``clauses`` are names on the page of the same circular."""

    name: str
    question: Text
    sides: tuple[SideEntry, ...]
    choice: Text
    reason: Text
    clauses: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class PointEntry:
    """A point of a code of conduct; ``clause`` is the name and title of the clause that can check it."""

    number: int
    text: Text
    clause: tuple[str, Text] | None


@dataclass(frozen=True, slots=True)
class ConductPage:
    """A code of conduct; ``period`` is when its circular is in force."""

    circular: str
    short: str
    title: Text
    source: Source
    period: Text
    points: tuple[PointEntry, ...]


@dataclass(frozen=True, slots=True)
class PracticeEntry:
    """What an official said beside the circular, who and when: practice, not law."""

    name: str
    title: Text
    text: Text
    said_by: Text
    said: Text
    source: Source


@dataclass(frozen=True, slots=True)
class CircularPage:
    """A circular: its facts, clauses, readings, sources, and what was not found."""

    id: str
    path: str
    short: str
    title: Text
    issuer: str
    number: str
    signed: Text | None
    period: Text
    summary: Text | None
    clauses: tuple[ClauseEntry, ...]
    readings: tuple[ReadingEntry, ...]
    sources: tuple[Source, ...]
    gaps: tuple[Text, ...]
    conduct: ConductPage | None
    practices: tuple[PracticeEntry, ...]
    timeline: Timeline
    realm: Realm


@dataclass(frozen=True, slots=True)
class BondLine:
    """One line of a jurisdiction, in its order."""

    circular: str
    short: str
    title: Text
    binding: bool
    force: Text
    period: Text
    reading: ReadingLink | None


@dataclass(frozen=True, slots=True)
class JurisdictionEntry:
    """Who is bound by what, the circular that prevails first; ``conduct`` is the folder of the code of conduct."""

    name: str
    title: str
    bonds: tuple[BondLine, ...]
    conduct: str | None


def circular_page(corpus: Corpus, circular: Circular) -> CircularPage:
    """Describe a circular."""
    return CircularPage(
        circular.id,
        circular.path,
        circular.short,
        circular.title,
        circular.issuer,
        circular.number,
        None if circular.signed is None else long_date(circular.signed),
        span(circular.in_force),
        circular.summary,
        tuple(clause_entry(corpus, circular, clause) for clause in circular.clauses),
        tuple(reading_entry(circular, reading) for reading in circular.readings),
        tuple(source_words(reference) for reference in circular.sources),
        circular.gaps,
        None if circular.conduct is None else _conduct(circular, circular.conduct),
        tuple(practice_entry(practice) for practice in circular.practices),
        circular_timeline(circular),
        realm_of_circular(corpus, circular),
    )


def jurisdiction_entry(corpus: Corpus, jurisdiction: Jurisdiction) -> JurisdictionEntry:
    """Describe a jurisdiction."""
    bonds = []
    for bond in jurisdiction.bonds:
        circular = corpus.circulars[bond.circular]
        link = None if bond.reading is None else reading_link(corpus, circular, bond.reading)
        bonds.append(
            BondLine(
                circular.id,
                circular.short,
                circular.title,
                bond.force == "binding",
                FORCES[bond.force],
                span(circular.in_force),
                link,
            )
        )
    title = jurisdiction.title or jurisdiction.name
    return JurisdictionEntry(jurisdiction.name, title, tuple(bonds), realm(corpus, jurisdiction).conduct)


def span(period: Period) -> Text:
    """Spell a period by its long dates."""
    first = _without_weekday(long_date(period.start))
    if period.end is None:
        return Text(f"sejak {first.id}", f"from {first.en}")
    last = _without_weekday(long_date(period.end))
    if period.start == period.end:
        return first
    return Text(f"{first.id} sampai {last.id}", f"{first.en} to {last.en}")


def _without_weekday(words: Text) -> Text:
    return Text(words.id.partition(", ")[2], words.en.partition(", ")[2])


def source_words(reference: Reference) -> Source:
    grade = None if reference.grade is None else GRADES.get(reference.grade)
    return Source(reference.title, reference.href, reference.point, grade)


def folder_of_clause(name: str) -> str:
    """Give the folder of a clause's own page below its circular's.

    Two names are taken by other pages there; no name of a clause has an underscore, so that none can collide.
    """
    return f"clause_{name}" if name in {"conduct", "readings"} else name


def clause_entry(corpus: Corpus, circular: Circular, clause: Clause) -> ClauseEntry:
    rule = clause.rule
    values: tuple[Value, ...] = ()
    given_way = superseded(corpus, circular, clause)
    if isinstance(rule, ShareRule):
        values = tuple(
            Value(
                span(window.period),
                short_span(window.period),
                percent(window.value.value),
                source_words(window.value.reference),
                tuple(each for each in given_way if each.days.overlaps(window.period)),
            )
            for window in rule.at_most
        )
    links = (reading_link(corpus, circular, name) for name in clause.readings)
    lines = rule_lines(rule, FactWords.of(corpus))
    if clause.period != circular.in_force:
        lines = (*lines, Line(Text("Berlaku", "In force"), span(clause.period)))
    return ClauseEntry(
        clause.name,
        folder_of_clause(clause.name),
        clause.path,
        plain(clause.kind, CLAUSE_KIND_WORDS),
        clause.title,
        clause.text,
        lines,
        values,
        span(clause.period),
        short_span(clause.period),
        None if clause.reference is None else source_words(clause.reference),
        tuple(link for link in links if link is not None),
        given_way,
    )


def reading_link(corpus: Corpus, circular: Circular, name: str) -> ReadingLink | None:
    """Give the link to a reading that a circular names; ``None`` where there is none of that name."""
    found = corpus.reading(circular, name)
    if found is None:
        return None
    holder, reading = found
    return ReadingLink(holder.id, name, reading.question)


def reading_entry(circular: Circular, reading: Reading) -> ReadingEntry:
    titles = {clause.name: clause.title for clause in circular.clauses}
    return ReadingEntry(
        reading.name,
        reading.question,
        tuple(SideEntry(side.says, tuple(source_words(entry) for entry in side.sources)) for side in reading.sides),
        reading.choice,
        reading.reason,
        tuple((name, titles[name]) for name in reading.clauses if name in titles),
    )


def practice_entry(practice: Practice) -> PracticeEntry:
    """Describe what an official said."""
    said = _without_weekday(long_date(practice.said))
    source = source_words(practice.reference)
    return PracticeEntry(practice.name, practice.title, practice.text, practice.said_by, said, source)


def _conduct(circular: Circular, conduct: Conduct) -> ConductPage:
    titles = {clause.name: clause.title for clause in circular.clauses}
    return ConductPage(
        circular.id,
        circular.short,
        conduct.title,
        source_words(conduct.reference),
        span(circular.in_force),
        tuple(
            PointEntry(
                point.number,
                point.text,
                None if point.clause not in titles else (point.clause, titles[point.clause]),
            )
            for point in conduct.points
        ),
    )
