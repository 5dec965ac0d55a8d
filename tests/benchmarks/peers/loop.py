"""The peer in Python: every file read by PyYAML's C loader and judged by jsonschema, one after another.

    python loop.py same|bare <province> <folder of compiled schemas>

``same`` comes to our verdicts: agencies, units and schedules by the grammar of their format, schedules by the law too, and
by what only advises; all that is wrong with each. ``bare`` asks of schedules alone whether the law refuses them. Prints how
many schedules had a schema to be judged by, how many of these are refused, and how many are advised against; what is not
YAML is refused. The same words come from ``tests/node/loop.mjs``.
"""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import yaml

way, root, schemas = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])


class Loader(yaml.CSafeLoader):
    """The C loader, without the dates of YAML 1.1: they are text in our formats."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - as PyYAML has it
        first: [(tag, pattern) for tag, pattern in found if not tag.endswith(":timestamp")]
        for first, found in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


@cache
def grammar(kind: str) -> jsonschema.Draft7Validator:
    """Give the validator of a format."""
    return validator(schemas / "grammar" / f"{kind}.schema.json")


def validator(path: Path) -> jsonschema.Draft7Validator:
    """Give the validator of a schema on disk."""
    return jsonschema.Draft7Validator(json.loads(path.read_text("utf-8")))


def loaded(path: Path) -> Any:  # noqa: ANN401 - whatever stands in the file
    """Read a file; ``None`` for what is not YAML."""
    try:
        return yaml.load(path.read_text("utf-8"), Loader=Loader)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError):
        return None


def faults(judge: jsonschema.Draft7Validator, data: object) -> int:
    """Count what is wrong with a document, or only whether anything is."""
    return sum(1 for _ in judge.iter_errors(data)) if way == "same" else not judge.is_valid(data)


def told() -> dict[str, int]:
    """Judge every file."""
    count = {"judged": 0, "refused": 0, "advised": 0}
    if way == "same":
        for path in sorted((root / "units").rglob("*.yaml")):
            faults(grammar("agency" if path.name == "agency.yaml" else "unit"), loaded(path))
    advisers = (
        sorted({path.parents[2] for path in (schemas / "advisory").glob("*/*/*/*/*.json")}) if way == "same" else []
    )
    for path in sorted((root / "schedules").rglob("*.yaml")):
        name = path.relative_to(root / "schedules").with_suffix(".schema.json")
        if not (schemas / "schedules" / name).exists():
            continue
        count["judged"] += 1
        data = loaded(path)
        law = validator(schemas / "schedules" / name)
        if data is None or (way == "same" and faults(grammar("schedule"), data)):
            count["refused"] += 1
            continue
        count["refused"] += bool(faults(law, data))
        given = [faults(validator(by / name), data) for by in advisers if (by / name).exists()]
        count["advised"] += any(given)
    return count


print(json.dumps(told()))
