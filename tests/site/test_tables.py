"""The data files: the same values in CSV, JSON and Parquet, as datapackage.json describes them, and as a recount finds them."""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import json
import re
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]  # it comes without types
import pyarrow.parquet  # type: ignore[import-untyped]  # as above
import pytest

from tests.site.reading import REPOSITORY
from tests.site.recount import DAYS, Count, recount

if TYPE_CHECKING:
    from tests.site.reading import Site

Row = dict[str, Any]
TABLES = ["usage", "days", "agencies", "units", "gaps"]
ARROW = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "date": pa.date32()}


@pytest.fixture(scope="module")
def count() -> Count:
    return recount(REPOSITORY)


@pytest.fixture(params=["internal", "public"])
def site(request: pytest.FixtureRequest) -> Site:
    found: Site = request.getfixturevalue(request.param)
    return found


def names(site: Site) -> list[str]:
    return [*TABLES, *(["fairness"] if "data/fairness.csv" in site.files else [])]


def package(site: Site) -> dict[str, Row]:
    """Give the resources of the data package by name."""
    whole = json.loads(site.files["data/datapackage.json"])
    return {resource["name"]: resource for resource in whole["resources"]}


def read_csv(site: Site, resource: Row) -> list[Row]:
    """Read a CSV file by the types of its fields, with the csv module of Python."""
    text = site.files[f"data/{resource['path']}"].decode()
    assert "\r" not in text
    types = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
    rows = list(csv.DictReader(io.StringIO(text)))
    return [{name: cast(value, types[name]) for name, value in row.items()} for row in rows]


def cast(text: str, kind: str) -> str | int | float | datetime.date | None:
    if not text:
        return None
    if kind == "date":
        return datetime.date.fromisoformat(text)
    if kind == "string":
        return text
    return int(text) if kind == "integer" else float(text)


def read_json(site: Site, resource: Row) -> list[Row]:
    types = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
    rows: list[Row] = json.loads(site.files[f"data/{resource['path']}"])
    for row in rows:
        for name, value in row.items():
            if types[name] == "date":
                row[name] = datetime.date.fromisoformat(value)
    return rows


def read_parquet(site: Site, resource: Row) -> list[Row]:
    table = pyarrow.parquet.read_table(io.BytesIO(site.files[f"data/{resource['path']}"]))
    for field in resource["schema"]["fields"]:
        found = table.schema.field(field["name"])
        assert found.type == ARROW[field["type"]]
        assert found.nullable == (not field.get("constraints", {}).get("required", False))
    assert table.schema.names == [field["name"] for field in resource["schema"]["fields"]], "no index among the columns"
    rows: list[Row] = table.to_pylist()
    return rows


def test_three_forms_hold_the_same_rows(site: Site) -> None:
    found = package(site)
    for name in names(site):
        first = read_csv(site, found[f"{name}-csv"])
        assert first
        assert first == read_json(site, found[f"{name}-json"]), name
        assert first == read_parquet(site, found[f"{name}-parquet"]), name


def test_pandas_reads_them_back_alike(site: Site) -> None:
    parquet = pd.read_parquet(io.BytesIO(site.files["data/usage.parquet"]))
    text = pd.read_csv(io.BytesIO(site.files["data/usage.csv"]), keep_default_na=False, na_values=[""])
    assert list(parquet.columns) == list(text.columns)
    assert len(parquet) == len(text) > 5000
    assert int(parquet["at_home"].sum()) == int(text["at_home"].sum())
    assert parquet["date"].map(str).tolist() == text["date"].tolist()


def test_the_data_package_describes_every_file(site: Site) -> None:
    found = package(site)
    assert {f"data/{resource['path']}" for resource in found.values()} == {
        name
        for name in site.files
        if re.fullmatch(r"data/[^/]+", name) and not name.endswith(("datapackage.json", ".html"))
    }
    for name, resource in found.items():
        content = site.files[f"data/{resource['path']}"]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert name == resource["path"].replace(".", "-")
        assert re.fullmatch(r"[a-z0-9._-]+", name)
        assert resource["type"] == "table"
        assert all(field["description"].count(" · ") == 1 for field in resource["schema"]["fields"])
        assert all("unit" in field for field in resource["schema"]["fields"] if field["type"] in {"integer", "number"})


def test_every_value_fits_its_field(site: Site) -> None:
    found = package(site)
    for resource in found.values():
        if resource["format"] != "csv":
            continue
        rows = read_csv(site, resource)
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        assert all(list(row) == list(fields) for row in rows)
        for row in rows:
            for name, value in row.items():
                limits = fields[name].get("constraints", {})
                assert value is not None or not limits.get("required"), (resource["path"], row)
                assert value is None or "enum" not in limits or value in limits["enum"], (resource["path"], row)
                assert value is None or "minimum" not in limits or value >= limits["minimum"], (resource["path"], row)
        key = resource["schema"]["primaryKey"]
        keys = [tuple(row[name] for name in key) for row in rows]
        assert len(set(keys)) == len(keys)
        assert keys == sorted(keys)
        for foreign in resource["schema"].get("foreignKeys", []):
            (column,), reference = foreign["fields"], foreign["reference"]
            known = {row[reference["fields"][0]] for row in read_csv(site, found[reference["resource"]])}
            assert {row[column] for row in rows} <= known


def percent(at_home: int, at_most: int) -> int | None:
    return at_home * 100 // at_most if at_most else None


def test_every_unit_and_day(count: Count, site: Site) -> None:
    rows = read_csv(site, package(site)["usage-csv"])
    assert [(row["unit"], row["date"]) for row in rows] == [(name, day) for name in sorted(count.units) for day in DAYS]
    for row in rows:
        day = count.units[row["unit"]].days[row["date"]]
        assert row["agency"] == row["unit"].partition("/")[0]
        numbers = [row[name] for name in ("headcount", "at_most", "at_home", "recalled", "percent")]
        assert numbers == [day.headcount, day.at_most, day.at_home, day.recalled, percent(day.at_home, day.at_most)]
    assert sum(row["recalled"] for row in rows) > 0


def sums(row: Row) -> list[int]:
    return [row[name] for name in ("headcount", "at_most", "at_home", "recalled")]


def test_days_and_agencies_are_sums(count: Count, site: Site) -> None:
    found = package(site)
    days = read_csv(site, found["days-csv"])
    assert [row["date"] for row in days] == DAYS
    for row in days:
        assert sums(row) == count.sums(day=row["date"])
        assert row["percent"] == percent(row["at_home"], row["at_most"])
    agencies = read_csv(site, found["agencies-csv"])
    assert [row["agency"] for row in agencies] == sorted(count.agencies)
    for row in agencies:
        own = [unit.state for name, unit in count.units.items() if name.startswith(f"{row['agency']}/")]
        assert sums(row) == count.sums(row["agency"])
        assert row["name"] == count.agencies[row["agency"]]
        assert row["units"] == len(own)
        for state in ("published", "partly", "missing", "excluded"):
            assert row[state] == own.count(state)


def test_units_and_their_states(count: Count, site: Site) -> None:
    rows = read_csv(site, package(site)["units-csv"])
    assert [row["unit"] for row in rows] == sorted(count.units)
    for row in rows:
        unit = count.units[row["unit"]]
        assert row["state"] == unit.state
        assert (row["months_possible"], row["months_published"]) == (0 if unit.excluded else 3, len(unit.months))
        assert row["clause"] == ("dki-jakarta/se-sekda-34-2023/service-stays" if unit.excluded else None)
    assert sum(row["warnings"] for row in rows) > 0


def test_gaps_and_fairness(count: Count, site: Site) -> None:
    found = package(site)
    gaps = {row["gap"]: row["units"] for row in read_csv(site, found["gaps-csv"])}
    assert gaps == {at: count.bars[at] for at in range(max(count.bars) + 1)}
    if "fairness-csv" not in found:
        assert not [name for name in site.files if name.startswith("data/fairness")]
        return
    spreads = {name: unit.spread for name, unit in sorted(count.units.items()) if unit.spread is not None}
    rows = read_csv(site, found["fairness-csv"])
    assert [row["unit"] for row in rows] == list(spreads)
    for row in rows:
        spread = spreads[row["unit"]]
        assert [row[name] for name in ("least", "median", "most", "gap")] == [at / 10 for at in spread.tenths]
        assert (row["compared"], row["left_out"]) == (len(spread.shares), spread.left_out)


def test_a_column_is_explained_in_both_languages(site: Site) -> None:
    for folder in ("", "en/"):
        page = site.page(f"{folder}data/index.html")
        named = [row[0].text.split()[0] for table in page.tables for row in table[1:]]
        expected = [
            field["name"]
            for resource in package(site).values()
            if resource["format"] == "csv"
            for field in resource["schema"]["fields"]
        ]
        assert named == expected
