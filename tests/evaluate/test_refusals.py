"""Versions that were refused, in proposals and on the main line, against a checkout of every commit and its check."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from giliran.attempts import attempts
from giliran.evaluate.evaluation import State, evaluation
from giliran.revisions import Repository as Revisions
from giliran.timeline import Period, months_touched
from tests.evaluate.naive_refusals import NUMBERS, NaiveRefusals
from tests.evaluate.test_figures import Rows, told
from tests.pasts import Repository, turns
from tests.repository import CIRCULAR, FILES, SCHEDULE, UNIT

if TYPE_CHECKING:
    from pathlib import Path

    from giliran.audience import Audience
    from giliran.evaluate.evaluation import Evaluation
    from giliran.history.attempts import Attempts

SEPTEMBER = Period(datetime.date(2023, 9, 1), datetime.date(2023, 9, 20))
"""Not the whole month, so that days outside of the period are told from those inside."""
OCTOBER = "schedules/bkd/umum/2023-10.yaml"
GIZI = "schedules/dinkes/seksi-gizi/2023-09.yaml"
SHARE = f"{CIRCULAR}/clauses/wfh-share.yaml"
LAWFUL = turns({1: "ab02", 4: "ab02, ac03"})
CROWDED = turns({1: "ab02, ac03, aa01", 4: "ab02, ac03", 25: "ab02, ac03, ad04"})
"""Over the cap on the 1st, and on the 25th, which lies outside of the period."""
STRANGER = turns({1: "zz99", 5: "ab02"})
TORN = "wfh: [\n"


def tried(made: Repository, period: Period = SEPTEMBER) -> Attempts:
    return attempts(Revisions.around(made.data), "HEAD", made.history(), frozenset(months_touched(period)))


def evaluated(made: Repository, audience: Audience = "internal", smallest: int = 10) -> Evaluation:
    given = (made.corpus(), SEPTEMBER, audience, made.record(), smallest, State(None, edited=False))
    return evaluation(*given, attempts=tried(made))


def tables(made: Repository, audience: Audience = "internal", smallest: int = 10) -> Rows:
    return told(evaluated(made, audience, smallest))


def proposal(made: Repository, *versions: dict[str, str | bytes | None]) -> str:
    """Commit some versions on a branch of their own, and merge it."""
    made.git("switch", "--quiet", "--create", "usulan")
    for version in versions:
        made.commit(version)
    made.git("switch", "--quiet", "main")
    merge = made.merge("usulan")
    made.git("branch", "--quiet", "--delete", "usulan")
    return merge


@pytest.fixture(scope="module")
def troubled(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Proposals that were held up in every way there is, and commits that went past the check."""
    made = Repository(tmp_path_factory.mktemp("refusals") / "data")
    made.begin({SCHEDULE: LAWFUL})
    proposal(made, {SCHEDULE: CROWDED}, {SCHEDULE: turns({1: "ab02", 5: "ac03"})})
    proposal(made, {SCHEDULE: TORN}, {SCHEDULE: STRANGER}, {SCHEDULE: turns({5: "ac03"})})
    proposal(made, {SCHEDULE: turns({6: "ac03"})})  # right at once
    proposal(made, {GIZI: "wfh:\n  2023-09-04: [ba01]\n"}, {GIZI: None})  # given up
    law = FILES[SHARE]
    proposal(made, {SHARE: "title: [\n", SCHEDULE: turns({5: "ab02"})}, {SHARE: law})
    proposal(made, {OCTOBER: "wfh:\n  2023-10-02: [ab02, ac03, aa01]\n"}, {OCTOBER: None})  # of another month
    made.commit({SCHEDULE: CROWDED})  # past the check, and mended
    made.time += 7 * 24 * 3600
    made.commit({SCHEDULE: turns({7: "ab02"})})
    proposal(made, {SCHEDULE: turns({1: "ab02"})}, {SCHEDULE: turns({1: "ab02, ac03, aa01"})})  # merged as it was
    made.commit({SCHEDULE: turns({1: "ab02"}, {1: "ab02"})})
    tightened(made)
    made.corpus()
    return made


def tightened(made: Repository) -> None:
    """The law gets stricter while a proposal is open, which takes it over, and is refused only from then on."""
    made.git("switch", "--quiet", "--create", "usulan")
    made.commit({SCHEDULE: turns({4: "ab02, ac03"})})
    made.git("switch", "--quiet", "main")
    made.commit({SHARE: FILES[SHARE].replace("75%", "50%")})
    made.git("switch", "--quiet", "usulan")
    made.merge("main")
    made.commit({SCHEDULE: turns({4: "ab02, ac03", 5: "ab02"})})
    made.commit({SCHEDULE: turns({4: "ab02", 5: "ab02"})})
    made.git("switch", "--quiet", "main")
    made.merge("usulan")
    made.git("branch", "--quiet", "--delete", "usulan")


def test_every_row_equals_a_check_of_every_commit(troubled: Repository, tmp_path: Path) -> None:
    naive = NaiveRefusals(troubled, tmp_path, {"2023-09"})
    found = tables(troubled)
    span = SEPTEMBER.start.isoformat(), SEPTEMBER.last.isoformat()
    rows = {
        (row["place"], row["table"], row["group"]): tuple(row[name] for name in NUMBERS) for row in found["refusals"]
    }
    assert rows == naive.rows(*span)
    numbers = ("versions", "held", "mended", "wrong_days")
    codes = {
        (row["place"], row["code"], row["clause"]): tuple(row[name] for name in numbers)
        for row in found["refusal-codes"]
    }
    assert codes == naive.codes(*span)
    assert rows["way", "total", "total"] == (7, 13, 5, 2, 6, 6, 3)
    assert rows["line", "total", "total"][2] == 2


def test_without_merges_nothing_is_known_which_is_not_zero(tmp_path: Path) -> None:
    made = Repository(tmp_path / "data")
    made.begin({SCHEDULE: LAWFUL})
    made.commit({SCHEDULE: turns({1: "ab02"})})
    found = evaluated(made)
    assert {row["place"] for row in told(found)["refusals"]} == {"line"}
    assert "bukan nol" in notes(found)
    proposal(made, {UNIT: FILES[UNIT].replace("Budi", "Bayu")})  # a proposal about something else
    found = evaluated(made)
    (way,) = [row for row in told(found)["refusals"] if row["place"] == "way"]
    assert [way[name] for name in NUMBERS] == [0] * len(NUMBERS)
    assert "1 penggabungan" in notes(found)
    assert "bukan nol" not in notes(found)


def notes(found: Evaluation) -> str:
    part = next(part for part in found.parts if part.table.form.name == "refusals")
    return " ".join(words.id for words in part.notes)
