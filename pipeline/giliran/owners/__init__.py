"""Who answers for which path: the admins of each agency, and for all that is no agency's own ``policy/owners.yaml``.

An agency answers for its staff and its schedules. The law has owners of its own, and ``everything`` stands for the rest:
the program, the workflows, units of agencies that do not exist yet, agencies that name nobody, and ``policy/owners.yaml``
itself, or whoever may write law could make themselves owner of all.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from giliran.corpus.reading import accepted
from giliran.diagnostics import Diagnostic
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.tree import Tree

FILE = "policy/owners.yaml"

LEAST = 2
"""Owners that each path needs: with one, a schedule waits while that person is on leave, and nobody reads what they do."""


class Owners:
    """The owners as one state of the data names them. A file that cannot be read names nobody."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._admins: dict[str, tuple[str, ...]] = {}

    @property
    def are_known(self) -> bool:
        """Tell whether it is said who answers for what is no agency's own."""
        return bool(self._declared)

    @property
    def law(self) -> tuple[str, ...]:
        """Give who answers for ``policy/``."""
        return tuple(self._declared.get("law", ()))

    @property
    def everything(self) -> tuple[str, ...]:
        """Give who answers for what nobody else does."""
        return tuple(self._declared.get("everything", ()))

    @cached_property
    def agencies(self) -> tuple[str, ...]:
        """Name the agencies, in order."""
        return tuple(names["agency"] for _, names in self._tree.readable("agency"))

    def admins(self, agency: str) -> tuple[str, ...]:
        """Give who answers for an agency; nobody for one that does not exist."""
        if agency not in self._admins:
            self._admins[agency] = tuple(self._read(f"units/{agency}/agency.yaml", "agency").get("admins", ()))
        return self._admins[agency]

    def of(self, path: str) -> tuple[str, ...]:
        """Give who answers for a path, counted from the data folder; nobody where that is not known."""
        names = path.split("/")
        if names[0] == "policy" and len(names) > 1 and path != FILE:
            return self.law
        if names[0] in {"units", "schedules"} and len(names) > 2:
            return self.admins(names[1]) or self.everything
        return self.everything

    def too_few(self) -> Iterator[Diagnostic]:
        """Find the agencies that name fewer than two admins."""
        for agency in self.agencies:
            found = self.admins(agency)
            if len(found) >= LEAST:
                continue
            path = f"units/{agency}/agency.yaml"
            document, faults = accepted(self._tree.entries[path], "agency")
            if faults:
                continue  # told by the check
            message = Text(
                f"Perangkat daerah ini menyebut {len(found)} pengelola; paling sedikit {LEAST}, supaya selalu ada yang "
                "dapat menyetujui perubahan orang lain.",
                f"This agency names {len(found)} admins; at least {LEAST}, so that somebody can always approve what "
                "another one changes.",
            )
            advice = Text(
                'Tambahkan akun atau tim pada “admins”, misalnya admins: ["@akun-satu", "@akun-dua"].',
                'Add an account or a team under “admins”, such as admins: ["@account-one", "@account-two"].',
            )
            place = document.at_key(("admins",)) if found else document.at_key(("name",))
            yield Diagnostic("CH006", message, place, help=advice)

    @cached_property
    def _declared(self) -> dict[str, Any]:
        return self._read(FILE, "owners")

    def _read(self, path: str, kind: str) -> dict[str, Any]:
        entry = self._tree.entries.get(path)
        if entry is None or not entry.readable:
            return {}
        document, faults = accepted(entry, kind)
        data: Any = document.data
        return {} if faults else data
