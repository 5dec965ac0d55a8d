"""Judge a schedule by its compiled schema and explain every refusal.

The schema alone decides. Here its errors are turned into findings with the headcount, the sum and the clause, taken
from the same limits that the schema was compiled from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from giliran.corpus.values import parsed_date
from giliran.diagnostics import Diagnostic, Related
from giliran.judge import fulfils
from giliran.judging import judges
from giliran.model import ShareRule
from giliran.people import absence
from giliran.timeline import innermost
from giliran.wording import Text, long_date

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from giliran.corpus import Corpus
    from giliran.documents import Document, Pointer
    from giliran.judge import Problem
    from giliran.limits import Allowance
    from giliran.model import Unit
    from giliran.schemas import MonthLimits
    from giliran.source import Place


def schedule_faults(document: Document, limits: MonthLimits, corpus: Corpus) -> tuple[Diagnostic, ...]:
    """Give everything that the law and the staff list refuse in a schedule whose shape is right."""
    unit = corpus.units[limits.unit]
    law = corpus.law_of(unit)
    assert law is not None  # the limits were made from it
    data: Any = document.data
    judged = judges(law, corpus.roster(unit.id), limits.month, recalls="recalls" in data)
    explained = _Explainer(document, limits, corpus)
    found = [told for problem in judged.binding.problems(data) for told in explained.refusal(problem)]
    for circular, judge in judged.advisory:
        for problem in judge.problems(data):
            found.extend(explained.advice(problem, circular))
    return tuple(found)


class _Explainer:
    """Explains the refusals of one schedule."""

    def __init__(self, document: Document, limits: MonthLimits, corpus: Corpus) -> None:
        self.document = document
        self.limits = limits
        self.corpus = corpus

    def refusal(self, problem: Problem) -> Iterator[Diagnostic]:
        pointer = problem.pointer
        if pointer == ("wfh",) and problem.keyword == "additionalProperties":
            known = problem.schema["properties"]
            for key in problem.value:
                if key not in known:
                    yield from self._closed_day(key, ("wfh", key), on_key=True)
        elif pointer[0] == "wfh" and problem.keyword == "maxItems":
            yield from self._too_many(str(pointer[1]), problem.value)
        elif pointer[0] == "wfh":
            yield self._absent(str(problem.value), str(pointer[1]), pointer)
        elif pointer[-1] == "date":
            yield from self._closed_day(problem.value, pointer, on_key=False)
        elif pointer[-1] == "employee":
            # The rule on recalls speaks of people who are not at home that day; here only of those nobody knows.
            if not self.corpus.is_known(problem.value, self.corpus.units[self.limits.unit]):
                entry: dict[str, str] = self.document.data["recalls"][pointer[1]]  # type: ignore[index]  # the pointer leads through a list
                yield self._absent(problem.value, entry["date"], pointer)
        elif pointer[-1] != "ordered-by":
            msg = f"a refusal that nobody explains: {problem.keyword} at {pointer}"
            raise AssertionError(msg)

    def _closed_day(self, words: str, pointer: Pointer, *, on_key: bool) -> Iterator[Diagnostic]:
        day = parsed_date(words)
        if day is None:
            return  # told when the file was read
        place = self.document.at_key(pointer) if on_key else self.document.at(pointer)
        found = self.limits.days.get(day)
        spelt = long_date(day)
        if found is None:
            message = Text(
                f"{spelt.id} bukan hari dalam bulan {self.limits.month}.",
                f"{spelt.en} is not a day of {self.limits.month}.",
            )
            advice = Text(
                f"Pindahkan ke berkas {words[:7]}.yaml, atau betulkan tanggalnya.",
                f"Move it to the file {words[:7]}.yaml, or correct the date.",
            )
            yield Diagnostic("DT002", message, place, help=advice, unit=self.limits.unit, date=words)
        elif found.day_off is not None:
            message = Text(
                f"{spelt.id} bukan hari kerja ({found.day_off.id}).",
                f"{spelt.en} is not a working day ({found.day_off.en}).",
            )
            advice = Text("Hapus tanggal ini dari jadwal.", "Take this date out of the schedule.")
            yield Diagnostic("DT003", message, place, help=advice, unit=self.limits.unit, date=words)
        else:
            yield self._outside_window(found, place_words=words, pointer=pointer, on_key=on_key)

    def _outside_window(self, found: Allowance, place_words: str, pointer: Pointer, *, on_key: bool) -> Diagnostic:
        place = self.document.at_key(pointer) if on_key else self.document.at(pointer)
        spelt = long_date(found.day)
        early = found.standing == "before"
        edge = window_edge(self.corpus, self.corpus.units[self.limits.unit], found.day, early=early)
        limit = Text("", "")
        related: tuple[Related, ...] = ()
        if edge is not None:
            when = long_date(edge[0])
            limit = (
                Text(f" Kerja dari rumah baru boleh mulai {when.id}.", f" Working from home may begin on {when.en}.")
                if early
                else Text(f" Kerja dari rumah berakhir {when.id}.", f" Working from home ended on {when.en}.")
            )
            related = (Related(edge[1], Text("masa berlakunya di sini", "the period is set here")),)
        words = Text(
            f"{spelt.id} belum masuk masa kerja dari rumah.", f"{spelt.en} is before the period of working from home."
        )
        if not early:
            words = Text(
                f"{spelt.id} di luar masa kerja dari rumah.", f"{spelt.en} is outside the period of working from home."
            )
        advice = Text(
            "Hapus tanggal ini: tanpa aturan yang berlaku, semua pegawai bekerja di kantor.",
            "Take this date out: without a rule in force everyone works at the office.",
        )
        code = "DT004" if early else "DT005"
        return Diagnostic(
            code, words + limit, place, help=advice, unit=self.limits.unit, date=place_words, related=related
        )

    def _counted(self, people: list[str], found: Allowance) -> int:
        """Count who is listed on a day, without members of the unit whose status does not count: of each of them is told apart."""
        members = {member.id for member in self.corpus.roster(self.limits.unit).on(found.day)}
        return sum(person in found.people or person not in members for person in people)

    def _too_many(self, date: str, people: list[str]) -> Iterator[Diagnostic]:
        found = self.limits.days[_day(date)]
        listed = len(people) if found.standing == "excluded" else self._counted(people, found)
        if found.standing != "excluded" and listed <= found.at_most:
            return  # it is enough to take those off who may not be listed at all
        place = self.document.at(("wfh", date))
        spelt = long_date(found.day)
        assert found.clause is not None
        if found.standing == "excluded":
            message = Text(
                f"{listed} pegawai dijadwalkan di rumah pada {spelt.id}; pegawai unit ini semua bekerja di kantor.",
                f"{_people(listed)} scheduled at home on {spelt.en}; everyone in this unit works at the office.",
            )
            advice = Text(
                "Hapus jadwal ini. Bila unit ini bukan unit pelayanan, kepala perangkat daerah dapat menyatakannya dalam "
                "berkas unit (facts dan override, dengan alasan dan surat).",
                "Delete this schedule. If this is not a service unit, the head of the agency can declare so in the unit "
                "file (facts and override, with a reason and a letter).",
            )
            code = "LW002"
        else:
            over = listed - found.at_most
            message = Text(
                f"{listed} pegawai di rumah pada {spelt.id}; paling banyak {found.at_most} dari {found.headcount}.",
                f"{_people(listed)} at home on {spelt.en}; at most {found.at_most} of {found.headcount}.",
            )
            advice = Text(f"Hapus {over} nama dari hari ini.", f"Take {over} {_names(over)} off this day.")
            code = "LW001"
        yield Diagnostic(
            code,
            message,
            place,
            help=advice,
            label=Text(f"{listed} orang", _people(listed)),
            unit=self.limits.unit,
            date=date,
            sum=found.sum,
            clause=found.clause.ref(found.reference),
            related=self._grounds(found),
        )

    def _grounds(self, found: Allowance) -> tuple[Related, ...]:
        """Point at what a limit rests on: the staff list, the clause, the facts, the dispensation."""
        unit = self.corpus.units[self.limits.unit]
        assert found.clause is not None
        staff = Related(
            self.corpus.documents[unit.path].at_key(("employees",)),
            Text(f"{found.headcount} ASN pada hari itu", f"{found.headcount} civil servants on that day"),
        )
        clause_document = self.corpus.documents[found.clause.path]
        if found.standing == "excluded":
            own = self.corpus.documents[unit.path if unit.own_facts else f"units/{unit.agency}/agency.yaml"]
            facts = Related(own.at_key(("facts",)), Text("fakta unit ini", "the facts of this unit"))
            rule = Related(
                clause_document.at_key(("when",)), Text("dikecualikan oleh butir ini", "excluded by this clause")
            )
            return (facts, rule)
        assert isinstance(found.clause.rule, ShareRule)
        index = innermost(found.clause.rule.at_most, found.day)
        assert index is not None
        rule = Related(clause_document.at(("at-most", index, "value")), Text("batasnya di sini", "the limit is here"))
        if found.dispensation is None:
            return (staff, rule)
        letter = Related(
            self.corpus.documents[found.dispensation.path].at(("at-most",)),
            Text("diganti oleh dispensasi ini", "replaced by this dispensation"),
        )
        return (staff, rule, letter)

    def _absent(self, person: str, date: str, pointer: Pointer) -> Diagnostic:
        return absence(
            self.corpus, self.limits.unit, person, self.limits.days.get(_day(date)), self.document.at(pointer)
        )

    def advice(self, problem: Problem, circular: str) -> Iterator[Diagnostic]:
        date = str(problem.pointer[1])
        own = self.limits.days[_day(date)]
        found = next(entry for entry in own.advice if entry.circular is not None and entry.circular.id == circular)
        assert found.clause is not None
        assert found.circular is not None
        spelt, name = long_date(found.day), found.circular.short
        excluded = found.standing == "excluded"
        listed = len(problem.value) if excluded else self._counted(problem.value, own)
        if not excluded and listed <= found.at_most:
            return
        if excluded:
            message = Text(
                f"{listed} pegawai di rumah pada {spelt.id}; menurut {name} unit seperti ini semuanya di kantor.",
                f"{_people(listed)} at home on {spelt.en}; under {name} everyone in a unit like this is at the office.",
            )
        else:
            message = Text(
                f"{listed} pegawai di rumah pada {spelt.id}, di atas anjuran {name}: {found.at_most} dari {found.headcount}.",
                f"{_people(listed)} at home on {spelt.en}, above the advice of {name}: {found.at_most} of {found.headcount}.",
            )
        advice = Text(
            "Jadwal ini tetap sah. Anjuran itu tidak mengikat; pertimbangkan apakah perlu diikuti.",
            "The schedule is lawful. The advice does not bind; consider whether to follow it.",
        )
        grounds = Related(
            self.corpus.documents[found.clause.path].at_key(("when",) if excluded else ("at-most",)),
            Text("anjurannya di sini", "the advice is here"),
        )
        yield Diagnostic(
            "LW005" if excluded else "LW004",
            message,
            self.document.at(("wfh", date)),
            help=advice,
            unit=self.limits.unit,
            date=date,
            sum=found.sum,
            clause=found.clause.ref(found.reference),
            related=(grounds,),
        )


def window_edge(corpus: Corpus, unit: Unit, day: datetime.date, *, early: bool) -> tuple[datetime.date, Place] | None:
    """Find the day on which a window of a unit begins next after a day, or ended last before it, and where that is set."""
    law = corpus.law_of(unit)
    best: tuple[datetime.date, Place] | None = None
    for circular in law.binding if law is not None else ():
        for clause in circular.clauses:
            if not isinstance(clause.rule, ShareRule):
                continue
            if clause.rule.when is not None and not fulfils(unit.facts, clause.rule.when):
                continue
            for index, window in enumerate(clause.rule.at_most):
                edge = window.period.start if early else window.period.last
                ahead = edge > day if early else edge < day
                if ahead and (best is None or (edge < best[0] if early else edge > best[0])):
                    key = "from" if early else "until"
                    best = (edge, corpus.documents[clause.path].at(("at-most", index, key)))
    return best


def _day(words: str) -> datetime.date:
    day = parsed_date(words)
    assert day is not None
    return day


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"


def _names(number: int) -> str:
    return "name" if number == 1 else "names"
