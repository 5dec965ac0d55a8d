"""``giliran build``: check, then the whole site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from giliran.cli.speaking import edition, history_is_cut_off, language, refuse_broken, say
from giliran.cli.working import BUILDING, checked, works
from giliran.wording import Text

if TYPE_CHECKING:
    from giliran.audience import Audience
    from giliran.cli.working import Working
    from giliran.wording import Language


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("build/html"),
    show_default=True,
    metavar="DIR",
    help="Map situsnya · Folder of the site.",
)
@edition("internal")
@language
@works
@click.pass_obj
def build(root: Path, out: Path, audience: Audience, lang: Language, working: Working) -> None:
    """Periksa, lalu bangun situs. · Check, then build the site."""
    from giliran.patch import Output

    output = Output(out, audience)
    if working.jobs > 1:
        output.look()
    outcome = checked(root, working, lang)
    refuse_broken(outcome, lang)

    from giliran.editions import write_edition
    from giliran.gitlog import read_history
    from giliran.spread import over_processes
    from giliran.store import commit_time

    history = read_history(root, outcome.tree)
    if not history.complete:
        history_is_cut_off()
    with output, working.spread(BUILDING, lang) as spread:
        here, shared = over_processes(working.jobs), working.engine == "local"
        epoch, kept = commit_time(root), working.cache
        written = write_edition(outcome, audience, output, epoch, history, spread, here, shared=shared, cache=kept)
    words = Text(f"{written} berkas ditulis ke {out}.", f"{written} files written to {out}.")
    say(f"{words.to(lang)}\n")
