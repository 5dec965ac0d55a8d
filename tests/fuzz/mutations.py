"""Inputs made from right ones: bytes, words, lines, data and whole repositories changed, again and again, by chance.

The same seed and number give the same input, on any machine.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import yaml

from giliran.tree import Entry, Tree
from tests.hostile.corpus import ALL, planted

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Mapping

Pool = tuple[bytes, ...]
"""Contents of other files, to take pieces from."""

WORDS = (
    *[
        "&a",
        "*a",
        "!!x",
        "!!python/object:x",
        "<<:",
        "---",
        "...",
        "?",
        "|",
        ">",
        "|2-",
        ">+",
        "%YAML",
        "%TAG",
        "@",
        "`",
        ",",
        ":",
        "-",
        "#",
        "[",
        "]",
        "{",
        "}",
        "'",
        '"',
        "\\",
        "~",
        "!",
        "&",
        "*",
    ],
    *[
        "no",
        "on",
        "yes",
        "null",
        "true",
        "0o17",
        "0x1F",
        "1_000",
        "1e5",
        ".inf",
        "-.nan",
        "12:30:45",
        "<<<<<<<",
        "=======",
        ">>>>>>>",
    ],
    *["2023-02-30", "2023-13-01", "0000-00-00", "0001-01-01", "9999-12-31", "2023-9-1", "2024-02-29", "1899-12-31"],
    *[
        "50%",
        "100.01%",
        "0%",
        "-1%",
        "99.999%",
        "1/3",
        "aa01",
        "zz99",
        "AA01",
        "sr01",
        "bp02",
        "wfh",
        "recalls",
        "from",
        "until",
        "at-most",
        "base",
        "when",
        "not",
    ],
    *["9999999999999999999", "-0", "00", "1.0", "0.1e400", "-1", "1e999", "NaN", "Infinity"],
    *[
        "wfh:",
        "at-most:",
        "employees:",
        "properties:",
        "{}",
        "[]",
        "[[]]",
        "[,]",
        "{,}",
        "{a}",
        "?",
        ":",
        "-",
        "-",
        "--",
        "'''",
        '"\\x',
    ],
    "\t",
    "\r",
    "\r\n",
    "\n\n",
    "  ",
    "\x00",
    "\ufeff",
    "\u2028",
    "\x85",
    "\xa0",
)
_TOKEN = re.compile(rb"[A-Za-z0-9_.%-]+|\s+|.", re.DOTALL)
_NUMBER = re.compile(rb"[0-9]+")
NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"00",
    b"99",
    b"13",
    b"31",
    b"32",
    b"2024",
    b"9999",
    b"10000",
    b"99999999999999999999",
    b"1e9",
)
VALUES: tuple[object, ...] = (
    None, True, False, 0, -1, 1, 10**18, 0.1, -0.0, "", " ", "a" * 5000, "2023-09-01", "50%", [], {}, [[]], {"": {}}, "no",
    [1, "a", None], {"wfh": {}}, "aa01", "\n", "é", "\U0001f600", ["aa01"] * 50,
)  # fmt: skip


def bytes_changed(chance: random.Random, content: bytes, _: Pool) -> bytes:
    """Change, add, drop or double some bytes."""
    at = chance.randrange(len(content) + 1)
    end = min(len(content), at + chance.choice((1, 1, 2, 5, 40)))
    new = bytes(chance.randrange(256) for _ in range(chance.choice((0, 1, 1, 2, 4))))
    return content[:at] + chance.choice((new, content[at:end] * 2, content[at:end][::-1])) + content[end:]


def words_changed(chance: random.Random, content: bytes, _: Pool) -> bytes:
    """Put words of YAML and of our formats where others were, or leave words out."""
    tokens = _TOKEN.findall(content) or [b""]
    at = chance.randrange(len(tokens))
    word = chance.choice(WORDS).encode("utf-8", "surrogatepass")
    other = tokens[chance.randrange(len(tokens))]
    tokens[at] = chance.choice((word, word + tokens[at], tokens[at] + word, other, b"", tokens[at] * 2))
    return b"".join(tokens)


def lines_changed(chance: random.Random, content: bytes, _: Pool) -> bytes:
    """Double, drop, swap or shift lines, or end them otherwise."""
    lines = content.split(b"\n")
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(7):
        case 0:
            lines.insert(at, lines[other])
        case 1:
            del lines[at]
        case 2:
            lines[at], lines[other] = lines[other], lines[at]
        case 3:
            lines[at] = b" " * chance.randrange(1, 5) + lines[at]
        case 4:
            lines[at] = lines[at][chance.randrange(1, 4) :]
        case 5:
            lines[at] = b"\t" + lines[at]
        case _:
            return chance.choice((b"\r\n", b"\r", b"\n\n", b"")).join(lines)
    return b"\n".join(lines)


def numbers_changed(chance: random.Random, content: bytes, _: Pool) -> bytes:
    """Put other numbers where numbers are: in dates, codes, shares."""
    found = list(_NUMBER.finditer(content))
    if not found:
        return content
    one = chance.choice(found)
    new = chance.choice((*NUMBERS, str(chance.randrange(3000)).encode()))
    return content[: one.start()] + new + content[one.end() :]


def signs_changed(chance: random.Random, content: bytes, _: Pool) -> bytes:
    """Put a hostile text, or signs from anywhere in Unicode, where text is."""
    text = content.decode("utf-8", "replace")
    at = chance.randrange(len(text) + 1)
    odd = "".join(chr(chance.choice((chance.randrange(0x300), chance.randrange(0x110000)))) for _ in range(3))
    new = chance.choice((planted(chance.choice(ALL), 1), odd))
    return (text[:at] + new + text[at + chance.randrange(3) :]).encode("utf-8", "surrogatepass")


def pieces_joined(chance: random.Random, content: bytes, pool: Pool) -> bytes:
    """Go on with the end of another file, or with the same again."""
    other = chance.choice((*pool, content))
    return content[: chance.randrange(len(content) + 1)] + other[chance.randrange(len(other) + 1) :]


def data_changed(chance: random.Random, content: bytes, pool: Pool) -> bytes:
    """Change what the file says rather than how: values, keys and lists, written in one of several ways."""
    try:
        data = yaml.load(content, yaml.BaseLoader)  # noqa: S506 - it makes texts of everything, and nothing else
    except (yaml.YAMLError, ValueError, RecursionError):
        return words_changed(chance, content, pool)
    data = _changed(chance, data)
    match chance.randrange(3):
        case 0:
            return json.dumps(data, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")
        case 1:
            return json.dumps(data, indent=chance.randrange(4)).encode()
        case _:
            style = chance.choice((None, True, False))
            return yaml.safe_dump(data, default_flow_style=style, allow_unicode=True, sort_keys=False).encode(
                "utf-8", "surrogatepass"
            )


def _changed(chance: random.Random, data: Any) -> Any:  # noqa: ANN401 - whatever a document holds
    if isinstance(data, dict) and data and chance.random() < 0.85:
        key = chance.choice(list(data))
        match chance.randrange(8):
            case 0:
                return {name: value for name, value in data.items() if name != key}
            case 1:
                return {**data, chance.choice(WORDS): data[key]}
            case 2:
                return {(chance.choice(list(data)) if name == key else name): value for name, value in data.items()}
            case _:
                return {**data, key: _changed(chance, data[key])}
    if isinstance(data, list) and data and chance.random() < 0.85:
        at = chance.randrange(len(data))
        match chance.randrange(5):
            case 0:
                return data[:at] + data[at + 1 :]
            case 1:
                return data + data[at : at + 1] * chance.choice((1, 2, 300))
            case _:
                return [*data[:at], _changed(chance, data[at]), *data[at + 1 :]]
    if chance.random() < 0.05:
        for _ in range(chance.choice((3, 25, 200))):
            data = [data] if chance.random() < 0.5 else {"not": data}
        return data
    return chance.choice((*VALUES, planted(chance.choice(ALL), 1), chance.choice(WORDS)))


MUTATIONS: tuple[Callable[[random.Random, bytes, Pool], bytes], ...] = (
    bytes_changed,
    words_changed,
    words_changed,
    lines_changed,
    numbers_changed,
    signs_changed,
    pieces_joined,
    data_changed,
    data_changed,
    data_changed,
)


def content_mutated(chance: random.Random, content: bytes, pool: Pool) -> bytes:
    """Change a file in one to five ways."""
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 5))):
        content = chance.choice(MUTATIONS)(chance, content, pool)
    return content


def files_mutated(chance: random.Random, base: Mapping[str, Entry]) -> tuple[str, Tree]:
    """Change one file of a repository, mostly, or several, or which there are; tell what was changed, and give the whole."""
    entries = dict(base)
    pool = tuple(entry.content or b"" for entry in (base[path] for path in chance.sample(sorted(base), 3)))
    changed = []
    for _ in range(chance.choice((1, 1, 1, 1, 1, 1, 2, 4))):
        path = chance.choice(sorted(entries))
        content = entries[path].content or b""
        way = chance.randrange(12)
        if way < 9:
            entries[path] = Entry(path, content_mutated(chance, content, pool))
        elif way == 9:
            del entries[path]
        else:
            name = _name_mutated(chance, path)
            entries[name] = chance.choice(
                (
                    Entry(name, content),
                    Entry(name, content_mutated(chance, content, pool)),
                    Entry(name, None, "link"),
                    Entry(name, None, "other"),
                    Entry(name, None, "file", 10**7),
                )
            )
            path = name
        changed.append(path)
        if not entries:
            break
    return ", ".join(changed), Tree({path: entries[path] for path in sorted(entries)})


def _name_mutated(chance: random.Random, path: str) -> str:
    parts = path.split("/")
    at = chance.randrange(len(parts))
    new = chance.choice(
        (*WORDS, planted(chance.choice(ALL), 1), "agency.yaml", "2023-13.yaml", "a" * 300, "bkd", "umum")
    )
    new = new.replace("/", "|").replace("\x00", "") or "x"
    match chance.randrange(4):
        case 0:
            parts[at] = new
        case 1:
            parts.insert(at, new)
        case 2:
            parts[-1] = f"{new}.yaml"
        case _:
            parts[-1] = numbers_changed(chance, parts[-1].encode(), ()).decode()
    return "/".join(parts)
