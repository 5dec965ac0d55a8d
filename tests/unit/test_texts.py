"""What is written is what is read: files of the model as text, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from giliran.check import check
from giliran.store import read_tree
from giliran.synth.province import Province
from giliran.synth.texts import agency_text, dispensation_text, scalar, schedule_text, unit_text
from giliran.tree import Entry, Tree
from tests.repository import write

if TYPE_CHECKING:
    from pathlib import Path

    from giliran.corpus import Corpus


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Give a province that has dispensations, overrides, recalls, transfers and other superiors, as it is read."""
    root: Path = write(tmp_path_factory.mktemp("law"))
    written = dict(
        file for batch in Province(check(read_tree(root, ("policy",))).corpus, 3000, 1).batches() for file in batch
    )
    outcome = check(Tree({path: Entry(path, written[path], "file", len(written[path])) for path in sorted(written)}))
    assert outcome.report.clean
    return outcome.corpus


def test_every_file_is_written_as_it_was_read(province: Corpus) -> None:
    texts = {agency.path: agency_text(agency) for agency in province.agencies.values()}
    texts |= {unit.path: unit_text(unit) for unit in province.units.values()}
    texts |= {path: schedule_text(schedule) for path, schedule in province.schedules.items()}
    texts |= {granted.path: dispensation_text(granted) for granted in province.dispensations}
    law = {path for path in province.tree.entries if path.startswith("policy/") and "/dispensations/" not in path}
    assert texts.keys() == province.tree.entries.keys() - law
    for path, text in texts.items():
        assert text.encode() == province.tree.entries[path].content


def test_the_rare_things_are_there(province: Corpus) -> None:
    units = province.units.values()
    assert province.dispensations
    assert any(unit.override is not None for unit in units)
    assert any(window.period.start.year > 1 for unit in units for window in unit.other_supervisors)
    assert any(window.period.start.year == 1 for unit in units for window in unit.other_supervisors)
    assert any(schedule.recalls for schedule in province.schedules.values())
    assert any(len(province.stays(member.id)) == 2 for unit in units for member in unit.employees)
    assert any(not member.name.isascii() for unit in units for member in unit.employees)
    assert any("'" in member.name for unit in units for member in unit.employees)


@pytest.mark.parametrize(
    "words",
    ["Siti Rahmawati", "Nur'aini", "Désirée", "no", "a: b", "x # y", 'kata "kutip"', "c:\\d", "1.5", "- x", "{x}"],
)
def test_words_stay_words(words: str) -> None:
    document: Any = yaml.safe_load(f"{{name: {scalar(words)}, next: 1}}")
    assert document == {"name": words, "next": 1}
