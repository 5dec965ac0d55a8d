"""Contents, commits and tags by their names, from a git that stays open."""

from __future__ import annotations

import os
import subprocess
import weakref
from typing import TYPE_CHECKING

from giliran.diagnostics import OperatorError
from giliran.store import git_environment
from giliran.wording import Text

if TYPE_CHECKING:
    from pathlib import Path

_SLICE = 1_048_576
LINK = "120000"
"""The mode under which git keeps a link: its content is where it leads."""


class Objects:
    """One open git for one repository; each process that asks has one of its own."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._open: dict[int, subprocess.Popen[bytes]] = {}

    def read(self, name: str) -> bytes:
        """Give a content. Raises :class:`OperatorError` where the repository lacks it."""
        content = self.get(name)[1]
        assert content is not None, "no limit was set"
        return content

    def get(self, name: str, most: int | None = None) -> tuple[str, bytes | None]:
        """Give the sort of an object (``blob``, ``tree``, ``commit``, ``tag``) and what git keeps of it, unaltered.

        What has more than ``most`` bytes is ``None`` and takes no memory. Raises :class:`OperatorError` where the
        repository lacks the object.
        """
        git = self._git()
        assert git.stdin is not None
        assert git.stdout is not None
        try:
            git.stdin.write(f"{name}\n".encode())
            git.stdin.flush()
            told = git.stdout.readline().split()
        except OSError:
            told = []
        if len(told) != 3:
            raise self._damaged(name)
        sort, size = told[1].decode(), int(told[2])
        content = None
        if most is None or size <= most:
            content = git.stdout.read(size)
            if len(content) < size:  # git has found out on the way that it is damaged, and has ended
                raise self._damaged(name)
        else:
            left = size
            while left and (passed := git.stdout.read(min(left, _SLICE))):
                left -= len(passed)
        git.stdout.read(1)
        return sort, content

    def _damaged(self, name: str) -> OperatorError:
        return OperatorError(
            Text(
                f"Repositori “{self._root}” rusak: isi {name} tidak ada atau cacat. Periksa dengan git fsck, atau klon lagi.",
                f"The repository “{self._root}” is damaged: the content {name} is missing or broken. Look at it with git "
                "fsck, or clone it again.",
            )
        )

    def _git(self) -> subprocess.Popen[bytes]:
        mine = os.getpid()
        if mine not in self._open:
            self._open.clear()  # those of a process that this one was copied from are not ours to use
            command = ["git", "-C", str(self._root), "cat-file", "--batch"]
            git = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=git_environment()
            )
            weakref.finalize(self, _end, git, mine)
            self._open[mine] = git
        return self._open[mine]

    def __reduce__(self) -> tuple[type[Objects], tuple[Path]]:
        return Objects, (self._root,)


def _end(git: subprocess.Popen[bytes], owner: int) -> None:
    if os.getpid() == owner:
        for stream in (git.stdin, git.stdout):
            if stream is not None:
                stream.close()
        git.wait()
