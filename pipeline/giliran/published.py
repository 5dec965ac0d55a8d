"""The compiled schemas as files: what is written by ``giliran schemas`` and published with the site."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from giliran.grammar import KINDS, schema
from giliran.rulings import share_windows
from giliran.schemas import advisory_schema, binding_schema
from giliran.timeline import Period, month_days, months_touched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.corpus import Corpus
    from giliran.model import Unit
    from giliran.schemas import MonthLimits, Schema


def schema_files(corpus: Corpus, *, people: bool = True) -> Mapping[str, bytes]:
    """Give every schema by its path: compiled ones by unit and month, and the grammar of our own formats.

    ``schedules/<agency>/<unit>/<month>.schema.json`` decides; ``advisory/<issuer>/<circular>/…`` only advises. Without
    ``people`` the ids and the letters are left out and the numbers and dates stay, for the edition that everyone may read.
    """
    return _Schemas(corpus, people=people)


class _Schemas(Mapping[str, bytes]):
    """Schemas by path, each compiled when it is asked for: those of a province fill 200 MB."""

    def __init__(self, corpus: Corpus, *, people: bool) -> None:
        self._people = people
        self._compiled: dict[str, tuple[MonthLimits, str | None]] = {}
        for limits in all_month_limits(corpus):
            name = f"{limits.unit}/{limits.month}.schema.json"
            self._compiled[f"schedules/{name}"] = limits, None
            for circular in limits.advisers():
                self._compiled[f"advisory/{circular}/{name}"] = limits, circular
        self._grammar = {f"grammar/{kind}.schema.json": kind for kind in KINDS}

    def __getitem__(self, path: str) -> bytes:
        if path in self._grammar:
            return (json.dumps(schema(self._grammar[path]), ensure_ascii=False, indent=2) + "\n").encode()
        limits, circular = self._compiled[path]
        if circular is None:
            return _laid_out(binding_schema(limits, people=self._people))
        return _laid_out(advisory_schema(limits, circular, letters=self._people))

    def __iter__(self) -> Iterator[str]:
        yield from self._grammar
        yield from self._compiled

    def __len__(self) -> int:
        return len(self._grammar) + len(self._compiled)


def all_month_limits(corpus: Corpus) -> Iterator[MonthLimits]:
    """Give the limits of every unit for every month that matters to it, units and months in order."""
    known = named_months(corpus)
    for unit_id in sorted(corpus.units):
        unit = corpus.units[unit_id]
        law = corpus.law_of(unit)
        if law is not None and corpus.judged(unit):
            for month in unit_months(corpus, unit, known):
                yield corpus.limits(law, unit, month)


def named_months(corpus: Corpus) -> frozenset[str]:
    """Give the months that some unit has a schedule for, readable or not."""
    return frozenset(names["month"] for _, names in corpus.tree.readable("schedule"))


def unit_months(corpus: Corpus, unit: Unit, known: frozenset[str] | None = None) -> tuple[str, ...]:
    """Give the months for which a unit may have a schedule, or has one.

    A window that is open, or ends only in some far year, counts up to a year after the last schedule of the repository,
    so that a law without an end does not make schemas without end. Whoever asks for many units hands in what
    :func:`named_months` says.
    """
    law = corpus.law_of(unit)
    windows = share_windows(law) if law is not None else ()
    known = named_months(corpus) if known is None else known
    months: set[str] = set()
    if windows:
        last = max({*known, f"{windows[0].start:%Y-%m}"})
        horizon = month_days(f"{int(last[:4]) + 1:04}{last[4:]}")[-1]
        cut = (window.within(Period(window.start, max(horizon, window.start))) for window in windows)
        months = {month for period in cut if period is not None for month in months_touched(period)}
    months |= {path.rpartition("/")[2].removesuffix(".yaml") for path in corpus.schedules.paths_of(unit.id)}
    return tuple(sorted(months))


_compact = json.JSONEncoder(ensure_ascii=False).encode
_DEPTH = 4


def _laid_out(content: Schema) -> bytes:
    """Write a compiled schema with a line for each day, so that people can read it and compare two of them."""
    return (_lines(content, 1) + "\n").encode()


def _lines(value: Any, depth: int) -> str:  # noqa: ANN401 - whatever a schema holds
    if depth > _DEPTH or not isinstance(value, dict) or not value:
        return _compact(value)
    inner = "  " * depth
    parts = ",\n".join([f"{inner}{_compact(key)}: {_lines(part, depth + 1)}" for key, part in value.items()])
    return f"{{\n{parts}\n{inner[2:]}}}"
