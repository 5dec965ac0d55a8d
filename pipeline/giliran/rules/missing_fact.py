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
    for agency in corpus.agencies.values():
        for fact, (clause, pointer) in _needed(corpus, agency).items():
            # A fact that nobody knows is the law's fault, told by another rule.
            if fact in known and fact not in agency.facts:
                yield _told(corpus, agency, fact, clause, pointer)


def _needed(corpus: Corpus, agency: Agency) -> dict[str, tuple[Clause, Pointer]]:
    """Give the facts that the circulars over an agency ask for, each with the clause that asks first."""
    needed: dict[str, tuple[Clause, Pointer]] = {}
    jurisdiction = corpus.jurisdiction_over(agency.id)
    for bond in jurisdiction.bonds if jurisdiction is not None else ():
        for clause in corpus.circulars[bond.circular].clauses if bond.circular in corpus.circulars else ():
            for fact, pointer in facts_asked(condition_of(clause), ("when",)):
                needed.setdefault(fact, (clause, pointer))
    return needed


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
