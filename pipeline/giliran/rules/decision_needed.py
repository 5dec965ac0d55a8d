"""LW006: the words of the circular leave it open whether a unit may work from home; a human decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.diagnostics import Diagnostic, Related
from giliran.judge import fulfils
from giliran.model import ReviewRule
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.corpus import Corpus
    from giliran.model import Unit


def decision_needed(corpus: Corpus) -> Iterator[Diagnostic]:
    """Note every agency with units, and every unit with facts of its own, for which a review clause asks its question.

    A unit whose facts were overridden with full approval has been decided and is not asked again.
    """
    for unit in corpus.units.values():
        law = corpus.law_of(unit)
        if law is None or _decided(unit):
            continue
        for clause in (clause for circular in law.binding for clause in circular.clauses):
            if not isinstance(clause.rule, ReviewRule) or not fulfils(unit.facts, clause.rule.when):
                continue
            if unit.own_facts:
                path = unit.path
            else:
                path = f"units/{unit.agency}/agency.yaml"
                if unit.id != _first_to_ask(corpus, unit.agency):
                    continue
            advice = Text(
                "Putuskan, lalu catat keputusannya, ya atau tidak, dalam berkas unit: facts yang berlaku dan override "
                "dengan alasan, penyetuju, dan surat. Setelah itu catatan ini hilang.",
                "Decide, and record the decision, yes or no, in the unit file: the facts that hold and an override with "
                "reason, approval and letter. This note then disappears.",
            )
            asked = Related(
                corpus.documents[clause.path].at_key(("when",)), Text("syaratnya di sini", "the condition is here")
            )
            yield Diagnostic(
                "LW006",
                clause.rule.question,
                corpus.documents[path].at_key(("facts",)),
                help=advice,
                clause=clause.ref(),
                related=(asked,),
            )


def _decided(unit: Unit) -> bool:
    return bool(unit.own_facts) and unit.override is not None


def _first_to_ask(corpus: Corpus, agency: str) -> str:
    """Give the unit for which the question is put to the agency, so that it is put once."""
    return next(unit.id for unit in corpus.units.values() if unit.agency == agency and not unit.own_facts)
