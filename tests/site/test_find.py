"""Find me: by two words of a name in any order, within the bytes a phone has to spare; never in the public edition."""

from __future__ import annotations

import datetime
import gzip
import html
import itertools
import random
import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from giliran.check import check
from giliran.model import Employee
from giliran.render.find import SCRIPTS, find_files
from giliran.store import read_tree
from giliran.timeline import Period
from giliran.views.edition import InternalEdition, edition
from giliran.views.find import BRANCH, SHARD, find_box, name_index, words_of
from tests.repository import SCHEDULE, UNIT, write
from tests.site.finding import EVER, answers, ask, publish, staff
from tests.site.test_jurisdictions import CHANGES

if TYPE_CHECKING:
    from pathlib import Path

    from giliran.corpus import Corpus
    from tests.site.reading import Site

BUDGET = 5120
HARD = {
    "Ma'ruf": ("maruf",),
    "Ma’ruf Nu'man": ("maruf", "numan"),
    "José": ("jose",),
    "Tri-Hartati": ("tri", "hartati"),
    "I Gusti Ngurah": ("i", "gusti", "ngurah"),
    "R.A. Kartini": ("ra", "kartini"),
    "R. A. Kartini": ("r", "a", "kartini"),
    "M.Nur Hidayat, S.H.": ("m", "nur", "hidayat", "sh"),
    "Đặng Thị Ánh": ("dang", "thi", "anh"),
    "Groß": ("gross",),
    "İlker Iş\u0131k": ("ilker", "isik"),
    "Søren Łukasz": ("soren", "lukasz"),
    "ΣΊΣΥΦΟΣ": ("σισυφος",),
    "ﬁtri": ("fitri",),
    "Siti\u00a0Aminah": ("siti", "aminah"),
    "Abdul\u200bRahman": ("abdul", "rahman"),
    "王小明": ("王小明",),
    "Budi 2": ("budi", "2"),
    "...": (),
}


def ids(answer: dict[str, Any]) -> list[str]:
    return [found["id"] for found in answer["found"]]


def test_both_languages_fold_hard_names_alike(tmp_path: Path) -> None:
    assert {name: words_of(name) for name in HARD} == HARD
    (folded,) = ask(tmp_path, [{"fold": list(HARD)}])
    assert dict(zip(HARD, map(tuple, folded), strict=True)) == HARD


def test_both_languages_fold_every_character_alike(tmp_path: Path) -> None:
    known = (chr(code) for code in range(0x110000))
    texts = [f"a{one}b .{one} {one}.{one}d" for one in known if unicodedata.category(one) not in {"Cn", "Co", "Cs"}]
    assert len(texts) > 100_000
    (folded,) = ask(tmp_path, [{"fold": texts}])
    differ = [text for text, words in zip(texts, folded, strict=True) if words_of(text) != tuple(words)]
    assert not differ


def test_everyone_is_found_by_any_two_words_in_any_order(corpus: Corpus, internal: Site) -> None:
    asked: list[tuple[str, str, str]] = []
    for unit in corpus.units.values():
        for person in unit.employees:
            words = person.name.split()
            assert len(words) > 1, "a name of one word needs a test of its own"
            asked.extend((" ".join(pair), person.id, unit.id) for pair in itertools.permutations(words, 2))
    assert len(asked) > 5000
    heaviest = 0
    for (text, key, unit_id), answer in zip(asked, answers(internal.root, (one[0] for one in asked)), strict=True):
        assert (key, unit_id) in {(found["id"], found["unit"]) for found in answer["found"]}, text
        heaviest = max(heaviest, answer["bytes"])
    assert heaviest <= BUDGET / 2


def test_a_stranger_finds_nobody(internal: Site) -> None:
    for answer in answers(internal.root, ["Zubaidah Qomariah", "siti nurhalizaq", "xq", "qqq www", "Najwa Qqq"]):
        assert answer["found"] == []
        assert answer["more"] is False
        assert answer["bytes"] <= BUDGET / 2


def test_case_marks_order_and_unfinished_words_do_not_matter(tmp_path: Path) -> None:
    publish(
        tmp_path,
        [
            staff("bkd/umum", "Subbagian Umum", [("aa01", "Siti Nurhaliza"), ("aa02", "José Ma'ruf Hidayat")]),
            staff(
                "bkd/arsip", "Subbagian Arsip", [("aa03", "Đặng Thị Ánh"), ("aa04", "Suharto"), ("aa05", "Siti Nur")]
            ),
        ],
    )
    expected = {
        "siti nurhaliza": ["aa01"],
        "NURHALIZA, Siti": ["aa01"],
        "sit nurh": ["aa01"],
        "nurh s": ["aa01"],
        "si nu": ["aa05", "aa01"],
        "siti nur": ["aa05", "aa01"],  # whoever bears just these words comes first
        "jose maruf": ["aa02"],
        "hidayat ma’ruf": ["aa02"],
        "jose hidayat maruf": ["aa02"],
        "dang anh": ["aa03"],
        "suharto": ["aa04"],
        "suharto arsip": ["aa04"],  # a name of one word, and the unit
        "suharto umum": [],
        "siti umum": [],  # two words of the name come before the unit
        "siti siti": [],
        "sitti nurhaliza": [],
        "si": ["aa05", "aa01"],
        "s": [],
        "": [],
    }
    for (text, keys), answer in zip(expected.items(), answers(tmp_path, expected), strict=True):
        assert ids(answer) == keys, text


def test_namesakes_are_told_apart_by_unit(tmp_path: Path) -> None:
    units = []
    for at in range(12):
        people = [(f"ab{at:02}{other}", "Siti Aminah") for other in range(10)]
        units.append(staff(f"dinas/seksi-{at}", f"Seksi {at} Kemayoran", people))
    files = publish(tmp_path, units)
    assert max(len(gzip.compress(content, 6)) for content in files.values()) < BUDGET / 2
    for at in range(12):
        texts = ["siti aminah", f"siti aminah {at}", f"siti aminah {at} kema", f"siti aminah {at} kemayoran"]
        (told,) = ask(tmp_path, [{"search": texts, "gap": 9000}])
        assert len(told[0]["found"]) == 10
        assert told[0]["more"] is True
        units_told = {found["unit"] for found in told[-1]["found"]}
        assert f"dinas/seksi-{at}" in units_told
        assert all(answer["bytes"] <= BUDGET for answer in told)


def test_a_transfer_is_listed_in_both_units_with_its_days(tmp_path: Path) -> None:
    august, september = datetime.date(2023, 8, 31), datetime.date(2023, 9, 1)
    old = staff("bkd/umum", "Subbagian Umum", [("aa01", "Ani Rekaan"), ("aa02", "Ani Lain")])
    new = staff("bpad/arsip", "Subbagian Arsip", [])
    left = Employee("aa01", "Ani Rekaan", "pns", Period(datetime.date.min, august))
    came = Employee("aa01", "Ani Rekaan", "pns", Period(september))
    publish(tmp_path, [replace(old, employees=(left, *old.employees[1:])), replace(new, employees=(came,))])
    (answer,) = answers(tmp_path, ["rekaan ani"])
    told = [(found["unit"], found.get("from"), found.get("until")) for found in answer["found"]]
    assert told == [("bkd/umum", None, "2023-08-31"), ("bpad/arsip", "2023-09-01", None)]
    assert {found["unitName"] for found in answer["found"]} == {"Subbagian Umum", "Subbagian Arsip"}


def test_several_stays_in_a_unit_are_one_line(tmp_path: Path) -> None:
    unit = staff("bkd/umum", "Subbagian Umum", [])
    days = [Period(datetime.date(2023, 8, 1), datetime.date(2023, 8, 9)), Period(datetime.date(2023, 9, 1))]
    stays = tuple(Employee("aa01", "Ani Rekaan", "pns", period) for period in days)
    for order in (stays, stays[::-1]):
        publish(tmp_path, [replace(unit, employees=order)])
        (answer,) = answers(tmp_path, ["ani rekaan"])
        assert [(found["from"], found.get("until")) for found in answer["found"]] == [("2023-08-01", None)]


def test_typing_on_costs_little_more(tmp_path: Path) -> None:
    """A reader who types without a rest fetches for the last letters only, and nothing twice."""
    rng = random.Random(1)
    given = [f"{one}{two}" for one in ("Siti", "Sri", "Dewi", "Nur", "Agus", "Rah") for two in ("", "ana", "ia", "man")]
    people = [(f"aa{at:05}", f"{rng.choice(given)} {rng.choice(given)} {at % 97}") for at in range(6000)]
    publish(tmp_path, [staff("bkd/umum", "Subbagian Umum", people)])
    key, name = people[4321]
    text = "siti" + name[len("siti") :].lower() if name.startswith("Siti") else name.lower()
    texts = [text[:end] for end in range(2, len(text) + 1)]
    hurried, slow = ask(tmp_path, [{"search": texts, "gap": gap} for gap in (200, 9000)])
    for told in (hurried, slow):
        files = [file for answer in told for file in answer["files"]]
        assert len(files) == len(set(files))
        assert key in ids(told[-1])
    assert sum(answer["bytes"] for answer in hurried) <= BUDGET
    assert hurried[3]["found"] == []  # "siti": too many, and no time to look
    assert hurried[3]["more"] is True
    assert len(slow[3]["found"]) == 10


def test_the_link_leads_to_the_month_that_matters(tmp_path: Path) -> None:
    months = " 2023-08 2023-09 2023-10;bpad 2024-01;bpad/arsip 2024-02 2024-03;closed"
    person = {"id": "aa01", "unit": "bkd/umum"}
    rows = {
        "bkd/umum/2023-09/#aa01": (person, "2023-09"),
        "bkd/umum/2023-08/#aa01": (person, "2022-12"),
        "bkd/umum/2023-10/#aa01": (person, "2026-01"),
        "bpad/umum/2024-01/#aa01": ({**person, "unit": "bpad/umum"}, "2023-09"),
        "bpad/arsip/2024-02/#aa01": ({**person, "unit": "bpad/arsip"}, "2023-09"),
        "closed/umum/": ({**person, "unit": "closed/umum"}, "2023-09"),
        "bkd/gone/2023-08/#aa01": ({**person, "unit": "bkd/gone", "until": "2023-08-31"}, "2023-10"),
        "bkd/came/2023-10/#aa01": ({**person, "unit": "bkd/came", "from": "2023-10-02"}, "2023-09"),
        "bkd/never/": ({**person, "unit": "bkd/never", "from": "2025-01-01"}, "2023-09"),
    }
    (links,) = ask(tmp_path, [{"row": [[who, months, today] for who, today in rows.values()]}])
    assert links == list(rows)


def test_the_box_knows_the_months_that_have_pages(corpus: Corpus, internal: Site) -> None:
    for folder in ("", "en/"):
        text = internal.files[f"{folder}index.html"].decode()
        told = re.search(r'data-months="([^"]*)"', text)
        assert told is not None
        assert html.unescape(told[1]) == " 2023-08 2023-09 2023-10"
        for unit in corpus.units:
            own = f"{folder}schedules/{unit}/2"
            pages = {name.split("/")[-2] for name in internal.files if name.startswith(own) and "/edit/" not in name}
            assert pages == {"2023-08", "2023-09", "2023-10"}


def test_other_months_are_told_by_agency(tmp_path: Path) -> None:
    outcome = check(read_tree(write(tmp_path, CHANGES)))
    assert outcome.report.clean
    box = find_box(outcome.corpus)
    assert box.months == ("2023-08", "2023-09", "2023-10")
    assert dict(box.others) == dict.fromkeys(("kota-arsip", "kota-loket"), ("2023-11",))


def test_the_public_edition_has_nothing_of_it(public: Site, internal: Site) -> None:
    assert set(SCRIPTS) <= set(internal.files)
    assert any(name.startswith("find/") for name in internal.files)
    assert not [name for name in public.files if name.startswith("find/") or name in SCRIPTS]
    for folder in ("", "en/"):
        name = f"{folder}index.html"
        assert b'class="find"' in internal.files[name]
        assert b"assets/js/find.js" in internal.files[name]
        for trace in (b'class="find"', b"find/", b"find.js", b"combobox"):
            assert trace not in public.files[name]


def test_the_bytes_depend_on_the_people_alone(corpus: Corpus, internal: Site) -> None:
    units = list(corpus.units.values())
    files = find_files(name_index(units))
    assert files == {name: content for name, content in internal.files.items() if name.startswith("find/")}
    random.Random(1).shuffle(units)
    assert find_files(name_index(units)) == files


def test_the_tree_tells_every_file_and_no_other(corpus: Corpus) -> None:
    index = name_index(corpus.units.values())
    shapes = "".join((index.root, *(branch.shape for branch in index.branches)))
    assert shapes.count(SHARD) == len(index.shards) > 100
    assert shapes.count(BRANCH) == len(index.branches)
    assert len(find_files(index)) == len(index.shards) + len(index.branches) + 1


def test_each_file_is_small(internal: Site) -> None:
    for name, content in internal.files.items():
        if name.startswith("find/"):
            most = 2100 if content.startswith(b"{") else 300
            assert len(gzip.compress(content, 6)) <= most, name


def test_a_schedule_changes_nothing(tmp_path: Path) -> None:
    made = []
    for name, changes in {"with": {}, "without": {SCHEDULE: None}}.items():
        outcome = check(read_tree(write(tmp_path / name, changes)))
        assert outcome.report.clean
        shown = edition(outcome.corpus, "internal")
        assert isinstance(shown, InternalEdition)
        made.append((find_files(name_index(outcome.corpus.units.values())), shown.whole.find))
    assert made[0] == made[1]


def test_a_colleague_more_changes_few_files(corpus: Corpus, internal: Site) -> None:
    before = {name: content for name, content in internal.files.items() if name.startswith("find/")}
    units = dict(corpus.units)
    unit = units["bkd/subbag-umum"]
    units[unit.id] = replace(unit, employees=(*unit.employees, Employee("zz999", "Siti Rekaan Baru", "pns", EVER)))
    after = find_files(name_index(units.values()))
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert changed
    # Six pairs of three words; where one makes a file too full, it becomes two and the tree says so.
    assert len(changed) <= 12


def test_one_file_changed_is_one_unit_told(tmp_path: Path) -> None:
    """A new name of the unit reaches the shards of its members and no tree."""
    made = []
    for name, text in {"old": "Subbagian Umum", "new": "Subbagian Lama"}.items():
        outcome = check(read_tree(write(tmp_path / name, {UNIT: write_unit(text)})))
        assert outcome.report.clean
        made.append(find_files(name_index(outcome.corpus.units.values())))
    assert made[0].keys() == made[1].keys()
    assert made[0]["find/index.json"] == made[1]["find/index.json"]
    assert any(b"Subbagian Lama" in content for content in made[1].values())


def write_unit(name: str) -> str:
    return (
        f"name: {name}\nkind: subbagian\nsupervisor: aa01\nemployees:\n"
        "  - {id: aa01, name: Ani Rekaan, status: pns, role: head}\n"
        "  - {id: ab02, name: Budi Rekaan, status: pns}\n"
        "  - {id: ac03, name: Citra Rekaan, status: pppk}\n"
        "  - {id: ad04, name: Dedi Rekaan, status: pppk, from: 2023-09-11}\n"
        "  - {id: ae05, name: Eka Rekaan, status: pjlp}\n"
    )


@pytest.mark.parametrize("name", ["Con Aux", "Index N", "Nul", "Prn Com"])
def test_no_name_makes_a_file_that_a_system_reserves(name: str) -> None:
    units = [staff("bkd/umum", "Subbagian Umum", [(f"aa{at:05}", name) for at in range(200)])]
    for path in find_files(name_index(units)):
        assert re.fullmatch(r"find/(index|n-[a-z_-]+)\.json", path), path
