"""``giliran log``: what became of a unit on a day, by which commits and whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from giliran.audience import AUDIENCES
from giliran.cli.days import day as written_day
from giliran.cli.speaking import forms, language, say

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

    from giliran.audience import Audience
    from giliran.wording import Language


@click.command()
@click.argument("unit", metavar="A/U")
@click.argument("day", type=written_day, metavar="D")
@forms(("text", "json"))
@click.option(
    "--audience",
    type=click.Choice(AUDIENCES),
    default="internal",
    show_default=True,
    help="Untuk umum: jumlah saja, tanpa nama dan penulis · For the public: counts only, no names and authors.",
)
@language
@click.pass_obj
def log(root: Path, unit: str, day: datetime.date, form: str, audience: Audience, lang: Language) -> None:
    """Siapa mengubah apa bagi sebuah unit pada suatu hari. · Who changed what for a unit on a day."""
    import gc

    from giliran.report.visible import unobeyed, visible
    from giliran.revisions import Repository
    from giliran.unit_log import jsonfile
    from giliran.unit_log.reading import day_log
    from giliran.unit_log.words import as_words

    gc.disable()  # what is read lasts to the end, so that looking for garbage finds none and only costs time
    found = day_log(Repository.around(root), unit, day)
    if form == "json":
        say(jsonfile.written(found, lang, audience))
        return
    # Names of units and authors are free text.
    lines = as_words(found, audience).to(lang).split("\n")
    say("".join(f"{unobeyed(visible(line))}\n" for line in lines))
