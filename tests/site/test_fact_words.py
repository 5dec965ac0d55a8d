"""Facts are called on the site what the repository's own vocabulary calls them, those of another government too."""

from __future__ import annotations

import pytest

from giliran.check import check
from giliran.render.site import build_site
from giliran.store import read_tree
from giliran.views.facts import FactWords
from giliran.wording import Text, same
from tests.repository import CIRCULAR, write
from tests.site.reading import Site

CLAUSE = f"{CIRCULAR}/clauses/far-posts.yaml"
CHANGES: dict[str, str | bytes | None] = {
    "policy/facts.yaml": """\
service:
  title: {id: Sifat layanan, en: Nature of the service}
  values:
    direct: {id: loket, en: counter}
    operational-support: {id: penunjang, en: backing}
    administration: {id: tata usaha, en: paperwork}
digital:
  title: {id: Bisa daring, en: Possible online}
  values:
    true: {id: bisa, en: it is}
    false: {id: tidak bisa, en: it is not}
terrain:
  title: {id: Medan, en: Terrain}
  values:
    mountain-post: {id: pos pegunungan, en: post in the mountains}
    coast: {id: pesisir, en: coast}
crew:
  title: {id: Regu, en: Crew}
""",
    CLAUSE: """\
title: {id: Pos jauh tetap dijaga, en: Far posts stay manned}
kind: exclude
mode: wfh
when:
  properties: {terrain: {const: mountain-post}, crew: {not: {const: day-shift}}}
  required: [terrain]
reference: {title: Berita}
""",
    "units/bkd/agency.yaml": """\
name: Badan Kepegawaian Daerah
kind: badan
facts: {service: administration, digital: true, terrain: mountain-post, crew: night-shift}
""",
    "units/dinkes/agency.yaml": """\
name: Dinas Kesehatan
kind: dinas
facts: {service: direct, digital: false, terrain: coast, crew: day-shift}
""",
    "schedules/bkd/umum/2023-09.yaml": None,
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("facts")
    outcome = check(read_tree(write(folder / "data", CHANGES)))
    assert outcome.report.clean, outcome.report.diagnostics
    out = folder / "html"
    return Site(out, build_site(outcome.corpus, "public", out, 0))


@pytest.mark.parametrize("name", ["schedules/bkd/index.html", "schedules/bkd/umum/index.html"])
def test_the_facts_of_an_agency_and_a_unit(site: Site, name: str) -> None:
    indonesian, english = site.files[name].decode(), site.files[f"en/{name}"].decode()
    for words in ("Sifat layanan: <b>tata usaha</b>", "Bisa daring: <b>bisa</b>", "Medan: <b>pos pegunungan</b>"):
        assert words in indonesian
    for words in ("Nature of the service: <b>paperwork</b>", "Possible online: <b>it is</b>"):
        assert words in english
    assert "Terrain: <b>post in the mountains</b>" in english
    # A fact without listed values is shown as it is written.
    assert "Regu: <b>night shift</b>" in indonesian
    assert "mountain-post" not in indonesian + english


@pytest.mark.parametrize(
    "name", ["law/dki-jakarta/se-sekda-34-2023/index.html", "law/dki-jakarta/se-sekda-34-2023/far-posts/index.html"]
)
def test_the_condition_of_a_clause(site: Site, name: str) -> None:
    assert "Medan: pos pegunungan; dan Regu: selain day shift (bila dicatat)" in site.files[name].decode()
    told = site.files[f"en/{name}"].decode()
    assert "Terrain: post in the mountains; and Crew: other than day shift (where recorded)" in told


def test_the_law_of_a_day(site: Site) -> None:
    assert "Medan: pos pegunungan" in site.files["law/days/index.html"].decode()
    assert "Sifat layanan: loket atau penunjang" in site.files["law/days/index.html"].decode()
    assert "Terrain: post in the mountains" in site.files["en/law/days/index.html"].decode()


def test_without_a_vocabulary_facts_are_shown_as_written() -> None:
    words = FactWords()
    assert words.name("kind-of-post") == same("Kind of post")
    assert words.value("kind-of-post", "mountain-post") == same("mountain post")
    assert words.value("digital", value=True) == Text("ya", "yes")
    assert words.value("digital", value=False) == Text("tidak", "no")
