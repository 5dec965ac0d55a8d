"""``giliran explain``: a code, or the limit of a unit on a day."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

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
@click.option(
    "--as-of",
    metavar="COMMIT|D",
    help="Menurut yang diketahui pada sebuah komit atau akhir sebuah hari, dari git"
    " · As known at a commit or at the end of a day, from git.",
)
@forms(("text", "json"))
@language
@click.pass_obj
def explain(
    root: Path,
    code: str | None,
    unit: str | None,
    day: datetime.date | None,
    as_of: str | None,
    form: str,
    lang: Language,
) -> None:
    """Jelaskan sebuah kode, atau batas sebuah unit pada suatu hari. · Explain a code, or a unit's limit on a day."""
    if code is not None and unit is None and day is None and as_of is None:
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
    data, words = _on_disk(root, unit, day, lang) if as_of is None else _known(root, unit, day, as_of, lang)
    if form == "json":
        say(f"{json.dumps(data, ensure_ascii=False, indent=2)}\n")
        return
    from giliran.report.visible import unobeyed, visible

    # Names of units come from anybody.
    say("".join(f"{unobeyed(visible(line))}\n" for line in words.split("\n")))


def _on_disk(root: Path, unit: str, day: datetime.date, lang: Language) -> tuple[dict[str, Any], str]:
    corpus, _ = build(read_tree(root))
    found = answers.answer(corpus, unit, day)
    return answers.as_data(found, lang), answers.as_words(found, corpus.units[unit].name).to(lang)


def _known(root: Path, unit: str, day: datetime.date, as_of: str, lang: Language) -> tuple[dict[str, Any], str]:
    from giliran.as_known import answers as known
    from giliran.cli.working import present_day
    from giliran.revisions import Repository

    repository = Repository.around(root)
    found = known.answers(repository, unit, day, as_of, present_day(repository.zone("HEAD")))
    return known.as_data(found, lang), known.as_words(found).to(lang)
