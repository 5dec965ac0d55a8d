"""What does it cost to find a person? The index of the real code, asked by the real script under Node.

Guards one promise: in a province of 58,109 people, two words of a name in any order cost a phone that has nothing yet at
most 5,120 bytes after gzip, at the 95th percentile, the root of the tree included. A second way of naming people, evenly
from Faker's lists, and the staff of this repository show whether that hangs on one spread of names.

    python -m tests.benchmarks.find_lookup [people asked for, 2000 unless told]

Exit code 1 when the promise is broken; no test depends on the times.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from giliran.check import check
from giliran.render.find import find_files
from giliran.store import read_tree
from giliran.views.find import name_index, words_of
from tests.benchmarks.province import even, province, skewed
from tests.site.finding import ask, publish

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from giliran.model import Unit

ROOT = Path(__file__).parents[2]
SIZE, BUDGET = 58_109, 5_120
HURRIED, SLOW = 200, 1000  # milliseconds from one letter to the next

Way = tuple[str, "Callable[[str, str], list[str]]", int]


def letters(one: str, other: str) -> list[str]:
    """Give what stands in the box after each letter, from the second on."""
    text = f"{one} {other}"
    return [text[:end] for end in range(2, len(text) + 1)]


# Each with what is typed, one text after another, by a reader who starts with nothing.
WHOLE: tuple[Way, ...] = (
    ("both words", lambda one, other: [f"{one} {other}"], 0),
    ("both words, other order", lambda one, other: [f"{other} {one}"], 0),
)
MORE: tuple[Way, ...] = (
    ("first 4 letters of each", lambda one, other: [f"{one[:4]} {other[:4]}"], 0),
    ("first 3 letters of each", lambda one, other: [f"{one[:3]} {other[:3]}"], 0),
    ("one word, 3 letters of the other", lambda one, other: [f"{one} {other[:3]}"], 0),
    ("one word alone", lambda one, _: [one], 0),
    ("every letter, 5 a second", letters, HURRIED),
    ("every letter, 1 a second", letters, SLOW),
    ("a stranger", lambda one, other: [f"{one}qx {other}"], 0),
)


def main(asked: int) -> int:
    """Measure, print the tables, and tell whether the promise is kept."""
    repository = tuple(check(read_tree(ROOT)).corpus.units.values())
    kept = True
    for title, units in (
        ("names as unevenly spread as real ones", province(SIZE, skewed)),
        ("names drawn evenly", province(SIZE, even)),
        ("the staff of this repository", repository),
    ):
        kept &= _measure(title, units, asked)
    return 0 if kept else 1


def _measure(title: str, units: tuple[Unit, ...], asked: int) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        start = time.process_time()
        index = name_index(units)
        files = find_files(index)
        taken = time.process_time() - start
        publish(site, units)
        people = sorted({(entry.id, entry.name) for unit in units for entry in unit.employees})
        first, borne = Counter(name.split()[0] for _, name in people).most_common(1)[0]
        size = sum(map(len, files.values()))
        print(
            f"\n{len(people):,} people, {title}; the commonest first word, {first}, is borne by {borne / len(people):.1%}\n"
            f"index made in {taken:.2f} s of one core: {len(index.shards):,} shards and {len(index.branches) + 1} files of the tree, "
            f"{size / 1e6:.1f} MB\n\n{'bytes after gzip':>48}{'files':>22}\n{'typed':34}{'p50':>7}{'p95':>7}{'most':>7}"
            f"{'mean':>8}{'most':>6}{'shown':>8}{'or more':>9}"
        )
        return _table(site, people, asked)


def _table(site: Path, people: list[tuple[str, str]], asked: int) -> bool:
    rng = random.Random(2)
    known = [(key, words) for key, name in people if len(words := words_of(name)) > 1]
    sought = [
        (key, *(words[at] for at in sorted(rng.sample(range(len(words)), 2))))
        for key, words in rng.sample(known, min(asked, len(known)))
    ]
    kept = True
    for label, typed, gap in (*WHOLE, *MORE):
        told = ask(site, [{"search": typed(one, other), "gap": gap} for _, one, other in sought])
        spent = [sum(answer["bytes"] for answer in answers) for answers in told]
        fetched = [sum(len(answer["files"]) for answer in answers) for answers in told]
        shown = [_shown(key, answers) for (key, *_), answers in zip(sought, told, strict=True)]
        more = [seen or answers[-1]["more"] for seen, answers in zip(shown, told, strict=True)]
        print(
            f"{label:34}{_at(spent, 0.5):7,}{_at(spent, 0.95):7,}{max(spent):7,}"
            f"{sum(fetched) / len(fetched):8.1f}{max(fetched):6}{_share(shown):>8}{_share(more):>9}"
        )
        if (label, typed, gap) in WHOLE:
            kept &= _at(spent, 0.95) <= BUDGET
    return kept


def _shown(key: str, answers: list[dict[str, Any]]) -> bool:
    """Tell whether a person stands in the list after the last letter."""
    return any(found["id"] == key for found in answers[-1]["found"])


def _at(values: list[int], share: float) -> int:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def _share(values: Iterable[bool]) -> str:
    listed = list(values)
    return f"{sum(listed) / len(listed):.1%}"


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000))
