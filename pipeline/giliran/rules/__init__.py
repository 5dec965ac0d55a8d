"""Checks that need more than one file, one small module each, and the manual page of every code.

A rule is a function from the corpus to diagnostics. To add one: a module here, a line in :data:`RULES`, and for each new
code a line in :mod:`giliran.codes` and a page ``<CODE>.md`` beside the module.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from giliran.rules.clause_gives_way import clause_gives_way
from giliran.rules.crossing_windows import crossing_windows
from giliran.rules.decision_needed import decision_needed
from giliran.rules.dispensation_names import dispensation_names
from giliran.rules.dispensation_use import dispensation_use
from giliran.rules.missing_fact import missing_fact
from giliran.rules.one_code_two_names import one_code_two_names
from giliran.rules.outside_in_force import outside_in_force
from giliran.rules.override_without_approval import override_without_approval
from giliran.rules.two_units_at_once import two_units_at_once
from giliran.rules.unit_without_agency import unit_without_agency
from giliran.rules.unknown_fact import unknown_fact
from giliran.rules.unknown_fact_value import unknown_fact_value
from giliran.rules.unknown_jurisdiction import unknown_jurisdiction
from giliran.rules.unknown_law import unknown_law
from giliran.rules.unknown_supervisor import unknown_supervisor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from giliran.corpus import Corpus
    from giliran.diagnostics import Diagnostic

Rule: TypeAlias = "Callable[[Corpus], Iterator[Diagnostic]]"

RULES: tuple[Rule, ...] = (
    crossing_windows,
    outside_in_force,
    clause_gives_way,
    unknown_law,
    unknown_jurisdiction,
    dispensation_names,
    unknown_fact,
    unknown_fact_value,
    missing_fact,
    unit_without_agency,
    unknown_supervisor,
    two_units_at_once,
    one_code_two_names,
    override_without_approval,
    decision_needed,
    dispensation_use,
)
