"""The two readers side by side: what the quick one gives must be what the strict one gives."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from giliran.documents import Document, plain, read, strict
from giliran.textfaults import decoded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.documents import Pointer


ROOT = Path(__file__).parents[1]


def agree(content: bytes) -> bool:
    """Compare data, faults and every place for one file; tell whether the quick reader took it."""
    text, faults = decoded("a.yaml", content)
    document = read("a.yaml", content)
    if faults:
        assert (document.data, document.faults) == (None, faults)
        return False
    slow = Document("a.yaml", text, *strict.parsed("a.yaml", text))
    assert document.faults == slow.faults
    assert spelt(document.data) == spelt(slow.data)
    for pointer in pointers(slow.data):
        for asked in (pointer, (*pointer, "nowhere"), (*pointer, 0), (*pointer, -1)):
            assert (asked, document.at(asked)) == (asked, slow.at(asked))
            assert (asked, document.at_key(asked)) == (asked, slow.at_key(asked))
    return not slow.faults and plain.data(text) is not None


def spelt(data: object) -> str:
    """Spell data so that 1, 1.0 and true differ, and so does the order of keys."""
    return repr(data)


def pointers(data: object, to: Pointer = ()) -> Iterator[Pointer]:
    """Give the pointer of every value."""
    yield to
    if isinstance(data, dict):
        for key, value in data.items():
            yield from pointers(value, (*to, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from pointers(value, (*to, index))
