"""What every verb shares: how it speaks, in which language and form, for whom, and how it declines."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, TypeVar

import click

from giliran.audience import AUDIENCES
from giliran.wording import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from giliran.audience import Audience
    from giliran.check import Outcome
    from giliran.wording import Language

Verb = TypeVar("Verb", bound="Callable[..., Any]")

FOUND, OPERATOR, BUG = 1, 2, 3
"""Exit codes: findings of severity error, the operator must act, a fault of ours; 0 is clean."""

language = click.option(
    "--lang", type=click.Choice(LANGUAGES), default="id", show_default=True, help="Bahasa pesan · Language of messages."
)


def forms(known: Iterable[str]) -> Callable[[Verb], Verb]:
    """Give a verb the option of the form in which it answers, handed to it as ``form``."""
    kinds = click.Choice(list(known))
    words = "Bentuk jawaban · Form of the answer."
    return click.option("--format", "form", type=kinds, default="text", show_default=True, help=words)


def edition(default: Audience) -> Callable[[Verb], Verb]:
    """Give a verb the option of whom the site is for, handed to it as ``audience``."""
    kinds = click.Choice(AUDIENCES)
    words = "Edisi: dengan nama, atau jumlah saja untuk umum · Edition: with names, or counts only for the public."
    return click.option("--audience", type=kinds, default=default, show_default=True, help=words)


_CUT_OFF = Text(
    "riwayat git tidak terbaca seluruhnya, padahal nomor SEQUENCE kalender memerlukannya"
    " (untuk klon dangkal: git fetch --unshallow).",
    "the git history cannot be read in full, which the SEQUENCE numbers of calendars need"
    " (in a shallow clone: git fetch --unshallow).",
)


def history_is_cut_off() -> None:
    """Warn that calendars may carry wrong numbers."""
    say(f"giliran: {_CUT_OFF.id} · {_CUT_OFF.en}\n", err=True)


def refuse_broken(outcome: Outcome, lang: Language, besides: str | None = None) -> None:
    """Stop before anything is written when the check has found errors, besides those that concern some folder."""
    errors = [found for found in outcome.report.diagnostics if found.severity == "error"]
    if besides is not None:
        errors = [found for found in errors if not any(place.path.startswith(besides) for place in found.places)]
    if not errors:
        return
    from giliran.report import rendered
    from giliran.report.texts import Texts

    say(rendered("text", outcome.report, lang, Texts(outcome.tree)), err=True)
    words = Text("Tidak ada yang ditulis.", "Nothing was written.")
    say(f"{words.to(lang)}\n", err=True)
    sys.exit(FOUND)


def say(words: str, *, err: bool = False) -> None:
    """Write in UTF-8 whatever the locale, since names and quotation marks need it.

    A reader that has gone away (``| head``) is no fault of the data: the verdict stays what it is.
    """
    stream = sys.stderr if err else sys.stdout
    if stream is None:
        return
    try:
        stream.buffer.write(words.encode("utf-8", errors="backslashreplace"))
        stream.flush()
    except OSError as error:
        # What is left in the buffer goes nowhere, or Python would complain of it once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if not isinstance(error, BrokenPipeError):
            raise
