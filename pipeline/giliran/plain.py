"""Frozen records as JSON and back, without running anything that stands in the file: what is kept between two builds.

A record is an object with one name, that of its class, and the values of its fields in their order; a tuple is a list. Only
classes that the reader names are ever made.
"""

from __future__ import annotations

import dataclasses
import datetime
import json
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType

_DATE = "date"


def records(modules: Iterable[ModuleType]) -> dict[str, type]:
    """Give the frozen records that some modules define, by name. Two of one name are a mistake of ours."""
    found: dict[str, type] = {}
    for module in modules:
        for name, value in vars(module).items():
            if isinstance(value, type) and dataclasses.is_dataclass(value) and value.__module__ == module.__name__:
                assert found.setdefault(name, value) is value, f"two records are called {name}"
    return found


def written(value: object) -> bytes:
    """Write records, tuples of them, and plain values. Same value, same bytes."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":")).encode()


def read(content: bytes, known: dict[str, type]) -> Any:  # noqa: ANN401 - whatever was written
    """Read what was written. Raises :class:`ValueError` for anything else."""

    def record(found: dict[str, Any]) -> object:
        ((name, values),) = found.items()
        if name == _DATE:
            return datetime.date.fromisoformat(values)
        return known[name](*map(_frozen, values))

    try:
        return _frozen(json.loads(content, object_hook=record))
    except (KeyError, TypeError, AttributeError) as error:
        msg = "this is no record of ours"
        raise ValueError(msg) from error


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, datetime.date):
        return {_DATE: value.isoformat()}
    kind: Any = type(value)
    return {type(value).__name__: [_plain(getattr(value, name)) for name in _names(kind)]}


@cache
def _names(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - the class of a record
    return tuple(field.name for field in dataclasses.fields(kind))


def _frozen(value: object) -> object:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
