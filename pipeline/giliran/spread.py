"""Spread work over processes and machines: judging schedules, compiling schemas, writing the parts of a site.

Whatever does the work, results come in the order of the items, so nothing that is said or written depends on it.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
from concurrent.futures import ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from giliran.diagnostics import OperatorError
from giliran.progress import silent
from giliran.tool import whole_state
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Executor, Future
    from multiprocessing.process import BaseProcess

    from giliran.progress import Progress

Item = TypeVar("Item")
Result = TypeVar("Result")

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""How somebody asks a program to end: Ctrl-C, ``kill``, and a terminal or a connection that is closed."""

_PATIENCE = 1.0
"""Seconds without a result after which we look whether every process is alive."""

_installed: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []


class Spread(Protocol):
    """A function like :func:`map`: results come in the order of the items, wherever they are worked out."""

    def __call__(self, function: Callable[[Item], Result], items: Iterable[Item], /) -> Iterable[Result]: ...


def over_processes(jobs: int, progress: Progress = silent) -> Spread:
    """Give a function like :func:`map` that works in ``jobs`` processes; with one job or one item, in this one.

    Raises :class:`OperatorError` where the system has killed a process, as it does when memory runs out.
    """

    def spread(function: Callable[[Item], Result], items: Iterable[Item], /) -> Iterator[Result]:
        listed = list(items)
        workers = min(jobs, len(listed))
        if workers <= 1:
            yield from _counted(map(function, listed), len(listed), progress)
            return
        # Forked workers inherit function and items; sending a corpus to each of them would cost more than the work.
        context = multiprocessing.get_context("fork")
        others = frozenset(multiprocessing.active_children())
        executor = ProcessPoolExecutor(workers, context, _install, (function, listed))
        try:
            with _signals_held():
                futures = [executor.submit(_apply, number) for number in range(len(listed))]
                own = frozenset(multiprocessing.active_children()) - others
            yield from _counted(_results(futures, own), len(futures), progress)
        except BaseException as error:
            # Nobody waits for the rest any more. (Cancelled first, they would trouble the pool when it finds its end.)
            for child in frozenset(multiprocessing.active_children()) - others:
                child.kill()  # asked to end, one that is just starting may not hear it
            _read_no_more(executor)
            executor.shutdown()
            if isinstance(error, BrokenProcessPool):
                raise OperatorError(_KILLED) from error
            raise
        executor.shutdown()

    return spread


def over_executor(executor: Executor, progress: Progress = silent) -> Spread:
    """Give a function like :func:`map` that works wherever an executor does, on other machines too.

    Functions and items must be such as can be pickled. Raises :class:`OperatorError` where a worker has another version
    of the program, of Python or of a library than we: it might judge otherwise.
    """

    def spread(function: Callable[[Item], Result], items: Iterable[Item], /) -> Iterator[Result]:
        work = [pickle.dumps((function, item), pickle.HIGHEST_PROTOCOL) for item in items]
        state = whole_state()
        futures = [executor.submit(_elsewhere, state, one) for one in work]
        try:
            yield from _counted((future.result() for future in futures), len(futures), progress)
        except BrokenProcessPool as error:
            raise OperatorError(_KILLED) from error
        finally:
            for future in futures:
                future.cancel()

    return spread


def _results(futures: Iterable[Future[Result]], own: Iterable[BaseProcess]) -> Iterator[Result]:
    """Give results in their order. Raises :class:`BrokenProcessPool` also where the pool does not notice a death itself."""
    for future in futures:
        while not wait((future,), _PATIENCE).done:
            if any(process.exitcode for process in own):
                msg = "a process was killed while it handed over a result"
                raise BrokenProcessPool(msg)
        yield future.result()


def _read_no_more(executor: ProcessPoolExecutor) -> None:
    """Let a pool without processes find its end.

    A process that is killed while it hands over a result leaves half a message, for the rest of which the pool would wait
    for ever: our own end of the pipe is open still.
    """
    executor._result_queue._writer.close()  # type: ignore[attr-defined]  # nothing public ends the wait


class _signals_held:  # noqa: N801 - used as a context manager, like contextlib.suppress
    """Hold Ctrl-C and a request to end until processes have been started, and let them take effect then.

    A fork calls what libraries have asked for, and whatever is raised in there is printed and lost: the run would go on.
    """

    def __enter__(self) -> None:
        self._noted: list[int] = []
        self._before: dict[int, Any] = {}
        if threading.current_thread() is threading.main_thread():  # no other may say what a signal does
            for number in ENDINGS:
                if callable(signal.getsignal(number)):
                    self._before[number] = signal.signal(number, self._note)

    def _note(self, number: int, _frame: object) -> None:
        self._noted.append(number)

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        for number in self._noted[:1]:
            signal.raise_signal(number)


def _counted(results: Iterable[Result], total: int, progress: Progress) -> Iterator[Result]:
    for done, result in enumerate(results, start=1):
        yield result
        progress(done, total)


def _install(function: Callable[[Any], Any], items: Sequence[Any]) -> None:
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(
            number, signal.SIG_IGN
        )  # they reach everyone at a terminal, and are for whoever waits for the results
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # and so is what has to be cleared away
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _installed[:] = [(function, items)]


def _end_with_parent() -> None:
    """End this process when the one that waits for its results is killed: it would wait for work for ever, with all it holds."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _apply(number: int) -> Any:  # noqa: ANN401 - whatever the function takes and gives
    function, items = _installed[0]
    return function(items[number])


def _elsewhere(state: bytes, work: bytes) -> Any:  # noqa: ANN401 - as above
    if state != whole_state():
        raise OperatorError(OTHER)
    function, item = pickle.loads(work)  # noqa: S301 - from the one who started us, who might as well send any function
    return function(item)


_KILLED = Text(
    "Salah satu proses dihentikan oleh sistem, mungkin karena memori habis. Coba lagi dengan --jobs yang lebih kecil.",
    "The system stopped one of the processes, perhaps for want of memory. Try again with fewer --jobs.",
)
OTHER = Text(
    "Pekerja di mesin lain memakai versi giliran, Python, atau pustaka yang berbeda. Samakan dahulu, lalu ulangi.",
    "A worker on another machine has another version of giliran, of Python or of a library. Make them alike and try again.",
)
