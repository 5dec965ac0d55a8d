"""Many inputs in a row, from a seed: those that are made from right files, and those that Hypothesis makes from nothing."""

from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from giliran.memory import Memory
from giliran.store import read_tree
from giliran.tree import Entry, Tree
from tests.fuzz.mutations import WORDS, files_mutated
from tests.fuzz.trying import Trial, same_to_both_readers, tried
from tests.hostile.specimens import tree
from tests.site.reading import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SUITE = Path(__file__).parent / "yaml-test-suite/files.jsonl"
TOLD_EVERY = 10
"""One input in so many is told in every format as well."""
KEPT = 50
"""Inputs after which what has been read is forgotten."""


@dataclass
class Tally:
    """What became of many inputs."""

    codes: Counter[int] = field(default_factory=Counter)
    slowest: tuple[float, str] = (0.0, "")
    faults: dict[str, str] = field(default_factory=dict)
    """One input for each way of going wrong."""

    def add(self, name: str, trial: Trial) -> None:
        """Count one."""
        if trial.code is not None:
            self.codes[trial.code] += 1
        if trial.fault is not None:
            self.faults.setdefault(trial.fault, name)
        self.slowest = max(self.slowest, (trial.seconds, name))

    @property
    def inputs(self) -> int:
        """Count those that came to a verdict."""
        return self.codes.total()


@cache
def specimens() -> Mapping[str, Entry]:
    """Give the small repository in which every field is filled."""
    return tree().entries


@cache
def ours() -> Mapping[str, Entry]:
    """Give the law of this repository with two agencies and some worked examples."""
    found = read_tree(REPOSITORY).entries
    wanted = {path for path in found if path.startswith("policy/") and ("/cases/" not in path or "/cases/a-" in path)}
    wanted |= {path for path in found if "/bpad/" in path}
    return {path: Entry(path, found[path].content) for path in sorted(wanted)}


def mutated(numbers: range, key: str) -> Tally:
    """Try inputs made from right files: one in five from our own, the others from the specimens."""
    tally, memory = Tally(), Memory()
    for number in numbers:
        chance = random.Random(f"{key}/{number}")
        what, changed = files_mutated(chance, ours() if number % 5 == 0 else specimens())
        tally.add(f"{key}/{number} ({what})", tried(changed, told=number % TOLD_EVERY == 0, memory=memory))
        for path in what.split(", "):
            entry = changed.entries.get(path)
            if entry is not None and entry.content is not None and not same_to_both_readers(path, entry.content):
                tally.faults.setdefault("the two readers differ", f"{key}/{number} ({path})")
        if number % KEPT == 0:
            memory.turn()
    return tally


TEXTS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(WORDS),
    st.from_regex(r"[a-z]{2}[0-9]{2}|2023-(08|09|10)-[0-3][0-9]|[0-9]{1,3}%", fullmatch=True),
)
LAYOUTS = st.lists(st.one_of(TEXTS, st.sampled_from("\n:-[]{},#&*!|>'\"%@` \t")), max_size=30).map("".join)
DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda below: st.lists(below, max_size=4) | st.dictionaries(TEXTS, below, max_size=4),
    max_leaves=12,
)
CONTENTS = st.one_of(
    st.binary(max_size=120),
    LAYOUTS.map(lambda text: text.encode("utf-8", "surrogatepass")),
    DATA.map(lambda data: json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")),
    st.builds(lambda days: json.dumps({"wfh": days}).encode(), st.dictionaries(TEXTS, DATA, max_size=4)),
    st.builds(lambda rest: b"name: A\nkind: b\nemployees:\n" + rest, LAYOUTS.map(str.encode)),
)


def generated(count: int, key: str) -> Tally:
    """Try inputs that Hypothesis makes, as the content of any file; nothing is kept between runs, so that all are alike."""
    tally, memory = Tally(), Memory()

    @seed(key)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(CONTENTS, st.sampled_from(sorted(specimens())))
    def one(content: bytes, path: str) -> None:
        number = tally.inputs
        changed = Tree({**specimens(), path: Entry(path, content)})
        tally.add(f"{key}: {path}: {content!r}", tried(changed, told=number % TOLD_EVERY == 0, memory=memory))
        if not same_to_both_readers(path, content):
            tally.faults.setdefault("the two readers differ", repr(content))
        if number % KEPT == 0:
            memory.turn()

    one()
    return tally


def suite() -> Iterator[tuple[str, bytes]]:
    """Give every file of the YAML test suite."""
    for line in SUITE.read_text("utf-8").splitlines():
        name, content = json.loads(line)
        yield name, content.encode("latin-1")


def from_suite() -> Tally:
    """Try every file of the YAML test suite, as a schedule, as a unit and as a clause in turn."""
    paths = ("schedules/bkd/umum/2023-09.yaml", "units/bkd/umum.yaml", "policy/facts.yaml")
    tally, memory = Tally(), Memory()
    for number, (name, content) in enumerate(suite()):
        path = paths[number % len(paths)]
        changed = Tree({**specimens(), path: Entry(path, content)})
        tally.add(f"{name} as {path}", tried(changed, told=number % TOLD_EVERY == 0, memory=memory))
        if not same_to_both_readers(path, content):
            tally.faults.setdefault("the two readers differ", name)
    return tally
