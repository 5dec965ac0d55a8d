"""From a unit, a month and a request to a problem in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from giliran.plan.loads import due_to
from giliran.plan.patterns import said
from giliran.plan.problem import Group, Problem, Week
from giliran.wording import Text

if TYPE_CHECKING:
    import datetime

    from giliran.limits import Allowance
    from giliran.plan.ground import Ground
    from giliran.plan.problem import Cell, Home
    from giliran.plan.request import DayOf, Presence, Request


@dataclass(frozen=True)
class Posed:
    """A problem with what its numbers stand for.

    ``because`` tells, of each cell that must be at home, what says so; ``kept`` why each group of a day is kept at the
    office, beside the groups of the problem.
    """

    given: Ground
    request: Request
    problem: Problem
    because: dict[Cell, Text]
    kept: tuple[tuple[Text, ...], ...]

    def cell(self, of: DayOf) -> Cell | None:
        """Give the numbers of a person's day; ``None`` for a day that is not planned or a person who cannot be at home."""
        days = {found.day: at for at, found in enumerate(self.given.days)}
        people = {person: at for at, person in enumerate(self.given.people)}
        day, person = of
        return (days[day], people[person]) if day in days and person in people else None

    def written(self, home: Home) -> dict[datetime.date, tuple[str, ...]]:
        """Give who is at home on each day, sorted, with the days that stay as they are; days without anybody are left out."""
        people = self.given.people
        found = {day: tuple(sorted(listed)) for day, listed in self.given.settled.items()}
        for allowed, numbers in zip(self.given.days, home, strict=True):
            found[allowed.day] = tuple(sorted(people[number] for number in numbers))
        return {day: found[day] for day in sorted(found) if found[day]}


def posed(given: Ground, request: Request) -> Posed:
    """Turn a request into numbers. What must be at home is completed by those who are at home together with it."""
    return _Posing(given, request).posed()


class _Posing:
    def __init__(self, given: Ground, request: Request) -> None:
        self._given = given
        self._request = request
        self._day = {found.day: at for at, found in enumerate(given.days)}
        self._person = {person: at for at, person in enumerate(given.people)}
        self._able = tuple(tuple(sorted(self._person[one] for one in found.people)) for found in given.days)

    def posed(self) -> Posed:
        given, request = self._given, self._request
        together = self._together()
        because = self._forced(together)
        use = request.use
        limit = [found.at_most if use is None else use.of(found.at_most) for found in given.days]
        pattern = self._pattern(limit)
        if use is None and request.pattern != "turns":
            # A pattern alone says how many are at home; a use that is asked for fills the days up beyond it.
            told = [0] * len(limit)
            for (day, _), home in pattern.items():
                told[day] += home
            spoken = {day for day, _ in pattern}
            limit = [min(most, told[day]) if day in spoken else most for day, most in enumerate(limit)]
        forced_on = [0] * len(limit)
        for day, _ in because:
            forced_on[day] += 1
        groups, kept = self._groups()
        problem = Problem(
            people=given.people,
            able=self._able,
            places=tuple(max(most, forced) for most, forced in zip(limit, forced_on, strict=True)),
            forced=frozenset(because),
            barred=frozenset(self._cells(request.must_not.cells)),
            groups=groups,
            weeks=self._weeks(),
            together=together,
            wished={
                **dict.fromkeys(self._cells(request.refusals.cells), False),
                **dict.fromkeys(self._cells(request.wishes.cells), True),
            },
            pattern=pattern,
            had=self._had(),
            before=self._before(),
        )
        return Posed(given, request, problem, because, kept)

    def _cells(self, asked: tuple[DayOf, ...]) -> tuple[Cell, ...]:
        found = ((self._day[day], self._person[person]) for day, person in asked if day in self._day)
        return tuple(dict.fromkeys(found))

    def _together(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """Give the pairs that bind on each day: both may be at home by the law."""
        pairs = [(self._person[one], self._person[other]) for one, other in self._request.together]
        return tuple(tuple(pair for pair in pairs if set(pair) <= set(able)) for able in self._able)

    def _forced(self, together: tuple[tuple[tuple[int, int], ...], ...]) -> dict[Cell, Text]:
        given = self._given
        because: dict[Cell, Text] = {}
        for day, person in self._request.must.cells:
            if day in self._day:
                because[self._day[day], self._person[person]] = Text("diminta harus di rumah", "asked to be at home")
        for recall in given.existing.recalls if given.existing is not None else ():
            called = self._day.get(recall.day)
            if called is not None and recall.employee in given.days[called].people:
                because[called, self._person[recall.employee]] = Text(
                    "dipanggil ke kantor hari itu, jadi tetap tercantum di rumah",
                    "called in that day, and so stays listed at home",
                )
        for at, pairs in enumerate(together):
            grown = True
            while grown:
                grown = False
                for one, other in (*pairs, *((right, left) for left, right in pairs)):
                    if (at, one) in because and (at, other) not in because:
                        name = given.named(given.people[one])
                        because[at, other] = Text(f"bersama {name}", f"together with {name}")
                        grown = True
        return because

    def _pattern(self, limit: list[int]) -> dict[Cell, bool]:
        by_day = said(self._request, self._given, lambda day: limit[self._day[day]])
        return {
            (self._day[day], self._person[person]): home
            for day, people in by_day.items()
            for person, home in people.items()
            if person in self._person
        }

    def _groups(self) -> tuple[tuple[tuple[Group, ...], ...], tuple[tuple[Text, ...], ...]]:
        groups, kept = [], []
        for found in self._given.days:
            here = [self._present(one, found) for one in self._request.presence if found.day in one.days]
            here += [pair for one, other in self._request.apart if (pair := self._apart(one, other, found)) is not None]
            groups.append(tuple(group for group, _ in here))
            kept.append(tuple(words for _, words in here))
        return tuple(groups), tuple(kept)

    def _present(self, wanted: Presence, found: Allowance) -> tuple[Group, Text]:
        members = [member for member in self._given.roster.on(found.day) if wanted.counts(member)]
        number = len({member.id for member in members})
        able = frozenset(self._person[one.id] for one in members if one.id in found.people)
        words = Text(
            f"{wanted.who.id} ada {number}, paling sedikit {wanted.least} harus di kantor",
            f"{number} {wanted.who.en}, at least {wanted.least} must be at the office",
        )
        return Group(able, number - wanted.least), words

    def _apart(self, one: str, other: str, found: Allowance) -> tuple[Group, Text] | None:
        if one not in found.people or other not in found.people:
            return None
        first, second = self._given.named(one), self._given.named(other)
        words = Text(
            f"{first} dan {second} tidak boleh di rumah pada hari yang sama",
            f"{first} and {second} may not be at home on the same day",
        )
        return Group(frozenset((self._person[one], self._person[other])), 1), words

    def _weeks(self) -> tuple[Week, ...]:
        request, given = self._request, self._given
        if request.days_per_week is None and not request.days_per_week_of:
            return ()
        weeks: dict[int, list[int]] = {}
        for day, at in self._day.items():
            weeks.setdefault((day.toordinal() - 1) // 7, []).append(at)
        found = []
        for person, number in self._person.items():
            most = request.most_in_a_week(person)
            for week, days in weeks.items():
                could = tuple(at for at in days if number in self._able[at])
                settled = sum(
                    person in people for day, people in given.settled.items() if (day.toordinal() - 1) // 7 == week
                )
                if most is not None and could and len(could) + settled > most:
                    found.append(Week(number, could, max(0, most - settled)))
        return tuple(found)

    def _had(self) -> frozenset[Cell] | None:
        existing = self._given.existing
        if existing is None:
            return None
        listed = ((day, person) for day, people in existing.home.items() for person in people)
        return frozenset(self._cells(tuple(of for of in listed if of[1] in self._person)))

    def _before(self) -> tuple[Fraction, ...]:
        """Give what everyone brings along: from the months before, and from the days that stay as they are."""
        given = self._given
        loads = {person: given.carried.get(person, Fraction(0)) for person in given.people}
        due: dict[tuple[str, ...], Fraction] = {}
        for found in given.allowed.values():
            if found.standing != "open":
                continue
            listed = [person for person in given.settled.get(found.day, ()) if person in found.people]
            if listed:
                due[found.people] = due.get(found.people, Fraction(0)) + Fraction(len(listed), found.headcount)
            for person in listed:
                loads[person] += 1
        for person, days in due_to(due).items():
            loads[person] -= days
        return tuple(loads[person] for person in given.people)
