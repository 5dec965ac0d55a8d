"""The law from day to day, recounted from the files of the law for each day, and what each day page says of it."""

from __future__ import annotations

import datetime
import html
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from giliran.limits import allowance
from giliran.timeline import days
from giliran.wording import percent
from tests.browser.chromium import started, until
from tests.browser.serving import serving
from tests.law.files import clause_path, clauses, data_of
from tests.repository import CIRCULAR, FILES, write
from tests.site.test_jurisdictions import CHANGES, DKI, OTHER, built

if TYPE_CHECKING:
    from pathlib import Path

    from giliran.corpus import Corpus
    from tests.site.reading import Site

FIRST, LAST = datetime.date(2023, 8, 11), datetime.date(2023, 10, 31)
"""The window of SE 34/SE/2023 and ten days on either side."""
FOLDERS = ["", "en/"]


def within(entry: dict[str, Any], on: datetime.date) -> bool:
    """Tell whether a day lies between the dates of an entry; one that is missing sets no bound."""
    text = on.isoformat()
    first, last = str(entry.get("from", text)), str(entry.get("until", text))
    return first <= text <= last


def in_force(circular: str, on: datetime.date) -> list[str]:
    """Give the clauses of a circular that hold on a day, by name, a share only with a value on it."""
    if not within(data_of(f"policy/{circular}/circular.yaml")["in-force"], on):
        return []
    found = []
    for name in clauses():
        if name.startswith(f"{circular}/"):
            data = data_of(clause_path(name))
            if within(data, on) and (data["kind"] != "share" or value(data, on) is not None):
                found.append(name)
    return found


def value(share: dict[str, Any], on: datetime.date) -> str | None:
    """Give the value of the shortest window of a share on a day."""
    held = [window for window in share["at-most"] if within(window, on)]
    ends = [(window.get("until", "9999-12-31"), window["from"], window["value"]) for window in held]
    if not ends:
        return None
    lengths = [(datetime.date.fromisoformat(u) - datetime.date.fromisoformat(f), v) for u, f, v in ends]
    return str(min(lengths)[1])


def recount(on: datetime.date) -> tuple[list[str], list[tuple[str, str]], set[str]]:
    """Give the binding value, the advice with its clause, and every clause in force, from the files alone."""
    limit: list[str] = []
    advice: list[tuple[str, str]] = []
    known: set[str] = set()
    for bond in data_of("policy/jurisdictions/dki-jakarta.yaml")["circulars"]:
        names = in_force(bond["circular"], on)
        known |= set(names)
        for name in names:
            data = data_of(clause_path(name))
            if data["kind"] == "share":
                found = value(data, on)
                assert found is not None
                if bond["force"] == "advisory":
                    advice.append((found, name))
                elif not limit:
                    limit.append(found)
    return limit, advice, known


def stretches(site: Site, start: str) -> list[tuple[str, str, str]]:
    """Read the stretches of a page: first day, last day or nothing, and the text of the section."""
    text = site.files[f"{start}law/days/index.html"].decode()
    parts = re.split(r'<section class="stretch"', text)[1:]
    found = []
    for part in parts:
        dates = re.search(r'data-from="([^"]*)" data-until="([^"]*)"', part)
        assert dates is not None
        found.append((dates[1], dates[2], part.partition("</section>")[0]))
    return found


def clauses_of(text: str) -> set[str]:
    return {"/".join(parts) for parts in re.findall(r"law/([a-z0-9-]+)/([a-z0-9-]+)/#([a-z0-9-]+)", text)}


@pytest.mark.parametrize("edition", ["internal", "public"])
@pytest.mark.parametrize("start", FOLDERS)
def test_the_stretches_agree_with_each_day(
    corpus: Corpus, edition: str, start: str, request: pytest.FixtureRequest
) -> None:
    site: Site = request.getfixturevalue(edition)
    listed = stretches(site, start)
    law = corpus.law_of(corpus.units["bkd/subbag-umum"])
    assert law is not None
    outside = 0
    for on in days(FIRST, LAST):
        limit, advice, known = recount(on)
        own = [
            text for begins, ends, text in listed if begins <= on.isoformat() and (on.isoformat() <= ends or not ends)
        ]
        assert len(own) <= 1, on
        if not own:
            assert not known, on
            outside += 1
            continue
        assert clauses_of(own[0]) == known, on
        boxes = re.findall(r'<p class="limit">[^<]*<strong>([^<]+)</strong>', own[0])
        assert boxes == limit, on
        for spelt, name in advice:
            words = ("at most " if start else "paling banyak ") + spelt
            assert f'{name.rpartition("/")[0]}/#{name.rpartition("/")[2]}">' in own[0]
            assert words in own[0], on
        found = allowance(law, corpus.roster("bkd/subbag-umum"), on)
        if found.standing == "open":
            assert found.value is not None
            assert limit == [percent(found.value).id], on
        elif found.standing != "day-off":
            assert limit == [], on
    assert outside == 10, "the ten days before the circular"
    assert [begins for begins, _, _ in listed] == [
        "2023-08-21",
        "2023-08-22",
        "2023-08-28",
        "2023-09-04",
        "2023-09-08",
        "2023-10-22",
    ]


def test_neighbouring_stretches_differ_and_leave_no_gap(internal: Site) -> None:
    listed = stretches(internal, "")
    for (_, ends, before), (begins, _, after) in pairwise(listed):
        assert datetime.date.fromisoformat(ends) + datetime.timedelta(days=1) == datetime.date.fromisoformat(begins)
        strip = re.compile(r'(id|data-from|data-until)="[^"]*"|<h2>.*?</h2>|<details>.*?</details>', re.DOTALL)
        assert strip.sub("", before) != strip.sub("", after)
    assert listed[-1][1] == "", "no end is known"


def test_a_stretch_names_hours_records_and_recall(internal: Site) -> None:
    text = html.unescape(stretches(internal, "")[3][2])
    assert "06.00 sampai 08.00 dan 16.00 sampai 18.00 WIB" in text
    assert "07.30 sampai 16.00 WIB, sekurang-kurangnya 7,5 jam sehari" in text
    assert "oleh atasan langsung, bila penting dan mendesak" in text
    assert f"law/{DKI}/conduct/" in text
    assert "Panduan perilaku" in text
    assert re.findall(r'href="[./]+/days/([0-9-]+)/"', text) == [f"2023-09-0{number}" for number in (4, 5, 6, 7)]
    last = html.unescape(stretches(internal, "")[-1][2])
    assert "Tidak ada batas yang mengikat" in last
    assert "conduct/" not in last


@pytest.mark.parametrize("edition", ["internal", "public"])
@pytest.mark.parametrize("start", FOLDERS)
@pytest.mark.parametrize(
    ("date", "limit"), [("2023-09-01", "50%"), ("2023-09-04", "75%"), ("2023-09-07", "75%"), ("2023-09-08", "50%")]
)
def test_day_pages_say_what_is_in_force(
    edition: str, start: str, date: str, limit: str, request: pytest.FixtureRequest
) -> None:
    site: Site = request.getfixturevalue(edition)
    text = site.files[f"{start}days/{date}/index.html"].decode()
    part = text.partition('<details class="in-force">')[2].partition("</details>")[0]
    governs = re.findall(r'<li class="governs"><a href="([^"]+)">[^<]+</a> <span>([^<]+)</span>', part)
    words = f"{'at most' if start else 'paling banyak'} {limit}"
    assert governs == [(f"../../law/{DKI}/#wfh-share", words)]
    _, _, known = recount(datetime.date.fromisoformat(date))
    assert clauses_of(part) == known
    first_advice = part.index('<p class="force advice">')
    binding, advice = part[:first_advice], part[first_advice:]
    assert clauses_of(binding) == {name for name in known if name.startswith(DKI)}
    assert clauses_of(advice) == {name for name in known if not name.startswith(DKI)}
    counts = [len(clauses_of(binding)), len(clauses_of(advice))]
    assert [
        int(number) for number in re.findall(r"[0-9]+", part.partition("</summary>")[0].rpartition(">")[2])
    ] == counts
    assert 'law/days/"' in part


def test_days_off_are_listed_with_their_origin(internal: Site) -> None:
    for start, name, origin in (
        ("", "Maulid Nabi Muhammad", "kalender negara"),
        ("en/", "Prophet&#39;s Birthday", "calendar of the country"),
    ):
        text = internal.files[f"{start}law/days/index.html"].decode()
        row = text.partition('<tr data-off="2023-09-28">')[2].partition("</tr>")[0]
        assert f"<td>{name}</td>" in row
        assert f"<td>{origin}</td>" in row
        assert 'data-weekend="5,6"' in text
        assert "source/policy/calendar.yaml" in text
    assert "Sabtu, Minggu" in internal.files["law/days/index.html"].decode()
    assert "data-worked" not in text


def test_declared_days_name_their_source(tmp_path: Path) -> None:
    calendar = """\
weekend: [friday]
holidays:
  - {date: 2023-09-12, title: {id: Hari jadi, en: Anniversary}, reference: {title: Keputusan Wali Kota, point: butir 2}}
working-days:
  - {date: 2023-09-28, title: {id: Maulid digeser, en: Birthday moved}, reference: {title: Keputusan Menteri}}
"""
    changes = {"policy/calendar.yaml": calendar, "schedules/bkd/umum/2023-09.yaml": "wfh:\n  2023-09-28: [ab02]\n"}
    site = built(write(tmp_path / "data", changes), tmp_path / "html", "public")
    text = site.files["law/days/index.html"].decode()
    row = text.partition('<tr data-off="2023-09-12">')[2].partition("</tr>")[0]
    assert "Hari jadi" in row
    assert "Keputusan Wali Kota, butir 2" in row
    assert '<li data-worked="2023-09-28">Kamis, 28 September 2023, Maulid digeser: Keputusan Menteri</li>' in text
    assert 'data-off="2023-09-28"' not in text
    assert 'data-weekend="4"' in text
    assert "Akhir pekan: Jumat." in text
    assert site.files["source/policy/calendar.yaml"].decode() == calendar


def test_each_jurisdiction_has_its_own_stretches(tmp_path: Path) -> None:
    site = built(write(tmp_path / "data", CHANGES), tmp_path / "html", "public")
    listed = stretches(site, "")
    assert [(begins, ends) for begins, ends, _ in listed] == [
        ("2023-08-21", "2023-09-03"),
        ("2023-09-04", "2023-09-07"),
        ("2023-09-08", "2023-10-21"),
        ("2023-11-01", "2023-11-30"),
    ]
    assert clauses_of(listed[-1][2]) == {f"{OTHER}/share", f"{OTHER}/stays"}
    text = site.files["law/days/index.html"].decode()
    assert text.index('<h2 id="dki-jakarta">Provinsi Satu') < text.index('<h2 id="kota-uji">Kota Uji')
    assert not site.page("law/days/index.html").twice


def test_a_share_for_some_units_leaves_the_others_to_the_next_circular(tmp_path: Path) -> None:
    """The first circular limits only direct service; the second governs everyone else on the same days."""
    share = FILES[f"{CIRCULAR}/clauses/wfh-share.yaml"]
    some = share.replace("50%", "20%").replace("75%", "30%") + "when: {properties: {service: {const: direct}}}\n"
    second = "policy/dki-jakarta/se-kedua"
    changes: dict[str, str | bytes | None] = {
        f"{CIRCULAR}/clauses/wfh-share.yaml": some,
        f"{second}/circular.yaml": FILES[f"{CIRCULAR}/circular.yaml"],
        f"{second}/clauses/batas.yaml": share,
        "policy/jurisdictions/dki-jakarta.yaml": FILES["policy/jurisdictions/dki-jakarta.yaml"]
        + "  - {circular: dki-jakarta/se-kedua, force: binding}\n",
    }
    site = built(write(tmp_path / "data", changes), tmp_path / "html", "internal")
    summit = stretches(site, "")[1][2]
    assert re.findall(r'<p class="limit">[^<]*<strong>([^<]+)</strong>', summit) == ["30%", "75%"]
    assert summit.count('class="governs"') == 2


def test_what_a_later_circular_takes_the_place_of_is_marked_on_all_pages(tmp_path: Path) -> None:
    new = "policy/dki-jakarta/se-kedua"
    hours = (
        "title: {id: Jam kerja, en: Working hours}\nkind: hours\nzone: Asia/Jakarta\nfrom-time: '07:30'\n"
        "until-time: '16:00'\nminimum-hours: 7\nreference: {title: Berita}\n"
    )
    limit = """\
title: {id: Batas baru, en: New limit}
kind: share
mode: wfh
at-most: [{from: 2023-09-11, until: 2023-10-21, value: 40%, reference: {title: Berita}}]
base: {level: unit, people: [pns, pppk]}
rounding: down
"""
    changes: dict[str, str | bytes | None] = {
        f"{CIRCULAR}/clauses/hours.yaml": hours,
        f"{new}/circular.yaml": FILES[f"{CIRCULAR}/circular.yaml"]
        .replace("number: 34", "short: Edaran Kedua\nnumber: 35")
        .replace("from: 2023-08-21", "from: 2023-09-11"),
        f"{new}/clauses/batas.yaml": limit,
        f"{new}/clauses/jam.yaml": hours.replace("07:30", "08:00"),
        "policy/jurisdictions/dki-jakarta.yaml": FILES["policy/jurisdictions/dki-jakarta.yaml"].replace(
            "circulars:\n", "circulars:\n  - {circular: dki-jakarta/se-kedua, force: binding}\n"
        ),
        "schedules/bkd/umum/2023-09.yaml": "wfh:\n  2023-09-11: [ab02]\n",
    }
    site = built(write(tmp_path / "data", changes), tmp_path / "html", "public")
    marked = re.compile(
        r'<li class="superseded"><a href="[^"]+">([^<]+)</a> <span>([^<]+)</span> <small>([^<]+) <a[^>]*>([^<]+)'
    )
    expected = [
        ("Share that may work from home", "at most 50%", "superseded by", "New limit, Edaran Kedua"),
        (
            "Working hours",
            "07:30 to 16:00 Jakarta time, at least 7 hours a day",
            "superseded by",
            "Working hours, Edaran Kedua",
        ),
    ]
    listed = stretches(site, "en/")
    assert [marked.findall(text) for _, _, text in listed] == [[], [], [], expected]
    day = site.files["en/days/2023-09-11/index.html"].decode()
    assert marked.findall(day) == expected
    assert re.findall(r'class="governs"><a[^>]*>([^<]+)', day) == ["New limit"]
    assert "4 binding clauses" in day
    boxes = site.files[f"en/law/{DKI}/index.html"].decode().split('<p class="limit">')[1:]
    ways = [re.findall(r'<small class="superseded">([^<]+) <a[^>]*>([^<]+)', box.partition("</p>")[0]) for box in boxes]
    assert ways == [[("11 Sept – 21 Oct 2023: superseded by", "New limit, Edaran Kedua")], []]
    assert "11 Sept – 21 Oct 2023: superseded by" in site.files[f"en/law/{DKI}/wfh-share/index.html"].decode()
    assert "superseded" not in site.files["en/law/dki-jakarta/se-kedua/index.html"].decode()


def test_a_chosen_date_marks_its_stretch(internal: Site) -> None:
    with serving(internal.root) as address, started() as chromium:
        page = chromium.new_page()
        faults: list[object] = []

        def noted(fault: object) -> None:
            faults.append(fault)

        page.on("pageerror", noted)
        page.goto(f"{address}law/days/")

        def asked(date: str) -> tuple[str, list[str]]:
            page.fill("input[type=date]", date)
            page.dispatch_event("input[type=date]", "change")
            marked = page.eval_on_selector_all(".stretch.chosen", "found => found.map(one => one.id)")
            return " ".join(page.inner_text("[role=status]").split()), marked

        said, marked = asked("2023-09-05")
        assert said.startswith(
            "Selasa, 5 September 2023 termasuk masa 4–7 September 2023. Paling banyak 75% dari rumah"
        )
        assert said.endswith("Siapa di rumah hari itu")
        assert marked == ["dki-jakarta-2023-09-04"]
        said, marked = asked("2023-09-28")
        assert said.endswith("Kamis, 28 September 2023 bukan hari kerja: Maulid Nabi Muhammad.")
        assert marked == ["dki-jakarta-2023-09-08"]
        said, marked = asked("2023-09-09")
        assert said.endswith("Sabtu, 9 September 2023 bukan hari kerja: akhir pekan.")
        said, marked = asked("2023-08-18")
        assert said.startswith("Jumat, 18 Agustus 2023 di luar semua masa.")
        assert marked == []
        said, marked = asked("2030-01-02")
        assert "Tidak ada batas yang mengikat" in said
        assert marked == ["dki-jakarta-2023-10-22"]
        page.goto(f"{address}en/law/days/")
        said, _ = asked("2023-09-05")
        assert said.startswith("Tuesday, 5 September 2023 belongs to the stretch 4–7 September 2023.")
        page.click("[role=status] p a")
        until(page, "window.scrollY > 500")
        assert page.url.endswith("/en/law/days/#dki-jakarta-2023-09-04")
        assert not faults


def test_without_a_script_the_page_is_whole(internal: Site) -> None:
    with serving(internal.root) as address, started() as chromium:
        page = chromium.new_context(java_script_enabled=False).new_page()
        page.goto(f"{address}law/days/")
        assert not page.is_visible("input[type=date]")
        assert page.locator(".stretch:visible").count() == 6
        page.goto(f"{address}law/{DKI}/conduct/")
        assert not page.is_visible("button")
