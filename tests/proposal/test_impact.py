"""What a change does: the change, and all that is told of it."""

from __future__ import annotations

import datetime

import pytest

from giliran.check import check
from giliran.proposal.impact import impact
from giliran.proposal.impact.formats import rendered
from giliran.proposal.impact.phrases import days_listed
from giliran.proposal.impact.staff import renames
from giliran.tree import Entry, Tree
from giliran.wording import Text
from tests.pasts import turns
from tests.proposals import Changes, between, changed, proposal
from tests.repository import CIRCULAR, FILES, SCHEDULE, UNIT

SHARE = f"{CIRCULAR}/clauses/wfh-share.yaml"
STAYS = f"{CIRCULAR}/clauses/service-stays.yaml"
GIZI = "units/dinkes/seksi-gizi.yaml"
OCTOBER = "schedules/bkd/umum/2023-10.yaml"
HEADING = "Badan Kepegawaian Daerah, Subbagian Umum (bkd/umum)"
GIZI_HEADING = "Dinas Kesehatan, Seksi Gizi (dinkes/seksi-gizi)"


def edited(path: str, *swaps: tuple[str, str]) -> Changes:
    """Change some words of a file; each must be there."""
    text = FILES[path]
    for old, new in swaps:
        assert old in text, old
        text = text.replace(old, new)
    return {path: text}


def told(changes: Changes) -> list[str]:
    """Give the lines for the terminal in English, without the summary."""
    text = rendered("text", impact(proposal(changes)), "en", "internal")
    return [line.strip() for line in text.splitlines()[1:] if line.strip()]


SECOND = "Monday, 4 September 2023"
FIRST = "Friday, 1 September 2023"
THIRD = "Monday, 11 September 2023"
CASES: list[tuple[str, Changes, list[str]]] = [
    ("nothing", {}, []),
    (
        "only a remark",
        {SCHEDULE: f"# catatan\n{FILES[SCHEDULE]}"},
        ["Other files", f"Changed without effect (remarks, order, explanations): {SCHEDULE}"],
    ),
    (
        "who answers for what",
        {"policy/owners.yaml": "law: ['@a', '@b']\n"},
        ["Other files", "Decides about proposals or the site, not about schedules: policy/owners.yaml"],
    ),
    ("a file that is no data", {"README.md": "x"}, ["Other files", "Not data: README.md"]),
    (
        "two people swap a day",
        edited(SCHEDULE, ("01: [ab02]", "01: [ac03]")),
        [
            HEADING,
            f"{FIRST}: turns 1 of 1; 3 civil servants",
            "Budi Rekaan (ab02): home → office",
            "Citra Rekaan (ac03): office → home",
        ],
    ),
    (
        "a day vanishes, another appears",
        edited(SCHEDULE, ("09-01: [ab02]", "09-05: [ab02]")),
        [
            HEADING,
            f"{FIRST}: turns 1 of 1 → 0 of 1; 3 civil servants",
            "Budi Rekaan (ab02): home → office",
            "Tuesday, 5 September 2023: turns 0 of 2 → 1 of 2; 3 civil servants",
            "Budi Rekaan (ab02): office → home",
        ],
    ),
    (
        "a recall is taken back: the person is at home, and counted as before",
        {SCHEDULE: turns({1: "ab02", 4: "ab02, ac03", 11: "ab02, ac03"})},
        [HEADING, f"{SECOND}: turns 2 of 2; 3 civil servants", "Budi Rekaan (ab02): called in to the office → home"],
    ),
    (
        "a month is new",
        {OCTOBER: "wfh:\n  2023-10-02: [ab02]\n"},
        [
            HEADING,
            "Schedule 2023-10 is new: 1 turn",
            "Monday, 2 October 2023: turns 0 of 2 → 1 of 2; 4 civil servants",
            "Budi Rekaan (ab02): office → home",
        ],
    ),
    (
        "a month is gone",
        {SCHEDULE: None},
        [
            HEADING,
            "Schedule 2023-09 is deleted (5 turns): everyone is back at the office",
            f"{FIRST}: turns 1 of 1 → 0 of 1; 3 civil servants",
            "Budi Rekaan (ab02): home → office",
            f"{SECOND}: turns 2 of 2 → 0 of 2; 3 civil servants",
            "Budi Rekaan (ab02): called in to the office → office",
            "Citra Rekaan (ac03): home → office",
            f"{THIRD}: turns 2 of 2 → 0 of 2; 4 civil servants",
            "Budi Rekaan (ab02): home → office",
            "Citra Rekaan (ac03): home → office",
        ],
    ),
    (
        "somebody joins from a day on",
        {UNIT: FILES[UNIT] + "  - {id: af06, name: Fani Rekaan, status: pns, from: 2023-09-04}\n"},
        [
            HEADING,
            "Fani Rekaan (af06): joins (PNS) from Monday, 4 September 2023",
            f"{SECOND}: turns 2 of 2 → 2 of 3; 3 → 4 civil servants",
            f"{THIRD}: turns 2 of 2; 4 → 5 civil servants",
        ],
    ),
    (
        "a stay is given an end, and the days after it are unlawful",
        edited(UNIT, ("Citra Rekaan, status: pppk", "Citra Rekaan, status: pppk, until: 2023-09-08")),
        [
            "Unlawful now, although nobody touched it",
            f"{SCHEDULE}: 2 errors (DT007, LW001) on 11 September 2023. For example: 2 people at home on {THIRD}; at most 1 of 3.",
            HEADING,
            "Citra Rekaan (ac03): leaves (PPPK) from Saturday, 9 September 2023",
            f"{THIRD}: turns 2 of 2 → 2 of 1; 4 → 3 civil servants",
        ],
    ),
    (
        "somebody changes status, and is called otherwise",
        edited(UNIT, ("Eka Rekaan, status: pjlp", "Ike Rekaan, status: pns, role: staff")),
        [
            HEADING,
            "Ike Rekaan (ae05): status PJLP → PNS",
            "Ike Rekaan (ae05): name: Eka Rekaan → Ike Rekaan",
            "Ike Rekaan (ae05): role: (none) → staff",
            f"{FIRST}: turns 1 of 1 → 1 of 2; 3 → 4 civil servants",
            f"{SECOND}: turns 2 of 2 → 2 of 3; 3 → 4 civil servants",
            f"{THIRD}: turns 2 of 2; 4 → 5 civil servants",
        ],
    ),
    (
        "a transfer is told in both units",
        {
            **edited(
                UNIT,
                (
                    "Dedi Rekaan, status: pppk, from: 2023-09-11",
                    "Dedi Rekaan, status: pppk, from: 2023-09-11, until: 2023-09-30",
                ),
            ),
            GIZI: FILES[GIZI] + "  - {id: ad04, name: Dedi Rekaan, status: pppk, from: 2023-10-01}\n",
        },
        [
            HEADING,
            "Dedi Rekaan (ad04): goes to dinkes/seksi-gizi from Sunday, 1 October 2023",
            GIZI_HEADING,
            "Dedi Rekaan (ad04): comes here from bkd/umum from Sunday, 1 October 2023",
        ],
    ),
    (
        "the unit has another superior, who did not order the recall",
        edited(UNIT, ("supervisor: aa01", "supervisor: ab02")),
        [
            "Unlawful now, although nobody touched it",
            f"{SCHEDULE}: 1 error (SC003) on 4 September 2023. The recall was ordered by “aa01”; the direct superior of this unit that day is “ab02”.",
            HEADING,
            "direct superior: aa01 → ab02",
        ],
    ),
    (
        "a fact of the agency makes a schedule unlawful",
        edited("units/bkd/agency.yaml", ("administration, digital: true", "direct, digital: false")),
        [
            "Unlawful now, although nobody touched it",
            f"{SCHEDULE}: 3 errors (LW002) on 1, 4 and 11 September 2023. For example: 1 person scheduled at home on {FIRST}; everyone in this unit works at the office.",
            "Badan Kepegawaian Daerah (bkd)",
            "fact digital: true → false",
            "fact service: administration → direct",
            HEADING,
            f"{FIRST}: turns 1 of 1 → 1, the unit stays at the office; 3 civil servants",
            f"{SECOND}: turns 2 of 2 → 2, the unit stays at the office; 3 civil servants",
            f"{THIRD}: turns 2 of 2 → 2, the unit stays at the office; 4 civil servants",
        ],
    ),
    (
        "a value of the law",
        edited(SHARE, ("75%", "80%")),
        [
            "The law",
            "Share that may work from home (dki-jakarta/se-sekda-34-2023/wfh-share): from Monday, 4 September 2023 until"
            " Thursday, 7 September 2023: 75% → 80%",
            "No limit changes in a month with a schedule.",
        ],
    ),
    (
        "a window moves: told by what holds on each day",
        edited(SHARE, ("2023-09-04, until: 2023-09-07", "2023-09-05, until: 2023-09-08")),
        [
            "The law",
            "Share that may work from home (dki-jakarta/se-sekda-34-2023/wfh-share): on Monday, 4 September 2023: 75% → 50%",
            "Share that may work from home (dki-jakarta/se-sekda-34-2023/wfh-share): on Friday, 8 September 2023: 50% → 75%",
            "Limits change for 1 unit with a schedule in the months concerned.",
            "Unlawful now, although nobody touched it",
            f"{SCHEDULE}: 1 error (LW001) on 4 September 2023. 2 people at home on {SECOND}; at most 1 of 3.",
            HEADING,
            f"{SECOND}: turns 2 of 2 → 2 of 1; 3 civil servants",
        ],
    ),
    (
        "a schedule that cannot be read any more",
        {SCHEDULE: "wfh: [\n"},
        ["Cannot be compared", f"{SCHEDULE}: cannot be read after the change"],
    ),
    (
        "a unit that cannot be read any more",
        {UNIT: "name: x\n"},
        ["Cannot be compared", f"{UNIT}: cannot be read after the change"],
    ),
    (
        "a unit that cannot be read, and a day that changes all the same",
        {UNIT: "name: x\n", **edited(SCHEDULE, ("01: [ab02]", "01: []"))},
        [
            "Cannot be compared",
            f"{UNIT}: cannot be read after the change",
            "Badan Kepegawaian Daerah, Subbagian Umum (bkd/umum)",
            f"{FIRST}: turns 1 of 1 → 0, limit not known; 3 → ? civil servants",
            "Budi Rekaan (ab02): home → office",
        ],
    ),
    (
        "a clause that cannot be read is not said to be gone",
        {SHARE: "title: x\n"},
        ["Cannot be compared", f"{SHARE}: cannot be read after the change"],
    ),
    (
        "a clause ends earlier",
        edited(STAYS, ("kind: exclude\n", "kind: exclude\nuntil: 2023-09-30\n")),
        [
            "The law",
            "Service stays in the office (dki-jakarta/se-sekda-34-2023/service-stays). Changed: period from Monday, 21 August 2023"
            " until Saturday, 21 October 2023 → from Monday, 21 August 2023 until Saturday, 30 September 2023",
            "No limit changes in a month with a schedule.",
        ],
    ),
    (
        "a clause is gone",
        {STAYS: None},
        [
            "The law",
            "Service stays in the office (dki-jakarta/se-sekda-34-2023/service-stays). Deleted from Monday, 21 August 2023"
            " until Saturday, 21 October 2023",
            "No limit changes in a month with a schedule.",
        ],
    ),
    (
        "a circular is advice from now on, and nothing may be scheduled",
        edited("policy/jurisdictions/dki-jakarta.yaml", ("binding", "advisory")),
        [
            "The law",
            "dki-jakarta: dki-jakarta/se-sekda-34-2023: binding → advisory",
            "Limits change for 1 unit with a schedule in the months concerned.",
            "Unlawful now, although nobody touched it",
            f"{SCHEDULE}: 4 errors (DT005) on 1, 4 and 11 September 2023. For example: {FIRST} is outside the period"
            " of working from home.",
            HEADING,
            f"{FIRST}: turns 1 of 1 → 1, outside the period; 3 civil servants",
            f"{SECOND}: turns 2 of 2 → 2, outside the period; 3 civil servants",
            f"{THIRD}: turns 2 of 2 → 2, outside the period; 4 civil servants",
        ],
    ),
    (
        "a day off is declared",
        {"policy/calendar.yaml": "holidays:\n  - {date: 2023-09-01, title: {id: Libur daerah, en: Local holiday}}\n"},
        [
            "The law",
            "Working calendar: on Friday, 1 September 2023: (none) → day off: Local holiday",
            "Limits change for 1 unit with a schedule in the months concerned.",
            "Unlawful now, although nobody touched it",
            f"{SCHEDULE}: 1 error (DT003) on 1 September 2023. {FIRST} is not a working day (Local holiday).",
            HEADING,
            f"{FIRST}: turns 1 of 1 → 1, not a working day; 3 civil servants",
        ],
    ),
    (
        "somebody is granted more",
        {
            "policy/dispensations/d1.yaml": "letter: 1/2023\ngranted-by: Sekda\nunit: bkd/umum\n"
            "clause: dki-jakarta/se-sekda-34-2023/wfh-share\nfrom: 2023-09-01\nuntil: 2023-09-01\nreason: pindah gedung\nat-most: 100%\n"
        },
        [
            "The law",
            "Dispensation for bkd/umum (d1). New",
            "Dispensation for bkd/umum (d1): on Friday, 1 September 2023: (none) → 100%",
            "Limits change for 1 unit with a schedule in the months concerned.",
            HEADING,
            f"{FIRST}: turns 1 of 1 → 1 of 3; 3 civil servants",
        ],
    ),
    (
        "a unit is only called otherwise",
        {
            UNIT: None,
            SCHEDULE: None,
            "units/bkd/tata-usaha.yaml": FILES[UNIT],
            "schedules/bkd/tata-usaha/2023-09.yaml": FILES[SCHEDULE],
        },
        [
            "Badan Kepegawaian Daerah, Subbagian Umum (bkd/tata-usaha)",
            "Renamed from bkd/umum; the people are the same",
        ],
    ),
    (
        "a unit goes and its schedule stays",
        {UNIT: None},
        [
            "Unlawful now, although nobody touched it",
            f"{SCHEDULE}: 1 error (SC001). This schedule belongs to a unit that does not exist: there is no {UNIT}.",
            HEADING,
            "Deleted",
            "Ani Rekaan (aa01): leaves (PNS)",
            "Budi Rekaan (ab02): leaves (PNS)",
            "Citra Rekaan (ac03): leaves (PPPK)",
            "Dedi Rekaan (ad04): leaves (PPPK) from Monday, 11 September 2023",
            "Eka Rekaan (ae05): leaves (PJLP)",
            f"{FIRST}: turns 1 of 1 → 1, limit not known; 3 → 0 civil servants",
            f"{SECOND}: turns 2 of 2 → 2, limit not known; 3 → 0 civil servants",
            f"{THIRD}: turns 2 of 2 → 2, limit not known; 4 → 0 civil servants",
        ],
    ),
]


@pytest.mark.parametrize(("changes", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_is_told(changes: Changes, expected: list[str]) -> None:
    assert told(changes) == expected


def test_a_renamed_unit_is_compared_with_what_it_was() -> None:
    """Somebody moves home under the new name, and nobody else is said to move."""
    after = {
        UNIT: None,
        SCHEDULE: None,
        "units/bkd/tata-usaha.yaml": FILES[UNIT],
        "schedules/bkd/tata-usaha/2023-09.yaml": FILES[SCHEDULE].replace("01: [ab02]", "01: [ac03]"),
    }
    found = impact(proposal(after))
    assert renames(proposal(after)) == {"bkd/tata-usaha": "bkd/umum"}
    assert found.people == ()
    assert [(move.person.id, move.after) for move in found.moves] == [("ab02", "office"), ("ac03", "home")]


def test_a_unit_whose_people_differ_is_no_rename() -> None:
    fewer = FILES[UNIT].replace("  - {id: ae05, name: Eka Rekaan, status: pjlp}\n", "")
    changes = {UNIT: None, "units/bkd/tata-usaha.yaml": fewer}
    assert renames(proposal(changes)) == {}
    found = impact(proposal(changes))
    assert (found.staff("moved"), found.staff("left")) == (4, 1)


def test_units_without_people_are_no_rename() -> None:
    empty = "name: Kosong\nkind: seksi\nemployees: []\n"
    before = {**FILES, "units/bkd/satu.yaml": empty}
    after = {**FILES, "units/bkd/dua.yaml": empty}
    assert [unit.fate for unit in impact(between(before, after)).units] == ["new", "gone"]


def test_a_law_that_turns_many_schedules_is_summed_up() -> None:
    before = dict(FILES)
    for number in range(50):
        before[f"units/bkd/umum-{number:02}.yaml"] = (
            f"name: Umum\nkind: seksi\nemployees:\n  - {{id: zz{number:02}, name: A, status: pns}}\n  - {{id: yy{number:02}, name: B, status: pns}}\n"
        )
        before[f"schedules/bkd/umum-{number:02}/2023-09.yaml"] = f"wfh:\n  2023-09-01: [zz{number:02}]\n"
    text = rendered("text", impact(between(before, changed(before, edited(SHARE, ("50%", "45%"))))), "en", "internal")
    assert "51 schedules become unlawful untouched" in text
    assert "  … and 11 more schedules like these, in 11 units.\n" in text
    assert text.count("1 error (LW001) on 1 September 2023") == 40


def test_broken_law_makes_nothing_lawful_and_nothing_unlawful() -> None:
    found = impact(proposal({SHARE: "title: x\n"}))
    assert found.turned == ()
    assert [(one.path, one.before, one.after) for one in found.unreadable] == [(SHARE, False, True)]
    assert (found.units, found.law, found.reached) == ((), (), 0)


@pytest.mark.parametrize("path", sorted(FILES))
@pytest.mark.parametrize("content", ["", "wfh: [\n", "\ufeff", "a: &b c\n", "- 1\n"])
def test_no_file_that_cannot_be_read_stops_it(path: str, content: str) -> None:
    there, back = impact(proposal({path: content})), impact(between(changed(FILES, {path: content}), FILES))
    assert (path, False, True) in [(one.path, one.before, one.after) for one in there.unreadable]
    assert (path, True, False) in [(one.path, one.before, one.after) for one in back.unreadable]


def test_from_nothing_everything_is_new() -> None:
    found = impact(between({}, FILES))
    assert [unit.fate for unit in found.units] == ["new", "new"]
    assert found.staff("joined") == 7
    assert len(found.moves) == 5
    assert {change.fate for change in found.law} == {"new"}


def test_what_turns_unlawful_is_what_a_check_of_everything_finds() -> None:
    """Over the cases above: schedules that read the same on both sides, and have errors on one only."""
    for _, changes, _ in CASES:
        proposed = proposal(changes)
        sides = [
            {fault.place.path for fault in check(tree).report.diagnostics if fault.severity == "error"}
            for tree in (proposed.before, proposed.after)
        ]
        untouched = {path for path in FILES if path.startswith("schedules/")} - proposed.changed
        decided = set() if any(one.path in {UNIT, SHARE} for one in impact(proposed).unreadable) else untouched
        assert {one.path for one in impact(proposed).turned} == (sides[0] ^ sides[1]) & decided


def test_only_what_the_change_concerns_is_read() -> None:
    read: list[str] = []

    def counted(files: dict[str, str]) -> Tree:
        def load(path: str) -> bytes:
            read.append(path)
            return files[path].encode()

        return Tree({path: Entry(path, None, load=lambda path=path: load(path)) for path in sorted(files)})  # type: ignore[misc]  # mypy infers no type for a default

    from giliran.proposal import Proposal

    before = {**FILES, OCTOBER: "wfh:\n  2023-10-02: [ab02]\n"}
    after = changed(before, edited(SCHEDULE, ("01: [ab02]", "01: [ac03]")))
    found = impact(Proposal(counted(before), counted(after), frozenset({SCHEDULE})))
    assert len(found.moves) == 2
    assert {GIZI, "units/dinkes/agency.yaml", OCTOBER} & set(read) == set()


PRIVATE = "198501012010011001"


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_personal_data_is_not_told_on(form: str) -> None:
    found = impact(
        proposal(edited(UNIT, ("Budi Rekaan", f"Budi {PRIVATE}"), ("name: Subbagian Umum", f"name: Umum {PRIVATE}")))
    )
    text = rendered(form, found, "id", "internal")
    assert PRIVATE not in text
    assert "Budi ••••" in text


def test_english_verbs_go_with_their_number() -> None:
    """Two leave and one joins; in Indonesian nothing differs."""
    text = FILES[UNIT]
    for leaving in ("Citra Rekaan, status: pppk", "Dedi Rekaan, status: pppk"):
        text = text.replace(leaving, f"{leaving}, until: 2023-09-29")
    text += "  - {id: af06, name: Fani Rekaan, status: pns, from: 2023-10-02}\n"
    told = rendered("text", impact(proposal({UNIT: text})), "en", "public")
    assert "2 employees: leave (PPPK) from Saturday, 30 September 2023\n" in told
    assert "1 employee: joins (PNS) from Monday, 2 October 2023\n" in told


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_the_public_is_told_numbers_and_nobody(form: str, case: tuple[str, Changes, list[str]]) -> None:
    text = rendered(form, impact(proposal(case[1])), "id", "public")
    for word in ("Rekaan", "aa01", "ab02", "ac03", "ad04", "ae05", "ba01", "bb02"):
        assert word not in text
    assert "1/2023" not in text
    assert "(d1)" not in text


DAYS = [
    (("2023-09-01",), "1 September 2023", "1 September 2023"),
    (("2023-09-01", "2023-09-04"), "1 dan 4 September 2023", "1 and 4 September 2023"),
    (
        tuple(f"2023-08-{day:02}" for day in range(21, 27)),
        "21, 22, 23, 24, 25 Agustus 2023 dan 1 hari lagi",
        "21, 22, 23, 24, 25 August 2023 and 1 more day",
    ),
    (
        ("2023-08-31", "2023-09-01", "2023-09-04"),
        "31 Agustus 2023 dan 1 dan 4 September 2023",
        "31 August 2023 and 1 and 4 September 2023",
    ),
]


@pytest.mark.parametrize(("days", "id_words", "en_words"), DAYS)
def test_days_are_listed_in_words(days: tuple[str, ...], id_words: str, en_words: str) -> None:
    assert days_listed([datetime.date.fromisoformat(day) for day in days]) == Text(id_words, en_words)
