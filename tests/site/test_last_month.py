"""What the page on which a month is changed tells of the month before, of people who came from another unit as well."""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING, Any

import pytest

from giliran.check import check
from giliran.render.site import build_site
from giliran.store import read_tree
from tests.repository import FILES, SCHEDULE, write
from tests.site.reading import Site

if TYPE_CHECKING:
    from pathlib import Path

FORMER = "schedules/arsip/lama/2023-09.yaml"
CHANGES: dict[str, str | bytes | None] = {
    "units/arsip/agency.yaml": FILES["units/bkd/agency.yaml"].replace("Kepegawaian", "Arsip"),
    "units/arsip/lama.yaml": """\
name: Subbagian Lama
kind: subbagian
supervisor: ca01
employees:
  - {id: ca01, name: Hana Rekaan, status: pns}
  - {id: ad04, name: Dedi Rekaan, status: pppk, until: 2023-09-10}
""",
    FORMER: "wfh:\n  2023-09-01: [ad04]\n  2023-09-05: [ad04]\n  2023-09-07: [ca01]\n",
    SCHEDULE: "wfh:\n  2023-09-01: [ab02]\n  2023-09-04: [ab02, ac03]\n  2023-09-12: [ad04]\n",
}


def last_month(root: Path, out: Path) -> dict[str, list[str]]:
    """Build the data; give the days in September of each person, as the page of October tells them."""
    outcome = check(read_tree(root))
    assert outcome.report.clean, outcome.report.diagnostics
    site = Site(out, build_site(outcome.corpus, "internal", out, 0))
    page = site.files["schedules/bkd/umum/2023-10/edit/index.html"].decode()
    island: Any = json.loads(
        html.unescape(page.partition('<template id="grid" lang="zxx">')[2].partition("</template>")[0])
    )
    told = island["grid"]["last"]
    return {
        person: [day for day, sign in zip(told["days"], signs, strict=True) if sign == "1"]
        for person, signs in told["home"].items()
    }


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write(tmp_path / "data", CHANGES)


def test_days_in_the_former_unit_are_told_and_nobody_elses(data: Path, tmp_path: Path) -> None:
    assert last_month(data, tmp_path / "html") == {
        "ab02": ["2023-09-01", "2023-09-04"],
        "ac03": ["2023-09-04"],
        "ad04": ["2023-09-01", "2023-09-05", "2023-09-12"],
    }


def test_a_change_in_the_former_unit_reaches_a_site_that_stands(data: Path, tmp_path: Path) -> None:
    last_month(data, tmp_path / "html")
    (data / FORMER).write_text("wfh:\n  2023-09-06: [ad04]\n", encoding="utf-8")
    assert last_month(data, tmp_path / "html")["ad04"] == ["2023-09-06", "2023-09-12"]
