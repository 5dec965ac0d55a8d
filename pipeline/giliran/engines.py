"""Where long work is done: in processes of this machine, or on a cluster that is there already."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal, get_args

from giliran.diagnostics import OperatorError
from giliran.spread import over_executor, over_processes
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.progress import Progress
    from giliran.spread import Spread

Engine = Literal["local", "dask"]
ENGINES: tuple[Engine, ...] = get_args(Engine)
_ADDRESS = re.compile(r"([a-z+]+://)?([\w.-]+|\[[0-9a-fA-F:]+\]):\d{1,5}")
PATIENCE = 10
"""Seconds that a scheduler has to answer."""


@contextmanager
def engine(name: Engine, jobs: int, scheduler: str | None, progress: Progress) -> Iterator[Spread]:
    """Give what spreads the work for a while.

    ``scheduler`` is the address of a Dask scheduler, ``tcp://host:8786``; certificates and the like are set as Dask's own
    configuration says. Raises :class:`OperatorError` where it is missing, does not answer or has no workers.
    """
    if name == "local":
        if scheduler is not None:
            raise OperatorError(
                Text("--scheduler hanya untuk --engine dask.", "--scheduler goes with --engine dask only.")
            )
        yield over_processes(jobs, progress)
        return
    if scheduler is None:
        raise OperatorError(
            Text(
                "--engine dask memerlukan --scheduler ALAMAT, misalnya tcp://10.0.0.5:8786.",
                "--engine dask needs --scheduler ADDRESS, such as tcp://10.0.0.5:8786.",
            )
        )
    if not _ADDRESS.fullmatch(scheduler):
        raise OperatorError(
            Text(
                f"“{scheduler}” bukan alamat penjadwal Dask; tulis seperti tcp://10.0.0.5:8786.",
                f"“{scheduler}” is no address of a Dask scheduler; write it like tcp://10.0.0.5:8786.",
            )
        )
    try:
        from distributed import Client  # noqa: PLC0415 - only where it is asked for; most machines do not have it
    except ModuleNotFoundError as error:
        raise OperatorError(
            Text(
                "Pustaka Dask belum terpasang: pip install 'giliran[dask]'.",
                "Dask is not installed: pip install 'giliran[dask]'.",
            )
        ) from error
    try:
        client: Any = Client(scheduler, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]  # has no types
    except OSError as error:
        raise OperatorError(
            Text(f"Penjadwal Dask {scheduler} tidak menjawab.", f"The Dask scheduler {scheduler} does not answer.")
        ) from error
    with client:
        if not client.scheduler_info()["workers"]:
            raise OperatorError(
                Text(
                    f"Penjadwal Dask {scheduler} belum mempunyai pekerja.",
                    f"The Dask scheduler {scheduler} has no workers yet.",
                )
            )
        # A part is judged alike however often it is; whoever loses a worker has another do its work again.
        yield over_executor(client.get_executor(pure=False, retries=2), progress)
