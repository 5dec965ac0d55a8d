"""The schedule pages against the data, cell by cell, for every unit of the repository."""

from __future__ import annotations

import csv
import datetime
import html
import io
import re
from typing import TYPE_CHECKING

import pytest

from giliran.limits import allowance
from giliran.rulings import share_windows
from giliran.timeline import days, month_days

if TYPE_CHECKING:
    from giliran.corpus import Corpus
    from giliran.model import Unit
    from tests.site.reading import Cell, Site

WORDS = {
    "": {"home": "rumah", "office": "kantor", "recalled": "dipanggil ke kantor", "absent": "bukan anggota hari itu"},
    "en/": {
        "home": "home",
        "office": "office",
        "recalled": "called in to the office",
        "absent": "not a member that day",
    },
}


def working_days(corpus: Corpus, unit: Unit) -> list[datetime.date]:
    law = corpus.law_of(unit)
    assert law is not None
    found = set()
    for window in share_windows(law):
        assert window.end is not None
        found |= {day for day in days(window.start, window.end) if law.workdays.is_worked(day)}
    return sorted(found)


def months(worked: list[datetime.date]) -> list[str]:
    return sorted({f"{day:%Y-%m}" for day in worked})


def state(corpus: Corpus, unit: Unit, person: str, day: datetime.date) -> str:
    """Work out a cell from the data alone."""
    if not any(entry.id == person and day in entry.period for entry in unit.employees):
        return "absent"
    schedule = corpus.schedules.get(f"schedules/{unit.id}/{day:%Y-%m}.yaml")
    if schedule is None or person not in schedule.home.get(day, ()):
        return "office"
    recalled = any(entry.day == day and entry.employee == person for entry in schedule.recalls)
    return "recalled" if recalled else "home"


def grid(table: list[list[Cell]]) -> tuple[list[str], dict[str, list[Cell]]]:
    """Give the dates of the columns and the rows by the text of their header, days off left out of both."""
    columns = table[1]
    dates = [cell.date for cell in columns if "off" not in cell.classes]
    rows = {}
    for row in table[2:]:
        header, *cells = row
        assert header.kind == "th"
        assert header.text not in rows
        rows[header.text] = [cell for cell in cells if "off" not in cell.classes]
    assert all(date is not None for date in dates)
    return [date or "" for date in dates], rows


@pytest.mark.parametrize("folder", ["", "en/"])
def test_every_member_and_every_working_day(corpus: Corpus, internal: Site, folder: str) -> None:
    """A row for whoever is a member on some day of the month, a cell for each of its working days; no row of dashes."""
    seen: dict[str, int] = dict.fromkeys(WORDS[folder], 0)
    left_out = 0
    for unit in corpus.units.values():
        worked = working_days(corpus, unit)
        assert len(worked) == 44
        for month in months(worked):
            dates, rows = grid(internal.page(f"{folder}schedules/{unit.id}/{month}/index.html").tables[0])
            expected = [day for day in worked if f"{day:%Y-%m}" == month]
            assert dates == [day.isoformat() for day in expected]
            people = list(rows.items())[:-3]
            present = [
                employee
                for employee in unit.employees
                if any(state(corpus, unit, employee.id, day) != "absent" for day in expected)
            ]
            left_out += len(unit.employees) - len(present)
            assert len(people) == len(present)
            for employee, (name, cells) in zip(present, people, strict=True):
                assert name.startswith(f"{employee.name} ")
                assert len(cells) == len(expected)
                for day, cell in zip(expected, cells, strict=True):
                    kind = state(corpus, unit, employee.id, day)
                    assert kind in cell.classes, (unit.id, day, employee.id)
                    assert cell.text == WORDS[folder][kind], (unit.id, day, employee.id)
                    seen[kind] += 1
    assert all(seen.values()), "the repository should show every kind of cell"
    assert left_out, "the repository should have someone who is a member in another month only"


@pytest.mark.parametrize(
    ("folder", "names"), [("", ["Sen", "Sel", "Rab", "Kam", "Jum"]), ("en/", ["Mon", "Tue", "Wed", "Thu", "Fri"])]
)
def test_no_weekday_looks_like_a_cell(internal: Site, folder: str, names: list[str]) -> None:
    page = internal.page(f"{folder}schedules/bpad/subbid-inventarisasi/2023-09/index.html")
    week = [cell.text.split()[0] for cell in page.tables[0][1] if "2023-09-11" <= (cell.date or "") <= "2023-09-15"]
    assert week == names
    style = internal.files["assets/giliran.css"].decode()
    letters = set(re.findall(r'--letter-[a-z]+: "(.)"', style))
    assert letters == set("RKPHOC")
    assert not letters & set(names)


def test_whom_to_ask_is_told_to_insiders_only(corpus: Corpus, internal: Site, public: Site) -> None:
    for unit in corpus.units.values():
        supervisor = next(member.name for member in unit.employees if member.id == unit.supervisor)
        name = f"schedules/{unit.id}/2023-09/index.html"
        text = internal.files[name].decode()
        asked = text.partition('<ul class="ask">')[2].partition("</ul>")[0]
        assert f"Atasan langsung: <b>{html.escape(supervisor)}</b>" in asked
        for handle in corpus.agencies[unit.agency].admins:
            assert handle in asked
        assert "law/dki-jakarta/se-sekda-34-2023/conduct/" in asked
        assert "Atasan langsung" not in public.files[name].decode()


def test_sums_under_the_table(corpus: Corpus, internal: Site) -> None:
    for unit in corpus.units.values():
        law = corpus.law_of(unit)
        assert law is not None
        for month in months(working_days(corpus, unit)):
            dates, rows = grid(internal.page(f"schedules/{unit.id}/{month}/index.html").tables[0])
            schedule = corpus.schedules.get(f"schedules/{unit.id}/{month}.yaml")
            for at, date in enumerate(dates):
                day = datetime.date.fromisoformat(date)
                found = allowance(law, corpus.roster(unit.id), day)
                listed = () if schedule is None else schedule.home.get(day, ())
                assert rows["Dijadwalkan di rumah"][at].text == str(len(listed))
                assert rows["Batas"][at].text == str(found.at_most)
                assert rows["ASN dihitung"][at].text == str(found.headcount)


def test_a_holiday_is_a_grey_column_with_its_reason(internal: Site) -> None:
    text = internal.files["schedules/bpad/subbid-inventarisasi/2023-09/index.html"].decode()
    table = internal.page("schedules/bpad/subbid-inventarisasi/2023-09/index.html").tables[0]
    off = [cell for row in table for cell in row if "off" in cell.classes]
    assert off[0].date == "2023-09-28"
    assert off[1].text == "Maulid Nabi Muhammad"
    assert "Libur: Kamis, 28 September 2023, Maulid Nabi Muhammad" in text


def test_the_sum_stands_on_the_page_beside_its_clause(internal: Site) -> None:
    text = internal.files["schedules/bpad/subbid-inventarisasi/2023-09/index.html"].decode()
    assert "8 dari 17: 50% × 17 = 8,5, dibulatkan ke bawah menjadi 8" in text
    assert "11 dari 17: 65% × 17 = 11,05, dibulatkan ke bawah menjadi 11" in text
    assert 'href="../../../../law/dki-jakarta/se-sekda-34-2023/#wfh-share"' in text
    english = internal.files["en/schedules/bpad/subbid-inventarisasi/2023-09/index.html"].decode()
    assert "8 of 17: 50% × 17 = 8.5, rounded down to 8" in english


def test_an_excluded_unit_says_why(internal: Site) -> None:
    text = internal.files["schedules/damkar/seksi-operasi/2023-09/index.html"].decode()
    assert "Semua pegawai unit ini bekerja di kantor." in text
    assert "law/dki-jakarta/se-sekda-34-2023/#service-stays" in text
    assert "Dapat dilaksanakan melalui media digital: <b>tidak</b>" in text


def test_recalls_and_dispensations_are_told_to_insiders(corpus: Corpus, internal: Site) -> None:
    recalls = [(schedule, recall) for schedule in corpus.schedules.values() for recall in schedule.recalls]
    assert recalls
    for schedule, recall in recalls:
        text = internal.files[f"schedules/{schedule.unit}/{schedule.month}/index.html"].decode()
        assert recall.reason in text
    for granted in corpus.dispensations:
        text = internal.files[f"schedules/{granted.unit}/{granted.period.start:%Y-%m}/index.html"].decode()
        assert granted.reason in text
        assert granted.letter in text


def test_the_public_page_counts(corpus: Corpus, public: Site) -> None:
    for unit in corpus.units.values():
        law = corpus.law_of(unit)
        assert law is not None
        worked = working_days(corpus, unit)
        for month in months(worked):
            table = public.page(f"schedules/{unit.id}/{month}/index.html").tables[0]
            rows = {row[0].date: [cell.text for cell in row[1:]] for row in table[1:] if row[0].date}
            schedule = corpus.schedules.get(f"schedules/{unit.id}/{month}.yaml")
            for day in month_days(month):
                if day not in worked:
                    assert len(rows.get(day.isoformat(), ["Libur"])) == 1
                    continue
                found = allowance(law, corpus.roster(unit.id), day)
                members = {entry.id for entry in unit.employees if day in entry.period}
                home = set() if schedule is None else set(schedule.home.get(day, ()))
                called = {entry.employee for entry in schedule.recalls if entry.day == day} if schedule else set()
                cells = [int(text) for text in rows[day.isoformat()]]
                office = len(members - home) + len(called)
                expected = [len(members), len(home), office, found.at_most, found.headcount]
                if len(cells) == 6:
                    expected.insert(2, len(called))
                else:
                    assert not called
                assert cells == expected, (unit.id, day)


def test_usage_as_csv(corpus: Corpus, internal: Site, public: Site) -> None:
    assert internal.files["data/usage.csv"] == public.files["data/usage.csv"]
    rows = list(csv.DictReader(io.StringIO(public.files["data/usage.csv"].decode())))
    assert len(rows) == 44 * len(corpus.units)
    total = sum(len(people) for schedule in corpus.schedules.values() for people in schedule.home.values())
    assert sum(int(row["at_home"]) for row in rows) == total
    for row in rows:
        unit = corpus.units[row["unit"]]
        law = corpus.law_of(unit)
        assert law is not None
        found = allowance(law, corpus.roster(unit.id), datetime.date.fromisoformat(row["date"]))
        assert (int(row["headcount"]), int(row["at_most"])) == (found.headcount, found.at_most)


def test_every_agency_is_on_the_start_page(corpus: Corpus, internal: Site) -> None:
    for name in ("index.html", "en/index.html"):
        text = internal.files[name].decode()
        found = re.findall(r'<a href="schedules/([a-z0-9-]+)/">([^<]+)</a>', text)
        expected = sorted((agency.id, agency.name) for agency in corpus.agencies.values())
        assert sorted((folder, html.unescape(words)) for folder, words in found) == expected


def test_an_agency_without_units_is_at_the_office(corpus: Corpus, internal: Site) -> None:
    having = {unit.agency for unit in corpus.units.values()}
    start = internal.files["index.html"].decode()
    unrecorded = start.partition('<h2 id="unrecorded">')[2].partition("</section>")[0]
    may = start.partition('<h2 id="open">')[2].partition("</section>")[0]
    assert "Sampai ada jadwal, semua pegawainya bekerja di kantor." in unrecorded
    told = 0
    for agency in corpus.agencies.values():
        text = internal.files[f"schedules/{agency.id}/index.html"].decode()
        if agency.id in having:
            assert "belum ada unit" not in text
            continue
        assert f'schedules/{agency.id}/"' not in may
        assert '<span class="state open">' not in text
        if f'schedules/{agency.id}/"' in unrecorded:
            assert "belum ada unit yang tercatat; semua di kantor" in text
            assert "Sampai ada jadwal, semua pegawainya bekerja di kantor." in text
            told += 1
    assert told
