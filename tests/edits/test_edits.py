"""Edits of schedules, one case an entry of ``cases.yaml``; a file from nothing; and what git says of three edits."""

from __future__ import annotations

import datetime
import difflib
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from giliran.corpus.staffing import schedule
from giliran.documents import read
from giliran.edits import NotEditableError, edits, rewritten, schedule_text
from giliran.model import Recall

if TYPE_CHECKING:
    from collections.abc import Mapping

PATH = "schedules/bkd/umum/2023-09.yaml"


def texts(text: str) -> Any:  # noqa: ANN401 - whatever stands there
    """Read YAML with a reader of others that leaves every text as it is."""
    return yaml.load(text, yaml.BaseLoader)  # noqa: S506 - the loader that makes texts and nothing else


CASES: list[dict[str, Any]] = texts(Path(__file__).with_name("cases.yaml").read_text("utf-8"))


def day(words: str) -> datetime.date:
    """Read a date."""
    return datetime.date.fromisoformat(words)


def wished(text: str, wanted: Mapping[str, list[str]], closed: list[str]) -> dict[datetime.date, list[str]]:
    """Give the days of a text with some of them replaced, leaving out what is no date and no name."""
    home = texts(text).get("wfh") or {}
    listed = {key: [one for one in people if len(one) == 4] for key, people in home.items() if isinstance(people, list)}
    known = {key: people for key, people in {**listed, **wanted}.items() if key not in closed}
    return {day(key): people for key, people in known.items() if key[:4] == "2023" and key != "2023-09-31"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_diff_holds_the_intended_lines(case: dict[str, Any]) -> None:
    before, closed = case["before"], case.get("closed", [])
    result = rewritten(PATH, before, wished(before, case.get("wanted", {}), closed), closed)
    lines = difflib.unified_diff(before.split("\n"), result.split("\n"), n=0, lineterm="")
    found = [line for line in lines if line[0] in "+-" and line[:3] not in {"---", "+++"}]
    assert sorted(found) == sorted(case["diff"])
    assert result.endswith("\n") is before.endswith("\n")


def test_nothing_to_change_is_no_edit() -> None:
    text = "wfh:\n  2023-09-01: [ dw03,bp02 ]\n  2023-09-04: []\n"
    assert edits(PATH, text, {day("2023-09-01"): {"bp02", "dw03"}}) == ()


@pytest.mark.parametrize(
    "text",
    [
        "wfh: [a\n",
        "- a\n",
        "",
        "wfh: [bp02]\n",
        "wfh:\n  ? 2023-09-01\n  : [bp02]\n",
        "wfh:\n  2023-09-01: [a]\n  2023-09-01: [b]\n",
    ],
    ids=["broken", "a list", "empty", "wfh a list", "a question mark", "a day twice"],
)
def test_a_text_with_faults_of_its_own_is_refused(text: str) -> None:
    with pytest.raises(NotEditableError):
        edits(PATH, text, {})


def test_a_schedule_from_nothing() -> None:
    home = {day("2023-09-04"): ["sr01", "bp02"], day("2023-09-01"): ["dw03"], day("2023-09-05"): []}
    recalls = [
        Recall(day("2023-09-04"), "sr01", "zz09", "rapat: anggaran, 2 jam"),
        Recall(day("2023-09-01"), "dw03", "zz09", "no"),
    ]
    assert schedule_text(home, recalls) == (
        "wfh:\n"
        "  2023-09-01: [dw03]\n"
        "  2023-09-04: [bp02, sr01]\n"
        "recalls:\n"
        "  - {date: 2023-09-01, employee: dw03, ordered-by: zz09, reason: no}\n"
        '  - {date: 2023-09-04, employee: sr01, ordered-by: zz09, reason: "rapat: anggaran, 2 jam"}\n'
    )
    assert schedule_text({day("2023-09-04"): []}) == "wfh: {}\n"


@pytest.mark.parametrize(
    "reason",
    ["true", "12", "1e5", "~", "0o17", "16:00", "C#", "a # b", "it's", '"', "\\", "- a", "“x”", "[a]", "a, b}", "x: y"],
)
def test_every_reason_reads_back(reason: str) -> None:
    recall = Recall(day("2023-09-04"), "sr01", "zz09", reason)
    document = read(PATH, schedule_text({}, [recall]).encode())
    assert document.faults == ()
    assert schedule("bkd/umum", "2023-09", document)[0].recalls == (recall,)


def test_git_shows_two_edits_by_hand_and_one_by_the_tool(tmp_path: Path) -> None:
    text = (
        "# Jadwal September, disusun bersama Bu Siti\n"
        "wfh:\n"
        "  2023-09-01: [bp02, dw03]  # rapat pagi\n"
        "  # minggu kedua: kunjungan\n"
        "  2023-09-04:   [ sr01,   bp02, dw03 ]\n"
        "  2023-09-05:\n"
        "    - dw03\n"
        "    - sr01  # bila perlu\n"
        "\n"
        "  2023-09-06: [bp02]\n"
        "  2023-09-07: ['bp02', \"dw03\"]\n"
        "recalls:\n"
        "  - {date: 2023-09-05, employee: dw03, ordered-by: sr01, reason: sidang}  # surat 12\n"
    )

    def git(*words: str) -> str:
        settings = ("-c", "user.name=A", "-c", "user.email=a@example.invalid", "-c", "core.autocrlf=false")
        done = subprocess.run(["git", *settings, *words], cwd=tmp_path, capture_output=True, text=True, check=True)
        return done.stdout

    file = tmp_path / "2023-09.yaml"
    file.write_text(text, "utf-8")
    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "--message", "Jadwal")
    by_hand = text.replace("[bp02, dw03]  #", "[dw03]  #").replace(
        "  2023-09-06: [bp02]\n", "  2023-09-06: [bp02, sr01]\n"
    )
    home = {
        day("2023-09-01"): ["dw03"],
        day("2023-09-04"): ["sr01", "dw03"],
        day("2023-09-05"): ["dw03", "sr01"],
        day("2023-09-06"): ["bp02", "sr01"],
        day("2023-09-07"): ["bp02", "dw03"],
    }
    file.write_text(rewritten(PATH, by_hand, home), "utf-8")
    changed = [line for line in git("diff", "-U0").splitlines() if line[0] in "+-"][2:]
    assert changed == [
        "-  2023-09-01: [bp02, dw03]  # rapat pagi",
        "+  2023-09-01: [dw03]  # rapat pagi",
        "-  2023-09-04:   [ sr01,   bp02, dw03 ]",
        "+  2023-09-04:   [ sr01, dw03 ]",
        "-  2023-09-06: [bp02]",
        "+  2023-09-06: [bp02, sr01]",
    ]
