"""``giliran clashes``: proposals that are in order alone and break the law together."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from giliran.check import check
from giliran.clashes import clashes as find
from giliran.clashes.written import FORMATS, written
from giliran.cli.speaking import FOUND, forms, language, say
from giliran.cli.working import works
from giliran.engines import engine
from giliran.progress import silent
from giliran.revisions import Repository

if TYPE_CHECKING:
    from pathlib import Path

    from giliran.clashes import Check
    from giliran.cli.working import Working
    from giliran.diagnostics import Report
    from giliran.tree import Tree
    from giliran.wording import Language


@click.command()
@click.argument("base")
@click.argument("refs", nargs=-1, required=True, metavar="REF…")
@forms(FORMATS)
@language
@works
@click.pass_obj
def clashes(root: Path, base: str, refs: tuple[str, ...], form: str, lang: Language, working: Working) -> None:
    """Cari usulan yang sah sendiri-sendiri, tetapi melanggar bersama. · Find proposals that only clash together."""
    found = find(Repository.around(root), base, refs, judge_of(root, working))
    say(written(found, form, lang))
    sys.exit(FOUND if found.found else 0)


def judge_of(root: Path, working: Working) -> Check:
    """Give what judges some files of a tree with what is remembered of a repository."""
    cache = working.remembered(root)

    def judge(tree: Tree, scope: frozenset[str]) -> Report:
        with engine(working.engine, working.jobs, working.scheduler, silent) as spread:
            return check(tree if cache is None else cache.recognised(tree), scope, spread, kept=cache).report

    return judge
