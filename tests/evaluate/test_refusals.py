"""Versions that were refused, in proposals and on the main line, against a checkout of every commit and its check."""

from __future__ import annotations

import datetime
import random
from typing import TYPE_CHECKING

import pytest

from giliran.attempts import attempts
from giliran.evaluate.evaluation import evaluation
from giliran.gitlog import read_history
from giliran.origin import State
from giliran.revisions import Repository as Revisions
from giliran.store import read_tree
from giliran.textfaults import MAX_BYTES
from giliran.timeline import Period, months_touched
from tests.evaluate.naive_refusals import NUMBERS, NaiveRefusals
from tests.evaluate.test_figures import Rows, told
from tests.evaluate.test_public import offices
from tests.pasts import HOUR, Repository, turns
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


def held_together(made: Repository, checkouts: Path) -> dict[tuple[object, ...], tuple[object, ...]]:
    """Compare both tables with the recount; give the rows of the first."""
    naive = NaiveRefusals(made, checkouts, {"2023-09"})
    found = tables(made)
    span = SEPTEMBER.start.isoformat(), SEPTEMBER.last.isoformat()
    rows: dict[tuple[object, ...], tuple[object, ...]] = {
        (row["place"], row["table"], row["group"]): tuple(row[name] for name in NUMBERS) for row in found["refusals"]
    }
    assert rows == naive.rows(*span)
    numbers = ("versions", "held", "mended", "wrong_days")
    codes = {
        (row["place"], row["code"], row["clause"]): tuple(row[name] for name in numbers)
        for row in found["refusal-codes"]
    }
    assert codes == naive.codes(*span)
    return dict(rows)


def test_every_row_equals_a_check_of_every_commit(troubled: Repository, tmp_path: Path) -> None:
    rows = held_together(troubled, tmp_path)
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


@pytest.mark.parametrize("seed", range(2))
def test_any_history_equals_a_check_of_every_commit(seed: int, tmp_path: Path) -> None:
    """Branches of branches, several at once, laws that move, and a main line that is pushed to meanwhile."""
    chance = random.Random(seed)
    made = Repository(tmp_path / "data")
    made.git("config", "merge.mine.driver", "true")
    made.begin({SCHEDULE: LAWFUL, ".gitattributes": "* merge=mine\n"})
    for at in range(7):
        branches = [f"usulan-{at}-{number}" for number in range(chance.choice((1, 1, 2)))]
        for branch in branches:
            made.git("switch", "--quiet", "--create", branch)
            for _ in range(chance.randrange(1, 4)):
                made.commit(change(chance))
            made.git("switch", "--quiet", chance.choice(("main", branch)))
        made.git("switch", "--quiet", "main")
        if chance.random() < 0.4:
            made.commit(change(chance))
        for branch in branches:
            made.merge(branch)
    made.commit({**FILES, SCHEDULE: LAWFUL, GIZI: "wfh: {}\n"})
    rows = held_together(made, tmp_path)
    assert rows["way", "total", "total"][2] or rows["line", "total", "total"][2]


def change(chance: random.Random) -> dict[str, str | bytes | None]:
    """Make up a change of a schedule, the law or a unit, right or wrong."""
    shared = {1: chance.choice(("ab02", "ab02, ac03, aa01", "zz99")), chance.choice((4, 5, 25)): "ab02, ac03"}
    kinds: tuple[dict[str, str | bytes | None], ...] = (
        {SCHEDULE: turns(shared)},
        {SCHEDULE: turns(shared, {1: "ab02"})},
        {SCHEDULE: TORN},
        {SCHEDULE: "wfh: 5\n"},
        {GIZI: f"wfh:\n  2023-09-0{chance.randrange(1, 9)}: [ba01]\n", SCHEDULE: turns(shared)},
        {SHARE: FILES[SHARE].replace("75%", chance.choice(("75%", "50%", "banyak"))), SCHEDULE: turns(shared)},
        {UNIT: FILES[UNIT].replace("pppk}", chance.choice(("pppk}", "pjlp}", "apa}"))), SCHEDULE: turns(shared)},
    )
    return chance.choice(kinds)


def test_a_link_a_large_file_and_another_repository_are_unreadable(tmp_path: Path) -> None:
    made = Repository(tmp_path / "data")
    made.begin({SCHEDULE: LAWFUL})
    made.git("switch", "--quiet", "--create", "usulan")
    made.commit({SCHEDULE: "#" * (MAX_BYTES + 1)})
    made.write({SCHEDULE: None})
    (made.root / SCHEDULE).symlink_to("2023-10.yaml")
    made.commit({})
    (made.root / SCHEDULE).unlink()
    made.git("update-index", "--add", "--cacheinfo", f"160000,{made.git('rev-parse', 'HEAD').strip()},{SCHEDULE}")
    made.time += HOUR
    made.git("commit", "--quiet", "--message", "lain")
    made.git("rm", "--quiet", "--cached", SCHEDULE)
    made.commit({SCHEDULE: f"{LAWFUL}# rapi\n"})
    made.git("switch", "--quiet", "main")
    made.merge("usulan")
    found = tried(made).tried
    assert [each.opinion.state for each in found if each.attempt.place == "way"] == [*["unreadable"] * 3, "accepted"]
    assert all(each.mended for each in found if each.failed)


def test_data_may_stand_in_a_folder_and_a_copy_be_shallow(tmp_path: Path) -> None:
    made = Repository(tmp_path / "data", "di/dalam")
    made.begin({SCHEDULE: LAWFUL})
    proposal(made, {SCHEDULE: CROWDED}, {SCHEDULE: turns({1: "ab02", 5: "ac03"})})
    states = [(each.attempt.place, each.opinion.state) for each in tried(made).tried]
    assert states == [("line", "accepted"), ("way", "refused"), ("way", "accepted")]
    made.git("clone", "--quiet", "--depth", "2", f"file://{made.root}", str(tmp_path / "dangkal"))
    shallow = Revisions.around(tmp_path / "dangkal/di/dalam")
    history = read_history(shallow.root, read_tree(shallow.root))
    found = attempts(shallow, "HEAD", history, frozenset({"2023-09"}))
    # What the commit wrote at which the copy is cut cannot be told from what it found.
    assert (found.merges, found.tried) == (1, ())


def test_a_merge_of_many_branches_and_one_without_a_common_past(tmp_path: Path) -> None:
    made = Repository(tmp_path / "data")
    made.begin({SCHEDULE: LAWFUL})
    for name, path in (("satu", SCHEDULE), ("dua", GIZI)):
        made.git("switch", "--quiet", "--create", name, "main")
        made.commit({path: "wfh:\n  2023-09-04: [zz99]\n"})
        made.commit({path: LAWFUL.replace("04", "05") if path == SCHEDULE else None})
    made.git("switch", "--quiet", "main")
    made.git("merge", "--quiet", "--no-ff", "--message", "Gabung", "satu", "dua")
    made.git("switch", "--quiet", "--orphan", "tiga")
    made.commit({SCHEDULE: CROWDED})  # without any law
    made.git("rm", "--quiet", SCHEDULE)
    made.commit({"lain.txt": "lain"})
    made.git("switch", "--quiet", "main")
    made.git("merge", "--quiet", "--strategy", "ours", "--allow-unrelated-histories", "--message", "x", "tiga")
    (way,) = [row for row in tables(made)["refusals"] if (row["place"], row["table"]) == ("way", "total")]
    assert [way[name] for name in NUMBERS[:6]] == [2, 4, 2, 1, 2, 3]


def test_few_are_hidden_with_others_or_altogether(tmp_path: Path) -> None:
    """Those who stand on the refused days are a group like any other."""
    made = Repository(tmp_path / "data")
    offices(made.data, {"satu": 12, "dua": 30, "tiga": 90})
    made.commit({})
    refused(made, "satu", 8)
    assert set(numbers(tables(made, "public")).values()) == {None}
    refused(made, "dua", 16)
    refused(made, "tiga", 50)
    rows = numbers(tables(made, "public"))
    assert rows == {("agency", "satu"): None, ("agency", "dua"): None, ("agency", "tiga"): 1, ("total", "total"): 3}
    assert set(numbers(tables(made)).values()) == {1, 3}


def test_an_agency_that_is_gone_is_hidden_with_another(tmp_path: Path) -> None:
    made = Repository(tmp_path / "data")
    offices(made.data, {"satu": 40, "dua": 40, "tiga": 90})
    made.commit({})
    for agency in ("satu", "dua", "tiga"):
        refused(made, agency, 30)
    made.git("rm", "-r", "--quiet", "units/satu", "schedules/satu")
    made.commit({})
    rows = numbers(tables(made, "public"))
    assert rows == {("agency", "satu"): None, ("agency", "dua"): None, ("agency", "tiga"): 1, ("total", "total"): 3}


def test_one_version_is_not_told_as_many(tmp_path: Path) -> None:
    made = Repository(tmp_path / "data")
    offices(made.data, {"satu": 12})
    made.commit({})
    refused(made, "satu", 8)
    (asked,) = [row for row in tables(made)["decisions"] if row["finding"] == "refused"]
    assert (str(asked["found_id"])[-10:], str(asked["found_en"])[-12:]) == (", 1 versi.", ", 1 version.")


def refused(made: Repository, agency: str, wrong: int) -> None:
    """Propose so many at home, with a code that nobody has, and mend it."""
    path = f"schedules/{agency}/satu/2023-09.yaml"
    right = (made.data / path).read_text()
    code = right.partition("[")[2][:2]
    people = ", ".join(f"{code}{number:03}" for number in range(wrong))
    proposal(made, {path: f"wfh:\n  2023-09-04: [{people}, zz99]\n"}, {path: f"{right}# {wrong}\n"})


def numbers(found: Rows) -> dict[tuple[object, object], object]:
    """Give how many versions were refused in proposals, by agency and in all."""
    rows = [row for row in found["refusals"] if row["place"] == "way" and row["table"] != "week"]
    return {(row["table"], row["group"]): row["refused"] for row in rows}


def test_a_rule_that_is_often_refused_is_asked_about(troubled: Repository) -> None:
    (asked,) = [row for row in tables(troubled)["decisions"] if row["finding"] == "refused"]
    assert (asked["value"], asked["threshold"]) == (38.46, 10)
    assert "5 dari 13 versi" in str(asked["found_id"])
    assert "LW001, dki-jakarta/se-sekda-34-2023/wfh-share" in str(asked["found_en"])
    nowhere = State(None, edited=False)
    calm = told(evaluation(troubled.corpus(), SEPTEMBER, "internal", troubled.record(), 10, nowhere))
    assert not [row for row in calm["decisions"] if row["finding"] == "refused"]
    assert (calm["refusals"], calm["refusal-codes"]) == ([], [])
