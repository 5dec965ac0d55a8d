"""What the operator must mend is told whole, also by a process that works for another."""

from __future__ import annotations

import pickle
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from giliran.diagnostics import OperatorError
from giliran.spread import over_executor, over_processes
from giliran.wording import Text

TEXTS = (Text("Berkas tidak ada.", "There is no file."), Text("Map penuh.", "The folder is full."))


def refused(_number: int) -> None:
    raise OperatorError(*TEXTS)


def test_every_text_survives_the_way_between_processes() -> None:
    again = pickle.loads(pickle.dumps(OperatorError(*TEXTS)))  # noqa: S301 - our own
    assert (again.texts, again.text, str(again)) == (TEXTS, OperatorError(*TEXTS).text, str(OperatorError(*TEXTS)))


def test_a_worker_is_believed_in_what_it_says() -> None:
    with pytest.raises(OperatorError) as told:
        list(over_processes(2)(refused, [1, 2]))
    assert told.value.texts == TEXTS
    with ProcessPoolExecutor(1, get_context("spawn")) as spawned, pytest.raises(OperatorError) as told:
        list(over_executor(spawned)(refused, [1]))
    assert told.value.texts == TEXTS
