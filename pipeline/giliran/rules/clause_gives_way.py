"""LW009: two binding circulars in force on one day both have clauses of one kind, of which only the first one's hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.diagnostics import Diagnostic, Related
from giliran.model import ShareRule
from giliran.precedence import Yielding, yielding
from giliran.wording import Text, period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.corpus import Corpus
    from giliran.model import Circular, Clause

_KINDS = {
    "attendance": Text("presensi", "attendance"),
    "hours": Text("jam kerja", "working hours"),
    "recall": Text("pemanggilan ke kantor", "recalls to the office"),
}


def clause_gives_way(corpus: Corpus) -> Iterator[Diagnostic]:
    """Find the clauses that go silent because of another circular, once for each such circular.

    Shares are left out: that the first of two limits holds is what whoever writes a new limit wants, and all pages mark it.
    """
    told: set[tuple[str, str]] = set()
    for _, jurisdiction in sorted(corpus.jurisdictions.items()):
        law = corpus.law_in(jurisdiction)
        for circular in law.binding:
            for clause in circular.clauses:
                if isinstance(clause.rule, ShareRule):
                    continue
                for each in yielding(law, circular, clause):
                    if (clause.id, each.circular.id) not in told:
                        told.add((clause.id, each.circular.id))
                        yield _told(corpus, circular, clause, each)


def _told(corpus: Corpus, circular: Circular, clause: Clause, above: Yielding) -> Diagnostic:
    kind, days = _KINDS[clause.kind], period(above.period.start, above.period.end)
    message = Text(
        f"Butir ini tidak berlaku ({days.id}): tentang {kind.id}, {above.circular.short} didahulukan.",
        f"This clause does not hold ({days.en}): on {kind.en}, {above.circular.short} comes first.",
    )
    advice = Text(
        f"Bila dua surat edaran mengikat berbicara tentang {kind.id} pada hari yang sama, yang dipakai hanyalah butir dari "
        f"yang tertulis lebih dahulu dalam berkas pemerintah daerah. Tulis di {above.circular.short} semua yang masih harus "
        f"berlaku, lalu akhiri butir {circular.short} ini dengan “until”.",
        f"Where two binding circulars speak of {kind.en} on the same day, only the clauses of the one written first in the "
        f"file of the government are used. Write all that is still to hold in {above.circular.short}, and end this clause "
        f"of {circular.short} with “until”.",
    )
    other = Related(
        corpus.documents[above.clause.path].at(("kind",)), Text("butir yang didahulukan", "the clause that comes first")
    )
    place = corpus.documents[clause.path].at(("kind",))
    return Diagnostic("LW009", message, place, help=advice, clause=clause.ref(), related=(other,))
