"""What a check of some files tells: their own findings, and what makes their verdicts worth nothing."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from giliran.grammar import identify, makes_law

if TYPE_CHECKING:
    from giliran.diagnostics import Diagnostic


class Scope:
    """The files that a check is about: some paths, or everything (``None``)."""

    def __init__(self, paths: frozenset[str] | None) -> None:
        self.paths = paths

    @property
    def is_everything(self) -> bool:
        """Tell whether nothing is left out."""
        return self.paths is None

    def __contains__(self, path: str) -> bool:
        return self.paths is None or path in self.paths

    def concerns(self, fault: Diagnostic) -> bool:
        """Tell whether a finding belongs to a check of these files.

        It does when it stands in one or points at one; an error also when it stands in a file that :meth:`matters`.
        """
        if any(place.path in self for place in fault.places):
            return True
        return fault.severity == "error" and self.matters(fault.place.path)

    def matters(self, path: str) -> bool:
        """Tell whether an error in a file is one for these files.

        It is in a file that those cannot be judged without; and when staff or law are among them, in every file of
        staff and law, since these reach into each other.
        """
        if path in self:
            return True
        if not self.paths:
            return False
        if path.startswith("policy/"):
            return makes_law(path)
        return path in self._needed or (self._is_wide and path.startswith("units/"))

    @cached_property
    def _is_wide(self) -> bool:
        return any(chosen.startswith(("units/", "policy/")) for chosen in self.paths or ())

    @cached_property
    def _needed(self) -> frozenset[str]:
        """Give the agency and unit files behind the files."""
        found = set()
        for chosen in self.paths or ():
            identity = identify(chosen)
            if identity is not None and "agency" in identity.names:
                agency = identity.names["agency"]
                found |= {f"units/{agency}/agency.yaml", f"units/{agency}/{identity.names.get('unit', 'agency')}.yaml"}
        return frozenset(found)
