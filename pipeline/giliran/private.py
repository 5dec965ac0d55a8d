"""Files about people on disk: where they may lie, and that nobody but their owner reads them.

Never below a git work tree nor in a repository, where one command would make them part of a history that is copied; an
ignored folder is no safer, since ignoring is a line that anybody may take out. Nor are they put in place of what was
published, or over something that a person has written beside them.
"""

from __future__ import annotations

import fcntl
import glob
import os
import shutil
import signal
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from giliran.diagnostics import OperatorError
from giliran.spread import ENDINGS
from giliran.store import fresh_folder, is_ours, unreadable
from giliran.wording import Text, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import FrameType

_BARE = ("HEAD", "objects", "refs")
FOLDER_MODE, FILE_MODE = 0o700, 0o600
_WORDS = f"{fresh_folder.WORDS}Isinya pribadi. What it holds is private.\n"
_UNFINISHED, _OLD = ".giliran-unfinished", "-old"
"""What stands in a folder until it is whole, and how the name of the one that it replaces ends."""
_SHOWN = 5
"""Files of somebody else that are named; there may be hundreds."""


def git_above(place: Path) -> Path | None:
    """Give the git work tree or repository that a path lies in, links followed, whether or not the path exists."""
    real = Path(os.path.realpath(place))
    named = tuple(_named_trees())
    for folder in (real, *real.parents):
        if folder in named or (folder / ".git").exists() or all((folder / name).exists() for name in _BARE):
            return folder
    return None


def _named_trees() -> Iterator[Path]:
    """Give what the environment calls a work tree; without ``GIT_WORK_TREE``, ``GIT_DIR`` makes the current folder one."""
    if "GIT_DIR" in os.environ or "GIT_WORK_TREE" in os.environ:
        yield Path(os.path.realpath(os.environ.get("GIT_WORK_TREE") or Path.cwd()))


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

    Refuses, with :class:`OperatorError`, a target in git, and one that is not empty and holds anything else than what an
    earlier run has put there. What is made vanishes when the block fails, also where the program is asked to end; what a
    run that was killed has left, the next one into the same folder takes away.
    """

    def __init__(self, target: Path) -> None:
        refuse_in_git(target, Text("Map hasil", "The output folder"))
        self.target = Path(os.path.realpath(target))
        self.path = self.target
        self._written: list[tuple[str, int]] = []
        self._lock = -1
        self._before: dict[int, signal._HANDLER] = {}
        _refuse_others(self.target)

    def __enter__(self) -> private_folder:
        for number in ENDINGS:
            if signal.getsignal(number) is signal.SIG_DFL:  # neither raised by Python nor ignored, as with nohup
                self._on(number, _leave)
        try:
            self.target.parent.mkdir(parents=True, exist_ok=True)
            _take_away_what_is_left(self.target)
            self.path = Path(tempfile.mkdtemp(prefix=f".{self.target.name}-", dir=self.target.parent))
            self.path.chmod(FOLDER_MODE)
            self._lock = os.open(self.path, os.O_RDONLY | os.O_CLOEXEC)
            fcntl.flock(self._lock, fcntl.LOCK_EX)  # as long as this run lasts, and the processes that it has forked
            self._write(_UNFINISHED, b"")
        except BaseException as error:
            self._clear_away()
            if isinstance(error, OSError):
                raise _unwritable(error, self.target) from error
            raise
        return self

    def write(self, files: Iterable[tuple[str, bytes]]) -> int:
        """Write files by their names, with slashes; give how many."""
        return self.took(self.put(files))

    def put(self, files: Iterable[tuple[str, bytes]]) -> tuple[tuple[str, int], ...]:
        """Write files, and give the name and the size of each, which :meth:`took` has to be told.

        So a process that was forked meanwhile may write what it has made, instead of sending it.
        """
        done = []
        for name, content in files:
            self._write(name, content)
            done.append((name, len(content)))
        return tuple(done)

    def took(self, done: Iterable[tuple[str, int]]) -> int:
        """Note files that were put here; give how many."""
        before = len(self._written)
        self._written.extend(done)
        return len(self._written) - before

    def _write(self, name: str, content: bytes) -> None:
        folder = self.path
        for part in Path(name).parts[:-1]:
            folder /= part
            if not folder.is_dir():
                folder.mkdir(FOLDER_MODE, exist_ok=True)  # two processes may need it at once
                folder.chmod(FOLDER_MODE)  # whatever the umask has taken away or left
        number = os.open(folder / Path(name).name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
        with os.fdopen(number, "wb") as file:
            os.fchmod(file.fileno(), FILE_MODE)
            file.write(content)

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: object) -> None:
        for number in ENDINGS:
            self._on(number, signal.SIG_IGN)  # asked to end once more, what is private would stay behind
        try:
            if kind is None:
                self._put_in_place()
            elif isinstance(value, OSError):
                raise _unwritable(value, self.target) from value
        except OSError as error:
            raise _unwritable(error, self.target) from error
        finally:
            self._clear_away()

    def _put_in_place(self) -> None:
        listed = "".join(f"{size} {name}\n" for name, size in sorted(self._written))
        (self.path / _UNFINISHED).unlink()
        self._write(fresh_folder.MARK, f"{_WORDS}{listed}".encode())
        old = self.path.with_name(f"{self.path.name}{_OLD}")
        if self.target.exists():
            _refuse_others(self.target)  # somebody may have put something there in the meantime
            self.target.rename(old)
        try:
            self.path.rename(self.target)
        finally:
            if old.exists() and not self.target.exists():
                old.rename(self.target)
            _remove(old)

    def _on(self, number: int, handler: signal._HANDLER) -> None:
        """Say what a signal does until everything is cleared away."""
        if threading.current_thread() is threading.main_thread():  # no other may
            self._before.setdefault(number, signal.getsignal(number))
            signal.signal(number, handler)

    def _clear_away(self) -> None:
        try:
            if self.path != self.target:
                _remove(self.path)
        finally:
            if self._lock >= 0:
                os.close(self._lock)
                self._lock = -1
            for number, handler in self._before.items():
                signal.signal(number, handler)


def _take_away_what_is_left(target: Path) -> None:
    """Remove what killed runs have left beside a folder, and put back the results that one of them was about to replace."""
    for folder in sorted(target.parent.glob(f".{glob.escape(target.name)}-*")):
        making = folder.with_name(folder.name.removesuffix(_OLD))
        if not _is_private(folder) or _is_at_work(making):
            continue
        if folder != making and not target.exists():
            folder.rename(target)
        else:
            _remove(folder)


def _is_private(folder: Path) -> bool:
    """Tell a folder that this program has made to be private, finished or not."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    mark = folder / fresh_folder.MARK
    return (folder / _UNFINISHED).is_file() or (
        mark.is_file() and mark.read_text("utf-8", "replace").startswith(_WORDS)
    )


def _is_at_work(folder: Path) -> bool:
    """Tell whether a run, or a process that it has forked, still holds the folder that it makes."""
    try:
        number = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(number)
    return False


def _remove(folder: Path) -> None:
    """Remove what is private and no longer wanted. Raises :class:`OperatorError` with its name where it stays behind."""
    shutil.rmtree(folder, ignore_errors=True)
    if folder.exists():
        raise OperatorError(
            Text(
                f"“{folder}” tidak dapat dihapus, padahal isinya pribadi. Hapuslah sendiri.",
                f"“{folder}” cannot be removed, and what it holds is private. Remove it yourself.",
            )
        )


def _leave(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - as Python calls it
    """End as the signal asks, by way of everything that still has to be cleared away."""
    raise SystemExit(128 + number)


def _unwritable(error: OSError, target: Path) -> OperatorError:
    """Say what cannot be written; a disk that is full is so for no file in particular."""
    if error.filename is None:
        error.filename = str(target)
    return unreadable(error)


def _refuse_others(target: Path) -> None:
    """Leave where a folder holds what no earlier run has written, or what was written over since."""
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return
    mark = target / fresh_folder.MARK
    words = mark.read_text("utf-8", "replace") if is_ours(target) else ""
    if not words.startswith(_WORDS):
        raise OperatorError(
            Text(
                f"{target} sudah ada dan bukan hasil giliran yang pribadi; tidak ditimpa. Pilih map lain dengan --out.",
                f"{target} exists and is no private folder made by giliran; it is left alone. Choose another with --out.",
            )
        )
    known = set(words.removeprefix(_WORDS).splitlines())
    last = mark.lstat().st_mtime_ns  # it was written after all the others
    others = sorted(
        path.relative_to(target).as_posix()
        for path in target.rglob("*")
        if path.is_symlink() or not path.is_dir()
        if path != mark and _is_other(path.lstat(), path.relative_to(target).as_posix(), known, last)
    )
    if others:
        named = f"{quoted(others[:_SHOWN])}{', …' if len(others) > _SHOWN else ''}"
        raise OperatorError(
            Text(
                f"{target} berisi berkas yang ditambah atau diubah sesudah giliran menulisnya ({named}); tidak ditimpa. "
                "Pindahkan dahulu, atau pilih map lain dengan --out.",
                f"{target} holds files that were added or changed after giliran wrote it ({named}); it is left alone. "
                "Move them first, or choose another folder with --out.",
            )
        )


def _is_other(facts: os.stat_result, name: str, known: set[str], last: int) -> bool:
    """Tell a file that was added or changed since: by its name, its size, or the time, where the size stayed the same."""
    return f"{facts.st_size} {name}" not in known or facts.st_mtime_ns > last
