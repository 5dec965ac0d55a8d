"""The invented exports of a seed, reconciled once for all the tests that look at them.

``GILIRAN_EXPORTS`` says how many seeds are tried.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from giliran.corpus.build import build
from giliran.reconcile.ground import ground
from giliran.reconcile.mapping import read_mapping
from giliran.reconcile.reconciling import Source, reconciled
from giliran.store import read_tree
from tests.reconcile.invented import Exports

if TYPE_CHECKING:
    from giliran.corpus import Corpus
    from giliran.reconcile.reconciling import Reconciled
    from tests.reconcile.invented import Planted

ROOT = Path(__file__).parents[2]
SEEDS = range(1, 1 + int(os.environ.get("GILIRAN_EXPORTS", "2")))


@cache
def corpus() -> Corpus:
    """Read the repository."""
    return build(read_tree(ROOT), frozenset())[0]


def planted_and_found(seed: int, folder: Path) -> tuple[Planted, Reconciled]:
    """Invent the exports of a seed in a folder, and reconcile them."""
    planted = Exports(corpus(), seed).write(folder)
    mapping, faults = read_mapping("pemetaan.yaml", (folder / "pemetaan.yaml").read_bytes())
    assert mapping is not None, faults
    sources = [Source(name, (folder / name).read_bytes, export) for export in mapping.exports for name in export.files]
    table = "nip.csv", (folder / "nip.csv").read_bytes()
    return planted, reconciled(mapping, table, sources, ground(corpus(), mapping.period))


@pytest.fixture(scope="package", params=SEEDS)
def found(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Planted, Reconciled]:
    return planted_and_found(request.param, tmp_path_factory.mktemp("exports"))
