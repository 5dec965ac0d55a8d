"""RF003, RF004 and RF006: the law names a circular, a clause or a reading that does not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from giliran.model import AttendanceRule, DutyRule
from giliran.rules.naming import has_broken_part, leads_nowhere

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.corpus import Corpus
    from giliran.diagnostics import Diagnostic
    from giliran.documents import Pointer
    from giliran.model import Circular


def unknown_law(corpus: Corpus) -> Iterator[Diagnostic]:
    """Follow every name in jurisdictions and circulars to the thing it names."""
    for jurisdiction in corpus.jurisdictions.values():
        known = {reading for circular in corpus.circulars.values() for reading in _readings(circular)}
        for index, bond in enumerate(jurisdiction.bonds):
            at: Pointer = ("circulars", index)
            if bond.circular not in corpus.circulars and not has_broken_part(corpus, bond.circular):
                yield leads_nowhere(
                    corpus, "RF003", bond.circular, corpus.circulars, jurisdiction.path, (*at, "circular")
                )
            if bond.reading is not None and bond.reading not in known:
                yield leads_nowhere(corpus, "RF006", bond.reading, sorted(known), jurisdiction.path, (*at, "reading"))
    for circular in corpus.circulars.values():
        yield from _inside(corpus, circular)


def _readings(circular: Circular) -> list[str]:
    return [reading.name for reading in circular.readings]


def _inside(corpus: Corpus, circular: Circular) -> Iterator[Diagnostic]:
    """Follow the names that the files of one circular use for each other."""
    folder = f"policy/{circular.id}"
    if has_broken_part(corpus, circular.id):
        return
    clauses = [clause.name for clause in circular.clauses]
    for name, path, place in _named_readings(circular, folder):
        if name not in _readings(circular):
            yield leads_nowhere(corpus, "RF006", name, _readings(circular), path, place)
    yield from _order(corpus, circular)
    for reading in circular.readings:
        for index, name in enumerate(reading.clauses):
            if name not in clauses:
                yield leads_nowhere(
                    corpus, "RF004", name, clauses, f"{folder}/readings.yaml", (reading.name, "clauses", index)
                )
    for point in circular.conduct.points if circular.conduct else ():
        if point.clause is not None and point.clause not in clauses:
            at = ("points", point.number - 1, "clause")
            yield leads_nowhere(corpus, "RF004", point.clause, clauses, f"{folder}/conduct.yaml", at)
    for path, document in corpus.documents.items():
        if path.startswith(f"{folder}/cases/"):
            data: Any = document.data
            if data["clause"] not in clauses:
                yield leads_nowhere(corpus, "RF004", data["clause"], clauses, path, ("clause",))


def _named_readings(circular: Circular, folder: str) -> Iterator[tuple[str, str, Pointer]]:
    """Give each reading that a clause or a practice names, with the file and the place of its name."""
    for clause in circular.clauses:
        for index, name in enumerate(clause.readings):
            yield name, clause.path, ("readings", index)
    for practice in circular.practices:
        for index, name in enumerate(practice.readings):
            yield name, f"{folder}/practices.yaml", (practice.name, "readings", index)


def _order(corpus: Corpus, circular: Circular) -> Iterator[Diagnostic]:
    """Follow what a duty comes after to the clause that asks for records."""
    known = [clause.name for clause in circular.clauses if isinstance(clause.rule, AttendanceRule)]
    for clause in circular.clauses:
        before = clause.rule.after if isinstance(clause.rule, DutyRule) else None
        if before is not None and before not in known:
            yield leads_nowhere(corpus, "RF004", before, known, clause.path, ("after",))
