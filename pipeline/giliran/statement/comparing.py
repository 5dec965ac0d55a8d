"""Where a statement first differs from what it should say: the cell of a workbook, or the pointer into JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from giliran.sheets.table import letters
from giliran.statement import jsonfile
from giliran.statement.workbook import cell
from giliran.wording import Text, same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.statement import Statement, Table, Value
    from giliran.wording import Language

SHOWN = 120
"""Characters of a value that are shown."""
_DIGESTS = frozenset({"digest", "sha256", "bytes", "files"})
NOTHING = Text("tidak ada", "nothing")


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place that differs, with what stands there and what should; without values the place says it all.

    ``resaved`` tells of so much that is written otherwise that another program must have saved it: the cells say more.
    """

    place: Text
    stated: Text | None = None
    due: Text | None = None
    resaved: bool = False

    @property
    def words(self) -> Text:
        """Say it in a sentence."""
        if self.stated is None or self.due is None:
            return Text(f"{self.place.id}.", f"{self.place.en}.")
        return Text(
            f"{self.place.id}: tertulis {self.stated.id}, seharusnya {self.due.id}.",
            f"{self.place.en}: it says {self.stated.en}, and should say {self.due.en}.",
        )


def shown(value: object) -> Text:
    """Spell a value for people, cut where it is long."""
    if value is None or value == ():
        return NOTHING
    words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    cut = words if len(words) <= SHOWN else f"{words[:SHOWN]}…"
    return Text(f"“{cut}”", f"“{cut}”")


def sheet_cell(table: Table, row: int, column: int, language: Language) -> Text:
    """Name a cell, rows and columns counted from 0 and the heading row included; for people also what it is about."""
    name = table.title.to(language)
    where = f"{letters(column + 1)}{row + 1}{_about(table, row, column, language)}"
    return Text(f"Lembar “{name}”, sel {where}", f"Sheet “{name}”, cell {where}")


def _about(table: Table, row: int, column: int, language: Language) -> str:
    """Say in brackets what a value is about: its heading, and what its row begins with; nothing of the heading row."""
    if not 0 < row <= len(table.rows):
        return ""
    heading = table.columns[column].title.to(language) if column < len(table.columns) else ""
    keys = [str(value) for value in table.rows[row - 1][:3] if value is not None]
    return f" ({heading}: {', '.join(keys)})"


def between(before: Statement, after: Statement, ending: str) -> Difference | None:
    """Give the first value of two statements that differs, besides what is said about all of them.

    The place is a cell of a workbook, or the pointer into JSON where ``ending`` is ``.json``: of the statement that somebody
    holds. A digest only tells that something differs, and is named where nothing else does.
    """
    pairs = tuple(zip(before.tables[1:], after.tables[1:], strict=True))
    for old, new, passed in (*((*pair, _DIGESTS) for pair in pairs), *((*pair, frozenset[str]()) for pair in pairs)):
        at = _first(old, new, passed)
        if at is not None:
            return (_of_objects if ending == ".json" else _of_cells)(old, new, *at, after.claims.language)
    return None


def _of_cells(old: Table, new: Table, row: int, column: int, language: Language) -> Difference:
    return Difference(
        sheet_cell(old if row <= len(old.rows) else new, row, column, language),
        shown(_value(old, row, column)),
        shown(_value(new, row, column)),
    )


def _of_objects(old: Table, new: Table, row: int, column: int, language: Language) -> Difference:
    """Name the pointer, and what the row is about as for a cell of a workbook."""
    pointer = f"/{new.key}/{row - 1}/{new.columns[column].key}"
    found = next(_different(pointer, _in_json(old, row, column), _in_json(new, row, column)))
    table = old if row <= len(old.rows) else new
    return replace(found, place=found.place + same(_about(table, row, column, language)))


def _in_json(table: Table, row: int, column: int) -> object:
    return jsonfile.plain(table.rows[row - 1][column]) if row <= len(table.rows) else _ABSENT


def _first(old: Table, new: Table, passed: frozenset[str]) -> tuple[int, int] | None:
    for at in range(max(len(old.rows), len(new.rows))):
        for column, named in enumerate(new.columns):
            if named.key not in passed and _value(old, at + 1, column) != _value(new, at + 1, column):
                return at + 1, column
    return None


def _value(table: Table, row: int, column: int) -> Value:
    return cell(table.rows[row - 1][column]) if row <= len(table.rows) else None


def in_json(given: bytes, due: bytes, last: str | None = None) -> Difference | None:
    """Compare JSON with what it should be; where the data agree and the bytes do not, the line is named.

    The table ``last`` is looked at after all others. Of what is no JSON the first byte that differs is named.
    """
    ours = jsonfile.parsed(due)
    if last in ours:
        ours = {**{key: value for key, value in ours.items() if key != last}, last: ours[last]}
    try:
        found = next(_different("", jsonfile.parsed(given), ours), None)
    except (ValueError, RecursionError):  # also of what can be read just so, and is too deep to be shown
        return _damaged(given, due)
    if found is not None or given == due:
        return found
    line, column = _line_and_column(given, first_byte(given, due))
    return Difference(
        Text(
            f"Baris {line}, kolom {column}: datanya sama, tetapi ditulis lain",
            f"Line {line}, column {column}: the data are the same, but written otherwise",
        )
    )


def first_byte(given: bytes, due: bytes) -> int:
    """Give the offset of the first byte that differs."""
    pairs = enumerate(zip(given, due, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(given), len(due)))


def _damaged(given: bytes, due: bytes) -> Difference:
    at = first_byte(given, due)
    line, column = _line_and_column(given, at)
    pointer = jsonfile.pointer_at(due, min(at, len(due) - 1))
    return Difference(
        Text(
            f"{pointer} (baris {line}, kolom {column}): di sini berkas ini bukan JSON lagi",
            f"{pointer} (line {line}, column {column}): here the file is no JSON any more",
        )
    )


def _line_and_column(content: bytes, at: int) -> tuple[int, int]:
    start = content.rfind(b"\n", 0, at) + 1
    return content.count(b"\n", 0, at) + 1, len(content[start:at].decode("utf-8", errors="replace")) + 1


def _different(pointer: str, given: Any, due: Any) -> Iterator[Difference]:  # noqa: ANN401 - parsed JSON
    if isinstance(given, dict) and isinstance(due, dict):
        for key in (*due, *(key for key in given if key not in due)):
            yield from _different(f"{pointer}/{_escaped(key)}", given.get(key, _ABSENT), due.get(key, _ABSENT))
    elif isinstance(given, list) and isinstance(due, list):
        for at in range(max(len(given), len(due))):
            yield from _different(
                f"{pointer}/{at}",
                given[at] if at < len(given) else _ABSENT,
                due[at] if at < len(due) else _ABSENT,
            )
    elif type(given) is not type(due) or given != due:
        yield Difference(Text(pointer or "/", pointer or "/"), _spelt(given), _spelt(due))


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


_ABSENT = object()


def _spelt(value: object) -> Text:
    return NOTHING if value is _ABSENT else shown(json.dumps(value, ensure_ascii=False))
