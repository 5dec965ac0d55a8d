"""The ways by which personal data come into a repository, each tried in a real one: nothing that git keeps is passed over."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from giliran.cli import giliran
from giliran.diagnostics import OperatorError
from giliran.proposal.gate import gate
from giliran.revisions import Repository as Revisions
from tests.pasts import Repository
from tests.proposal.changes import COMMIT, NIK, NIP, SECRET, TODAY, silent
from tests.repository import FILES, UNIT

if TYPE_CHECKING:
    from pathlib import Path


def test_in_git_what_came_and_went_is_found(tmp_path: Path) -> None:
    repository = Repository(tmp_path, "data")
    base = repository.begin()
    brought = repository.commit({UNIT: SECRET, "units/bkd/lama.yaml": SECRET, "../README.md": f"NIP {NIP}\n"})
    repository.commit({UNIT: FILES[UNIT] + "# lain\n", "units/bkd/lama.yaml": None, "../a.txt": f"NIK {NIK}\n"})
    head = repository.commit({"../README.md": "Jadwal\n"}, f"Hapus nomor {NIK}")
    faults = gate(Revisions.around(tmp_path / "data").proposal(base, head), TODAY, None)
    assert [(fault.code, fault.place.path) for fault in faults] == [
        ("CH008", "../README.md"),
        ("PD002", "../a.txt"),
        ("CH008", f"commit/{head[:12]}"),
        ("CH008", "units/bkd/lama.yaml"),
        ("CH008", UNIT),
    ]
    assert brought[:12] in faults[0].message.en
    assert silent(faults)


def test_on_disk_what_is_not_committed_yet_is_found(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    base = repository.begin()
    repository.write({"catatan.txt": f"NIP {NIP}\n", "units/bkd/lain.yaml": SECRET.replace("a", "z")})
    faults = gate(Revisions.around(tmp_path).proposal_on_disk(base), TODAY, None)
    assert [(fault.code, fault.place.path) for fault in faults] == [("PD001", "catatan.txt")]


def git_object(repository: Repository, sort: str, content: bytes) -> str:
    """Write an object as no program of git would."""
    path = repository.root / ".git" / "by-hand"
    path.write_bytes(content)
    return repository.git("hash-object", "-t", sort, "-w", "--literally", str(path)).strip()


AUTHOR = b"Ani <ani@example.invalid>"
HEADER = b"author %s 1700000000 +0700\ncommitter %s 1700000000 +0700\n"


@pytest.mark.parametrize(
    ("header", "message"),
    [
        (HEADER % (AUTHOR, AUTHOR) + b"encoding UTF-16BE\n", f"NIP {NIP}".encode()),
        (HEADER % (AUTHOR, AUTHOR) + b"encoding UTF-16BE\n", f"NIP {NIP}".encode("utf-16-be")),
        (HEADER % (AUTHOR, AUTHOR) + b"encoding IBM1047\n", f"NIP {NIP}".encode("cp037")),
        (HEADER % (AUTHOR, AUTHOR) + b"encoding UTF-7\n", b"NIP +" + b64encode(NIP.encode("utf-16-be")).rstrip(b"=") + b"-"),
        (HEADER % (f"Ani {NIP} <ani@example.invalid>".encode(), AUTHOR), b"Perbarui"),
        (HEADER % (AUTHOR, f"Ani <{NIK}@example.invalid>".encode()), b"Perbarui"),
        (HEADER % (b"Ani 0812-0000-0000 <ani@example.invalid>", AUTHOR), b"Perbarui"),
        (HEADER % (AUTHOR, AUTHOR) + f"x-note NIP {NIP}\n".encode(), b"Perbarui"),
        (b"author Ani <a@example.invalid> %s +0700\ncommitter %s 1 +0700\n" % (NIK.encode(), AUTHOR), b"Perbarui"),
        (HEADER % (AUTHOR, AUTHOR) + b"mergetag object %s\n type commit\n tag v1\n \n NIP %s\n" % (COMMIT.encode(), NIP.encode()), b"Gabung"),
    ],
)  # fmt: skip
def test_all_that_git_keeps_of_a_commit_is_searched(tmp_path: Path, header: bytes, message: bytes) -> None:
    repository = Repository(tmp_path)
    base = repository.begin()
    tree = repository.git("rev-parse", f"{base}^{{tree}}").strip()
    start = f"tree {tree}\nparent {base}\n".encode()
    plain = git_object(repository, "commit", start + HEADER % (AUTHOR, AUTHOR) + b"\nPerbarui\n")
    assert gate(Revisions.around(tmp_path).proposal(base, plain), TODAY, None) == ()
    commit = git_object(repository, "commit", start + header + b"\n" + message)
    faults = gate(Revisions.around(tmp_path).proposal(base, commit), TODAY, None)
    assert {(fault.code, fault.place.path) for fault in faults} == {("CH008", f"commit/{commit[:12]}")}
    assert silent(faults)


def test_tags_that_are_pushed_are_searched_to_the_last(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    base = repository.begin()
    repository.git("tag", "-a", "-m", f"Rilis untuk {NIP}", "dalam", base)
    repository.git("tag", "-a", "-m", "Rilis", "luar", "dalam")
    repository.git("tag", "-a", "-m", "Rilis", "biasa", base)
    repository.git("tag", "-a", "-m", "Pohon", "pohon", f"{base}^{{tree}}")
    inner, outer, plain, odd = (
        repository.git("rev-parse", name).strip() for name in ("dalam", "luar", "biasa", "pohon")
    )
    revisions = Revisions.around(tmp_path)
    for name in (inner, outer):
        faults = gate(revisions.proposal(base, name), TODAY, None)
        assert [(fault.code, fault.place.path) for fault in faults] == [("CH008", f"tag/{inner[:12]}")]
        assert silent(faults)
    assert gate(revisions.proposal(base, plain), TODAY, None) == ()
    with pytest.raises(OperatorError, match="bukan commit"):
        revisions.proposal(base, odd)


def test_links_and_folders_of_other_repositories_are_searched(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    base = repository.begin()
    for link in ("units/bkd/tautan.md", "docs/tautan"):
        (tmp_path / link).parent.mkdir(exist_ok=True)
        (tmp_path / link).symlink_to(f"../orang/Ani{NIP}/berkas")
    on_disk = gate(Revisions.around(tmp_path).proposal_on_disk(base), TODAY, None)
    modules = f'[submodule "x"]\n\tpath = modul/{NIP}\n\turl = x\n\tignore = all\n'
    repository.write({".gitmodules": modules})
    repository.git("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},modul/{NIP}")
    (tmp_path / "modul" / NIP).mkdir(parents=True)
    head = repository.commit({})
    judged = Revisions.around(tmp_path).proposal(base, head)
    assert f"modul/{NIP}" in judged.touched
    faults = gate(judged, TODAY, None)
    links = [("PD001", "docs/tautan"), ("PD001", "units/bkd/tautan.md")]
    assert [(fault.code, fault.place.path) for fault in on_disk] == links
    assert [(fault.code, fault.place.path) for fault in faults] == [
        ("CH008", f"commit/{head[:12]}"),
        *links,
    ]
    assert silent(faults)
    repository.git("rm", "--quiet", "-r", "--cached", "docs", "units/bkd/tautan.md", "modul", ".gitmodules")
    gone = repository.git("commit-tree", "-p", head, "-m", "Hapus", repository.git("write-tree").strip()).strip()
    faults = gate(Revisions.around(tmp_path).proposal(base, gone), TODAY, None)
    assert [fault.code for fault in faults] == ["CH008"] * 3


def test_no_setting_hides_what_only_a_merge_brings(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    base = repository.begin()
    repository.git("checkout", "--quiet", "-b", "sisi")
    repository.commit({"lain.txt": "lain\n"})
    repository.git("checkout", "--quiet", "main")
    repository.commit({"README.md": "Jadwal\n"})
    repository.git("merge", "--quiet", "--no-commit", "--no-ff", "sisi")
    merge = repository.commit({"é.txt": f"NIP {NIP}\n", "lain.txt": f"NIK {NIK}\n"}, "Gabung")
    head = repository.commit({"é.txt": None, "lain.txt": "lain\n"})
    for name, value in {
        "log.diffMerges": "off",
        "log.showRoot": "false",
        "log.showSignature": "true",
        "i18n.logOutputEncoding": "UTF-16",
        "i18n.commitEncoding": "UTF-16",
        "diff.orderFile": "nowhere",
        "diff.relative": "true",
        "diff.renames": "copies",
        "core.quotePath": "true",
        "core.abbrev": "4",
    }.items():
        repository.git("config", name, value)
    faults = gate(Revisions.around(tmp_path).proposal(base, head), TODAY, None)
    assert [(fault.code, fault.place.path) for fault in faults] == [("CH008", "lain.txt"), ("CH008", "é.txt")]
    assert all(merge[:12] in fault.message.id for fault in faults)


def test_a_merge_does_not_bring_again_what_is_in_force(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.begin()
    repository.git("checkout", "--quiet", "-b", "usulan")
    repository.commit({"README.md": "Jadwal\n"})
    repository.git("checkout", "--quiet", "main")
    base = repository.commit({"lama.txt": f"NIP {NIP}\n"})
    repository.git("checkout", "--quiet", "usulan")
    assert gate(Revisions.around(tmp_path).proposal(base, repository.merge("main")), TODAY, None) == ()


def test_guards_are_those_in_force_wherever_a_proposal_begins(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    guards = "policy/guards.yaml"
    lax = {guards: "not-searched: [docs/]\npeople-lost: 100%\n"}
    fork = repository.begin(lax)
    in_force = repository.commit({guards: "not-searched: [tests/]\n"})
    repository.git("checkout", "--quiet", fork)
    head = repository.commit({"docs/a.txt": f"NIP {NIP}\n", "tests/a.txt": f"NIP {NIP}\n"})
    repository.git("checkout", "--quiet", "--orphan", "lepas")
    orphan = repository.commit({"docs/a.txt": f"NIK {NIK}\n"})
    revisions = Revisions.around(tmp_path)
    thresholds = revisions.thresholds(in_force)
    for base, end in ((fork, head), (None, orphan)):
        judged = revisions.proposal(base, end)
        assert [fault.place.path for fault in gate(judged, TODAY, None, thresholds)] == ["docs/a.txt"]
        assert [fault.place.path for fault in gate(judged, TODAY, None)] == ["tests/a.txt"]
    done = CliRunner().invoke(giliran, ["-C", str(tmp_path), "gate", in_force, head])
    assert (done.exit_code, "docs/a.txt" in done.output) == (1, True)
    empty = repository.git("commit-tree", "-m", "Kosong", repository.git("mktree", "--missing").strip()).strip()
    assert revisions.thresholds(empty) is None
