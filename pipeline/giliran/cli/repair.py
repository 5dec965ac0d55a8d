"""``giliran repair``: what a change of cells can mend, shown or done."""

from __future__ import annotations

import shlex
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from giliran.cli.speaking import FOUND, forms, language, say
from giliran.cli.working import checked, judged, works
from giliran.repair import mendable
from giliran.repair import repair as mend
from giliran.repair.written import FORMATS, Written
from giliran.report import rendered
from giliran.report.privacy import curtain
from giliran.report.texts import Texts
from giliran.tree import Entry, Tree
from giliran.wording import Text

if TYPE_CHECKING:
    from pathlib import Path

    from giliran.check import Outcome
    from giliran.cli.working import Working
    from giliran.diagnostics import Report
    from giliran.repair import Repair
    from giliran.wording import Language


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]…")
@click.option(
    "--write", is_flag=True, help="Tulis perbaikannya; tanpa ini hanya ditunjukkan · Write it, not only show."
)
@forms(FORMATS)
@language
@works
@click.pass_obj
def repair(root: Path, paths: tuple[str, ...], write: bool, form: str, lang: Language, working: Working) -> None:
    """Perbaiki jadwal yang ditolak, sesedikit mungkin. · Mend refused schedules, as little as can be."""
    outcome = checked(root, working, lang, paths)
    found = _repairs(outcome)
    after = judged(_tree(outcome.tree, found), None, working, lang, _faulty(outcome)) if found else outcome
    left = after.report.only(one for one in after.report.diagnostics if one.severity == "error")
    private = curtain(outcome.report, Texts(outcome.tree)).words
    words = FORMATS[form](Written(found, left, outcome.corpus, private), lang) if found or form != "text" else ""
    if write:
        _write(root, outcome, found)
        checked_again = checked(root, replace(working, cache=None), lang, paths).report
        left = checked_again.only(one for one in checked_again.diagnostics if one.severity == "error")
    say(words)
    if form == "text":
        _close(found, left, after, paths, write=write, lang=lang)
    sys.exit(FOUND if left.diagnostics or (found and not write) else 0)


def _faulty(outcome: Outcome) -> frozenset[str]:
    """Give the files that errors speak of."""
    errors = (one for one in outcome.report.diagnostics if one.severity == "error")
    return frozenset(one.place.path for one in errors)


def _repairs(outcome: Outcome) -> tuple[Repair, ...]:
    wanted = mendable(outcome.report)
    found = (mend(outcome.corpus, path) for path in wanted)
    return tuple(one for one in found if one is not None and one.edits)


def _tree(tree: Tree, repairs: tuple[Repair, ...]) -> Tree:
    """Give the files as they are once mended."""
    mended = {one.path: Entry(one.path, one.result.encode()) for one in repairs}
    return Tree({**tree.entries, **mended})


def _write(root: Path, outcome: Outcome, repairs: tuple[Repair, ...]) -> None:
    from giliran.store import replace_file

    for one in repairs:
        replace_file(root, one.path, outcome.tree.entries[one.path].content or b"", one.result.encode())


def _close(
    found: tuple[Repair, ...], left: Report, after: Outcome, paths: tuple[str, ...], *, write: bool, lang: Language
) -> None:
    """Say what is left for people, and what comes next: for the files that were named, and no others."""
    if left.diagnostics:
        heading = Text(
            "Yang tidak dapat diperbaiki dengan mengubah nama dalam jadwal:",
            "What no change of names in a schedule can mend:",
        )
        say(f"{heading.to(lang)}\n\n{rendered('text', left, lang, Texts(after.tree))}")
    if not found:
        words = Text("Tidak ada yang perlu diubah.", "Nothing to change.") if not left.diagnostics else Text("", "")
    elif write:
        words = Text(f"{len(found)} berkas ditulis.", f"{len(found)} {'file' if len(found) == 1 else 'files'} written.")
    else:
        again = shlex.join(("giliran", "repair", *paths, "--write"))
        words = Text(
            f"Belum ada yang ditulis. Untuk menulisnya: {again}", f"Nothing is written yet. To write it: {again}"
        )
    if words.id:
        say(f"{words.to(lang)}\n")
