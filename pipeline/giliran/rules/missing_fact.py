"""UN004: an agency or unit does not state a fact that a clause needs, so that the clause would pass it by in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.diagnostics import Diagnostic, Related
from giliran.rules.unknown_fact import condition_of, facts_asked
from giliran.spelling import suggestion
from giliran.wording import Text, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.corpus import Corpus
    from giliran.documents import Pointer
    from giliran.model import Agency, Clause


def missing_fact(corpus: Corpus) -> Iterator[Diagnostic]:
    """Find agencies whose facts leave a condition of the law open."""
    known = set(corpus.vocabulary or (fact for agency in corpus.agencies.values() for fact in agency.facts))
    needed: dict[str, tuple[Clause, Pointer]] = {}
    for circular in corpus.circulars.values():
        for clause in circular.clauses:
            condition = condition_of(clause)
            for fact, pointer in facts_asked(condition, ("when",)) if condition else ():
                if fact in known:  # a fact that nobody knows is the law's fault, told by another rule
                    needed.setdefault(fact, (clause, pointer))
    for agency in corpus.agencies.values():
        for fact, (clause, pointer) in needed.items():
            if fact not in agency.facts:
                yield _told(corpus, agency, fact, clause, pointer)


def _told(corpus: Corpus, agency: Agency, fact: str, clause: Clause, pointer: Pointer) -> Diagnostic:
    message = Text(
        f"Fakta “{fact}” belum disebut untuk {agency.name}; aturan menentukannya dari fakta itu.",
        f"The fact “{fact}” is not stated for {agency.name}; the law decides by it.",
    )
    advice = Text(f"Tambahkan “{fact}: …” di bawah facts.", f"Add “{fact}: …” under facts.")
    maybe = next((found for own in agency.facts if (found := suggestion(own, [fact])) is not None), None)
    if maybe is not None:
        advice = joined((maybe, advice))
    asked = Related(corpus.documents[clause.path].at(pointer), Text("ditanyakan di sini", "asked for here"))
    place = corpus.documents[agency.path].at_key(("facts",))
    return Diagnostic("UN004", message, place, help=advice, clause=clause.ref(), related=(asked,))
