"""A changed statement held against the repository: whichever value, cell or byte was changed is named by its place."""

from __future__ import annotations

import datetime
import io
import json
import random
import re
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from giliran.diagnostics import OperatorError
from giliran.revisions import Repository as Read
from giliran.statement import claims, packed
from giliran.statement.comparing import in_json
from giliran.statement.making import statement
from tests.record.statements import held, repacked, run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.pasts import Repository


def places(value: object, pointer: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Give every value of parsed JSON with the object or list it stands in."""
    if isinstance(value, dict | list):
        keys = value.keys() if isinstance(value, dict) else range(len(value))
        for key in keys:
            inner = value[key]
            if isinstance(inner, dict | list) and inner:
                yield from places(inner, f"{pointer}/{key}")
            elif not isinstance(inner, dict | list):
                yield f"{pointer}/{key}", value, key


def test_every_value_of_the_json_is_watched(past: Repository, made: dict[str, Path]) -> None:
    original = made["json"].read_bytes()
    told = json.loads(original)
    tried = 0
    for pointer, inside, key in list(places(told)):
        if pointer.startswith("/statement/") and key not in {"units", "turns", "recalls", "sources", "digest", "time"}:
            continue  # what it says that it is about leads elsewhere, see below
        before = inside[key]
        inside[key] = 99 if isinstance(before, int) else "2023-09-01T00:00:00+07:00" if key == "time" else f"{before}x"
        content = json.dumps(told, ensure_ascii=False).encode()
        inside[key] = before
        verdict = held(past, content)
        assert not verdict.accepted
        assert verdict.lines[0].en.startswith(f"IT DIFFERS. {pointer}: it says “"), verdict.lines[0].en
        tried += 1
    assert tried > 380


def test_rows_and_keys_more_or_less_are_named(past: Repository, made: dict[str, Path]) -> None:
    changes: list[tuple[Callable[[Any], object], str]] = [
        (lambda told: told["days"].pop(3), "/days/3/date"),
        (lambda told: told["days"].append(told["days"][0]), "/days/20"),
        (lambda told: told["recalls"].clear(), "/recalls/0"),
        (lambda told: told["days"][0].update({"more": 1}), "/days/0/more"),
        (lambda told: told["days"][0].pop("at_home"), "/days/0/at_home"),
        (lambda told: told["days"][0]["at_home_ids"].append("zz99"), "/days/0/at_home_ids/1"),
        (lambda told: told.update({"more": {}}), "/more"),
    ]
    for change, pointer in changes:
        told = json.loads(made["json"].read_bytes())
        change(told)
        verdict = held(past, json.dumps(told).encode())
        assert verdict.lines[0].en.startswith(f"IT DIFFERS. {pointer}: "), verdict.lines[0].en


def test_json_of_any_depth_is_refused(past: Repository, made: dict[str, Path]) -> None:
    """There is one depth that can just be read, and not be written again."""
    original = made["json"].read_bytes()
    for depth in (*range(900, 1_000), 100_000):
        content = original.replace(b'"recalls": [', b'"recalls": [' + b"[" * depth + b"]" * depth + b",")
        found = in_json(content, original)
        assert found is not None
        assert found.words.en.startswith("/recalls")


def test_json_that_is_only_laid_out_otherwise_is_not_the_same(past: Repository, made: dict[str, Path]) -> None:
    content = made["json"].read_bytes().replace(b'"at_home": 1,', b'"at_home":  1,', 1)
    verdict = held(past, content)
    assert not verdict.accepted
    assert re.fullmatch(
        r"IT DIFFERS\. Line \d+, column \d+: the data are the same, but written otherwise\.", verdict.lines[0].en
    )


def test_an_edited_cell_of_a_workbook_is_named(past: Repository, made: dict[str, Path], tmp_path: Path) -> None:
    """With a text editor in the zip: a number, and a text, which all sheets share."""
    target = tmp_path / "s.xlsx"
    cell = '<c r="F3"><v>2</v></c>'
    repacked(made["xlsx"], target, "xl/worksheets/sheet5.xml", cell, cell.replace("2", "9"))
    found = held(past, target.read_bytes())
    assert found.lines[0].en == (
        "IT DIFFERS. Sheet “Days”, cell F3 (Limit: bkd/umum, Subbagian Umum, 2023-09-04): it says “9”, and should say “2”."
    )
    repacked(made["xlsx"], target, "xl/sharedStrings.xml", "<t>rapat dimajukan</t>", "<t>sakit</t>")
    found = held(past, target.read_bytes())
    assert found.lines[0].en == (
        "IT DIFFERS. Sheet “Recalls”, cell E2 (Reason: bkd/umum, 2023-09-04, ab02): it says “sakit”, and should say "
        "“rapat dimajukan”."
    )


def test_hidden_changes_of_a_workbook_are_found(past: Repository, made: dict[str, Path], tmp_path: Path) -> None:
    target = tmp_path / "s.xlsx"
    repacked(
        made["xlsx"],
        target,
        "xl/workbook.xml",
        'name="Recalls" sheetId="6"',
        'name="Recalls" sheetId="6" state="hidden"',
    )
    found = held(past, target.read_bytes())
    assert found.lines[0].en == "IT DIFFERS. The part “xl/workbook.xml” of this workbook differs outside its cells."
    with zipfile.ZipFile(made["xlsx"]) as packed, zipfile.ZipFile(target, "w") as again:
        for each in packed.infolist():
            again.writestr(each.filename, packed.read(each))
    found = held(past, target.read_bytes())
    assert found.lines[0].en.startswith("IT DIFFERS. Every cell agrees, but the file is packed otherwise from byte ")
    with zipfile.ZipFile(target, "a") as more, pytest.warns(UserWarning, match="Duplicate name"):
        more.writestr("xl/worksheets/sheet5.xml", "<x/>")
    code, told = run(past.data, "verify", str(target))
    assert (code, "is no statement of giliran that can be read" in told) == (2, True)


def flipped(original: bytes, number: int, start: int = 0, end: int | None = None) -> Iterator[bytes]:
    """Change one bit of one byte somewhere in a stretch, again and again."""
    chance = random.Random(34)
    for _ in range(number):
        content = bytearray(original)
        content[chance.randrange(start, end or len(content))] ^= 1 << chance.randrange(8)
        yield bytes(content)


def test_one_changed_byte_of_the_json_is_named(past: Repository, made: dict[str, Path]) -> None:
    original = made["json"].read_bytes()
    start = original.index(b'"circulars"')  # before, it says what it is about
    for content in flipped(original, 100, start):
        verdict = held(past, content)
        assert not verdict.accepted
        assert re.match(r"IT DIFFERS\. (/\w|/ \(|Line )", verdict.lines[0].en), verdict.lines[0].en
    for content in flipped(original, 40, 0, start):
        try:
            assert not held(past, content).accepted
        except OperatorError:  # what it is about can no longer be read
            continue


def compressed(original: bytes) -> bytes:
    """Compress a workbook, as another program would."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(original)) as whole,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed_anew,
    ):
        for each in whole.infolist():
            packed_anew.writestr(each.filename, whole.read(each))
    return made.getvalue()


def test_one_changed_byte_of_the_workbook_is_named(past: Repository, made: dict[str, Path]) -> None:
    """By the very cell that it is in, of sheets as of the texts that they share; in the rest it is refused, too."""
    original = made["xlsx"].read_bytes()
    due = statement(Read.around(past.data).tree("HEAD"), claims.read(str(packed.about(original))))
    with zipfile.ZipFile(made["xlsx"]) as whole:
        start = original.index(b"<sheetData>", whole.getinfo("xl/worksheets/sheet5.xml").header_offset) + 11
    sheet = original[start : original.index(b"</sheetData>", start)]
    cells = [
        (start + each.end(), each[1].decode()) for each in re.finditer(rb'<c r="([A-Z]+[0-9]+)".*?</c>|<c .*?/>', sheet)
    ]
    named = 0
    for at in random.Random(34).sample(range(start, start + len(sheet)), 120):
        edited = bytearray(original)
        edited[at] ^= 1
        found = packed.in_workbook(bytes(edited), original, due)
        assert found is not None
        own = next((name for end, name in cells if at < end), None)
        if own is None:  # the end of the last row
            continue
        assert re.match(rf"Sheet “Days”, cell {own}(?:[ :]|$)", found.place.en), found
        named += 1
    assert named > 100
    shared = original.index(b"<t>Budi Rekaan</t>") + 3
    found = packed.in_workbook(original[:shared] + b"R" + original[shared + 1 :], original, due)
    assert found is not None
    assert found.words.en == (
        "Sheet “People”, cell C3 (Name: bkd/umum, ab02, Budi Rekaan): it says “Rudi Rekaan”, and should say “Budi Rekaan”."
    )
    for content in flipped(original, 60):
        try:
            assert packed.in_workbook(content, original, due) is not None
        except packed.NoWorkbookError:
            continue


@pytest.mark.parametrize("edited", [b"<v>25</v>", b"<v></v>"])
def test_a_byte_more_or_less_in_the_workbook_is_named(past: Repository, made: dict[str, Path], edited: bytes) -> None:
    """All that stands behind it has moved, and the list of parts at the end leads to wrong places."""
    original = made["xlsx"].read_bytes()
    place = b'<c r="F3"><v>2</v></c>'
    assert original.count(place) == 1
    found = held(past, original.replace(place, place.replace(b"<v>2</v>", edited)))
    assert not found.accepted
    assert found.lines[0].en.startswith("IT DIFFERS. Sheet “Days”, cell F3 (Limit: bkd/umum, "), found.lines[0].en


def test_one_changed_byte_of_a_compressed_workbook_is_named(past: Repository, made: dict[str, Path]) -> None:
    original = made["xlsx"].read_bytes()
    due = statement(Read.around(past.data).tree("HEAD"), claims.read(str(packed.about(original))))
    smaller = compressed(original)
    with zipfile.ZipFile(io.BytesIO(smaller)) as whole:
        days = whole.getinfo("xl/worksheets/sheet5.xml")
    start = days.header_offset + 30 + len(days.filename)
    end = start + days.compress_size - 260  # behind the cells stand the filter and the paper
    for content in flipped(smaller, 60, start, end):
        found = packed.in_workbook(content, original, due)
        assert found is not None
        assert found.place.en.startswith("Sheet “Days”, cell ")


def test_a_workbook_that_was_saved_again_is_not_ours_and_its_cells_are_named(
    past: Repository, made: dict[str, Path], tmp_path: Path
) -> None:
    target = tmp_path / "s.xlsx"
    book = openpyxl.load_workbook(made["xlsx"])
    book.save(target)
    code, told = run(past.data, "verify", str(target))
    assert (code, "Every cell agrees, but another program has saved this workbook again" in told) == (1, True), told
    for sheet, name, value, said in (
        ("Days", "I3", "ab02", "“ab02”, and should say “ab02 ac03”"),
        ("Days", "G4", 1, "“1”, and should say “0”"),
        ("People", "C3", "Budi", "“Budi”, and should say “Budi Rekaan”"),
        ("Sources", "C4", None, "nothing, and should say “"),
        ("Clauses", "Z9", "x", "“x”, and should say nothing"),
        ("Statement", "C4", "2023-10", "“2023-10”, and should say “2023-09”"),
        ("Statement", "C3", True, "“true”, and should say “2”"),
        ("Days", "C2", datetime.date(2023, 9, 2), '“"2023-09-02"”, and should say “2023-09-01”'),
    ):
        book = openpyxl.load_workbook(made["xlsx"])
        book[sheet][name] = value
        book.save(target)
        code, told = run(past.data, "verify", str(target))
        assert (code, f"Sheet “{sheet}”, cell {name}" in told, f"it says {said}" in told) == (1, True, True), told
    del book["Recalls"]
    book.save(target)
    assert "IT DIFFERS. " in run(past.data, "verify", str(target))[1]


def test_another_spelling_of_shared_texts_does_not_hide_the_cell(past: Repository, made: dict[str, Path]) -> None:
    """LibreOffice writes every text as one whose blanks are to be kept, and every sheet in its own way."""

    def resaved(old: bytes, new: bytes) -> bytes:
        again = io.BytesIO()
        with zipfile.ZipFile(made["xlsx"]) as whole, zipfile.ZipFile(again, "w") as saved:
            for each in whole.infolist():
                content = whole.read(each).replace(b"<t>", b'<t xml:space="preserve">')
                if each.filename.endswith("sheet5.xml"):
                    content = content.replace(old, new)
                saved.writestr(each.filename, content + b"\n")
        return again.getvalue()

    untouched = held(past, resaved(b"", b"")).lines[0].en
    assert untouched.startswith("IT DIFFERS. Every cell agrees, but another program has saved this workbook again")
    changed = held(past, resaved(b'<c r="F3"><v>2</v></c>', b'<c r="F3"><v>3</v></c>')).lines[0].en
    assert changed.startswith(
        "IT DIFFERS. Sheet “Days”, cell F3 (Limit: bkd/umum, Subbagian Umum, 2023-09-04): it says “3”"
    )


def test_a_cell_that_says_the_same_in_other_bytes_is_named(
    past: Repository, made: dict[str, Path], tmp_path: Path
) -> None:
    cell = '<c r="F3"><v>2</v></c>'
    repacked(made["xlsx"], tmp_path / "s.xlsx", "xl/worksheets/sheet5.xml", cell, cell.replace('"F3"', '"F3" s="1"'))
    found = held(past, (tmp_path / "s.xlsx").read_bytes())
    assert found.lines[0].en == (
        "IT DIFFERS. Sheet “Days”, cell F3 (Limit: bkd/umum, Subbagian Umum, 2023-09-04): "
        "the content is the same, but written otherwise."
    )
