"""The search index: what everyone may read, cut into parts that each answer a question, indexed by Pagefind.

Two walls keep names out: only pages of a few chapters are looked at (:func:`is_searched`), and of those only what a
template marks with ``data-pagefind-body``. The index is the same in both editions. A document is cut before each heading
and each point that has an address of its own, so a search finds the clause and not only the circular it stands in.
"""

from __future__ import annotations

import base64
import io
import json
import re
import subprocess
from typing import TYPE_CHECKING, Any

from pagefind.service import get_executable

from giliran.diagnostics import OperatorError
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from types import TracebackType

FOLDER = "pagefind/"
"""Where the index stands in the site; one for all languages, told apart by the ``lang`` of a page."""

_SEARCHED = re.compile(r"(?:[a-z]{2}/)?(?:(?:law|guide|codes|decisions|about)/.*|schedules/[^/]+/)")
_MARK = "data-pagefind-body"
_LANGUAGE = re.compile(r'<html lang="([a-z]+)">')
_ARTICLE = re.compile(r"<article [^>]*\bdata-pagefind-body\b[^>]*>(.*?)</article>", re.DOTALL)
_MARKED = re.compile(r"<([a-z0-9]+)\b[^>]*\bdata-pagefind-body\b[^>]*>(.*?)</\1>", re.DOTALL)
_TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_PICTURE = re.compile(r'<figure class="shot">.*?</figure>', re.DOTALL)
"""A picture of a guide, of which the public edition leaves some out; Pagefind would take note of the first on a page."""

_CUT = re.compile(r'(?=<h2 [^>]*\bid="|<li [^>]*\bdata-pagefind-meta=")')
_HEAD = re.compile(r"<(h2|li) ([^>]*)>(.*)", re.DOTALL)
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
# A heading is left out of the text, or every excerpt would begin with it; as title it is searched anyway.
_NAMED = 'data-pagefind-ignore data-pagefind-meta="title"'

_WEIGHTS = (
    (re.compile(r"law/[^/#]+/[^/#]+/readings/#(?!_)"), 3),
    (re.compile(r"law/[^/#]+/[^/#]+/(?:conduct/)?(?:#(?!_)|$)"), 8),
)
"""How much a word counts where it stands: what binds comes before how it is read, and that before what explains it."""


def is_searched(path: str) -> bool:
    """Tell whether a file of the site is a page that the search may find: no day, no month, no unit, no feed."""
    address = path.removesuffix("index.html")
    return address != path and _SEARCHED.fullmatch(address) is not None


def search_files(pages: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give the files of the index by their path in the site, from rendered pages by theirs. Same pages, same bytes.

    Any mapping of files will do: those that are not searched are not asked for.
    """
    with _Pagefind() as program:
        for path in sorted(filter(is_searched, pages)):
            for address, html in parts(path, pages[path].decode()):
                program.add(address, html)
        files = program.files()
    return {f"{FOLDER}{name}": files[name] for name in sorted(files) if _used(name)}


def parts(path: str, page: str) -> Iterator[tuple[str, str]]:
    """Cut a page into parts: the address of each below the site, and a small page with nothing else on it.

    A part has its own heading as title and the document's as ``page``. A page without a mark has no parts; one whose
    marks stand elsewhere than on an ``article`` is one part, in which Pagefind reads the marks itself.
    """
    address = path.removesuffix("index.html")
    text = _PICTURE.sub("", "".join(_ARTICLE.findall(page)))
    if not text:
        if _MARK in page:
            yield address, page
        return
    language, title = _LANGUAGE.search(page), _TITLE.search(text)
    assert language is not None
    assert title is not None  # every page says its language, every document its title
    first, *others = _CUT.split(text)
    alone = first.rstrip().endswith("</h1>")  # a part without text would not be found at all
    yield address, _part(language[1], address, first if alone else _TITLE.sub(rf"<h1 {_NAMED}>\1</h1>", first))
    of = f'<p data-pagefind-ignore data-pagefind-meta="page">{title[1]}</p>'
    for other in others:
        head = _HEAD.match(other)
        assert head is not None  # it was cut there
        tag, attributes, rest = head[1], dict(_ATTRIBUTE.findall(head[2])), head[3]
        if "data-pagefind-ignore" in attributes:  # said of the heading, meant for all that stands below it
            continue
        named = _NAMED if tag == "h2" else f'data-pagefind-meta="{attributes["data-pagefind-meta"]}"'
        place = f"{address}#{attributes['id']}"
        yield place, _part(language[1], place, f"{of}<{tag} {named}>{rest}")


def searched_text(path: str, page: str) -> str:
    """Give what the index takes from a page: while this stays the same, so does the index."""
    marked = "".join(found for _, found in _MARKED.findall(page))
    nested = any(f"<{tag}" in found for tag, found in _MARKED.findall(page))
    if _ARTICLE.search(page) or nested:
        marked = "".join(f"{address}\0{text}\0" for address, text in parts(path, page))
    language = _LANGUAGE.search(page)
    return f"{path}\0{language and language[1]}\0{marked}"


def _part(language: str, place: str, html: str) -> str:
    weight = next((weight for pattern, weight in _WEIGHTS if pattern.search(place)), 1)
    return f'<html lang="{language}"><body {_MARK}><div data-pagefind-weight="{weight}">{html}</div></body></html>'


def _used(name: str) -> bool:
    """Tell whether our page asks for a file: Pagefind also brings interfaces of its own, and a worker."""
    own = name.startswith("pagefind-") and name != "pagefind-entry.json"
    return not own and name != "wasm.unknown.pagefind"


_SETTINGS = {
    "exclude_selectors": ["pre"],  # whole files as examples: they are not read, and have people in them
    "include_characters": "%",  # 75% is not 7,5
}


class _Pagefind:
    """The program Pagefind as a service: one message in, one answer out, in base64 with a comma behind each.

    These are the messages that the Python package of Pagefind sends. We send them ourselves because it waits a tenth of
    a second before it looks at an answer, and a site has hundreds of parts.
    """

    def __init__(self) -> None:
        program: Path | None = get_executable()
        if program is None:
            raise OperatorError(
                Text(
                    "Program pagefind, yang membuat indeks pencarian, tidak terpasang untuk komputer ini.",
                    "The program pagefind, which makes the search index, is not installed for this machine.",
                )
            )
        # It runs at home, so that no settings for it that lie where the build was started are taken for ours.
        self._process = subprocess.Popen(
            [program, "--service"], cwd=program.parent, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def __enter__(self) -> _Pagefind:
        self._index = self._ask({"type": "NewIndex", "config": _SETTINGS})["index_id"]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()  # it ends when it hears no more

    def add(self, address: str, html: str) -> None:
        """Add a part."""
        self._ask(
            {"type": "AddFile", "index_id": self._index, "url": address, "file_path": None, "file_contents": html}
        )

    def files(self) -> dict[str, bytes]:
        """Give all files by name. The list of languages comes in a chance order; the rest depends on the parts alone."""
        answer = self._ask({"type": "GetFiles", "index_id": self._index})
        files = {file["path"]: base64.b64decode(file["content"]) for file in answer["files"]}
        entry = json.loads(files["pagefind-entry.json"])
        files["pagefind-entry.json"] = json.dumps(entry, sort_keys=True, separators=(",", ":")).encode()
        return files

    def _ask(self, question: Mapping[str, object]) -> dict[str, Any]:
        sent, heard = self._process.stdin, self._process.stdout
        assert sent is not None
        assert isinstance(heard, io.BufferedReader)
        sent.write(base64.b64encode(json.dumps({"message_id": 1, "payload": question}).encode()) + b",")
        sent.flush()
        answer = bytearray()
        while not answer.endswith(b","):
            piece = heard.read1()
            if not piece:
                msg = f"pagefind ended at {question['type']}"
                raise RuntimeError(msg)
            answer += piece
        payload: dict[str, Any] = json.loads(base64.b64decode(answer[:-1]))["payload"]
        if payload["type"] == "Error":
            msg = f"pagefind refused {question['type']}: {payload['message']}"
            raise RuntimeError(msg)
        return payload
