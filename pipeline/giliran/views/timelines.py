"""Dated rules drawn as bars on an axis of days: the geometry, in percent across and pixels down.

A chart is as wide as its place, so that its words stay readable on a phone: only the bars stretch. A share is drawn as
high as its value; where an inner window wins, the outer one stays as an outline.
"""

from __future__ import annotations

import datetime
import textwrap
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from babel.dates import format_date

from giliran.timeline import Period, innermost
from giliran.wording import LANGUAGES, Text, joined, percent, same

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from giliran.timeline import Window
    from giliran.wording import Language

LABEL, SMALL, GAP, AXIS = 19, 16, 18, 24
"""Pixels: a line of a label, a line below it, the space after a row, the months on top."""
FULL, FLAT, ABOVE = 44, 10, 16
"""Pixels: the height of 100%, the height of a bar without a value, the room for a value above its bar."""
_COLUMNS = 38
"""Letters on a line; so many fit on the narrowest phone."""
_ROOM = 14.0
"""Percent of the axis that a bar needs to hold its own value."""
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Lane:
    """What is drawn on one row: a rule with the days on which it holds, and the dated values of a share.

    ``rank`` is ``main`` for what the page is about, ``law`` for what binds and ``advice`` for what does not.
    """

    title: Text
    period: Period
    windows: tuple[Window[Fraction], ...] = ()
    rank: str = "law"


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of days. ``kind`` is ``whole``, ``window`` (as it is written) or ``value`` (as it holds); ``inner`` bars win.

    ``last`` is ``None`` for a bar that goes on; it is drawn to the end of the axis.
    """

    kind: str
    x: str
    y: int
    width: str
    height: int
    first: datetime.date
    last: datetime.date | None
    rank: str
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text in the chart. ``kind`` is ``title``, ``dates``, ``month``, ``inside`` or ``above`` a bar."""

    kind: str
    x: str
    y: int
    text: str
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart in one language. ``told`` says in sentences what it shows; ``months`` are the lines between months."""

    title: str
    told: str
    height: int
    months: tuple[str, ...]
    bars: tuple[Bar, ...]
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """A chart in both languages, whose labels may need different room. ``name`` makes its ids unique on a page."""

    name: str
    id: Drawing
    en: Drawing

    def to(self, language: Language) -> Drawing:
        """Give the chart in one language."""
        return self.id if language == "id" else self.en


def timeline(name: str, title: Text, lanes: Sequence[Lane]) -> Timeline:
    """Draw lanes below each other on one axis."""
    drawn = {language: _drawing(title, lanes, language) for language in LANGUAGES}
    return Timeline(name, **drawn)


def _drawing(title: Text, lanes: Sequence[Lane], language: Language) -> Drawing:
    axis = _Axis(lanes, language)
    bars: list[Bar] = []
    words: list[Words] = list(axis.month_words())
    told = []
    y = AXIS
    for lane in lanes:
        name = lane.title.to(language)
        dates = [text.to(language) for text in _dates(lane)]
        told.append(f"{name}: {'; '.join(dates)}.")
        for line in textwrap.wrap(name, _COLUMNS):
            y += LABEL
            words.append(Words("title", "0%", y - 4, line))
        for line in dates:
            y += SMALL
            words.append(Words("dates", "0%", y - 4, line))
        y += 4
        if lane.windows:
            base = y + _room(axis, lane)
            drawn, labels = _steps(axis, lane, base)
            words.extend(labels)
            y = base + GAP
        else:
            drawn = [axis.bar("whole", lane.period, y, FLAT, lane.rank)]
            y += FLAT + GAP
        bars.extend(drawn)
    return Drawing(title.to(language), " ".join(told), y, axis.lines(), tuple(bars), tuple(words))


class _Axis:
    """The days that are shown, from the first that is named to the last."""

    def __init__(self, lanes: Sequence[Lane], language: Language) -> None:
        self.language = language
        periods = [lane.period for lane in lanes] + [window.period for lane in lanes for window in lane.windows]
        self.first = min(period.start for period in periods)
        named = max(period.end or period.start for period in periods)
        if any(period.end is None for period in periods):
            named += datetime.timedelta(days=max(14, (named - self.first).days // 6))
        self.last = named
        self.days = (self.last - self.first).days + 1

    def at(self, day: datetime.date) -> float:
        """Give the place of the morning of a day, in percent."""
        return 100 * (day - self.first).days / self.days

    def bar(self, kind: str, period: Period, y: int, height: int, rank: str, *, inner: bool = False) -> Bar:
        x, width = self.span(period)
        return Bar(kind, _percent(x), y, _percent(width), height, period.start, period.end, rank, inner)

    def span(self, period: Period) -> tuple[float, float]:
        """Give the place and the width of a period in percent."""
        x = self.at(period.start)
        return x, (100.0 if period.end is None else self.at(period.end + _DAY)) - x

    def _parts(self) -> Iterator[Period]:
        """Give the months that are shown, or the years where there would be too many."""
        monthly = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month <= 14
        day = self.first
        while day <= self.last:
            following = (
                (day.replace(day=28) + 4 * _DAY).replace(day=1) if monthly else datetime.date(day.year + 1, 1, 1)
            )
            yield Period(day, min(following - _DAY, self.last))
            day = following

    def lines(self) -> tuple[str, ...]:
        return tuple(_percent(self.at(period.start)) for period in self._parts() if period.start != self.first)

    def month_words(self) -> Iterator[Words]:
        yearly = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month > 14
        for at, period in enumerate(self._parts()):
            x, width = self.span(period)
            pattern = "y" if yearly else "MMM y" if at == 0 and width >= 20 else "MMM"
            if width >= 9:
                yield Words(
                    "month", _percent(x + width / 2), AXIS - 9, _formatted(period.start, pattern).to(self.language)
                )


def _steps(axis: _Axis, lane: Lane, base: int) -> tuple[list[Bar], list[Words]]:
    """Draw the values of a share: what is written as outlines, and over them what holds, as high as the value."""
    bars, words = [], []
    for window in lane.windows:
        height = _height(window.value)
        inner = _is_inner(lane.windows, window)
        bars.append(axis.bar("window", window.period, base - height, height, lane.rank, inner=inner))
    cuts = _cuts(lane.windows, axis.last)
    for start, following in pairwise(cuts):
        at = innermost(lane.windows, start)
        if at is None:
            continue
        window = lane.windows[at]
        open_end = window.period.end is None and following > axis.last
        period = Period(start, None if open_end else following - _DAY)
        height = _height(window.value)
        inner = _is_inner(lane.windows, window)
        bars.append(axis.bar("value", period, base - height, height, lane.rank, inner=inner))
        x, width = axis.span(period)
        spelt = percent(window.value).to(axis.language)
        if _fits(width, height):
            words.append(Words("inside", _percent(x), base - 6, spelt, inner=inner))
        else:
            middle = min(max(x + width / 2, _ROOM / 2), 100 - _ROOM / 2)
            words.append(Words("above", _percent(middle), base - height - 4, spelt, inner=inner))
    return bars, words


def _room(axis: _Axis, lane: Lane) -> int:
    """Give the height of a lane with values: its highest bar, and a value above it where one does not fit inside."""
    return max(
        _height(window.value) + (0 if _fits(axis.span(window.period)[1], _height(window.value)) else ABOVE)
        for window in lane.windows
    )


def _fits(width: float, height: int) -> bool:
    return width >= _ROOM and height >= ABOVE


def _is_inner(windows: Sequence[Window[Fraction]], window: Window[Fraction]) -> bool:
    return any(other is not window and other.period.encloses(window.period) for other in windows)


def _cuts(windows: Sequence[Window[Fraction]], last: datetime.date) -> list[datetime.date]:
    """Give the days on which another window may begin to hold, and the day after all of them."""
    starts = {window.period.start for window in windows}
    return sorted(starts | {(window.period.end or last) + _DAY for window in windows})


def _height(value: Fraction) -> int:
    return max(2, round(FULL * value))


def _percent(value: float) -> str:
    return f"{round(value, 4):g}%"


def _dates(lane: Lane) -> list[Text]:
    if not lane.windows:
        return [short_span(lane.period)]
    return [joined((percent(window.value), short_span(window.period)), ": ") for window in lane.windows]


def short_span(period: Period) -> Text:
    """Spell a period with short months: ``4–7 Sep 2023``, ``21 Agu – 21 Okt 2023``, ``sejak 22 Agu 2023``."""
    first, last = period.start, period.end
    if last is None:
        whole = _formatted(first, "d MMM y")
        return Text(f"sejak {whole.id}", f"from {whole.en}")
    end = _formatted(last, "d MMM y")
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return same(f"{first.day}–") + end
    start = _formatted(first, "d MMM" if first.year == last.year else "d MMM y")
    return joined((start, end), " – ")


def _formatted(day: datetime.date, pattern: str) -> Text:
    return Text(format_date(day, pattern, locale="id"), format_date(day, pattern, locale="en_GB"))
