"""Every text in every field: the check answers with a verdict, and no report says more than the check has found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from giliran import explain
from giliran.check import check
from giliran.corpus.values import parsed_date
from giliran.report.texts import Texts
from giliran.tree import Entry, Tree
from tests.hostile.corpus import ALL, TEXTS, planted
from tests.hostile.specimens import known_fields, leaves, spelt, tree, with_text, written
from tests.report.harmless import harmless, hidden

if TYPE_CHECKING:
    from giliran.check import Outcome

REFUSED_EVERYWHERE = ("drawn", "turned", "look-alike")
"""Texts that mislead wherever they stand, so that no field takes them."""
DAY = parsed_date("2023-09-04")


def _told(outcome: Outcome) -> set[str]:
    return {fault.code for fault in outcome.report.diagnostics if fault.severity == "error"}


def test_the_specimens_are_right_and_hold_every_field_of_every_format() -> None:
    """A field that is new in the grammar fails here until the specimens hold it, unless its shape says how to fill it."""
    assert check(tree()).report.diagnostics == ()
    there = {leaf.field for leaf in leaves()}
    missing = [field for field in sorted(known_fields()) if not any(_fits(field, one) for one in there)]
    assert not missing


def _fits(field: str, place: str) -> bool:
    return re.fullmatch(re.escape(field).replace(r"\*", r"[^.]+"), place) is not None


@pytest.mark.parametrize("kind", sorted({leaf.kind for leaf in leaves()}))
def test_any_text_in_any_field_gets_a_verdict_and_harmless_reports(kind: str) -> None:
    """Each field meets one text, each text several fields; both ways of writing them take turns."""
    for number, leaf in enumerate(leaves()):
        if leaf.kind != kind:
            continue
        data = with_text(leaf.path, {leaf.pointer: planted(ALL[number % len(ALL)], number)})
        outcome = check(tree({leaf.path: (spelt if number % 2 else written)(data)}))
        harmless(outcome.report, Texts(outcome.tree))


@pytest.mark.parametrize("family", REFUSED_EVERYWHERE)
def test_what_misleads_is_refused_in_every_file_however_it_is_written(family: str) -> None:
    free = {leaf.path: leaf for leaf in leaves() if leaf.free}
    assert len(free) > len(TEXTS[family])
    for number, (path, leaf) in enumerate(free.items()):
        text = TEXTS[family][number % len(TEXTS[family])]
        data = with_text(path, {leaf.pointer: planted(text, number)})
        for way in (written, spelt):
            assert {"YM013", "YM019"} & _told(check(tree({path: way(data)}))), (path, text)


@pytest.mark.parametrize("text", ALL)
def test_any_name_of_a_file_or_a_person_gets_harmless_reports(text: str) -> None:
    """Names of files come from git and may hold anything but a slash; codes are asked for on the command line."""
    name = planted(text, 1).replace("/", "|").replace("\x00", "\x01")
    content = tree().entries["units/bkd/umum.yaml"].content
    places = (f"units/bkd/{name}.yaml", f"units/{name}/umum.yaml", f"policy/{name}", f"schedules/bkd/umum/{name}")
    path = places[len(text) % len(places)]
    entries = {**tree().entries, path: Entry(path, content)}
    outcome = check(Tree({one: entries[one] for one in sorted(entries)}))
    harmless(outcome.report, Texts(outcome.tree))
    assert "YM017" in _told(outcome), path
    by_id = check(tree({"schedules/bkd/umum/2023-09.yaml": written({"wfh": {"2023-09-01": [name]}})}))
    harmless(by_id.report, Texts(by_id.tree))
    assert not by_id.report.clean


@pytest.mark.parametrize("text", [text for texts in TEXTS.values() for text in texts if "\n" in text or "::" in text])
def test_an_explanation_stays_on_its_lines(text: str) -> None:
    """What explains a day is told line by line, and a title with a line of its own would pass for one of ours."""
    plain = _explained({})
    places = [
        leaf for leaf in leaves() if leaf.free and leaf.path.endswith(("wfh-share.yaml", "circular.yaml", "arsip.yaml"))
    ]
    changes: dict[str, dict[tuple[str | int, ...], str]] = {}
    for number, leaf in enumerate(places):
        changes.setdefault(leaf.path, {})[leaf.pointer] = planted(text, number)[:200]
    told = _explained(changes)
    assert len(told.splitlines()) == len(plain.splitlines())
    assert hidden(told) == []


def _explained(changes: dict[str, dict[tuple[str | int, ...], str]]) -> str:
    corpus = check(tree({path: spelt(with_text(path, where)) for path, where in changes.items()})).corpus
    if "bkd/arsip" not in corpus.units:
        return _explained({})
    assert DAY is not None
    found = explain.answer(corpus, "bkd/arsip", DAY)
    return explain.as_words(found, corpus.units["bkd/arsip"].name).id
