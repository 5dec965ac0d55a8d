"""RF003 to RF006 and RF008: a circular, clause, unit, reading or jurisdiction is named that does not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from giliran.diagnostics import Diagnostic
from giliran.shape import suggestion
from giliran.wording import Text, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from giliran.corpus import Corpus
    from giliran.documents import Pointer
    from giliran.model import Circular

_KINDS = {
    "RF003": Text("Aturan", "The circular"),
    "RF004": Text("Butir", "The clause"),
    "RF005": Text("Unit", "The unit"),
    "RF006": Text("Bacaan", "The reading"),
    "RF008": Text("Pemerintah daerah", "The jurisdiction"),
}


def unknown_law(corpus: Corpus) -> Iterator[Diagnostic]:
    """Follow every name in ``policy/`` and ``agency.yaml`` to the thing it names."""
    for jurisdiction in corpus.jurisdictions.values():
        known = {reading for circular in corpus.circulars.values() for reading in _readings(circular)}
        for index, bond in enumerate(jurisdiction.bonds):
            at: Pointer = ("circulars", index)
            if bond.circular not in corpus.circulars and not _broken(corpus, bond.circular):
                yield _told(corpus, "RF003", bond.circular, corpus.circulars, jurisdiction.path, (*at, "circular"))
            if bond.reading is not None and bond.reading not in known:
                yield _told(corpus, "RF006", bond.reading, sorted(known), jurisdiction.path, (*at, "reading"))
    for circular in corpus.circulars.values():
        yield from _inside(corpus, circular)
    for granted in corpus.dispensations:
        clauses = [clause.id for circular in corpus.circulars.values() for clause in circular.clauses]
        if granted.clause not in clauses and not _broken(corpus, granted.clause.rpartition("/")[0]):
            yield _told(corpus, "RF004", granted.clause, clauses, granted.path, ("clause",))
        if granted.unit not in corpus.units and f"units/{granted.unit}.yaml" not in corpus.broken:
            yield _told(corpus, "RF005", granted.unit, corpus.units, granted.path, ("unit",))
    for agency in corpus.agencies.values():
        named = agency.jurisdiction
        if named is not None and named not in corpus.jurisdictions and not corpus.policy_broken:
            yield _told(corpus, "RF008", named, corpus.jurisdictions, agency.path, ("jurisdiction",))
        elif named is None and len(corpus.jurisdictions) > 1:
            yield _unnamed(corpus, agency.path)


def _broken(corpus: Corpus, circular: str) -> bool:
    return any(path.startswith(f"policy/{circular}/") for path in corpus.broken)


def _readings(circular: Circular) -> list[str]:
    return [reading.name for reading in circular.readings]


def _inside(corpus: Corpus, circular: Circular) -> Iterator[Diagnostic]:
    """Follow the names that the files of one circular use for each other."""
    folder = f"policy/{circular.id}"
    if _broken(corpus, circular.id):
        return
    clauses = [clause.name for clause in circular.clauses]
    for clause in circular.clauses:
        for index, name in enumerate(clause.readings):
            if name not in _readings(circular):
                yield _told(corpus, "RF006", name, _readings(circular), clause.path, ("readings", index))
    for reading in circular.readings:
        for index, name in enumerate(reading.clauses):
            if name not in clauses:
                yield _told(corpus, "RF004", name, clauses, f"{folder}/readings.yaml", (reading.name, "clauses", index))
    for point in circular.conduct.points if circular.conduct else ():
        if point.clause is not None and point.clause not in clauses:
            at = ("points", point.number - 1, "clause")
            yield _told(corpus, "RF004", point.clause, clauses, f"{folder}/conduct.yaml", at)
    for path, document in corpus.documents.items():
        if path.startswith(f"{folder}/cases/"):
            data: Any = document.data
            if data["clause"] not in clauses:
                yield _told(corpus, "RF004", data["clause"], clauses, path, ("clause",))


def _told(corpus: Corpus, code: str, name: str, known: Iterable[str], path: str, pointer: Pointer) -> Diagnostic:
    kind, listed = _KINDS[code], list(known)
    message = Text(f"{kind.id} “{name}” tidak ada.", f"{kind.en} “{name}” does not exist.")
    some = quoted(listed[:8])
    advice = (
        Text(f"Yang ada: {some}.", f"There are: {some}.") if some else Text("Belum ada satu pun.", "There is none.")
    )
    maybe = suggestion(name, listed)
    if maybe is not None:
        advice = maybe + Text(f" {advice.id}", f" {advice.en}")
    return Diagnostic(code, message, corpus.documents[path].at(pointer), help=advice)


def _unnamed(corpus: Corpus, path: str) -> Diagnostic:
    names = quoted(corpus.jurisdictions)
    message = Text(
        "Perangkat daerah ini belum menyebut pemerintah daerahnya, padahal ada lebih dari satu.",
        "This agency does not name its jurisdiction, although there are several.",
    )
    advice = Text(f"Tambahkan “jurisdiction: …”; yang ada: {names}.", f"Add “jurisdiction: …”; there are: {names}.")
    return Diagnostic("RF008", message, corpus.documents[path].at(), help=advice)
