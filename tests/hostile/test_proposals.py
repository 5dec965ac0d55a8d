"""A proposal full of hostile texts: what is said of the change, in a terminal, to a program and in the comment."""

from __future__ import annotations

import datetime
import json
import re
from typing import TYPE_CHECKING

import pytest

from giliran.check import check
from giliran.proposal import Message, Proposal
from giliran.proposal.comment import MARKER, comment
from giliran.proposal.gate import gate
from giliran.proposal.impact import impact
from giliran.proposal.impact.formats import FORMATS
from giliran.proposal.impact.formats import rendered as impact_rendered
from giliran.report.texts import Texts
from giliran.tree import Entry, Tree
from tests.hostile.corpus import ALL, planted
from tests.hostile.sites import hostile_files, takeable
from tests.hostile.specimens import spelt, tree
from tests.report.harmless import harmless, hidden

if TYPE_CHECKING:
    from collections.abc import Callable

    from giliran.diagnostics import Report

TODAY = datetime.date(2023, 9, 6)


def _turned(files: dict[str, bytes]) -> dict[str, bytes]:
    """Send everybody of the crowd home on other days than before, one of them over the limit, and let some people go."""
    names = [planted(text, 6000 + number) for number, text in enumerate(takeable())]
    people = [{"id": f"zz{number:03}", "name": name, "status": "pppk"} for number, name in enumerate(names[:-9])]
    everyone = [person["id"] for person in people]
    recall = {"date": "2023-09-04", "employee": "zz001", "ordered-by": "zz000", "reason": names[3]}
    return {
        **files,
        "units/bkd/ramai.yaml": spelt({"name": names[7], "kind": "unit", "supervisor": "zz000", "employees": people}),
        "schedules/bkd/ramai/2023-09.yaml": spelt(
            {"wfh": {"2023-09-04": everyone[:20], "2023-09-08": everyone}, "recalls": [recall]}
        ),
    }


@pytest.fixture(scope="module")
def proposal() -> Proposal:
    """Give a proposal whose files before and after, messages and names of other files are hostile."""
    before, after = tree(hostile_files()), tree(_turned(hostile_files()))
    odd = [planted(text, 7000 + number).replace("/", "|").replace("\x00", "\x01") for number, text in enumerate(ALL)]
    after = Tree({**after.entries, **{f"units/{name}": Entry(f"units/{name}", b"x") for name in odd}})
    touched = {
        path for path in {*before.entries, *after.entries} if before.entries.get(path) != after.entries.get(path)
    }
    told = [Message(f"{number:040x}", planted(text, number)) for number, text in enumerate(ALL)]
    told += [Message(f"{number:040x}", f"x\n\nKoreksi: {text}") for number, text in enumerate(ALL, start=len(told))]
    return Proposal(before, after, frozenset({*touched, *odd}), tuple(told))


@pytest.fixture(scope="module")
def report(proposal: Proposal) -> Report:
    """Give the verdict on it."""
    return check(proposal.after).report.beside(gate(proposal, TODAY, frozenset({"@siapa"})))


def test_the_verdict_is_harmless_in_every_format(proposal: Proposal, report: Report) -> None:
    assert not report.clean
    assert {one.code[:2] for one in report.diagnostics} >= {"LW", "CH", "YM"}
    kept = {fault.code: fault for fault in reversed(report.diagnostics)}  # text shows only some of those that are alike
    few = type(report)(report.summary, tuple(kept.values()))
    harmless(few, Texts(proposal.after))


def _as_comment(audience: str) -> Callable[[Proposal, Report], str]:
    def made(proposal: Proposal, report: Report) -> str:
        return comment(report, impact(proposal), "id", Texts(proposal.after), 10**9, audience)  # type: ignore[arg-type]  # an audience, from a list of texts

    return made


def _as_impact(form: str, audience: str) -> Callable[[Proposal, Report], str]:
    def made(proposal: Proposal, _: Report) -> str:
        return impact_rendered(form, impact(proposal), "id", audience)  # type: ignore[arg-type]  # an audience, from a list of texts

    return made


TOLD: dict[str, Callable[[Proposal, Report], str]] = {
    f"{kind}, {audience}": made
    for audience in ("internal", "public")
    for kind, made in (
        ("comment", _as_comment(audience)),
        *((f"impact as {form}", _as_impact(form, audience)) for form in FORMATS),
    )
}
"""Everything that is said of a change, by name. Whoever adds a way of saying it adds it here."""


@pytest.mark.parametrize("name", TOLD)
def test_what_is_said_of_a_change_holds_no_more_than_words(name: str, proposal: Proposal, report: Report) -> None:
    text = TOLD[name](proposal, report)
    assert hidden(text) == []
    if "json" in name:
        json.loads(text)
    if "markdown" in name or "comment" in name:
        assert set(re.findall(r"<[^>\n]*>?", text)) <= {
            "<details>",
            "<details open>",
            "</details>",
            "<summary>",
            "</summary>",
            "<br>",
            "<code>",
            "</code>",
            "<b>",
            "</b>",
            MARKER,
        }
        assert len(re.findall("<details(?: open)?>", text)) == text.count("</details>")
        assert not re.search(r"(?<!\\)!?\[[^\]]*(?<!\\)\]\((?!https://)", text), "a link that is not ours"
        assert not re.search(r"(?<![\w`/])@\w", text), "somebody is called"
        assert "x.invalid/" not in text.replace("&#8288;", "\u2060").replace(":\u2060//x.invalid/", "")
    if "text" in name:
        assert not re.search(r"^(?:::|##)", text, re.MULTILINE)


def test_the_names_of_the_crowd_are_told(proposal: Proposal, report: Report) -> None:
    """So that the others do not pass because nothing is said; and to the public none of them is."""
    assert "kait60" in TOLD["impact as text, internal"](proposal, report)
    assert not re.search(r"kait[56]0", TOLD["impact as text, public"](proposal, report).replace("kait6007", ""))
