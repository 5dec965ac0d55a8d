"""The tables that provinces are made from: names of people, agencies and their work, names of places."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any


@lru_cache(maxsize=8)
def table(name: str) -> Any:  # noqa: ANN401 - plain data of a shape that each reader knows
    """Read ``<name>.json`` beside this file."""
    return json.loads((files(__name__) / f"{name}.json").read_text("utf-8"))
