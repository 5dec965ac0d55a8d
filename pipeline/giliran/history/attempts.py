"""Versions of schedules that were tried: those of merged proposals, and those that stood on the line until a later one.

A proposal that is merged (``git merge --no-ff``) leaves its commits behind, with every version that the check refused before
the right one was found. Each is judged by the same code as a file of today, with the law, the staff and the calendar that
its own commit has; it is never compared with a later law.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from giliran.corpus.build import build
from giliran.corpus.reading import accepted, read_schedule
from giliran.personal import personal_path
from giliran.tree import Tree, path_faults
from giliran.verdicts import judge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from giliran.corpus import Corpus
    from giliran.diagnostics import Diagnostic
    from giliran.history import History
    from giliran.memory import Memory
    from giliran.tree import Entry

Place: TypeAlias = Literal["way", "line"]
State: TypeAlias = Literal["accepted", "refused", "unreadable"]


@dataclass(frozen=True, slots=True)
class Attempt:
    """A version of a schedule as one commit wrote it; ``time`` is the committer's, in seconds.

    ``merge`` names the commit on the line that brought it; ``None`` stands for a version on the line itself, which a
    later commit replaced or removed.
    """

    path: str
    blob: str
    commit: str
    time: int
    merge: str | None
    link: bool = False

    @property
    def place(self) -> Place:
        """Tell whether it was on the way to the line, or on it."""
        return "line" if self.merge is None else "way"

    @property
    def unit(self) -> str:
        """Give the unit, ``agency/unit``."""
        return unit_of(self.path)

    @property
    def bringer(self) -> str:
        """Give the merge or, on the line, the commit: what a clerk would call one change."""
        return self.merge or self.commit


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a version was refused: a code, the id of a clause or nothing, and the days that were wrong in this way."""

    code: str
    clause: str | None
    days: frozenset[datetime.date]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the check says of a version.

    It is ``unreadable`` where its text is no YAML, or law, agency or unit of its commit could not be read. ``people``
    are those of the unit who stand on the days of the reasons.
    """

    state: State
    reasons: tuple[Reason, ...] = ()
    people: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Tried:
    """A version with what was found; ``mended`` tells that what came after it was lawful, or that the file was gone."""

    attempt: Attempt
    opinion: Opinion
    mended: bool

    @property
    def failed(self) -> bool:
        """Tell whether it was not accepted."""
        return self.opinion.state != "accepted"


@dataclass(frozen=True, slots=True)
class Attempts:
    """All that git keeps of a period. Without ``merges`` nobody knows what was refused on the way."""

    merges: int
    tried: tuple[Tried, ...]


ACCEPTED = Opinion("accepted")
UNREADABLE = Opinion("unreadable")


def unit_of(path: str) -> str:
    """Give the unit of the path of a schedule."""
    return path.removeprefix("schedules/").rpartition("/")[0]


def replaced(history: History, paths: Iterable[str]) -> Iterator[Attempt]:
    """Give the versions of some files on the line that another came after; what still stands is in order, and left out."""
    wanted = frozenset(paths)
    standing: dict[str, Attempt | None] = {}
    for commit in history.commits:
        for change in commit.changes:
            if change.path not in wanted:
                continue
            before = standing.get(change.path)
            if before is not None:
                if before.blob == change.blob:
                    continue  # only its permissions changed
                yield before
            known = change.blob is not None and not commit.cut  # since when a cut one was there, nobody knows
            standing[change.path] = (
                Attempt(change.path, change.blob, commit.name, commit.time, None, change.link)
                if change.blob and known
                else None
            )


def opinion(entry: Entry, part: Corpus, whole: Corpus | None, memory: Memory) -> Opinion | None:
    """Judge one version.

    ``part`` is a model of its unit in its commit, as :func:`part_of` makes it. ``None`` says that only a model of the
    ``whole`` can tell.
    """
    path = entry.path
    if not entry.readable:
        return replace(UNREADABLE, reasons=_reasons(path_faults(entry)))
    document, _ = accepted(entry, "schedule", memory)
    unit = part.units.get(unit_of(path))
    if document.faults or (unit is None and f"units/{unit_of(path)}.yaml" in part.broken) or part.policy_broken:
        return replace(UNREADABLE, reasons=_reasons(document.faults))
    if unit is not None and not part.judged(unit):
        return UNREADABLE
    verdict = judge(_with(part if whole is None else whole, entry), path)
    if not verdict.settled:
        return None
    reasons = _reasons((*personal_path(path), *verdict.faults))
    if not reasons:
        return ACCEPTED
    _, schedule, _ = read_schedule(entry, memory)
    days = frozenset().union(*(reason.days for reason in reasons))
    people: set[str] = set()
    if schedule is not None and unit is not None:
        named = {person for day in days for person in schedule.home.get(day, ())}
        named |= {recall.employee for recall in schedule.recalls if recall.day in days}
        people = named & {member.id for member in unit.employees}
    return Opinion("refused", reasons, frozenset(people))


def _with(corpus: Corpus, entry: Entry) -> Corpus:
    """Put another version of a schedule into a model, which rests on no schedule; what is known of the former is left out."""
    tree = Tree({**corpus.tree.entries, entry.path: entry})
    return replace(
        corpus, tree=tree, documents={path: one for path, one in corpus.documents.items() if path != entry.path}
    )


def part_of(tree: Tree, unit: str, memory: Memory) -> Corpus:
    """Give a model of one unit and its law, good for every schedule of it as long as these stay the same."""
    return build(tree.part([unit]), frozenset(), memory, whole=False)[0]


def whole_of(tree: Tree, memory: Memory) -> Corpus:
    """Give a model of the whole staff."""
    return build(tree, frozenset(), memory)[0]


def _reasons(faults: Iterable[Diagnostic]) -> tuple[Reason, ...]:
    """Put the errors among some findings together by code and clause, in their order."""
    found: dict[tuple[str, str], set[datetime.date]] = {}
    for fault in faults:
        if fault.severity == "error":
            days = found.setdefault((fault.code, "" if fault.clause is None else fault.clause.id), set())
            if fault.date is not None and (day := _day(fault.date)) is not None:
                days.add(day)
    return tuple(Reason(code, clause or None, frozenset(days)) for (code, clause), days in sorted(found.items()))


def _day(words: str) -> datetime.date | None:
    """Read the day of a finding; one that does not exist is a finding of its own and concerns no day."""
    try:
        return datetime.date.fromisoformat(words)
    except ValueError:
        return None
