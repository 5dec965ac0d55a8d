"""The workflow of the guide that checks agency by agency: its own commands find what one check of everything finds."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from giliran.render.project import project
from tests.command.test_bad_input import checked
from tests.command.test_synth import invented

ROOT = Path(__file__).parents[2]


def shown(language: str) -> str:
    """Give the workflow as a page shows it."""
    page = (project().pages / f"guide/shards.{language}.md").read_text("utf-8")
    (block,) = re.findall(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return str(block)


@pytest.fixture(scope="module")
def jobs() -> dict[str, Any]:
    """Give the jobs of the workflow by name."""
    found: dict[str, Any] = yaml.safe_load(shown("en"))["jobs"]
    return found


def run(job: dict[str, Any], step: str, root: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a step of a job as a runner does, with findings as JSON."""
    (script,) = (entry["run"] for entry in job["steps"] if entry.get("id") == step)
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script.replace("--format github", "--format json")],
        cwd=root,
        env={**os.environ, "PATH": path, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def told(done: subprocess.CompletedProcess[str]) -> set[str]:
    assert done.returncode in {0, 1}, done.stderr
    return {json.dumps(found, sort_keys=True) for found in json.loads(done.stdout)["diagnostics"]}


def test_the_shards_find_together_what_one_check_finds(tmp_path: Path, jobs: dict[str, Any]) -> None:
    root = invented(tmp_path / "province", 900, "--faults", "80")
    listed = tmp_path / "output"
    assert run(jobs["list"], "list", root, GITHUB_OUTPUT=str(listed)).returncode == 0
    agencies = json.loads(listed.read_text("utf-8").removeprefix("agencies="))
    assert len(agencies) > 3
    shards = [told(run(jobs["check"], "check", root, AGENCY=agency)) for agency in agencies]
    crossing = told(run(jobs["whole"], "check", root))

    status, findings = checked(root)
    assert status == 1
    whole = {json.dumps(found, sort_keys=True) for found in findings}
    assert set().union(*shards) | crossing == whole
    # The last job tells what crosses agencies; a shard tells of no other agency's schedules.
    assert {"UN003", "UN005"} <= {json.loads(found)["code"] for found in crossing}
    for agency, shard in zip(agencies, shards, strict=True):
        paths = {json.loads(found)["path"] for found in shard}
        assert any(path.startswith(f"schedules/{agency}/") for path in paths)
        assert not {path for path in paths if path.startswith("schedules/")} - {
            path for path in paths if path.startswith(f"schedules/{agency}/")
        }


def test_an_agency_with_a_fault_turns_its_own_shard_red(tmp_path: Path, jobs: dict[str, Any]) -> None:
    root = invented(tmp_path / "province", 300)
    agencies = sorted(path.name for path in (root / "schedules").iterdir())
    spoilt = next((root / "schedules" / agencies[0]).rglob("*.yaml"))
    spoilt.write_text(spoilt.read_text("utf-8") + "remarks: none\n", "utf-8")
    codes = [run(jobs["check"], "check", root, AGENCY=agency).returncode for agency in agencies]
    assert codes == [1, *[0] * (len(agencies) - 1)]
    assert run(jobs["whole"], "check", root).returncode == 0


def test_both_pages_show_one_workflow_with_the_actions_that_the_project_itself_pins(jobs: dict[str, Any]) -> None:
    assert shown("en") == shown("id")
    own = (ROOT / ".github/workflows/check.yml").read_text("utf-8")
    used = {step["uses"] for job in jobs.values() for step in job["steps"] if "uses" in step}
    assert used
    assert used <= set(re.findall(r"uses: (\S+@[0-9a-f]{40}) # v", own))
    assert jobs["check"]["strategy"]["matrix"] == {"agency": "${{ fromJSON(needs.list.outputs.agencies) }}"}
    assert jobs["check"]["needs"] == "list"
