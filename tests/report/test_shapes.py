"""Each machine format against the rules of whoever reads it."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import jsonschema
import pytest

from giliran.codes import FAMILIES, OF_CHANGES
from giliran.report import rendered
from giliran.report.visible import visible
from tests.report.examples import (
    CLAUSE,
    CLEAN,
    DIAGNOSTICS,
    HOSTILE,
    LONG_LINE,
    ODD,
    OVER_CAP,
    REPORT,
    SEVERAL_LINES,
    SOURCES,
    UNKNOWN_PERSON,
    WIDE_CHARACTERS,
    report_of,
)

if TYPE_CHECKING:
    from giliran.diagnostics import Diagnostic, Report

SARIF = json.loads(Path(__file__).with_name("schemas").joinpath("sarif-2.1.0-rtm.5.json").read_bytes())
BOTH = pytest.mark.parametrize("report", [REPORT, CLEAN], ids=["findings", "clean"])


def _object(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    properties = {**required, **(optional or {})}
    return {"type": "object", "properties": properties, "required": [*required], "additionalProperties": False}


TEXT = {"type": "string", "minLength": 1}
MAYBE = {"type": ["string", "null"]}
COUNT = {"type": "integer", "minimum": 0}
FROM_ONE = {"type": "integer", "minimum": 1}
POSITION = _object({"line": FROM_ONE, "column": FROM_ONE})
CODE = {"type": "string", "pattern": "^[A-Z]{2}[0-9]{3}$"}

CONTRACT = _object(
    {
        "version": {"const": 1},
        "summary": _object(dict.fromkeys(("files", "units", "schedules", "errors", "warnings", "infos"), COUNT)),
        "diagnostics": {
            "type": "array",
            "items": _object(
                {
                    "code": CODE,
                    "name": TEXT,
                    "severity": {"enum": ["error", "warning", "info"]},
                    "message": TEXT,
                    "path": TEXT,
                    "start": POSITION,
                    "end": POSITION,
                    "unit": MAYBE,
                    "date": {"type": ["string", "null"], "pattern": r"^\d{4}-\d{2}-\d{2}$"},
                    "sum": MAYBE,
                    "clause": {
                        "anyOf": [{"type": "null"}, _object({"id": TEXT, "title": TEXT, "href": MAYBE})],
                    },
                    "related": {
                        "type": "array",
                        "items": _object({"path": TEXT, "start": POSITION, "end": POSITION, "label": TEXT}),
                    },
                    "help": MAYBE,
                    "fix": {
                        "anyOf": [
                            {"type": "null"},
                            _object(
                                {
                                    "title": TEXT,
                                    "edits": {
                                        "type": "array",
                                        "minItems": 1,
                                        "items": _object(
                                            {
                                                "path": TEXT,
                                                "start": POSITION,
                                                "end": POSITION,
                                                "text": {"type": "string"},
                                            }
                                        ),
                                    },
                                }
                            ),
                        ],
                    },
                }
            ),
        },
    }
)
CODE_QUALITY = {
    "type": "array",
    "items": _object(
        {
            "description": TEXT,
            "check_name": TEXT,
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": _object({"path": TEXT, "lines": _object({"begin": FROM_ONE}, {"end": FROM_ONE})}),
        }
    ),
}
REVIEWDOG = _object(
    {
        "source": _object({"name": TEXT}),
        "diagnostics": {
            "type": "array",
            "items": _object(
                {
                    "message": TEXT,
                    "location": _object({"path": TEXT, "range": _object({"start": POSITION, "end": POSITION})}),
                    "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                    "code": _object({"value": CODE}),
                },
                {
                    "suggestions": {
                        "type": "array",
                        "minItems": 1,
                        "items": _object(
                            {"range": _object({"start": POSITION, "end": POSITION}), "text": {"type": "string"}}
                        ),
                    }
                },
            ),
        },
    }
)


@BOTH
@pytest.mark.parametrize(
    ("name", "schema"),
    [("json", CONTRACT), ("gitlab", CODE_QUALITY), ("rdjson", REVIEWDOG), ("sarif", SARIF)],
    ids=["json", "gitlab", "rdjson", "sarif"],
)
def test_json_formats_keep_their_schema(name: str, schema: dict[str, Any], report: Report) -> None:
    validator = jsonschema.validators.validator_for(schema, default=jsonschema.Draft202012Validator)(schema)
    found = [error.message for error in validator.iter_errors(json.loads(rendered(name, report, "id", SOURCES)))]
    assert found == []


def test_json_has_the_keys_of_the_contract_in_its_order() -> None:
    (finding,) = json.loads(rendered("json", report_of(OVER_CAP), "en", SOURCES))["diagnostics"]
    assert [*finding] == CONTRACT["properties"]["diagnostics"]["items"]["required"]
    assert finding["clause"] == {"id": CLAUSE.id, "title": CLAUSE.title.en, "href": CLAUSE.href}
    assert finding["start"] == {"line": 3, "column": 15}


def test_gitlab_fingerprints_are_unique_and_stay_when_lines_move() -> None:
    def fingerprints(shift: int) -> list[str]:
        moved = [_moved(one, shift) for one in DIAGNOSTICS]
        found = json.loads(rendered("gitlab", report_of(*moved), "id", {}))
        return [one["fingerprint"] for one in found]

    assert len(set(fingerprints(0))) == len(DIAGNOSTICS)
    assert fingerprints(0) == fingerprints(7)


def _moved(diagnostic: Diagnostic, shift: int) -> Diagnostic:
    place = diagnostic.place
    start, end = (replace(point, line=point.line + shift) for point in (place.start, place.end))
    return replace(diagnostic, place=replace(place, start=start, end=end))


def test_twins_have_fingerprints_of_their_own() -> None:
    twins = json.loads(rendered("gitlab", report_of(LONG_LINE, _moved(LONG_LINE, 1)), "id", SOURCES))
    assert twins[0]["fingerprint"] != twins[1]["fingerprint"]


def test_sarif_addresses_lead_back_to_the_path() -> None:
    run = json.loads(rendered("sarif", report_of(HOSTILE), "id", SOURCES))["runs"][0]
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", uri)
    assert unquote(uri, errors="surrogateescape") == ODD


def test_sarif_rules_are_those_of_the_results() -> None:
    run = json.loads(rendered("sarif", REPORT, "id", SOURCES))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [one.code for one in DIAGNOSTICS]
    assert len({rule["id"] for rule in rules}) == len(rules)


def test_rdjson_counts_bytes() -> None:
    (finding,) = json.loads(rendered("rdjson", report_of(WIDE_CHARACTERS), "id", SOURCES))["diagnostics"]
    before = SOURCES[WIDE_CHARACTERS.place.path][: WIDE_CHARACTERS.place.start.column - 1]
    assert finding["location"]["range"]["start"] == {"line": 1, "column": len(before.encode()) + 1}
    assert finding["location"]["range"]["end"] == {"line": 1, "column": len(before.encode()) + 4}
    (guessed,) = json.loads(rendered("rdjson", report_of(WIDE_CHARACTERS), "id", {}))["diagnostics"]
    assert guessed["location"]["range"]["start"]["column"] == WIDE_CHARACTERS.place.start.column


def test_github_gives_columns_within_one_line_only() -> None:
    one, several = (rendered("github", report_of(each), "id", {}).splitlines()[1] for each in (OVER_CAP, SEVERAL_LINES))
    assert "line=3,endLine=3,col=15,endColumn=39," in one
    assert "line=9,endLine=11,title=" in several
    assert "col=" not in several.split("title=")[0]


def test_github_commands_say_back_what_was_meant() -> None:
    command = rendered("github", report_of(HOSTILE), "id", SOURCES).splitlines()[1]
    _, head, told = command.split("::", 2)
    properties = dict(part.split("=", 1) for part in head.removeprefix("error ").split(","))
    name = properties["file"]
    for escape, character in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        name = name.replace(escape, character)
    assert visible(name) == visible(ODD)
    assert told.replace("%0A", "\n").replace("%25", "%").splitlines()[0] == visible(HOSTILE.message.id)


ATTRIBUTES = {
    "testsuites": {"name", "tests", "failures", "errors"},
    "testsuite": {"name", "tests", "failures", "errors", "skipped", "time"},
    "testcase": {"name", "classname", "time"},
    "failure": {"type", "message"},
    "system-out": set(),
}
CHILDREN = {
    "testsuites": {"testsuite"},
    "testsuite": {"testcase"},
    "testcase": {"failure", "system-out"},
    "failure": set(),
    "system-out": set(),
}


@BOTH
def test_junit_keeps_the_common_shape(report: Report) -> None:
    root = ET.fromstring(rendered("junit", report, "id", SOURCES).encode())  # noqa: S314 - it was written a moment ago
    assert root.tag == "testsuites"
    for element in root.iter():
        assert set(element.attrib) == ATTRIBUTES[element.tag]
        assert {child.tag for child in element} <= CHILDREN[element.tag]
    for group in (root, *root):
        assert int(group.attrib["tests"]) == len(group.findall(".//testcase")) > 0
        assert int(group.attrib["failures"]) == len(group.findall(".//failure"))
    cases = [(case.attrib["classname"], case.attrib["name"]) for case in root.iter("testcase")]
    assert len(set(cases)) == len(cases)
    assert [suite.attrib["name"][:2] for suite in root] == [family for family in FAMILIES if family != OF_CHANGES]


def test_junit_tells_of_a_change_only_where_one_was_judged() -> None:
    fault = replace(DIAGNOSTICS[0], code="CH001")
    report = replace(REPORT, diagnostics=(fault,))
    root = ET.fromstring(rendered("junit", report, "id", SOURCES).encode())  # noqa: S314 - as above
    assert [suite.attrib["name"][:2] for suite in root] == list(FAMILIES)
    assert root[-1].attrib["failures"] == "1"


def test_junit_fails_for_errors_and_only_for_them() -> None:
    root = ET.fromstring(rendered("junit", REPORT, "id", SOURCES).encode())  # noqa: S314 - it was written a moment ago
    told = {tag: "\n".join(element.text or "" for element in root.iter(tag)) for tag in ("failure", "system-out")}
    for diagnostic in DIAGNOSTICS:
        tag = "failure" if diagnostic.severity == "error" else "system-out"
        assert f"[{diagnostic.code}] {visible(diagnostic.place.path)}:{diagnostic.place.start.line}:" in told[tag]


def test_markdown_shows_a_fix_of_several_findings_once() -> None:
    assert OVER_CAP.fix == UNKNOWN_PERSON.fix
    text = rendered("markdown", report_of(OVER_CAP, UNKNOWN_PERSON), "en", SOURCES)
    assert text.count("```diff") == 1
    found = json.loads(rendered("json", report_of(OVER_CAP, UNKNOWN_PERSON), "en", SOURCES))["diagnostics"]
    assert all(one["fix"] is not None for one in found), "a program that asks for one finding finds its fix there"


def test_reviewdog_and_sarif_take_the_same_text_out() -> None:
    sarif = json.loads(rendered("sarif", report_of(OVER_CAP), "en", SOURCES))["runs"][0]["results"][0]["fixes"]
    assert sarif[0]["artifactChanges"][0]["replacements"] == [
        {
            "deletedRegion": {"startLine": 3, "startColumn": 32, "endLine": 3, "endColumn": 38},
            "insertedContent": {"text": ""},
        }
    ]
    (found,) = json.loads(rendered("rdjson", report_of(OVER_CAP), "en", SOURCES))["diagnostics"]
    assert found["suggestions"] == [
        {
            "range": {"start": {"line": 3, "column": 1}, "end": {"line": 3, "column": 39}},
            "text": "  2023-09-04: [bp02, dw03, sr01]",
        }
    ]
