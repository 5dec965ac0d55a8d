"""GitHub-flavoured Markdown for the summary of a job or a comment: the verdict first, then what to mend."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import quote

from giliran.report.visible import visible
from giliran.report.words import BASIS, FIX, HELP, SEE, SEVERITY_WORDS, SUM, counted_severity, fix_lines, where
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from giliran.diagnostics import ClauseRef, Diagnostic, Fix, Report, Summary
    from giliran.report import Sources
    from giliran.wording import Language

LIMIT = 60_000  # bytes; a comment may have 65 536 characters and other steps may add to a summary
_RESERVED = 600  # for the end: the closing tag and the line that says how many more

_SPECIAL = str.maketrans(
    {
        **{character: f"\\{character}" for character in "\\`*_{}[]|~!$"},
        "<": "&lt;",
        ">": "&gt;",
        "&": "&amp;",
        "@": "@&#8288;",
        "#": "\\#&#8288;",
    }
)
_SPECIAL_IN_HTML = str.maketrans(
    {
        **{character: f"&#{ord(character)};" for character in '\\`*_{}[]|~!$"'},
        "<": "&lt;",
        ">": "&gt;",
        "&": "&amp;",
        "@": "@&#8288;",
        "#": "#&#8288;",
    }
)
# A bare address becomes a link and a name after @ a call for a person even where nothing marks them. U+2060, a joiner
# without width, stands in between; it is written as an entity so that the source shows it.
_BARE_LINK = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)


def written(report: Report, language: Language, sources: Sources) -> str:  # noqa: ARG001 - all formats are called alike
    """Write the report as Markdown of at most :data:`LIMIT` bytes; errors come first, so they are kept longest."""
    errors = fixes_once(one for one in report.diagnostics if one.severity == "error")
    others = tuple(one for one in report.diagnostics if one.severity != "error")
    parts = [_head(report.summary, language)]
    used = len(parts[0].encode()) + _RESERVED
    shown = 0
    for block in (*_errors(errors, language), *_others(others, language)):
        used += len(block.encode())
        if used > LIMIT:
            break
        parts.append(block)
        shown += 1
    if shown > len(errors):
        parts.append("\n</details>\n")
    left = len(report.diagnostics) - shown
    if left:
        parts.append(f"\n{_more(left).to(language)}\n")
    return "".join(parts)


def _head(summary: Summary, language: Language) -> str:
    if summary.errors:
        count = counted_severity(summary.errors, "error")
        verdict = Text(f"Ditolak: {count.id} perlu diperbaiki", f"Refused: {count.en} to mend")
    else:
        verdict = Text("Diterima: tidak ada kesalahan", "Accepted: no errors")
    names = Text(
        "Berkas | Unit | Jadwal | Kesalahan | Peringatan | Catatan",
        "Files | Units | Schedules | Errors | Warnings | Notes",
    )
    numbers = (summary.files, summary.units, summary.schedules, summary.errors, summary.warnings, summary.infos)
    row = " | ".join(str(number) for number in numbers)
    return f"## {verdict.to(language)}\n\n| {names.to(language)} |\n|{'--:|' * len(numbers)}\n| {row} |\n"


def _errors(errors: tuple[Diagnostic, ...], language: Language) -> Iterator[str]:
    """Give one block an error; the first of each file brings the heading."""
    for path, found in groupby(errors, key=lambda one: one.place.path):
        heading = f"\n### {escaped(path)}\n\n"
        for diagnostic in found:
            start = diagnostic.place.start
            place = Text(f"baris {start.line}, kolom {start.column}", f"line {start.line}, column {start.column}")
            yield heading + item(diagnostic, place.to(language), language)
            heading = ""


def _others(others: tuple[Diagnostic, ...], language: Language) -> Iterator[str]:
    """Give one block a warning or note; the first opens the fold, which whoever shows it must close."""
    counts = {severity: sum(one.severity == severity for one in others) for severity in SEVERITY_WORDS}
    named = ", ".join(counted_severity(count, which).to(language) for which, count in counts.items() if count)
    opening = f"\n<details>\n<summary>{named}</summary>\n\n"
    for diagnostic in others:
        yield opening + item(diagnostic, escaped(where(diagnostic.place)), language)
        opening = ""


def item(diagnostic: Diagnostic, place: str, language: Language) -> str:
    """Write a finding as an item of a list; ``place`` is Markdown already."""
    head = f"**{SEVERITY_WORDS[diagnostic.severity].to(language)} {diagnostic.code}**"
    lines = [f"- {head}, {place}: {escaped(diagnostic.message.to(language))}"]
    for related in diagnostic.related:
        told = escaped(f"{where(related.place)}: {related.label.to(language)}")
        lines.append(f"  - {SEE.to(language)}: {told}")
    if diagnostic.sum:
        lines.append(f"  - {SUM.to(language)}: {escaped(diagnostic.sum.to(language))}")
    if diagnostic.clause:
        lines.append(f"  - {BASIS.to(language)}: {clause_link(diagnostic.clause, language)}")
    if diagnostic.help:
        lines.append(f"  - {HELP.to(language)}: {escaped(diagnostic.help.to(language))}")
    if diagnostic.fix:
        lines += _proposed(diagnostic.fix, language)
    return "\n".join(lines) + "\n"


def fixes_once(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Give findings of which only the first shows a fix that several have, as all of a unit that may have nobody at home."""
    shown: set[tuple[str, Fix]] = set()
    found = []
    for one in diagnostics:
        known = one.fix is not None and (one.place.path, one.fix) in shown
        if one.fix is not None:
            shown.add((one.place.path, one.fix))
        found.append(replace(one, fix=None) if known else one)
    return tuple(found)


def _proposed(fix: Fix, language: Language) -> Iterator[str]:
    """Show a fix as the lines that go and come, in a block which nothing in them can end."""
    yield f"  - {FIX.to(language)}: {escaped(fix.title.to(language))}"
    lines = fix_lines(fix)
    longest = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    yield ""
    yield f"    {fence}diff"
    yield from (f"    {line}" for line in lines)
    yield f"    {fence}"


def clause_link(clause: ClauseRef, language: Language) -> str:
    """Link the title to an https address; any other kind is left out."""
    title, name = escaped(clause.title.to(language)), escaped(clause.id)
    if clause.href is None or not clause.href.startswith("https://"):
        return f"{title} ({name})"
    address = quote(clause.href.encode("utf-8", "surrogatepass"), safe="/:?#@!$&'*+,;=%-._~").replace("&", "&amp;")
    return f"[{title}]({address}) ({name})"


def _more(left: int) -> Text:
    return Text(
        f"… dan {left} temuan lagi. Jalankan `giliran check` untuk melihat semuanya.",
        f"… and {left} more {'finding' if left == 1 else 'findings'}. Run `giliran check` to see them all.",
    )


def escaped_html(text: str) -> str:
    """Make any text plain words within HTML in Markdown, such as the summary of a fold, where a backslash would be seen."""
    return _BARE_LINK.sub("&#8288;", visible(text).translate(_SPECIAL_IN_HTML))


def escaped(text: str) -> str:
    """Make any text plain words in Markdown: no mark-up, no HTML, no link, no call for a person."""
    return _BARE_LINK.sub("&#8288;", visible(text).translate(_SPECIAL))
