"""Spread work over processes: judging schedules, writing the parts of a site."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

Item = TypeVar("Item")
Result = TypeVar("Result")

_installed: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []


class Spread(Protocol):
    """A function like :func:`map`: results come in the order of the items, wherever they are worked out."""

    def __call__(self, function: Callable[[Item], Result], items: Iterable[Item], /) -> Iterable[Result]: ...


def over_processes(jobs: int) -> Spread:
    """Give a function like :func:`map` that works in ``jobs`` processes; with one job or one item it is :func:`map`."""
    if jobs <= 1:
        return map

    def spread(function: Callable[[Item], Result], items: Iterable[Item], /) -> Iterator[Result]:
        listed = list(items)
        if len(listed) < 2:
            yield from map(function, listed)
            return
        # Forked workers inherit function and items; sending a corpus to each of them would cost more than the work.
        context = multiprocessing.get_context("fork")
        workers = min(jobs, len(listed))
        with ProcessPoolExecutor(workers, context, _install, (function, listed)) as executor:
            yield from executor.map(_apply, range(len(listed)))

    return spread


def _install(function: Callable[[Any], Any], items: Sequence[Any]) -> None:
    _installed[:] = [(function, items)]


def _apply(number: int) -> Any:  # noqa: ANN401 - whatever the function takes and gives
    function, items = _installed[0]
    return function(items[number])
