"""DT009: two windows of one clause cross, or two dispensations for one unit and clause hold on the same day."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from giliran.diagnostics import Diagnostic, Related
from giliran.model import ShareRule
from giliran.timeline import crossings
from giliran.wording import Text, period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.corpus import Corpus


def crossing_windows(corpus: Corpus) -> Iterator[Diagnostic]:
    """Find periods for which nobody can say which value wins."""
    yield from _shares(corpus)
    yield from _dispensations(corpus)
    yield from _supervisors(corpus)


def _shares(corpus: Corpus) -> Iterator[Diagnostic]:
    for circular in corpus.circulars.values():
        for clause in circular.clauses:
            if not isinstance(clause.rule, ShareRule):
                continue
            document = corpus.documents[clause.path]
            periods = [window.period for window in clause.rule.at_most]
            for second, first in {second: first for first, second in crossings(periods)}.items():
                one, two = (period(periods[i].start, periods[i].end) for i in (first, second))
                message = Text(
                    f"Dua masa berlaku saling memotong: {two.id} dan {one.id}.",
                    f"Two periods cross each other: {two.en} and {one.en}.",
                )
                advice = Text(
                    "Masa khusus harus seluruhnya berada di dalam masa umum; betulkan tanggalnya.",
                    "A special period must lie wholly inside the general one; correct the dates.",
                )
                other = Related(document.at(("at-most", first, "from")), Text("masa yang lain", "the other period"))
                yield Diagnostic(
                    "DT009",
                    message,
                    document.at(("at-most", second, "from")),
                    help=advice,
                    clause=clause.ref(),
                    related=(other,),
                )


def _dispensations(corpus: Corpus) -> Iterator[Diagnostic]:
    """Two letters for the same days would leave it to their file names which of them holds."""
    for earlier, later in combinations(corpus.dispensations, 2):
        same = (earlier.unit, earlier.clause) == (later.unit, later.clause)
        if not same or not earlier.period.overlaps(later.period):
            continue
        message = Text(
            f"Dua dispensasi untuk {later.unit} berlaku pada hari yang sama: surat “{later.letter}” dan “{earlier.letter}”.",
            f"Two dispensations for {later.unit} hold on the same day: the letters “{later.letter}” and “{earlier.letter}”.",
        )
        advice = Text(
            "Akhiri yang lama sehari sebelum yang baru mulai, atau hapus yang tidak berlaku lagi.",
            "End the old one the day before the new one begins, or delete the one that no longer holds.",
        )
        other = Related(
            corpus.documents[earlier.path].at(("from",)), Text("dispensasi yang lain", "the other dispensation")
        )
        place = corpus.documents[later.path].at(("from",))
        yield Diagnostic("DT009", message, place, help=advice, unit=later.unit, related=(other,))


def _supervisors(corpus: Corpus) -> Iterator[Diagnostic]:
    """Two direct superiors of one unit on the same day would leave it open whose order counts."""
    for unit in corpus.units.values():
        document = corpus.documents[unit.path]
        for first, second in crossings([window.period for window in unit.other_supervisors]):
            message = Text(
                "Dua masa atasan langsung saling memotong.", "The periods of two direct superiors cross each other."
            )
            advice = Text(
                "Akhiri yang satu sehari sebelum yang lain mulai.", "End the one the day before the other begins."
            )
            other = Related(
                document.at(("other-supervisors", first, "employee")), Text("masa yang lain", "the other period")
            )
            place = document.at(("other-supervisors", second, "employee"))
            yield Diagnostic("DT009", message, place, help=advice, unit=unit.id, related=(other,))
