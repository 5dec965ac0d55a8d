"""Fixes as suggestions beside the lines of a proposal, for whoever posts them on the forge.

A forge takes a suggestion only on lines that it shows: those a proposal changes and three around them. And what is judged
is the proposal merged, while the forge shows its own last commit; where a file is not the same in both, nothing is
suggested, since the lines might be others.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from giliran.report.markdown import escaped
from giliran.report.plainjson import dumped
from giliran.report.privacy import discreet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from giliran.diagnostics import Fix, Report
    from giliran.proposal import Proposal
    from giliran.report import Sources
    from giliran.wording import Language

VERSION = 1
MOST = 20
"""Suggestions on one proposal. Whoever has more to mend lets the program do it; the comment says how."""
_AROUND = 3
"""Lines that forges show around a change."""


def suggestions(
    report: Report,
    proposal: Proposal,
    tip: str,
    content: Callable[[str], bytes | None],
    language: Language,
    sources: Sources,
) -> str:
    """Write the suggestions as JSON. ``tip`` is the last commit of the proposal, ``content`` gives its files from the top."""
    found: dict[tuple[str, Fix], dict[str, object]] = {}
    for diagnostic in discreet(report, sources).diagnostics:
        path, fix = diagnostic.place.path, diagnostic.fix
        if fix is None or (path, fix) in found or len(found) == MOST:
            continue
        entry = proposal.after.entries[path]
        if entry.content is None or b"\r" in entry.content or content(proposal.folder + path) != entry.content:
            continue
        before = proposal.before.entries.get(path)
        shown = _Shown(_lines(None if before is None else before.content), _lines(entry.content))
        last = fix.line + len(fix.before) - 1
        if shown.holds(fix.line, last):
            found[path, fix] = {
                "path": proposal.folder + path,
                "line": fix.line,
                "end": last,
                "old": shown.old(last),
                "title": escaped(fix.title.to(language)),
                "lines": list(fix.after),
            }
    return dumped({"version": VERSION, "tip": tip, "suggestions": list(found.values())})


def _lines(content: bytes | None) -> list[str]:
    return [] if content is None else content.decode("utf-8", errors="replace").split("\n")


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a forge shows of a change of one file."""

    before: list[str]
    after: list[str]

    def _parts(self) -> Iterator[list[tuple[str, int, int, int, int]]]:
        yield from SequenceMatcher(None, self.before, self.after, autojunk=False).get_grouped_opcodes(_AROUND)

    def holds(self, first: int, last: int) -> bool:
        """Tell whether lines, counted from 1, are shown together, and one of them is new."""
        for part in self._parts():
            if part[0][3] < first and last <= part[-1][4]:
                return any(what != "equal" and start < last and first <= end for what, _, _, start, end in part)
        return False

    def old(self, line: int) -> int | None:
        """Give the number that a line had before; ``None`` for a new one."""
        for part in self._parts():
            for what, old, _, start, end in part:
                if start < line <= end:
                    return old + line - start if what == "equal" else None
        return None
