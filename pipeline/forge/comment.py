"""Keeps one comment of ours on a proposal: ``python pipeline/forge/comment.py --author LOGIN NUMBER FILE``.

It is posted, or takes the place of the one posted before. The text comes from a job that read somebody else's proposal,
so it is not trusted: it must begin with the mark of a comment of ours and be no larger than a forge takes, and it is sent
as text, never run or expanded.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from api import call, forge, listed

if TYPE_CHECKING:
    from api import Forge

LIMIT = 60_000
"""Bytes. GitHub takes 65,536 characters and GitLab more; the program writes comments that fit."""

_MARK = re.compile(r"<!-- giliran(: [a-z]+)? -->")


def checked(file: Path) -> str:
    """Read a comment. Raises :class:`ValueError` for one that is not ours or that no forge would take."""
    content = file.read_bytes()
    if len(content) > LIMIT:
        raise ValueError(f"{file.name} has {len(content)} bytes; a comment may have {LIMIT}")
    text = content.decode()
    if not _MARK.fullmatch(text.partition("\n")[0]):
        raise ValueError(f"{file.name} does not begin with the mark of a comment of ours")
    return text


def keep(forge: Forge, author: str, number: int, text: str) -> str:
    """Post a text, or replace what ``author`` posted before under the same mark; tells in a word what was done.

    Whoever may write here may also write over the comments of others, and anyone can copy a mark: hence the author. A text
    of nothing but the mark replaces what no longer holds, and is not posted by itself.
    """
    mark = text.partition("\n")[0]
    writer, login = forge.writer
    for comment in listed(forge, forge.comments.format(number), "id"):
        body = str(comment["body"]).replace("\r\n", "\n")
        if comment[writer][login] != author or body.partition("\n")[0] != mark:
            continue
        if body.strip() == text.strip():
            return "unchanged"
        call(forge, forge.rewrite, f"{forge.comment.format(number)}/{int(comment['id'])}", {"body": text})
        return "updated"
    if text.strip() == mark:
        return "not needed"
    call(forge, "POST", forge.comments.format(number), {"body": text})
    return "posted"


def main() -> NoReturn:
    """Keep the comment, and say what was done."""
    parser = argparse.ArgumentParser(prog="comment", allow_abbrev=False)
    parser.add_argument("--author", required=True, help="the login that the token belongs to")
    parser.add_argument("number", type=int, help="the proposal")
    parser.add_argument("file", type=Path)
    wanted = parser.parse_args()
    try:
        done = keep(forge(os.environ), wanted.author, wanted.number, checked(wanted.file))
    except KeyError as missing:
        sys.exit(f"comment: {missing.args[0]} is not there")
    except (OSError, ValueError) as error:
        sys.exit(f"comment: {error}")
    sys.stdout.write(f"comment on {wanted.number}: {done}\n")
    sys.exit(0)


if __name__ == "__main__":
    main()
