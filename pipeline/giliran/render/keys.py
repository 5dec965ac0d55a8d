"""The keys of the parts of a site: a digest of everything that the files of a part depend on, and of nothing else.

Two builds give a part the same key only where it would come out the same. The time of a commit is in a key only where
something has no time of its own, or each commit would make the whole site anew.
"""

from __future__ import annotations

import hashlib
import os
from functools import cache, cached_property
from typing import TYPE_CHECKING

from giliran.history import blob_names
from giliran.history.parts import Past
from giliran.history.versions import read_version
from giliran.tool import whole_state

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from giliran.audience import Audience
    from giliran.corpus import Corpus
    from giliran.history import History
    from giliran.render.project import Project
    from giliran.views.survey.findings import Warned


def key_of(*parts: object) -> str:
    """Tell apart whatever these say."""
    found = hashlib.blake2b(digest_size=16)
    for part in parts:
        content = part if isinstance(part, bytes) else str(part).encode(errors="surrogatepass")
        found.update(b"%d:" % len(content))
        found.update(content)
    return found.hexdigest()


@cache
def tool_key(home: Project) -> str:
    """Tell every state of the program apart: its code, its libraries, and all that pages are made with."""
    found = hashlib.blake2b(whole_state(), digest_size=16)
    for path in (*_files(str(home.site)), str(home.mkdocs)):
        with open(path, "rb") as file:  # noqa: PTH123 - as os.scandir gives paths
            content = file.read()
        found.update(f"{path.rpartition('/site/')[2]} {len(content)}\n".encode())
        found.update(content)
    return found.hexdigest()


def _files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as found:
        children = sorted(found, key=lambda child: child.name)
    for child in children:
        if child.is_dir():
            if child.name != "__pycache__":
                yield from _files(child.path)
        else:
            yield child.path


class Keys:
    """The keys of one edition of one corpus. ``read`` has the people of old versions that are known already."""

    def __init__(
        self,
        corpus: Corpus,
        history: History,
        audience: Audience,
        epoch: int,
        warnings: Mapping[str, Iterable[Warned]],
        tool: str,
        read: Mapping[str, tuple[str, ...]],
    ) -> None:
        self._corpus = corpus
        self._epoch = epoch
        self._warnings = warnings
        self.past = Past(history, corpus.tree)
        self.base = key_of(tool, audience, corpus.imprint(audience), history.complete)
        self.old_people: dict[str, tuple[str, ...]] = {}
        self._read = read
        self._inside = audience == "internal"
        self._digests: dict[str, str] = {}

    def digest(self, path: str) -> str:
        """Tell the states of a data file apart; a file that is not there has one too."""
        if path not in self._digests:
            entry = self._corpus.tree.entries.get(path)
            self._digests[path] = key_of(path, b"" if entry is None else entry.digest, entry is None)
        return self._digests[path]

    @cached_property
    def law(self) -> str:
        """Tell the states of the law apart that more than one unit is under, and when it was changed."""
        apart = ("policy/dispensations/",)
        own = (path for path in self._policy if not path.startswith(apart) and "/cases/" not in path)
        return key_of(self.base, *map(self.digest, own), *(self.past.law_told() if self._inside else ()))

    @cached_property
    def policy(self) -> str:
        """Tell the states of everything under ``policy/`` apart."""
        return key_of(self.law, *map(self.digest, self._policy))

    @cached_property
    def _policy(self) -> list[str]:
        return [path for path in self._corpus.tree.entries if path.startswith("policy/")]

    @cached_property
    def staff(self) -> str:
        """Tell the states of all agencies and units apart."""
        return key_of(*(self.digest(path) for path in self._corpus.tree.entries if path.startswith("units/")))

    @cached_property
    def agencies(self) -> str:
        """Tell the states of all agencies apart."""
        return key_of(*(self.digest(agency.path) for _, agency in sorted(self._corpus.agencies.items())))

    @cached_property
    def homes(self) -> dict[str, tuple[str, ...]]:
        """Give, by unit, the people whose feeds are made with it: each person's first unit makes them."""
        found: dict[str, list[str]] = {unit: [] for unit in self._corpus.units}
        if self._inside:
            seen = set()
            for unit in sorted(self._corpus.units):
                for member in self._corpus.units[unit].employees:
                    if member.id not in seen:
                        seen.add(member.id)
                        found[unit].append(member.id)
        return {unit: tuple(people) for unit, people in found.items()}

    @cached_property
    def _once(self) -> dict[str, set[str]]:
        """Give, by person, the schedules that once listed them and have changed since."""
        found: dict[str, set[str]] = {}
        for path in self.past.files if self._inside else ():
            if path.startswith("schedules/"):
                for blob in self.past.old_blobs(path):
                    for person in self._people_of(path, blob):
                        found.setdefault(person, set()).add(path)
        return found

    def _people_of(self, path: str, blob: str) -> tuple[str, ...]:
        key = f"{blob} {path.rpartition('/')[2]}"
        if key not in self.old_people:
            if key in self._read:
                self.old_people[key] = self._read[key]
            else:
                content = self.past.content(blob)
                home = {} if content is None else read_version(path, content).home
                self.old_people[key] = tuple(sorted({person for ids in home.values() for person in ids}))
        return self.old_people[key]

    @cached_property
    def _schedules(self) -> dict[str, list[str]]:
        """Give the schedule files of each unit, those that are gone included."""
        found: dict[str, set[str]] = {}
        for path in (*self.past.files, *self._corpus.tree.entries):
            if path.startswith("schedules/"):
                found.setdefault(path.removeprefix("schedules/").rpartition("/")[0], set()).add(path)
        return {unit: sorted(paths) for unit, paths in found.items()}

    def around(self, unit: str) -> tuple[str, ...]:
        """Give the units that the files of a unit depend on: itself, and those that its people are or were in."""
        found = {unit}
        for member in self._corpus.units[unit].employees if self._inside else ():
            stays = self._corpus.stays(member.id)
            if len(stays) > 1:
                found |= {other.id for other, _ in stays}
        for person in self.homes[unit]:
            for path in self._once.get(person, ()):
                found.add(path.removeprefix("schedules/").rpartition("/")[0])
        return tuple(sorted(found))

    def files_around(self, units: Iterable[str]) -> tuple[str, ...]:
        """Give the data files of some units and their agencies, those that are gone included."""
        found = []
        for unit in units:
            agency = unit.partition("/")[0]
            found += [f"units/{agency}/agency.yaml", f"units/{unit}.yaml", *self._schedules.get(unit, ())]
        return tuple(dict.fromkeys(found))

    @cached_property
    def _months(self) -> list[str]:
        return sorted(self._corpus.named_months())

    @cached_property
    def _granted(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for entry in self._corpus.dispensations:
            found.setdefault(entry.unit, []).append(entry.path)
        return found

    def unit(self, unit: str) -> str:
        """Give the key of a unit."""
        around = self.around(unit)
        files = self.files_around(around)
        granted = (path for each in around for path in self._granted.get(each, ()))
        return key_of(
            self.law,
            self._months,
            *map(self.digest, (*files, *granted)),
            *self.past.told(files),
            *self._warnings.get(unit, ()),
            "" if all(map(self._committed, files)) else self._epoch,
        )

    def _committed(self, path: str) -> bool:
        """Tell whether a schedule stands as the last commit has it, so that all its turns have a time."""
        entry = self._corpus.tree.entries.get(path)
        if entry is None or not path.startswith("schedules/"):
            return True
        last = self.past.last_blob(path)
        return last is not None and last in blob_names(entry.content or b"")
