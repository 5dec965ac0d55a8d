"""A site made of hostile texts is a site like any other: its pages, tables, feeds and pictures hold words, not commands."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pandas as pd
import pytest
import vobject

from tests.hostile.corpus import SUM, planted
from tests.hostile.sites import accepted, built, takeable
from tests.site.kinds import AUDIENCES

if TYPE_CHECKING:
    from pathlib import Path

    from giliran.audience import Audience
    from tests.site.reading import Site

LINKING = {"href", "src", "action", "formaction", "srcset", "data", "poster", "xlink:href", "ping", "cite"}
LONG = {("tspan", name) for name in ("", "x", "dy")}
"""What a chart writes a name with that needs two lines."""
FORMULA = tuple("=+-@|%\t\r\uff1d\uff0b\uff0d\uff20")


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Site]:
    """Give both editions made of hostile texts."""
    root = tmp_path_factory.mktemp("hostile")
    return {"internal": built("internal", root / "internal"), "public": built("public", root / "public")}


class _Skeleton(HTMLParser):
    """What a page is made of besides words: elements with their attributes, addresses, and the words apart."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.parts: set[tuple[str, str]] = set()
        self.addresses: set[str] = set()
        self.sources: list[str | None] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts |= {(tag, ""), *((tag, name) for name, _ in attrs)}
        self.addresses |= {value or "" for name, value in attrs if name in LINKING}
        if tag == "script":
            self.sources.append(dict(attrs).get("src"))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.parts.add(("comment", data))


def _pages(site: Site) -> dict[str, _Skeleton]:
    return {name: _Skeleton(text) for name, text in site.pages.items()}


@pytest.fixture(scope="module")
def pages(sites: dict[str, Site]) -> dict[str, dict[str, _Skeleton]]:
    """Read every page of both editions."""
    return {audience: _pages(site) for audience, site in sites.items()}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_pages_are_made_of_what_they_are_made_of_with_other_words(
    pages: dict[str, dict[str, _Skeleton]], audience: Audience, tmp_path: Path
) -> None:
    """The same site with ordinary words says which elements, attributes and scripts there are; no text brings another."""
    ordinary = _pages(built(audience, tmp_path / "ordinary", hostile=False))
    assert pages[audience].keys() == ordinary.keys()
    known = {part for page in ordinary.values() for part in page.parts} | LONG
    for name, page in pages[audience].items():
        assert page.parts <= known, name
        assert page.sources == ordinary[name].sources, name


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_address_on_a_page_comes_from_a_text(pages: dict[str, dict[str, _Skeleton]], audience: str) -> None:
    """Addresses stand where the format asks for one; those lead where they say, and none starts a program."""
    for name, page in pages[audience].items():
        for address in page.addresses:
            parts = urlsplit(address)
            assert parts.scheme in {"", "http", "https", "webcal", "mailto", "data"}, (name, address)
            assert parts.scheme != "data" or address.startswith("data:image/"), (name, address)
            assert parts.hostname != "x.invalid", (name, address)


def test_every_text_is_told_as_it_is(sites: dict[str, Site], pages: dict[str, dict[str, _Skeleton]]) -> None:
    """So that the others do not pass because nothing is shown; names of people are all told, whatever they are."""
    words = " ".join(" ".join("".join(page.words).split()) for page in pages["internal"].values())
    names = [" ".join(planted(text, 5000 + number).split()) for number, text in enumerate(takeable())]
    assert not [name for name in names if name not in words]
    told = (text for leaf, text in accepted().items() if leaf.kind != "evaluation")  # which is no part of the site
    numbers = {found for text in told for found in re.findall(r"kait\d{4}", text)}
    assert len({number for number in numbers if number in words}) > len(numbers) * 0.8


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_template_is_worked_out(sites: dict[str, Site], audience: str) -> None:
    for name, content in sites[audience].files.items():
        assert SUM[1].encode() not in content, name
        assert re.fullmatch(r"[A-Za-z0-9._/-]+", name), name
        assert ".." not in name


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_cell_is_worked_out_by_a_spreadsheet_and_no_row_is_torn(sites: dict[str, Site], audience: str) -> None:
    """CSV holds formulas back; JSON and Parquet hold the texts as they are."""
    held = 0
    tables = [name.removesuffix(".csv") for name in sites[audience].files if name.endswith(".csv")]
    for name in tables:
        files = sites[audience].files
        rows = list(csv.DictReader(io.StringIO(files[f"{name}.csv"].decode())))
        records = json.loads(files[f"{name}.json"])
        frame = pd.read_parquet(io.BytesIO(files[f"{name}.parquet"]))
        assert len(rows) == len(records) == len(frame)
        for row, record, kept in zip(rows, records, frame.to_dict("records"), strict=True):
            for column, value in record.items():
                if isinstance(value, str):
                    assert row[column] in {value, f"'{value}"}, (name, column)
                    assert str(kept[column]) == value, (name, column)
                    assert not row[column].lstrip(" \n").startswith(FORMULA), (name, column)
                    held += row[column] != value
    assert held or audience == "public"


def test_feeds_hold_our_events_and_no_others(sites: dict[str, Site]) -> None:
    feeds = {name: content.decode() for name, content in sites["internal"].files.items() if name.endswith(".ics")}
    assert len(feeds) > 10
    for name, text in feeds.items():
        calendar = vobject.readOne(text)
        assert {part.name for part in calendar.components()} <= {"VEVENT", "VTIMEZONE"}, name
        assert text.count("\r\n") == text.count("\n"), name
        events = calendar.contents.get("vevent", [])
        assert len(re.findall(r"^BEGIN:VEVENT\r$", text, re.MULTILINE)) == len(events), name
        assert not re.search(r"^(?:BEGIN:VALARM|SUMMARY:palsu|TRIGGER)", text, re.MULTILINE), name
        assert all(len(event.contents["summary"]) == 1 for event in events), name


@pytest.mark.parametrize("audience", AUDIENCES)
def test_data_and_pictures_are_well_formed_and_hold_no_script(sites: dict[str, Site], audience: str) -> None:
    for name, content in sites[audience].files.items():
        if name.endswith((".json", ".webmanifest")):
            json.loads(content)
        if name.endswith((".svg", ".xml")):
            root = ET.fromstring(content)  # noqa: S314 - it was written a moment ago
            told = {element.tag.rpartition("}")[2] for element in root.iter()}
            assert not told & {"script", "foreignObject", "a"}, name
            assert not [key for element in root.iter() for key in element.attrib if key.startswith("on")], name
