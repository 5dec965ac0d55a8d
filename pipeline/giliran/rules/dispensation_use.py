"""LW007 and LW008: a schedule still leans on a dispensation that has ended, or no schedule ever leaned on it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from giliran.diagnostics import Diagnostic, Related
from giliran.limits import allowance
from giliran.wording import Text, long_date

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from giliran.corpus import Corpus
    from giliran.model import Dispensation


def dispensation_use(corpus: Corpus) -> Iterator[Diagnostic]:
    """Compare each dispensation with the days on which its unit went beyond what it may without it."""
    for granted in corpus.dispensations:
        if granted.unit not in corpus.units or corpus.clause(granted.clause) is None:
            continue
        if not corpus.judged(corpus.units[granted.unit]) or _unread(corpus, granted.unit):
            continue
        beyond = tuple(_days_beyond(corpus, granted))
        renewed = [other.period for other in corpus.dispensations if other.unit == granted.unit]
        late = [
            (day, path)
            for day, path in beyond
            if day > granted.period.last and not any(day in period for period in renewed)
        ]
        if late:
            yield _expired(corpus, granted, *late[0])
        if not any(day in granted.period for day, _ in beyond):
            yield _unused(corpus, granted)


def _unread(corpus: Corpus, unit: str) -> bool:
    corpus.schedules.of(unit)  # those that cannot be read are known from here on
    return any(path.startswith(f"schedules/{unit}/") for path in corpus.broken)


def _days_beyond(corpus: Corpus, granted: Dispensation) -> Iterator[tuple[datetime.date, str]]:
    """Give the days on which the unit has more people at home than the clause itself allows."""
    law = corpus.law_of(corpus.units[granted.unit])
    assert law is not None
    ordinary = replace(law, dispensations=tuple(d for d in law.dispensations if d.clause != granted.clause))
    for schedule in corpus.schedules.of(granted.unit):
        for day, people in schedule.home.items():
            found = allowance(ordinary, corpus.roster(granted.unit), day)
            if found.clause is not None and found.clause.id == granted.clause and len(people) > found.at_most:
                yield day, schedule.path


def _expired(corpus: Corpus, granted: Dispensation, day: datetime.date, path: str) -> Diagnostic:
    end, used = long_date(granted.period.last), long_date(day)
    message = Text(
        f"Dispensasi menurut surat “{granted.letter}” berakhir {end.id}, tetapi jadwal masih memakainya pada {used.id}.",
        f"The dispensation by the letter “{granted.letter}” ended on {end.en}, but the schedule still uses it on {used.en}.",
    )
    advice = Text(
        "Kembalikan jadwal ke batas biasa, atau catat surat perpanjangan sebagai dispensasi baru.",
        "Bring the schedule back to the ordinary limit, or record the letter of renewal as a new dispensation.",
    )
    clause = corpus.clause(granted.clause)
    assert clause is not None
    cell = Related(corpus.document(path).at_key(("wfh", day.isoformat())), Text("dipakai di sini", "used here"))
    return Diagnostic(
        "LW007",
        message,
        corpus.documents[granted.path].at(("until",)),
        help=advice,
        unit=granted.unit,
        date=day.isoformat(),
        clause=clause.ref(),
        related=(cell,),
    )


def _unused(corpus: Corpus, granted: Dispensation) -> Diagnostic:
    message = Text(
        f"Dispensasi menurut surat “{granted.letter}” tidak dipakai: pada masa itu jadwal tidak pernah melewati batas biasa.",
        f"The dispensation by the letter “{granted.letter}” is not used: the schedule never passes the ordinary limit in that period.",
    )
    advice = Text(
        "Periksa unit dan tanggalnya; bila memang tidak diperlukan, hapus berkas ini.",
        "Check the unit and the dates; if it is not needed, delete this file.",
    )
    clause = corpus.clause(granted.clause)
    assert clause is not None
    place = corpus.documents[granted.path].at(("letter",))
    return Diagnostic("LW008", message, place, help=advice, unit=granted.unit, clause=clause.ref())
