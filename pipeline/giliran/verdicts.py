"""The verdict on each schedule file, worked out part by part, so that the parts can be spread over processes and machines.

A schedule stands on its own unit and the law, and a part holds just these. The few questions that only the whole staff
can answer (whose code is this, if nobody's here?) are put aside by whoever has the part and settled at the end.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import msgspec

from giliran.corpus import Elsewhere
from giliran.corpus.reading import read_schedule
from giliran.diagnostics import Diagnostic
from giliran.grammar import identify
from giliran.personal import personal_content
from giliran.rules.recalls import recall_faults
from giliran.rules.unattested_domicile import unattested_domicile
from giliran.source import Place
from giliran.spelling import guessed
from giliran.validate import schedule_faults
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from giliran.corpus import Corpus
    from giliran.documents import Document
    from giliran.memory import Memory
    from giliran.model import Schedule
    from giliran.spread import Spread
    from giliran.tree import Entry

PORTION = 200
"""Schedules in one part: enough that sending the law along costs little, few enough that no process waits long at the end."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one schedule file.

    ``settled`` tells that its own unit and the law were enough to judge it.
    """

    path: str
    faults: tuple[Diagnostic, ...] = ()
    settled: bool = True


_WRITE = msgspec.msgpack.Encoder()
_READ = msgspec.msgpack.Decoder(tuple[Verdict, ...])


@dataclass(frozen=True, slots=True)
class Part:
    """Some schedules to be judged, and what they are judged by."""

    corpus: Corpus
    paths: tuple[str, ...]


def verdicts(
    corpus: Corpus, paths: Iterable[str], spread: Spread = map, whole: Callable[[], Corpus] | None = None
) -> Iterator[Verdict]:
    """Judge some schedules, in their order.

    A corpus that is but a part comes with a way to get at the ``whole``, which is asked for where nobody else knows.
    """
    for told in spread(judge_part, parts(corpus, paths)):
        for verdict in _READ.decode(told):
            if verdict.settled:
                yield verdict
            else:
                yield replace(judge(corpus if whole is None else whole(), verdict.path), settled=False)


def parts(corpus: Corpus, paths: Iterable[str]) -> tuple[Part, ...]:
    """Divide schedules, unit by unit, into parts of about :data:`PORTION`."""
    portions: list[dict[str, list[str]]] = [{}]
    size = 0
    for path in paths:
        identity = identify(path)
        assert identity is not None  # it was found as a schedule
        unit = f"{identity.names['agency']}/{identity.names['unit']}"
        if size >= PORTION and unit not in portions[-1]:
            portions.append({})
            size = 0
        portions[-1].setdefault(unit, []).append(path)
        size += 1
    return tuple(Part(corpus.part(units), tuple(path for own in units.values() for path in own)) for units in portions)


def judge_part(part: Part) -> bytes:
    """Judge the schedules of one part; the verdicts are written as MessagePack, which travels lighter than objects."""
    return _WRITE.encode(tuple(judge(part.corpus, path) for path in part.paths))


def judge(corpus: Corpus, path: str) -> Verdict:
    """Judge one schedule file."""
    entry = corpus.tree.entries[path]
    found = list(personal_faults(entry, corpus.memory))
    document, schedule, faults = read_schedule(entry, corpus.memory)
    found.extend(faults)
    if schedule is None:
        return Verdict(path, tuple(found))
    try:
        found.extend(_law(corpus, schedule, document))
    except Elsewhere:
        return Verdict(path, settled=False)
    return Verdict(path, tuple(found))


def personal_faults(entry: Entry, memory: Memory | None) -> tuple[Diagnostic, ...]:
    """Give the personal data in one file."""
    if memory is not None:
        return memory.recall(("personal", entry), lambda: personal_faults(entry, None))
    return tuple(personal_content(entry.path, entry.content or b""))


def _law(corpus: Corpus, schedule: Schedule, document: Document) -> Iterator[Diagnostic]:
    unit = corpus.units.get(schedule.unit)
    if unit is None:
        if f"units/{schedule.unit}.yaml" not in corpus.broken:
            yield _without_unit(schedule, corpus)
        return
    law = corpus.law_of(unit)
    if law is None or not corpus.judged(unit):
        return
    limits = corpus.limits(law, unit, schedule.month)
    yield from schedule_faults(document, limits, corpus)
    yield from recall_faults(corpus, schedule, document, limits)
    yield from unattested_domicile(corpus, schedule, document)


def _without_unit(schedule: Schedule, corpus: Corpus) -> Diagnostic:
    message = Text(
        f"Jadwal ini milik unit yang tidak ada: units/{schedule.unit}.yaml tidak ditemukan.",
        f"This schedule belongs to a unit that does not exist: there is no units/{schedule.unit}.yaml.",
    )
    advice = Text(
        "Buat berkas unitnya, atau pindahkan jadwal ini ke map unit yang benar.",
        "Write the unit file, or move this schedule to the folder of the right unit.",
    )
    units = corpus.all_units()
    agency = f"{schedule.unit.partition('/')[0]}/"
    # The name of the agency is seldom what is misspelt, and thousands of others are not worth comparing.
    advice = guessed(schedule.unit, [unit for unit in units if unit.startswith(agency)] or list(units), advice)
    return Diagnostic("SC001", message, Place.of_file(schedule.path), help=advice, unit=schedule.unit)
