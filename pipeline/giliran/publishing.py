"""Publishing: the site of an accepted commit takes the place of the one before it, all at once or not at all.

A folder of publication holds two sites, ``a`` and ``b``, and a link ``live`` to the one that is served. The other one is
brought up to date, with what its own ledger knows, while nobody reads it; then the link is replaced by a rename. Whatever
happens before that, a full disk or a lost process, the site that was live stays whole; what was left half done is
finished by the next run.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from giliran.diagnostics import OperatorError
from giliran.editions import write_edition
from giliran.gitlog import read_history
from giliran.patch import Output
from giliran.store import commit_time, unreadable
from giliran.tool import whole_state
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from giliran.audience import Audience
    from giliran.check import Outcome
    from giliran.revisions import Repository
    from giliran.spread import Spread

LIVE = "live"
PATIENCE = 600.0
"""Seconds to wait for another run that publishes into the same folder."""
_SIDES: tuple[Literal["a"], Literal["b"]] = ("a", "b")


class RefusedError(Exception):
    """The commit holds errors, so that no site is made of it; ``outcome`` has them."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__("the data break the law")
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class Published:
    """What came of it: ``commit`` is live now; ``files`` is their number, ``None`` where it was live already."""

    commit: str
    files: int | None
    complete: bool = True
    """Whether the whole history could be read."""


@dataclass(frozen=True, slots=True)
class Press:
    """What publishes: ``judge`` checks the data of a commit, the rest is handed on to the build."""

    judge: Callable[[str], Outcome]
    spread: Spread = map
    here: Spread = map
    cache: Path | None = None


def publish(repository: Repository, revision: str, folder: Path, audience: Audience, press: Press) -> Published:
    """Make the site of a revision and let it take the place of the one that is live in ``folder``.

    The revision is looked up once nobody else is publishing: of runs side by side the last publishes what is newest, and
    the others find nothing left to do. Raises :class:`RefusedError` for data with errors and :class:`OperatorError` where
    the folder is not ours or cannot be written.
    """
    repository.commit(revision)  # before a folder is made for one that does not exist
    try:
        with _alone(folder):
            commit = repository.commit(revision)
            about = json.dumps({"commit": commit, "audience": audience, "program": whole_state().hex()})
            live = _live_side(folder)
            if live is not None and _note(folder, live) == about:
                return Published(commit, None)
            side = _SIDES[1] if live == _SIDES[0] else _SIDES[0]
            outcome = press.judge(commit)
            if not outcome.report.clean:
                raise RefusedError(outcome)
            (folder / f".{side}.json").unlink(missing_ok=True)
            history = read_history(repository.root, outcome.tree, commit, repository.folder)
            epoch = commit_time(repository.root, commit)
            with Output(folder / side, audience) as output:
                written = write_edition(
                    outcome, audience, output, epoch, history, press.spread, press.here, cache=press.cache
                )
            (folder / f".{side}.json").write_text(about)
            _switch(folder, side)
            return Published(commit, written, history.complete)
    except OSError as error:
        raise unreadable(error) from error


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder for one run at a time."""
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / LIVE).exists() and not (folder / LIVE).is_symlink():
        raise OperatorError(
            Text(
                f"{folder / LIVE} bukan tautan buatan giliran; tidak ditimpa. Pilih map lain.",
                f"{folder / LIVE} is not a link that giliran has made; it is left alone. Choose another folder.",
            )
        )
    lock = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
    try:
        end = time.monotonic() + PATIENCE
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if time.monotonic() > end:
                    raise OperatorError(
                        Text(
                            f"Proses lain terlalu lama menerbitkan ke {folder}. Hentikan proses itu, lalu ulangi.",
                            f"Another run has been publishing into {folder} for too long. Stop it, then run again.",
                        )
                    ) from error
                time.sleep(0.1)
        yield
    finally:
        os.close(lock)


def _live_side(folder: Path) -> str | None:
    """Tell which of the two sites is live."""
    try:
        name = os.readlink(folder / LIVE)  # noqa: PTH115 - the text of the link is wanted, as it stands
    except OSError:
        return None
    return name if name in _SIDES and (folder / name).is_dir() else None


def _note(folder: Path, side: str) -> str:
    try:
        return (folder / f".{side}.json").read_text()
    except OSError:
        return ""


def _switch(folder: Path, side: str) -> None:
    fresh = folder / f".{LIVE}-new"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(side)
    os.sync()  # what the link will lead to is on the disk before it does
    fresh.replace(folder / LIVE)
