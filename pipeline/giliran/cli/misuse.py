"""What is told of a command line that cannot be run: an unknown verb, an option that does not fit.

Click finds the fault and speaks English only, so what people meet most is said here in both languages; of the rest its own
words are handed on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from click.exceptions import NoSuchCommand

from giliran.spelling import guessed
from giliran.wording import Text, joined

if TYPE_CHECKING:
    from collections.abc import Iterable


def told(error: click.ClickException) -> Text:
    """Say what is wrong and where to look."""
    if isinstance(error, NoSuchCommand) and error.ctx is not None and isinstance(error.ctx.command, click.Group):
        verbs = error.ctx.command.list_commands(error.ctx)
        return _unknown_verb(error.command_name, error.ctx.command_path, verbs)
    words = error.format_message()
    return Text(
        f"perintah ini tidak dapat dijalankan; lihat “giliran --help”. ({words})",
        f"this command cannot be run; see “giliran --help”. ({words})",
    )


def _unknown_verb(word: str, program: str, verbs: Iterable[str]) -> Text:
    message = Text(f"perintah “{word}” tidak ada.", f"there is no command “{word}”.")
    advice = Text(f"Semua perintah: {program} --help", f"All commands: {program} --help")
    return joined((message, guessed(word, verbs, advice)))
