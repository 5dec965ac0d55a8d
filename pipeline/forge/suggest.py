"""Keeps our suggestions on the lines of a proposal: ``python pipeline/forge/suggest.py --author LOGIN NUMBER FILE``.

FILE is what ``giliran gate --format suggestions`` writes: for some lines, the lines that would take their place. Whoever
proposed takes one over with a click. One that stands there already is not posted again, and ours that no longer hold are
taken away. The file comes from a job that read somebody else's proposal, so it is not trusted: it must have the shape that
the program gives it, no line of it can end the block it is shown in, and nothing of it is run or expanded. Forges without
suggestions get none.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from api import call, forge, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from api import Forge

LIMIT = 200_000  # bytes
MOST = 20
_LONGEST = 50_000  # characters of one; a comment may have more
_MARK = "<!-- giliran: suggestion -->"
_PATH = re.compile(r"[A-Za-z0-9._/-]{1,500}")
_COMMIT = re.compile(r"[0-9a-f]{40,64}")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Lines of a file, from ``line`` to ``end``, and those that would stand there; ``old`` is the number ``end`` had before."""

    path: str
    line: int
    end: int
    old: int | None
    title: str
    lines: tuple[str, ...]

    def body(self, opening: str) -> str:
        """Write the comment; ``opening`` is what the forge wants behind the fence, which no line in it may end."""
        text = "".join(f"{line}\n" for line in self.lines)
        fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", text))])
        return f"{_MARK}\n{self.title}\n\n{fence}suggestion{opening}\n{text}{fence}"


def checked(file: Path) -> tuple[str, tuple[Suggestion, ...]]:
    """Read the last commit and the suggestions. Raises :class:`ValueError` for what the program would not write."""
    content = file.read_bytes()
    if len(content) > LIMIT:
        raise ValueError(f"{file.name} has {len(content)} bytes; it may have {LIMIT}")
    data = json.loads(content)
    try:
        tip, entries = data["tip"], data["suggestions"]
        found = tuple(_suggestion(entry) for entry in entries)
        if data["version"] == 1 and _COMMIT.fullmatch(tip) and len(found) <= MOST:
            return tip, found
    except (KeyError, TypeError):
        pass
    raise ValueError(f"{file.name} holds no suggestions as the program writes them")


def _suggestion(entry: Mapping[str, Any]) -> Suggestion:
    old = entry["old"]
    numbers = (entry["line"], entry["end"], 1 if old is None else old)
    words = (entry["title"], *entry["lines"])
    if not (
        all(type(number) is int and number > 0 for number in numbers)
        and entry["line"] <= entry["end"]
        and _PATH.fullmatch(entry["path"])
        and all(isinstance(word, str) and not {"\n", "\r"} & {*word} for word in words)
        and sum(map(len, words)) <= _LONGEST
    ):
        raise TypeError
    return Suggestion(entry["path"], entry["line"], entry["end"], old, entry["title"], tuple(entry["lines"]))


@dataclass(frozen=True, slots=True)
class Posted:
    """A suggestion of ours that stands on a proposal: its number, where, and its text."""

    identity: int
    place: tuple[str, int]
    text: str


def keep(forge: Forge, author: str, number: int, tip: str, wanted: tuple[Suggestion, ...]) -> tuple[int, int]:
    """Post what is wanted and not there, take away what is there and not wanted; give how many of each."""
    on = GitHub(forge, number) if forge.suggesting == "github" else GitLab(forge, number)
    bodies = {((one.path, one.end), one.body(on.opening(one))): one for one in wanted}
    there = {(one.place, one.text): one for one in on.posted(author)}
    fresh = tuple(one for key, one in bodies.items() if key not in there)
    for key, stale in there.items():
        if key not in bodies:
            on.take_away(stale.identity)
    return on.post(tip, fresh) if fresh else 0, sum(key not in bodies for key in there)


@dataclass(frozen=True, slots=True)
class GitHub:
    """Suggestions as GitHub has them: comments of a review."""

    forge: Forge
    number: int

    def opening(self, _one: Suggestion) -> str:
        """Say nothing behind the fence: the comment itself spans the lines."""
        return ""

    def posted(self, author: str) -> Iterator[Posted]:
        """Find those of ours."""
        for comment in listed(self.forge, f"{self.forge.proposal}/{self.number}/comments", "id"):
            text = str(comment["body"]).replace("\r\n", "\n")
            if (comment["user"] or {}).get("login") == author and text.startswith(f"{_MARK}\n"):
                yield Posted(int(comment["id"]), (comment["path"], int(comment["line"] or 0)), text)

    def post(self, tip: str, fresh: tuple[Suggestion, ...]) -> int:
        """Post some as one review, of which people are told once."""
        comments = [
            {
                "path": one.path,
                "line": one.end,
                "side": "RIGHT",
                **({"start_line": one.line, "start_side": "RIGHT"} if one.line < one.end else {}),
                "body": one.body(""),
            }
            for one in fresh
        ]
        review = {"commit_id": tip, "event": "COMMENT", "body": _MARK, "comments": comments}
        call(self.forge, "POST", f"{self.forge.proposal}/{self.number}/reviews", review)
        return len(fresh)

    def take_away(self, identity: int) -> None:
        """Delete one."""
        call(self.forge, "DELETE", f"{self.forge.proposal}/comments/{identity}")


@dataclass(frozen=True, slots=True)
class GitLab:
    """Suggestions as GitLab has them: notes that begin a discussion on the last of their lines."""

    forge: Forge
    number: int

    def opening(self, one: Suggestion) -> str:
        """Say how many lines above the one it stands at go too."""
        return f":-{one.end - one.line}+0"

    def posted(self, author: str) -> Iterator[Posted]:
        """Find those of ours."""
        for note in listed(self.forge, self.forge.comments.format(self.number), "id"):
            text, place = str(note["body"]).replace("\r\n", "\n"), note.get("position") or {}
            if note["author"]["username"] == author and text.startswith(f"{_MARK}\n"):
                yield Posted(int(note["id"]), (place.get("new_path") or "", int(place.get("new_line") or 0)), text)

    def post(self, tip: str, fresh: tuple[Suggestion, ...]) -> int:
        """Post some, unless the proposal has gone on since it was judged."""
        here = f"{self.forge.proposal}/{self.number}"
        commits = call(self.forge, "GET", here)["diff_refs"]
        if commits["head_sha"] != tip:
            return 0
        for one in fresh:
            position = {
                **commits,
                "position_type": "text",
                "old_path": one.path,
                "new_path": one.path,
                "new_line": one.end,
                **({} if one.old is None else {"old_line": one.old}),
            }
            call(self.forge, "POST", f"{here}/discussions", {"body": one.body(self.opening(one)), "position": position})
        return len(fresh)

    def take_away(self, identity: int) -> None:
        """Delete one."""
        call(self.forge, "DELETE", f"{self.forge.comments.format(self.number)}/{identity}")


def main() -> NoReturn:
    """Keep the suggestions, and say what was done."""
    parser = argparse.ArgumentParser(prog="suggest", allow_abbrev=False)
    parser.add_argument("--author", required=True, help="the login that the token belongs to")
    parser.add_argument("number", type=int, help="the proposal")
    parser.add_argument("file", type=Path)
    wanted = parser.parse_args()
    try:
        tip, found = checked(wanted.file)
        there = forge(os.environ)
        if not there.suggesting:
            sys.stdout.write(f"suggestions on {wanted.number}: not on this forge\n")
            sys.exit(0)
        posted, gone = keep(there, wanted.author, wanted.number, tip, found)
    except KeyError as missing:
        sys.exit(f"suggest: {missing.args[0]} is not there")
    except (OSError, ValueError) as error:
        sys.exit(f"suggest: {error}")
    sys.stdout.write(f"suggestions on {wanted.number}: {posted} posted, {gone} taken away\n")
    sys.exit(0)


if __name__ == "__main__":
    main()
