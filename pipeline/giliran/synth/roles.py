"""What people in a kind of unit do, and with which status they are there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.synth.chance import Weighted

if TYPE_CHECKING:
    from giliran.model import Status


@dataclass(frozen=True)
class Roles:
    """The roles that the people of a unit have in turn, and how many in a thousand beside the head are no PNS."""

    asn: tuple[str, ...]
    pjlp: tuple[str, ...]
    contracted: int = 140
    procured: int = 55

    @property
    def statuses(self) -> Weighted[Status]:
        """Give the statuses by how common they are."""
        permanent = 1000 - self.contracted - self.procured
        return Weighted((("pns", permanent), ("pppk", self.contracted), ("pjlp", self.procured)))


_OUTSIDE = ("driver", "security", "cleaner")
_OFFICE = ("driver", "cleaner")

PROFILES: dict[str, Roles] = {
    "office": Roles(("analyst", "staff", "archivist", "staff"), _OUTSIDE),
    "general": Roles(("staff", "archivist", "secretary", "receptionist", "staff"), _OUTSIDE, 90, 290),
    "finance": Roles(("treasurer", "accountant", "verifier", "staff"), _OFFICE, 115),
    "planning": Roles(("planner", "analyst", "planner", "staff"), _OFFICE, 125),
    "personnel": Roles(("personnel-analyst", "assessor", "archivist", "staff"), _OFFICE, 125),
    "legal": Roles(("legal-drafter", "lawyer", "archivist", "staff"), _OFFICE, 115),
    "audit": Roles(("auditor", "auditor", "analyst", "staff"), _OFFICE, 90),
    "digital": Roles(("programmer", "statistician", "analyst", "network-engineer"), ("technician",), 280),
    "press": Roles(("public-relations", "editor", "photographer", "staff"), ("driver", "technician"), 160),
    "technical": Roles(("engineer", "surveyor", "draughtsman", "staff"), ("driver", "technician"), 135, 115),
    "field": Roles(("officer", "officer", "inspector", "officer"), _OUTSIDE, 150, 190),
    "health": Roles(("health-officer", "analyst", "health-officer", "staff"), _OFFICE, 190),
}
"""By the name that tables of units use."""
