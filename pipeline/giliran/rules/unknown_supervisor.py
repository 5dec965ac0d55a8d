"""RF001 for supervisors: a unit names a supervisor whom no unit lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.diagnostics import Diagnostic
from giliran.spelling import guessed
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.corpus import Corpus


def unknown_supervisor(corpus: Corpus) -> Iterator[Diagnostic]:
    """Find supervisors who exist nowhere; one from another unit is fine, since sections have heads above them."""
    for unit in corpus.units.values():
        if unit.supervisor is None or corpus.stays(unit.supervisor):
            continue
        message = Text(
            f"Atasan langsung “{unit.supervisor}” tidak ada di unit mana pun.",
            f"No unit has the supervisor “{unit.supervisor}”.",
        )
        advice = Text(
            "Tulis kode pegawai yang menjadi atasan langsung.", "Write the code of the employee who is the supervisor."
        )
        advice = guessed(unit.supervisor, [employee.id for employee in unit.employees], advice)
        place = corpus.documents[unit.path].at(("supervisor",))
        yield Diagnostic("RF001", message, place, help=advice, unit=unit.id)
