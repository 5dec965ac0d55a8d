"""An output folder that is brought up to date part by part: what has not changed is left alone, byte and time.

Beside the folder ``html`` lies ``.html.giliran``: the ledger of what stands there, a lock, and what is being made. New
files are made there first. Only when all of them are, and the ledger has noted them, is each moved into its place by a
rename; a run that is cut off before that has changed nothing, and one that is cut off later is finished by the next. A
folder without a usable ledger is made whole and put in place by renaming, as :class:`~giliran.store.fresh_folder` does.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections import Counter
from typing import TYPE_CHECKING

from giliran.diagnostics import OperatorError
from giliran.drift import Look, compared
from giliran.ledger import FORMAT, Ledger, LedgerError, Part, seal
from giliran.store import fresh_folder, is_ours, unreadable
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from giliran.ledger import Told
    from giliran.stored import Stored

MARK = fresh_folder.MARK


class Output:
    """An output folder under a lock, from entering the block to leaving it. What is not finished in it never was.

    ``sort`` says what is made there; a folder made of another sort is made anew. Raises :class:`OperatorError` where the
    folder is not ours or another run is at work on it.
    """

    def __init__(self, target: Path, sort: str) -> None:
        self.target = target.absolute()
        self.home = self.target.parent / f".{self.target.name}.giliran"
        self.staging = self.home / "new"
        self._about = {"format": str(FORMAT), "sort": sort}
        self._lock = -1
        self._look: Look | None = None
        self._patching = False
        self._made: dict[str, tuple[Part, Told]] = {}
        self._renewed: dict[str, Part] = {}
        self._strange: frozenset[str] = frozenset()
        self.parts: dict[str, Part] = {}
        self._ledger = Ledger(None)

    def look(self) -> None:
        """Begin to compare the folder with its ledger in a process beside this one, while this one has other work.

        Nothing is changed and no lock taken yet: what was seen counts only if the ledger is still the same later on.
        """
        path = self.home / "ledger"
        if path.is_file():
            self._look = Look(self.target, path)

    @property
    def standing(self) -> Path | None:
        """Give the folder whose files may be kept, or ``None`` where everything is to be made."""
        return self.target if self._patching else None

    def __enter__(self) -> Output:
        try:
            self._open()
        except OSError as error:
            self._close()
            raise unreadable(error) from error
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: object) -> None:
        try:
            shutil.rmtree(self.staging, ignore_errors=True)
        finally:
            self._close()
        if isinstance(value, OSError):
            raise unreadable(value) from value

    def _close(self) -> None:
        self._ledger.close()
        if self._look is not None:
            self._look.close()
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def _open(self) -> None:
        if not self.home.exists():
            self._refuse_what_is_not_ours()  # before anything is left beside it
        self.target.parent.mkdir(parents=True, exist_ok=True)
        self.home.mkdir(exist_ok=True)
        (self.home / ".gitignore").write_text("*\n")
        self._lock = os.open(self.home / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise OperatorError(
                Text(
                    f"Proses lain sedang menulis {self.target}. Tunggu sampai selesai, lalu jalankan lagi.",
                    f"Another run is writing {self.target}. Wait until it has ended, then run again.",
                )
            ) from error
        old = self.home / "old"
        if old.is_dir() and not self.target.exists():
            old.rename(self.target)  # the run before was cut off between two renames
        shutil.rmtree(old, ignore_errors=True)
        self._refuse_what_is_not_ours()
        self._patching = self._usable()
        shutil.rmtree(self.staging, ignore_errors=True)
        self.staging.mkdir()

    def _refuse_what_is_not_ours(self) -> None:
        if self.target.exists() and not is_ours(self.target):
            raise OperatorError(
                Text(
                    f"{self.target} sudah ada dan bukan hasil giliran; tidak ditimpa. Pilih map lain dengan --out.",
                    f"{self.target} exists and was not made by giliran; it is left alone. Choose another with --out.",
                )
            )

    def _usable(self) -> bool:
        """Open the ledger, finish what a run before has left, and look which parts still stand as it says."""
        path = self.home / "ledger"
        if not path.is_file() or not (self.target / MARK).is_file():
            return False
        try:
            self._ledger = Ledger(path)
            if self._ledger.about() != self._about:
                return False
            pending = self._ledger.pending()
            self._finish(pending)
            seen = None if self._look is None or pending else self._look.seen()
            seen = seen or compared(self.target, self._ledger.parts())
            self.parts = {name: part for name, part in self._ledger.parts().items() if name not in seen.damaged}
            self._renewed, self._strange = seen.renewed, seen.strange
            self.parts |= self._renewed
        except LedgerError:
            return False
        return True

    def told(self, part: str, name: str) -> bytes:
        """Give what a part tells, made in this run or kept. Raises :class:`LedgerError` for damage."""
        if part in self._made:
            return self._made[part][1][name]
        return self._ledger.told(part, name)

    def all_told(self, name: str) -> dict[str, bytes]:
        """Give what every part tells under a name."""
        found = self._ledger.all_told(name) if self._patching else {}
        found = {part: content for part, content in found.items() if part not in self._made}
        return found | {part: told[name] for part, (_, told) in self._made.items() if name in told}

    def seals(self, name: str) -> dict[str, bytes]:
        """Tell apart what the parts tell under a name, without reading it."""
        found = self._ledger.seals(name) if self._patching else {}
        found = {part: short for part, short in found.items() if part not in self._made}
        return found | {part: seal(told[name]) for part, (_, told) in self._made.items() if name in told}

    def put(self, name: str, key: str, files: Iterable[Stored], told: Told) -> None:
        """Take a part whose files are in the staging folder, or in the standing one where they are the same."""
        self._made[name] = Part.of(key, files), told

    def read(self, path: str) -> bytes:
        """Give a file as it will stand."""
        new = self.staging / path
        return (new if new.is_file() else self.target / path).read_bytes()

    def forget(self) -> None:
        """Take nothing that stands for what it should be: make everything anew."""
        self._patching = False
        self._made, self._renewed, self.parts = {}, {}, {}
        shutil.rmtree(self.staging, ignore_errors=True)
        self.staging.mkdir()

    def finish(self, names: Iterable[str]) -> int:
        """Put everything in its place, where ``names`` are all the parts there are now; give the number of files."""
        wanted = set(names)
        kept = {name: part for name, part in self.parts.items() if name in wanted and name not in self._made}
        assert wanted == kept.keys() | self._made.keys(), "a part was neither kept nor made"
        now = {name: part.files for name, (part, _) in self._made.items()}
        before = self._ledger.parts() if self._patching else {}
        old = {file.path for name, part in before.items() if name not in kept for file in part.files}
        new = Counter(file.path for files in now.values() for file in files)
        if not old.issuperset(new):
            new.update(file.path for part in kept.values() for file in part.files)
        assert max(new.values(), default=0) <= 1, "two parts of the site make one file"
        try:
            if self._patching:
                self._patch(old.union(self._strange) - new.keys(), before.keys() - wanted, wanted)
            else:
                self._replace()
        except LedgerError as error:
            raise OSError(None, str(error), str(self.home / "ledger")) from error
        return sum(part.number for part in kept.values()) + sum(map(len, now.values()))

    def _patch(self, gone: set[str], ended: set[str], wanted: set[str]) -> None:
        """Remove the files that are gone, move the new ones into place, and forget the parts that have ended."""
        staged = (path.relative_to(self.staging).as_posix() for path in self.staging.rglob("*") if path.is_file())
        pending = dict.fromkeys(gone, False) | dict.fromkeys(staged, True)
        renewed = [(name, part, None) for name, part in self._renewed.items() if name in wanted]
        made = [(name, part, told) for name, (part, told) in self._made.items()]
        if pending or made or renewed or ended:
            self._ledger.enter({}, [*renewed, *made], ended, pending)
            self._finish(pending)

    def _finish(self, pending: Mapping[str, bool]) -> None:
        """Move and remove what is pending; doing it once more does no harm."""
        if not pending:
            return
        for path, new in pending.items():
            if not new:
                self.removed(path)
        for path, new in pending.items():
            if new:
                self.moved(path)
        self._ledger.done()

    def moved(self, path: str) -> None:
        """Move a new file into its place, unless that has been done."""
        new, place = self.staging / path, self.target / path
        if new.is_file():
            place.parent.mkdir(parents=True, exist_ok=True)
            new.replace(place)

    def removed(self, path: str) -> None:
        """Remove a file, and the folders that are empty without it."""
        place = self.target / path
        place.unlink(missing_ok=True)
        for folder in place.parents:
            if folder == self.target or (folder.exists() and next(folder.iterdir(), None) is not None):
                break
            if folder.exists():  # else a run before this one was cut off here
                folder.rmdir()

    def _replace(self) -> None:
        made = [(name, part, told) for name, (part, told) in self._made.items()]
        (self.staging / MARK).write_text(fresh_folder.WORDS)
        path = self.home / "ledger.new"
        path.unlink(missing_ok=True)
        fresh = Ledger(path)
        try:
            fresh.enter(self._about, made, (), {})
        finally:
            fresh.close()
        old = self.home / "old"
        if self.target.exists():
            self.target.rename(old)
        self.staging.rename(self.target)
        path.replace(self.home / "ledger")
        shutil.rmtree(old, ignore_errors=True)
