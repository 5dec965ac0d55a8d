"""RF007: a clause asks for a fact that no agency and no unit states, so that it could never apply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.diagnostics import Diagnostic
from giliran.model import ExcludeRule, ReviewRule, ShareRule
from giliran.rules.naming import leads_nowhere
from giliran.spelling import guessed
from giliran.wording import Text, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.corpus import Corpus
    from giliran.documents import Pointer
    from giliran.model import Clause, Condition


def unknown_fact(corpus: Corpus) -> Iterator[Diagnostic]:
    """Find fact names that stand only in the law."""
    if corpus.vocabulary is not None:
        yield from _outside_vocabulary(corpus, list(corpus.vocabulary))
        return
    stated = {fact for agency in corpus.agencies.values() for fact in agency.facts}
    stated |= {fact for unit in corpus.units.values() for fact in unit.own_facts}
    if not corpus.agencies or any(path.endswith("/agency.yaml") for path in corpus.broken):
        return
    for circular in corpus.circulars.values():
        for clause in circular.clauses:
            condition = condition_of(clause)
            asked = dict(reversed(list(facts_asked(condition, ("when",))))) if condition else {}
            for fact, pointer in asked.items():
                if fact in stated:
                    continue
                message = Text(
                    f"Fakta “{fact}” tidak disebut oleh satu pun perangkat daerah atau unit.",
                    f"No agency and no unit states the fact “{fact}”.",
                )
                names = sorted(stated)
                listed = Text(f"Fakta yang ada: {quoted(names)}.", f"Facts that are stated: {quoted(names)}.")
                advice = guessed(fact, names, listed)
                place = corpus.documents[clause.path].at_key(pointer)
                yield Diagnostic("RF007", message, place, help=advice, clause=clause.ref())


def _outside_vocabulary(corpus: Corpus, known: list[str]) -> Iterator[Diagnostic]:
    """With ``policy/facts.yaml`` every name, in the law and in the facts, must be one of its names."""
    for circular in corpus.circulars.values():
        for clause in circular.clauses:
            asked = dict(reversed(list(facts_asked(condition_of(clause), ("when",)))))
            for fact, pointer in asked.items():
                if fact not in known:
                    yield leads_nowhere(corpus, "RF007", fact, known, clause.path, pointer)
    for agency in corpus.agencies.values():
        for fact in agency.facts:
            if fact not in known:
                yield leads_nowhere(corpus, "RF007", fact, known, agency.path, ("facts", fact))
    for unit in corpus.units.values():
        for fact in unit.own_facts:
            if fact not in known:
                yield leads_nowhere(corpus, "RF007", fact, known, unit.path, ("facts", fact))


def condition_of(clause: Clause) -> Condition | None:
    """Give the condition over facts that a clause has, if it has one."""
    return clause.rule.when if isinstance(clause.rule, ShareRule | ExcludeRule | ReviewRule) else None


def facts_asked(condition: object, pointer: Pointer) -> Iterator[tuple[str, Pointer]]:
    """Give the fact names in a condition with their pointers."""
    if isinstance(condition, list):
        for index, part in enumerate(condition):
            yield from facts_asked(part, (*pointer, index))
    if not isinstance(condition, dict):
        return
    for index, fact in enumerate(condition.get("required", ())):
        yield fact, (*pointer, "required", index)
    for fact in condition.get("properties", {}):
        yield fact, (*pointer, "properties", fact)
    for key in ("allOf", "anyOf", "not"):
        yield from facts_asked(condition.get(key), (*pointer, key))
