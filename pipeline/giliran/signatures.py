"""Signatures by SSH keys, made and judged by OpenSSH's own ssh-keygen, as git does for commits.

A signature stands beside what it signs. Who may sign is a list in the form of ``ssh-keygen`` (ALLOWED SIGNERS). Whether a
key was valid is asked for the time of the commit that a statement is of, again as git does, so that the answer does not
change with the day on which somebody asks.
"""

from __future__ import annotations

import datetime
import os
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from giliran.diagnostics import OperatorError
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from giliran.model import Signer

NAMESPACE = "giliran-statement"
"""What is signed is signed as this, so that no signature under something else can be passed off for it."""

Standing = Literal["good", "unattributed", "foreign", "wrong"]

_ADVICE = {
    b"UNPROTECTED PRIVATE KEY": Text(
        ". Berkas kunci itu terbaca oleh orang lain: chmod 600.", ". Others may read that key file: chmod 600."
    ),
    b"incorrect passphrase": Text(
        ". Kunci ini berkata sandi: jalankan dari terminal, atau buka dulu dengan ssh-add dan tunjuk bagian umumnya (.pub).",
        ". This key has a passphrase: run from a terminal, or open it with ssh-add first and point to its public half (.pub).",
    ),
}
"""What to do about complaints of ssh-keygen that people meet."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What was found: ``good`` is by ``who`` and right, ``unattributed`` right and by nobody knows whom.

    A ``foreign`` one is right, but by a key that is not on the list of those who may sign (or was not, at the time), and
    a ``wrong`` one belongs to other bytes or is none at all. ``told`` is what ssh-keygen says, in English, and ``line``
    what it says of the first line of the list that it could not take: ``1: missing key``.
    """

    standing: Standing
    who: str | None
    told: str
    line: str | None = None


def listed(signers: Iterable[Signer]) -> bytes:
    """Write who may sign as ssh-keygen reads it; each may sign statements and nothing else."""
    return "".join(f'{one.name} namespaces="{NAMESPACE}" {one.key}\n' for one in signers).encode()


def usable(key: Path) -> None:
    """Look whether a key can be signed with before any work is done.

    Raises :class:`OperatorError` for a file that is not there, and where there is no ssh-keygen.
    """
    if not key.is_file():
        raise OperatorError(
            Text(
                f"Berkas kunci “{key}” tidak ada. Buat dengan ssh-keygen -t ed25519, atau tunjuk kunci yang lain.",
                f"There is no key file “{key}”. Make one with ssh-keygen -t ed25519, or point to another key.",
            )
        )
    _keygen(["-Y", "check-novalidate", "-n", NAMESPACE, "-s", "/dev/null"], b"")


def signed(content: bytes, key: Path) -> bytes:
    """Sign bytes with a private key, or with the public half of one that an agent holds.

    Raises :class:`OperatorError` where ssh-keygen cannot.
    """
    code, told, complaint = _keygen(["-Y", "sign", "-f", str(key), "-n", NAMESPACE], content)
    if code != 0 or not told.startswith(b"-----BEGIN SSH SIGNATURE-----"):
        reason = _last_line(complaint)
        advice = next((advice for word, advice in _ADVICE.items() if word in complaint), Text("", ""))
        raise OperatorError(
            Text(
                f"ssh-keygen tidak dapat menandatangani dengan “{key}”: {reason}",
                f"ssh-keygen cannot sign with “{key}”: {reason}",
            )
            + advice
        )
    return told


def judged(content: bytes, signature: bytes, signers: bytes | None, at: datetime.datetime) -> Signature:
    """Judge a signature of some bytes; ``signers`` lists who may sign, ``None`` where nobody has said.

    Dates on the list are days by the clock of ``at``, wherever somebody verifies.

    Raises :class:`OperatorError` where there is no ssh-keygen.
    """
    with tempfile.TemporaryDirectory(prefix="giliran-") as folder:
        beside, listed = Path(folder, "signature"), Path(folder, "signers")
        beside.write_bytes(signature)
        listed.write_bytes(signers or b"")
        code, told, complaint = _keygen(["-Y", "check-novalidate", "-n", NAMESPACE, "-s", str(beside)], content)
        if code != 0:
            return Signature("wrong", None, _last_line(complaint))
        by_whom = _last_line(told)
        if signers is None:
            return Signature("unattributed", None, by_whom)
        then, clock = f"-Overify-time={at:%Y%m%d%H%M%S}", _clock(at)
        words = ["-Y", "find-principals", "-s", str(beside), "-f", str(listed), then]
        _, names, complaint = _keygen(words, content, clock)
        for name in names.decode(errors="replace").splitlines():
            words = ["-Y", "verify", "-f", str(listed), "-I", name, "-n", NAMESPACE, "-s", str(beside), then]
            if _keygen(words, content, clock)[0] == 0:
                return Signature("good", name, by_whom)
        return Signature("foreign", None, by_whom, _of_list(complaint, str(listed)))


def _clock(at: datetime.datetime) -> str:
    """Spell the distance from UTC as POSIX does, west of it first; ssh-keygen before 9.1 can be told of a zone no other way."""
    ahead = at.utcoffset()
    assert ahead is not None, "times of commits have a zone"
    hours, minutes = divmod(round(abs(ahead).total_seconds() / 60), 60)
    return f"LOC{'-' if ahead > datetime.timedelta() else '+'}{hours:02}:{minutes:02}"


def _keygen(arguments: Sequence[str], given: bytes, clock: str = "UTC0") -> tuple[int, bytes, bytes]:
    around = {**os.environ, "TZ": clock}
    try:
        done = subprocess.run(["ssh-keygen", *arguments], input=given, capture_output=True, check=False, env=around)
    except FileNotFoundError as error:
        raise OperatorError(
            Text(
                "Program ssh-keygen tidak ditemukan. Pasang OpenSSH (di Debian dan Ubuntu: apt install openssh-client).",
                "The program ssh-keygen was not found. Install OpenSSH (on Debian and Ubuntu: apt install openssh-client).",
            )
        ) from error
    if b"unknown option" in done.stderr or b"illegal option" in done.stderr:
        raise OperatorError(
            Text(
                "ssh-keygen di sini terlalu lama untuk tanda tangan; pasang OpenSSH 8.9 atau lebih baru.",
                "The ssh-keygen here is too old for signatures; install OpenSSH 8.9 or newer.",
            )
        )
    return done.returncode, done.stdout, done.stderr


def _last_line(told: bytes) -> str:
    lines = told.decode(errors="replace").strip().splitlines()
    return lines[-1].strip() if lines else "?"


def _of_list(complaint: bytes, name: str) -> str | None:
    lines = complaint.decode(errors="replace").splitlines()
    return next((line.removeprefix(f"{name}:") for line in lines if line.startswith(f"{name}:")), None)
