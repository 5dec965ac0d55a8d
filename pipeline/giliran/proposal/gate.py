"""The guards on one page: everything that can only be judged of a change is found here; the check judges the result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.diagnostics import in_reading_order
from giliran.proposal.continuity import continuities
from giliran.proposal.losses import days_lost, people_lost
from giliran.proposal.ownership import foreign, stale_code_owners
from giliran.proposal.past import past_changed
from giliran.proposal.personal_data import personal_data_in
from giliran.proposal.records import records
from giliran.proposal.thresholds import Thresholds

if TYPE_CHECKING:
    import datetime

    from giliran.diagnostics import Diagnostic
    from giliran.proposal import Proposal
    from giliran.tree import Tree


def gate(
    proposal: Proposal, today: datetime.date, by: frozenset[str] | None, thresholds: Thresholds | None = None
) -> tuple[Diagnostic, ...]:
    """Give all that stands against a change, in reading order; an empty tuple lets it pass.

    ``today`` is the first day that may still be altered. ``by`` holds the accounts of whoever proposes, and of the teams
    that person is in; ``None`` stands for somebody who may change everything. ``thresholds`` are those in force; without
    them they are those before the change.
    """
    if thresholds is None:
        # What is founded brings its own; afterwards nobody sets them for their own proposal.
        thresholds = Thresholds.of(proposal.before if proposal.before.entries else proposal.after)
    recorded = records(proposal.messages, _units(proposal.before) | _units(proposal.after))
    found = [*recorded.faults]
    if by is not None:
        found += foreign(proposal, by)
    found += stale_code_owners(proposal)
    for unit in continuities(proposal):
        found += people_lost(proposal, unit, recorded, thresholds)
        found += days_lost(proposal, unit, recorded, thresholds)
        found += past_changed(proposal, unit, recorded, today)
    found += personal_data_in(proposal, recorded, thresholds)
    return in_reading_order(found)


def _units(tree: Tree) -> frozenset[str]:
    return frozenset(f"{names['agency']}/{names['unit']}" for _, names in tree.readable("unit"))
