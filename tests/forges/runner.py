"""Runs the jobs of a workflow as a forge's runner would: the ``run:`` steps in a shell, in order, with the forge's variables.

What stands in for the forge is small and told here. A checkout clones; the Python that is set up is the one that runs the
tests; artifacts are folders. An expression this reader does not know fails the test, rather than being guessed at.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

REPOSITORY = Path(__file__).parents[2]
_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}", re.DOTALL)
_SHELL = ("bash", "--noprofile", "--norc", "-e")  # as GitHub starts one where a step names none


def workflow(path: str) -> dict[str, Any]:
    """Read a workflow of this repository."""
    read: dict[str, Any] = yaml.safe_load((REPOSITORY / path).read_text("utf-8"))
    return read


@dataclass(slots=True)
class Runner:
    """One forge: the repository it holds, what it tells about an event, and what jobs hand on to each other."""

    origin: Path
    folder: Path
    context: Mapping[str, Any]
    environment: Mapping[str, str] = field(default_factory=dict)

    def run(self, job: Mapping[str, Any], name: str) -> Finished:
        """Run a job on a machine of its own. Steps go on after a failure only where they ask for it."""
        machine = self.folder / name
        workspace, temp, summary = machine / "work", machine / "temp", machine / "summary.md"
        workspace.mkdir(parents=True)
        temp.mkdir()
        summary.touch()
        context = {**self.context, "runner": {"temp": str(temp)}}
        finished = Finished(summary=summary, temp=temp)
        for step in job["steps"]:
            if finished.failed and step.get("if") != "${{ !cancelled() }}":
                continue
            assert "if" not in step or step["if"] == "${{ !cancelled() }}", step["if"]
            settings = {key: expanded(str(value), context) for key, value in step.get("env", {}).items()}
            if "uses" in step:
                self._use(step, context, workspace)
                continue
            done = subprocess.run(
                [*_SHELL, "-c", step["run"]],
                cwd=workspace,
                env={**self._machine(workspace, temp, summary), **settings},
                capture_output=True,
                text=True,
                check=False,
            )
            finished.log += f"## {step['name']}\n{done.stdout}{done.stderr}"
            if done.returncode and not finished.failed:
                finished.failed, finished.code = step["name"], done.returncode
        return finished

    def _machine(self, workspace: Path, temp: Path, summary: Path) -> dict[str, str]:
        """Give the variables of a step. What the lock names is there already, so pip finds it all, and asks no index."""
        github = self.context["github"]
        return {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(temp),
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_WORKSPACE": str(workspace),
            "GITHUB_SHA": github["sha"],
            "GITHUB_REPOSITORY": github["repository"],
            "GITHUB_STEP_SUMMARY": str(summary),
            "RUNNER_TEMP": str(temp),
            "PIP_NO_INDEX": "1",
            "PYTHONPATH": sysconfig.get_paths()["purelib"],
            **self.environment,
        }

    def _use(self, step: Mapping[str, Any], context: Mapping[str, Any], workspace: Path) -> None:
        given = {key: expanded(str(value), context) for key, value in step.get("with", {}).items()}
        match step["uses"].partition("@")[0]:
            case "actions/checkout":
                assert given["persist-credentials"] == "False"
                subprocess.run(["git", "clone", "--quiet", "--no-checkout", self.origin, workspace], check=True)
                wanted = given.get("ref", context["github"]["sha"])
                subprocess.run(["git", "-C", workspace, "checkout", "--quiet", "--detach", wanted], check=True)
            case "actions/upload-artifact":
                self._upload(given, workspace)
            case "actions/download-artifact":
                shutil.copytree(self.folder / "artifacts" / given["name"], given["path"])
            case name:
                assert name == "actions/setup-python"

    def _upload(self, given: Mapping[str, str], workspace: Path) -> None:
        """Keep what the patterns find; a single folder is kept by what is in it, as the forge does."""
        kept = self.folder / "artifacts" / given["name"]
        kept.mkdir(parents=True)
        for pattern in given["path"].split():
            place = workspace / pattern
            if place.is_dir():
                shutil.copytree(place, kept, dirs_exist_ok=True)
            for file in sorted(place.parent.glob(place.name)):
                if file.is_file():
                    shutil.copy(file, kept)
        assert any(kept.iterdir()), f"nothing to hand on as {given['name']}"


@dataclass(slots=True)
class Finished:
    """What a job left behind."""

    summary: Path
    temp: Path
    log: str = ""
    failed: str = ""
    """The step that failed first."""
    code: int = 0


def expanded(text: str, context: Mapping[str, Any]) -> str:
    """Put in what expressions stand for: names joined by dots, words in quotes, and the first of several that is not empty."""
    return _EXPRESSION.sub(lambda found: _first(found[1], context), text)


def _first(expression: str, context: Mapping[str, Any]) -> str:
    return next((value for part in expression.split("||") if (value := _value(part.strip(), context))), "")


def _value(part: str, context: Mapping[str, Any]) -> str:
    if quoted := re.fullmatch(r"'([^']*)'", part):
        return quoted[1]
    assert re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", part), f"not an expression that is known here: {part}"
    value: Any = context
    for name in part.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return "" if value is None else str(value)
