"""DT009: two windows of one clause overlap and neither lies inside the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.diagnostics import Diagnostic, Related
from giliran.model import ShareRule
from giliran.timeline import crossings
from giliran.wording import Text, period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.corpus import Corpus


def crossing_windows(corpus: Corpus) -> Iterator[Diagnostic]:
    """Find windows for which nobody can say which value wins."""
    for circular in corpus.circulars.values():
        for clause in circular.clauses:
            if not isinstance(clause.rule, ShareRule):
                continue
            document = corpus.documents[clause.path]
            periods = [window.period for window in clause.rule.at_most]
            for first, second in crossings(periods):
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
