"""A part of a corpus: the law, some units, and nothing else, small enough to be sent to where its files are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.corpus import Corpus
from giliran.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Iterable


def part_of(corpus: Corpus, units: Iterable[str]) -> Corpus:
    """Give the law, some units, their agencies, dispensations and schedules.

    Law and months are those of the whole, so that a unit is judged and shown there as it is here.
    """
    chosen = sorted(set(units))
    agencies = sorted({corpus.units[unit].agency for unit in chosen})
    months = corpus.named_months()
    listed = (f"schedules/{unit}/{month}.yaml" for unit in chosen for month in sorted(months))
    schedules = {path: corpus.schedules[path] for path in listed if path in corpus.schedules}
    files = [
        *(corpus.agencies[agency].path for agency in agencies),
        *(corpus.units[unit].path for unit in chosen),
        *schedules,
    ]
    return Corpus(
        Tree({path: corpus.tree.entries[path] for path in sorted(files)}),
        circulars=corpus.circulars,
        jurisdictions=corpus.jurisdictions,
        calendar=corpus.calendar,
        vocabulary=corpus.vocabulary,
        dispensations=tuple(entry for entry in corpus.dispensations if entry.unit in set(chosen)),
        addresses=corpus.addresses,
        agencies={agency: corpus.agencies[agency] for agency in agencies},
        units={unit: corpus.units[unit] for unit in chosen},
        schedules=schedules,
        broken=set(corpus.broken),
        months=months,
    )
