"""Who of a unit is at home on which day, who is called in, and the rare letter that lets a unit do more."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from giliran.grammar import schedule_path
from giliran.limits import rounded
from giliran.model import Dispensation, Recall, Schedule
from giliran.synth.chance import Chance, Weighted
from giliran.synth.turns import draw_up
from giliran.timeline import Period

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from giliran.limits import Allowance
    from giliran.model import Unit
    from giliran.synth.ground import Ground
    from giliran.synth.turns import Manner

    Home = dict[date, tuple[str, ...]]

MANNERS: Weighted[Manner] = Weighted((("turns", 45), ("alternate", 25), ("weeks", 18), ("weekdays", 12)))

RESTRAINT = Weighted(
    (Fraction(share, 100), weight) for share, weight in ((100, 30), (40, 4), (30, 3), (25, 2), (20, 1))
)
"""What units allow themselves at most, whatever the law allows; most go as far as they may."""

PEAK = 300
"""Units in a thousand that follow when a window allows more for a while; the others stay at what they are used to."""

RECALLED, GRANTED = 70, 6
"""Units in a thousand that call somebody in, and that have a letter."""

RECALLS = (
    "sidang anggaran dimajukan",
    "rapat pimpinan dimajukan",
    "gangguan peladen presensi",
    "berkas perlu ditandatangani basah hari ini",
    "pemeriksa meminta dokumen asli hari ini",
    "peninjauan lapangan bersama pimpinan dimajukan",
    "data capaian triwulan diminta dalam bentuk cetak",
    "batas akhir pencairan anggaran",
    "kunjungan kerja dewan dimajukan",
    "pembukaan dokumen lelang dengan saksi",
    "verifikasi berkas dimajukan",
)
"""Important and urgent, and nobody's private affair."""

FORTNIGHT = 10
"""For so many working days a letter is given."""

LETTERS = (
    "lantai kantor unit sedang diperbaiki sehingga sebagian ruang kerja tidak dapat dipakai",
    "instalasi listrik gedung diganti sehingga ruang kerja dipakai bergantian",
    "ruang kerja dipakai bersama unit lain selama gedung direnovasi",
)


def letter(unit: Unit, ground: Ground, seed: int) -> Dispensation | None:
    """Give a dispensation from a share or an exclusion to a unit that chance has chosen and that can make use of it."""
    chance = Chance("letter", seed, unit.id)
    if not chance.hits(GRANTED):
        return None
    allowed = list(ground.allowances(unit).items())
    spans = (allowed[at : at + FORTNIGHT] for at in range(len(allowed) - FORTNIGHT + 1))
    even = [span for span in spans if len({(id(found.clause), found.value) for _, found in span}) == 1]
    span = chance.pick(even) if even else allowed[:1]
    if not span:
        return None
    clause, value = span[0][1].clause, span[0][1].value
    share = Fraction(1, 4) if value is None else value + Fraction(15, 100)
    if clause is None or share > 1:
        return None
    first, last = span[0][0], span[-1][0]
    name = unit.id.replace("/", "-")
    given = Dispensation(
        name=name,
        path=f"policy/dispensations/{name}.yaml",
        letter=f"Surat Sekretaris Daerah {chance.below(1900) + 100}/RT.01 (rekaan)",
        granted_by="Sekretaris Daerah",
        unit=unit.id,
        clause=clause.id,
        period=Period(first, last),
        reason=chance.pick(LETTERS),
        share=share,
        signed=first - timedelta(days=3),
    )
    with_it = ground.allowances(unit, (given,))
    return given if all(with_it[day].at_most > found.at_most for day, found in span) else None


def schedules(unit: Unit, allowed: dict[date, Allowance], ground: Ground, seed: int) -> Iterator[Schedule]:
    """Give a unit's schedules by month; none for a unit that stays at the office throughout."""
    chance = Chance("schedule", seed, unit.id)
    open_days = [day for day, found in allowed.items() if found.standing == "open"]
    if not open_days:
        return
    most = _places(allowed, chance)
    people = [member.id for member in unit.employees]
    home = draw_up(chance.draw(MANNERS), people, open_days, lambda day: (allowed[day].people, most[day]))
    recalls = _recalls(unit, home, ground, chance)
    months: dict[str, Home] = {}
    for day, listed in home.items():
        months.setdefault(day.isoformat()[:7], {})[day] = listed
    for month, days in months.items():
        called = tuple(recall for recall in recalls if recall.day in days)
        yield Schedule(unit.id, month, schedule_path(unit.id, month), days, called)


def _places(allowed: dict[date, Allowance], chance: Chance) -> dict[date, int]:
    """Give for each day how many the unit lets work from home; with a letter it makes full use of it."""
    wish, follows = chance.draw(RESTRAINT), chance.hits(PEAK)
    counted = Counter(found.value for found in allowed.values() if found.value is not None)
    used_to = counted.most_common(1)[0][0]
    limit = wish if follows else min(wish, used_to)
    return {
        day: found.at_most
        if found.dispensation is not None
        else min(found.at_most, rounded(limit, found.headcount, "down"))
        for day, found in allowed.items()
    }


def _recalls(unit: Unit, home: Home, ground: Ground, chance: Chance) -> tuple[Recall, ...]:
    """Call in somebody who is at home, never the superior of the day, who gives the order."""
    if not chance.hits(RECALLED):
        return ()
    found: dict[tuple[date, str], Recall] = {}
    days = list(home)
    for _ in range(chance.pick((1, 1, 1, 1, 2))):
        day = chance.pick(days)
        supervisor = unit.supervisor_on(day)
        able = [person for person in home[day] if person != supervisor]
        if supervisor is not None and able and ground.may_recall(day):
            person = chance.pick(able)
            found[day, person] = Recall(day, person, supervisor, chance.pick(RECALLS))
    return tuple(recall for _, recall in sorted(found.items()))
