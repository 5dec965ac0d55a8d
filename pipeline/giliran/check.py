"""The whole check on one page: parse, grammar, names, limits, schemas, rules, sort.

Pure: it is handed the files and hands back a report. Schedules are judged one by one, so that the work can be spread
over processes with any function that behaves like :func:`map`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from giliran.corpus import staffing
from giliran.corpus.build import accepted, build
from giliran.diagnostics import Diagnostic, Report, Summary, in_reading_order
from giliran.grammar import identify, makes_law
from giliran.personal import personal_data, personal_path
from giliran.rules import RULES
from giliran.rules.recalls import recall_faults
from giliran.source import Place
from giliran.spelling import guessed
from giliran.textfaults import decoded
from giliran.tree import path_faults
from giliran.validate import schedule_faults
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.corpus import Corpus
    from giliran.documents import Document
    from giliran.memory import Memory
    from giliran.model import Schedule
    from giliran.spread import Spread
    from giliran.tree import Entry, Tree


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of one schedule file; ``schedule`` is ``None`` when it could not be read."""

    path: str
    schedule: Schedule | None
    faults: tuple[Diagnostic, ...]


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
    every schedule path, as :func:`map` does, in any order of work but in the order of the paths. Whoever checks again and
    again, or goes on to build the site, hands in a ``memory``; the outcome is the same.
    """
    corpus, found = build(tree, scope, memory)
    for entry in tree.entries.values():
        found.extend(path_faults(entry))
        found.extend(personal_path(entry.path))
        if entry.content is not None and (scope is None or entry.path in scope):
            found.extend(_personal(entry, memory))
    paths = [entry.path for entry, _ in tree.readable("schedule") if _is_judged(entry, scope, corpus)]
    for judged in spread(ScheduleCheck(corpus), paths):
        found.extend(judged.faults)
        if judged.schedule is None:
            corpus.broken.add(judged.path)
        else:
            corpus.schedules[judged.path] = judged.schedule
    for rule in RULES:
        found.extend(rule(corpus))
    needed = _needed(scope or frozenset())
    told = in_reading_order(_placed(fault) for fault in found if scope is None or _concerns(fault, scope, needed))
    return Outcome(Report(_summary(tree, scope, told), told), corpus)


def _personal(entry: Entry, memory: Memory | None) -> tuple[Diagnostic, ...]:
    if memory is not None:
        return memory.recall(("personal", entry), lambda: _personal(entry, None))
    return tuple(personal_data(entry.path, decoded(entry.path, entry.content or b"")[0]))


class ScheduleCheck:
    """Judges one schedule file at a time; can be sent to another process."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus

    def __call__(self, path: str) -> Judged:
        entry = self.corpus.tree.entries[path]
        document, faults = accepted(entry, "schedule", self.corpus.memory)
        if faults:
            return Judged(path, None, faults)
        identity = identify(path)
        assert identity is not None
        unit_id = f"{identity.names['agency']}/{identity.names['unit']}"
        schedule, dates = staffing.schedule(unit_id, identity.names["month"], document)
        return Judged(path, schedule, (*dates, *self._law(schedule, document)))

    def _law(self, schedule: Schedule, document: Document) -> Iterator[Diagnostic]:
        unit = self.corpus.units.get(schedule.unit)
        if unit is None:
            if f"units/{schedule.unit}.yaml" not in self.corpus.broken:
                yield _without_unit(schedule, self.corpus)
            return
        law = self.corpus.law_of(unit)
        if law is None or not self.corpus.judged(unit):
            return
        limits = self.corpus.limits(law, unit, schedule.month)
        yield from schedule_faults(document, limits, self.corpus)
        yield from recall_faults(self.corpus, schedule, document, limits)


def _without_unit(schedule: Schedule, corpus: Corpus) -> Diagnostic:
    message = Text(
        f"Jadwal ini milik unit yang tidak ada: units/{schedule.unit}.yaml tidak ditemukan.",
        f"This schedule belongs to a unit that does not exist: there is no units/{schedule.unit}.yaml.",
    )
    advice = Text(
        "Buat berkas unitnya, atau pindahkan jadwal ini ke map unit yang benar.",
        "Write the unit file, or move this schedule to the folder of the right unit.",
    )
    advice = guessed(schedule.unit, corpus.units, advice)
    return Diagnostic("SC001", message, Place.of_file(schedule.path), help=advice, unit=schedule.unit)


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
