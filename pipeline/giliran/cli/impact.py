"""``giliran impact``: what a change does, to whom, from when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from giliran.audience import AUDIENCES
from giliran.cli.speaking import forms, language, say
from giliran.proposal.impact.formats import FORMATS, rendered

if TYPE_CHECKING:
    from pathlib import Path

    from giliran.audience import Audience
    from giliran.wording import Language


@click.command()
@click.argument("base")
@click.argument("head", required=False)
@forms(FORMATS)
@language
@click.option(
    "--audience",
    type=click.Choice(AUDIENCES),
    default="internal",
    show_default=True,
    help="Untuk umum: jumlah saja, tanpa nama · For the public: counts only, no names.",
)
@click.pass_obj
def impact(root: Path, base: str, head: str | None, form: str, lang: Language, audience: Audience) -> None:
    """Akibat perubahan sejak BASE: siapa, kapan, batas mana. · What a change since BASE does: who, when, which limits."""
    import gc

    from giliran.proposal.impact import impact as compared
    from giliran.revisions import Repository

    gc.disable()  # what is read lasts to the end, so that looking for garbage finds none and only costs time
    repository = Repository.around(root)
    proposed, parted = repository.proposed(base, head)
    found = compared(proposed, parted=parted)
    gc.enable()
    say(rendered(form, found, lang, audience))
