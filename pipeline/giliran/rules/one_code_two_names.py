"""UN005: one employee code stands for two names; a code is one person's across the whole jurisdiction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.diagnostics import Diagnostic, Related
from giliran.rules.two_units_at_once import stays_by_person
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.corpus import Corpus
    from giliran.model import Employee, Unit


def one_code_two_names(corpus: Corpus) -> Iterator[Diagnostic]:
    """Find codes that two people seem to share."""
    for (unit, first), *others in stays_by_person(corpus):
        for other, stay in others:
            if stay.name != first.name:
                yield _told(corpus, (unit, first), (other, stay))


def _told(corpus: Corpus, first: tuple[Unit, Employee], second: tuple[Unit, Employee]) -> Diagnostic:
    unit, stay = second
    message = Text(
        f"Kode “{stay.id}” dipakai untuk dua nama: “{first[1].name}” dan “{stay.name}”.",
        f"The code “{stay.id}” stands for two names: “{first[1].name}” and “{stay.name}”.",
    )
    advice = Text(
        "Bila satu orang, samakan namanya; bila dua orang, beri kode baru kepada salah satunya.",
        "For one person, write the same name; for two people, give one of them a new code.",
    )
    earlier = first[0]
    place = corpus.documents[earlier.path].at(("employees", earlier.employees.index(first[1]), "name"))
    related = (Related(place, Text("nama yang lain", "the other name")),)
    here = corpus.documents[unit.path].at(("employees", unit.employees.index(stay), "name"))
    return Diagnostic("UN005", message, here, help=advice, unit=unit.id, related=related)
