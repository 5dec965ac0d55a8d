"""``giliran check``: the verdict."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from giliran.cli.speaking import FOUND, forms, language, say
from giliran.cli.working import checked, works
from giliran.report import FORMATS, OFFERING, rendered
from giliran.report.texts import Texts

if TYPE_CHECKING:
    from pathlib import Path

    from giliran.cli.working import Working
    from giliran.wording import Language


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]…")
@forms(FORMATS)
@language
@click.option(
    "--changed-since", metavar="REV", help="Hanya berkas yang berubah sejak REV · Only files changed since REV."
)
@works
@click.pass_obj
def check(
    root: Path, paths: tuple[str, ...], form: str, lang: Language, changed_since: str | None, working: Working
) -> None:
    """Periksa jadwal terhadap aturan. · Check schedules against the law."""
    outcome = checked(root, working, lang, paths, changed_since)
    sources = Texts(outcome.tree)
    coloured = form == "text" and sys.stdout is not None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    report = outcome.report
    if form in OFFERING and not report.clean:
        from giliran.repair.fixes import with_fixes

        report = with_fixes(report, outcome.near)
    say(rendered(form, report, lang, sources, colour=coloured))
    sys.exit(0 if outcome.report.clean else FOUND)
