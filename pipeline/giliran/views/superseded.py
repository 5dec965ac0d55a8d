"""Where a clause gives way to one of another circular, in words for its own page and for that of its circular."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.precedence import yielding
from giliran.views.standing import ClauseLink
from giliran.views.timelines import short_span

if TYPE_CHECKING:
    from giliran.corpus import Corpus
    from giliran.model import Circular, Clause
    from giliran.timeline import Period
    from giliran.wording import Text


@dataclass(frozen=True, slots=True)
class Superseded:
    """Days, with their words, on which a clause gives way to the one at ``clause``."""

    days: Period
    words: Text
    clause: ClauseLink


def superseded(corpus: Corpus, circular: Circular, clause: Clause) -> tuple[Superseded, ...]:
    """Give the days on which a clause gives way, under any government that is bound by it, earliest first."""
    found: dict[tuple[Period, str], Superseded] = {}
    for _, jurisdiction in sorted(corpus.jurisdictions.items()):
        for each in yielding(corpus.law_in(jurisdiction), circular, clause):
            words = short_span(each.period)
            link = ClauseLink.of(each.circular, each.clause)
            found.setdefault((each.period, each.clause.id), Superseded(each.period, words, link))
    return tuple(sorted(found.values(), key=lambda each: each.days.start))
