"""Proposals that are each in order alone and break the law together, found before either is merged.

A transfer shrinks a unit while a schedule fills it to the old limit; one person joins two units; two people write the
same day. Each pair is merged in the object store, where no branch and no checkout sees it, and the result is judged. Only
pairs that could touch each other are: those with a file, a unit or a person in common, and those of which one changes
what binds everybody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, TypeAlias

from giliran.dependents import dependents
from giliran.diagnostics import OperatorError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from giliran.diagnostics import Diagnostic, Report
    from giliran.proposal import Proposal
    from giliran.revisions import Repository
    from giliran.tree import Tree

    Check: TypeAlias = Callable[[Tree, frozenset[str]], Report]
    """Judge some files of a tree."""

_PERSON = re.compile(rb"\b[a-z]{2}[0-9]{2,5}\b")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposal by the name of its branch, at a commit, with the errors it has alone once it is merged."""

    name: str
    commit: str
    errors: tuple[Diagnostic, ...] = ()
    conflicts: tuple[str, ...] = ()

    @property
    def in_order(self) -> bool:
        """Tell whether it could be merged if it were the only one."""
        return not self.errors and not self.conflicts


@dataclass(frozen=True, slots=True)
class Clash:
    """Two proposals that do not go together: paths that both have changed, or errors that neither has alone."""

    first: str
    second: str
    conflicts: tuple[str, ...]
    report: Report
    tree: Tree


@dataclass(frozen=True, slots=True)
class Clashes:
    """What was compared, against which commit, and what was found.

    ``branch`` is what people call the base. Where the question was ``about`` one proposal, the others were only looked at
    for its sake.
    """

    branch: str
    base: str
    candidates: tuple[Candidate, ...]
    compared: int
    """How many pairs could touch each other."""
    found: tuple[Clash, ...]
    about: str | None = None

    @property
    def unfit(self) -> tuple[Candidate, ...]:
        """Give those that could not be merged as they are, and whose authors are being told."""
        return tuple(one for one in self.candidates if not one.in_order and self.about in {None, one.name})


@dataclass(frozen=True, eq=False)
class _Side:
    """One proposal as it would be after a merge; judged when somebody wants to know."""

    name: str
    commit: str
    merged: str
    conflicts: tuple[str, ...]
    proposal: Proposal
    touches: frozenset[str]
    needs: frozenset[str]
    check: Check

    @cached_property
    def candidate(self) -> Candidate:
        if self.conflicts:
            return Candidate(self.name, self.commit, conflicts=self.conflicts)
        after = self.proposal.after
        report = self.check(after, dependents(after, self.proposal.changed))
        return Candidate(self.name, self.commit, tuple(one for one in report.diagnostics if one.severity == "error"))


def clashes(repository: Repository, base: str, names: Sequence[str], check: Check, about: str | None = None) -> Clashes:
    """Compare proposals pair by pair, or ``about`` one of them with each other; those in ``base`` already are passed over.

    Raises :class:`OperatorError` for an unknown revision and for a git that cannot merge.
    """
    start = repository.commit(base)
    known = [name for name in dict.fromkeys(names) if about is None or _has_begun_with(repository, start, name)]
    sides = [side for name in known if (side := _side(repository, start, name, check)) is not None]
    pairs = [
        pair
        for pair in combinations(sides, 2)
        if (about is None or about in {side.name for side in pair}) and _may_touch(*pair)
    ]
    judged = sides if about is None else [side for side in sides if any(side in pair for pair in pairs)]
    found = [clash for pair in pairs if (clash := _clash(repository, check, *pair)) is not None]
    return Clashes(base, start, tuple(side.candidate for side in judged), len(pairs), tuple(found), about)


def _has_begun_with(repository: Repository, base: str, name: str) -> bool:
    """Tell whether a branch has a past in common with what is in force, as one with pages or notes of its own has not."""
    return repository.fork_point(base, repository.commit(name)) is not None


def _side(repository: Repository, base: str, name: str, check: Check) -> _Side | None:
    commit = repository.commit(name)
    if repository.fork_point(base, commit) == commit:
        return None
    merged, conflicts = repository.merged(base, commit)
    proposal = repository.proposal(base, merged, anything=True)
    touches = frozenset(_touches(proposal))
    agencies = {path.split("/")[1] for path in proposal.changed if not path.startswith("policy/")}
    needs = touches | {f"units/{agency}/agency.yaml" for agency in agencies}
    return _Side(name, commit, merged, conflicts, proposal, touches, needs, check)


def _touches(proposal: Proposal) -> Iterator[str]:
    """Name what a proposal touches: files, units, and the people in the files it changes, before and after."""
    yield from proposal.touched
    yield from proposal.units
    for path in proposal.changed:
        for tree in (proposal.before, proposal.after):
            entry = tree.entries.get(path)
            if entry is not None and entry.readable:
                yield from (found.decode() for found in _PERSON.findall(entry.content or b""))


def _may_touch(first: _Side, second: _Side) -> bool:
    bound = first.proposal.changes_law or second.proposal.changes_law
    both = first.proposal.changed and second.proposal.changed
    return bool(first.touches & second.needs or first.needs & second.touches or (bound and both))


def _clash(repository: Repository, check: Check, first: _Side, second: _Side) -> Clash | None:
    if first.conflicts or second.conflicts:
        return None  # it has to be brought up to date first, and is told of that
    merged, conflicts = repository.merged(first.merged, second.merged)
    try:
        tree = repository.tree(merged)
    except OperatorError:
        return None  # neither has data
    scope = dependents(tree, first.proposal.changed | second.proposal.changed)
    alone = {_known(error) for side in (first, second) for error in side.candidate.errors}
    report = check(tree, scope)
    new = (
        () if conflicts else [one for one in report.diagnostics if one.severity == "error" and _known(one) not in alone]
    )
    if not new and not conflicts:
        return None
    return Clash(first.name, second.name, conflicts, report.only(new), tree)


def _known(error: Diagnostic) -> tuple[str, str, str, str | None]:
    """Name an error apart from its place, which moves when lines above it do."""
    return error.code, error.place.path, error.message.id, error.date
