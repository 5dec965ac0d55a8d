"""What can go wrong between a desk and a site: a clear answer each time, and nothing lost."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from tests.hooks.server import MONTH, PROGRAM, REPAIRED, TOO_MANY, Desk, Server, ran
from tests.repository import FILES, SCHEDULE, UNIT

if TYPE_CHECKING:
    from collections.abc import Callable

KILLS = int(os.environ.get("GILIRAN_KILLS", "5"))
"""How often a publication is killed at a moment by chance; ``make endure`` does it fifty times."""


def refused(server: Server, *words: str) -> str:
    """Push what must be refused, and give what was said; neither branch nor site has changed."""
    tip, site = server.tip, server.site()
    done = server.desk.push(*words)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert "kesalahan program kami" not in done.stderr
    assert (server.tip, server.site()) == (tip, site)
    return done.stderr


# What is pushed.


def test_the_branch_in_force_cannot_be_deleted(server: Server) -> None:
    assert "tidak dapat dihapus" in refused(server, ":main")


def test_published_history_cannot_be_rewritten(server: Server) -> None:
    server.desk.git("commit", "--quiet", "--amend", "--message", "Lain")
    assert "tanpa --force" in refused(server, "--force", "main")


def test_many_branches_at_once_are_a_mishap(server: Server) -> None:
    for number in range(51):
        server.desk.git("branch", f"usulan-{number}")
    assert "51 cabang dan tag sekaligus; paling banyak 50" in refused(server, "--all")


def test_one_bad_branch_refuses_the_whole_push(server: Server) -> None:
    server.desk.git("branch", "usulan")
    server.desk.commit({SCHEDULE: TOO_MANY})
    refused(server, "main", "usulan")
    assert ran("git", "-C", str(server.bare), "branch", "--list", "usulan").stdout == ""


def test_data_must_be_there(server: Server) -> None:
    shutil.rmtree(server.desk.root / "policy")
    server.desk.commit({})
    assert "tidak memuat “policy/”" in refused(server)


def test_a_link_is_no_file(server: Server) -> None:
    (server.desk.root / "schedules/bkd/umum/2023-10.yaml").symlink_to("/etc/passwd")
    server.desk.commit({})
    said = refused(server)
    assert "YM016" in said
    assert "root:" not in said


def test_a_repository_inside_is_no_file(server: Server) -> None:
    inner = server.desk.root / "units" / "luar"
    ran("git", "init", "--quiet", str(inner))
    ran("git", "-C", str(inner), "commit", "--quiet", "--allow-empty", "--message", "x")
    server.desk.git("-c", "advice.addEmbeddedRepo=false", "add", "--all")
    server.desk.git("commit", "--quiet", "--message", "luar")
    assert "units/luar" in refused(server)


def test_line_endings_of_windows_are_read(server: Server) -> None:
    server.desk.git("config", "core.autocrlf", "false")
    server.desk.commit({SCHEDULE: REPAIRED.replace("\n", "\r\n")})
    done = server.desk.push()
    assert done.returncode == 0, done.stderr
    assert "Citra Rekaan" in server.page(MONTH)


def test_a_unit_may_be_renamed(server: Server) -> None:
    server.desk.commit(
        {
            UNIT: None,
            SCHEDULE: None,
            "units/bkd/tata-usaha.yaml": FILES[UNIT],
            SCHEDULE.replace("umum", "tata-usaha"): FILES[SCHEDULE],
        }
    )
    done = server.desk.push()
    assert done.returncode == 0, done.stderr
    assert not (server.web / "live" / MONTH).exists()
    assert "Budi Rekaan" in server.page(MONTH.replace("umum", "tata-usaha"))


def test_a_shallow_desk_may_push(server: Server) -> None:
    server.desk.commit({SCHEDULE: REPAIRED})
    assert server.desk.push().returncode == 0
    desk = Desk(server, "shallow").clone("--depth", "1")
    desk.commit({SCHEDULE: FILES[SCHEDULE]})
    done = desk.push()
    assert done.returncode == 0, done.stderr


def test_personal_data_come_in_on_no_branch(server: Server) -> None:
    server.desk.git("checkout", "--quiet", "-b", "usulan")
    server.desk.commit({SCHEDULE: f"# NIP 19850101 201001 1 001\n{REPAIRED}"})
    said = refused(server, "usulan")
    assert "PD001" in said
    assert "201001" not in said


def test_a_tag_brings_no_data_past_the_gate(server: Server) -> None:
    server.desk.git("checkout", "--quiet", "--detach")
    server.desk.commit({SCHEDULE: f"# NIP 19850101 201001 1 001\n{REPAIRED}"})
    server.desk.git("tag", "v1")
    assert "PD001" in refused(server, "v1")


def test_by_hand_a_hook_explains_itself(server: Server) -> None:
    done = subprocess.run(
        [*PROGRAM, "-C", str(server.bare), "hook", "pre-receive"],
        input="hello\n",
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 2
    assert "dijalankan oleh git" in done.stderr


def test_a_setting_that_makes_no_sense_is_told(server: Server) -> None:
    server.desk.git("config", "giliran.audience", "everyone", at=server.bare)
    server.desk.commit({SCHEDULE: REPAIRED})
    said = refused(server)
    assert "giliran.audience" in said
    assert "internal, public" in said


# What is remembered.


def test_a_damaged_cache_changes_no_answer(server: Server) -> None:
    kept = [path for path in (server.bare / "giliran" / "cache").rglob("*") if path.is_file()]
    assert kept
    for path in kept:
        path.write_bytes(os.urandom(500))
    server.desk.commit({SCHEDULE: TOO_MANY})
    assert "LW001" in refused(server)
    server.desk.commit({SCHEDULE: REPAIRED})
    done = server.desk.push()
    assert done.returncode == 0, done.stderr
    assert "Citra Rekaan" in server.page(MONTH)


# Where the site goes.


def publish(server: Server, *words: str, before: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    """Begin to publish what is in force, in processes of its own."""
    command = [*PROGRAM, "-C", str(server.bare), "publish", "main", "--to", str(server.web), "--audience", "internal"]
    return subprocess.Popen(
        [*command, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
        preexec_fn=before,  # noqa: PLW1509 - sets a limit and nothing else
        env={**os.environ, "GILIRAN_CACHE": str(server.home / "cache")},
    )


def accepted_without_site(server: Server, change: dict[str, str | None]) -> None:
    """Accept a push whose site is not published yet."""
    server.desk.git("config", "--unset", "giliran.site", at=server.bare)
    server.desk.commit(change)
    assert server.desk.push().returncode == 0


def test_killed_at_any_moment_the_live_site_stays_whole(server: Server) -> None:
    old = server.site()
    accepted_without_site(server, {SCHEDULE: REPAIRED})
    model = server.copied(server.home / "model")
    start = time.monotonic()
    first = publish(model)
    first.communicate(timeout=60)
    assert first.returncode == 0
    whole = time.monotonic() - start
    new = model.site()
    assert new != old
    chance = random.Random(7)
    for _ in range(KILLS):
        process = publish(server)
        time.sleep(chance.uniform(0.1, whole * 1.1))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        assert server.site() in {old, new}
    process = publish(server)
    said_at_last = process.communicate(timeout=60)
    assert process.returncode == 0, said_at_last
    assert server.site() == new
    assert sorted(path.name for path in server.web.iterdir()) == [
        ".a.giliran",
        ".a.json",
        ".b.giliran",
        ".b.json",
        ".lock",
        "a",
        "b",
        "live",
    ]


def test_two_publish_at_once(server: Server) -> None:
    accepted_without_site(server, {SCHEDULE: REPAIRED})
    processes = [publish(server) for _ in range(3)]
    said = [process.communicate(timeout=120)[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert sum("sudah terbit" in words for words in said) == 2
    assert "Citra Rekaan" in server.page(MONTH)


def test_a_full_disk_leaves_the_site_as_it_was(server: Server) -> None:
    """A limit on the size of a file stands in for the disk: the system refuses to write either way."""
    old = server.site()
    accepted_without_site(server, {SCHEDULE: REPAIRED})
    process = publish(server, "--no-cache", before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)))
    said = process.communicate(timeout=60)[1]
    assert process.returncode == 2, said
    assert "tidak dapat dibaca atau ditulis" in said
    assert "Traceback" not in said
    assert server.site() == old
    process = publish(server)
    process.communicate(timeout=60)
    assert process.returncode == 0
    assert "Citra Rekaan" in server.page(MONTH)


def test_a_push_stands_where_its_site_cannot_be_written(server: Server) -> None:
    server.desk.git("config", "giliran.site", "/proc/nowhere", at=server.bare)
    tip = server.desk.commit({SCHEDULE: REPAIRED})
    done = server.desk.push()
    assert done.returncode == 0, "the push is accepted; only the site is not there"
    assert server.tip == tip
    assert "situs belum diterbitkan" in done.stderr
    assert f"giliran -C {server.bare} publish refs/heads/main --to /proc/nowhere --audience internal" in done.stderr


def test_a_link_of_somebody_else_is_left_alone(server: Server) -> None:
    (server.web / "live").unlink()
    (server.web / "live").mkdir()
    (server.web / "live" / "index.html").write_text("milik orang lain")
    accepted_without_site(server, {SCHEDULE: REPAIRED})
    process = publish(server)
    said = process.communicate(timeout=60)[1]
    assert process.returncode == 2
    assert "bukan tautan buatan giliran" in said
    assert (server.web / "live" / "index.html").read_text() == "milik orang lain"


def test_data_with_errors_are_not_published(server: Server) -> None:
    """They can be in force where the hooks were installed later, or the law of the program has changed."""
    old = server.site()
    server.desk.git("config", "core.hooksPath", "/nowhere", at=server.bare)
    server.desk.commit({SCHEDULE: TOO_MANY})
    assert server.desk.push().returncode == 0
    process = publish(server)
    said = process.communicate(timeout=60)[1]
    assert process.returncode == 1
    assert "LW001" in said
    assert "yang lama tetap" in said
    assert server.site() == old


@pytest.mark.parametrize(
    "words",
    [("gate", "nowhere"), ("impact", "nowhere"), ("publish", "nowhere", "--to", "web"), ("clashes", "nowhere", "main")],
)
def test_a_missing_revision_is_an_operators_matter(server: Server, words: tuple[str, ...]) -> None:
    words = tuple(word.replace("web", str(server.home / "elsewhere")) for word in words)
    done = ran(*PROGRAM, "-C", str(server.desk.root), *words)
    assert done.returncode == 2
    assert not (server.home / "elsewhere").exists()
    assert "“nowhere” tidak ditemukan" in done.stderr


def test_a_missing_revision_of_a_shallow_clone_says_how_to_get_it(server: Server) -> None:
    first = server.tip
    server.desk.commit({SCHEDULE: REPAIRED})
    assert server.desk.push().returncode == 0
    desk = Desk(server, "shallow").clone("--depth", "1")
    done = ran(*PROGRAM, "-C", str(desk.root), "gate", first)
    assert done.returncode == 2
    assert "git fetch --unshallow" in done.stderr
