"""Answers: how many of a unit may be at home on a day, by which clause and sum."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from giliran.diagnostics import OperatorError
from giliran.limits import allowance
from giliran.schemas import reason
from giliran.spelling import suggestion
from giliran.wording import Text, joined, long_date

if TYPE_CHECKING:
    import datetime

    from giliran.corpus import Corpus
    from giliran.limits import Allowance
    from giliran.model import Unit
    from giliran.rulings import Law
    from giliran.wording import Language


def answer(corpus: Corpus, unit_id: str, day: datetime.date) -> Allowance:
    """Apply the law to a unit on a day.

    Raises :class:`OperatorError` for a unit that is not there, or whose law, agency or staff list could not be read.
    """
    _, law = judged(corpus, unit_id)
    return allowance(law, corpus.roster(unit_id), day)


def judged(corpus: Corpus, unit_id: str) -> tuple[Unit, Law]:
    """Give a unit and its law.

    Raises :class:`OperatorError` for a unit that is not there, or whose law, agency or staff list could not be read.
    """
    unit = corpus.units.get(unit_id)
    if unit is None:
        maybe = suggestion(unit_id, list(corpus.units))
        words = Text(f"Unit “{unit_id}” tidak ada.", f"There is no unit “{unit_id}”.")
        raise OperatorError(words if maybe is None else joined((words, maybe)))
    law = corpus.law_of(unit)
    if law is None or not corpus.judged(unit):
        raise OperatorError(
            Text(
                f"Aturan atau daftar pegawai untuk “{unit_id}” belum benar; jalankan “giliran check” dulu.",
                f"The law or the staff list of “{unit_id}” is not right yet; run “giliran check” first.",
            )
        )
    return unit, law


def as_data(found: Allowance, language: Language) -> dict[str, Any]:
    """Give the answer as plain data for ``--format json``."""
    clause = None if found.clause is None else found.clause.ref(found.reference)
    total = found.sum
    return {
        "unit": found.unit,
        "date": found.day.isoformat(),
        "mode": found.mode,
        "headcount": found.headcount,
        "at_most": found.at_most,
        "clause": None
        if clause is None
        else {"id": clause.id, "title": clause.title.to(language), "href": clause.href},
        "sum": None if total is None else total.to(language),
        "working_day": found.day_off is None,
        "standing": found.standing,
        "day_off": None if found.day_off is None else found.day_off.to(language),
        "dispensation": None if found.dispensation is None else found.dispensation.name,
        "advice": [
            {
                "at_most": other.at_most,
                "clause": None if other.clause is None else other.clause.id,
                "sum": None if other.sum is None else other.sum.to(language),
            }
            for other in found.advice
        ],
    }


def as_words(found: Allowance, name: str) -> Text:
    """Give the answer as a few lines for people."""
    day = long_date(found.day)
    lines = [Text(f"{name} ({found.unit}), {day.id}", f"{name} ({found.unit}), {day.en}")]
    if found.day_off is not None:
        lines.append(Text(f"Bukan hari kerja: {found.day_off.id}.", f"Not a working day: {found.day_off.en}."))
    elif found.standing == "open":
        lines.append(
            Text(
                f"Paling banyak {found.at_most} dari {found.headcount} ASN boleh bekerja dari rumah.",
                f"At most {found.at_most} of {found.headcount} civil servants may work from home.",
            )
        )
    else:
        lines.append(Text("Semua pegawai bekerja di kantor.", "Everyone works at the office."))
        if found.standing == "before":
            lines.append(Text("Masa kerja dari rumah belum mulai.", "The period of working from home has not begun."))
        elif found.standing == "after":
            lines.append(
                Text(
                    "Tidak ada masa kerja dari rumah pada hari ini.", "No period of working from home covers this day."
                )
            )
    if found.clause is not None:
        why = reason(found)
        lines.append(Text(f"Dasar: {why.id}", f"Because: {why.en}"))
        source = found.clause.ref(found.reference).href
        if source:
            lines.append(Text(f"Sumber: {source}", f"Source: {source}"))
    for other in found.advice:
        why = reason(other)
        lines.append(
            Text(
                f"Anjuran, tidak mengikat: paling banyak {other.at_most}. {why.id}",
                f"Advice, not binding: at most {other.at_most}. {why.en}",
            )
        )
    return joined(lines, "\n")
