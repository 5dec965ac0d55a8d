"""The one comment of a pull request: the verdict first, then the errors, what changes for whom, and the warnings.

It has a limit in bytes, and is cut by whole entries, each of which is counted. Errors are told before all else. Of what they
leave, warnings take half at most as long as there is something of the impact to tell: a law with much advice would
otherwise leave no room for what the reader asks, namely what the proposal does. Warnings about what the proposal does not
touch are only counted: whoever reads it cannot do anything about them here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.codes import FAMILIES
from giliran.proposal.impact.markdown import TITLE, line_of, row_of, table_head
from giliran.proposal.impact.words import opening as impact_opening
from giliran.proposal.impact.words import sections
from giliran.report.markdown import clause_link, escaped, escaped_html, fixes_once, item
from giliran.report.privacy import discreet
from giliran.report.words import SEVERITY_WORDS, SUM, counted, counted_severity, where
from giliran.wording import Text, joined, same

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from giliran.audience import Audience
    from giliran.diagnostics import Diagnostic, Report
    from giliran.proposal.impact.effects import Impact
    from giliran.proposal.impact.words import Section
    from giliran.report import Sources
    from giliran.wording import Language

MARKER = "<!-- giliran -->"
"""The first line, by which the comment is found again to be written anew."""

LIMIT = 60_000
_OPEN = 12
"""Entries of a unit that are shown at once; more are folded."""
_CLOSING = "\n</details>\n"


def _always(_found: Diagnostic) -> bool:
    """Take every finding for one that has to do with the proposal."""
    return True


def comment(
    report: Report,
    impact: Impact,
    language: Language,
    sources: Sources,
    limit: int = LIMIT,
    audience: Audience = "internal",
    concerns: Callable[[Diagnostic], bool] = _always,
) -> str:
    """Write the comment in at most ``limit`` bytes of UTF-8; less than 2,000 leave no room for the verdict itself.

    ``concerns`` tells of a warning or note whether it has to do with the proposal; by default each has. For the public a finding is told without its words, which may name people.
    """
    shown = discreet(report, sources)
    errors = fixes_once(one for one in shown.diagnostics if one.severity == "error")
    beside = [one for one in shown.diagnostics if one.severity != "error"]
    others = [one for one in beside if concerns(one)]
    elsewhere = _elsewhere([one for one in beside if not concerns(one)], language)
    told = tuple(sections(impact, audience))
    entries = sum(section.entries for section in told)
    head = _head(report, impact, language)
    end = _end((len(errors), len(others), entries), language)
    space = limit - _size(head) - _size(elsewhere) - _size(end)
    refused = _findings(errors, _errors_heading(errors), language, audience, space)
    space -= _size(str(refused))
    warned = _findings(others, _others_heading(others), language, audience, space // 2 if entries else space)
    changed, left = _changes(told, language, space - _size(str(warned)))
    warned = _findings(others, _others_heading(others), language, audience, space - _size(changed))
    cut = (len(errors) - len(refused.entries), len(others) - len(warned.entries), left)
    return f"{head}{refused}{changed}{warned}{elsewhere}{_end(cut, language) if any(cut) else ''}"


@dataclass(frozen=True, slots=True)
class _Block:
    """Entries under one heading, as many as there is room for."""

    opening: str
    entries: tuple[str, ...]
    closing: str = ""

    def __str__(self) -> str:
        return f"{self.opening}{''.join(self.entries)}{self.closing}" if self.entries else ""


def _fitting(opening: str, entries: Iterable[str], closing: str, space: int) -> _Block:
    """Take whole entries, the first ones, while they fit."""
    taken: list[str] = []
    left = space - _size(opening) - _size(closing)
    for entry in entries:
        left -= _size(entry)
        if left < 0:
            break
        taken.append(entry)
    return _Block(opening, tuple(taken), closing)


def _size(text: str) -> int:
    return len(text.encode())


def _head(report: Report, impact: Impact, language: Language) -> str:
    errors = report.summary.errors
    if errors:
        count = counted_severity(errors, "error")
        verdict = Text(f"Ditolak: {count.id} perlu diperbaiki", f"Refused: {count.en} to mend")
    else:
        verdict = Text("Boleh digabungkan: tidak ada kesalahan", "May be merged: no errors")
    told = "\n".join(f"{escaped(words.to(language))}<br>" for words in impact_opening(impact))
    return f"{MARKER}\n## {verdict.to(language)}\n\n{told.removesuffix('<br>')}\n"


def _errors_heading(errors: Sequence[Diagnostic]) -> tuple[Text, Text]:
    return same("\n### ") + counted_severity(len(errors), "error") + same("\n\n"), same("")


def _others_heading(others: Sequence[Diagnostic]) -> tuple[Text, Text]:
    return same("\n<details>\n<summary>") + _numbers(others) + same("</summary>\n\n"), same(_CLOSING)


def _elsewhere(others: Sequence[Diagnostic], language: Language) -> str:
    if not others:
        return ""
    numbers = _numbers(others)
    words = Text(
        f"Di luar usulan ini: {numbers.id}. Lihat dengan `giliran check`.",
        f"Outside of this proposal: {numbers.en}. See them with `giliran check`.",
    )
    return f"\n{words.to(language)}\n"


def _numbers(others: Sequence[Diagnostic]) -> Text:
    counts = [
        counted_severity(number, severity)
        for severity in ("warning", "info")
        if (number := sum(one.severity == severity for one in others))
    ]
    return joined(counts, ", ")


def _findings(
    found: Iterable[Diagnostic], frame: tuple[Text, Text], language: Language, audience: Audience, space: int
) -> _Block:
    entries = (_finding(diagnostic, language, audience) for diagnostic in found)
    return _fitting(frame[0].to(language), entries, frame[1].to(language), space)


def _finding(diagnostic: Diagnostic, language: Language, audience: Audience) -> str:
    place = escaped(where(diagnostic.place))
    if audience == "internal":
        return item(diagnostic, place, language)
    head = f"**{SEVERITY_WORDS[diagnostic.severity].to(language)} {diagnostic.code}**"
    family = FAMILIES[diagnostic.code[:2]]
    lines = [f"- {head}, {place}: {family.to(language)} ({diagnostic.name})"]
    if diagnostic.sum:
        lines.append(f"  - {SUM.to(language)}: {escaped(diagnostic.sum.to(language))}")
    if diagnostic.clause:
        lines.append(f"  - {clause_link(diagnostic.clause, language)}")
    return "\n".join(lines) + "\n"


def _changes(told: Sequence[Section], language: Language, space: int) -> tuple[str, int]:
    """Write what changes, section by section; gives the number of entries that had no room too."""
    text = f"\n### {TITLE.to(language)}\n"
    left = 0
    for section in told:
        block = _section(section, language, 0 if left else space - _size(text))
        text += str(block)
        left += section.entries - len(block.entries)
    return (text if left < sum(section.entries for section in told) else ""), left


def _section(section: Section, language: Language, space: int) -> _Block:
    """Write as many lines, and rows of the table below them, as there is room for."""
    number = counted(section.entries, Text("perubahan", "change"), "changes").to(language)
    name = escaped_html(section.heading.to(language))
    unfolded = " open" if section.entries <= _OPEN else ""
    opening = f"\n<details{unfolded}>\n<summary><b>{name}</b>: {number}</summary>\n\n"
    lines = [f"{line_of(line, language)}\n" for line in section.lines]
    rows = [f"{row_of(row, language)}\n" for row in section.rows]
    if rows:
        blank = "\n" if lines else ""
        rows[0] = "".join((blank, *(f"{line}\n" for line in table_head(language)), rows[0]))
    return _fitting(opening, (*lines, *rows), _CLOSING, space)


def _end(cut: tuple[int, int, int], language: Language) -> str:
    """Say how much had no room, and where to read it."""
    errors, others, entries = cut
    parts = []
    if errors:
        parts.append(counted_severity(errors, "error"))
    if others:
        parts.append(counted(others, Text("peringatan dan catatan", "warning or note"), "warnings and notes"))
    if entries:
        parts.append(counted(entries, Text("perubahan", "change"), "changes"))
    left = joined(parts, ", ")
    words = Text(
        f"… dan {left.id} lagi, yang tidak muat di sini. Semuanya: `giliran check` dan `giliran impact`.",
        f"… and {left.en} more, for which there is no room here. All of it: `giliran check` and `giliran impact`.",
    )
    return f"\n{words.to(language)}\n"
