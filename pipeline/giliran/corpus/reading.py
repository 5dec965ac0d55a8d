"""One file read and its shape judged, and one schedule read into the model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.corpus import staffing
from giliran.documents import read
from giliran.grammar import identify
from giliran.shape import shape_faults

if TYPE_CHECKING:
    from giliran.diagnostics import Diagnostic
    from giliran.documents import Document
    from giliran.memory import Memory
    from giliran.model import Schedule
    from giliran.tree import Entry


def accepted(entry: Entry, kind: str, memory: Memory | None = None) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Read one file and judge its shape; the document has data to convert only when there are no faults."""
    if memory is not None:
        return memory.recall(("accepted", kind, entry), lambda: accepted(entry, kind))
    assert entry.content is not None
    document = read(entry.path, entry.content)
    return document, document.faults or shape_faults(kind, document)


def read_schedule(
    entry: Entry, memory: Memory | None = None
) -> tuple[Document, Schedule | None, tuple[Diagnostic, ...]]:
    """Read one schedule; ``None`` where its text or its shape is wrong, and without the days that do not exist."""
    document, faults = accepted(entry, "schedule", memory)
    if faults:
        return document, None, faults
    identity = identify(entry.path)
    assert identity is not None
    names = identity.names
    found, dates = staffing.schedule(f"{names['agency']}/{names['unit']}", names["month"], document)
    return document, found, tuple(dates)
