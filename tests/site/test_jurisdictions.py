"""Two jurisdictions in one repository: each page speaks of the law of its own, and promises no other's."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest

from giliran.check import check
from giliran.render.site import build_site
from giliran.store import read_tree
from tests.repository import CIRCULAR, FILES, write
from tests.site.reading import Site

if TYPE_CHECKING:
    from pathlib import Path

    from giliran.audience import Audience

DKI, OTHER = "dki-jakarta/se-sekda-34-2023", "kota-uji/edaran-1"
CONDUCT = """\
title: {id: Panduan perilaku, en: Code of conduct}
reference: {title: Berita}
points:
  - {id: Siap bekerja, en: Be ready to work}
"""
CHANGES: dict[str, str | bytes | None] = {
    f"{CIRCULAR}/conduct.yaml": CONDUCT,
    f"policy/{OTHER}/circular.yaml": """\
title: {id: Kerja dari rumah di Kota Uji, en: Working from home in the test city}
issuer: Wali Kota Uji
number: 1/2023
in-force: {from: 2023-11-01, until: 2023-11-30}
sources: [{title: Berita, href: "https://example.invalid/uji"}]
""",
    f"policy/{OTHER}/clauses/share.yaml": """\
title: {id: Sepertiga di rumah, en: A third at home}
kind: share
mode: wfh
at-most:
  - {from: 2023-11-01, until: 2023-11-30, value: 30%, reference: {title: Berita}}
base: {level: unit, people: [pns, pppk]}
rounding: down
""",
    f"policy/{OTHER}/clauses/stays.yaml": FILES[f"{CIRCULAR}/clauses/service-stays.yaml"].replace(
        "Pelayanan tetap di kantor", "Loket tetap buka"
    ),
    "policy/jurisdictions/dki-jakarta.yaml": f"name: Provinsi Satu\n{FILES['policy/jurisdictions/dki-jakarta.yaml']}",
    "policy/jurisdictions/kota-uji.yaml": f"name: Kota Uji\ncirculars:\n  - {{circular: {OTHER}, force: binding}}\n",
    **{
        f"units/{agency}/agency.yaml": FILES[f"units/{agency}/agency.yaml"] + "jurisdiction: dki-jakarta\n"
        for agency in ("bkd", "dinkes")
    },
    "units/kota-arsip/agency.yaml": """\
name: Dinas Arsip Kota
kind: dinas
facts: {service: administration, digital: true}
admins: ["@arsip-kota"]
jurisdiction: kota-uji
""",
    "units/kota-arsip/umum.yaml": """\
name: Subbagian Arsip
kind: subbagian
supervisor: ca01
employees:
  - {id: ca01, name: Hana Rekaan, status: pns}
  - {id: cb02, name: Indra Rekaan, status: pns}
""",
    "units/kota-loket/agency.yaml": """\
name: Dinas Loket Kota
kind: dinas
facts: {service: direct, digital: false}
jurisdiction: kota-uji
""",
    "units/kota-loket/depan.yaml": """\
name: Seksi Depan
kind: seksi
supervisor: da01
employees:
  - {id: da01, name: Joko Rekaan, status: pns}
""",
    "units/kota-taman/agency.yaml": """\
name: Dinas Taman Kota
kind: dinas
facts: {service: administration, digital: true}
jurisdiction: kota-uji
""",
}
OWN = [
    "schedules/bkd/index.html",
    "schedules/bkd/umum/index.html",
    "schedules/bkd/umum/2023-09/index.html",
    f"law/{DKI}/index.html",
    f"law/{DKI}/conduct/index.html",
]
WITHOUT = [
    "schedules/kota-arsip/index.html",
    "schedules/kota-arsip/umum/index.html",
    "schedules/kota-arsip/umum/2023-11/index.html",
    f"law/{OTHER}/index.html",
]
GENERAL = ["index.html", "overview/index.html", "law/index.html", "guide/index.html"]


def built(root: Path, out: Path, audience: Audience) -> Site:
    outcome = check(read_tree(root))
    assert outcome.report.clean, outcome.report.diagnostics
    return Site(out, build_site(outcome.corpus, audience, out, 0))


@pytest.fixture(scope="module", params=["internal", "public"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("two")
    return built(write(folder / "data", CHANGES), folder / "html", request.param)


def chapters(site: Site, name: str) -> dict[str, str]:
    """Give the links of the navigation by their words."""
    text = site.files[name].decode().partition('<nav class="chapters"')[2].partition("</nav>")[0]
    return {words: href for href, words in re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)</a>', text)}


def test_the_navigation_leads_to_the_own_law_and_conduct(site: Site) -> None:
    for name in OWN:
        assert chapters(site, name)["Aturan"].endswith("law/#dki-jakarta"), name
        assert chapters(site, name)["Panduan perilaku"].endswith(f"law/{DKI}/conduct/"), name
    for name in WITHOUT:
        assert chapters(site, name)["Aturan"].endswith("law/#kota-uji"), name
    for name in GENERAL:
        assert chapters(site, name)["Aturan"].endswith("law/"), name


def test_no_code_of_conduct_is_promised_where_there_is_none(site: Site) -> None:
    for name in WITHOUT:
        assert "conduct/" not in site.files[name].decode(), name
        assert "conduct/" not in site.files[f"en/{name}"].decode(), name
    for name in GENERAL:
        assert "Panduan perilaku" not in chapters(site, name), name


def test_the_start_page_has_a_heading_for_each_jurisdiction(site: Site) -> None:
    text = html.unescape(site.files["index.html"].decode())
    first, _, second = text.partition('<h2 id="kota-uji">Kota Uji</h2>')
    assert '<h2 id="dki-jakarta">Provinsi Satu</h2>' in first
    assert "21 Agustus – 20 Oktober 2023" in first
    assert "Badan Kepegawaian Daerah" in first
    assert f'href="law/{DKI}/conduct/"' in first
    assert "1–30 November 2023" in second
    for name in ("Dinas Arsip Kota", "Dinas Loket Kota", "Dinas Taman Kota"):
        assert name in second
        assert name not in first
    assert f'href="law/{OTHER}/#stays"' in second
    assert "conduct/" not in second
    assert not site.page("index.html").twice


def test_units_stand_under_their_own_clauses(site: Site) -> None:
    month = site.files["schedules/kota-arsip/umum/2023-11/index.html"].decode()
    assert f"law/{OTHER}/#share" in month
    assert "Kota Uji" in month
    assert DKI not in month
    excluded = site.files["schedules/kota-loket/depan/2023-11/index.html"].decode()
    assert "Loket tetap buka" in excluded
    assert f"law/{OTHER}/#stays" in excluded
    assert "schedules/kota-arsip/umum/2023-09/index.html" not in site.files


def test_the_law_page_lists_the_conduct_of_each(site: Site) -> None:
    text = site.files["law/index.html"].decode()
    first, _, second = text.partition('<h2 id="kota-uji">')
    second = second.partition('<h2 id="_all">')[0]
    assert f'href="{DKI}/conduct/"' in first
    assert "1/2023" in second
    assert "conduct/" not in second


def test_one_jurisdiction_with_no_conduct_has_no_link(tmp_path: Path) -> None:
    site = built(write(tmp_path / "data"), tmp_path / "html", "internal")
    for name in ("index.html", "schedules/bkd/umum/2023-09/index.html", f"law/{DKI}/index.html"):
        assert "Panduan perilaku" not in site.files[name].decode(), name
        assert "#dki-jakarta" not in site.files[name].decode(), name


def test_a_conduct_that_is_out_of_force_is_not_promised_for_the_month(tmp_path: Path) -> None:
    """The first circular ends in September and has a code of conduct; the second goes on without one."""
    later = FILES[f"{CIRCULAR}/circular.yaml"].replace("2023-08-21, until: 2023-10-21", "2023-10-02, until: 2023-10-31")
    share = FILES[f"{CIRCULAR}/clauses/wfh-share.yaml"]
    second = "policy/dki-jakarta/se-lanjutan"
    bond = "  - {circular: dki-jakarta/se-lanjutan, force: binding}\n"
    changes: dict[str, str | bytes | None] = {
        f"{CIRCULAR}/conduct.yaml": CONDUCT,
        f"{CIRCULAR}/circular.yaml": FILES[f"{CIRCULAR}/circular.yaml"].replace(
            "until: 2023-10-21", "until: 2023-09-30"
        ),
        f"{CIRCULAR}/clauses/wfh-share.yaml": share.replace("until: 2023-10-21", "until: 2023-09-30"),
        f"{second}/circular.yaml": later.replace("34/SE/2023", "40/SE/2023"),
        f"{second}/clauses/wfh-share.yaml": "\n".join(
            line for line in share.splitlines() if "2023-09-04" not in line
        ).replace("2023-08-21, until: 2023-10-21", "2023-10-02, until: 2023-10-31")
        + "\n",
        "policy/jurisdictions/dki-jakarta.yaml": FILES["policy/jurisdictions/dki-jakarta.yaml"] + bond,
    }
    site = built(write(tmp_path / "data", changes), tmp_path / "html", "internal")
    assert f"law/{DKI}/conduct/" in site.files["schedules/bkd/umum/2023-09/index.html"].decode()
    assert "conduct/" not in site.files["schedules/bkd/umum/2023-10/index.html"].decode()


def test_a_law_without_a_window_still_shows_its_units(tmp_path: Path) -> None:
    advisory = FILES["policy/jurisdictions/dki-jakarta.yaml"].replace("binding", "advisory")
    changes: dict[str, str | bytes | None] = {
        "policy/jurisdictions/dki-jakarta.yaml": advisory,
        "schedules/bkd/umum/2023-09.yaml": None,
    }
    site = built(write(tmp_path / "data", changes), tmp_path / "html", "internal")
    start = site.files["index.html"].decode()
    assert "Tanpa masa kerja dari rumah" in start
    unit = site.files["schedules/bkd/umum/index.html"].decode()
    assert "Tidak ada masa kerja dari rumah, jadi semua pegawai bekerja di kantor." in unit
    assert "Ani Rekaan" in unit
