"""Someone whose status does not count is one fault of a day: the limit is held against the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from giliran.check import check
from giliran.store import read_tree
from tests.repository import SCHEDULE, write

if TYPE_CHECKING:
    from pathlib import Path

ADVICE = "policy/dki-jakarta/anjuran-1"
JURISDICTION = "policy/jurisdictions/dki-jakarta.yaml"
CHANGES: dict[str, str | bytes | None] = {
    f"{ADVICE}/circular.yaml": """\
title: {id: Anjuran, en: Advice}
issuer: Menteri
number: 1/2023
in-force: {from: 2023-08-21, until: 2023-10-21}
sources: [{title: Berita, href: "https://example.invalid/anjuran"}]
""",
    f"{ADVICE}/clauses/share.yaml": """\
title: {id: Sepertiga di rumah, en: A third at home}
kind: share
mode: wfh
at-most:
  - {from: 2023-08-21, until: 2023-10-21, value: 34%, reference: {title: Berita}}
base: {level: unit, people: [pns, pppk]}
rounding: down
""",
    JURISDICTION: """\
circulars:
  - {circular: dki-jakarta/se-sekda-34-2023, force: binding}
  - {circular: dki-jakarta/anjuran-1, force: advisory}
""",
}


@pytest.mark.parametrize(
    ("day", "people", "codes", "listed"),
    [
        ("2023-09-01", "ab02, ae05", ["LW003"], None),  # three count, one of them may: with ae05 the list has two
        ("2023-09-01", "ab02, ac03, ae05", ["LW001", "LW003"], "2 people"),
        ("2023-09-01", "ab02, zz99", ["LW001", "RF001"], "2 people"),  # a slip of the pen stands for someone who counts
        ("2023-09-04", "ab02, ae05", ["LW003"], None),  # two may, one is advised
        ("2023-09-04", "ab02, ac03, ae05", ["LW003", "LW004"], None),
        ("2023-09-04", "aa01, ab02, ac03, ae05", ["LW001", "LW003", "LW004"], "3 people"),
    ],
)
def test_a_contractor_is_told_once(tmp_path: Path, day: str, people: str, codes: list[str], listed: str | None) -> None:
    root = write(tmp_path, {**CHANGES, SCHEDULE: f"wfh:\n  {day}: [{people}]\n"})
    found = {fault.code: fault for fault in check(read_tree(root)).report.diagnostics}
    assert sorted(found) == codes
    if listed is not None:
        told = found["LW001"]
        assert told.label is not None
        assert told.label.en == listed
        assert told.message.en.startswith(listed)
        assert told.help is not None
        assert told.help.en == "Take 1 name off this day."
