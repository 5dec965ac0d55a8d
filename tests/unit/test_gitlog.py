"""The history of the data folders as it is read from git, in every kind of checkout there is."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from giliran.diagnostics import OperatorError
from giliran.gitlog import read_history
from giliran.history import NO_HISTORY, Change, blob_names
from giliran.store import read_tree
from giliran.textfaults import MAX_BYTES
from tests.pasts import HOUR, START, Repository, turns
from tests.repository import SCHEDULE, UNIT, write

if TYPE_CHECKING:
    from pathlib import Path

    from giliran.history import History

OTHER = "schedules/bkd/umum/2023-10.yaml"
FIRST, SECOND = turns({1: "ab02"}), turns({1: "ac03"})


def paths(history: History) -> list[list[str]]:
    return [[change.path for change in commit.changes] for commit in history.commits]


def blob(content: str) -> str:
    return blob_names(content.encode())[0]


def test_commits_come_in_order_with_what_they_changed(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    names = [
        repository.commit({"policy/x.yaml": "x", SCHEDULE: FIRST, "README.md": "a"}),
        repository.commit({"README.md": "b"}),
        repository.commit({SCHEDULE: SECOND}),
        repository.commit({SCHEDULE: None, UNIT: "name: X\n"}),
    ]
    history = repository.history()
    assert [commit.name for commit in history.commits] == [names[0], names[2], names[3]]
    assert [commit.time for commit in history.commits] == [START, START + 2 * HOUR, START + 3 * HOUR]
    assert paths(history) == [["policy/x.yaml", SCHEDULE], [SCHEDULE], [SCHEDULE, UNIT]]
    assert history.commits[0].changes[1] == Change(SCHEDULE, blob(FIRST))
    assert history.commits[2].changes[0] == Change(SCHEDULE, None)
    assert history.complete
    assert not any(commit.cut for commit in history.commits)


def test_only_what_is_not_on_disk_is_fetched(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.commit({"policy/x.yaml": "x", SCHEDULE: FIRST, OTHER: SECOND, UNIT: "name: X\n"})
    repository.commit({SCHEDULE: SECOND, UNIT: "name: Y\n"})
    assert repository.history().contents == {blob(FIRST): FIRST.encode()}


def test_what_is_not_committed_is_no_history(tmp_path: Path) -> None:
    """An edit on disk hides nothing of the commit it stands on."""
    repository = Repository(tmp_path)
    repository.commit({"policy/x.yaml": "x", SCHEDULE: FIRST})
    before = repository.history()
    repository.write({SCHEDULE: SECOND, OTHER: SECOND})
    after = repository.history()
    assert after.commits == before.commits
    assert after.contents == {blob(FIRST): FIRST.encode()}


def test_outside_git_there_is_none(tmp_path: Path) -> None:
    root = write(tmp_path / "data")
    assert read_history(root, read_tree(root)) == NO_HISTORY


def test_a_repository_without_commits_has_none(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    write(repository.data)
    assert repository.history() == NO_HISTORY


def test_data_that_git_ignores_have_none(tmp_path: Path) -> None:
    repository = Repository(tmp_path, "build/data")
    repository.commit({"../../.gitignore": "build/\n", "../../policy/x.yaml": "x"})
    write(repository.data)
    assert repository.history() == NO_HISTORY


@pytest.mark.parametrize("folder", ["data", "a/b c/données"])
def test_data_may_lie_below_the_root(tmp_path: Path, folder: str) -> None:
    """Paths count from the folder of the data, and its neighbours are not its history."""
    repository = Repository(tmp_path, folder)
    up = "../" * (folder.count("/") + 1)
    repository.commit({"policy/x.yaml": "x", SCHEDULE: FIRST, f"{up}{SCHEDULE}": SECOND})
    repository.commit({f"{up}{SCHEDULE}": FIRST})
    assert paths(repository.history()) == [["policy/x.yaml", SCHEDULE]]


def test_a_worktree_has_the_history_of_its_own_commit(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "main")
    repository.commit({"policy/x.yaml": "x", SCHEDULE: FIRST})
    first = repository.history()
    repository.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "other"))
    repository.commit({SCHEDULE: SECOND})
    other = tmp_path / "other"
    assert read_history(other, read_tree(other)).commits == first.commits
    assert len(repository.history().commits) == 2


def test_odd_names_harm_nobody(tmp_path: Path) -> None:
    """Line breaks, quotes, tabs and bytes that are no text; a name may even look like what git prints."""
    repository = Repository(tmp_path)
    repository.commit({"policy/x.yaml": "x", SCHEDULE: FIRST})
    odd = [
        'policy/a\n"b"\t.yaml',
        "policy/\udcff\udcfe.yaml",
        f":000000 100644 {'0' * 40} {'1' * 40} A",
        f"{'a' * 40} 1700000000 ",
    ]
    repository.commit({odd[0]: "a", odd[1]: "b", f"units/{odd[2]}": "c", f"schedules/{odd[3]}": "d"})
    found = paths(repository.history())
    assert found[0] == ["policy/x.yaml", SCHEDULE]
    assert sorted(found[1]) == sorted([odd[0], odd[1], f"units/{odd[2]}", f"schedules/{odd[3]}"])


def test_a_merge_counts_once_when_it_lands(tmp_path: Path) -> None:
    """The commits of a branch are not told; the merge is, against what stood before it, and so is its own mending."""
    repository = Repository(tmp_path)
    names = [repository.commit({"policy/x.yaml": "x", SCHEDULE: FIRST})]
    repository.git("switch", "--quiet", "--create", "side")
    repository.commit({SCHEDULE: SECOND})
    repository.commit({SCHEDULE: FIRST, OTHER: FIRST})
    repository.git("switch", "--quiet", "main")
    names.append(repository.commit({UNIT: "name: X\n"}))
    names.append(repository.merge("side"))
    history = repository.history()
    assert [commit.name for commit in history.commits] == names
    assert paths(history) == [["policy/x.yaml", SCHEDULE], [UNIT], [OTHER]]


def test_a_merge_that_changes_nothing_here_is_not_told(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.commit({"policy/x.yaml": "x"})
    repository.git("switch", "--quiet", "--create", "side")
    repository.commit({"README.md": "b"})
    repository.git("switch", "--quiet", "main")
    repository.commit({SCHEDULE: FIRST})
    repository.merge("side")
    assert paths(repository.history()) == [["policy/x.yaml"], [SCHEDULE]]


def test_a_shallow_clone_knows_that_it_is_cut(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "whole")
    repository.commit({"policy/x.yaml": "x", SCHEDULE: FIRST})
    repository.commit({UNIT: "name: X\n"})
    repository.commit({SCHEDULE: SECOND})
    part = tmp_path / "part"
    repository.git("clone", "--quiet", "--depth=2", f"file://{repository.root}", str(part))
    history = read_history(part, read_tree(part))
    assert not history.complete
    assert [commit.cut for commit in history.commits] == [True, False]
    assert paths(history) == [["policy/x.yaml", SCHEDULE, UNIT], [SCHEDULE]]


def test_a_repository_that_git_will_not_open_is_not_taken_for_none(tmp_path: Path) -> None:
    root = write(tmp_path)
    (root / ".git").write_text("gitdir: /nowhere\n")
    history = read_history(root, read_tree(root))
    assert not history.commits
    assert not history.complete


def test_a_damaged_repository_is_for_the_operator(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.commit({"policy/x.yaml": "x", SCHEDULE: FIRST})
    name = repository.commit({SCHEDULE: SECOND})
    tree = repository.git("rev-parse", f"{name}^{{tree}}").strip()
    (tmp_path / ".git" / "objects" / tree[:2] / tree[2:]).unlink()
    with pytest.raises(OperatorError, match="git"):
        repository.history()


def test_settings_of_the_person_change_nothing(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.commit({"policy/x.yaml": "x", SCHEDULE: FIRST})
    repository.git("switch", "--quiet", "--create", "side")
    repository.commit({OTHER: FIRST})
    repository.git("switch", "--quiet", "main")
    repository.commit({SCHEDULE: SECOND})
    repository.merge("side")
    before = repository.history()
    settings = {
        "log.showRoot": "false",
        "log.showSignature": "true",
        "log.diffMerges": "combined",
        "log.follow": "true",
        "log.decorate": "full",
        "diff.renames": "copies",
        "diff.orderFile": "nowhere",
        "diff.noprefix": "true",
        "color.ui": "always",
        "core.quotePath": "true",
        "core.abbrev": "5",
        "format.pretty": "fuller",
    }
    for name, value in settings.items():
        repository.git("config", name, value)
    assert repository.history() == before
    assert len(before.commits) == 3


def test_old_content_of_any_kind_is_fetched_or_left(tmp_path: Path) -> None:
    """Too large a file, a link, a submodule: none of them is read as a schedule, and none stops the reading."""
    repository = Repository(tmp_path)
    repository.commit({"policy/x.yaml": "x", SCHEDULE: b"#" * (MAX_BYTES + 1)})
    repository.commit({SCHEDULE: b"\xff\x00 odd\n bytes", OTHER: ""})
    (repository.data / SCHEDULE).unlink()
    (repository.data / SCHEDULE).symlink_to("/etc/hostname")
    repository.commit({})
    gitlink = f"160000,{repository.git('rev-parse', 'HEAD').strip()},{SCHEDULE}"
    repository.git("rm", "--quiet", "--cached", SCHEDULE)
    repository.git("update-index", "--add", "--cacheinfo", gitlink)
    repository.git("commit", "--quiet", "--message", "x")
    (repository.data / SCHEDULE).unlink()
    repository.commit({SCHEDULE: FIRST, OTHER: FIRST})
    history = repository.history()
    assert sum(change.path == SCHEDULE for commit in history.commits for change in commit.changes) == 5
    assert sorted(history.contents.values()) == [b"", b"/etc/hostname", b"\xff\x00 odd\n bytes"]


def test_a_clock_that_is_wrong_is_kept_within_bounds(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.commit({"policy/x.yaml": "x"})
    commit = repository.git("cat-file", "commit", "HEAD").replace(str(START), str(1 << 40))
    (tmp_path / "commit").write_text(commit)
    name = repository.git("hash-object", "-t", "commit", "-w", "commit").strip()
    repository.git("reset", "--quiet", name)
    assert [commit.time for commit in repository.history().commits] == [253_370_764_800]


def test_a_repository_of_the_other_kind(tmp_path: Path) -> None:
    """Names of 64 letters, by SHA-256."""
    repository = Repository(tmp_path)
    shutil.rmtree(tmp_path / ".git")
    repository.git("init", "--quiet", "--object-format=sha256")
    repository.commit({"policy/x.yaml": "x", SCHEDULE: FIRST})
    repository.commit({SCHEDULE: SECOND})
    history = repository.history()
    assert [len(commit.name) for commit in history.commits] == [64, 64]
    assert history.contents == {blob_names(FIRST.encode())[1]: FIRST.encode()}


def test_nothing_but_names_times_and_files_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few calls, and neither author nor message in any answer."""
    repository = Repository(tmp_path)
    repository.commit({"policy/x.yaml": "x", SCHEDULE: FIRST}, "Perihal Rahasia")
    repository.commit({SCHEDULE: SECOND}, "Perihal Rahasia")
    answers: list[bytes] = []
    run = subprocess.run

    def noted(*arguments: object, **options: object) -> subprocess.CompletedProcess[bytes]:
        done: subprocess.CompletedProcess[bytes] = run(*arguments, **options)  # type: ignore[call-overload]  # as it came
        answers.append(done.stdout)
        return done

    monkeypatch.setattr(subprocess, "run", noted)
    read_history(repository.data, read_tree(repository.data))
    assert len(answers) == 5
    assert not [answer for answer in answers if b"ahasia" in answer]
