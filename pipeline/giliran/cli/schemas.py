"""``giliran schemas``: the law and the staff compiled to JSON Schema, as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from giliran.cli.speaking import language, refuse_broken, say
from giliran.cli.working import COMPILING, checked, works
from giliran.published import spread_schemas
from giliran.store import fresh_folder, write_files
from giliran.wording import Text

if TYPE_CHECKING:
    from giliran.cli.working import Working
    from giliran.wording import Language


@click.command()
@click.option("--out", type=click.Path(path_type=Path), default=Path("build/schemas"), show_default=True, metavar="DIR")
@language
@works
@click.pass_obj
def schemas(root: Path, out: Path, lang: Language, working: Working) -> None:
    """Susun JSON Schema per unit dan bulan. · Compile the JSON Schemas, by unit and month."""
    outcome = checked(root, working, lang)
    # A schedule that breaks the law is no reason to withhold the law.
    refuse_broken(outcome, lang, besides="schedules/")
    with fresh_folder(out) as staging, working.spread(COMPILING, lang) as spread:
        written = write_files(staging.path, spread_schemas(outcome.corpus, spread))
    words = Text(f"{written} skema ditulis ke {out}.", f"{written} schemas written to {out}.")
    say(f"{words.to(lang)}\n")
