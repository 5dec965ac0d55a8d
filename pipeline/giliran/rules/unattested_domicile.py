"""SC004: people are scheduled at home who have not attested that they work at their place of domicile.

No circular asks for an address, and none is ever recorded: only the day on which somebody attested.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.diagnostics import Diagnostic, Related
from giliran.rulings import attestations
from giliran.wording import Text, long_date, quoted

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from giliran.corpus import Corpus
    from giliran.documents import Document
    from giliran.model import Clause, Schedule, Unit

_NAMED = 8
"""People that a message names; the others are counted."""


def unattested_domicile(corpus: Corpus, schedule: Schedule, document: Document) -> Iterator[Diagnostic]:
    """Find, for each clause that asks for it, who is at home in a schedule before any attestation: one finding a month.

    Whoever the unit does not list is passed over, since that is told already.
    """
    unit = corpus.units[schedule.unit]
    law = corpus.law_of(unit)
    for clause, asked in attestations(law, "domicile") if law is not None else ():
        attested = _attested(unit)
        missing: dict[str, datetime.date] = {}
        for day, people in sorted(schedule.home.items()):
            if day in asked:
                for person in people:
                    if person in attested and not any(since <= day for since in attested[person]):
                        missing.setdefault(person, day)
        if missing:
            yield _told(corpus, unit, missing, document, clause)


def _attested(unit: Unit) -> dict[str, list[datetime.date]]:
    """Give the days on which each member attested, nothing for those who never did."""
    found: dict[str, list[datetime.date]] = {}
    for member in unit.employees:
        days = found.setdefault(member.id, [])
        if member.domicile_attested is not None:
            days.append(member.domicile_attested)
    return found


def _told(
    corpus: Corpus, unit: Unit, missing: dict[str, datetime.date], document: Document, clause: Clause
) -> Diagnostic:
    named, more = quoted(list(missing)[:_NAMED]), len(missing) - _NAMED
    others = Text(f" dan {more} lagi", f" and {more} more") if more > 0 else Text("", "")
    number = len(missing)
    are = "person is" if number == 1 else "people are"
    message = Text(
        f"{number} pegawai dijadwalkan di rumah tanpa pernyataan domisili: {named}{others.id}.",
        f"{number} {are} scheduled at home without having attested their domicile: {named}{others.en}.",
    )
    advice = Text(
        "Minta mereka menyatakan bahwa mereka bekerja di tempat domisilinya, lalu tulis tanggal pernyataannya sebagai "
        "“domicile-attested” pada barisnya dalam berkas unit. Pernyataan berlaku sejak tanggalnya, tidak untuk hari "
        "sebelumnya. Alamat tidak pernah ditulis.",
        "Have them attest that they work at their place of domicile, and write the date of it as “domicile-attested” on "
        "their line of the unit file. It counts from its date on, not for days before. An address is never written.",
    )
    person, day = next(iter(missing.items()))
    index = next(at for at, member in enumerate(unit.employees) if member.id == person)
    attested = unit.employees[index].domicile_attested
    line = Related(corpus.document(unit.path).at(("employees", index)), _what_there_is(attested))
    people = document.data["wfh"][day.isoformat()]  # type: ignore[index]  # plain data that was accepted
    place = document.at(("wfh", day.isoformat(), list(people).index(person)))
    return Diagnostic("SC004", message, place, help=advice, unit=unit.id, clause=clause.ref(), related=(line,))


def _what_there_is(attested: datetime.date | None) -> Text:
    if attested is None:
        return Text("belum ada pernyataannya", "no attestation here")
    day = long_date(attested)
    return Text(f"pernyataannya baru sejak {day.id}", f"attested only from {day.en} on")
