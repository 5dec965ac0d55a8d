"""Facts, their values and the conditions over them, in the words of the repository's own vocabulary.

What a fact is called, and each of its values, is written in ``policy/facts.yaml`` and nowhere else. What is not listed
there is shown as it is written, with spaces for hyphens.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from giliran.wording import Text, joined, same

if TYPE_CHECKING:
    from collections.abc import Mapping

    from giliran.corpus import Corpus
    from giliran.model import Condition, Fact, FactTerm

_AND, _OR = Text(" dan ", " and "), Text(" atau ", " or ")
_TRUTH = {True: Text("ya", "yes"), False: Text("tidak", "no")}


@dataclass(frozen=True, slots=True)
class FactWords:
    """Says facts and conditions over them by the titles of a vocabulary, which may be empty."""

    terms: Mapping[str, FactTerm] = field(default_factory=dict)

    @classmethod
    def of(cls, corpus: Corpus) -> FactWords:
        """Take the vocabulary of a repository, which need not have one."""
        return cls(corpus.vocabulary or {})

    def name(self, fact: str) -> Text:
        """Give the title of a fact, or its name with a capital."""
        term = self.terms.get(fact)
        return same(fact.replace("-", " ").capitalize()) if term is None else term.title

    def value(self, fact: str, value: Fact) -> Text:
        """Give the words for a value of a fact."""
        # The vocabulary spells values as YAML does, where true is one word and not Python's.
        spelt = str(value).lower() if isinstance(value, bool) else str(value)
        term = self.terms.get(fact)
        known = None if term is None or term.values is None else term.values.get(spelt)
        if known is not None:
            return known
        return _TRUTH[value] if isinstance(value, bool) else same(spelt.replace("-", " "))

    def condition(self, condition: Condition) -> Text:
        """Say a condition over facts in words: ``Jenis layanan: … atau …, dan …``."""
        required = condition.get("required", ())
        parts: list[Text] = []
        for key, value in condition.items():
            if key == "properties" and isinstance(value, dict):
                needed = _listed(required)
                parts.extend(self._test(name, test, optional=name not in needed) for name, test in value.items())
            elif key in {"anyOf", "allOf"} and isinstance(value, list):
                parts.append(_bracketed([self.condition(entry) for entry in value], _OR if key == "anyOf" else _AND))
            elif key == "not" and isinstance(value, dict):
                inner = self.condition(value)
                parts.append(Text(f"bukan ({inner.id})", f"not ({inner.en})"))
        named = facts_tested(condition)
        known = [self.name(name) for name in _listed(required) if name not in named]
        parts.extend(Text(f"{name.id} dicatat", f"{name.en} is recorded") for name in known)
        return _chain(parts, Text("; dan ", "; and "))

    def _test(self, name: str, test: object, *, optional: bool) -> Text:
        label = self.name(name)
        words = self._values(name, test)
        if optional:
            words = words + Text(" (bila dicatat)", " (where recorded)")
        return Text(f"{label.id}: {words.id}", f"{label.en}: {words.en}")

    def _values(self, name: str, test: object) -> Text:
        if isinstance(test, dict) and set(test) == {"enum"}:
            return _chain([self.value(name, value) for value in test["enum"]], _OR)
        if isinstance(test, dict) and set(test) == {"const"}:
            return self.value(name, test["const"])
        if isinstance(test, dict) and set(test) == {"not"}:
            inner = self._values(name, test["not"])
            return Text(f"selain {inner.id}", f"other than {inner.en}")
        return same(json.dumps(test, ensure_ascii=False, sort_keys=True))


def facts_tested(condition: Condition) -> tuple[str, ...]:
    """Give the names of the facts whose values a condition tests, wherever in it they stand."""
    names: list[str] = []
    tested = condition.get("properties", {})
    if isinstance(tested, dict):
        names.extend(tested)
    for key in ("anyOf", "allOf"):
        for entry in _listed(condition.get(key, ())):
            names.extend(facts_tested(entry))
    inner = condition.get("not")
    if isinstance(inner, dict):
        names.extend(facts_tested(inner))
    return tuple(dict.fromkeys(names))


def _listed(value: object) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, list | tuple) else ()


def _bracketed(parts: list[Text], between: Text) -> Text:
    return _chain([Text(f"({part.id})", f"({part.en})") for part in parts], between)


def _chain(parts: list[Text], between: Text) -> Text:
    if not parts:
        return same("")
    whole = parts[0]
    for part in parts[1:]:
        whole = joined((whole, between, part), "")
    return whole
