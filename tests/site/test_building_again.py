"""A second build into the same folder: the same tree as a build from nothing, and not one file written that need not be."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from giliran.check import check
from giliran.diagnostics import OperatorError
from giliran.gitlog import read_history
from giliran.patch import Output
from giliran.render import building
from giliran.render.building import Building, Folder
from giliran.store import commit_time, read_tree
from giliran.views.survey.findings import warned
from tests.pasts import Repository, turns
from tests.repository import CIRCULAR, FILES, SCHEDULE, UNIT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from giliran.audience import Audience
    from giliran.render.building import Output as Place

LONG_AGO = 1_500_000_000
SECOND = "schedules/bkd/humas/2023-09.yaml"
HUMAS = """\
name: Subbagian Humas
kind: subbagian
supervisor: ca01
employees:
  - {id: ca01, name: Hadi Rekaan, status: pns, role: head}
  - {id: cb02, name: Intan Rekaan, status: pns}
  - {id: ad04, name: Dedi Rekaan, status: pppk, until: 2023-09-10}
"""
DISPENSATION = """\
unit: bkd/umum
clause: dki-jakarta/se-sekda-34-2023/wfh-share
letter: 1/D/2023
granted-by: Sekretaris Daerah
reason: lantai diperbaiki
from: 2023-09-18
until: 2023-09-20
at-most: 100%
"""


def make(root: Path, place: Place, audience: Audience = "internal", **how: Any) -> int:  # noqa: ANN401 - options of a build
    """Build the data in a folder, which must be clean."""
    outcome = check(read_tree(root))
    assert outcome.report.clean, outcome.report.diagnostics
    history = read_history(root, outcome.corpus.tree)
    warnings = warned(outcome.report)
    return Building(outcome.corpus, audience, place, commit_time(root), warnings, history, **how).run()


def again(root: Path, out: Path, audience: Audience = "internal", **how: Any) -> int:  # noqa: ANN401 - as above
    """Build into a folder that may hold an earlier build."""
    with Output(out, audience) as output:
        return make(root, output, audience, **how)


def tree(out: Path) -> dict[str, bytes]:
    """Give every file but the mark."""
    found = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    found.pop(".giliran", None)
    return found


def fresh(root: Path, out: Path, audience: Audience = "internal") -> dict[str, bytes]:
    """Give the tree of a build into an empty folder."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    make(root, Folder(out), audience)
    return tree(out)


def age(out: Path) -> None:
    """Date every file back, as if it had been written long ago."""
    for path in out.rglob("*"):
        os.utime(path, (LONG_AGO, LONG_AGO))


def young(out: Path) -> set[str]:
    """Give the files that were written since."""
    return {
        path.relative_to(out).as_posix()
        for path in out.rglob("*")
        if path.is_file() and path.stat().st_mtime > LONG_AGO + 1
    }


@pytest.fixture
def past(tmp_path: Path) -> Repository:
    """Give the small repository in git, with a second unit from which one person moves to the first."""
    repository = Repository(tmp_path / "data")
    repository.begin({"units/bkd/humas.yaml": HUMAS, SECOND: turns({1: "cb02", 5: "ad04"})})
    return repository


def edits(repository: Repository) -> Iterator[tuple[str, Callable[[], object]]]:
    """Change one thing after the other, of every kind there is."""
    share = FILES[f"{CIRCULAR}/clauses/wfh-share.yaml"]
    service = FILES["units/dinkes/agency.yaml"]

    def renamed() -> None:
        for old, new in (
            ("units/bkd/humas.yaml", "units/bkd/publikasi.yaml"),
            ("schedules/bkd/humas", "schedules/bkd/publikasi"),
        ):
            repository.git("mv", old, new)
        repository.commit({})

    yield "edit a schedule", lambda: repository.commit({SCHEDULE: turns({1: "ab02", 4: "ac03", 12: "ad04"})})
    yield "edit it on disk only", lambda: repository.write({SCHEDULE: turns({1: "ab02", 4: "ac03, ab02", 12: "ad04"})})
    yield "take that back", lambda: repository.git("checkout", "--", ".")
    yield (
        "add a schedule",
        lambda: repository.commit({"schedules/bkd/umum/2023-10.yaml": "wfh:\n  2023-10-02: [ab02]\n"}),
    )
    yield "delete a schedule", lambda: repository.commit({"schedules/bkd/umum/2023-10.yaml": None})
    yield "commit nothing", lambda: repository.commit({})
    yield "rename a person", lambda: repository.commit({UNIT: FILES[UNIT].replace("Budi Rekaan", "Budiman Rekaan")})
    yield "rename a unit", renamed
    yield (
        "add a unit",
        lambda: repository.commit(
            {
                "units/dinkes/seksi-obat.yaml": HUMAS.replace("ca01", "da01")
                .replace("cb02", "db02")
                .replace("ad04", "dc03")
            }
        ),
    )
    yield (
        "delete an agency",
        lambda: repository.commit(
            {
                "units/dinkes/seksi-obat.yaml": None,
                "units/dinkes/seksi-gizi.yaml": None,
                "units/dinkes/agency.yaml": None,
            }
        ),
    )
    yield "add an agency", lambda: repository.commit({"units/dinkes/agency.yaml": service.replace("Dinas", "Badan")})
    yield "grant a dispensation", lambda: repository.commit({"policy/dispensations/umum.yaml": DISPENSATION})
    yield (
        "edit a clause",
        lambda: repository.commit({f"{CIRCULAR}/clauses/wfh-share.yaml": share.replace("value: 50%", "value: 60%")}),
    )


@pytest.mark.parametrize(("audience", "every"), [("internal", 4), ("public", 6)])
def test_after_every_kind_of_edit_it_is_a_build_from_nothing(
    past: Repository, tmp_path: Path, audience: Audience, every: int
) -> None:
    """Builds from nothing take long, so that one in so many is compared; what went wrong in any would still show."""
    out = tmp_path / "out" / "html"
    again(past.data, out, audience)
    for number, (name, edit) in enumerate(edits(past)):
        edit()
        count = again(past.data, out, audience)
        if number % every:
            continue
        expected = fresh(past.data, tmp_path / "fresh", audience)
        found = tree(out)
        assert found.keys() == expected.keys(), name
        assert [path for path in found if found[path] != expected[path]] == [], name
        assert count == len(found)
        assert not [path for path in out.rglob("*") if path.is_dir() and not any(path.iterdir())], name
    again(past.data, out, "public" if audience == "internal" else "internal")
    assert tree(out) == fresh(past.data, tmp_path / "fresh", "public" if audience == "internal" else "internal")


def test_one_changed_schedule_writes_these_files_and_no_other(past: Repository, tmp_path: Path) -> None:
    out = tmp_path / "html"
    again(past.data, out)
    age(out)
    again(past.data, out)
    assert young(out) == set(), "nothing has changed, so nothing is written"
    past.commit({SCHEDULE: turns({1: "ab02", 4: "ab02, ac03", 11: "ab02"}, {4: "ab02"}, "rapat anggaran dimajukan")})
    again(past.data, out)
    pages = {
        "",
        "overview/",
        "overview/fairness/",
        "overview/units/",
        "schedules/bkd/",
        "schedules/bkd/umum/",
        "schedules/bkd/umum/2023-09/",
        "schedules/bkd/umum/2023-09/edit/",
        "schedules/bkd/umum/2023-10/edit/",  # which can carry September over
        "overview/units/bkd/",
        "days/2023-09-11/",
        "days/2023-09-11/bkd/",
    }
    tables = ("agencies", "days", "fairness", "gaps", "units", "usage")
    assert young(out) - {f"data/gaps.{form}" for form in ("csv", "json", "parquet")} <= {
        *(f"{folder}{page}index.html" for folder in ("", "en/") for page in pages),
        *(f"data/{table}.{form}" for table in tables for form in ("csv", "json", "parquet")),
        "data/datapackage.json",
        "feeds/person/ac03.ics",
        "feeds/unit/bkd/umum.ics",
        f"source/{SCHEDULE}",
    }
    assert {f"source/{SCHEDULE}", "feeds/person/ac03.ics", "days/2023-09-11/bkd/index.html"} <= young(out)
    assert tree(out) == fresh(past.data, tmp_path / "fresh")


def test_what_was_tampered_with_is_made_again(past: Repository, tmp_path: Path) -> None:
    out = tmp_path / "html"
    again(past.data, out)
    expected = tree(out)
    page, feed = out / "schedules/bkd/umum/index.html", out / "feeds/unit/bkd/umum.ics"
    page.write_bytes(page.read_bytes().replace(b"Subbagian", b"Subbagiam"))
    feed.unlink()
    shutil.rmtree(out / "en" / "law")
    (out / "strange.html").write_text("not ours")
    (out / "days" / "more").mkdir()
    (out / "days" / "more" / "index.html").write_text("nor this")
    again(past.data, out)
    assert tree(out) == expected


def test_nothing_is_written_through_a_link(past: Repository, tmp_path: Path) -> None:
    out, outside = tmp_path / "html", tmp_path / "outside"
    again(past.data, out)
    expected = tree(out)
    shutil.copytree(out / "days", outside)
    shutil.rmtree(out / "days")
    (out / "days").symlink_to(outside)
    before = {path: path.stat().st_mtime_ns for path in outside.rglob("*")}
    again(past.data, out)
    assert tree(out) == expected
    assert not (out / "days").is_symlink()
    assert {path: path.stat().st_mtime_ns for path in outside.rglob("*")} == before


def cut_off(data: Path, out: Path, after: int) -> None:
    """Build again, and die by SIGKILL after so many files were moved or removed."""
    left = [after]

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:  # noqa: ANN401 - whatever it takes
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1
            return function(*arguments)

        return call

    output = Output(out, "internal")
    output.moved, output.removed = counted(output.moved), counted(output.removed)  # type: ignore[method-assign]  # counted on the way
    with output:
        make(data, output)


@pytest.mark.parametrize("after", [0, 3])
def test_a_build_that_was_killed_is_finished_by_the_next(past: Repository, tmp_path: Path, after: int) -> None:
    out = tmp_path / "html"
    again(past.data, out)
    past.commit({SCHEDULE: turns({4: "ac03"}), SECOND: None})
    process = multiprocessing.get_context("spawn").Process(target=cut_off, args=(past.data, out, after))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    expected = fresh(past.data, tmp_path / "fresh")
    assert tree(out) != expected
    again(past.data, out)
    assert tree(out) == expected
    assert sorted(path.name for path in (tmp_path / ".html.giliran").iterdir()) == [".gitignore", "ledger", "lock"]


def test_an_interrupt_leaves_the_site_as_it_was(past: Repository, tmp_path: Path) -> None:
    out = tmp_path / "html"
    again(past.data, out)
    before = tree(out)
    past.commit({"units/bkd/agency.yaml": FILES["units/bkd/agency.yaml"].replace("Badan", "Biro")})
    command = [sys.executable, "-m", "giliran", "-C", str(past.data), "build", "--out", str(out), "--jobs", "2"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    new = tmp_path / ".html.giliran" / "new"
    while process.poll() is None and not (new.is_dir() and any(new.rglob("*.html"))):
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    said = process.communicate()[1].decode()
    assert process.returncode == 130, said
    assert "Traceback" not in said
    assert tree(out) == before
    assert not new.exists()
    again(past.data, out)
    assert tree(out) == fresh(past.data, tmp_path / "fresh")


def _truncated(ledger: Path) -> None:
    ledger.write_bytes(ledger.read_bytes()[: ledger.stat().st_size // 2])


def _no_database(ledger: Path) -> None:
    ledger.write_bytes(b"{}" * 5000)


def _told(ledger: Path, *statements: str) -> None:
    base = sqlite3.connect(ledger)
    for statement in statements:
        base.execute(statement)
    base.commit()
    base.close()


HOSTILE: dict[str, Callable[[Path], None]] = {
    "truncated": _truncated,
    "no database": _no_database,
    "older": lambda ledger: _told(ledger, "UPDATE about SET value = '0' WHERE name = 'format'"),
    "a path outside": lambda ledger: _told(
        ledger,
        """UPDATE part SET files = '["../victim", 6, 0, "00"]', number = 1 WHERE name = 'bkd'""",
        "INSERT INTO pending VALUES ('../victim', 0), ('/etc/victim', 0), ('a/../../victim', 0)",
    ),
    "no list": lambda ledger: _told(ledger, "UPDATE part SET files = '{\"a\": 1}'"),
    "another type": lambda ledger: _told(ledger, "UPDATE part SET files = 7"),
    "a key that is gone": lambda ledger: _told(ledger, "UPDATE part SET key = 'x' WHERE name LIKE ':%'"),
    "told damage": lambda ledger: _told(ledger, "UPDATE told SET content = x'00' WHERE name = 'sum'"),
    "told a strange record": lambda ledger: _told(ledger, "DELETE FROM told WHERE name = 'use'"),
    "no table": lambda ledger: _told(ledger, "DROP TABLE told"),
    "another table": lambda ledger: _told(ledger, "DROP TABLE part", "CREATE TABLE part (oops)"),
}


@pytest.mark.parametrize("harm", HOSTILE)
def test_no_ledger_is_believed(past: Repository, tmp_path: Path, harm: str) -> None:
    out, victim = tmp_path / "html", tmp_path / "victim"
    again(past.data, out)
    victim.write_text("victim")
    past.commit({SCHEDULE: turns({4: "ac03"})})
    HOSTILE[harm](tmp_path / ".html.giliran" / "ledger")
    again(past.data, out)
    assert tree(out) == fresh(past.data, tmp_path / "fresh")
    assert victim.read_text() == "victim"


def test_two_builds_at_once_do_not_mix(past: Repository, tmp_path: Path) -> None:
    out = tmp_path / "html"
    again(past.data, out)
    before = tree(out)
    with Output(out, "internal"), pytest.raises(OperatorError) as told, Output(out, "internal"):
        pass
    assert "Another run is writing" in told.value.text.en
    assert tree(out) == before


def test_a_folder_of_somebody_else_is_left_alone(past: Repository, tmp_path: Path) -> None:
    out = tmp_path / "mine"
    out.mkdir()
    (out / "letter.txt").write_text("mine")
    with pytest.raises(OperatorError), Output(out, "internal"):
        pass
    assert [path.name for path in out.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("shared", [True, False])
def test_parts_can_be_made_anywhere(
    past: Repository, tmp_path: Path, shared: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Processes that inherit nothing make the same bytes, written by them or handed back."""
    monkeypatch.setattr(building, "UNITS", 1)
    expected = fresh(past.data, tmp_path / "fresh")
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as executor:

        def spread(function: Callable[[Any], Any], items: Iterable[Any], /) -> Iterable[Any]:
            return executor.map(function, items)

        again(past.data, tmp_path / "html", spread=spread, shared=shared)
    assert tree(tmp_path / "html") == expected
