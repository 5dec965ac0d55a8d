"""The words all formats share, in both languages, and a finding as a few plain lines."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

from giliran.codes import BY_CODE, FAMILIES
from giliran.report.visible import visible
from giliran.wording import Text, joined, same

if TYPE_CHECKING:
    from giliran.codes import Severity
    from giliran.diagnostics import ClauseRef, Diagnostic, Fix, Summary
    from giliran.source import Place
    from giliran.wording import Language

SEVERITY_WORDS: dict[Severity, Text] = {
    "error": Text("kesalahan", "error"),
    "warning": Text("peringatan", "warning"),
    "info": Text("catatan", "note"),
}
PLURALS: dict[str, str] = {"error": "errors", "warning": "warnings", "note": "notes"}

SUM = Text("hitungan", "sum")
BASIS = Text("dasar", "rule")
HELP = Text("langkah", "what to do")
SEE = Text("lihat", "see")
FIX = Text("perbaikan", "fix")


def counted(number: int, noun: Text, plural: str) -> Text:
    """Say a number of things: Indonesian has one form, English needs its plural."""
    return Text(f"{number} {noun.id}", f"{number} {noun.en if number == 1 else plural}")


def counted_severity(number: int, severity: Severity) -> Text:
    """Say a number of findings of one severity."""
    word = SEVERITY_WORDS[severity]
    return counted(number, word, PLURALS[word.en])


def verdict(summary: Summary) -> Text:
    """Say in one line what was looked at and what was found."""
    looked_at = joined(
        (
            counted(summary.files, Text("berkas", "file"), "files"),
            counted(summary.units, Text("unit", "unit"), "units"),
            counted(summary.schedules, Text("jadwal", "schedule"), "schedules"),
        ),
        ", ",
    )
    found = joined(
        (
            counted_severity(summary.errors, "error"),
            counted_severity(summary.warnings, "warning"),
            counted_severity(summary.infos, "info"),
        ),
        ", ",
    )
    return Text("Diperiksa: ", "Checked: ") + looked_at + Text(". Ditemukan: ", ". Found: ") + found + same(".")


def title(code: str, language: Language) -> str:
    """Name a code for people: the code and what its family is about."""
    return f"{code} {FAMILIES[BY_CODE[code].family].to(language)}"


def where(place: Place) -> str:
    """Write a place as ``path:line:column``, as terminals and editors open it."""
    return f"{visible(place.path)}:{place.start.line}:{place.start.column}"


def one_line(diagnostic: Diagnostic, language: Language) -> str:
    """Write a finding in one line. It begins with a word of ours, so no file name can pose as a command of a log."""
    word = SEVERITY_WORDS[diagnostic.severity].to(language)
    message = visible(diagnostic.message.to(language))
    return f"{word}[{diagnostic.code}] {where(diagnostic.place)}: {message}"


def basis(clause: ClauseRef, language: Language) -> str:
    """Write the clause a finding rests on: its title, its name in the repository, and its address."""
    return visible(f"{clause.title.to(language)} ({clause.id}){f' {clause.href}' if clause.href else ''}")


def reasons(diagnostic: Diagnostic, language: Language) -> tuple[str, ...]:
    """Give the lines under a message: the sum, the clause, what to do."""
    lines = []
    if diagnostic.sum:
        lines.append(f"{SUM.to(language)}: {visible(diagnostic.sum.to(language))}")
    if diagnostic.clause:
        lines.append(f"{BASIS.to(language)}: {basis(diagnostic.clause, language)}")
    if diagnostic.help:
        lines.append(f"{HELP.to(language)}: {visible(diagnostic.help.to(language))}")
    return tuple(lines)


def full_lines(diagnostic: Diagnostic, language: Language) -> tuple[str, ...]:
    """Give the message, the other places it speaks of, and its reasons, a line each, all visible characters."""
    others = (
        f"{SEE.to(language)}: {where(other.place)}: {visible(other.label.to(language))}" for other in diagnostic.related
    )
    return (visible(diagnostic.message.to(language)), *others, *reasons(diagnostic, language))


def fix_lines(fix: Fix) -> tuple[str, ...]:
    """Give the lines that a fix takes away (``-``) and puts there (``+``), all visible characters."""
    shown = unified_diff(fix.before, fix.after, lineterm="", n=0)
    return tuple(f"{line[0]} {visible(line[1:])}" for line in list(shown)[2:] if line[0] in "+-")
