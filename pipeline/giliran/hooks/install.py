"""Setting up a repository on a server: its two hooks and its settings, or nothing where something stands in the way."""

from __future__ import annotations

import os
import shlex
import sys
from typing import TYPE_CHECKING

from giliran.diagnostics import OperatorError
from giliran.hooks.settings import read_settings
from giliran.store import ask_git, unreadable
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from giliran.hooks.settings import Settings

HOOKS = ("pre-receive", "post-receive")
_MARK = "# Dibuat oleh giliran hook install. Made by giliran hook install."


def install(root: Path, settings: Sequence[tuple[str, str]], operator: str) -> Path:
    """Write both hooks into a bare repository, set what is given, and give the folder of the hooks.

    ``settings`` are names and values for git config; a name that occurs gets these values alone, and what does not occur
    stays as it is. ``operator`` is one where there is none yet. Raises :class:`OperatorError` where the repository is not bare or has such a hook of its own.
    """
    try:
        bare = ask_git(root, "rev-parse", "--is-bare-repository").strip() == b"true"
    except OperatorError as error:
        raise OperatorError(
            Text(
                f"{root} bukan repositori git. Buat dengan: git init --bare --initial-branch=main {root}",
                f"{root} is no git repository. Make one with: git init --bare --initial-branch=main {root}",
            )
        ) from error
    if not bare:
        raise OperatorError(
            Text(
                f"{root} mempunyai berkas kerja; peladen memerlukan repositori tanpa berkas kerja (git clone --bare).",
                f"{root} has a work tree; a server needs a repository without one (git clone --bare).",
            )
        )
    folder = root / os.fsdecode(ask_git(root, "rev-parse", "--git-path", "hooks")).strip()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in HOOKS:
            _refuse_foreign(folder / name)
        for name in HOOKS:
            fresh = folder / f".{name}-new"
            fresh.write_text(_script(name), "utf-8")
            fresh.chmod(0o755)
            fresh.replace(folder / name)
    except OSError as error:
        raise unreadable(error) from error
    known: set[str] = set()
    told = [*settings, ("receive.fsckObjects", "true")]
    if not read_settings(root).operators and "giliran.operator" not in dict(settings):
        told.append(("giliran.operator", operator))
    for name, value in told:
        ask_git(root, "config", "--local", "--add" if name in known else "--replace-all", name, value)
        known.add(name)
    return folder


def summary(settings: Settings, folder: Path) -> Text:
    """Say what holds from now on, and what comes next."""
    branch = settings.branch.removeprefix("refs/heads/")
    teams = "; ".join(f"{team}: {', '.join(sorted(users))}" for team, users in sorted(settings.members.items()))
    operators = ", ".join(sorted(settings.operators))
    site = "-" if settings.site is None else f"{settings.site} ({settings.audience})"
    day = "-" if settings.today is None else settings.today.isoformat()
    return Text(
        f"Kait (hook) dipasang di {folder}.\n"
        f"  cabang yang berlaku: {branch}\n  situs: {site}\n  operator: {operators}\n"
        f"  anggota tim: {teams or '-'}\n  hari latihan: {day}\n"
        f"Sekarang operator mengirim data untuk pertama kali: git push <alamat repositori ini> {branch}",
        f"Hooks installed in {folder}.\n"
        f"  branch in force: {branch}\n  site: {site}\n  operators: {operators}\n"
        f"  members of teams: {teams or '-'}\n  day to practise with: {day}\n"
        f"Now an operator pushes the data for the first time: git push <address of this repository> {branch}",
    )


def _refuse_foreign(hook: Path) -> None:
    if hook.exists() and _MARK not in hook.read_text("utf-8", errors="replace"):
        raise OperatorError(
            Text(
                f"{hook} sudah ada dan bukan buatan giliran; tidak ditimpa. Panggil giliran dari dalamnya, atau pindahkan.",
                f"{hook} exists and was not made by giliran; it is left alone. Call giliran from it, or move it away.",
            )
        )


def _script(name: str) -> str:
    """Write a hook that finds the program wherever it is run from, and lets no variable lead it elsewhere."""
    return f"#!/bin/sh\n{_MARK}\nexec {shlex.quote(sys.executable)} -I -m giliran hook {name}\n"
