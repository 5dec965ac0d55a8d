"""One input through the whole check, and what became of it: nothing but a verdict, within two seconds, counts as right."""

from __future__ import annotations

import signal
import time
import traceback
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.check import check
from giliran.diagnostics import OperatorError
from giliran.documents import plain, strict
from giliran.report import FORMATS, rendered
from giliran.report.texts import Texts
from giliran.textfaults import decoded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.memory import Memory
    from giliran.tree import Tree

PATIENCE = 2.0
"""Seconds of work, counted by the processor so that a busy machine is not taken for a hang."""


class HangError(Exception):
    """An input that took longer than anybody waits."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of one input: the exit code, or what went wrong, and the seconds it took."""

    code: int | None
    fault: str | None
    seconds: float


@contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """Stop what takes longer, wherever it is."""

    def stop(*_: object) -> None:
        raise HangError(f"longer than {seconds} s")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def tried(tree: Tree, *, told: bool, memory: Memory | None = None) -> Trial:
    """Check a repository as the command does; ``told`` in every format as well."""
    start = time.process_time()
    code, fault = None, None
    try:
        with bounded(PATIENCE):
            code = _verdict(tree, memory, told=told)
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        fault = f"{type(error).__name__} at {frame.filename.rpartition('/')[2]}:{frame.lineno}: {str(error)[:200]!r}"
    return Trial(code, fault, time.process_time() - start)


def _verdict(tree: Tree, memory: Memory | None, *, told: bool) -> int:
    try:
        outcome = check(tree, memory=memory)
    except OperatorError:
        return 2
    if told:
        sources = Texts(tree)
        for name in FORMATS:
            for language in ("id", "en"):
                assert rendered(name, outcome.report, language, sources).endswith("\n")
        rendered("text", outcome.report, "id", sources, colour=True)
    return 0 if outcome.report.clean else 1


def same_to_both_readers(path: str, content: bytes) -> bool:
    """Tell whether the quick reader, where it reads a text at all, reads what the strict one reads."""
    text, faults = decoded(path, content)
    quick = None if faults else plain.data(text)
    if quick is None:
        return True
    slow, complaints, _ = strict.parsed(path, text)
    return not complaints and repr(slow) == repr(quick)
