"""One key of JSON means one thing wherever it stands: a statement, the log, a sheet and an answer of one day agree."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.record.statements import LETTER, ROOF, begun, run, stated

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pasts import Repository

DAY = "2023-09-04"
NUMBERS = {"headcount": 3, "at_most": 2, "at_home": 2, "recalled": 1}
LISTS = {"at_home_ids": ["ab02", "ac03"], "recalled_ids": ["ab02"]}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    past = begun(tmp_path_factory.mktemp("past"))
    past.commit({LETTER: ROOF.replace("from: 2023-09-11", f"from: {DAY}")})
    return past


def said(root: Repository, *words: str) -> dict[str, Any]:
    code, answer = run(root.data, *words, "--format", "json")
    assert code == 0, answer
    found: dict[str, Any] = json.loads(answer)
    return found


def day(root: Repository, target: Path, audience: str) -> dict[str, Any]:
    found = json.loads(stated(root.data, target, "--audience", audience))
    row: dict[str, Any] = next(row for row in found["days"] if row["date"] == DAY)
    return row


def picked(found: dict[str, Any], keys: dict[str, Any]) -> dict[str, Any]:
    return {key: found[key] for key in keys}


def test_within_the_government(kept: Repository, tmp_path: Path) -> None:
    row = day(kept, tmp_path / "s.json", "internal")
    logged = said(kept, "log", "bkd/umum", DAY)["now"]
    sheet = said(kept, "sheet", "bkd/umum", DAY)
    explained = said(kept, "explain", "--unit", "bkd/umum", "--date", DAY)
    due = {**NUMBERS, **LISTS, "dispensation": "lantai"}
    assert picked(row, due) == picked(logged, due) == due
    assert logged["headcount_ids"] == ["aa01", "ab02", "ac03"]
    assert logged["dispensed"] is True
    assert explained["dispensation"] == "lantai"
    assert sheet["at_home"] == len(sheet["lines"]) == 2
    assert [line["id"] for line in sheet["lines"] if line["recalled"]] == row["recalled_ids"]


def test_for_the_public(kept: Repository, tmp_path: Path) -> None:
    row = day(kept, tmp_path / "s.json", "public")
    logged = said(kept, "log", "bkd/umum", DAY, "--audience", "public")["now"]
    due = {**NUMBERS, "dispensed": True}
    assert picked(row, due) == picked(logged, due) == due
    assert not {*LISTS, "dispensation"} & set(row)
    assert [logged[key] for key in (*LISTS, "headcount_ids", "recalls", "dispensation")] == [None] * 5
    kept.commit({LETTER: None})
    assert day(kept, tmp_path / "later.json", "public")["dispensed"] is False
    assert said(kept, "log", "bkd/umum", DAY, "--audience", "public")["now"]["dispensed"] is False
