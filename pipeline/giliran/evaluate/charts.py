"""The plots of an evaluation, of the tables as the edition shows them. How they look stands in ``site/charts``."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from giliran.compliance import published_title
from giliran.views.days import DayLink
from giliran.views.survey.charts import Chart, agency_chart, day_chart
from giliran.views.survey.fairness import FIRST_OPEN
from giliran.views.survey.turns import AgencyTable, AgencyTurns, DayTable, DayTurns
from giliran.views.usage import Turns
from giliran.views.words import grouped
from giliran.wording import Text, same

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from giliran.evaluate.ground import Ground
    from giliran.views.tables.records import Table


def charts(given: Ground, tables: Mapping[str, Table]) -> dict[str, tuple[Chart, ...]]:
    """Give the charts of each table by its name; a table without numbers to show has none."""
    found = {
        "days": tuple(_days(given, tables["days"])),
        "weeks": tuple(_weeks(given, tables["weeks"])),
        "agencies": tuple(_agencies(given, tables["agencies"])),
        "home-days": tuple(_home_days(tables["home-days"])),
        "gaps": tuple(_gaps(tables["gaps"])),
    }
    if "compliance" in tables:
        found["compliance"] = tuple(_compliance(tables["compliance"]))
    return {name: drawn for name, drawn in found.items() if drawn}


def _title(given: Ground, jurisdiction: str) -> str | None:
    """Name a jurisdiction where there are several."""
    return None if len(given.jurisdictions) == 1 else given.corpus.jurisdictions[jurisdiction].title or jurisdiction


def _days(given: Ground, days: Table) -> Iterator[Chart]:
    for name in given.jurisdictions:
        rows = []
        for jurisdiction, day, *numbers in days.rows:
            headcount, at_most, at_home, _ = numbers
            if jurisdiction == name and isinstance(day, datetime.date) and isinstance(at_home, int):
                assert isinstance(headcount, int)
                assert isinstance(at_most, int)
                link = DayLink.of(day)
                rows.append(DayTurns(link, link.words, Turns(headcount, at_most, at_home, 0), ()))
        if rows:
            table = DayTable(name, _title(given, name), tuple(rows), Turns.total(row.turns for row in rows))
            yield day_chart(table)


def _weeks(given: Ground, weeks: Table) -> Iterator[Chart]:
    for name in given.jurisdictions:
        lines = []
        for jurisdiction, week, _, _, at_most, at_home, percent in weeks.rows:
            if jurisdiction != name or not isinstance(week, datetime.date) or not isinstance(percent, int):
                continue
            if isinstance(at_home, int) and isinstance(at_most, int):
                home, most = grouped(at_home), grouped(at_most)
                words = Text(
                    f"pekan {week.isoformat()}: {home.id} dari {most.id}",
                    f"week of {week.isoformat()}: {home.en} of {most.en}",
                )
                lines.append((words, percent, same(f"{percent}%")))
        if lines:
            title = Text("Batas terpakai per pekan", "Limit used, by week")
            of = _title(given, name)
            yield _shares(f"weeks-{name}", title if of is None else same(f"{of}: ") + title, lines)


def _agencies(given: Ground, agencies: Table) -> Iterator[Chart]:
    for name in given.jurisdictions:
        found = [
            AgencyTurns(str(agency), str(title), int(str(units)), Turns(headcount, at_most, at_home, 0), ())
            for jurisdiction, agency, title, units, headcount, at_most, at_home, _ in agencies.rows
            if jurisdiction == name
            and isinstance(headcount, int)
            and isinstance(at_most, int)
            and isinstance(at_home, int)
            and at_most
        ]
        if found:
            found.sort(key=lambda each: (-each.turns.at_home / each.turns.at_most, each.name, each.id))
            yield agency_chart(AgencyTable(name, _title(given, name), tuple(found)))


def _home_days(found: Table) -> Iterator[Chart]:
    rows = tuple(_home_bars(found))
    if rows:
        title = Text("Banyaknya orang menurut hari di rumah", "Number of people by their days at home")
        total = grouped(sum(people for _, _, people in found.rows if isinstance(people, int)))
        summary = Text(
            f"{total.id} orang. Tabel di sampingnya memuat setiap angka.",
            f"{total.en} people. The table beside it has every number.",
        )
        yield Chart("home-days", "home-days", title, summary, rows, {"gap": Text("hari di rumah", "days at home")})


def _home_bars(found: Table) -> Iterator[dict[str, object]]:
    """Give a bar for each row, and an empty one for a number of days that nobody has: the axis leaves none out."""
    due = None
    for least, most, people in found.rows:
        assert isinstance(least, int)
        assert isinstance(most, int)
        yield from ({"gap": str(none), "units": 0} for none in range(least if due is None else due, least))
        yield {"gap": str(least) if least == most else f"{least}–{most}", "units": people}
        due = most + 1


def _gaps(found: Table) -> Iterator[Chart]:
    rows = tuple({"gap": f"{gap}+" if gap == FIRST_OPEN else str(gap), "units": units} for gap, units in found.rows)
    if rows:
        title = Text("Banyaknya unit menurut selisih giliran di dalamnya", "Number of units by the gap inside them")
        units = sum(number for _, number in found.rows if isinstance(number, int))
        summary = Text(
            f"{units} unit dibandingkan. Tabel di sampingnya memuat setiap angka.",
            f"Units compared: {units}. The table beside it has every number.",
        )
        gap = Text("selisih hari di rumah", "gap in days at home")
        yield Chart("gaps", "gaps", title, summary, rows, {"gap": gap})


def _compliance(compliance: Table) -> Iterator[Chart]:
    lines = []
    for _, table, _, count, _, base, value, percent in compliance.rows:
        if table == "total" and count in ("records-complete", "report-after-record", "recall-obeyed"):
            if not isinstance(percent, int) or not isinstance(value, int) or not isinstance(base, int):
                continue
            number, whole = grouped(value), grouped(base)
            title = published_title(str(count))
            assert title is not None  # it is one of those above
            words = title + Text(f": {number.id} dari {whole.id}", f": {number.en} of {whole.en}")
            lines.append((words, percent, same(f"{percent}%")))
    if lines:
        yield _shares(
            "compliance", Text("Presensi, laporan, dan pemanggilan", "Attendance, reports and recalls"), lines
        )


def _shares(key: str, title: Text, lines: list[tuple[Text, int, Text]]) -> Chart:
    values = [value for _, value, _ in lines]
    summary = Text(
        f"Dari {min(values)}% sampai {max(values)}%. Tabel di sampingnya memuat setiap angka.",
        f"From {min(values)}% to {max(values)}%. The table beside it has every number.",
    )
    rows = tuple(
        {"line": str(at), "value": value, "words": words, "spelt": spelt}
        for at, (words, value, spelt) in enumerate(lines)
    )
    return Chart("shares", key, title, summary, rows)
