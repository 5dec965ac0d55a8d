"""Bad input: whatever stands in a file, the answer is a diagnostic with file, line and column, exit 1, nothing written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.repository import CIRCULAR, FILES, SCHEDULE, UNIT, write

if TYPE_CHECKING:
    from pathlib import Path

SHARE = f"{CIRCULAR}/clauses/wfh-share.yaml"


def giliran(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command as a person would."""
    command = [sys.executable, "-m", "giliran", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", cwd=cwd, check=False)


def checked(root: Path) -> tuple[int, list[dict[str, Any]]]:
    """Check a repository: the exit code and the findings."""
    done = giliran("-C", str(root), "check", "--format", "json")
    assert "Traceback" not in done.stderr + done.stdout
    return done.returncode, json.loads(done.stdout)["diagnostics"] if done.stdout else []


def bomb() -> bytes:
    """Give 1 MB of nested aliases, each ten times the one before."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    number = 0
    while sum(map(len, lines)) < 1_000_000:
        number += 1
        lines.append(f"a{number}: &a{number} [{', '.join([f'*a{number - 1}'] * 10)}]")
    return "\n".join(lines).encode()[:1_000_000]


REFUSED: list[tuple[str, str, str | bytes, str, tuple[int, int]]] = [
    ("text instead of a list", SCHEDULE, "wfh:\n  2023-09-01: ab02\n", "SH003", (2, 15)),
    ("a list instead of entries", SCHEDULE, "wfh: [ab02]\n", "SH003", (1, 6)),
    ("a number instead of text", UNIT, FILES[UNIT].replace("Subbagian Umum", "12"), "SH003", (1, 7)),
    ("nothing where a list belongs", SCHEDULE, "wfh:\n  2023-09-01:\n", "SH003", (2, 14)),
    ("the same day twice", SCHEDULE, "wfh:\n  2023-09-01: []\n  2023-09-01: [ab02]\n", "YM009", (3, 3)),
    ("a tab", SCHEDULE, "wfh:\n\t2023-09-01: []\n", "YM006", (2, 1)),
    ("an anchor", SCHEDULE, "wfh:\n  2023-09-01: &x [ab02]\n", "YM007", (2, 15)),
    ("an alias", SCHEDULE, "wfh:\n  2023-09-01: *x\n", "YM007", (2, 15)),
    ("a tag", SCHEDULE, "wfh: !!python/object/apply:os.system [ls]\n", "YM008", (1, 6)),
    ("a merge key", SCHEDULE, "wfh:\n  <<: {2023-09-01: []}\n", "YM010", (2, 3)),
    ("two documents", SCHEDULE, "wfh: {}\n---\nwfh: {}\n", "YM011", (2, 1)),
    ("an octal number", SCHEDULE, "wfh:\n  2023-09-01: [0o17]\n", "YM012", (2, 16)),
    ("an unterminated quote", SCHEDULE, 'wfh:\n  2023-09-01: ["ab02]\n', "YM001", (2, 16)),
    ("an unterminated list", SCHEDULE, "wfh:\n  2023-09-01: [ab02\n", "YM001", (2, 15)),
    ("invalid UTF-8", SCHEDULE, b"wfh:\n  2023-09-01: [\xff]\n", "YM002", (2, 16)),
    ("UTF-16", SCHEDULE, FILES[SCHEDULE].encode("utf-16"), "YM002", (1, 1)),
    ("a byte order mark", SCHEDULE, FILES[SCHEDULE].encode("utf-8-sig"), "YM003", (1, 1)),
    ("an empty file", SCHEDULE, b"", "YM004", (1, 1)),
    ("only a comment", SCHEDULE, b"# nanti\n", "YM004", (1, 1)),
    ("10 MB", SCHEDULE, b"#" * 10_000_000, "YM005", (1, 1)),
    ("a note of 10 MB", "units/bkd/catatan.md", b"#" * 10_000_000, "YM005", (1, 1)),
    ("a bomb of aliases", SCHEDULE, bomb(), "YM007", (1, 5)),
    ("a zero byte", SCHEDULE, b"wfh: {}\x00\n", "YM013", (1, 8)),
    ("a direction override", UNIT, FILES[UNIT].replace("Ani", "Ani\u202e"), "YM013", (5, 25)),
    ("deep nesting", SCHEDULE, b"[" * 100_000, "YM014", (1, 21)),
    ("a key that is a list", SCHEDULE, "? [a]\n: b\n", "YM015", (1, 3)),
    ("an impossible date", SCHEDULE, "wfh:\n  2023-02-30: []\n", "DT001", (2, 3)),
    ("an impossible date of a person", UNIT, FILES[UNIT].replace("2023-09-11", "2023-09-31"), "DT001", (8, 55)),
    ("another month", SCHEDULE, "wfh:\n  2023-10-02: [ab02]\n", "DT002", (2, 3)),
    ("a date written otherwise", SCHEDULE, "wfh:\n  1 September 2023: []\n", "SH005", (2, 3)),
    ("an unknown key", SCHEDULE, "wfj:\n  2023-09-01: []\n", "SH001", (1, 1)),
    ("a missing name", UNIT, FILES[UNIT].replace("name: Subbagian Umum\n", ""), "SH002", (1, 1)),
    ("a misspelt kind of a clause", SHARE, FILES[SHARE].replace("kind: share", "kid: share"), "SH002", (1, 1)),
    ("a status nobody has", UNIT, FILES[UNIT].replace("status: pjlp", "status: honorer"), "SH004", (9, 42)),
    ("a bad employee code", SCHEDULE, "wfh:\n  2023-09-01: [Budi]\n", "SH005", (2, 16)),
    ("the same person twice", SCHEDULE, "wfh:\n  2023-09-01: [ab02, ab02]\n", "SH007", (2, 22)),
    ("a percentage as a number", SHARE, FILES[SHARE].replace("50%", "50"), "SH003", (5, 50)),
    ("crossing windows", SHARE, FILES[SHARE].replace("until: 2023-09-07", "until: 2023-11-07"), "DT009", (6, 12)),
    (
        "a reversed period",
        UNIT,
        FILES[UNIT].replace("from: 2023-09-11", "from: 2023-09-11, until: 2023-09-01"),
        "DT008",
        (8, 74),
    ),
    ("a citizen number in a comment", UNIT, FILES[UNIT] + "# 3171000101010001\n", "PD002", (10, 3)),
]


@pytest.mark.parametrize(("name", "path", "content", "code", "place"), REFUSED, ids=[case[0] for case in REFUSED])
def test_refused(tmp_path: Path, name: str, path: str, content: str | bytes, code: str, place: tuple[int, int]) -> None:
    root = write(tmp_path, {path: content})
    status, found = checked(root)
    assert status == 1
    fault = next(fault for fault in found if fault["code"] == code)
    assert fault["path"] == path
    assert (fault["start"]["line"], fault["start"]["column"]) == place
    assert fault["help"]


def test_the_repository_itself_is_accepted(tmp_path: Path) -> None:
    assert checked(write(tmp_path)) == (0, [])


def test_a_bomb_of_aliases_answers_at_once(tmp_path: Path) -> None:
    root = write(tmp_path, {SCHEDULE: bomb()})
    start = time.monotonic()
    status, _ = checked(root)
    assert status == 1
    # Expanded it would hold more entries than there are atoms; the bound is wide, since machines differ.
    assert time.monotonic() - start < 20


def test_a_misspelt_key_is_guessed(tmp_path: Path) -> None:
    _, found = checked(write(tmp_path, {UNIT: FILES[UNIT].replace("supervisor:", "supervizor:")}))
    assert "Mungkin maksudnya “supervisor”?" in found[0]["help"]


def test_all_faults_are_told_not_the_first(tmp_path: Path) -> None:
    content = "wfh:\n  2023-09-01: [zz99]\n  2023-09-02: []\n  2023-09-28: []\n  2023-09-05: [ae05]\n"
    _, found = checked(write(tmp_path, {SCHEDULE: content, UNIT: FILES[UNIT].replace("aa01\n", "zz98\n")}))
    assert {fault["code"] for fault in found} == {"RF001", "DT003", "LW003"}
    assert len(found) == 5


SLIPS: list[tuple[str, str, str, str, str]] = [
    (
        "no space after the first colon",
        SCHEDULE,
        "wfh:\n  2023-09-01:[ab02]\n  2023-09-04: []\n",
        "YM001",
        "spasi setelah titik dua",
    ),
    (
        "no space after a later colon",
        SCHEDULE,
        "wfh:\n  2023-09-01: []\n  2023-09-04:[ab02]\n",
        "YM001",
        "spasi setelah titik dua",
    ),
    ("no space after the only colon", SCHEDULE, "wfh:\n  2023-09-01:[ab02]\n", "SH003", "spasi setelah titik dua"),
    ("no colon at all", SCHEDULE, "wfh\n  2023-09-01: []\n", "YM001", "nama: isi"),
    ("a special space", SCHEDULE, "wfh:\n  2023-09-01: [ab02,\u00a0ac03]\n", "YM013", "Hapus tanda itu"),
    ("a bracket too many", SCHEDULE, "wfh:\n  2023-09-01: [ab02]]\n", "YM001", "Hapus kurung itu"),
    ("capital letters", SCHEDULE, "wfh:\n  2023-09-01: [AB02]\n", "SH005", "“ab02”"),
    ("a capital key", SCHEDULE, "WFH:\n  2023-09-01: [ab02]\n", "SH001", "“wfh”"),
    ("a list without dashes", SCHEDULE, "wfh: {}\nrecalls:\n  date: 2023-09-01\n", "SH003", "“- ”"),
    ("no space after a dash", UNIT, FILES[UNIT].replace("  - {id: ab02", "  -{id: ab02"), "YM001", "spasi setelah “-”"),
    (
        "a comma in a reason",
        SCHEDULE,
        FILES[SCHEDULE].replace("rapat anggaran", "rapat, anggaran"),
        "SH001",
        "tanda kutip",
    ),
    (
        "a colon in a reason",
        SCHEDULE,
        FILES[SCHEDULE].replace("rapat anggaran", "rapat: anggaran"),
        "YM001",
        "tanda kutip",
    ),
    ("a merge that was not finished", SCHEDULE, "<<<<<<< HEAD\n" + FILES[SCHEDULE], "YM001", "Pilih isi yang benar"),
    ("names instead of codes", SCHEDULE, "wfh:\n  2023-09-01: [ab02 ac03]\n", "SH005", "dengan koma"),
]


@pytest.mark.parametrize(("name", "path", "content", "code", "advice"), SLIPS, ids=[slip[0] for slip in SLIPS])
def test_frequent_slips_are_named(tmp_path: Path, name: str, path: str, content: str, code: str, advice: str) -> None:
    _, found = checked(write(tmp_path, {path: content}))
    assert found[0]["code"] == code
    assert advice in found[0]["help"]


def test_a_misspelt_key_is_told_once(tmp_path: Path) -> None:
    content = FILES[SCHEDULE].replace("employee:", "employe:")
    _, found = checked(write(tmp_path, {SCHEDULE: content}))
    assert [fault["code"] for fault in found] == ["SH001"]


@pytest.mark.parametrize("name", ["2023-9.yaml", "2023-09.yaml.txt", "2023-09.yml", "2023-09.YAML", "2023-09.yaml.md"])
def test_the_right_file_name_is_suggested(tmp_path: Path, name: str) -> None:
    _, found = checked(write(tmp_path, {SCHEDULE: None, f"schedules/bkd/umum/{name}": FILES[SCHEDULE]}))
    assert [fault["code"] for fault in found] == ["YM018"]
    assert found[0]["help"] == f"Ganti namanya menjadi {SCHEDULE}."


@pytest.mark.parametrize("target", ["../../../../outside.yaml", "/etc/hostname", "2023-10.yaml"])
def test_links_are_refused_and_not_followed(tmp_path: Path, target: str) -> None:
    root = write(tmp_path / "data", {SCHEDULE: None})
    (tmp_path / "outside.yaml").write_text("rahasia: 1\n")
    (root / SCHEDULE).parent.mkdir(parents=True)
    (root / SCHEDULE).symlink_to(target)
    status, found = checked(root)
    assert status == 1
    assert [(fault["code"], fault["path"]) for fault in found] == [("YM016", SCHEDULE)]


def test_a_linked_folder_is_refused(tmp_path: Path) -> None:
    root = write(tmp_path / "data")
    (tmp_path / "elsewhere").mkdir()
    (root / "schedules/bkd/arsip").symlink_to(tmp_path / "elsewhere")
    status, found = checked(root)
    assert status == 1
    assert [(fault["code"], fault["path"]) for fault in found] == [("YM016", "schedules/bkd/arsip")]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (b"2023-09 (1).yaml", "YM017"),
        ("2023-09\u202e.yaml".encode(), "YM017"),
        (b"2023-09\n.yaml", "YM017"),
        (b"2023-\xff.yaml", "YM017"),
        (b"::error::.yaml", "YM017"),
        (b"2023-09.yml", "YM018"),
        (b"2023-13.yaml", "YM018"),
        (b"September.yaml", "YM018"),
        (b"2023-09.yaml~", "YM017"),
    ],
)
@pytest.mark.parametrize("form", ["json", "text", "github", "sarif", "junit", "gitlab", "rdjson", "markdown"])
def test_odd_file_names(tmp_path: Path, name: bytes, code: str, form: str) -> None:
    root = write(tmp_path)
    (tmp_path / "schedules/bkd/umum").mkdir(parents=True, exist_ok=True)
    with open(os.path.join(os.fsencode(root / "schedules/bkd/umum"), name), "wb") as file:  # noqa: PTH123, PTH118 - a name that is no text has no Path
        file.write(b"wfh: {}\n")
    done = giliran("-C", str(root), "check", "--format", form)
    assert done.returncode == 1
    assert code in done.stdout
    assert "Traceback" not in done.stderr


def test_files_that_are_no_data_of_ours_are_left_alone(tmp_path: Path) -> None:
    root = write(
        tmp_path, {"units/README.md": "# Panduan\n", "schedules/.gitkeep": b"", "README.md": "x", "node/x.yml": "a"}
    )
    assert checked(root) == (0, [])


def test_personal_data_is_never_repeated(tmp_path: Path) -> None:
    secret = "199901012020011999"
    root = write(tmp_path, {UNIT: FILES[UNIT].replace("Budi Rekaan", f"Budi {secret}")})
    for form in ("text", "json", "github", "gitlab", "sarif", "junit", "rdjson", "markdown"):
        done = giliran("-C", str(root), "check", "--format", form)
        assert done.returncode == 1
        assert secret not in done.stdout
