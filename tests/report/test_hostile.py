"""Any text at all in any field: every format must still say what it says, and only that."""

from __future__ import annotations

import json
import re
import unicodedata
import xml.etree.ElementTree as ET
from dataclasses import fields

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giliran.codes import CODES
from giliran.diagnostics import ClauseRef, Diagnostic, Fix, Related, Replacement
from giliran.report import FORMATS, rendered
from giliran.report.markdown import LIMIT, escaped
from giliran.report.visible import visible
from giliran.source import Place, Position
from giliran.wording import Text, same
from tests.report.examples import HOSTILE, ODD, SOURCES, report_of
from tests.report.harmless import hidden, only_our_commands, only_our_markup

NASTY = st.sampled_from(
    [
        "::error::x",
        "\n::error::x",
        "\r::set-output##[error]x",
        "%0A",
        "|",
        "`",
        "``",
        "<script>",
        "<b>",
        "]]>",
        "&amp;",
        "[a](b)",
        "![a](b)",
        "@semua",
        "#1",
        "https://x.invalid",
        "WWW.x.invalid",
        "\x1b[31m",
        "\x9b31m",
        "\u202e",
        "\udcff",
        "\ud800",
        "\ufffe",
        "\x00",
        "\U000e0041",
        "総務",
        "e\u0301",
        "\t",
        "</details>",
        "\\",
        "{0}",
        "\u200b",
        "\u2028",
        " ",
    ]
)
ANY = st.text(st.characters(exclude_categories=())) | st.lists(NASTY | st.text(max_size=3), max_size=6).map("".join)
TEXTS = st.builds(Text, ANY, ANY)
POINTS = st.builds(Position, st.integers(1, 4), st.integers(1, 30))


@st.composite
def places(draw: st.DrawFn) -> Place:
    start, end = sorted((draw(POINTS), draw(POINTS)))
    return Place(draw(ANY.map(lambda path: path or "a")), start, end)


FIXES = st.builds(
    Fix,
    title=TEXTS,
    edits=st.lists(st.builds(Replacement, places(), ANY), min_size=1, max_size=2).map(tuple),
    line=st.integers(1, 4),
    before=st.lists(ANY, min_size=1, max_size=3).map(tuple),
    after=st.lists(ANY, max_size=3).map(tuple),
)
DIAGNOSTICS = st.builds(
    Diagnostic,
    code=st.sampled_from([code.code for code in CODES]),
    message=TEXTS,
    place=places(),
    help=st.none() | TEXTS,
    label=st.none() | TEXTS,
    unit=st.none() | ANY,
    date=st.none() | st.just("2023-09-01"),
    sum=st.none() | TEXTS,
    clause=st.none() | st.builds(ClauseRef, ANY, TEXTS, st.none() | ANY | ANY.map("https://x.invalid/".__add__)),
    related=st.lists(st.builds(Related, places(), TEXTS), max_size=2).map(tuple),
    private=st.booleans(),
    fix=st.none() | FIXES,
)


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Diagnostic], dict[str, str]]:
    found = draw(st.lists(DIAGNOSTICS, max_size=4))
    return found, {diagnostic.place.path: draw(ANY) for diagnostic in found}


@settings(suppress_health_check=[HealthCheck.too_slow])  # on a busy machine the first case takes its time
@given(cases(), st.sampled_from([*FORMATS]))
def test_no_format_lets_a_hidden_character_through(case: tuple[list[Diagnostic], dict[str, str]], name: str) -> None:
    text = rendered(name, report_of(*case[0]), "id", case[1])
    assert hidden(text) == []
    assert text.endswith("\n")


@given(cases())
def test_json_says_back_what_it_was_given(case: tuple[list[Diagnostic], dict[str, str]]) -> None:
    report = report_of(*case[0])
    found = json.loads(rendered("json", report, "en", {}))["diagnostics"]
    assert [(one["message"], one["path"]) for one in found] == [
        (_whole(one.message.en), _whole(one.place.path)) for one in report.diagnostics
    ]


def _whole(text: str) -> str:
    """Spell the halves of characters, which JSON cannot hold."""
    return "".join(visible(c) if unicodedata.category(c) == "Cs" else c for c in text)


@given(cases())
def test_other_json_formats_parse_and_hold_every_finding(case: tuple[list[Diagnostic], dict[str, str]]) -> None:
    report = report_of(*case[0])
    count = len(report.diagnostics)
    assert len(json.loads(rendered("gitlab", report, "id", case[1]))) == count
    assert len(json.loads(rendered("rdjson", report, "id", case[1]))["diagnostics"]) == count
    assert len(json.loads(rendered("sarif", report, "id", case[1]))["runs"][0]["results"]) == count


@given(cases())
def test_xml_parses_and_holds_every_finding(case: tuple[list[Diagnostic], dict[str, str]]) -> None:
    report = report_of(*case[0])
    root = ET.fromstring(rendered("junit", report, "id", case[1]).encode())  # noqa: S314 - it was written a moment ago
    told = "".join(root.itertext())
    for diagnostic in report.diagnostics:
        assert f"[{diagnostic.code}] {visible(diagnostic.place.path)}:" in told


@given(cases())
def test_github_has_our_commands_and_no_others(case: tuple[list[Diagnostic], dict[str, str]]) -> None:
    report = report_of(*case[0])
    only_our_commands(rendered("github", report, "id", case[1]), report)


@given(cases())
def test_markdown_has_no_markup_but_ours(case: tuple[list[Diagnostic], dict[str, str]]) -> None:
    report = report_of(*case[0])
    only_our_markup(rendered("markdown", report, "id", case[1]), report)


@given(ANY)
def test_markdown_escapes_every_sign_and_loses_nothing(text: str) -> None:
    shown = escaped(text)
    assert re.search(r"(?<!\\)(?:\\\\)*[`*_{}\[\]|~!$]", shown) is None
    assert re.search(r"[<>]|@\w|#\w(?<!&#8)|://|www\.", shown, re.IGNORECASE) is None
    plain = shown.replace("&#8288;", "")
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        plain = plain.replace(entity, sign)
    assert re.sub(r"\\(\W|_)", r"\1", plain) == visible(text)


def test_markdown_stays_within_its_bound_and_counts_the_rest() -> None:
    many = [
        Diagnostic(HOSTILE.code, same(f"{number} {'総' * 200}"), Place.of_line(ODD, number, 0, 1))
        for number in range(1, 500)
    ]
    text = rendered("markdown", report_of(*many), "id", SOURCES)
    assert LIMIT * 0.9 < len(text.encode()) <= LIMIT
    shown = text.count("- **kesalahan YM017**")
    assert f"… dan {499 - shown} temuan lagi." in text


def test_markdown_survives_one_finding_beyond_the_bound() -> None:
    huge = Diagnostic("LW004", same("|" * LIMIT), Place.of_file("a.yaml"))
    text = rendered("markdown", report_of(huge), "en", {})
    assert "<details>" not in text
    assert "… and 1 more finding." in text


def test_every_field_of_a_diagnostic_is_made_up_here() -> None:
    """A field added later must be added to the strategy above, or it would go untested."""
    known = {"code", "message", "place", "help", "label", "unit", "date", "sum", "clause", "related", "private", "fix"}
    assert {field.name for field in fields(Diagnostic)} == known
