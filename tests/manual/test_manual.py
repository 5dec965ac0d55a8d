"""Every code has its page, and what the pages show is what the check says.

Each example is written over ``base``, a small repository in good order, and really checked. The page's claim is held to:
the refused files give rise to the code, in a file that the page shows; the accepted ones to nothing at all. Examples of
codes about a change are proposed as well, from the base and what stood ``before`` to what the page shows.
"""

from __future__ import annotations

import datetime
import re
import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from giliran.check import check
from giliran.codes import BY_CODE, CODES
from giliran.diagnostics import OperatorError
from giliran.manual import examples, markdown, page, title
from giliran.proposal import Blob, Message, Proposal
from giliran.proposal.gate import gate
from giliran.store import read_tree
from giliran.wording import LANGUAGES

if TYPE_CHECKING:
    from giliran.diagnostics import Diagnostic
    from giliran.manual import Example, ExampleFile
    from giliran.wording import Text

BASE = Path(__file__).parent / "base"
RULES = Path(__file__).parents[2] / "pipeline" / "giliran" / "rules"

# What comes along with a code, for it cannot come alone: the day after a dispensation is over the limit as well.
COMPANIONS = {"LW007": {"LW001"}}
# Codes about one day, whose findings carry its date.
DAILY = {
    *("RF001", "RF002", "DT002", "DT003", "DT004", "DT005", "DT006", "DT007"),
    *("LW001", "LW002", "LW003", "LW004", "LW005", "LW007", "UN003", "SC002", "SC003", "CH003"),
}
# When the examples about a change were proposed, and by whom where that matters, as their pages say.
PROPOSED_BY = {"CH004": frozenset({"@akun-pengelola"})}
PROPOSED_ON = {"CH003": datetime.date(2023, 9, 6)}
BEFORE_ALL = datetime.date(2023, 8, 28)
WITH_SUM = {"LW001", "LW004"}
BY_CLAUSE = {"DT009", "DT010", "RF007", "UN004", *(code.code for code in CODES if code.family == "LW")}
LABELS = {"error": "Ditolak", "warning": "Diperingatkan", "info": "Dicatat"}

ALL = [pytest.param(code.code, id=f"{code.code}-{code.name}") for code in CODES]
SHOWN = [
    pytest.param(code.code, number, id=f"{code.code}-{number + 1}-{'refused' if example.triggers else 'accepted'}")
    for code in CODES
    for number, example in enumerate(examples(code.code))
]
REFUSED = [param for param in SHOWN if str(param.id).endswith("refused")]


def test_base_is_in_good_order() -> None:
    report = check(read_tree(BASE)).report
    assert report.diagnostics == ()
    assert report.summary.files >= 20
    assert report.summary.schedules == 2


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert {path.stem for path in RULES.glob("*.md")} == set(BY_CODE)


@pytest.mark.parametrize("code", ALL)
def test_page_speaks_both_languages(code: str) -> None:
    text = markdown(code)
    assert text.startswith(f"# {code} {BY_CODE[code].name}\n")
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    found = title(code)
    assert headings == [found.id, found.en, "Contoh · Examples"]
    assert found.id != found.en
    parts = re.split(r"^## .+$", text, flags=re.MULTILINE)
    for prose in parts[1:3]:
        sentences = re.findall(r"[.?!](?=\s|”)", prose)
        assert 3 <= len(sentences) <= 8, prose


@pytest.mark.parametrize("code", ALL)
def test_titles_are_short_and_no_two_alike(code: str) -> None:
    for language in LANGUAGES:
        own = title(code).to(language)
        assert len(own) <= 60
        assert not own.endswith(".")
        assert [other.code for other in CODES if title(other.code).to(language) == own] == [code]


@pytest.mark.parametrize("code", ALL)
def test_page_shows_both_sides(code: str) -> None:
    shown = examples(code)
    assert [example.triggers for example in shown] == [True, False] * (len(shown) // 2)
    for example in shown:
        assert example.label.id == (LABELS[BY_CODE[code].severity] if example.triggers else "Diterima")
        assert example.label.en
        assert example.files


@pytest.mark.parametrize(("code", "number"), SHOWN)
def test_example_does_what_the_page_says(code: str, number: int) -> None:
    example = examples(code)[number]
    found = _told(code, number)
    if not example.triggers:
        assert found == ()
        return
    told = {fault.code for fault in found}
    assert code in told
    assert told - {code} == COMPANIONS.get(code, set())
    paths = {part.path for part in example.files}
    for fault in found:
        assert fault.place.path in paths
        assert fault.severity == BY_CODE[fault.code].severity


@pytest.mark.parametrize(("code", "number"), REFUSED)
def test_finding_helps(code: str, number: int) -> None:
    parts = {part.path: part for part in examples(code)[number].files}
    for fault in _own(code, number):
        _speaks_both(fault.message)
        assert fault.help is not None, "no advice"
        _speaks_both(fault.help)
        for related in fault.related:
            _speaks_both(related.label)
        _stands_within(fault, parts[fault.place.path])
        assert (fault.date is not None) == (code in DAILY)
        assert fault.date is None or re.fullmatch(r"\d{4}-\d{2}-\d{2}", fault.date)
        assert (fault.sum is not None) == (code in WITH_SUM)
        if code in BY_CLAUSE:
            assert fault.clause is not None
        assert fault.private == code.startswith("PD")


@pytest.mark.parametrize(("code", "number"), [param for param in REFUSED if str(param.id).startswith("PD")])
def test_personal_data_is_never_repeated(code: str, number: int) -> None:
    text = examples(code)[number].files[0].text.split("\n")
    for fault in _own(code, number):
        line = text[fault.place.start.line - 1]
        secret = line[fault.place.start.column - 1 : fault.place.end.column - 1]
        assert secret
        assert fault.help is not None
        for words in (fault.message.id, fault.message.en, fault.help.id, fault.help.en):
            assert secret not in words


@pytest.mark.parametrize("code", ALL)
def test_terminal_page_is_plain_text(code: str) -> None:
    found, named = page(code), title(code)
    for text, own, other in ((found.id, named.id, named.en), (found.en, named.en, named.id)):
        lines = text.split("\n")
        assert lines[:2] == [f"{code} {BY_CODE[code].name}", own]
        assert other not in lines
        assert "`" not in text
        assert not any(line.startswith("#") for line in lines)
        assert all(part.path in text for example in examples(code) for part in example.files)
        assert all(part.caption.id in found.id for example in examples(code) for part in example.files)
        assert all(len(line) <= 140 and line == line.rstrip() for line in lines)


@pytest.mark.parametrize("word", ["LW001", "lw001", "over-cap", "Over-Cap", " LW001 "])
def test_page_is_found_by_code_or_name(word: str) -> None:
    assert page(word) == page("LW001")


@pytest.mark.parametrize(
    ("word", "guess"), [("lw01", "LW001"), ("over-cup", "over-cap"), ("unknwon-key", "unknown-key"), ("?", "LW001")]
)
def test_unknown_code_is_answered_with_a_guess(word: str, guess: str) -> None:
    for ask in (page, markdown, title, examples):
        with pytest.raises(OperatorError) as caught:
            ask(word)
        assert word in caught.value.text.id
        assert guess in caught.value.text.id
        assert guess in caught.value.text.en
        assert caught.value.text.id != caught.value.text.en


def test_attributes_shape_the_bytes() -> None:
    (plain,) = examples("YM003")[1].files
    (marked,) = examples("YM003")[0].files
    assert marked.content() == b"\xef\xbb\xbf" + plain.content()
    (tabbed,) = examples("YM006")[0].files
    assert b"\n\t2023-09-01" in tabbed.content()
    (hidden,) = examples("YM013")[0].files
    assert "bp02\u200b" in hidden.content().decode()
    (carriage,) = examples("YM013")[1].files
    assert carriage.content().count(b"\r\n") == carriage.content().count(b"\n") == 2
    (long,) = examples("YM005")[0].files
    assert len(long.content()) == len(long.text.encode()) * 20_000
    (latin,) = examples("YM002")[0].files
    assert b"Caf\xe9" in latin.content()
    assert replace(plain, text=r"a\rb\x41\u0042", escape=True).content() == b"a\rbAB"


@pytest.fixture(scope="module", autouse=True)
def _room(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Give the examples a folder to be written to."""
    _Rooms.factory = tmp_path_factory


class _Rooms:
    factory: pytest.TempPathFactory


@cache
def _told(code: str, number: int) -> tuple[Diagnostic, ...]:
    """Write one example over the base and check it; one about a change is proposed as well."""
    root = _Rooms.factory.mktemp(code) / "data"
    example = examples(code)[number]
    shutil.copytree(BASE, root)
    _write(root, example, "after" if not code.startswith("CH") else "before")
    if not code.startswith("CH"):
        return check(read_tree(root)).report.diagnostics
    before = _files(root)
    tree = read_tree(root)
    new = _Rooms.factory.mktemp(code) / "data"
    shutil.copytree(root, new)
    _write(new, example, "after")
    after = _files(new)
    touched = frozenset(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
    proposal = Proposal(
        tree,
        read_tree(new),
        touched,
        tuple(Message("", part.text) for part in example.files if part.state == "message"),
        lambda: (Blob(path, after[path], None) for path in touched if path in after),
        content=after.get,
    )
    found = gate(proposal, PROPOSED_ON.get(code, BEFORE_ALL), PROPOSED_BY.get(code))
    return found + check(read_tree(new)).report.diagnostics


def _files(root: Path) -> dict[str, bytes]:
    found = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def _own(code: str, number: int) -> tuple[Diagnostic, ...]:
    found = tuple(fault for fault in _told(code, number) if fault.code == code)
    assert found
    return found


def _write(root: Path, example: Example, state: str) -> None:
    for part in example.files:
        if part.state != state:
            continue
        path = root / part.path
        path.unlink(missing_ok=True)
        if part.delete:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        if part.link is not None:
            path.symlink_to(part.link)
        else:
            path.write_bytes(part.content())


def _speaks_both(words: Text) -> None:
    for text in (words.id, words.en):
        assert text
        assert text == text.strip()
    assert words.id != words.en


def _stands_within(fault: Diagnostic, part: ExampleFile) -> None:
    """The place is a stretch of the file, not beyond its lines and columns."""
    encoding = part.encoding if part.encoding != "utf-8-sig" else "utf-8"
    lines = part.content().decode(encoding).split("\n")
    place = fault.place
    assert place.start <= place.end
    for position in (place.start, place.end):
        assert 1 <= position.line <= len(lines)
        assert 1 <= position.column <= len(lines[position.line - 1]) + 1
