"""The scripts that every forge calls, on repositories with proposals: what is judged, what is told, and to whom."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.forges.answering import TOKEN, Kept, answering
from tests.forges.runner import REPOSITORY, Runner, workflow
from tests.pasts import Repository
from tests.repository import FILES, SCHEDULE, UNIT

if TYPE_CHECKING:
    from collections.abc import Mapping

BIN = Path(sys.executable).parent
SCRIPTS = REPOSITORY / ".ci"
MORE = FILES[SCHEDULE].replace("recalls:", "  2023-09-12: [ad04, ab02]\nrecalls:")
FEWER = FILES[UNIT].replace(
    "  - {id: ac03, name: Citra Rekaan, status: pppk}\n",
    "  - {id: ac03, name: Citra Rekaan, status: pppk, until: 2023-09-11}\n",
)
"""One leaves, so that half of those who stay is one: in order alone, and too few beside ``MORE``."""


def call(repository: Repository, script: str, *words: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "GILIRAN_TODAY": "2023-08-31",
        "GILIRAN_AUDIENCE": "none",
        "GILIRAN_FORMS": "comment",
        **more,
    }
    return subprocess.run(
        [SCRIPTS / script, *words], cwd=repository.root, env=environment, capture_output=True, text=True, check=False
    )


def proposals(root: Path, branches: Mapping[str, Mapping[str, str]]) -> Repository:
    """Make a repository with branches that leave main where it begins."""
    repository = Repository(root)
    start = repository.begin()
    for name, changes in branches.items():
        repository.git("checkout", "--quiet", "-b", name, start)
        repository.commit(changes, name)
    repository.git("checkout", "--quiet", "main")
    return repository


def test_what_is_judged_is_the_merge(tmp_path: Path) -> None:
    """A schedule that is in order where it was written is refused, because somebody has left since."""
    repository = proposals(tmp_path / "data", {"more": {SCHEDULE: MORE}})
    assert call(repository, "proposal", "main", "more", tmp_path / "out").returncode == 0
    repository.commit({UNIT: FEWER}, "Pindah")
    done = call(repository, "proposal", "main", "more", tmp_path / "out", GILIRAN_FORMS="text gitlab")
    assert done.returncode == 1
    assert "kesalahan[LW001]" in done.stdout
    (quality,) = json.loads((tmp_path / "out/gl-code-quality-report.json").read_text("utf-8"))
    assert quality["location"]["path"] == SCHEDULE


def test_a_conflict_is_told_in_plain_words(tmp_path: Path) -> None:
    repository = proposals(tmp_path / "data", {"more": {SCHEDULE: MORE}})
    repository.commit({SCHEDULE: MORE.replace("ad04, ab02", "aa01")}, "Lain")
    done = call(repository, "proposal", "main", "more", tmp_path / "out")
    assert (done.returncode, done.stderr) == (1, "")
    comment = (tmp_path / "out/comment.md").read_text("utf-8")
    assert comment.startswith("<!-- giliran -->\nUsulan ini bertentangan dengan versi yang berlaku")
    assert "This proposal conflicts" in comment
    assert comment.endswith(f"\n    {SCHEDULE}\n")


def test_what_cannot_be_judged_is_told_of_and_stops(tmp_path: Path) -> None:
    repository = proposals(tmp_path / "data", {})
    done = call(repository, "proposal", "main", "--output=x", tmp_path / "out")
    assert done.returncode == 2
    assert "giliran: " in done.stderr
    comment = (tmp_path / "out/comment.md").read_text("utf-8").splitlines()
    assert comment[0] == "<!-- giliran -->"
    assert comment[1].startswith("    giliran: ")


def test_a_form_that_is_not_known_is_no_verdict(tmp_path: Path) -> None:
    repository = proposals(tmp_path / "data", {"more": {SCHEDULE: MORE}})
    done = call(repository, "proposal", "main", "more", tmp_path / "out", GILIRAN_FORMS="comment markdwon")
    assert (done.returncode, done.stdout) == (2, "")
    comment = (tmp_path / "out/comment.md").read_text("utf-8")
    assert comment.startswith("<!-- giliran -->\nAda bentuk yang tidak dikenal dalam GILIRAN_FORMS.")
    assert "There are: comment github gitlab junit markdown suggestions text." in comment
    assert comment.endswith("\n    markdwon\n")


def test_the_comment_asks_of_the_proposer_what_the_verdict_asks(tmp_path: Path) -> None:
    """On a forge that asks no owners: a stranger, and somebody whose account is gone, are refused as they are there."""
    founded = {"units/bkd/agency.yaml": FILES["units/bkd/agency.yaml"] + 'admins: ["@ani", "@bayu"]\n'}
    repository = Repository(tmp_path / "data")
    repository.begin(founded)
    repository.git("checkout", "--quiet", "-b", "more")
    repository.commit({SCHEDULE: MORE}, "Usulan")
    (tmp_path / "list").write_text("1 more ani\n2 more orang-lain\n3 more\n")
    out = tmp_path / "out"
    asked = call(repository, "open-proposals", "main", tmp_path / "list", out, GILIRAN_ASK_OWNERS="yes")
    assert asked.stdout == "1: 0\n2: 1\n3: 1\n", asked.stderr
    assert "CH004" in (out / "2/comment.md").read_text("utf-8")
    assert call(repository, "open-proposals", "main", tmp_path / "list", out).stdout == "1: 0\n2: 0\n3: 0\n"


def test_those_who_clash_are_told(tmp_path: Path) -> None:
    """The workflow "open proposals", where the program is installed already. Two are good alone and too much together; a third has nothing to do with them, and a fourth is bad by itself."""
    lone = "name: Seksi Baru\nkind: seksi\nemployees: []\n"
    branches = {
        "3": {SCHEDULE: MORE},
        "12": {UNIT: FEWER},
        "13": {"units/dinkes/seksi-baru.yaml": lone},
        "14": {"units/dinkes/seksi-baru.yaml": lone.replace("employees", "pegawai")},
    }
    origin = proposals(tmp_path / "origin", branches)
    for part in (".ci", "pipeline/forge"):
        shutil.copytree(REPOSITORY / part, origin.root / part, ignore=shutil.ignore_patterns("__pycache__"))
    origin.commit({}, "Program")
    for number in branches:
        origin.git("update-ref", f"refs/pull/{number}/head", f"refs/heads/{number}")
        origin.git("branch", "--quiet", "-D", number)
    judge, comment = (workflow(".github/workflows/open-proposals.yml")["jobs"][name] for name in ("judge", "comment"))
    (install,) = (step for step in judge["steps"] if step.get("run", "").startswith(".ci/install"))
    install["run"] = f'mkdir -p "$RUNNER_TEMP/giliran/bin"; ln -s "{BIN}/giliran" "$RUNNER_TEMP/giliran/bin"'
    with answering(Kept()) as forge:
        common = {"to": "main", "state": "open", "user": {"login": "ani"}}
        forge.proposals = [{"number": int(number), **common} for number in (*branches, "99")]
        github = {"repository": "kota/jadwal", "sha": origin.git("rev-parse", "main").strip(), "token": TOKEN}
        there = {
            "GITHUB_API_URL": forge.address,
            "GILIRAN_TODAY": "2023-08-31",
            "PYTHONPATH": str(REPOSITORY / "pipeline"),
        }
        runner = Runner(origin.root, tmp_path, {"github": github}, there)
        judged = runner.run(judge, "judge")
        assert not judged.failed, judged.log
        assert "usulan 99 tidak dapat diambil" in judged.log
        assert judged.log.rstrip().endswith("3: 0\n12: 0\n13: 0\n14: 1")
        assert TOKEN not in (tmp_path / "judge" / "work" / ".git" / "config").read_text()
        for again in ("comment", "comment again"):
            told = runner.run(comment, again)
            assert not told.failed, told.log
    assert [len(forge.bodies(int(number))) for number in branches] == [2, 2, 1, 1]
    for concerned in (3, 12):
        clash = forge.bodies(concerned)[1]
        assert clash.startswith("<!-- giliran: clashes -->\n")
        assert "proposals/3" in clash
        assert "proposals/12" in clash
        assert "LW001" in clash


def test_a_site_is_published_as_the_only_commit_of_a_branch(tmp_path: Path) -> None:
    origin = proposals(tmp_path / "origin", {})
    origin.git("clone", "--quiet", str(origin.root), str(tmp_path / "clone"))
    clone = Repository(tmp_path / "clone")
    site = tmp_path / "site"
    (site / "days").mkdir(parents=True)
    (site / "index.html").write_text("satu\r\n")
    (site / "days/.hidden").write_text("dua")
    for _ in range(2):
        done = call(clone, "push-site", site, "pages")
        assert done.returncode == 0, done.stderr
    assert origin.git("rev-list", "--count", "pages") == "1\n"
    assert origin.git("ls-tree", "-r", "--name-only", "pages") == "days/.hidden\nindex.html\n"
    assert origin.git("cat-file", "blob", "pages:index.html") == "satu\r\n"
    first = origin.git("rev-parse", "pages")
    (site / "index.html").write_text("tiga\n")
    call(clone, "push-site", site, "pages")
    assert origin.git("rev-list", "--count", "pages") == "1\n"
    assert origin.git("rev-parse", "pages") != first
    assert clone.git("status", "--porcelain") == ""


def test_the_same_site_is_packed_into_the_same_bytes(tmp_path: Path) -> None:
    for name, umask in (("one", 0o022), ("two", 0o077)):
        folder = tmp_path / name / "site/days"
        before = os.umask(umask)
        folder.mkdir(parents=True)
        for file in ("b", "a") if umask else ("a", "b"):
            (folder / file).write_text(file)
            os.utime(folder / file, (umask, umask))
        os.umask(before)
        subprocess.run([SCRIPTS / "pack", folder.parent, tmp_path / f"{name}.tar"], check=True)
    assert (tmp_path / "one.tar").read_bytes() == (tmp_path / "two.tar").read_bytes()


@pytest.mark.parametrize("script", ["install", "open-proposals", "pack", "post", "proposal", "push-site"])
def test_a_script_with_nothing_to_do_it_on_stops(script: str, tmp_path: Path) -> None:
    done = subprocess.run([SCRIPTS / script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode
    assert done.stdout == ""
