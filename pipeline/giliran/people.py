"""Why a person may not be listed for a unit on a day: unknown, elsewhere, not yet, no longer, or not a civil servant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.diagnostics import Diagnostic, Related
from giliran.model import ShareRule
from giliran.rulings import DEFAULT_BASE
from giliran.spelling import guessed
from giliran.wording import Text, long_date

if TYPE_CHECKING:
    import datetime

    from giliran.corpus import Corpus
    from giliran.diagnostics import ClauseRef
    from giliran.limits import Allowance
    from giliran.model import Employee
    from giliran.source import Place


def absence(corpus: Corpus, unit_id: str, person: str, day: Allowance | None, place: Place) -> Diagnostic:
    """Explain why ``person`` may not be listed under ``unit_id`` on a day; ``day`` is ``None`` outside the month."""
    date = None if day is None else day.day
    spells = corpus.roster(unit_id).spells(person)
    if spells:
        current = next((stay for stay in spells if date is not None and date in stay.period), None)
        if current is not None:
            return _not_counted(corpus, unit_id, current, day, place)
        if date is not None:
            return _not_then(corpus, unit_id, spells, date, place)
    elsewhere = [(unit, stay) for unit, stay in corpus.stays(person) if unit.id != unit_id]
    if elsewhere:
        unit = elsewhere[0][0]
        message = Text(
            f"“{person}” pegawai {unit.name} ({unit.id}), bukan unit ini.",
            f"“{person}” belongs to {unit.name} ({unit.id}), not to this unit.",
        )
        advice = Text(
            "Hapus dari jadwal ini. Bila pegawai itu pindah ke sini, catat dulu di kedua berkas unit (until dan from).",
            "Take the code out of this schedule. If the person moves here, record it in both unit files first "
            "(until and from).",
        )
        related = (Related(_entry(corpus, unit.id, elsewhere[0][1]), Text("terdaftar di sini", "listed here")),)
        return Diagnostic("RF002", message, place, help=advice, unit=unit_id, date=_iso(date), related=related)
    message = Text(
        f"Kode pegawai “{person}” tidak ada di unit mana pun.", f"No unit has an employee with the code “{person}”."
    )
    known = [member.id for member in corpus.units[unit_id].employees]
    advice = Text("Periksa kodenya pada daftar pegawai unit.", "Look the code up in the unit's staff list.")
    advice = guessed(person, known, advice)
    staff = Related(
        corpus.documents[corpus.units[unit_id].path].at_key(("employees",)),
        Text("daftar pegawai unit ini", "the staff list of this unit"),
    )
    return Diagnostic("RF001", message, place, help=advice, unit=unit_id, date=_iso(date), related=(staff,))


def _iso(date: datetime.date | None) -> str | None:
    return None if date is None else date.isoformat()


def _entry(corpus: Corpus, unit_id: str, stay: Employee, key: str = "id") -> Place:
    unit = corpus.units[unit_id]
    return corpus.documents[unit.path].at(("employees", unit.employees.index(stay), key))


def _not_counted(corpus: Corpus, unit_id: str, stay: Employee, day: Allowance | None, place: Place) -> Diagnostic:
    clause: ClauseRef | None = None
    base = DEFAULT_BASE
    if day is not None and day.clause is not None:
        clause = day.clause.ref(day.reference)
        if isinstance(day.clause.rule, ShareRule):
            base = day.clause.rule.base
    statuses = [status.upper() for status in base]
    allowed = Text(" dan ".join(statuses), " and ".join(statuses))
    message = Text(
        f"“{stay.id}” berstatus {stay.status.upper()}; yang boleh dijadwalkan di rumah hanya {allowed.id}.",
        f"“{stay.id}” has the status {stay.status.upper()}; only {allowed.en} may be scheduled at home.",
    )
    advice = Text(
        "Hapus dari jadwal ini; pegawai itu bekerja di kantor dan tidak ikut dihitung.",
        "Take the code out of this schedule; the person works at the office and is not counted.",
    )
    related = (Related(_entry(corpus, unit_id, stay, "status"), Text("statusnya di sini", "the status is here")),)
    date = None if day is None else day.day.isoformat()
    return Diagnostic("LW003", message, place, help=advice, unit=unit_id, date=date, clause=clause, related=related)


def _not_then(
    corpus: Corpus, unit_id: str, spells: tuple[Employee, ...], date: datetime.date, place: Place
) -> Diagnostic:
    gone = next((stay for stay in reversed(spells) if stay.period.last < date), None)
    coming = None if gone is not None else next((stay for stay in spells if stay.period.start > date), None)
    on_day = long_date(date)
    if coming is not None:
        start = long_date(coming.period.start)
        message = Text(
            f"“{coming.id}” belum menjadi pegawai unit ini pada {on_day.id}; baru mulai {start.id}.",
            f"“{coming.id}” is not yet in this unit on {on_day.en}; only from {start.en}.",
        )
        related = Related(_entry(corpus, unit_id, coming, "from"), Text("mulai di sini", "begins here"))
        code = "DT006"
    else:
        gone = gone or spells[-1]
        end = long_date(gone.period.last)
        message = Text(
            f"“{gone.id}” tidak lagi menjadi pegawai unit ini pada {on_day.id}; hanya sampai {end.id}.",
            f"“{gone.id}” is no longer in this unit on {on_day.en}; only until {end.en}.",
        )
        related = Related(_entry(corpus, unit_id, gone, "until"), Text("berakhir di sini", "ends here"))
        code = "DT007"
    advice = Text(
        "Hapus dari hari ini, atau betulkan tanggalnya dalam berkas unit.",
        "Take the code off this day, or correct the date in the unit file.",
    )
    return Diagnostic(code, message, place, help=advice, unit=unit_id, date=date.isoformat(), related=(related,))
