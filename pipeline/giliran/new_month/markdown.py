"""A month that is coming as Markdown, for a page or a comment: a list to tick off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.new_month.words import agency_words, heading, opening, unit_lines, unit_words
from giliran.report.markdown import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.new_month.ahead import MonthAhead
    from giliran.wording import Language


def written(ahead: MonthAhead, language: Language, address: str | None) -> str:  # noqa: ARG001 - all formats are called alike
    """Write a heading for each agency and a box for each unit."""
    return "\n".join(_lines(ahead, language)) + "\n"


def _lines(ahead: MonthAhead, language: Language) -> Iterator[str]:
    yield f"## {escaped(heading(ahead).to(language))}"
    for words in opening(ahead):
        yield ""
        yield escaped(words.to(language))
    for entry in ahead.agencies:
        yield ""
        yield f"### {escaped(agency_words(entry).to(language))}"
        yield ""
        for unit in entry.units:
            done = unit.state == "complete"
            yield f"- [{'x' if done else ' '}] {escaped(unit_words(unit).to(language))}"
            if not done:
                for line in unit_lines(unit, ahead.month):
                    yield f"  - {escaped(line.to(language))}"
