"""One changed schedule rewrites the pages that depend on it and not one byte of any other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from giliran.check import check
from giliran.render.site import build_site
from giliran.store import read_tree
from tests.site.reading import Site

if TYPE_CHECKING:
    from pathlib import Path

    from giliran.audience import Audience

UNIT = "disparekraf/subbag-keuangan"
SCHEDULE = f"schedules/{UNIT}/2023-09.yaml"
MONTHS = ("2023-09", "2023-10")


def built(root: Path, out: Path, audience: Audience) -> dict[str, bytes]:
    outcome = check(read_tree(root))
    assert outcome.report.clean
    return Site(out, build_site(outcome.corpus, audience, out, 1_700_000_000)).files


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_only_what_depends_on_it(small: Path, tmp_path: Path, audience: Audience) -> None:
    """One person leaves one day: the month, the unit, the agency, that day, and the sums over everyone."""
    before = built(small, tmp_path / "before", audience)
    path = small / SCHEDULE
    lines = path.read_text("utf-8").splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if line.startswith("  2023-09-05: ["))
    people = lines[at].partition("[")[2].partition("]")[0].split(", ")
    gone = people.pop()
    assert people, "the day should keep someone"
    lines[at] = f"  2023-09-05: [{', '.join(people)}]\n"
    path.write_text("".join(lines), encoding="utf-8")
    after = built(small, tmp_path / "after", audience)
    assert before.keys() == after.keys()
    changed = {name for name in before if before[name] != after[name]}
    pages = {
        "",
        f"schedules/{UNIT}/2023-09/",
        f"schedules/{UNIT}/",
        "schedules/disparekraf/",
        "days/2023-09-05/",
        "days/2023-09-05/disparekraf/",
        "overview/",
        "overview/units/",
        "overview/units/disparekraf/",
    }
    tables = {"agencies", "days", "units", "usage"}
    expected = {f"{folder}{page}index.html" for folder in ("", "en/") for page in pages}
    expected |= {f"data/{table}.{form}" for table in tables for form in ("csv", "json", "parquet")}
    expected |= {"data/datapackage.json"}  # it carries the digests of the tables
    if audience == "internal":
        # The month after is changed beside this one, which its page can carry over.
        edits = [f"{folder}schedules/{UNIT}/{month}/edit/index.html" for folder in ("", "en/") for month in MONTHS]
        expected |= {*edits, f"source/{SCHEDULE}", f"feeds/unit/{UNIT}.ics", f"feeds/person/{gone}.ics"}
    # Whether one day more or less changes the fewest, the median, the most or the gap depends on the others.
    spread = {f"data/{table}.{form}" for table in ("fairness", "gaps") for form in ("csv", "json", "parquet")}
    spread |= {f"{folder}overview/fairness/index.html" for folder in ("", "en/")}
    assert changed - expected <= spread
    assert expected <= changed
