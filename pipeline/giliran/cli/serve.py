"""``giliran serve``: a live preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from giliran.cli.speaking import edition, language, say
from giliran.serve import follow

if TYPE_CHECKING:
    from pathlib import Path

    from giliran.audience import Audience
    from giliran.wording import Language


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Port di komputer ini; 0: yang mana saja · Port on this computer; 0: any free one.",
)
@edition("internal")
@language
@click.pass_obj
def serve(root: Path, port: int, audience: Audience, lang: Language) -> None:
    """Pratinjau situs yang mengikuti suntingan. · A live preview that follows edits."""
    follow(root, port, audience, lang, say)
