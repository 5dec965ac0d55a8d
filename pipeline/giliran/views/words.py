"""The vocabulary of the data in plain words: statuses, kinds, duties, days.

A word that is not listed is shown as it is written, with spaces for hyphens: another government may use other slugs.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from babel.dates import format_date

from giliran.wording import Text, month_name, same

if TYPE_CHECKING:
    import datetime

STATUSES: dict[str, Text] = {"pns": same("PNS"), "pppk": same("PPPK"), "pjlp": same("PJLP")}
KINDS: dict[str, Text] = {
    "badan": Text("badan", "board"),
    "biro": Text("biro", "bureau"),
    "dinas": Text("dinas", "department"),
    "inspektorat": Text("inspektorat", "inspectorate"),
    "kabupaten-administrasi": Text("kabupaten administrasi", "administrative regency"),
    "kota-administrasi": Text("kota administrasi", "administrative city"),
    "satuan": Text("satuan", "service unit"),
    "sekretariat": Text("sekretariat", "secretariat"),
    "unit": Text("unit", "unit"),
    "subbidang": Text("subbidang", "sub-division"),
    "subbagian": Text("subbagian", "sub-section"),
    "seksi": Text("seksi", "section"),
    "subkelompok": Text("subkelompok", "sub-group"),
}
DUTY_ROLES: dict[str, Text] = {
    "agency-head": Text("kepala perangkat daerah", "head of the agency"),
    "supervisor": Text("atasan langsung", "direct superior"),
    "employee": Text("pegawai", "employee"),
    "personnel-agency": Text("badan kepegawaian", "personnel agency"),
    "appointing-official": Text("pejabat pembina kepegawaian", "appointing official"),
}
RECALL_REASONS: dict[str, Text] = {"important": Text("penting", "important"), "urgent": Text("mendesak", "urgent")}
QUOTED = "Q"
GRADES: dict[str, Text] = {
    QUOTED: Text("mengutip bunyinya", "quotes its words"),
    "P": Text("menceritakan kembali", "retells it"),
    "O": Text("keterangan lisan pejabat", "an official's spoken statement"),
    "I": Text("kesimpulan kami", "our own inference"),
}
_WEEKDAYS = (
    Text("Senin", "Monday"),
    Text("Selasa", "Tuesday"),
    Text("Rabu", "Wednesday"),
    Text("Kamis", "Thursday"),
    Text("Jumat", "Friday"),
    Text("Sabtu", "Saturday"),
    Text("Minggu", "Sunday"),
)


def plain(slug: str, known: dict[str, Text]) -> Text:
    """Give the words for a slug, or the slug itself with spaces."""
    return known.get(slug) or same(slug.replace("-", " "))


def weekday(day: datetime.date) -> Text:
    """Give the name of the day of the week."""
    return _WEEKDAYS[day.weekday()]


def weekday_short(day: datetime.date) -> Text:
    """Give the day of the week in three letters, which no letter of a cell is mistaken for: ``Rab``, ``Wed``."""
    name = weekday(day)
    return Text(name.id[:3], name.en[:3])


def month_brief(day: datetime.date) -> Text:
    """Name the month of a day in short, where the year is told by what stands around it: ``Sep``."""
    return Text(format_date(day, "MMM", locale="id"), format_date(day, "MMM", locale="en_GB"))


def grouped(number: int) -> Text:
    """Spell a whole number with its thousands apart: ``1.234`` in Indonesian, ``1,234`` in English."""
    spelt = f"{number:,}"
    return Text(spelt.replace(",", "."), spelt)


def day_range(first: datetime.date, last: datetime.date) -> Text:
    """Spell a range of days: ``4–7 September 2023``."""
    end = month_name(last)
    if first == last:
        return same(f"{last.day} ") + end
    if (first.year, first.month) == (last.year, last.month):
        return same(f"{first.day}–{last.day} ") + end
    start = month_name(first)
    head = start if first.year != last.year else Text(start.id.rpartition(" ")[0], start.en.rpartition(" ")[0])
    return same(f"{first.day} ") + head + same(f" – {last.day} ") + end


@lru_cache(maxsize=1024)
def short_range(first: datetime.date, last: datetime.date) -> Text:
    """Spell days of one month above a week: ``4–7 Sep``."""
    days = f"{first.day}" if first == last else f"{first.day}–{last.day}"
    indonesian, english = (format_date(last, "MMM", locale=locale) for locale in ("id", "en_GB"))
    return Text(f"{days} {indonesian}", f"{days} {english}")
