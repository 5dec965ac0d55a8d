"""Every repair there is, day by day, judged by the published schema: the fewest cells, and the most even of those."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations, product
from typing import TYPE_CHECKING

import jsonschema_rs

from giliran.corpus.build import build
from giliran.schemas import binding_schema
from tests.repair.units import PEOPLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.repair.units import Case

UNIT, MONTH = "bkd/coba", "2023-09"


def spread(loads: dict[str, int]) -> int:
    """Give how far apart the people of a unit are: the most home days of a month less the fewest."""
    return max(loads.values(), default=0) - min(loads.values(), default=0)


@dataclass(frozen=True)
class BruteForce:
    """All repairs of one case. A day is hopeless where nobody's being at home, or everyone's, would be lawful as called."""

    case: Case

    @cached_property
    def judge(self) -> jsonschema_rs.Draft7Validator:
        """Compile the published schema."""
        corpus, _ = build(self.case.tree)
        unit = corpus.units[UNIT]
        law = corpus.law_of(unit)
        assert law is not None
        return jsonschema_rs.Draft7Validator(binding_schema(corpus.limits(law, unit, MONTH)))

    @cached_property
    def days(self) -> tuple[str, ...]:
        """Give the days on which an entry may stand, of those that are listed or have a recall."""
        named = sorted({*self.case.listed, *self.case.called})
        return tuple(day for day in named if self.judge.is_valid({"wfh": {day: []}}))

    @cached_property
    def eligible(self) -> tuple[str, ...]:
        """Give who could be listed on some day of the month by the number and the staff list."""
        whole = [f"{MONTH}-{day:02}" for day in range(1, 31)]
        return tuple(one for one in PEOPLE if any(self.judge.is_valid({"wfh": {day: [one]}}) for day in whole))

    @cached_property
    def best(self) -> dict[str, tuple[frozenset[str], ...]]:
        """Give, for each day, the lawful sets of people at home with the fewest changed cells; none for a hopeless day."""
        return {day: tuple(self._fewest(day)) for day in self.days}

    def _fewest(self, day: str) -> Iterator[frozenset[str]]:
        before = frozenset(self.case.listed.get(day, ()))
        called = frozenset(self.case.called.get(day, ()))
        lawful = [
            frozenset(home)
            for home in chain.from_iterable(combinations(PEOPLE, number) for number in range(len(PEOPLE) + 1))
            if called <= frozenset(home) and self.judge.is_valid({"wfh": {day: list(home)}})
        ]
        fewest = min((len(before ^ home) for home in lawful), default=0)
        return (home for home in lawful if len(before ^ home) == fewest)

    @property
    def hopeless(self) -> tuple[str, ...]:
        """Give the days that no change of cells makes lawful."""
        return tuple(day for day, sets in self.best.items() if not sets)

    @property
    def cells(self) -> int:
        """Count the cells that must change, hopeless days aside."""
        shut = sum(len(people) for day, people in self.case.listed.items() if day not in self.days)
        return shut + sum(
            len(frozenset(self.case.listed.get(day, ())) ^ sets[0]) for day, sets in self.best.items() if sets
        )

    def loads(self) -> Iterator[dict[str, int]]:
        """Give the home days that each repair with the fewest cells leaves to everyone who can have any."""
        for homes in product(*(sets for sets in self.best.values() if sets)):
            count = Counter(person for home in homes for person in home)
            yield {person: count[person] for person in self.eligible}

    @property
    def loads_before(self) -> dict[str, int]:
        """Give the home days as listed, on whatever day."""
        count = Counter(person for people in self.case.listed.values() for person in people)
        return {person: count[person] for person in self.eligible}
