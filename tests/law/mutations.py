"""Every constant of the law, changed one at a time."""

from __future__ import annotations

import copy
import datetime
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from giliran.corpus.policy import CLAUSE_KINDS
from giliran.model import SERVICE_PARTS
from tests.law.files import clause_path, clauses, data_of, law_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SERVICES = ("direct", "operational-support", "administration")
STATUSES = ("pns", "pppk", "pjlp")
ROLES = ("agency-head", "supervisor", "employee", "personnel-agency", "appointing-official")


@dataclass(frozen=True)
class Mutation:
    """One file of the law with one constant changed; ``data`` is ``None`` where the file is taken away."""

    path: str
    label: str
    data: Any

    @property
    def name(self) -> str:
        """Give the short name under which a mutation is known: the file and what was changed."""
        short = self.path.removeprefix("policy/").removesuffix(".yaml").replace("/clauses/", "/")
        return f"{short}: {self.label}"

    @property
    def circular(self) -> str:
        """Give the circular that is changed."""
        return "/".join(self.path.split("/")[1:3])


@cache
def mutations() -> tuple[Mutation, ...]:
    """Give every mutation of every circular and clause."""
    found: list[Mutation] = []
    for path in law_paths():
        if path.endswith("/circular.yaml"):
            found.extend(Mutation(path, label, data) for label, data in _circular(data_of(path)))
    for clause in clauses():
        path = clause_path(clause)
        data = data_of(path)
        found.append(Mutation(path, "taken away", None))
        others = (kind for kind in CLAUSE_KINDS if kind != data["kind"])
        found.extend(Mutation(path, f"kind {kind}", {**data, "kind": kind}) for kind in others)
        found.extend(Mutation(path, label, changed) for label, changed in _BY_KIND[data["kind"]](data))
        if data["kind"] != "share":
            found.extend(Mutation(path, label, changed) for label, changed in _dates(data, (), "2023-09-04"))
    names = [mutation.name for mutation in found]
    assert len(set(names)) == len(names)
    return tuple(found)


Changed = tuple[str, Any]
Pointer = tuple[str | int, ...]


def _with(data: Any, pointer: Pointer, value: object) -> Any:  # noqa: ANN401 - plain data
    """Give a copy in which the value at a pointer is another; ``None`` takes it away."""
    changed = copy.deepcopy(data)
    place = changed
    for part in pointer[:-1]:
        place = place[part]
    if value is None:
        del place[pointer[-1]]
    else:
        place[pointer[-1]] = value
    return changed


def _label(pointer: Pointer) -> str:
    return ".".join(str(part) for part in pointer)


def _one(data: Any, pointer: Pointer, value: object) -> Changed:  # noqa: ANN401 - plain data
    return f"{_label(pointer)} {'dropped' if value is None else value}", _with(data, pointer, value)


def _dates(data: Any, pointer: Pointer, inside: str) -> Iterator[Changed]:  # noqa: ANN401 - plain data
    """Move both ends by a day either way, take them away, and set one (``inside``) where there is none."""
    entry = data
    for part in pointer:
        entry = entry[part]
    for key in ("from", "until"):
        if key not in entry:
            yield _one(data, (*pointer, key), inside)
            continue
        day = datetime.date.fromisoformat(entry[key])
        for by in (-1, 1):
            yield _one(data, (*pointer, key), (day + datetime.timedelta(days=by)).isoformat())
        if key == "until" or pointer[:1] != ("at-most",):
            yield _one(data, (*pointer, key), None)


def _circular(data: Any) -> Iterator[Changed]:  # noqa: ANN401 - plain data
    for label, changed in _dates(data, ("in-force",), "2023-12-29"):
        if not label.endswith("from dropped"):
            yield label, changed


def _condition(data: Any) -> Iterator[Changed]:  # noqa: ANN401 - plain data
    for fact, test in data["when"]["properties"].items():
        at: Pointer = ("when", "properties", fact)
        yield _one(data, at, None)
        if "enum" in test:
            for value in test["enum"]:
                yield _one(data, (*at, "enum"), [other for other in test["enum"] if other != value] or None)
            for value in SERVICES:
                if value not in test["enum"]:
                    yield _one(data, (*at, "enum"), [*test["enum"], value])
        elif isinstance(test["const"], bool):
            yield _one(data, (*at, "const"), not test["const"])
        else:
            for value in SERVICES:
                if value != test["const"]:
                    yield _one(data, (*at, "const"), value)
    for index, fact in enumerate(data["when"].get("required", ())):
        yield f"when.required without {fact}", _with(data, ("when", "required", index), None)


def _share(data: Any) -> Iterator[Changed]:  # noqa: ANN401 - plain data
    yield _one(data, ("mode",), "wfo")
    for index, window in enumerate(data["at-most"]):
        at: Pointer = ("at-most", index)
        percent = float(window["value"].removesuffix("%"))
        for value in sorted({0, percent - 10, percent - 1, percent + 1, percent + 10, 100}):
            if value != percent:
                yield _one(data, (*at, "value"), f"{value:g}%")
        yield from _dates(data, at, "2023-12-29")
        yield _one(data, at, None)
    people = data["base"]["people"]
    for status in STATUSES:
        others = [other for other in people if other != status] if status in people else [*people, status]
        yield _one(data, ("base", "people"), others)
    yield _one(data, ("base", "level"), "agency")
    yield _one(data, ("rounding",), "up" if data["rounding"] == "down" else "down")
    if "when" in data:
        yield from _condition(data)
        yield _one(data, ("when",), None)


def _exclude(data: Any) -> Iterator[Changed]:  # noqa: ANN401 - plain data
    yield _one(data, ("mode",), "wfo")
    yield from _condition(data)


def _times(data: Any, pointer: Pointer) -> Iterator[Changed]:  # noqa: ANN401 - plain data
    entry = data
    for part in pointer:
        entry = entry[part]
    hours, _, minutes = entry.partition(":")
    for by in (-30, -1, 1, 30):
        total = int(hours) * 60 + int(minutes) + by
        yield _one(data, pointer, f"{total // 60:02}:{total % 60:02}")


def _attendance(data: Any) -> Iterator[Changed]:  # noqa: ANN401 - plain data
    for index in range(len(data["windows"])):
        for key in ("from", "until"):
            yield from _times(data, ("windows", index, key))
        yield _one(data, ("windows", index), None)
    yield _one(data, ("zone",), "Asia/Makassar")
    yield _one(data, ("href",), None)


def _hours(data: Any) -> Iterator[Changed]:  # noqa: ANN401 - plain data
    for key in ("from-time", "until-time"):
        yield from _times(data, (key,))
    for value in (6.5, 7.0, 8.0, 8.5, 8.6, 9.0):
        yield _one(data, ("minimum-hours",), value)
    yield _one(data, ("zone",), "Asia/Makassar")


def _recall(data: Any) -> Iterator[Changed]:  # noqa: ANN401 - plain data
    yield _one(data, ("ordered-by",), "agency-head")
    for index, need in enumerate(data["requires"]):
        yield f"requires without {need}", _with(data, ("requires", index), None)


def _duty(data: Any) -> Iterator[Changed]:  # noqa: ANN401 - plain data
    for role in ROLES:
        if role != data["role"]:
            yield _one(data, ("role",), role)
    if "services" in data:
        yield _one(data, ("services",), None)
        yield _one(data, ("services",), [part for part in SERVICE_PARTS if part not in data["services"]])


_BY_KIND: dict[str, Callable[[Any], Iterator[Changed]]] = {
    "share": _share,
    "exclude": _exclude,
    "review": _condition,
    "attendance": _attendance,
    "hours": _hours,
    "recall": _recall,
    "duty": _duty,
}
