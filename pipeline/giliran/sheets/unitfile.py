"""People added to a unit file, and an end written to those who are gone; every other line stays as it is.

What was done is read back and compared before anyone gets to see it.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from giliran.diagnostics import OperatorError
from giliran.documents import read
from giliran.wording import Text

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Iterable, Mapping

    from giliran.sheets.staffing import Joining

_PLAIN = re.compile(r"[A-Za-zÀ-ÿ](?:[A-Za-zÀ-ÿ0-9 .'()/-]*[A-Za-zÀ-ÿ0-9.')])?")
_NOT_PLAIN = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])


def with_people(
    path: str, text: str, joining: Iterable[Joining], gone: Collection[str], last: datetime.date | None
) -> str:
    """Give a unit file with people added at the end, and ``until: last`` for those in ``gone`` without an end.

    Raises :class:`OperatorError` where the people do not stand on lines of their own.
    """
    document = read(path, text.encode())
    data: Any = document.data
    entries = [_entry(each) for each in joining]
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(newline)
    starts = [document.at(("employees", index)).start.line - 1 for index in range(len(data["employees"]))]
    dashes = [_dash(path, lines[start]) for start in starts]
    ended = [index for index, each in enumerate(data["employees"]) if each["id"] in gone and "until" not in each]
    if starts != sorted(set(starts)):
        raise _not_by_line(path)
    for index in reversed(range(len(starts))):
        end = _end(lines, starts[index], dashes[index])
        if index == len(starts) - 1:
            lines[end:end] = [f"{' ' * dashes[index]}- {_flow(entry)}" for entry in entries]
        if index in ended:
            assert last is not None
            _finish(path, lines, starts[index], end, last)
    if not starts:
        _first(path, lines, document.at_key(("employees",)).start.line - 1, entries)
    result = newline.join(lines)
    expected = [
        {**each, "until": last.isoformat()} if index in ended and last is not None else each
        for index, each in enumerate(data["employees"])
    ]
    after = read(path, result.encode())
    # A name may hold what no file of ours may: that is for the check to tell.
    assert after.faults or after.data == {**data, "employees": [*expected, *entries]}, path
    return result


def _entry(joining: Joining) -> dict[str, str]:
    listed = joining.listed
    assert listed.status is not None
    found = {"id": joining.id, "name": listed.name, "status": listed.status}
    if listed.role:
        found["role"] = listed.role
    if listed.start is not None:
        found["from"] = listed.start.isoformat()
    if listed.end is not None:
        found["until"] = listed.end.isoformat()
    return found


def _flow(entry: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {_scalar(key, words)}" for key, words in entry.items()) + "}"


def _scalar(key: str, words: str) -> str:
    if key in {"id", "status", "from", "until"} or (_PLAIN.fullmatch(words) and words.casefold() not in _NOT_PLAIN):
        return words
    return json.dumps(words, ensure_ascii=False)


def _dash(path: str, line: str) -> int:
    found = re.match(r"( *)- ", line)
    if found is None:
        raise _not_by_line(path)
    return len(found[1])


def _end(lines: list[str], start: int, dash: int) -> int:
    """Give the line after the last one of an entry: after it only comments, blank lines or less indented ones follow."""
    end = start + 1
    for number in range(start + 1, len(lines)):
        words = lines[number].strip()
        if words and len(lines[number]) - len(lines[number].lstrip(" ")) <= dash:
            break
        if words and not words.startswith("#"):
            end = number + 1
    return end


def _finish(path: str, lines: list[str], start: int, end: int, last: datetime.date) -> None:
    """Write an end to one entry, between its braces or on a line of its own."""
    if "{" in lines[start]:
        close = _closing(lines[end - 1])
        if close is None:
            raise _not_by_line(path)
        before = lines[end - 1][:close].rstrip().removesuffix(",")
        blank = " " if lines[end - 1][close - 1] == " " else ""
        lines[end - 1] = f"{before}, until: {last.isoformat()}{blank}{lines[end - 1][close:]}"
        return
    found = re.match(r"( *- *)", lines[start])
    assert found is not None
    lines.insert(end, f"{' ' * len(found[1])}until: {last.isoformat()}")


def _closing(line: str) -> int | None:
    """Find the brace that closes an entry: the last one before a comment. What is wrong here is seen when read back."""
    bare = re.sub(r"\s#.*$", "", line)
    close = bare.rfind("}")
    return None if close < 0 else close


def _first(path: str, lines: list[str], number: int, entries: list[dict[str, str]]) -> None:
    found = re.fullmatch(r"( *employees:) *\[ *\](.*)", lines[number])
    if found is None:
        raise _not_by_line(path)
    if entries:
        lines[number : number + 1] = [f"{found[1]}{found[2]}", *(f"  - {_flow(entry)}" for entry in entries)]


def _not_by_line(path: str) -> OperatorError:
    return OperatorError(
        Text(
            f"{path}: setiap pegawai harus berdiri pada barisnya sendiri, diawali “- ”. Tidak ada yang ditulis.",
            f"{path}: each employee must stand on a line of their own, beginning with “- ”. Nothing was written.",
        )
    )
