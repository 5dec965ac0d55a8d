"""What is taken for personal data, and what only looks like it."""

from __future__ import annotations

import time

import pytest

from giliran.personal import LIMIT, personal_data, personal_path

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
        ("# 1.199901012020011999", "PD001"),
        ("# 1999-01-01 202001 1 999", "PD001"),
        ("# 19990101_202001_1_999", "PD001"),
        ("# 3171-23-45-67890001", "PD002"),
        ("# http://example.invalid/?nik=3171000101010001", "PD002"),
        ("# (0812) 0000-0000", "PD003"),
        ("# +62(812)0000000", "PD003"),
        ("# https://wa.me/6281200000000", "PD003"),
        ("# alamat: Rekaan Raya no 5", "PD005"),
        ("  2023-08-21: [rt12, rw34]  # rt 12, rw 34", "PD005"),
        ("reason: sakitnya kambuh", "PD006"),
        ("reason: hukuman ringan", "PD007"),
        ("# ni pppk 199901012020211999", "PD001"),
        ("  - {id: ab02, name: Ani 3171000101010001, status: pns}", "PD002"),
        ("# 3171 0001 0101 0001", "PD002"),
        ("# hp 0812-0000-0000", "PD003"),
        ("# 08120000000", "PD003"),
        ("# +62 812 0000 0000", "PD003"),
        ("# 6281200000000", "PD003"),
        ("    - {title: {id: Hubungi (021) 0000000, en: Call us}, href: x}", "PD003"),
        ("    - {title: {id: Telp.021-0000000, en: Call us}, href: x}", "PD003"),
        ("# +62 251 0000 000", "PD003"),
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
        ("  2023-08-21: [pn12, rt123, rw456, sa78]", "schedules/bkd/umum/2023-08.yaml"),
        ("href: https://news.okezone.com:443/read/2023/08/22/338/2868616123456789/asn?page=1", POLICY),
        ("admins: ['@bkd-umum', '@bkd-kepegawaian']", "units/bkd/agency.yaml"),
        ("name: Seksi Pelayanan Disabilitas", UNIT),
        ("name: Rumah Sakit Umum Daerah", UNIT),
        ("reason: rapat di rumah sakit umum daerah", "schedules/bkd/umum/2023-08.yaml"),
        ("id: kesehatan, sakit, dan disiplin adalah kata dalam aturan", POLICY),
        ("reason: anggaran Rp 1.234.567.890.123.456", "schedules/bkd/umum/2023-08.yaml"),
        ("reason: rapat satgas covid-19", "schedules/bkd/umum/2023-08.yaml"),
        ("note: Jl. Rekaan No. 8", "units/bkd/agency.yaml"),
        ("letter: 123/KP.04/2023", "policy/dispensations/gedung.yaml"),
        ("# 15.335 PNS, 58.109 ASN", UNIT),
        ("reason: rapat pukul 07.30-16.00", "schedules/bkd/umum/2023-08.yaml"),
        ("letter: 021/3456789/2023", "policy/dispensations/gedung.yaml"),
        ("  standards: https://bkd.giliran.example/021-0000000", "units/bkd/agency.yaml"),
    ],
)
def test_not_found(line: str, path: str) -> None:
    assert codes(line, path) == []


def test_a_file_named_after_a_number() -> None:
    assert [fault.code for fault in personal_path("units/bkd/199901012020011999.yaml")] == ["PD001"]
    assert not list(personal_path("schedules/bkd/umum/2023-09.yaml"))


@pytest.mark.parametrize("unit", ["a", "-", "1 ", "a.", "a-", "0", "Jl. a ", "@", "lahir ", "1-"])
def test_a_long_line_takes_no_long_time(unit: str) -> None:
    line = unit * (200_000 // len(unit))
    start = time.monotonic()
    assert len(list(personal_data(UNIT, line))) <= LIMIT + 1
    assert time.monotonic() - start < 20  # quadratic, it took minutes
