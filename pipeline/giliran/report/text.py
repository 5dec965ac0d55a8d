"""The terminal: the line at fault, what is wrong with it, the sum, the clause, and what to do."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from giliran.report.excerpt import excerpt, line_of
from giliran.report.privacy import Curtain, curtain
from giliran.report.visible import visible
from giliran.report.words import SEVERITY_WORDS, counted_severity, one_line, reasons, verdict, where
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.codes import Severity
    from giliran.diagnostics import Diagnostic, Report
    from giliran.report import Sources
    from giliran.report.excerpt import Excerpt
    from giliran.source import Place
    from giliran.wording import Language

_FULL_ERRORS = 100  # the further ones take one line each
_FULL_PER_CODE = 2  # of a warning or note; the further ones of that code are counted

_STRONG = "1"
_EDGE = "1;34"
_COLOURS: dict[Severity, str] = {"error": "1;31", "warning": "1;33", "info": "1;36"}


def written(report: Report, language: Language, sources: Sources) -> str:
    """Write the report without colour."""
    return _Page(language, sources, curtain(report, sources), colour=False).whole(report)


def coloured(report: Report, language: Language, sources: Sources) -> str:
    """Write the report with the colour codes of a terminal."""
    return _Page(language, sources, curtain(report, sources), colour=True).whole(report)


@dataclass(frozen=True, slots=True)
class _Page:
    language: Language
    sources: Sources
    veil: Curtain
    colour: bool
    lines: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def whole(self, report: Report) -> str:
        full, short = _split([found for found in report.diagnostics if found.severity != "error"])
        blocks = [self.block(diagnostic) for diagnostic in full]
        if short:
            blocks.append("\n".join(self.more(short)))
        # Errors stand last, right above the summary, where a reader of a terminal looks.
        errors = [found for found in report.diagnostics if found.severity == "error"]
        blocks += [self.block(diagnostic) for diagnostic in errors[:_FULL_ERRORS]]
        if errors[_FULL_ERRORS:]:
            blocks.append("\n".join(one_line(diagnostic, self.language) for diagnostic in errors[_FULL_ERRORS:]))
        blocks.append("\n".join(self.closing(report)))
        return "\n\n".join(blocks) + "\n"

    def block(self, diagnostic: Diagnostic) -> str:
        """Write one finding in full."""
        tint = _COLOURS[diagnostic.severity]
        words = self.veil.words_near(diagnostic)
        main = (diagnostic.place, diagnostic.label)
        others = tuple((other.place, other.label) for other in diagnostic.related)
        shown = [(place, label, self.excerpt(place, words)) for place, label in (main, *others)]
        edge = max((len(str(cut.number)) for _, _, cut in shown if cut), default=1)
        head = self.paint(f"{SEVERITY_WORDS[diagnostic.severity].to(self.language)}[{diagnostic.code}]", tint)
        lines = [f"{head}{self.paint(f': {visible(diagnostic.message.to(self.language))}', _STRONG)}"]
        for index, (place, label, cut) in enumerate(shown):
            arrow, mark, shade = (":::", "-", _EDGE) if index else ("-->", "^", tint)
            said = visible(label.to(self.language)) if label else ""
            if index and shown[index - 1][2]:
                lines.append(self.bar(edge))
            told = f": {said}" if said and not cut else ""
            lines.append(f"{' ' * (edge + 1)}{self.paint(arrow, _EDGE)} {where(place)}{told}")
            if cut:
                lines += self.drawn(cut, edge, mark, said, shade)
        equals = f"{' ' * (edge + 2)}{self.paint('=', _EDGE)}"
        lines += (f"{equals} {reason}" for reason in reasons(diagnostic, self.language))
        return "\n".join(lines)

    def drawn(self, cut: Excerpt, edge: int, mark: str, said: str, shade: str) -> tuple[str, str, str]:
        """Draw an excerpt: an empty edge, the line, the marks under it with their label."""
        number = self.paint(f" {cut.number:>{edge}} |", _EDGE)
        marks = f"{mark * cut.marked}{'…' if cut.more else ''}{f' {said}' if said else ''}"
        below = f"{self.bar(edge)} {' ' * cut.before}{self.paint(marks, shade)}"
        return self.bar(edge), f"{number} {cut.line}".rstrip(), below

    def excerpt(self, place: Place, words: tuple[str, ...]) -> Excerpt | None:
        text = self.sources.get(place.path)
        if text is None:
            return None
        if place.path not in self.lines:
            self.lines[place.path] = tuple(text.split("\n"))
        line = line_of(place, self.lines[place.path])
        if line is None:
            return None
        return excerpt(place, self.veil.over_line(place.path, place.start.line, line, words))

    def more(self, diagnostics: list[Diagnostic]) -> Iterator[str]:
        """Count the findings like those shown, a line for each code and unit, and say where they stand one by one."""
        counts: Counter[tuple[str, Severity, str]] = Counter()
        for diagnostic in diagnostics:
            counts[diagnostic.code, diagnostic.severity, diagnostic.unit or diagnostic.place.path] += 1
        for (code, severity, subject), number in counts.items():
            word = SEVERITY_WORDS[severity].to(self.language)
            told = Text(f"{number} lagi yang sejenis", f"{number} more of this kind").to(self.language)
            yield f"{self.paint(f'{word}[{code}]', _COLOURS[severity])} {visible(subject)}: {told}"
        every = Text("Satu per satu", "One by one").to(self.language)
        yield f"{every}: giliran check --format json"

    def closing(self, report: Report) -> tuple[str, ...]:
        """Sum up, and say where the codes of the errors are explained."""
        total = self.paint(verdict(report.summary).to(self.language), _STRONG)
        codes = sorted({diagnostic.code for diagnostic in report.diagnostics if diagnostic.severity == "error"})
        if not codes:
            return (total,)
        first, others = codes[0], ", ".join(codes[1:])
        also = Text(f" (begitu pula {others})", f" (likewise {others})").to(self.language) if others else ""
        hint = Text("Penjelasan", "To read more").to(self.language)
        told = (total, f"{hint}: giliran explain {first}{also}")
        mended = {diagnostic.place.path for diagnostic in report.diagnostics if diagnostic.fix is not None}
        if not mended:
            return told
        number = sum(diagnostic.fix is not None for diagnostic in report.diagnostics)
        path = f" {visible(mended.pop())}" if len(mended) == 1 else ""
        counting = counted_severity(number, "error")
        offer = Text(f"Perbaikan untuk {counting.id}", f"A fix for {counting.en}").to(self.language)
        return (*told, f"{offer}: giliran repair{path}")

    def bar(self, edge: int) -> str:
        return self.paint(f"{' ' * (edge + 2)}|", _EDGE)

    def paint(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self.colour else text


def _split(diagnostics: list[Diagnostic]) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Part the findings shown in full from those that are counted; both stay in reading order."""
    full: list[Diagnostic] = []
    short: list[Diagnostic] = []
    seen: Counter[str] = Counter()
    for diagnostic in diagnostics:
        seen[diagnostic.code] += 1
        (full if seen[diagnostic.code] <= _FULL_PER_CODE else short).append(diagnostic)
    return full, short
