"""The peer in Python: every schedule read by PyYAML's C loader and judged by jsonschema, one after another.

    python loop.py bare|whole <province> <folder of compiled schemas>

``bare`` asks a validator for yes or no; ``whole`` calls ``jsonschema.validate``, as its manual begins: that looks at the
schema first, as Ajv does too, and says what is wrong. Prints how many schedules had a schema to be judged by, and how many of these it refuses; what is not YAML is refused.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import yaml

if TYPE_CHECKING:
    from typing import Any

way, root, schemas = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
judged = refused = 0


def accepts(schema: dict[str, Any], data: object) -> bool:
    """Judge one schedule."""
    if way == "bare":
        return jsonschema.Draft7Validator(schema).is_valid(data)
    try:
        jsonschema.validate(data, schema)
    except jsonschema.ValidationError:
        return False
    return True


for path in sorted((root / "schedules").rglob("*.yaml")):
    beside = (schemas / path.relative_to(root)).with_suffix(".schema.json")
    if not beside.exists():
        continue
    judged += 1
    schema = json.loads(beside.read_text("utf-8"))
    try:
        # All values are text, as in our schemas: CBaseLoader is the fastest loader of PyYAML, and makes nothing else.
        data = yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - text, lists and mappings only
    except yaml.YAMLError:
        refused += 1
        continue
    refused += not accepts(schema, data)
print(json.dumps({"judged": judged, "refused": refused}))
