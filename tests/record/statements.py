"""Statements of a small repository with a past, and how they are made and verified as a person would."""

from __future__ import annotations

import contextlib
import datetime
import functools
import gc
import io
import os
import re
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

from giliran import cli
from giliran.revisions import Repository as Read
from giliran.verifying import Asked, verified
from tests.pasts import Repository, turns
from tests.repository import SCHEDULE

if TYPE_CHECKING:
    from pathlib import Path

    from giliran.verifying import Verdict

LETTER = "policy/dispensations/lantai.yaml"
ROOF = """\
letter: Surat 1187 (rekaan)
granted-by: Sekretaris Daerah
signed: 2023-09-07
unit: bkd/umum
clause: dki-jakarta/se-sekda-34-2023/wfh-share
from: 2023-09-11
until: 2023-09-22
at-most: 75%
reason: lantai diperbaiki
"""
FIRST = turns({1: "ab02", 4: "ab02, ac03", 11: "ab02, ac03, ad04"}, {4: "ab02"})


TODAY = datetime.date(2024, 1, 1)
"""When a statement is verified: its signatures may have a time."""


def begun(root: Path) -> Repository:
    """Begin a repository with a letter and a schedule that uses it."""
    repository = Repository(root)
    repository.begin({SCHEDULE: FIRST, LETTER: ROOF})
    return repository


def run(root: Path, *words: str, surroundings: dict[str, str] | None = None, language: str = "en") -> tuple[int, str]:
    """Run the command, in English unless asked otherwise; gives its exit code and all that it says, never a traceback.

    It runs in this process, which is ten times as quick, unless it is to have other ``surroundings``.
    """
    verb, *rest = words
    arguments = ["-C", str(root), verb, *rest, "--lang", language]
    code, told = _here(arguments) if surroundings is None else _apart(arguments, surroundings)
    assert "Traceback" not in told
    assert code != 3, told
    return code, told


def _here(arguments: list[str]) -> tuple[int, str]:
    told = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
        try:
            code = cli._run(functools.partial(cli.giliran, arguments))
        except SystemExit as asked:
            code = int(asked.code or 0)
        finally:
            gc.enable()  # which a verb that ends soon has no use for
    told.flush()
    assert isinstance(told.buffer, io.BytesIO)
    return code, told.buffer.getvalue().decode()


def _apart(arguments: list[str], surroundings: dict[str, str]) -> tuple[int, str]:
    command = [sys.executable, "-m", "giliran", *arguments]
    around = {**os.environ, **surroundings}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=around)
    return done.returncode, done.stdout + done.stderr


def stated(root: Path, target: Path, *more: str) -> bytes:
    """State September 2023."""
    code, told = run(root, "statement", "2023-09", "--out", str(target), *more)
    assert code == 0, told
    return target.read_bytes()


def repacked(source: Path, target: Path, part: str, old: str, new: str) -> None:
    """Edit one part of a workbook, as somebody with a text editor would; ``old`` must be there once."""
    with zipfile.ZipFile(source) as packed, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for each in packed.infolist():
            content = packed.read(each)
            if each.filename == part:
                assert len(re.findall(re.escape(old.encode()), content)) == 1
                content = content.replace(old.encode(), new.encode())
            made.writestr(each, content)


def held(past: Repository, content: bytes, at: str | None = None) -> Verdict:
    """Hold a statement, as the bytes of a file, against the repository."""
    return verified(Read.around(past.data), Asked("s", content, None, None, at), TODAY)
