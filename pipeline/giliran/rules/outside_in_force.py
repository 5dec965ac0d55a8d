"""DT010: a dated value, a clause or a dispensation reaches beyond the days on which its circular is in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.corpus.periods import periods_of
from giliran.diagnostics import Diagnostic, Related
from giliran.wording import Text, period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.corpus import Corpus
    from giliran.documents import Pointer
    from giliran.model import Circular, Clause
    from giliran.timeline import Period


def outside_in_force(corpus: Corpus) -> Iterator[Diagnostic]:
    """Find periods that begin before or end after the circular they rest on."""
    for circular in corpus.circulars.values():
        for clause in circular.clauses:
            for pointer, held in periods_of(clause):
                if not circular.in_force.encloses(held):
                    yield _told(corpus, circular, clause, clause.path, pointer, held)
    for granted in corpus.dispensations:
        found = corpus.clause(granted.clause)
        if found is not None:
            circular = corpus.circulars[granted.clause.rpartition("/")[0]]
            if not circular.in_force.encloses(granted.period):
                yield _told(corpus, circular, found, granted.path, (), granted.period)


def _told(corpus: Corpus, circular: Circular, clause: Clause, path: str, pointer: Pointer, held: Period) -> Diagnostic:
    own, force = period(held.start, held.end), period(circular.in_force.start, circular.in_force.end)
    message = Text(
        f"Masa ini ({own.id}) melewati masa berlaku aturannya ({force.id}).",
        f"This period ({own.en}) reaches beyond the days on which its circular is in force ({force.en}).",
    )
    advice = Text("Betulkan tanggalnya menurut bunyi aturan.", "Correct the dates by the words of the circular.")
    document = corpus.documents[path]
    key = "from" if held.start < circular.in_force.start else "until"
    force_place = corpus.documents[circular.path].at_key(("in-force",))
    related = (Related(force_place, Text("masa berlaku aturan", "the circular is in force")),)
    return Diagnostic("DT010", message, document.at((*pointer, key)), help=advice, clause=clause.ref(), related=related)
