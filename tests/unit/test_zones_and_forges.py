"""Names that a government outside of Java writes first: its own clock, and the forge it runs itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from giliran.check import check
from giliran.store import read_tree
from giliran.zones import INDONESIAN
from tests.repository import CIRCULAR, write

if TYPE_CHECKING:
    from pathlib import Path

CLAUSES = {
    "hours": 'monday-thursday: {from: "07:30", until: "16:00"}\nfriday: {from: "07:30", until: "16:30"}\n',
    "attendance": 'windows:\n  - {title: {id: Pagi, en: Morning}, from: "07:00", until: "08:00"}\n',
}
FORGE = "forge: {kind: KIND, repository: 'https://git.example/bkd/jadwal', branch: main}\n"


@pytest.mark.parametrize("kind", sorted(CLAUSES))
def test_a_clock_called_by_its_letters_is_answered_with_all_three_zones(kind: str, tmp_path: Path) -> None:
    head = f"title: {{id: Jam, en: Hours}}\nkind: {kind}\nzone: WIT\nreference: {{title: Berita}}\n"
    root = write(tmp_path, {f"{CIRCULAR}/clauses/jam.yaml": head + CLAUSES[kind]})
    (fault,) = [fault for fault in check(read_tree(root)).report.diagnostics if fault.code == "SH005"]
    assert fault.help is not None
    for words in (fault.help.id, fault.help.en):
        assert [f"{zone} ({name})" in words for name, zone in INDONESIAN.items()] == [True] * 3


@pytest.mark.parametrize(("kind", "read"), [("gitea", "forgejo"), ("forgejo", "forgejo"), ("gitlab", "gitlab")])
def test_gitea_is_proposed_to_like_forgejo(kind: str, read: str, tmp_path: Path) -> None:
    root = write(tmp_path, {"policy/publication.yaml": FORGE.replace("KIND", kind)})
    outcome = check(read_tree(root))
    assert outcome.report.diagnostics == ()
    assert outcome.corpus.forge is not None
    assert outcome.corpus.forge.kind == read
