"""The outside world behind one door: disk and git. Everything that is read or written passes here."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import subprocess
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from giliran.diagnostics import OperatorError
from giliran.textfaults import MAX_BYTES
from giliran.tree import FOLDERS, Entry, Tree, meant_folder
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


_HOOK_SETTINGS = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"}


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


def read_start(place: Path, most: int) -> bytes:
    """Read a file, at most so many bytes of it. Raises :class:`OperatorError` where it is not there or no file."""
    if not place.is_file():
        raise OperatorError(Text(f"Berkas “{place}” tidak ada.", f"There is no file “{place}”."))
    try:
        with place.open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise unreadable(error) from error


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
