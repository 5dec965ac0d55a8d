"""Files about people on disk: where they may lie, and that nobody but their owner reads them.

Never below a git work tree nor in a repository, where one command would make them part of a history that is copied; an
ignored folder is no safer, since ignoring is a line that anybody may take out.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from giliran.diagnostics import OperatorError
from giliran.store import fresh_folder, is_ours, unreadable
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

_BARE = ("HEAD", "objects", "refs")
FOLDER_MODE, FILE_MODE = 0o700, 0o600


def git_above(place: Path) -> Path | None:
    """Give the git work tree or repository that a path lies in, links followed, whether or not the path exists."""
    real = Path(os.path.realpath(place))
    for folder in (real, *real.parents):
        if (folder / ".git").exists() or all((folder / name).exists() for name in _BARE):
            return folder
    return None


def refuse_in_git(place: Path, what: Text) -> None:
    """Leave with :class:`OperatorError` where a private file or folder, called ``what``, lies in git."""
    tree = git_above(place)
    if tree is None:
        return
    raise OperatorError(
        Text(
            f"{what.id} “{place}” berada di dalam repositori git “{tree}”. Data pribadi tidak boleh di sana, juga tidak di "
            "map yang diabaikan git. Pilih map di luar semua repositori.",
            f"{what.en} “{place}” lies in the git repository “{tree}”. Private data must not be there, not even in a folder "
            "that git ignores. Choose a folder outside of every repository.",
        )
    )


class private_folder:  # noqa: N801 - used as a context manager, like tempfile.TemporaryDirectory
    """A folder that only its owner may open, made beside ``target`` and put in its place when the block ends well.

    Refuses, with :class:`OperatorError`, a target in git, and one that is not empty and was not made by an earlier run.
    """

    def __init__(self, target: Path) -> None:
        refuse_in_git(target, Text("Map hasil", "The output folder"))
        self.target = Path(os.path.realpath(target))
        self.path = self.target
        if self.target.exists() and not is_ours(self.target):
            raise OperatorError(
                Text(
                    f"{self.target} sudah ada dan bukan hasil giliran; tidak ditimpa. Pilih map lain dengan --out.",
                    f"{self.target} exists and was not made by giliran; it is left alone. Choose another with --out.",
                )
            )

    def __enter__(self) -> private_folder:
        try:
            self.target.parent.mkdir(parents=True, exist_ok=True)
            self.path = Path(tempfile.mkdtemp(prefix=f".{self.target.name}-", dir=self.target.parent))
            self.path.chmod(FOLDER_MODE)
            self._write(fresh_folder.MARK, fresh_folder.WORDS.encode())
        except OSError as error:
            raise unreadable(error) from error
        return self

    def write(self, files: Iterable[tuple[str, bytes]]) -> int:
        """Write files by their names, with slashes; give how many."""
        number = 0
        for number, (name, content) in enumerate(files, start=1):  # noqa: B007 - counted for the caller
            self._write(name, content)
        return number

    def _write(self, name: str, content: bytes) -> None:
        folder = self.path
        for part in Path(name).parts[:-1]:
            folder /= part
            if not folder.is_dir():
                folder.mkdir(FOLDER_MODE)
                folder.chmod(FOLDER_MODE)  # whatever the umask has taken away or left
        number = os.open(folder / Path(name).name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
        with os.fdopen(number, "wb") as file:
            os.fchmod(file.fileno(), FILE_MODE)
            file.write(content)

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: object) -> None:
        if kind is not None:
            shutil.rmtree(self.path, ignore_errors=True)
            if isinstance(value, OSError):
                raise unreadable(value) from value
            return
        old = self.target.parent / f".{self.target.name}-old-{os.getpid()}"
        try:
            if self.target.exists():
                self.target.rename(old)
            self.path.rename(self.target)
        except OSError as error:
            raise unreadable(error) from error
        shutil.rmtree(old, ignore_errors=True)
