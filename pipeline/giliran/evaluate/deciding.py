"""What to decide next: rules over the tables as the edition shows them, each with its figure and the question it raises.

The thresholds are the government's own (``policy/evaluation.yaml``). A cap is no target: that little of it is used breaks
nothing, and is put forward as a question only.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from giliran.evaluate.figures import columns_of, listing, plain_number, tenths, total, turns_of
from giliran.evaluate.record_forms import DECISIONS
from giliran.evaluate.refusals import NO_CLAUSE
from giliran.views.tables.records import Table
from giliran.views.words import grouped
from giliran.wording import Text, decimal, percent, same

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from giliran.corpus.evaluation import EvaluationPolicy


@dataclass(frozen=True, slots=True)
class Decision:
    """One finding. ``value`` and ``threshold`` are of one measure: percent, schedules, or days at home.

    Where several are found, ``value`` is that of the worst: the agency that used least, the unit with the widest gap.
    """

    finding: str
    value: Fraction
    threshold: Fraction
    found: Text
    decide: Text


def decisions_table(tables: Mapping[str, Table], policy: EvaluationPolicy) -> Table:
    """Put forward what is to be decided."""
    rows = (
        (
            number,
            each.finding,
            int(each.value * 100) / 100,
            int(each.threshold * 100) / 100,
            each.found.id,
            each.found.en,
            each.decide.id,
            each.decide.en,
        )
        for number, each in enumerate(_decisions(tables, policy), start=1)
    )
    return Table(DECISIONS, tuple(rows))


def _decisions(tables: Mapping[str, Table], policy: EvaluationPolicy) -> Iterator[Decision]:
    yield from _use(tables["days"], policy)
    yield from _agencies(tables["agencies"], policy)
    yield from _schedules(tables["punctuality"], tables["agencies"], policy)
    yield from _recalls(tables["recalls"], policy)
    yield from _refusals(tables["refusals"], tables["refusal-codes"], policy)
    yield from _gaps(tables["gaps"], tables.get("fairness"), policy)
    if "compliance" in tables:
        yield from _compliance(tables["compliance"], policy)


def overall(days: Table) -> Text | None:
    """Say how much of the limit was used on all days together; ``None`` where a number is hidden or nobody may."""
    found = _turns(days)
    if found is None:
        return None
    at_home, at_most = found
    home, most, used = grouped(at_home), grouped(at_most), tenths(Fraction(at_home, at_most))
    return Text(
        f"Giliran di rumah: {home.id} dari {most.id} yang diperbolehkan ({used.id}).",
        f"Turns at home: {home.en} of the {most.en} allowed ({used.en}).",
    )


def _turns(days: Table) -> tuple[int, int] | None:
    at_home, at_most = total(days, "at_home"), total(days, "at_most")
    return None if at_home is None or not at_most else (at_home, at_most)


def _use(days: Table, policy: EvaluationPolicy) -> Iterator[Decision]:
    found = _turns(days)
    if found is None:
        return
    at_home, at_most = found
    share = Fraction(at_home, at_most)
    if share < policy.use_below:
        home, most = grouped(at_home), grouped(at_most)
        used, bound = tenths(share), percent(policy.use_below)
        yield Decision(
            "use",
            share * 100,
            policy.use_below * 100,
            Text(
                f"Batas terpakai {used.id}: {home.id} dari {most.id} giliran, di bawah {bound.id}.",
                f"{used.en} of the limit was used: {home.en} of {most.en} turns, which is below {bound.en}.",
            ),
            Text(
                "Apakah batas itu masih diperlukan setinggi itu, atau ada yang menghalangi pemakaiannya?",
                "Is a limit that high still needed, or does something keep people from using it?",
            ),
        )


def _agencies(agencies: Table, policy: EvaluationPolicy) -> Iterator[Decision]:
    shown = [
        (Fraction(home, most), str(name), home, most)
        for name, most, home in columns_of(agencies, "name", "at_most", "at_home")
        if isinstance(most, int) and isinstance(home, int) and most
    ]
    low = sorted(each for each in shown if each[0] < policy.use_below)
    if low:
        bound = percent(policy.use_below)
        listed = listing([(name, tenths(share) + turns_of(home, most)) for share, name, home, most in low])
        yield Decision(
            "agency-use",
            low[0][0] * 100,
            policy.use_below * 100,
            Text(
                f"{len(low)} dari {len(shown)} perangkat daerah memakai kurang dari {bound.id} batasnya: {listed.id}.",
                f"{len(low)} of {len(shown)} agencies used less than {bound.en} of their limit: {listed.en}.",
            ),
            Text(
                "Apa sebabnya di perangkat daerah itu: sifat tugas, jadwal yang tidak ada, atau pilihan?",
                "What is the reason in those agencies: the kind of work, missing schedules, or choice?",
            ),
        )


def _schedules(punctuality: Table, agencies: Table, policy: EvaluationPolicy) -> Iterator[Decision]:
    """Ask about schedules that are missing, and about late ones among those of which git knows when they came."""
    names = {agency: str(name) for agency, name in columns_of(agencies, "agency", "name")}
    due, missing, on_time, late, unknown = (
        total(punctuality, name) or 0 for name in ("due", "missing", "on_time", "late", "unknown")
    )
    if missing:
        listed = listing(
            [
                (names[name], plain_number(number))
                for name, number in columns_of(punctuality, "agency", "missing")
                if isinstance(number, int) and number
            ]
        )
        yield Decision(
            "missing",
            Fraction(missing),
            Fraction(0),
            Text(
                f"{missing} dari {due} jadwal tidak ada: {listed.id}. Tanpa jadwal, semua bekerja di kantor.",
                f"{missing} of {due} schedules are not there: {listed.en}. Without one, everyone is at the office.",
            ),
            Text(
                "Siapa yang menyusun jadwal itu, dan sampai kapan?",
                "Who draws these schedules up, and by when?",
            ),
        )
    known = on_time + late
    if known and Fraction(late, known) > policy.late_above:
        share, bound = tenths(Fraction(late, known)), percent(policy.late_above)
        came, whole, rest = grouped(late), grouped(known), Text("", "")
        if unknown:
            others = grouped(unknown)
            rest = Text(
                f" Git tidak mengetahui kapan {others.id} jadwal lain masuk.",
                f" Of {others.en} more, git does not know when they came.",
            )
        yield Decision(
            "late",
            Fraction(late, known) * 100,
            policy.late_above * 100,
            Text(
                f"{came.id} dari {whole.id} jadwal ({share.id}) masuk git sesudah hari pertamanya, lebih dari {bound.id}.",
                f"{came.en} of {whole.en} schedules ({share.en}) came into git after their first day, more than {bound.en}.",
            )
            + rest,
            Text(
                "Apakah tenggat perlu ditetapkan, atau datanya memang baru dimasukkan kemudian?",
                "Is a deadline to be set, or were the data only entered afterwards?",
            ),
        )


def _recalls(recalls: Table, policy: EvaluationPolicy) -> Iterator[Decision]:
    recalled, turns = next(columns_of(recalls, "recalled", "at_home", among="total"))
    if not isinstance(recalled, int) or not isinstance(turns, int) or not turns:
        return
    if Fraction(recalled, turns) <= policy.recalled_above:
        return
    share, bound = tenths(Fraction(recalled, turns)), percent(policy.recalled_above)
    number, whole = grouped(recalled), grouped(turns)
    yield Decision(
        "recalled",
        Fraction(recalled, turns) * 100,
        policy.recalled_above * 100,
        Text(
            f"{number.id} dari {whole.id} giliran ({share.id}) dipanggil ke kantor, lebih dari {bound.id}.",
            f"{number.en} of {whole.en} turns ({share.en}) were called in to the office, more than {bound.en}.",
        ),
        Text(
            "Apakah alasannya memang penting dan mendesak, atau jadwalnya perlu disusun lain?",
            "Were the reasons both important and urgent, or should the schedules be drawn up otherwise?",
        ),
    )


def _refusals(refusals: Table, codes: Table, policy: EvaluationPolicy) -> Iterator[Decision]:
    """Ask about what was refused in proposals most often, where that was often."""
    rows = columns_of(refusals, "place", "versions", "refused", among="total")
    versions, refused = next(((brought, number) for place, brought, number in rows if place == "way"), (None, None))
    if not isinstance(versions, int) or not isinstance(refused, int) or not versions:
        return
    share = Fraction(refused, versions)
    if share <= policy.refused_above:
        return
    spelt, bound = tenths(share), percent(policy.refused_above)
    number, whole = grouped(refused), grouped(versions)
    most = _most_refused(codes)
    yield Decision(
        "refused",
        share * 100,
        policy.refused_above * 100,
        Text(
            f"{number.id} dari {whole.id} versi jadwal dalam usulan ({spelt.id}) ditolak, lebih dari {bound.id}{most.id}.",
            f"{number.en} of {whole.en} versions of schedules in proposals ({spelt.en}) were refused, more than {bound.en}{most.en}.",
        ),
        Text(
            "Apakah aturannya cukup jelas bagi yang menyusun jadwal, atau caranya yang menyulitkan?",
            "Is the rule explained well enough to those who draw schedules up, or is it the way of working that is hard?",
        ),
    )


def _most_refused(codes: Table) -> Text:
    """Name the reason that most versions have; nothing where the versions of any are hidden."""
    columns = columns_of(codes, "place", "versions", "code", "clause", "title_id", "title_en")
    known = [row for row in columns if row[0] == "way"]
    if not known or any(row[1] is None for row in known):
        return same("")
    _, versions, code, clause, title_id, title_en = max(known, key=lambda row: int(str(row[1])))
    name = f"{code}, {clause}" if clause != NO_CLAUSE else str(code)
    return Text(
        f"; paling sering: {title_id} ({name}), {versions} versi",
        f"; most often: {title_en} ({name}), {versions} {'version' if int(str(versions)) == 1 else 'versions'}",
    )


def _gaps(gaps: Table, fairness: Table | None, policy: EvaluationPolicy) -> Iterator[Decision]:
    """Put wide gaps forward; ``fairness``, which the public edition lacks, names the units."""
    rows = [(gap, units) for gap, units in gaps.rows if isinstance(gap, int) and isinstance(units, int)]
    found = [(gap, number) for gap, number in rows if gap > policy.gap_above and number]
    wide, units = sum(number for _, number in found), sum(number for _, number in rows)
    if wide:
        named, largest = Text("", ""), Fraction(max(gap for gap, _ in found))
        if fairness is not None:
            widest = sorted(
                ((-gap, str(unit)) for unit, gap in columns_of(fairness, "unit", "gap") if isinstance(gap, float)),
            )
            spelt = [(unit, decimal(Fraction(str(-gap))) + _days(-gap)) for gap, unit in widest[:wide]]
            named = Text(": ", ": ") + listing(spelt)
            largest = Fraction(str(-widest[0][0]))  # the public edition knows whole days only
        yield Decision(
            "gap",
            largest,
            Fraction(policy.gap_above),
            Text(
                f"Di {wide} dari {units} unit selisih hari di rumah antarpegawai lebih dari {policy.gap_above} hari",
                f"In {wide} of {units} units people differ by more than {policy.gap_above}{_days(policy.gap_above).en} at home",
            )
            + named
            + Text(".", "."),
            Text(
                "Apakah giliran bulan berikutnya perlu diratakan (“giliran plan”), atau ada alasannya?",
                "Should next month's turns be evened out (“giliran plan”), or is there a reason?",
            ),
        )


def _days(number: float) -> Text:
    """Give the noun behind a number of days."""
    return Text(" hari", " day" if number == 1 else " days")


_ASKED = {
    "records-complete": (
        "attendance",
        Text("hari di rumah berpresensi lengkap", "days at home have complete records"),
        Text(
            "Apakah pengingat, aplikasi, atau pengawasannya yang perlu dibenahi?",
            "Is it reminders, the app, or supervision that needs mending?",
        ),
    ),
    "report-after-record": (
        "report",
        Text(
            "hari di rumah yang laporannya dapat dinilai berlaporan sesudah presensi terakhir",
            "days at home on which the report can be judged have it after the last record",
        ),
        Text(
            "Apakah laporan harian perlu diingatkan, atau caranya disederhanakan?",
            "Should people be reminded of the daily report, or reporting be made simpler?",
        ),
    ),
}


_NO_LAST = frozenset({"report-without-record", "report-unplaced"})
"""Reports on days without a last record, or of which none is known: what is missing is no report, and is asked about as a record."""


def _compliance(compliance: Table, policy: EvaluationPolicy) -> Iterator[Decision]:
    counted = columns_of(compliance, "count", "value", among="total")
    without = sum(value for name, value in counted if name in _NO_LAST and isinstance(value, int))
    for count, base, value in columns_of(compliance, "count", "base", "value", among="total"):
        if count not in _ASKED or not isinstance(base, int) or not isinstance(value, int):
            continue
        judged = base - without if count == "report-after-record" else base
        if judged <= 0:
            continue
        finding, words, decide = _ASKED[str(count)]
        share = Fraction(value, judged)
        if share < policy.complete_below:
            spelt, bound = tenths(share), percent(policy.complete_below)
            number, whole = grouped(value), grouped(judged)
            yield Decision(
                finding,
                share * 100,
                policy.complete_below * 100,
                Text(
                    f"{number.id} dari {whole.id} {words.id} ({spelt.id}), di bawah {bound.id}.",
                    f"{number.en} of {whole.en} {words.en} ({spelt.en}), which is below {bound.en}.",
                ),
                decide,
            )
