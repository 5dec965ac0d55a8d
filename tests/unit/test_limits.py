"""The law applied to a unit on a day: who governs, what is excluded, what a dispensation changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from giliran.check import check
from giliran.corpus.build import build
from giliran.explain import answer
from giliran.published import unit_months
from giliran.store import read_tree
from giliran.timeline import month_days
from tests.repository import CIRCULAR, FILES, UNIT, write

if TYPE_CHECKING:
    from pathlib import Path

    from giliran.limits import Allowance

SHARE = f"{CIRCULAR}/clauses/wfh-share.yaml"
JURISDICTION = "policy/jurisdictions/dki-jakarta.yaml"
LOCAL = "policy/dki-jakarta/instruksi-9-2023"
LOCAL_FILES: dict[str, str | bytes | None] = {
    f"{LOCAL}/circular.yaml": FILES[f"{CIRCULAR}/circular.yaml"]
    .replace("34/SE/2023", "9/2023")
    .replace("{from: 2023-08-21, until: 2023-10-21}", "{from: 2023-09-11, until: 2023-09-15}"),
    f"{LOCAL}/clauses/wfh-share.yaml": """\
title: {id: Batas setempat, en: Local limit}
kind: share
mode: wfh
at-most: [{from: 2023-09-11, until: 2023-09-15, value: 100%, reference: {title: Berita}}]
base: {level: unit, people: [pns, pppk]}
rounding: down
""",
}


def allowed(root: Path, date: str, unit: str = "bkd/umum") -> Allowance:
    corpus, faults = build(read_tree(root))
    assert not faults
    day = next(day for day in month_days(date[:7]) if day.isoformat() == date)
    return answer(corpus, unit, day)


@pytest.mark.parametrize(
    ("bonds", "at_most"),
    [
        (["dki-jakarta/instruksi-9-2023 binding", "dki-jakarta/se-sekda-34-2023 binding"], 4),
        (["dki-jakarta/se-sekda-34-2023 binding", "dki-jakarta/instruksi-9-2023 binding"], 2),
        (["dki-jakarta/instruksi-9-2023 advisory", "dki-jakarta/se-sekda-34-2023 binding"], 2),
    ],
)
def test_the_first_binding_circular_in_force_governs(tmp_path: Path, bonds: list[str], at_most: int) -> None:
    lines = [f"  - {{circular: {bond.split()[0]}, force: {bond.split()[1]}}}" for bond in bonds]
    root = write(tmp_path, {**LOCAL_FILES, JURISDICTION: "\n".join(["circulars:", *lines]) + "\n"})
    assert allowed(root, "2023-09-11").at_most == at_most
    assert allowed(root, "2023-09-18").at_most == 2  # the local one is over: the other governs again


def test_advice_is_only_what_is_stricter(tmp_path: Path) -> None:
    stricter = str(LOCAL_FILES[f"{LOCAL}/clauses/wfh-share.yaml"]).replace("100%", "30%")
    bonds = "circulars:\n  - {circular: dki-jakarta/se-sekda-34-2023, force: binding}\n"
    bonds += "  - {circular: dki-jakarta/instruksi-9-2023, force: advisory}\n"
    root = write(tmp_path, {**LOCAL_FILES, JURISDICTION: bonds, f"{LOCAL}/clauses/wfh-share.yaml": stricter})
    found = allowed(root, "2023-09-11")
    assert (found.at_most, [advice.at_most for advice in found.advice]) == (2, [1])
    assert allowed(root, "2023-09-18").advice == ()


def dispensation(unit: str, clause: str, more: str = "") -> str:
    return f"""\
letter: 1/-082/2023
granted-by: Sekretaris Daerah
unit: {unit}
clause: dki-jakarta/se-sekda-34-2023/{clause}
from: 2023-09-11
until: 2023-09-12
reason: gedung diperbaiki
{more}"""


def test_a_dispensation_replaces_the_share_on_its_days_only(tmp_path: Path) -> None:
    path = "policy/dispensations/gedung.yaml"
    root = write(tmp_path, {path: dispensation("bkd/umum", "wfh-share", "at-most: 75%\n")})
    at_most = [allowed(root, f"2023-09-{day:02}").at_most for day in (8, 11, 12, 13)]
    assert at_most == [1, 3, 3, 2]
    found = allowed(root, "2023-09-12")
    assert found.dispensation is not None
    assert found.sum is not None
    assert found.sum.id == "75% × 4 = 3"


def test_a_dispensation_lifts_an_exclusion_and_the_share_remains(tmp_path: Path) -> None:
    path = "policy/dispensations/gizi.yaml"
    root = write(tmp_path, {path: dispensation("dinkes/seksi-gizi", "service-stays")})
    assert [allowed(root, f"2023-09-{day:02}", "dinkes/seksi-gizi").standing for day in (8, 11, 13)] == [
        *("excluded", "open", "excluded"),
    ]
    assert allowed(root, "2023-09-11", "dinkes/seksi-gizi").at_most == 1


def test_rounding_up_and_other_bases_are_data(tmp_path: Path) -> None:
    root = write(tmp_path, {SHARE: FILES[SHARE].replace("rounding: down", "rounding: up")})
    assert allowed(root, "2023-09-01").at_most == 2
    root = write(tmp_path / "pns", {SHARE: FILES[SHARE].replace("[pns, pppk]", "[pns]")})
    assert (allowed(root, "2023-09-01").headcount, allowed(root, "2023-09-01").at_most) == (2, 1)


def test_a_gap_between_windows_allows_nobody(tmp_path: Path) -> None:
    gap = FILES[SHARE].replace("2023-08-21, until: 2023-10-21", "2023-08-21, until: 2023-08-31")
    root = write(tmp_path, {SHARE: gap})
    assert [allowed(root, f"2023-{day}").standing for day in ("08-31", "09-01", "09-04", "09-08")] == [
        *("open", "before", "open", "after"),
    ]


def test_an_empty_unit_has_a_limit_of_nobody(tmp_path: Path) -> None:
    root = write(
        tmp_path, {UNIT: "name: Kosong\nkind: seksi\nemployees: []\n", "schedules/bkd/umum/2023-09.yaml": None}
    )
    assert (allowed(root, "2023-09-01").headcount, allowed(root, "2023-09-01").at_most) == (0, 0)


def test_two_dispensations_for_the_same_days_are_refused(tmp_path: Path) -> None:
    one, two = "policy/dispensations/satu.yaml", "policy/dispensations/dua.yaml"
    content = dispensation("bkd/umum", "wfh-share", "at-most: 75%\n")
    root = write(tmp_path, {one: content, two: content.replace("75%", "60%")})
    found = [fault.code for fault in check(read_tree(root)).report.diagnostics if fault.severity == "error"]
    assert found == ["DT009"]


@pytest.mark.parametrize(
    ("until", "told"),
    [("2023-09-07", set()), ("2023-11-07", {"DT009", "DT010"})],
)
def test_by_periods_that_are_refused_nothing_is_judged(tmp_path: Path, until: str, told: set[str]) -> None:
    """Else one wrong date is told again for each day that it makes unlawful, and of letters that would have ended."""
    letter = dispensation("bkd/umum", "wfh-share", "at-most: 75%\n").replace("09-11", "09-01").replace("09-12", "09-01")
    share = FILES[SHARE].replace("until: 2023-09-07", f"until: {until}")
    schedule = "wfh: {2023-09-01: [ab02, ac03], 2023-09-04: [ab02, ac03]}\n"
    path = "schedules/bkd/umum/2023-09.yaml"
    root = write(tmp_path, {SHARE: share, "policy/dispensations/satu.yaml": letter, path: schedule})
    assert {fault.code for fault in check(read_tree(root)).report.diagnostics if fault.severity != "info"} == told


def test_a_clause_that_lasts_longer_than_its_circular_is_judged_by_no_more(tmp_path: Path) -> None:
    clause = f"{CIRCULAR}/clauses/service-stays.yaml"
    root = write(tmp_path, {clause: FILES[clause] + "until: 2023-11-30\n"})
    schedule = "schedules/dinkes/seksi-gizi/2023-09.yaml"
    (root / schedule).parent.mkdir(parents=True)
    (root / schedule).write_text("wfh: {2023-09-01: [bb02]}\n")
    assert [fault.code for fault in check(read_tree(root)).report.diagnostics] == ["DT010"]


def test_a_letter_that_lifts_an_exclusion_may_set_its_own_share(tmp_path: Path) -> None:
    path = "policy/dispensations/gizi.yaml"
    root = write(tmp_path, {path: dispensation("dinkes/seksi-gizi", "service-stays", "at-most: 10%\n")})
    found = allowed(root, "2023-09-11", "dinkes/seksi-gizi")
    assert (found.standing, found.at_most) == ("open", 0)
    assert found.sum is not None
    assert found.sum.id.startswith("10% × 2")


EXCLUSION = """\
title: {id: Semua di kantor, en: All at the office}
kind: exclude
mode: wfh
when: {properties: {service: {const: SERVICE}}, required: [service]}
reference: {title: Berita}
"""


@pytest.mark.parametrize(
    ("service", "standings"),
    [
        ("direct", ["open", "open"]),  # it does not concern the unit, and so must not close its days
        ("administration", ["excluded", "open"]),  # any binding exclusion closes its days, wherever it is listed
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_binding_circular_with_only_an_exclusion(
    tmp_path: Path, service: str, standings: list[str], first: bool
) -> None:
    bonds = ["dki-jakarta/instruksi-9-2023", "dki-jakarta/se-sekda-34-2023"]
    lines = [f"  - {{circular: {bond}, force: binding}}" for bond in (bonds if first else bonds[::-1])]
    changes = {
        **LOCAL_FILES,
        f"{LOCAL}/clauses/wfh-share.yaml": None,
        f"{LOCAL}/clauses/all-stay.yaml": EXCLUSION.replace("SERVICE", service),
        JURISDICTION: "\n".join(["circulars:", *lines]) + "\n",
    }
    root = write(tmp_path, changes)
    assert [allowed(root, f"2023-09-{day}").standing for day in ("11", "18")] == standings


def test_schemas_of_a_law_without_end_stop_a_year_after_the_last_schedule(tmp_path: Path) -> None:
    endless = {
        f"{CIRCULAR}/circular.yaml": FILES[f"{CIRCULAR}/circular.yaml"].replace("2023-10-21", "2099-12-31"),
        SHARE: FILES[SHARE].replace("2023-10-21", "2099-12-31"),
    }
    corpus = check(read_tree(write(tmp_path, endless))).corpus
    months = unit_months(corpus, corpus.units["bkd/umum"])
    assert (months[0], months[-1], len(months)) == ("2023-08", "2024-09", 14)
