"""A statement held against the repository: whatever is changed, in it or in what it rests on, is named by its place."""

from __future__ import annotations

import datetime
import io
import json
import os
import random
import re
import shutil
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from giliran.diagnostics import OperatorError
from giliran.revisions import Repository as Read
from giliran.statement import claims, packed
from giliran.statement.comparing import in_json
from giliran.statement.making import statement
from giliran.verifying import Asked, verified
from tests.pasts import Repository, turns
from tests.record.statements import FIRST, begun, repacked, run, stated
from tests.repository import CIRCULAR, FILES, SCHEDULE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from giliran.verifying import Verdict

SHARE = f"{CIRCULAR}/clauses/wfh-share.yaml"
TODAY = datetime.date(2024, 1, 1)


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return begun(tmp_path_factory.mktemp("past"))


@pytest.fixture(scope="module")
def made(past: Repository, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("made")
    for ending in ("json", "xlsx"):
        stated(past.data, folder / f"s.{ending}", "--agency", "bkd")
    return {ending: folder / f"s.{ending}" for ending in ("json", "xlsx")}


def held(past: Repository, content: bytes, at: str | None = None) -> Verdict:
    return verified(Read.around(past.data), Asked("s", content, None, None, at), TODAY)


@pytest.mark.parametrize("ending", ["json", "xlsx"])
@pytest.mark.parametrize("audience", ["internal", "public"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_an_untouched_statement_is_accepted(
    past: Repository, tmp_path: Path, ending: str, audience: str, language: str
) -> None:
    target = tmp_path / f"s.{ending}"
    done = run(past.data, "statement", "2023-09", "--out", str(target), "--audience", audience)
    assert done[0] == 0
    code, told = run(past.data, "verify", str(target))
    assert code == 0
    assert f"It agrees: “{target}” states 2023-09 just as it stands on commit " in told
    assert "Not signed." in told


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


ABOUT_ANOTHER = [
    ("month", "2023-10", "There is no schedule for 2023-10"),
    ("agency", "bkp", "There is no agency “bkp”"),
    ("agency", None, "IT DIFFERS. /statement/units: it says “1”, and should say “2”"),
    ("audience", "public", "IT DIFFERS. /statement/sources: it says “10”, and should say “6”"),
    ("language", "id", 'IT DIFFERS. /circulars/0/title: it says “"Working from home"”'),
    ("commit", "f" * 40, f"The revision “{'f' * 40}” is not in the git history"),
    ("commit", "HEAD", "is no statement of giliran that can be read (/statement/commit)"),
    ("format", "letter", "is no statement of giliran that can be read (/statement/format)"),
    ("version", 2, "was made by a newer giliran (a format above 1)"),
    ("version", "1", "is no statement of giliran that can be read (/statement/version)"),
    ("month", "2023-9", "is no statement of giliran that can be read (/statement/month)"),
    ("agency", "../x", "is no statement of giliran that can be read (/statement/agency)"),
    ("agency", 5, "is no statement of giliran that can be read (/statement/agency)"),
    ("commit", int("1" * 40), "is no statement of giliran that can be read (/statement/commit)"),
    ("month", ["2023-09"], "is no statement of giliran that can be read (/statement/month)"),
]


@pytest.mark.parametrize(("key", "value", "said"), ABOUT_ANOTHER)
def test_a_statement_that_claims_to_be_another_is_found_out(
    past: Repository, made: dict[str, Path], tmp_path: Path, key: str, value: object, said: str
) -> None:
    told = json.loads(made["json"].read_bytes())
    told["statement"][key] = value
    target = tmp_path / "s.json"
    target.write_text(json.dumps(told, ensure_ascii=False))
    code, answer = run(past.data, "verify", str(target))
    assert code == (1 if "DIFFERS" in said else 2)
    assert said in answer


@pytest.mark.parametrize("against", [(), ("--at", "HEAD")])
def test_a_tag_of_the_commit_is_not_the_commit(tmp_path: Path, against: tuple[str, ...]) -> None:
    past = begun(tmp_path / "past")
    past.git("tag", "--annotate", "--message", "x", "september")
    commit, tag = past.git("rev-parse", "HEAD", "september").split()
    target = tmp_path / "s.json"
    target.write_bytes(stated(past.data, target).replace(commit.encode(), tag.encode()))
    code, told = run(past.data, "verify", str(target), *against)
    assert (code, f'/statement/commit: it says “"{tag}"”, and should say “"{commit}"”.' in told) == (1, True), told


def test_rows_and_keys_more_or_less_are_named(past: Repository, made: dict[str, Path]) -> None:
    changes: list[tuple[Callable[[Any], object], str]] = [
        (lambda told: told["days"].pop(3), "/days/3/date"),
        (lambda told: told["days"].append(told["days"][0]), "/days/20"),
        (lambda told: told["recalls"].clear(), "/recalls/0"),
        (lambda told: told["days"][0].update({"more": 1}), "/days/0/more"),
        (lambda told: told["days"][0].pop("at_home"), "/days/0/at_home"),
        (lambda told: told["days"][0]["people"].append("zz99"), "/days/0/people/1"),
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
        "IT DIFFERS. Sheet “Days”, cell F3 (At most: bkd/umum, Subbagian Umum, 2023-09-04): it says “9”, and should say “2”."
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
    assert found.lines[0].en.startswith("IT DIFFERS. Sheet “Days”, cell F3 (At most: bkd/umum, "), found.lines[0].en


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


def test_a_byte_of_a_schedule_or_a_clause_is_named_by_cell_and_line(tmp_path: Path) -> None:
    past = begun(tmp_path / "past")
    target = tmp_path / "s.json"
    stated(past.data, target)
    past.commit({SCHEDULE: FIRST.replace("2023-09-04: [ab02, ac03]", "2023-09-04: [ab02, ad03]")})
    code, told = run(past.data, "verify", str(target), "--at", "HEAD")
    assert code == 1
    assert 'IT DIFFERS. /days/1/people/1: it says “"ac03"”, and should say “"ad03"”.' in told
    assert f"  {SCHEDULE}:3: then “  2023-09-04: [ab02, ac03]”, now “  2023-09-04: [ab02, ad03]”." in told
    code, told = run(past.data, "verify", str(target))
    assert code == 0  # it says what was on record then
    assert (
        "Sheet “Days”, cell I3 (Who is at home: bkd/umum, Subbagian Umum, 2023-09-04): then “ab02 ac03”, now “ab02 ad03”"
        in told
    )
    past.commit({SCHEDULE: FIRST, SHARE: FILES[SHARE].replace("75%", "65%")})
    code, told = run(past.data, "verify", str(target), "--at", "HEAD")
    assert code == 1
    assert "IT DIFFERS. /circulars/0/digest: it says “" in told
    assert f"  {SHARE}:6: then “  - {{from: 2023-09-04, until: 2023-09-07, value: 75%, reference" in told
    code, told = run(past.data, "verify", str(target))
    clause = "dki-jakarta/se-sekda-34-2023/wfh-share, Share that may work from home, share"
    assert (code, f"Sheet “Clauses”, cell F3 (Value: {clause}): then “75%”, now “65%”." in told) == (0, True), told
    past.commit({SHARE: FILES[SHARE] + "# a remark\n"})
    code, told = run(past.data, "verify", str(target))
    assert code == 0
    assert f"  {SHARE}:9: then “”, now “# a remark”." in told
    past.commit({SHARE: FILES[SHARE], "schedules/bkd/umum/2023-10.yaml": turns({}), "README.md": "x"})
    code, told = run(past.data, "verify", str(target))
    assert (code, "it is the same." in told) == (0, True)
    assert run(past.data, "verify", str(target), "--at", "HEAD")[0] == 0
    past.commit({SCHEDULE: None})
    code, told = run(past.data, "verify", str(target))
    assert (code, "Now: There is no schedule for 2023-09" in told) == (0, True)


def test_against_an_older_commit_what_was_then_is_told_before_what_came_of_it(tmp_path: Path) -> None:
    past = begun(tmp_path / "past")
    past.commit({SCHEDULE: FIRST.replace("2023-09-04: [ab02, ac03]", "2023-09-04: [ab02, ad03]")})
    target = tmp_path / "s.json"
    stated(past.data, target)
    code, told = run(past.data, "verify", str(target), "--at", "HEAD~1")
    assert code == 1
    assert 'IT DIFFERS. /days/1/people/1: it says “"ad03"”, and should say “"ac03"”.' in told
    assert f"  {SCHEDULE}:3: then “  2023-09-04: [ab02, ac03]”, now “  2023-09-04: [ab02, ad03]”." in told


def test_a_byte_that_makes_a_file_unreadable_is_named_by_its_line(tmp_path: Path) -> None:
    past = begun(tmp_path / "past")
    target = tmp_path / "s.json"
    stated(past.data, target)
    past.commit({SCHEDULE: FIRST.replace("2023-09-04: [ab02, ac03]", "2023-09-04: [ab02, ac03")})
    line = f"{SCHEDULE}:3: then “  2023-09-04: [ab02, ac03]”, now “  2023-09-04: [ab02, ac03”."
    code, told = run(past.data, "verify", str(target), "--at", "HEAD")
    assert (code, f"cannot be read or judged: {SCHEDULE}" in told, line in told) == (2, True, True), told
    code, told = run(past.data, "verify", str(target))
    assert (code, "Now: In the commit " in told, line in told) == (0, True, True), told


def test_what_is_missing_elsewhere_is_said_of_that_commit(tmp_path: Path) -> None:
    past = begun(tmp_path / "past")
    target = tmp_path / "s.json"
    stated(past.data, target)
    later = past.commit({SCHEDULE: None})
    code, told = run(past.data, "verify", str(target), "--at", "HEAD")
    assert (code, f"There is no schedule for 2023-09 in the commit {later[:10]}." in told) == (2, True), told


def test_a_statement_cannot_steer_the_terminal(past: Repository, made: dict[str, Path], tmp_path: Path) -> None:
    told = json.loads(made["json"].read_bytes())
    told["recalls"][0]["reason"] = "a\x1b[2J\nIt agrees\u202e"
    (tmp_path / "s.json").write_text(json.dumps(told, ensure_ascii=False))
    code, answer = run(past.data, "verify", str(tmp_path / "s.json"))
    assert code == 1
    assert not {"\x1b", "\u202e"} & set(answer)
    assert "\nIt agrees" not in answer


def test_a_bare_repository_and_data_in_a_folder_will_do(tmp_path: Path) -> None:
    past = Repository(tmp_path / "work", "data")
    past.begin({SCHEDULE: FIRST})
    past.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    subprocess.run(["git", "-C", str(tmp_path / "bare.git"), "config", "giliran.folder", "data"], check=True)
    for ending in ("json", "xlsx"):
        first = stated(past.data, tmp_path / f"1.{ending}")
        assert stated(tmp_path / "bare.git", tmp_path / f"2.{ending}") == first
        assert run(tmp_path / "bare.git", "verify", str(tmp_path / f"1.{ending}"))[0] == 0


def test_a_commit_that_was_never_in_force_is_refused(tmp_path: Path) -> None:
    past = begun(tmp_path / "past")
    past.git("checkout", "--quiet", "-b", "proposal")
    past.commit({SCHEDULE: turns({1: "ac03"})})
    target = tmp_path / "s.json"
    stated(past.data, target)
    assert run(past.data, "verify", str(target))[0] == 0
    past.git("checkout", "--quiet", "main")
    code, told = run(past.data, "verify", str(target))
    assert code == 1
    assert "REFUSED: it agrees with the commit " in told
    past.merge("proposal")
    assert run(past.data, "verify", str(target))[0] == 0


def test_in_a_shallow_clone_it_is_said_what_to_fetch(past: Repository, made: dict[str, Path], tmp_path: Path) -> None:
    deep = past.clone(tmp_path / "deep")
    deep.commit({"README.md": "x"})
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{deep.root}", str(tmp_path / "shallow")], check=True)
    code, told = run(tmp_path / "shallow", "verify", str(made["json"]))
    assert code == 2
    assert "This clone is shallow: git fetch --unshallow. “" in told
    assert "says that it is of that commit; without it nothing can be worked out again." in told
    code, told = run(tmp_path / "shallow", "verify", str(made["json"]), "--at", "HEAD")
    assert code == 0
    assert (
        f"Not checked: the commit {past.git('rev-parse', 'HEAD')[:10]} that it names is not here, so its time (2023-"
        in told
    )


def test_in_a_shallow_clone_that_has_the_commit_alone_nothing_is_refused(
    past: Repository, made: dict[str, Path], tmp_path: Path
) -> None:
    deep = past.clone(tmp_path / "deep")
    first = deep.git("rev-parse", "HEAD").strip()
    for name in "ab":
        deep.commit({"README.md": name})
    for words in (
        ("clone", "-q", "--depth=1", f"file://{deep.root}", "."),
        ("fetch", "-q", "--depth=1", "origin", first),
    ):
        (tmp_path / "shallow").mkdir(exist_ok=True)
        subprocess.run(["git", "-C", str(tmp_path / "shallow"), *words], check=True)
    code, told = run(tmp_path / "shallow", "verify", str(made["json"]))
    assert (code, f"It agrees with the commit {first[:10]}, but this clone is shallow" in told) == (2, True), told


NO_STATEMENT = {
    "empty": b"",
    "text": b"hello",
    "other-json": b'{"a": 1}',
    "list": b"[]",
    "deep": b'{"statement": ' + b"[" * 100_000,
    "zip": b"PK\x03\x04",
    "zip-of-nothing": b"PK\x05\x06" + b"\0" * 18,
    "broken-utf-8": b'{"statement": {"format": "\xff"}}',
    "twice": b'{"statement": {"format": "x", "format": "giliran-statement", "version": 1, "month": "2023-09", "agency": null, '
    b'"audience": "internal", "language": "en", "time": "2023-11-15T05:13:20+07:00", "commit": "' + b"0" * 40 + b'"}}',
    "number": b'{"statement": {"format": "giliran-statement", "version": NaN}}',
    "huge-number": b'{"statement": {"format": "giliran-statement", "version": ' + b"9" * 5_000 + b"}}",
}


@pytest.mark.parametrize("name", NO_STATEMENT)
def test_what_is_no_statement_is_said(past: Repository, tmp_path: Path, name: str) -> None:
    target = tmp_path / "s.json"
    target.write_bytes(NO_STATEMENT[name])
    code, told = run(past.data, "verify", str(target))
    assert (code, "is no statement of giliran that can be read" in told) == (2, True), told


def test_where_it_can_be_read_no_more_is_told_by_line(past: Repository, made: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "s.json").write_bytes(made["json"].read_bytes().replace(b'"version": 1', b'"version": one'))
    code, told = run(past.data, "verify", str(tmp_path / "s.json"))
    assert (code, "that can be read (line 4, column 14)" in told) == (2, True), told


def test_a_file_or_a_repository_that_is_not_there(past: Repository, made: dict[str, Path], tmp_path: Path) -> None:
    code, told = run(past.data, "verify", str(tmp_path / "none.json"))
    assert (code, "There is no file" in told) == (2, True)
    for no_file in (str(tmp_path), "", "/", ".."):
        code, told = run(past.data, "verify", no_file)
        assert (code, "There is no file" in told) == (2, True)
    (tmp_path / "plain").mkdir()
    code, told = run(tmp_path / "plain", "verify", str(made["json"]))
    assert (code, "is in no git repository" in told) == (2, True)


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
        ("Statement", "C3", True, "“true”, and should say “1”"),
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
        "IT DIFFERS. Sheet “Days”, cell F3 (At most: bkd/umum, Subbagian Umum, 2023-09-04): it says “3”"
    )


def test_a_cell_that_says_the_same_in_other_bytes_is_named(
    past: Repository, made: dict[str, Path], tmp_path: Path
) -> None:
    cell = '<c r="F3"><v>2</v></c>'
    repacked(made["xlsx"], tmp_path / "s.xlsx", "xl/worksheets/sheet5.xml", cell, cell.replace('"F3"', '"F3" s="1"'))
    found = held(past, (tmp_path / "s.xlsx").read_bytes())
    assert found.lines[0].en == (
        "IT DIFFERS. Sheet “Days”, cell F3 (At most: bkd/umum, Subbagian Umum, 2023-09-04): "
        "the content is the same, but written otherwise."
    )


# Signatures.


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    for name in ("bkd", "stranger"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(folder / name)]
        subprocess.run(command, check=True)
    public = (folder / "bkd.pub").read_text().split()[:2]
    (folder / "signers").write_text(f"# who may sign\nbkd@example.invalid {' '.join(public)}\n")
    (folder / "elsewhere").write_text(f'bkd@example.invalid namespaces="git" {" ".join(public)}\n')
    (folder / "later").write_text(f'bkd@example.invalid valid-after="20240101" {" ".join(public)}\n')
    (folder / "nobody").write_text("")
    return folder


@pytest.fixture(scope="module")
def signed(past: Repository, keys: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("signed") / "s.xlsx"
    stated(past.data, target, "--sign", str(keys / "bkd"))
    return target


def test_a_signature_is_one_that_ssh_keygen_takes(signed: Path, keys: Path) -> None:
    words = ["-Y", "verify", "-f", str(keys / "signers"), "-I", "bkd@example.invalid", "-n", "giliran-statement"]
    command = ["ssh-keygen", *words, "-s", f"{signed}.sig"]
    done = subprocess.run(command, input=signed.read_bytes(), capture_output=True, check=False)
    assert done.returncode == 0


def test_a_right_signature_is_told_and_by_whom(past: Repository, signed: Path, keys: Path) -> None:
    code, told = run(past.data, "verify", str(signed), "--signers", str(keys / "signers"))
    assert (code, "Signed by bkd@example.invalid: Good" in told) == (0, True), told
    code, told = run(past.data, "verify", str(signed))
    assert (code, "The signature fits, but nobody has said whose it is" in told) == (0, True)


@pytest.mark.parametrize(
    ("signers", "said"),
    [
        ("nobody", "REFUSED: signed with a key that may not sign."),
        ("elsewhere", "REFUSED: signed with a key that may not sign."),
        ("later", "REFUSED: signed with a key that may not sign."),
    ],
)
def test_a_key_that_may_not_sign_is_refused(
    past: Repository, signed: Path, keys: Path, signers: str, said: str
) -> None:
    code, told = run(past.data, "verify", str(signed), "--signers", str(keys / signers))
    assert (code, said in told) == (1, True), told


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "America/New_York"])
def test_dates_of_a_key_are_days_of_jakarta_wherever_somebody_verifies(
    past: Repository, signed: Path, keys: Path, tmp_path: Path, zone: str
) -> None:
    """The commit was made on 15 November 2023 in Jakarta, which was the 14th further west."""
    public = " ".join((keys / "bkd.pub").read_text().split()[:2])
    (tmp_path / "signers").write_text(f'bkd valid-after="20231115" {public}\n')
    words = ("verify", str(signed), "--signers", str(tmp_path / "signers"))
    code, told = run(past.data, *words, surroundings={"TZ": zone})
    assert (code, "Signed by bkd: Good" in told) == (0, True), told
    (tmp_path / "signers").write_text(f'bkd valid-before="20231115" {public}\n')
    code, told = run(past.data, *words, surroundings={"TZ": zone})
    assert (
        code,
        "In the list of those who may sign, line 1: key has expired: verify time 2023-11-15T05:13:20" in told,
    ) == (*(1, True),), told


def test_the_time_is_told_as_every_ssh_keygen_takes_it(
    past: Repository, signed: Path, keys: Path, tmp_path: Path
) -> None:
    """Before 9.1 a time may not end in Z; the one here is told of no other."""
    true = shutil.which("ssh-keygen")
    (tmp_path / "ssh-keygen").write_text(f'#!/bin/sh\ncase "$*" in *Z) exit 255;; esac\nexec {true} "$@"\n')
    (tmp_path / "ssh-keygen").chmod(0o755)
    older = {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    code, told = run(past.data, "verify", str(signed), "--signers", str(keys / "signers"), surroundings=older)
    assert (code, "Signed by bkd@example.invalid: Good" in told) == (0, True), told


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{key}", "line 1: missing key"),
        ("bkd ssh-ed25519 AAAA", "line 1: invalid key"),
        ('bkd valid-before="2024-01-01" {key}', 'line 1: bad options: invalid "valid-before" time'),
    ],
)
def test_a_line_of_the_list_that_cannot_be_read_is_told(
    past: Repository, signed: Path, keys: Path, tmp_path: Path, line: str, said: str
) -> None:
    key = " ".join((keys / "bkd.pub").read_text().split()[:2])
    (tmp_path / "signers").write_text(line.format(key=key))
    code, told = run(past.data, "verify", str(signed), "--signers", str(tmp_path / "signers"))
    assert (code, f"In the list of those who may sign, {said}" in told) == (1, True), told


def test_wrong_signatures_are_refused(
    past: Repository, made: dict[str, Path], signed: Path, keys: Path, tmp_path: Path
) -> None:
    target, beside = tmp_path / "s.xlsx", tmp_path / "s.xlsx.sig"
    signers = ("--signers", str(keys / "signers"))
    shutil.copy(signed, target)
    code, told = run(past.data, "verify", str(target), *signers)
    assert (code, "REFUSED: a signature is demanded, and there is none." in told) == (1, True)
    right = (signed.parent / "s.xlsx.sig").read_bytes()
    for wrong in (b"", b"hello", right.replace(b"A", b"B"), b"\0" * 100, right.replace(b"\n", b"\r\n"), right[:-60]):
        beside.write_bytes(wrong)
        for more in ((), signers):
            code, told = run(past.data, "verify", str(target), *more)
            assert (code, "REFUSED: this signature is not one of this file." in told) == (1, True), told
            assert "Ask for the original file and signature together" in told
    shutil.copy(f"{signed}.sig", beside)
    shutil.copy(made["xlsx"], target)  # it agrees with its commit, and is not what was signed
    code, told = run(past.data, "verify", str(target), *signers)
    assert (code, "REFUSED: this signature is not one of this file." in told) == (1, True)
    command = ["ssh-keygen", "-Y", "sign", "-f", str(keys / "bkd"), "-n", "git"]
    other = subprocess.run(command, input=target.read_bytes(), capture_output=True, check=True)
    beside.write_bytes(other.stdout)
    assert run(past.data, "verify", str(target), *signers)[0] == 1
    command = ["ssh-keygen", "-Y", "sign", "-f", str(keys / "stranger"), "-n", "giliran-statement"]
    other = subprocess.run(command, input=target.read_bytes(), capture_output=True, check=True)
    beside.write_bytes(other.stdout)
    code, told = run(past.data, "verify", str(target), *signers)
    assert (code, "REFUSED: signed with a key that may not sign." in told) == (1, True)
    assert told.endswith(" Ask one who may to sign it.\n")


def test_a_key_that_cannot_sign_is_said(past: Repository, keys: Path, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("no key")
    (tmp_path / "key").chmod(0o600)
    code, told = run(
        past.data, "statement", "2023-09", "--out", str(tmp_path / "s.json"), "--sign", str(tmp_path / "key")
    )
    assert (code, "ssh-keygen cannot sign with “" in told) == (2, True), told


def test_a_key_that_does_not_open_leaves_no_statement_behind(past: Repository, tmp_path: Path) -> None:
    """Without a terminal nobody can be asked for its passphrase, and nothing waits for one."""
    key, target = tmp_path / "key", tmp_path / "s.json"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "rahasia", "-f", str(key)], check=True)
    words = [sys.executable, "-m", "giliran", "-C", str(past.data), "statement", "2023-09", "--out", str(target)]
    for mode, said in ((0o600, "or open it with ssh-add first"), (0o644, "Others may read that key file: chmod 600.")):
        key.chmod(mode)
        done = subprocess.run(
            [*words, "--sign", str(key)],
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # which has no terminal
            timeout=60,
        )
        assert (done.returncode, said in done.stderr, done.stdout) == (2, True, ""), done.stderr
        assert not target.exists()


def test_without_ssh_keygen_it_is_said_what_to_install(
    past: Repository, signed: Path, keys: Path, tmp_path: Path
) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "git").symlink_to(shutil.which("git") or "")
    poor = {"PATH": str(tmp_path / "bin")}
    words = ("statement", "2023-09", "--out", str(tmp_path / "s.json"), "--sign", str(keys / "bkd"))
    for command in (words, ("verify", str(signed))):
        code, told = run(past.data, *command, surroundings=poor)
        assert (code, "The program ssh-keygen was not found. Install OpenSSH" in told) == (2, True), told
    assert not (tmp_path / "s.json").exists()


def test_the_policy_may_say_who_signs(keys: Path, tmp_path: Path) -> None:
    own = begun(tmp_path / "past")
    target = tmp_path / "s.json"
    stated(own.data, target, "--sign", str(keys / "bkd"))
    public = {name: " ".join((keys / f"{name}.pub").read_text().split()[:2]) for name in ("bkd", "stranger")}
    policy = "addresses: {{}}\nsigners:\n  - {{name: bkd-kepegawaian, key: {0}}}\n"
    own.commit({"policy/publication.yaml": policy.format(public["bkd"])})
    own.corpus()  # which must be clean
    code, told = run(own.data, "verify", str(target))
    assert (code, "Signed by bkd-kepegawaian: Good" in told) == (0, True), told
    own.commit({"policy/publication.yaml": policy.format(public["stranger"])})
    code, told = run(own.data, "verify", str(target))
    assert (code, "REFUSED: signed with a key that may not sign." in told) == (1, True)
    (tmp_path / "s.json.sig").unlink()
    code, told = run(own.data, "verify", str(target))
    assert (code, "REFUSED: a signature is demanded, and there is none." in told) == (1, True)
    own.commit({"policy/publication.yaml": policy.format("ssh-ed25519 short")})
    code, told = run(own.data, "verify", str(target))
    assert (code, "policy/publication.yaml in the commit" in told) == (2, True)


@pytest.mark.parametrize("damage", ["lost", "broken"])
@pytest.mark.parametrize("words", [("verify", "s.json"), ("log", "bkd/umum", "2023-09-04"), ("statement", "2023-09")])
def test_a_damaged_repository_is_said_to_be_one(tmp_path: Path, damage: str, words: tuple[str, ...]) -> None:
    """What git can give of a broken content is a shorter one, which must not be taken for the schedule."""
    past = begun(tmp_path / "past")
    day = "  2023-09-15: [ab02, ac03]\n"
    past.commit({SCHEDULE: "wfh:\n" + "".join(f"  # {number * 7919 % 99991}\n" for number in range(900)) + day})
    stated(past.data, tmp_path / "s.json")
    name = past.git("rev-parse", f"HEAD:{SCHEDULE}").strip()
    stored = past.root / ".git" / "objects" / name[:2] / name[2:]
    content = bytearray(stored.read_bytes())
    content[-12:] = b"\xff" * 12
    stored.unlink()
    if damage == "broken":
        stored.write_bytes(content)
    verb, *rest = words
    code, told = run(past.data, verb, *(str(tmp_path / word) if word == "s.json" else word for word in rest))
    assert (code, f"is damaged: the content {name} is missing or broken" in told) == (2, True), told
