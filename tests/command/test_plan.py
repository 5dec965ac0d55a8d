"""``giliran plan`` as people run it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.repository import CIRCULAR, FILES, SCHEDULE, UNIT, write

if TYPE_CHECKING:
    from pathlib import Path

NEXT = "schedules/bkd/umum/2023-10.yaml"


def _run(root: Path, *words: str, lang: str = "en") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "giliran", "-C", str(root), "plan", *words, "--lang", lang],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "NO_COLOR": "1"},
    )


def _check(root: Path) -> int:
    command = [sys.executable, "-m", "giliran", "-C", str(root), "check", "--no-cache"]
    return subprocess.run(command, capture_output=True, check=False).returncode


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a repository with a schedule for September and none for October."""
    return write(tmp_path)


def test_a_month_is_written_told_and_accepted(root: Path) -> None:
    """The file is new, the words say what to do next, and the check finds nothing."""
    done = _run(root, "bkd/umum", "2023-10")
    assert (done.returncode, done.stderr) == (0, "")
    assert (root / NEXT).read_text().startswith("wfh:\n  2023-10-02: [")
    assert f"{NEXT}: 15 working days planned, 30 of the 30 places" in done.stdout
    assert f"giliran check {NEXT}" in done.stdout
    assert _check(root) == 0


def test_the_same_twice_is_the_same_and_says_so(root: Path) -> None:
    """A plan of what is planned already changes nothing."""
    _run(root, "bkd/umum", "2023-10")
    before = (root / NEXT).read_bytes()
    again = _run(root, "bkd/umum", "2023-10")
    assert (root / NEXT).read_bytes() == before
    assert "Nothing changes against the file there is." in again.stdout


def test_a_dry_run_shows_the_file_and_writes_nothing(root: Path) -> None:
    """The file goes where output goes, what is told of it where people read."""
    done = _run(root, "bkd/umum", "2023-10", "--dry-run", lang="id")
    assert done.stdout.startswith("wfh:\n  2023-10-02: [")
    assert "tidak ada yang ditulis" in done.stderr
    assert not (root / NEXT).exists()


def test_only_the_days_that_change_are_touched(root: Path) -> None:
    """Comments, order and quotes of the other days stay; whoever was called in stays listed."""
    text = (
        "# jadwal Subbagian Umum\nwfh:\n"
        "  2023-09-01: [ab02]  # rapat hari itu\n"
        "  2023-09-04: ['ab02', ac03]\n"
        "recalls:\n  - {date: 2023-09-04, employee: ab02, ordered-by: aa01, reason: rapat anggaran dimajukan}\n"
    )
    (root / SCHEDULE).write_text(text)
    done = _run(root, "bkd/umum", "2023-09", "--from", "2023-09-28")
    assert done.returncode == 0
    after = (root / SCHEDULE).read_text()
    head, tail = text.split("recalls:")
    assert after.startswith(head)
    assert after.endswith(f"recalls:{tail}")
    assert "  2023-09-29: [" in after
    assert "Days before Thursday, 28 September 2023 stay as they are." in done.stdout
    assert _check(root) == 0


def test_a_comment_on_a_day_that_goes_stays(root: Path) -> None:
    """A Saturday in the file goes, and what somebody noted there does not."""
    (root / SCHEDULE).write_text("wfh:\n  2023-09-02: [ab02]  # piket Sabtu\n  2023-09-04: [ab02]\n")
    assert _run(root, "bkd/umum", "2023-09").returncode == 0
    after = (root / SCHEDULE).read_text()
    assert "# piket Sabtu" in after
    assert "2023-09-02" not in after
    assert _check(root) == 0


def test_a_request_comes_from_a_file_and_from_options(root: Path, tmp_path: Path) -> None:
    """Both hold; what only one of them can say, the option says."""
    asked = tmp_path / "permintaan.yaml"
    asked.write_text("use: 100%\nmust: {ab02: [2023-10-03]}\nmust-not: {aa01: all}\n")
    done = _run(root, "bkd/umum", "2023-10", "--request", str(asked), "--use=-1", "--must", "ac03:2023-10-04")
    assert done.returncode == 0
    text = (root / NEXT).read_text()
    assert "2023-10-03: [ab02]" in text
    assert "2023-10-04: [ac03]" in text
    assert "aa01" not in text
    assert "As it was asked, only 15 places were to be used." in done.stdout


def test_what_is_wrong_with_a_request_is_told_at_its_place(root: Path, tmp_path: Path) -> None:
    """All of it, with line and column, and nothing is written."""
    asked = tmp_path / "permintaan.yaml"
    asked.write_text(
        "wishes:\n  ab20: [2023-10-32]\n  ab02: [2023-11-01, 2023-10-35]\npresence:\n  - {least: 1, role: hed}\n"
    )
    done = _run(root, "bkd/umum", "2023-10", "--request", str(asked), "--together", "aa01,ae05")
    assert done.returncode == 1
    for words in (
        "error[RF001]: “ab20” is not the code of anybody in Subbagian Umum",
        f"--> {asked.as_posix()}:2:3",
        "error[DT002]: Wednesday, 1 November 2023 is not a day of 2023-10.",
        f"--> {asked.as_posix()}:3:10",
        "error[DT001]: There is no 2023-10-35 in the calendar.",
        "error[SH004]: Nobody in this unit has the role “hed”.",
        "Did you mean “head”?",
        "error[LW003]: “ae05” cannot be scheduled at home in 2023-10: has the status PJLP.",
        "--> (pilihan):2:12",
    ):
        assert words in done.stderr
    assert not (root / NEXT).exists()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "wishes\n",
        "wishes: [ab02]\n",
        "pattern: often\n",
        "use: 120%\n",
        "days-per-week: -1\n",
        "must: {ab02: [tomorrow]}\n",
    ],
)
def test_a_request_of_the_wrong_shape_is_refused_in_words(root: Path, tmp_path: Path, text: str) -> None:
    """No traceback, no half-read request."""
    asked = tmp_path / "permintaan.yaml"
    asked.write_text(text)
    done = _run(root, "bkd/umum", "2023-10", "--request", str(asked))
    assert done.returncode == 1
    assert "error[" in done.stderr
    assert "bug" not in done.stderr
    assert not (root / NEXT).exists()


def test_what_clashes_is_told_with_numbers_and_nothing_is_written(root: Path) -> None:
    """In both languages."""
    words = ("bkd/umum", "2023-10", "--must", "aa01:2023-10-02", "--must", "ab02:monday", "--must", "ac03:2023-10-02")
    english, indonesian = _run(root, *words), _run(root, *words, lang="id")
    assert (english.returncode, english.stdout) == (1, "")
    assert "Monday, 2 October 2023: 3 people must be at home" in english.stderr
    assert "The limit is 2 of 4 (50% × 4 = 2)." in english.stderr
    assert "Senin, 2 Oktober 2023: 3 orang harus di rumah" in indonesian.stderr
    assert not (root / NEXT).exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("bkd/umun", "2023-10"), "Did you mean “bkd/umum”?"),
        (("../../etc", "2023-10"), "There is no unit “../../etc”."),
        (("bkd/umum", "2023-13"), "“2023-13” is not a month"),
        (("bkd/umum",), "Give a unit and a month"),
        (("--all", "2023-10", "--must", "aa01"), "Requests about people are planned unit by unit"),
        (("bkd/umum", "2023-10", "--request", "tidak-ada.yaml"), "tidak-ada.yaml cannot be read"),
    ],
)
def test_a_command_that_cannot_be_run_says_what_to_type(root: Path, words: tuple[str, ...], told: str) -> None:
    """Exit code 2: the one who typed it must mend it."""
    done = _run(root, *words)
    assert done.returncode == 2
    assert told in done.stderr


@pytest.mark.parametrize(
    ("unit", "month", "told"),
    [
        ("dinkes/seksi-gizi", "2023-10", "everyone in Seksi Gizi works at the office (Service stays in the office)"),
        ("bkd/umum", "2023-12", "2023-12 is outside the period of working from home for Subbagian Umum"),
    ],
)
def test_where_nobody_may_be_at_home_there_is_nothing_to_plan(root: Path, unit: str, month: str, told: str) -> None:
    """Told as a finding, with the clause."""
    done = _run(root, unit, month)
    assert done.returncode == 1
    assert told in done.stderr


def test_every_unit_without_a_file_is_planned_and_a_bad_one_stops_no_other(tmp_path: Path) -> None:
    """Those that have a file keep it; what cannot be read is told."""
    small = FILES[UNIT].replace("aa0", "ca0").replace("ab0", "cb0").replace("ac0", "cc0").replace("ad0", "cd0")
    root = write(
        tmp_path,
        {
            "units/bkd/keuangan.yaml": small.replace("ae0", "ce0").replace("Umum", "Keuangan"),
            "units/bkd/rusak.yaml": "name: [\n",
            "units/bkd/lama.yaml": small.replace("ae0", "fe0").replace("c", "f").replace("Umum", "Lama"),
            "schedules/bkd/lama/2023-09.yaml": "wfh: [\n",
            "units/bkd/arsip.yaml": small.replace("ae0", "ge0").replace("c", "g").replace("Umum", "Arsip"),
            "schedules/bkd/arsip/2023-10.yaml": "wfh: [\n",
            NEXT: "wfh:\n  2023-10-02: [ab02]\n",
        },
    )
    own = (root / NEXT).read_bytes()
    done = _run(root, "--all", "2023-10", "--jobs", "2")
    assert done.returncode == 1
    assert "2023-10: 1 schedule written" in done.stdout
    assert "1 unit without a day to work from home" in done.stdout
    assert "bkd/rusak: The law or the staff list of “bkd/rusak” is not right yet" in done.stdout
    assert "bkd/lama: schedules/bkd/lama/2023-09.yaml cannot be read as a schedule" in done.stdout
    assert "bkd/arsip: schedules/bkd/arsip/2023-10.yaml cannot be read as a schedule" in done.stdout
    assert (root / "schedules/bkd/arsip/2023-10.yaml").read_text() == "wfh: [\n"
    assert (root / NEXT).read_bytes() == own
    assert (root / "schedules/bkd/keuangan/2023-10.yaml").is_file()
    assert not (root / "schedules/bkd/rusak").exists()


def test_nothing_is_written_through_a_link(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A folder that is a link leads out of the repository."""
    outside = tmp_path_factory.mktemp("outside")
    (root / SCHEDULE).unlink()
    (root / SCHEDULE).parent.rmdir()
    (root / SCHEDULE).parent.symlink_to(outside)
    alone, together = _run(root, "bkd/umum", "2023-10"), _run(root, "--all", "2023-10")
    assert alone.returncode == 2
    assert f"{NEXT} is a link and not a file" in alone.stderr
    assert together.returncode == 1
    assert f"{NEXT} is a link and not a file" in together.stdout
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("asked", [("--present", "head=1"), ("--together", "aa01,ab02", "--apart", "ac03,ad04")])
def test_the_same_request_gives_the_same_bytes(root: Path, asked: tuple[str, ...]) -> None:
    """Whatever order Python keeps sets in, by a flow and by a search."""
    found = set()
    for seed in ("1", "2", "3"):
        command = [sys.executable, "-m", "giliran", "-C", str(root), "plan", "bkd/umum", "2023-10", "--dry-run", *asked]
        done = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        found.add((done.stdout, done.stderr))
    assert len(found) == 1


def test_a_pattern_for_all_and_a_dry_run_for_all(root: Path) -> None:
    """Nothing is written, and the count is that of the plans."""
    done = _run(root, "--all", "2023-10", "--pattern", "fixed-weekdays", "--dry-run")
    assert done.returncode == 0
    assert "1 schedule can be drawn up" in done.stdout
    assert not (root / NEXT).exists()


def test_a_faulty_option_for_all_is_told_once(root: Path) -> None:
    """As for one unit."""
    done = _run(root, "--all", "2023-10", "--pattern", "often")
    assert done.returncode == 1
    assert "“often” is not a choice for “pattern”" in done.stderr


def test_a_law_that_cannot_be_read_plans_nothing(root: Path) -> None:
    """Under half a law nothing is judged, and nothing planned."""
    (root / CIRCULAR / "clauses/wfh-share.yaml").write_text("kind: [\n")
    done = _run(root, "bkd/umum", "2023-10")
    assert done.returncode == 2
    assert "run “giliran check” first" in done.stderr


def test_a_name_in_place_of_a_code_is_told_to_write_the_code(root: Path) -> None:
    """A clerk knows people by their names; that a code is wanted has to be said."""
    done = _run(root, "bkd/umum", "2023-10", "--wish", "Budi Rekaan:friday", lang="id")
    assert done.returncode == 1
    assert (
        "langkah: Tulis kode pegawai, bukan namanya: dua huruf kecil dan dua sampai lima angka"
        in done.stderr + done.stdout
    )
