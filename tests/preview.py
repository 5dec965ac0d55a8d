"""A live preview in a process of its own: a checkout to edit, the program that serves it, and a reader."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[1]
PATIENCE = 30.0
"""Seconds after which something that should have happened has not; generous, since a test machine may be busy."""
TAG = re.compile(r'<script src="/_giliran/reload\.js" data-version="([0-9a-f]{8}-[0-9]+)" defer></script>\n')


def checkout(target: Path, agencies: tuple[str, ...] | None = ("bpad", "disparekraf")) -> Path:
    """Copy the program, its part of the site and the data, so that all of it can be edited. Some agencies, or all."""
    shutil.copytree(ROOT / "pipeline/giliran", target / "pipeline/giliran")
    shutil.copytree(ROOT / "site", target / "site")
    shutil.copy2(ROOT / "mkdocs.yml", target)
    shutil.copytree(ROOT / "policy", target / "policy", ignore=shutil.ignore_patterns("cases") if agencies else None)
    for folder in ("units", "schedules"):
        for source in sorted((ROOT / folder).iterdir()):
            if agencies is None or source.name in agencies:
                shutil.copytree(source, target / folder / source.name)
    return target


def environment(program: Path) -> dict[str, str]:
    """Give the environment in which a copied program is the one that runs."""
    return {**os.environ, "PYTHONPATH": str(program / "pipeline"), "GIT_CEILING_DIRECTORIES": str(program.parent)}


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        """Give the body as text."""
        return self.body.decode()

    @property
    def version(self) -> str:
        """Give the state of the site that a page says it shows."""
        found = TAG.findall(self.text)
        assert len(found) == 1, self.text[:2000]
        return str(found[0])


@dataclass
class Running:
    """A preview that runs."""

    process: subprocess.Popen[str]
    port: int
    said: list[str] = field(default_factory=list)

    def fetch(self, path: str, method: str = "GET", headers: dict[str, str] | None = None) -> Reply:
        """Ask for a path, exactly as it is written."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.putrequest(method, path, skip_host=bool(headers and "Host" in headers))
            for name, value in (headers or {}).items():
                connection.putheader(name, value)
            connection.endheaders()
            reply = connection.getresponse()
            return Reply(reply.status, reply.headers, reply.read())
        finally:
            connection.close()

    def wait(self, path: str, right: Callable[[Reply], bool]) -> Reply:
        """Ask for a path until the reply is right."""
        end = time.monotonic() + PATIENCE
        while True:
            reply = self.fetch(path)
            if right(reply):
                return reply
            assert time.monotonic() < end, f"{path} stays {reply.status}:\n{reply.text[:3000]}\n{''.join(self.said)}"
            time.sleep(0.02)

    def says(self, words: str) -> bool:
        """Tell whether some words come to stand in the terminal."""
        end = time.monotonic() + PATIENCE
        while words not in "".join(self.said) and time.monotonic() < end:
            time.sleep(0.02)
        return words in "".join(self.said)

    @contextmanager
    def listening(self) -> Iterator[Iterator[str]]:
        """Listen for versions, as an open page does."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", "/_giliran/events")
        reply = connection.getresponse()
        assert reply.status == 200
        try:
            yield (line[6:].decode().strip() for line in iter(reply.readline, b"") if line.startswith(b"data: "))
        finally:
            connection.close()

    def stop(self) -> int:
        """Press Ctrl-C and give the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@contextmanager
def running(root: Path, *more: str, program: Path | None = None) -> Iterator[Running]:
    """Start a preview on a free port; it is stopped at the end, whatever happens."""
    command = [sys.executable, "-m", "giliran", "-C", str(root), "serve", "--port", "0", *more]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        cwd=root,
        env=environment(program or root),
    )
    lines = process.stdout
    assert lines is not None
    said: list[str] = []
    greeted = threading.Event()

    def read() -> None:
        for line in lines:
            said.append(line)
            if "Preview of the" in line:
                greeted.set()
        greeted.set()

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    try:
        assert greeted.wait(PATIENCE), "".join(said)
        found = re.search(r"http://127\.0\.0\.1:([0-9]+)/", "".join(said))
        assert found is not None, "".join(said)
        yield Running(process, int(found[1]), said)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(PATIENCE)
        reader.join(PATIENCE)
        lines.close()
