"""The whole province, file by file as it is made: nothing is kept that a later file does not need."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from giliran.model import Agency
from giliran.synth.agencies import organisation
from giliran.synth.faults import Lot, Made, Planting
from giliran.synth.ground import ground
from giliran.synth.people import Register
from giliran.synth.scheduling import letter, schedules
from giliran.synth.staffing import Staffing
from giliran.synth.texts import SITE_IS_INVENTED, agency_text, dispensation_text
from giliran.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from giliran.corpus import Corpus
    from giliran.model import Fact
    from giliran.synth.agencies import AgencyPlan
    from giliran.synth.ground import Facts
    from giliran.synth.staffing import Filled

NOT_THE_LAW = ("policy/dispensations/", "policy/publication.yaml", "policy/owners.yaml", "policy/guards.yaml")
"""What is a government's own and not the law: exceptions for its units, where it publishes, who may change what."""

FAULTS = "faults.json"

File = tuple[str, bytes]


def law_alone(tree: Tree) -> Tree:
    """Give the files of ``policy/`` that another government could take over as they are."""
    entries = tree.entries.items()
    return Tree(
        {path: entry for path, entry in entries if path.startswith("policy/") and not path.startswith(NOT_THE_LAW)}
    )


@dataclass
class Tally:
    """What was made so far."""

    units: int = 0
    schedules: int = 0
    files: int = 0


class Province:
    """A province of exactly ``staff`` people under the law of a corpus, with ``faults`` planted in it.

    Raises :class:`OperatorError` where the law leaves no jurisdiction to choose, or the faults find no room.
    """

    def __init__(self, corpus: Corpus, staff: int, seed: int, faults: int = 0, jurisdiction: str | None = None) -> None:
        self.tally = Tally()
        self._seed = seed
        self._faults = faults
        self._ground = ground(corpus, jurisdiction)
        entries = law_alone(corpus.tree).entries.values()
        self._law = tuple((entry.path, entry.content) for entry in entries if entry.content is not None)
        self._agencies = organisation(staff, seed)
        self._staffing = Staffing(self._agencies, self._ground, Register(seed, staff), seed)
        self._planting = Planting(faults, tuple(self._lots()) if faults else (), self._ground, seed)

    @property
    def units(self) -> int:
        """Give the number of units."""
        return sum(len(agency.units) for agency in self._agencies)

    def batches(self) -> Iterator[tuple[File, ...]]:
        """Give the files as they are made: the law, unit after unit, and what was planted. To be asked for once."""
        yield self._counted((*self._law, ("policy/publication.yaml", SITE_IS_INVENTED.encode())))
        number = 0
        for agency in self._agencies:
            facts = self._facts(agency)
            files = [(f"units/{agency.key}/agency.yaml", agency_text(self._agency(agency, facts)))]
            for plan in agency.units:
                files += self._made(number, self._staffing.filled(number, agency, plan, facts))
                yield self._counted((path, text.encode()) for path, text in files)
                files = []
                number += 1
        if self._faults:
            told = {"version": 1, "faults": [asdict(fault) for fault in self._planting.told]}
            yield self._counted([(FAULTS, f"{json.dumps(told, indent=1)}\n".encode())])

    def _made(self, number: int, filled: Filled) -> Iterator[tuple[str, str]]:
        given = letter(filled.unit, self._ground, self._seed)
        allowed = self._ground.allowances(filled.unit, () if given is None else (given,))
        drawn_up = tuple(schedules(filled.unit, allowed, self._ground, self._seed))
        self.tally.units += 1
        self.tally.schedules += len(drawn_up)
        yield from self._planting.files(number, Made(filled, drawn_up, allowed, given is not None))
        if given is not None:
            yield given.path, dispensation_text(given)

    def _counted(self, files: Iterable[File]) -> tuple[File, ...]:
        batch = tuple(files)
        self.tally.files += len(batch)
        return batch

    def _facts(self, agency: AgencyPlan) -> Facts:
        return self._ground.facts(agency.work, agency.sector, agency.location)

    def _agency(self, agency: AgencyPlan, facts: Facts) -> Agency:
        path = f"units/{agency.key}/agency.yaml"
        admins = (f"@{agency.key}-kepegawaian", f"@{agency.key}-umum")
        return Agency(agency.key, path, agency.name, agency.kind, facts, admins, self._ground.named)

    def _lots(self) -> Iterator[Lot]:
        names = [f"{agency.key}/{plan.slug}" for agency in self._agencies for plan in agency.units]
        seen: dict[tuple[tuple[str, Fact], ...], tuple[tuple[str, ...], bool]] = {}
        number = 0
        for agency in self._agencies:
            facts = self._facts(agency)
            for plan in agency.units:
                own, _ = self._staffing.reviewed(agency, plan, facts)
                key = tuple({**facts, **own}.items())
                if key not in seen:
                    seen[key] = self._standing(dict(key))
                sources = tuple(names[move.source] for move in self._staffing.coming(number))
                yield Lot(names[number], *seen[key], sources)
                number += 1

    def _standing(self, facts: Facts) -> tuple[tuple[str, ...], bool]:
        """Give the months in which units with such facts may work from home, and whether they are excluded on some day."""
        standings = self._ground.standings(facts)
        months = dict.fromkeys(day.isoformat()[:7] for day, standing in standings.items() if standing == "open")
        return tuple(months), "excluded" in standings.values()
