"""The compiled schemas as files: what is written by ``giliran schemas`` and published with the site."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from giliran.grammar import KINDS, schema
from giliran.rulings import share_windows
from giliran.schemas import advisory_schema, binding_schema
from giliran.timeline import Period, month_days, months_touched

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from giliran.corpus import Corpus
    from giliran.model import Unit
    from giliran.schemas import MonthLimits, Schema


def schema_files(corpus: Corpus, *, people: bool = True) -> dict[str, bytes]:
    """Give every schema by its path: compiled ones by unit and month, and the grammar of our own formats.

    ``schedules/<agency>/<unit>/<month>.schema.json`` decides; ``advisory/<issuer>/<circular>/…`` only advises. Without
    ``people`` the ids and the letters are left out and the numbers and dates stay, for the edition that everyone may read.
    """
    files = grammar_files()
    for unit in sorted(corpus.units):
        files |= unit_schemas(limits_of_unit(corpus, corpus.units[unit]), people=people)
    return files


def grammar_files() -> dict[str, bytes]:
    """Give the grammar of our own formats by its path."""
    return {f"grammar/{kind}.schema.json": _bytes(schema(kind)) for kind in KINDS}


def unit_schemas(months: Iterable[MonthLimits], *, people: bool) -> dict[str, bytes]:
    """Give the schemas of some months of a unit by their paths."""
    files = {}
    for limits in months:
        name = f"{limits.unit}/{limits.month}.schema.json"
        files[f"schedules/{name}"] = _bytes(binding_schema(limits, people=people))
        for circular in limits.advisers():
            files[f"advisory/{circular}/{name}"] = _bytes(advisory_schema(limits, circular, letters=people))
    return files


def limits_of_unit(corpus: Corpus, unit: Unit) -> Iterator[MonthLimits]:
    """Give the limits of one unit for every month that matters to it, in order."""
    law = corpus.law_of(unit)
    if law is not None and corpus.judged(unit):
        for month in unit_months(corpus, unit):
            yield corpus.limits(law, unit, month)


def unit_months(corpus: Corpus, unit: Unit) -> tuple[str, ...]:
    """Give the months for which a unit may have a schedule, or has one.

    A window that is open, or ends only in some far year, counts up to a year after the last schedule of the repository,
    so that a law without an end does not make schemas without end.
    """
    law = corpus.law_of(unit)
    windows = share_windows(law) if law is not None else ()
    known = corpus.named_months()
    months: set[str] = set()
    if windows:
        last = max({*known, f"{windows[0].start:%Y-%m}"})
        horizon = month_days(f"{int(last[:4]) + 1:04}{last[4:]}")[-1]
        cut = (window.within(Period(window.start, max(horizon, window.start))) for window in windows)
        months = {month for period in cut if period is not None for month in months_touched(period)}
    months |= {path.rpartition("/")[2].removesuffix(".yaml") for path in corpus.schedules.paths_of(unit.id)}
    return tuple(sorted(months))


def _bytes(content: Schema) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
