"""The whole loop on one machine: a refused push, its repair, and the site that follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hooks.server import MONTH, PROGRAM, REPAIRED, TOO_MANY, Desk, Server, ran
from tests.repository import FILES, SCHEDULE

if TYPE_CHECKING:
    from pathlib import Path


def test_refused_repaired_published(server: Server) -> None:
    before, tip = server.site(), server.tip
    server.desk.commit({SCHEDULE: TOO_MANY})
    refused = server.desk.push()
    assert refused.returncode != 0
    for words in (
        "LW001",
        f"{SCHEDULE}:2:15",
        "2 pegawai di rumah pada Jumat, 1 September 2023; paling banyak 1 dari 3.",
        "50% × 3 = 1,5",
        "dki-jakarta/se-sekda-34-2023/wfh-share",
        "Hapus 1 nama dari hari ini.",
        "tidak ada yang berubah di peladen",
    ):
        assert words in refused.stderr
    assert "Traceback" not in refused.stderr
    assert server.tip == tip
    assert server.site() == before

    repaired = server.desk.commit({SCHEDULE: REPAIRED})
    accepted = server.desk.push()
    assert accepted.returncode == 0, accepted.stderr
    assert f"Situs diterbitkan: revisi {repaired[:10]}" in accepted.stderr
    assert server.tip == repaired
    assert server.site() != before
    assert "Citra Rekaan" in server.page(MONTH)


def test_what_is_published_is_what_a_build_makes(server: Server) -> None:
    server.desk.commit({SCHEDULE: REPAIRED})
    assert server.desk.push().returncode == 0
    clone = Desk(server, "other").clone()
    built = ran(*PROGRAM, "-C", str(clone.root), "build", "--out", str(server.home / "html"))
    assert built.returncode == 0, built.stderr
    ours, theirs = (server.home / "html", (server.web / "live").resolve())
    names = {path.relative_to(ours) for path in ours.rglob("*") if path.is_file()}
    assert names == {path.relative_to(theirs) for path in theirs.rglob("*") if path.is_file()}
    assert all((ours / name).read_bytes() == (theirs / name).read_bytes() for name in names)


def test_a_proposal_may_be_unfinished(server: Server) -> None:
    server.desk.git("checkout", "--quiet", "-b", "usulan-oktober")
    server.desk.commit({SCHEDULE: TOO_MANY})
    kept = server.desk.push("usulan-oktober")
    assert kept.returncode == 0
    assert "LW001" in kept.stderr
    assert "Usulan “usulan-oktober” disimpan, tetapi belum dapat masuk ke “main”." in kept.stderr
    assert "Situs diterbitkan" not in kept.stderr
    onto_main = server.desk.push("usulan-oktober:main")
    assert onto_main.returncode != 0


def test_data_may_stand_below_the_top(tmp_path: Path) -> None:
    below = {"README.md": "Selamat datang.\n", **{f"data/{name}": content for name, content in FILES.items()}}
    server = Server.begun(tmp_path, "--folder", "data", data=below)
    assert "Budi Rekaan" in server.page(MONTH)
    server.desk.commit({f"data/{SCHEDULE}": TOO_MANY})
    refused = server.desk.push()
    assert refused.returncode != 0
    assert f"{SCHEDULE}:2:15" in refused.stderr


def test_installing_again_changes_settings_and_harms_nothing(server: Server) -> None:
    again = ran(*PROGRAM, "hook", "install", str(server.bare), "--audience", "public", "--operator", "operator")
    assert again.returncode == 0, again.stderr
    server.desk.commit({SCHEDULE: REPAIRED})
    assert server.desk.push().returncode == 0
    assert "Citra Rekaan" not in server.page(MONTH)
    assert ran("git", "-C", str(server.bare), "config", "--get-all", "giliran.audience").stdout == "public\n"


def test_a_hook_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    bare = tmp_path / "server.git"
    ran("git", "init", "--quiet", "--bare", str(bare))
    hook = bare / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 0\n")
    refused = ran(*PROGRAM, "hook", "install", str(bare))
    assert refused.returncode == 2
    assert str(hook) in refused.stderr
    assert hook.read_text() == "#!/bin/sh\nexit 0\n"
    assert not (bare / "hooks" / "post-receive").exists()


def test_only_a_bare_repository_will_do(tmp_path: Path) -> None:
    ran("git", "init", "--quiet", str(tmp_path / "desk"))
    for place, said in ((tmp_path / "desk", "git clone --bare"), (tmp_path, "git init --bare")):
        refused = ran(*PROGRAM, "hook", "install", str(place))
        assert refused.returncode == 2
        assert said in refused.stderr
