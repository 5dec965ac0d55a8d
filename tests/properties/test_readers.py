"""Whatever a text holds, the quick reader says what the strict one says, or leaves the text to it."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from giliran.check import check
from giliran.documents import plain
from giliran.store import read_tree
from giliran.synth.province import Province
from tests.properties.layouts import HOSTILE_TEXTS, plain_texts, touched_texts
from tests.readers import ROOT, agree

THOROUGH = settings(
    max_examples=300,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@THOROUGH
@given(plain_texts())
def test_plain_layout_is_taken_however_it_is_printed(text: str) -> None:
    assert agree(text.encode())


@THOROUGH
@given(touched_texts())
def test_a_slip_of_the_hand_is_read_alike(text: str) -> None:
    agree(text.encode())


@THOROUGH
@given(HOSTILE_TEXTS)
def test_hostile_text_is_read_alike(text: str) -> None:
    agree(text.encode())


def test_an_invented_province_is_read_alike_and_nearly_all_of_it_quickly() -> None:
    law = check(read_tree(ROOT, ("policy",))).corpus
    files = [file for batch in Province(law, 600, 1, 40).batches() for file in batch if file[0].endswith(".yaml")]
    taken = {path: agree(content) for path, content in files}
    people = [taken[path] for path in taken if path.startswith(("units/", "schedules/"))]
    assert len(people) > 100
    assert sum(people) >= 0.95 * len(people)


def test_all_units_and_schedules_of_this_repository_are_read_quickly() -> None:
    entries = read_tree(ROOT, ("units", "schedules")).entries
    of_people = {path: entry.content for path, entry in entries.items() if not path.endswith("/agency.yaml")}
    assert len(of_people) > 100
    assert [path for path, content in of_people.items() if content and plain.data(content.decode()) is None] == []
