"""``giliran verify``: whether a statement says what the repository says, and who has signed it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from giliran.cli.speaking import FOUND, language, say

if TYPE_CHECKING:
    from giliran.wording import Language


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option(
    "--at",
    metavar="COMMIT|D",
    help="Bandingkan dengan komit lain, atau akhir sebuah hari; bawaan: komit pernyataan itu"
    " · Compare with another commit, or the end of a day; by default the commit of the statement.",
)
@click.option(
    "--signers",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Siapa yang boleh menandatangani (ALLOWED SIGNERS dari ssh-keygen); tanda tangan lalu wajib"
    " · Who may sign (ALLOWED SIGNERS of ssh-keygen); a signature is then demanded.",
)
@click.option(
    "--signature",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Tanda tangan; bawaan: FILE.sig · The signature; by default FILE.sig.",
)
@language
@click.pass_obj
def verify(
    root: Path, file: Path, at: str | None, signers: Path | None, signature: Path | None, lang: Language
) -> None:
    """Periksa sebuah pernyataan terhadap git. · Verify a statement against git."""
    import gc

    from giliran.cli.working import present_day
    from giliran.report.visible import visible
    from giliran.revisions import Repository
    from giliran.store import read_start
    from giliran.verifying import MOST_BYTES, Asked, verified

    gc.disable()  # what is read lasts to the end, so that looking for garbage finds none and only costs time
    beside = signature or Path(f"{file}.sig")
    asked = Asked(
        str(file),
        read_start(file, MOST_BYTES + 1),
        read_start(beside, MOST_BYTES) if signature is not None or beside.is_file() else None,
        None if signers is None else read_start(signers, MOST_BYTES),
        at,
    )
    repository = Repository.around(root)
    verdict = verified(repository, asked, present_day(repository.zone("HEAD")))
    # What a file or an old version says comes from anybody.
    say("".join(f"{visible(line.to(lang))}\n" for line in verdict.lines))
    sys.exit(0 if verdict.accepted else FOUND)
