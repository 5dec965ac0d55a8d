"""Under whose law a page stands: its place on the page of the law, and the code of conduct it may promise.

A repository may hold several jurisdictions. A page about one unit speaks of that unit's own; a page about everything
names a code of conduct only where all jurisdictions have the same one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Iterable

    from giliran.corpus import Corpus
    from giliran.model import Agency, Circular, Jurisdiction


@dataclass(frozen=True, slots=True)
class Realm:
    """The law of a page.

    ``jurisdiction`` is the anchor on the page of the law and ``title`` its name, both ``None`` where there is only one
    jurisdiction or the page is about all; ``conduct`` is the folder of the circular whose code of conduct binds.
    """

    jurisdiction: str | None
    title: str | None
    conduct: str | None


def realm(corpus: Corpus, jurisdiction: Jurisdiction) -> Realm:
    """Give the realm of a jurisdiction."""
    conduct = _conduct(_binding(corpus, jurisdiction))
    if len(corpus.jurisdictions) == 1:
        return Realm(None, None, conduct)
    return Realm(jurisdiction.name, jurisdiction.title or jurisdiction.name, conduct)


def realm_of_month(corpus: Corpus, jurisdiction: Jurisdiction, days: Collection[datetime.date]) -> Realm:
    """Give the realm of a page about some days: a code of conduct that is in force on none of them is not promised."""
    circulars = (entry for entry in _binding(corpus, jurisdiction) if any(day in entry.in_force for day in days))
    return replace(realm(corpus, jurisdiction), conduct=_conduct(circulars))


def realm_of_circular(corpus: Corpus, circular: Circular) -> Realm:
    """Give the realm of the pages of a circular: its own code of conduct, else that of those who follow the circular."""
    bound = [
        realm(corpus, jurisdiction)
        for _, jurisdiction in sorted(corpus.jurisdictions.items())
        if any(bond.circular == circular.id for bond in jurisdiction.bonds)
    ]
    shared = bound[0] if len(bound) == 1 else Realm(None, None, _agreed(bound))
    return shared if circular.conduct is None else replace(shared, conduct=circular.id)


def realm_of_all(corpus: Corpus) -> Realm:
    """Give the realm of pages about the whole repository."""
    return Realm(None, None, _agreed(realm(corpus, entry) for entry in corpus.jurisdictions.values()))


def jurisdiction_of(corpus: Corpus, agency: Agency) -> Jurisdiction:
    """Give the jurisdiction of an agency of a corpus without errors, in which each agency has one."""
    if agency.jurisdiction is not None:
        return corpus.jurisdictions[agency.jurisdiction]
    (only,) = corpus.jurisdictions.values()
    return only


def _binding(corpus: Corpus, jurisdiction: Jurisdiction) -> Iterable[Circular]:
    return (corpus.circulars[bond.circular] for bond in jurisdiction.bonds if bond.force == "binding")


def _conduct(circulars: Iterable[Circular]) -> str | None:
    return next((circular.id for circular in circulars if circular.conduct is not None), None)


def _agreed(realms: Iterable[Realm]) -> str | None:
    found = {entry.conduct for entry in realms}
    return found.pop() if len(found) == 1 else None
