"""A statement as JSON: an object of tables, each a list of objects, a row on a line so that two can be compared.

``statement`` alone is one object, with what is said about all of it. Values are text, whole numbers, true or false, null or
lists of text; a field may be added with a new ``version``, none renamed.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from giliran.report.plainjson import dumped_on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from giliran.statement import Statement, Table, Value

ABOUT = "statement"


class RepeatedKeyError(ValueError):
    """An object names a key twice, so that two readers may read two things."""


def written(statement: Statement) -> bytes:
    """Write a statement."""
    about, *tables = statement.tables
    parts = [f'"{ABOUT}": {{\n{_entries(about)}\n}}', *(_list(table) for table in tables)]
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def _entries(about: Table) -> str:
    return ",\n".join(f"  {dumped_on_one_line(key)}: {_json(value)}" for key, _, value in about.rows)


def _list(table: Table) -> str:
    keys = [column.key for column in table.columns]
    rows = ",\n".join(f"  {_row(keys, row)}" for row in table.rows)
    return f'"{table.key}": [\n{rows}\n]' if rows else f'"{table.key}": []'


def _row(keys: Iterable[str], row: tuple[Value, ...]) -> str:
    return dumped_on_one_line({key: plain(value) for key, value in zip(keys, row, strict=True)})


def plain(value: Value) -> str | int | bool | list[str] | None:
    """Give a value as JSON has it."""
    return list(value) if isinstance(value, tuple) else value


def _json(value: Value) -> str:
    return dumped_on_one_line(plain(value))


def parsed(content: bytes) -> Any:  # noqa: ANN401 - whatever somebody has written
    """Read JSON strictly: UTF-8, no key twice, nothing that JSON has no word for.

    Raises :class:`ValueError`, with ``lineno`` and ``colno`` where the place is known.
    """
    return json.loads(content.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant)


def about(content: bytes) -> dict[str, Any]:
    """Give what is said about all of a statement, also from one that is damaged further on.

    Raises :class:`ValueError` or :class:`LookupError` where that cannot be read.
    """
    start = content.index(b"{", content.index(b'"statement"'))
    lines = b"\n" * content.count(b"\n", 0, start)  # so that a fault is told on its own line
    found = parsed(lines + content[start : content.index(b"}", start) + 1])
    if not isinstance(found, dict):
        raise ValueError(ABOUT)
    return found


def pointer_at(content: bytes, at: int) -> str:
    """Give the pointer to what stands at a byte of a statement that we have written."""
    line_start = content.rfind(b"\n", 0, at) + 1
    before = content[:line_start].decode()
    line = content[line_start:].partition(b"\n")[0].decode()
    column = len(content[line_start:at].decode("utf-8", errors="ignore"))
    tables = re.findall(r'^"(\w+)": [\[{]$', before, re.MULTILINE)
    if not tables or not line.startswith("  "):
        return f"/{line[1:].partition(chr(34))[0]}" if line.startswith('"') else "/"
    keys = [found[1] for found in re.finditer(r'(?:^  |[{,] ?)"(\w+)": ', line) if found.start() <= column]
    row = (
        ""
        if tables[-1] == ABOUT
        else f"/{before.count(chr(10), before.rindex(f'{chr(34)}{tables[-1]}{chr(34)}: [')) - 1}"
    )
    return f"/{tables[-1]}{row}" + (f"/{keys[-1]}" if keys else "")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        raise RepeatedKeyError(next(key for key in keys if keys.count(key) > 1))
    return found


def _no_constant(word: str) -> None:
    raise ValueError(word)
