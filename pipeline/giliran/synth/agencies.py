"""How a number of staff is spread over agencies and units: the larger the province, the more agencies of the same kinds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, count, pairwise, product, zip_longest
from typing import TYPE_CHECKING, Literal, TypeAlias

from giliran.synth.chance import Chance, Weighted
from giliran.synth.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

Work = Literal["desk", "online", "support-online", "counter", "field"]
"""At desks; a service to the public or to other agencies, online; face to face; out in the field."""

GROWTH = ((0, 1), (60, 1), (300, 4), (3_000, 16), (20_000, 36), (58_109, 52), (250_000, 160), (1_000_000, 480))
"""Staff, and into how many agencies it is divided; between two entries in proportion."""

ALONE = 12
"""So few people are one unit."""

LARGEST = 40
SIZES = Weighted(
    chain(
        [(1, 10), (2, 10), (3, 14), (4, 20), (5, 28), (6, 36), (7, 44)],
        ((size, 36 + 4 * min(size - 8, 25 - size)) for size in range(8, 26)),
        ((size, 2 + (LARGEST - size)) for size in range(26, LARGEST + 1)),
    )
)
"""People of a unit: 1 to 40, most between 8 and 25."""


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """A unit to be filled. ``profile`` names its roles; ``office`` says that it serves its own agency, not the public."""

    slug: str
    name: str
    kind: str
    profile: str
    size: int
    office: bool


@dataclass(frozen=True, slots=True)
class AgencyPlan:
    """An agency and its units."""

    key: str
    name: str
    kind: str
    work: Work
    sector: str
    location: str
    units: tuple[UnitPlan, ...]


_Named: TypeAlias = tuple[str, str, str, str, bool]
"""Slug, name, kind and profile of a unit, and whether it is an office."""

_OFFICES = (
    ("Umum", "general"),
    ("Keuangan", "finance"),
    ("Kepegawaian", "personnel"),
    ("Program dan Pelaporan", "planning"),
    ("Hukum dan Arsip", "legal"),
)
_ASPECTS = ("Perencanaan", "Analisis", "Evaluasi", "Pelaporan", "Data", "Pendampingan", "Koordinasi", "Fasilitasi")
_LOWEST = {
    "badan": ("subbid", "Subbidang"),
    "biro": ("subkel", "Subkelompok"),
    "inspektorat": ("subkel", "Subkelompok"),
    "sekretariat": ("subbag", "Subbagian"),
    "kota": ("subbag", "Subbagian"),
    "kabupaten": ("subbag", "Subbagian"),
}
"""What the lowest unit of an agency is called by its kind; otherwise a section."""


def organisation(staff: int, seed: int) -> tuple[AgencyPlan, ...]:
    """Divide exactly ``staff`` people."""
    chance = Chance("agencies", seed)
    chosen = list(_agencies(_how_many(staff)))
    weights = [int(entry["weight"]) * (75 + chance.below(51)) for entry, _ in chosen]
    shares = _divided(staff, weights)
    return tuple(_agency(entry, region, share, seed) for (entry, region), share in zip(chosen, shares, strict=True))


def _how_many(staff: int) -> int:
    for (below, few), (above, many) in pairwise(GROWTH):
        if staff <= above:
            return few + (many - few) * (staff - below) // (above - below)
    return GROWTH[-1][1]


def _agencies(wanted: int) -> Iterator[tuple[dict[str, Any], int]]:
    """Give entries of the table, and then their regional branches from 1 on."""
    entries = table("agencies")
    branching = [entry for entry in entries if entry["branches"]]
    everything = chain(((entry, 0) for entry in entries), ((entry, at) for at in count(1) for entry in branching))
    for _, found in zip(range(wanted), everything, strict=False):
        yield found


def _divided(total: int, weights: list[int]) -> list[int]:
    """Divide a number in proportion; what is left over goes to the largest fractions, the earlier first."""
    whole = sum(weights)
    shares = [total * weight // whole for weight in weights]
    fractions = sorted(range(len(weights)), key=lambda at: (-(total * weights[at] % whole), at))
    for at in fractions[: total - sum(shares)]:
        shares[at] += 1
    return shares


def _agency(entry: dict[str, Any], region: int, staff: int, seed: int) -> AgencyPlan:
    key, name, kind = entry["key"], entry["name"], entry["kind"]
    if region:
        key, name = f"{key}-wilayah-{region}", f"{name} Wilayah {_roman(region)}"
        if kind in {"dinas", "badan"}:
            name, kind = f"Suku {name}", f"suku-{kind}"
    chance = Chance("units", seed, key)
    units = tuple(
        UnitPlan(slug, title, form, profile, size, office)
        for size, (slug, title, form, profile, office) in zip(
            _sizes(staff, chance), _units(entry, territorial=bool(region)), strict=False
        )
    )
    return AgencyPlan(key, name, kind, entry["work"], entry["sector"], _location(entry, region), units)


def _location(entry: dict[str, Any], region: int) -> str:
    if region:
        return f"wilayah-{region}"
    return "balai-kota" if entry["kind"] in {"biro", "sekretariat"} else "pusat"


def _sizes(staff: int, chance: Chance) -> Iterator[int]:
    """Give the sizes of units that are ``staff`` together; no crumb is left over where it can be helped."""
    left = staff
    while left > 0:
        size = min(left, chance.draw(SIZES))
        if left <= ALONE or (left - size < 4 and left <= LARGEST):
            size = left
        yield size
        left -= size


def _units(entry: dict[str, Any], *, territorial: bool) -> Iterator[_Named]:
    """Give ever more units of an agency, the central ones first, each with a slug of its own."""
    code, word = _LOWEST.get(entry["kind"], ("seksi", "Seksi")) if not territorial else ("seksi", "Seksi")
    profile, topics = entry["profile"], entry["topics"]
    own = [(f"{code}-{_slug(topic)}", f"{word} {topic}", word.lower(), profile, False) for topic in topics]
    offices = [(f"subbag-{_slug(task)}", f"Subbagian {task}", "subbagian", roles, True) for task, roles in _OFFICES]
    yield from (unit for pair in zip_longest(offices, own) for unit in pair if unit is not None)
    places = table("places")
    if entry["kind"] in {"biro", "sekretariat", "inspektorat"}:
        for aspect, topic in product(_ASPECTS, topics):
            title = f"{aspect} {topic}"
            yield f"{code}-{_slug(title)}", f"{word} {title}", word.lower(), profile, False
    elif not territorial and entry["kind"] not in {"kota", "kabupaten"}:
        for region, (slug, title, kind, roles, office) in product(places["regions"], [*own, *offices[:2]]):
            yield f"{slug}-{_slug(region)}", f"{title} Wilayah {region}", kind, roles, office
    for number in count(1):
        again = "" if number == 1 else f" {_roman(number)}"
        for district, topic in product((name for line in places["districts"] for name in line.split()), topics):
            title = f"{topic} Kecamatan {district}{again}"
            yield f"satpel-{_slug(title)}", f"Satuan Pelaksana {title}", "unit", profile, False


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


def _roman(number: int) -> str:
    spelt = ""
    for value, letters in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        spelt += letters * (number // value)
        number %= value
    return spelt
