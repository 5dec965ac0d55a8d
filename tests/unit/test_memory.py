"""A memory changes how long a check takes, never what it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from giliran.check import check
from giliran.memory import Memory
from giliran.store import read_tree
from giliran.views.edition import edition
from tests.repository import CIRCULAR, FILES, SCHEDULE, UNIT, write

if TYPE_CHECKING:
    from pathlib import Path

SHARE = f"{CIRCULAR}/clauses/wfh-share.yaml"


def test_what_is_known_is_not_made_again_and_what_is_not_asked_for_is_forgotten() -> None:
    made: list[str] = []

    def make(name: str) -> str:
        made.append(name)
        return name.upper()

    memory = Memory()
    for _ in range(2):
        assert memory.recall("a", lambda: make("a")) == "A"
        memory.turn()
    assert made == ["a"]
    memory.turn()
    assert memory.recall("a", lambda: make("a")) == "A"
    assert made == ["a", "a"]


@pytest.mark.parametrize(
    "changes",
    [
        {SCHEDULE: "wfh:\n  2023-09-01: [aa01, ab02]\n"},
        {SCHEDULE: "wfh: [\n"},
        {SCHEDULE: None},
        {
            UNIT: FILES[UNIT].replace(
                "id: ac03, name: Citra Rekaan, status: pppk", "id: ac03, name: Citra, status: pjlp"
            )
        },
        {UNIT: FILES[UNIT] + "  - {id: ba01, name: Fajar Rekaan, status: pns}\n"},
        {
            "units/bkd/agency.yaml": FILES["units/bkd/agency.yaml"]
            .replace("administration", "direct")
            .replace("true", "false")
        },
        {SHARE: FILES[SHARE].replace("50%", "30%")},
        {SHARE: FILES[SHARE].replace("75%", "80%")},
        {f"{CIRCULAR}/clauses/service-stays.yaml": None},
        {
            "policy/calendar.yaml": "country: ID\nweekend: [saturday, sunday]\nholidays:\n  - {date: 2023-09-11, title: {id: Libur, en: Holiday}, reference: {title: Berita}}\nworking-days: []\n"
        },
        {"policy/jurisdictions/dki-jakarta.yaml": None},
        {"units/dinkes/seksi-gizi.yaml": None},
    ],
    ids=" ".join,
)
def test_a_check_with_a_memory_finds_the_same(tmp_path: Path, changes: dict[str, str | None]) -> None:
    write(tmp_path)
    memory = Memory()
    for _ in range(2):
        assert check(read_tree(tmp_path), memory=memory).report.clean
        memory.turn()
    for name, content in changes.items():
        path = tmp_path / name
        if content is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8")
    tree = read_tree(tmp_path)
    known, fresh = check(tree, memory=memory), check(tree)
    assert known.report == fresh.report
    assert known.corpus.circulars == fresh.corpus.circulars
    if fresh.report.clean:
        assert edition(known.corpus, "internal").months == edition(fresh.corpus, "internal").months
