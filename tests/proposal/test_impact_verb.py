"""``giliran impact`` on real repositories: which two states are compared, and what is said where that cannot be."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.command.test_bad_input import giliran
from tests.pasts import Repository
from tests.repository import FILES, SCHEDULE, UNIT

if TYPE_CHECKING:
    from pathlib import Path

SWAPPED = {SCHEDULE: FILES[SCHEDULE].replace("01: [ab02]", "01: [ac03]")}


def told(root: Path, *words: str) -> dict[str, Any]:
    """Give the answer as data; it must come with exit code 0."""
    done = giliran("-C", str(root), "impact", *words, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def moved(answer: dict[str, Any]) -> list[tuple[str, str]]:
    """Give who moves where."""
    days = (day for unit in answer["units"] for day in unit["days"])
    return [(move["id"], move["after"]) for day in days for move in day["moves"]]


BOTH = [("ab02", "office"), ("ac03", "home")]


def test_between_two_revisions_and_with_the_files_on_disk(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    base = repository.begin()
    head = repository.commit(SWAPPED)
    assert moved(told(tmp_path, base, head)) == BOTH
    assert told(tmp_path, base, head)["parted"] is None
    repository.write({SCHEDULE: FILES[SCHEDULE]})
    assert told(tmp_path, base)["units"] == []
    assert moved(told(tmp_path, "HEAD")) == [("ab02", "home"), ("ac03", "office")]


def test_a_base_that_has_gone_on_is_no_part_of_the_change(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    fork = repository.begin()
    repository.git("checkout", "--quiet", "-b", "usulan")
    repository.commit(SWAPPED)
    repository.git("checkout", "--quiet", "main")
    repository.commit({UNIT: FILES[UNIT].replace("Eka", "Ika")})
    answer = told(tmp_path, "main", "usulan")
    assert answer["parted"] == fork
    assert (moved(answer), answer["summary"]["units"]) == (BOTH, 1)
    done = giliran("-C", str(tmp_path), "impact", "main", "usulan", "--lang", "en")
    assert done.stdout.startswith(f"Compared with {fork[:12]}, where the two histories have parted.\n")


def test_in_a_bare_repository_with_the_data_in_a_folder(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "work", "data/jakarta")
    base = repository.begin()
    head = repository.commit(SWAPPED)
    repository.write({"../../README.md": "x"})
    assert [told(repository.data, "HEAD")["beside"], told(repository.data, base, head)["beside"]] == [["README.md"], []]
    assert moved(told(repository.data, base, head)) == BOTH
    plain = Repository(tmp_path / "plain")
    base, head = plain.begin(), plain.commit(SWAPPED)
    plain.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    assert moved(told(tmp_path / "bare.git", base, head)) == BOTH
    refused = giliran("-C", str(tmp_path / "bare.git"), "impact", base)
    assert refused.returncode == 2
    assert "has no files on disk; name the revision" in refused.stderr


def test_from_before_there_were_data(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    base = repository.commit({"README.md": "x"})
    repository.begin()
    answer = told(tmp_path, base, "HEAD")
    assert {unit["change"] for unit in answer["units"]} == {"new"}
    assert answer["summary"]["joined"] == 7


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("tidak-ada",), "“tidak-ada” is not in the git history of “.”.\n"),
        (("HEAD", "tidak-ada"), "“tidak-ada” is not in the git history of “.”.\n"),
        (("kosong", "HEAD"), "“kosong” and “HEAD” have no history in common."),
        (("kosong", "kosong"), "has no “policy/”"),
        (("--upload-pack=x",), "No such option"),
    ],
)
def test_what_cannot_be_compared_is_for_the_operator(
    repository: Repository, words: tuple[str, ...], expected: str
) -> None:
    done = giliran("impact", *words, cwd=repository.root)
    assert done.returncode == 2
    assert expected in done.stderr
    assert done.stdout == ""


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Give a repository with a second line of commits that has nothing in common with the first, and no data."""
    found = Repository(tmp_path_factory.mktemp("two-lines"))
    found.begin()
    found.git("checkout", "--quiet", "--orphan", "kosong")
    found.git("rm", "--quiet", "-rf", ".")
    found.commit({"README.md": "x"})
    found.git("checkout", "--quiet", "main")
    return found


def test_a_shallow_clone_says_what_is_missing(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "whole")
    base = repository.begin()
    repository.commit(SWAPPED)
    address = f"file://{tmp_path / 'whole'}"
    repository.git("clone", "--quiet", "--depth", "1", address, str(tmp_path / "shallow"))
    done = giliran("-C", str(tmp_path / "shallow"), "impact", base)
    assert done.returncode == 2
    assert "git fetch --unshallow" in done.stderr


def test_outside_git_there_is_nothing_to_compare(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.begin()
    shutil.rmtree(tmp_path / ".git")
    done = giliran("-C", str(tmp_path), "impact", "HEAD")
    assert done.returncode == 2
    assert "git" in done.stderr
