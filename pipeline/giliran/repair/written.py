"""A repair for people, as a patch, and as JSON. Private text is covered in all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.edits import applied
from giliran.repair.lines import changed_lines, patch, together
from giliran.repair.words import reasons, title
from giliran.report.jsonfile import diagnostic_data
from giliran.report.plainjson import dumped
from giliran.report.privacy import covered
from giliran.report.visible import visible
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from giliran.corpus import Corpus
    from giliran.diagnostics import Report
    from giliran.repair import Repair
    from giliran.wording import Language

VERSION = 1


class Written:
    """Repairs and what they leave, ready to be written; ``private`` are the words to cover in each file."""

    def __init__(
        self, repairs: Sequence[Repair], left: Report, corpus: Corpus, private: Mapping[str, tuple[str, ...]]
    ) -> None:
        self.repairs = tuple(repairs)
        self.left = left
        self.corpus = corpus
        self.private = private

    def text(self, language: Language) -> str:
        """Show the lines that change, with the reasons under each day."""
        return "".join(line + "\n" for repair in self.repairs for line in self._shown(repair, language))

    def _shown(self, repair: Repair, language: Language) -> Iterator[str]:
        number = Text(
            f"{repair.cells} sel berubah", f"{repair.cells} {'cell changes' if repair.cells == 1 else 'cells change'}"
        )
        yield f"{repair.path}: {number.to(language)}"
        words = self.private.get(repair.path, ())
        for days, edits in together(repair):
            for _, line in changed_lines(repair.text, applied(repair.text, edits)):
                yield f"{line[0]} {visible(covered(line[1:], words))}"
            for day in days:
                yield f"    {visible(covered(title((day,)).to(language), words))}"
                for why in reasons(day, repair.unit, self.corpus, repair.path):
                    yield f"      {visible(covered(why.to(language), words))}"
        yield ""

    def diff(self, _language: Language) -> str:
        """Give one patch for all files; it can be applied unless something private is covered in it."""
        return "".join(
            covered(patch(repair.path, repair.text, repair.result), self.private.get(repair.path, ()))
            for repair in self.repairs
        )

    def json(self, language: Language) -> str:
        """Give what changes as data, version 1: a field may be added, none renamed or removed."""
        return dumped(
            {
                "version": VERSION,
                "cells": sum(repair.cells for repair in self.repairs),
                "files": [self._file(repair, language) for repair in self.repairs],
                "left": [diagnostic_data(one, language) for one in self.left.diagnostics if one.severity == "error"],
            }
        )

    def _file(self, repair: Repair, language: Language) -> dict[str, object]:
        words = self.private.get(repair.path, ())
        days = [
            {
                "date": None if day.day is None else day.day.isoformat(),
                "title": covered(title((day,)).to(language), words),
                "reasons": [
                    covered(why.to(language), words) for why in reasons(day, repair.unit, self.corpus, repair.path)
                ],
                "home": list(day.home),
            }
            for day in repair.days
        ]
        diff = covered(patch(repair.path, repair.text, repair.result), words)
        return {"path": repair.path, "unit": repair.unit, "cells": repair.cells, "days": days, "diff": diff}


FORMATS: dict[str, Callable[[Written, Language], str]] = {
    "text": Written.text,
    "diff": Written.diff,
    "json": Written.json,
}
