"""RF004 and RF005: a dispensation names a clause that is not there or limits nothing, or a unit that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.diagnostics import Diagnostic
from giliran.model import ExcludeRule, ShareRule
from giliran.rules.naming import has_broken_part, leads_nowhere
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.corpus import Corpus


def dispensation_names(corpus: Corpus) -> Iterator[Diagnostic]:
    """Follow the names in every dispensation; one that leads nowhere grants nothing."""
    for granted in corpus.dispensations:
        clauses = [clause.id for circular in corpus.circulars.values() for clause in circular.clauses]
        if granted.clause not in clauses and not has_broken_part(corpus, granted.clause.rpartition("/")[0]):
            yield leads_nowhere(corpus, "RF004", granted.clause, clauses, granted.path, ("clause",))
        found = corpus.clause(granted.clause)
        if found is not None and not isinstance(found.rule, ShareRule | ExcludeRule):
            yield _nothing_to_lift(corpus, granted.path, found.title)
        if granted.unit not in corpus.units and f"units/{granted.unit}.yaml" not in corpus.broken:
            yield leads_nowhere(corpus, "RF005", granted.unit, corpus.units, granted.path, ("unit",))


def _nothing_to_lift(corpus: Corpus, path: str, title: Text) -> Diagnostic:
    message = Text(
        f"Butir “{title.id}” tidak membatasi siapa yang di rumah, jadi tidak dapat didispensasi.",
        f"The clause “{title.en}” does not limit who is at home, so nothing can be dispensed with.",
    )
    advice = Text(
        "Tulis butir batas (kind: share) atau pengecualian (kind: exclude) yang dimaksud surat itu.",
        "Name the clause of the limit (kind: share) or of the exclusion (kind: exclude) that the letter means.",
    )
    return Diagnostic("RF004", message, corpus.documents[path].at(("clause",)), help=advice)
