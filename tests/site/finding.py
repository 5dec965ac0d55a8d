"""The scripts of the search box under Node, asked from Python: the very files that readers get."""

from __future__ import annotations

import datetime
import json
import subprocess
from typing import TYPE_CHECKING, Any

from giliran.model import Employee, Unit
from giliran.render.find import find_files
from giliran.render.project import project
from giliran.timeline import Period
from giliran.views.find import name_index
from tests.properties.ajv import FOLDER, PROGRAM

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

EVER = Period(datetime.date.min)


def ask(site: Path, questions: Iterable[Mapping[str, object]]) -> list[Any]:
    """Give one list for each question; tests/node/find.mjs says what may be asked."""
    done = subprocess.run(
        [PROGRAM, "find.mjs", project().assets / "js", site.resolve()],
        cwd=FOLDER,
        input="".join(f"{json.dumps(question)}\n" for question in questions),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def answers(site: Path, texts: Iterable[str]) -> list[dict[str, Any]]:
    """Give the answer to each text, typed at once by a reader who has nothing yet."""
    return [found[-1] for found in ask(site, [{"search": [text]} for text in texts])]


def staff(unit: str, name: str, people: Iterable[tuple[str, str]]) -> Unit:
    """Make a unit of people, each an id and a name."""
    members = tuple(Employee(key, full, "pns", EVER) for key, full in people)
    return Unit(unit, f"units/{unit}.yaml", name, "unit", {}, members)


def publish(site: Path, units: Iterable[Unit]) -> dict[str, bytes]:
    """Write the index of some units below a folder, and give its files."""
    files = find_files(name_index(units))
    for name, content in files.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return files
