"""The real YAML language server under Node, asked what an editor would show."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.properties.ajv import FOLDER, PROGRAM

if TYPE_CHECKING:
    from pathlib import Path

CURSOR = "¦"
"""Stands in a text where a reader's pointer, or a writer's cursor, is."""


@dataclass(frozen=True)
class Opened:
    """A file as an editor has it, with the places of the cursor at which to ask."""

    path: str
    text: str
    hover: tuple[str, ...] = ()
    complete: tuple[str, ...] = ()


@dataclass(frozen=True)
class Seen:
    """What an editor shows: what is marked with what is said of it, what is told, what is offered with its note."""

    marked: list[tuple[str, str]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    offered: list[dict[str, str]] = field(default_factory=list)


def _place(text: str, at: str) -> dict[str, int]:
    """Find the place that a piece of the text names with a cursor in it."""
    before, after = at.split(CURSOR)
    assert text.count(before + after) == 1, f"{at!r} must stand in the text once"
    offset = text.index(before + after) + len(before)
    return {"line": text.count("\n", 0, offset), "character": offset - (text.rfind("\n", 0, offset) + 1)}


def _between(text: str, range_: dict[str, dict[str, int]]) -> str:
    lines = text.split("\n")
    start, end = range_["start"], range_["end"]
    if start["line"] != end["line"]:
        whole = [lines[start["line"]][start["character"] :], *lines[start["line"] + 1 : end["line"]]]
        return "\n".join([*whole, lines[end["line"]][: end["character"]]])
    return lines[start["line"]][start["character"] : end["character"]]


def _note(item: dict[str, Any]) -> str:
    note = item.get("documentation", "")
    return str(note["value"] if isinstance(note, dict) else note)


def seen(folder: Path, settings: dict[str, Any], file: Opened) -> Seen:
    """Open a file under settings as ``.vscode/settings.json`` has them."""
    sections: dict[str, Any] = {"yaml": {"validate": True, "hover": True, "completion": True}}
    for name, value in settings.items():
        *parents, last = name.split(".")
        section = sections
        for parent in parents:
            section = section.setdefault(parent, {})
        section[last] = value
    assert (FOLDER / "node_modules/yaml-language-server/package.json").is_file(), (
        f"the YAML language server is missing: run `npm ci --ignore-scripts` in {FOLDER}, or `make test`, which does"
    )
    question = {
        "folder": str(folder),
        "settings": sections,
        "path": file.path,
        "text": file.text,
        "hover": [_place(file.text, at) for at in file.hover],
        "complete": [_place(file.text, at) for at in file.complete],
    }
    command, given = [str(PROGRAM), "editor.mjs"], json.dumps(question)
    done = subprocess.run(
        command, cwd=FOLDER, input=given, capture_output=True, encoding="utf-8", check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    return Seen(
        [(_between(file.text, found["range"]), found["message"]) for found in answer["diagnostics"]],
        answer["hover"],
        [{item["label"]: _note(item) for item in offered} for offered in answer["complete"]],
    )
