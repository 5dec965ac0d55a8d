"""How far a long run has come, told to whoever waits: a bar on a terminal, a few lines in CI, nothing in a pipe."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.wording import Language, Text

FEWEST = 8
"""Steps below which nobody waits long enough to be told."""
LINES = 4
"""Lines that a whole run leaves in the log of CI."""


class Progress(Protocol):
    """What is told of the steps of one piece of work, each time one is done."""

    def __call__(self, done: int, total: int, /) -> None: ...


def silent(_done: int, _total: int) -> None:
    """Tell nothing."""


@contextmanager
def told_on_stderr(what: Text, language: Language) -> Iterator[Progress]:
    """Give the manner of telling that suits where the error stream goes; ``what`` names the work.

    CI is known by its variable ``CI``, which every common one sets.
    """
    if sys.stderr is not None and sys.stderr.isatty():
        bar = _Bar(what.to(language))
        try:
            yield bar
        finally:
            bar.close()
    elif sys.stderr is not None and os.environ.get("CI", "").lower() in {"1", "true"}:
        yield _Lines(what.to(language))
    else:
        yield silent


class _Bar:
    """A bar that is drawn from the first step on."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._bar: Any = None

    def __call__(self, done: int, total: int) -> None:
        if total < FEWEST:
            return
        if self._bar is None:
            import click  # noqa: PLC0415 - only where there is a terminal

            self._bar = click.progressbar(length=total, label=self._label, file=sys.stderr)
            self._bar.__enter__()
        self._bar.update(done - self._bar.pos)
        if done == total:
            self.close()

    def close(self) -> None:
        """Leave the line of the bar, also where the work was cut off, and give the terminal its cursor back."""
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            self._bar = None


class _Lines:
    """A line at every quarter."""

    def __init__(self, label: str) -> None:
        self._label = label

    def __call__(self, done: int, total: int) -> None:
        if total >= FEWEST and done * LINES // total > (done - 1) * LINES // total:
            sys.stderr.write(f"{self._label}: {done * 100 // total}%\n")
            sys.stderr.flush()
