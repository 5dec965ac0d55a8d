"""Reading pages back: links, ids and tables, with the parser of the standard library."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Site:
    """A built site."""

    root: Path
    count: int

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Give every file by its path."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and path.name != ".giliran"
        }

    @property
    def pages(self) -> dict[str, str]:
        """Give the text of every page that has an address of its own; 404.html stands for all that lead nowhere."""
        return {name: content.decode() for name, content in self.files.items() if name.endswith("index.html")}

    def page(self, name: str) -> Page:
        """Read a page."""
        return read(self.files[name].decode())


@dataclass
class Cell:
    """A cell of a table: ``kind`` is th or td."""

    kind: str
    classes: tuple[str, ...]
    rowspan: int
    colspan: int
    text: str = ""
    date: str | None = None


@dataclass
class Page:
    """What a page says about itself and where it leads."""

    language: str = ""
    ids: set[str] = field(default_factory=set)
    twice: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    alternates: dict[str, str] = field(default_factory=dict)
    tables: list[list[list[Cell]]] = field(default_factory=list)
    forbidden: list[str] = field(default_factory=list)
    title: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self._cell: Cell | None = None
        self._title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        page = self.page
        if "id" in given:
            (page.twice if given["id"] in page.ids else page.ids).add(given["id"])
        page.forbidden.extend(key for key in given if key == "style" or key.startswith("on"))
        inline = tag == "script" and ("src" not in given or given.get("type") != "module")
        if tag in {"style", "iframe"} or inline:
            page.forbidden.append(tag)
        if tag == "html":
            page.language = given["lang"]
        if tag == "title":
            self._title = not page.title  # a chart has a title of its own
        if tag == "link" and given["rel"] == "alternate":
            page.alternates[given["hreflang"]] = given["href"]
        page.links.extend(given[key] for key in ("href", "src") if key in given)
        if tag == "table":
            page.tables.append([])
        elif tag == "tr":
            page.tables[-1].append([])
        elif tag in {"td", "th"}:
            spans = int(given.get("rowspan", "1")), int(given.get("colspan", "1"))
            self._cell = Cell(tag, tuple(given.get("class", "").split()), *spans)
            page.tables[-1][-1].append(self._cell)
        elif tag == "time" and self._cell is not None:
            self._cell.date = given["datetime"]

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._cell = None
        if tag == "title":
            self._title = False

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.text = " ".join(f"{self._cell.text} {data}".split())
        if self._title:
            self.page.title += data


def read(text: str) -> Page:
    """Read the text of a page."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.page
