"""The impact as Markdown, for a page or the summary of a job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.proposal.impact.bound import within
from giliran.proposal.impact.words import opening, sections
from giliran.report.markdown import escaped
from giliran.wording import Text

if TYPE_CHECKING:
    from giliran.audience import Audience
    from giliran.proposal.impact.day_words import Row
    from giliran.proposal.impact.effects import Impact
    from giliran.wording import Language

TITLE = Text("Akibat perubahan", "What changes")


def written(impact: Impact, language: Language, audience: Audience) -> str:
    """Write the summary, then section by section."""
    shown, left = within(sections(impact, audience))
    blocks = [f"## {TITLE.to(language)}", *(escaped(words.to(language)) for words in opening(impact))]
    for section in shown:
        blocks.append(f"### {escaped(section.heading.to(language))}")
        if section.lines:
            blocks.append("\n".join(line_of(line, language) for line in section.lines))
        if section.rows:
            blocks.append("\n".join((*table_head(language), *(row_of(row, language) for row in section.rows))))
    if left is not None:
        blocks.append(escaped(left.to(language)))
    return "\n\n".join(blocks) + "\n"


def line_of(line: Text, language: Language) -> str:
    """Write a line as an item of a list."""
    return f"- {escaped(line.to(language))}"


def table_head(language: Language) -> tuple[str, str]:
    """Write the head of the table of days."""
    names = Text(
        "Hari | Giliran dari batas, sebelum | Sesudah | ASN | Siapa",
        "Day | Turns of limit, before | After | Civil servants | Who",
    ).to(language)
    return f"| {names} |", "|---|---|---|---|---|"


def row_of(row: Row, language: Language) -> str:
    """Write a day as a row of the table."""
    moves = "<br>".join(escaped(move.to(language)) for move in row.moves)
    cells = (row.days, row.before, row.after, row.headcount)
    return f"| {' | '.join(escaped(cell.to(language)) for cell in cells)} | {moves} |"
