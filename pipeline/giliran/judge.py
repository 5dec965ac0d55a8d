"""JSON Schema validators, behind one door.

``jsonschema-rs`` decides, since it is by far the faster; ``jsonschema`` explains what was refused, since its
errors carry the failing keyword and schema. Both must agree: a document refused by the first and not explained by the
second is a bug of ours and is raised as one.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import jsonschema_rs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason why a document is refused.

    ``pointer`` leads to the refused value; for a refused key (``on_key``) to the mapping that holds it, and ``value`` is
    then the key. ``limit`` is what the schema says under ``keyword``; ``schema`` is the subschema around it.
    """

    pointer: tuple[str | int, ...]
    keyword: str
    limit: Any
    value: Any
    schema: dict[str, Any]
    on_key: bool = False


class Judge:
    """One schema, ready to judge many documents."""

    def __init__(self, schema: dict[str, Any]) -> None:
        self.schema = schema
        self._fast = jsonschema_rs.Draft7Validator(schema)

    def accepts(self, data: object) -> bool:
        """Tell whether the schema accepts a document."""
        return self._fast.is_valid(data)

    def problems(self, data: object) -> Iterator[Problem]:
        """Give the reasons why a document is refused, one by one as they are asked for; none for one that is accepted."""
        if self.accepts(data):
            return
        if told := self._too_long(data):
            yield from told
            return
        explained = False
        for problem in _explained(self.schema, data):
            explained = True
            yield problem
        if not explained:
            msg = "two validators disagree about the same document"
            raise AssertionError(msg)

    def _too_long(self, data: object) -> tuple[Problem, ...] | None:
        """Explain a document that is refused for nothing but lists that are too long, as thousands are by mere advice.

        Of these the quick judge says as much as the other, at a twentieth of the cost; ``None`` for all else.
        """
        found = []
        for error in self._fast.iter_errors(data):
            kind: Any = error.kind
            above = _reached(self.schema, error.schema_path[:-1])
            if kind.name != "maxItems" or above is None:
                return None
            found.append(Problem(tuple(error.instance_path), "maxItems", kind.limit, error.instance, above))
        return tuple(found)


def _reached(schema: dict[str, Any], path: Sequence[str | int]) -> dict[str, Any] | None:
    """Follow a path into a schema; ``None`` where it leads through a reference."""
    found: Any = schema
    for name in path:
        if name == "$ref":
            return None
        found = found[name]
    return found if isinstance(found, dict) else None


def _explained(schema: dict[str, Any], data: object) -> Iterator[Problem]:
    for error in _explainer()(schema).iter_errors(data):
        on_key = "propertyNames" in list(error.absolute_schema_path)[-3:]
        yield Problem(
            tuple(error.absolute_path), error.validator, error.validator_value, error.instance, error.schema, on_key
        )


@lru_cache(maxsize=1)
def _explainer() -> Any:  # noqa: ANN401 - jsonschema makes its validator classes at run time
    import jsonschema  # noqa: PLC0415 - only a refused document needs it, and it takes 60 ms to load
    from jsonschema import validators  # noqa: PLC0415 - as above

    def pattern(_validator: object, limit: str, value: object, _schema: object) -> Iterator[jsonschema.ValidationError]:
        # In JSON Schema "$" is the very end of the text; in Python it also stands before a final line break.
        if isinstance(value, str) and not re.search(limit.replace("$", r"\Z"), value):
            yield jsonschema.ValidationError(f"{value!r} does not match {limit!r}")

    extend: Any = validators.extend  # untyped in the stubs
    return extend(jsonschema.Draft7Validator, {"pattern": pattern})


def fulfils(facts: dict[str, Any], condition: dict[str, object]) -> bool:
    """Tell whether facts fulfil a condition, a JSON Schema over them."""
    return _condition(json.dumps(condition, sort_keys=True)).accepts(facts)


@lru_cache(maxsize=256)
def _condition(text: str) -> Judge:
    return Judge({"type": "object", **json.loads(text)})
