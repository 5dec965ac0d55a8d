"""Ways to get past the server that its git would allow: each is refused, and what was in force stays."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.hooks.server import PROGRAM, REPAIRED, TOO_MANY, Server, ran
from tests.repository import CIRCULAR, FILES, SCHEDULE

if TYPE_CHECKING:
    from pathlib import Path

OWNERS = 'law: ["@hukum", "@bkd-tu"]\neverything: ["@pengelola", "@bkd-tu"]\n'


@pytest.fixture(scope="session")
def owned(tmp_path_factory: pytest.TempPathFactory) -> Server:
    admins = FILES["units/bkd/agency.yaml"] + 'admins: ["@bkd-umum", "@bkd-tu"]\n'
    data = {**FILES, "units/bkd/agency.yaml": admins, "policy/owners.yaml": OWNERS}
    return Server.begun(tmp_path_factory.mktemp("owned"), "--member", "@bkd-umum=ani", data=data)


@pytest.fixture
def server(owned: Server, tmp_path: Path) -> Server:
    return owned.copied(tmp_path)


def refused(server: Server, *words: str, user: str = "ani") -> str:
    before = ran("git", "-C", str(server.bare), "for-each-ref").stdout
    done = server.desk.push(*words, user=user)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert "kesalahan program kami" not in done.stderr
    assert ran("git", "-C", str(server.bare), "for-each-ref").stdout == before
    return done.stderr


def test_a_replacement_hides_no_commit(server: Server) -> None:
    old = server.tip
    bad = server.desk.commit({SCHEDULE: TOO_MANY})
    good = server.desk.git("commit-tree", f"{old}^{{tree}}", "-p", old, "-m", "good")
    assert "hanya cabang dan tag" in refused(server, f"{good}:refs/replace/{bad}")
    server.desk.git("push", str(server.bare), f"{good}:refs/heads/good")
    server.desk.git("update-ref", f"refs/replace/{bad}", good, at=server.bare)  # were it there from before
    assert "LW001" in refused(server, "main")


def test_a_replacement_makes_no_new_beginning(server: Server) -> None:
    nothing = server.desk.git("commit-tree", server.desk.git("hash-object", "-t", "tree", "-w", "/dev/null"), "-m", "x")
    server.desk.git("push", str(server.bare), f"{nothing}:refs/heads/nothing")
    server.desk.git("update-ref", f"refs/replace/{server.tip}", nothing, at=server.bare)
    server.desk.commit({"policy/owners.yaml": OWNERS.replace("@pengelola", "@ani")})
    assert "CH004" in refused(server, "main")


@pytest.mark.parametrize(
    "name",
    [
        "refs/tags/main",
        "refs/heads/refs/heads/main",
        "refs/heads/HEAD",
        "refs/tags/refs/heads/main",
        "refs/main",
        "refs/notes/x",
    ],
)
def test_no_name_passes_for_the_branch_in_force(server: Server, name: str) -> None:
    server.desk.git("checkout", "--quiet", "--detach")
    server.desk.commit({SCHEDULE: REPAIRED})
    assert "hanya cabang dan tag" in refused(server, f"HEAD:{name}")


def test_what_is_published_is_the_branch(server: Server) -> None:
    """A tag of that name may be there from before."""
    other = server.desk.commit({SCHEDULE: REPAIRED})
    server.desk.git("push", str(server.bare), "main:refs/heads/other", at=server.desk.root)
    server.desk.git("update-ref", "refs/tags/main", other, at=server.bare)
    done = ran(*PROGRAM, "-C", str(server.bare), "publish", "main", "--to", str(server.home / "elsewhere"))
    assert done.returncode == 0, done.stderr
    assert f"revisi {server.tip[:10]}" in done.stdout


def test_settings_of_whoever_pushes_count_for_nothing(server: Server) -> None:
    own = server.home / "gitconfig"
    own.write_text("[giliran]\n\toperator = tamu\n\ttoday = 2020-01-01\n\tbranch = other\n[log]\n\tdiffMerges = off\n")
    server.desk.commit({SCHEDULE: REPAIRED})
    done = ran(
        "git", "-C", str(server.desk.root), "push", "origin", "main", GILIRAN_USER="tamu", GIT_CONFIG_GLOBAL=str(own)
    )
    assert done.returncode != 0
    assert "CH004" in done.stderr


def test_a_branch_of_another_kind_silences_nobody(server: Server) -> None:
    server.desk.git("checkout", "--quiet", "--orphan", "halaman")
    server.desk.git("rm", "-rfq", ".")
    server.desk.commit({"index.html": "halo"})
    assert server.desk.push("halaman").returncode == 0
    unit = FILES["units/bkd/umum.yaml"]
    gone = unit.replace(
        "ac03, name: Citra Rekaan, status: pppk", "ac03, name: Citra Rekaan, status: pppk, until: 2023-09-30"
    )
    server.desk.git("checkout", "--quiet", "-b", "mutasi", "main")
    server.desk.commit({"units/bkd/umum.yaml": gone})
    server.desk.push("mutasi")
    server.desk.git("checkout", "--quiet", "-b", "oktober", "main")
    server.desk.commit({SCHEDULE.replace("09", "10"): "wfh:\n  2023-10-02: [ac03]\n"})
    assert "masing-masing sah" in server.desk.push("oktober").stderr


def test_personal_data_in_notes_beside_schedules_are_found_although_much_is_remembered(server: Server) -> None:
    server.desk.commit({SCHEDULE: REPAIRED})
    assert server.desk.push(user="ani").returncode == 0
    server.desk.commit({"schedules/bkd/catatan.md": "NIP: 19850301 201001 1 001\n"})
    assert "PD001" in refused(server)


def test_names_of_branches_paint_no_terminal(server: Server) -> None:
    server.desk.commit({SCHEDULE: TOO_MANY})
    for odd in ("a\u009b31mred", "a\u202ered"):
        done = server.desk.push(f"main:refs/heads/{odd}")
        assert odd not in done.stderr.replace(f"-> {odd}", "")  # what git itself says of it is git's


def test_a_branch_need_not_be_utf8(server: Server) -> None:
    server.desk.commit({SCHEDULE: REPAIRED})
    command = [b"git", b"-C", os.fsencode(server.desk.root), b"push", b"origin", b"HEAD:refs/heads/l\xe9"]
    done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "GILIRAN_USER": "ani"})
    assert b"kesalahan program kami" not in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_clause_may_be_changed_by_those_who_answer_for_the_law(server: Server) -> None:
    path = f"{CIRCULAR}/clauses/wfh-share.yaml"
    server.desk.commit({path: FILES[path].replace("Batas pegawai", "Batas para pegawai")})
    assert "@hukum" in refused(server)
    server.desk.git("config", "--add", "giliran.@hukum.member", "hana", at=server.bare)
    assert server.desk.push(user="hana").returncode == 0


NIP = "19850301 201001 1 001"


@pytest.mark.parametrize(
    "words",
    [
        ("tag", "--annotate", "--message", f"NIP {NIP}", "v1"),
        ("commit", "--quiet", "--allow-empty", "--message", "x", "--author", f"Budi {NIP} <b@example.invalid>"),
        ("commit", "--quiet", "--allow-empty", "--message", f"NIP{NIP.replace(' ', '')}"),
    ],
    ids=["tag", "author", "message"],
)
def test_personal_data_come_in_by_no_way_of_git(server: Server, words: tuple[str, ...]) -> None:
    server.desk.git("checkout", "--quiet", "-b", "usulan")
    server.desk.git(*words)
    said = refused(server, "v1" if words[0] == "tag" else "usulan")
    assert "201001" not in said


def test_a_number_in_the_name_of_a_branch_is_refused(server: Server) -> None:
    refused(server, f"main:refs/heads/nip-{NIP.replace(' ', '')}")


def test_a_branch_of_its_own_beginning_brings_no_guards(server: Server) -> None:
    server.desk.git("checkout", "--quiet", "--orphan", "lain")
    server.desk.commit({"policy/guards.yaml": "not-searched: [d/]\n", "d/x.txt": f"NIP {NIP}\n"})
    assert "PD001" in refused(server, "lain")
