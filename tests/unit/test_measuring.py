"""The measuring of the benchmarks: the whole tree of processes counts, a wrong exit code ends it, a broken run goes on."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.benchmarks import recording
from tests.benchmarks.measuring import Cost, Figures, cost, costs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

HOLD = """
import subprocess, sys, time
held = b"x" * 60_000_000
time.sleep(0.4)
if len(sys.argv) > 1:
    subprocess.run([sys.executable, "-c", sys.argv[1]], check=True)
print("done")
"""


def test_memory_of_all_processes_counts_together() -> None:
    alone = cost([sys.executable, "-c", HOLD])
    both = cost([sys.executable, "-c", HOLD, HOLD])
    assert alone.said == b"done\n"
    assert 60 < alone.megabytes < 110
    assert both.megabytes - alone.megabytes > 50
    assert both.seconds > both.processor


def test_a_command_that_ends_otherwise_than_told_ends_the_measuring() -> None:
    fails = [sys.executable, "-c", "import sys; sys.exit('no such law')"]
    with pytest.raises(SystemExit, match="exit code 1\nno such law"):
        cost(fails)
    assert cost(fails, exits=(1,)).said == b""


def test_each_run_is_made_ready_by_itself() -> None:
    ready: list[int] = []
    made = costs([sys.executable, "-c", "import time; time.sleep(0.2)"], 3, before=ready.append)
    assert len(made) == 3
    assert ready == [0, 1, 2, 3], "one more, at whose memory is looked"
    assert len({one.megabytes for one in made}) == 1
    assert made[0].megabytes > 1


def test_figures_are_medians_with_the_quickest_and_the_slowest() -> None:
    found = Figures.of([Cost(seconds, seconds / 2, 10 * seconds, b"") for seconds in (3, 1, 2)])
    assert found == Figures(3, 2, 1, 3, 1, 20)


@pytest.mark.parametrize("whole", [True, False])
def test_a_broken_promise_is_told_once_the_figures_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, whole: bool
) -> None:
    """Only of the whole: a try on few people promises nothing."""
    monkeypatch.setattr(recording, "machine", lambda: {"processor": "P", "cores": 1})
    wanted = argparse.Namespace(staff=100, runs=2, date="2023-09-01", out=tmp_path, afresh=False)
    record = recording.Record("promises", wanted, whole=whole)
    record.promise("quick", 1, 4)
    record.promise("slow", 5, 4)
    record.promise("times as fast", 16, 15, least=True)
    if whole:
        with pytest.raises(SystemExit, match=r"^broken promises: slow$"):
            record.close()
    else:
        record.close()
    assert (tmp_path / "promises.json").is_file()


def test_a_run_that_was_broken_off_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "SCRATCH", tmp_path)
    monkeypatch.setattr(recording, "machine", lambda: {"processor": "P", "cores": 1})
    wanted = argparse.Namespace(staff=100, runs=2, date="2023-09-01", out=None, afresh=False)
    measured: list[str] = []

    def measure(name: str) -> Any:  # noqa: ANN401 - what Record.take calls
        def run(runs: int) -> tuple[Sequence[Cost], Mapping[str, Any]]:
            measured.append(name)
            return [Cost(1 + number, 1, 1, b"") for number in range(runs)], {"files": 7}

        return run

    broken = recording.Record("question", wanted)
    broken.take("one", 100, measure("one"))  # and the power goes
    with (tmp_path / "journal" / "question.jsonl").open("a") as journal:
        journal.write('\n{"key": "cut o')

    whole = recording.Record("question", wanted)
    rows = [whole.take(name, 100, measure(name)) for name in ("one", "two")]
    whole.compare(rows[1], rows[0])
    whole.close()
    assert measured == ["one", "two"]
    told = json.loads((tmp_path / "measured" / "question.json").read_text())
    assert (told["date"], [row["name"] for row in told["rows"]]) == ("2023-09-01", ["one", "two"])
    assert told["rows"][1]["seconds"] == {"median": 1.5, "min": 1, "max": 2}
    assert (told["rows"][1]["ratio"], told["rows"][1]["files"], told["rows"][1]["runs"]) == (1.0, 7, 2)

    again = recording.Record("question", wanted)
    assert [again.take(name, 100, measure("never"))["name"] for name in ("one", "two")] == ["one", "two"]
    wanted.afresh = True
    recording.Record("question", wanted).take("one", 100, measure("again"))
    assert measured == ["one", "two", "again"]
