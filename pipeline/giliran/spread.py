"""Spread work over processes: judging schedules, writing the parts of a site."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Item = TypeVar("Item")
Result = TypeVar("Result")

_installed: list[Callable[[Any], Any]] = []


class Spread(Protocol):
    """A function like :func:`map`: results come in the order of the items, wherever they are worked out."""

    def __call__(self, function: Callable[[Item], Result], items: Iterable[Item], /) -> Iterable[Result]: ...


def over_processes(jobs: int, chunks: int = 4) -> Spread:
    """Give a function like :func:`map` that works in ``jobs`` processes; with one job it is :func:`map` itself.

    Each process is handed its items in about ``chunks`` portions, or one by one where there are few.
    """
    if jobs <= 1:
        return map

    def spread(function: Callable[[Item], Result], items: Iterable[Item], /) -> Iterator[Result]:
        listed = list(items)
        # Forked workers inherit the corpus; sending it to each of them would cost more than the work.
        context = multiprocessing.get_context("fork")
        chunk = max(1, len(listed) // (jobs * chunks))
        with ProcessPoolExecutor(jobs, context, _install, (function,)) as executor:
            yield from executor.map(_apply, listed, chunksize=chunk)

    return spread


def _install(function: Callable[[Any], Any]) -> None:
    _installed[:] = [function]


def _apply(item: Any) -> Any:  # noqa: ANN401 - whatever the function takes and gives
    return _installed[0](item)
