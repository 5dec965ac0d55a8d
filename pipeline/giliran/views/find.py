"""The name index of the internal edition: whoever knows two words of a name finds the person, in any order of the two.

Each person stands under a key for every ordered pair of the words of the name: the two, the remaining words, the id,
with a hyphen after each. The sorted keys are halved, letter by letter, until each part is a :class:`Shard` small enough
to be fetched by a phone. Where a part ends is decided by the alphabet alone and never by its neighbours, so a new
colleague changes few files. Since every cut halves a known range of letters, the whole tree is told by its shape, one
letter a node; a reader's browser walks it and knows each file there is. Schedules leave no trace here.

The types of this module hold names and ids; nothing of it reaches the public edition.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from giliran.published import unit_months

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator

    from giliran.corpus import Corpus
    from giliran.model import Employee, Unit

FULL = 5000
"""How many characters a shard may hold before it is halved; gzip brings them to two kilobytes at most."""

WIDE, NARROW = 1024, 48
"""How many nodes a file of the tree may tell before its parts get files of their own, and how many are worth a file."""

EMPTY, SHARD, FORK, BRANCH = ".", "0", "1", "2"
"""The letters of a shape: nobody; a shard; a fork, whose two halves follow; a part told in a file of its own."""

_LETTERS = "-abcdefghijklmnopqrstuvwxyz"
_ALL = (0, len(_LETTERS))
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`\u00b4\u02bc\u02bb"))
_STROKES = str.maketrans({"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th"})
_INITIAL = re.compile(r"\.(?=[^\W\d_](?![^\W_]))")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Listed:
    """A person in one unit, with the first and the last day there where the unit file tells them."""

    name: str
    id: str
    unit: str
    unit_name: str
    start: datetime.date | None
    end: datetime.date | None


@dataclass(frozen=True, slots=True)
class Shard:
    """People whose keys lie in one part of the alphabet, each once, by name. ``part`` says which and names the file."""

    part: str
    people: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """The shape of the tree below one part of the alphabet, each fork before its halves."""

    part: str
    shape: str


@dataclass(frozen=True, slots=True)
class NameIndex:
    """The whole index: the shape of the tree from its ``root``, of the parts that it leaves out, and the people."""

    root: str
    branches: tuple[Branch, ...]
    shards: tuple[Shard, ...]


@dataclass(frozen=True, slots=True)
class FindBox:
    """What the search box must know of the site: the months that have a page.

    ``months`` are those of most units; ``others`` has the agencies that differ from them, and the units that differ from
    their agency.
    """

    months: tuple[str, ...]
    others: tuple[tuple[str, tuple[str, ...]], ...]


def words_of(name: str) -> tuple[str, ...]:
    """Split a name, or what someone types, into words without case, marks and apostrophes.

    ``Ma'ruf`` is ``maruf``, ``R.A. Kartini`` is ``ra`` and ``kartini``, ``M.Nur`` is ``m`` and ``nur``. The script of the
    page does the same (``fold`` in names.js); a test compares the two on every character there is.
    """
    apart = unicodedata.normalize("NFKD", name.translate(_APOSTROPHES))
    bare = "".join(letter for letter in apart if not unicodedata.category(letter).startswith("M"))
    # Up and down again is what both languages have of case folding: ß becomes ss in both.
    plain = bare.upper().lower().translate(_STROKES)
    return tuple(_WORD.findall(_INITIAL.sub("", plain)))


def name_index(units: Iterable[Unit]) -> NameIndex:
    """Build the index over everyone in some units."""
    entries = [(key, person) for person in _listed(units) for key in _keys(person)]
    entries.sort(key=lambda entry: (entry[0], entry[1].unit))
    return _Builder.of(entries).index()


def find_box(corpus: Corpus) -> FindBox:
    """Gather the months of all units: the commonest once, then what differs from it."""
    units = (unit for unit in corpus.units.values() if corpus.law_of(unit) is not None)
    own = {unit.id: unit_months(corpus, unit) for unit in units}
    usual = _commonest(own.values())
    others: list[tuple[str, tuple[str, ...]]] = []
    for agency, group in itertools.groupby(sorted(own), key=lambda unit: unit.partition("/")[0]):
        members = tuple(group)
        here = _commonest(own[unit] for unit in members)
        others.extend((unit, own[unit]) for unit in members if own[unit] != here)
        if here != usual:
            others.append((agency, here))
    return FindBox(usual, tuple(others))


def _commonest(months: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    counted = Counter(months)
    return min(counted, key=lambda entry: (-counted[entry], entry), default=())


def _listed(units: Iterable[Unit]) -> Iterator[Listed]:
    """Give each member of each unit once, with the days from the first stay there to the last."""
    for unit in units:
        stays: dict[str, list[Employee]] = {}
        for employee in unit.employees:
            stays.setdefault(employee.id, []).append(employee)
        for found in stays.values():
            first = min(stay.period.start for stay in found)
            last = max(found, key=lambda stay: stay.period.last)
            start = first if first.year > 1 else None
            yield Listed(last.name, last.id, unit.id, unit.name, start, last.period.end)


def _keys(person: Listed) -> Iterator[str]:
    """Give the keys under which a person stands; a name of one word has one, a name without letters none."""
    words = [_spelt(word) for word in words_of(person.name)]
    code = _spelt(person.id)
    if len(words) == 1:
        yield f"{words[0]}--{code}"
    made = set()
    for first, second in itertools.permutations(range(len(words)), 2):
        rest = (word for at, word in enumerate(words) if at not in {first, second})
        made.add("-".join((words[first], words[second], *rest, "", code)))
    yield from sorted(made)


def _spelt(word: str) -> str:
    """Write a word in 26 letters. What is none of them shares one: that costs a fetch at worst, never a wrong answer."""
    return word if word.isascii() and word.isalpha() else "".join(map(_letter, word))


def _letter(letter: str) -> str:
    return letter if "a" <= letter <= "z" else chr(ord("a") + ord(letter) % 26)


@dataclass
class _Builder:
    """Halves sorted keys into shards. ``sums`` are running totals of characters, one more than there are keys."""

    keys: list[str]
    people: list[Listed]
    sums: list[int]
    shards: list[Shard] = field(default_factory=list)
    branches: list[Branch] = field(default_factory=list)

    @classmethod
    def of(cls, entries: list[tuple[str, Listed]]) -> _Builder:
        people = [person for _, person in entries]
        sizes = (len(one.name) + len(one.id) + len(one.unit) + len(one.unit_name) + 12 for one in people)
        return cls([key for key, _ in entries], people, [0, *itertools.accumulate(sizes)])

    def index(self) -> NameIndex:
        root = self._grow("", _ALL, 0, len(self.keys))
        return NameIndex(root.shape, tuple(self.branches), tuple(self.shards))

    def _grow(self, prefix: str, letters: tuple[int, int], first: int, last: int) -> _Grown:
        """Halve the keys from ``first`` to before ``last``: those that go on after a prefix with one of some letters."""
        head, tail = "", ""  # of forks with an empty half, which are many: a name goes on with few of all letters
        while not self._small(first, last):
            low, high = letters
            if high - low == 1:
                prefix, letters = prefix + _LETTERS[low], _ALL
                continue
            middle = (low + high) // 2
            lower, upper = (low, middle), (middle, high)
            cut = bisect_left(self.keys, prefix + _LETTERS[middle], first, last)
            if cut == last:
                head, letters, tail = f"{head}{FORK}", lower, f"{EMPTY}{tail}"
            elif cut == first:
                head, letters = f"{head}{FORK}{EMPTY}", upper
            else:
                halves = (self._grow(prefix, lower, first, cut), self._grow(prefix, upper, cut, last))
                forked = self._forked(halves, (_part(prefix, lower), _part(prefix, upper)))
                return _Grown(f"{head}{forked.shape}{tail}", forked.level)
        if first == last:
            return _Grown(f"{head}{EMPTY}{tail}")
        once = {(one.name, one.id, one.unit): one for one in self.people[first:last]}
        self.shards.append(Shard(_part(prefix, letters), tuple(one for _, one in sorted(once.items()))))
        return _Grown(f"{head}{SHARD}{tail}")

    def _small(self, first: int, last: int) -> bool:
        return self.sums[last] - self.sums[first] <= FULL or self.keys[first] == self.keys[last - 1]

    def _forked(self, halves: tuple[_Grown, _Grown], parts: tuple[str, str]) -> _Grown:
        """Join two halves. Those below a level that is full get files of their own, so that each level is one file deep."""
        level = max(half.level for half in halves)
        if all(half.level == level for half in halves) and sum(len(half.shape) for half in halves) >= WIDE:
            level += 1
        shapes = []
        for half, part in zip(halves, parts, strict=True):
            own = half.level < level and len(half.shape) > NARROW
            if own:
                self.branches.append(Branch(part, half.shape))
            shapes.append(BRANCH if own else half.shape)
        return _Grown(f"{FORK}{shapes[0]}{shapes[1]}", level)


@dataclass(frozen=True, slots=True)
class _Grown:
    """A shape, and how many files lie below it on the way to a shard."""

    shape: str
    level: int = 0


def _part(prefix: str, letters: tuple[int, int]) -> str:
    """Name a part of the alphabet: ``siti-n``, or ``siti-n_ag`` where only the letters from a to g come next."""
    low, high = letters
    if letters == _ALL:
        return prefix
    return f"{prefix}{_LETTERS[low]}" if high - low == 1 else f"{prefix}_{_LETTERS[low]}{_LETTERS[high - 1]}"
