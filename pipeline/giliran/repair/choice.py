"""Who of a day's people stays at home, where not all can: as few changes as there must be, then as even as possible.

How many cells change is settled before, day by day. What is left is to choose, for each day, the ones that stay, so that
the home days of the month come out as even as they can: with the least sum of their squares, which is also the least
largest load and the greatest least one. A first choice lets the most loaded go; then turns are handed on along shortest
paths (from someone with a load to others, each at home on a day instead of the one before) until nobody has two days
more than another who could take one. A choice without such a path is the best there is.

The page in the browser chooses by the same steps in the same order, so everything here goes by numbers: people by their
place in the unit file, days by theirs in the month.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Turn:
    """One day: who is at home in any case, who may be, in the order of the unit file, and how many of these shall be."""

    fixed: tuple[int, ...]
    candidates: tuple[int, ...]
    stay: int


def chosen(turns: Sequence[Turn], people: int) -> tuple[tuple[int, ...], ...]:
    """Give, for each day, the candidates who are at home, in the order of the unit file. ``people`` is their number."""
    loads = [0] * people
    for turn in turns:
        for person in (*turn.fixed, *turn.candidates):
            loads[person] += 1
    home = _most_loaded_go(turns, loads)
    while _handed_on(turns, home, loads):
        pass
    return tuple(tuple(sorted(staying)) for staying in home)


def _most_loaded_go(turns: Sequence[Turn], loads: list[int]) -> list[set[int]]:
    """Take surplus people off, day after day; of those equally loaded who had more days so far, then the later in the file."""
    so_far = [0] * len(loads)
    home = []
    for turn in turns:
        staying = set(turn.candidates)
        while len(staying) > turn.stay:
            goes = max(staying, key=lambda person: (loads[person], so_far[person], person))
            staying.remove(goes)
            loads[goes] -= 1
        for person in (*turn.fixed, *staying):
            so_far[person] += 1
        home.append(staying)
    return home


def _handed_on(turns: Sequence[Turn], home: list[set[int]], loads: list[int]) -> bool:
    """Hand turns on along one shortest path that evens loads out; tell whether there was one."""
    for giver in sorted(range(len(loads)), key=lambda person: (-loads[person], person)):
        came: dict[int, tuple[int, int]] = {}
        waiting = deque([giver])
        while waiting:
            person = waiting.popleft()
            for day, taker in _takers(turns, home, person):
                if taker == giver or taker in came:
                    continue
                came[taker] = (person, day)
                if loads[taker] + 2 <= loads[giver]:
                    _move(home, came, giver, taker)
                    loads[giver] -= 1
                    loads[taker] += 1
                    return True
                waiting.append(taker)
    return False


def _takers(turns: Sequence[Turn], home: list[set[int]], person: int) -> Iterator[tuple[int, int]]:
    """Give the days on which someone's place can be taken, each with who could take it."""
    for day, turn in enumerate(turns):
        if person in home[day]:
            yield from ((day, other) for other in turn.candidates if other not in home[day])


def _move(home: list[set[int]], came: dict[int, tuple[int, int]], giver: int, taker: int) -> None:
    while taker != giver:
        person, day = came[taker]
        home[day].remove(person)
        home[day].add(taker)
        taker = person
