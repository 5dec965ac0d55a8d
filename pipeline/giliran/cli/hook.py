"""``giliran hook``: a plain git server that refuses what breaks the law and publishes the rest."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from giliran.audience import AUDIENCES
from giliran.cli.days import day
from giliran.cli.speaking import FOUND, OPERATOR, say
from giliran.cli.working import Working, present_day, proposal_judged
from giliran.diagnostics import OperatorError
from giliran.wording import LANGUAGES, Text

if TYPE_CHECKING:
    import datetime

    from giliran.diagnostics import Report
    from giliran.hooks.settings import Settings
    from giliran.proposal import Proposal
    from giliran.proposal.thresholds import Thresholds
    from giliran.revisions import Repository
    from giliran.wording import Language

MOST_COMPARED = 30
"""Branches of a server, those last changed, with which a new proposal is compared."""


@click.group()
def hook() -> None:
    """Peladen git tanpa forge: tolak yang melanggar, terbitkan sisanya. · A git server without a forge."""


@hook.command()
@click.argument("repository", type=click.Path(path_type=Path))
@click.option("--site", type=click.Path(path_type=Path), help="Map penerbitan · Folder of publication.")
@click.option("--audience", type=click.Choice(AUDIENCES), help="Edisi; bawaan: public · Edition; public.")
@click.option(
    "--branch",
    metavar="NAME",
    help="Cabang yang berlaku; bawaan: yang ditunjuk HEAD · The branch in force; by default what HEAD names.",
)
@click.option("--folder", metavar="DIR", help="Letak data di dalam repositori · Where the data stand in it.")
@click.option(
    "--today",
    type=day,
    metavar="D",
    help="Hari latihan, pengganti hari ini · A day to practise with, instead of today.",
)
@click.option(
    "--operator",
    "operators",
    multiple=True,
    metavar="USER",
    help="Boleh mengubah semuanya; bawaan: Anda · May change everything; by default you.",
)
@click.option(
    "--member",
    "members",
    multiple=True,
    metavar="@TEAM=USER",
    help="Anggota tim yang disebut “admins” · A member of a team that “admins” names.",
)
@click.option(
    "--lang", type=click.Choice(LANGUAGES), help="Bahasa jawaban peladen; bawaan: id · Language of its answers."
)
def install(
    repository: Path,
    site: Path | None,
    audience: str | None,
    branch: str | None,
    folder: str | None,
    today: datetime.date | None,
    operators: tuple[str, ...],
    members: tuple[str, ...],
    lang: Language | None,
) -> None:
    """Pasang kedua kait pada sebuah repositori. · Install both hooks in a bare repository."""
    from giliran.hooks.install import install as write
    from giliran.hooks.install import summary
    from giliran.hooks.settings import read_settings, who_pushes

    given = {
        "giliran.site": None if site is None else str(site.absolute()),
        "giliran.audience": audience,
        "giliran.branch": branch,
        "giliran.folder": folder,
        "giliran.today": None if today is None else today.isoformat(),
        "giliran.language": lang,
    }
    settings = [(name, value) for name, value in given.items() if value is not None]
    settings += [("giliran.operator", name) for name in operators]
    for member in members:
        team, found, user = member.partition("=")
        if not (found and user and team.startswith("@")):
            raise click.BadParameter(f"“{member}”; tulis · write @tim=pengguna", param_hint="--member")
        settings.append((f"giliran.{team}.member", user))
    place = write(repository, settings, operator=who_pushes())
    now = read_settings(repository)
    say(f"{summary(now, place).to(now.language)}\n")


@hook.command("pre-receive")
@click.pass_obj
def pre_receive(root: Path) -> None:
    """Dijalankan git: terima atau tolak sebuah kiriman. · Run by git: accept or refuse a push."""
    from giliran.hooks.receive import Gate, read_updates
    from giliran.hooks.settings import read_settings, who_pushes
    from giliran.revisions import Repository

    settings = read_settings(root)
    updates = read_updates(os.fsdecode(sys.stdin.buffer.read()).splitlines())
    by = settings.handles(who_pushes())
    repository = Repository(root, settings.folder)
    today = settings.today or present_day(repository.zone(settings.branch))
    working, lang = _working(root), settings.language

    def judge(proposal: Proposal, thresholds: Thresholds | None) -> Report:
        return proposal_judged(proposal, root, today, by, working, lang, thresholds)

    gate = Gate(repository, settings, judge, say, operator=by is None)
    sys.exit(0 if gate.accepts(updates) else FOUND)


@hook.command("post-receive")
@click.pass_obj
def post_receive(root: Path) -> None:
    """Dijalankan git: terbitkan yang diterima. · Run by git: publish what was accepted."""
    from giliran.cli.publish import published
    from giliran.hooks.receive import HEADS, read_updates
    from giliran.hooks.settings import read_settings
    from giliran.revisions import Repository

    settings = read_settings(root)
    updates = read_updates(os.fsdecode(sys.stdin.buffer.read()).splitlines())
    repository = Repository(root, settings.folder)
    for update in updates:
        if update.new is not None and update.ref != settings.branch and update.ref.startswith(HEADS):
            _tell_clashes(repository, update.ref, settings)
    if settings.site is None or not any(update.ref == settings.branch for update in updates):
        return
    try:
        published(repository, settings.branch, settings.site, settings.audience, _working(root), settings.language)
    except OperatorError as error:
        # The push stands, whatever became of the site; only that is to be told, and how to publish later.
        again = ("-C", str(root.absolute()), "publish", settings.branch, "--to", str(settings.site))
        command = shlex.join(("giliran", *again, "--audience", settings.audience))
        words = Text(
            f"Kiriman diterima, tetapi situs belum diterbitkan: {error.text.id} Setelah diperbaiki: {command}",
            f"The push is accepted, but the site is not published: {error.text.en} Once mended: {command}",
        )
        say(f"{words.to(settings.language)}\n")
        sys.exit(OPERATOR)


def _tell_clashes(repository: Repository, ref: str, settings: Settings) -> None:
    """Tell who has just proposed something with which other proposals on the server it does not go together."""
    from giliran.clashes import clashes
    from giliran.clashes.written import written
    from giliran.cli.clashes import judge_of

    others = [other for other in repository.branches(MOST_COMPARED) if other not in {ref, settings.branch}]
    try:
        judge = judge_of(repository.root, _working(repository.root))
        found = clashes(repository, settings.branch, [ref, *others], judge, about=ref)
    except OperatorError as error:
        say(f"{error.text.to(settings.language)}\n")  # the proposal is kept, whatever git thinks of merging it
        return
    if found.found:
        say(written(found, "text", settings.language))


def _working(root: Path) -> Working:
    """Remember beside the repository what was found, since the user of a server may have no home."""
    return Working(min(4, os.cpu_count() or 1), "local", None, root / "giliran" / "cache")
