"""Invented small units with schedules that break the law in every way that cells can, each by a number."""

from __future__ import annotations

import random
from dataclasses import dataclass

from giliran.tree import Entry, Tree
from tests.repository import CIRCULAR, FILES

PATH = "schedules/bkd/coba/2023-09.yaml"
HEAD = "ba01"  # of another unit, so that everyone of this one can be at home
PEOPLE = ("ca01", "cb02", "cc03", "cd04", "ce05")
STRANGER, NEIGHBOUR = "zz99", "bb02"
OPEN = ("2023-09-01", "2023-09-04", "2023-09-05", "2023-09-06", "2023-09-11", "2023-09-12", "2023-09-29")
CLOSED = ("2023-09-02", "2023-09-28", "2023-10-02", "2023-09-31", "2023-08-31")
MISSPELT = {"2023-09-04": "2023-9-4", "2023-09-05": "2023/09/05", "2023-09-12": "'2023-09-12 '"}


@dataclass(frozen=True)
class Case:
    """A repository with one schedule, and what its author knows of it: who is listed and called in on which day."""

    tree: Tree
    text: str
    listed: dict[str, tuple[str, ...]]
    called: dict[str, tuple[str, ...]]

    def with_text(self, text: str) -> Tree:
        """Give the repository with another text of the schedule."""
        return Tree({**self.tree.entries, PATH: Entry(PATH, text.encode())})


def case(number: int) -> Case:
    """Invent the unit of that number."""
    chance = random.Random(number)
    people = PEOPLE[: chance.randint(2, len(PEOPLE))]
    staff = [_member(chance, person) for person in people]
    facts = "facts: {service: direct, digital: false}\noverride: {reason: a, approved-by: b, letter: c}\n"
    excluded = chance.random() < 0.06
    unit = f"name: Coba\nkind: seksi\nsupervisor: {HEAD}\n{facts if excluded else ''}employees:\n{''.join(staff)}"
    listed: dict[str, tuple[str, ...]] = {}
    for day in chance.sample(OPEN, chance.randint(0, 5)):
        crowd = (*people, STRANGER, NEIGHBOUR) if chance.random() < 0.3 else people
        few = len(people) // 2 if chance.random() < 0.3 else len(crowd)
        listed[day] = tuple(chance.sample(crowd, chance.randint(0, few)))
    for day in chance.sample(CLOSED, chance.choice((0, 0, 0, 1, 2))):
        listed[day] = tuple(chance.sample(people, chance.randint(0, len(people))))
    called: dict[str, tuple[str, ...]] = {}
    for day in chance.sample(OPEN, chance.choice((0, 0, 0, 0, 1, 2))):
        crowd = listed.get(day, ()) if chance.random() < 0.7 else people
        members = [person for person in crowd if person in people]
        called[day] = tuple(chance.sample(members, min(len(members), chance.choice((1, 1, 1, 2)))))
    share = f"value: {chance.choice((0, 25, 34, 40, 50, 50, 50, 50, 60, 67, 75, 100, 100))}%"
    files = {
        **FILES,
        f"{CIRCULAR}/clauses/wfh-share.yaml": FILES[f"{CIRCULAR}/clauses/wfh-share.yaml"].replace("value: 50%", share),
        "units/bkd/coba.yaml": unit,
    }
    text = _text(chance, listed, called)
    entries = {path: Entry(path, content.encode()) for path, content in {**files, PATH: text}.items()}
    return Case(Tree({path: entries[path] for path in sorted(entries)}), text, listed, called)


def _member(chance: random.Random, person: str) -> str:
    status = chance.choice(("pns", "pns", "pppk", "pppk", "pns", "pjlp"))
    period = chance.choice(("", "", "", "", ", from: 2023-09-05", ", until: 2023-09-11"))
    return f"  - {{id: {person}, name: Rekaan, status: {status}{period}}}\n"


def _text(chance: random.Random, listed: dict[str, tuple[str, ...]], called: dict[str, tuple[str, ...]]) -> str:
    lines = ["# jadwal"] if chance.random() < 0.3 else []
    days = list(listed) if chance.random() < 0.3 else sorted(listed)
    lines.append("wfh:" if days else chance.choice(("wfh: {}", "wfh:", "wfh: {}")))
    for day in days:
        key = MISSPELT[day] if day in MISSPELT and chance.random() < 0.05 else day
        lines += _day(chance, key, listed[day])
        if chance.random() < 0.1:
            lines.append("  # catatan")
    if any(called.values()):
        lines.append("recalls:")
        for day, people in called.items():
            lines += [f"  - {{date: {day}, employee: {one}, ordered-by: {HEAD}, reason: rapat}}" for one in people]
    return "\n".join(lines) + "\n"


def _day(chance: random.Random, key: str, people: tuple[str, ...]) -> list[str]:
    words = [one.upper() if chance.random() < 0.03 else one for one in people]
    if people and chance.random() < 0.1:
        words.insert(chance.randint(0, len(words)), chance.choice((people[0], "12", "Budi", "[x]")))
    comment = "  # rapat" if chance.random() < 0.15 else ""
    if words and chance.random() < 0.2:
        return [f"  {key}:{comment}", *(f"    - {word}" for word in words)]
    return [f"  {key}: [{', '.join(words)}]{comment}"]
