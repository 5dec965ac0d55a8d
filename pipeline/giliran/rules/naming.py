"""What the rules about names share: how to say that a name leads nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.diagnostics import Diagnostic
from giliran.spelling import guessed
from giliran.wording import Text, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from giliran.corpus import Corpus
    from giliran.documents import Pointer

_KINDS = {
    "RF003": Text("Aturan", "The circular"),
    "RF004": Text("Butir", "The clause"),
    "RF005": Text("Unit", "The unit"),
    "RF006": Text("Bacaan", "The reading"),
    "RF007": Text("Fakta", "The fact"),
    "RF008": Text("Pemerintah daerah", "The jurisdiction"),
}


def leads_nowhere(
    corpus: Corpus, code: str, name: str, known: Iterable[str], path: str, pointer: Pointer
) -> Diagnostic:
    """Say that the ``name`` standing at a place is none of the ``known`` ones; the code tells what was meant."""
    kind, listed = _KINDS[code], list(known)
    message = Text(f"{kind.id} “{name}” tidak ada.", f"{kind.en} “{name}” does not exist.")
    some = quoted(listed[:8])
    advice = (
        Text(f"Yang ada: {some}.", f"There are: {some}.") if some else Text("Belum ada satu pun.", "There is none.")
    )
    advice = guessed(name, listed, advice)
    return Diagnostic(
        code,
        message,
        corpus.documents[path].at_key(pointer) if code == "RF007" else corpus.documents[path].at(pointer),
        help=advice,
    )


def has_broken_part(corpus: Corpus, circular: str) -> bool:
    """Tell whether a file of a circular could not be read, so that what it lacks proves nothing."""
    return any(path.startswith(f"policy/{circular}/") for path in corpus.broken)
