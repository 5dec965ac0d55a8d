"""What the charts show, in both languages: rows of plain values, words, and a summary for those who cannot see them.

How a chart looks stands in ``site/charts/<name>.vl.json``; each word there that begins with ``@`` is one of ``fills``.
"""

from __future__ import annotations

import datetime
import textwrap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from giliran.views.words import day_range, grouped
from giliran.wording import Text, same

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from giliran.views.survey.fairness import Gaps, UnitSpread
    from giliran.views.survey.turns import AgencyTable, DayTable

LARGEST = 20
"""The chart of spreads shows so many units, those with the widest gaps; the table beside it has all."""
_TICKS = 5
_LINE = 41


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: ``name`` is that of its specification, ``key`` sets its ids apart from those of others on the page."""

    name: str
    key: str
    title: Text
    summary: Text
    rows: tuple[Mapping[str, object], ...]
    fills: Mapping[str, Text | tuple[int, ...]] = field(default_factory=dict)


def day_chart(table: DayTable) -> Chart:
    """Show the use of the limit by day."""
    days = table.days
    first, last = days[0].link.day, days[-1].link.day
    low, high = min(day.turns.at_home for day in days), max(day.turns.at_home for day in days)
    least, most = min(day.turns.at_most for day in days), max(day.turns.at_most for day in days)
    place = same("") if table.title is None else same(f"{table.title}: ")
    title = place + Text(
        "Giliran di rumah dan batasnya, per hari kerja", "Turns at home and their limit, by working day"
    )
    span = day_range(first, last)
    summary = Text(
        f"{len(days)} hari kerja, {span.id}. Di rumah {grouped(low).id} sampai {grouped(high).id} orang; "
        f"batasnya {grouped(least).id} sampai {grouped(most).id}. Tabel di sampingnya memuat setiap angka.",
        f"{len(days)} working days, {span.en}. {grouped(low).en} to {grouped(high).en} people at home; "
        f"the limit is {grouped(least).en} to {grouped(most).en}. The table beside it has every number.",
    )
    rows = tuple(
        {"date": day.link.day.isoformat(), "at_most": day.turns.at_most, "at_home": day.turns.at_home} for day in days
    )
    return Chart("days", f"days-{table.name or 'all'}", title, summary, rows, {"ticks": _ticks(first, last)})


def _ticks(first: datetime.date, last: datetime.date) -> tuple[int, ...]:
    """Give the Mondays to be named under the axis, a few, in milliseconds of Unix time."""
    monday = first - datetime.timedelta(days=first.weekday())
    weeks = (last - monday).days // 7 + 1
    step = -(-weeks // _TICKS)
    chosen = (max(first, monday + datetime.timedelta(weeks=week)) for week in range(0, weeks, step))
    epoch = datetime.date(1970, 1, 1)
    return tuple((day - epoch).days * 86_400_000 for day in chosen)


def agency_chart(table: AgencyTable) -> Chart:
    """Show the use of the limit by agency."""
    percents = [agency.turns.use.percent or 0 for agency in table.agencies]
    place = same("") if table.title is None else same(f"{table.title}: ")
    title = place + Text("Batas terpakai per perangkat daerah", "Limit used, by agency")
    number = len(table.agencies)
    summary = Text(
        f"{number} perangkat daerah, dari {max(percents)}% sampai {min(percents)}%. Tabel di sampingnya memuat setiap angka.",
        f"Agencies: {number}, from {max(percents)}% to {min(percents)}%. The table beside it has every number.",
    )
    rows = tuple(
        {
            "agency": agency.id,
            "lines": tuple(textwrap.wrap(agency.name, _LINE)),
            "percent": percent,
            "words": f"{percent}%",
        }
        for agency, percent in zip(table.agencies, percents, strict=True)
    )
    return Chart("agencies", f"agencies-{table.name}", title, summary, rows)


def gap_chart(found: Gaps) -> Chart:
    """Show how many units have which gap."""
    title = Text("Banyaknya unit menurut selisih giliran di dalamnya", "Number of units by the gap inside them")
    middle, widest = found.middle.days, found.widest.days
    summary = Text(
        f"{found.units} unit dibandingkan. Selisih tengahnya {middle.id}, yang terbesar {widest.id}. "
        "Tabel di sampingnya memuat setiap angka.",
        f"Units compared: {found.units}. The median gap is {middle.en}, the widest {widest.en}. "
        "The table beside it has every number.",
    )
    rows = tuple(
        {"gap": f"{entry.gap}+" if entry.more else str(entry.gap), "units": entry.units} for entry in found.counts
    )
    gap = Text("selisih hari di rumah", "gap in days at home")
    return Chart("gaps", "gaps", title, summary, rows, {"gap": gap})


def spread_chart(spreads: Sequence[UnitSpread]) -> Chart:
    """Show the range of the units with the widest gaps."""
    shown = spreads[:LARGEST]
    title = Text(
        f"Hari di rumah: paling sedikit, tengah, terbanyak; {len(shown)} unit dengan selisih terbesar",
        f"Days at home: fewest, median, most; the {len(shown)} units with the widest gap",
    )
    widest, narrowest = shown[0].gap.days, shown[-1].gap.days
    summary = Text(
        f"Selisihnya dari {widest.id} sampai {narrowest.id}. Tabel di sampingnya memuat semua unit.",
        f"The gaps go from {widest.en} to {narrowest.en}. The table beside it has all units.",
    )
    rows = tuple(
        {
            "unit": spread.unit.id,
            "lines": tuple(textwrap.wrap(f"{spread.unit.name}, {spread.unit.agency}", _LINE)),
            "least": spread.least.number,
            "median": spread.median.number,
            "most": spread.most.number,
            "gap": spread.gap.aligned,
        }
        for spread in shown
    )
    return Chart("spread", "spread", title, summary, rows, {"days": Text("hari di rumah", "days at home")})
