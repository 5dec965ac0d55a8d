"""Every list exists once: where two places must name the same things, this is what keeps them together."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import jsonschema
import pytest

from giliran import grammar, shape
from giliran.cli.duties import duties
from giliran.codes import CODES, FAMILIES
from giliran.corpus.policy import CLAUSE_KINDS
from giliran.identity import EMPLOYEE_CODE
from giliran.model import DUTY_ROLES, SERVICE_PARTS, STATUSES
from giliran.views import words

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "pipeline/giliran"
ANNOTATIONS = {"title", "description", "$schema", "$ref", "definitions"}
STRUCTURE = {"properties", "items", "propertyNames", "allOf", "if", "then"}


def keywords(node: object, *, named: bool = False) -> set[str]:
    """Give the keywords a schema uses; below ``properties`` and ``definitions`` stand names instead."""
    if isinstance(node, list):
        return set().union(*(keywords(part) for part in node)) if node else set()
    if not isinstance(node, dict):
        return set()
    found = set() if named else set(node)
    for key, value in node.items():
        if key not in {"enum", "const", "required"} or named:
            found |= keywords(value, named=not named and key in {"properties", "definitions"})
    return found


def clause_kinds() -> list[str]:
    schema: dict[str, Any] = grammar.schema("clause")
    return list(schema["properties"]["kind"]["enum"])


def test_the_grammar_knows_the_kinds_of_clauses_that_can_be_read() -> None:
    assert sorted(clause_kinds()) == sorted(CLAUSE_KINDS)


def test_where_the_schedule_of_a_month_lies_is_said_once() -> None:
    found = grammar.identify(grammar.schedule_path("bkd/umum", "2023-09"))
    assert found == grammar.Identity("schedule", {"agency": "bkd", "unit": "umum", "month": "2023-09"})
    spelt = re.compile(r"""f["']schedules/\{[^"']*\.yaml["']""")
    places = [
        path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py") if spelt.search(path.read_text("utf-8"))
    ]
    assert places == ["grammar/__init__.py"]


def test_the_grammar_knows_the_statuses_of_the_model() -> None:
    status = grammar.schema("unit")["definitions"]["employee"]["properties"]["status"]["enum"]
    assert tuple(status) == STATUSES


def patterns(node: object) -> Iterator[str]:
    """Give every pattern in a schema."""
    if isinstance(node, list):
        for part in node:
            yield from patterns(part)
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from [value] if key == "pattern" and isinstance(value, str) else patterns(value)


def test_the_grammar_knows_the_code_of_an_employee() -> None:
    """Wherever two letters and digits are asked for."""
    found = [
        pattern
        for kind in (*grammar.KINDS, grammar.REQUEST)
        for pattern in patterns(grammar.schema(kind))
        if pattern.startswith("^[a-z]{2}")
    ]
    assert len(found) >= 4
    assert set(found) == {f"^{EMPLOYEE_CODE}$"}


def test_the_grammar_knows_the_parts_of_service_information() -> None:
    assert tuple(grammar.schema("agency")["properties"]["services"]["properties"]) == SERVICE_PARTS
    duty = next(
        part["then"]
        for part in grammar.schema("clause")["allOf"]
        if part["if"]["properties"]["kind"]["const"] == "duty"
    )
    assert tuple(duty["properties"]["services"]["items"]["enum"]) == SERVICE_PARTS


def test_the_grammar_the_pages_and_the_command_line_know_the_roles_of_duties() -> None:
    duty = next(
        part["then"]
        for part in grammar.schema("clause")["allOf"]
        if part["if"]["properties"]["kind"]["const"] == "duty"
    )
    assert tuple(duty["properties"]["role"]["enum"]) == DUTY_ROLES
    assert tuple(words.DUTY_ROLES) == DUTY_ROLES
    (role,) = (each.type for each in duties.params if each.name == "role")
    assert isinstance(role, click.Choice)
    assert tuple(role.choices) == DUTY_ROLES


@pytest.mark.parametrize("kind", [*grammar.KINDS, grammar.REQUEST])
def test_a_grammar_is_a_schema_in_both_drafts_and_every_refusal_is_explained(kind: str) -> None:
    schema = grammar.schema(kind)
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.Draft202012Validator.check_schema({**schema, "$schema": "https://json-schema.org/draft/2020-12/schema"})
    assert keywords(schema) - ANNOTATIONS - STRUCTURE <= set(shape._EXPLAINERS)


@pytest.mark.parametrize("kind", [*grammar.KINDS, grammar.REQUEST])
def test_a_grammar_says_the_same_to_people_in_both_languages(kind: str) -> None:
    def described(node: object) -> list[str]:
        if isinstance(node, dict):
            own = [node["description"]] if isinstance(node.get("description"), str) else []
            return own + [words for value in node.values() for words in described(value)]
        return [words for part in node for words in described(part)] if isinstance(node, list) else []

    assert all(words.count(" · ") == 1 for words in described(grammar.schema(kind)))


@pytest.mark.parametrize("kind", [*grammar.KINDS, grammar.REQUEST])
def test_a_form_is_described_in_words_wherever_it_is_demanded(kind: str) -> None:
    def undescribed(node: object, *, name: bool = False) -> list[object]:
        if isinstance(node, list):
            return [found for part in node for found in undescribed(part)]
        if not isinstance(node, dict):
            return []
        own = [node] if not name and isinstance(node.get("pattern"), str) and "description" not in node else []
        return own + [found for key, value in node.items() for found in undescribed(value, name=key == "propertyNames")]

    assert undescribed(grammar.schema(kind)) == []


def test_every_code_is_raised_somewhere_and_no_other_is() -> None:
    sources = [path for path in PACKAGE.rglob("*.py") if path.name != "codes.py"]
    raised = {code for path in sources for code in re.findall(r'"([A-Z]{2}[0-9]{3})"', path.read_text("utf-8"))}
    assert raised == {code.code for code in CODES}
    assert {code.family for code in CODES} == set(FAMILIES)
    assert len({code.name for code in CODES}) == len(CODES)


def test_the_layers_of_the_design_hold() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([command], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout


def test_the_seed_writes_what_stands_in_the_repository() -> None:
    command = [sys.executable, str(ROOT / "pipeline/seed"), "--check"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_registry_and_no_machine_stands_in_the_locks() -> None:
    locks = sorted((ROOT / "pipeline/requirements").glob("*.txt"))
    assert [lock.name for lock in locks] == ["lock.txt", "run.txt", "sbom.txt", "test.txt"]
    for lock in locks:
        text = lock.read_text("utf-8")
        assert "--hash=sha256:" in text
        assert not re.search(r"https?://|file:|--(extra-)?index-url|--find-links", text), lock.name
    packages = json.loads((ROOT / "tests/node/package-lock.json").read_text("utf-8"))["packages"]
    assert all("integrity" in entry and "resolved" not in entry for name, entry in packages.items() if name)
