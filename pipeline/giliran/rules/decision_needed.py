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


def decision_needed(corpus: Corpus) -> Iterator[Diagnostic]:
    """Note every agency with units, and every unit with facts of its own, for which a review clause asks its question.

    A unit whose facts were overridden with full approval has been decided and is not asked again.
    """
    for unit in corpus.units.values():
        law = corpus.law_of(unit)
        if law is None or (unit.own_facts and unit.override is not None):
            continue
        for clause in (clause for circular in law.binding for clause in circular.clauses):
            if not isinstance(clause.rule, ReviewRule) or not fulfils(unit.facts, clause.rule.when):
                continue
            if unit.own_facts:
                path = unit.path
            else:
                path = f"units/{unit.agency}/agency.yaml"
                if next(own.id for own in corpus.units.values() if own.agency == unit.agency) != unit.id:
                    continue
            advice = Text(
                "Putuskan, lalu catat dalam berkas unit (facts dan override, dengan alasan dan surat) bila jawabannya "
                "bukan “boleh”.",
                "Decide, and where the answer is not “yes” record it in the unit file (facts and override, with a reason "
                "and a letter).",
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
