"""Everything in a repository as one model, and the questions that cross files."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from giliran.corpus.evaluation import EvaluationPolicy
from giliran.corpus.reading import read_schedule
from giliran.corpus.schedules import Schedules
from giliran.documents import read
from giliran.grammar import makes_law, schedule_path
from giliran.membership import Roster
from giliran.model import CalendarRules, Imprint
from giliran.rulings import Law
from giliran.schemas import month_limits
from giliran.tree import Tree
from giliran.workdays import Workdays

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from giliran.documents import Document
    from giliran.memory import Memory
    from giliran.model import (
        Agency,
        Circular,
        Clause,
        Dispensation,
        Employee,
        FactTerm,
        Forge,
        Jurisdiction,
        Reading,
        Schedule,
        Unit,
    )
    from giliran.schemas import MonthLimits
    from giliran.wording import Text


class Elsewhere(Exception):  # noqa: N818 - no error: the answer lies with whoever has the whole
    """A part of a corpus was asked for something that may stand in another part."""


@dataclass
class Corpus:
    """The model of a whole repository, with the documents it came from for their positions.

    A corpus may be a part of a whole (:meth:`part`); what only the whole can answer raises :class:`Elsewhere` there.
    ``broken`` holds the paths of files that could not be read into the model, and of clauses whose periods leave open what
    holds on a day: what depends on them is not judged, so
    that one fault is not told a hundred times. ``addresses`` says where each edition of the site is published, with a
    final slash, ``site_note`` what stands at the foot of their pages, ``forge`` where changes are proposed. ``documents`` lacks schedules; :meth:`document` reads them when asked. ``memory`` holds what an earlier
    check has worked out. ``months`` are those for which anyone has a schedule, once somebody has asked: a part of a
    corpus has those of the whole.
    """

    tree: Tree
    circulars: dict[str, Circular] = field(default_factory=dict)
    jurisdictions: dict[str, Jurisdiction] = field(default_factory=dict)
    calendar: CalendarRules = field(default_factory=CalendarRules)
    vocabulary: dict[str, FactTerm] | None = None
    dispensations: tuple[Dispensation, ...] = ()
    addresses: dict[str, str] = field(default_factory=dict)
    forge: Forge | None = None
    site_note: Text | None = None
    evaluation: EvaluationPolicy = field(default_factory=EvaluationPolicy)
    agencies: dict[str, Agency] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    memory: Memory | None = None
    months: frozenset[str] | None = None
    whole: bool = True
    _rosters: dict[str, Roster] = field(default_factory=dict)
    _laws: dict[str, Law] = field(default_factory=dict)
    _people: dict[str, tuple[tuple[Unit, Employee], ...]] | None = None
    _policy: bytes | None = None

    @cached_property
    def schedules(self) -> Schedules:
        """Give the schedules, each read when it is asked for; those that cannot be read are left out."""
        return Schedules(self.tree, self.broken, lambda path: read_schedule(self.tree.entries[path], self.memory)[1])

    def schedule_of(self, unit: str, month: str) -> Schedule | None:
        """Give the schedule of a unit for a month written ``2023-09``; ``None`` where there is none that can be read."""
        return self.schedules.get(schedule_path(unit, month))

    def document(self, path: str) -> Document:
        """Give a document for its positions; one that another process has read is read again here."""
        if path not in self.documents:
            self.documents[path] = read(path, self.tree.entries[path].content or b"")
        return self.documents[path]

    def imprint(self, edition: str) -> Imprint:
        """Give what the pages of an edition say of their site."""
        return Imprint(self.addresses.get(edition), self.site_note)

    def named_months(self) -> frozenset[str]:
        """Give the months that some unit has a schedule for, readable or not."""
        if self.months is None:
            self.months = frozenset(names["month"] for _, names in self.tree.readable("schedule"))
        return self.months

    def part(self, units: Iterable[str]) -> Corpus:
        """Give some units with their agencies, their schedules and the law, small enough to be sent elsewhere.

        Units are named ``agency/unit``; one that does not exist may have schedules all the same.
        """
        wanted = dict.fromkeys(units)
        agencies = dict.fromkeys(unit.partition("/")[0] for unit in wanted)
        paths = [*(f"units/{agency}/agency.yaml" for agency in agencies), *(f"units/{unit}.yaml" for unit in wanted)]
        schedules = [path for unit in wanted for path in self.schedules.files_of(unit)]
        entries = self.tree.entries
        found = {path: entries[path] for path in (*self._law_files, *schedules, *paths) if path in entries}
        return replace(
            self,
            tree=Tree({path: found[path] for path in sorted(found)}),
            agencies={name: self.agencies[name] for name in agencies if name in self.agencies},
            units={name: self.units[name] for name in wanted if name in self.units},
            documents={path: self.documents[path] for path in (*self._law_files, *paths) if path in self.documents},
            broken={path for path in self.broken if path in found or path.startswith("policy/")},
            whole=False,
            _rosters={name: self.roster(name) for name in wanted if name in self.units},
            _people=None,
        )

    @cached_property
    def _law_files(self) -> tuple[str, ...]:
        return tuple(path for path in self.tree.entries if path.startswith("policy/") and makes_law(path))

    def all_units(self) -> dict[str, Unit]:
        """Give every unit there is. Raises :class:`Elsewhere` in a part."""
        if not self.whole:
            raise Elsewhere
        return self.units

    def is_known(self, person: str, near: Unit) -> bool:
        """Tell whether any unit has such an employee at any time; ``near`` is looked at first."""
        return bool(self.roster(near.id).spells(person) or self.stays(person))

    def is_employed(self, person: str, day: datetime.date, near: Unit) -> bool:
        """Tell whether someone belongs to any unit on a day; ``near`` is looked at first."""
        own = self.roster(near.id).spells(person)
        return any(day in stay.period for stay in own) or any(day in stay.period for _, stay in self.stays(person))

    def roster(self, unit: str) -> Roster:
        """Give the members of a unit over time. Raises :class:`KeyError` for an unknown unit."""
        if unit not in self._rosters:
            self._rosters[unit] = Roster(self.units[unit])
        return self._rosters[unit]

    def stays(self, employee: str) -> tuple[tuple[Unit, Employee], ...]:
        """Give every membership of one person in the whole jurisdiction, by unit; nothing for an unknown id.

        Raises :class:`Elsewhere` in a part.
        """
        self.all_units()
        return self.stays_here(employee)

    def stays_here(self, employee: str) -> tuple[tuple[Unit, Employee], ...]:
        """Give the memberships of one person in the units that are here, which in a part need not be all."""
        if self._people is None:
            found: dict[str, tuple[tuple[Unit, Employee], ...]] = {}
            for unit in self.units.values():
                for member in unit.employees:
                    found[member.id] = (*found.get(member.id, ()), (unit, member))
            self._people = found
        return self._people.get(employee, ())

    @cached_property
    def moved(self) -> tuple[tuple[tuple[Unit, Employee], ...], ...]:
        """Give the memberships of each code that has several, in the order of the units."""
        once: set[str] = set()
        several: set[str] = set()
        for unit in self.all_units().values():
            for member in unit.employees:
                (several if member.id in once else once).add(member.id)
        found: dict[str, list[tuple[Unit, Employee]]] = {}
        for unit in self.all_units().values():
            for member in unit.employees:
                if member.id in several:
                    found.setdefault(member.id, []).append((unit, member))
        return tuple(tuple(stays) for stays in found.values())

    def jurisdiction_of(self, unit: Unit) -> Jurisdiction | None:
        """Give the jurisdiction of a unit: its agency's."""
        return self.jurisdiction_over(unit.agency)

    def jurisdiction_over(self, agency_id: str) -> Jurisdiction | None:
        """Give the jurisdiction of an agency: the one it names, or the only one there is."""
        agency = self.agencies.get(agency_id)
        if agency is not None and agency.jurisdiction is not None:
            return self.jurisdictions.get(agency.jurisdiction)
        if len(self.jurisdictions) == 1:
            return next(iter(self.jurisdictions.values()))
        return None

    def law_of(self, unit: Unit) -> Law | None:
        """Give the law that a unit is under, or ``None`` where its jurisdiction is not known."""
        jurisdiction = self.jurisdiction_of(unit)
        return None if jurisdiction is None else self.law_in(jurisdiction)

    def law_in(self, jurisdiction: Jurisdiction) -> Law:
        """Give the law of a jurisdiction."""
        if jurisdiction.name not in self._laws:
            self._laws[jurisdiction.name] = self._law(jurisdiction)
        return self._laws[jurisdiction.name]

    def limits(self, law: Law, unit: Unit, month: str) -> MonthLimits:
        """Apply the law of a unit to it for a month written ``2023-09``."""
        if self.memory is None:
            return month_limits(law, self.roster(unit.id), month)
        staff = (self.tree.entries[path] for path in (f"units/{unit.agency}/agency.yaml", unit.path))
        key = ("limits", self._policy_digest, *staff, month)
        return self.memory.recall(key, lambda: month_limits(law, self.roster(unit.id), month))

    @property
    def _policy_digest(self) -> bytes:
        """Tell all that the law of any unit is read from apart from every other state of it."""
        if self._policy is None:
            found = hashlib.sha256()
            for path, entry in self.tree.entries.items():
                if path.startswith("policy/"):
                    found.update(f"{path} {entry.sort} {entry.size}\n".encode(errors="surrogatepass"))
                    found.update(entry.digest)
            self._policy = found.digest()
        return self._policy

    def _law(self, jurisdiction: Jurisdiction) -> Law:
        known = [bond for bond in jurisdiction.bonds if bond.circular in self.circulars]
        return Law(
            tuple(self.circulars[bond.circular] for bond in known if bond.force == "binding"),
            tuple(self.circulars[bond.circular] for bond in known if bond.force == "advisory"),
            Workdays(self.calendar),
            self.dispensations,
        )

    def clause(self, name: str) -> Clause | None:
        """Find a clause by ``issuer/circular/clause``."""
        circular = self.circulars.get(name.rpartition("/")[0])
        if circular is None:
            return None
        return next((clause for clause in circular.clauses if clause.id == name), None)

    def reading(self, circular: Circular, name: str) -> tuple[Circular, Reading] | None:
        """Find a reading that a circular names: its own, else that of the first other one that has it."""
        found = (
            (holder, each)
            for holder in (circular, *self.circulars.values())
            for each in holder.readings
            if each.name == name
        )
        return next(found, None)

    @cached_property
    def policy_broken(self) -> bool:
        """Tell whether a file that makes law could not be read. To be asked when all of them have been looked at."""
        return any(path.startswith("policy/") and makes_law(path) for path in self.broken)

    def judged(self, unit: Unit) -> bool:
        """Tell whether schedules of a unit can be judged: law, agency and unit were all read."""
        return (
            not self.policy_broken
            and unit.path not in self.broken
            and f"units/{unit.agency}/agency.yaml" not in self.broken
            and unit.agency in self.agencies
            and self._law_is_known(self.jurisdiction_of(unit))
        )

    def _law_is_known(self, jurisdiction: Jurisdiction | None) -> bool:
        """Tell whether every circular that a jurisdiction names is there; under half a law nothing is judged."""
        return jurisdiction is not None and all(bond.circular in self.circulars for bond in jurisdiction.bonds)
