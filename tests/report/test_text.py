"""The terminal format: marks stand under what they mark, nothing is dropped, nothing private is shown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giliran.diagnostics import Diagnostic
from giliran.report import rendered
from giliran.report.excerpt import WIDEST, excerpt
from giliran.report.visible import visible, width
from giliran.source import Place
from giliran.wording import same
from tests.report.examples import DIAGNOSTICS, LONG_LINE, OVER_CAP, PRIVATE, REPORT, SOURCES, UNIT, report_of


def test_a_whole_finding() -> None:
    assert (
        rendered("text", report_of(OVER_CAP), "id", SOURCES)
        == """\
kesalahan[LW001]: 4 pegawai di rumah; paling banyak 3
  --> schedules/bkd/subbag-umum/2023-09.yaml:3:15
   |
 3 |   2023-09-04: [bp02, dw03, sr01, xx01]
   |               ^^^^^^^^^^^^^^^^^^^^^^^^ 4 nama
   |
  ::: units/bkd/subbag-umum.yaml:5:1
   |
 5 | employees:
   | --------- 7 ASN pada hari itu
   = hitungan: 50% × 7 = 3,5 → 3
   = dasar: Batas pegawai yang bekerja dari rumah (dki-jakarta/se-sekda-34-2023/wfh-share) \
https://contoh.invalid/se-34(2023)?a=1&b=2
   = langkah: hapus satu nama dari tanggal ini

Diperiksa: 12 berkas, 3 unit, 7 jadwal. Ditemukan: 1 kesalahan, 0 peringatan, 0 catatan.
Penjelasan: giliran explain LW001
Perbaikan untuk 1 kesalahan: giliran repair schedules/bkd/subbag-umum/2023-09.yaml
"""
    )


def test_colour_adds_codes_and_nothing_else() -> None:
    plain = rendered("text", REPORT, "en", SOURCES)
    coloured = rendered("text", REPORT, "en", SOURCES, colour=True)
    assert "\x1b[1;31merror[LW001]\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_further_warnings_of_a_code_are_counted_by_unit_and_no_error_is_dropped() -> None:
    text = rendered("text", REPORT, "id", SOURCES)
    advice = [diagnostic for diagnostic in DIAGNOSTICS if diagnostic.code == "LW004"]
    assert text.count("peringatan[LW004]:") == 2
    assert f"\nperingatan[LW004] {advice[-1].unit}: {len(advice) - 2} lagi yang sejenis\n" in text
    for diagnostic in DIAGNOSTICS:
        if diagnostic.severity == "error":
            assert f"{visible(diagnostic.place.path)}:{diagnostic.place.start.line}:" in text


def test_private_text_is_dots_of_the_same_length() -> None:
    text = rendered("text", report_of(PRIVATE), "id", SOURCES)
    assert " 6 |   - {id: sr01, name: Siti Rahmawati, status: pns, email: •••••••••••••••••••}\n" in text
    assert ' 7 |   - {id: bp02, name: Budi Pratama, status: pppk, note: "surel •••••••••••••••••••"}\n' in text


def test_a_private_stretch_too_short_to_be_searched_for_is_still_covered() -> None:
    private = Diagnostic("PD006", same("x"), Place.of_line("a.yaml", 1, 3, 6), private=True)
    beside = Diagnostic("SH001", same("y"), Place.of_line("a.yaml", 1, 0, 1))
    text = rendered("text", report_of(private, beside), "id", {"a.yaml": "a: flu\nb: flute\n"})
    assert text.count(" 1 | a: •••\n") == 2
    assert "flu" not in text


def test_a_long_line_is_cut_around_the_mark() -> None:
    lines = rendered("text", report_of(LONG_LINE), "id", SOURCES).splitlines()
    shown, marks = lines[3], lines[4]
    assert width(shown) <= WIDEST + len(" 2 | ")
    assert shown.startswith(" 2 | …")
    assert shown.endswith("…")
    assert shown[marks.index("^") : marks.rindex("^") + 1] == "SALAH"


@pytest.mark.parametrize(("line", "column"), [(99, 1), (2, 99)])
def test_a_place_outside_the_file_does_no_harm(line: int, column: int) -> None:
    diagnostic = Diagnostic("SH001", same("x"), Place.of_line(UNIT, line, column, column + 5))
    assert f"  --> {UNIT}:{line}:{column + 1}\n" in rendered("text", report_of(diagnostic), "id", SOURCES)


def test_an_empty_file_has_no_excerpt() -> None:
    diagnostic = Diagnostic("YM004", same("x"), Place.of_file("a.yaml"))
    assert "|" not in rendered("text", report_of(diagnostic), "id", {"a.yaml": ""})


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 300))
def test_marks_stand_under_the_stretch(line: str, one: int, other: int) -> None:
    line = line.replace("\n", " ").rstrip("\r")
    start, end = sorted((min(one, len(line)), min(other, len(line))))
    cut = excerpt(Place.of_line("a", 1, start, end), line)
    wanted = _cells(visible(line[start:end]))
    marked = _cells(cut.line)[cut.before : cut.before + cut.marked]
    assert width(cut.line) <= WIDEST
    if wanted:
        assert marked == wanted[: len(marked)]
        assert len(marked) == len(wanted) or len(marked) > WIDEST - 2 - len(r"\u{10ffff}")
    else:
        assert cut.marked == 1
    if width(visible(line)) <= WIDEST >= len(line):
        assert cut.line == visible(line)


def _cells(text: str) -> list[str]:
    """Give the character in each cell of a terminal; a wide one is in two of them."""
    return [character for character in text for _ in range(width(character))]
