"""What stands beside the code for those who run, check or take it over: each is held to what it speaks of."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.forges.runner import REPOSITORY, Runner, expanded
from tests.pasts import Repository
from tests.repository import FILES, SCHEDULE

BIN = Path(sys.executable).parent
CYCLONEDX = REPOSITORY / "build/sbom-tool/bin/cyclonedx-py"
"""In an environment of its own, which `make test` makes first."""
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
GUIDES = {language: REPOSITORY / f"site/pages/guide/forges.{language}.md" for language in ("id", "en")}


def test_the_bill_of_materials_lists_what_is_locked(tmp_path: Path) -> None:
    file = tmp_path / "sbom.cdx.json"
    environment = {**os.environ, "CYCLONEDX": str(CYCLONEDX)}
    subprocess.run([REPOSITORY / ".ci/sbom", file], env=environment, check=True, capture_output=True)
    bill = json.loads(file.read_text("utf-8"))
    assert bill["bomFormat"] == "CycloneDX"
    assert "timestamp" not in bill["metadata"], "the same lock gives the same bytes"
    own = bill["metadata"]["component"]
    assert (own["name"], own["version"]) == (PROJECT["name"], PROJECT["version"])
    lock = (REPOSITORY / "pipeline/requirements/run.txt").read_text("utf-8")
    locked = set(re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", lock, re.MULTILINE))
    assert {(one["name"], one["version"]) for one in bill["components"]} == locked
    for component in bill["components"]:
        hashes = {kept["content"] for place in component["externalReferences"] for kept in place["hashes"]}
        assert hashes
        assert all(f"sha256:{content}" in lock for content in hashes)


def test_publiccode_says_what_its_standard_asks_for() -> None:
    """Version 0.4 of the standard: what it calls mandatory, its lists as far as we use them, and its lengths."""
    paper = yaml.safe_load((REPOSITORY / "publiccode.yml").read_text("utf-8"))
    mandatory = {"publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus", "softwareType"}
    sections = {"description", "legal", "maintenance", "localisation"}
    assert mandatory | sections <= set(paper) <= mandatory | sections | {"landingURL", "intendedAudience"}
    assert paper["publiccodeYmlVersion"] == "0.4"
    assert paper["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert paper["softwareType"] in {"standalone/web", "standalone/backend", "standalone/desktop", "standalone/other"}
    assert paper["legal"]["license"] == PROJECT["license"]
    assert paper["maintenance"]["type"] == "community"
    assert all(contact["name"] for contact in paper["maintenance"]["contacts"])
    assert sorted(paper["description"]) == sorted(paper["localisation"]["availableLanguages"]) == ["en", "id"]
    for told in paper["description"].values():
        assert 0 < len(told["shortDescription"]) <= 150
        assert "\n" not in told["shortDescription"]
        assert 500 <= len(told["longDescription"]) <= 10_000
        assert all(0 < len(feature) <= 100 for feature in told["features"])


def test_the_changelog_says_when_a_version_was_released() -> None:
    first, *releases = re.findall(r"^## (.+)$", (REPOSITORY / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert first == "[Unreleased]"
    assert all(re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d", release) for release in releases)


@pytest.mark.parametrize("paper", ["CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"])
def test_papers_lead_to_files_that_are_there(paper: str) -> None:
    text = (REPOSITORY / paper).read_text("utf-8")
    assert all((REPOSITORY / link).exists() for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", text))
    named = re.findall(r"`((?:\.[a-z]+|policy|units|pipeline|site|tests)/[^`<*\s]*|action\.yml|pyproject\.toml)`", text)
    assert all((REPOSITORY / name).exists() for name in named), named


SETTING = r"(?:GILIRAN|FORGE)(?:_[A-Z]+)*"


def test_every_setting_is_told_of_where_people_look() -> None:
    """In the script those that it reads, and in the guides also those of the files that call it on each forge."""
    script = (REPOSITORY / ".ci/proposal").read_text("utf-8")
    settings = set(re.findall(rf"\$\{{({SETTING}):", script))
    assert set(re.findall(rf"^#   ({SETTING}) ", script, re.MULTILINE)) == settings
    callers = (
        ".ci/open-proposals",
        ".gitlab/giliran.yml",
        *(f".forgejo/workflows/{n}.yml" for n in ("proposal", "open-proposals")),
    )
    for caller in callers:
        settings |= set(re.findall(rf"\b({SETTING})\b", (REPOSITORY / caller).read_text("utf-8")))
    for guide in GUIDES.values():
        rows = re.findall(rf"^\| (`{SETTING}`(?:, `{SETTING}`)*) \|", guide.read_text("utf-8"), re.MULTILINE)
        assert {name.strip("`") for row in rows for name in row.split(", ")} == settings


def test_both_guides_show_the_same_and_it_holds() -> None:
    shown = {
        language: [
            re.sub(r" #.*|KELOMPOK|GROUP", "", block)
            for block in re.findall(r"^```yaml\n(.*?)^```$", guide.read_text("utf-8"), re.MULTILINE | re.DOTALL)
        ]
        for language, guide in GUIDES.items()
    }
    assert shown["id"] == shown["en"]
    workflow, gitlab, hooks = (yaml.safe_load(block) for block in shown["en"])
    assert workflow["permissions"] == {"contents": "read"}
    assert [step["uses"].partition("@")[0] for step in workflow["jobs"]["verdict"]["steps"]] == [
        "actions/checkout",
        "OWNER/giliran",
    ]
    assert (REPOSITORY / gitlab["include"][0]["file"].lstrip("/")).is_file()
    template = (REPOSITORY / ".gitlab/giliran.yml").read_text("utf-8")
    assert all(f"${name}" in template for name in gitlab["variables"])
    offered = {hook["id"] for hook in yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    assert {hook["id"] for hook in hooks["repos"][0]["hooks"]} <= offered


def test_the_action_judges_in_another_repository(tmp_path: Path) -> None:
    """The steps of ``action.yml``, where the program is installed already: a proposal that sends home too many is refused."""
    action: dict[str, Any] = yaml.safe_load((REPOSITORY / "action.yml").read_text("utf-8"))
    data = Repository(tmp_path / "data")
    data.begin()
    head = data.commit({SCHEDULE: FILES[SCHEDULE].replace("recalls:", "  2023-09-12: [aa01, ab02, ad04]\nrecalls:")})
    github = {"repository": "kota/jadwal", "sha": head, "event": {}}
    given = {name: expanded(one.get("default", ""), {"github": github}) for name, one in action["inputs"].items()}
    assert given == {"base": "", "head": head, "data": ".", "language": "id", "audience": "public"}

    judge = {key: value for key, value in action["runs"]["steps"][-1].items() if key != "shell"}
    take = {"name": "Take", "uses": "actions/checkout@", "with": {"persist-credentials": False}}
    ready = {
        "name": "Install",
        "run": f'mkdir -p "$RUNNER_TEMP/giliran/bin"; ln -s "{BIN}/giliran" "$RUNNER_TEMP/giliran/bin"',
    }
    output = tmp_path / "output"
    output.touch()
    runner = Runner(
        data.root,
        tmp_path,
        {"github": github, "inputs": given},
        {
            "GITHUB_ACTION_PATH": str(REPOSITORY),
            "GITHUB_OUTPUT": str(output),
            "GILIRAN_TODAY": "2023-08-31",
            "PYTHONPATH": str(REPOSITORY / "pipeline"),
        },
    )
    done = runner.run({"steps": [take, ready, judge]}, "action")
    assert (done.failed, done.code) == ("Judge", 1), done.log
    assert f"::error file={SCHEDULE},line=5," in done.log
    assert "Ditolak" in done.summary.read_text("utf-8")
    assert output.read_text() == f"folder={done.temp / 'verdict'}\n"
    assert (done.temp / "verdict/comment.md").is_file()
