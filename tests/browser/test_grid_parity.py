"""In a real browser the grid and the check are of one mind: which faults, in which words, at which line and column.

Files of every kind, right and wrong, are read by the check and by the page's own modules; then cells are changed in the
page, and what it would propose is compared byte for byte with what :mod:`giliran.edits` writes, and judged by both.
``GILIRAN_GRIDS`` says how many months are tried.
"""

from __future__ import annotations

import datetime
import json
import os
from collections import Counter
from typing import TYPE_CHECKING, Any

from giliran.check import check
from giliran.edits import rewritten, schedule_text
from giliran.published import limits_of_unit
from giliran.render.grid import island
from giliran.repair import repair
from giliran.report.jsonfile import written
from giliran.schemas import advisory_schema, binding_schema
from giliran.views.grid import grid
from giliran.wording import LANGUAGES
from tests.browser.chromium import tab
from tests.browser.desks import FEW, opened
from tests.browser.grids import MONTHS, Chance, portions, tree_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from giliran.check import Outcome
    from giliran.wording import Language
    from tests.browser.desks import Office

GRIDS = int(os.environ.get("GILIRAN_GRIDS", "400"))
CHANGES = 5
"""Ways in which each month is changed; with the file as it stands and as it is repaired, seven grids a month."""
PORTION = 50
"""Months handed to the page at once."""

EVALUATE = """async ({ sheets, language }) => {
    const from = (name) => import(new URL(`/assets/js/grid/${name}.js`, location));
    const [{ Month }, { Base }, { Judge }, { faultsOf }, { turnsOf, withCells }, { mended }, { told }, { words }] =
        await Promise.all(["month", "text", "judge", "faults", "turns", "mend", "page", `words/${language}`].map(from));
    const judge = new Judge();
    const answers = [];
    for (const { island, schemas, changes } of sheets) {
        const { grid } = JSON.parse(island);
        await judge.learn(schemas);
        const month = new Month(grid, ...schemas);
        const base = new Base(grid);
        const say = async (turns) => {
            const written = base.written(turns, (date) => month.days.get(date)?.standing !== "open");
            const document = written.document(grid.recalls);
            const faults = faultsOf(month, document, await judge.errors(document)).map((fault) => {
                const { message, help, place } = told(month, words, fault, written);
                return [place.line, place.column, fault.code, message, fault.date, help];
            });
            const home = Object.fromEntries([...turns].map(([date, ids]) => [date, [...ids]]));
            return { text: written.text, faults, home, same: turns === before };
        };
        const before = turnsOf(base.home);
        const at = (share, list) => list[Math.floor(share * list.length / 1000)];
        const states = [before, mended(month, before), ...changes.map((cells) => withCells(before, cells
            .map(([row, column, home]) => [at(row, month.rows).id, at(column, month.columns).date, home])
            .filter(([id, date, home]) => !home || month.why(id, date) === null)))];
        const own = [];
        for (const turns of states) own.push(await say(turns));
        answers.push(own);
    }
    return answers;
}"""


def faults(outcome: Outcome, language: Language) -> dict[str, list[list[Any]]]:
    """Give what ``check --format json`` says of each file, as the page says it."""
    told = json.loads(written(outcome.report, language, {}))
    found: dict[str, list[list[Any]]] = {}
    for one in told["diagnostics"]:
        start = one["start"]
        entry = [start["line"], start["column"], one["code"], one["message"], one["date"], one["help"]]
        found.setdefault(one["path"], []).append(entry)
    return found


def sheet(outcome: Outcome, path: str) -> dict[str, Any] | None:
    """Give what a page would have of a month: its island and the published schemas. None where there is no such page."""
    corpus = outcome.corpus
    unit = corpus.units[path.removeprefix("schedules/").rpartition("/")[0]]
    limits = next(each for each in limits_of_unit(corpus, unit) if each.month == path.rpartition("/")[2][:7])
    shown = grid(corpus, unit, limits, None)
    if shown is None:
        return None
    schemas = [binding_schema(limits), *(advisory_schema(limits, circular) for circular in limits.advisers())]
    return {"island": str(island(shown, None)), "schemas": schemas}


def expected(path: str, text: str, before: dict[str, Any], after: dict[str, Any], closed: set[str]) -> str:
    """Give the file as our own edits write it."""
    if after["same"]:
        return text
    home = {datetime.date.fromisoformat(date): people for date, people in after["home"].items()}
    if not text:
        return schedule_text(home)
    emptied = {date for date in closed & set(before["home"]) if not after["home"].get(date) and before["home"][date]}
    return rewritten(path, text, home, emptied | (set(before["home"]) - set(after["home"])))


def test_the_page_and_the_check_are_of_one_mind(browser: Browser, office: Office) -> None:
    chance = Chance("grids")
    files = chance.files(-(-GRIDS // (len(MONTHS) * (CHANGES + 2))))
    outcome = check(tree_of(files))
    units = sorted(path for path in files if path.startswith("units/") and not path.endswith("agency.yaml"))
    paths = [f"schedules/{unit[6:-5]}/{month}.yaml" for unit in units for month in MONTHS]
    trees = [dict(files) for _ in range(CHANGES + 2)]
    said: list[tuple[int, str, Language, list[Any]]] = []
    wrong: list[object] = []
    with tab(browser) as page:
        opened(page, office.page(FEW))
        for at, portion in enumerate(portions(paths, PORTION)):
            language = LANGUAGES[at % 2]
            sheets = {path: one for path in portion if (one := sheet(outcome, path)) is not None}
            asked = [{**one, "changes": [chance.cells() for _ in range(CHANGES)]} for one in sheets.values()]
            answers = page.evaluate(EVALUATE, {"sheets": asked, "language": language})
            for (path, one), answer in zip(sheets.items(), answers, strict=True):
                text = files.get(path, b"").decode()
                days = json.loads(one["island"])["grid"]["days"]
                closed = {day["date"] for day in days if day["standing"] != "open"}
                for tree, variant in enumerate(answer):
                    should = expected(path, text, answer[0], variant, closed)
                    if not text and variant["same"]:
                        continue  # no file, and none to write
                    if tree == 1 and text:
                        mended = repair(outcome.corpus, path)
                        assert mended is not None, path
                        should = mended.result
                    if variant["text"] != should:
                        wrong.append((path, text, variant["text"], should))
                    trees[tree][path] = should.encode()
                    said.append((tree, path, language, sorted(variant["faults"])))
    outcomes = [check(tree_of(tree)) for tree in trees]
    judged = {
        (tree, language): faults(outcomes[tree], language) for tree in range(CHANGES + 2) for language in LANGUAGES
    }
    for tree, path, language, told in said:
        if told != sorted(judged[tree, language].get(path, [])):
            wrong.append((path, trees[tree][path].decode(), told, judged[tree, language].get(path)))
    assert not wrong, wrong[:2]
    assert len(said) > GRIDS * 0.9
    # The draws reach every fault that a file of the right shape can have under this law, and a repair leaves few.
    seen = Counter(fault[2] for _, _, _, told in said for fault in told)
    reached = {
        "LW001",
        "LW003",
        "LW004",
        "DT002",
        "DT003",
        "DT004",
        "DT006",
        "DT007",
        "RF001",
        "RF002",
        "SC002",
        "SC003",
        "SC004",
    }
    assert seen.keys() >= reached, seen
    left = {fault[2] for tree, _, _, told in said for fault in told if tree == 1}
    assert not left & {"LW001", "LW003", "DT006", "DT007"}, left
