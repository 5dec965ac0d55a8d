"""Nothing that may be published names anybody; what is private stays out of git and with its owner."""

from __future__ import annotations

import csv
import html
import io
import json
import os
import re
import stat
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from giliran.corpus.build import build
from giliran.store import read_tree
from giliran.timeline import Period
from tests.reconcile.invented import FIRST, LAST, Exports

if TYPE_CHECKING:
    from tests.reconcile.invented import Planted

ROOT = Path(__file__).parents[2]
FORTNIGHT = Period(FIRST, LAST)


def reconcile(
    folder: Path, out: Path, *options: str, umask: int = 0o022, root: Path = ROOT
) -> subprocess.CompletedProcess[str]:
    """Run the command on the exports in a folder."""
    words = [
        "reconcile",
        str(folder / "pemetaan.yaml"),
        "--people",
        str(folder / "nip.csv"),
        "--out",
        str(out),
        *options,
    ]
    return subprocess.run(
        [sys.executable, "-m", "giliran", "-C", str(root), *words],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        umask=umask,
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Planted, Path, Path, str]:
    """Invent exports and reconcile them; give what was planted, the folder of the exports, the output, and what was said."""
    folder = tmp_path_factory.mktemp("exports")
    planted = Exports(build(read_tree(ROOT), frozenset())[0], 3).write(folder)
    out = tmp_path_factory.mktemp("private") / "hasil"
    done = reconcile(folder, out, "--form", "xlsx", "--form", "html", umask=0)
    assert done.returncode == 0, done.stdout + done.stderr
    return planted, folder, out, done.stdout


def opened(path: Path) -> str:
    """Give all that a file says, workbooks unpacked."""
    content = path.read_bytes()
    if path.suffix != ".xlsx":
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


def test_nothing_publishable_names_anybody(made: tuple[Planted, Path, Path, str]) -> None:
    planted, _, out, said = made
    corpus = build(read_tree(ROOT), frozenset())[0]
    names = {member.name for unit in corpus.units.values() for member in unit.employees}
    codes = {member.id for unit in corpus.units.values() for member in unit.employees}
    published = [*sorted((out / "public").rglob("*"))]
    assert {path.name for path in published} == {"counts.json", "counts.csv"}
    commit = subprocess.run(["git", "-C", str(ROOT), "rev-parse", "HEAD"], capture_output=True, text=True, check=False)
    # The name of a commit may have as many digits in a row as a number of a person.
    for words in (text.replace(commit.stdout.strip() or "\0", "") for text in (*map(opened, published), said)):
        assert not [name for name in names if name in words]
        assert not codes & set(re.findall(r"\b[a-z]{2}\d{2,5}\b", words))
        assert not set(planted.numbers.values()) & set(re.findall(r"\d{18}", words))
        assert not re.findall(r"\d{9,}", words)


def test_no_number_of_a_person_is_in_any_output(made: tuple[Planted, Path, Path, str]) -> None:
    planted, _, out, _ = made
    numbers = set(planted.numbers.values())
    files = [path for path in out.rglob("*") if path.is_file()]
    assert len(files) > 100
    for path in files:
        words = opened(path)
        assert not numbers & set(re.findall(r"\d{18}", words)), path
        assert not re.findall(r"(?<![\d.])(?:19|20)\d{15,}", words), path


def test_names_stand_in_the_recap_of_the_superior_only(made: tuple[Planted, Path, Path, str]) -> None:
    _, _, out, _ = made
    corpus = build(read_tree(ROOT), frozenset())[0]
    unit = corpus.units["bkd/subbag-umum"]
    own = html.unescape(opened(out / f"supervisors/bkd/{unit.supervisor}.html"))
    counted = [member for member in unit.employees if member.status != "pjlp" and member.period.encloses(FORTNIGHT)]
    assert counted
    assert all(member.name in own for member in counted)
    for path in (*out.glob("agencies/*"), out / "rows.csv", out / "files.csv"):
        words = opened(path)
        assert not [member.name for member in unit.employees if member.name in words], path
        assert not [member.id for member in unit.employees if re.search(rf"\b{member.id}\b", words)], path


def test_only_the_owner_may_read(made: tuple[Planted, Path, Path, str]) -> None:
    """Whatever the umask: this run had one that lets everybody read and write."""
    for path in (made[2], *made[2].rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_a_stern_umask_hinders_nobody(made: tuple[Planted, Path, Path, str], tmp_path: Path) -> None:
    out = tmp_path / "hasil"
    done = reconcile(made[1], out, "--form", "html", umask=0o777)
    assert done.returncode == 0, done.stderr
    assert stat.S_IMODE((out / "public/counts.json").stat().st_mode) == 0o600


def test_the_same_exports_give_the_same_bytes(made: tuple[Planted, Path, Path, str], tmp_path: Path) -> None:
    _, folder, first, _ = made
    done = reconcile(folder, tmp_path / "lagi", "--form", "xlsx", "--form", "html", "--jobs", "1")
    assert done.returncode == 0
    one, two = (
        {path.relative_to(each): path.read_bytes() for path in each.rglob("*") if path.is_file()}
        for each in (first, tmp_path / "lagi")
    )
    assert one == two


@pytest.mark.parametrize("place", ["hasil", "diabaikan/hasil", ".git/hasil"])
def test_the_output_is_refused_in_git(made: tuple[Planted, Path, Path, str], tmp_path: Path, place: str) -> None:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    (tmp_path / ".gitignore").write_text("diabaikan/\n")
    done = reconcile(made[1], tmp_path / place)
    assert done.returncode == 2
    assert "git" in done.stderr
    assert not (tmp_path / place).exists()


def test_a_link_into_git_is_followed(made: tuple[Planted, Path, Path, str], tmp_path: Path) -> None:
    inside, link = tmp_path / "repo", tmp_path / "tautan"
    subprocess.run(["git", "init", "--quiet", "--bare", str(inside)], check=True)
    link.symlink_to(inside)
    assert reconcile(made[1], link / "hasil").returncode == 2
    assert not (inside / "hasil").exists()


@pytest.mark.parametrize("name", ["nip.csv", "presensi-1.csv"])
def test_private_files_are_refused_in_git(made: tuple[Planted, Path, Path, str], tmp_path: Path, name: str) -> None:
    folder = tmp_path / "ekspor"
    folder.mkdir()
    for path in made[1].iterdir():
        (folder / path.name).symlink_to(path)
    repository = tmp_path / "repo"
    subprocess.run(["git", "init", "--quiet", str(repository)], check=True)
    (repository / name).write_bytes((made[1] / name).read_bytes())
    (folder / name).unlink()
    (folder / name).symlink_to(repository / name)
    done = reconcile(folder, tmp_path / "hasil")
    assert done.returncode == 2
    assert name in done.stderr
    assert not (tmp_path / "hasil").exists()


def test_a_folder_of_somebody_else_is_left_alone(made: tuple[Planted, Path, Path, str], tmp_path: Path) -> None:
    (tmp_path / "hasil").mkdir()
    (tmp_path / "hasil" / "catatan.txt").write_text("milik orang lain")
    done = reconcile(made[1], tmp_path / "hasil")
    assert done.returncode == 2
    assert [path.name for path in (tmp_path / "hasil").iterdir()] == ["catatan.txt"]


def test_a_run_that_fails_leaves_nothing(made: tuple[Planted, Path, Path, str], tmp_path: Path) -> None:
    """Also not the folder beside the target in which everything is made."""
    folder = tmp_path / "ekspor"
    folder.mkdir()
    for path in made[1].iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "panggilan.csv").write_text("Bukan,Judul\n1,2\n")
    done = reconcile(folder, tmp_path / "hasil")
    assert done.returncode == 2
    assert "panggilan.csv" in done.stderr
    assert os.listdir(tmp_path) == ["ekspor"]  # noqa: PTH208 - hidden ones too


def test_rows_are_told_with_file_row_and_column(made: tuple[Planted, Path, Path, str]) -> None:
    planted, _, out, said = made
    rows = list(csv.DictReader(io.StringIO((out / "rows.csv").read_text("utf-8"))))
    assert {(row["file"], int(row["row"]), row["kind"]) for row in rows} == planted.odd
    assert all(row["found"] and row["advice"] for row in rows)
    assert {(row["file"], int(row["row"]), row["kind"]) for row in rows if row["counts"] == "partly"} == planted.beside
    times = [row for row in rows if row["kind"] == "unreadable-time"]
    assert {(row["column"], row["cell"], row["counts"]) for row in times} == {
        ("Waktu", "tadi pagi", "no"),
        ("Jam Masuk", "tadi pagi", "partly"),
        ("Jam Masuk", "pagi", "no"),
        ("Jam Pulang", "sore", "no"),
        ("Untuk hari", "kemarin", "no"),
    }
    sums = list(csv.DictReader(io.StringIO((out / "files.csv").read_text("utf-8"))))
    assert {row["file"]: int(row["read"]) for row in sums if row["file"] != "total"} == planted.rows
    assert all(int(row["read"]) == int(row["matched"]) + int(row["reported"]) for row in sums)
    assert int(sums[-1]["read"]) == sum(planted.rows.values())
    assert f"presensi-1.csv: {planted.rows['presensi-1.csv']} baris dibaca" in said


BY_MATCHING = {
    *("over-midnight", "outside-period", "day-off", "not-a-member", "no-turn"),
    *("repeated", "repeated-elsewhere", "second-in-window", "exports-disagree"),
}
SEPARATORS = {"e-tpp.csv": "|", "presensi-1.csv": ";", "lebar.csv": ";", "cap-waktu.csv": "\t"}


def test_what_is_set_aside_for_its_day_or_another_row_is_told_with_its_cell(
    made: tuple[Planted, Path, Path, str],
) -> None:
    """Of each row the cell that stands in the file under the column that is named, and the row that counts instead."""
    planted, folder, out, _ = made
    lines = csv.DictReader(io.StringIO((out / "rows.csv").read_text("utf-8")))
    rows = [row for row in lines if row["kind"] in BY_MATCHING]
    assert {row["kind"] for row in rows} == BY_MATCHING
    days = {"outside-period", "day-off", "not-a-member"}
    read: dict[str, list[str]] = {}
    for row in rows:
        name = row["file"]
        text = read.setdefault(name, (folder / name).read_bytes().decode("cp1252").split("\n"))
        separator = SEPARATORS.get(name, ",")
        head, cells = text[0].split(separator), text[int(row["row"]) - 1].split(separator)
        assert row["column"] in {"Waktu", "Tanggal", "Masuk", "Pulang", "Jam Masuk", "Jam Pulang"}, row
        assert row["cell"] == cells[head.index(row["column"])], row
        assert (row["column"] == "Tanggal") == (name == "lebar.csv" and row["kind"] in days), row
    others = {
        (row["file"], int(row["row"]), row["other_file"], int(row["other_row"])) for row in rows if row["other_row"]
    }
    assert others == planted.others
    assert {row["kind"] for row in rows if row["other_file"]} == BY_MATCHING - days - {"over-midnight", "no-turn"}


def test_counts_say_what_the_sums_are(made: tuple[Planted, Path, Path, str]) -> None:
    data = json.loads((made[2] / "public/counts.json").read_text("utf-8"))
    for rows in data["rows"].values():
        assert rows["read"] == rows["matched"] + rows["reported"]
    assert data["smallest_group"] == 10
    small = [line for line in data["counts"] if line["people"] is not None and 0 < line["people"] < 10]
    assert not small
