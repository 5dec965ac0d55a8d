"""What is taken for personal data, and what only looks like it."""

from __future__ import annotations

import pytest

from giliran.personal import personal_data

UNIT = "units/bkd/umum.yaml"
POLICY = "policy/dki-jakarta/se-sekda-34-2023/circular.yaml"


def codes(line: str, path: str = UNIT) -> list[str]:
    return [fault.code for fault in personal_data(path, f"name: Seksi\n{line}\n")]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("# NIP 199901012020011999", "PD001"),
        ("# 19990101 202001 1 999", "PD001"),
        ("# 19990101.202001.1.999", "PD001"),
        ("# ni pppk 199901012020211999", "PD001"),
        ("  - {id: ab02, name: Ani 3171000101010001, status: pns}", "PD002"),
        ("# 3171 0001 0101 0001", "PD002"),
        ("# hp 0812-0000-0000", "PD003"),
        ("# 08120000000", "PD003"),
        ("# +62 812 0000 0000", "PD003"),
        ("# 6281200000000", "PD003"),
        ("# lahir di Kota Rekaan, 1 Januari 1999", "PD004"),
        ("# tgl lahir 01-01-1999", "PD004"),
        ("# born 1999-01-01", "PD004"),
        ("# Jl. Rekaan Indah No. 1", "PD005"),
        ("# RT 001/RW 002", "PD005"),
        ("reason: ab02 sedang sakit", "PD006"),
        ("reason: cuti melahirkan", "PD006"),
        ("# pregnant", "PD006"),
        ("reason: menjalani hukuman disiplin", "PD007"),
        ("# teguran tertulis", "PD007"),
        ("# ani@example.invalid.com", "PD008"),
    ],
)
def test_found(line: str, code: str) -> None:
    assert codes(line) == [code]


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("# 2023-09-04 2023-09-07, 2023-09-11 2023-09-12", UNIT),
        ("  2023-08-21: [ab02, ac03]", "schedules/bkd/umum/2023-08.yaml"),
        ("href: https://news.okezone.com:443/read/2023/08/22/338/2868616123456789/asn?page=1", POLICY),
        ("admins: ['@bkd-umum', '@bkd-kepegawaian']", "units/bkd/agency.yaml"),
        ("name: Seksi Pelayanan Disabilitas", UNIT),
        ("name: Rumah Sakit Umum Daerah", UNIT),
        ("reason: rapat di rumah sakit umum daerah", "schedules/bkd/umum/2023-08.yaml"),
        ("id: kesehatan, sakit, dan disiplin adalah kata dalam aturan", POLICY),
        ("letter: 123/KP.04/2023", "policy/dispensations/gedung.yaml"),
        ("# 15.335 PNS, 58.109 ASN", UNIT),
    ],
)
def test_not_found(line: str, path: str) -> None:
    assert codes(line, path) == []
