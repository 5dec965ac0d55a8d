"""Private folders: put over nothing of anybody else, named where they cannot be written, and cleared away when a run ends early."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from giliran.diagnostics import OperatorError
from giliran.private import private_folder
from giliran.store import fresh_folder

FILES = (("rows.csv", b"baris\n"), ("supervisors/bkd/aa01.html", b"<p>rekap</p>"))


def filled(target: Path) -> Path:
    with private_folder(target) as folder:
        folder.write(FILES)
    return target


def test_an_earlier_result_is_replaced_as_a_whole(tmp_path: Path) -> None:
    filled(tmp_path / "hasil")
    with private_folder(tmp_path / "hasil") as folder:
        folder.write(FILES[:1])
    assert sorted(path.name for path in (tmp_path / "hasil").iterdir()) == [".giliran", "rows.csv"]
    assert [path.name for path in tmp_path.iterdir()] == ["hasil"]


def test_an_edit_of_the_same_length_is_one(tmp_path: Path) -> None:
    out = filled(tmp_path / "hasil")
    (out / "rows.csv").write_bytes(b"pasti\n")
    with pytest.raises(OperatorError, match=r"“rows\.csv”"):
        filled(out)
    assert (out / "rows.csv").read_bytes() == b"pasti\n"


def test_what_cannot_be_removed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = filled(tmp_path / "hasil")
    monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)  # as on a disk that fails
    with pytest.raises(OperatorError, match=rf"“{tmp_path}/\.hasil-.*-old”"):
        filled(out)
    assert (out / "rows.csv").exists()


@pytest.mark.parametrize("name", ["catatan.txt", "supervisors/bkd/aa01.html", "supervisors/bkd/tautan"])
def test_what_a_person_has_added_or_changed_is_left_alone(tmp_path: Path, name: str) -> None:
    out = filled(tmp_path / "hasil")
    if name.endswith("tautan"):
        (out / name).symlink_to(tmp_path)
    else:
        (out / name).write_text("sudah ditanyakan: sakit")
    with pytest.raises(OperatorError, match=f"“{name}”"):
        filled(out)
    assert (out / name).exists()
    assert [path.name for path in tmp_path.iterdir()] == ["hasil"]


def test_what_is_added_while_a_run_lasts_is_left_alone_too(tmp_path: Path) -> None:
    out = filled(tmp_path / "hasil")

    def noted(content: bytes) -> bytes:
        (out / "catatan.txt").write_text("sudah ditanyakan")
        return content

    with pytest.raises(OperatorError, match=r"catatan\.txt"), private_folder(out) as folder:
        folder.write((name, noted(content)) for name, content in FILES)
    assert (out / "catatan.txt").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["hasil"]


def test_what_was_published_is_never_replaced_by_what_is_private(tmp_path: Path) -> None:
    with fresh_folder(tmp_path / "situs") as site:
        (site.path / "index.html").write_text("<p>untuk semua orang</p>")
    with pytest.raises(OperatorError, match="--out"):
        filled(tmp_path / "situs")
    assert (tmp_path / "situs/index.html").exists()


@pytest.mark.parametrize("named", ["GIT_WORK_TREE", "GIT_DIR"])
def test_a_work_tree_that_the_environment_names_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "repo.git"))
    if named == "GIT_WORK_TREE":
        monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path / "pohon"))
    else:
        (tmp_path / "pohon").mkdir()
        monkeypatch.chdir(tmp_path / "pohon")
    with pytest.raises(OperatorError, match="git"):
        filled(tmp_path / "pohon" / "hasil")
    assert not (tmp_path / "pohon" / "hasil").exists()
    filled(tmp_path / "lain")


def test_a_disk_without_room_is_told_by_the_folder(tmp_path: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(OperatorError) as refused, private_folder(tmp_path / "hasil") as folder:
            folder.write([("rows.csv", b"x" * 5000)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert str(tmp_path / "hasil") in refused.value.text.en
    assert not list(tmp_path.iterdir())


def test_of_two_runs_at_once_one_stays_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    with private_folder(tmp_path / "hasil") as first:
        first.write(FILES)
        filled(tmp_path / "hasil")
    assert [path.name for path in tmp_path.iterdir()] == ["hasil"]
    assert (tmp_path / "hasil/rows.csv").read_bytes() == b"baris\n"


TOLD = "import signal; signal.signal(signal.SIGHUP, signal.SIG_DFL)\n"
"""Whoever runs the tests may have made them deaf to the end of a terminal, as nohup does."""
ENDLESS = """
import os, pathlib, sys, time
from giliran.private import private_folder
from giliran.spread import over_processes
def slow(number):
    os.write(1, b"%d\\n" % os.getpid())  # in one piece, as two of them write
    time.sleep(60)
with private_folder(pathlib.Path(sys.argv[1])) as folder:
    folder.write([("rows.csv", b"baris")])
    list(over_processes(2)(slow, [1, 2]))
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_a_run_that_is_ended_leaves_no_process_and_nothing_that_others_may_read(tmp_path: Path, number: int) -> None:
    with subprocess.Popen([sys.executable, "-c", TOLD + ENDLESS, tmp_path / "hasil"], stdout=subprocess.PIPE) as run:
        assert run.stdout is not None
        workers = [int(run.stdout.readline()) for _ in range(2)]
        run.send_signal(number)
        assert run.wait(20) == (-number if number == signal.SIGKILL else 128 + number)
    deadline = time.monotonic() + 20
    while any(_lives(worker) for worker in workers):
        assert time.monotonic() < deadline, "a worker waits for ever"
        time.sleep(0.05)
    left = list(tmp_path.iterdir())
    assert not left or number == signal.SIGKILL
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o700 and path.name.startswith(".hasil-") for path in left)
    filled(tmp_path / "hasil")
    assert [path.name for path in tmp_path.iterdir()] == ["hasil"], "the next run takes away what a killed one has left"


REPLACED = """
import os, signal, sys
from pathlib import Path
from giliran.private import private_folder

rename, left = Path.rename, int(sys.argv[2])
def killed(path, target):
    global left
    rename(path, target)
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
Path.rename = killed
with private_folder(Path(sys.argv[1])) as folder:
    folder.write([("new.csv", b"baru")])
"""


@pytest.mark.parametrize("renames", [1, 2])
def test_results_outlive_a_run_that_is_killed_while_it_replaces_them(tmp_path: Path, renames: int) -> None:
    out = filled(tmp_path / "hasil")
    done = subprocess.run([sys.executable, "-c", REPLACED, out, str(renames)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert out.exists() == (renames == 2)
    with pytest.raises(ValueError, match="nothing is written"), private_folder(out):
        raise ValueError("nothing is written")
    assert (out / ("new.csv" if renames == 2 else "rows.csv")).exists()
    assert [path.name for path in tmp_path.iterdir()] == ["hasil"]


def test_what_somebody_has_called_alike_and_what_another_run_makes_is_left_alone(tmp_path: Path) -> None:
    own = tmp_path / ".hasil-cadangan"
    own.mkdir()
    (own / "rows.csv").write_text("punya saya")
    with private_folder(tmp_path / "hasil") as first:
        first.write(FILES)
        filled(tmp_path / "hasil")
        assert first.path.exists()
    assert (own / "rows.csv").read_text() == "punya saya"


HEEDLESS = """
import os, signal, sys
from pathlib import Path
from giliran.private import private_folder

signal.signal(signal.SIGHUP, signal.SIG_IGN)
with private_folder(Path(sys.argv[1])) as folder:
    folder.write([("rows.csv", b"baris")])
    os.kill(os.getpid(), signal.SIGHUP)
"""


def test_a_run_that_was_begun_to_outlive_its_terminal_does(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", HEEDLESS, tmp_path / "hasil"], check=True)
    assert (tmp_path / "hasil/rows.csv").read_bytes() == b"baris"


IMPATIENT = """
import os, shutil, signal, sys
from pathlib import Path
from giliran.private import private_folder

number, clear = int(sys.argv[2]), shutil.rmtree

def asked_again(*words, **more):
    os.kill(os.getpid(), number)
    clear(*words, **more)

shutil.rmtree = asked_again
with private_folder(Path(sys.argv[1])) as folder:
    folder.write([("rows.csv", b"baris")])
    os.kill(os.getpid(), number)
"""
FORKING = """
import os, signal, sys
from pathlib import Path
from giliran.private import private_folder
from giliran.spread import over_processes

os.register_at_fork(after_in_parent=lambda: os.kill(os.getpid(), int(sys.argv[2])))
with private_folder(Path(sys.argv[1])) as folder:
    folder.write(("rows.csv", b"baris") for _ in over_processes(2)(str, [1, 2]))
"""


HALFWAY = """
import os, signal, sys, threading, time
from pathlib import Path
from giliran.private import private_folder
from giliran.spread import over_processes

class Result:
    def __reduce__(self):
        return bytes, (bytes(1 << 26),)

def made(number):
    if number:
        time.sleep(1000)
    return Result()

def ask():
    time.sleep(0.3)
    os.kill(os.getpid(), int(sys.argv[2]))

with private_folder(Path(sys.argv[1])) as folder:
    threading.Thread(target=ask, daemon=True).start()
    folder.write((str(at), found) for at, found in enumerate(over_processes(2)(made, [1, *[0] * 60])))
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
@pytest.mark.parametrize("program", [IMPATIENT, FORKING, HALFWAY])
def test_a_run_that_is_asked_to_end_ends_and_clears_away_whenever_that_comes(
    tmp_path: Path, program: str, number: int
) -> None:
    """While it clears away, while it starts processes, and while these hand over results, of which half would be waited for."""
    words = [sys.executable, "-c", TOLD + program, str(tmp_path / "hasil"), str(int(number))]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == (-number if number == signal.SIGINT else 128 + number), done.stderr
    assert "ignored" not in done.stderr
    assert not list(tmp_path.iterdir())


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"
