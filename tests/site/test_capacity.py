"""The page on capacity says what the figures say: every row a line and a bar, its machine, and what nobody has measured apart."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import html5lib
import pytest

from giliran.render.measured import EXHIBITS, question, with_figures
from giliran.render.project import project
from giliran.render.translate import Catalogue
from giliran.views.capacity.exhibits import checked, grown
from giliran.views.capacity.measured import PROVINCE, Machine, Question, Row, Seconds, megabytes, number, seconds
from giliran.views.capacity.reach import extrapolated, measured
from giliran.wording import Text

if TYPE_CHECKING:
    from giliran.wording import Language
    from tests.site.reading import Site

PAGE = "guide/capacity/index.html"
PLACE = Machine("Prosesor Rekaan", 2, 16, "Linux", "CPython 3.11.0", {"PyYAML": "6", "jsonschema": "4", "js-yaml": "5"})


def row(name: str, staff: int, taken: float, memory: float = 100) -> Row:
    return Row(name, staff, 3, Seconds(taken, taken - 0.1, taken + 0.1), taken, memory)


def grew(*rows: Row) -> Question:
    return Question("growth", "2023-09-01", PLACE, rows)


def published(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((project().measured / f"{name}.json").read_text("utf-8"))
    return found


def exhibits(site: Site, folder: str) -> dict[str, ET.Element]:
    """Give each table with its picture and note, by its key."""
    page = html5lib.parse(site.files[f"{folder}{PAGE}"].decode(), namespaceHTMLElements=False)
    found = [part for part in page.iter("div") if "exhibit" in part.get("class", "").split()]
    return {
        table.get("aria-labelledby", "").removesuffix("-table"): part
        for part in found
        for table in part.iter("div")
        if table.get("role") == "region"
    }


def text(part: ET.Element) -> str:
    return " ".join("".join(part.itertext()).split())


@pytest.mark.parametrize("folder", ["", "en/"])
@pytest.mark.parametrize("edition", ["internal", "public"])
def test_the_page_has_all_figures_with_their_machine_and_their_pictures(
    edition: str, folder: str, request: pytest.FixtureRequest
) -> None:
    found = exhibits(request.getfixturevalue(edition), folder)
    assert list(found) == ["measured", "nation", "check", "waits", "build", "pages", "growth", "engines"]
    assert set(found) == set(EXHIBITS)
    for key, part in found.items():
        lines = list(next(part.iter("tbody")).iter("tr"))
        assert lines, key
        taken = published(EXHIBITS[key][0])
        if key == "nation":
            assert "not measured" in text(part).casefold() or "tidak diukur" in text(part).casefold()
            assert part.get("class") == "exhibit extrapolated"
        else:
            assert taken["machine"]["processor"] in text(part)
            assert taken["machine"]["system"] in text(part)
        if key not in {"measured", "nation"}:
            drawing = next(part.iter("{http://www.w3.org/2000/svg}svg"))
            layer = "points" if key == "growth" else "values"
            (marks,) = (group for group in drawing.iter() if group.get("class") == layer)
            assert len(marks) == len(lines), key
            summary = next(drawing.iter("{http://www.w3.org/2000/svg}desc"))
            assert drawing.get("aria-describedby") == summary.get("id")
            assert drawing.get("role") == "img"
            source = "".join(ET.tostring(drawing, encoding="unicode"))
            assert (drawing.get("viewBox") or "").split()[2] == "340"
            assert min(map(float, re.findall(r'font-size="([0-9.]+)px"', source))) >= 12
            assert not re.findall(r"#[0-9a-f]{3,8}\b|rgb|white|black", source), "colours come from the style sheet"


def test_a_try_on_few_people_is_called_one_and_a_province_is_not() -> None:
    few, many = grew(row("check", 6_000, 1)), grew(row("check", 6_000, 1), row("check", PROVINCE, 4))
    assert measured(few).small
    assert extrapolated(few).small
    assert not measured(many).small
    catalogue = Catalogue.load("en", project().locale)
    shown = with_figures("a\n<!-- figures: check -->\nb", project(), catalogue)
    assert ("A small try" in shown) == (max(each["staff"] for each in published("province_check")["rows"]) < PROVINCE)


def test_a_nation_is_reckoned_from_the_largest_size_and_from_the_province_and_kept_apart() -> None:
    found = grew(
        row("check", 10_000, 1),
        row("check", PROVINCE, 4, 400),
        row("check", 250_000, 20, 1500),
        row("build", PROVINCE, 40, 900),
    )
    at_once, one_by_one = extrapolated(found).lines
    assert [cell.en for cell in at_once.cells] == ["≈ 5.7 min", "≈ 26 GB", "≈ 49 min", "≈ 67 GB"]
    assert [cell.en for cell in one_by_one.cells] == ["≈ 4.9 min", "≈ 400 MB", "≈ 49 min", "≈ 900 MB"]
    assert extrapolated(found).extrapolated
    assert not measured(found).extrapolated
    sizes = [line.words.en for line in measured(found).lines]
    assert sizes == ["10,000", "58,109 (a province)", "250,000"]
    assert [cell.en for cell in measured(found).lines[0].cells] == ["1 s", "100 MB", "–", "–"]


def test_what_a_person_costs_stands_beside_the_time() -> None:
    found = grown(grew(row("synth", 10_000, 2), row("check", 10_000, 1), row("check", 250_000, 30)))
    cells = {line.words.en: [cell.en for cell in line.cells] for line in found.lines}
    assert cells["10,000, check"][:2] == ["1 s", "100 µs"]
    assert cells["250,000, check"][:2] == ["30 s", "120 µs"]


def test_ratios_are_to_ours() -> None:
    names = ("giliran", "js-yaml-ajv", "pyyaml-jsonschema")
    rows = tuple(row(name, PROVINCE, taken) for name, taken in zip(names, (4, 86, 12), strict=True))
    place = Machine(
        "P", 2, 16, "Linux", "CPython", dict.fromkeys(("PyYAML", "jsonschema", "js-yaml", "ajv", "Node"), "1")
    )
    found = checked(Question("province_check", "2023-09-01", place, rows))
    assert [line.cells[1].en for line in found.lines] == ["1 ×", "3 ×", "21.5 ×"]
    assert found.chart is not None
    assert found.chart.summary.id.startswith("giliran check: 4 detik; PyYAML + jsonschema, is_valid: 12 detik;")


@pytest.mark.parametrize(
    ("value", "spelt"), [(0.405, "0,4"), (9.994, "9,99"), (9.996, "10"), (12.34, "12,3"), (1234.5, "1.234")]
)
def test_numbers_are_spelt_short(value: float, spelt: str) -> None:
    assert number(value).id == spelt


def test_long_times_and_much_memory_change_their_unit() -> None:
    assert seconds(119).en == "119 s"
    assert seconds(150).id == "2,5 menit"
    assert seconds(9000) == Text("2,5 jam", "2.5 h")
    assert [megabytes(value).en for value in (15.4, 1999, 2500)] == ["15 MB", "1,999 MB", "2.5 GB"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_page_that_asks_for_no_known_figures_ends_the_build(language: Language) -> None:
    catalogue = Catalogue.load(language, project().locale)
    with pytest.raises(KeyError, match="nonesuch"):
        with_figures("<!-- figures: nonesuch -->", project(), catalogue)
    assert with_figures("no <!-- figures: check --> line", project(), catalogue) == "no <!-- figures: check --> line"


def test_published_figures_say_nothing_of_whose_machine_it_was() -> None:
    files = sorted(project().measured.glob("*.json"))
    assert {path.stem for path in files} == {name for name, _ in EXHIBITS.values()}
    for path in files:
        assert not re.search(r"/(?:home|tmp|work|root|Users)/|\\\\", path.read_text("utf-8")), path.name
        assert question(project(), path.stem).rows
