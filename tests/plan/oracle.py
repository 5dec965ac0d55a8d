"""The best plan by trying every one: what a request means, told once more from the words of the files alone.

Nothing of the planner is used here, so that a mistake in it would have to be made twice.
"""

from __future__ import annotations

import datetime
from fractions import Fraction
from itertools import chain, combinations, product
from typing import TYPE_CHECKING, Any

from tests.plan.desks import BEFORE, DAYS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.plan.desks import Desk

NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
Home = dict[str, frozenset[str]]


def _weekday(day: str) -> str:
    return NAMES[datetime.date.fromisoformat(day).weekday()]


class Oracle:
    """One desk, and every schedule that it might have."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.request = desk.request
        self.there = {day: [one for one in desk.employees if _is_there(one, day)] for day in (*BEFORE, *DAYS)}
        self.able = {
            day: frozenset(one["id"] for one in members if one["status"] != "pjlp")
            for day, members in self.there.items()
        }
        self.limit = {day: self._limit(day) for day in (*BEFORE, *DAYS)}
        since = "" if desk.since is None else desk.since.isoformat()
        had = desk.schedules.get("2023-09", {})
        self.had = {day: frozenset(had.get("wfh", {}).get(day, ())) for day in DAYS}
        self.days = [day for day in DAYS if self.limit[day] > 0 and day >= since]
        self.settled = {day: self.had[day] for day in DAYS if day < since}
        self.must = self._must(had.get("recalls", []))
        self.impossible = any(self._hopeless(had.get("recalls", []), since))

    def _limit(self, day: str) -> int:
        inner = [window for window in self.desk.windows if window["from"] <= day <= window["until"]]
        share = Fraction(inner[-1]["value"].removesuffix("%")) / 100  # the inner window stands last
        return int(share * len(self.able[day]))

    def _can(self, person: str, day: str) -> bool:
        return person in self.able[day] and self.limit[day] > 0

    def _hopeless(self, recalls: list[dict[str, str]], since: str) -> Iterator[bool]:
        """Tell of everything that must be at home and cannot, whatever the others do."""
        for person, words in self.request.get("must", {}).items():
            for word in [words] if isinstance(words, str) else words:
                meant = [day for day in DAYS if word in {"all", day, _weekday(day)}]
                yield not any(self._can(person, day) for day in meant)
            for day, people in self.settled.items():
                yield self._asks("must", person, day) and self._can(person, day) and person not in people
        for recall in recalls:
            yield recall["date"] >= since and not self._can(recall["employee"], recall["date"])

    def _words(self, key: str, person: str) -> list[str]:
        words = self.request.get(key, {}).get(person, [])
        return [words] if isinstance(words, str) else words

    def _asks(self, key: str, person: str, day: str) -> bool:
        return bool({"all", day, _weekday(day)} & set(self._words(key, person)))

    def _must(self, recalls: list[dict[str, str]]) -> dict[str, frozenset[str]]:
        called = {(recall["date"], recall["employee"]) for recall in recalls}
        return {
            day: frozenset(
                person for person in self.able[day] if (day, person) in called or self._asks("must", person, day)
            )
            for day in self.days
        }

    def feasible(self) -> Iterator[Home]:
        """Give every schedule of the planned days that keeps to the law and to all that binds."""
        if self.impossible:
            return
        for chosen in product(*(_subsets(self.able[day]) for day in self.days)):
            home = dict(zip(self.days, chosen, strict=True))
            if all(self._binds(day, people) for day, people in home.items()) and self._weekly(home):
                yield home

    def _binds(self, day: str, people: frozenset[str]) -> bool:
        if len(people) > self.limit[day] or not self.must[day] <= people:
            return False
        if any(self._asks("must-not", person, day) for person in people):
            return False
        for wanted in self.request.get("presence", ()):
            if "days" in wanted and _weekday(day) not in wanted["days"]:
                continue
            at_office = [
                one
                for one in self.there[day]
                if one["id"] not in people and one["id"] in wanted.get("people", [one["id"]])
            ]
            if len(at_office) < wanted["least"]:
                return False
        if any(set(pair) <= people for pair in self.request.get("apart", ())):
            return False
        both = (pair for pair in self.request.get("together", ()) if set(pair) <= self.able[day])
        return all(len(people & set(pair)) != 1 for pair in both)

    def _weekly(self, home: Home) -> bool:
        asked = self.request.get("days-per-week")
        if asked is None:
            return True
        for person in {one["id"] for one in self.desk.employees}:
            most = asked if isinstance(asked, int) else asked.get(person)
            for week in (DAYS[:1], DAYS[1:]):
                planned = sum(person in home.get(day, ()) for day in week)
                settled = sum(person in self.settled.get(day, ()) for day in week)
                if most is not None and planned and planned + settled > most:
                    return False
        return True

    def _pattern(self) -> dict[tuple[str, str], bool]:
        """Tell for each day and person whether the pattern has them at home."""
        kind = self.request.get("pattern", "turns")
        found = {}
        for day in self.days:
            if kind == "fixed-weekdays":
                own = self.request["weekdays"]
                found.update({(day, one): _weekday(day) in own[one] for one in self.able[day] if one in own})
            elif kind != "turns":
                turn = (*BEFORE, *DAYS).index(day) % 2 if kind == "alternate-days" else int(day > DAYS[0])
                sides = self.request["groups"]
                found.update(
                    {
                        (day, one): one in sides["ab"[turn]]
                        for one in self.able[day]
                        if one in {*sides["a"], *sides["b"]}
                    }
                )
        return found

    def _places(self, pattern: dict[tuple[str, str], bool]) -> dict[str, int]:
        use = self.request.get("use")
        found = {}
        for day in self.days:
            most = self.limit[day]
            if isinstance(use, str) and use.endswith("%"):
                most = int(Fraction(use.removesuffix("%")) / 100 * most)
            elif use is not None:
                most = max(0, most + int(use))
            elif any(one == day for one, _ in pattern):
                most = min(most, sum(home for (one, _), home in pattern.items() if one == day))
            found[day] = most
        return found

    def best(self) -> tuple[Any, ...] | None:
        """Give the measure of the best schedule, or ``None`` where there is none."""
        measured = self.measured(self.feasible())
        return min(measured, default=None)

    def measured(self, plans: Iterator[Home]) -> Iterator[tuple[Any, ...]]:
        """Measure schedules; those that use more places than asked for, though nobody must, are left out."""
        pattern = self._pattern()
        places = self._places(pattern)
        forced = {day: frozenset(self._closed(day)) for day in self.days}
        most = {day: max(places[day], len(forced[day])) for day in self.days}
        for home in plans:
            if any(len(people) > most[day] for day, people in home.items()):
                continue
            counts = {day: len(home[day]) for day in self.days}
            short = [most[day] - counts[day] for day in self.days]
            wrong = sum(
                (person in home[day]) is not wish
                for day in self.days
                for person in self.able[day]
                for wish in self._wish(person, day)
            )
            yield (
                sum(short),
                wrong,
                sum((person in home[day]) is not wish for (day, person), wish in pattern.items()),
                sum(number**2 for number in short),
                sum(at * counts[day] for at, day in enumerate(self.days)),
                tuple(-counts[day] for day in self.days),
                self._unfairness(home),
                sum(len(self.had[day] ^ home[day]) for day in self.days) if "2023-09" in self.desk.schedules else 0,
            )

    def _wish(self, person: str, day: str) -> tuple[bool, ...]:
        if self._asks("wishes", person, day):
            return (True,)
        return (False,) if self._asks("refusals", person, day) else ()

    def _closed(self, day: str) -> set[str]:
        """Give who must be at home with all who are at home together with them."""
        found = set(self.must[day])
        pairs = [set(pair) for pair in self.request.get("together", ()) if set(pair) <= self.able[day]]
        for _ in pairs:
            for pair in pairs:
                if pair & found:
                    found |= pair
        return found

    def _unfairness(self, home: Home) -> Fraction:
        before = self.desk.schedules.get("2023-08", {}).get("wfh", {})
        listed = {**{day: frozenset(people) for day, people in before.items()}, **self.settled, **home}
        could = frozenset(chain.from_iterable(self.able[day] for day in DAYS if self.limit[day] > 0))
        loads = dict.fromkeys(could, Fraction(0))
        for day, people in listed.items():
            for person in self.able[day] & could:
                loads[person] += (person in people) - Fraction(len(people & self.able[day]), len(self.able[day]))
        return sum((load**2 for load in loads.values()), Fraction(0))


def _is_there(member: dict[str, str], day: str) -> bool:
    return member.get("from", day) <= day <= member.get("until", day)


def _subsets(people: frozenset[str]) -> list[frozenset[str]]:
    listed = sorted(people)
    return [frozenset(some) for size in range(len(listed) + 1) for some in combinations(listed, size)]
