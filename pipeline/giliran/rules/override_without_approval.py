"""UN001: a unit states facts that differ from its agency's without a reason, an approval and a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.diagnostics import Diagnostic, Related
from giliran.wording import Text, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.corpus import Corpus


def override_without_approval(corpus: Corpus) -> Iterator[Diagnostic]:
    """Find facts of a unit that nobody answers for (reading ``level-of-exclusion``)."""
    for unit in corpus.units.values():
        if not unit.own_facts:
            continue
        given = unit.override
        parts = {
            "reason": given and given.reason,
            "approved-by": given and given.approved_by,
            "letter": given and given.letter,
        }
        missing = [name for name, value in parts.items() if not value]
        if not missing:
            continue
        document = corpus.documents[unit.path]
        place = document.at_key(("override",) if given is not None else ("facts",))
        message = Text(
            f"Fakta unit ini berbeda dari perangkat daerahnya tanpa persetujuan lengkap; belum ada {quoted(missing)}.",
            f"This unit's facts differ from its agency's without full approval; missing: {quoted(missing)}.",
        )
        advice = Text(
            "Lengkapi override: {reason: …, approved-by: …, letter: …}, atau hapus facts dari berkas unit ini.",
            "Complete override: {reason: …, approved-by: …, letter: …}, or delete facts from this unit file.",
        )
        related: tuple[Related, ...] = ()
        if unit.agency in corpus.agencies:
            agency = corpus.documents[f"units/{unit.agency}/agency.yaml"].at_key(("facts",))
            related = (Related(agency, Text("fakta perangkat daerah", "the agency's facts")),)
        yield Diagnostic("UN001", message, place, help=advice, unit=unit.id, related=related)
