"""The worked examples of a clause in plain words: how large the unit is, who is where, and the verdict.

The people of an example are counted, never named: their codes and names are only there to make the example a file.
"""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from giliran.cases import ASN, DEFAULT_FACTS
from giliran.corpus.values import text_pair
from giliran.grammar import identify
from giliran.views.facts import FactWords
from giliran.views.words import DUTY_ROLES, STATUSES, plain
from giliran.wording import Text, joined, long_date, same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.corpus import Corpus
    from giliran.model import Circular, Clause

_LETTERS = {"pn": "pns", "pp": "pppk", "pj": "pjlp"}
_VERDICTS: dict[str, tuple[Text, Text]] = {
    "duty": (Text("ya, kewajibannya", "yes, the duty is theirs"), Text("bukan kewajibannya", "not their duty")),
    "review": (Text("tidak ada yang ditanyakan", "nothing to ask"), Text("manusia memutuskan", "a human decides")),
}
_JUDGED = (Text("diterima", "accepted"), Text("ditolak", "refused"))


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example. ``situation`` has one line for the unit and one for each day it asks about."""

    title: Text
    situation: tuple[Text, ...]
    verdict: Text
    accepted: bool


def worked_examples(corpus: Corpus, circular: Circular) -> dict[str, tuple[Example, ...]]:
    """Give the examples of a circular by the name of the clause, the plainest situations first."""
    found: dict[str, list[Example]] = {}
    words = FactWords.of(corpus)
    kinds = {clause.name: clause for clause in circular.clauses}
    for entry, names in corpus.tree.readable("case"):
        if f"{names['issuer']}/{names['circular']}" != circular.id or entry.path in corpus.broken:
            continue
        assert identify(entry.path) is not None
        data: Any = corpus.document(entry.path).data
        clause = kinds.get(data["clause"])
        if clause is not None:
            found.setdefault(clause.name, []).append(_example(clause, data, words))
    return {name: tuple(sorted(examples, key=_plainness)) for name, examples in found.items()}


def _plainness(example: Example) -> tuple[int, int]:
    return len(example.situation), sum(len(line.id) for line in example.situation)


def _example(clause: Clause, data: Any, words: FactWords) -> Example:  # noqa: ANN401 - plain data that the grammar has accepted
    accepted = data["expect"] == "accept"
    verdict = _VERDICTS.get(clause.kind, _JUDGED)[0 if accepted else 1]
    return Example(text_pair(data["title"]), tuple(_situation(clause, data, words)), verdict, accepted)


def _situation(clause: Clause, data: Any, words: FactWords) -> Iterator[Text]:  # noqa: ANN401 - as above
    if "attendance" in data:
        asked = data["attendance"]
        records = _listed([same(record) for record in asked["records"]])
        none = Text("tidak ada catatan presensi", "no attendance record")
        told = Text(f"presensi pukul {records.id.replace(':', '.')}", f"records at {records.en}")
        yield _on(asked["date"], told if asked["records"] else none)
    elif "hours" in data:
        asked = data["hours"]
        start, end = asked["from"], asked["until"]
        there = Text(
            f"hadir pukul {start.replace(':', '.')} sampai {end.replace(':', '.')}", f"present {start} to {end}"
        )
        yield _on(asked["date"], there)
    elif "asked" in data:
        asked = data["asked"]
        role = plain(asked["role"], DUTY_ROLES)
        yield _on(asked["date"], Text(f"apakah ini kewajiban {role.id}?", f"is this the duty of the {role.en}?"))
    else:
        yield from _of_unit(clause, data, words)


def _of_unit(clause: Clause, data: Any, words: FactWords) -> Iterator[Text]:  # noqa: ANN401 - as above
    facts = data.get("facts", DEFAULT_FACTS)
    if facts != DEFAULT_FACTS or clause.kind in {"exclude", "review"}:
        spelt = [(words.name(name), words.value(name, value)) for name, value in facts.items()]
        none = Text("Unit tanpa fakta yang dicatat", "A unit without recorded facts")
        yield joined((joined(pair, ": ") for pair in spelt), "; ") if spelt else none
    staff = data.get("employees", {})
    if staff:
        yield _staff(staff)
    for date, people in sorted(data.get("home", {}).items()):
        yield _on(date, _home(people, _statuses(staff)))
    for recall in data.get("recalls", ()):
        yield _on(recall["date"], _recall(recall, data, staff))


def _staff(staff: dict[str, int] | list[dict[str, str]]) -> Text:
    """Count the people of a unit by status, those with dates of their own apart."""
    groups: dict[tuple[str, str | None, str | None], int]
    if isinstance(staff, dict):
        groups = {(status, None, None): staff.get(status, 0) for status in STATUSES}
    else:
        groups = Counter((member["status"], member.get("from"), member.get("until")) for member in staff)
    parts = []
    for (status, first, last), number in groups.items():
        if number:
            words = joined((same(str(number)), plain(status, STATUSES)))
            parts.append(joined((words, *_stay(first, last))))
    return _listed(parts) if parts else Text("tidak ada pegawai", "no staff")


def _stay(first: str | None, last: str | None) -> Iterator[Text]:
    if first is not None:
        since = _date(first)
        yield Text(f"sejak {since.id}", f"from {since.en}")
    if last is not None:
        until = _date(last)
        yield Text(f"sampai {until.id}", f"until {until.en}")


def _home(people: int | list[str], statuses: dict[str, str]) -> Text:
    if isinstance(people, int):
        number, odd = people, Counter[str]()
    else:
        number = len(people)
        odd = Counter(statuses.get(person, "") for person in people)
    if number == 0:
        return Text("tidak seorang pun di rumah", "nobody at home")
    told = Text(f"{number} di rumah", f"{number} at home")
    for status, count in sorted(odd.items()):
        if status not in ASN:
            who = plain(status, STATUSES) if status else Text("orang dari luar unit", "from outside the unit")
            told += Text(f", {count} di antaranya {who.id}", f", {count} of them {who.en}")
    return told


def _recall(recall: dict[str, str], data: Any, staff: Any) -> Text:  # noqa: ANN401 - as above
    first = next(iter(staff), {}) if isinstance(staff, list) else {"id": "pn01"}
    supervisor = data.get("supervisor") or first.get("id")
    by = (
        Text("oleh atasan langsung", "by the direct superior")
        if recall["ordered-by"] == supervisor
        else Text("oleh orang lain", "by someone else")
    )
    told = Text(f"seorang dipanggil ke kantor {by.id}", f"someone is called in to the office {by.en}")
    people = data.get("home", {}).get(recall["date"], ())
    if not isinstance(people, int) and recall["employee"] not in people:
        told += Text(", padahal hari itu tidak dijadwalkan di rumah", ", though not scheduled at home that day")
    return told


def _statuses(staff: dict[str, int] | list[dict[str, str]]) -> dict[str, str]:
    """Give the status of each code; the codes made from counts tell it by their letters."""
    if isinstance(staff, list):
        return {member["id"]: member["status"] for member in staff}
    return {
        f"{letters}{number:02}": status
        for letters, status in _LETTERS.items()
        for number in range(1, staff.get(status, 0) + 1)
    }


def _on(date: str, words: Text) -> Text:
    return joined((long_date(datetime.date.fromisoformat(date)), words), ": ")


def _date(date: str) -> Text:
    words = long_date(datetime.date.fromisoformat(date))
    return Text(words.id.partition(", ")[2], words.en.partition(", ")[2])


def _listed(parts: list[Text]) -> Text:
    if len(parts) < 2:
        return joined(parts)
    last = parts[-1]
    return joined(parts[:-1], ", ") + Text(f" dan {last.id}", f" and {last.en}")
