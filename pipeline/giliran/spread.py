"""Spread the judging of schedules over processes."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from giliran.check import Judged

_installed: list[Callable[[str], Judged]] = []


def over_processes(jobs: int) -> Callable[[Callable[[str], Judged], Iterable[str]], Iterable[Judged]]:
    """Give a function like :func:`map` that works in ``jobs`` processes; with one job it is :func:`map` itself.

    Results come in the order of the paths, whatever the number of jobs.
    """
    if jobs <= 1:
        return map

    def spread(function: Callable[[str], Judged], paths: Iterable[str]) -> Iterator[Judged]:
        listed = list(paths)
        # Forked workers inherit the corpus; sending it to each of them would cost more than the work.
        context = multiprocessing.get_context("fork")
        chunk = max(1, len(listed) // (jobs * 4))
        with ProcessPoolExecutor(jobs, context, _install, (function,)) as executor:
            yield from executor.map(_apply, listed, chunksize=chunk)

    return spread


def _install(function: Callable[[str], Judged]) -> None:
    _installed[:] = [function]


def _apply(path: str) -> Judged:
    return _installed[0](path)
