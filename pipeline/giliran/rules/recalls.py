"""SC002 and SC003: a recall of someone who was not at home, or ordered by someone who is not the direct superior."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.corpus.values import parsed_date
from giliran.diagnostics import Diagnostic, Related
from giliran.model import Recall, RecallRule
from giliran.wording import Text, long_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.corpus import Corpus
    from giliran.diagnostics import ClauseRef
    from giliran.documents import Document
    from giliran.model import Schedule, Unit
    from giliran.schemas import MonthLimits


def recall_faults(corpus: Corpus, schedule: Schedule, document: Document, limits: MonthLimits) -> Iterator[Diagnostic]:
    """Check the recalls of one schedule against its own days and its unit's supervisor.

    A recall on a day that cannot have one, or of someone nobody knows, is told by the compiled schema; saying that the
    person was not at home would only lead astray.
    """
    entries = document.data.get("recalls", ())  # type: ignore[attr-defined]  # plain data that the grammar has accepted
    if not entries:
        return
    days = {found.day for found in limits.open_days}
    unit = corpus.units[schedule.unit]
    for index, entry in enumerate(entries):
        day = parsed_date(entry["date"])
        if day is None:
            continue  # told when the file was read
        recall = Recall(day, entry["employee"], entry["ordered-by"], entry["reason"])
        clause = _clause(corpus, unit, recall)
        known = recall.day in days and corpus.is_known(recall.employee, unit)
        if known and recall.employee not in schedule.home.get(recall.day, ()):
            yield _not_at_home(recall, schedule, document, index, clause)
        if recall.ordered_by != unit.supervisor_on(recall.day):
            yield _not_by_supervisor(corpus, recall, unit, document, index, clause)
        elif not corpus.is_employed(recall.ordered_by, day, unit):
            yield _no_longer_supervisor(corpus, recall, unit, document, index)


def _clause(corpus: Corpus, unit: Unit, recall: Recall) -> ClauseRef | None:
    law = corpus.law_of(unit)
    for circular in law.binding if law is not None else ():
        for clause in circular.clauses:
            if isinstance(clause.rule, RecallRule) and recall.day in clause.period:
                return clause.ref()
    return None


def _not_at_home(
    recall: Recall, schedule: Schedule, document: Document, index: int, clause: ClauseRef | None
) -> Diagnostic:
    day = long_date(recall.day)
    message = Text(
        f"“{recall.employee}” dipanggil ke kantor pada {day.id}, padahal tidak dijadwalkan di rumah hari itu.",
        f"“{recall.employee}” is called in on {day.en} but was not scheduled at home that day.",
    )
    advice = Text(
        "Betulkan tanggal atau kode pegawainya. Nama yang dipanggil tetap tercantum di wfh hari itu.",
        "Correct the date or the code. Whoever is called in stays listed under wfh on that day.",
    )
    iso = recall.day.isoformat()
    related: tuple[Related, ...] = ()
    if recall.day in schedule.home:
        listed = Related(document.at(("wfh", iso)), Text("yang di rumah hari itu", "who is at home that day"))
        related = (listed,)
    place = document.at(("recalls", index, "employee"))
    return Diagnostic(
        "SC002", message, place, help=advice, unit=schedule.unit, date=iso, clause=clause, related=related
    )


def _not_by_supervisor(
    corpus: Corpus, recall: Recall, unit: Unit, document: Document, index: int, clause: ClauseRef | None
) -> Diagnostic:
    supervisor = unit.supervisor_on(recall.day)
    if supervisor is None:
        message = Text(
            "Pemanggilan hanya oleh atasan langsung, tetapi unit ini belum mencatat atasannya.",
            "Only the direct superior may call someone in, but this unit names no supervisor.",
        )
        advice = Text("Tambahkan “supervisor: …” dalam berkas unit.", "Add “supervisor: …” to the unit file.")
        own = corpus.documents[unit.path].at_key(("name",))
    else:
        message = Text(
            f"Pemanggilan diperintahkan oleh “{recall.ordered_by}”; atasan langsung unit ini hari itu “{supervisor}”.",
            f"The recall was ordered by “{recall.ordered_by}”; the direct superior of this unit that day is “{supervisor}”.",
        )
        advice = Text(
            "Tulis kode atasan langsung yang memerintahkan. Bila waktu itu atasannya orang lain, catat masanya pada "
            "“other-supervisors” dalam berkas unit.",
            "Write the code of the direct superior who gave the order. If someone else was the superior then, record the "
            "period under “other-supervisors” in the unit file.",
        )
        own = corpus.documents[unit.path].at(("supervisor",))
    return Diagnostic(
        "SC003",
        message,
        document.at(("recalls", index, "ordered-by")),
        help=advice,
        unit=unit.id,
        date=recall.day.isoformat(),
        clause=clause,
        related=(Related(own, Text("atasan langsung di sini", "the supervisor is named here")),),
    )


def _no_longer_supervisor(corpus: Corpus, recall: Recall, unit: Unit, document: Document, index: int) -> Diagnostic:
    day = long_date(recall.day)
    message = Text(
        f"Atasan langsung “{recall.ordered_by}” bukan pegawai pada {day.id}.",
        f"The direct superior “{recall.ordered_by}” is not employed on {day.en}.",
    )
    advice = Text(
        "Perbarui “supervisor” dalam berkas unit, atau betulkan tanggalnya.",
        "Bring “supervisor” in the unit file up to date, or correct the date.",
    )
    return Diagnostic(
        "SC003",
        message,
        document.at(("recalls", index, "ordered-by")),
        help=advice,
        unit=unit.id,
        date=recall.day.isoformat(),
        related=(
            Related(
                corpus.documents[unit.path].at(("supervisor",)),
                Text("atasan langsung di sini", "the supervisor is named here"),
            ),
        ),
    )
