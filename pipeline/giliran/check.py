"""The whole check on one page: parse, grammar, names, limits, schemas, rules, sort.

Pure: it is handed the files and hands back a report. Schedules are judged one by one, so that the work can be spread
over processes with any function that behaves like :func:`map`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from giliran.corpus.build import build
from giliran.diagnostics import Report, Summary, in_reading_order
from giliran.grammar import identify, makes_law
from giliran.personal import personal_path
from giliran.rules import RULES
from giliran.tree import path_faults
from giliran.verdicts import personal_faults, verdicts

if TYPE_CHECKING:
    from giliran.corpus import Corpus
    from giliran.diagnostics import Diagnostic
    from giliran.memory import Memory
    from giliran.spread import Spread
    from giliran.tree import Entry, Tree


@dataclass(frozen=True, slots=True)
class Outcome:
    """The report, and the model it was made from."""

    report: Report
    corpus: Corpus


def check(
    tree: Tree, scope: frozenset[str] | None = None, spread: Spread = map, memory: Memory | None = None
) -> Outcome:
    """Check a tree.

    With a ``scope``, a set of paths, only those files are told about, and only the schedules among them are judged,
    together with what they cannot do without: the law, their unit and its agency. ``spread`` applies a function to
    every part of the schedules, as :func:`map` does, in any order of work but in the order of the parts. Whoever checks again and
    again, or goes on to build the site, hands in a ``memory``; the outcome is the same.
    """
    corpus, found = build(tree, scope, memory)
    paths = [entry.path for entry, _ in tree.readable("schedule") if _is_judged(entry, scope, corpus)]
    schedules = frozenset(paths)
    for entry in tree.entries.values():
        found.extend(path_faults(entry))
        found.extend(personal_path(entry.path))
        if entry.readable and entry.path not in schedules and (scope is None or entry.path in scope):
            found.extend(personal_faults(entry, memory))
    for verdict in verdicts(corpus, paths, spread):
        found.extend(verdict.faults)
        if verdict.broken:
            corpus.broken.add(verdict.path)
    for rule in RULES:
        found.extend(rule(corpus))
    needed = _needed(scope or frozenset())
    told = in_reading_order(_placed(fault) for fault in found if scope is None or _concerns(fault, scope, needed))
    return Outcome(Report(_summary(tree, scope, told), told), corpus)


def _is_judged(entry: Entry, scope: frozenset[str] | None, corpus: Corpus) -> bool:
    if scope is None or entry.path in scope:
        return True
    # Whether a dispensation is used shows only in all schedules of its unit.
    return any(entry.path.startswith(f"schedules/{granted.unit}/") for granted in corpus.dispensations)


def _concerns(fault: Diagnostic, scope: frozenset[str], needed: frozenset[str]) -> bool:
    """Tell whether a finding belongs to a check of some files.

    It does when it stands in one or points at one; an error also when it stands in a file that those cannot be judged
    without, or when staff or law are among them, since these reach into every other file of staff and law.
    """
    path = fault.place.path
    if any(place.path in scope for place in fault.places):
        return True
    if fault.severity != "error" or not scope:
        return False
    if path.startswith("policy/"):
        return makes_law(path)
    wide = any(chosen.startswith(("units/", "policy/")) for chosen in scope)
    return path in needed or (wide and path.startswith("units/"))


def _needed(scope: frozenset[str]) -> frozenset[str]:
    """Give the agency and unit files behind the files of a scope."""
    found = set()
    for chosen in scope:
        identity = identify(chosen)
        if identity is not None and "agency" in identity.names:
            agency = identity.names["agency"]
            found |= {f"units/{agency}/agency.yaml", f"units/{agency}/{identity.names.get('unit', 'agency')}.yaml"}
    return frozenset(found)


def _placed(fault: Diagnostic) -> Diagnostic:
    """Name the unit that a finding is about, where its path tells and the finding does not."""
    identity = identify(fault.place.path)
    if fault.unit is not None or identity is None or "unit" not in identity.names:
        return fault
    return replace(fault, unit=f"{identity.names['agency']}/{identity.names['unit']}")


def _summary(tree: Tree, scope: frozenset[str] | None, told: tuple[Diagnostic, ...]) -> Summary:
    kinds: Counter[str] = Counter()
    files = 0
    for path in tree.entries:
        if scope is None or path in scope:
            identity = identify(path)
            files += identity is not None
            kinds[identity.kind if identity else ""] += 1
    found = Counter(fault.severity for fault in told)
    return Summary(files, kinds["unit"], kinds["schedule"], found["error"], found["warning"], found["info"])
