"""The one type in which everything that checks speaks to everyone who reads.

A diagnostic is rich; the formats under :mod:`giliran.report` are thin. It never names a fault of ours: those are
exceptions, and what only the operator can mend is an :class:`OperatorError`.
"""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from giliran.codes import BY_CODE, SEVERITIES
from giliran.source import Place  # noqa: TC001 - whoever keeps findings in files asks for the types at run time
from giliran.wording import Text, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from giliran.codes import Severity


class OperatorError(Exception):
    """Something outside the data that the person running the program must mend, such as a missing folder.

    It leads to exit code 2. ``texts`` say what is wrong and what to do, in both languages, one for each thing that is to be
    mended; ``text`` is all of them in a row.
    """

    def __init__(self, *texts: Text) -> None:
        self.texts, self.text = texts, joined(texts)
        super().__init__(self.text.id)

    def __reduce__(self) -> tuple[type[OperatorError], tuple[Text, ...]]:
        """Let a process that works for another hand over both languages."""
        return type(self), self.texts


class Refusals:
    """Collects what the operator must mend about several things, so that all of it is told at once."""

    def __init__(self) -> None:
        self._texts: list[Text] = []

    def __bool__(self) -> bool:
        return bool(self._texts)

    @contextmanager
    def collected(self) -> Iterator[None]:
        """Keep an :class:`OperatorError` of a block and go on after it."""
        try:
            yield
        except OperatorError as error:
            self._texts.extend(error.texts)

    def leave(self) -> None:
        """Raise :class:`OperatorError` with everything that was collected, if anything was."""
        if self._texts:
            raise OperatorError(*self._texts)


@dataclass(frozen=True, slots=True)
class ClauseRef:
    """The clause a finding rests on: ``issuer/circular/clause``, its title, and where its words can be read."""

    id: str
    title: Text
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that explains the first: the headcount, the clause, the other unit. The label is a few words."""

    place: Place
    label: Text


@dataclass(frozen=True, slots=True)
class Replacement:
    """A stretch of a file, and the text that takes its place."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """What a program may do about a finding by itself: edits of one file, in order and without overlaps.

    Those of several findings fit together; the same fix may stand at more than one. ``line`` is the first line concerned,
    ``before`` and ``after`` are the lines from there on as they are and as they would be, without line breaks; there is
    at least one before.
    """

    title: Text
    edits: tuple[Replacement, ...]
    line: int
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    ``message`` says what was found and what is allowed, ``help`` what to do next; both are plain sentences without a
    final line break. ``unit`` is ``agency/unit``; ``date`` is an ISO date, given exactly when the finding is about one
    day; ``sum`` is the calculation behind a limit. ``private`` asks every format to leave out the text at ``place``. A
    ``fix`` is there only where somebody has asked for fixes.
    """

    code: str
    message: Text
    place: Place
    help: Text | None = None
    label: Text | None = None
    unit: str | None = None
    date: str | None = None
    sum: Text | None = None
    clause: ClauseRef | None = None
    related: tuple[Related, ...] = ()
    private: bool = False
    fix: Fix | None = None

    @property
    def name(self) -> str:
        """Give the name that belongs to the code, such as ``over-cap``."""
        return BY_CODE[self.code].name

    @property
    def places(self) -> tuple[Place, ...]:
        """Give every place it points at, the main one first."""
        return (self.place, *(other.place for other in self.related))

    @property
    def severity(self) -> Severity:
        """Give the severity that belongs to the code."""
        return BY_CODE[self.code].severity


@dataclass(frozen=True, slots=True)
class Summary:
    """How much was looked at and how much was found."""

    files: int
    units: int
    schedules: int
    errors: int
    warnings: int
    infos: int


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a check: what was counted, and every finding in reading order."""

    summary: Summary
    diagnostics: tuple[Diagnostic, ...]

    @property
    def clean(self) -> bool:
        """Tell whether nothing of severity error was found."""
        return self.summary.errors == 0

    def beside(self, more: Iterable[Diagnostic]) -> Report:
        """Give this report with further findings."""
        added = tuple(more)
        return self.only((*self.diagnostics, *added)) if added else self

    def only(self, these: Iterable[Diagnostic]) -> Report:
        """Give this report with these findings instead of its own."""
        found = in_reading_order(these)
        of = Counter(each.severity for each in found)
        summary = replace(self.summary, errors=of["error"], warnings=of["warning"], infos=of["info"])
        return Report(summary, found)


def in_reading_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by file, place and code, and drop exact repetitions, so that the order never depends on the work done."""
    unique = dict.fromkeys(diagnostics)
    return tuple(
        sorted(
            unique,
            key=lambda d: (
                d.place.path,
                d.place.start,
                SEVERITIES.index(d.severity),
                d.code,
                d.place.end,
                d.date or "",
                d.message.id,
            ),
        )
    )
