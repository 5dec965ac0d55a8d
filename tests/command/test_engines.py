"""Whatever does the work, the verdict is the same: one process or several, or a Dask cluster that loses a worker."""

from __future__ import annotations

import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from giliran.check import check
from giliran.diagnostics import OperatorError
from giliran.engines import engine
from giliran.progress import FEWEST
from giliran.spread import over_executor, over_processes
from giliran.store import read_tree, write_files
from giliran.synth.province import Province, law_alone
from giliran.verdicts import PORTION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.diagnostics import Report

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-m", "giliran"]


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a province with faults, large enough for more parts than there are workers."""
    made = Province(check(law_alone(read_tree(ROOT, ("policy",)))).corpus, 10_000, seed=3, faults=120)
    root = tmp_path_factory.mktemp("province")
    write_files(root, (file for batch in made.batches() for file in batch))
    assert made.tally.schedules > PORTION * FEWEST
    return root


@pytest.fixture(scope="module")
def expected(province: Path) -> Report:
    return check(read_tree(province)).report


def test_processes_change_no_verdict(province: Path, expected: Report) -> None:
    for jobs in (2, 3, 7):
        assert check(read_tree(province), spread=over_processes(jobs)).report == expected


def test_any_executor_will_do(province: Path, expected: Report) -> None:
    with ProcessPoolExecutor(2, get_context("spawn")) as spawned:
        assert check(read_tree(province), spread=over_executor(spawned)).report == expected
    with ThreadPoolExecutor(3) as threads:
        assert check(read_tree(province), spread=over_executor(threads)).report == expected


def test_the_report_is_the_same_to_the_byte(province: Path) -> None:
    told = [
        subprocess.run(
            [*PROGRAM, "-C", str(province), "check", "--no-cache", "--format", "json", "--jobs", jobs],
            capture_output=True,
            check=False,
        )
        for jobs in ("1", "2", "5")
    ]
    assert {run.returncode for run in told} == {1}
    assert len({run.stdout for run in told}) == 1
    assert {run.stderr for run in told} == {b""}, "nothing is said in a pipe"


def test_a_process_that_is_killed_is_an_operators_matter(province: Path) -> None:
    def kill(done: int, _total: int) -> None:
        if done == 1:
            for child in active_children():
                os.kill(child.pid or 0, signal.SIGKILL)

    with pytest.raises(OperatorError, match="memori"):
        check(read_tree(province), spread=over_processes(2, kill))
    assert active_children() == []


def test_a_process_that_is_killed_in_the_middle_of_a_result_keeps_nobody_waiting() -> None:
    """Results larger than a pipe has room for, so that the processes are killed while they write one."""

    def kill(done: int, _total: int) -> None:
        if done == 1:
            for child in active_children():
                os.kill(child.pid or 0, signal.SIGKILL)

    with pytest.raises(OperatorError, match="memori"):
        list(over_processes(2, kill)(bytes, [3_000_000] * 40))
    assert active_children() == []


@contextmanager
def cluster(folder: Path, *, path: Path = ROOT / "pipeline") -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Run a Dask scheduler and two workers on loopback; ``path`` is where the workers find the program."""
    dask = [sys.executable, "-c", "from dask.__main__ import main; main()"]
    told = folder / "scheduler.json"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    own = ["--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(told)]
    started = [subprocess.Popen([*dask, "scheduler", "--port", "0", *own], **quiet)]  # type: ignore[call-overload]  # the keywords come from one dict
    try:
        _until(told.exists)
        worker = ["worker", "--no-nanny", "--nthreads", "1", "--local-directory", str(folder), *own]
        outside = {**os.environ, "PYTHONPATH": str(path)}
        started += [
            subprocess.Popen([*dask, *worker], env=outside, **quiet)  # type: ignore[call-overload]  # the keywords come from one dict
            for _ in range(2)
        ]
        address: str = json.loads(told.read_text())["address"]
        _until(lambda: _workers(address) == 2)
        yield address, started[1:]
    finally:
        for process in reversed(started):
            process.kill()
            process.wait()


def _workers(address: str) -> int:
    from distributed import Client

    with Client(address, timeout=10, set_as_default=False) as client:  # type: ignore[no-untyped-call]  # has no types
        return len(client.scheduler_info()["workers"])


def _until(true: object, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not true():  # type: ignore[operator]  # whatever can be called
        assert time.monotonic() < deadline, "the cluster does not start"
        time.sleep(0.1)


def test_a_cluster_that_loses_a_worker_says_the_same(province: Path, expected: Report, tmp_path: Path) -> None:
    with cluster(tmp_path) as (address, workers):

        def lose(done: int, total: int) -> None:
            if done == 2:
                assert total > 4, "there is hardly anything left to do"
                workers[0].kill()

        with engine("dask", 1, address, lose) as spread:
            assert check(read_tree(province), spread=spread).report == expected
        assert workers[0].poll() is not None
        told = subprocess.run(
            [*PROGRAM, "-C", str(province), "check", "--no-cache", "--engine", "dask", "--scheduler", address],
            capture_output=True,
            check=False,
        )
        here = subprocess.run([*PROGRAM, "-C", str(province), "check", "--no-cache"], capture_output=True, check=False)
        assert (told.returncode, told.stdout) == (here.returncode, here.stdout)


@pytest.mark.parametrize("verb", ["schemas", "build"])
def test_what_is_written_is_the_same_to_the_byte(tmp_path: Path, verb: str) -> None:
    """A cluster writes what this machine writes, in one process or in several, though a worker is lost on the way."""
    made = Province(check(law_alone(read_tree(ROOT, ("policy",)))).corpus, 400, seed=4)
    root = tmp_path / "province"
    write_files(root, (file for batch in made.batches() for file in batch))
    with cluster(tmp_path) as (address, workers):
        engines = (["--jobs", "1"], ["--jobs", "3"], ["--engine", "dask", "--scheduler", address])
        for number, words in enumerate(engines):
            out = tmp_path / f"out{number}"
            run = subprocess.Popen([*PROGRAM, "-C", str(root), verb, "--no-cache", "--out", str(out), *words])
            if words[0] == "--engine":
                _until(lambda: _busy(address))
                workers[0].kill()
            assert run.wait(timeout=300) == 0
    written = [_content(tmp_path / f"out{number}") for number in range(3)]
    assert len(written[0]) > 100
    assert written[0] == written[1]
    assert written[0] == written[2]


def _content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _busy(address: str) -> bool:
    """Tell whether the workers have been given something to do."""
    from distributed import Client

    with Client(address, timeout=10, set_as_default=False) as client:  # type: ignore[no-untyped-call]  # has no types
        return any(client.processing().values())


def test_a_worker_with_another_program_is_refused(province: Path, tmp_path: Path) -> None:
    shutil.copytree(
        ROOT / "pipeline" / "giliran", tmp_path / "other" / "giliran", ignore=shutil.ignore_patterns("__py*")
    )
    with (tmp_path / "other" / "giliran" / "limits.py").open("a") as file:
        file.write("# another version\n")
    with cluster(tmp_path, path=tmp_path / "other") as (address, _):
        told = subprocess.run(
            [*PROGRAM, "-C", str(province), "check", "--no-cache", "--engine", "dask", "--scheduler", address],
            capture_output=True,
            check=False,
        )
    assert told.returncode == 2, told.stderr.decode()
    assert "versi giliran" in told.stderr.decode()
    assert "Traceback" not in told.stderr.decode()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--engine", "dask"], "--scheduler"),
        (["--scheduler", "tcp://127.0.0.1:1"], "--engine dask"),
        (["--engine", "dask", "--scheduler", "tcp://127.0.0.1:1"], "tidak menjawab"),
        (["--engine", "dask", "--scheduler", "not an address"], "bukan alamat"),
    ],
)
def test_slips_with_the_cluster_are_explained(province: Path, words: list[str], said: str) -> None:
    told = subprocess.run([*PROGRAM, "-C", str(province), "check", *words], capture_output=True, check=False)
    assert told.returncode == 2
    assert said in told.stderr.decode()
    assert "Traceback" not in told.stderr.decode()


def test_ci_is_told_in_four_lines(province: Path) -> None:
    told = subprocess.run(
        [*PROGRAM, "-C", str(province), "check", "--no-cache", "--lang", "en"],
        capture_output=True,
        check=False,
        env={**os.environ, "CI": "true"},
    )
    lines = told.stderr.decode().splitlines()
    assert [line.partition(": ")[0] for line in lines] == ["Checking"] * 4
    assert lines[-1] == "Checking: 100%"


def test_ctrl_c_ends_everything_and_says_one_line(province: Path) -> None:
    pid, terminal = pty.fork()
    if pid == 0:
        os.execv(sys.executable, [*PROGRAM, "-C", str(province), "check", "--no-cache", "--jobs", "2"])  # noqa: S606 - of course without a shell
    seen = b""
    while b"%" not in seen:  # the bar is there, so the workers are at work
        seen += os.read(terminal, 4096)
    os.write(terminal, b"\x03")
    seen = b""
    try:
        while more := os.read(terminal, 4096):
            seen += more
    except OSError:
        pass  # the terminal is gone with the last process that held it, so no worker is left
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 130
    assert seen.decode().strip().endswith("giliran: dihentikan. · stopped.")
    assert b"Traceback" not in seen
    assert b"\x1b[?25h" in seen, "the cursor is given back"
