"""What keeps the newest edit from being shown, in the words of the language that was asked for."""

from __future__ import annotations

import traceback
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from giliran.diagnostics import OperatorError
from giliran.render.faults import fault_of
from giliran.report import rendered
from giliran.report.texts import Texts
from giliran.report.words import counted_severity
from giliran.wording import Text

if TYPE_CHECKING:
    from giliran.check import Outcome
    from giliran.render.project import Project
    from giliran.wording import Language


@dataclass(frozen=True, slots=True)
class Trouble:
    """A headline and a text without mark-up."""

    title: str
    words: str

    def __str__(self) -> str:
        """Give both as they are written to the terminal."""
        return f"{self.title}\n\n{self.words.rstrip()}\n"


def of_report(outcome: Outcome, language: Language) -> Trouble:
    """Tell the errors of a check; warnings and notes are left to ``check`` and to the pages."""
    report = outcome.report
    errors = tuple(found for found in report.diagnostics if found.severity == "error")
    counted = counted_severity(len(errors), "error")
    title = Text(f"Data belum benar: {counted.id}", f"The data are not right: {counted.en}").to(language)
    return Trouble(title, rendered("text", replace(report, diagnostics=errors), language, Texts(outcome.tree)))


def of_reading(error: OperatorError | OSError, language: Language) -> Trouble:
    """Tell why the data cannot be read at all."""
    title = Text("Data tidak dapat dibaca", "The data cannot be read").to(language)
    return Trouble(title, error.text.to(language) if isinstance(error, OperatorError) else str(error))


def of_making(error: Exception, parts: Project, language: Language) -> Trouble:
    """Tell why a page or the templates of all pages cannot be used."""
    fault = fault_of(error, parts)
    if fault is None:
        return of_bug(error, language)
    title = Text("Situs tidak dapat dibuat", "The site cannot be made").to(language)
    words = fault.words.to(language)
    return Trouble(title, words if fault.place is None else f"{fault.place}\n{words}")


def of_bug(error: Exception, language: Language) -> Trouble:
    """Tell of a fault of ours, with the line that a report needs."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(frame.filename).name}:{frame.lineno} {type(error).__name__}: {error}"
    title = Text(
        "Ini kesalahan program kami, bukan kesalahan data Anda", "This is a bug of ours, not a fault in your data"
    )
    return Trouble(title.to(language), f"{where}\n{Text('Mohon laporkan.', 'Please report it.').to(language)}")
