"""The settings of editors: in step with the data, careful with what others have written there."""

from __future__ import annotations

import json
import re
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

import pytest

from giliran import editors
from giliran.grammar import identify
from tests.command.test_bad_input import giliran
from tests.repository import write
from tests.site.reading import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

    from giliran.corpus import Corpus

FOLDER = "build/schemas"


def test_the_settings_of_this_repository_say_nothing_wrong(corpus: Corpus) -> None:
    """They may lag behind a unit that is new, whose clerk may not write them; `make editor` brings them up to date."""
    found = json.loads((REPOSITORY / ".vscode/settings.json").read_text("utf-8"))
    assert {key: found[key] for key in editors.OURS} == editors.OURS
    kept, ours = found[editors.SCHEMAS], editors.associations(corpus, FOLDER)
    grammar = {schema: files for schema, files in ours.items() if "/grammar/" in schema}
    assert {schema: files for schema, files in kept.items() if "/grammar/" in schema} == grammar
    schedules = {schema: files for schema, files in kept.items() if schema not in grammar}
    assert len(schedules) > 250
    assert all(schema == f"{FOLDER}/{files.removesuffix('.yaml')}.schema.json" for schema, files in schedules.items())


def test_every_file_of_this_repository_is_read_by_the_one_schema_of_its_format(corpus: Corpus) -> None:
    ours = editors.associations(corpus, FOLDER)
    for path in corpus.tree.entries:
        identity = identify(path)
        if identity is None:
            continue
        by = [schema for schema, files in ours.items() if _covers(files, path)]
        expected = f"grammar/{identity.kind}" if identity.kind != "schedule" else path.removesuffix(".yaml")
        assert by == [f"{FOLDER}/{expected}.schema.json"], path


def _covers(files: editors.Files, path: str) -> bool:
    listed = [files] if isinstance(files, str) else files

    def fits(pattern: str) -> bool:
        return path.count("/") == pattern.count("/") and fnmatchcase(path, pattern)

    return any(fits(one) for one in listed) and not any(fits(one[1:]) for one in listed if one.startswith("!"))


def _written(root: Path, before: str | None) -> dict[str, Any]:
    settings = root / ".vscode/settings.json"
    if before is not None:
        settings.parent.mkdir()
        settings.write_text(before)
    done = giliran("-C", str(root), "schemas", "--out", str(root / FOLDER), "--settings", str(settings))
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(settings.read_text())
    return found


def test_what_others_have_set_stays_and_what_is_gone_goes(tmp_path: Path) -> None:
    theirs = {
        "editor.fontSize": 18,
        "yaml.format.enable": True,
        "yaml.schemas": {"notes.schema.json": "notes.yaml", f"{FOLDER}/schedules/bkd/bubar/2023-09.schema.json": "x"},
    }
    found = _written(write(tmp_path), json.dumps(theirs))
    assert found["editor.fontSize"] == 18
    assert found["yaml.format.enable"] is True
    assert found["yaml.schemas"]["notes.schema.json"] == "notes.yaml"
    assert not [schema for schema in found["yaml.schemas"] if "bubar" in schema]
    for schema, files in found["yaml.schemas"].items():
        if schema.startswith(FOLDER):
            assert (tmp_path / schema).is_file(), files


@pytest.mark.parametrize("before", ["// catatan\n{}\n", "[]", "{", '{"yaml.schemas": 1}', "\x00", "[" * 100_000])
def test_settings_that_are_not_plain_json_are_left_alone(tmp_path: Path, before: str) -> None:
    root = write(tmp_path)
    (root / "settings.json").write_text(before)
    command = ["-C", str(root), "schemas", "--out", str(root / "out"), "--settings", str(root / "settings.json")]
    done = giliran(*command)
    assert done.returncode == 2
    assert "bukan JSON biasa" in done.stderr
    assert (root / "settings.json").read_text() == before


def test_schemas_elsewhere_are_named_in_full(tmp_path: Path) -> None:
    root, out = write(tmp_path / "data"), tmp_path / "out"
    done = giliran("-C", str(root), "schemas", "--out", str(out), "--settings", str(root / "settings.json"))
    assert done.returncode == 0
    ours = json.loads((root / "settings.json").read_text())["yaml.schemas"]
    assert f"{out.as_posix()}/grammar/unit.schema.json" in ours
    assert not [schema for schema in ours if re.search(r"\.\.", schema)]
