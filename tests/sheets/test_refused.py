"""Files that are no table, or that nobody should open: a plain message, never a traceback, nothing written."""

from __future__ import annotations

import io
import random
import zipfile
from typing import TYPE_CHECKING

import pytest

from giliran.corpus.build import build
from giliran.diagnostics import OperatorError
from giliran.sheets.container import MAX_BYTES
from giliran.sheets.gathering import gathered
from giliran.sheets.opening import opened
from giliran.sheets.stafflist import staff_list
from giliran.sheets.workbook import workbook_bytes
from tests.repository import write
from tests.sheets.fifty import ALL, ROUNDS, grid_of
from tests.sheets.handmade import changed, content, imported, packed, sheet

if TYPE_CHECKING:
    from pathlib import Path

GOOD = workbook_bytes(grid_of(ALL[12].tree), "id")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


SHEET = "xl/worksheets/sheet1.xml"
REFUSED: list[tuple[str, bytes, str]] = [
    ("an old workbook", OLE + b"Workbook" * 100, "ini berkas Excel lama (.xls)"),
    ("a locked workbook", OLE + "EncryptedPackage".encode("utf-16-le"), "dikunci dengan kata sandi"),
    ("OpenDocument", packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "berkas OpenDocument (.ods)"),
    ("macros", packed({"[Content_Types].xml": "", "xl/workbook.xml": "", "xl/vbaProject.bin": ""}), "memuat makro"),
    ("a binary workbook", packed({"[Content_Types].xml": "", "xl/workbook.bin": ""}), "buku kerja biner (.xlsb)"),
    ("a text document", packed({"[Content_Types].xml": "", "word/document.xml": ""}), "bukan buku kerja Excel"),
    ("a workbook of nothing", packed({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "rusak"),
    ("half a workbook", GOOD[: len(GOOD) // 2], "rusak"),
    ("a workbook without its end", GOOD[:-30], "rusak"),
    ("nothing", b"", "kosong"),
    ("blanks", b" \r\n", "kosong"),
    ("a PDF", b"%PDF-1.7\n%", "bukan lembar kerja"),
    ("a web page", b"<html><table><tr><td>Nama", "halaman web"),
    ("bytes", bytes(range(256)) * 8, "bukan tabel"),
    ("a file too large", b"a;b\n" * (MAX_BYTES // 4 + 1), "yang dibaca paling besar 8 MB"),
    ("too many lines", b"a;b\n" * 6_000, "lebih besar daripada 5000 baris"),
    ("a bomb", packed({"[Content_Types].xml": "", "xl/workbook.xml": b" " * 60_000_000}), "jauh lebih besar"),
    ("too many parts", packed({"[Content_Types].xml": "", "xl/workbook.xml": "", **{f"p{n}": "" for n in range(2_100)}}), "jauh lebih besar"),
    ("seventeen billion merged cells", changed(GOOD, SHEET, b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), "menggabungkan terlalu banyak"),
    ("a merged area in disguise", changed(GOOD, SHEET, b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="&#65;1:XFD1048576"/></mergeCells>'), "rusak"),
    ("a cell far away", changed(GOOD, SHEET, b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'), "lebih besar daripada 5000 baris"),
    ("entities", changed(GOOD, SHEET, b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet'), "rusak"),
    ("a look that is not there", changed(GOOD, SHEET, b'<c r="A1" s="', b'<c r="A1" s="9999'), "rusak"),
    ("broken XML", changed(GOOD, SHEET, b"<sheetData>", b"<sheetData"), "rusak"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "said"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_each_kind_of_file_that_cannot_be_taken_is_named(tmp_path: Path, given: bytes, said: str) -> None:
    root = write(tmp_path)
    before = sorted(path for path in root.rglob("*") if path.is_file())
    with pytest.raises(OperatorError) as refused:
        imported(root, "jadwal.xlsx", given)
    assert said in refused.value.text.id
    assert "“jadwal.xlsx”: " in refused.value.text.en
    assert sorted(path for path in root.rglob("*") if path.is_file() and path.name != "jadwal.xlsx") == before


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from giliran.cli.bring_in import bring_in

    done = CliRunner().invoke(bring_in, [str(tmp_path / "tidak-ada.xlsx")], obj=write(tmp_path))
    assert isinstance(done.exception, OperatorError)


def taken(name: str, given: bytes) -> bool:
    """Read anything at all both ways; tell whether it was taken for a table."""
    corpus, _ = build(ALL[12].tree, frozenset())
    try:
        book = opened(name, given)
    except OperatorError:
        return False
    gathered(book, corpus, "badan/subbagian", "2023-09")
    staff_list(book)
    return True


def test_random_bytes_and_damaged_workbooks_never_end_in_a_traceback() -> None:
    chance = random.Random(5)
    outcomes = set()
    for _ in range(400 * ROUNDS):
        outcomes.add(taken("a.csv", chance.randbytes(chance.choice([1, 9, 80, 900]))))
    text = b"Kode;1/9/2023;4/9/2023\npg01;R;\npg02;;WFH\n"
    for _ in range(400 * ROUNDS):
        outcomes.add(taken("a.csv", mutated(text, chance)))
    for _ in range(60 * ROUNDS):
        outcomes.add(taken("a.xlsx", mutated(GOOD, chance)))
    for _ in range(30 * ROUNDS):
        outcomes.add(taken("a.xlsx", GOOD[: chance.randrange(len(GOOD))]))
    assert outcomes == {True, False}


def test_parts_of_a_workbook_that_are_damaged_inside_the_zip_never_end_in_a_traceback() -> None:
    """Bytes changed before packing get past the checksums of the zip, into the reader of XML and beyond."""
    chance = random.Random(6)
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        parts: dict[str, bytes | str] = {part: archive.read(part) for part in archive.namelist()}
    outcomes = set()
    for _ in range(60 * ROUNDS):
        name = chance.choice([SHEET, SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"])
        part = parts[name]
        assert isinstance(part, bytes)
        outcomes.add(taken("a.xlsx", packed({**parts, name: digits_changed(part, chance)})))
    assert outcomes == {True, False}


def mutated(given: bytes, chance: random.Random) -> bytes:
    made = bytearray(given)
    for _ in range(chance.choice([1, 2, 8])):
        made[chance.randrange(len(made))] = chance.randrange(256)
    return bytes(made)


def digits_changed(part: bytes, chance: random.Random) -> bytes:
    """Change some digits and quotes, which leaves the XML well formed more often than not."""
    made = bytearray(part)
    places = [place for place, byte in enumerate(made) if byte in b'0123456789"']
    for place in chance.sample(places, min(len(places), chance.choice([1, 3, 9]))):
        made[place] = chance.choice(b"0123456789")
    return bytes(made)


def test_a_formatted_line_far_below_is_no_reason_to_refuse() -> None:
    """LibreOffice writes the last of a million lines where a whole column has a format."""
    assert taken(
        "a.xlsx", changed(GOOD, SHEET, b"</sheetData>", b'<row r="1048576" ht="12" customHeight="1"/></sheetData>')
    )


def test_the_good_workbook_is_taken() -> None:
    assert taken("a.xlsx", GOOD)
    book, _ = sheet([["Kode", "1/9/2023"], ["pg01", "R"]])
    assert taken("a.xlsx", content(book))
