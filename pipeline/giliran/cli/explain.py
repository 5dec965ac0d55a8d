"""``giliran explain``: a code, or the limit of a unit on a day."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from giliran import explain as answers
from giliran.cli.days import day as written_day
from giliran.cli.speaking import forms, language, say
from giliran.corpus.build import build
from giliran.diagnostics import OperatorError
from giliran.store import read_tree
from giliran.wording import Text

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

    from giliran.wording import Language


@click.command()
@click.argument("code", required=False)
@click.option("--unit", metavar="A/U", help="Unit, misalnya bkd/subbag-umum · A unit.")
@click.option("--date", "day", type=written_day, metavar="D", help="Hari, misalnya 2023-09-04 · A day.")
@forms(("text", "json"))
@language
@click.pass_obj
def explain(
    root: Path, code: str | None, unit: str | None, day: datetime.date | None, form: str, lang: Language
) -> None:
    """Jelaskan sebuah kode, atau batas sebuah unit pada suatu hari. · Explain a code, or a unit's limit on a day."""
    if code is not None and unit is None and day is None:
        from giliran.manual import page

        say(f"{page(code).to(lang)}\n")
        return
    if code is not None or unit is None or day is None:
        raise OperatorError(
            Text(
                "Tulis sebuah kode (giliran explain LW001), atau --unit dan --date bersama-sama.",
                "Give a code (giliran explain LW001), or --unit and --date together.",
            )
        )
    corpus, _ = build(read_tree(root))
    found = answers.answer(corpus, unit, day)
    if form == "json":
        say(f"{json.dumps(answers.as_data(found, lang), ensure_ascii=False, indent=2)}\n")
    else:
        say(f"{answers.as_words(found, corpus.units[unit].name).to(lang)}\n")
