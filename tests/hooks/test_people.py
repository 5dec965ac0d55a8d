"""Who pushes what: the owners of the state in force decide, the server knows who is who, and messages record what was agreed."""

from __future__ import annotations

import pytest

from tests.hooks.server import PROGRAM, REPAIRED, TOO_MANY, Server, ran
from tests.repository import FILES, SCHEDULE

ADMINS = {
    "units/bkd/agency.yaml": FILES["units/bkd/agency.yaml"] + 'admins: ["@bkd-umum", "@bkd-tu"]\n',
    "units/dinkes/agency.yaml": FILES["units/dinkes/agency.yaml"] + 'admins: ["@dinkes-umum", "@dinkes-tu"]\n',
    "policy/owners.yaml": 'law: ["@hukum", "@bkd-tu"]\neverything: ["@pengelola", "@bkd-tu"]\n',
}


@pytest.fixture(scope="session")
def owned(tmp_path_factory: pytest.TempPathFactory) -> Server:
    """Set up a server that knows whose files are whose."""
    members = ("--member", "@bkd-umum=ani", "--member", "@dinkes-umum=dewi")
    return Server.begun(tmp_path_factory.mktemp("owned"), *members, data={**FILES, **ADMINS})


@pytest.fixture
def server(owned: Server, tmp_path_factory: pytest.TempPathFactory) -> Server:
    return owned.copied(tmp_path_factory.mktemp("copy"))


def test_an_admin_changes_their_own_agency(server: Server) -> None:
    server.desk.commit({SCHEDULE: REPAIRED})
    assert server.desk.push(user="ani").returncode == 0


@pytest.mark.parametrize("user", ["dewi", "tamu"])
def test_others_do_not(server: Server, user: str) -> None:
    server.desk.commit({SCHEDULE: REPAIRED})
    refused = server.desk.push(user=user)
    assert refused.returncode != 0
    assert "CH004" in refused.stderr
    assert "@bkd-umum" in refused.stderr


def test_nobody_makes_themselves_an_owner(server: Server) -> None:
    own = ADMINS["units/bkd/agency.yaml"].replace("@bkd-umum", "@dinkes-umum")
    server.desk.commit({"units/bkd/agency.yaml": own, SCHEDULE: REPAIRED})
    refused = server.desk.push(user="dewi")
    assert refused.returncode != 0
    assert "CH004" in refused.stderr


def test_the_law_is_not_an_agencys(server: Server) -> None:
    path = "policy/dki-jakarta/se-sekda-34-2023/clauses/wfh-share.yaml"
    server.desk.commit({path: FILES[path].replace("50%", "60%")})
    refused = server.desk.push(user="ani")
    assert refused.returncode != 0
    assert "@hukum" in refused.stderr


def test_a_great_loss_is_acknowledged_in_the_message(server: Server) -> None:
    server.desk.commit({SCHEDULE: "wfh:\n  2023-09-01: [ac03]\n"})
    refused = server.desk.push()
    assert "CH002" in refused.stderr
    line = next(line for line in refused.stderr.splitlines() if "Kehilangan-Disetujui:" in line)
    trailer = line[line.index("Kehilangan-Disetujui:") :].strip().replace("<alasan>", "kegiatan dibatalkan")
    server.desk.git("commit", "--quiet", "--amend", "--message", f"Kurangi hari\n\n{trailer}")
    done = server.desk.push()
    assert done.returncode == 0, done.stderr


def test_a_number_that_was_removed_again_is_still_in_the_push(server: Server) -> None:
    server.desk.commit({SCHEDULE: f"# 19850101 201001 1 001\n{REPAIRED}"})
    server.desk.commit({SCHEDULE: REPAIRED})
    refused = server.desk.push("main:usulan")
    assert refused.returncode != 0
    assert "CH008" in refused.stderr
    assert "201001" not in refused.stderr


def test_two_proposals_are_told_of_each_other(server: Server) -> None:
    units = FILES["units/bkd/umum.yaml"]
    gone = units.replace(
        "ac03, name: Citra Rekaan, status: pppk", "ac03, name: Citra Rekaan, status: pppk, until: 2023-09-30"
    )
    server.desk.git("checkout", "--quiet", "-b", "mutasi", "main")
    server.desk.commit({"units/bkd/umum.yaml": gone})
    alone = server.desk.push("mutasi", user="ani")
    assert alone.returncode == 0
    assert "bersama-sama" not in alone.stderr
    server.desk.git("checkout", "--quiet", "-b", "oktober", "main")
    server.desk.commit({SCHEDULE.replace("09", "10"): "wfh:\n  2023-10-02: [ac03]\n"})
    told = server.desk.push("oktober", user="ani")
    assert told.returncode == 0
    assert "oktober” dan “mutasi” masing-masing sah" in told.stderr
    assert "DT007" in told.stderr
    assert server.desk.push("mutasi:main", user="ani").returncode == 0
    server.desk.git("merge", "--quiet", "--no-edit", "mutasi")
    last = server.desk.push("oktober:main", user="ani")
    assert last.returncode != 0
    assert "DT007" in last.stderr


def test_a_push_is_judged_by_what_it_becomes(server: Server) -> None:
    server.desk.commit({SCHEDULE: TOO_MANY})
    server.desk.commit({SCHEDULE: REPAIRED})
    assert server.desk.push(user="ani").returncode == 0


def test_only_an_operator_founds(tmp_path_factory: pytest.TempPathFactory) -> None:
    home = tmp_path_factory.mktemp("new")
    server = Server(home)
    ran("git", "init", "--quiet", "--bare", "--initial-branch=main", str(server.bare))
    assert ran(*PROGRAM, "hook", "install", str(server.bare), "--operator", "sari").returncode == 0
    server.desk.clone().commit({**FILES, **ADMINS})
    refused = server.desk.push(user="ani")
    assert refused.returncode != 0
    assert "hanya operator (sari)" in refused.stderr
    assert server.desk.push(user="Sari").returncode == 0, "capitals make no difference"


def test_a_tag_stays_where_it_is(server: Server) -> None:
    server.desk.git("tag", "v1")
    assert server.desk.push("v1", user="ani").returncode == 0
    for words in (("--force", "main~0:refs/tags/v1"), (":refs/tags/v1",)):
        server.desk.commit({})
        refused = server.desk.push(*words, user="ani")
        assert refused.returncode != 0
        assert "hanya operator" in refused.stderr
    assert server.desk.push(":refs/tags/v1").returncode == 0


def test_installing_again_keeps_what_is_not_named(server: Server) -> None:
    again = ran(*PROGRAM, "hook", "install", str(server.bare), "--member", "@bkd-tu=eka", GILIRAN_USER="orang")
    assert again.returncode == 0, again.stderr
    for words in ("operator: operator", "@bkd-tu: eka", "@bkd-umum: ani", "cabang yang berlaku: main", "2023-08-21"):
        assert words in again.stdout


@pytest.mark.parametrize(
    "words", [("--today", "besok"), ("--today", "2023-13-01"), ("--member", "bkd"), ("--lang", "jv")]
)
def test_a_slip_at_installing_is_told_at_once(server: Server, words: tuple[str, str]) -> None:
    before = (server.bare / "config").read_text()
    refused = ran(*PROGRAM, "hook", "install", str(server.bare), *words)
    assert refused.returncode == 2
    assert (server.bare / "config").read_text() == before
