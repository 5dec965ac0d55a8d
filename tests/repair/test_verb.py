"""``giliran repair`` as a clerk meets it: what is shown, what is written, what is left alone."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from giliran.diagnostics import OperatorError
from giliran.store import replace_file
from tests.repository import SCHEDULE, write

if TYPE_CHECKING:
    from pathlib import Path

FAULTY = """\
# jadwal September
wfh:
  2023-09-01: [ab02, aa01, ac03]  # rapat
  2023-09-02: [ab02]
  2023-9-6: AB02, zz99
  2023-09-04: [ab02, ac03, ae05, zz09, aa01, aa01, 12]
  2023-09-11: [ab02, ac03, ad04]
recalls:
  - {date: 2023-09-04, employee: ab02, ordered-by: aa01, reason: rapat}
  - {date: 2023-09-13, employee: ac03, ordered-by: aa01, reason: rapat}
"""
MENDED = """\
# jadwal September
wfh:
  2023-09-01: [aa01]  # rapat
  2023-09-04: [ab02, aa01]
  2023-09-06: [ab02]
  2023-09-11: [ac03, ad04]
  2023-09-13: [ac03]
recalls:
  - {date: 2023-09-04, employee: ab02, ordered-by: aa01, reason: rapat}
  - {date: 2023-09-13, employee: ac03, ordered-by: aa01, reason: rapat}
"""


def giliran(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the program."""
    command = [sys.executable, "-m", "giliran", "-C", str(root), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_shows_what_changes_and_why_and_writes_nothing(tmp_path: Path) -> None:
    root = write(tmp_path, {SCHEDULE: FAULTY})
    told = giliran(root, "repair")
    assert told.returncode == 1
    assert (root / SCHEDULE).read_text() == FAULTY
    assert (
        told.stdout
        == """\
schedules/bkd/umum/2023-09.yaml: 9 sel berubah
-   2023-09-01: [ab02, aa01, ac03]  # rapat
+   2023-09-01: [aa01]  # rapat
    Hapus ab02, ac03 dari Jumat, 1 September 2023
      ab02 pergi: 4 hari di rumah bulan ini, terbanyak; yang tetap lebih sedikit.
      ac03 pergi: 3 hari di rumah bulan ini, terbanyak; yang tetap lebih sedikit.
-   2023-09-02: [ab02]
    Hapus Sabtu, 2 September 2023 dari jadwal
      Bukan hari kerja (akhir pekan).
-   2023-9-6: AB02, zz99
+   2023-09-06: [ab02]
    Hapus zz99 dari Rabu, 6 September 2023
      Kode pegawai “zz99” tidak ada di unit mana pun.
-   2023-09-04: [ab02, ac03, ae05, zz09, aa01, aa01, 12]
+   2023-09-04: [ab02, aa01]
    Hapus 12, ae05, zz09, ac03 dari Senin, 4 September 2023
      “12” bukan kode pegawai.
      aa01 ditulis lebih dari sekali.
      “ae05” berstatus PJLP; yang boleh dijadwalkan di rumah hanya PNS dan PPPK.
      Kode pegawai “zz09” tidak ada di unit mana pun.
      ac03 pergi: 3 hari di rumah bulan ini, terbanyak; yang tetap lebih sedikit.
-   2023-09-11: [ab02, ac03, ad04]
+   2023-09-11: [ac03, ad04]
    Hapus ab02 dari Senin, 11 September 2023
      ab02 pergi: 4 hari di rumah bulan ini, terbanyak; yang tetap lebih sedikit.
+   2023-09-13: [ac03]
    Tambahkan ac03 pada Rabu, 13 September 2023
      ac03 masuk: dipanggil ke kantor hari itu, jadi tetap tercantum di rumah.

Belum ada yang ditulis. Untuk menulisnya: giliran repair --write
"""
    )


def test_writes_the_file_and_nothing_else_and_the_check_is_clean(tmp_path: Path) -> None:
    root = write(tmp_path, {SCHEDULE: FAULTY})
    (root / SCHEDULE).chmod(0o640)
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*") if path.is_file()}
    told = giliran(root, "repair", "--write", "--lang", "en")
    assert told.returncode == 0
    assert told.stdout.endswith("1 file written.\n")
    assert (root / SCHEDULE).read_text() == MENDED
    assert (root / SCHEDULE).stat().st_mode & 0o777 == 0o640
    after = {path: path.stat().st_mtime_ns for path in root.rglob("*") if path.is_file()}
    assert {path for path in after if before.get(path) != after[path]} == {root / SCHEDULE}
    assert giliran(root, "check").returncode == 0
    assert giliran(root, "repair").stdout == "Tidak ada yang perlu diubah.\n"


def test_the_patch_is_one_that_git_applies(tmp_path: Path) -> None:
    root = write(tmp_path, {SCHEDULE: FAULTY.rstrip("\n")})
    told = giliran(root, "repair", "--format", "diff")
    assert told.returncode == 1
    subprocess.run(["git", "apply", "-"], cwd=root, input=told.stdout, text=True, check=True)
    assert (root / SCHEDULE).read_text() == MENDED.rstrip("\n")


def test_json_tells_days_reasons_and_what_is_left(tmp_path: Path) -> None:
    other = "schedules/bkd/umum/2023-10.yaml"
    root = write(tmp_path, {SCHEDULE: FAULTY, other: "wfh: [a\n"})
    told = json.loads(giliran(root, "repair", "--format", "json", "--lang", "en").stdout)
    assert (told["version"], told["cells"]) == (1, 9)
    (file,) = told["files"]
    assert (file["path"], file["unit"], file["cells"]) == (SCHEDULE, "bkd/umum", 9)
    assert [day["date"] for day in file["days"]] == [
        *("2023-09-01", "2023-09-02", "2023-09-06", "2023-09-04", "2023-09-11", "2023-09-13")
    ]
    assert file["days"][0]["home"] == ["aa01"]
    assert file["days"][1]["reasons"] == ["Not a working day (weekend)."]
    assert [(one["code"], one["path"]) for one in told["left"]] == [("YM001", other)]


def test_only_the_files_that_are_named(tmp_path: Path) -> None:
    other = "schedules/bkd/umum/2023-10.yaml"
    root = write(tmp_path, {SCHEDULE: FAULTY, other: "wfh:\n  2023-10-01: [ab02]\n"})
    shown = giliran(root, "repair", other)
    assert shown.stdout.endswith(f"Untuk menulisnya: giliran repair {other} --write\n")
    told = giliran(root, "repair", other, "--write")
    assert told.returncode == 0
    assert (root / other).read_text() == "wfh: {}\n"
    assert (root / SCHEDULE).read_text() == FAULTY


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "wfh:\n  2023-09-01: [ab02]\nrecalls:\n  - {date: 2023-09-01, employee: ab02, ordered-by: ac03, reason: x}\n",
            "SC003",
        ),
        ("wfh:\n  2023-09-01: [ab02]\n  2023-09-01: [ac03]\n", "YM009"),
        ("wfh: {2023-09-01: [ab02], 2023-09-04: [ab02]}\nwfo: {}\n", "SH001"),
        (
            "recalls:\n  - {date: 2023-09-01, employee: ab02, ordered-by: aa01, reason: x}\n"
            "  - {date: 2023-09-01, employee: ac03, ordered-by: aa01, reason: x}\n",
            "SC002",
        ),
    ],
    ids=["recalled by another", "a day twice", "an unknown key", "two called in, one place"],
)
def test_what_cells_cannot_mend_is_listed_with_its_help(tmp_path: Path, text: str, code: str) -> None:
    root = write(tmp_path, {SCHEDULE: text})
    told = giliran(root, "repair", "--write")
    assert told.returncode == 1
    assert "Yang tidak dapat diperbaiki dengan mengubah nama dalam jadwal:" in told.stdout
    assert f"[{code}]" in told.stdout
    assert "langkah:" in told.stdout


def test_private_text_is_covered(tmp_path: Path) -> None:
    number = "3174010101900001"
    root = write(tmp_path, {SCHEDULE: f'wfh:\n  2023-09-01: [ab02, "{number}"]\n'})
    for form in ("text", "diff", "json"):
        told = giliran(root, "repair", "--format", form)
        assert told.returncode == 1
        assert number not in told.stdout
        assert "ab02" in told.stdout


def test_a_link_is_never_written_through(tmp_path: Path) -> None:
    secret = tmp_path / "lain.yaml"
    secret.write_bytes(b"a")
    (tmp_path / "link.yaml").symlink_to(secret)
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "x.yaml").write_bytes(b"a")
    (tmp_path / "folder").symlink_to(tmp_path / "there")
    for name in ("link.yaml", "folder/x.yaml", "missing.yaml"):
        with pytest.raises(OperatorError):
            replace_file(tmp_path, name, b"a", b"b")
    assert secret.read_bytes() == b"a"
    assert (tmp_path / "there" / "x.yaml").read_bytes() == b"a"


def test_a_file_that_has_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_bytes(b"new")
    with pytest.raises(OperatorError, match="berubah"):
        replace_file(tmp_path, "x.yaml", b"old", b"mended")
    assert (tmp_path / "x.yaml").read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["x.yaml"]
