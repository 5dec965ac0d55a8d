"""Five validators and a count by hand give one verdict on every schedule.

The compiled schema is the judge. It is read here by ``jsonschema`` under two drafts, by ``jsonschema-rs`` under two
drafts and by Ajv, and each verdict is compared with :mod:`tests.properties.oracle`, which knows nothing of schemas.
"""

from __future__ import annotations

import ast
import datetime
import json
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giliran.check import check
from giliran.corpus.build import build
from giliran.explain import answer
from giliran.judging import judges
from giliran.schemas import Schema, binding_schema, month_limits
from tests.properties import oracle
from tests.properties.ajv import Ajv
from tests.properties.oracle import MONTHS, Month, World, accepts, count_month, recalls_hold
from tests.properties.worlds import UNIT, files, schedules, tree_of, worlds

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES = 600
SCHEDULES = 20
QUIET = settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
"""The same examples in every run, however slow the machine."""


@pytest.fixture
def ajv() -> Iterator[Ajv]:
    """Give a Node process with Ajv; the test fails, and is not skipped, where there is none."""
    judge = Ajv()
    yield judge
    judge.close()


def _month(world: World, seed: int) -> str:
    """Choose a month, mostly one in which somebody may be at home."""
    counted = {month: count_month(world, month).listable for month in MONTHS}
    lively = [month for month, days in counted.items() if any(day.cap for day in days.values())]
    chance = random.Random(seed)
    return chance.choice(lively if lively and chance.random() < 0.9 else list(MONTHS))


def _compiled(world: World, month: str) -> tuple[Schema, Schema]:
    """Compile the schema of a month as it judges and as it is published."""
    corpus, faults = build(tree_of(files(world)))
    assert faults == []
    unit = corpus.units[UNIT]
    law = corpus.law_of(unit)
    assert law is not None
    limits = month_limits(law, corpus.roster(UNIT), month)
    return judges(law, corpus.roster(UNIT), month).binding.schema, binding_schema(limits)


def _judges(plain: Schema, annotated: Schema) -> dict[str, Any]:
    """Give the Python validators; the slow ones read one of the two schemas each, the quick ones both."""
    return {
        "jsonschema, draft-07": jsonschema.Draft7Validator(plain),
        "jsonschema, 2020-12": jsonschema.Draft202012Validator(annotated),
        "jsonschema-rs, draft-07": jsonschema_rs.Draft7Validator(plain),
        "jsonschema-rs, draft-07, annotated": jsonschema_rs.Draft7Validator(annotated),
        "jsonschema-rs, 2020-12": jsonschema_rs.Draft202012Validator(plain),
        "jsonschema-rs, 2020-12, annotated": jsonschema_rs.Draft202012Validator(annotated),
    }


def test_every_validator_agrees_with_the_count(ajv: Ajv) -> None:
    """Guards the compiler, and the claim that any standard validator gives our verdict.

    At least 10,000 schedules of invented units under invented law, about half of them unlawful; with and without
    annotations the verdict is the same.
    """
    expected: list[list[bool]] = []
    tally: Counter[bool] = Counter()

    @settings(QUIET, max_examples=EXAMPLES)
    @given(worlds(), st.integers(0, 2**32))
    def compare(world: World, seed: int) -> None:
        month = _month(world, seed)
        counted = count_month(world, month)
        documents = schedules(world, counted, seed, SCHEDULES)
        right = [accepts(world, counted, document) for document in documents]
        compiled = _compiled(world, month)
        for schema in compiled:
            ajv.ask(schema, documents)
            expected.append(right)
        for name, judge in _judges(*compiled).items():
            assert [judge.is_valid(document) for document in documents] == right, name
        tally.update(right)

    compare()
    assert sum(tally.values()) >= 10_000, tally
    assert min(tally.values()) >= 4_000, "too few of one verdict to prove anything"
    for number, (verdicts, right) in enumerate(zip(ajv.verdicts(), expected, strict=True)):
        assert verdicts == right, f"Ajv differs on schema {number}"


@settings(QUIET, max_examples=300)
@given(worlds())
def test_the_answers_agree_with_the_count(world: World) -> None:
    """Guards ``explain``: on every day of half a year the number and the headcount are those counted by hand."""
    corpus, faults = build(tree_of(files(world)))
    assert faults == []
    for month in MONTHS:
        for date, day in count_month(world, month).days.items():
            found = answer(corpus, UNIT, datetime.date.fromisoformat(date))
            assert found.at_most == day.cap, date
            assert (found.standing in {"open", "excluded"}) == day.listable, date
            if day.listable:
                assert frozenset(found.people) == day.people, date
                assert found.headcount == len(day.people), date


def _with_schedules(world: World, seed: int) -> tuple[dict[str, Any], dict[str, Month]]:
    """Write one schedule for each of some months."""
    found = files(world)
    chance = random.Random(seed)
    months = {}
    for month in chance.sample(MONTHS, 3):
        counted = count_month(world, month)
        months[month] = counted
        found[_path(month)] = schedules(world, counted, chance.randrange(2**32), 1)[0]
    return found, months


def _path(month: str) -> str:
    return f"schedules/{UNIT}/{month}.yaml"


ELSEWHERE = {"LW007"}
"""Errors that rest on two files together and stand in neither schedule: a dispensation used after its end."""


@settings(QUIET, max_examples=500)
@given(worlds(overlapping=False), st.integers(0, 2**32))
def test_no_refusal_is_silent_and_none_is_invented(world: World, seed: int) -> None:
    """Guards the explanations: what the schema refuses is an error in that file, and nothing else is.

    A recall of someone who was not at home, or by someone else than the superior, is the only fault that a schedule may
    have although its schema accepts it.
    """
    found, months = _with_schedules(world, seed)
    report = check(tree_of(found)).report
    told: Counter[str] = Counter()
    for fault in report.diagnostics:
        if fault.severity == "error":
            assert fault.place.path.startswith("schedules/") or fault.code in ELSEWHERE, fault
            told[fault.place.path] += 1
    for month, counted in months.items():
        document = found[_path(month)]
        schema, _ = _compiled(world, month)
        accepted = jsonschema_rs.Draft7Validator(schema).is_valid(document)
        assert accepted == accepts(world, counted, document)
        lawful = accepted and recalls_hold(world, document)
        assert bool(told[_path(month)]) == (not lawful), (month, document, report.diagnostics)


@settings(QUIET, max_examples=60)
@given(worlds(), st.integers(0, 2**32))
def test_compiling_twice_gives_the_same_bytes(world: World, seed: int) -> None:
    """Guards reproducible schemas: the same files give the same text, keys in the same order."""
    month = _month(world, seed)
    first, second = (json.dumps(_compiled(world, month)) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(("home", "status"), [("pg01, pg02, pg03", 0), ("pg01, pg02, pg03, pg04", 1)])
@pytest.mark.parametrize("annotated", [True, False])
def test_the_command_check_jsonschema_agrees(tmp_path: Path, home: str, status: int, annotated: bool) -> None:
    """Guards the promise to people with other tools: a schedule at the cap passes, one above it does not."""
    staff = tuple(oracle.Stay(f"pg{number:02}", "pns", oracle.Span()) for number in range(1, 8))
    span = oracle.Span(datetime.date(2023, 8, 21), datetime.date(2023, 10, 21))
    share = oracle.Share("share-1", ((span, 5000),), ("pns", "pppk"), "down")
    book = oracle.Rulebook("aturan-1", span, (share,), ())
    world = World((book,), {"service": "administration", "digital": True}, {}, staff, "pg01")
    schema, schedule = tmp_path / "2023-09.schema.json", tmp_path / "2023-09.yaml"
    schema.write_text(json.dumps(_compiled(world, "2023-09")[annotated]), "utf-8")
    schedule.write_text(f"wfh:\n  2023-09-01: [{home}]\n", "utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), str(schedule)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stdout + done.stderr
    assert ("too long" in done.stdout) == bool(status), done.stdout


def test_the_count_shares_nothing_with_the_program() -> None:
    """Guards the independence of the oracle: it imports the standard library and nothing else."""
    source = Path(oracle.__file__).read_text("utf-8")
    imported = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            imported |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add((node.module or ".").partition(".")[0])
    assert imported <= set(sys.stdlib_module_names)
    assert not imported & {"importlib", "subprocess"}
