"""The duties calendar: duties by role, as far as the working days that the site has pages for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.views.duties import ROLES, Duty, all_days, duties
from giliran.views.words import DUTY_ROLES, plain
from giliran.wording import Text, joined, long_date

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence

    from giliran.corpus import Corpus
    from giliran.model import Jurisdiction
    from giliran.rulings import Law


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty with the days on which it falls; none for one that falls on every working day, or stands all the time.

    ``period`` spells when it holds, where that is not as long as all the duties together.
    """

    duty: Duty
    dates: tuple[datetime.date, ...]
    period: Text | None

    @property
    def days(self) -> Text:
        """Spell the days."""
        return joined((long_date(day) for day in self.dates), "; ")


@dataclass(frozen=True, slots=True)
class RoleDuties:
    """What one role has to do; ``feed`` is the path of its calendar."""

    role: str
    words: Text
    lines: tuple[DutyLine, ...]
    feed: str


@dataclass(frozen=True, slots=True)
class DutyCalendar:
    """The duties of one government. ``title`` is ``None`` where there is only one; ``worked`` are its working days."""

    name: str
    title: str | None
    roles: tuple[RoleDuties, ...]
    worked: tuple[datetime.date, ...]


def duty_calendars(corpus: Corpus, paged: Iterable[datetime.date]) -> tuple[DutyCalendar, ...]:
    """Gather the duties of every government of a corpus without errors; ``paged`` are the days that have pages."""
    known = sorted(paged)
    return tuple(
        _calendar(entry, corpus.law_in(entry), known, alone=len(corpus.jurisdictions) == 1)
        for _, entry in sorted(corpus.jurisdictions.items())
    )


def _calendar(jurisdiction: Jurisdiction, law: Law, paged: Sequence[datetime.date], *, alone: bool) -> DutyCalendar:
    found = duties(law)
    whole = all_days(found)
    roles = tuple(
        RoleDuties(
            role,
            plain(role, DUTY_ROLES),
            tuple(
                DutyLine(duty, _dates(duty, law, paged), None if duty.period == whole else duty.span)
                for duty in found
                if duty.role == role
            ),
            feed_path(jurisdiction.name, role),
        )
        for role in ROLES
        if any(duty.role == role for duty in found)
    )
    worked = tuple(day for day in paged if law.workdays.is_worked(day))
    return DutyCalendar(jurisdiction.name, None if alone else jurisdiction.title or jurisdiction.name, roles, worked)


def _dates(duty: Duty, law: Law, paged: Sequence[datetime.date]) -> tuple[datetime.date, ...]:
    if duty.falls == "each-working-day" or not paged:
        return ()
    return duty.dates(paged[-1], law.workdays)


def feed_path(jurisdiction: str, role: str) -> str:
    """Give the path of the feed of a role in the site."""
    return f"law/duties/{jurisdiction}/{role}.ics"
