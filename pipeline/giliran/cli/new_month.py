"""``giliran new-month``: what each unit needs for a month that is coming."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from giliran.cli.days import month as written_month
from giliran.cli.speaking import forms, language, say
from giliran.diagnostics import OperatorError
from giliran.new_month.formats import FORMATS, rendered
from giliran.wording import Text, joined

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from giliran.wording import Language


@click.command("new-month")
@click.argument("month", type=written_month, metavar="MONTH")
@click.option(
    "--agency",
    "agencies",
    multiple=True,
    metavar="AGENCY",
    help="Hanya perangkat daerah ini (map di bawah units/); boleh berulang"
    " · Only this agency (a folder below units/); may be repeated.",
)
@forms(FORMATS)
@language
@click.pass_obj
def new_month(root: Path, month: str, agencies: tuple[str, ...], form: str, lang: Language) -> None:
    """Yang diperlukan tiap unit untuk bulan baru, dan pengingatnya. · What each unit needs for a new month, and a reminder."""
    import gc

    from giliran.corpus.build import build
    from giliran.new_month.ahead import folders, month_ahead
    from giliran.store import read_tree

    gc.disable()  # what is read lasts to the end, so that looking for garbage finds none and only costs time
    corpus, _ = build(read_tree(root))
    ahead = month_ahead(corpus, month, _chosen(agencies, folders(corpus)))
    gc.enable()
    say(rendered(form, ahead, lang, corpus.addresses.get("internal")))


def _chosen(asked: tuple[str, ...], known: Collection[str]) -> Collection[str]:
    from giliran.spelling import suggestion

    for name in asked:
        if name not in known:
            words = Text(f"Perangkat daerah “{name}” tidak ada.", f"There is no agency “{name}”.")
            maybe = suggestion(name, list(known))
            raise OperatorError(words if maybe is None else joined((words, maybe)))
    return asked or known
