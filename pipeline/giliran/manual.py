"""The manual of diagnostic codes: the pages beside the rules, for the terminal and the site, and their examples.

A page is Markdown: a first heading with code and name; the Indonesian title and prose, then the English; then examples,
in groups that begin with ``Ditolak · Refused:`` (or another word pair for warnings and notes) or with
``Diterima · Accepted:``. Each fence of a group names the file it stands for; together they are one example, written over
a small base repository. What plain text cannot show stands in the attributes of the fence, see :class:`ExampleFile`.
An example about a change shows some files as they were before it, and may show the commit message.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, TypeAlias

from giliran.codes import BY_CODE, CODES
from giliran.diagnostics import OperatorError
from giliran.spelling import suggestion
from giliran.wording import Text, same

if TYPE_CHECKING:
    from giliran.wording import Language

_WIDTH = 88
_ACCEPTED = "Diterima"
_FENCE = re.compile(r"^``` *\{(?P<attributes>[^\n]*)\}\n(?P<text>.*?)^``` *$", re.MULTILINE | re.DOTALL)
_ATTRIBUTE = re.compile(r'data-([a-z]+)="([^"]*)"')
_KNOWN = frozenset({"file", "encoding", "newline", "link", "repeat", "delete", "escape", "state"})
_STATES = {"before": Text(" · sebelum", " · before"), "message": Text(" · pesan", " · message"), "after": Text("", "")}


@dataclass(frozen=True, slots=True)
class ExampleFile:
    """One file of an example.

    ``text`` is what the page shows. It is written ``repeat`` times, in ``encoding``, with ``newline`` at the end of every
    line; with ``escape`` the sequences for a tab, a carriage return and a code point (backslash and ``t``, ``r``, ``x41``,
    ``u0041``) stand for what they name. A file with a ``link`` is a symbolic link to that target and a deleted one is
    absent: their text is for the reader only. ``state`` tells apart what is so after a change, what was so ``before`` it,
    and the ``message`` of its commit, which is no file.
    """

    path: str
    text: str
    encoding: str = "utf-8"
    newline: str = "\n"
    link: str | None = None
    repeat: int = 1
    delete: bool = False
    escape: bool = False
    state: str = "after"

    @property
    def caption(self) -> Text:
        """Give the line to put above the text: the path, and which state of it this is where there are two."""
        return same(self.path) + _STATES[self.state]

    def content(self) -> bytes:
        """Give the bytes of the file."""
        text = self.text * self.repeat
        if self.escape:
            text = re.sub(r"\\([tr]|x[0-9a-f]{2}|u[0-9a-f]{4})", _unescaped, text)
        return text.replace("\n", self.newline).encode(self.encoding)


@dataclass(frozen=True, slots=True)
class Example:
    """Files in one state: ``triggers`` tells whether they give rise to the code or are their neighbour in good order."""

    triggers: bool
    label: Text
    files: tuple[ExampleFile, ...]


@dataclass(frozen=True, slots=True)
class _Page:
    title: Text
    prose: Text
    heading: Text
    examples: tuple[Example, ...]


def markdown(code: str) -> str:
    """Give the whole page as it is written, for the site. Raises :class:`OperatorError` for an unknown code."""
    return _source(_known(code))


def title(code: str) -> Text:
    """Give the title of a code: a short plain statement of what was found."""
    return _read(_known(code)).title


def meaning(code: str) -> Text:
    """Give the first sentence of a page, which says what the finding means; code in it stands between quotation marks."""
    prose = _read(_known(code)).prose
    return Text(_first_sentence(prose.id), _first_sentence(prose.en))


def examples(code: str) -> tuple[Example, ...]:
    """Give the examples of a code, in the order of the page."""
    return _read(_known(code)).examples


def page(code: str) -> Text:
    """Give the page for the terminal. Raises :class:`OperatorError` for an unknown code."""
    known = _known(code)
    found = _read(known)
    top = f"{known} {BY_CODE[known].name}"
    return Text(
        _laid_out(top, found.title.id, found.prose.id, found.heading.id, [_captioned(e, "id") for e in found.examples]),
        _laid_out(top, found.title.en, found.prose.en, found.heading.en, [_captioned(e, "en") for e in found.examples]),
    )


def _known(word: str) -> str:
    """Turn a code or the name of one, in upper or lower case, into the code."""
    wanted = word.strip().lower()
    for code in CODES:
        if wanted in {code.code.lower(), code.name}:
            return code.code
    message = Text(f"Kode “{word}” tidak ada.", f"There is no code “{word}”.")
    maybe = suggestion(wanted.upper(), [code.code for code in CODES]) or suggestion(
        wanted, [code.name for code in CODES]
    )
    if maybe is None:
        maybe = Text("Kode ditulis seperti LW001 atau over-cap.", "A code is written like LW001 or over-cap.")
    raise OperatorError(message + Text(f" {maybe.id}", f" {maybe.en}"))


def _first_sentence(prose: str) -> str:
    whole = " ".join(prose.partition("\n\n")[0].split())
    return re.split(r"(?<=[.?!])[”)]? (?=[A-Z“])", re.sub(r"`([^`]+)`", r"“\1”", whole), maxsplit=1)[0]


def _source(code: str) -> str:
    return (files("giliran") / "rules" / f"{code}.md").read_text("utf-8")


@cache
def _read(code: str) -> _Page:
    """Take a page apart. Raises :class:`ValueError` where it is not laid out as the module says."""
    top, *parts = re.split(r"^## ", _source(code), flags=re.MULTILINE)
    if top.strip() != f"# {code} {BY_CODE[code].name}" or len(parts) != 3:
        msg = f"the page of {code} does not have its heading, two languages and the examples"
        raise ValueError(msg)
    (title_id, prose_id), (title_en, prose_en), (heading, rest) = (_headed(part) for part in parts)
    return _Page(Text(title_id, title_en), Text(prose_id, prose_en), _pair(heading), _examples(code, rest))


def _headed(part: str) -> tuple[str, str]:
    heading, _, rest = part.partition("\n")
    return heading.strip(), rest.strip()


def _pair(words: str) -> Text:
    indonesian, _, english = words.strip().rstrip(":").partition(" · ")
    return Text(indonesian, english)


def _examples(code: str, rest: str) -> tuple[Example, ...]:
    found: list[Example] = []
    group: list[ExampleFile] = []
    label: Text | None = None
    end = 0
    for fence in _FENCE.finditer(rest):
        between = rest[end : fence.start()].strip()
        end = fence.end()
        if between:
            if label is not None:
                found.append(_example(label, group))
            label, group = _pair(between), []
        group.append(_file(code, fence["attributes"], fence["text"]))
    if label is None or not label.en or rest[end:].strip():
        msg = f"the examples of {code} are not groups of fences under a line in two languages"
        raise ValueError(msg)
    return (*found, _example(label, group))


def _example(label: Text, group: list[ExampleFile]) -> Example:
    return Example(label.id != _ACCEPTED, label, tuple(group))


def _file(code: str, attributes: str, text: str) -> ExampleFile:
    given = dict(_ATTRIBUTE.findall(attributes))
    if "file" not in given or not given.keys() <= _KNOWN or given.get("state", "after") not in _STATES:
        msg = f"a fence on the page of {code} names no file or has attributes nobody knows: {attributes}"
        raise ValueError(msg)
    return ExampleFile(
        path=given["file"],
        text=text,
        encoding=given.get("encoding", "utf-8"),
        newline="\r\n" if given.get("newline") == "crlf" else "\n",
        link=given.get("link"),
        repeat=int(given.get("repeat", "1")),
        delete=given.get("delete") == "true",
        escape=given.get("escape") == "true",
        state=given.get("state", "after"),
    )


def _unescaped(found: re.Match[str]) -> str:
    named = {"t": "\t", "r": "\r"}
    return named.get(found[1]) or chr(int(found[1][1:], 16))


_Shown: TypeAlias = tuple[str, tuple[tuple[str, str], ...]]
"""The label of an example, and the caption and text of each of its files, in one language."""


def _captioned(example: Example, language: Language) -> _Shown:
    parts = tuple((part.caption.to(language), part.text) for part in example.files)
    return example.label.to(language), parts


def _laid_out(top: str, name: str, prose: str, heading: str, shown: list[_Shown]) -> str:
    lines = [top, name, ""]
    for paragraph in prose.split("\n\n"):
        words = re.sub(r"`([^`]+)`", r"“\1”", " ".join(paragraph.split()))
        lines += [*textwrap.wrap(words, _WIDTH, break_long_words=False, break_on_hyphens=False), ""]
    lines.append(heading)
    for label, parts in shown:
        lines += ["", f"  {label}:"]
        for caption, text in parts:
            lines += ["", f"    {caption}", ""]
            lines += [f"      {line}".rstrip() for line in text.splitlines()]
    return "\n".join(lines)
