"""What the commits and tags of a proposal bring with them, as git keeps it.

Objects are read raw and lists come from plumbing, so that nothing is hidden by what somebody has set: how a log is shown, in
which encoding a commit says it is written, which submodules a ``.gitmodules`` asks to pass over.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from giliran.diagnostics import OperatorError
from giliran.objects import Objects
from giliran.proposal import Blob, Message
from giliran.proposal.personal_data import MOST_SEARCHED
from giliran.store import ask_git
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from giliran.proposal import Sort

_CHANGE = re.compile(r"(?P<parents>:+)(?P<modes>(?:[0-7]{6} )+)(?P<names>(?:[0-9a-f]+ )+)[A-Z]+")
"""A line of ``diff-tree --raw``: for each parent a colon, a mode, an object and a letter; mode and object after them."""
_SORTS: dict[str, Sort] = {"100": "file", "120": "link", "160": "other"}
_GONE = "000000"
_DIFF = ("diff-tree", "--stdin", "--root", "-r", "-c", "--raw", "-z", "--no-renames", "--ignore-submodules=none")


def commits_between(root: Path, base: str | None, head: str) -> tuple[str, ...]:
    """Name the commits that ``head`` has and ``base`` lacks, oldest first."""
    span = (head,) if base is None else (head, f"^{base}")
    return tuple(ask_git(root, "rev-list", "--reverse", "--topo-order", *span, "--").decode().split())


def messages(objects: Objects, commits: Iterable[str]) -> tuple[Message, ...]:
    """Give some commits with what their authors say of them."""
    return tuple(_message(commit, objects.get(commit, MOST_SEARCHED)[1]) for commit in commits)


def tags_before(objects: Objects, revision: str) -> tuple[tuple[Message, ...], str]:
    """Follow a tag, and the tags it may lead to, to a commit; without one there is only the commit.

    Raises :class:`OperatorError` for a tag of something else.
    """
    tags: list[Message] = []
    sort, raw = objects.get(revision, MOST_SEARCHED)
    while sort == "tag" and raw is not None:
        tags.append(_message(revision, raw))
        revision = raw.partition(b"\n")[0].removeprefix(b"object ").decode("ascii", errors="replace")
        sort, raw = objects.get(revision, MOST_SEARCHED)
    if sort != "commit":
        raise OperatorError(
            Text(
                f"{revision[:12]} bukan commit. Buat tag pada sebuah commit, dengan pesan yang pendek.",
                f"{revision[:12]} is no commit. Put the tag on a commit, with a short message.",
            )
        )
    return tuple(tags), revision


def _message(name: str, raw: bytes | None) -> Message:
    text = b"" if raw is None else raw.partition(b"\n\n")[2]
    return Message(name, text.decode("utf-8", errors="replace").strip(), raw)


def blobs(root: Path, commits: Iterable[str]) -> Iterator[Blob]:
    """Give every content that some commits bring in, once for each path.

    Of a merge only what none of its parents has: the rest came with them.
    """
    objects, seen = Objects(root), set()
    for commit, path, mode, name in written(root, commits):
        if (path, mode, name) in seen:
            continue
        seen.add((path, mode, name))
        sort = _SORTS.get(mode[:3], "other")
        yield Blob(path, b"" if sort == "other" else objects.get(name, MOST_SEARCHED)[1], commit, sort)


def written(root: Path, commits: Iterable[str], *places: str) -> Iterator[tuple[str, str, str, str]]:
    """Give what some commits write, in some places of the repository or in all of it: commit, path, mode and content.

    Paths count from the top. Of a merge it is only what none of its parents has; what a commit removes is left out.
    """
    limits = ("--", *(f":(top,literal){place}" for place in places)) if places else ()
    told = ask_git(root, *_DIFF, "-O/dev/null", *limits, given="".join(f"{commit}\n" for commit in commits).encode())
    words = iter(os.fsdecode(told).split("\0"))
    commit = ""
    for word in words:
        found = _CHANGE.fullmatch(word)
        if found is None:
            commit = word or commit
            continue
        path, mode, name = next(words), found["modes"].split()[-1], found["names"].split()[-1]
        if mode != _GONE:
            yield commit, path, mode, name


def blob_on_disk(top: Path, path: str) -> Iterator[Blob]:
    """Give what stands at a path of a checkout; nothing where nothing does, of another repository only where it is."""
    place = top / path
    if place.is_symlink():
        yield Blob(path, os.fsencode(place.readlink()), None, "link")
    elif place.is_file():
        yield Blob(path, place.read_bytes() if place.stat().st_size <= MOST_SEARCHED else None, None)
    elif place.exists():
        yield Blob(path, b"", None, "other")
