"""One changed value in one clause file changes the verdict, the schema, the page and the message; no code is touched."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.command.test_bad_input import checked, giliran
from tests.repository import CIRCULAR, FILES, SCHEDULE, write

if TYPE_CHECKING:
    from pathlib import Path

SHARE = f"{CIRCULAR}/clauses/wfh-share.yaml"
QUIET = "wfh:\n  2023-09-11: [ab02]\n"
FULL = "wfh:\n  2023-09-11: [ab02, ac03]\n"


def published(root: Path, out: Path) -> tuple[int, str, str]:
    """Build a site: the limit in its schema, its month page and its page of the circular."""
    assert giliran("-C", str(root), "build", "--out", str(out)).returncode == 0
    schema = json.loads((out / "schemas/schedules/bkd/umum/2023-09.schema.json").read_text("utf-8"))
    limit: int = schema["properties"]["wfh"]["properties"]["2023-09-11"]["maxItems"]
    month = (out / "schedules/bkd/umum/2023-09/index.html").read_text("utf-8")
    law = (out / "law/dki-jakarta/se-sekda-34-2023/index.html").read_text("utf-8")
    return limit, month, law


def test_forty_percent_instead_of_fifty(tmp_path: Path) -> None:
    half = write(tmp_path / "half", {SCHEDULE: QUIET})
    less = write(tmp_path / "less", {SCHEDULE: QUIET, SHARE: FILES[SHARE].replace("50%", "40%")})
    at_half, month_at_half, law_at_half = published(half, tmp_path / "half-site")
    at_less, month_at_less, law_at_less = published(less, tmp_path / "less-site")
    assert (at_half, at_less) == (2, 1)
    assert "50% × 4 = 2" in month_at_half
    assert "40% × 4 = 1,6, dibulatkan ke bawah menjadi 1" in month_at_less
    assert "50%" in law_at_half
    assert "50%" not in law_at_less
    assert "40%" in law_at_less

    assert checked(write(tmp_path / "full-half", {SCHEDULE: FULL})) == (0, [])
    status, found = checked(write(tmp_path / "full-less", {SCHEDULE: FULL, SHARE: FILES[SHARE].replace("50%", "40%")}))
    assert status == 1
    assert [(fault["code"], fault["sum"]) for fault in found] == [
        ("LW001", "40% × 4 = 1,6, dibulatkan ke bawah menjadi 1")
    ]
