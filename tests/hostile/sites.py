"""A site built from the specimens with a hostile text wherever one is accepted."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from giliran.check import check
from giliran.render.site import build_site
from giliran.views.survey.findings import warned
from tests.hostile.corpus import ADDRESSES, ALL, CALCULATED, planted
from tests.hostile.specimens import Leaf, leaves, spelt, tree, with_text
from tests.site.reading import Site

if TYPE_CHECKING:
    from pathlib import Path

    from giliran.audience import Audience
    from giliran.documents import Pointer


@cache
def takeable() -> tuple[str, ...]:
    """Give the texts that a field takes which takes any."""
    leaf = next(leaf for leaf in leaves() if leaf.field == "unit: employees.[].name")
    return tuple(text for text in ALL if _taken({leaf: planted(text, 1)}))


def _taken(plants: dict[Leaf, str]) -> bool:
    return check(tree(_files(plants))).report.clean


def _files(plants: dict[Leaf, str]) -> dict[str, bytes]:
    changes: dict[str, dict[Pointer, str]] = {}
    for leaf, text in plants.items():
        changes.setdefault(leaf.path, {})[leaf.pointer] = text
    return {path: spelt(with_text(path, where)) for path, where in changes.items()}


@cache
def accepted() -> dict[Leaf, str]:
    """Plant a text in each field that takes it, another one in each; what a file then refuses is left as it was."""
    every: dict[Leaf, str] = {}
    for number, leaf in enumerate(leaves()):
        texts = takeable() if leaf.free else ADDRESSES if leaf.address else ()
        if texts:
            every[leaf] = planted(texts[number % len(texts)], number)
    found: dict[Leaf, str] = {}
    for path in sorted({leaf.path for leaf in every}):
        here = {leaf: text for leaf, text in every.items() if leaf.path == path}
        if not _taken(here):
            here = {leaf: text for leaf, text in here.items() if _taken({leaf: text})}
        found |= here
    return found


def hostile_files() -> dict[str, bytes]:
    """Give every file with the texts it takes, and a unit that has a person for each of them."""
    return {
        **_files(accepted()),
        **_crowd(planted(CALCULATED[0], 4999), [planted(text, 5000 + at) for at, text in enumerate(takeable())]),
    }


def _crowd(unit: str, names: list[str]) -> dict[str, bytes]:
    people = [{"id": f"zz{number:03}", "name": name, "status": "pns"} for number, name in enumerate(names)]
    half = [person["id"] for person in people][: len(people) // 2]
    return {
        "units/bkd/ramai.yaml": spelt({"name": unit, "kind": "unit", "supervisor": "zz000", "employees": people}),
        "schedules/bkd/ramai/2023-09.yaml": spelt({"wfh": {"2023-09-01": half[::2], "2023-09-04": half[1::2]}}),
    }


def built(audience: Audience, out: Path, *, hostile: bool = True) -> Site:
    """Build one edition of hostile texts or, to compare with, one of the same shape with ordinary words."""
    plain = _crowd("Unit Ramai", [f"Nama {number}" for number in range(len(takeable()))])
    outcome = check(tree(hostile_files() if hostile else plain))
    assert outcome.report.clean, outcome.report.diagnostics
    return Site(out, build_site(outcome.corpus, audience, out, 0, warned(outcome.report)))
