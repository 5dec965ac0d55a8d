"""What records are held against comes from the law as it stands in the repository, and from nothing else."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from giliran.corpus.build import build
from giliran.reconcile.ground import Ground, ground
from giliran.store import read_tree
from giliran.timeline import Period
from giliran.tree import Entry, Tree

ROOT = Path(__file__).parents[2]
SHARE = "policy/dki-jakarta/se-sekda-34-2023/clauses/wfh-share.yaml"
WEEK = Period(datetime.date(2023, 9, 4), datetime.date(2023, 9, 8))


def under(base: str) -> Ground:
    """Lay out a week under a clause that counts other people."""
    found = read_tree(ROOT).entries
    content = found[SHARE].content
    assert content is not None
    assert b"[pns, pppk]" in content
    content = content.replace(b"[pns, pppk]", base.encode())
    changed = Entry(SHARE, content, "file", len(content))
    return ground(build(Tree({**found, SHARE: changed}), frozenset())[0], WEEK)


@pytest.mark.parametrize("base", ["[pns]", "[pns, pppk]", "[pns, pppk, pjlp]"])
def test_whom_the_clause_on_turns_counts_is_asked_for_records(base: str) -> None:
    """A circular may count contractors, or permanent staff alone."""
    made = under(base)
    for number, unit in enumerate(made.units):
        for member in unit.employees:
            for at, day in enumerate(made.days):
                place = made.people.index(member.id), at
                if made.unit[place] == number and day in member.period:
                    assert made.counted[place] == (member.status in base.strip("[]").split(", ")), member.id
