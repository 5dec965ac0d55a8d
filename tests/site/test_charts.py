"""The charts of the overview: pictures with words, a mark for each row of their tables, colours of the style sheet, no address."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from giliran.render.charts import drawn
from giliran.render.project import project
from giliran.views.survey.charts import Chart
from giliran.wording import same
from tests.site.reading import REPOSITORY, Site
from tests.site.recount import DAYS, Count, recount

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.wording import Language

FOLDERS = ["", "en/"]
EDITIONS = ["internal", "public"]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def count() -> Count:
    return recount(REPOSITORY)


def charts(site: Site, folder: str) -> Iterator[tuple[str, ET.Element]]:
    names = (f"{folder}overview/index.html", f"{folder}overview/fairness/index.html")
    for name in (name for name in names if name in site.files):
        for source in re.findall(r"<svg.*?</svg>", site.files[name].decode(), re.DOTALL):
            yield source, ET.fromstring(source)  # noqa: S314 - our own drawing


def marks(chart: ET.Element, layer: str) -> int:
    """Count what stands in a layer."""
    return sum(len(group) for group in chart.iter(f"{SVG}g") if group.get("class") == layer)


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_charts_are_pictures_with_a_mark_for_each_row(
    count: Count, edition: str, folder: str, request: pytest.FixtureRequest
) -> None:
    found = {}
    for source, chart in charts(request.getfixturevalue(edition), folder):
        title, summary = chart.find(f"{SVG}title"), chart.find(f"{SVG}desc")
        assert title is not None
        assert summary is not None
        assert chart.get("role") == "img"
        assert (chart.get("aria-labelledby"), chart.get("aria-describedby")) == (title.get("id"), summary.get("id"))
        assert title.text
        assert summary.text
        assert ("Agu" in source or "hari" in source or "daerah" in source) == (not folder)
        assert " style=" not in source
        assert "width=" not in source.partition(">")[0]
        assert re.findall(r"https?:[^\"]*", source) == ["http://www.w3.org/2000/svg"]
        assert not re.findall(r"#[0-9a-f]{3,8}\b|rgb|white|black", source), "colours come from the style sheet"
        assert float((chart.get("viewBox") or "").split()[2]) == 340
        sizes = [float(size) for size in re.findall(r'font-size="([0-9.]+)px"', source)]
        assert min(sizes) >= 12, "readable when 340 units stand on a screen of 360 px"
        found[(chart.get("class") or "").removeprefix("chart ")] = chart
        assert len(source) < 15_000
    assert set(found) == {"days", "agencies", "gaps", *(["spread"] if edition == "internal" else [])}
    for layer in ("limit", "home", "top"):
        assert marks(found["days"], layer) == len(DAYS)
    agencies = [agency for agency in count.agencies if count.sums(agency)[1]]
    for layer in ("limit", "home", "names", "values"):
        assert marks(found["agencies"], layer) == len(agencies)
    assert marks(found["gaps"], "units") == marks(found["gaps"], "values") == max(count.bars) + 1
    if edition == "internal":
        assert marks(found["spread"], "range") == marks(found["spread"], "median") == 20


def heights(chart: ET.Element, layer: str) -> list[float]:
    """Give how tall or wide the bars of a layer are."""
    paths = (path.attrib["d"] for group in chart.iter(f"{SVG}g") if group.get("class") == layer for path in group)
    return [max(abs(float(found)) for found in re.findall(r"[v]([-0-9.]+)", path)) for path in paths]


def test_the_bars_are_as_tall_as_the_numbers(count: Count, internal: Site) -> None:
    chart = next(chart for _, chart in charts(internal, "") if chart.get("class") == "chart days")
    tall = dict(zip(DAYS, heights(chart, "home"), strict=True))
    limits = dict(zip(DAYS, heights(chart, "limit"), strict=True))
    scale = limits[DAYS[0]] / count.sums(day=DAYS[0])[1]
    for day in DAYS:
        _, at_most, at_home, _ = count.sums(day=day)
        assert tall[day] == pytest.approx(at_home * scale, abs=0.02)
        assert limits[day] == pytest.approx(at_most * scale, abs=0.02)


@pytest.mark.parametrize(("language", "said"), [("id", "1.000 Agu"), ("en", "1,000 Aug")])
def test_a_chart_speaks_the_language_of_its_page(language: Language, said: str) -> None:
    day = datetime.date(2023, 8, 21)
    row: dict[str, Any] = {"date": day.isoformat(), "at_most": 1000, "at_home": 900}
    ticks = (int(datetime.datetime(2023, 8, 21, tzinfo=datetime.UTC).timestamp()) * 1000,)
    chart = Chart("days", "days", same("a < b & c"), same("“d”"), (row,), {"ticks": ticks})
    made = drawn(chart, language, project().charts)
    for part in said.split():
        assert part in made
    assert "a &lt; b &amp; c" in made


def test_a_specification_asks_for_nothing_from_elsewhere() -> None:
    specifications = sorted(project().charts.glob("*.vl.json"))
    assert {path.name.partition(".")[0] for path in specifications} == {
        "days",
        "agencies",
        "gaps",
        "spread",
        "bars",
        "growth",
        "home-days",
        "shares",
    }
    for path in specifications:
        text = path.read_text("utf-8")
        assert re.findall(r"https?://[^\"]*", text) == ["https://vega.github.io/schema/vega-lite/v6.json"], path.name
        assert '"url"' not in text
        assert '"data"' not in text
