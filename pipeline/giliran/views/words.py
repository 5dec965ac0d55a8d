"""The vocabulary of the data in plain words: facts, statuses, roles, kinds, conditions, days.

A word that is not listed is shown as it is written, with spaces for hyphens: another government may use other slugs.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from babel.dates import format_date

from giliran.wording import Text, joined, month_name, same

if TYPE_CHECKING:
    import datetime

    from giliran.model import Condition, Fact

FACT_NAMES: dict[str, Text] = {
    "service": Text("Jenis layanan", "Kind of service"),
    "digital": Text("Dapat dilakukan secara digital", "Can be done digitally"),
    "sector": Text("Bidang", "Sector"),
    "location": Text("Lokasi", "Location"),
}
FACT_VALUES: dict[tuple[str, str], Text] = {
    ("service", "direct"): Text("pelayanan langsung kepada masyarakat", "direct service to the public"),
    ("service", "operational-support"): Text("dukungan operasional", "operational support"),
    ("service", "administration"): Text("administrasi pemerintahan", "government administration"),
}
STATUSES: dict[str, Text] = {"pns": same("PNS"), "pppk": same("PPPK"), "pjlp": same("PJLP")}
ROLES: dict[str, Text] = {
    "accountant": Text("akuntan", "accountant"),
    "analyst": Text("analis", "analyst"),
    "archivist": Text("arsiparis", "archivist"),
    "assessor": Text("asesor", "assessor"),
    "auditor": Text("auditor", "auditor"),
    "cleaner": Text("petugas kebersihan", "cleaner"),
    "draughtsman": Text("juru gambar", "draughtsman"),
    "driver": Text("pengemudi", "driver"),
    "editor": Text("penyunting", "editor"),
    "engineer": Text("teknisi ahli", "engineer"),
    "head": Text("kepala", "head"),
    "health-officer": Text("petugas kesehatan", "health officer"),
    "inspector": Text("pengawas", "inspector"),
    "lawyer": Text("penasihat hukum", "lawyer"),
    "legal-drafter": Text("perancang peraturan", "legal drafter"),
    "network-engineer": Text("teknisi jaringan", "network engineer"),
    "officer": Text("petugas", "officer"),
    "personnel-analyst": Text("analis kepegawaian", "personnel analyst"),
    "photographer": Text("fotografer", "photographer"),
    "planner": Text("perencana", "planner"),
    "programmer": Text("pemrogram", "programmer"),
    "public-relations": Text("humas", "public relations"),
    "receptionist": Text("resepsionis", "receptionist"),
    "secretary": Text("sekretaris", "secretary"),
    "security": Text("petugas keamanan", "security guard"),
    "staff": Text("staf", "staff"),
    "statistician": Text("statistisi", "statistician"),
    "surveyor": Text("juru ukur", "surveyor"),
    "technician": Text("teknisi", "technician"),
    "treasurer": Text("bendahara", "treasurer"),
    "verifier": Text("verifikator", "verifier"),
}
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
_AND, _OR = Text(" dan ", " and "), Text(" atau ", " or ")


def plain(slug: str, known: dict[str, Text]) -> Text:
    """Give the words for a slug, or the slug itself with spaces."""
    return known.get(slug) or same(slug.replace("-", " "))


def fact_name(name: str) -> Text:
    """Give the words for a fact's name, with a capital."""
    return FACT_NAMES.get(name) or same(name.replace("-", " ").capitalize())


def fact_value(name: str, value: Fact) -> Text:
    """Give the words for a fact's value."""
    if value is True:
        return Text("ya", "yes")
    if value is False:
        return Text("tidak", "no")
    return FACT_VALUES.get((name, str(value))) or same(str(value).replace("-", " "))


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


def condition_words(condition: Condition) -> Text:
    """Say a condition over facts in words: ``Jenis layanan: … atau …, dan …``."""
    required = condition.get("required", ())
    parts: list[Text] = []
    for key, value in condition.items():
        if key == "properties" and isinstance(value, dict):
            parts.extend(_test(name, test, optional=name not in _listed(required)) for name, test in value.items())
        elif key in {"anyOf", "allOf"} and isinstance(value, list):
            parts.append(_bracketed([condition_words(entry) for entry in value], _OR if key == "anyOf" else _AND))
        elif key == "not" and isinstance(value, dict):
            inner = condition_words(value)
            parts.append(Text(f"bukan ({inner.id})", f"not ({inner.en})"))
    named = value_names(condition)
    known = [fact_name(name) for name in _listed(required) if name not in named]
    parts.extend(Text(f"{name.id} dicatat", f"{name.en} is recorded") for name in known)
    return _chain(parts, Text("; dan ", "; and "))


def value_names(condition: Condition) -> tuple[str, ...]:
    """Give the names of the facts that a condition tests, wherever in it they stand."""
    names: list[str] = []
    tested = condition.get("properties", {})
    if isinstance(tested, dict):
        names.extend(tested)
    for key in ("anyOf", "allOf"):
        for entry in _listed(condition.get(key, ())):
            names.extend(value_names(entry))
    inner = condition.get("not")
    if isinstance(inner, dict):
        names.extend(value_names(inner))
    return tuple(dict.fromkeys(names))


def _listed(value: object) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, list | tuple) else ()


def _test(name: str, test: object, *, optional: bool) -> Text:
    label = fact_name(name)
    words = _values(name, test)
    if optional:
        words = words + Text(" (bila dicatat)", " (where recorded)")
    return Text(f"{label.id}: {words.id}", f"{label.en}: {words.en}")


def _values(name: str, test: object) -> Text:
    if isinstance(test, dict) and set(test) == {"enum"}:
        return _chain([fact_value(name, value) for value in test["enum"]], _OR)
    if isinstance(test, dict) and set(test) == {"const"}:
        return fact_value(name, test["const"])
    if isinstance(test, dict) and set(test) == {"not"}:
        inner = _values(name, test["not"])
        return Text(f"selain {inner.id}", f"other than {inner.en}")
    return same(json.dumps(test, ensure_ascii=False, sort_keys=True))


def _bracketed(parts: list[Text], between: Text) -> Text:
    return _chain([Text(f"({part.id})", f"({part.en})") for part in parts], between)


def _chain(parts: list[Text], between: Text) -> Text:
    if not parts:
        return same("")
    whole = parts[0]
    for part in parts[1:]:
        whole = joined((whole, between, part), "")
    return whole
