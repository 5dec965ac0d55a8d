"""The comment: what the reader sees, that it keeps to its bound, and that what was cut is counted."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from giliran.diagnostics import Diagnostic, Related
from giliran.proposal.comment import LIMIT, MARKER, comment
from giliran.proposal.impact import impact
from giliran.proposal.impact.bound import ENTRIES
from giliran.proposal.impact.effects import Impact
from giliran.proposal.impact.formats import FORMATS, rendered
from giliran.proposal.impact.words import sections
from giliran.source import Place
from giliran.wording import LANGUAGES, same
from tests.command.test_bad_input import giliran
from tests.pasts import Repository, turns
from tests.proposals import between, proposal
from tests.report.examples import CLEAN, REPORT, SOURCES, report_of
from tests.report.test_hostile import ANY
from tests.repository import CIRCULAR, FILES, SCHEDULE, UNIT

if TYPE_CHECKING:
    from pathlib import Path

    from giliran.diagnostics import Report
    from giliran.wording import Language
    from tests.conftest import Golden

MIXED = impact(
    proposal(
        {
            SCHEDULE: FILES[SCHEDULE].replace("01: [ab02]", "01: [ac03]").replace("  2023-09-11: [ab02, ac03]\n", ""),
            UNIT: FILES[UNIT].replace("Dedi Rekaan, status: pppk", "Dedi Rekaan, status: pppk, until: 2023-10-15")
            + "  - {id: af06, name: Fani Rekaan, status: pns, from: 2023-09-04}\n",
            f"{CIRCULAR}/clauses/wfh-share.yaml": FILES[f"{CIRCULAR}/clauses/wfh-share.yaml"].replace("75%", "60%"),
            "schedules/bkd/umum/2023-10.yaml": "wfh:\n  2023-10-02: [ab02]\n",
            "schedules/dinkes/seksi-gizi/2023-09.yaml": "wfh: [\n",
            "units/dinkes/agency.yaml": FILES["units/dinkes/agency.yaml"].replace("Dinas Kesehatan", "Dinas | *Sehat*"),
            "README.md": "x",
        }
    ),
    parted="0123456789abcdef0123456789abcdef01234567",
)
ENDINGS = {"text": "txt", "markdown": "md", "json": "json"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMATS)
def test_impact_as_it_is_read(form: str, language: Language, golden: Golden) -> None:
    golden(f"impact/{form}.{language}.{ENDINGS[form]}", rendered(form, MIXED, language, "internal"))


@pytest.mark.parametrize("form", FORMATS)
def test_impact_as_the_public_reads_it(form: str, golden: Golden) -> None:
    golden(f"impact/public.{ENDINGS[form]}", rendered(form, MIXED, "id", "public"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_comment_as_it_is_read(language: Language, golden: Golden) -> None:
    golden(f"impact/comment.{language}.md", comment(REPORT, MIXED, language, SOURCES))


def test_comment_as_the_public_reads_it(golden: Golden) -> None:
    golden("impact/comment.public.md", comment(REPORT, MIXED, "id", SOURCES, audience="public"))


def test_comment_when_nothing_is_wrong_and_nothing_changes(golden: Golden) -> None:
    golden("impact/comment.clean.md", comment(CLEAN, Impact(), "id", {}))


def test_the_public_comment_repeats_no_words_of_a_finding() -> None:
    text = comment(REPORT, MIXED, "en", SOURCES, audience="public")
    for diagnostic in REPORT.diagnostics:
        assert diagnostic.message.en not in text
    assert text.count("error LW001") == 1


def _province(units: int) -> Impact:
    """A change to many units, each with some days and somebody new."""
    before, after = dict(FILES), dict(FILES)
    for number in range(units):
        staff = FILES[UNIT].replace("{id: a", f"{{id: {chr(97 + number % 26)}").replace("Umum", f"Umum {number}")
        path = f"units/bkd/umum-{number}.yaml"
        before[path] = staff
        after[path] = f"{staff}  - {{id: zz{number:04}, name: Orang {number}, status: pns}}\n"
        schedule = f"schedules/bkd/umum-{number}/2023-09.yaml"
        days = dict.fromkeys((1, 4, 5, 6, 7, 8, 11, 12), "ab02")
        before[schedule], after[schedule] = turns(days), turns({**days, 1: "ac03", 13: "ab02"})
    return impact(between(before, after))


PROVINCE = _province(300)


def _findings(errors: int, warnings: int) -> Report:
    found = [
        Diagnostic("LW001", same(f"galat {number} {'総' * 40}"), Place.of_line("a.yaml", number + 1, 0, 1))
        for number in range(errors)
    ]
    found += [
        Diagnostic("LW004", same(f"nasihat {number} {'x' * 90}"), Place.of_line("b.yaml", number + 1, 0, 1))
        for number in range(warnings)
    ]
    return report_of(*found)


def _shown(text: str) -> tuple[int, int, int]:
    """Count the entries that stand there: errors, warnings, changes (lines and rows, without heads of tables)."""
    lines = text.splitlines()
    changes = [line for line in lines if line.startswith(("- ", "| ")) and not line.startswith(("- **", "| Day"))]
    return (
        sum(line.startswith("- **error LW001**") for line in lines),
        sum(line.startswith("- **warning LW004**") for line in lines),
        len(changes),
    )


def _left(text: str) -> tuple[int, int, int]:
    """Read the numbers in the last line."""
    last = text.splitlines()[-1] if "for which there is no room here" in text else ""
    nouns = (r"(\d+) errors?", r"(\d+) warnings? (?:or|and) notes?", r"(\d+) changes?")
    found = (re.search(noun, last) for noun in nouns)
    errors, warnings, changes = (0 if one is None else int(one[1]) for one in found)
    return errors, warnings, changes


@pytest.mark.parametrize("limit", [2_000, 2_777, 9_999, 30_000, LIMIT])
@pytest.mark.parametrize(("errors", "warnings"), [(0, 0), (3, 2), (1, 2000), (2000, 1), (40, 60), (0, 314)])
@pytest.mark.parametrize("change", [Impact(), MIXED, PROVINCE], ids=["nothing", "some", "many"])
def test_the_bound_holds_and_all_that_was_cut_is_counted(
    limit: int, errors: int, warnings: int, change: Impact
) -> None:
    text = comment(_findings(errors, warnings), change, "en", {}, limit)
    assert len(text.encode()) <= limit
    assert text.startswith(f"{MARKER}\n## ")
    entries = sum(section.entries for section in sections(change, "internal"))
    shown, left = _shown(text), _left(text)
    assert [sum(pair) for pair in zip(shown, left, strict=True)] == [errors, warnings, entries]
    assert len(re.findall("<details(?: open)?>", text)) == text.count("</details>") == text.count("<summary>")
    if left[0]:
        assert shown[1:] == (0, 0) or len(text.encode()) > limit - 1000  # what is left over is less than an error takes


def test_errors_come_before_warnings_and_leave_room_for_what_changes() -> None:
    text = comment(_findings(3, 2000), PROVINCE, "en", {})
    assert len(text.encode()) > LIMIT * 0.98
    errors, warnings, changes = _shown(text)
    assert errors == 3
    assert warnings > 50
    assert changes > 50
    assert text.index("error LW001") < text.index("### What changes") < text.index("warning LW004")


OWN = Place.of_line(SCHEDULE, 2, 0, 1)
OTHER = Place.of_line("units/dinkes/seksi-gizi.yaml", 2, 0, 1)


@pytest.mark.parametrize(
    ("found", "near"),
    [
        (Diagnostic("LW004", same("di sini"), OWN), True),
        (Diagnostic("LW004", same("menunjuk ke sini"), OTHER, related=(Related(OWN, same("lihat")),)), True),
        (Diagnostic("LW004", same("unit ini"), OTHER, unit="bkd/umum"), True),
        (Diagnostic("LW004", same("berkas unit ini"), Place.of_file(UNIT)), True),
        (Diagnostic("LW004", same("bulan lain"), Place.of_file("schedules/bkd/umum/2023-10.yaml")), True),
        (Diagnostic("LW004", same("di tempat lain"), OTHER, unit="dinkes/seksi-gizi"), False),
        (Diagnostic("LW004", same("induknya"), Place.of_file("units/bkd/agency.yaml")), False),
    ],
    ids=lambda one: one.message.id if isinstance(one, Diagnostic) else "",
)
def test_a_warning_is_shown_where_it_has_to_do_with_the_proposal(found: Diagnostic, near: bool) -> None:
    change = proposal({SCHEDULE: turns({1: "ac03"})})
    far = [replace(found, code="LW006", place=OTHER, unit=None, related=()), Diagnostic("LW001", same("salah"), OTHER)]
    text = comment(report_of(found, *far), impact(change), "id", {}, concerns=change.concerns)
    assert ("peringatan LW004" in text) is near
    assert "catatan LW006" not in text
    assert "kesalahan LW001" in text, "an error blocks wherever it stands"
    numbers = "1 catatan" if near else "1 peringatan, 1 catatan"
    assert text.endswith(f"\nDi luar usulan ini: {numbers}. Lihat dengan `giliran check`.\n")


def test_the_verb_leaves_out_what_the_proposal_does_not_touch(tmp_path: Path) -> None:
    letter = "letter: 1/2023\ngranted-by: Sekda\nunit: bkd/umun\nclause: dki-jakarta/se-sekda-34-2023/wfh-share\n"
    granted = f"{letter}from: 2023-09-11\nuntil: 2023-09-15\nat-most: 60%\nreason: perbaikan\n"
    repository = Repository(tmp_path)
    repository.begin({"policy/dispensations/umum.yaml": granted})
    repository.write({SCHEDULE: FILES[SCHEDULE].replace("01: [ab02]", "01: [ac03]")})
    words = ("gate", "HEAD", "--format", "comment", "--today", "2023-08-28")
    done = giliran("-C", str(tmp_path), *words)
    assert done.returncode == 0, done.stderr
    assert "RF005" not in done.stdout
    assert "Di luar usulan ini: 1 peringatan." in done.stdout


def test_a_file_beside_the_data_is_told_of_where_it_is_touched() -> None:
    change = replace(proposal({"README.md": "x"}), folder="data/", touched=frozenset({"README.md", "data/x"}))
    assert change.concerns(Diagnostic("LW004", same("x"), Place.of_file("../README.md")))
    assert change.concerns(Diagnostic("LW004", same("x"), Place.of_file("x")))
    assert not change.concerns(Diagnostic("LW004", same("x"), Place.of_file("README.md")))


@pytest.mark.parametrize("limit", [2_000, 9_999])
def test_what_is_only_counted_keeps_to_the_bound(limit: int) -> None:
    text = comment(_findings(40, 2000), PROVINCE, "en", {}, limit, concerns=lambda found: found.place.start.line < 1900)
    assert len(text.encode()) <= limit
    assert "\nOutside of this proposal: 101 warnings." in text
    assert _left(text)[1] + _shown(text)[1] == 1899


def test_no_format_grows_without_end() -> None:
    for form in FORMATS:
        assert len(rendered(form, PROVINCE, "id", "internal")) < 300_000
    lines = rendered("text", PROVINCE, "en", "internal").splitlines()
    entries = sum(section.entries for section in sections(PROVINCE, "internal"))
    assert lines[-1] == f"… {entries - ENTRIES} more lines not shown."
    told = json.loads(rendered("json", PROVINCE, "en", "internal"))
    assert told["summary"]["units"] == len(told["units"]) + told["left_out"]["units"] == 300


OURS = {
    "<!-- giliran -->",
    "<details>",
    "<details open>",
    "</details>",
    "<summary>",
    "</summary>",
    "<b>",
    "</b>",
    "<br>",
}


@settings(max_examples=40, deadline=None)
@given(ANY)
def test_no_name_is_more_than_words(text: str) -> None:
    """In the name of a person, of a unit and of an agency, in a role, a title and a path."""
    spelt = json.dumps("".join(c for c in text if unicodedata.category(c) != "Cs") or "x")
    found = impact(
        proposal(
            {
                UNIT: FILES[UNIT].replace("Budi Rekaan", "Budi").replace("name: Budi,", f"name: {spelt},")
                + f"  - {{id: af06, name: {spelt}, status: pns, role: staff}}\n",
                "units/dinkes/agency.yaml": FILES["units/dinkes/agency.yaml"].replace(
                    "name: Dinas Kesehatan", f"name: {spelt}"
                ),
                "units/dinkes/seksi-gizi.yaml": FILES["units/dinkes/seksi-gizi.yaml"].replace(
                    "name: Seksi Gizi", f"name: {spelt}"
                ),
                SCHEDULE: FILES[SCHEDULE].replace("01: [ab02]", "01: [ac03]"),
                f"a{text}": "x",
            }
        )
    )
    for shown in (comment(report_of(), found, "id", {}), rendered("markdown", found, "id", "internal")):
        assert set(re.findall(r"<[^>\n]*>?", shown)) <= OURS
        bare = re.sub(r"&#?\w+;", "·", shown)  # an entity is a sign to be read, never mark-up
        assert re.search(r"@\w|(?<!#)#\w|://|www\.|(?<!\\)\]\(|(?<!\\)`", bare, re.IGNORECASE) is None
        assert all(
            len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) == 6 for line in shown.splitlines() if line.startswith("|")
        )
    for form in FORMATS:
        told = rendered(form, found, "id", "internal")
        hidden = {c for c in told if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"}}
        assert hidden == set()


def test_every_entry_of_a_bound_comment_is_whole() -> None:
    whole = comment(_findings(0, 0), MIXED, "en", {})
    for limit in range(2_000, 4_000, 37):
        cut = comment(_findings(0, 0), MIXED, "en", {}, limit)
        body = [line for line in cut.splitlines() if line.startswith(("- ", "| "))]
        assert all(line in whole.splitlines() for line in body)
