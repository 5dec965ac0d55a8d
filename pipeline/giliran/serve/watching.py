"""Hearing of edits: the operating system says that something has changed, and a reader finds out what."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from watchfiles import watch

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from watchfiles import Change

_STEP = 50
"""Milliseconds of quiet that end a change: editors often save in two steps."""
_AT_MOST = 500
"""Milliseconds after which a change is told even while others go on."""
_LOOK = 500
"""Milliseconds between looks at whether the folders themselves are still there."""

_LEFT_BY_EDITORS = re.compile(r"\.sw[a-px]$|~$|^\.?#|^4913$|___jb_...___$")

_Stand = dict["Path", tuple[int, int]]


def left_by_editor(path: str) -> bool:
    """Tell whether a file, by its name, is one that an editor keeps beside the one that is open in it."""
    return bool(_LEFT_BY_EDITORS.search(path.replace("\\", "/").rpartition("/")[2]))


def report_changes(folders: Sequence[Path], stop: threading.Event, changed: Callable[[], None]) -> None:
    """Call ``changed`` after every change below some folders until ``stop`` is set.

    A folder may vanish and come back. It may also be called when nothing has changed.
    """
    polling: bool | None = None
    while not stop.is_set():
        stands = _stands(folders)
        if not stands:
            stop.wait(_LOOK / 1000)
            continue
        try:
            for _ in _heard(stands, folders, stop, polling=polling):
                changed()
                if _stands(folders) != stands:
                    break
        except OSError:
            # The system watches no more files, or a folder went away while the watch was being set up.
            polling = True
            stop.wait(_LOOK / 1000)


def _heard(stands: _Stand, folders: Sequence[Path], stop: threading.Event, *, polling: bool | None) -> Iterator[None]:
    """Give a sign for every change, one when the watch begins to work, and one when a folder came, went or was replaced.

    A sign is also given once a change is over: what is written into a new folder before the system watches it is not
    heard.
    """
    unsettled = True
    for changes in watch(
        *stands,
        watch_filter=_matters,
        debounce=_AT_MOST,
        step=_STEP,
        stop_event=stop,
        rust_timeout=_LOOK,
        yield_on_timeout=True,
        raise_interrupt=False,
        force_polling=polling,
    ):
        if changes or unsettled or _stands(folders) != stands:
            unsettled = bool(changes)
            yield


def _matters(_change: Change, path: str) -> bool:
    return not left_by_editor(path)


def _stands(folders: Sequence[Path]) -> _Stand:
    """Tell which folders are there, each with what tells it from another of the same name."""
    found = {}
    for folder in folders:
        try:
            facts = folder.stat()
        except OSError:
            continue
        found[folder] = (facts.st_dev, facts.st_ino)
    return found
