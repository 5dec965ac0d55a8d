"""Whatever the law says, the invented province keeps to it; and whatever is planted is found, and nothing else."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from giliran.check import check
from giliran.diagnostics import OperatorError
from giliran.synth.province import FAULTS, Province
from giliran.tree import Entry, Tree
from tests.properties.worlds import files, tree_of, worlds

if TYPE_CHECKING:
    from tests.properties.oracle import World

THOROUGH = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def made(world: World, staff: int, seed: int, faults: int) -> tuple[Tree, list[dict[str, str | None]]]:
    """Give a province under the law of a world, and what was planted in it."""
    law = {path: data for path, data in files(world).items() if path.startswith("policy/")}
    province = Province(check(tree_of(law)).corpus, staff, seed, faults)
    written = dict(file for batch in province.batches() for file in batch)
    told = json.loads(written.pop(FAULTS))["faults"] if faults else []
    return Tree({path: Entry(path, written[path], "file", len(written[path])) for path in sorted(written)}), told


@THOROUGH
@given(worlds(), st.integers(1, 400), st.integers(0, 9))
def test_under_every_law_a_province_is_lawful(world: World, staff: int, seed: int) -> None:
    tree, _ = made(world, staff, seed, 0)
    note("\n".join(f"--- {path}\n{(entry.content or b'').decode()}" for path, entry in tree.entries.items()))
    outcome = check(tree)
    assert [found for found in outcome.report.diagnostics if found.severity == "error"] == []
    assert len({member.id for unit in outcome.corpus.units.values() for member in unit.employees}) == staff


@THOROUGH
@given(worlds(), st.integers(1, 400), st.integers(0, 9), st.integers(1, 30))
def test_under_every_law_the_faults_planted_are_the_faults_found(
    world: World, staff: int, seed: int, faults: int
) -> None:
    try:
        tree, told = made(world, staff, seed, faults)
    except OperatorError:
        return
    note("\n".join(f"--- {path}\n{(entry.content or b'').decode()}" for path, entry in tree.entries.items()))
    errors = [found for found in check(tree).report.diagnostics if found.severity == "error"]
    assert Counter((found.code, found.place.path, found.date) for found in errors) == Counter(
        (fault["code"], fault["path"], fault["date"]) for fault in told
    )
    assert len(told) == faults
