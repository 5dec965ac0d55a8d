"""Repositories with a past: the small repository of :mod:`tests.repository` in git, commit by commit."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from giliran.check import check
from giliran.gitlog import read_history
from giliran.history.record import Record
from giliran.store import read_tree
from tests.repository import CIRCULAR, FILES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from giliran.corpus import Corpus
    from giliran.history import History

START = 1_700_000_000
"""The time of the first commit: 14 November 2023, 22.13 UTC, which is the next morning in Jakarta."""

HOUR = 3600

ATTENDANCE = {
    f"{CIRCULAR}/clauses/attendance.yaml": """\
title: {id: Presensi, en: Attendance}
kind: attendance
zone: Asia/Jakarta
windows: [{title: {id: Presensi pagi, en: Morning}, from: "06:00", until: "08:00"}]
reference: {title: Berita}
"""
}


class Repository:
    """A git repository. Commits follow each other by the hour from ``START``; the data lie in ``folder`` of it."""

    def __init__(self, root: Path, folder: str = "") -> None:
        self.root = root
        self.data = root / folder
        self.data.mkdir(parents=True, exist_ok=True)
        self.time = START - HOUR
        self.zone = "+0000"
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str) -> str:
        """Run git as somebody whose settings are known."""
        who = {"NAME": "Nama Rahasia", "EMAIL": "rahasia@example.invalid", "DATE": f"{self.time} {self.zone}"}
        settings = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in who.items()}
        outside = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        environment = {**outside, **settings, "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(self.root)}
        command = ["git", "-C", str(self.root), *arguments]
        return subprocess.run(command, check=True, capture_output=True, env=environment).stdout.decode()

    def write(self, changes: Mapping[str, str | bytes | None]) -> None:
        """Write files, or remove those given as ``None``."""
        for name, content in changes.items():
            path = self.data / name
            if content is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def commit(self, changes: Mapping[str, str | bytes | None], subject: str = "Perubahan") -> str:
        """Change files and commit them an hour after the last commit; gives the name of the commit."""
        self.time += HOUR
        self.write(changes)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", subject)
        return self.git("rev-parse", "HEAD").strip()

    def begin(self, changes: Mapping[str, str | bytes | None] | None = None) -> str:
        """Commit the small repository, with the hours of Jakarta in its law."""
        files = {**FILES, **ATTENDANCE, **(changes or {})}
        return self.commit({name: content for name, content in files.items() if content is not None})

    def merge(self, branch: str) -> str:
        """Merge a branch, never by moving ahead; gives the name of the commit."""
        self.time += HOUR
        self.git("merge", "--quiet", "--no-ff", "--message", "Gabung", branch)
        return self.git("rev-parse", "HEAD").strip()

    def clone(self, root: Path) -> Repository:
        """Clone the repository to go on there by itself; its data lie at the top."""
        self.git("clone", "--quiet", ".", str(root))
        other = Repository(root)
        other.time, other.zone = self.time, self.zone
        return other

    def corpus(self) -> Corpus:
        """Give the data on disk, which must be clean."""
        outcome = check(read_tree(self.data))
        assert outcome.report.clean, outcome.report.diagnostics
        return outcome.corpus

    def history(self) -> History:
        """Give the history of the data."""
        return read_history(self.data, read_tree(self.data))

    def record(self) -> Record:
        """Give the history beside the data."""
        return Record(self.corpus(), self.history())


def turns(home: Mapping[int, str], recalls: Mapping[int, str] | None = None, reason: str = "rapat dimajukan") -> str:
    """Write a schedule of September 2023: ids by day, and who is called in by day; recalls are ordered by aa01."""
    days = "".join(f"  2023-09-{day:02}: [{ids}]\n" for day, ids in home.items())
    lines = f"wfh:\n{days}" if days else "wfh: {}\n"
    if recalls:
        lines += "recalls:\n"
    for day, person in (recalls or {}).items():
        lines += f"  - {{date: 2023-09-{day:02}, employee: {person}, ordered-by: aa01, reason: {reason}}}\n"
    return lines
