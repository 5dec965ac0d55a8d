"""The workflow "proposal" of this repository, run step by step as the forge would, on proposals made with git.

The repository it runs in carries the program of this one and the small data of the other tests. Nothing is skipped: the
program of the base is installed from its lock, the verdict is reached, and the comment is posted on a forge that answers
on this machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from tests.forges.answering import Kept, answering
from tests.forges.program import copied
from tests.forges.runner import Runner, workflow
from tests.pasts import Repository
from tests.repository import FILES, SCHEDULE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.forges.runner import Finished

NUMBER = 12
JOBS: dict[str, Any] = workflow(".github/workflows/proposal.yml")["jobs"]
GOOD = {SCHEDULE: FILES[SCHEDULE].replace("recalls:", "  2023-09-12: [ad04]\nrecalls:")}
BAD = {SCHEDULE: FILES[SCHEDULE].replace("recalls:", "  2023-09-12: [aa01, ab02, ad04]\nrecalls:")}
CHEATING = {
    ".ci/proposal": "#!/bin/sh\nexit 0\n",
    ".ci/install": "#!/bin/sh\nexit 0\n",
    "pipeline/giliran/cli/__init__.py": "",
}


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Give a repository whose main holds the program and the data, and has moved on since the proposals left it."""
    repository = Repository(tmp_path_factory.mktemp("origin"))
    copied(repository.root)
    start = repository.begin()
    for name, changes in {"good": GOOD, "bad": {**BAD, **CHEATING}}.items():
        repository.git("checkout", "--quiet", "-b", name, start)
        repository.commit(changes, name)
    repository.git("checkout", "--quiet", "main")
    repository.commit({"units/dinkes/seksi-baru.yaml": "name: Seksi Baru\nkind: seksi\nemployees: []\n"}, "Seksi baru")
    return repository


def merged(origin: Repository, branch: str) -> str:
    """Give the commit that the forge offers to judge: main with the proposal merged."""
    origin.git("checkout", "--quiet", "--detach", "main")
    return origin.merge(branch)


def propose(origin: Repository, branch: str, folder: Path, forge: Kept) -> tuple[Finished, Runner]:
    """Run the job that judges."""
    forge.tip = origin.git("rev-parse", branch).strip()
    proposal = {
        "number": NUMBER,
        "head": {"repo": {"full_name": "kota/jadwal"}},
        "base": {"sha": origin.git("rev-parse", "main").strip()},
    }
    github = {
        "repository": "kota/jadwal",
        "sha": merged(origin, branch),
        "token": "rahasia",
        "event": {"pull_request": proposal},
    }
    runner = Runner(
        origin.root, folder, {"github": github}, {"GITHUB_API_URL": forge.address, "GILIRAN_TODAY": "2023-08-31"}
    )
    return runner.run(JOBS["verdict"], "verdict"), runner


def test_a_proposal_is_refused_by_the_program_of_the_base_and_accepted_once_it_is_mended(
    origin: Repository, tmp_path: Path
) -> None:
    """The refused one brings a judge of its own that accepts everything. Its comment gives way to that of the mended one, and
    the suggestion that stood beside its line goes.
    """
    with answering(Kept()) as forge:
        refused, runner = propose(origin, "bad", tmp_path / "bad", forge)
        assert (refused.failed, refused.code) == ("Judge", 1), refused.log
        posted = runner.run(JOBS["comment"], "comment")
        assert not posted.failed, posted.log
        first, _ = forge.bodies(NUMBER)
        ((path, _, line, suggestion),) = forge.on_lines(NUMBER)

        accepted, runner = propose(origin, "good", tmp_path / "good", forge)
        assert not accepted.failed, accepted.log
        posted = runner.run(JOBS["comment"], "comment")
        assert not posted.failed, posted.log
        (second,) = forge.bodies(NUMBER)

    assert (path, line) == (SCHEDULE, 5)
    assert suggestion.endswith("\n```suggestion\n  2023-09-12: [aa01, ad04]\n```")
    assert f"::error file={SCHEDULE},line=5,endLine=5,col=15,endColumn=33,title=" in refused.log
    assert "Ditolak" in refused.summary.read_text("utf-8")
    assert "LW001" in first
    assert "Ditolak" in first
    verdict = refused.temp / "verdict"
    assert ET.parse(verdict / "junit.xml").find(".//failure") is not None  # noqa: S314 - our own file
    assert not (tmp_path / "bad/artifacts/preview").exists()

    assert "Diterima" in accepted.summary.read_text("utf-8")
    assert "Boleh digabungkan" in second
    assert "ad04" in second
    for comment in (first, second):
        assert comment.startswith("<!-- giliran -->\n")
        assert len(comment.encode()) <= 60_000
        assert "seksi-baru" not in comment, "what main did meanwhile is no part of the proposal"
    home = (tmp_path / "good/artifacts/preview/index.html").read_text("utf-8")
    assert "Rekaan" not in home


def test_a_proposal_from_a_fork_is_told_where_its_verdict_is(tmp_path: Path) -> None:
    """It may not write, so it gets no comment from this workflow; its summary says so below the verdict."""
    summarize = next(step for step in JOBS["verdict"]["steps"] if step["name"] == "Summarize")
    ready = {
        "name": "Judge",
        "run": 'mkdir "$RUNNER_TEMP/verdict"; echo "## Ditolak" > "$RUNNER_TEMP/verdict/summary.md"',
    }
    for name in ("kota/jadwal", "orang-lain/jadwal"):
        event = {"pull_request": {"head": {"repo": {"full_name": name}}}}
        context = {"github": {"repository": "kota/jadwal", "sha": "", "event": event}}
        done = Runner(tmp_path, tmp_path / name, context).run({"steps": [ready, summarize]}, "verdict")
        summary = done.summary.read_text("utf-8")
        assert summary.startswith("## Ditolak\n")
        assert ("tidak boleh menulis di sini" in summary) is (name != "kota/jadwal")
    assert "github.event.pull_request.head.repo.full_name == github.repository" in JOBS["comment"]["if"]


def test_a_queue_names_the_base_itself(origin: Repository, tmp_path: Path) -> None:
    """In a queue the first parent may be another proposal, so the program and the comparison begin where the queue says."""
    base = origin.git("rev-parse", "main").strip()
    origin.git("checkout", "--quiet", "--detach", base)
    origin.merge("good")
    head = origin.commit({}, "Usulan berikutnya")
    take, program = (
        step for step in JOBS["verdict"]["steps"] if step["name"].startswith(("Take the proposal", "Take the program"))
    )
    tell = {"name": "Tell", "run": 'git -C "$RUNNER_TEMP/program" rev-parse HEAD'}
    for event, expected in (
        ({"merge_group": {"base_sha": base}}, base),
        ({}, origin.git("rev-parse", f"{head}^").strip()),
    ):
        context = {"github": {"repository": "kota/jadwal", "sha": head, "event": event}}
        done = Runner(origin.root, tmp_path / expected, context).run({"steps": [take, program, tell]}, "verdict")
        assert done.log.endswith(f"{expected}\n")
