"""Guess what a misspelt word was meant to be."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from giliran.wording import Text, joined

if TYPE_CHECKING:
    from collections.abc import Iterable


def suggestion(word: str, known: Iterable[str]) -> Text | None:
    """Ask "did you mean …?" where one of the known words is close."""
    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return Text(f"Mungkin maksudnya “{close[0]}”?", f"Did you mean “{close[0]}”?") if close else None


def guessed(word: str, known: Iterable[str], advice: Text) -> Text:
    """Put the guess, if there is one, before an advice."""
    guess = suggestion(word, known)
    return advice if guess is None else joined((guess, advice))
