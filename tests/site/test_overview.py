"""The overview against a recount from the YAML files: units by state, use by day and agency, gaps, and the way to each source."""

from __future__ import annotations

import re
from posixpath import normpath
from typing import TYPE_CHECKING

import html5lib
import pytest

from giliran.check import check
from giliran.codes import BY_CODE
from giliran.render.site import build_site
from giliran.store import read_tree
from giliran.views.survey.findings import warned
from tests.repository import FILES, UNIT, write
from tests.site.reading import REPOSITORY, Site
from tests.site.recount import DAYS, MONTHS, Count, recount
from tests.site.test_jurisdictions import CHANGES, DKI, OTHER

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree import ElementTree as ET

    from giliran.audience import Audience
    from giliran.check import Outcome

FOLDERS = ["", "en/"]
EDITIONS = ["internal", "public"]
SVG = "{http://www.w3.org/2000/svg}"
SHARE = "law/dki-jakarta/se-sekda-34-2023/#wfh-share"
STAYS = "law/dki-jakarta/se-sekda-34-2023/#service-stays"


@pytest.fixture(scope="module")
def count() -> Count:
    found = recount(REPOSITORY)
    assert len(DAYS) == 44
    assert len(found.units) > 100
    return found


class Document:
    """A page as a tree, with its links told from the root of its language."""

    def __init__(self, site: Site, name: str) -> None:
        self.folder = name.rpartition("/")[0]
        self.tree = html5lib.parse(site.files[name].decode(), namespaceHTMLElements=False)

    def all(self, path: str) -> list[ET.Element]:
        found: list[ET.Element] = self.tree.findall(path)
        return found

    def links(self, element: ET.Element) -> list[str]:
        """Give where the links of an element lead, from the root of the site, folders with a final slash."""
        return [self.target(link.attrib["href"]) for link in element.iter("a")]

    def target(self, href: str) -> str:
        path, hash_, anchor = href.partition("#")
        whole = normpath(f"{self.folder}/{path}") + ("/" if path.endswith("/") else "")
        return whole + hash_ + anchor


def words(element: ET.Element) -> str:
    """Give the text of an element, without what is only for screen readers."""
    if element.get("class") == "vh":
        return ""
    inside = (element.text or "") + "".join(words(child) + (child.tail or "") for child in element)
    return " ".join(inside.split())


def number(text: str) -> int:
    return int(re.sub(r"[.,%]", "", text))


def rows(document: Document, key: str) -> list[ET.Element]:
    """Give the rows of a table of numbers, without the heads of its parts."""
    (table,) = document.all(f".//div[@aria-labelledby='{key}']//table/tbody/..")
    return [row for row in table.findall("tbody/tr") if row.get("class") != "part"]


def cut(at_home: int, at_most: int) -> str:
    return "–" if at_most == 0 else f"{at_home * 100 // at_most}%"


def of(request: pytest.FixtureRequest, edition: str) -> Site:
    site: Site = request.getfixturevalue(edition)
    return site


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_each_unit_is_in_its_state(count: Count, edition: str, folder: str, request: pytest.FixtureRequest) -> None:
    document = Document(of(request, edition), f"{folder}overview/index.html")
    for state in ("published", "partly", "missing", "excluded"):
        expected = {name for name, unit in count.units.items() if unit.state == state}
        (entry,) = document.all(f".//ul[@class='states']/li[@class='{state}']")
        (told,) = [element for element in entry.iter("b") if element.text and element.text.strip().isdigit()][:1]
        assert number(told.text or "") == len(expected)
        found = re.findall(rf"^{folder}schedules/([^/]+/[^/]+)/$", "\n".join(document.links(entry)), re.MULTILINE)
        assert sorted(found) == sorted(expected), state
        assert (f"{folder}{STAYS}" in document.links(entry)) == (state == "excluded")
    assert sum(unit.state == "published" for unit in count.units.values()) == 100
    assert sum(unit.state == "excluded" for unit in count.units.values()) == 22


@pytest.mark.parametrize("edition", EDITIONS)
def test_agencies_without_units_are_told(count: Count, edition: str, request: pytest.FixtureRequest) -> None:
    document = Document(of(request, edition), "overview/index.html")
    having = {name.partition("/")[0] for name in count.units}
    (entry,) = document.all(".//ul[@class='states']/li[@class='without']")
    assert {link.split("/")[1] for link in document.links(entry)} == set(count.agencies) - having
    assert set(count.agencies) - having


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_warnings_are_those_of_the_check(outcome: Outcome, edition: str, request: pytest.FixtureRequest) -> None:
    site = of(request, edition)
    document = Document(site, "overview/index.html")
    expected: dict[str, int] = {}
    kinds: dict[tuple[str, str], int] = {}
    for fault in outcome.report.diagnostics:
        if fault.severity == "warning":
            assert fault.unit is not None
            assert fault.clause is not None
            expected[fault.unit] = expected.get(fault.unit, 0) + 1
            kinds[fault.code, fault.clause.id] = kinds.get((fault.code, fault.clause.id), 0) + 1
    (entry,) = document.all(".//li[@class='warned']")
    assert number(words(next(entry.iter("b")))) == sum(expected.values()) > 0
    (list_,) = [element for element in entry.iter("ul") if element.get("class") == "holders"]
    told = {}
    for item in (item for item in list_.iter("li") if item.find("small") is not None):
        (link,) = document.links(item)
        told[link.removeprefix("schedules/").rstrip("/")] = number(words(item.findall("small")[0]).split()[0])
    assert told == expected
    (list_,) = [element for element in entry.iter("ul") if element.get("class") == "kinds"]
    seen = {}
    for item in list_:
        code, clause = document.links(item)
        name = clause.removeprefix("law/").replace("/#", "/")
        seen[code.split("/")[1], name] = number(words(next(item.iter("b"))))
    assert seen == kinds


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_use_by_day(count: Count, edition: str, folder: str, request: pytest.FixtureRequest) -> None:
    document = Document(of(request, edition), f"{folder}overview/index.html")
    table = rows(document, "days-all-table")
    assert len(table) == len(DAYS)
    for day, row in zip(DAYS, table, strict=True):
        headcount, at_most, at_home, _ = count.sums(day=day)
        cells = [words(cell) for cell in row]
        assert [number(cells[at]) for at in (1, 2, 5)] == [at_home, at_most, headcount]
        assert cells[3] == cut(at_home, at_most)
        assert cells[4] == ("75%" if "2023-09-04" <= day.isoformat() <= "2023-09-07" else "50%")
        assert document.links(row[0]) == document.links(row[1]) == [f"{folder}days/{day}/"]
        assert document.links(row[4]) == [folder + SHARE]
    headcount, at_most, at_home, _ = count.sums()
    (total,) = document.all(".//div[@aria-labelledby='days-all-table']//tfoot/tr")
    assert [number(words(total[at])) for at in (1, 2, 5)] == [at_home, at_most, headcount]


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_use_by_agency(count: Count, edition: str, folder: str, request: pytest.FixtureRequest) -> None:
    document = Document(of(request, edition), f"{folder}overview/index.html")
    seen = {}
    for row in rows(document, "agencies-dki-jakarta-table"):
        (link,) = document.links(row[0])
        agency = link.rstrip("/").rpartition("/")[2]
        _, at_most, at_home, _ = count.sums(agency)
        assert words(row[0]) == count.agencies[agency]
        assert [number(words(row[at])) for at in (1, 2)] == [at_home, at_most]
        assert words(row[3]) == cut(at_home, at_most)
        assert document.links(row[1]) == [link]
        assert document.links(row[2]) == [folder + SHARE]
        assert document.links(row[4]) == [f"{folder}overview/units/{agency}/"]
        seen[agency] = at_home / at_most
    assert set(seen) == {agency for agency in count.agencies if count.sums(agency)[1]}
    assert list(seen.values()) == sorted(seen.values(), reverse=True)


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_each_unit_with_its_sources(count: Count, edition: str, folder: str, request: pytest.FixtureRequest) -> None:
    site = of(request, edition)
    listed = Document(site, f"{folder}overview/units/index.html")
    agencies = {}
    for row in listed.all(".//table/tbody/tr"):
        (link,) = listed.links(row[0])
        agencies[link.rstrip("/").rpartition("/")[2]] = [words(cell) for cell in row[1:5]]
    assert set(agencies) == {name.partition("/")[0] for name in count.units}
    seen = set()
    for agency, sums in agencies.items():
        _, most, home, _ = count.sums(agency)
        own = [name for name in count.units if name.startswith(f"{agency}/")]
        assert [*map(number, sums[:3]), sums[3]] == [len(own), home, most, cut(home, most)], agency
        document = Document(site, f"{folder}overview/units/{agency}/index.html")
        for row in document.all(".//table/tbody/tr"):
            (link,) = document.links(row[0])
            name = link.removeprefix(f"{folder}schedules/").rstrip("/")
            unit = count.units[name]
            days = unit.days.values()
            at_home, at_most = sum(day.at_home for day in days), sum(day.at_most for day in days)
            assert [number(words(row[at])) for at in (3, 4)] == [at_home, at_most], name
            assert words(row[5]) == cut(at_home, at_most)
            links = document.links(row[2])
            assert [entry for entry in links if entry.startswith(f"{folder}schedules/")] == [
                f"{folder}schedules/{name}/{month}/" for month in MONTHS if not unit.excluded
            ]
            files = [f"source/units/{name}.yaml", *(f"source/schedules/{name}/{month}.yaml" for month in unit.months)]
            assert [entry for entry in links if entry.startswith("source/")] == (files if edition == "internal" else [])
            assert set(files) <= set(site.files) or edition == "public"
            seen.add(name)
    assert seen == set(count.units)


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_the_distribution_of_gaps(count: Count, edition: str, folder: str, request: pytest.FixtureRequest) -> None:
    document = Document(of(request, edition), f"{folder}overview/index.html")
    table = rows(document, "gaps-table")
    assert [number(words(row[0]).split()[0]) for row in table] == list(range(max(count.bars) + 1))
    assert [number(words(row[1])) for row in table] == [count.bars[at] for at in range(max(count.bars) + 1)]


@pytest.mark.parametrize("folder", FOLDERS)
def test_fairness_unit_by_unit(count: Count, internal: Site, folder: str) -> None:
    document = Document(internal, f"{folder}overview/fairness/index.html")
    mark = "." if folder else ","
    gaps = []
    seen = set()
    for row in document.all(".//table/tbody/tr"):
        unit, *sources = document.links(row[0])
        name = unit.removeprefix(f"{folder}schedules/").rstrip("/")
        spread = count.units[name].spread
        assert spread is not None
        assert sources == [
            f"source/units/{name}.yaml",
            *(f"source/schedules/{name}/{month}.yaml" for month in count.units[name].months),
        ]
        low, middle, high, gap = (f"{tenths // 10}{mark}{tenths % 10}" for tenths in spread.tenths)
        assert [words(row[at]) for at in (1, 2, 3, 4)] == [gap, low, middle, high]
        assert number(words(row[6]).split()[0]) == len(spread.shares)
        gaps.append(spread.tenths[3])
        seen.add(name)
    assert seen == {name for name, unit in count.units.items() if unit.spread is not None}
    assert gaps == sorted(gaps, reverse=True)
    assert max(gaps) > 10


def test_those_present_in_part_are_compared_by_their_own_days(tmp_path: Path) -> None:
    """Seven of fifteen own days are 20.5 of 44; nine own days are too few to say anything."""
    unit = "\n".join(
        (
            "name: Seksi Uji",
            "kind: seksi",
            "supervisor: xa01",
            "employees:",
            "  - {id: xa01, name: Anu Rekaan, status: pns}",
            "  - {id: xb02, name: Bani Rekaan, status: pns}",
            "  - {id: xc03, name: Cici Rekaan, status: pns, from: 2023-10-02}",
            "  - {id: xd04, name: Dodo Rekaan, status: pppk, from: 2023-10-10}",
            "  - {id: xe05, name: Ese Rekaan, status: pjlp}",
            "",
        )
    )
    october = [day for day in DAYS if day.month == 10]
    early = [day for day in DAYS if day.month < 10]
    turns = dict.fromkeys(early[:20], "xa01") | dict.fromkeys(october[:7], "xc03") | {october[7]: "xb02"}
    changes: dict[str, str | bytes | None] = {"units/bkd/uji.yaml": unit}
    for month in MONTHS:
        lines = [f"  {day}: [{person}]\n" for day, person in turns.items() if f"{day:%Y-%m}" == month]
        changes[f"schedules/bkd/uji/{month}.yaml"] = "wfh:" + ("\n" + "".join(lines) if lines else " {}\n")
    site = built(write(tmp_path / "data", changes), tmp_path / "html", "internal")
    document = Document(site, "overview/fairness/index.html")
    found = {words(row[0]).split(" Badan")[0]: [words(cell) for cell in row[1:]] for row in document.all(".//tbody/tr")}
    assert found["Seksi Uji"] == ["19,5", "1,0", "20,0", "20,5", "44", "3 1 tidak"]


def test_nothing_public_tells_the_spread_of_one_unit(count: Count, public: Site, internal: Site) -> None:
    assert "overview/fairness/index.html" in internal.files
    assert not [name for name in public.files if "fairness" in name]
    numbers = {
        f"{tenths // 10}{mark}{tenths % 10}"
        for unit in count.units.values()
        if unit.spread is not None
        for tenths in unit.spread.tenths[:3]
        for mark in ".,"
        if tenths % 10
    }
    assert numbers
    for name in ("overview/index.html", "overview/units/index.html", "data/index.html"):
        for folder in FOLDERS:
            text = re.sub(r"<svg.*?</svg>", "", public.files[folder + name].decode(), flags=re.DOTALL)
            assert not numbers & set(re.findall(r"\b\d+[.,]\d\b", text)), name
            assert "fairness" not in public.files[folder + name].decode(), name


def test_few_units_have_no_public_distribution(tmp_path: Path) -> None:
    root = write(tmp_path / "data")
    inside = built(root, tmp_path / "inside", "internal").files["overview/index.html"].decode()
    outside = built(root, tmp_path / "outside", "public")
    assert 'id="gaps-table"' in inside
    assert "Belum cukup unit yang dapat dibandingkan." in outside.files["overview/index.html"].decode()
    assert "data/gaps.csv" not in outside.files


STATES: dict[str, str | bytes | None] = {
    "units/bkd/sendiri.yaml": "name: Subkelompok Sendiri\nkind: subkelompok\nsupervisor: ya01\n"
    "employees:\n  - {id: ya01, name: Yono Rekaan, status: pns}\n",
    "units/bkd/arsip.yaml": FILES[UNIT].replace("Subbagian Umum", "Subbagian Arsip").replace("id: a", "id: z"),
    "units/setda/agency.yaml": FILES["units/bkd/agency.yaml"].replace("Kepegawaian", "Rahasia"),
}
STATES["units/bkd/arsip.yaml"] = str(STATES["units/bkd/arsip.yaml"]).replace("supervisor: aa01", "supervisor: za01")


def built(root: Path, out: Path, audience: Audience) -> Site:
    outcome = check(read_tree(root))
    assert outcome.report.clean, outcome.report.diagnostics
    return Site(out, build_site(outcome.corpus, audience, out, 0, warned(outcome.report)))


def in_state(document: Document, state: str) -> list[list[str]]:
    """Give the links to units of each entry of a state."""
    entries = document.all(f".//ul[@class='states']/li[@class='{state}']")
    return [
        [link for link in document.links(entry) if link.startswith("schedules/") and link.count("/") == 3]
        for entry in entries
    ]


@pytest.mark.parametrize("audience", EDITIONS)
def test_partly_missing_excluded_zero_and_unrecorded(tmp_path: Path, audience: Audience) -> None:
    document = Document(built(write(tmp_path / "data", STATES), tmp_path / "html", audience), "overview/index.html")
    assert in_state(document, "published") == [[]]
    assert in_state(document, "partly") == [["schedules/bkd/umum/"]]
    assert in_state(document, "missing") == [["schedules/bkd/arsip/"]]
    assert in_state(document, "excluded") == [["schedules/dinkes/seksi-gizi/"]]
    assert in_state(document, "zero") == [["schedules/bkd/sendiri/"]]
    (partly,) = document.all(".//li[@class='partly']")
    assert [link for link in document.links(partly) if link.count("/") == 4] == [
        f"schedules/bkd/umum/{month}/" for month in ("2023-08", "2023-10")
    ]
    (without,) = document.all(".//li[@class='without']")
    assert document.links(without) == ["schedules/setda/"]
    assert not document.all(".//li[@class='closed']")
    assert not document.all(".//li[@class='warned']")


def test_a_law_without_an_end_expects_no_month_that_nobody_has_written(tmp_path: Path) -> None:
    open_end = {
        name: FILES[name].replace(", until: 2023-10-21", "")
        for name in FILES
        if name.endswith(("circular.yaml", "wfh-share.yaml"))
    }
    site = built(write(tmp_path / "data", {**open_end}), tmp_path / "html", "internal")
    assert in_state(Document(site, "overview/index.html"), "partly") == [["schedules/bkd/umum/"]]
    (partly,) = Document(site, "overview/index.html").all(".//li[@class='partly']")
    assert "schedules/bkd/umum/2023-08/" in Document(site, "overview/index.html").links(partly)
    assert "schedules/bkd/umum/2023-10/" not in Document(site, "overview/index.html").links(partly)
    assert "schedules/bkd/umum/2023-10/index.html" in site.files


@pytest.mark.parametrize("audience", EDITIONS)
def test_each_jurisdiction_stands_apart(tmp_path: Path, audience: Audience) -> None:
    site = built(write(tmp_path / "data", CHANGES), tmp_path / "html", audience)
    document = Document(site, "overview/index.html")
    assert [heading.text for heading in document.all(".//section[@aria-labelledby='states']/h3")] == [
        "Provinsi Satu",
        "Kota Uji",
    ]
    assert in_state(document, "partly") == [["schedules/bkd/umum/"], []]
    assert in_state(document, "missing") == [[], []]
    assert in_state(document, "zero") == [["schedules/kota-arsip/umum/"]], "30% of two people is nobody"
    assert in_state(document, "excluded") == [["schedules/dinkes/seksi-gizi/"], ["schedules/kota-loket/depan/"]]
    charts = [chart for chart in document.all(f".//{SVG}svg") if chart.get("class") == "chart days"]
    assert [chart.get("aria-labelledby") for chart in charts] == [
        f"days-{name}-title" for name in ("all", "dki-jakarta", "kota-uji")
    ]
    links = document.links(document.all(".//div[@aria-labelledby='days-kota-uji-table']")[0])
    assert f"law/{OTHER}/#share" in links
    assert not [link for link in links if DKI in link]
    sums = [len(rows(document, f"days-{name}-table")) for name in ("all", "dki-jakarta", "kota-uji")]
    assert sums[0] == sums[1] + sums[2]


def test_a_law_without_a_window_has_no_use_to_tell(tmp_path: Path) -> None:
    changes: dict[str, str | bytes | None] = {
        "policy/jurisdictions/dki-jakarta.yaml": FILES["policy/jurisdictions/dki-jakarta.yaml"].replace(
            "binding", "advisory"
        ),
        "schedules/bkd/umum/2023-09.yaml": None,
    }
    site = built(write(tmp_path / "data", changes), tmp_path / "html", "internal")
    document = Document(site, "overview/index.html")
    assert in_state(document, "closed") == [["schedules/bkd/umum/", "schedules/dinkes/seksi-gizi/"]]
    assert not document.all(f".//{SVG}svg")
    assert site.files["data/usage.csv"].decode().count("\n") == 1


def test_warnings_lead_to_their_code(internal: Site) -> None:
    document = Document(internal, "overview/index.html")
    (entry,) = document.all(".//li[@class='warned']")
    codes = {link.split("/")[1] for link in document.links(entry) if link.startswith("codes/")}
    assert {BY_CODE[code].severity for code in codes} == {"warning"}
