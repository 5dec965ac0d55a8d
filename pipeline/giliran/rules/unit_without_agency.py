"""UN002: a unit file stands in a folder without ``agency.yaml``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.diagnostics import Diagnostic
from giliran.source import Place
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.corpus import Corpus


def unit_without_agency(corpus: Corpus) -> Iterator[Diagnostic]:
    """Find units that belong to no agency."""
    for unit in corpus.units.values():
        path = f"units/{unit.agency}/agency.yaml"
        if unit.agency not in corpus.agencies and path not in corpus.broken:
            message = Text(
                f"Unit ini tidak punya perangkat daerah: {path} tidak ada.",
                f"This unit belongs to no agency: there is no {path}.",
            )
            advice = Text(
                f"Buat {path}, atau pindahkan unit ini ke map perangkat daerahnya.",
                f"Write {path}, or move this unit to the folder of its agency.",
            )
            yield Diagnostic("UN002", message, Place.of_file(unit.path), help=advice, unit=unit.id)
