"""Domicile: a dated attestation, never an address; a missing one warns once a month, where a clause asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.command.test_bad_input import checked
from tests.repository import SCHEDULE, UNIT, write

if TYPE_CHECKING:
    from pathlib import Path

OTHER = "policy/menpanrb/se-17-2023"
LAW = {
    f"{OTHER}/circular.yaml": """\
title: {id: Sistem kerja, en: Work system}
issuer: Menteri
number: 17 Tahun 2023
in-force: {from: 2023-08-28, until: 2023-09-07}
sources: [{title: Berita}]
""",
    f"{OTHER}/clauses/domicile.yaml": """\
title: {id: Domisili, en: Domicile}
kind: duty
role: appointing-official
text: {id: Bekerja di tempat domisili., en: Work at the place of domicile.}
attests: domicile
reference: {title: Berita, grade: Q}
""",
    "policy/jurisdictions/dki-jakarta.yaml": """\
circulars:
  - {circular: dki-jakarta/se-sekda-34-2023, force: binding}
  - {circular: menpanrb/se-17-2023, force: advisory}
""",
    SCHEDULE: """\
wfh:
  2023-09-04: [ab02]
  2023-09-05: [ab02, ac03]
  2023-09-11: [ae05, af06]
""",
}


def staff(second: str = "", third: str = "") -> dict[str, str]:
    return {
        UNIT: f"""\
name: Subbagian Umum
kind: subbagian
supervisor: aa01
employees:
  - {{id: aa01, name: Ani Rekaan, status: pns, role: head}}
  - {{id: ab02, name: Budi Rekaan, status: pns{second}}}
  - {{id: ac03, name: Citra Rekaan, status: pppk{third}}}
  - {{id: ae05, name: Eka Rekaan, status: pns}}
  - {{id: af06, name: Fitri Rekaan, status: pns}}
"""
    }


def told(root: Path) -> list[dict[str, Any]]:
    return [found for found in checked(root)[1] if found["code"] == "SC004"]


def test_one_warning_a_month_names_whoever_has_not_attested(tmp_path: Path) -> None:
    root = write(tmp_path, LAW | staff())
    (found,) = told(root)
    assert checked(root)[0] == 0
    assert (found["severity"], found["path"], found["start"]["line"], found["date"]) == ("warning", SCHEDULE, 2, None)
    assert found["message"].startswith("2 pegawai dijadwalkan di rumah tanpa pernyataan domisili: “ab02”, “ac03”.")
    assert found["clause"]["id"] == "menpanrb/se-17-2023/domicile"
    assert [(near["path"], near["start"]["line"]) for near in found["related"]] == [(UNIT, 6)]


def test_an_attestation_counts_from_its_day(tmp_path: Path) -> None:
    in_time = ", domicile-attested: 2023-09-04"
    assert told(write(tmp_path / "both", LAW | staff(in_time, in_time))) == []
    (found,) = told(write(tmp_path / "late", LAW | staff(in_time, ", domicile-attested: 2023-09-06")))
    assert found["message"].startswith("1 pegawai dijadwalkan di rumah tanpa pernyataan domisili: “ac03”.")
    assert found["related"][0]["label"] == "pernyataannya baru sejak Rabu, 6 September 2023"


def test_where_no_clause_asks_nothing_is_missed(tmp_path: Path) -> None:
    assert told(write(tmp_path, staff())) == []


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("domicile-attested: Jalan Melati Nomor 7", "SH005"),
        ("domicile-attested: 2023-02-30", "DT001"),
        ("domicile-attested: true", "SH003"),
        ("domicile: Jakarta", "SH001"),
        ("address: Jakarta", "SH001"),
    ],
)
def test_only_a_day_can_be_recorded(tmp_path: Path, written: str, code: str) -> None:
    status, found = checked(write(tmp_path, LAW | staff(f", {written}")))
    assert status == 1
    assert code in {each["code"] for each in found}
