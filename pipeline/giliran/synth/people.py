"""Who the people are: codes without meaning, each given once, and names, some far more common than others.

Names follow the ways in which people of different regions are named: one word, two or three; a family name, or a second
name of one's own. Nobody is meant by them; a name that somebody bears is chance. No titles, no degrees.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.synth.chance import Chance, Weighted
from giliran.synth.tables import table

if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Any

LETTERS = "abcdefghjkmnpqrstuvwxyz"
"""Letters of employee codes: without i, l and o, which are taken for digits."""


class Register:
    """Hands out codes, never the same one twice, and names."""

    def __init__(self, seed: int, staff: int) -> None:
        # Three digits as long as three codes in four stay free, so that a code drawn is soon one that is free.
        pairs = len(LETTERS) ** 2
        self._first = next(10 ** (digits - 1) for digits in (3, 4, 5) if pairs * 9 * 10 ** (digits - 1) >= 4 * staff)
        self._taken = bytearray(pairs * 9 * self._first)
        self._codes = Chance("codes", seed)
        self._names = Chance("names", seed)
        self._peoples = Weighted((_People(entry), int(entry["weight"])) for entry in table("names").values())

    def code(self) -> str:
        """Give two letters and three to five digits."""
        place = self._codes.below(len(self._taken))
        while self._taken[place]:
            place = self._codes.below(len(self._taken))
        self._taken[place] = 1
        letters, digits = divmod(place, 9 * self._first)
        return f"{LETTERS[letters // len(LETTERS)]}{LETTERS[letters % len(LETTERS)]}{digits + self._first}"

    def name(self, others: Collection[str] = ()) -> str:
        """Give a name that none of the ``others`` has: within a unit nobody is taken for somebody else."""
        while True:
            name = self._names.draw(self._peoples).name(self._names)
            if name not in others:
                return name


class _People:
    """One way of naming."""

    def __init__(self, entry: dict[str, Any]) -> None:
        self.alone = int(entry["one-word"])
        self.three = self.alone + int(entry["three-words"])
        self.women = _Names(entry, "women")
        self.men = _Names(entry, "men")

    def name(self, chance: Chance) -> str:
        names = self.women if chance.hits(460) else self.men
        length = chance.below(1000)
        if length < self.alone:
            return chance.draw(names.alone)
        words = [chance.draw(names.given), chance.draw(names.last)]
        if length < self.three:
            words.insert(1, chance.pick(names.given.things).split(" ")[-1])
        while len(set(words)) < len(words):
            words[-1] = chance.pick(names.last.things)
            words[1:-1] = [chance.pick(names.given.things).split(" ")[-1] for _ in words[1:-1]]
        return " ".join(words)


class _Names:
    def __init__(self, entry: dict[str, Any], sex: str) -> None:
        self.given = _by_rank(entry[sex])
        self.last = _by_rank(entry.get(f"{sex}-last") or entry["last"])
        self.alone = _by_rank(entry[f"{sex}-alone"]) if f"{sex}-alone" in entry else self.given


def _by_rank(lines: list[str]) -> Weighted[str]:
    """Read names, the commonest first: each is borne by fewer people than the one before."""
    names = [name.replace("_", " ") for line in lines for name in line.split()]
    return Weighted((name, 2400 // (rank + 3)) for rank, name in enumerate(names))
