"""A small part of ``make fuzz`` at every change: whatever stands in a file, the check gives a verdict, and soon."""

from __future__ import annotations

import itertools
import random
import subprocess
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from giliran.check import check as real_check
from tests.fuzz import trying
from tests.fuzz.mutations import MUTATIONS, files_mutated
from tests.fuzz.shards import from_suite, generated, mutated, specimens, suite
from tests.fuzz.trying import HangError, bounded, tried
from tests.hostile.specimens import tree
from tests.site.reading import REPOSITORY

if TYPE_CHECKING:
    from giliran.check import Outcome
    from giliran.memory import Memory
    from giliran.tree import Tree

SEED = "giliran"


def test_right_files_made_wrong_by_chance() -> None:
    tally = mutated(range(700), SEED)
    assert not tally.faults
    assert tally.codes[0] > 30, "too many are refused for anything but their text to have been tried"
    assert tally.codes[1] > 400


def test_files_that_hypothesis_makes() -> None:
    tally = generated(400, SEED)
    assert not tally.faults
    assert tally.inputs == 400


def test_every_file_of_the_yaml_test_suite() -> None:
    assert sum(name.endswith("/in.yaml") for name, _ in suite()) == 402
    tally = from_suite()
    assert not tally.faults
    assert tally.inputs == 1_057


@pytest.mark.skipif(find_spec("atheris") is None, reason="atheris is for Linux on x86-64")
def test_inputs_that_look_for_lines_not_reached_yet() -> None:
    """In a process of its own, which atheris ends by itself."""
    command = [sys.executable, "-m", "tests.fuzz.guided", "1000"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, encoding="utf-8", check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Done 1000 runs" in done.stderr


def test_the_same_seed_makes_the_same_inputs() -> None:
    def contents(key: str) -> list[tuple[str, list[bytes | None]]]:
        made = [files_mutated(random.Random(f"{key}/{number}"), specimens()) for number in range(20)]
        return [(what, [entry.content for entry in changed.entries.values()]) for what, changed in made]

    assert contents(SEED) == contents(SEED) != contents("lain")


@pytest.mark.parametrize("change", dict.fromkeys(MUTATIONS), ids=lambda change: change.__name__)
def test_every_way_of_changing_changes(change: object) -> None:
    assert callable(change)
    before = specimens()["policy/calendar.yaml"].content
    assert len({change(random.Random(number), before, (b"a: b",)) for number in range(30)} - {before}) > 10


def test_what_hangs_is_stopped() -> None:
    with pytest.raises(HangError), bounded(0.05):
        for _ in itertools.count():
            pass


def test_what_breaks_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(tree: Tree, memory: Memory | None = None) -> Outcome:
        if memory is None:
            raise RuntimeError("rusak")
        return real_check(tree)

    monkeypatch.setattr(trying, "check", broken)
    trial = tried(tree(), told=False)
    assert trial.code is None
    assert trial.fault is not None
    assert "RuntimeError at test_fuzz.py" in trial.fault
