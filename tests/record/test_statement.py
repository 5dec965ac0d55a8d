"""The statement of a month: what it says, that it is the same every time, and that nothing private is in the public one."""

from __future__ import annotations

import hashlib
import io
import json
import os
import resource
import subprocess
import sys
import zlib
from functools import partial
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from giliran.revisions import Repository as Read
from giliran.statement import claims, packed
from giliran.statement.forms import written as written_as
from giliran.statement.jsonfile import written
from giliran.statement.making import statement
from tests.pasts import HOUR, Repository
from tests.record.statements import FIRST, LETTER, ROOF, begun, run, stated
from tests.repository import CIRCULAR, FILES, SCHEDULE, UNIT, write

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Golden


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return begun(tmp_path_factory.mktemp("past"))


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_what_a_statement_says(past: Repository, tmp_path: Path, golden: Golden, audience: str) -> None:
    told = stated(past.data, tmp_path / "s.json", "--agency", "bkd", "--audience", audience).decode()
    golden(f"record/statement.{audience}.json", told)


def test_clauses_on_attendance_and_hours_say_when(tmp_path: Path) -> None:
    repository = begun(tmp_path / "past")
    windows = (
        '[{title: {id: Pagi, en: Morning}, from: "06:00", until: "08:00"}, '
        '{title: {id: Sore, en: Afternoon}, from: "16:00", until: "18:00"}]'
    )
    repository.commit(
        {
            f"{CIRCULAR}/clauses/attendance.yaml": "title: {id: Presensi, en: Attendance}\nkind: attendance\n"
            f"zone: Asia/Jayapura\nwindows: {windows}\nreference: {{title: Berita}}\n",
            f"{CIRCULAR}/clauses/hours.yaml": "title: {id: Jam kerja, en: Hours}\nkind: hours\nzone: Asia/Jayapura\n"
            'from-time: "07:30"\nuntil-time: "16:00"\nminimum-hours: 8.5\nreference: {title: Berita}\n',
        }
    )
    for language, said in {
        "id": {
            "attendance": "06.00 sampai 08.00 dan 16.00 sampai 18.00 WIT",
            "hours": "07.30 sampai 16.00 WIT, sekurang-kurangnya 8,5 jam sehari",
        },
        "en": {
            "attendance": "06:00 to 08:00 and 16:00 to 18:00 Jayapura time",
            "hours": "07:30 to 16:00 Jayapura time, at least 8.5 hours a day",
        },
    }.items():
        target = tmp_path / f"s.{language}.json"
        code, told = run(repository.data, "statement", "2023-09", "--out", str(target), language=language)
        assert code == 0, told
        told = json.loads(target.read_bytes())["clauses"]
        assert {each["kind"]: each["value"] for each in told if each["kind"] in said} == said


def test_workbook_and_json_say_the_same(past: Repository, tmp_path: Path) -> None:
    told: dict[str, Any] = json.loads(stated(past.data, tmp_path / "s.json"))
    book = openpyxl.load_workbook(io.BytesIO(stated(past.data, tmp_path / "s.xlsx")))
    assert book.sheetnames == [
        *("Statement", "Circulars", "Clauses", "Dispensations", "Days", "Recalls", "People", "Sources")
    ]
    about, *sheets = book.worksheets
    assert {row[0]: row[2] for row in about.iter_rows(min_row=2, values_only=True)} == told.pop("statement")
    for sheet, rows in zip(sheets, told.values(), strict=True):
        shown = [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)]
        assert shown == [[_in_a_cell(value) for value in row.values()] for row in rows]


def _in_a_cell(value: object) -> object:
    return " ".join(value) or None if isinstance(value, list) else value


def test_digests_are_those_of_sha256sum(past: Repository, tmp_path: Path) -> None:
    told = json.loads(stated(past.data, tmp_path / "s.json"))
    files = {row["path"]: (past.data / row["path"]).read_bytes() for row in told["sources"]}
    assert {SCHEDULE, UNIT, LETTER, f"{CIRCULAR}/clauses/wfh-share.yaml", "units/bkd/agency.yaml"} <= files.keys()
    assert {row["path"]: (row["bytes"], row["sha256"]) for row in told["sources"]} == {
        path: (len(content), hashlib.sha256(content).hexdigest()) for path, content in files.items()
    }
    listed = "".join(f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files))
    assert told["statement"]["digest"] == hashlib.sha256(listed.encode()).hexdigest()
    own = "".join(line for line in listed.splitlines(keepends=True) if f"  {CIRCULAR}/" in line)
    assert told["circulars"][0]["digest"] == hashlib.sha256(own.encode()).hexdigest()


@pytest.mark.parametrize("ending", ["xlsx", "json"])
def test_the_same_commit_gives_the_same_bytes(past: Repository, tmp_path: Path, ending: str) -> None:
    """Wherever the repository lies, whatever the locale, the zone and the mask, and whatever is on disk or came later."""
    first = stated(past.data, tmp_path / f"1.{ending}")
    commit = past.git("rev-parse", "HEAD").strip()
    other = past.clone(tmp_path / "elsewhere")
    other.commit({SCHEDULE: None, "policy/x.yaml": "x"})
    (other.data / UNIT).write_text("not committed")
    mask = os.umask(0o077)
    code, told = run(
        other.data,
        *("statement", "2023-09", "--out", str(tmp_path / f"2.{ending}"), "--at", commit),
        surroundings={"TZ": "America/New_York", "LC_ALL": "C", "PYTHONHASHSEED": "7", "COLUMNS": "40"},
    )
    os.umask(mask)
    assert code == 0, told
    assert (tmp_path / f"2.{ending}").read_bytes() == first


def test_another_library_for_compressing_and_another_system_give_the_same_bytes(
    past: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = stated(past.data, tmp_path / "1.xlsx")
    due = statement(Read.around(past.data).tree("HEAD"), claims.read(str(packed.about(first))))
    quick = partial(zlib.compressobj, 1)  # stands for a library that finds other repetitions
    monkeypatch.setattr(zlib, "compressobj", lambda _, *more: quick(*more))
    monkeypatch.setattr(sys, "platform", "win32")
    content = written_as(due, ".xlsx")
    monkeypatch.undo()
    assert content == first


def test_a_statement_may_be_of_a_day_long_past(tmp_path: Path) -> None:
    repository = begun(tmp_path / "past")
    first = repository.git("rev-parse", "HEAD").strip()
    repository.time += 48 * HOUR
    repository.commit({SCHEDULE: None})
    told = json.loads(stated(repository.data, tmp_path / "s.json", "--at", "2023-11-15"))
    assert (told["statement"]["commit"], told["statement"]["turns"]) == (first, 6)


def test_the_public_statement_holds_nobody(past: Repository, tmp_path: Path) -> None:
    for ending in ("json", "xlsx"):
        content = stated(past.data, tmp_path / f"p.{ending}", "--audience", "public")
        if ending == "xlsx":
            book = openpyxl.load_workbook(io.BytesIO(content))
            cells = (cell.value for sheet in book for row in sheet.iter_rows() for cell in row)
            content = "\n".join(str(value) for value in cells).encode()
        for canary in ("ab02", "aa01", "Rekaan", "rapat", "lantai", "1187", "units/", "schedules/"):
            assert canary.encode() not in content, canary
        for path in (SCHEDULE, UNIT, LETTER):
            assert hashlib.sha256((past.data / path).read_bytes()).hexdigest().encode() not in content


def test_one_agency_has_its_own_units_only(past: Repository, tmp_path: Path) -> None:
    told = json.loads(stated(past.data, tmp_path / "s.json", "--agency", "bkd"))
    assert {row["unit"] for row in told["days"]} == {"bkd/umum"}
    assert not any("dinkes" in row["path"] for row in told["sources"])


REFUSED = [
    (["2024-05"], "There is no schedule for 2024-05 in the commit "),
    (["2023-09", "--agency", "dinkes"], "There is no schedule for 2023-09 in the commit "),
    (["2023-09", "--agency", "bdk"], "There is no agency “bdk” in the commit "),
    (["2023-13"], "“2023-13” is not a month"),
    (["2023-09", "--at", "nowhere"], "The revision “nowhere” is not in the git history"),
    (["2023-09", "--at", "2999-01-01"], "2999-01-01 has not come yet"),
    (["2023-09", "--at", "2020-01-01"], "Nothing was on record on Wednesday, 1 January 2020"),
    (["2023-09", "--out", "s.pdf"], "A statement is written as .xlsx or .json, not as “.pdf”"),
    (["2023-09", "--out", "nothing"], "A statement is written as .xlsx or .json, not as “”"),
    (["2023-09", "--out", SCHEDULE], f"{SCHEDULE} exists and is left alone."),
    (["2023-09", "--sign", "no-key", "--out", "s.json"], "There is no key file “no-key”."),
]


@pytest.mark.parametrize(("words", "told"), REFUSED)
def test_what_cannot_be_stated_is_said_and_nothing_is_written(
    past: Repository, monkeypatch: pytest.MonkeyPatch, words: list[str], told: str
) -> None:
    monkeypatch.chdir(past.data)
    before = sorted(path for path in past.data.iterdir())
    code, said = run(past.data, "statement", *words)
    assert (code, told in said) == (2, True), said
    assert sorted(path for path in past.data.iterdir()) == before


def test_half_a_month_is_not_stated(tmp_path: Path) -> None:
    repository = begun(tmp_path / "past")
    for broken in (SCHEDULE, UNIT, f"{CIRCULAR}/clauses/wfh-share.yaml", "schedules/bkd/none/2023-09.yaml"):
        repository.commit({SCHEDULE: FIRST, UNIT: FILES[UNIT], f"{CIRCULAR}/clauses/wfh-share.yaml": FILES[SHARE]})
        repository.commit({broken: "wfh: [" if broken != "schedules/bkd/none/2023-09.yaml" else "wfh: {}\n"})
        code, told = run(repository.data, "statement", "2023-09", "--out", str(tmp_path / "s.json"))
        assert code == 2
        assert broken in told, told
        repository.commit({"schedules/bkd/none/2023-09.yaml": None} if "none" in broken else {LETTER: ROOF})
    assert not (tmp_path / "s.json").exists()


SHARE = f"{CIRCULAR}/clauses/wfh-share.yaml"


def test_outside_git_nothing_is_stated(tmp_path: Path) -> None:
    code, told = run(write(tmp_path / "data"), "statement", "2023-09")
    assert code == 2
    assert "is in no git repository" in told


def test_a_file_that_is_there_is_replaced_only_when_asked(past: Repository, tmp_path: Path) -> None:
    target = tmp_path / "s.json"
    target.write_text("mine")
    assert run(past.data, "statement", "2023-09", "--out", str(target))[0] == 2
    assert target.read_text() == "mine"
    assert json.loads(stated(past.data, target, "--overwrite"))["statement"]["month"] == "2023-09"


def test_a_signature_that_is_there_is_not_left_to_another_statement_unsaid(past: Repository, tmp_path: Path) -> None:
    target, beside = tmp_path / "s.json", tmp_path / "s.json.sig"
    beside.write_text("of another")
    code, told = run(past.data, "statement", "2023-09", "--out", str(target))
    assert (code, f"{beside} exists and is left alone." in told, target.exists()) == (2, True, False), told
    code, told = run(past.data, "statement", "2023-09", "--out", str(target), "--overwrite")
    assert (code, f"{beside}: the old signature, which is refused" in told) == (0, True), told
    assert beside.read_text() == "of another"


def test_a_disk_that_is_full_is_told_with_the_name_of_the_file(past: Repository, tmp_path: Path) -> None:
    target = tmp_path / "s.json"
    words = [sys.executable, "-m", "giliran", "-C", str(past.data), "statement", "2023-09", "--out", str(target)]
    done = subprocess.run(
        words,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000)),
    )
    assert (done.returncode, f"{target} cannot be read or written (File too large)." in done.stderr) == (2, True), done
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_that_would_not_hold_it_is_not_begun() -> None:
    from giliran.diagnostics import OperatorError
    from giliran.statement import Claims, Column, Statement, Table
    from giliran.statement.workbook import written as workbook
    from giliran.wording import same

    claims = Claims("2023-09", None, "internal", "en", "0" * 40, "2023-09-01T00:00:00+07:00")
    long = Table("days", same("Days"), (Column("people", same("People")),), ((tuple(["ab02"] * 7_000),),))
    made = Statement(claims, (Table("statement", same("Statement"), (), ()), long))
    assert len(written(made)) > 40_000
    with pytest.raises(OperatorError, match="lebih besar daripada yang muat"):
        workbook(made)
