"""What an agency tells the public about its service, and whose duty it is to tell the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from giliran.model import SERVICE_PARTS, DutyRule
from giliran.views.standing import ClauseLink
from giliran.views.words import DUTY_ROLES, plain
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.corpus import Corpus
    from giliran.model import Agency, Jurisdiction, ServicePart

_NAMES: dict[ServicePart, Text] = {
    "standards": Text("Standar pelayanan", "Service standards"),
    "consultation": Text("Konsultasi", "Consultation"),
    "complaints": Text("Pengaduan", "Complaints"),
}


@dataclass(frozen=True, slots=True)
class ServiceLink:
    """A place to turn to; ``invented`` marks an address under a name that is reserved for examples (RFC 2606)."""

    title: Text
    href: str
    invented: bool


@dataclass(frozen=True, slots=True)
class ServiceDuty:
    """The clause that asks for a part, who carries it, and whether it binds."""

    clause: ClauseLink
    role: Text
    binding: bool


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """One part of the service information; without ``links`` nothing is recorded."""

    part: str
    name: Text
    links: tuple[ServiceLink, ...]
    duty: ServiceDuty | None


def service_lines(corpus: Corpus, jurisdiction: Jurisdiction, agency: Agency) -> tuple[ServiceLine, ...]:
    """Give each part that is recorded or that some clause asks for."""
    duties = _duties(corpus, jurisdiction)
    lines = (ServiceLine(part, _NAMES[part], tuple(_links(agency, part)), duties.get(part)) for part in SERVICE_PARTS)
    return tuple(line for line in lines if line.links or line.duty is not None)


def _duties(corpus: Corpus, jurisdiction: Jurisdiction) -> dict[ServicePart, ServiceDuty]:
    """Give the first clause in the order of the jurisdiction that asks for each part."""
    found: dict[ServicePart, ServiceDuty] = {}
    for bond in jurisdiction.bonds:
        circular = corpus.circulars[bond.circular]
        for clause in circular.clauses:
            if isinstance(clause.rule, DutyRule):
                role = plain(clause.rule.role, DUTY_ROLES)
                for part in clause.rule.services:
                    duty = ServiceDuty(ClauseLink.of(circular, clause), role, bond.force == "binding")
                    found.setdefault(part, duty)
    return found


def _links(agency: Agency, part: ServicePart) -> Iterator[ServiceLink]:
    services = agency.services
    if part == "standards":
        if services.standards is not None:
            title = Text("Tempat standar pelayanan diumumkan", "Where the service standards are published")
            yield _link(title, services.standards)
        return
    for channel in services.consultation if part == "consultation" else services.complaints:
        yield _link(channel.title, channel.href)


def _link(title: Text, href: str) -> ServiceLink:
    return ServiceLink(title, href, (urlsplit(href).hostname or "").endswith(".example"))
