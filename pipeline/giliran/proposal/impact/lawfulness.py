"""Schedules that nobody touched and that a change makes unlawful, or lawful again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from giliran.proposal.impact.effects import Turned
from giliran.proposal.impact.veil import unsaid
from giliran.verdicts import verdicts
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from giliran.corpus import Corpus
    from giliran.diagnostics import Diagnostic
    from giliran.spread import Spread


def turned(old: Corpus, new: Corpus, paths: Iterable[str], spread: Spread = map) -> Iterator[Turned]:
    """Judge some schedules, which both states have and which read the same, under both.

    Whose code a stranger has is asked only among the units that the change concerns: the answer changes what an error is
    called, never whether there is one.
    """
    wanted = sorted(paths)
    if not wanted:
        return
    before, after = (_errors(corpus, wanted, spread) for corpus in (old, new))
    for path in wanted:
        first, second = before[path], after[path]
        if bool(first) == bool(second):
            continue
        told = first or second
        _, agency, unit, month = path.removesuffix(".yaml").split("/")
        days = sorted({fault.date for fault in told if fault.date is not None})
        codes = sorted({fault.code for fault in told})
        yield Turned(
            path,
            f"{agency}/{unit}",
            month,
            len(first),
            len(second),
            tuple(days),
            tuple(codes),
            _discreet(told[0].message),
        )


def _discreet(message: Text) -> Text:
    return Text(unsaid(message.id), unsaid(message.en))


def _errors(corpus: Corpus, paths: list[str], spread: Spread) -> dict[str, list[Diagnostic]]:
    alone = replace(corpus, whole=True)
    found = verdicts(corpus, paths, spread, lambda: alone)
    return {verdict.path: [fault for fault in verdict.faults if fault.severity == "error"] for verdict in found}
