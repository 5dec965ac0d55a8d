"""The hooks that others use, installed and run by pre-commit itself in a repository of schedules, without a network."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.forges.program import copied
from tests.pasts import Repository
from tests.repository import FILES, SCHEDULE, UNIT

BIN = Path(sys.executable).parent
LATER = FILES[UNIT].replace("from: 2023-09-11", "from: 2023-10-01")
"""Somebody joins three weeks later, so the unit is smaller on a day on which its schedule, left as it is, sends two home."""

CONFIG = """\
repos:
  - repo: {program}
    rev: {commit}
    hooks:
      - id: giliran-check
      - id: giliran-check-all
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Give a repository of schedules that uses the hooks of the program."""
    program = Repository(tmp_path_factory.mktemp("program"))
    copied(program.root)
    commit = program.commit({}, "Program")
    data = Repository(tmp_path_factory.mktemp("data"))
    data.begin({".pre-commit-config.yaml": CONFIG.format(program=program.root, commit=commit)})
    return data


def hook(data: Repository, *words: str) -> subprocess.CompletedProcess[str]:
    """Run pre-commit. What the program needs is there already, so pip finds it all, and asks no index."""
    environment = {
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(data.root.parent),
        "PRE_COMMIT_HOME": str(data.root.parent / "pre-commit"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "PIP_NO_INDEX": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # which is how pip spells it
        "PYTHONPATH": sysconfig.get_paths()["purelib"],
    }
    command = [str(BIN / "pre-commit"), "run", "--verbose", *words]
    return subprocess.run(command, cwd=data.root, env=environment, capture_output=True, text=True, check=False)


def test_a_change_is_judged_with_what_depends_on_it(data: Repository) -> None:
    """The staff change is refused for a schedule that nobody touched; other changes are nobody's business here."""
    data.write({UNIT: LATER})
    data.git("add", "--all")
    refused = hook(data)
    assert refused.returncode == 1, refused.stdout + refused.stderr
    assert f"{SCHEDULE}:4:15" in refused.stdout
    assert (
        "kesalahan[LW001]: 2 pegawai di rumah pada Senin, 11 September 2023; paling banyak 1 dari 3." in refused.stdout
    )

    data.write({SCHEDULE: FILES[SCHEDULE].replace("  2023-09-11: [ab02, ac03]\n", "")})
    still = hook(data)
    assert still.returncode == 1, "what is not staged does not count"
    data.git("add", "--all")
    mended = hook(data)
    assert mended.returncode == 0, mended.stdout
    assert "0 kesalahan" in mended.stdout

    data.git("reset", "--quiet", "--hard")
    data.write({"README.md": "# Jadwal\n"})
    data.git("add", "--all")
    beside = hook(data)
    assert beside.returncode == 0
    assert "(no files to check)Skipped" in beside.stdout
    data.git("reset", "--quiet", "--hard")


def test_everything_is_judged_where_that_is_asked_for(data: Repository) -> None:
    done = hook(data, "giliran-check-all", "--hook-stage", "manual")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 jadwal" in done.stdout
