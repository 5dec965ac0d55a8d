"""Tables to files: CSV, JSON and Parquet of the same rows, and ``datapackage.json`` that describes them all.

Same rows, same bytes: no file says when or by whom it was written.
"""

from __future__ import annotations

import hashlib
import io
import json
from typing import TYPE_CHECKING, Any

import msgspec
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]  # it comes without types

from giliran.formulas import held_back, is_worked_out
from giliran.views.tables.forms import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from giliran.views.tables.forms import Column, Form
    from giliran.views.tables.records import Table
    from giliran.wording import Text

_DTYPES = {"string": "object", "date": "object", "integer": "Int64", "number": "float64"}
_ENCODER = msgspec.json.Encoder()
_ARROW = {"string": pa.string(), "date": pa.date32(), "integer": pa.int64(), "number": pa.float64()}


def table_files(tables: Iterable[Table]) -> dict[str, bytes]:
    """Give every file by its name, ``datapackage.json`` last."""
    files: dict[str, bytes] = {}
    resources = []
    for table in tables:
        frame = _frame(table)
        written = {"csv": _csv(frame), "json": _json(table), "parquet": _parquet(table, frame)}
        for ending, _, mediatype in FORMATS:
            name = f"{table.form.name}.{ending}"
            files[name] = written[ending]
            resources.append(_resource(table.form, ending, mediatype, name, written[ending]))
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "giliran",
        "title": "Giliran",
        "resources": resources,
    }
    return {**files, "datapackage.json": (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()}


def _frame(table: Table) -> pd.DataFrame:
    columns = table.form.columns
    series = {
        column.name: pd.Series([row[at] for row in table.rows], dtype=_DTYPES[column.type])
        for at, column in enumerate(columns)
    }
    return pd.DataFrame(series)


def _csv(frame: pd.DataFrame) -> bytes:
    """Write what spreadsheets open, with texts that they would work out held back by a single quotation mark.

    JSON and Parquet hold every text as it is; no spreadsheet works those out.
    """
    for name in map(str, frame.select_dtypes("object")):
        risky = [text for text in frame[name].unique() if isinstance(text, str) and is_worked_out(text)]
        if risky:
            frame = frame.assign(**{str(name): frame[name].replace(risky, [held_back(text) for text in risky])})
    text: str = frame.to_csv(index=False, lineterminator="\n")
    return text.encode()


def _json(table: Table) -> bytes:
    """Give a list of records, one a line, so that a change shows as a line; dates as ISO text, nothing as ``null``."""
    names = [column.name for column in table.form.columns]
    lines = [_ENCODER.encode(dict(zip(names, row, strict=True))) for row in table.rows]
    return b"[\n" + b",\n".join(lines) + b"\n]\n"


def _parquet(table: Table, frame: pd.DataFrame) -> bytes:
    schema = pa.schema([pa.field(column.name, _ARROW[column.type], column.empty) for column in table.form.columns])
    made = io.BytesIO()
    frame.to_parquet(made, engine="pyarrow", index=False, schema=schema)
    return made.getvalue()


def _resource(form: Form, ending: str, mediatype: str, path: str, content: bytes) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_field(column) for column in form.columns],
        "primaryKey": list(form.key),
        "foreignKeys": [
            {"fields": [column], "reference": {"resource": f"{other}-{ending}", "fields": [column]}}
            for column, other in form.refers
        ],
    }
    return {
        "name": f"{form.name}-{ending}",
        "type": "table",
        "title": _both(form.title),
        "description": _both(form.row),
        "path": path,
        "format": ending,
        "mediatype": mediatype,
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema if form.refers else {key: value for key, value in schema.items() if key != "foreignKeys"},
    }


def _field(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {"name": column.name, "type": column.type, "description": _both(column.means)}
    if column.measure is not None:
        found["unit"] = column.measure.en
    limits: dict[str, Any] = {} if column.empty else {"required": True}
    if column.words:
        limits["enum"] = list(column.words)
    if column.type in {"integer", "number"} and not column.signed:
        limits["minimum"] = 0
    return found | ({"constraints": limits} if limits else {})


def _both(words: Text) -> str:
    """Give both languages in one line, as the standard has one place only."""
    return f"{words.id} · {words.en}"
