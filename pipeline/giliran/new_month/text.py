"""A month that is coming, for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.new_month.words import agency_words, heading, opening, unit_lines, unit_words
from giliran.report.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.new_month.ahead import MonthAhead
    from giliran.wording import Language


def written(ahead: MonthAhead, language: Language, address: str | None) -> str:  # noqa: ARG001 - all formats are called alike
    """Write how far things are, then agency by agency what each unit needs."""
    return "\n".join(visible(line) for line in _lines(ahead, language)) + "\n"


def _lines(ahead: MonthAhead, language: Language) -> Iterator[str]:
    yield heading(ahead).to(language)
    for words in opening(ahead):
        yield words.to(language)
    for entry in ahead.agencies:
        yield ""
        yield agency_words(entry).to(language)
        for unit in entry.units:
            yield f"  {unit_words(unit).to(language)}"
            if unit.state != "complete":
                for line in unit_lines(unit, ahead.month):
                    yield f"    {line.to(language)}"
