"""The law for readers: circulars with their clauses, readings, codes of conduct, and who is bound by what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.model import (
    AttendanceRule,
    DutyRule,
    ExcludeRule,
    HoursRule,
    RecallRule,
    ReviewRule,
    ShareRule,
)
from giliran.views.realm import realm, realm_of_circular
from giliran.views.words import DUTY_ROLES, GRADES, RECALL_REASONS, STATUSES, condition_words, plain
from giliran.wording import Text, decimal, joined, long_date, percent, same

if TYPE_CHECKING:
    from giliran.corpus import Corpus
    from giliran.model import Circular, Clause, Conduct, Jurisdiction, Reading, Reference, Rule
    from giliran.timeline import Period
    from giliran.views.realm import Realm

_KINDS: dict[str, Text] = {
    "share": Text("batas jumlah", "limit"),
    "exclude": Text("pengecualian", "exclusion"),
    "review": Text("perlu keputusan manusia", "a human decides"),
    "attendance": Text("presensi", "attendance"),
    "hours": Text("jam kerja", "working hours"),
    "recall": Text("pemanggilan ke kantor", "recall to the office"),
    "duty": Text("kewajiban", "duty"),
}
_FORCES: dict[str, Text] = {
    "binding": Text("mengikat", "binding"),
    "advisory": Text("anjuran, tidak mengikat", "advice, not binding"),
}
_ROUNDING: dict[str, Text] = {
    "down": Text("ke bawah: pecahan tidak boleh terlampaui", "down: the fraction must not be passed"),
    "up": Text("ke atas", "up"),
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
    """A value with the days on which it holds and its source."""

    period: Text
    value: Text
    source: Source


@dataclass(frozen=True, slots=True)
class Line:
    """A named property of a clause; with ``href`` its value is a link."""

    name: Text
    value: Text
    href: str | None = None


@dataclass(frozen=True, slots=True)
class ReadingLink:
    """A reading to link to: ``circular`` is the folder, ``name`` the anchor on its page of readings."""

    circular: str
    name: str
    question: Text


@dataclass(frozen=True, slots=True)
class ClauseEntry:
    """A clause on the page of its circular."""

    name: str
    path: str
    kind: Text
    title: Text
    text: Text | None
    lines: tuple[Line, ...]
    values: tuple[Value, ...]
    source: Source | None
    readings: tuple[ReadingLink, ...]


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
    """A code of conduct."""

    circular: str
    short: str
    title: Text
    source: Source
    points: tuple[PointEntry, ...]


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
        tuple(_clause(corpus, circular, clause) for clause in circular.clauses),
        tuple(_reading(circular, reading) for reading in circular.readings),
        tuple(_source(reference) for reference in circular.sources),
        circular.gaps,
        None if circular.conduct is None else _conduct(circular, circular.conduct),
        realm_of_circular(corpus, circular),
    )


def jurisdiction_entry(corpus: Corpus, jurisdiction: Jurisdiction) -> JurisdictionEntry:
    """Describe a jurisdiction."""
    bonds = []
    for bond in jurisdiction.bonds:
        circular = corpus.circulars[bond.circular]
        link = None if bond.reading is None else _reading_link(corpus, circular, bond.reading)
        bonds.append(
            BondLine(
                circular.id,
                circular.short,
                circular.title,
                bond.force == "binding",
                _FORCES[bond.force],
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


def _source(reference: Reference) -> Source:
    grade = None if reference.grade is None else GRADES.get(reference.grade)
    return Source(reference.title, reference.href, reference.point, grade)


def _clause(corpus: Corpus, circular: Circular, clause: Clause) -> ClauseEntry:
    rule = clause.rule
    values: tuple[Value, ...] = ()
    if isinstance(rule, ShareRule):
        values = tuple(
            Value(span(window.period), percent(window.value.value), _source(window.value.reference))
            for window in rule.at_most
        )
    links = (_reading_link(corpus, circular, name) for name in clause.readings)
    lines = _lines(rule)
    if clause.period != circular.in_force:
        lines = (*lines, Line(Text("Berlaku", "In force"), span(clause.period)))
    return ClauseEntry(
        clause.name,
        clause.path,
        plain(clause.kind, _KINDS),
        clause.title,
        clause.text,
        lines,
        values,
        None if clause.reference is None else _source(clause.reference),
        tuple(link for link in links if link is not None),
    )


def _lines(rule: Rule) -> tuple[Line, ...]:
    found: list[Line] = []

    def add(indonesian: str, english: str, value: Text, href: str | None = None) -> None:
        found.append(Line(Text(indonesian, english), value, href))

    if isinstance(rule, ShareRule):
        people = joined((plain(status, STATUSES) for status in rule.base), ", ")
        add(
            "Dihitung dari",
            "Counted from",
            Text(f"semua anggota unit berstatus {people.id}", f"all members of the unit with the status {people.en}"),
        )
        add("Pembulatan", "Rounding", _ROUNDING[rule.rounding])
    if isinstance(rule, ShareRule | ExcludeRule | ReviewRule) and rule.when is not None:
        add("Berlaku bagi unit dengan", "For units with", condition_words(rule.when))
    if isinstance(rule, ReviewRule):
        add("Yang harus diputuskan", "To be decided", rule.question)
    if isinstance(rule, AttendanceRule):
        for window in rule.windows:
            title = window.title or Text("Presensi", "Record")
            add(title.id, title.en, _clock(window.start, window.end, rule.zone))
        if rule.href is not None:
            add("Aplikasi", "App", same(rule.href), rule.href)
    if isinstance(rule, HoursRule):
        add("Jam kerja", "Working hours", _clock(rule.span.start, rule.span.end, rule.zone))
        least = decimal(rule.minimum_hours)
        add("Sekurang-kurangnya", "At least", Text(f"{least.id} jam sehari", f"{least.en} hours a day"))
    if isinstance(rule, RecallRule):
        add("Yang memerintahkan", "Ordered by", plain(rule.ordered_by, DUTY_ROLES))
        reasons = [plain(word, RECALL_REASONS) for word in rule.requires]
        add(
            "Alasannya harus",
            "The reason must be",
            Text(" dan ".join(word.id for word in reasons), " and ".join(word.en for word in reasons)),
        )
    if isinstance(rule, DutyRule):
        add("Kewajiban siapa", "Whose duty", plain(rule.role, DUTY_ROLES))
        if rule.due is not None:
            add("Kapan", "When", rule.due)
    return tuple(found)


def _clock(start: str, end: str, zone: str) -> Text:
    if zone == "Asia/Jakarta":
        return Text(f"{start.replace(':', '.')} sampai {end.replace(':', '.')} WIB", f"{start} to {end} Jakarta time")
    return Text(f"{start.replace(':', '.')} sampai {end.replace(':', '.')} ({zone})", f"{start} to {end} ({zone})")


def _reading_link(corpus: Corpus, circular: Circular, name: str) -> ReadingLink | None:
    """Find a reading in the circular itself, else in the first other one that has it."""
    for holder in (circular, *corpus.circulars.values()):
        for reading in holder.readings:
            if reading.name == name:
                return ReadingLink(holder.id, name, reading.question)
    return None


def _reading(circular: Circular, reading: Reading) -> ReadingEntry:
    titles = {clause.name: clause.title for clause in circular.clauses}
    return ReadingEntry(
        reading.name,
        reading.question,
        tuple(SideEntry(side.says, tuple(_source(entry) for entry in side.sources)) for side in reading.sides),
        reading.choice,
        reading.reason,
        tuple((name, titles[name]) for name in reading.clauses if name in titles),
    )


def _conduct(circular: Circular, conduct: Conduct) -> ConductPage:
    titles = {clause.name: clause.title for clause in circular.clauses}
    return ConductPage(
        circular.id,
        circular.short,
        conduct.title,
        _source(conduct.reference),
        tuple(
            PointEntry(
                point.number,
                point.text,
                None if point.clause not in titles else (point.clause, titles[point.clause]),
            )
            for point in conduct.points
        ),
    )
