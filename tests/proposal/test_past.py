"""A published past day stays as it was, unless a correction names it: lists, recalls, and the sum behind them."""

from __future__ import annotations

import datetime

import pytest

from giliran.proposal.gate import gate
from tests.pasts import turns
from tests.proposal.changes import Files, over, proposal
from tests.repository import FILES, SCHEDULE, UNIT

TODAY = datetime.date(2023, 9, 20)
HOME = {1: "ab02", 4: "ab02, ac03", 11: "ab02, ac03", 25: "ab02", 26: "ac03"}
CALLED = {4: "ab02"}
STAFF = FILES[UNIT]


def after_the(home: dict[int, str], called: dict[int, str] = CALLED, reason: str = "rapat dimajukan") -> Files:
    return over({SCHEDULE: turns(home, called, reason)})


BEFORE = after_the(HOME)


def told(after: Files, message: str = "", today: datetime.date = TODAY) -> list[str]:
    faults = gate(proposal(BEFORE, after, message), today, None)
    assert {fault.code for fault in faults} <= {"CH003"}
    return [fault.date or "…" for fault in faults]


@pytest.mark.parametrize(
    ("home", "called", "dates"),
    [
        (HOME, CALLED, []),
        ({**HOME, 25: "ac03"}, CALLED, []),
        ({**HOME, 1: "ac03"}, CALLED, ["2023-09-01"]),
        ({**HOME, 4: "ac03, ab02"}, CALLED, []),
        ({**HOME, 1: "ab02, ac03", 11: "ab02"}, CALLED, ["2023-09-01", "2023-09-11"]),
        ({**HOME, 5: "ab02"}, CALLED, ["2023-09-05"]),
        ({day: ids for day, ids in HOME.items() if day != 1}, CALLED, ["2023-09-01"]),
        ({**HOME, 1: ""}, CALLED, ["2023-09-01"]),
        ({**HOME, 8: ""}, CALLED, []),
        (HOME, {}, ["2023-09-04"]),
        (HOME, {**CALLED, 11: "ac03"}, ["2023-09-11"]),
        (HOME, {**CALLED, 25: "ab02"}, []),
    ],
)
def test_a_past_day_is_not_altered_silently(home: dict[int, str], called: dict[int, str], dates: list[str]) -> None:
    assert sorted(told(after_the(home, called))) == dates


def test_the_reason_of_a_recall_is_part_of_it() -> None:
    assert told(after_the(HOME, reason="rapat lain")) == ["2023-09-04"]


@pytest.mark.parametrize(("today", "dates"), [(1, []), (2, ["2023-09-01"])])
def test_today_itself_is_not_past(today: int, dates: list[str]) -> None:
    assert told(after_the({**HOME, 1: "ac03"}), today=datetime.date(2023, 9, today)) == dates


@pytest.mark.parametrize(
    ("record", "dates"),
    [
        ("Koreksi: bkd/umum 2023-09-01 - tertukar", ["2023-09-11"]),
        ("Correction: bkd/umum 2023-09-11 - swapped", ["2023-09-01"]),
        ("Koreksi: bkd/umum 2023-09-01/2023-09-11 - tertukar", []),
        ("Koreksi: bkd/umum 2023-09-01 / 2023-09-10 - tertukar", ["2023-09-11"]),
        ("Koreksi: bkd/umum 2023-09-01 - tertukar\nKoreksi: bkd/umum 2023-09-11: tertukar juga", []),
        ("Koreksi: dinkes/seksi-gizi 2023-09-01/2023-09-11 - tertukar", ["2023-09-01", "2023-09-11"]),
        ("Kehilangan-Disetujui: bkd/umum - tertukar", ["2023-09-01", "2023-09-11"]),
    ],
)
def test_a_correction_names_the_unit_and_the_days(record: str, dates: list[str]) -> None:
    assert told(after_the({**HOME, 1: "ac03", 11: "ab02"}), f"Betulkan\n\n{record}") == dates


@pytest.mark.parametrize(
    ("staff", "days"),
    [
        (STAFF.replace("Budi Rekaan, status: pns", "Budi Rekaan, status: pns, role: staff"), 0),
        (
            STAFF.replace(
                "ac03, name: Citra Rekaan, status: pppk", "ac03, name: Citra Rekaan, status: pppk, until: 2023-09-22"
            ),
            0,
        ),
        (
            STAFF.replace(
                "ac03, name: Citra Rekaan, status: pppk", "ac03, name: Citra Rekaan, status: pppk, until: 2023-09-19"
            ),
            0,
        ),
        (
            STAFF.replace(
                "ac03, name: Citra Rekaan, status: pppk", "ac03, name: Citra Rekaan, status: pppk, until: 2023-09-10"
            ),
            1,
        ),
        (
            STAFF.replace(
                "ac03, name: Citra Rekaan, status: pppk", "ac03, name: Citra Rekaan, status: pppk, until: 2023-09-03"
            ),
            2,
        ),
        (STAFF.replace("ac03, name: Citra Rekaan, status: pppk", "ac03, name: Citra Rekaan, status: pjlp"), 3),
        (STAFF + "  - {id: af06, name: Fani Rekaan, status: pns, from: 2023-09-02}\n", 2),
        (STAFF + "  - {id: af06, name: Fani Rekaan, status: pns, from: 2023-09-12}\n", 0),
        (STAFF + "  - {id: af06, name: Fani Rekaan, status: pjlp}\n", 0),
    ],
)
def test_the_sum_behind_a_past_day_is_not_altered_silently(staff: str, days: int) -> None:
    after = {**BEFORE, UNIT: staff}
    faults = gate(proposal(BEFORE, after), TODAY, None)
    assert [(fault.code, fault.place.path) for fault in faults] == [("CH003", UNIT)] * min(days, 1)
    if days:
        assert faults[0].date == ("2023-09-11" if days == 1 else None)
        assert (f"{days} hari" if days > 1 else "satu hari") in faults[0].message.id
        assert faults[0].help is not None
        line = faults[0].help.id.rpartition(": Koreksi:")[2].replace("<alasan>", "keputusan terlambat")
        assert gate(proposal(BEFORE, after, f"x\n\nKoreksi:{line}"), TODAY, None) == ()


RENAMED = STAFF.replace("Budi Rekaan", "Budi Karangan")
SWAPPED = RENAMED.replace("Citra Rekaan", "Budi Rekaan").replace("Budi Karangan", "Citra Rekaan")


@pytest.mark.parametrize(
    ("staff", "who", "days"),
    [
        (RENAMED, "ab02", "3 hari yang sudah lewat, mulai Jumat, 1 September 2023"),
        (SWAPPED, "ab02, ac03", "3 hari yang sudah lewat, mulai Jumat, 1 September 2023"),
        (STAFF.replace("Citra Rekaan", "Citra Karangan"), "ac03", "2 hari yang sudah lewat, mulai Senin, 4 September"),
        (STAFF.replace("Eka Rekaan", "Eka Karangan"), "", ""),  # never at home, so nothing was published of this person
        (STAFF.replace("Ani Rekaan", "Ani Karangan"), "", ""),
    ],
)
def test_who_a_code_was_on_a_past_day_is_not_altered_silently(staff: str, who: str, days: str) -> None:
    after = {**BEFORE, UNIT: staff}
    faults = gate(proposal(BEFORE, after), TODAY, None)
    assert [(fault.code, fault.place.path) for fault in faults] == [("CH003", UNIT)] * bool(who)
    assert gate(proposal(BEFORE, after), datetime.date(2023, 9, 1), None) == ()
    for fault in faults:
        assert f"mengganti nama untuk {who}, yang jadwalnya sudah terbit untuk {days}" in fault.message.id
        assert fault.place.start.line == 6 + (who == "ac03")
        assert not any(name in fault.message.en for name in ("Budi", "Citra"))
    whole = "Koreksi: bkd/umum 2023-09-01/2023-09-11 - salah ketik"
    assert gate(proposal(BEFORE, after, f"x\n\n{whole}"), TODAY, None) == ()


def test_a_name_goes_with_the_unit_and_is_explained_day_by_day() -> None:
    moved = {**over({UNIT: None, SCHEDULE: None}), "units/bkd/tata.yaml": RENAMED}
    moved["schedules/bkd/tata/2023-09.yaml"] = BEFORE[SCHEDULE]
    (fault,) = gate(proposal(BEFORE, moved), TODAY, None)
    assert (fault.code, fault.place.path) == ("CH003", "units/bkd/tata.yaml")
    part = "x\n\nKoreksi: bkd/tata 2023-09-01/2023-09-04 - salah ketik"
    (fault,) = gate(proposal(BEFORE, moved, part), TODAY, None)
    assert fault.date == "2023-09-11"


def test_the_facts_of_an_agency_are_part_of_the_sum() -> None:
    service = {"units/bkd/agency.yaml": "name: B\nkind: badan\nfacts: {service: direct, digital: false}\n"}
    (fault,) = gate(proposal(BEFORE, {**BEFORE, **service}), TODAY, None)
    assert "3 pegawai, batas 1 menjadi 3 pegawai, batas 0" in fault.message.id
    assert "headcount 3, at most 1 becomes headcount 3, at most 0" in fault.message.en


def test_a_change_of_the_law_is_not_asked_about() -> None:
    path = "policy/dki-jakarta/se-sekda-34-2023/clauses/wfh-share.yaml"
    assert gate(proposal(BEFORE, {**BEFORE, path: FILES[path].replace("50%", "60%")}), TODAY, None) == ()


def test_a_unit_that_is_recorded_only_now_has_published_nothing() -> None:
    new = {"units/bkd/baru.yaml": STAFF.replace("a", "z"), "schedules/bkd/baru/2023-09.yaml": turns({1: "zb02"})}
    assert told({**BEFORE, **new}) == []
    assert gate(proposal({}, BEFORE), TODAY, None) == ()


def test_a_first_schedule_for_the_past_of_a_known_unit_is_asked_about() -> None:
    before = over({SCHEDULE: None})
    faults = gate(proposal(before, BEFORE), TODAY, None)
    (fault,) = faults
    assert (fault.code, fault.date, fault.place.path, fault.place.start.line) == ("CH003", None, SCHEDULE, 2)
    assert fault.message.id == (
        "Untuk September 2023 belum tercatat jadwal apa pun, dan usulan ini baru mengisinya untuk 3 hari yang sudah lewat, "
        "Jumat, 1 September 2023 sampai Senin, 11 September 2023. Tanpa jadwal, semua pegawai dianggap di kantor."
    )
    assert "published" not in fault.message.en
    assert fault.help is not None
    assert fault.help.en.endswith("Correction: bkd/umum 2023-09-01/2023-09-11 - <reason>")
    assert gate(proposal(before, BEFORE, "x\n\nKoreksi: bkd/umum 2023-09-01/2023-09-11 - terlambat"), TODAY, None) == ()


def test_days_of_months_without_a_schedule_are_told_month_by_month() -> None:
    august = "schedules/bkd/umum/2023-08.yaml"
    after = {**BEFORE, august: turns({21: "ab02"}).replace("2023-09", "2023-08")}
    faults = gate(proposal(over({SCHEDULE: None}), after), TODAY, None)
    assert [(fault.date, fault.place.path) for fault in faults] == [("2023-08-21", august), (None, SCHEDULE)]
    assert "Agustus 2023 belum tercatat" in faults[0].message.id
    assert "untuk satu hari yang sudah lewat: Senin, 21 Agustus 2023." in faults[0].message.id


def test_the_past_goes_with_a_unit_that_gets_a_new_name() -> None:
    moved = over({UNIT: None, SCHEDULE: None, "units/bkd/tata.yaml": STAFF})
    path = "schedules/bkd/tata/2023-09.yaml"
    assert told({**moved, path: BEFORE[SCHEDULE]}) == []
    altered = turns({**HOME, 1: "ac03"}, CALLED)
    faults = gate(proposal(BEFORE, {**moved, path: altered}), TODAY, None)
    assert [(fault.place.path, fault.date) for fault in faults] == [(path, "2023-09-01")]
    assert told({**moved, path: altered}, "x\n\nKoreksi: bkd/tata 2023-09-01 - tertukar") == []


def test_the_past_goes_with_an_agency_that_gets_a_new_name() -> None:
    """The law knew it by its old name, and a letter too."""
    letter = {
        "policy/dispensations/surat.yaml": "letter: Surat 1\ngranted-by: Sekretaris\nunit: bkd/umum\nreason: renovasi\n"
        "clause: dki-jakarta/se-sekda-34-2023/wfh-share\nfrom: 2023-09-01\nuntil: 2023-09-01\nat-most: 100%\n",
        "policy/jurisdictions/lain.yaml": "circulars: []\n",
        "units/bkd/agency.yaml": FILES["units/bkd/agency.yaml"] + "jurisdiction: dki-jakarta\n",
    }
    before = {**BEFORE, **letter}
    gone = (UNIT, SCHEDULE, "units/bkd/agency.yaml")
    after = {path: text for path, text in before.items() if path not in gone} | {
        "units/bkpd/agency.yaml": before["units/bkd/agency.yaml"],
        "units/bkpd/umum.yaml": STAFF,
        "schedules/bkpd/umum/2023-09.yaml": before[SCHEDULE],
    }
    assert gate(proposal(before, after), TODAY, None) == ()


def test_only_days_that_were_scheduled_have_a_sum() -> None:
    joined = STAFF + "  - {id: af06, name: Fani Rekaan, status: pns, from: 2023-09-02}\n"
    faults = gate(proposal(BEFORE, {**after_the({**HOME, 5: "ab02"}), UNIT: joined}), TODAY, None)
    assert [fault.place.path for fault in faults] == [SCHEDULE, UNIT]
    assert "2 hari" in faults[1].message.id


def test_what_cannot_be_read_is_left_to_the_check() -> None:
    assert told({**BEFORE, SCHEDULE: "wfh: [\n"}) == []


def test_a_refusal_says_what_changed_where_and_how_to_correct_it() -> None:
    faults = gate(proposal(BEFORE, after_the({**HOME, 1: "ac03"}, {})), TODAY, None)
    assert [(fault.place.start.line, fault.place.start.column) for fault in faults] == [(1, 1), (2, 3)]
    recall, home = faults
    assert home.message.id == (
        "Jumat, 1 September 2023 sudah lewat dan jadwalnya sudah terbit, tetapi usulan ini mengubahnya: "
        "di rumah bertambah ac03; di rumah berkurang ab02."
    )
    assert recall.message.en.endswith("but this proposal alters it: recalls gone for ab02.")
    assert home.help is not None
    assert home.help.en.endswith("Correction: bkd/umum 2023-09-01/2023-09-04 - <reason>")
