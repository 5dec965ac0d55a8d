"""How long does the check of a whole province take, and how long would it take without us? Plain loops as peers.

Guards: 58,109 people cold in at most 4 s and 600 MB, 15 times as fast as PyYAML with jsonschema and 20 times as fast as
js-yaml with Ajv. Cold means that nothing is kept between runs; the files are where the system keeps what was just
written. The peers judge the same schedules by the same compiled schemas, which were written beforehand: the plainest
loops one could write, in Python with PyYAML's C loader and jsonschema, in Node with js-yaml and Ajv. They come to the same
verdicts: every agency, unit and schedule by the grammar of its format, every schedule by the law and by what only advises.
None of them asks anything across files, looks for personal data, or explains as we do. That they refuse, and advise
against, as many schedules as we is asserted, in a province without faults and in one with many. What it costs to ask of
schedules alone whether the law refuses them stands beside it.

    python -m tests.benchmarks.province_check --staff 58109 --runs 5
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks.invented import province, schemas
from tests.benchmarks.measuring import GILIRAN, cost, costs
from tests.benchmarks.recording import Record, asked
from tests.properties.ajv import FOLDER, PROGRAM

if TYPE_CHECKING:
    from collections.abc import Sequence

QUESTION = "province_check"
LOOP = Path(__file__).parent / "peers" / "loop.py"
PEERS: dict[str, tuple[str | Path, ...]] = {
    "pyyaml-jsonschema": (sys.executable, LOOP, "same"),
    "pyyaml-jsonschema-law-alone": (sys.executable, LOOP, "bare"),
    "js-yaml-ajv": (PROGRAM, FOLDER / "loop.mjs"),
}
PROMISED = {"pyyaml-jsonschema": 15, "js-yaml-ajv": 20}
"""How many times as fast we mean to be."""
UNSEEN = {"YM009", "SC001", "SC002"}
"""What no compiled schema can see: a key written twice, of which loaders keep one; a schedule of no unit, for which
there is no schema; a recall of somebody who is not at home that day, which is between two parts of the file."""


def main() -> None:
    """Measure, compare, and make sure of the verdicts."""
    wanted = asked(QUESTION, __doc__ or "", peer_runs={"type": int, "help": "runs of the peers (as many)"})
    record = Record(QUESTION, wanted)
    staff = wanted.staff
    clean = province(staff)
    counts = _ours(clean)
    judged = counts["judged"]
    assert judged
    assert counts["advised"]
    assert not counts["refused"]

    ours = record.take("giliran", staff, lambda runs: (costs(_check(clean), runs), {"schedules": judged}))
    one = record.take("giliran-one-process", staff, lambda runs: (costs(_check(clean, "--jobs", "1"), runs), {}))
    record.compare(one, ours)
    for name, words in PEERS.items():

        def peer(runs: int, name: str = name, words: Sequence[str | Path] = words) -> tuple[list[Any], dict[str, Any]]:
            made = costs([*words, clean, schemas(clean)], runs)
            for each in made:
                _compare(name, json.loads(each.said), counts)
            return made, {"schedules": judged}

        ratio = record.compare(record.take(name, staff, peer, wanted.peer_runs or 0), ours)
        if name in PROMISED:
            record.promise(f"times as fast as {name}", ratio, PROMISED[name], least=True)
    record.promise("seconds of a cold check", ours["seconds"]["median"], 4)
    record.promise("megabytes of a cold check", ours["megabytes"], 600)
    _same_verdicts(record, staff)
    record.close()


def _same_verdicts(record: Record, staff: int) -> None:
    """Make sure that the peers refuse as many schedules as we do where much is wrong."""
    many = faults(staff)
    spoilt = province(staff, many)
    counts = _ours(spoilt)
    assert counts["refused"]
    for name, words in (("giliran", _check(spoilt)), *((name, None) for name in PEERS)):

        def verdicts(_: int, name: str = name, words: Any = words) -> tuple[list[Any], dict[str, Any]]:  # noqa: ANN401 - a command or none
            made = cost(words or [*PEERS[name], spoilt, schemas(spoilt)], exits=(0, 1))
            if words is None:
                told = json.loads(made.said)
                # Where a unit is at fault, we put off the advice on its schedules; a schema goes on advising.
                _compare(name, told, {**counts, "advised": told["advised"]})
            return [made], {"faults": many, "schedules": counts["judged"], "refused": counts["refused"]}

        record.take(f"{name}-faults", staff, verdicts, 1)


def faults(staff: int) -> int:
    """Give how many faults are planted among so many people: 1,000 in the whole province."""
    return max(30, round(staff * 1000 / 58_109))


def _check(root: Path, *options: str) -> list[str | Path]:
    return [*GILIRAN, "-C", root, "check", "--no-cache", *options]


def _ours(root: Path) -> dict[str, int]:
    """Give how many schedules have a schema, how many of these we refuse for what a schema sees, and advise against."""
    report = json.loads(cost(_check(root, "--format", "json"), exits=(0, 1)).said)
    found = [each for each in report["diagnostics"] if each["path"].startswith("schedules/")]
    without = {each["path"] for each in found if each["code"] == "SC001"}
    refused = {each["path"] for each in found if each["severity"] == "error" and each["code"] not in UNSEEN}
    advised = {each["path"] for each in found if each["code"] in {"LW004", "LW005"}}
    return {
        "judged": report["summary"]["schedules"] - len(without),
        "refused": len(refused - without),
        "advised": len(advised),
    }


def _compare(name: str, told: dict[str, int], ours: dict[str, int]) -> None:
    """Leave the benchmark where a peer comes to other verdicts."""
    expected = ours if name in PROMISED else {**ours, "advised": 0}
    if told != expected:
        sys.exit(f"the verdicts of {name} differ: {told}, where ours are {expected}")


if __name__ == "__main__":
    main()
