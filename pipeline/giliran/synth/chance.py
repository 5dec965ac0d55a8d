"""Chance that repeats: the same words give the same numbers on every machine and every Python since 3.11.

Built on the two things Python promises never to change about :mod:`random`: seeding with a whole number, and
``random()`` itself. Everything else (shuffling, weighted choice) is done here by whole numbers, since Python may do
it differently one day. No floating-point function whose last digit depends on the machine is used.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from hashlib import sha256
from itertools import accumulate
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

T = TypeVar("T")


def number(*words: object) -> int:
    """Give a large number that depends on the words alone, the same on every machine."""
    return int.from_bytes(sha256("/".join(map(str, words)).encode()).digest()[:8], "big")


class Weighted(Generic[T]):
    """Things of which some come up more often; weights are whole numbers."""

    def __init__(self, pairs: Iterable[tuple[T, int]]) -> None:
        kept = tuple(pairs)
        self.things: tuple[T, ...] = tuple(thing for thing, _ in kept)
        self.reach = tuple(accumulate(weight for _, weight in kept))


class Chance:
    """A stream of numbers named by words; streams of different names know nothing of each other."""

    def __init__(self, *words: object) -> None:
        self._next = random.Random(number(*words)).random  # noqa: S311 - it must repeat; nothing here is secret

    def below(self, limit: int) -> int:
        """Give a whole number from 0 up to but without ``limit``."""
        return int(self._next() * limit)

    def hits(self, permille: int) -> bool:
        """Say yes so many times in a thousand."""
        return self._next() * 1000 < permille

    def pick(self, things: Sequence[T]) -> T:
        """Give one of several things, each as likely."""
        return things[int(self._next() * len(things))]

    def draw(self, things: Weighted[T]) -> T:
        """Give one of several things by their weights."""
        return things.things[bisect_right(things.reach, self.below(things.reach[-1]))]

    def shuffled(self, things: Iterable[T]) -> list[T]:
        """Give the things in an order of chance (Fisher and Yates)."""
        mixed = list(things)
        for last in range(len(mixed) - 1, 0, -1):
            other = self.below(last + 1)
            mixed[last], mixed[other] = mixed[other], mixed[last]
        return mixed
