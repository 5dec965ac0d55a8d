"""The pages of circulars and clauses against the files of the law: nothing missing, each date where it belongs."""

from __future__ import annotations

import datetime
import html
import json
import re
from dataclasses import dataclass, field
from fractions import Fraction
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from giliran.timeline import Period, Window
from giliran.views.timelines import Lane, timeline
from giliran.wording import same
from tests.law.files import ROOT, clause_path, clauses, data_of, repository
from tests.repository import CIRCULAR, FILES, write
from tests.site.test_jurisdictions import built

if TYPE_CHECKING:
    from pathlib import Path

    from tests.site.reading import Site

SEKDA, MENPANRB, MENDAGRI = "dki-jakarta/se-sekda-34-2023", "menpanrb/se-17-2023", "mendagri/inmendagri-2-2023"
CIRCULARS = [SEKDA, MENPANRB, MENDAGRI]
SERVING = {"direct", "operational-support"}


def day(words: str) -> datetime.date:
    return datetime.date.fromisoformat(words)


def folder(clause: str) -> str:
    """Give the folder of a clause's page: its name, but for the two that other pages have taken."""
    circular, _, name = clause.rpartition("/")
    return f"law/{circular}/{'clause_' if name in {'conduct', 'readings'} else ''}{name}/"


@dataclass
class Rect:
    """A bar of a chart, in percent across and pixels down."""

    kinds: frozenset[str]
    x: float
    width: float
    y: int
    height: int


@dataclass
class Chart:
    """A chart read back from a page."""

    named: str = ""
    described: str = ""
    rects: list[Rect] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


class Charts(HTMLParser):
    """Reads every chart of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[Chart] = []
        self._into = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag == "svg":
            assert given["role"] == "img"
            assert given["aria-labelledby"].endswith("-title")
            assert given["aria-describedby"].endswith("-told")
            assert "viewbox" not in given, "its letters would shrink on a phone"
            self.found.append(Chart())
        if tag == "rect":
            x, width = (float(given[key].removesuffix("%")) for key in ("x", "width"))
            rect = Rect(frozenset(given["class"].split()), x, width, int(given["y"]), int(given["height"]))
            self.found[-1].rects.append(rect)
        self._into = tag if self.found else ""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._into = ""

    def handle_endtag(self, tag: str) -> None:
        self._into = ""

    def handle_data(self, data: str) -> None:
        if self._into == "title":
            self.found[-1].named += data
        elif self._into == "desc":
            self.found[-1].described += data
        elif self._into == "text":
            self.found[-1].texts.append(data)


def charts(site: Site, name: str) -> list[Chart]:
    return Charts(site.files[name].decode()).found


def values(circular: str) -> list[dict[str, Any]]:
    """Give the dated values of a circular's share, as its file has them."""
    shares = [data_of(clause_path(name)) for name in clauses() if name.startswith(f"{circular}/")]
    return [window for data in shares if data["kind"] == "share" for window in data["at-most"]]


def innermost(windows: list[dict[str, Any]], on: datetime.date) -> Fraction | None:
    """Give the value of the shortest window that holds on a day."""
    found = [
        (day(window.get("until", "9999-12-31")) - day(window["from"]), window["value"])
        for window in windows
        if day(window["from"]) <= on <= day(window.get("until", "9999-12-31"))
    ]
    return Fraction(min(found)[1].removesuffix("%")) / 100 if found else None


@pytest.mark.parametrize("edition", ["internal", "public"])
def test_every_clause_has_its_page_and_is_reached(edition: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(edition)
    assert len(clauses()) == 25
    for name in clauses():
        circular, _, short = name.rpartition("/")
        data = data_of(clause_path(name))
        for language, start in (("id", ""), ("en", "en/")):
            page = f"{start}{folder(name)}index.html"
            text = html.unescape(site.files[page].decode())
            assert f"<h1>{data['title'][language]}</h1>" in text
            if "text" in data:
                assert data["text"][language].strip() in text
            above = site.page(f"{start}law/{circular}/index.html")
            up = "../../../" if not start else "../../../../"
            assert f"../../../{folder(name)}" in above.links
            assert short in above.ids
            links = site.page(page).links
            assert f"../{up}source/{clause_path(name)}" in links
            assert f"../{up}data/law/{name}.json" in links
            for reading in data.get("readings", ()):
                assert any(link.endswith(f"/readings/#{reading}") for link in links), (name, reading)
    assert "<ol>" in site.files[f"law/{SEKDA}/conduct/index.html"].decode(), "the code of conduct keeps its address"


def test_a_clause_is_published_as_data(internal: Site, public: Site) -> None:
    for name in clauses():
        path = f"data/law/{name}.json"
        assert internal.files[path] == public.files[path]
        published = json.loads(internal.files[path])
        assert published["version"] == 1
        assert published["id"] == name
        assert published["clause"] == data_of(clause_path(name))
        circular = data_of(f"policy/{name.rpartition('/')[0]}/circular.yaml")
        assert published["circular"]["number"] == circular["number"]
        assert published["circular"]["in-force"] == circular["in-force"]


@pytest.mark.parametrize("circular", CIRCULARS)
def test_each_dated_value_stands_at_its_days(circular: str, internal: Site) -> None:
    force = data_of(f"policy/{circular}/circular.yaml")["in-force"]
    first = day(force["from"])
    for page in (f"law/{circular}/", folder(f"{circular}/wfh-share"), f"en/law/{circular}/"):
        (chart,) = charts(internal, f"{page}index.html")
        whole = next(rect for rect in chart.rects if "whole" in rect.kinds)
        assert whole.x == 0
        assert whole.width == pytest.approx(100)
        windows = [rect for rect in chart.rects if "window" in rect.kinds]
        assert len(windows) == len(values(circular))
        if "until" not in force:  # it goes on, to the edge of the chart
            assert "onward" in whole.kinds
            (only,) = windows
            assert (only.x, only.x + only.width) == pytest.approx((0, 100))
            continue
        days = (day(force["until"]) - first).days + 1
        for rect, window in zip(windows, values(circular), strict=True):
            start, end = day(window["from"]), day(window["until"])
            assert rect.x == pytest.approx(100 * (start - first).days / days, abs=0.001)
            assert rect.width == pytest.approx(100 * ((end - start).days + 1) / days, abs=0.001)
        held = [rect for rect in chart.rects if "value" in rect.kinds]
        for number in range(days):
            middle = 100 * (number + 0.5) / days
            (over,) = [rect for rect in held if rect.x < middle < rect.x + rect.width]
            value = innermost(values(circular), first + datetime.timedelta(days=number))
            assert value is not None
            assert over.height == pytest.approx(44 * value, abs=1), first + datetime.timedelta(days=number)


def test_the_summit_week_wins_visibly(internal: Site) -> None:
    for start, words in (("", "75%: 4–7 Sep 2023"), ("en/", "75%: 4–7 Sept 2023")):
        (chart,) = charts(internal, f"{start}{folder(f'{SEKDA}/wfh-share')}index.html")
        before, summit, after = [rect for rect in chart.rects if "value" in rect.kinds]
        assert summit.kinds == {"value", "main", "inner"}
        assert "inner" not in before.kinds | after.kinds
        assert summit.y < before.y == after.y, "it is higher"
        assert before.x + before.width == pytest.approx(summit.x, abs=0.001)
        assert summit.x + summit.width == pytest.approx(after.x, abs=0.001)
        assert words in chart.texts
        assert words in chart.described
        assert chart.texts.count("75%") == 1
        assert chart.named


def test_no_label_is_too_long_for_a_phone(internal: Site) -> None:
    seen = 0
    for name in internal.pages:
        if name.removeprefix("en/").startswith("law/"):
            for chart in charts(internal, name):
                assert all(len(line) <= 38 for line in chart.texts), name
                seen += len(chart.texts)
    assert seen > 300


def test_a_smaller_inner_value_and_an_end_far_away_are_drawn() -> None:
    windows = (
        Window(Period(day("2024-01-01"), day("9999-12-31")), Fraction(1, 2)),
        Window(Period(day("2024-03-01"), day("2024-03-31")), Fraction(1, 4)),
    )
    drawn = timeline("dates", same("Masa"), [Lane(same("Batas"), Period(day("2024-01-01")), windows)]).id
    held = [bar for bar in drawn.bars if bar.kind == "value"]
    assert [(bar.inner, bar.onward) for bar in held] == [(False, False), (True, False), (False, True)]
    assert held[1].height < held[0].height
    outline = next(bar for bar in drawn.bars if bar.kind == "window")
    assert outline.height == held[0].height, "what is written stays to be seen above what holds"
    assert outline.x == "0%"
    assert outline.width == "100%"
    assert drawn.months
    assert all(0 <= float(bar.x.removesuffix("%")) <= 100 for bar in drawn.bars)


def test_a_clause_with_dates_of_its_own_has_its_own_row(tmp_path: Path) -> None:
    recall = FILES[f"{CIRCULAR}/clauses/recall.yaml"] + "from: 2023-09-01\nuntil: 2023-09-30\n"
    site = built(write(tmp_path / "data", {f"{CIRCULAR}/clauses/recall.yaml": recall}), tmp_path / "html", "public")
    (chart,) = charts(site, f"law/{SEKDA}/index.html")
    own = next(rect for rect in chart.rects if rect.kinds == {"whole", "main"})
    assert own.x == pytest.approx(100 * 11 / 62, abs=0.001)
    assert own.width == pytest.approx(100 * 30 / 62, abs=0.001)
    assert "1–30 Sep 2023" in chart.texts


@pytest.mark.parametrize("circular", CIRCULARS)
def test_the_contents_list_every_clause_with_the_dates_of_the_chart(circular: str, internal: Site) -> None:
    text = internal.files[f"law/{circular}/index.html"].decode()
    table = text.partition('<table class="list contents">')[2].partition("</table>")[0]
    listed = re.findall(r'<th scope="row"><a href="#([^"]+)">', table)
    assert sorted(f"{circular}/{name}" for name in listed) == sorted(
        name for name in clauses() if name.startswith(f"{circular}/")
    )
    (chart,) = charts(internal, f"law/{circular}/index.html")
    told = " ".join(chart.texts)
    for window in values(circular):
        dates = re.search(rf"<b>{window['value']}</b> ([^<]+)<", table)
        assert dates is not None
        assert f"{window['value']}: {html.unescape(dates[1])}" in told


def facts_of_units() -> dict[str, dict[str, Any]]:
    """Read each unit's facts from the files: its agency's, and its own on top."""
    found = {}
    for path in sorted((ROOT / "units").glob("*/*.yaml")):
        if path.name != "agency.yaml":
            agency = yaml.safe_load((path.parent / "agency.yaml").read_text("utf-8"))
            unit = yaml.safe_load(path.read_text("utf-8"))
            found[f"{path.parent.name}/{path.stem}"] = {**agency["facts"], **unit.get("facts", {}), "unit": unit}
    return found


def linked_units(site: Site, page: str) -> set[str]:
    text = site.files[page].decode().partition('id="reach"')[2].partition("<h2")[0]
    return set(re.findall(r'href="[./]+/schedules/([a-z0-9-]+/[a-z0-9-]+)/"', text))


@pytest.mark.parametrize("edition", ["internal", "public"])
def test_an_exclusion_reaches_the_units_with_its_facts(edition: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(edition)
    units = facts_of_units()
    stays = {name for name, facts in units.items() if facts["service"] in SERVING and facts["digital"] is False}
    page = f"{folder(f'{SEKDA}/service-stays')}index.html"
    assert linked_units(site, page) == stays
    assert f"{len(stays)} dari {len(units)} unit" in site.files[page].decode()
    asked = {name for name, facts in units.items() if facts["service"] in SERVING and facts["digital"] is True}
    assert linked_units(site, f"{folder(f'{SEKDA}/online-service')}index.html") == asked


@pytest.mark.parametrize("edition", ["internal", "public"])
def test_a_share_names_the_cap_of_each_unit(edition: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(edition)
    page = f"{folder(f'{SEKDA}/wfh-share')}index.html"
    text = site.files[page].decode()
    units = facts_of_units()
    stays = {name for name, facts in units.items() if facts["service"] in SERVING and facts["digital"] is False}
    assert linked_units(site, page) == set(units) - stays
    rows = dict(
        re.findall(
            r'<tr><th scope="row"><a href="[./]+/schedules/([a-z0-9-]+/[a-z0-9-]+)/">(.*?)</tr>', text, re.DOTALL
        )
    )
    granted = {
        path.read_text("utf-8").split("unit: ")[1].split()[0] for path in (ROOT / "policy/dispensations").glob("*")
    }
    steady = 0
    for name in set(units) - stays - granted:
        staff = units[name]["unit"]["employees"]
        if any("from" in member or "until" in member for member in staff):
            continue
        asn = sum(member["status"] in {"pns", "pppk"} for member in staff)
        numbers = re.findall(r'<td class="number[^"]*">([^<]*)</td>', rows[name])
        assert numbers == [str(asn), str(asn * 50 // 100), str(asn * 75 // 100)], name
        steady += 1
    assert steady > 50
    (special,) = granted
    assert "dengan dispensasi" in rows[special]


@pytest.mark.parametrize("edition", ["internal", "public"])
def test_each_worked_example_is_told_and_nobody_in_it_is_named(edition: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(edition)
    cases: dict[str, list[dict[str, Any]]] = {}
    for path in repository().entries:
        found = re.fullmatch(r"policy/([^/]+/[^/]+)/cases/[^/]+\.yaml", path)
        if found is not None:
            data = data_of(path)
            cases.setdefault(f"{found[1]}/{data['clause']}", []).append(data)
    assert sum(map(len, cases.values())) == 285
    for name, known in cases.items():
        for start, language in (("", "id"), ("en/", "en")):
            text = html.unescape(site.files[f"{start}{folder(name)}index.html"].decode())
            told = text.partition('id="examples"')[2].partition("<h2")[0]
            titles = re.findall(r'<b class="verdict (yes|no)">[^<]+</b> <span class="name">([^<]+)</span>', told)
            verdicts = {"accept": "yes", "refuse": "no"}
            assert sorted(titles) == sorted((verdicts[data["expect"]], data["title"][language]) for data in known)
            assert (len(known) > 6) == ("<details>" in told), "long lists are folded"
            people = [
                member for data in known if isinstance(data.get("employees"), list) for member in data["employees"]
            ]
            for member in people:
                assert member["name"] not in told
            assert not re.search(r"\b(pn|pp|pj)[0-9]{2}\b", told)


def test_situations_are_told_in_plain_words(internal: Site) -> None:
    share = html.unescape(internal.files[f"{folder(f'{SEKDA}/wfh-share')}index.html"].decode())
    assert "<small>5 PNS dan 2 PPPK</small> <small>Jumat, 1 September 2023: 3 di rumah</small>" in share
    assert "<small>Selasa, 5 September 2023: tidak seorang pun di rumah</small>" in share
    assert "1 di antaranya PJLP" in share
    assert "1 PNS sejak 13 September 2023" in share
    recall = internal.files[f"en/{folder(f'{SEKDA}/recall')}index.html"].decode()
    assert "someone is called in to the office by someone else" in recall
    assert "though not scheduled at home that day" in recall
    attendance = internal.files[f"{folder(f'{SEKDA}/attendance')}index.html"].decode()
    assert "Selasa, 5 September 2023: presensi pukul 07.15" in attendance


def test_a_circular_that_nobody_follows_says_so(tmp_path: Path) -> None:
    other = {
        "policy/kota/se-1/circular.yaml": FILES[f"{CIRCULAR}/circular.yaml"],
        "policy/kota/se-1/clauses/readings.yaml": FILES[f"{CIRCULAR}/clauses/recall.yaml"].replace(
            "title: {id: Pemanggilan, en: Recall}", "title: {id: Butir bernama readings, en: A clause named readings}"
        ),
    }
    site = built(write(tmp_path / "data", other), tmp_path / "html", "internal")
    text = site.files["law/kota/se-1/clause_readings/index.html"].decode()
    assert "Tidak satu pun pemerintah daerah di sini mencantumkan surat edaran ini." in text
    assert "<h1>Butir bernama readings</h1>" in text
