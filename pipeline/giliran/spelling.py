"""Guess what a misspelt word was meant to be."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from giliran.wording import Text, joined

if TYPE_CHECKING:
    from collections.abc import Iterable


def suggestion(word: str, known: Iterable[str]) -> Text | None:
    """Ask "did you mean …?" where one of the known words is close."""
    spelt = {candidate.lower(): candidate for candidate in known}
    close = get_close_matches(word.lower(), spelt, n=1, cutoff=0.6)
    if not close:
        return None
    meant = spelt[close[0]]
    return Text(f"Mungkin maksudnya “{meant}”?", f"Did you mean “{meant}”?")


def guessed(word: str, known: Iterable[str], advice: Text) -> Text:
    """Put the guess, if there is one, before an advice."""
    guess = suggestion(word, known)
    return advice if guess is None else joined((guess, advice))
