"""Suggestions beside the lines of a proposal: which the program makes, and that they are posted once and taken away again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.command.test_bad_input import giliran
from tests.forges.answering import LOGIN, Kept, answering
from tests.forges.test_comment import Said, ask
from tests.pasts import Repository
from tests.repository import FILES, SCHEDULE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TIP = "0123456789" * 4
MARK = "<!-- giliran: suggestion -->"
CROWDED = FILES[SCHEDULE].replace("recalls:", "  2023-09-12: [aa01, ab02, ad04]\nrecalls:")
ONE: dict[str, Any] = {
    "path": SCHEDULE,
    "line": 5,
    "end": 5,
    "old": None,
    "title": "Hapus",
    "lines": ["  2023-09-12: [aa01]"],
}
TWO: dict[str, Any] = {"path": SCHEDULE, "line": 6, "end": 8, "old": 7, "title": "Hapus", "lines": []}


@pytest.fixture(params=["github", "gitlab"])
def forge(request: pytest.FixtureRequest) -> Iterator[Kept]:
    """Give each kind of forge that knows suggestions."""
    with answering(Kept(gitlab=request.param == "gitlab")) as kept:
        kept.tip = TIP
        yield kept


def suggest(kept: Kept, folder: Path, *entries: dict[str, Any], tip: str = TIP, **changed: str) -> Said:
    file = folder / "suggestions.json"
    file.write_text(json.dumps({"version": 1, "tip": tip, "suggestions": entries}), "utf-8")
    return ask(kept, "suggest.py", "--author", LOGIN, 12, file, **changed)


def test_a_suggestion_is_posted_once_and_taken_away_when_it_no_longer_holds(forge: Kept, tmp_path: Path) -> None:
    assert suggest(forge, tmp_path, ONE, TWO).printed == "suggestions on 12: 2 posted, 0 taken away\n"
    assert suggest(forge, tmp_path, ONE, TWO).printed == "suggestions on 12: 0 posted, 0 taken away\n"
    assert suggest(forge, tmp_path, TWO).printed == "suggestions on 12: 0 posted, 1 taken away\n"
    ((path, first, last, body),) = forge.on_lines(12)
    assert (path, first, last) == (SCHEDULE, None if forge.gitlab else 6, 8)
    above = ":-2+0" if forge.gitlab else ""
    assert body == f"{MARK}\nHapus\n\n```suggestion{above}\n```"
    assert suggest(forge, tmp_path).printed == "suggestions on 12: 0 posted, 1 taken away\n"
    assert forge.on_lines(12) == []


def test_what_others_write_on_lines_stays(forge: Kept, tmp_path: Path) -> None:
    suggest(forge, tmp_path, ONE)
    forge.comments[12][0]["user" if not forge.gitlab else "author"] = {"login": "ani", "username": "ani"}
    assert suggest(forge, tmp_path).printed == "suggestions on 12: 0 posted, 0 taken away\n"
    assert len(forge.on_lines(12)) == 1


def test_no_line_ends_the_block_it_stands_in(forge: Kept, tmp_path: Path) -> None:
    suggest(forge, tmp_path, {**ONE, "lines": ["```", "@semua", "````suggestion"]})
    body = forge.on_lines(12)[0][3]
    assert body.endswith("\n```\n@semua\n````suggestion\n`````")


@pytest.mark.parametrize(
    "entry",
    [
        {"line": 0},
        {"line": "1"},
        {"line": True},
        {"line": 9, "end": 8},
        {"old": 0},
        {"path": "a b"},
        {"path": 7},
        {"title": None},
        {"title": "a\nb"},
        {"lines": ["a\r"]},
        {"lines": [1]},
        {"lines": ["x" * 50_001]},
        {"lines": None},
    ],
)
def test_what_the_program_would_not_write_is_not_posted(entry: dict[str, Any], tmp_path: Path) -> None:
    with answering(Kept()) as kept:
        done = suggest(kept, tmp_path, {**ONE, **entry})
    assert "holds no suggestions as the program writes them" in str(done.ended)
    assert kept.asked == []


def test_no_more_than_twenty_and_no_strange_commit(tmp_path: Path) -> None:
    many = [{**ONE, "line": number, "end": number} for number in range(1, 22)]
    with answering(Kept()) as kept:
        kept.tip = TIP
        assert "holds no suggestions" in str(suggest(kept, tmp_path, *many).ended)
        assert "holds no suggestions" in str(suggest(kept, tmp_path, ONE, tip="main").ended)
        assert suggest(kept, tmp_path, *many[:20]).printed.startswith("suggestions on 12: 20 posted")
    assert sum("reviews" in asked for asked in kept.asked) == 1, "people are told once"


def test_a_proposal_that_has_gone_on_gets_none_on_gitlab(tmp_path: Path) -> None:
    with answering(Kept(gitlab=True)) as kept:
        kept.tip = "f" * 40
        assert suggest(kept, tmp_path, ONE).printed == "suggestions on 12: 0 posted, 0 taken away\n"


def test_a_forge_without_suggestions_gets_none(tmp_path: Path) -> None:
    with answering(Kept()) as kept:
        done = suggest(kept, tmp_path, ONE, GITHUB_API_URL=f"{kept.address}/api/v1")
    assert done == (0, "suggestions on 12: not on this forge\n")
    assert kept.asked == []


def made(repository: Repository, base: str, head: str) -> dict[str, Any]:
    """Give what the program writes."""
    words = ("gate", base, head, "--today", "2023-08-31", "--format", "suggestions", "--lang", "en", "--no-cache")
    done = giliran("-C", str(repository.root), *words)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_the_program_suggests_on_the_lines_that_the_proposal_changes(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    start = repository.begin()
    repository.git("checkout", "--quiet", "-b", "usulan")
    head = repository.commit({SCHEDULE: CROWDED})
    found = made(repository, "main", "usulan")
    assert found == {
        "version": 1,
        "tip": head,
        "suggestions": [
            {
                "path": SCHEDULE,
                "line": 5,
                "end": 5,
                "old": None,
                "title": "Take ab02 off Tuesday, 12 September 2023",
                "lines": ["  2023-09-12: [aa01, ad04]"],
            }
        ],
    }
    repository.git("checkout", "--quiet", "--detach", start)
    other = repository.commit({"units/bkd/lain.yaml": "name: Lain\nkind: seksi\nemployees: []\n"})
    merged = repository.merge("usulan")
    assert made(repository, other, merged) == found, "the forge shows the proposal as it is, not as it would be merged"


def test_nothing_is_suggested_on_lines_that_the_forge_does_not_show(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    days = "".join(f"  2023-09-{day:02}: [aa01]\n" for day in (12, 13, 14, 15, 18, 19, 20))
    broken = f"wfh:\n  2023-09-11: [aa01, ab02, ac03]\n{days}"
    repository.begin({SCHEDULE: broken})
    repository.git("checkout", "--quiet", "-b", "usulan")
    repository.commit({SCHEDULE: f"{broken}  2023-09-21: [aa01]\n"})
    assert made(repository, "main", "usulan")["suggestions"] == []


def test_nothing_is_suggested_where_the_merge_has_made_other_lines(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    start = repository.begin()
    repository.git("checkout", "--quiet", "-b", "usulan")
    repository.commit({SCHEDULE: CROWDED})
    repository.git("checkout", "--quiet", "--detach", start)
    other = repository.commit({SCHEDULE: f"# baru\n{FILES[SCHEDULE]}"})
    merged = repository.merge("usulan")
    assert made(repository, other, merged)["suggestions"] == []
