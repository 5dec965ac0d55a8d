"""The whole check on one page: parse, grammar, names, limits, schemas, rules, sort.

Pure: it is handed the files and hands back a report. Schedules are judged one by one, so that the work can be spread
over processes with any function that behaves like :func:`map`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from giliran.corpus.build import build
from giliran.diagnostics import Report, Summary, in_reading_order
from giliran.grammar import identify, is_schedule
from giliran.kept import Keys
from giliran.personal import personal_path
from giliran.rules import RULES
from giliran.scope import Scope
from giliran.tree import path_faults
from giliran.verdicts import personal_faults, verdicts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from giliran.corpus import Corpus
    from giliran.diagnostics import Diagnostic
    from giliran.kept import Kept
    from giliran.memory import Memory
    from giliran.spread import Spread
    from giliran.tree import Tree

FEW = 200
"""Schedules for whose sake only their own units are read, not the whole staff."""


class Outcome:
    """The report, and the model it was made from, which is made anew where the report did not need all of it."""

    def __init__(
        self, report: Report, tree: Tree, whole: Callable[[], Corpus], near: Callable[[Sequence[str]], Corpus]
    ) -> None:
        self.report = report
        self.tree = tree
        self._whole = whole
        self._near = near

    @cached_property
    def corpus(self) -> Corpus:
        """Give the model of the whole tree."""
        return self._whole()

    def near(self, schedules: Sequence[str]) -> Corpus:
        """Give a model in which some schedules can be judged, at least: their units and the law."""
        return self._near(schedules)


def check(
    tree: Tree,
    scope: frozenset[str] | None = None,
    spread: Spread = map,
    memory: Memory | None = None,
    kept: Kept | None = None,
) -> Outcome:
    """Check a tree.

    With a ``scope``, a set of paths, only those files are told about, and only the schedules among them are judged,
    together with what they cannot do without: the law, their unit and its agency. ``spread`` applies a function to
    every part of the schedules, as :func:`map` does, in any order of work but in the order of the parts.

    Whoever checks again and again in one process hands in a ``memory``, and whoever has findings of earlier checks
    hands in what is ``kept``; the report is the same.
    """
    about = Scope(scope)
    run = _Run(tree, Scope(None) if kept is not None else about, spread, memory, kept)
    entries = [entry for entry in tree.entries.values() if about.matters(entry.path)]
    found = [fault for entry in entries for fault in (*path_faults(entry), *personal_path(entry.path))]
    paths = [entry.path for entry in entries if entry.readable and is_schedule(entry.path) and entry.path in about]
    judged = run.in_schedules(paths, handful=not about.is_everything and len(paths) <= FEW)
    first = next(judged, ())  # from here on others are at work, while law and staff are looked at here
    found.extend(run.in_law_and_staff())
    found.extend(chain(first, *judged))
    told = in_reading_order(_placed(fault) for fault in found if about.concerns(fault))
    return Outcome(Report(_summary(tree, about, told), told), tree, run.whole, run.judging)


class _Run:
    """One check, which makes the whole model only where something is not known without it."""

    def __init__(self, tree: Tree, scope: Scope, spread: Spread, memory: Memory | None, kept: Kept | None) -> None:
        self._tree = tree
        self._scope = scope
        self._spread = spread
        self._memory = memory
        self._kept = kept
        self._keys = Keys(tree)
        self._built: tuple[Corpus, list[Diagnostic]] | None = None

    def whole(self) -> Corpus:
        """Give the model of the whole tree."""
        if self._built is None:
            self._built = build(self._tree, self._scope.paths, self._memory)
        return self._built[0]

    def in_law_and_staff(self) -> tuple[Diagnostic, ...]:
        """Find what is wrong in every file but the schedules, and between files."""
        known = None if self._kept is None else self._kept.get("staff", self._keys.staff)
        if known is not None:
            return known
        corpus = self.whole()
        assert self._built is not None
        found = list(self._built[1])
        for entry in self._tree.entries.values():
            if not is_schedule(entry.path) and entry.readable and self._scope.matters(entry.path):
                found.extend(personal_faults(entry, self._memory))
        for rule in RULES:
            found.extend(rule(corpus))
        if self._kept is not None:
            self._kept.put("staff", self._keys.staff, tuple(found))
        return tuple(found)

    def in_schedules(self, paths: Sequence[str], *, handful: bool) -> Iterator[tuple[Diagnostic, ...]]:
        """Find what is wrong in some schedules; a ``handful`` of many is judged without looking for what is kept."""
        if self._kept is not None and self._kept.get("staff", self._keys.staff) is None:
            self.whole()  # it will be needed, so no smaller model needs to be made
        unknown = []
        for path in paths:
            # To open the verdicts of a province takes longer than to judge a handful anew.
            known = None if handful else self._recalled(path)
            if known is None:
                unknown.append(path)
            else:
                yield known
        for verdict in verdicts(self.judging(unknown), unknown, self._spread, self.whole) if unknown else ():
            yield verdict.faults
            if self._kept is not None:
                name = self._keys.verdict if verdict.settled else self._keys.verdict_by_all
                self._kept.put("verdicts", name(verdict.path), verdict.faults)

    def _recalled(self, path: str) -> tuple[Diagnostic, ...] | None:
        if self._kept is None:
            return None
        known = self._kept.get("verdicts", self._keys.verdict(path))
        return known if known is not None else self._kept.get("verdicts", self._keys.verdict_by_all(path))

    def judging(self, paths: Sequence[str]) -> Corpus:
        """Give a model that is good for judging some schedules: the whole where it is there, or just their units."""
        if self._built is not None or self._kept is None or len(paths) > FEW:
            return self.whole()
        units = {"/".join(path.split("/")[1:3]) for path in paths}
        return build(self._tree.part(units), frozenset(), self._memory, whole=False)[0]


def _placed(fault: Diagnostic) -> Diagnostic:
    """Name the unit that a finding is about, where its path tells and the finding does not."""
    identity = identify(fault.place.path)
    if fault.unit is not None or identity is None or "unit" not in identity.names:
        return fault
    return replace(fault, unit=f"{identity.names['agency']}/{identity.names['unit']}")


def _summary(tree: Tree, scope: Scope, told: tuple[Diagnostic, ...]) -> Summary:
    kinds: Counter[str] = Counter()
    files = 0
    for path in tree.entries:
        if path in scope:
            identity = identify(path)
            files += identity is not None
            kinds[identity.kind if identity else ""] += 1
    found = Counter(fault.severity for fault in told)
    return Summary(files, kinds["unit"], kinds["schedule"], found["error"], found["warning"], found["info"])
