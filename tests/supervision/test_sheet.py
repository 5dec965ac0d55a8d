"""``giliran sheet``: who is at home, what the law asks, what is only practice, on the screen and on paper."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from tests.command.test_bad_input import giliran
from tests.papers import read_paper
from tests.repository import CIRCULAR, SCHEDULE, UNIT, write

if TYPE_CHECKING:
    from pathlib import Path

ATTENDANCE = """\
title: {id: Presensi, en: Attendance}
kind: attendance
zone: Asia/Jakarta
windows:
  - {title: {id: Presensi pagi, en: Morning record}, from: "06:00", until: "08:00"}
  - {title: {id: Presensi sore, en: Afternoon record}, from: "16:00", until: "18:00"}
reference: {title: Berita}
"""
CONDUCT = """\
title: {id: Panduan perilaku, en: Code of conduct}
reference: {title: Berita}
points:
  - {id: Sopan., en: Be polite.}
  - {id: Datang bila dipanggil., en: Come when called., clause: recall}
"""
PRACTICES = """\
video-calls:
  title: {id: Panggilan video, en: Video calls}
  text: {id: Dipanggil tiga kali., en: Called three times.}
  calls: ["16:00", "10:00", "14:00"]
  said-by: {id: Penjabat Gubernur, en: the acting governor}
  said: 2023-08-20
  reference: {title: Koran, grade: O}
later:
  title: {id: Kamera, en: Camera}
  text: {id: Kamera nyala., en: Camera on.}
  said-by: {id: Wali Kota, en: the mayor}
  said: 2023-09-06
  reference: {title: Koran, grade: O}
"""
STAFF = {
    UNIT: """\
name: Subbagian Umum
kind: subbagian
supervisor: aa01
employees:
  - {id: aa01, name: Ani Rekaan, status: pns, role: head}
  - {id: ab02, name: Budi Rekaan, status: pns}
  - {id: ac03, name: Citra Rekaan, status: pppk}
  - {id: ad04, name: Dedi Rekaan, status: pppk}
  - {id: ae05, name: Eka Rekaan, status: pns}
  - {id: af06, name: Fitri Rekaan, status: pns}
""",
    SCHEDULE: """\
wfh:
  2023-09-04: [ab02, ac03, ad04]
  2023-09-05: [aa01, ac03]
  2023-09-06: [aa01, ab02, ac03]
recalls:
  - {date: 2023-09-06, employee: ac03, ordered-by: aa01, reason: rapat dimajukan}
""",
}
WITH = STAFF | {
    f"{CIRCULAR}/clauses/attendance.yaml": ATTENDANCE,
    f"{CIRCULAR}/conduct.yaml": CONDUCT,
    f"{CIRCULAR}/practices.yaml": PRACTICES,
}


def sheet(root: Path, day: str, *more: str) -> dict[str, Any]:
    done = giliran("-C", str(root), "sheet", "bkd/umum", day, "--format", "json", *more)
    assert (done.returncode, done.stderr) == (0, "")
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_who_is_at_home_and_what_is_asked_of_them(tmp_path: Path) -> None:
    told = sheet(write(tmp_path, WITH), "2023-09-04", "--lang", "en")
    assert [(line["id"], line["recalled"]) for line in told["lines"]] == [
        ("ab02", False),
        ("ac03", False),
        ("ad04", False),
    ]
    assert [(each["name"], each["words"]) for each in told["windows"]] == [
        ("Morning record", "06:00 to 08:00 Jakarta time"),
        ("Afternoon record", "16:00 to 18:00 Jakarta time"),
    ]
    assert [(duty["number"], duty["text"]) for duty in told["duties"]] == [(2, "Come when called.")]
    assert told["calls"] == ["10:00", "14:00", "16:00"]
    assert Counter(time for line in told["lines"] for time in line["calls"]) == Counter(told["calls"])
    assert [len(line["calls"]) for line in told["lines"]] == [1, 1, 1]


def test_an_empty_sheet_says_what_closes_the_day(tmp_path: Path) -> None:
    root = write(tmp_path, WITH)
    (root / SCHEDULE).unlink()
    assert sheet(root, "2023-09-04")["closed"] is None
    assert sheet(root, "2023-11-06", "--lang", "en")["closed"] == "No law permits it on this day."
    agency = root / "units/bkd/agency.yaml"
    agency.write_text(
        agency.read_text("utf-8").replace("administration, digital: true", "direct, digital: false"), "utf-8"
    )
    told = sheet(root, "2023-09-04", "--lang", "en")
    closed = told["closed"]
    assert [told[key] for key in ("windows", "demands", "duties", "practices", "calls")] == [[]] * 5
    assert closed.startswith("Everyone of this unit works at the office: ")
    assert closed in giliran("-C", str(root), "sheet", "bkd/umum", "2023-09-04", "--lang", "en").stdout


def test_practice_is_shown_once_it_was_said_and_named_as_practice(tmp_path: Path) -> None:
    root = write(tmp_path, WITH)
    assert [said["text"] for said in sheet(root, "2023-09-04")["practices"]] == ["Dipanggil tiga kali."]
    assert [said["said_by"] for said in sheet(root, "2023-09-06")["practices"]] == ["Penjabat Gubernur", "Wali Kota"]
    words = giliran("-C", str(root), "sheet", "bkd/umum", "2023-09-06").stdout
    assert words.index("Presensi pagi") < words.index("Praktik, bukan aturan") < words.index("Kamera nyala.")
    assert "(Wali Kota, 6 September 2023; Koran)" in words


def test_the_recalled_and_the_superior_are_listed_and_not_called(tmp_path: Path) -> None:
    told = sheet(write(tmp_path, WITH), "2023-09-06")
    called = {line["id"]: (line["recalled"], len(line["calls"])) for line in told["lines"]}
    assert called == {"aa01": (False, 0), "ab02": (False, 3), "ac03": (True, 0)}


def test_a_circular_without_practices_has_a_sheet_without_calls(tmp_path: Path) -> None:
    told = sheet(write(tmp_path, STAFF), "2023-09-04")
    assert (told["calls"], told["practices"], told["windows"], told["duties"]) == ([], [], [], [])
    assert [line["calls"] for line in told["lines"]] == [[], [], []]


def test_a_day_without_a_schedule_has_nobody_at_home(tmp_path: Path) -> None:
    told = sheet(write(tmp_path, WITH), "2023-10-02")
    assert (told["at_home"], told["lines"], told["members"]) == (0, [], 6)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("bkd/umun", "2023-09-04"), "Unit “bkd/umun” tidak ada."),
        (("bkd/umum", "2023-09-03"), "Minggu, 3 September 2023 bukan hari kerja"),
        (("bkd/umum", "2023-9-3"), "bukan tanggal"),
    ],
)
def test_what_cannot_be_told_is_said_plainly(tmp_path: Path, arguments: tuple[str, str], told: str) -> None:
    done = giliran("-C", str(write(tmp_path, WITH)), "sheet", *arguments)
    assert done.returncode == 2
    assert told in done.stderr


def test_a_schedule_with_errors_is_no_ground_for_a_sheet(tmp_path: Path) -> None:
    root = write(tmp_path, WITH | {SCHEDULE: "wfh:\n  2023-09-04: [ab02, ab02, zz99]\n"})
    done = giliran("-C", str(root), "sheet", "bkd/umum", "2023-09-04")
    assert done.returncode == 2
    assert f"giliran check {SCHEDULE}" in done.stderr


def test_names_cannot_speak_typst_and_the_paper_is_the_same_each_time(tmp_path: Path) -> None:
    named = STAFF[UNIT].replace("Subbagian Umum", "'Subbagian Umum #pagebreak() $x$'")
    root = write(tmp_path / "data", WITH | {UNIT: named})
    made = []
    for name in ("one.pdf", "two.pdf"):
        done = giliran("-C", str(root), "sheet", "bkd/umum", "2023-09-04", "--out", str(tmp_path / name))
        assert (done.returncode, done.stderr) == (0, "")
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]
    assert made[0].startswith(b"%PDF")
    words = read_paper(made[0], "-layout")
    assert words.count("\f") == 1  # one page
    assert "Subbagian Umum #pagebreak() $x$" in words
    for expected in ("Panggilan", "10.00", "Presensi", "Tugas yang diberikan", "Praktik, bukan aturan", "Budi Rekaan"):
        assert expected in words
    assert "Dipanggil tiga kali. (Penjabat Gubernur, 20 Agustus 2023; Koran)" in words


def test_each_page_of_a_long_sheet_says_whose_it_is(tmp_path: Path) -> None:
    many = "".join(f"  - {{id: zz{at:02}, name: Pegawai Ke {at}, status: pns}}\n" for at in range(1, 61))
    turns = "wfh:\n  2023-09-04: [" + ", ".join(f"zz{at:02}" for at in range(1, 31)) + "]\n"
    root = write(tmp_path / "data", WITH | {UNIT: STAFF[UNIT] + many, SCHEDULE: turns})
    done = giliran("-C", str(root), "sheet", "bkd/umum", "2023-09-04", "--out", str(tmp_path / "long.pdf"))
    assert (done.returncode, done.stderr) == (0, "")
    first, second, *_ = read_paper((tmp_path / "long.pdf").read_bytes(), "-layout").split("\f")
    for page in (first, second):
        assert "Subbagian Umum, " in page
        assert "Senin, 4 September 2023" in page
        assert "Atasan langsung: " in page
    shown = [line.split()[0] for page in (first, second) for line in page.splitlines() if "Pegawai Ke" in line]
    assert shown == [str(at) for at in range(1, 31)], "each row stands on one page"


def test_duties_of_staff_and_superiors_stand_on_the_days_on_which_they_fall(tmp_path: Path) -> None:
    def duty(name: str, role: str, falls: str) -> dict[str, str]:
        words = f"title: {{id: {name}, en: {name}}}\nkind: duty\nrole: {role}\nfalls: {falls}\n"
        more = f"text: {{id: Teks {name}., en: Words {name}.}}\ndue: {{id: hari itu, en: that day}}\nreference: {{title: Berita}}\n"
        return {f"{CIRCULAR}/clauses/{name}.yaml": words + more}

    law = {
        **duty("report", "employee", "each-working-day"),
        **duty("oversee", "supervisor", "each-working-day"),
        **duty("first", "employee", "once"),
        **duty("plan", "agency-head", "each-working-day"),
    }
    root = write(tmp_path / "data", WITH | law)

    def asked(day: str) -> list[tuple[str, str]]:
        return [(each["name"], each["words"]) for each in sheet(root, day, "--lang", "en")["demands"][1:]]

    daily = [
        ("oversee (direct superior)", "Words oversee, that day"),
        ("report (employee)", "Words report, that day"),
    ]
    assert asked("2023-09-04") == daily, "the duty of the head is not asked in a unit, the other fell in August"
    assert asked("2023-08-21") == [daily[0], ("first (employee)", "Words first, that day"), daily[1]]
    made = tmp_path / "sheet.pdf"
    done = giliran("-C", str(root), "sheet", "bkd/umum", "2023-09-04", "--lang", "en", "--out", str(made))
    assert (done.returncode, done.stderr) == (0, "")
    paper = " ".join(read_paper(made.read_bytes(), "-layout").split())
    assert "report (employee): Words report, that day (34/SE/2023" in paper
