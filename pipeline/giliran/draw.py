"""Whom to call when: a draw that gives everyone at home their fair share of the calls, and comes out the same each time.

On a day with ``k`` calls and ``n`` people at home each has ``k/n`` of a call coming. Every day nobody is called again
before all were called, and over the month everybody is called as often as their shares add up to, rounded down or up.
That this can always be had is the integrality of flows: the shares themselves are a flow, from people through days. Days
are first filled in their order, always with those who have most coming; what is then off by one is passed on along a
chain of swaps, each within one day, until it meets someone who can take it.

Lots decide among equals. They are a hash of unit, month and person, so that the same schedule gives the same draw on any
machine. A draw is about a month as it is published: a change of a later day may change earlier ones, a recall does not.
"""

from __future__ import annotations

import math
from collections import Counter, deque
from hashlib import blake2b
from itertools import chain, repeat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence

_LOTS = 2
"""Bytes of a lot; a digest of 64 holds one for each day of a month."""


class Draw:
    """The calls of one unit in one month.

    ``home`` has those at home by day, each once; ``calls`` is the number of calls on each of these days; ``key`` names
    unit and month.
    """

    def __init__(self, home: Mapping[datetime.date, Sequence[str]], calls: int, key: str) -> None:
        self._home = {day: sorted(people) for day, people in sorted(home.items()) if people}
        self._calls = calls
        people = dict.fromkeys(chain.from_iterable(self._home.values()))
        secret = key.encode()
        self._digests = {person: blake2b(person.encode() + b"@" + secret, digest_size=64).digest() for person in people}
        self._lots = {day: self._by_lot(day, people) for day, people in self._home.items()}
        self._picked = self._filled() if calls else {}

    def order(self, day: datetime.date, away: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Give who is called on a day, call by call; nobody on a day without people at home.

        A call that fell to someone who is ``away`` goes to whoever is at home and has been called least that day.
        """
        people = self._home.get(day, ())
        present = [person for person in people if person not in away]
        if not present or not self._calls:
            return ()
        lots = self._lots[day]
        rounds = list(chain.from_iterable(repeat(lots, self._calls // len(people))))
        rounds += [person for person in lots if person in self._picked[day]]
        called = Counter(person for person in rounds if person not in away)
        stand_ins = []
        for person in rounds:
            if person in away:
                taker = min(present, key=lambda other: (called[other], lots.index(other)))
                called[taker] += 1
                stand_ins.append(taker)
            else:
                stand_ins.append(person)
        return tuple(stand_ins)

    def _by_lot(self, day: datetime.date, people: Sequence[str]) -> list[str]:
        at = _LOTS * (day.day - 1)
        return sorted(people, key=lambda person: (self._digests[person][at : at + _LOTS], person))

    def _filled(self) -> dict[datetime.date, set[str]]:
        """Choose, for each day, who is called once more than the others."""
        whole = math.lcm(*map(len, self._home.values()))  # shares are counted in parts of this, exactly
        due: Counter[str] = Counter()
        made: Counter[str] = Counter()
        picked: dict[datetime.date, set[str]] = {}
        for day, people in self._home.items():
            more = self._calls % len(people)
            for person in people:
                due[person] += more * whole // len(people)
            wanting = sorted(self._lots[day], key=lambda person: made[person] * whole - due[person])
            picked[day] = set(wanting[:more])
            made.update(picked[day])
        least = {person: coming // whole for person, coming in due.items()}
        most = {person: -(-coming // whole) for person, coming in due.items()}
        for person in due:
            while made[person] > most[person]:
                self._swapped(person, picked, made, gives=True, bound=most)
            while made[person] < least[person]:
                self._swapped(person, picked, made, gives=False, bound=least)
        return picked

    def _swapped(
        self,
        start: str,
        picked: dict[datetime.date, set[str]],
        made: Counter[str],
        *,
        gives: bool,
        bound: Mapping[str, int],
    ) -> None:
        """Take one call from someone with too many, or give one to someone with too few, along the shortest chain."""
        came: dict[str, tuple[str, datetime.date]] = {}
        waiting = deque([start])
        while waiting:
            person = waiting.popleft()
            if person != start and (made[person] < bound[person] if gives else made[person] > bound[person]):
                break
            for day, people in self._home.items():
                if person in people and (person in picked[day]) is gives:
                    for other in people:
                        if other != start and other not in came and (other in picked[day]) is not gives:
                            came[other] = person, day
                            waiting.append(other)
        else:  # a flow with these bounds exists, so that a chain leads to it
            msg = "no chain of swaps evens the draw out"
            raise AssertionError(msg)
        one = 1 if gives else -1
        made[person] += one
        made[start] -= one
        while person != start:
            previous, day = came[person]
            loser, winner = (previous, person) if gives else (person, previous)
            picked[day].remove(loser)
            picked[day].add(winner)
            person = previous
