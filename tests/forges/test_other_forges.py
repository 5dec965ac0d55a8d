"""GitLab and Forgejo judge as GitHub does: their own lines are run, where the program is installed already."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from tests.forges.runner import REPOSITORY, Runner, workflow
from tests.pasts import Repository
from tests.repository import FILES, SCHEDULE

if TYPE_CHECKING:
    from collections.abc import Mapping

BIN = Path(sys.executable).parent
BAD = {SCHEDULE: FILES[SCHEDULE].replace("recalls:", "  2023-09-12: [aa01, ab02, ad04]\nrecalls:")}
ADMINS = {"units/bkd/agency.yaml": FILES["units/bkd/agency.yaml"] + 'admins: ["@bkd-umum", "@bkd-data"]\n'}
INSTALLED = {"GILIRAN_TODAY": "2023-08-31", "GILIRAN_AUDIENCE": "none", "PYTHONPATH": str(REPOSITORY / "pipeline")}


def proposed(root: Path, changes: Mapping[str, str]) -> Repository:
    """Give a repository with the scripts beside the data, a proposal as a branch, and a main that has moved on."""
    repository = Repository(root)
    start = repository.begin({**ADMINS, ".ci/proposal": (REPOSITORY / ".ci/proposal").read_text("utf-8")})
    repository.git("update-index", "--chmod=+x", ".ci/proposal")
    repository.git("commit", "--quiet", "--amend", "--no-edit")
    start = repository.git("rev-parse", "HEAD").strip()
    repository.git("checkout", "--quiet", "--force", "-b", "usulan", start)
    repository.commit(changes, "Usulan")
    repository.git("checkout", "--quiet", "main")
    repository.commit({"units/dinkes/seksi-baru.yaml": "name: Seksi Baru\nkind: seksi\nemployees: []\n"}, "Seksi baru")
    return repository


def test_gitlab_shows_the_findings_beside_the_lines(tmp_path: Path) -> None:
    template: dict[str, Any] = yaml.safe_load((REPOSITORY / ".gitlab/giliran.yml").read_text("utf-8"))
    common, job = template[".giliran"], template["giliran verdict"]
    origin = proposed(tmp_path / "origin", BAD)
    clone = tmp_path / "clone"
    origin.git("clone", "--quiet", "--branch", "usulan", str(origin.root), str(clone))
    environment = {
        **os.environ,
        **INSTALLED,
        **{name: str(value) for name, value in job["variables"].items()},
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
        "CI_COMMIT_SHA": origin.git("rev-parse", "usulan").strip(),
        "CI_PROJECT_DIR": str(clone),
        "CI_BUILDS_DIR": str(tmp_path / "builds"),
        "PROGRAM": str(tmp_path / "builds/giliran/program"),
        "GILIRAN": str(BIN / "giliran"),
    }
    *lines, install = common["before_script"]
    assert install == '"$PROGRAM/.ci/install" "$PROGRAM" "$CI_BUILDS_DIR/giliran/environment"'
    script = "\n".join(("set -eo pipefail", *lines, *job["script"]))
    done = subprocess.run(
        ["bash", "-c", script], cwd=clone, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stderr
    assert "kesalahan[LW001]" in done.stdout
    (quality,) = json.loads((clone / job["artifacts"]["reports"]["codequality"]).read_text("utf-8"))
    assert quality["location"]["path"] == SCHEDULE
    assert "<failure" in (clone / job["artifacts"]["reports"]["junit"]).read_text("utf-8")

    assert "CH004" not in done.stdout, "code owners are asked by the forge, unless it is told to ask"
    asking = {"GILIRAN_ASK_OWNERS": "yes", "GITLAB_USER_LOGIN": "orang-lain", "GILIRAN_FORMS": "text"}
    again = subprocess.run(
        ["bash", "-c", script], cwd=clone, env={**environment, **asking}, capture_output=True, text=True, check=False
    )
    assert again.returncode == 1, again.stderr
    assert "kesalahan[CH004]" in again.stdout


def test_forgejo_refuses_what_is_not_the_proposers_to_change(tmp_path: Path) -> None:
    """A lawful change is refused to a stranger and granted to an admin: this forge does not ask owners by itself."""
    good = {SCHEDULE: FILES[SCHEDULE].replace("recalls:", "  2023-09-12: [ad04]\nrecalls:")}
    origin = proposed(tmp_path / "origin", good)
    head = origin.git("rev-parse", "usulan").strip()
    steps = workflow(".forgejo/workflows/proposal.yml")["jobs"]["verdict"]["steps"]
    take, _, program, judge, _ = steps
    taking, install = program["run"].strip().splitlines()
    assert install == '"$RUNNER_TEMP/program/.ci/install" "$RUNNER_TEMP/program" "$RUNNER_TEMP/giliran"'
    link = f'mkdir -p "$RUNNER_TEMP/giliran/bin"; ln -s "{BIN}/giliran" "$RUNNER_TEMP/giliran/bin"'
    for login, code in (("orang-lain", 1), ("bkd-umum", 0)):
        proposal = {"base": {"ref": "main"}, "head": {"sha": head}, "user": {"login": login}}
        github = {"repository": "kota/jadwal", "sha": head, "event": {"pull_request": proposal}}
        runner = Runner(origin.root, tmp_path / login, {"github": github}, {**INSTALLED, "GILIRAN_FORMS": "text"})
        ready = {**program, "run": f"{taking}\n{link}"}
        done = runner.run({"steps": [take, ready, judge]}, "verdict")
        assert done.code == code, done.log
        assert ("kesalahan[CH004]" in done.log) is bool(code)
