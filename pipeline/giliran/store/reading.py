"""Files and folders as they are on disk: links noted and not followed, sizes bounded."""

from __future__ import annotations

import hashlib
import os
import stat
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from giliran.diagnostics import OperatorError
from giliran.textfaults import MAX_BYTES
from giliran.tree import FOLDERS, Entry, Tree, meant_folder
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def read_tree(root: Path, folders: Sequence[str] = FOLDERS) -> Tree:
    """Find every file under the data folders of ``root``, or under some of them; each is read when it is asked for.

    Links are noted, not followed; files larger than we read are noted with their size. Raises
    :class:`OperatorError` where ``root`` holds no data or a file may not be read.
    """
    if not root.is_dir():
        raise OperatorError(Text(f"Map “{root}” tidak ada.", f"There is no folder “{root}”."))
    if not (root / "policy").is_dir():
        raise OperatorError(
            Text(
                f"Map “{root}” tidak memuat “policy/”. Jalankan dari map data, atau tunjukkan dengan -C.",
                f"The folder “{root}” has no “policy/”. Run from the data folder, or point to it with -C.",
            )
        )
    entries = {entry.path: entry for folder in folders for entry in _walk(folder, str(root / folder))}
    beside = frozenset(child.name for child in root.iterdir() if child.is_dir() or child.name in FOLDERS)
    entries |= {name: Entry(name, None, "other") for name in misspelt_folders(beside)}
    return Tree({path: entries[path] for path in sorted(entries)})


def folder_digest(folder: Path) -> bytes:
    """Tell every state of the files below a folder apart. Raises :class:`OSError` for one that cannot be read."""
    found = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        found.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode(errors="surrogatepass"))
        found.update(content)
    return found.digest()


def misspelt_folders(names: frozenset[str]) -> list[str]:
    """Find, among the folders of a repository, those that were probably meant to be a data folder that is missing."""
    missing = [folder for folder in FOLDERS if folder not in names]
    return [name for name in sorted(names) if name not in FOLDERS and meant_folder(name) in missing]


def _walk(name: str, place: str) -> Iterator[Entry]:
    """Find the files of a folder in order; ``name`` is what its path is called, ``place`` where it is."""
    if os.path.islink(place):  # noqa: PTH114 - as in _content
        yield Entry(name, None, "link")
        return
    if not os.path.exists(place):  # noqa: PTH110 - as in _content
        return
    try:
        if not os.path.isdir(place):  # noqa: PTH112 - as in _content
            yield _entry(name, place, os.lstat(place))
            return
        yield from _below(name, place)
    except OSError as error:
        raise unreadable(error) from error


def _below(name: str, place: str) -> Iterator[Entry]:
    with os.scandir(place) as found:
        children = sorted(found, key=lambda child: child.name)
    for child in children:
        path = f"{name}/{child.name}"
        if child.is_symlink():
            yield Entry(path, None, "link")
        elif child.is_dir(follow_symlinks=False):
            yield from _below(path, child.path)
        else:
            yield _entry(path, child.path, child.stat(follow_symlinks=False))


def _entry(name: str, path: str, facts: os.stat_result) -> Entry:
    if not stat.S_ISREG(facts.st_mode):
        return Entry(name, None, "other")
    if facts.st_size > MAX_BYTES:
        return Entry(name, None, "file", facts.st_size)
    stamp = (facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns, facts.st_ino)
    return Entry(name, None, "file", facts.st_size, partial(_content, path), stamp)


def _content(path: str) -> bytes:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - a Path for each of ten thousand files costs more than the reading
            return file.read()
    except OSError as error:
        raise unreadable(error) from error


def unreadable(error: OSError) -> OperatorError:
    """Say which file cannot be read or written, and why."""
    reason = error.strerror or "?"
    return OperatorError(
        Text(
            f"{error.filename} tidak dapat dibaca atau ditulis ({reason}).",
            f"{error.filename} cannot be read or written ({reason}).",
        )
    )


def chosen_paths(root: Path, tree: Tree, wanted: Sequence[str]) -> frozenset[str]:
    """Turn paths given by hand, files or folders, into the paths of a tree they cover.

    Paths may be relative to the current folder or to ``root``. Raises :class:`OperatorError` for one that is not there.
    """
    found: set[str] = set()
    base = Path(os.path.realpath(root))
    for word in wanted:
        places = {_located(Path(word)), _located(root / word)}
        names = [place.relative_to(base).as_posix() for place in places if place.is_relative_to(base)]
        covered = {
            path for name in names for path in tree.entries if name in {".", path} or path.startswith(f"{name}/")
        }
        if not covered:
            raise OperatorError(
                Text(
                    f"“{word}” bukan berkas atau map data di “{root}”. "
                    "Tulis berkas atau map di bawah policy/, units/, atau schedules/.",
                    f"“{word}” is no data file or folder in “{root}”. "
                    "Give a file or folder under policy/, units/ or schedules/.",
                )
            )
        found |= covered
    return frozenset(found)


def _located(path: Path) -> Path:
    """Resolve the folders on the way to a path, but not the path itself, which may be a link we must see."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - keeps a last link
    return Path(os.path.realpath(absolute.parent)) / absolute.name


def read_start(place: Path, most: int) -> bytes:
    """Read a file, at most so many bytes of it. Raises :class:`OperatorError` where it is not there or no file."""
    if not place.is_file():
        raise OperatorError(Text(f"Berkas “{place}” tidak ada.", f"There is no file “{place}”."))
    try:
        with place.open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise unreadable(error) from error
