"""The worked examples beside each circular, judged by the real check.

A case is a small unit and a small schedule, or a question about attendance, hours, a duty or a review, with the verdict
that a lawyer expects. It is judged with its own circular alone as the binding one: a question about a schedule becomes
files in memory and passes through :func:`giliran.check.check`, so that what decides is the compiled schema. A case that
cannot be judged, because its file, its clause or its circular is faulty, agrees with nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from giliran.attendance import attendance_faults, hours_faults
from giliran.check import check
from giliran.corpus.reading import accepted
from giliran.corpus.values import optional_text, parsed_date
from giliran.grammar import identify
from giliran.model import AttendanceRule, DutyRule, HoursRule, ReviewRule
from giliran.tree import Entry, Tree, path_faults
from giliran.wording import Text, joined, same

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from giliran.diagnostics import Diagnostic
    from giliran.model import Circular, Clause

Verdict = Literal["accept", "refuse"]
SHARED = ("policy/calendar.yaml", "policy/facts.yaml")
AGENCY, UNIT = "units/contoh/agency.yaml", "units/contoh/contoh.yaml"
SCHEDULES = "schedules/contoh/contoh"
JURISDICTION = "policy/jurisdictions/contoh.yaml"
DEFAULT_FACTS: dict[str, object] = {"service": "administration", "digital": True}
ASN = ("pns", "pppk")
_QUESTIONS = {"attendance": "attendance", "hours": "hours", "duty": "asked", "review": "facts"}
"""The one entry that holds the question, by the kind of the clause; the other kinds ask about a schedule."""
_ABOUT_A_SCHEDULE = ("home", "recalls", "employees", "facts", "supervisor")
_ALWAYS = ("title", "clause", "expect")


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason for a verdict: a finding of the check with its code, or a plain sentence."""

    message: Text
    code: str | None = None


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What came of one case; ``got`` is ``None`` when it could not be judged, and ``grounds`` then say why."""

    path: str
    clause: str | None
    title: Text | None
    expect: Verdict | None
    got: Verdict | None
    grounds: tuple[Ground, ...] = ()

    @property
    def agrees(self) -> bool:
        """Tell whether the verdict is the expected one."""
        return self.got is not None and self.got == self.expect


class _UnjudgeableError(Exception):
    """A case that cannot be judged, and why."""

    def __init__(self, *grounds: Ground) -> None:
        super().__init__(*(ground.message.en for ground in grounds))
        self.grounds = grounds


def judged_cases(tree: Tree) -> tuple[CaseResult, ...]:
    """Judge every case of a tree, in the order of the paths."""
    benches: dict[str, Bench] = {}
    results = []
    for entry in tree.entries.values():
        identity = identify(entry.path)
        if identity is None or identity.kind != "case":
            continue
        circular = f"{identity.names['issuer']}/{identity.names['circular']}"
        if circular not in benches:
            benches[circular] = Bench(tree, circular)
        results.append(benches[circular].judged(entry))
    return tuple(results)


class Bench:
    """One circular as the only law there is, ready to judge its cases one by one."""

    def __init__(self, tree: Tree, circular: str) -> None:
        self.circular = circular
        folder = f"policy/{circular}/"
        bond = {"circulars": [{"circular": circular, "force": "binding"}]}
        own = (path for path in tree.entries if path.startswith(folder) and not path.startswith(f"{folder}cases/"))
        needed = (*own, *(path for path in SHARED if path in tree.entries))
        self._law = (*(tree.entries[path] for path in needed), _file(JURISDICTION, bond))
        outcome = check(_tree(self._law))
        self._circular: Circular | None = outcome.corpus.circulars.get(circular)
        self._faults = _grounds(outcome.report.diagnostics)

    def judged(self, entry: Entry) -> CaseResult:
        """Judge one case file."""
        if entry.content is None:
            return CaseResult(entry.path, None, None, None, None, _grounds(path_faults(entry)))
        document, faults = accepted(entry, "case")
        if faults:
            return CaseResult(entry.path, None, None, None, None, _grounds(faults))
        data: Any = document.data
        title = optional_text(data, "title")
        clause = f"{self.circular}/{data['clause']}"
        got: Verdict | None
        try:
            grounds = tuple(self._against(data))
            got = "refuse" if grounds else "accept"
        except _UnjudgeableError as problem:
            got, grounds = None, problem.grounds
        return CaseResult(entry.path, clause, title, data["expect"], got, grounds)

    def _against(self, data: dict[str, Any]) -> Iterable[Ground]:
        """Give what speaks against the case; nothing for one that is accepted."""
        if self._faults or self._circular is None:
            raise _UnjudgeableError(*self._faults)
        clause = next((found for found in self._circular.clauses if found.name == data["clause"]), None)
        if clause is None:
            raise _unjudgeable(f"Butir “{data['clause']}” tidak ada.", f"There is no clause “{data['clause']}”.")
        asked = data[_question(clause.kind, data)]
        match clause.rule:
            case AttendanceRule():
                return (*self._in_force(clause, asked), *map(Ground, attendance_faults(clause.rule, asked["records"])))
            case HoursRule():
                faults = hours_faults(clause.rule, asked["from"], asked["until"])
                return (*self._in_force(clause, asked), *map(Ground, faults))
            case DutyRule():
                role = clause.rule.role
                other = Ground(Text(f"Kewajiban ini ada pada {role}.", f"This duty is carried by {role}."))
                return (*self._in_force(clause, asked), *([other] if asked["role"] != role else []))
            case ReviewRule():
                return self._found(data, "LW006", clause)
            case _:
                return self._found(data)

    def _found(self, data: dict[str, Any], note: str | None = None, clause: Clause | None = None) -> tuple[Ground, ...]:
        """Check the unit and the schedules of a case; with ``note`` look for the notes of one clause instead."""
        files = tuple(_staffing(data))
        outcome = check(_tree((*self._law, *files)), frozenset(file.path for file in files))
        if note is None or clause is None:
            return _grounds(outcome.report.diagnostics)
        if errors := _grounds(outcome.report.diagnostics):
            raise _UnjudgeableError(*errors)
        told = (fault for fault in outcome.report.diagnostics if fault.code == note)
        return tuple(
            Ground(fault.message, fault.code)
            for fault in told
            if fault.clause is not None and fault.clause.id == clause.id
        )

    def _in_force(self, clause: Clause, asked: dict[str, Any]) -> Iterator[Ground]:
        day = parsed_date(asked["date"])
        if day is None:
            raise _no_such_day(asked["date"])
        assert self._circular is not None
        if day not in clause.period or day not in self._circular.in_force:
            yield Ground(Text(f"Butir ini tidak berlaku pada {day}.", f"This clause is not in force on {day}."))


def _question(kind: str, data: dict[str, Any]) -> str:
    """Give the entry that holds the question, and refuse a case that asks nothing or something else besides."""
    question = _QUESTIONS.get(kind, "recalls" if "recalls" in data and "home" not in data else "home")
    if question not in data:
        raise _unjudgeable(
            f"Kasus untuk butir {kind} harus memuat “{question}”.", f"A case of a {kind} clause needs “{question}”."
        )
    known = (*_ALWAYS, *((question,) if kind in _QUESTIONS else _ABOUT_A_SCHEDULE))
    strange = next((key for key in data if key not in known), None)
    if strange is not None:
        raise _unjudgeable(
            f"“{strange}” tidak punya tempat dalam kasus untuk butir {kind}.",
            f"“{strange}” has no place in a case of a {kind} clause.",
        )
    return question


def _staffing(data: dict[str, Any]) -> Iterator[Entry]:
    """Write the agency, the unit and the schedules that a case describes."""
    staff = _employees(data.get("employees", {}))
    unit: dict[str, object] = {"name": "Contoh", "kind": "unit", "employees": staff}
    supervisor = data.get("supervisor") or next((member["id"] for member in staff), None)
    if supervisor is not None:
        unit["supervisor"] = supervisor
    yield _file(AGENCY, {"name": "Contoh", "kind": "badan", "facts": data.get("facts", DEFAULT_FACTS)})
    yield _file(UNIT, unit)
    months: dict[str, dict[str, Any]] = {}
    for date, people in data.get("home", {}).items():
        ids = _first(staff, people) if isinstance(people, int) else people
        months.setdefault(_month(date), {}).setdefault("wfh", {})[date] = ids
    for recall in data.get("recalls", ()):
        months.setdefault(_month(recall["date"]), {}).setdefault("recalls", []).append(recall)
    for month, schedule in months.items():
        yield _file(f"{SCHEDULES}/{month}.yaml", schedule)


def _employees(described: dict[str, int] | list[dict[str, str]]) -> list[dict[str, str]]:
    if isinstance(described, list):
        return described
    return [
        {"id": f"{letters}{number:02}", "name": f"{status.upper()} {number}", "status": status}
        for letters, status in (("pn", "pns"), ("pp", "pppk"), ("pj", "pjlp"))
        for number in range(1, described.get(status, 0) + 1)
    ]


def _first(staff: list[dict[str, str]], number: int) -> list[str]:
    asn = list(dict.fromkeys(member["id"] for member in staff if member["status"] in ASN))
    if number > len(asn):
        raise _unjudgeable(
            f"Kasus ini menjadwalkan {number} orang di rumah, padahal ASN-nya {len(asn)}.",
            f"This case has {number} people at home, but only {len(asn)} civil servants.",
        )
    return asn[:number]


def _month(date: str) -> str:
    if parsed_date(date) is None:
        raise _no_such_day(date)
    return date[:7]


def _no_such_day(date: str) -> _UnjudgeableError:
    return _unjudgeable(f"Tanggal {date} tidak ada dalam kalender.", f"There is no {date} in the calendar.")


def _unjudgeable(indonesian: str, english: str) -> _UnjudgeableError:
    return _UnjudgeableError(Ground(Text(indonesian, english)))


def _file(path: str, data: object) -> Entry:
    content = json.dumps(data, ensure_ascii=False, indent=1).encode()  # JSON is YAML too
    return Entry(path, content, "file", len(content))


def _tree(entries: Iterable[Entry]) -> Tree:
    return Tree({entry.path: entry for entry in sorted(entries, key=lambda entry: entry.path)})


def _grounds(faults: Iterable[Diagnostic]) -> tuple[Ground, ...]:
    return tuple(Ground(fault.message, fault.code) for fault in faults if fault.severity == "error")


def as_data(results: Sequence[CaseResult]) -> dict[str, Any]:
    """Give the results as plain data for ``--format json``; only disagreements are listed one by one."""
    apart = [result for result in results if not result.agrees]
    return {
        "version": 1,
        "summary": {"cases": len(results), "agree": len(results) - len(apart), "disagree": len(apart)},
        "disagreements": [
            {
                "path": result.path,
                "clause": result.clause,
                "title": None if result.title is None else {"id": result.title.id, "en": result.title.en},
                "expected": result.expect,
                "got": result.got,
                "messages": [
                    {"code": ground.code, "id": ground.message.id, "en": ground.message.en} for ground in result.grounds
                ],
            }
            for result in apart
        ],
    }


def as_words(results: Sequence[CaseResult]) -> Text:
    """Give the results as lines for people: every disagreement with its reasons, then the counts."""
    spelt = {
        "accept": Text("diterima", "accepted"),
        "refuse": Text("ditolak", "refused"),
        None: Text("tidak dapat dinilai", "not judged"),
    }
    lines: list[Text] = []
    apart = [result for result in results if not result.agrees]
    for result in apart:
        expected, got = spelt[result.expect], spelt[result.got]
        if result.title is None or result.expect is None:
            lines.append(Text(f"{result.path}: {got.id}.", f"{result.path}: {got.en}."))
        else:
            name = Text(f"“{result.title.id}”", f"“{result.title.en}”")
            verdict = Text(f": seharusnya {expected.id}, tetapi {got.id}.", f": should be {expected.en}, but {got.en}.")
            lines.append(same(f"{result.path}: ") + name + verdict)
        for ground in result.grounds:
            mark = same("  " if ground.code is None else f"  {ground.code} ")
            lines.append(mark + ground.message)
    lines.append(
        Text(
            f"Contoh kasus: {len(results)}. Sesuai: {len(results) - len(apart)}, tidak sesuai: {len(apart)}.",
            f"Worked examples: {len(results)}. Agree: {len(results) - len(apart)}, disagree: {len(apart)}.",
        )
    )
    return joined(lines, "\n")
