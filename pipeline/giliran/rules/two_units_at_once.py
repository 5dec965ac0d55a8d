"""UN003: one person is a member twice on the same day, in two units or twice in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.diagnostics import Diagnostic, Related
from giliran.wording import Text, long_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.corpus import Corpus
    from giliran.model import Employee, Unit
    from giliran.source import Place


def two_units_at_once(corpus: Corpus) -> Iterator[Diagnostic]:
    """Find memberships of one person that overlap; each would count the person once more."""
    for stays in stays_by_person(corpus):
        ordered = sorted(stays, key=lambda found: found[1].period.start)
        longest = ordered[0]
        for later in ordered[1:]:
            if longest[1].period.overlaps(later[1].period):
                first, second = sorted((longest, later), key=stays.index)
                yield _told(corpus, first, second)
            longest = max(longest, later, key=lambda found: found[1].period.last)


def stays_by_person(corpus: Corpus) -> Iterator[list[tuple[Unit, Employee]]]:
    """Give the memberships of each code that has several, one list for each jurisdiction it stands in."""
    for stays in corpus.moved:
        apart: dict[str, list[tuple[Unit, Employee]]] = {}
        for unit, stay in stays:
            jurisdiction = corpus.jurisdiction_of(unit)
            apart.setdefault("" if jurisdiction is None else jurisdiction.name, []).append((unit, stay))
        yield from apart.values()


def _told(corpus: Corpus, first: tuple[Unit, Employee], second: tuple[Unit, Employee]) -> Diagnostic:
    unit, later = second
    start = max(first[1].period.start, later.period.start)
    since = Text("", "")
    if start.year > 1:
        day = long_date(start)
        since = Text(f" sejak {day.id}", f" from {day.en}")
    twice = first[0].id == unit.id
    where = (
        Text("dua kali di unit ini", "twice in this unit")
        if twice
        else Text(
            f"di {first[0].name} ({first[0].id}) dan di unit ini",
            f"in {first[0].name} ({first[0].id}) and in this unit",
        )
    )
    message = Text(
        f"“{later.id}” tercatat {where.id} pada hari yang sama{since.id}.",
        f"“{later.id}” is listed {where.en} on the same days{since.en}.",
    )
    advice = Text(
        "Bila pindah, tulis “until” pada yang lama dan “from” pada yang baru; bila dua orang, beri kode berbeda.",
        "For a transfer write “until” in the old unit and “from” in the new one; for two people use different codes.",
    )
    date = start.isoformat() if start.year > 1 else None
    related = (Related(_place(corpus, *first), Text("juga tercatat di sini", "also listed here")),)
    return Diagnostic(
        "UN003", message, _place(corpus, unit, later), help=advice, unit=unit.id, date=date, related=related
    )


def _place(corpus: Corpus, unit: Unit, stay: Employee) -> Place:
    index = next(number for number, entry in enumerate(unit.employees) if entry is stay)
    return corpus.documents[unit.path].at(("employees", index, "id"))
