"""The name index as small JSON files under ``find/``, which the script of the search box fetches one by one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime

    from giliran.views.find import Listed, NameIndex, Shard

SCRIPTS = (
    "assets/js/find.js",
    "assets/js/me.js",
    "assets/js/mine.js",
    "assets/js/names.js",
    "assets/js/sheet.js",
)
"""The scripts that only the internal edition has a use for."""


def find_files(index: NameIndex) -> dict[str, bytes]:
    """Give every file of the index by its path in the site."""
    files = {_path(branch.part): _bytes(branch.shape) for branch in index.branches}
    files |= {_path(shard.part): _bytes(_shard(shard)) for shard in index.shards}
    return files | {"find/index.json": _bytes(index.root)}


def _path(part: str) -> str:
    """Name a file; the prefix keeps names apart from the root's, and from those that Windows reserves, such as ``con``."""
    return f"find/n-{part}.json"


def _shard(shard: Shard) -> dict[str, object]:
    """Write each unit once, and each person with the place of the unit in that list; days stand only where they are told."""
    units = {unit: at for at, unit in enumerate(sorted({(one.unit, one.unit_name) for one in shard.people}))}
    people = [_person(one, units[one.unit, one.unit_name]) for one in shard.people]
    return {"units": [list(unit) for unit in units], "people": people}


def _person(one: Listed, unit: int) -> list[object]:
    days = [_day(one.start), _day(one.end)]
    while days and days[-1] is None:
        days.pop()
    return [one.name, one.id, unit, *days]


def _day(day: datetime.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _bytes(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
