"""What a clause may say of times: a zone that exists, hours of one day, and windows in the night as well as by day."""

from __future__ import annotations

import csv
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from giliran.corpus.build import build
from giliran.reconcile.ground import ground
from giliran.reconcile.kinds import KINDS
from giliran.reconcile.ledgers import rows_csv
from giliran.reconcile.mapping import read_mapping
from giliran.reconcile.reconciling import Source, reconciled
from giliran.store import read_tree
from tests.repository import CIRCULAR, write

if TYPE_CHECKING:
    from pathlib import Path

    from giliran.reconcile.reconciling import Account

CLAUSE = f"{CIRCULAR}/clauses/jam.yaml"
NIP = "198609262015051001"
ATTENDANCE = """\
title: {id: Presensi, en: Attendance}
kind: attendance
zone: Asia/Jakarta
windows:
  - {title: {id: Pagi, en: Morning}, from: "06:00", until: "08:00"}
reference: {title: Berita}
"""
HOURS = """\
title: {id: Jam kerja, en: Hours}
kind: hours
zone: Asia/Jakarta
from-time: "07:30"
until-time: "16:00"
minimum-hours: 7.5
reference: {title: Berita}
"""
EXPORTS = "  - {kind: attendance, files: [presensi.csv], columns: {person: NIP, %s}}\n"
MAPPING = "from: 2023-09-01\nuntil: 2023-09-05\nexports:\n"


def run(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "giliran", "-C", str(data), *words]
    return subprocess.run(command, capture_output=True, check=False, encoding="utf-8")


def kinds(folder: Path, clause: str, mapping: str, content: str) -> list[str]:
    """Reconcile a file under a clause; give the kinds of oddities, once for each row."""
    return [
        KINDS[odd.kind].name
        for each in accounts(folder, clause, mapping, content)
        for odd in each.odd
        for _ in odd.rows
    ]


def accounts(folder: Path, clause: str, mapping: str, content: str) -> tuple[Account, ...]:
    """Reconcile a file under a clause; give what is told of its rows."""
    corpus = build(read_tree(write(folder, {CLAUSE: clause})), frozenset())[0]
    found, faults = read_mapping("pemetaan.yaml", mapping.encode())
    assert found is not None, faults
    source = Source("presensi.csv", content.encode, found.exports[0])
    whole = reconciled(found, ("nip.csv", f"nip,id\n{NIP},ab02\n".encode()), [source], ground(corpus, found.period))
    return whole.accounts


@pytest.mark.parametrize(
    ("clause", "told"),
    [
        (ATTENDANCE.replace("Asia/Jakarta", "Asia/Jakata"), ("SH004", 3, 7)),
        (ATTENDANCE.replace("Asia/Jakarta", "Asia/Jayapura"), None),
        (ATTENDANCE.replace("Asia/Jakarta", "Europe/Amsterdam"), None),
        (HOURS.replace("Asia/Jakarta", "Asia/Bandung"), ("SH004", 3, 7)),
        (ATTENDANCE.replace('from: "06:00", until: "08:00"', 'from: "20:00", until: "06:00"'), ("SH006", 5, 60)),
        (ATTENDANCE.replace('until: "08:00"', 'until: "06:00"'), None),
        (HOURS.replace('"16:00"', '"07:00"'), ("SH006", 5, 13)),
        (HOURS, None),
    ],
)
def test_a_clause_that_no_record_could_ever_meet_is_refused_at_its_place(
    tmp_path: Path, clause: str, told: tuple[str, int, int] | None
) -> None:
    faults = build(read_tree(write(tmp_path, {CLAUSE: clause})), frozenset())[1]
    found = [(each.code, each.place.path, each.place.start.line, each.place.start.column) for each in faults]
    assert found == ([] if told is None else [(told[0], CLAUSE, *told[1:])])


def test_a_zone_that_is_none_is_told_in_words_and_by_whoever_would_need_it(tmp_path: Path) -> None:
    data = write(tmp_path / "data", {CLAUSE: ATTENDANCE.replace("Asia/Jakarta", "Asia/Jakata")})
    checked = run(data, "check")
    assert checked.returncode == 1
    assert "Zona waktu “Asia/Jakata” tidak dikenal." in checked.stdout
    assert f"{CLAUSE}:3:7" in checked.stdout
    (tmp_path / "nip.csv").write_text(f"nip,id\n{NIP},ab02\n")
    (tmp_path / "presensi.csv").write_text(f"NIP,Waktu\n{NIP},2023-09-04T00:30:00Z\n")
    (tmp_path / "pemetaan.yaml").write_text(MAPPING + EXPORTS % "time: Waktu")
    words = (str(tmp_path / "pemetaan.yaml"), "--people", str(tmp_path / "nip.csv"), "--out", str(tmp_path / "hasil"))
    done = run(data, "reconcile", *words)
    assert done.returncode == 2, "the operator can mend it"
    assert CLAUSE in done.stderr


@pytest.mark.parametrize(("window", "night"), [("03:00", "02:59:59"), ("06:00", "03:59:59"), ("00:00", None)])
def test_the_night_ends_where_the_first_window_begins_and_at_four_at_the_latest(
    tmp_path: Path, window: str, night: str | None
) -> None:
    times = ("00:00:01", "02:59:59", "03:00:00", "03:59:59", "04:00:00")
    content = "\n".join(("NIP,Waktu", *(f"{NIP},2023-09-04 {time}" for time in times), ""))
    found = kinds(tmp_path, ATTENDANCE.replace("06:00", window), MAPPING + EXPORTS % "time: Waktu", content)
    assert found.count("over-midnight") == sum(night is not None and time <= night for time in times)


@pytest.mark.parametrize(
    ("columns", "content"),
    [
        ("time: Waktu}, zone: WIT", "NIP,Waktu\n{NIP},2023-09-04 02:30:00\n{NIP},2023-09-04 08:30:00\n"),
        (
            "times: [A, B]}, zone: WIT",
            "NIP,A,B\n{NIP},2023-09-04 02:30:00,\n{NIP},2023-09-04 02:31:00,2023-09-04 08:30:00\n",
        ),
    ],
)
def test_what_is_told_of_one_row_agrees_on_whether_it_counts(tmp_path: Path, columns: str, content: str) -> None:
    """A time of another zone that becomes one of the night is not used, so that to convert it does not make the row count."""
    mapping = MAPPING + (EXPORTS % columns).replace("}}", "}")
    made = accounts(tmp_path, ATTENDANCE, mapping, content.replace("{NIP}", NIP))
    lines = list(csv.DictReader(rows_csv(made, "en").decode().splitlines()))
    told = [(line["row"], line["kind"], line["counts"]) for line in lines]
    wide = [("3", "other-zone", "yes"), ("3", "over-midnight", "partly")] if "times" in columns else []
    assert told[:2] == [("2", "other-zone", "no"), ("2", "over-midnight", "no")]
    assert sorted(set(told[2:])) == (wide or [("3", "other-zone", "yes")])
    assert [(each.read, each.reported) for each in made[1:]] == [(2, 1)]


def test_midnight_in_a_cell_of_several_is_reported_where_a_window_begins_at_it(tmp_path: Path) -> None:
    """Elsewhere it is what apps write for no record; here it may be one."""
    mapping = MAPPING + EXPORTS % "date: Hari, times: [A, B]"
    content = f"NIP,Hari,A,B\n{NIP},2023-09-04,00:00:00,00:30:00\n"
    assert kinds(tmp_path / "day", ATTENDANCE, mapping, content) == ["over-midnight"]
    assert kinds(tmp_path / "night", ATTENDANCE.replace("06:00", "00:00"), mapping, content) == ["no-time"]


def reconcile(folder: Path, files: str) -> subprocess.CompletedProcess[str]:
    """Run the command on files that a mapping names."""
    write(folder / "data", {CLAUSE: ATTENDANCE})
    (folder / "nip.csv").write_text(f"nip,id\n{NIP},ab02\n")
    (folder / "pemetaan.yaml").write_text(MAPPING + (EXPORTS % "time: Waktu").replace("[presensi.csv]", files))
    where = (str(folder / "pemetaan.yaml"), "--people", str(folder / "nip.csv"), "--out", str(folder / "hasil"))
    return run(folder / "data", "reconcile", *where, "--form", "html")


def test_two_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for folder, time in (("utara", "kemarin"), ("selatan", "2023-09-04 07:10:00")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "p.csv").write_text(f"NIP,Waktu\n{NIP},{time}\n")
    said = reconcile(tmp_path, "[utara/p.csv, selatan/p.csv]").stdout
    assert "utara/p.csv: 1 baris dibaca, 0 dipakai" in said
    assert "selatan/p.csv: 1 baris dibaca, 1 dipakai" in said
    every = ["nip.csv", "utara/p.csv", "selatan/p.csv", "total"]
    for name, files in (("rows.csv", ["utara/p.csv"]), ("files.csv", every)):
        with (tmp_path / "hasil" / name).open(encoding="utf-8") as rows:
            assert [row["file"] for row in csv.DictReader(rows)] == files


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ("[utara/p.csv, utara/../utara/p.csv]", "disebut dua kali"),
        (f"['{NIP}/p.csv']", "seperti NIK atau NIP"),
    ],
)
def test_a_file_named_twice_or_in_a_folder_of_somebodys_number_is_refused(
    tmp_path: Path, files: str, words: str
) -> None:
    for folder in ("utara", NIP):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "p.csv").write_text(f"NIP,Waktu\n{NIP},2023-09-04 07:10:00\n")
    done = reconcile(tmp_path, files)
    assert done.returncode == 2
    assert words in done.stderr
    assert NIP not in done.stderr.replace(str(tmp_path), "")
