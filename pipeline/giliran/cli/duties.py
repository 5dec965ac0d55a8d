"""``giliran duties``: who has to do what, and what falls on a day."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from giliran.cli.days import day as written_day
from giliran.cli.speaking import forms, language, say
from giliran.model import DUTY_ROLES

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

    from giliran.wording import Language


@click.command()
@click.option("--role", type=click.Choice(DUTY_ROLES), help="Satu peran; bawaan: semua · One role; by default all.")
@click.option(
    "--on", "day", type=written_day, metavar="D", help="Hanya yang jatuh pada hari itu · Only what falls on that day."
)
@click.option("--jurisdiction", metavar="J", help="Pemerintah daerah, bila ada beberapa · Which one, of several.")
@forms(("text", "json"))
@language
@click.pass_obj
def duties(
    root: Path, role: str | None, day: datetime.date | None, jurisdiction: str | None, form: str, lang: Language
) -> None:
    """Kewajiban kepala, atasan, dan pegawai. · The duties of heads, superiors and staff."""
    from giliran.corpus.build import build
    from giliran.store import read_tree
    from giliran.supervision.duty_list import as_data, as_text, law_of, selected

    corpus, _ = build(read_tree(root, ("policy",)))
    found = selected(law_of(corpus, jurisdiction), role, day)
    if form == "json":
        say(f"{json.dumps(as_data(found, day, lang), ensure_ascii=False, indent=2)}\n")
    else:
        say(f"{as_text(found, day).to(lang)}\n")
