"""Files and folders written as a whole or not at all, and never over what is not ours."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from giliran.diagnostics import OperatorError
from giliran.store.reading import unreadable
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterable


def write_files(folder: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Write files below a folder one after the other, so that they need not all be there at once; give their number."""
    ready: set[str] = set()
    written = 0
    for written, (name, content) in enumerate(files, start=1):  # noqa: B007 - counted for the caller
        parent = name.rpartition("/")[0]
        if parent not in ready:
            (folder / parent).mkdir(parents=True, exist_ok=True)
            ready.add(parent)
        (folder / name).write_bytes(content)
    return written


def replace_file(root: Path, name: str, known: bytes, content: bytes) -> None:
    """Put another content into a file that holds what is ``known`` of it, all at once, with its permissions.

    Raises :class:`OperatorError` for a link, for a folder on the way that is one, and for a file that holds something else
    by now; nothing is written then.
    """
    place = root / name
    try:
        if _is_behind_link(root, place) or not place.is_file():
            raise OperatorError(_a_link(name))
        if place.read_bytes() != known:
            raise OperatorError(
                Text(
                    f"{name} berubah sejak diperiksa; tidak ditulis. Ulangi perintahnya.",
                    f"{name} has changed since it was checked; it is not written. Run the command again.",
                )
            )
    except OSError as error:
        raise unreadable(error) from error
    write_whole(place, content)


def new_file(root: Path, name: str, content: bytes) -> None:
    """Write a file that is not there yet, all at once.

    Raises :class:`OperatorError` for a folder on the way that is a link, and where something has that name by now; nothing
    is written then.
    """
    place = root / name
    try:
        if _is_behind_link(root, place):
            raise OperatorError(_a_link(name))
        if place.exists():
            raise OperatorError(
                Text(
                    f"{name} sudah ada; tidak ditimpa. Ulangi perintahnya.",
                    f"{name} is there already; it is left alone. Run the command again.",
                )
            )
    except OSError as error:
        raise unreadable(error) from error
    write_whole(place, content)


def _is_behind_link(root: Path, place: Path) -> bool:
    """Tell whether a place below ``root``, or a folder on the way to it, is a link."""
    way = (place, *(parent for parent in place.parents if parent.is_relative_to(root) and parent != root))
    return any(step.is_symlink() for step in way)


def _a_link(name: str) -> Text:
    return Text(
        f"{name} adalah tautan, bukan berkas; tidak ditulis.", f"{name} is a link and not a file; it is not written."
    )


def write_whole(place: Path, content: bytes) -> None:
    """Write a file so that it is there as a whole or not at all, with the permissions of the one it replaces.

    Raises :class:`OperatorError` where that cannot be.
    """
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unreadable(error) from error
    try:
        number, name = tempfile.mkstemp(prefix=f".{place.name}-", dir=place.parent)
        beside = Path(name)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.chmod(stat.S_IMODE(place.stat().st_mode) if place.exists() else 0o644)
            beside.replace(place)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    except OSError as error:
        error.filename = str(place)  # a full disk is told without a name, and the name beside it is nobody's business
        raise unreadable(error) from error


class fresh_folder:  # noqa: N801 - used as a context manager, like tempfile.TemporaryDirectory
    """A staging folder beside ``target`` that takes its place when the block ends well, and vanishes when it does not.

    Refuses, with :class:`OperatorError`, to replace a folder that holds data or a git checkout, or that is not ours: only
    an empty folder or one that an earlier run has made is replaced.
    """

    MARK = ".giliran"
    WORDS = "Hasil giliran; akan ditulis ulang. Made by giliran; will be replaced.\n"

    def __init__(self, target: Path) -> None:
        self.target = target.absolute()  # MkDocs would take a relative path from elsewhere
        self.path = self.target

    def __enter__(self) -> fresh_folder:
        try:
            if self.target.exists() and not is_ours(self.target):
                raise OperatorError(
                    Text(
                        f"{self.target} sudah ada dan bukan hasil giliran; tidak ditimpa. Pilih map lain dengan --out.",
                        f"{self.target} exists and was not made by giliran; it is left alone. Choose another with --out.",
                    )
                )
            self.target.parent.mkdir(parents=True, exist_ok=True)
            self.path = Path(tempfile.mkdtemp(prefix=f".{self.target.name}-", dir=self.target.parent))
            self.path.chmod(0o755)
            (self.path / self.MARK).write_text(self.WORDS)
        except OSError as error:
            raise unreadable(error) from error
        return self

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


def is_ours(folder: Path) -> bool:
    """Tell whether a folder may be replaced: it is empty, or an earlier run has made it."""
    return folder.is_dir() and (not any(folder.iterdir()) or (folder / fresh_folder.MARK).is_file())
