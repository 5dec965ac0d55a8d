"""The worked examples hold, every clause has them, and every contradiction between the sources is on record."""

from __future__ import annotations

from functools import cache

import pytest

from giliran.cases import CaseResult, as_data, as_words, judged_cases
from giliran.check import check
from tests.law.files import circulars, clause_path, clauses, data_of, file, repository, tree_of

SEKDA = "dki-jakarta/se-sekda-34-2023"
MENPANRB = "menpanrb/se-17-2023"
MENDAGRI = "mendagri/inmendagri-2-2023"

READINGS = {
    (SEKDA, "summit-window"): ("wfh-share",),
    (SEKDA, "near-the-venues"): ("wfh-share",),
    (SEKDA, "dropped-negation"): ("service-stays",),
    (SEKDA, "eligibility-grammar"): ("online-service", "service-stays"),
    (SEKDA, "level-of-exclusion"): ("service-stays",),
    (SEKDA, "who-counts"): ("wfh-share",),
    (SEKDA, "head-count-figures"): (),
    (SEKDA, "attendance-or-home"): ("wfh-share",),
    (SEKDA, "cap-or-target"): ("apply-wfh", "wfh-share"),
    (SEKDA, "rounding"): ("wfh-share",),
    (SEKDA, "per-day"): ("wfh-share",),
    (SEKDA, "denominator"): ("wfh-share",),
    (SEKDA, "overlapping-caps"): ("wfh-share",),
    (SEKDA, "three-issuers"): ("wfh-share",),
    (SEKDA, "end-on-saturday"): ("wfh-share",),
    (SEKDA, "two-or-three-months"): ("wfh-share",),
    (SEKDA, "start-date"): ("wfh-share",),
    (SEKDA, "discipline-rule-year"): ("conduct",),
    (SEKDA, "whose-uniform-rule"): ("conduct",),
    (SEKDA, "signed-or-issued"): (),
    (SEKDA, "which-hours"): ("hours",),
    (SEKDA, "record-or-lateness"): ("attendance", "hours"),
    (SEKDA, "friday-hours"): ("hours",),
    (MENPANRB, "three-issuers"): ("adjust-work-system", "wfh-share"),
    (MENDAGRI, "three-issuers"): ("wfh-share",),
}
"""Where the sources contradict each other, and the clauses that rest on how this is read."""


@cache
def results() -> tuple[CaseResult, ...]:
    """Judge every case once for all tests here."""
    return judged_cases(repository())


def _of(clause: str) -> list[CaseResult]:
    return [result for result in results() if result.clause == clause]


@pytest.mark.parametrize("clause", clauses())
def test_every_case_agrees(clause: str) -> None:
    """Guards the law as data: each example has the verdict its author expects, by the real check."""
    wrong = [result for result in _of(clause) if not result.agrees]
    assert not wrong, as_words(wrong).en


@pytest.mark.parametrize("clause", clauses())
def test_every_clause_has_an_example_of_both_verdicts(clause: str) -> None:
    """Guards against a clause nobody tried: one case that passes it and one that it stops."""
    expected = {result.expect for result in _of(clause)}
    assert "accept" in expected, f"{clause} has no case that is accepted"
    assert "refuse" in expected, f"{clause} has no case that is refused"


def test_no_case_is_left_out() -> None:
    """Guards the two tests above: every case file is judged, and belongs to a clause they ask about."""
    written = [path for path in repository().entries if "/cases/" in path]
    assert [result.path for result in results()] == written
    assert len(written) >= 285
    strays = [result.path for result in results() if result.clause not in clauses()]
    assert not strays


REASONS: dict[str, set[str | None]] = {
    "share": {"LW001", "LW003", "DT003", "DT004", "DT005", "DT006", "DT007", "RF001"},
    "exclude": {"LW002"},
    "review": {"LW006"},
    "recall": {"SC002", "SC003"},
    "attendance": {None},
    "hours": {None},
    "duty": {None},
}
"""The findings by which a clause of each kind refuses; ``None`` is a plain sentence without a code."""


@pytest.mark.parametrize("clause", clauses())
def test_cases_are_refused_for_a_reason_of_their_clause(clause: str) -> None:
    """Guards against a refusal by accident, such as a slip in the case that some other rule finds."""
    allowed = REASONS[data_of(clause_path(clause))["kind"]]
    for result in _of(clause):
        strange = {ground.code for ground in result.grounds} - allowed
        assert not strange, f"{result.path}: {as_words([result]).en}"


@pytest.mark.parametrize("clause", clauses())
def test_readings_of_a_clause_exist_and_know_it(clause: str) -> None:
    """Guards the link between a clause and the contradictions it settles, in both directions."""
    circular, _, name = clause.rpartition("/")
    readings = data_of(f"policy/{circular}/readings.yaml")
    own = data_of(clause_path(clause)).get("readings", [])
    assert sorted(own) == sorted(slug for slug, reading in readings.items() if name in reading.get("clauses", []))


@pytest.mark.parametrize(("circular", "slug"), READINGS)
def test_contradictions_are_on_record(circular: str, slug: str) -> None:
    """Guards against settling a contradiction in silence: it is written down, with sides, choice and clauses."""
    reading = data_of(f"policy/{circular}/readings.yaml").get(slug)
    assert reading is not None, f"{circular} does not say how {slug} is read"
    assert sorted(reading.get("clauses", [])) == sorted(READINGS[circular, slug])
    assert len(reading["sides"]) >= 2, f"{slug} has only one side"
    assert all(side["sources"] for side in reading["sides"])


@pytest.mark.parametrize("circular", circulars())
def test_readings_named_by_a_circular_exist(circular: str) -> None:
    """Guards the readings that concern a circular as a whole."""
    named = data_of(f"policy/{circular}/circular.yaml").get("readings", [])
    known = data_of(f"policy/{circular}/readings.yaml")
    assert [slug for slug in named if slug not in known] == []


def test_who_is_bound_by_what() -> None:
    """Guards the reading of three issuers at once: the province's circular binds, the national ones advise."""
    found = data_of("policy/jurisdictions/dki-jakarta.yaml")["circulars"]
    assert [(bond["circular"], bond["force"], bond.get("reading")) for bond in found] == [
        (SEKDA, "binding", None),
        (MENPANRB, "advisory", "three-issuers"),
        (MENDAGRI, "advisory", "three-issuers"),
    ]


def test_the_law_itself_is_sound() -> None:
    """Guards everything here: on a law with a fault in it no case would be judged."""
    tree = tree_of(entry for path, entry in repository().entries.items() if "/dispensations/" not in path)
    assert check(tree).report.diagnostics == ()


PATH = f"policy/{SEKDA}/cases/tried-here.yaml"
TITLE = {"id": "Dicoba di sini", "en": "Tried here"}
STAFF = {"pns": 5, "pppk": 2}


def _tried(**entries: object) -> CaseResult:
    case = file(PATH, {"title": TITLE, **entries})
    law = (entry for path, entry in repository().entries.items() if "/cases/" not in path)
    (result,) = judged_cases(tree_of((*law, case)))
    return result


def test_a_wrong_expectation_is_a_disagreement() -> None:
    """Guards against a judge that agrees with everybody: the same case, expected both ways."""
    home = {"2023-09-01": 4}
    refused = _tried(clause="wfh-share", expect="refuse", employees=STAFF, home=home)
    accepted = _tried(clause="wfh-share", expect="accept", employees=STAFF, home=home)
    assert (refused.got, refused.agrees) == ("refuse", True)
    assert (accepted.got, accepted.agrees) == ("refuse", False)
    assert [ground.code for ground in accepted.grounds] == ["LW001"]
    assert "tried-here.yaml: “Tried here”: should be accepted, but refused." in as_words([accepted]).en
    assert as_words([accepted]).en.splitlines()[-1] == "Worked examples: 1. Agree: 0, disagree: 1."
    assert as_data([accepted])["summary"] == {"cases": 1, "agree": 0, "disagree": 1}


@pytest.mark.parametrize(
    "case",
    [
        pytest.param({"clause": "no-such-clause", "home": {"2023-09-01": 1}}, id="unknown clause"),
        pytest.param({"clause": "wfh-share", "home": {"2023-09-31": 1}}, id="a day that does not exist"),
        pytest.param({"clause": "wfh-share", "home": {"2023-09-01": 1}}, id="more at home than there are"),
        pytest.param({"clause": "wfh-share", "employees": STAFF}, id="nothing asked"),
        pytest.param({"clause": "wfh-share", "asked": {"role": "employee", "date": "2023-09-01"}}, id="wrong question"),
        pytest.param(
            {"clause": "hours", "hours": {"date": "2023-13-01", "from": "07:30", "until": "16:00"}}, id="month"
        ),
        pytest.param({"clause": "recall", "recalls": [{"date": "2023-09-01"}]}, id="broken shape"),
        pytest.param(
            {"clause": "online-service", "facts": {"service": "direct"}}, id="a fact the law needs is missing"
        ),
    ],
)
@pytest.mark.parametrize("expect", ["accept", "refuse"])
def test_a_broken_case_agrees_with_nothing(case: dict[str, object], expect: str) -> None:
    """Guards against a case that passes because it could not be judged: it disagrees either way, and says why."""
    result = _tried(expect=expect, **case)
    assert result.got is None
    assert not result.agrees
    assert result.grounds
    assert PATH in as_words([result]).id


def test_a_broken_law_agrees_with_nothing() -> None:
    """Guards refused cases against a law that refuses everything because it cannot be read."""
    path = clause_path(f"{SEKDA}/wfh-share")
    broken = file(path, {**data_of(path), "rounding": "sideways"})
    found = judged_cases(tree_of((*(e for p, e in repository().entries.items() if p != path), broken)))
    own = [result for result in found if result.path.startswith(f"policy/{SEKDA}/")]
    assert own
    assert all(result.got is None and result.grounds for result in own)
    assert all(result.agrees for result in found if result not in own)
