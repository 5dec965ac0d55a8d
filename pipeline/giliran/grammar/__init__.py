"""The hand-written JSON Schemas of our own file formats, and which file of a repository has which format.

Each ``<kind>.schema.json`` holds one format; shapes that several share stand in ``definitions.json`` and are put in
when a schema is asked for, so that every schema handed out is whole and any validator can use it alone. Only keywords
common to draft-07 and 2020-12 are used.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, TypeAlias

Schema: TypeAlias = dict[str, Any]
DRAFT = "http://json-schema.org/draft-07/schema#"

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
"""The name of a folder or a file that gives its name to what is in it, as a pattern."""
MONTH = r"(?:19|2[0-9])[0-9]{2}-(?:0[1-9]|1[0-2])"
"""A month, as schedules are named by it, as a pattern."""
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("circular", r"policy/(?P<issuer>S)/(?P<circular>S)/circular\.yaml"),
    ("clause", r"policy/(?P<issuer>S)/(?P<circular>S)/clauses/(?P<name>S)\.yaml"),
    ("conduct", r"policy/(?P<issuer>S)/(?P<circular>S)/conduct\.yaml"),
    ("readings", r"policy/(?P<issuer>S)/(?P<circular>S)/readings\.yaml"),
    ("practices", r"policy/(?P<issuer>S)/(?P<circular>S)/practices\.yaml"),
    ("case", r"policy/(?P<issuer>S)/(?P<circular>S)/cases/(?P<name>S)\.yaml"),
    ("jurisdiction", r"policy/jurisdictions/(?P<name>S)\.yaml"),
    ("dispensation", r"policy/dispensations/(?P<name>S)\.yaml"),
    ("calendar", r"policy/calendar\.yaml"),
    ("facts", r"policy/facts\.yaml"),
    ("publication", r"policy/publication\.yaml"),
    ("owners", r"policy/owners\.yaml"),
    ("guards", r"policy/guards\.yaml"),
    ("evaluation", r"policy/evaluation\.yaml"),
    ("agency", r"units/(?P<agency>S)/agency\.yaml"),
    ("unit", r"units/(?P<agency>S)/(?P<unit>S)\.yaml"),
    ("schedule", rf"schedules/(?P<agency>S)/(?!agency/)(?P<unit>S)/(?P<month>{MONTH})\.yaml"),
)
_COMPILED = tuple((kind, re.compile(pattern.replace("S)", f"{SLUG})"))) for kind, pattern in _PATTERNS)
_BY_FOLDER = {
    folder: tuple(entry for entry in _COMPILED if entry[1].pattern.startswith(f"{folder}/"))
    for folder in ("policy", "units", "schedules")
}
GLOBS: dict[str, str] = {
    kind: re.sub(r"\(\?P<\w+>.*?\)(?=[/\\])", "*", pattern.replace("(?!agency/)", "")).replace("\\", "")
    for kind, pattern in _PATTERNS
}
"""Which files have which format, as shells and editors write it; of several that fit, the first."""
KINDS: tuple[str, ...] = tuple(kind for kind, _ in _PATTERNS)
REQUEST = "request"
"""The format of a request for a plan, which lies wherever its writer keeps it and is no file of a repository."""
_NO_LAW = frozenset({"case", "readings", "conduct", "practices", "publication", "owners", "guards", "evaluation"})


@dataclass(frozen=True, slots=True)
class Identity:
    """What a path says: the format of the file and the names that its place gives it."""

    kind: str
    names: dict[str, str]


@lru_cache(maxsize=65_536)
def identify(path: str) -> Identity | None:
    """Tell what a file is by its path, or ``None`` for a path that belongs to no format."""
    for kind, pattern in _BY_FOLDER.get(path.partition("/")[0], ()):
        if found := pattern.fullmatch(path):
            return Identity(kind, found.groupdict())
    return None


def schedule_path(unit: str, month: str) -> str:
    """Give the path of the schedule of a unit, ``bkd/umum``, for a month written ``2023-09``."""
    return f"schedules/{unit}/{month}.yaml"


def is_schedule(path: str) -> bool:
    """Tell whether a file is a schedule by its path."""
    identity = identify(path)
    return identity is not None and identity.kind == "schedule"


def is_unit(path: str) -> bool:
    """Tell whether a file lists the people of a unit by its path."""
    identity = identify(path)
    return identity is not None and identity.kind == "unit"


def makes_law(path: str) -> bool:
    """Tell whether verdicts depend on a file under ``policy/``.

    Examples, readings, practices and the code of conduct only explain; where the site is published decides nothing; owners and
    guards decide about proposals, never about a schedule, and an evaluation comes after it.
    """
    identity = identify(path)
    return identity is None or identity.kind not in _NO_LAW


@lru_cache(maxsize=len(KINDS) + 2)
def schema(kind: str) -> Schema:
    """Give the whole schema of a format, definitions included. Callers do not change it."""
    own: Schema = json.loads((files(__package__) / f"{kind}.schema.json").read_text("utf-8"))
    needed: dict[str, Schema] = {}
    _collect(own, needed)
    whole: Schema = {"$schema": DRAFT, **own}
    if needed:
        whole["definitions"] = {name: needed[name] for name in _definitions() if name in needed}
    return whole


@lru_cache(maxsize=1)
def _definitions() -> dict[str, Schema]:
    shared: dict[str, Schema] = json.loads((files(__package__) / "definitions.json").read_text("utf-8"))
    return shared


def _collect(node: object, needed: dict[str, Schema]) -> None:
    if isinstance(node, dict):
        name = str(node.get("$ref", "")).rpartition("/")[2]
        if name and name not in needed:
            needed[name] = _definitions()[name]
            _collect(needed[name], needed)
        for value in node.values():
            _collect(value, needed)
    elif isinstance(node, list):
        for value in node:
            _collect(value, needed)
