"""What a repository says of itself: where changes are proposed, and who signs its statements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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
class Signer:
    """Who may sign statements: the name of an office, and a public SSH key as ``kind content``."""

    name: str
    key: str
