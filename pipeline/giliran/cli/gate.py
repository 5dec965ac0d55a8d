"""``giliran gate``: the verdict on a proposal, its result and its way there."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import click

from giliran.cli.days import day as written_day
from giliran.cli.speaking import FOUND, forms, language, say
from giliran.cli.working import present_day, proposal_judged, works
from giliran.proposal import Message
from giliran.report import FORMATS, OFFERING, rendered
from giliran.report.texts import Texts
from giliran.revisions import Repository
from giliran.wording import Text

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

    from giliran.cli.working import Working
    from giliran.wording import Language

COMMENT, SUGGESTIONS = "comment", "suggestions"


@click.command()
@click.argument("base")
@click.argument("head", required=False)
@click.option(
    "--by",
    multiple=True,
    metavar="@NAME",
    help="Siapa yang mengusulkan, dengan timnya; tanpa ini tidak ditanya · Who proposes, with teams; not asked without.",
)
@click.option(
    "--today",
    type=written_day,
    metavar="D",
    help="Hari ini, misalnya 2023-09-04; hari sebelumnya sudah lampau · Today; earlier days are past.",
)
@click.option(
    "--message",
    "messages",
    multiple=True,
    metavar="TEXT",
    help="Pesan commit yang belum ditulis · A commit message that is not written yet.",
)
@forms((*FORMATS, COMMENT, SUGGESTIONS))
@language
@works
@click.pass_obj
def gate(
    root: Path,
    base: str,
    head: str | None,
    by: tuple[str, ...],
    today: datetime.date | None,
    messages: tuple[str, ...],
    form: str,
    lang: Language,
    working: Working,
) -> None:
    """Periksa sebuah usulan: hasilnya dan perubahannya. · Judge a proposal: its result and what it changes."""
    repository = Repository.around(root)
    proposal, parted = repository.proposed(base, head)
    thresholds = repository.thresholds(repository.commit(base))
    unwritten = tuple(Message("", text) for text in messages)
    proposal = replace(proposal, messages=(*proposal.messages, *unwritten))
    handles = frozenset(f"@{name.removeprefix('@')}" for name in by) or None
    fixes = form in {*OFFERING, COMMENT, SUGGESTIONS}
    today = today or present_day(repository.zone(repository.commit(base)))
    report = proposal_judged(proposal, root, today, handles, working, lang, thresholds, fixes=fixes)
    sources = Texts(proposal.after)
    if form == COMMENT:
        from giliran.proposal.comment import comment
        from giliran.proposal.impact import impact

        say(comment(report, impact(proposal, parted=parted), lang, sources, concerns=proposal.concerns))
    elif form == SUGGESTIONS:
        from giliran.proposal.suggestions import suggestions

        tip = repository.tip(base, head)
        say(suggestions(report, proposal, tip, partial(repository.content, tip), lang, sources))
    else:
        if parted is not None:
            words = Text(
                f"“{base}” sudah maju; dibandingkan dengan titik cabangnya, {parted[:10]}.",
                f"“{base}” has moved on; compared with the point where they parted, {parted[:10]}.",
            )
            say(f"giliran: {words.to(lang)}\n", err=True)
        coloured = form == "text" and sys.stdout.isatty()
        say(rendered(form, report, lang, sources, colour=coloured))
    sys.exit(0 if report.clean else FOUND)
