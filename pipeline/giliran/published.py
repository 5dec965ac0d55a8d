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
    from collections.abc import Iterable, Iterator

    from giliran.corpus import Corpus
    from giliran.model import Unit
    from giliran.schemas import MonthLimits, Schema
    from giliran.spread import Spread

PORTION = 50
"""Units whose schemas are compiled together."""


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
        for unit in sorted(corpus.units):
            for limits in limits_of_unit(corpus, corpus.units[unit]):
                for name, circular in _names(limits):
                    self._compiled[name] = limits, circular
        self._grammar = {f"grammar/{kind}.schema.json": kind for kind in KINDS}

    def __getitem__(self, path: str) -> bytes:
        if path in self._grammar:
            return _grammar(self._grammar[path])
        return _compiled(*self._compiled[path], people=self._people)

    def __iter__(self) -> Iterator[str]:
        yield from self._grammar
        yield from self._compiled

    def __len__(self) -> int:
        return len(self._grammar) + len(self._compiled)


def spread_schemas(corpus: Corpus, spread: Spread) -> Iterator[tuple[str, bytes]]:
    """Give every schema with its path, grammar first, compiled part by part wherever the work is spread."""
    yield from grammar_files().items()
    units = sorted(corpus.units)
    parts = (corpus.part(units[at : at + PORTION]) for at in range(0, len(units), PORTION))
    for written in spread(part_schemas, parts):
        yield from written.items()


def part_schemas(corpus: Corpus) -> dict[str, bytes]:
    """Give the schemas of every unit of a corpus, which may be a part of one."""
    written: dict[str, bytes] = {}
    for unit in sorted(corpus.units):
        written |= unit_schemas(limits_of_unit(corpus, corpus.units[unit]), people=True)
    return written


def grammar_files() -> dict[str, bytes]:
    """Give the grammar of our own formats by its path."""
    return {f"grammar/{kind}.schema.json": _grammar(kind) for kind in KINDS}


def unit_schemas(months: Iterable[MonthLimits], *, people: bool) -> dict[str, bytes]:
    """Give the schemas of some months of a unit by their paths."""
    return {name: _compiled(limits, by, people=people) for limits in months for name, by in _names(limits)}


def _names(limits: MonthLimits) -> Iterator[tuple[str, str | None]]:
    """Give the path of each schema of a month, with the circular that only advises."""
    name = f"{limits.unit}/{limits.month}.schema.json"
    yield f"schedules/{name}", None
    for circular in limits.advisers():
        yield f"advisory/{circular}/{name}", circular


def _grammar(kind: str) -> bytes:
    return (json.dumps(schema(kind), ensure_ascii=False, indent=2) + "\n").encode()


def _compiled(limits: MonthLimits, circular: str | None, *, people: bool) -> bytes:
    if circular is None:
        return _laid_out(binding_schema(limits, people=people))
    return _laid_out(advisory_schema(limits, circular, letters=people))


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
    months |= {path.rpartition("/")[2].removesuffix(".yaml") for path in corpus.schedules.files_of(unit.id)}
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
