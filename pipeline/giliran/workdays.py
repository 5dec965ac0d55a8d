"""Which days are worked: the ``holidays`` library for the country, and what the jurisdiction knows better."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from giliran.wording import Text

if TYPE_CHECKING:
    from giliran.model import CalendarRules, Reference

_WEEKEND = Text("akhir pekan", "weekend")
Origin = Literal["country", "declared", "worked"]


@dataclass(frozen=True, slots=True)
class Special:
    """A day on which the plain week does not hold, and who says so.

    ``country`` is the calendar of the country, ``declared`` the jurisdiction's own list of days off, and ``worked`` its
    list of days that are worked all the same.
    """

    day: datetime.date
    title: Text
    origin: Origin
    reference: Reference | None = None


class Workdays:
    """The working calendar of a jurisdiction."""

    def __init__(self, rules: CalendarRules) -> None:
        self.rules = rules
        self._off = {entry.day: entry.title for entry in rules.holidays}
        self._worked = {entry.day for entry in rules.working_days}

    def day_off(self, day: datetime.date) -> Text | None:
        """Say why a day is not worked, or give ``None`` for a working day."""
        if day in self._worked:
            return None
        if day in self._off:
            return self._off[day]
        if day.weekday() in self.rules.weekend:
            return _WEEKEND
        return _public_holidays(self.rules.country, day.year).get(day)

    def specials(self, year: int) -> tuple[Special, ...]:
        """Give the days of a year on which the plain week does not hold: days off between weekends, and worked ones."""
        found = {
            day: Special(day, title, "country")
            for day, title in _public_holidays(self.rules.country, year).items()
            if day.weekday() not in self.rules.weekend
        }
        for entry in self.rules.holidays:
            if entry.day.year == year:
                found[entry.day] = Special(entry.day, entry.title, "declared", entry.reference)
        for entry in self.rules.working_days:
            if entry.day.year == year:
                found[entry.day] = Special(entry.day, entry.title, "worked", entry.reference)
        return tuple(found[day] for day in sorted(found))

    def is_worked(self, day: datetime.date) -> bool:
        """Tell whether a day is a working day."""
        return self.day_off(day) is None


Calendars = dict[str, dict[str, tuple[str, str]]]
"""Public holidays by ISO date, in both languages, of a country and year written ``ID 2023``."""

_kept: Calendars = {}


def keep_calendars(found: Calendars) -> None:
    """Take over what the library said in an earlier run, so that it need not be loaded."""
    _kept.update(found)


def kept_calendars() -> Calendars:
    """Give all that the library has said so far, in this run or before."""
    return {name: _kept[name] for name in sorted(_kept)}


def known_country(country: str) -> bool:
    """Tell whether the holidays of a country (ISO 3166-1 alpha-2) are known."""
    if any(name.startswith(f"{country} ") for name in _kept):
        return True
    import holidays  # noqa: PLC0415 - as below

    try:
        holidays.country_holidays(country)
    except NotImplementedError:
        return False
    return True


@lru_cache(maxsize=64)
def _public_holidays(country: str, year: int) -> dict[datetime.date, Text]:
    """Public holidays and days off decreed for the civil service (in Indonesia *cuti bersama*)."""
    name = f"{country} {year}"
    if name not in _kept:
        _kept[name] = {day.isoformat(): (words.id, words.en) for day, words in _asked(country, year).items()}
    return {datetime.date.fromisoformat(day): Text(*words) for day, words in _kept[name].items()}


def _asked(country: str, year: int) -> dict[datetime.date, Text]:
    import holidays  # noqa: PLC0415 - it takes a tenth of a second to load, and its tables only when a day is asked for

    calendar = holidays.country_holidays(country)
    kinds = tuple(kind for kind in ("public", "government") if kind in calendar.supported_categories)
    english = next((tag for tag in calendar.supported_languages if tag.startswith("en")), None)
    # The default language is named, since the library would otherwise follow the locale of the machine.
    own = holidays.country_holidays(country, years=year, categories=kinds, language=calendar.default_language)
    other = holidays.country_holidays(
        country, years=year, categories=kinds, language=english or calendar.default_language
    )
    return {day: Text(own[day], other[day]) for day in sorted(own)}
