"""A small whole repository for tests: one circular like SE 34/SE/2023, two agencies, a few units, one schedule."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CIRCULAR = "policy/dki-jakarta/se-sekda-34-2023"
UNIT = "units/bkd/umum.yaml"
SCHEDULE = "schedules/bkd/umum/2023-09.yaml"

FILES: dict[str, str] = {
    f"{CIRCULAR}/circular.yaml": """\
title: {id: Kerja dari rumah, en: Working from home}
issuer: Sekretaris Daerah
number: 34/SE/2023
signed: 2023-08-18
in-force: {from: 2023-08-21, until: 2023-10-21}
sources: [{title: Berita, href: "https://example.invalid/se34"}]
""",
    f"{CIRCULAR}/clauses/wfh-share.yaml": """\
title: {id: Batas pegawai di rumah, en: Share that may work from home}
kind: share
mode: wfh
at-most:
  - {from: 2023-08-21, until: 2023-10-21, value: 50%, reference: {title: Berita, href: "https://example.invalid/se34"}}
  - {from: 2023-09-04, until: 2023-09-07, value: 75%, reference: {title: Berita, href: "https://example.invalid/se34"}}
base: {level: unit, people: [pns, pppk]}
rounding: down
""",
    f"{CIRCULAR}/clauses/service-stays.yaml": """\
title: {id: Pelayanan tetap di kantor, en: Service stays in the office}
kind: exclude
mode: wfh
when:
  properties: {service: {enum: [direct, operational-support]}, digital: {const: false}}
  required: [service, digital]
reference: {title: Berita}
""",
    f"{CIRCULAR}/clauses/recall.yaml": """\
title: {id: Pemanggilan, en: Recall}
kind: recall
ordered-by: supervisor
requires: [important, urgent]
reference: {title: Berita}
""",
    "policy/jurisdictions/dki-jakarta.yaml": """\
circulars:
  - {circular: dki-jakarta/se-sekda-34-2023, force: binding}
""",
    "units/bkd/agency.yaml": """\
name: Badan Kepegawaian Daerah
kind: badan
facts: {service: administration, digital: true}
""",
    UNIT: """\
name: Subbagian Umum
kind: subbagian
supervisor: aa01
employees:
  - {id: aa01, name: Ani Rekaan, status: pns, role: head}
  - {id: ab02, name: Budi Rekaan, status: pns}
  - {id: ac03, name: Citra Rekaan, status: pppk}
  - {id: ad04, name: Dedi Rekaan, status: pppk, from: 2023-09-11}
  - {id: ae05, name: Eka Rekaan, status: pjlp}
""",
    "units/dinkes/agency.yaml": """\
name: Dinas Kesehatan
kind: dinas
facts: {service: direct, digital: false}
""",
    "units/dinkes/seksi-gizi.yaml": """\
name: Seksi Gizi
kind: seksi
supervisor: ba01
employees:
  - {id: ba01, name: Fajar Rekaan, status: pns}
  - {id: bb02, name: Gita Rekaan, status: pns}
""",
    SCHEDULE: """\
wfh:
  2023-09-01: [ab02]
  2023-09-04: [ab02, ac03]
  2023-09-11: [ab02, ac03]
recalls:
  - {date: 2023-09-04, employee: ab02, ordered-by: aa01, reason: rapat anggaran dimajukan}
""",
}


def write(root: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Write the repository under ``root`` with some files replaced, added, or (``None``) left out."""
    files: dict[str, str | bytes | None] = {**FILES, **(changes or {})}
    for name, content in files.items():
        if content is None:
            continue
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root
