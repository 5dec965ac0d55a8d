"""Signatures of statements, made and judged as git does: by the ssh-keygen of the machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.record.statements import begun, run, stated

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pasts import Repository


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    for name in ("bkd", "stranger"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(folder / name)]
        subprocess.run(command, check=True)
    public = (folder / "bkd.pub").read_text().split()[:2]
    (folder / "signers").write_text(f"# who may sign\nbkd@example.invalid {' '.join(public)}\n")
    (folder / "elsewhere").write_text(f'bkd@example.invalid namespaces="git" {" ".join(public)}\n')
    (folder / "later").write_text(f'bkd@example.invalid valid-after="20240101" {" ".join(public)}\n')
    (folder / "nobody").write_text("")
    return folder


@pytest.fixture(scope="module")
def signed(past: Repository, keys: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("signed") / "s.xlsx"
    stated(past.data, target, "--sign", str(keys / "bkd"))
    return target


def test_a_signature_is_one_that_ssh_keygen_takes(signed: Path, keys: Path) -> None:
    words = ["-Y", "verify", "-f", str(keys / "signers"), "-I", "bkd@example.invalid", "-n", "giliran-statement"]
    command = ["ssh-keygen", *words, "-s", f"{signed}.sig"]
    done = subprocess.run(command, input=signed.read_bytes(), capture_output=True, check=False)
    assert done.returncode == 0


def test_a_right_signature_is_told_and_by_whom(past: Repository, signed: Path, keys: Path) -> None:
    code, told = run(past.data, "verify", str(signed), "--signers", str(keys / "signers"))
    assert (code, "Signed by bkd@example.invalid; the signature is valid" in told) == (0, True), told
    code, told = run(past.data, "verify", str(signed), "--signers", str(keys / "signers"), language="id")
    said = next(line for line in told.splitlines() if line.startswith("Ditandatangani oleh bkd@example.invalid; "))
    words, _, detail = said.partition(" (ssh-keygen: ")
    assert words.endswith("tanda tangannya sah, dan berkas ini tidak berubah sejak itu.")
    assert detail.startswith('Good "giliran-statement" signature with ')
    code, told = run(past.data, "verify", str(signed))
    assert (code, "The signature fits, but nobody has said whose it is" in told) == (0, True)


@pytest.mark.parametrize(
    ("signers", "said"),
    [
        ("nobody", "REFUSED: signed with a key that may not sign."),
        ("elsewhere", "REFUSED: signed with a key that may not sign."),
        ("later", "REFUSED: signed with a key that may not sign."),
    ],
)
def test_a_key_that_may_not_sign_is_refused(
    past: Repository, signed: Path, keys: Path, signers: str, said: str
) -> None:
    code, told = run(past.data, "verify", str(signed), "--signers", str(keys / signers))
    assert (code, said in told) == (1, True), told


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "America/New_York"])
def test_dates_of_a_key_are_days_of_jakarta_wherever_somebody_verifies(
    past: Repository, signed: Path, keys: Path, tmp_path: Path, zone: str
) -> None:
    """The commit was made on 15 November 2023 in Jakarta, which was the 14th further west."""
    public = " ".join((keys / "bkd.pub").read_text().split()[:2])
    (tmp_path / "signers").write_text(f'bkd valid-after="20231115" {public}\n')
    words = ("verify", str(signed), "--signers", str(tmp_path / "signers"))
    code, told = run(past.data, *words, surroundings={"TZ": zone})
    assert (code, "Signed by bkd; the signature is valid" in told) == (0, True), told
    (tmp_path / "signers").write_text(f'bkd valid-before="20231115" {public}\n')
    code, told = run(past.data, *words, surroundings={"TZ": zone})
    assert (
        code,
        "In the list of those who may sign, line 1: key has expired: verify time 2023-11-15T05:13:20" in told,
    ) == (*(1, True),), told


def test_the_time_is_told_as_every_ssh_keygen_takes_it(
    past: Repository, signed: Path, keys: Path, tmp_path: Path
) -> None:
    """Before 9.1 a time may not end in Z; the one here is told of no other."""
    true = shutil.which("ssh-keygen")
    (tmp_path / "ssh-keygen").write_text(f'#!/bin/sh\ncase "$*" in *Z) exit 255;; esac\nexec {true} "$@"\n')
    (tmp_path / "ssh-keygen").chmod(0o755)
    older = {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    code, told = run(past.data, "verify", str(signed), "--signers", str(keys / "signers"), surroundings=older)
    assert (code, "Signed by bkd@example.invalid; the signature is valid" in told) == (0, True), told


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{key}", "line 1: missing key"),
        ("bkd ssh-ed25519 AAAA", "line 1: invalid key"),
        ('bkd valid-before="2024-01-01" {key}', 'line 1: bad options: invalid "valid-before" time'),
    ],
)
def test_a_line_of_the_list_that_cannot_be_read_is_told(
    past: Repository, signed: Path, keys: Path, tmp_path: Path, line: str, said: str
) -> None:
    key = " ".join((keys / "bkd.pub").read_text().split()[:2])
    (tmp_path / "signers").write_text(line.format(key=key))
    code, told = run(past.data, "verify", str(signed), "--signers", str(tmp_path / "signers"))
    assert (code, f"In the list of those who may sign, {said}" in told) == (1, True), told


def test_wrong_signatures_are_refused(
    past: Repository, made: dict[str, Path], signed: Path, keys: Path, tmp_path: Path
) -> None:
    target, beside = tmp_path / "s.xlsx", tmp_path / "s.xlsx.sig"
    signers = ("--signers", str(keys / "signers"))
    shutil.copy(signed, target)
    code, told = run(past.data, "verify", str(target), *signers)
    assert (code, "REFUSED: a signature is demanded, and there is none." in told) == (1, True)
    right = (signed.parent / "s.xlsx.sig").read_bytes()
    for wrong in (b"", b"hello", right.replace(b"A", b"B"), b"\0" * 100, right.replace(b"\n", b"\r\n"), right[:-60]):
        beside.write_bytes(wrong)
        for more in ((), signers):
            code, told = run(past.data, "verify", str(target), *more)
            assert (code, "REFUSED: this signature is not one of this file." in told) == (1, True), told
            assert "Ask for the original file and signature together" in told
    shutil.copy(f"{signed}.sig", beside)
    shutil.copy(made["xlsx"], target)  # it agrees with its commit, and is not what was signed
    code, told = run(past.data, "verify", str(target), *signers)
    assert (code, "REFUSED: this signature is not one of this file." in told) == (1, True)
    command = ["ssh-keygen", "-Y", "sign", "-f", str(keys / "bkd"), "-n", "git"]
    other = subprocess.run(command, input=target.read_bytes(), capture_output=True, check=True)
    beside.write_bytes(other.stdout)
    assert run(past.data, "verify", str(target), *signers)[0] == 1
    command = ["ssh-keygen", "-Y", "sign", "-f", str(keys / "stranger"), "-n", "giliran-statement"]
    other = subprocess.run(command, input=target.read_bytes(), capture_output=True, check=True)
    beside.write_bytes(other.stdout)
    code, told = run(past.data, "verify", str(target), *signers)
    assert (code, "REFUSED: signed with a key that may not sign." in told) == (1, True)
    assert " Ask one who may to sign it. (ssh-keygen: " in told.splitlines()[-1]


def test_a_key_that_cannot_sign_is_said(past: Repository, keys: Path, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("no key")
    (tmp_path / "key").chmod(0o600)
    code, told = run(
        past.data, "statement", "2023-09", "--out", str(tmp_path / "s.json"), "--sign", str(tmp_path / "key")
    )
    assert (code, "ssh-keygen cannot sign with “" in told) == (2, True), told


def test_a_key_that_does_not_open_leaves_no_statement_behind(past: Repository, tmp_path: Path) -> None:
    """Without a terminal nobody can be asked for its passphrase, and nothing waits for one."""
    key, target = tmp_path / "key", tmp_path / "s.json"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "rahasia", "-f", str(key)], check=True)
    words = [sys.executable, "-m", "giliran", "-C", str(past.data), "statement", "2023-09", "--out", str(target)]
    for mode, said in ((0o600, "or open it with ssh-add first"), (0o644, "Others may read that key file: chmod 600.")):
        key.chmod(mode)
        done = subprocess.run(
            [*words, "--sign", str(key)],
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # which has no terminal
            timeout=60,
        )
        assert (done.returncode, said in done.stderr, done.stdout) == (2, True, ""), done.stderr
        assert not target.exists()


def test_without_ssh_keygen_it_is_said_what_to_install(
    past: Repository, signed: Path, keys: Path, tmp_path: Path
) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "git").symlink_to(shutil.which("git") or "")
    poor = {"PATH": str(tmp_path / "bin")}
    words = ("statement", "2023-09", "--out", str(tmp_path / "s.json"), "--sign", str(keys / "bkd"))
    for command in (words, ("verify", str(signed))):
        code, told = run(past.data, *command, surroundings=poor)
        assert (code, "The program ssh-keygen was not found. Install OpenSSH" in told) == (2, True), told
    assert not (tmp_path / "s.json").exists()


def test_the_policy_may_say_who_signs(keys: Path, tmp_path: Path) -> None:
    own = begun(tmp_path / "past")
    target = tmp_path / "s.json"
    stated(own.data, target, "--sign", str(keys / "bkd"))
    public = {name: " ".join((keys / f"{name}.pub").read_text().split()[:2]) for name in ("bkd", "stranger")}
    policy = "addresses: {{}}\nsigners:\n  - {{name: bkd-kepegawaian, key: {0}}}\n"
    own.commit({"policy/publication.yaml": policy.format(public["bkd"])})
    own.corpus()  # which must be clean
    code, told = run(own.data, "verify", str(target))
    assert (code, "Signed by bkd-kepegawaian; the signature is valid" in told) == (0, True), told
    own.commit({"policy/publication.yaml": policy.format(public["stranger"])})
    code, told = run(own.data, "verify", str(target))
    assert (code, "REFUSED: signed with a key that may not sign." in told) == (1, True)
    (tmp_path / "s.json.sig").unlink()
    code, told = run(own.data, "verify", str(target))
    assert (code, "REFUSED: a signature is demanded, and there is none." in told) == (1, True)
    own.commit({"policy/publication.yaml": policy.format("ssh-ed25519 short")})
    code, told = run(own.data, "verify", str(target))
    assert (code, "policy/publication.yaml in the commit" in told) == (2, True)
