"""A plan as the text of its schedule file, and many plans at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.diagnostics import OperatorError
from giliran.edits import NotEditableError, rewritten, schedule_text
from giliran.grammar import schedule_path
from giliran.judging import judges
from giliran.plan import planned
from giliran.plan.ground import ground, nobody_may
from giliran.wording import Text, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.corpus import Corpus
    from giliran.plan import Plan
    from giliran.plan.request import Request

PORTION = 60
"""Units in one part: enough that the law is read seldom, few enough that no process waits long at the end."""


def drawn(corpus: Corpus, plan: Plan) -> str:
    """Write the schedule of a plan: a new file, or the one there is with only the days changed that must.

    Raises :class:`OperatorError` for a file that is written in a way that cannot be changed without touching the rest.
    """
    given = plan.posed.given
    _assert_lawful(corpus, plan)
    if given.existing is None:
        return schedule_text(plan.days)
    content = corpus.tree.entries[given.path].content
    assert content is not None  # it was read before
    closed = [
        day.isoformat()
        for day in given.existing.home
        if day not in plan.days and (given.since is None or day >= given.since) and not _is_open(plan, day.isoformat())
    ]
    try:
        return rewritten(given.path, content.decode(), plan.days, closed)
    except NotEditableError as error:
        raise OperatorError(
            Text(
                f"{given.path} tidak dapat diubah seperti tertulis; jalankan “giliran check {given.path}” dulu.",
                f"{given.path} cannot be changed as it is written; run “giliran check {given.path}” first.",
            )
        ) from error


def _is_open(plan: Plan, day: str) -> bool:
    return any(found.day.isoformat() == day for found in plan.posed.given.open_days)


def _assert_lawful(corpus: Corpus, plan: Plan) -> None:
    """Let the compiled schema judge the days that were planned, as the check will."""
    given = plan.posed.given
    law = corpus.law_of(given.unit)
    assert law is not None  # or there would be no ground
    home = {found.day: plan.days.get(found.day, ()) for found in given.days}
    wfh = {day.isoformat(): list(people) for day, people in home.items()}
    judge = judges(law, corpus.roster(given.unit.id), given.month, recalls=False).binding
    assert judge.accepts({"wfh": wfh}), f"an unlawful plan for {given.path}"


@dataclass(frozen=True, slots=True)
class Part:
    """Some units with all that their plans rest on, small enough to be sent elsewhere."""

    corpus: Corpus
    units: tuple[str, ...]
    month: str
    request: Request


@dataclass(frozen=True, slots=True)
class Drawn:
    """What came of one unit: the path and text of its schedule with the number of days at home in it, or why there is none.

    Without a text and a reason there is nothing to plan for the unit.
    """

    unit: str
    path: str = ""
    text: str | None = None
    days_at_home: int = 0
    refused: Text | None = None


def without_schedule(corpus: Corpus, month: str) -> tuple[str, ...]:
    """Give the units that have no schedule for a month that can be read; those that cannot be read themselves are among them."""
    known = {*corpus.units, *_unreadable(corpus)}
    return tuple(unit for unit in sorted(known) if schedule_path(unit, month) not in corpus.schedules)


def _unreadable(corpus: Corpus) -> Iterator[str]:
    for path in sorted(corpus.broken):
        folder, *names = path.removesuffix(".yaml").split("/")
        if folder == "units" and len(names) == 2 and names[1] != "agency":
            yield "/".join(names)


def parts(corpus: Corpus, units: tuple[str, ...], month: str, request: Request) -> Iterator[Part]:
    """Divide units into parts of :data:`PORTION`."""
    for start in range(0, len(units), PORTION):
        portion = units[start : start + PORTION]
        yield Part(corpus.part(portion), portion, month, request)


def draw_part(part: Part) -> tuple[Drawn, ...]:
    """Plan every unit of a part; what is wrong with one does not stop the others."""
    return tuple(_draw(part, unit) for unit in part.units)


def _draw(part: Part, unit: str) -> Drawn:
    try:
        given = ground(part.corpus, unit, part.month)
        if nobody_may(given) is not None:
            return Drawn(unit)
        plan = planned(given, part.request)
        if plan.clashes:
            return Drawn(unit, refused=joined(plan.clashes))
        return Drawn(unit, given.path, drawn(part.corpus, plan), sum(map(len, plan.home)))
    except OperatorError as error:
        return Drawn(unit, refused=error.text)
