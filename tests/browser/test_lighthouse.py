"""Lighthouse on the pages people come for, as a slow phone on a slow network sees them.

It simulates the phone and the network, so a score depends little on the machine; where the machine was busy all the
same, the middle one of three runs counts.
"""

from __future__ import annotations

import json
import os
import signal
import statistics
import subprocess
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.chromium import SWITCHES, chromium
from tests.properties.ajv import PROGRAM as NODE
from tests.site.kinds import AUDIENCES, CONDUCT, EVERY, MONTH
from tests.site.reading import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LIGHTHOUSE = REPOSITORY / "tests" / "node" / "node_modules" / "lighthouse" / "cli" / "index.js"
PAGES = {"home": "", "month": MONTH, "day": "days/2023-09-04/", "conduct": CONDUCT}
ASKED = tuple(
    (audience, name)
    for audience in AUDIENCES
    for name in PAGES
    if EVERY or (audience == "public") == (name in {"day", "conduct"})
)
"""In the suite each page is judged in one edition."""
PERFECT = ("accessibility", "best-practices", "seo")
FAST = 98
SECONDS = 90


def run(address: str, folder: Path) -> dict[str, Any]:
    """Have one page judged by a browser of its own; give the report."""
    assert LIGHTHOUSE.is_file(), "Lighthouse is missing: run `npm ci --ignore-scripts` in tests/node, or `make test`"
    folder.mkdir(parents=True)
    switches = ("--headless=new", *SWITCHES, f"--user-data-dir={folder / 'profile'}")
    command = [
        str(NODE),
        str(LIGHTHOUSE),
        address,
        "--quiet",
        "--output=json",
        f"--output-path={folder / 'report.json'}",
        "--only-categories=performance,accessibility,best-practices,seo",
        "--disable-full-page-screenshot",
        "--no-enable-error-reporting",
        f"--chrome-flags={' '.join(switches)}",
    ]
    with (folder / "said.txt").open("wb") as said:
        started = subprocess.Popen(
            command,
            stdout=said,
            stderr=said,
            env={**os.environ, "CHROME_PATH": chromium(), "TMPDIR": str(folder)},
            start_new_session=True,  # so that its browser can be ended with it
        )
        try:
            status = started.wait(SECONDS)
        except subprocess.TimeoutExpired:
            status = None
        finally:
            _end(started)
    assert status == 0, (status, (folder / "said.txt").read_text("utf-8", errors="replace")[-2000:])
    report: dict[str, Any] = json.loads((folder / "report.json").read_text("utf-8"))
    return report


def _end(started: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(started.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    finally:
        started.wait()


def score(report: dict[str, Any], category: str) -> int:
    """Give a score out of a hundred."""
    return round(100 * float(report["categories"][category]["score"]))


def lost(report: dict[str, Any], category: str) -> list[str]:
    """Name what cost points."""
    audits = [report["audits"][part["id"]] for part in report["categories"][category]["auditRefs"] if part["weight"]]
    return [
        f"{audit['id']}: {audit['title']}"
        for audit in audits
        if (audit["score"] or 0) < 1 and audit["scoreDisplayMode"] not in {"notApplicable", "manual"}
    ]


@pytest.fixture(scope="module")
def reports(
    served: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory
) -> dict[tuple[str, str], dict[str, Any]]:
    """Give a report on each page. Two run at once: they wait for the network most of the time."""
    folder = tmp_path_factory.mktemp("l")  # short: the path of a socket of Chromium has room for 107 bytes
    with ThreadPoolExecutor(2) as pool:
        found = pool.map(lambda key: run(served[key[0]] + PAGES[key[1]], folder / str(ASKED.index(key))), ASKED)
        return dict(zip(ASKED, found, strict=True))


@pytest.mark.parametrize(("audience", "name"), ASKED)
def test_nothing_to_mend(reports: dict[tuple[str, str], dict[str, Any]], audience: str, name: str) -> None:
    report = reports[audience, name]
    assert {category: lost(report, category) for category in PERFECT if score(report, category) < 100} == {}


@pytest.mark.parametrize(("audience", "name"), ASKED)
def test_fast(
    reports: dict[tuple[str, str], dict[str, Any]],
    served: Mapping[str, str],
    audience: str,
    name: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    scores = [score(reports[audience, name], "performance")]
    if scores[0] < FAST:
        folder = tmp_path_factory.mktemp("l")
        again = [run(served[audience] + PAGES[name], folder / str(number)) for number in range(2)]
        scores.extend(score(report, "performance") for report in again)
    assert statistics.median(scores) >= FAST, (scores, lost(reports[audience, name], "performance"))
