"""A plain git server for tests: a real bare repository with our hooks, and desks that clone it and push."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from typing import TYPE_CHECKING

from tests.repository import FILES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MONTH = "schedules/bkd/umum/2023-09"
_REST = "  2023-09-04: [ab02, ac03]\n  2023-09-11: [ab02, ac03]\n"
REPAIRED = f"wfh:\n  2023-09-01: [ac03]\n{_REST}"
TOO_MANY = f"wfh:\n  2023-09-01: [ab02, ac03]\n{_REST}"
PROGRAM = (sys.executable, "-m", "giliran")


def ran(*command: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command as somebody whose settings of git are known."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    who = {
        f"GIT_{role}_{key}": f"{key.lower()}@example.invalid"
        for role in ("AUTHOR", "COMMITTER")
        for key in ("NAME", "EMAIL")
    }
    environment = {**outside, **who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", **settings}
    return subprocess.run(command, capture_output=True, check=False, encoding="utf-8", env=environment)


class Server:
    """A bare repository and the site that it publishes."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.bare = home / "server.git"
        self.web = home / "web"
        self.desk = Desk(self, "desk")

    @classmethod
    def begun(cls, home: Path, *options: str, data: Mapping[str, str] = FILES) -> Server:
        """Set a server up, and push and publish some data."""
        server = cls(home)
        assert ran("git", "init", "--quiet", "--bare", "--initial-branch=main", str(server.bare)).returncode == 0
        words = (
            "--site",
            str(server.web),
            "--audience",
            "internal",
            "--operator",
            "operator",
            "--today",
            "2023-08-21",
            *options,
        )
        done = ran(*PROGRAM, "hook", "install", str(server.bare), *words)
        assert done.returncode == 0, done.stderr
        server.desk.clone()
        server.desk.commit(data)
        first = server.desk.push()
        assert first.returncode == 0, first.stderr
        return server

    def copied(self, home: Path) -> Server:
        """Give the same server in another place."""
        shutil.copytree(self.home, home, symlinks=True, dirs_exist_ok=True)
        copy = Server(home)
        copy.desk.git("remote", "set-url", "origin", str(copy.bare))
        copy.desk.git("config", "giliran.site", str(copy.web), at=copy.bare)
        return copy

    @property
    def tip(self) -> str:
        """Name the commit that is in force."""
        return ran("git", "-C", str(self.bare), "rev-parse", "refs/heads/main").stdout.strip()

    def page(self, path: str) -> str:
        """Give a page as it is served now."""
        return (self.web / "live" / path / "index.html").read_text("utf-8")

    def site(self) -> str:
        """Tell apart every state of the whole site that is served now."""
        live = (self.web / "live").resolve()
        found = sha256()
        for path in sorted(path for path in live.rglob("*") if path.is_file()):
            found.update(f"{path.relative_to(live)}\0".encode() + path.read_bytes() + b"\0")
        return found.hexdigest()


class Desk:
    """A clone in which somebody works."""

    def __init__(self, server: Server, name: str) -> None:
        self.server = server
        self.root = server.home / name

    def clone(self, *how: str) -> Desk:
        """Clone the server's repository."""
        self.git("clone", "--quiet", *how, self.server.bare.as_uri(), str(self.root), at=self.server.home)
        self.git("checkout", "--quiet", "-B", "main")
        return self

    def git(self, *arguments: str, at: Path | None = None) -> str:
        """Run git, which must succeed."""
        done = ran("git", "-C", str(at or self.root), *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def commit(self, changes: Mapping[str, str | bytes | None], message: str = "Perubahan") -> str:
        """Write files, or remove those given as ``None``, and commit."""
        for name, content in changes.items():
            path = self.root / name
            if content is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD")

    def push(self, *words: str, user: str = "operator") -> subprocess.CompletedProcess[str]:
        """Push, by default the branch in force, as a user whom the server knows."""
        return ran("git", "-C", str(self.root), "push", "origin", *(words or ("main",)), GILIRAN_USER=user)
