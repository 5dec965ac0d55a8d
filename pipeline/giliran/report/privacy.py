"""What a report must not repeat: the text a private diagnostic points at.

A finding about personal data says where it is, never what it is. Other findings can point at the same line or quote
the same value, so the text is taken out of all of them, not only out of the private one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from giliran.diagnostics import Diagnostic, Fix, Report
    from giliran.source import Place

DOT = "•"
_SHORTEST = 4  # below this a piece of text is no secret, and taking it out everywhere would eat ordinary words


@dataclass(frozen=True, slots=True)
class Curtain:
    """The private stretches of each file, and the pieces of text in them, the longest first."""

    places: Mapping[str, tuple[Place, ...]]
    words: Mapping[str, tuple[str, ...]]

    def words_near(self, diagnostic: Diagnostic) -> tuple[str, ...]:
        """Give the private pieces of the files a diagnostic speaks of."""
        paths = dict.fromkeys((diagnostic.place.path, *(other.place.path for other in diagnostic.related)))
        if len(paths) == 1:
            return self.words.get(diagnostic.place.path, ())
        return _longest_first(word for path in paths for word in self.words.get(path, ()))

    def over_line(self, path: str, number: int, line: str, words: Iterable[str]) -> str:
        """Cover the private stretches of a line and every further occurrence of the words; its length stays."""
        for place in self.places.get(path, ()):
            if place.start.line <= number <= place.end.line:
                start, end = _stretch(place, number, line)
                line = line[:start] + DOT * len(line[start:end]) + line[end:]
        return covered(line, words)


def covered(text: str, words: Iterable[str]) -> str:
    """Put a dot for each character of each occurrence of the words."""
    for word in words:
        text = text.replace(word, DOT * len(word))
    return text


def curtain(report: Report, sources: Mapping[str, str]) -> Curtain:
    """Collect what the private diagnostics of a report point at."""
    places: dict[str, list[Place]] = {}
    for diagnostic in report.diagnostics:
        if diagnostic.private:
            places.setdefault(diagnostic.place.path, []).append(diagnostic.place)
    words = {
        path: _longest_first(_pieces(found, sources[path].split("\n")))
        for path, found in places.items()
        if path in sources
    }
    return Curtain({path: tuple(found) for path, found in places.items()}, words)


def discreet(report: Report, sources: Mapping[str, str]) -> Report:
    """Give the report with the private text taken out of all messages, labels, sums and helps."""
    veil = curtain(report, sources)
    if not veil.words:
        return report
    return replace(report, diagnostics=tuple(_discreet(one, veil.words_near(one)) for one in report.diagnostics))


def _discreet(diagnostic: Diagnostic, words: tuple[str, ...]) -> Diagnostic:
    if not words:
        return diagnostic
    return replace(
        diagnostic,
        message=_over(diagnostic.message, words),
        help=diagnostic.help and _over(diagnostic.help, words),
        label=diagnostic.label and _over(diagnostic.label, words),
        sum=diagnostic.sum and _over(diagnostic.sum, words),
        related=tuple(replace(other, label=_over(other.label, words)) for other in diagnostic.related),
        fix=_without(diagnostic.fix, words),
    )


def _without(fix: Fix | None, words: tuple[str, ...]) -> Fix | None:
    """Give a fix with the private words covered in what goes; none where they would stay, or be written again."""
    if fix is None or any(word in text for text in (*fix.after, *(edit.text for edit in fix.edits)) for word in words):
        return None
    return replace(fix, title=_over(fix.title, words), before=tuple(covered(line, words) for line in fix.before))


def _over(text: Text, words: tuple[str, ...]) -> Text:
    return Text(covered(text.id, words), covered(text.en, words))


def _pieces(places: Iterable[Place], lines: list[str]) -> Iterable[str]:
    """Give the text of the places line by line, without the quotation marks and blanks around it."""
    for place in places:
        for number in range(place.start.line, min(place.end.line, len(lines)) + 1):
            start, end = _stretch(place, number, lines[number - 1])
            piece = lines[number - 1][start:end].strip("\"' \t\r")
            if len(piece) >= _SHORTEST:
                yield piece


def _stretch(place: Place, number: int, line: str) -> tuple[int, int]:
    """Give the offsets of what a place covers of one of its lines."""
    start = place.start.column - 1 if number == place.start.line else 0
    return start, place.end.column - 1 if number == place.end.line else len(line)


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(dict.fromkeys(words), key=lambda word: (-len(word), word)))
