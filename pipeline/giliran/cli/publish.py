"""``giliran publish``: the site of a revision takes the place of the one that is live."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from giliran.cli.speaking import FOUND, edition, history_is_cut_off, language, say
from giliran.cli.working import BUILDING, judged, works
from giliran.publishing import LIVE, Press, RefusedError
from giliran.publishing import publish as publish_site
from giliran.report import rendered
from giliran.report.texts import Texts
from giliran.revisions import Repository
from giliran.wording import Text

if TYPE_CHECKING:
    from giliran.audience import Audience
    from giliran.check import Outcome
    from giliran.cli.working import Working
    from giliran.wording import Language


@click.command()
@click.argument("revision", default="HEAD", metavar="[REV]")
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path),
    required=True,
    metavar="DIR",
    help="Map penerbitan; situsnya di DIR/live · Folder of publication; the site is DIR/live.",
)
@edition("public")
@language
@works
@click.pass_obj
def publish(root: Path, revision: str, folder: Path, audience: Audience, lang: Language, working: Working) -> None:
    """Terbitkan situs sebuah revisi sekaligus. · Publish the site of a revision, all at once."""
    published(Repository.around(root), revision, folder.absolute(), audience, working, lang)


def published(
    repository: Repository, revision: str, folder: Path, audience: Audience, working: Working, lang: Language
) -> None:
    """Publish and say what came of it; ends the program where the data have errors."""
    from giliran.spread import over_processes

    def judge(commit: str) -> Outcome:
        cache = working.remembered(repository.root)
        return judged(repository.tree(commit), cache, working, lang)

    try:
        with working.spread(BUILDING, lang) as spread:
            press = Press(judge, spread, over_processes(working.jobs), working.cache)
            done = publish_site(repository, revision, folder, audience, press)
    except RefusedError as refused:
        say(rendered("text", refused.outcome.report, lang, Texts(refused.outcome.tree)), err=True)
        words = Text("Situs tidak diterbitkan; yang lama tetap.", "The site is not published; the old one stays.")
        say(f"{words.to(lang)}\n", err=True)
        sys.exit(FOUND)
    if not done.complete:
        history_is_cut_off()
    short, live = done.commit[:10], folder / LIVE
    words = (
        Text(f"Revisi {short} sudah terbit di {live}.", f"Revision {short} is live in {live} already.")
        if done.files is None
        else Text(
            f"Situs diterbitkan: revisi {short}, {done.files} berkas, di {live}.",
            f"Site published: revision {short}, {done.files} files, in {live}.",
        )
    )
    say(f"{words.to(lang)}\n")
