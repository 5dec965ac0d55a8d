"""How far it reaches: what was measured of whole provinces, and, apart from it, what a nation would come to."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from giliran.views.capacity.exhibits import MEMORY, Exhibit, Line
from giliran.views.capacity.measured import PROVINCE, megabytes, roughly, seconds
from giliran.views.words import grouped
from giliran.wording import Text, joined, same

if TYPE_CHECKING:
    from collections.abc import Sequence

    from giliran.views.capacity.measured import Question, Row

NATION = 4_300_000
"""Civil servants of Indonesia, roughly."""
_CHECK, _BUILD = Text("Memeriksa", "Checking"), Text("Membangun situs", "Building the site")
_PEOPLE = Text("Pegawai", "People")


def measured(growth: Question) -> Exhibit:
    """Show what was measured, size by size."""
    built = {row.staff: row for row in growth.named("build")}
    lines = tuple(
        Line(_people(row.staff), (*_both(row), *_both(built.get(row.staff)))) for row in growth.named("check")
    )
    title = Text("Terukur", "Measured")
    return Exhibit("measured", title, growth.note, _PEOPLE, _columns(), lines, small=growth.small)


def extrapolated(growth: Question) -> Exhibit:
    """Reckon what a nation would take: at once on one such machine, and as provinces, one after another.

    Time and memory for each person are those of the largest size that was measured; those of a province are its own
    where it was measured.
    """
    check, build = growth.named("check"), growth.named("build")
    parts = ceil(NATION / PROVINCE)
    nation = grouped(NATION)
    whole = Line(nation + Text(", sekaligus", ", all at once"), (*_grown(check), *_grown(build)))
    title = Text(f", {parts} provinsi satu per satu", f", {parts} provinces one by one")
    shards = Line(nation + title, (*_repeated(check, parts), *_repeated(build, parts)))
    bases = sorted({rows[-1].staff for rows in (check, build) if rows})
    sizes = joined((grouped(size) for size in bases), " / ")
    note = Text(
        f"Tidak diukur: sekaligus adalah harga tiap pegawai pada {sizes.id} pegawai dikalikan jumlahnya; "
        "satu per satu adalah waktu satu provinsi dikalikan banyaknya, dengan memori satu provinsi. Dua angka penting.",
        f"Not measured: all at once is the cost of each person at {sizes.en} people, multiplied; "
        "one by one is the time of one province, multiplied, in the memory of one. Two significant digits.",
    )
    title = Text("Perkiraan, bukan ukuran", "Extrapolated, not measured")
    return Exhibit("nation", title, note, _PEOPLE, _columns(), (whole, shards), small=growth.small, extrapolated=True)


def _columns() -> tuple[Text, ...]:
    return (_CHECK, MEMORY, _BUILD, MEMORY)


def _people(number: int) -> Text:
    place = Text(" (satu provinsi)", " (a province)") if number == PROVINCE else same("")
    return grouped(number) + place


def _both(row: Row | None) -> tuple[Text, Text]:
    if row is None:
        return same("–"), same("–")
    return seconds(row.seconds.median), megabytes(row.megabytes)


def _grown(rows: Sequence[Row]) -> tuple[Text, Text]:
    """Reckon the nation from each person of the largest size."""
    if not rows:
        return _both(None)
    share = NATION / rows[-1].staff
    return seconds(rows[-1].seconds.median * share, roughly), megabytes(rows[-1].megabytes * share, roughly)


def _repeated(rows: Sequence[Row], parts: int) -> tuple[Text, Text]:
    """Reckon the nation from one province, measured or itself reckoned from the largest size."""
    if not rows:
        return _both(None)
    row = next((each for each in rows if each.staff == PROVINCE), rows[-1])
    share = PROVINCE / row.staff
    return seconds(row.seconds.median * share * parts, roughly), megabytes(row.megabytes * share, roughly)
