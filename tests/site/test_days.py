"""The pages of the days against the data: who is at home, how many are where, under which limit, and the way onward.

A day has a page for everyone, with its agencies in numbers, and one for each agency, with its units and their people.
"""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from giliran.limits import allowance
from giliran.wording import long_date, percent
from tests.repository import FILES, write
from tests.site.test_jurisdictions import CHANGES, DKI, OTHER, built
from tests.site.test_schedules import state, working_days

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

    from giliran.audience import Audience
    from giliran.corpus import Corpus
    from tests.site.reading import Site

LIMIT = 120_000
FOLDERS = ["", "en/"]
CALLED = {"": "dipanggil ke kantor", "en/": "called in to the office"}
STAYS = {"": "semua di kantor", "en/": "everyone at the office"}


def all_days(corpus: Corpus) -> list[datetime.date]:
    return sorted({day for unit in corpus.units.values() for day in working_days(corpus, unit)})


class Reader(HTMLParser):
    """Reads the units of an internal page: the items of the lists of class home and office, by the address of the unit."""

    def __init__(self) -> None:
        super().__init__()
        self.units: dict[str, dict[str, list[str]]] = {}
        self.words: dict[str, str] = {}
        self.levels: list[int] = []
        self.hidden: set[str] = set()
        self._unit = ""
        self._list = ""
        self._item: list[str] | None = None
        self._details = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        found = re.fullmatch(r"(?:\.\./)+schedules/([a-z0-9-]+/[a-z0-9-]+)/[0-9-]+/", given.get("href", ""))
        if found is not None:
            self._unit = found[1]
            assert self._unit not in self.units
            self.units[self._unit] = {"home": [], "office": []}
            self.words[self._unit] = ""
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag == "details":
            self._details += 1
        if tag == "ul" and given.get("class") in {"home", "office"}:
            self._list = given["class"]
            if self._details:
                self.hidden.add(self._list)
        if tag == "li" and self._list:
            self._item = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "details":
            self._details -= 1
        if tag == "li" and self._item is not None:
            self.units[self._unit][self._list].append(" ".join("".join(self._item).split()))
            self._item = None
        if tag == "ul":
            self._list = ""

    def handle_data(self, data: str) -> None:
        if self._item is not None:
            self._item.append(data)
        elif self._unit:
            self.words[self._unit] += " ".join(data.split()) + "\n"


def agencies(corpus: Corpus) -> list[str]:
    """Give the agencies that have units, all of which have the same days here."""
    return sorted({unit.agency for unit in corpus.units.values()})


def read_day(site: Site, name: str) -> Reader:
    reader = Reader()
    reader.feed(site.files[name].decode())
    reader.close()
    return reader


def figures(site: Site, name: str) -> list[int]:
    """Give the two totals on top, at home and at the office, and how many of these were called in, 0 where none is said."""
    text = site.files[name].decode()
    found = [int(re.sub("[.,]", "", number)) for number in re.findall(r"<dd>([0-9.,]+)</dd>", text)]
    return found if len(found) == 3 else [*found, 0]


@pytest.mark.parametrize("edition", ["internal", "public"])
def test_every_working_day_has_a_page_and_no_other_day(
    corpus: Corpus, edition: str, request: pytest.FixtureRequest
) -> None:
    site: Site = request.getfixturevalue(edition)
    worked = all_days(corpus)
    assert len(worked) == 44
    for folder in FOLDERS:
        found = {name for name in site.files if name.startswith(f"{folder}days/")}
        pages = [f"{folder}days/{day}/index.html" for day in worked]
        parts = {name.replace("index", f"{agency}/index") for name in pages for agency in agencies(corpus)}
        assert found == {*pages, *parts}
        start = site.files[f"{folder}index.html"].decode()
        table = start.partition('class="alldays"')[2].partition("</details>")[0]
        assert re.findall(r'href="days/([0-9-]+)/"', table) == [day.isoformat() for day in worked]
        for day, name in zip(worked, pages, strict=True):
            words = long_date(day).to("en" if folder else "id")
            assert f'<h1 id="day">{words}</h1>' in site.files[name].decode()
            links = re.findall(rf'<a href="(?:\.\./)+days/{day}/([a-z0-9-]+)/"', site.files[name].decode())
            assert sorted(links) == agencies(corpus)
            for agency in links:
                part = site.files[f"{folder}days/{day}/{agency}/index.html"].decode()
                assert f'<h1 id="day">{html.escape(corpus.agencies[agency].name)}</h1>' in part
                assert f"<p><strong>{words}</strong></p>" in part
                assert f'<a href="../../../days/{day}/">{words}</a>' in part
        assert max(len(site.files[name]) for name in found) < LIMIT


@pytest.mark.parametrize("edition", ["internal", "public"])
def test_the_chain_of_days_is_whole(corpus: Corpus, edition: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(edition)
    worked = [day.isoformat() for day in all_days(corpus)]
    for folder in FOLDERS:
        for kind, order in (("next", worked), ("prev", worked[::-1])):
            seen = [order[0]]
            while True:
                text = site.files[f"{folder}days/{seen[-1]}/index.html"].decode()
                found = re.findall(rf'rel="{kind}" href="\.\./\.\./days/([0-9-]+)/"', text)
                for agency in agencies(corpus):
                    part = site.files[f"{folder}days/{seen[-1]}/{agency}/index.html"].decode()
                    onward = rf'rel="{kind}" href="\.\./\.\./\.\./days/([0-9-]+)/{agency}/"'
                    assert re.findall(onward, part) == found
                if not found:
                    break
                seen.extend(found)
                assert len(seen) <= len(order)
            assert seen == order


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_names_are_those_of_the_schedules(corpus: Corpus, internal: Site, folder: str) -> None:
    mark = f" ({CALLED[folder]})"
    recalled = 0
    for day in all_days(corpus):
        whole = [0, 0, 0]
        for agency in agencies(corpus):
            name = f"{folder}days/{day}/{agency}/index.html"
            page = read_day(internal, name)
            assert set(page.units) == {unit.id for unit in corpus.units.values() if unit.agency == agency}
            home_total = office_total = called_total = 0
            for unit in (corpus.units[key] for key in page.units):
                wanted: dict[str, list[str]] = {"home": [], "office": [], "recalled": [], "absent": []}
                for employee in unit.employees:
                    if day in employee.period:
                        wanted[state(corpus, unit, employee.id, day)].append(employee.name)
                called = [person + mark for person in wanted["recalled"]]
                assert page.units[unit.id]["home"] == wanted["home"] + called, (unit.id, day)
                assert page.units[unit.id]["office"] == called + wanted["office"], (unit.id, day)
                called_total += len(called)
                home_total += len(wanted["home"]) + len(called)
                office_total += len(wanted["office"]) + len(called)
                law = corpus.law_of(unit)
                assert law is not None
                limit = allowance(law, corpus.roster(unit.id), day)
                if limit.standing == "excluded":
                    assert STAYS[folder] in page.words[unit.id].splitlines(), (unit.id, day)
                else:
                    assert re.search(rf"\b{limit.at_most}\b", page.words[unit.id].splitlines()[2]), (unit.id, day)
                    assert STAYS[folder] not in page.words[unit.id]
            own = [home_total - called_total, office_total, called_total]
            assert figures(internal, name) == own
            assert page.levels[:2] == [1, 2]
            listed = 2 + len(page.units)
            assert set(page.levels[2:listed]) == {3}
            assert page.levels[listed:] == [2, 3]  # what superiors look at, and what is only practice
            whole = [before + more for before, more in zip(whole, own, strict=True)]
        assert figures(internal, f"{folder}days/{day}/index.html") == whole
        recalled += whole[2]
    assert recalled, "the repository should have someone who was called in"


@pytest.mark.parametrize("edition", ["internal", "public"])
@pytest.mark.parametrize("folder", FOLDERS)
def test_the_agencies_of_a_day_add_up(
    corpus: Corpus, edition: str, folder: str, request: pytest.FixtureRequest
) -> None:
    site: Site = request.getfixturevalue(edition)
    for day in all_days(corpus):
        name = f"{folder}days/{day}/index.html"
        (table,) = site.page(name).tables
        order = re.findall(rf'<a href="(?:\.\./)+days/{day}/([a-z0-9-]+)/"', site.files[name].decode())
        rows = [[cell.text for cell in row] for row in table[1:]]
        for agency, (words, *texts) in zip(order, rows, strict=True):
            units = [unit for unit in corpus.units.values() if unit.agency == agency]
            limits = [allowance(law, corpus.roster(unit.id), day) for unit in units if (law := corpus.law_of(unit))]
            at_most = sum(limit.at_most for limit in limits)
            numbers = [int(re.sub("[.,]", "", text)) for text in texts]
            remote, office, called = figures(site, f"{folder}days/{day}/{agency}/index.html")
            assert numbers == [len(units), remote, office, remote + called, at_most], (agency, day)
            assert (STAYS[folder] in words) == all(limit.standing == "excluded" for limit in limits)
            assert (CALLED[folder] in words) == bool(called)
        sums = [sum(int(re.sub("[.,]", "", row[at])) for row in rows) for at in (2, 3)]
        assert figures(site, name)[:2] == sums


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_public_counts_are_those_of_the_schedules(
    corpus: Corpus, internal: Site, public: Site, folder: str
) -> None:
    for day in all_days(corpus):
        seen = []
        for agency in agencies(corpus):
            name = f"{folder}days/{day}/{agency}/index.html"
            people = read_day(internal, name)
            (table,) = public.page(name).tables
            rows = [[cell.text for cell in row] for row in table[1:]]
            links = re.findall(r"schedules/([a-z0-9-]+/[a-z0-9-]+)/[0-9-]+/", public.files[name].decode())
            seen.extend(links)
            for unit, (words, *numbers) in zip(links, rows, strict=True):
                law = corpus.law_of(corpus.units[unit])
                assert law is not None
                limit = allowance(law, corpus.roster(unit), day)
                lists = people.units[unit]
                called = sum(person.endswith(f"({CALLED[folder]})") for person in lists["home"])
                counted = [len(lists["home"]) - called, len(lists["office"]), len(lists["home"]), limit.at_most]
                assert [int(number) for number in numbers] == counted
                assert words.startswith(corpus.units[unit].name)
                assert (STAYS[folder] in words) == (limit.standing == "excluded")
            assert figures(public, name) == figures(internal, name)
            assert figures(public, name)[:2] == [sum(int(row[at]) for row in rows) for at in (1, 2)]
        assert sorted(seen) == sorted(corpus.units)
        name = f"{folder}days/{day}/index.html"
        assert figures(public, name) == figures(internal, name)


@pytest.mark.parametrize("edition", ["internal", "public"])
def test_the_limit_in_force_is_told_with_its_clause(
    corpus: Corpus, edition: str, request: pytest.FixtureRequest
) -> None:
    site: Site = request.getfixturevalue(edition)
    seen = set()
    for day in all_days(corpus):
        text = site.files[f"days/{day}/index.html"].decode()
        for unit in corpus.units.values():
            law = corpus.law_of(unit)
            assert law is not None
            found = allowance(law, corpus.roster(unit.id), day)
            if found.standing == "open" and found.dispensation is None:
                assert found.value is not None
                assert found.circular is not None
                assert found.clause is not None
                said = f"paling banyak {percent(found.value).id}, "
                link = f'<a href="../../law/{found.circular.id}/#{found.clause.name}">{found.circular.short}</a>'
                assert said + link in text
                part = site.files[f"days/{day}/{unit.agency}/index.html"].decode()
                assert said + link.replace("../../law", "../../../law") in part
                seen.add(said)
    assert seen == {"paling banyak 50%, ", "paling banyak 75%, "}


@pytest.mark.parametrize("edition", ["internal", "public"])
@pytest.mark.parametrize("folder", FOLDERS)
def test_the_days_of_a_month_lead_to_their_pages(
    corpus: Corpus, edition: str, folder: str, request: pytest.FixtureRequest
) -> None:
    site: Site = request.getfixturevalue(edition)
    for unit in corpus.units.values():
        worked = working_days(corpus, unit)
        for month in sorted({f"{day:%Y-%m}" for day in worked}):
            text = site.files[f"{folder}schedules/{unit.id}/{month}/index.html"].decode()
            expected = [day.isoformat() for day in worked if f"{day:%Y-%m}" == month]
            assert re.findall(rf'href="(?:\.\./)+days/([0-9-]+)/{unit.agency}/"', text) == expected


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_each_jurisdiction_stands_under_its_own_limit(tmp_path: Path, audience: Audience) -> None:
    """The second window lies in November, apart from the first, and is moved over it for the second site."""
    apart = built(write(tmp_path / "apart", CHANGES), tmp_path / "apart-site", audience)
    text = apart.files["days/2023-11-01/index.html"].decode()
    assert "<h2>Kota Uji</h2>" in text
    assert "Provinsi Satu" not in text
    assert f'paling banyak 30%, <a href="../../law/{OTHER}/#share">' in text
    assert DKI not in text

    def moved(content: str | bytes | None) -> str:
        assert isinstance(content, str)
        return content.replace("2023-11-01", "2023-09-01").replace("2023-11-30", "2023-09-30")

    over = CHANGES | {name: moved(CHANGES[name]) for name in CHANGES if name.startswith(f"policy/{OTHER}/")}
    together = built(write(tmp_path / "over", over), tmp_path / "over-site", audience)
    text = together.files["days/2023-09-11/index.html"].decode()
    first, _, second = text.partition("<h2>Kota Uji</h2>")
    assert "<h2>Provinsi Satu</h2>" in first
    assert f'paling banyak 50%, <a href="../../law/{DKI}/#wfh-share">' in first
    assert f'paling banyak 30%, <a href="../../law/{OTHER}/#share">' in second
    assert 'days/2023-09-11/kota-loket/"' in second
    assert 'days/2023-09-11/kota-loket/"' not in first
    assert set(re.findall("<h([1-6])", text)) == {"1", "2", "3"}
    part = together.files["days/2023-09-11/kota-loket/index.html"].decode()
    assert "Seksi Depan" in part
    assert "<p>Kota Uji</p>" in part
    assert "Hari ini semua unit yang tercatat bekerja di kantor." in part
    assert DKI not in part
    part = together.files["days/2023-09-11/kota-arsip/index.html"].decode()
    assert f'paling banyak 30%, <a href="../../../law/{OTHER}/#share">' in part
    assert DKI not in part


def test_a_law_without_a_window_has_no_days(tmp_path: Path) -> None:
    advisory = FILES["policy/jurisdictions/dki-jakarta.yaml"].replace("binding", "advisory")
    changes: dict[str, str | bytes | None] = {
        "policy/jurisdictions/dki-jakarta.yaml": advisory,
        "schedules/bkd/umum/2023-09.yaml": None,
    }
    site = built(write(tmp_path / "data", changes), tmp_path / "html", "internal")
    assert not [name for name in site.files if name.startswith(("days/", "en/days/"))]
    for part in ('class="today"', 'class="picker"', 'class="alldays"'):
        assert part not in site.files["index.html"].decode()
