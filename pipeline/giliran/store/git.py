"""Git, asked in a process of its own and in surroundings that no hook or replacement ref can bend."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from giliran.diagnostics import OperatorError
from giliran.tree import FOLDERS
from giliran.wording import Text

if TYPE_CHECKING:
    from pathlib import Path

    pass


_HOOK_SETTINGS = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"}


def changed_paths(root: Path, revision: str) -> frozenset[str]:
    """Give the paths that differ between a git revision and the files on disk, new files included.

    Raises :class:`OperatorError` where ``root`` is no git checkout or the revision is unknown.
    """
    try:
        _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except OperatorError as error:
        raise OperatorError(
            Text(
                f"Revisi “{revision}” tidak ditemukan dalam riwayat git dari “{root}”.",
                f"The revision “{revision}” is not in the git history of “{root}”.",
            )
        ) from error
    inside = _git(
        root, "diff", "-O/dev/null", "--name-only", "-z", "--no-renames", "--relative", revision, "--", *FOLDERS
    )
    new = _git(root, "ls-files", "--others", "-z", "--", *FOLDERS)
    return frozenset(name for name in (inside + new).split("\0") if name)


def ask_git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Run git in a folder, hand it ``given``, and give what it prints.

    Raises :class:`OperatorError` where git refuses or is not installed.
    """
    code, said, complaint = answer_of_git(root, *arguments, given=given)
    if code != 0:
        lines = os.fsdecode(complaint).strip().splitlines()
        reason = lines[0] if lines else f"{arguments[0]}: {arguments[-1]}"
        raise OperatorError(Text(f"git menolak: {reason}", f"git refused: {reason}"))
    return said


def answer_of_git(root: Path, *arguments: str, given: bytes = b"") -> tuple[int, bytes, bytes]:
    """Run git in a folder and give its exit code, what it prints, and what it complains of.

    Raises :class:`OperatorError` where git is not installed.
    """
    command = ["git", "-C", str(root), "-c", "core.quotePath=false", *arguments]
    try:
        done = subprocess.run(command, input=given, capture_output=True, check=False, env=git_environment())
    except FileNotFoundError as error:
        raise OperatorError(Text("Program git tidak ditemukan.", "The program git was not found.")) from error
    return done.returncode, done.stdout, done.stderr


def git_environment() -> dict[str, str]:
    """Give the environment for a git that is started by us.

    Inside a hook git names its own folder relative to where the hook runs; here the folder asked about counts. A
    replacement ref, which anybody may push, would show one commit and keep another: none is followed.
    """
    kept = {name: value for name, value in os.environ.items() if name not in _HOOK_SETTINGS}
    return {**kept, "GIT_NO_REPLACE_OBJECTS": "1"}


def _git(root: Path, *arguments: str) -> str:
    return os.fsdecode(ask_git(root, *arguments))


def commit_time(root: Path, revision: str = "HEAD") -> int:
    """Give the time of a commit in seconds; 0 outside git, so that bytes do not depend on now."""
    try:
        return int(_git(root, "log", "-1", "--format=%ct", revision, "--").strip() or 0)
    except OperatorError:
        return 0
