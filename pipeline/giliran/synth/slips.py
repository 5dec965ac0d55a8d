"""Slips that a clerk could make in one schedule, each of them the one fault of its file.

A slip is a function from a schedule that is right to the text of one that is not, with the code that must be told. It
gives ``None`` where a schedule has no room for it; :func:`no_such_date` always has.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeAlias

from giliran.limits import allowance
from giliran.membership import Roster
from giliran.model import Recall
from giliran.synth.texts import month_text
from giliran.timeline import month_days

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from giliran.limits import Allowance
    from giliran.model import Schedule, Unit
    from giliran.synth.chance import Chance
    from giliran.synth.ground import Ground

NOBODY = "lo{}"
"""No code of the register begins like this."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A right schedule and what is known around it; ``stranger`` is the code of somebody in another unit."""

    unit: Unit
    schedule: Schedule
    allowed: dict[date, Allowance]
    ground: Ground
    chance: Chance
    stranger: str | None
    granted: bool

    def quiet_days(self) -> list[date]:
        """Give the days with somebody at home and no recall, in an order of chance."""
        called = {recall.day for recall in self.schedule.recalls}
        return self.chance.shuffled(day for day, home in self.schedule.home.items() if home and day not in called)

    def text(self, changes: dict[str, Sequence[str]] | None = None, recalls: Sequence[Recall] = ()) -> str:
        """Write the schedule with some days added or replaced, and some recalls added."""
        days: dict[str, Sequence[str]] = {day.isoformat(): home for day, home in self.schedule.home.items()}
        entries = sorted((days | (changes or {})).items())
        return month_text(entries, (*self.schedule.recalls, *recalls))

    def swapped(self, day: date, person: str) -> str:
        """Write the schedule with somebody else in the place of one of those at home."""
        home = self.schedule.home[day]
        return self.text({day.isoformat(): sorted((*home[1:], person))})


@dataclass(frozen=True, slots=True)
class Slip:
    """The text of a schedule that is wrong, what must be told about it, and on which day."""

    code: str
    text: str
    day: str | None = None


Slipping: TypeAlias = "Callable[[Draft], Slip | None]"


def one_too_many(draft: Draft) -> Slip | None:
    """Put more people on a day than the law allows."""
    for day in [] if draft.granted else draft.quiet_days():
        found, home = draft.allowed[day], draft.schedule.home[day]
        others = draft.chance.shuffled(person for person in found.people if person not in home)
        over = (*home, *others)[: found.at_most + 1 + draft.chance.below(2)]
        if len(over) > found.at_most:
            return Slip("LW001", draft.text({day.isoformat(): sorted(over)}), day.isoformat())
    return None


def unknown_code(draft: Draft) -> Slip | None:
    """Mistype a code."""
    for day in draft.quiet_days():
        return Slip("RF001", draft.swapped(day, NOBODY.format(draft.chance.below(9000) + 1000)), day.isoformat())
    return None


def stranger(draft: Draft) -> Slip | None:
    """List somebody of another unit."""
    for day in draft.quiet_days() if draft.stranger is not None else []:
        return Slip("RF002", draft.swapped(day, draft.stranger or ""), day.isoformat())
    return None


def not_counted(draft: Draft) -> Slip | None:
    """List somebody who belongs to the unit and whom the law does not count."""
    for day in draft.quiet_days():
        people = draft.allowed[day].people
        for member in draft.unit.employees:
            if day in member.period and member.id not in people:
                return Slip("LW003", draft.swapped(day, member.id), day.isoformat())
    return None


def not_there(draft: Draft) -> Slip | None:
    """List somebody before the first day in the unit, or after the last."""
    for day in draft.quiet_days():
        for member in draft.unit.employees:
            if day not in member.period:
                code = "DT006" if day < member.period.start else "DT007"
                return Slip(code, draft.swapped(day, member.id), day.isoformat())
    return None


def no_such_date(draft: Draft) -> Slip:
    """Write a day after the last of the month."""
    month = draft.schedule.month
    last = monthrange(int(month[:4]), int(month[5:]))[1]
    return Slip("DT001", draft.text({f"{month}-{last + 1}": ()}))


def another_month(draft: Draft) -> Slip:
    """Write a day of the month before."""
    day = date.fromisoformat(f"{draft.schedule.month}-01") - timedelta(days=1 + draft.chance.below(5))
    return Slip("DT002", draft.text({day.isoformat(): ()}), day.isoformat())


def day_off(draft: Draft) -> Slip | None:
    """Write a day that is not worked."""
    for day, found in _other_days(draft):
        if found.standing == "day-off":
            return Slip("DT003", draft.text({day.isoformat(): ()}), day.isoformat())
    return None


def outside_the_window(draft: Draft) -> Slip | None:
    """Write a working day on which no circular lets anybody work from home."""
    for day, found in _other_days(draft):
        if found.standing in {"before", "after"}:
            code = "DT004" if found.standing == "before" else "DT005"
            return Slip(code, draft.text({day.isoformat(): ()}), day.isoformat())
    return None


def _other_days(draft: Draft) -> Iterator[tuple[date, Allowance]]:
    roster = Roster(draft.unit)
    law = replace(draft.ground.law, dispensations=())
    for day in draft.chance.shuffled(month_days(draft.schedule.month)):
        if day not in draft.schedule.home:
            yield day, allowance(law, roster, day)


def named_twice(draft: Draft) -> Slip | None:
    """Write a person twice on one day."""
    for day in draft.quiet_days():
        home = draft.schedule.home[day]
        return Slip("SH007", draft.text({day.isoformat(): (*home, home[0])}))
    return None


def unknown_key(draft: Draft) -> Slip:
    """Say, too, who is at the office."""
    return Slip("SH001", draft.text() + "wfo: {}\n")


def day_twice(draft: Draft) -> Slip:
    """Write a day twice."""
    text = draft.text()
    line = text.split("\n")[1]
    return Slip("YM009", text.replace(line, f"{line}\n{line}", 1))


def bracket_left_out(draft: Draft) -> Slip:
    """Forget the last bracket of a day."""
    return Slip("YM001", draft.text().replace("]\n", "\n", 1))


def called_in_though_in(draft: Draft) -> Slip | None:
    """Call in somebody who is at the office anyway."""
    for day in draft.quiet_days():
        supervisor = draft.unit.supervisor_on(day)
        for person in draft.allowed[day].people:
            if supervisor is not None and person not in draft.schedule.home[day]:
                recall = Recall(day, person, supervisor, "rapat pimpinan dimajukan")
                return Slip("SC002", draft.text(recalls=(recall,)), day.isoformat())
    return None


def called_in_by_another(draft: Draft) -> Slip | None:
    """Let somebody give the order who is not the superior of the day."""
    for day in draft.quiet_days():
        supervisor = draft.unit.supervisor_on(day)
        for person in draft.allowed[day].people:
            if person not in {supervisor, draft.schedule.home[day][0]}:
                recall = Recall(day, draft.schedule.home[day][0], person, "rapat pimpinan dimajukan")
                return Slip("SC003", draft.text(recalls=(recall,)), day.isoformat())
    return None


SLIPS: tuple[Slipping, ...] = (
    one_too_many,
    unknown_code,
    day_off,
    named_twice,
    called_in_by_another,
    stranger,
    not_counted,
    not_there,
    outside_the_window,
    another_month,
    called_in_though_in,
    day_twice,
    unknown_key,
    bracket_left_out,
    no_such_date,
)
