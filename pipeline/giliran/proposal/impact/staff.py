"""Who belongs where from when on, and what units and agencies say of themselves.

People are compared by what holds on each day, never by the lines of a file: somebody whose stay was given an end in one
unit and a beginning in another has moved on that day, however it was written.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from giliran.proposal.impact.effects import AgencyImpact, Entry, Person, Post, StaffChange
from giliran.proposal.impact.spans import stretches
from giliran.proposal.impact.veil import unsaid

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Mapping

    from giliran.corpus import Corpus
    from giliran.model import Agency, Employee, Unit
    from giliran.proposal import Proposal
    from giliran.proposal.impact.effects import Fate

Stays = dict[str, list[tuple[str, "Employee"]]]


def renames(proposal: Proposal) -> dict[str, str]:
    """Give the former name of each unit that is only called otherwise.

    One unit is gone, one is new, and they have the same people, whatever else differs. Units without people are told as
    gone and new.
    """
    gone = {name: unit for name, unit in proposal.old.units.items() if unit.path not in proposal.after.entries}
    new = {name: unit for name, unit in proposal.new.units.items() if unit.path not in proposal.before.entries}
    by_people: dict[frozenset[str], str] = {}
    for name, unit in sorted(gone.items(), reverse=True):
        by_people[_ids(unit)] = name
    found = {}
    for name, unit in sorted(new.items()):
        former = by_people.pop(_ids(unit), None) if unit.employees else None
        if former is not None:
            found[name] = former
    return found


def _ids(unit: Unit) -> frozenset[str]:
    return frozenset(member.id for member in unit.employees)


def staff_changes(proposal: Proposal, former: Mapping[str, str], units: Iterable[str]) -> tuple[StaffChange, ...]:
    """Compare who belongs to some units, named as after the change, on every day; by id and date."""
    named = tuple(units)
    old = _stays(proposal.old, {former.get(name, name): name for name in named})
    new = _stays(proposal.new, {name: name for name in named})
    found: list[StaffChange] = []
    for person in sorted(old.keys() | new.keys()):
        found.extend(_changes(person, old.get(person, []), new.get(person, [])))
    return tuple(found)


def _stays(corpus: Corpus, names: Mapping[str, str]) -> Stays:
    found: Stays = {}
    for own, name in names.items():
        unit = corpus.units.get(own)
        for member in unit.employees if unit is not None else ():
            found.setdefault(member.id, []).append((name, member))
    return found


def _changes(person: str, old: list[tuple[str, Employee]], new: list[tuple[str, Employee]]) -> Iterator[StaffChange]:
    def at(day: datetime.date) -> tuple[tuple[Post | None, Post | None], ...]:
        return _pairs(_posts(old, day), _posts(new, day))

    name = (new or old)[0][1].name
    for period, pairs in stretches((stay.period for _, stay in (*old, *new)), at):
        for before, after in pairs:
            yield StaffChange(Person(person, unsaid(name)), period, before, after)


def _posts(stays: list[tuple[str, Employee]], day: datetime.date) -> set[Post]:
    return {Post(unit, stay.status) for unit, stay in stays if day in stay.period}


def _pairs(before: set[Post], after: set[Post]) -> tuple[tuple[Post | None, Post | None], ...]:
    """Say which post became which; a fault of the data may give somebody two on a day."""

    def key(post: Post) -> tuple[str, str]:
        return post.unit, post.status

    lost, gained = sorted(before - after, key=key), sorted(after - before, key=key)
    pairs: list[tuple[Post | None, Post | None]] = []
    for post in tuple(lost):
        twin = next((other for other in gained if other.unit == post.unit), None)
        if twin is not None:
            pairs.append((post, twin))
            lost.remove(post)
            gained.remove(twin)
    both = min(len(lost), len(gained))
    pairs += zip(lost[:both], gained[:both], strict=True)
    pairs += [(post, None) for post in lost[both:]]
    pairs += [(None, post) for post in gained[both:]]
    return tuple(pairs)


def unit_entries(before: Unit | None, after: Unit | None) -> tuple[Entry, ...]:
    """Compare what a unit that is there on both sides says of itself and its people, membership apart."""
    if before is None or after is None:
        return ()
    found = list(_differing(_unit_words(before), _unit_words(after)))
    old, new = ({member.id: member for member in unit.employees} for unit in (before, after))
    for person in sorted(old.keys() & new.keys()):
        who = Person(person, unsaid(new[person].name))
        first, second = ({"name": member.name, "role": member.role} for member in (old[person], new[person]))
        found.extend(_differing(first, second, who))
    return tuple(found)


def _unit_words(unit: Unit) -> dict[str, str | None]:
    others = (f"{window.value} {window.period.start}/{window.period.end or ''}" for window in unit.other_supervisors)
    return {
        "name": unit.name,
        "kind": unit.kind,
        "supervisor": unit.supervisor,
        "other-supervisors": ", ".join(others) or None,
        **_facts(unit.own_facts),
    }


def agency_impacts(proposal: Proposal) -> Iterator[AgencyImpact]:
    """Compare the agency files that changed, where both sides can be read."""
    for path in sorted(proposal.changed):
        parts = path.split("/")
        if len(parts) != 3 or parts[0] != "units" or parts[2] != "agency.yaml":
            continue
        if path in proposal.old.broken or path in proposal.new.broken:
            continue
        before, after = proposal.old.agencies.get(parts[1]), proposal.new.agencies.get(parts[1])
        known = after or before
        if known is None:
            continue
        entries = tuple(_differing(_agency_words(before), _agency_words(after))) if before and after else ()
        fate: Fate = "changed" if before and after else "new" if after else "gone"
        if entries or fate != "changed":
            yield AgencyImpact(known.id, unsaid(known.name, organisation=True), fate, entries)


def _agency_words(agency: Agency) -> dict[str, str | None]:
    services = agency.services
    channels = (channel.href for channel in (*services.consultation, *services.complaints))
    places = [place for place in (services.standards, *channels) if place is not None]
    return {
        "name": agency.name,
        "kind": agency.kind,
        "jurisdiction": agency.jurisdiction,
        "admins": ", ".join(agency.admins) or None,
        "note": None if agency.note is None else agency.note.id,
        "services": ", ".join(places) or None,
        **_facts(agency.facts),
    }


def _facts(facts: Mapping[str, object]) -> dict[str, str | None]:
    """Spell facts as YAML does, where ``true`` is one word and not Python's."""
    return {
        f"facts.{name}": value if isinstance(value, str) else json.dumps(value) for name, value in sorted(facts.items())
    }


def _differing(
    before: Mapping[str, str | None], after: Mapping[str, str | None], person: Person | None = None
) -> Iterator[Entry]:
    for key in sorted({*before, *after}):
        if before.get(key) != after.get(key):
            old, new = (value and unsaid(value) for value in (before.get(key), after.get(key)))
            yield Entry(key, old, new, person)
