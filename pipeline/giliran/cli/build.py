"""``giliran build``: check, then the whole site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from giliran.cli.speaking import language, refuse_broken, say
from giliran.cli.working import BUILDING, checked, works
from giliran.wording import Text

if TYPE_CHECKING:
    from giliran.cli.working import Working
    from giliran.views.edition import Audience
    from giliran.wording import Language


_CUT_OFF = Text(
    "riwayat git tidak terbaca seluruhnya, padahal nomor SEQUENCE kalender memerlukannya"
    " (untuk klon dangkal: git fetch --unshallow).",
    "the git history cannot be read in full, which the SEQUENCE numbers of calendars need"
    " (in a shallow clone: git fetch --unshallow).",
)


@click.command()
@click.option("--out", type=click.Path(path_type=Path), default=Path("build/html"), show_default=True, metavar="DIR")
@click.option("--audience", type=click.Choice(["internal", "public"]), default="internal", show_default=True)
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

    from giliran.cache import private_folder
    from giliran.gitlog import read_history
    from giliran.render.building import Building
    from giliran.render.keys import tool_key
    from giliran.render.project import project
    from giliran.render.templates import keep_compiled
    from giliran.spread import over_processes
    from giliran.store import commit_time
    from giliran.views.survey.findings import warned

    if working.cache is not None:
        compiled = private_folder(working.cache, "templates", tool_key(project()))
        if compiled is not None:
            keep_compiled(compiled)
    history = read_history(root, outcome.tree)
    if not history.complete:
        say(f"giliran: {_CUT_OFF.id} · {_CUT_OFF.en}\n", err=True)
    told, epoch = warned(outcome.report), commit_time(root)
    with output, working.spread(BUILDING, lang) as spread:
        here, shared = over_processes(working.jobs), working.engine == "local"
        building = Building(outcome.corpus, audience, output, epoch, told, history, spread, here, shared=shared)
        written = building.run()
    words = Text(f"{written} berkas ditulis ke {out}.", f"{written} files written to {out}.")
    say(f"{words.to(lang)}\n")
