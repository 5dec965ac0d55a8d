"""The law of a month in tables: the circulars in force, the values of their clauses, and the letters that except from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.headings import HEADINGS
from giliran.model import AttendanceRule, HoursRule, ShareRule
from giliran.statement import Column, Table
from giliran.statement.sources import digest_of
from giliran.views.rule_words import rule_words
from giliran.wording import Text, percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from giliran.corpus import Corpus
    from giliran.model import Circular, Clause, Jurisdiction
    from giliran.statement import Value
    from giliran.timeline import Period
    from giliran.wording import Language

Row = tuple["Value", ...]

_FROM = Column("from", HEADINGS["from"])
_UNTIL = Column("until", HEADINGS["until"])
_CIRCULARS = (
    Column("jurisdiction", HEADINGS["jurisdiction"], 18),
    Column("order", Text("Urutan", "Order"), 8),
    Column("circular", Text("Aturan", "Circular"), 32),
    Column("number", Text("Nomor", "Number"), 22),
    Column("issuer", Text("Penerbit", "Issuer"), 40),
    Column("title", Text("Judul", "Title"), 44),
    Column("force", Text("Kekuatan", "Force"), 12),
    Column("signed", Text("Ditandatangani", "Signed"), 14),
    _FROM,
    _UNTIL,
    Column("files", Text("Berkas", "Files"), 8),
    Column("digest", Text("Sidik berkasnya (SHA-256)", "Digest of its files (SHA-256)"), 68),
)
_CLAUSES = (
    Column("clause", HEADINGS["clause"], 44),
    Column("title", Text("Judul", "Title"), 44),
    Column("kind", Text("Jenis", "Kind"), 11),
    _FROM,
    _UNTIL,
    Column("value", HEADINGS["value"], 9),
    Column("base", Text("Yang dihitung", "Who counts"), 14),
    Column("rounding", Text("Pembulatan", "Rounding"), 11),
    Column("source", HEADINGS["source"], 60),
)
_LETTERS = (
    Column("unit", HEADINGS["unit"], 28),
    Column("clause", HEADINGS["clause"], 44),
    Column("value", HEADINGS["value"], 9),
    _FROM,
    _UNTIL,
)
_OF_LETTERS = (
    Column("name", Text("Dispensasi", "Dispensation"), 28),
    Column("letter", Text("Surat", "Letter"), 40),
    Column("granted_by", Text("Pemberi", "Granted by"), 40),
    Column("signed", Text("Ditandatangani", "Signed"), 14),
    Column("reason", Text("Alasan", "Reason"), 60),
)


def circulars(corpus: Corpus, jurisdictions: Sequence[Jurisdiction], month: Period, language: Language) -> Table:
    """List the circulars that are in force on some day of a month, in the order in which they prevail."""
    rows: list[Row] = []
    for jurisdiction, number, circular, force in _bound(corpus, jurisdictions, month):
        files, digest = digest_of(corpus.tree, f"policy/{circular.id}/")
        rows.append(
            (
                jurisdiction.name,
                number,
                circular.id,
                circular.number,
                circular.issuer,
                circular.title.to(language),
                force,
                None if circular.signed is None else circular.signed.isoformat(),
                *_dates(circular.in_force),
                files,
                digest,
            )
        )
    return Table("circulars", Text("Aturan", "Circulars"), _CIRCULARS, tuple(rows))


def clauses(
    corpus: Corpus, jurisdictions: Sequence[Jurisdiction], month: Period, language: Language, *, times: bool
) -> Table:
    """List their clauses in a month; one with dated values has a row for each that holds on some day of it.

    With ``times`` those on attendance and on hours say when; statements of version 1 do not.
    """
    rows: dict[Row, None] = {}
    for _, _, circular, _ in _bound(corpus, jurisdictions, month):
        for clause in circular.clauses:
            if clause.period.overlaps(month):
                rows |= dict.fromkeys(_values(clause, month, language, times=times))
    return Table("clauses", Text("Butir", "Clauses"), _CLAUSES, tuple(rows))


def letters(corpus: Corpus, units: frozenset[str], month: Period, *, names: bool) -> Table:
    """List the dispensations of some units in a month; without ``names`` neither the letter nor why it was written."""
    rows: list[Row] = []
    for granted in corpus.dispensations:
        if granted.unit not in units or not granted.period.overlaps(month):
            continue
        value = None if granted.share is None else percent(granted.share).en
        of_letter: Row = ()
        if names:
            signed = None if granted.signed is None else granted.signed.isoformat()
            of_letter = (granted.name, granted.letter, granted.granted_by, signed, granted.reason)
        rows.append((granted.unit, granted.clause, value, *_dates(granted.period), *of_letter))
    rows.sort(key=lambda row: tuple(str(value) for value in row))
    columns = (*_LETTERS, *_OF_LETTERS) if names else _LETTERS
    return Table("dispensations", Text("Dispensasi", "Dispensations"), columns, tuple(rows))


def _bound(
    corpus: Corpus, jurisdictions: Sequence[Jurisdiction], month: Period
) -> Iterator[tuple[Jurisdiction, int, Circular, str]]:
    for jurisdiction in jurisdictions:
        for number, bond in enumerate(jurisdiction.bonds, start=1):
            circular = corpus.circulars[bond.circular]
            if circular.in_force.overlaps(month):
                yield jurisdiction, number, circular, bond.force


def _values(clause: Clause, month: Period, language: Language, *, times: bool) -> Iterator[Row]:
    start = (clause.id, clause.title.to(language), clause.kind)
    rule = clause.rule
    if not isinstance(rule, ShareRule):
        source = None if clause.reference is None else clause.reference.href or clause.reference.title
        said = rule_words(rule, clause.period.start) if times and isinstance(rule, AttendanceRule | HoursRule) else None
        when = None if said is None else said.to(language)
        yield (*start, *_dates(clause.period), when, None, None, source)
        return
    for window in rule.at_most:
        if window.period.overlaps(month):
            reference = window.value.reference
            value = percent(window.value.value).to("en")
            source = reference.href or reference.title
            yield (*start, *_dates(window.period), value, " ".join(rule.base), rule.rounding, source)


def _dates(period: Period) -> tuple[str, str | None]:
    return period.start.isoformat(), None if period.end is None else period.end.isoformat()
