"""A column has one heading wherever it stands, and no table has two columns that read alike."""

from __future__ import annotations

import pytest

from giliran.evaluate import forms, refusal_forms
from giliran.headings import HEADINGS
from giliran.sheets import labels
from giliran.statement import Column, days, law
from giliran.views.tables.forms import Form
from giliran.wording import LANGUAGES, Text

OTHERS = {"title", "name", "people", "number", "base"}
"""Columns of a statement that are called like one of an evaluation, and are another: the title of a circular, say."""
EVALUATED = [each for module in (forms, refusal_forms) for each in vars(module).values() if isinstance(each, Form)]


def listed(module: object) -> list[Column]:
    """Give the columns that a module lists for statements."""
    found: dict[int, Column] = {}
    for value in vars(module).values():
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Column):
                found[id(each)] = each
    return list(found.values())


def test_statements_head_a_column_as_evaluations_do() -> None:
    columns = [*listed(days), *listed(law)]
    assert len(columns) > 25
    assert [each for each in columns if each.key in HEADINGS.keys() - OTHERS and each.title != HEADINGS[each.key]] == []
    assert {"headcount", "at_most", "date", "from", "employee"} <= {each.key for each in columns}


def test_sheets_head_a_column_as_statements_do() -> None:
    assert (HEADINGS["at_most"], HEADINGS["headcount"]) == (labels.AT_MOST, labels.HEADCOUNT)


@pytest.mark.parametrize("form", EVALUATED, ids=lambda form: form.name)
def test_no_two_columns_of_an_evaluation_read_alike(form: Form) -> None:
    for language in LANGUAGES:
        other = tuple(f"_{each}" for each in LANGUAGES if each != language)
        names = [each.name.removesuffix(f"_{language}") for each in form.columns if not each.name.endswith(other)]
        heads = [HEADINGS[name].to(language) for name in names]
        assert len(heads) == len(set(heads)), heads


def test_people_whom_the_law_counts_are_not_called_like_all_there_are() -> None:
    """The first are those of units that may work from home, the second of all units."""
    one, other = HEADINGS["headcount"], HEADINGS["staff"]
    assert (one, other) == (
        Text("ASN dihitung", "Civil servants counted"),
        Text("Semua ASN", "All civil servants"),
    )
