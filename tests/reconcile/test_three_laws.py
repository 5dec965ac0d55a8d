"""The law is data: three laws within one period, in another zone, of one clause and of several, with two windows and with four."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from giliran.corpus.build import build
from giliran.origin import State
from giliran.reconcile.counts import lines
from giliran.reconcile.ground import ground
from giliran.reconcile.kinds import KINDS
from giliran.reconcile.mapping import read_mapping
from giliran.reconcile.measures import measures
from giliran.reconcile.recaps import Recaps
from giliran.reconcile.reconciling import Source, reconciled
from giliran.store import read_tree
from giliran.timeline import Period
from giliran.wording import Text, long_date
from tests.reconcile.three_laws import DAYS, HEAD, LAWS, STAFF, law_on, write_all

if TYPE_CHECKING:
    from pathlib import Path

    from giliran.reconcile.measures import Measure
    from giliran.reconcile.recaps import Recap
    from giliran.reconcile.reconciling import Reconciled
    from tests.reconcile.three_laws import Told


class Case(NamedTuple):
    folder: Path
    told: Told
    whole: Reconciled
    counted: tuple[Measure, ...]
    recaps: dict[str, Recap]


@pytest.fixture(scope="module", params=[2, 3])
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("laws")
    told = write_all(folder, request.param)
    mapping, faults = read_mapping("pemetaan.yaml", (folder / "pemetaan.yaml").read_bytes())
    assert mapping is not None, faults
    sources = [Source(name, (folder / name).read_bytes, export) for export in mapping.exports for name in export.files]
    corpus = build(read_tree(folder / "data"), frozenset())[0]
    given = ground(corpus, mapping.period)
    whole = reconciled(mapping, ("nip.csv", (folder / "nip.csv").read_bytes()), sources, given)
    counted = measures(given, whole.judged)
    recaps = Recaps(given, whole.judged, counted, State(None, edited=False)).of("bkd")
    return Case(folder, told, whole, counted, {recap.name: recap for recap in recaps})


def test_no_row_is_taken_for_one_of_the_night(case: Case) -> None:
    """A window of the last law begins at three, and reports name their day. What else is told is a second record in a window."""
    told = {KINDS[odd.kind].name for each in case.whole.accounts for odd in each.odd}
    assert told <= {"second-in-window", "exports-disagree", "other-zone"}
    assert sum(each.reported for each in case.whole.accounts) == case.told.again > 0
    night = (case.folder / "lokal.csv").read_text("utf-8") + (case.folder / "laporan.csv").read_text("utf-8")
    assert re.search(r" 03:\d\d:\d\d\n", night)
    assert re.search(r" 0[0-2]:\d\d:\d\d,", night)


def test_a_superior_is_told_of_each_day_what_its_own_law_asks(case: Case) -> None:
    part = case.recaps[f"supervisors/bkd/{HEAD}"].parts[1]
    shown = []
    for date, code, _, found, basis in part.rows:
        assert isinstance(date, Text)
        assert isinstance(code, Text)
        assert isinstance(found, Text)
        assert isinstance(basis, Text)
        clause = re.search(r"\(([^)]*)\)", basis.en)
        assert clause is not None
        shown.append((date.en, code.en, found.en, clause[1]))
    expected = sorted((long_date(day).en, person, found, clause) for person, day, found, clause in case.told.days)
    assert sorted(shown) == expected
    assert {clause for *_, clause in shown} == {clause for law in LAWS for *_, clause in law.windows} | {
        law.report for law in LAWS
    }


def test_a_column_names_hours_only_where_all_laws_agree(case: Case) -> None:
    columns = {column.title.id: column.bases for column in case.recaps["agencies/bkd"].parts[0].columns}
    windows = [title for title in columns if title.startswith("Tanpa presensi")]
    assert windows == [
        "Tanpa presensi ke-1",
        "Tanpa presensi ke-2",
        "Tanpa presensi 12.00–13.00",
        "Tanpa presensi 16.00–18.00",
    ]
    for at, title in enumerate(windows):
        named = {law.windows[at][2] for law in LAWS if at < len(law.windows)}
        assert {re.findall(r"\(([^)]*)\)", basis.id)[0] for basis in columns[title]} == named


def test_each_window_is_published(case: Case) -> None:
    total = next(
        line for line in lines(case.whole.given, case.counted, 1) if (line.family, line.table) == ("home", "total")
    )
    counts = dict(total.counts)
    assert total.days == len(STAFF) * len(DAYS)
    assert {at: counts[f"no-record-{at + 1}"] for at in range(4)} == {at: case.told.missing[at] for at in range(4)}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("law")
    write_all(folder, 1)
    return folder / "data"


def run(data: Path, *words: str) -> str:
    command = [sys.executable, "-m", "giliran", "-C", str(data), *words]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_sheet_asks_for_the_same_windows_as_are_looked_for(data: Path) -> None:
    """Also in the order of the day, whatever the order of the files."""
    given = ground(build(read_tree(data), frozenset())[0], Period(DAYS[0], DAYS[-1]))
    for day in (DAYS[0], DAYS[3], DAYS[6]):
        sheet = json.loads(run(data, "sheet", "bkd/umum", str(day), "--format", "json", "--lang", "en"))
        asked = re.findall(r"(\d\d:\d\d) to (\d\d:\d\d)", json.dumps(sheet["windows"]))
        law = given.laws[given.law_of[given.people.index(STAFF[0]), given.days.index(day)]]
        looked_for = [(each.hours.start, each.hours.end) for each in law.windows]
        assert asked == looked_for == [window[:2] for window in law_on(day).windows]


def test_the_repository_is_without_a_fault(data: Path) -> None:
    assert "0 errors" in run(data, "check", "--lang", "en")
