"""Service information: what agency.yaml may say, what is refused, and what the pages show of it or of the gap."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest
import yaml

from giliran.check import check
from giliran.store import read_tree
from tests.law.files import ROOT, data_of
from tests.repository import CIRCULAR, FILES, write
from tests.site.test_jurisdictions import built

if TYPE_CHECKING:
    from pathlib import Path

    from tests.site.reading import Site

AGENCY = "units/bkd/agency.yaml"
GOOD = """\
services:
  standards: https://bkd.giliran.example/standar-pelayanan
  consultation:
    - {title: {id: Konsultasi daring, en: Online advice}, href: "https://bkd.giliran.example/konsultasi?topik=1"}
  complaints:
    - {title: {id: SP4N-LAPOR!, en: SP4N-LAPOR!}, href: "https://www.lapor.go.id/"}
"""
DUTY = """\
title: {id: Mengumumkan standar, en: Publish the standards}
kind: duty
role: agency-head
text: {id: Standar diumumkan., en: Standards are published.}
services: [standards, complaints]
reference: {title: Berita}
"""
LINK = '"https://www.lapor.go.id/"'


def faults(root: Path, services: str) -> list[str]:
    """Check a small repository whose first agency has these lines besides."""
    outcome = check(read_tree(write(root, {AGENCY: FILES[AGENCY] + services})))
    return [fault.code for fault in outcome.report.diagnostics if fault.severity == "error"]


@pytest.mark.parametrize(
    "services",
    [
        GOOD,
        "services: {standards: https://bkd.giliran.example/}\n",
        "services: {complaints: [{title: {id: Aduan, en: Complaints}, href: https://www.lapor.go.id}]}\n",
        "",
    ],
)
def test_accepted(tmp_path: Path, services: str) -> None:
    assert faults(tmp_path, services) == []


@pytest.mark.parametrize(
    ("services", "codes"),
    [
        ("services: {}\n", ["SH008"]),
        ("services: {standard: https://bkd.giliran.example/}\n", ["SH001"]),
        ("services: {standards: http://bkd.giliran.example/}\n", ["SH005"]),
        ("services: {standards: bkd.giliran.example}\n", ["SH005"]),
        ('services: {standards: "mailto:a"}\n', ["SH005"]),
        ('services: {standards: "https://a@b.example/"}\n', ["SH005"]),
        ('services: {standards: "https://localhost/"}\n', ["SH005"]),
        ("services: {standards: [https://bkd.giliran.example/]}\n", ["SH003"]),
        ("services: {complaints: []}\n", ["SH008"]),
        (f"services: {{complaints: [{{href: {LINK}}}]}}\n", ["SH002"]),
        (f"services: {{complaints: [{{title: {{id: Aduan}}, href: {LINK}}}]}}\n", ["SH002"]),
        (f"services: {{complaints: [{{title: {{id: A, en: B}}, href: {LINK}, phone: x}}]}}\n", ["SH001"]),
        (
            f"services: {{complaints: [{{title: {{id: A, en: B}}, href: {LINK}}}, {{title: {{id: A, en: B}}, href: {LINK}}}]}}\n",
            ["SH007"],
        ),
    ],
)
def test_refused_by_the_grammar(tmp_path: Path, services: str, codes: list[str]) -> None:
    assert faults(tmp_path, services) == codes


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Konsultasi daring", "Konsultasi 0812-0000-0000", "PD003"),
        ("Konsultasi daring", "Konsultasi (021) 0000000", "PD003"),
        ("Online advice", "Online advice +62 21 0000 000", "PD003"),
        ("https://www.lapor.go.id/", "https://wa.me/6281200000000", "PD003"),
        ("https://www.lapor.go.id/", "https://api.whatsapp.com/send?phone=6281200000000", "PD003"),
        ("Konsultasi daring", "Konsultasi bkd@example.invalid.com", "PD008"),
    ],
)
def test_a_number_or_an_address_of_a_person_is_found(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert old in GOOD
    assert faults(tmp_path, GOOD.replace(old, new)) == [code]


def lines(site: Site, name: str) -> dict[str, str]:
    """Read the service information of an agency's page: the parts by their names."""
    text = site.files[name].decode().partition('<dl class="services">')[2].partition("</dl>")[0]
    return {
        html.unescape(part.partition("</dt>")[0]): html.unescape(part.partition("</dt>")[2])
        for part in text.split("<dt>")[1:]
    }


@pytest.mark.parametrize("edition", ["internal", "public"])
def test_the_agency_page_shows_what_is_recorded(edition: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(edition)
    names = {
        "": ["Standar pelayanan", "Konsultasi", "Pengaduan"],
        "en/": ["Service standards", "Consultation", "Complaints"],
    }
    gaps = {"": "Belum dicatat.", "en/": "Not recorded yet."}
    duties = {"standards": "publish-standards", "consultation": "open-channels", "complaints": "open-channels"}
    recorded = 0
    for path in sorted((ROOT / "units").glob("*/agency.yaml")):
        services = yaml.safe_load(path.read_text("utf-8")).get("services", {})
        for start, language in (("", "id"), ("en/", "en")):
            shown = lines(site, f"{start}schedules/{path.parent.name}/index.html")
            assert list(shown) == names[start]
            for part, told in zip(("standards", "consultation", "complaints"), shown.values(), strict=True):
                if part not in services:
                    assert gaps[start] in told
                    assert f'law/menpanrb/se-17-2023/#{duties[part]}"' in told
                    assert ("kepala perangkat daerah" if not start else "head of the agency") in told
                    continue
                recorded += 1
                assert gaps[start] not in told
                links = [services[part]] if part == "standards" else [entry["href"] for entry in services[part]]
                assert re.findall(r'href="([^"]+)"', told) == links
                assert told.count("<small>") == sum(".example/" in link for link in links), "invented ones say so"
                if part != "standards":
                    assert all(entry["title"][language] in told for entry in services[part])
    assert recorded > 100


def test_the_duty_counts_who_has_recorded_it(internal: Site, public: Site) -> None:
    known = {
        path.parent.name: set(yaml.safe_load(path.read_text("utf-8")).get("services", {}))
        for path in (ROOT / "units").glob("*/agency.yaml")
    }
    for clause in ("publish-standards", "open-channels"):
        asked = set(data_of(f"policy/menpanrb/se-17-2023/clauses/{clause}.yaml")["services"])
        missing = {agency for agency, parts in known.items() if not asked <= parts}
        assert 0 < len(missing) < len(known)
        for site in (internal, public):
            text = site.files[f"law/menpanrb/se-17-2023/{clause}/index.html"].decode()
            assert f"<strong>{len(known) - len(missing)} dari {len(known)} perangkat daerah sudah mencatat" in text
            assert set(re.findall(r'schedules/([a-z0-9-]+)/#services"', text)) == missing
    other = internal.files["law/menpanrb/se-17-2023/monitor-targets/index.html"].decode()
    assert "sudah mencatat" not in other


def test_only_addresses_reserved_for_examples_are_invented() -> None:
    real = {"www.lapor.go.id", "jaki.jakarta.go.id"}
    seen = set()
    for path in (ROOT / "units").glob("*/agency.yaml"):
        seen |= set(re.findall(r"https://([^/\"]+)", path.read_text("utf-8").partition("services:")[2]))
    assert real < seen
    assert all(host.endswith(".giliran.example") for host in seen - real)


def test_an_agency_without_anything_and_without_a_duty_shows_nothing(tmp_path: Path) -> None:
    site = built(write(tmp_path / "data"), tmp_path / "html", "public")
    assert 'id="services"' not in site.files["schedules/bkd/index.html"].decode()


def test_a_duty_asks_only_for_its_parts(tmp_path: Path) -> None:
    changes = {AGENCY: FILES[AGENCY] + GOOD, f"{CIRCULAR}/clauses/standar.yaml": DUTY}
    site = built(write(tmp_path / "data", changes), tmp_path / "html", "internal")
    assert list(lines(site, "schedules/bkd/index.html")) == ["Standar pelayanan", "Konsultasi", "Pengaduan"]
    gap = lines(site, "schedules/dinkes/index.html")
    assert list(gap) == ["Standar pelayanan", "Pengaduan"]
    assert all("Belum dicatat." in told and "anjuran" not in told for told in gap.values()), "here the duty binds"
    page = site.files["law/dki-jakarta/se-sekda-34-2023/standar/index.html"].decode()
    assert "<strong>1 dari 2 perangkat daerah sudah mencatat" in page
