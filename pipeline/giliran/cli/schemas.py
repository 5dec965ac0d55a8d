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
    from giliran.corpus import Corpus
    from giliran.wording import Language


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("build/schemas"),
    show_default=True,
    metavar="DIR",
    help="Map skemanya · Folder of the schemas.",
)
@click.option(
    "--settings",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Tulis juga setelan editor, misalnya .vscode/settings.json · Write the settings of an editor too.",
)
@language
@works
@click.pass_obj
def schemas(root: Path, out: Path, settings: Path | None, lang: Language, working: Working) -> None:
    """Susun JSON Schema per unit dan bulan. · Compile the JSON Schemas, by unit and month."""
    outcome = checked(root, working, lang)
    # A schedule that breaks the law is no reason to withhold the law.
    refuse_broken(outcome, lang, besides="schedules/")
    with fresh_folder(out) as staging, working.spread(COMPILING, lang) as spread:
        written = write_files(staging.path, spread_schemas(outcome.corpus, spread))
    words = Text(f"{written} skema ditulis ke {out}.", f"{written} schemas written to {out}.")
    say(f"{words.to(lang)}\n")
    if settings is not None:
        _point_editors(outcome.corpus, root, out, settings)


def _point_editors(corpus: Corpus, root: Path, out: Path, settings: Path) -> None:
    """Tell an editor which schema is for which file; schemas beside the data are named from there, others in full."""
    from giliran import editors

    base, place = root.resolve(), out.resolve()
    folder = (place.relative_to(base) if place.is_relative_to(base) else place).as_posix()
    before = settings.read_bytes() if settings.exists() else b""
    after = editors.settings(before, editors.associations(corpus, folder), folder)
    write_files(settings.parent, [(settings.name, after)])
