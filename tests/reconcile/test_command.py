"""What the command says: of mappings that are wrong, of files that are not there, of law that asks for nothing."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from openpyxl import Workbook, load_workbook

from giliran.reconcile.mapping import read_mapping
from tests.papers import read_paper
from tests.repository import CIRCULAR, write

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = Path(__file__).parents[2] / "site/pages/guide"
ATTENDANCE = """\
title: {id: Presensi, en: Attendance}
kind: attendance
text: {id: Dua kali sehari., en: Twice a day.}
zone: Asia/Jakarta
windows:
  - {title: {id: Pagi, en: Morning}, from: "06:00", until: "08:00"}
  - {title: {id: Sore, en: Afternoon}, from: "16:00", until: "18:00"}
reference: {title: Berita}
"""
GOOD = """\
from: 2023-09-01
until: 2023-09-05
exports:
  - {kind: attendance, files: [presensi.csv], columns: {person: NIP, time: Waktu, place: Tempat}}
"""
TIMES = GOOD.replace("time: Waktu", "times: [A, B]")
NUMBER = "19860926201505{}001"
RECORDS = f"""\
NIP,Waktu,Tempat
{NUMBER.format(1)},2023-09-01 07:45:00,WFH
{NUMBER.format(1)},2023-09-01 16:00:00,WFH
{NUMBER.format(2)},2023-09-01 07:30:00,WFH
{NUMBER.format(2)},2023-09-04 07:30:00,WFO
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "data", {f"{CIRCULAR}/clauses/attendance.yaml": ATTENDANCE})
    (tmp_path / "pemetaan.yaml").write_text(GOOD)
    (tmp_path / "nip.csv").write_text(f"nip,id\n{NUMBER.format(1)},ab02\n{NUMBER.format(2)},ac03\n")
    (tmp_path / "presensi.csv").write_text(RECORDS)
    return tmp_path


def run(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    paths = [str(folder / name) for name in ("pemetaan.yaml", "nip.csv", "hasil")]
    words = ["-C", str(folder / "data"), "reconcile", paths[0], "--people", paths[1], "--out", paths[2], *options]
    command = [sys.executable, "-m", "giliran", *words]
    return subprocess.run(command, capture_output=True, check=False, encoding="utf-8")


def test_a_small_week(folder: Path) -> None:
    """Of two people, one kept to the circular; the other was at home without a turn, and missed an afternoon nobody asked for."""
    done = run(folder)
    assert done.returncode == 0, done.stderr
    page = (folder / "hasil/supervisors/bkd/aa01.html").read_text("utf-8")
    noted = re.findall(
        r"<th scope=\"row\">(\w+, \d+ September 2023)</th>\s*<td>(\w+)</td>\s*<td>[^<]*</td>\s*<td>([^<]*)</td>", page
    )
    assert noted == [
        ("Jumat, 1 September 2023", "ac03", "Di rumah tanpa jadwal"),
        ("Senin, 4 September 2023", "ab02", "Dipanggil, tanpa catatan"),
        ("Senin, 4 September 2023", "ac03", "Tanpa presensi 16.00–18.00"),
        ("Senin, 4 September 2023", "ac03", "Di kantor pada hari giliran"),
    ]
    silent = (
        "satu pun catatan presensi dari perangkat daerah ini pada Selasa, 5 September 2023; tidak seorang pun dinilai"
    )
    assert silent in page, "a working day without any record is named, not judged"
    assert "presensi dari 1 perangkat daerah pada sebagian hari" in done.stderr
    whole = (folder / "hasil/agencies/bkd.html").read_text("utf-8")
    assert "<h1>Rekap perangkat daerah: Badan Kepegawaian Daerah (bkd)</h1>" in whole
    paper = (folder / "hasil/supervisors/bkd/aa01.pdf").read_bytes()
    assert paper.startswith(b"%PDF")
    assert b"/MarkInfo" in paper or b"StructTreeRoot" in paper, "it is tagged, for those who have it read to them"
    assert run(folder, "--form", "pdf", "--jobs", "1").returncode == 0
    assert (folder / "hasil/supervisors/bkd/aa01.pdf").read_bytes() == paper


def test_the_commit_of_the_schedules_is_named(folder: Path) -> None:
    """Also that the files have been edited since; outside git there is none."""
    data, out = folder / "data", folder / "hasil"
    assert "tidak berada dalam git" in run(folder, "--form", "html").stdout
    assert (out / "files.csv").read_text("utf-8").endswith(",,\n")
    for words in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "--message", "Awal")):
        subprocess.run(["git", "-C", str(data), *_SOMEBODY, *words], check=True)
    asked = subprocess.run(["git", "-C", str(data), "rev-parse", "HEAD"], capture_output=True, text=True, check=True)
    commit = asked.stdout.strip()
    for edited, more, code in ((False, "", "no"), (True, ", dengan perubahan yang belum disimpan di git", "yes")):
        if edited:
            (data / "schedules/bkd/umum/2023-10.yaml").write_text("wfh: {}\n")
        said = f"Dari komit {commit}{more}."
        assert said in run(folder).stdout.splitlines()
        for name in ("supervisors/bkd/aa01", "agencies/bkd"):
            assert f"<p>{said}</p>" in (out / f"{name}.html").read_text("utf-8")
            sheet = load_workbook(out / f"{name}.xlsx").worksheets[0]
            assert said in [cell.value for cell in sheet["A"]]
            assert said in read_paper((out / f"{name}.pdf").read_bytes()).replace("\n", " ")
        rows = list(csv.DictReader(io.StringIO((out / "files.csv").read_text("utf-8"))))
        assert {(row["commit"], row["edited"]) for row in rows} == {(commit, code)}


_SOMEBODY = ("-c", "user.name=Admin", "-c", "user.email=admin@example.invalid", "-c", "commit.gpgSign=false")


WRONG = [
    ("an unknown kind", GOOD.replace("attendance", "kehadiran"), "pemetaan.yaml:4:12", "SH004"),
    ("a missing column", GOOD.replace(", time: Waktu", ""), "pemetaan.yaml:4:56", "SH002"),
    ("an unknown key", GOOD.replace("columns:", "kolom:"), "pemetaan.yaml:4:47", "SH001"),
    ("a column of another kind", GOOD.replace("place: Tempat", "answer: Dijawab"), "answer", "SH001"),
    ("an unknown zone", GOOD.replace("files:", "zone: WIBB, files:"), "WIBB", "SH004"),
    ("a zone of nowhere", GOOD.replace("files:", "zone: posixrules, files:"), "pemetaan.yaml:4:30", "SH004"),
    (
        "a word that means two places",
        GOOD.replace("}}", "}, words: {home: [WFH], office: [WFO, wfh]}}"),
        "pemetaan.yaml:4:134",
        "SH007",
    ),
    (
        "a word that means another place where nothing is said of it",
        GOOD.replace("}}", "}, words: {home: [ Kantor]}}"),
        "Kantor",
        "SH007",
    ),
    ("a period the wrong way round", GOOD.replace("2023-09-05", "2023-08-05"), "pemetaan.yaml:2:8", "DT008"),
    ("a day that is none", GOOD.replace("2023-09-05", "2023-09-31"), "pemetaan.yaml:2:8", "DT001"),
    ("a period of years", GOOD.replace("until: 2023", "until: 2026"), "pemetaan.yaml:2:8", "SH006"),
    ("calls without answers", GOOD.replace("attendance", "calls").replace(", place: Tempat", ""), "answer", "SH002"),
    ("no time at all", GOOD.replace("time: Waktu", "date: Waktu"), "pemetaan.yaml:4:56", "SH002"),
    ("one time and several", GOOD.replace("time: W", "times: [A, B], time: W"), "“time” dan “times”", "SH001"),
    (
        "several times of a report",
        TIMES.replace("attendance", "report").replace(", place: Tempat", ""),
        "times",
        "SH001",
    ),
    ("a single one of several", TIMES.replace("[A, B]", "[A]"), "pemetaan.yaml:4:77", "SH008"),
    ("one of several twice", TIMES.replace("[A, B]", "[A, A]"), "ditulis dua kali", "SH007"),
    ("places without times", GOOD.replace("place: Tempat", "places: [A, B]"), "di samping “times”", "SH001"),
    ("too few places", TIMES.replace("[A, B], place: Tempat", "[A, B, C], places: [D, E]"), "berisi 2 kolom", "SH008"),
    ("a place and places", TIMES.replace("[A, B]", "[A, B], places: [C, D]"), "“place” dan “places”", "SH001"),
    ("words for none beside a time", GOOD.replace("files:", "words: {none: [cuti]}, files:"), "“none”", "SH001"),
    ("no YAML", "from: [", "pemetaan.yaml:1", "YM001"),
]


@pytest.mark.parametrize(("mapping", "place", "code"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
def test_a_wrong_mapping_is_told_at_its_place(folder: Path, mapping: str, place: str, code: str) -> None:
    (folder / "pemetaan.yaml").write_text(mapping)
    done = run(folder)
    assert done.returncode == 1, done.stderr
    assert place in done.stderr
    assert f"[{code}]" in done.stderr
    assert not (folder / "hasil").exists()


def test_every_fault_of_a_mapping_is_told_at_once(folder: Path) -> None:
    """Those of shape hide none of those that the grammar cannot see, and what is misspelt is not missing as well."""
    (folder / "pemetaan.yaml").write_text("""\
from: kemarin
until: 2023-09-31
exports:
  - kind: presensi
    files: [a.csv, /etc/passwd]
    zone: WIBB
    columns: {person: NIP, tim: Waktu, tempat: Lokasi}
  - kind: calls
    files: [../x.csv, sini/../../y.csv, sini/../z.csv]
    columns: {person: NIP, places: [A]}
    words: {answered: [Ya], unanswered: [ya], none: [cuti], home: WFH}
  - attendance
""")
    done = run(folder)
    assert done.returncode == 1, done.stderr
    told = re.findall(r"kesalahan\[(\w+)\]: .*\n *--> \S*pemetaan\.yaml:(\d+):(\d+)", done.stderr)
    assert [(code, int(line), int(column)) for code, line, column in told] == [
        ("SH005", 1, 7),
        ("DT001", 2, 8),
        ("SH004", 4, 11),
        ("SH005", 5, 20),
        ("SH004", 6, 11),
        ("SH001", 7, 28),
        ("SH001", 7, 40),
        ("SH005", 9, 13),
        ("SH005", 9, 23),
        ("SH002", 10, 5),
        ("SH002", 10, 14),
        ("SH001", 10, 28),
        ("SH001", 10, 28),
        ("SH008", 10, 36),
        ("SH007", 11, 42),
        ("SH001", 11, 47),
        ("SH003", 11, 67),
        ("SH003", 12, 5),
    ]


def test_a_mapping_of_any_shape_is_told_and_breaks_nothing() -> None:
    """Each value in turn is put in place of each other one, and of what none of them should be."""
    example = re.search(r"```yaml\n(.*?)```", (PAGES / "reconcile.en.md").read_text("utf-8"), re.DOTALL)
    assert example is not None
    data = yaml.safe_load(example[1].replace("2023-09-01", "'2023-09-01'").replace("2023-09-30", "'2023-09-30'"))
    tried = 0
    for holder, key in places(data):
        kept = holder[key]
        for other in _OTHERS:
            holder[key] = other
            found, faults = read_mapping("pemetaan.yaml", json.dumps(data).encode())
            assert (found is None) == bool(faults)
            tried += 1
        holder[key] = kept
    assert tried > 400


_OTHERS: tuple[Any, ...] = (None, 7, "x", [], ["x", 7], {"x": None}, [{}])


def places(data: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 - whatever YAML holds
    """Give every place of some plain data, as what holds it and its key."""
    for key in list(data) if isinstance(data, dict) else range(len(data)):
        yield data, key
        if isinstance(data[key], dict | list):
            yield from places(data[key])


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("presensi.csv", None, "There is no file “presensi.csv”"),
        ("nip.csv", None, "nip.csv”"),
        ("pemetaan.yaml", None, "pemetaan.yaml”"),
        ("presensi.csv", "a,b\n1,2\n", "has no header with the columns “NIP”, “Waktu”, “Tempat”"),
        ("nip.csv", "nomor;kode\n", "has no header with the columns “nip”, “id”"),
        (f"data/{CIRCULAR}/clauses/attendance.yaml", None, "No binding circular asks for attendance records"),
        ("data/units/bkd/umum.yaml", "name: [", "giliran check"),
        ("data/schedules/bkd/umum/2023-09.yaml", "wfh: [", "giliran check"),
    ],
)
def test_what_the_operator_must_mend(folder: Path, name: str, content: str | None, words: str) -> None:
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_text(content)
    done = run(folder)
    assert done.returncode == 2, done.stderr
    assert words in done.stderr
    assert not (folder / "hasil").exists()


def test_every_file_that_cannot_be_read_is_named_at_once(folder: Path) -> None:
    """Those that are not there, that nobody may read, that are cut off or something else, and the table of people too."""
    book = Workbook()
    book.worksheets[0].append(["NIP", "Waktu", "Tempat"])
    book.save(made := io.BytesIO())
    (folder / "putus.xlsx").write_bytes(made.getvalue()[:2000])
    (folder / "lama.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    (folder / "halaman.xls").write_text("<html><table><tr><td>NIP")
    (folder / "kosong.csv").write_text("")
    (folder / "tertutup.csv").symlink_to("/proc/self/mem")  # a file whose first byte not even root may read
    subprocess.run(["git", "init", "--quiet", str(folder / "gudang")], check=True)
    (folder / "gudang/presensi.csv").write_text(RECORDS)
    (folder / "nip.csv").write_text("nomor;kode\n")
    wrong = ("putus.xlsx", "lama.xls", "hilang.csv", "halaman.xls", "kosong.csv", "tertutup.csv", "gudang/presensi.csv")
    named = [wrong[0], "presensi.csv", *wrong[1:], "presensi.*"]
    (folder / "pemetaan.yaml").write_text(GOOD.replace("[presensi.csv]", json.dumps(named)))
    done = run(folder)
    assert done.returncode == 2, done.stderr
    said = [line for line in done.stderr.splitlines() if line.startswith("giliran: ")]
    for name, line in zip(("nip.csv", *wrong, "presensi.csv"), said, strict=True):
        assert f"{name}”" in line
    assert "impor" not in done.stderr, "those are the words of another verb"
    assert "import" not in done.stderr
    assert not (folder / "hasil").exists()


def test_a_file_named_after_the_number_of_somebody_is_refused_without_saying_it(folder: Path) -> None:
    (folder / "presensi.csv").rename(folder / f"presensi {NUMBER.format(1)}.csv")
    (folder / "pemetaan.yaml").write_text(GOOD.replace("presensi.csv", '"presensi*.csv"'))
    done = run(folder)
    assert done.returncode == 2, done.stderr
    assert "18 digits" in done.stderr
    assert NUMBER.format(1) not in done.stdout + done.stderr
    (folder / f"presensi {NUMBER.format(1)}.csv").rename(folder / "presensi_2023-09-01_2023-09-30.csv")
    assert run(folder, "--form", "html").returncode == 0


def test_cells_are_shown_without_numbers_of_people_and_without_what_does_not_show(folder: Path) -> None:
    """Neither in groups nor with something between that nobody sees; nothing turns a line around or is worked out."""
    cells = {
        f"{NUMBER.format(1)[:8]}\u200b{NUMBER.format(1)[8:]}": "…",
        f"{NUMBER.format(1)[:8]} {NUMBER.format(1)[8:14]} 1 001": "…",
        "\u202e54:70 besok\u001b[31m": "54:70 besok[31m",
        "\u200b@SUM(1)": "'@SUM(1)",
        "04/09/2023 jam 07.12": "04/09/2023 jam 07.12",
    }
    lines = [f"{NUMBER.format(1)},{cell},WFH" for cell in cells]
    (folder / "presensi.csv").write_text("\n".join(("NIP,Waktu,Tempat", *lines, "")), "utf-8")
    done = run(folder, "--form", "html")
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader((folder / "hasil/rows.csv").read_text("utf-8").splitlines()))
    assert [row["cell"] for row in rows] == list(cells.values())


def test_a_file_with_the_month_first_is_told_as_such_in_each_row_that_may_be(folder: Path) -> None:
    """Nobody is told that nothing is to be done about a row that is out of the period only as it is read."""
    days = [
        "09/13/2023",
        "09/01/2023",
        "09/04/2023",
        "10/09/2023",
        "04/09/2023",
        "25/08/2023",
        "2023-08-04",
        "2023-09-02",
    ]
    cells = [f"{day} 07:10" for day in days]
    lines = [f"{NUMBER.format(1)},{cell},WFH" for cell in cells]
    for first, told in (
        (0, ["month-first", *["turned-date"] * 3, "either-order", "outside-period", "outside-period", "day-off"]),
        (1, [*["outside-period"] * 3, None, "outside-period", "outside-period", "day-off"]),
    ):
        (folder / "presensi.csv").write_text("\n".join(("NIP,Waktu,Tempat", *lines[first:], "")))
        assert run(folder, "--form", "html", "--lang", "en").returncode == 0
        found = list(csv.DictReader((folder / "hasil/rows.csv").read_text("utf-8").splitlines()))
        assert {int(row["row"]): row["kind"] for row in found} == {
            row: kind for row, kind in enumerate(told, start=2) if kind is not None
        }
        assert len(found) == len([kind for kind in told if kind is not None])
        for row in found:
            assert "counted twice" not in row["advice"]
            assert ("Nothing to do" in row["advice"]) == (row["kind"] in {"outside-period", "day-off"})
            if row["kind"] in {"month-first", "turned-date", "either-order"}:
                assert (row["column"], row["cell"]) == ("Waktu", cells[int(row["row"]) - 2])
                assert row["advice"].startswith("Export again")


@pytest.mark.parametrize("page", ["reconcile.id.md", "reconcile.en.md"])
def test_the_example_of_the_guide_is_a_mapping(page: str) -> None:
    example = re.search(r"```yaml\n(.*?)```", (PAGES / page).read_text("utf-8"), re.DOTALL)
    assert example is not None
    found, faults = read_mapping("pemetaan.yaml", example[1].encode())
    assert not faults
    assert found is not None
    assert len(found.exports) == len(yaml.safe_load(example[1])["exports"]) == 5


def test_a_report_after_a_clause_that_is_none_is_refused(folder: Path) -> None:
    duty = "title: {id: Laporan, en: Report}\nkind: duty\nrole: employee\ntext: {id: Lapor., en: Report.}\nafter: presensi\n"
    write(folder / "data", {f"{CIRCULAR}/clauses/report.yaml": f"{duty}reference: {{title: Berita}}\n"})
    command = [sys.executable, "-m", "giliran", "-C", str(folder / "data"), "check"]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 1
    assert "RF004" in done.stdout
    assert "clauses/report.yaml:5:8" in done.stdout
