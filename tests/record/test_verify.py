"""A statement held against the repository, whole or shallow, now or as it was: what it rests on is named where it changed."""

from __future__ import annotations

import dataclasses
import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from giliran.revisions import Repository as Read
from giliran.statement import Claims, forms
from giliran.statement.making import statement
from tests.pasts import Repository, turns
from tests.record.statements import FIRST, begun, run, stated
from tests.repository import CIRCULAR, FILES, SCHEDULE

if TYPE_CHECKING:
    from pathlib import Path

    from giliran.statement import Statement


SHARE = f"{CIRCULAR}/clauses/wfh-share.yaml"


@pytest.mark.parametrize("ending", ["json", "xlsx"])
@pytest.mark.parametrize("audience", ["internal", "public"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_an_untouched_statement_is_accepted(
    past: Repository, tmp_path: Path, ending: str, audience: str, language: str
) -> None:
    target = tmp_path / f"s.{ending}"
    words = ("statement", "2023-09", "--out", str(target), "--audience", audience)
    assert run(past.data, *words, language=language)[0] == 0
    if ending == "json":
        assert json.loads(target.read_bytes())["statement"]["language"] == language
    said = {
        "id": (f"Cocok: “{target}” menyatakan 2023-09 persis menurut komit ", "Tidak ditandatangani."),
        "en": (f"It agrees: “{target}” states 2023-09 just as it stands at commit ", "Not signed."),
    }
    for asked, sentences in said.items():  # whoever verifies need not read the language of the statement
        code, told = run(past.data, "verify", str(target), language=asked)
        assert code == 0
        assert all(sentence in told for sentence in sentences)


def test_a_statement_of_version_1_is_verified_as_it_was_made(
    past: Repository, made: dict[str, Path], tmp_path: Path
) -> None:
    content = made["json"].read_bytes()
    target = tmp_path / "s.json"
    target.write_bytes(content.replace(b'"version": 2', b'"version": 1'))
    code, told = run(past.data, "verify", str(target))
    assert (code, 'value: it says “"06:00 to 08:00 Jakarta time"”, and should say “null”.' in told) == (1, True), told
    target.write_bytes(target.read_bytes().replace(b'"06:00 to 08:00 Jakarta time"', b"null"))
    code, told = run(past.data, "verify", str(target))
    assert (code, "It agrees: " in told) == (0, True), told
    book = tmp_path / "s.xlsx"
    book.write_bytes(forms.written(_of_version_1(past), ".xlsx"))
    code, told = run(past.data, "verify", str(book))
    assert (code, "It agrees: " in told) == (0, True), told


def _of_version_1(past: Repository) -> Statement:
    commit = past.git("rev-parse", "HEAD").strip()
    claims = Claims("2023-09", "bkd", "internal", "en", commit, "2023-11-15T05:13:20+07:00", version=1)
    return statement(Read.around(past.data).tree(commit), claims)


ABOUT_ANOTHER: list[tuple[str, object, str]] = [
    ("month", "2023-10", "There is no schedule for 2023-10"),
    ("agency", "bkp", "There is no agency “bkp”"),
    ("agency", None, "IT DIFFERS. /statement/units: it says “1”, and should say “2”"),
    ("audience", "public", "IT DIFFERS. /statement/sources: it says “10”, and should say “6”"),
    ("language", "id", 'IT DIFFERS. /circulars/0/title: it says “"Working from home"”'),
    ("commit", "f" * 40, f"The revision “{'f' * 40}” is not in the git history"),
    ("commit", "HEAD", "is no statement of giliran that can be read (/statement/commit)"),
    ("format", "letter", "is no statement of giliran that can be read (/statement/format)"),
    ("version", 3, "was made by a newer giliran (a format above 2)"),
    ("version", "1", "is no statement of giliran that can be read (/statement/version)"),
    ("month", "1899-12", "is no statement of giliran that can be read (/statement/month)"),  # no schedule is named so
    ("month", "2023-9", "is no statement of giliran that can be read (/statement/month)"),
    ("agency", "../x", "is no statement of giliran that can be read (/statement/agency)"),
    ("agency", 5, "is no statement of giliran that can be read (/statement/agency)"),
    ("commit", int("1" * 40), "is no statement of giliran that can be read (/statement/commit)"),
    *(
        (key, value, f"is no statement of giliran that can be read (/statement/{key})")
        for key in ("format", *(field.name for field in dataclasses.fields(Claims)))
        for value in (None, True, ["2023-09"], "")
        if (key, value) != ("agency", None)
    ),
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


def test_a_byte_of_a_schedule_or_a_clause_is_named_by_cell_and_line(tmp_path: Path) -> None:
    past = begun(tmp_path / "past")
    target = tmp_path / "s.json"
    stated(past.data, target)
    book = tmp_path / "s.xlsx"
    stated(past.data, book)
    past.commit({SCHEDULE: FIRST.replace("2023-09-04: [ab02, ac03]", "2023-09-04: [ab02, ad03]")})
    code, told = run(past.data, "verify", str(target), "--at", "HEAD")
    assert code == 1
    assert 'IT DIFFERS. /days/1/at_home_ids/1: it says “"ac03"”, and should say “"ad03"”.' in told
    assert f"  {SCHEDULE}:3: then “  2023-09-04: [ab02, ac03]”, now “  2023-09-04: [ab02, ad03]”." in told
    code, told = run(past.data, "verify", str(target))
    assert code == 0  # it says what was on record then
    about = "(Who is at home: bkd/umum, Subbagian Umum, 2023-09-04)"
    assert f'). /days/1/at_home_ids/1 {about}: then “"ac03"”, now “"ad03"”.' in told, told
    code, told = run(past.data, "verify", str(book))  # whoever holds the workbook looks for a cell
    assert f"). Sheet “Days”, cell I3 {about}: then “ab02 ac03”, now “ab02 ad03”." in told, told
    past.commit({SCHEDULE: FIRST, SHARE: FILES[SHARE].replace("75%", "65%")})
    code, told = run(past.data, "verify", str(target), "--at", "HEAD")
    assert code == 1
    assert "IT DIFFERS. /circulars/0/digest: it says “" in told
    assert f"  {SHARE}:6: then “  - {{from: 2023-09-04, until: 2023-09-07, value: 75%, reference" in told
    code, told = run(past.data, "verify", str(target))
    clause = "dki-jakarta/se-sekda-34-2023/wfh-share, Share that may work from home, share"
    assert (code, f'/clauses/1/value (Value: {clause}): then “"75%"”, now “"65%"”.' in told) == (0, True), told
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
    assert 'IT DIFFERS. /days/1/at_home_ids/1: it says “"ad03"”, and should say “"ac03"”.' in told
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
    (tmp_path / "s.json").write_bytes(made["json"].read_bytes().replace(b'"version": 2', b'"version": two'))
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
