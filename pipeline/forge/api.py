"""What GitHub, GitLab, Forgejo and Gitea call the same things: the open proposals, and the comments on one.

The forge is told by what its runner sets: ``GITHUB_API_URL`` and ``GITHUB_REPOSITORY`` (GitHub, Forgejo, Gitea), or
``CI_API_V4_URL`` and ``CI_PROJECT_ID`` (GitLab). The token stands in ``FORGE_TOKEN``. Standard library only, because this
runs where a token that may write is at hand, and nothing should be installed there.
"""

from __future__ import annotations

import json
import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PAGES = 100
"""As many pages of a list are read at most, of a hundred entries each where the forge gives so many."""

_PATIENCE = 30  # seconds for one answer


@dataclass(frozen=True, slots=True)
class Forge:
    """Addresses and names; ``{}`` in an address stands for the number of a proposal."""

    headers: Mapping[str, str]
    proposals: str
    """The address of the list of open proposals; the branch they ask to change follows."""
    number: str
    """The field of a proposal that holds its number."""
    ref: str
    """The git reference under which the forge keeps a proposal."""
    comments: str
    """The address of the comments on a proposal."""
    comment: str
    """The address of one comment; its number follows."""
    writer: tuple[str, str]
    """The field that tells who wrote a comment or made a proposal, and the field of that which holds the name."""
    rewrite: str
    """The method that replaces the text of a comment."""
    proposal: str
    """The address of one proposal; its number follows."""
    suggesting: Literal["github", "gitlab", ""]
    """How suggestions are made on lines; Forgejo and Gitea know none."""


def forge(environment: Mapping[str, str]) -> Forge:
    """Tell the forge. Raises :class:`KeyError` naming what is missing."""
    token = environment["FORGE_TOKEN"]
    if "CI_API_V4_URL" in environment:
        project = f"{environment['CI_API_V4_URL']}/projects/{int(environment['CI_PROJECT_ID'])}/merge_requests"
        return Forge(
            headers={"PRIVATE-TOKEN": token},
            proposals=f"{project}?state=opened&target_branch=",
            number="iid",
            ref="refs/merge-requests/{}/head",
            comments=f"{project}/{{}}/notes",
            comment=f"{project}/{{}}/notes",
            writer=("author", "username"),
            rewrite="PUT",
            proposal=project,
            suggesting="gitlab",
        )
    repository = f"{environment['GITHUB_API_URL']}/repos/{environment['GITHUB_REPOSITORY']}"
    return Forge(
        headers={"Authorization": f"token {token}"},
        proposals=f"{repository}/pulls?state=open&base=",
        number="number",
        ref="refs/pull/{}/head",
        comments=f"{repository}/issues/{{}}/comments",
        comment=f"{repository}/issues/comments",
        writer=("user", "login"),
        rewrite="PATCH",
        proposal=f"{repository}/pulls",
        suggesting="" if environment["GITHUB_API_URL"].rstrip("/").endswith("/api/v1") else "github",
    )


def call(forge: Forge, method: str, address: str, body: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401 - JSON
    """Ask the forge; ``None`` for an answer without words. Raises :class:`OSError` where it does not answer or says no."""
    data = None if body is None else json.dumps(body).encode()
    fixed = {"Accept": "application/json", "Content-Type": "application/json", "User-Agent": "giliran"}
    request = urllib.request.Request(address, data, {**forge.headers, **fixed}, method=method)  # noqa: S310 - the runner's own
    with urllib.request.urlopen(request, timeout=_PATIENCE) as answer:  # noqa: S310 - as above
        said = answer.read()
    return json.loads(said) if said else None


def listed(forge: Forge, address: str, key: str) -> Iterator[Mapping[str, Any]]:
    """Give the entries of a list, page by page; a forge that knows no pages gives the same one again, which ends it."""
    seen: set[int] = set()
    for page in range(1, _PAGES + 1):
        asked = urlencode({"per_page": 100, "limit": 100, "page": page})
        found = call(forge, "GET", f"{address}{'&' if '?' in address else '?'}{asked}")
        fresh = [entry for entry in found if entry[key] not in seen]
        if not fresh:
            return
        seen |= {entry[key] for entry in fresh}
        yield from fresh
