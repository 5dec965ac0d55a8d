"""The impact for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.proposal.impact.bound import within
from giliran.proposal.impact.phrases import ARROW
from giliran.proposal.impact.words import opening, sections
from giliran.report.visible import unobeyed, visible
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.audience import Audience
    from giliran.proposal.impact.day_words import Row
    from giliran.proposal.impact.effects import Impact
    from giliran.proposal.impact.words import Section
    from giliran.wording import Language


def written(impact: Impact, language: Language, audience: Audience) -> str:
    """Write the summary, then section by section."""
    shown, left = within(sections(impact, audience))
    blocks = ["\n".join(visible(words.to(language)) for words in opening(impact))]
    blocks += ["\n".join(_section(section, language)) for section in shown]
    if left is not None:
        blocks.append(left.to(language))
    return "\n".join(map(unobeyed, "\n\n".join(blocks).split("\n"))) + "\n"


def _section(section: Section, language: Language) -> Iterator[str]:
    yield visible(section.heading.to(language))
    for line in section.lines:
        yield f"  {visible(line.to(language))}"
    for row in section.rows:
        yield f"  {_row(row, language)}"
        for move in row.moves:
            yield f"    {visible(move.to(language))}"


def _row(row: Row, language: Language) -> str:
    before, after = row.before.to(language), row.after.to(language)
    use = before if before == after else f"{before} {ARROW} {after}"
    words = Text("giliran", "turns").to(language)
    count = row.headcount.to(language)
    people = Text("ASN", "civil servant" if count == "1" else "civil servants").to(language)
    return f"{row.days.to(language)}: {words} {use}; {count} {people}"
