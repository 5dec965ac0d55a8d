"""UN006: a fact has a value that the vocabulary, or the law itself, does not know, so that a clause would pass it by.

``digital: no`` reads as the word "no", not as false; ``service: langsung`` is nobody's ``direct``. Both would let a unit
slip out of an exclusion in silence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from giliran.diagnostics import Diagnostic
from giliran.rules.unknown_fact import condition_of
from giliran.spelling import guessed, suggestion
from giliran.wording import Text, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.corpus import Corpus
    from giliran.documents import Pointer

Values = dict[str, list[str]]
"""The known values of each fact, spelt as in YAML."""


def unknown_fact_value(corpus: Corpus) -> Iterator[Diagnostic]:
    """Compare every stated and every tested value with ``policy/facts.yaml``.

    Where there is no vocabulary a value may be one that the law does not name; but a fact that the law tests for true or
    false must be one of the two, and a value that is almost one of the law's is taken for a slip.
    """
    tested = dict(_tested(corpus))
    known = _known(corpus, tested)
    stated = [(agency.path, agency.facts) for agency in corpus.agencies.values()]
    stated += [(unit.path, unit.own_facts) for unit in corpus.units.values()]
    for path, facts in stated:
        for fact, value in facts.items():
            yield from _judged(corpus, known, fact, value, path, ("facts", fact))
    if corpus.vocabulary is not None:
        for (path, pointer), (fact, value) in tested.items():
            yield from _judged(corpus, known, fact, value, path, pointer)


def known_values(corpus: Corpus) -> Values:
    """Give the values of each fact that the vocabulary lists or, where there is none, that the law tests."""
    return _known(corpus, dict(_tested(corpus)))


def _known(corpus: Corpus, tested: dict[tuple[str, Pointer], tuple[str, Any]]) -> Values:
    if corpus.vocabulary is not None:
        return {name: list(term.values) for name, term in corpus.vocabulary.items() if term.values is not None}
    by_fact: dict[str, list[Any]] = {}
    for fact, value in tested.values():
        by_fact.setdefault(fact, []).append(value)
    return {
        fact: ["true", "false"]
        if all(isinstance(value, bool) for value in values)
        else [str(value) for value in values]
        for fact, values in by_fact.items()
    }


def _tested(corpus: Corpus) -> Iterator[tuple[tuple[str, Pointer], tuple[str, Any]]]:
    """Give every value that a condition tests, by its place."""
    for circular in corpus.circulars.values():
        for clause in circular.clauses:
            for pointer, fact, value in _values(condition_of(clause), ("when",)):
                yield (clause.path, pointer), (fact, value)


def _values(condition: object, pointer: Pointer) -> Iterator[tuple[Pointer, str, Any]]:
    if isinstance(condition, list):
        for index, part in enumerate(condition):
            yield from _values(part, (*pointer, index))
    elif isinstance(condition, dict):
        for fact, test in condition.get("properties", {}).items():
            yield from _literals(test, (*pointer, "properties", fact), fact)
        for key in ("allOf", "anyOf", "not"):
            yield from _values(condition.get(key), (*pointer, key))


def _literals(test: dict[str, Any], pointer: Pointer, fact: str) -> Iterator[tuple[Pointer, str, Any]]:
    if "const" in test:
        yield (*pointer, "const"), fact, test["const"]
    for index, value in enumerate(test.get("enum", ())):
        yield (*pointer, "enum", index), fact, value
    if "not" in test:
        yield from _literals(test["not"], (*pointer, "not"), fact)


def _judged(
    corpus: Corpus, known: Values, fact: str, value: object, path: str, pointer: Pointer
) -> Iterator[Diagnostic]:
    if fact not in known:
        return
    spelt = str(value).lower() if isinstance(value, bool) else str(value)
    truth = spelt in {"true", "false"}
    if spelt in known[fact] and truth == isinstance(value, bool):
        return
    open_ended = corpus.vocabulary is None and known[fact] != ["true", "false"]
    if open_ended and suggestion(spelt.lower(), known[fact]) is None:
        return
    message = Text(
        f"“{spelt}” bukan isi yang dikenal untuk fakta “{fact}”.",
        f"“{spelt}” is not a known value of the fact “{fact}”.",
    )
    listed = Text(f"Yang dikenal: {quoted(known[fact])}.", f"Known are: {quoted(known[fact])}.")
    if truth:
        listed = Text("Hapus tanda kutipnya.", "Take the quotation marks away.")
    advice = guessed(spelt.lower(), () if truth else known[fact], listed)
    yield Diagnostic("UN006", message, corpus.documents[path].at(pointer), help=advice)
