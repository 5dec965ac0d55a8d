"""What a repository says of itself: where changes are proposed, and who signs its statements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from giliran.wording import Text

ForgeKind = Literal["github", "gitlab", "forgejo"]


@dataclass(frozen=True, slots=True)
class Forge:
    """Where changes to the data are proposed: the web address of the repository, and the branch they are proposed to.

    ``folder`` is where the data lie in that repository, without a slash at either end; empty for its root.
    """

    kind: ForgeKind
    repository: str
    branch: str
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What all pages of an edition say of their site. ``address`` is where it is published, with a final slash; ``note``
    stands at the foot of each page. Either may be unsaid.
    """

    address: str | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Signer:
    """Who may sign statements: the name of an office, and a public SSH key as ``kind content``."""

    name: str
    key: str
