"""Pairs of proposals, from bare refs: in order alone, refused together, and both named; one case an entry of a list."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from giliran.check import check
from giliran.clashes import clashes
from giliran.clashes.written import written
from giliran.revisions import Repository as Revisions
from tests.pasts import Repository
from tests.repository import CIRCULAR, FILES, SCHEDULE, UNIT

if TYPE_CHECKING:
    from giliran.diagnostics import Report
    from giliran.tree import Tree

GROUND = {
    **FILES,
    f"{CIRCULAR}/readings.yaml": """\
called-by-whom:
  question: {id: Siapa yang memanggil?, en: Who calls?}
  sides:
    - says: {id: Atasan langsung., en: The direct superior.}
      sources: [{title: Berita}]
    - says: {id: Kepala badan., en: The head of the agency.}
      sources: [{title: Berita lain}]
  choice: {id: Atasan langsung., en: The direct superior.}
  reason: {id: Begitu bunyinya., en: So it reads.}
""",
    "policy/calendar.yaml": "country: ID\nweekend: [saturday, sunday]\nholidays: []\nworking-days: []\n",
    "policy/facts.yaml": """\
service:
  title: {id: Jenis layanan, en: Kind of service}
  values:
    direct: {id: langsung, en: direct}
    operational-support: {id: dukungan, en: support}
    administration: {id: administrasi, en: administration}
    archive: {id: kearsipan, en: archives}
digital:
  title: {id: Digital, en: Digital}
  values:
    true: {id: ya, en: "yes"}
    false: {id: tidak, en: "no"}
""",
    "policy/dispensations/arsip.yaml": """\
letter: Surat 1 (rekaan)
granted-by: Sekretaris Daerah
signed: 2023-09-18
unit: bkd/arsip
clause: dki-jakarta/se-sekda-34-2023/wfh-share
from: 2023-09-25
until: 2023-09-29
at-most: 75%
reason: lantai diperbaiki
""",
    "units/bkd/arsip.yaml": """\
name: Subbagian Arsip
kind: subbagian
supervisor: ag03
employees:
  - {id: an10, name: Jaka Rekaan, status: pppk}
  - {id: af02, name: Farah Rekaan, status: pns}
  - {id: ag03, name: Galih Rekaan, status: pns, role: head}
  - {id: ah04, name: Hana Rekaan, status: pppk}
  - {id: am09, name: Mira Rekaan, status: pppk, until: 2023-09-15}
  - {id: ai05, name: Indra Rekaan, status: pns}
""",
    "units/kominfo/agency.yaml": """\
name: Dinas Komunikasi
kind: dinas
facts: {service: administration, digital: true}
""",
    "units/kominfo/data.yaml": """\
name: Seksi Data
kind: seksi
supervisor: ca01
employees:
  - {id: ca01, name: Nina Rekaan, status: pns}
  - {id: cb02, name: Oki Rekaan, status: pns}
""",
    "schedules/bkd/arsip/2023-09.yaml": "wfh:\n  2023-09-18: [af02, ah04]\n",
}
CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("clash_cases.yaml").read_text("utf-8"))


def judge(tree: Tree, scope: frozenset[str]) -> Report:
    return check(tree, scope).report


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Give one repository with two branches for every case, as a server would have them."""
    repository = Repository(tmp_path_factory.mktemp("ground"))
    repository.commit(GROUND)
    assert check(Revisions.around(repository.root).tree("HEAD")).report.clean
    for number, case in enumerate(CASES):
        for side in ("first", "second"):
            repository.git("checkout", "--quiet", "-b", f"{number}-{side}", "main")
            repository.commit(edited(case[side]))
    repository.git("checkout", "--quiet", "main")
    return repository


def edited(edits: dict[str, Any]) -> dict[str, str | None]:
    """Apply the edits of a case to the ground; every old text has to be there once."""
    changes: dict[str, str | None] = {}
    for path, edit in edits.items():
        if not isinstance(edit, dict):
            changes[path] = edit
            continue
        text = GROUND[path]
        for old, new in edit.items():
            assert text.count(old) == 1, (path, old)
            text = text.replace(old, new)
        changes[path] = text
    return changes


@pytest.mark.parametrize("number", [pytest.param(number, id=case["name"]) for number, case in enumerate(CASES)])
def test_pair(ground: Repository, number: int) -> None:
    case, names = CASES[number], (f"{number}-first", f"{number}-second")
    found = clashes(Revisions.around(ground.root), "main", names, judge)
    for candidate in found.candidates:
        assert candidate.in_order, candidate
    assert tuple(candidate.name for candidate in found.candidates) == names
    if case.get("fits"):
        assert found.found == ()
        return
    (clash,) = found.found
    assert (clash.first, clash.second) == names
    assert list(clash.conflicts) == case.get("conflict", [])
    assert sorted({error.code for error in clash.report.diagnostics}) == case.get("codes", [])


def test_there_are_thirty_and_they_differ() -> None:
    refused = [case for case in CASES if not case.get("fits")]
    assert len(refused) >= 30
    assert len({case["name"] for case in CASES}) == len(CASES)
    assert len({(json.dumps(case["first"]), json.dumps(case["second"])) for case in refused}) == len(refused)


def run(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the program on a repository."""
    command = [sys.executable, "-m", "giliran", "-C", str(root), "clashes", *words]
    return subprocess.run(command, capture_output=True, check=False, encoding="utf-8")


def test_a_bare_repository_is_told_of_all_and_keeps_its_branches(ground: Repository, tmp_path: Path) -> None:
    bare = tmp_path / "server.git"
    ground.git("clone", "--quiet", "--bare", str(ground.root), str(bare))
    refs = ("0-first", "0-second", "11-first", "11-second")
    before = (bare / "packed-refs").read_bytes()
    told = run(bare, "main", *refs)
    assert told.returncode == 1, told.stderr
    for words in (
        "“0-first” dan “0-second” masing-masing sah",
        "“11-first” dan “11-second” masing-masing sah",
        "LW001",
    ):
        assert words in told.stdout
    assert "schedules/bkd/umum/2023-09.yaml:" in told.stdout
    assert (bare / "packed-refs").read_bytes() == before
    data = json.loads(run(bare, "main", *refs, "--format", "json").stdout)
    assert {(one["first"], one["second"]) for one in data["clashes"]} >= {refs[:2], refs[2:]}
    assert all(one["errors"] == 0 for one in data["proposals"])


def test_what_is_wrong_alone_is_told_alone(ground: Repository) -> None:
    ground.git("checkout", "--quiet", "-b", "broken", "main")
    ground.commit({"schedules/bkd/umum/2023-10.yaml": "wfh:\n  2023-10-02: [zz99]\n"})
    ground.git("checkout", "--quiet", "main")
    told = run(ground.root, "main", "broken", "0-second")
    assert told.returncode == 0, "the two do not get worse by each other"
    assert "broken” sendiri sudah memuat 1 kesalahan" in told.stdout
    assert "Tidak ada bentrokan (2 usulan, 1 pasang yang bersinggungan)" in told.stdout


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Give a repository where two proposals change what has changed on main since, each elsewhere, and one does not."""
    repository = Repository(tmp_path_factory.mktemp("behind"))
    repository.begin({"units/bkd/arsip.yaml": GROUND["units/bkd/arsip.yaml"]})
    text = FILES[SCHEDULE]
    for name, changes in (
        ("own", {SCHEDULE: text.replace("01: [ab02]", "01: [ac03]")}),
        ("others", {SCHEDULE: text.replace("01: [ab02]", "01: [aa01]")}),
        ("fresh", {UNIT: FILES[UNIT].replace("Eka Rekaan", "Ika Rekaan")}),
    ):
        repository.git("checkout", "--quiet", "-b", name, "main")
        repository.commit(changes)
    repository.git("checkout", "--quiet", "main")
    repository.commit({SCHEDULE: text.replace("01: [ab02]", "01: []")})
    return repository


@pytest.mark.parametrize(
    ("base", "how"),
    [
        ("main", "jalankan “git pull --no-rebase origin main”"),
        ("refs/heads/main", "jalankan “git pull --no-rebase origin main”"),
        ("HEAD", "gabungkan cabang yang berlaku"),
    ],
)
def test_who_is_behind_is_told_how_to_catch_up(behind: Repository, base: str, how: str) -> None:
    told = run(behind.root, base, "own", "fresh").stdout
    assert (
        f"Usulan “own” tertinggal: “{SCHEDULE}” sudah diubah di cabang yang berlaku. Di cabang usulan itu {how},"
        in told
    )


def test_whoever_asks_about_one_proposal_is_not_told_who_else_is_behind(behind: Repository) -> None:
    revisions = Revisions.around(behind.root)
    found = clashes(revisions, "main", ("own", "others", "fresh"), judge, about="own")
    assert [one.name for one in found.candidates if not one.in_order] == ["own", "others"]
    told = written(found, "text", "en")
    assert "The proposal “own” is behind" in told
    assert "others" not in told


def test_what_is_in_force_already_is_no_proposal(ground: Repository) -> None:
    told = run(ground.root, "main", "main")
    assert told.returncode == 0
    assert "0 usulan" in told.stdout


def test_an_unknown_branch_is_an_operators_matter(ground: Repository) -> None:
    told = run(ground.root, "main", "nowhere")
    assert told.returncode == 2
    assert "nowhere" in told.stderr
