"""A whole evaluation: what it is about, what to decide next, and the tables in the order in which they are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.evaluate import persons
from giliran.evaluate.charts import charts
from giliran.evaluate.deciding import decisions_table, overall
from giliran.evaluate.exceptions import dispensations_table, recalled_people, recalls_table
from giliran.evaluate.ground import ground
from giliran.evaluate.past import changes_table, past, punctuality_table, schedules_table
from giliran.evaluate.refusals import codes_table, concerned, refusals_table, without_idle
from giliran.evaluate.use import officials_table, pool_table, use_tables
from giliran.evaluate.veil import veil, veiled
from giliran.views.words import day_range
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from giliran.audience import Audience
    from giliran.corpus import Corpus
    from giliran.evaluate.compliance import PublishedCounts
    from giliran.evaluate.ground import Ground
    from giliran.evaluate.past import Past
    from giliran.history.attempts import Attempts
    from giliran.history.record import Record
    from giliran.origin import State
    from giliran.timeline import Period
    from giliran.views.survey.charts import Chart
    from giliran.views.tables.records import Table

_ORDER = (
    *("decisions", "days", "weeks", "agencies", "agency-weeks", "pool", "officials", "home-days", "gaps", "fairness"),
    *("recalls", "dispensations", "changes", "refusals", "refusal-codes", "punctuality", "schedules", "compliance"),
    "people",
)
_LONG = frozenset({"people", "schedules", "agency-weeks", "fairness"})
"""Tables that are not set on paper: the workbook and the data files have them."""


@dataclass(frozen=True, slots=True)
class Part:
    """A table with its charts. A ``long`` one is left to the workbook and the data files where there is paper."""

    table: Table
    notes: tuple[Text, ...]
    charts: tuple[Chart, ...]
    long: bool


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What is written down: ``about`` says of which data it is, then come the tables."""

    title: Text
    about: tuple[Text, ...]
    parts: tuple[Part, ...]


def evaluation(
    corpus: Corpus,
    period: Period,
    audience: Audience,
    record: Record,
    smallest: int,
    state: State,
    reconciled: PublishedCounts | None = None,
    attempts: Attempts | None = None,
) -> Evaluation:
    """Evaluate a closed period of a corpus without errors. Groups below ``smallest`` people are hidden from the public.

    Without ``attempts``, as outside git, nothing is known of what was refused.
    """
    given = ground(corpus, period)
    public = audience == "public"
    recalled, changed = recalled_people(given), past(given, record)
    found = _tables(given, record, recalled, changed, reconciled, smallest if public else None)
    found["refusals"], found["refusal-codes"] = refusals_table(given, attempts), codes_table(given, attempts)
    if public:
        found = veiled(found, given, veil(given, smallest), recalled, changed.people, concerned(given, attempts))
        del found["people"]
    else:
        found["fairness"] = persons.evenness_table(given)
    found["refusals"] = without_idle(found["refusals"])
    found["officials"] = officials_table(given, found["pool"])
    found["decisions"] = decisions_table(found, corpus.evaluation)
    drawn = charts(given, found)
    parts = (
        Part(found[name], _notes(given, found[name], record, attempts), drawn.get(name, ()), name in _LONG)
        for name in _ORDER
        if name in found
    )
    span = day_range(period.start, period.last)
    title = Text("Evaluasi kerja dari rumah, ", "Evaluation of working from home, ") + span
    about = _about(given, state, record, reconciled, smallest if public else None)
    used = overall(found["days"])
    return Evaluation(title, about if used is None else (used, *about), tuple(parts))


def _tables(
    given: Ground,
    record: Record,
    recalled: Mapping[str, frozenset[str]],
    changed: Past,
    reconciled: PublishedCounts | None,
    smallest: int | None,
) -> dict[str, Table]:
    people = persons.people_table(given)
    schedules = schedules_table(given, record)
    tables = (
        *use_tables(given),
        pool_table(given),
        persons.home_days_table(people, smallest),
        persons.gaps_table(persons.found_gaps(given, public=smallest is not None)),
        recalls_table(given, recalled),
        dispensations_table(given),
        changes_table(changed),
        punctuality_table(schedules),
        schedules,
        *(() if reconciled is None else (reconciled.table,)),
        people,
    )
    return {table.form.name: table for table in tables}


def _about(
    given: Ground, state: State, record: Record, reconciled: PublishedCounts | None, smallest: int | None
) -> tuple[Text, ...]:
    lines = [
        Text(
            f"{len(given.days)} hari kerja dalam masa berlaku, {len(given.units)} unit di {len(given.agencies)} perangkat daerah.",
            f"{len(given.days)} working days on which the law is in force, {len(given.units)} units of {len(given.agencies)} agencies.",
        )
    ]
    if state.commit is None:
        lines.append(
            Text(
                "Data ini tidak berada dalam git, jadi tanpa riwayat.",
                "The data are in no git repository, so without a past.",
            )
        )
    else:
        lines.append(state.words)
    if not record.complete:
        lines.append(
            Text(
                "Riwayat git terpotong (git fetch --unshallow): yang lebih tua tidak terhitung.",
                "The git history is cut off (git fetch --unshallow): what is older is not counted.",
            )
        )
    if reconciled is None:
        lines.append(
            Text(
                "Tanpa jumlah presensi dan laporan (--reconciled), jadi keduanya tidak dinilai.",
                "Without counts of attendance and reports (--reconciled), so neither is judged.",
            )
        )
    else:
        span = day_range(reconciled.period.start, reconciled.period.last)
        lines.append(Text("Presensi dan laporan: ", "Attendance and reports: ") + span + Text(".", "."))
        if reconciled.unlike is not None:
            lines.append(reconciled.unlike)
    if smallest is not None:
        lines.append(
            Text(
                f"Edisi publik: kelompok di bawah {smallest} orang, dan yang perlu agar tidak dapat dihitung balik, tidak ditampilkan (–).",
                f"Public edition: groups of fewer than {smallest} people, and what is needed so that they cannot be worked out, are not shown (–).",
            )
        )
    return tuple(lines)


_NOTES: dict[str, Text] = {
    "decisions": Text(
        "Batas temuan ditetapkan di policy/evaluation.yaml. Batas surat edaran bukan target: pemakaian yang rendah tidak melanggar apa pun.",
        "The thresholds stand in policy/evaluation.yaml. The cap of a circular is no target: low use breaks nothing.",
    ),
    "recalls": Text("Yang tercatat dalam jadwal.", "Those that schedules record."),
    "changes": Text(
        "Git menyimpan yang diterima; yang ditolak ada pada tabel berikutnya, sejauh git menyimpannya. Permintaan yang tidak dipenuhi dan "
        "pemanggilan yang tidak dicatat tidak ada di dalamnya, jadi tidak dihitung.",
        "Git keeps what was accepted; what was refused is in the next table, as far as git keeps it. Wishes not met and recalls nobody "
        "wrote down are not in it, so they are not counted.",
    ),
    "refusals": Text(
        "Setiap versi diperiksa dengan aturan, unit, dan kalender pada komitnya sendiri. Push yang ditolak, cabang yang dihapus, dan "
        "penggabungan yang diringkas (squash, rebase) tidak meninggalkan apa pun dalam git, jadi tidak dihitung.",
        "Each version is judged by the law, the unit and the calendar of its own commit. Pushes that were rejected, branches that were "
        "deleted and merges that were squashed or rebased leave nothing in git, so they are not counted.",
    ),
    "schedules": Text(
        "Terlambat: masuk git sesudah hari pertama bulan itu, atau hari pertama masa berlaku di dalamnya.",
        "Late: came into git after the first day of the month, or the first day of the law in it.",
    ),
}
_CALLS = Text("Panggilan video adalah praktik, bukan aturan.", "Video calls are a practice, not law.")


def _notes(given: Ground, table: Table, record: Record, attempts: Attempts | None) -> tuple[Text, ...]:
    name = table.form.name
    found = [_NOTES[name]] if name in _NOTES else []
    if name == "officials" and given.corpus.evaluation.note is not None and table.rows:
        found.append(given.corpus.evaluation.note)
    if name == "compliance":
        found.extend(given.attendance_readings)
        if any("calls" in row for row in table.rows):
            found.append(_CALLS)
    if name == "refusals":
        found.append(_known_refusals(attempts))
    if name in {"changes", "refusals", "schedules"} and not record.complete:
        found.append(Text("Riwayatnya terpotong.", "Its history is cut off."))
    return tuple(found)


def _known_refusals(attempts: Attempts | None) -> Text:
    """Say whether git can know anything of proposals, so that no trace of any is never read as none refused."""
    if attempts is None:
        return Text("Tanpa git tidak ada yang diketahui.", "Without git nothing is known.")
    if not attempts.merges:
        return Text(
            "Di cabang utama tidak ada penggabungan (git merge --no-ff), jadi git tidak menyimpan yang ditolak dalam usulan: tidak "
            "diketahui, bukan nol.",
            "The main line has no merge (git merge --no-ff), so git keeps nothing of what was refused in proposals: that is unknown, "
            "and not zero.",
        )
    return Text(
        f"Cabang utama memuat {attempts.merges} penggabungan; semua komit yang dibawanya diperiksa.",
        f"The main line has {attempts.merges} merges; all commits that they brought were looked at.",
    )
