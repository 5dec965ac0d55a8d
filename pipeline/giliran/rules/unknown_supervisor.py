"""RF001 for supervisors: a unit names a supervisor whom no unit lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.diagnostics import Diagnostic
from giliran.spelling import guessed
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.corpus import Corpus
    from giliran.documents import Pointer
    from giliran.model import Unit


def unknown_supervisor(corpus: Corpus) -> Iterator[Diagnostic]:
    """Find supervisors who exist nowhere; one from another unit is fine, since sections have heads above them."""
    for unit in corpus.units.values():
        named: list[tuple[str, Pointer]] = [(unit.supervisor, ("supervisor",))] if unit.supervisor is not None else []
        named += [
            (window.value, ("other-supervisors", index, "employee"))
            for index, window in enumerate(unit.other_supervisors)
        ]
        for person, pointer in named:
            if not corpus.is_known(person, unit):
                yield _told(corpus, unit, person, pointer)


def _told(corpus: Corpus, unit: Unit, person: str, pointer: Pointer) -> Diagnostic:
    message = Text(f"Atasan langsung “{person}” tidak ada di unit mana pun.", f"No unit has the supervisor “{person}”.")
    advice = Text(
        "Tulis kode pegawai yang menjadi atasan langsung.", "Write the code of the employee who is the supervisor."
    )
    advice = guessed(person, [employee.id for employee in unit.employees], advice)
    place = corpus.documents[unit.path].at(pointer)
    return Diagnostic("RF001", message, place, help=advice, unit=unit.id)
