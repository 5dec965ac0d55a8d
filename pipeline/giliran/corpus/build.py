"""From the files of a tree to the corpus: read, judge the shape, convert, and keep every fault met on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.corpus import Corpus, policy, staffing
from giliran.corpus.evaluation import evaluation_policy
from giliran.corpus.periods import undecided
from giliran.corpus.reading import accepted
from giliran.diagnostics import Diagnostic
from giliran.grammar import identify
from giliran.wording import Text
from giliran.workdays import known_country

if TYPE_CHECKING:
    from giliran.documents import Document
    from giliran.memory import Memory
    from giliran.model import Circular, Conduct, Practice, Reading
    from giliran.tree import Entry, Tree

_PARTS = ("clause", "conduct", "readings", "practices")
"""The kinds of files that belong to a circular."""


def build(
    tree: Tree, scope: frozenset[str] | None = None, memory: Memory | None = None, *, whole: bool = True
) -> tuple[Corpus, list[Diagnostic]]:
    """Read law and staffing. Schedules come later, one by one, since there are many and each stands alone.

    Worked examples outside ``scope`` are passed over: no verdict depends on them. A tree without all of its units is
    not ``whole``.
    """
    assembly = _Assembly(tree, memory, whole)
    assembly.circulars()
    assembly.jurisdictions()
    assembly.calendar()
    assembly.vocabulary()
    assembly.publication()
    assembly.about_proposals()
    assembly.evaluation()
    assembly.dispensations()
    assembly.agencies()
    assembly.units()
    assembly.worked_examples(scope)
    return assembly.corpus, assembly.faults


def _kind(entry: Entry) -> str:
    identity = identify(entry.path)
    assert identity is not None
    return identity.kind


class _Assembly:
    """Fills one corpus, format by format, in the order in which they need each other."""

    def __init__(self, tree: Tree, memory: Memory | None, whole: bool) -> None:
        self.tree = tree
        self.corpus = Corpus(tree=tree, memory=memory, whole=whole)
        self.faults: list[Diagnostic] = []
        for entry in tree.entries.values():
            if not entry.readable:
                self.corpus.broken.add(entry.path)

    def _accepted(self, entry: Entry, kind: str) -> Document | None:
        document, faults = accepted(entry, kind, self.corpus.memory)
        self.corpus.documents[entry.path] = document
        return document if self._sound(entry.path, faults) else None

    def _sound(self, path: str, faults: list[Diagnostic] | tuple[Diagnostic, ...]) -> bool:
        self.faults.extend(faults)
        if faults:
            self.corpus.broken.add(path)
        return not faults

    def circulars(self) -> None:
        for entry, names in self.tree.readable("circular"):
            name = f"{names['issuer']}/{names['circular']}"
            document = self._accepted(entry, "circular")
            if document is None:
                self._shapes_of(name)
                continue
            found, faults = policy.circular(name, document)
            self._sound(entry.path, faults)
            self.corpus.circulars[name] = self._with_parts(found)
        for entry, names in self.tree.readable(*_PARTS):
            if entry.path not in self.corpus.documents:
                self._orphan(entry, f"{names['issuer']}/{names['circular']}")

    def _with_parts(self, found: Circular) -> Circular:
        clauses = []
        conduct: Conduct | None = None
        readings: tuple[Reading, ...] = ()
        practices: tuple[Practice, ...] = ()
        for entry, names in self.tree.readable(*_PARTS):
            if not entry.path.startswith(f"policy/{found.id}/"):
                continue
            kind = _kind(entry)
            document = self._accepted(entry, kind)
            if document is None:
                continue
            if kind == "clause":
                clause, faults = policy.clause(f"{found.id}/{names['name']}", document, found.in_force)
                self._sound(entry.path, faults)
                if undecided(clause, found.in_force):
                    self.corpus.broken.add(entry.path)
                clauses.append(clause)
            elif kind == "conduct":
                conduct = policy.conduct(document)
            elif kind == "practices":
                practices, faults = policy.practices(document)
                self._sound(entry.path, faults)
            else:
                readings = policy.readings(document)
        return policy.complete(found, clauses, conduct, readings, practices)

    def _shapes_of(self, circular: str) -> None:
        """Look at the parts of a circular that could not be read, so that their faults are told too."""
        for entry, _ in self.tree.readable(*_PARTS):
            if entry.path.startswith(f"policy/{circular}/"):
                self._accepted(entry, _kind(entry))

    def _orphan(self, entry: Entry, circular: str) -> None:
        document = self._accepted(entry, _kind(entry))
        message = Text(
            f"Berkas ini milik aturan yang tidak ada: policy/{circular}/circular.yaml tidak ditemukan.",
            f"This file belongs to a circular that does not exist: there is no policy/{circular}/circular.yaml.",
        )
        advice = Text("Buat berkas circular.yaml di map itu.", "Write circular.yaml in that folder.")
        if document is not None and f"policy/{circular}/circular.yaml" not in self.corpus.broken:
            self._sound(entry.path, [Diagnostic("RF003", message, document.at(), help=advice)])

    def jurisdictions(self) -> None:
        for entry, names in self.tree.readable("jurisdiction"):
            document = self._accepted(entry, "jurisdiction")
            if document is not None:
                self.corpus.jurisdictions[names["name"]] = policy.jurisdiction(names["name"], document)

    def calendar(self) -> None:
        for entry, _ in self.tree.readable("calendar"):
            document = self._accepted(entry, "calendar")
            if document is None:
                continue
            rules, faults = policy.calendar(document)
            if not known_country(rules.country):
                message = Text(
                    f"Hari libur negara “{rules.country}” tidak dikenal.",
                    f"The holidays of “{rules.country}” are not known.",
                )
                advice = Text(
                    "Tulis kode negara dua huruf, misalnya ID.", "Write a two-letter country code, such as ID."
                )
                faults.append(Diagnostic("SH004", message, document.at(("country",)), help=advice))
            if self._sound(entry.path, faults):
                self.corpus.calendar = rules

    def vocabulary(self) -> None:
        for entry, _ in self.tree.readable("facts"):
            document = self._accepted(entry, "facts")
            if document is not None:
                self.corpus.vocabulary = policy.vocabulary(document)

    def publication(self) -> None:
        for entry, _ in self.tree.readable("publication"):
            document = self._accepted(entry, "publication")
            if document is not None:
                self.corpus.addresses = policy.addresses(document)
                self.corpus.forge = policy.forge(document)
                self.corpus.site_note = policy.site_note(document)

    def about_proposals(self) -> None:
        """Judge the shape of what is said about proposals; whoever judges one reads it from the state before."""
        for entry, _ in self.tree.readable("owners", "guards"):
            self._accepted(entry, _kind(entry))

    def evaluation(self) -> None:
        for entry, _ in self.tree.readable("evaluation"):
            document = self._accepted(entry, "evaluation")
            if document is not None:
                self.corpus.evaluation, faults = evaluation_policy(document)
                self.faults.extend(faults)

    def dispensations(self) -> None:
        found = []
        for entry, names in self.tree.readable("dispensation"):
            document = self._accepted(entry, "dispensation")
            if document is None:
                continue
            granted, faults = policy.dispensation(names["name"], document)
            clause = self.corpus.clause(granted.clause)
            if clause is not None and clause.kind == "share" and granted.share is None:
                message = Text("Isian “at-most” belum ada di sini.", "The entry “at-most” is missing here.")
                advice = Text(
                    "Tambahkan “at-most: …%”: berapa bagian unit yang boleh di rumah menurut surat ini.",
                    "Add “at-most: …%”: the share of the unit that this letter lets work from home.",
                )
                faults.append(Diagnostic("SH002", message, document.at(("clause",)), help=advice))
            if self._sound(entry.path, faults):
                found.append(granted)
        self.corpus.dispensations = tuple(found)

    def agencies(self) -> None:
        for entry, names in self.tree.readable("agency"):
            document = self._accepted(entry, "agency")
            if document is not None:
                self.corpus.agencies[names["agency"]] = staffing.agency(names["agency"], document)

    def units(self) -> None:
        for entry, names in self.tree.readable("unit"):
            document = self._accepted(entry, "unit")
            if document is None:
                continue
            agency = self.corpus.agencies.get(names["agency"])
            name = f"{names['agency']}/{names['unit']}"
            unit, faults = staffing.unit(name, document, agency.facts if agency is not None else {})
            self._sound(entry.path, faults)
            self.corpus.units[name] = unit

    def worked_examples(self, scope: frozenset[str] | None) -> None:
        """Judge the shape of the cases; what they show is tried by a verb of its own."""
        for entry, _ in self.tree.readable("case"):
            if scope is None or entry.path in scope:
                document = self._accepted(entry, "case")
                if document is not None:
                    self._sound(entry.path, policy.case_dates(document))
