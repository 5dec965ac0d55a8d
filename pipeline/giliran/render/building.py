"""A build: which parts there are, which of them must be made, and what is then made of what they told.

First the units, then the agencies, from what their units told, then the pages over everything, from what the agencies
told. A part whose key is known is left alone.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from giliran.history import NO_HISTORY
from giliran.ledger import Part, seal
from giliran.render.charts import DRAWN
from giliran.render.keys import Keys, key_of, tool_key
from giliran.render.parts import AgencyPart, Done, Making, Units, spoken, unpacked
from giliran.render.project import project
from giliran.render.whole import Group, WholeSite
from giliran.views.edition import agencies_in_order, by_unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from giliran.audience import Audience
    from giliran.corpus import Corpus
    from giliran.history import History
    from giliran.ledger import Told
    from giliran.spread import Spread
    from giliran.stored import Stored
    from giliran.views.survey.findings import Warned

UNITS = 8
"""How many units of an agency are made together at most."""
_OLD = ":old"


class Output(Protocol):
    """Where a build goes: what stands there already, and what is put there (:class:`giliran.patch.Output`)."""

    parts: dict[str, Part]
    staging: Path

    @property
    def standing(self) -> Path | None: ...
    def told(self, part: str, name: str) -> bytes: ...
    def all_told(self, name: str) -> dict[str, bytes]: ...
    def seals(self, name: str) -> dict[str, bytes]: ...
    def put(self, name: str, key: str, files: Iterable[Stored], told: Told) -> None: ...
    def read(self, path: str) -> bytes: ...
    def forget(self) -> None: ...
    def finish(self, names: Iterable[str]) -> int: ...


class Folder:
    """A folder that is filled once, with nothing kept about it."""

    def __init__(self, target: Path) -> None:
        self.staging = target
        self.parts: dict[str, Part] = {}
        self._made: dict[str, tuple[Part, Told]] = {}

    @property
    def standing(self) -> None:
        """Give nothing that may be kept."""
        return

    def told(self, part: str, name: str) -> bytes:
        """Give what a part tells."""
        return self._made[part][1][name]

    def all_told(self, name: str) -> dict[str, bytes]:
        """Give what every part tells under a name."""
        return {part: told[name] for part, (_, told) in self._made.items() if name in told}

    def seals(self, name: str) -> dict[str, bytes]:
        """Tell apart what the parts tell under a name."""
        return {part: seal(content) for part, content in self.all_told(name).items()}

    def put(self, name: str, key: str, files: Iterable[Stored], told: Told) -> None:
        """Take a part whose files are in the folder."""
        self._made[name] = Part.of(key, files), told

    def read(self, path: str) -> bytes:
        """Give a file."""
        return (self.staging / path).read_bytes()

    def forget(self) -> None:
        """Begin again."""
        self._made.clear()

    def finish(self, names: Iterable[str]) -> int:
        """Give the number of files."""
        assert set(names) == self._made.keys(), "a part was not made"
        owned = Counter(file.path for part, _ in self._made.values() for file in part.files)
        assert max(owned.values(), default=0) <= 1, "two parts of the site make one file"
        return len(owned)


class Building:
    """One build of an edition of a corpus without errors.

    ``spread`` makes units and agencies, anywhere; with ``shared`` the disk is seen there too. ``here`` makes what needs the
    whole corpus, in this process or in copies of it.
    """

    def __init__(
        self,
        corpus: Corpus,
        audience: Audience,
        output: Output,
        epoch: int = 0,
        warnings: Sequence[Warned] = (),
        history: History = NO_HISTORY,
        spread: Spread = map,
        here: Spread = map,
        *,
        shared: bool = True,
    ) -> None:
        self._corpus, self._audience, self._epoch, self._output = corpus, audience, epoch, output
        self._spread, self._here, self._shared = spread, here, shared
        self._number = len(warnings)
        self._warnings = by_unit(warnings)
        self._history = history
        self._keys = self._new_keys()
        self._wanted: dict[str, str] = {}

    def _new_keys(self) -> Keys:
        tool, known = tool_key(project()), self._known_people()
        return Keys(self._corpus, self._history, self._audience, self._epoch, self._warnings, tool, known)

    def _known_people(self) -> dict[str, tuple[str, ...]]:
        if _OLD not in self._output.parts:
            return {}
        try:
            found = json.loads(self._output.told(_OLD, "people"))
            return {key: tuple(map(str, people)) for key, people in found.items()}
        except (AttributeError, TypeError, ValueError):
            return {}

    def run(self) -> int:
        """Build, and give the number of files. What an earlier build has left is not believed where it makes no sense."""
        if self._output.standing is None:
            return self._run()
        try:
            return self._run()
        except (KeyError, ValueError):
            self._output.forget()
            self._wanted = {}
            self._keys = self._new_keys()
            return self._run()

    def _run(self) -> int:
        units = {unit: self._keys.unit(unit) for unit in sorted(self._corpus.units)}
        agencies = self._agency_keys(units)
        self._make_all(units, self._unit_parts)
        self._make_all(agencies, self._agency_parts)
        self._make_whole()
        self._remember()
        return self._output.finish(self._wanted)

    def _agency_keys(self, units: Mapping[str, str]) -> dict[str, str]:
        own: dict[str, list[str]] = {agency: [] for agency in self._corpus.agencies}
        for unit, key in units.items():
            own[self._corpus.units[unit].agency] += (unit, key)
        return {
            agency: key_of(self._keys.law, self._keys.digest(self._corpus.agencies[agency].path), *keys)
            for agency, keys in own.items()
        }

    def _make_all(self, keys: Mapping[str, str], parts: Callable[[list[str]], Iterable[Units | AgencyPart]]) -> None:
        """Make those whose key is not known."""
        self._wanted |= keys
        stale = self._stale(keys)
        staging = self._output.staging if self._shared else None
        making = Making(tool_key(project()), staging, self._output.standing if self._shared else None)
        for many in self._spread(making, parts(stale)):
            for done in many:
                self._take(done, keys[done.name])

    def _stale(self, keys: Mapping[str, str]) -> list[str]:
        known = self._output.parts
        return [name for name, key in keys.items() if name not in known or known[name].key != key]

    def _take(self, done: Done, key: str) -> None:
        self._output.put(done.name, key, unpacked(done, self._output.staging, self._output.standing), done.told)

    def _unit_parts(self, names: list[str]) -> Iterable[Units]:
        together: list[str] = []
        for name in names:
            if together and (len(together) == UNITS or together[0].partition("/")[0] != name.partition("/")[0]):
                yield self._units(together)
                together = []
            together.append(name)
        if together:
            yield self._units(together)

    def _part(self, units: Iterable[str]) -> Corpus:
        """Give some units without the places in their files, which no page shows."""
        self._corpus.named_months()  # a part shows those of the whole
        return replace(self._corpus.part(units), documents={}, memory=None)

    def _units(self, names: list[str]) -> Units:
        keys = self._keys
        around = sorted({unit for name in names for unit in keys.around(name)})
        return Units(
            self._part(around),
            keys.past.part(keys.files_around(around)),
            self._audience,
            self._epoch,
            {name: keys.homes[name] for name in names},
            {name: tuple(self._warnings.get(name, ())) for name in names},
        )

    def _agency_parts(self, names: list[str]) -> Iterable[AgencyPart]:
        own: dict[str, list[str]] = {name: [] for name in names}
        for unit in sorted(self._corpus.units):
            agency = self._corpus.units[unit].agency
            if agency in own:
                own[agency].append(unit)
        for name, units in own.items():
            corpus = replace(self._part(units), agencies={name: self._corpus.agencies[name]})
            yield AgencyPart(corpus, name, self._audience, tuple(self._output.told(unit, "sum") for unit in units))

    def _make_whole(self) -> None:
        order = [agency.id for agency in agencies_in_order(self._corpus)]
        site = WholeSite(
            self._corpus, self._audience, self._epoch, self._number, order, self._keys, self._output, spoken(project())
        )
        making = Making(tool_key(project()), self._output.staging, self._output.standing)
        for stage in (site.first, lambda: site.second(frozenset(self._wanted))):
            groups = stage()
            keys = {name: group.key for name, group in groups.items()}
            self._wanted |= keys
            stale = self._stale(keys)

            def make(name: str, groups: Mapping[str, Group] = groups) -> Done:
                group = groups[name]
                if not group.charts:
                    return making.done(name, group.make(), {})
                DRAWN.update(self._drawn(name))
                files = group.make()
                shown = {
                    key: chart for key, chart in DRAWN.items() if any(chart.encode() in files[path] for path in files)
                }
                return making.done(name, files, {"charts": json.dumps(shown).encode()})

            if stale:
                site.told.days, site.told.survey  # noqa: B018 - once for all processes that are copies of this one
            for done in self._here(make, stale):
                self._take(done, keys[done.name])

    def _drawn(self, name: str) -> dict[str, str]:
        """Give the charts that a group showed before."""
        if name not in self._output.parts:
            return {}
        try:
            found = json.loads(self._output.told(name, "charts"))
            return {str(key): str(chart) for key, chart in found.items()}
        except (AttributeError, ValueError):
            return {}

    def _remember(self) -> None:
        """Keep who stood in old versions of schedules, so that each is read once only."""
        if self._keys.old_people:
            content = json.dumps(dict(sorted(self._keys.old_people.items()))).encode()
            self._wanted[_OLD] = key_of(content)
            if self._stale({_OLD: self._wanted[_OLD]}):
                self._output.put(_OLD, self._wanted[_OLD], (), {"people": content})
