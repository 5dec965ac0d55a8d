"""``giliran sheet``: the supervision sheet of a unit on a working day."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from giliran.cli.days import day as written_day
from giliran.cli.speaking import forms, language, say

if TYPE_CHECKING:
    import datetime

    from giliran.wording import Language


@click.command()
@click.argument("unit", metavar="A/U")
@click.argument("day", type=written_day, metavar="D")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.pdf",
    help="Tulis lembar A4 ke berkas ini · Write the A4 sheet to this file.",
)
@forms(("text", "json"))
@language
@click.pass_obj
def sheet(root: Path, unit: str, day: datetime.date, out: Path | None, form: str, lang: Language) -> None:
    """Lembar pengawasan sebuah unit pada suatu hari. · The supervision sheet of a unit on a day."""
    from giliran.corpus.build import build
    from giliran.store import read_tree, write_files
    from giliran.supervision.forms import as_data, as_pdf, as_text
    from giliran.supervision.sheet import sheet as filled
    from giliran.wording import Text

    corpus, _ = build(read_tree(root))
    found = filled(corpus, unit, day)
    if out is not None:
        write_files(out.parent, [(out.name, as_pdf(found, lang))])
        say(f"{Text(f'Ditulis ke {out}.', f'Written to {out}.').to(lang)}\n")
    elif form == "json":
        say(f"{json.dumps(as_data(found, lang), ensure_ascii=False, indent=2)}\n")
    else:
        say(f"{as_text(found).to(lang)}\n")
