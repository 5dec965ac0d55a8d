"""What a change does, to whom, and from when: everything is compared by what it means, nothing by lines of text.

Only what the change concerns is read. A schedule that nobody touched is opened only where the law asks something else of
its month than before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.grammar import identify, makes_law, schedule_path
from giliran.history.versions import GONE
from giliran.proposal.impact.days import Side, changed_days, same_limits
from giliran.proposal.impact.effects import Impact, MonthImpact, UnitImpact, Unreadable
from giliran.proposal.impact.law import law_changes
from giliran.proposal.impact.lawfulness import turned
from giliran.proposal.impact.staff import agency_impacts, renames, staff_changes, unit_entries
from giliran.proposal.impact.veil import unsaid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from giliran.proposal import Proposal
    from giliran.proposal.impact.effects import DayImpact, Entry, Fate
    from giliran.spread import Spread


_SETTINGS = frozenset({"owners", "guards", "publication", "evaluation"})
"""Files that decide about proposals, the site and evaluations, never about a schedule."""


def impact(proposal: Proposal, spread: Spread = map, parted: str | None = None) -> Impact:
    """Compare the two states of a proposal. ``parted`` is handed on to whoever reads it."""
    former = renames(proposal)
    given_up = frozenset(former.values())
    names = tuple(name for name in proposal.units if name not in given_up)
    pairs = {name: (Side(proposal.old, former.get(name, name)), Side(proposal.new, name)) for name in names}
    staffed = frozenset(name for name, sides in pairs.items() if _staff_touched(proposal, sides))
    people = staff_changes(proposal, former, (name for name in names if name in staffed))
    peopled = frozenset(unit for change in people for unit in change.units)
    work = _Units(proposal, staffed, peopled)
    found = tuple(unit for sides in pairs.values() if (unit := work.unit(*sides)) is not None)
    agencies = tuple(agency_impacts(proposal))
    law = law_changes(proposal)
    turns = tuple(turned(proposal.old, proposal.new, work.untouched, spread))
    unreadable = tuple(_unreadable(proposal))
    told = {path for one in found for path in _files_of(one, proposal.changed)} | {one.path for one in unreadable}
    told |= {f"units/{agency.id}/agency.yaml" for agency in agencies}
    if law:
        told |= {path for path in proposal.changed if path.startswith("policy/") and makes_law(path)}
    settings = frozenset(path for path in proposal.changed if _kind(path) in _SETTINGS)
    return Impact(
        law,
        agencies,
        found,
        people,
        turns,
        unreadable,
        work.reached,
        _paths(settings),
        _paths(proposal.changed - told - settings),
        _paths(path for path in proposal.touched if not _is_data(proposal, path)),
        parted,
    )


def _kind(path: str) -> str:
    identity = identify(path)
    return "" if identity is None else identity.kind


def _staff_touched(proposal: Proposal, sides: tuple[Side, Side]) -> bool:
    """Tell whether a unit's file has changed and can be compared."""
    paths = [side.staff_path for side in sides]
    broken = any(side.staff_path in side.corpus.broken for side in sides)
    return not broken and any(path in proposal.changed for path in paths)


class _Units:
    """The units of a proposal one by one, and what is counted over all of them.

    ``untouched`` are schedules that read the same under limits that differ; ``reached`` counts the units that have a
    month with other limits.
    """

    def __init__(self, proposal: Proposal, staffed: frozenset[str], peopled: frozenset[str]) -> None:
        self.untouched: list[str] = []
        self.reached = 0
        self._proposal = proposal
        self._staffed = staffed
        self._peopled = peopled

    def unit(self, old: Side, new: Side) -> UnitImpact | None:
        """Compare a unit; ``None`` where nothing changes in it."""
        before, after = old.unit, new.unit
        known = after or before
        entries: tuple[Entry, ...] = ()
        fate: Fate = "changed"
        if new.name in self._staffed:
            entries = unit_entries(before, after)
            fate = "changed" if before and after else "new" if after else "gone"
        months, days = self._months(old, new)
        formerly = old.name if old.name != new.name else None
        if not (entries or months or days or fate != "changed" or formerly or new.name in self._peopled):
            return None
        name = new.name if known is None else unsaid(known.name, organisation=True)
        return UnitImpact(new.name, name, new.agency or old.agency, fate, formerly, entries, months, days)

    def _months(self, old: Side, new: Side) -> tuple[tuple[MonthImpact, ...], tuple[DayImpact, ...]]:
        months: list[MonthImpact] = []
        days: list[DayImpact] = []
        reached = False
        for month in sorted(old.months | new.months):
            paths = old.path(month), new.path(month)
            same = self._same_limits(old, new, month)
            reached |= not same and old.decided and new.decided
            touched = self._touched(paths)
            if same and not touched:
                continue
            if not touched and paths[0] == paths[1] and old.decided and new.decided:
                self.untouched.append(paths[0])
            before, after = old.version(month), new.version(month)
            if before is None or after is None:
                continue
            if before is not GONE and after is GONE:
                months.append(MonthImpact(month, "gone", before.turns))
            elif before is GONE and after is not GONE:
                months.append(MonthImpact(month, "new", after.turns))
            days.extend(changed_days(old, new, month, before, after))
        self.reached += reached
        return tuple(months), tuple(days)

    def _touched(self, paths: tuple[str, str]) -> bool:
        """Tell whether a schedule reads otherwise; one that has moved with its unit, unchanged, does not."""
        if paths[0] == paths[1]:
            return paths[0] in self._proposal.changed
        before, after = self._proposal.before.entries.get(paths[0]), self._proposal.after.entries.get(paths[1])
        return before is None or after is None or before.content != after.content

    def _same_limits(self, old: Side, new: Side, month: str) -> bool:
        staff = {path for side in (old, new) for path in (side.staff_path, side.agency_path)}
        if not self._proposal.changes_law and not staff & self._proposal.changed:
            return True
        return same_limits(old.limits(month), new.limits(month))


def _files_of(unit: UnitImpact, changed: frozenset[str]) -> Iterator[str]:
    """Give the files whose change a unit's impact tells; all of them where the unit has another name."""
    yield f"units/{unit.id}.yaml"
    if unit.formerly is not None:
        yield f"units/{unit.formerly}.yaml"
        folders = (f"schedules/{unit.id}/", f"schedules/{unit.formerly}/")
        yield from (path for path in changed if path.startswith(folders))
    months = {month.month for month in unit.months} | {f"{day.day:%Y-%m}" for day in unit.days}
    yield from (schedule_path(unit.id, month) for month in months)


def _unreadable(proposal: Proposal) -> Iterator[Unreadable]:
    """Give the changed files that cannot be read on a side that has them."""
    for path in sorted(proposal.changed):
        identity = identify(path)
        if identity is None or identity.kind == "case":
            continue
        sides = []
        for tree, corpus in ((proposal.before, proposal.old), (proposal.after, proposal.new)):
            if identity.kind == "schedule":
                sides.append(path in tree.entries and path not in corpus.schedules)
            else:
                sides.append(path in corpus.broken)
        if any(sides):
            yield Unreadable(path, *sides)


def _paths(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(unsaid(path, organisation=True) for path in sorted(paths))


def _is_data(proposal: Proposal, path: str) -> bool:
    return path.startswith(proposal.folder) and path.removeprefix(proposal.folder) in proposal.changed
