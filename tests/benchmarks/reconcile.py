"""What does it cost to reconcile a province? Two records a day of everybody, for two months, 1 % of them twice.

Guards: 58,109 people, 44 days and 5.1 million records in at most 30 s and 2 GB on two cores, all recaps written as workbooks,
pages and paper. What it costs to write no paper, which is most of it, stands beside it. Every record must be told as
matched or reported, and every one that is there twice as such. The same records with one row for a person and a day, a tenth of the
afternoons at the office missing, stand beside it too.

    python -m tests.benchmarks.reconcile --staff 58109 --runs 3
"""

from __future__ import annotations

import csv
import datetime
import io
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]  # it comes without types
from pyarrow import compute
from pyarrow import csv as arrow_csv

from giliran.corpus.build import build
from giliran.store import read_tree
from giliran.timeline import days
from giliran.workdays import Workdays
from tests.benchmarks.invented import province
from tests.benchmarks.measuring import GILIRAN, costs
from tests.benchmarks.recording import Record, asked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from giliran.corpus import Corpus
    from tests.benchmarks.measuring import Cost

QUESTION = "reconcile"
FIRST, LAST = datetime.date(2023, 8, 21), datetime.date(2023, 10, 20)
MAPPING = """\
from: 2023-08-21
until: 2023-10-20
exports:
  - kind: attendance
    files: ["presensi-*.csv"]
    columns: {person: NIP, time: Waktu, place: Lokasi}
"""
WIDE = MAPPING.replace("time: Waktu", "date: Tanggal, times: [Jam Masuk, Jam Pulang]")


def main() -> None:
    """Invent the exports beside the repository, where private files belong, and measure."""
    wanted = asked(QUESTION, __doc__ or "", runs=3)
    record = Record(QUESTION, wanted)
    root = province(wanted.staff)
    with tempfile.TemporaryDirectory(prefix="giliran-") as name:
        narrow, wide = Path(name) / "narrow", Path(name) / "wide"
        told = _exports(build(read_tree(root), frozenset())[0], narrow, wide)
        print(", ".join(f"{rows:,} rows, {twice:,} of them twice" for rows, twice in told.values()))
        every = ("xlsx", "html", "pdf")
        measured = (
            ("reconcile", narrow, every),
            ("reconcile-no-paper", narrow, every[:2]),
            ("reconcile-wide", wide, every),
        )
        for label, folder, forms in measured:
            words = [word for form in forms for word in ("--form", form)]

            def measure(
                runs: int, folder: Path = folder, words: Sequence[str] = words
            ) -> tuple[list[Cost], Mapping[str, Any]]:
                made = costs(_command(root, folder, words), runs)
                _same(folder / "out", *told[folder])
                return made, {"rows": told[folder][0]}

            row = record.take(label, wanted.staff, measure)
            if label == "reconcile":
                record.promise("seconds of reconciling a province", row["seconds"]["median"], 30)
                record.promise("megabytes of it", row["megabytes"], 2000)
    record.close()


def _command(root: Path, folder: Path, words: Sequence[str]) -> list[str | Path]:
    people, out = folder / "nip.csv", folder / "out"
    return [*GILIRAN, "-C", root, "reconcile", folder / "pemetaan.yaml", "--people", people, "--out", out, *words]


def _exports(corpus: Corpus, narrow: Path, wide: Path) -> dict[Path, tuple[int, int]]:
    """Write the table of people and a file a month, with a row for each record, and for each day.

    Gives for either folder the number of rows, and of those that repeat another.
    """
    chance = np.random.default_rng(1)
    workdays = Workdays(corpus.calendar)
    worked = [day for day in days(FIRST, LAST) if workdays.is_worked(day)]
    people = list(dict.fromkeys(member.id for unit in corpus.units.values() for member in unit.employees))
    numbers = [str(196_000_000_000_000_000 + place * 1_000_003) for place in range(len(people))]
    lines = "\n".join(("nip,id", *(f"{number},{code}" for number, code in zip(numbers, people, strict=True)), ""))
    for folder, mapping in ((narrow, MAPPING), (wide, WIDE)):
        folder.mkdir()
        (folder / "pemetaan.yaml").write_text(mapping, "utf-8")
        (folder / "nip.csv").write_text(lines, "utf-8")
    homes = _homes(corpus, people, worked)
    person = np.repeat(np.arange(len(people)), len(worked))
    day = np.tile(np.arange(len(worked)), len(people))
    midnight = np.array([(one - datetime.date(1970, 1, 1)).days * 86_400 for one in worked])[day]
    clocks = [
        pa.array(midnight + hour * 3600 + chance.integers(0, 7200, len(day))).cast(pa.timestamp("s"))
        for hour in (6, 16)
    ]
    whose = {"NIP": pa.array(numbers).take(pa.array(person))}
    place = {"Lokasi": pa.array(np.where(homes[person, day], "WFH", "WFO"))}
    month = np.array([one.month for one in worked])[day]
    tables = [pa.table({**whose, "Waktu": compute.strftime(clock, "%Y-%m-%d %H:%M:%S"), **place}) for clock in clocks]
    morning, afternoon = (compute.strftime(clock, "%H:%M:%S") for clock in clocks)
    missing = (chance.random(len(day)) < 0.1) & ~homes[person, day]
    going = compute.if_else(pa.array(missing), "00:00:00", afternoon)
    dates = compute.strftime(clocks[0], "%Y-%m-%d")
    rows = pa.table({**whose, "Tanggal": dates, "Jam Masuk": morning, "Jam Pulang": going, **place})
    return {
        narrow: _written(pa.concat_tables(tables), np.tile(month, 2), narrow, chance),
        wide: _written(rows, month, wide, chance),
    }


def _written(
    table: pa.Table, month: np.ndarray[Any, np.dtype[np.int64]], folder: Path, chance: np.random.Generator
) -> tuple[int, int]:
    """Write a file a month, in any order, with every hundredth row twice."""
    twice = chance.choice(len(table), len(table) // 100, replace=False)
    rows = 0
    for number in np.unique(month):
        mine = np.concatenate([np.flatnonzero(month == number), twice[month[twice] == number]])
        options = arrow_csv.WriteOptions(quoting_style="none", delimiter=";")
        arrow_csv.write_csv(table.take(pa.array(chance.permutation(mine))), folder / f"presensi-{number}.csv", options)
        rows += len(mine)
    return rows, len(twice)


def _homes(corpus: Corpus, people: list[str], worked: list[datetime.date]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    person, day = {code: at for at, code in enumerate(people)}, {one: at for at, one in enumerate(worked)}
    found = np.zeros((len(people), len(worked)), dtype=bool)
    for schedule in corpus.schedules.values():
        for one, staff in schedule.home.items():
            if one in day:
                found[[person[code] for code in staff], day[one]] = True
    return found


def _same(out: Path, rows: int, twice: int) -> None:
    """Leave the benchmark where a row is neither matched nor reported, or one that is there twice is not told."""
    files = [
        one
        for one in csv.DictReader(io.StringIO((out / "files.csv").read_text("utf-8")))
        if one["kind"] == "attendance"
    ]
    read, matched, reported = (sum(int(one[name]) for one in files) for name in ("read", "matched", "reported"))
    with (out / "rows.csv").open(encoding="utf-8") as told:
        kinds = [line.split(",")[3].strip('"') for line in told]
    # Of a person who does not belong on the day, both rows are reported for that.
    if read != rows or read != matched + reported or not 0 < kinds.count("repeated") <= twice:
        sys.exit(f"rows do not add up: {read} read, {matched} matched, {reported} reported, of {rows}")


if __name__ == "__main__":
    main()
