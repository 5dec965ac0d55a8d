"""The CODEOWNERS file of a forge, written from the owners that the data name.

GitHub and GitLab read patterns like those of ``.gitignore``, of which the last one that matches counts. Gitea and Forgejo
read regular expressions over the whole path, and ask the owners of every one that matches, so that "all the rest" has
to be said by a negative one there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from giliran.owners import FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from giliran.owners import Owners

PLACES = (
    ".github/CODEOWNERS",
    ".gitlab/CODEOWNERS",
    ".forgejo/CODEOWNERS",
    ".gitea/CODEOWNERS",
    "docs/CODEOWNERS",
    "CODEOWNERS",
)
"""Where forges look for the file, by their paths from the top of a repository."""

_EXPRESSIONS = (".forgejo/", ".gitea/")
_HEADER = (
    "# Dibuat oleh “giliran owners --write” dari policy/owners.yaml dan “admins” di units/*/agency.yaml; jangan disunting.",
    "# Written by “giliran owners --write” from policy/owners.yaml and “admins” in units/*/agency.yaml; do not edit.",
)


def chosen_place(exists: Callable[[str], bool]) -> str:
    """Choose where the file belongs: where it is already, in the folder of a forge that is there, or at the top."""
    for place in PLACES:
        if exists(place):
            return place
    return next((place for place in PLACES[:4] if exists(place.partition("/")[0])), PLACES[-1])


def codeowners(owners: Owners, place: str, folder: str = "") -> str:
    """Write the file for a place; the data stand under ``folder``, which is empty or ends in a slash."""
    lines = _expressions(owners, folder) if place.startswith(_EXPRESSIONS) else _patterns(owners, folder)
    return "\n".join((*_HEADER, "", *lines, ""))


def _patterns(owners: Owners, folder: str) -> Iterator[str]:
    start = "/" + re.sub(r"([\\ #])", r"\\\1", folder)
    rest, law = " ".join(owners.everything), " ".join(owners.law)
    yield f"* {rest}"
    yield f"{start}policy/ {law}"
    yield f"{start}{FILE} {rest}"
    for agency in owners.agencies:
        if admins := " ".join(owners.admins(agency)):
            yield f"{start}units/{agency}/ {admins}"
            yield f"{start}schedules/{agency}/ {admins}"


def _expressions(owners: Owners, folder: str) -> Iterator[str]:
    start = re.sub(r"[^A-Za-z0-9/_-]", lambda found: f"[{found[0]}]" if found[0] != " " else "\\ ", folder)
    known = [agency for agency in owners.agencies if owners.admins(agency)]
    theirs = f"|(units|schedules)/({'|'.join(known)})/.*" if known else ""
    rest, law = " ".join(owners.everything), " ".join(owners.law)
    yield f"!{start}(policy/.*{theirs}) {rest}"
    yield f"{start}policy/.* {law}"
    yield f"{start}{FILE.replace('.', '[.]')} {rest}"
    for agency in known:
        yield f"{start}(units|schedules)/{agency}/.* {' '.join(owners.admins(agency))}"
