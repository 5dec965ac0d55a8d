"""One comment on a proposal, kept up to date on GitHub, Forgejo, Gitea and GitLab, whatever others write beside it."""

from __future__ import annotations

import io
import runpy
import subprocess
import sys
from contextlib import redirect_stdout
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.forges.answering import LOGIN, PAGE, Kept, answering
from tests.forges.runner import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORGE = REPOSITORY / "pipeline/forge"
MARK = "<!-- giliran -->"


class Said(NamedTuple):
    """How a script ended: with 0, or with a line on what went wrong."""

    ended: object
    printed: str


@pytest.fixture(params=["github", "forgejo", "gitlab"])
def forge(request: pytest.FixtureRequest) -> Iterator[Kept]:
    """Give each kind of forge; Forgejo gives all comments at once, whatever page is asked for."""
    with answering(Kept(gitlab=request.param == "gitlab", pages=request.param != "forgejo")) as kept:
        yield kept


def ask(kept: Kept, script: str, *words: object, **changed: str) -> Said:
    """Run a script as the main program, in this process: thirty starts of Python would take longer than all they do."""
    out, code = io.StringIO(), None
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out):
        patch.setattr(sys, "argv", [script, *map(str, words)])
        patch.syspath_prepend(FORGE)
        patch.delenv("CI_API_V4_URL", raising=False)  # so that it is tried alike on every forge
        for name, value in {**kept.environment, **changed}.items():
            patch.setenv(name, value)
        try:
            runpy.run_path(str(FORGE / script), run_name="__main__")
        except SystemExit as ended:
            code = ended.code
    return Said(code, out.getvalue())


def keep(kept: Kept, folder: Path, text: str | bytes, **changed: str) -> Said:
    file = folder / "comment.md"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return ask(kept, "comment.py", "--author", LOGIN, 12, file, **changed)


def test_a_comment_is_posted_then_brought_up_to_date_in_its_place(forge: Kept, tmp_path: Path) -> None:
    """Others write before and after it, and more than a page of them, so that it has to be looked for."""
    for number in range(PAGE + 3):
        forge.add(12, "warga", f"Pendapat {number}")
    assert keep(forge, tmp_path, f"{MARK}\nDitolak").printed == "comment on 12: posted\n"
    forge.add(12, "warga", "Setuju")
    assert keep(forge, tmp_path, f"{MARK}\nDiterima").printed == "comment on 12: updated\n"
    assert keep(forge, tmp_path, f"{MARK}\nDiterima\n").printed == "comment on 12: unchanged\n"
    assert forge.bodies(12)[PAGE + 3 :] == [f"{MARK}\nDiterima", "Setuju"]


def test_a_mark_that_somebody_copied_is_left_alone(forge: Kept, tmp_path: Path) -> None:
    forge.add(12, "penyamar", f"{MARK}\nDiterima, silakan gabungkan")
    assert keep(forge, tmp_path, f"{MARK}\nDitolak").printed == "comment on 12: posted\n"
    assert forge.bodies(12) == [f"{MARK}\nDiterima, silakan gabungkan", f"{MARK}\nDitolak"]


def test_comments_of_another_kind_are_kept_apart(forge: Kept, tmp_path: Path) -> None:
    keep(forge, tmp_path, f"{MARK}\nDiterima")
    clashes = "<!-- giliran: clashes -->\n"
    assert keep(forge, tmp_path, clashes).printed == "comment on 12: not needed\n"
    assert keep(forge, tmp_path, f"{clashes}Dua usulan").printed == "comment on 12: posted\n"
    assert keep(forge, tmp_path, clashes).printed == "comment on 12: updated\n"
    assert forge.bodies(12) == [f"{MARK}\nDiterima", clashes]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("Diterima, silakan gabungkan", "does not begin with the mark", id="no-mark"),
        pytest.param(b"", "does not begin with the mark", id="empty"),
        pytest.param(f"{MARK} \nDiterima", "does not begin with the mark", id="nearly"),
        pytest.param(f"{MARK}\n{'x' * 60_000}", "60017 bytes; a comment may have 60000", id="too-long"),
        pytest.param(MARK.encode() + b"\n\xff", "can't decode byte 0xff", id="no-text"),
    ],
)
def test_what_is_no_comment_of_ours_is_not_posted(text: str | bytes, said: str, tmp_path: Path) -> None:
    with answering(Kept()) as kept:
        done = keep(kept, tmp_path, text)
    assert said in str(done.ended)
    assert kept.asked == []


def test_a_forge_that_says_no_is_told_of_in_a_line(forge: Kept, tmp_path: Path) -> None:
    done = keep(forge, tmp_path, f"{MARK}\nDiterima", FORGE_TOKEN="basi")
    assert done == ("comment: HTTP Error 401: Unauthorized", "")


def test_a_setting_that_is_missing_is_named(tmp_path: Path) -> None:
    done = keep(Kept(), tmp_path, f"{MARK}\n", GITHUB_API_URL="", GITHUB_REPOSITORY="")
    assert str(done.ended).startswith("comment: unknown url type")
    absent = subprocess.run(
        [sys.executable, FORGE / "proposals.py", "main"], env={}, capture_output=True, text=True, check=False
    )
    assert (absent.returncode, absent.stderr) == (1, "proposals: FORGE_TOKEN is not there\n")


def test_open_proposals_are_listed_in_order(forge: Kept) -> None:
    name, opened = ("iid", "opened") if forge.gitlab else ("number", "open")
    who = {"author": {"username": "ani"}} if forge.gitlab else {"user": {"login": "ani"}}
    for number in range(50, 5, -1):
        forge.proposals.append({name: number, "to": "rilis/2023 & 2024", "state": opened, **who})
    forge.proposals.append({name: 3, "to": "rilis/2023 & 2024", "state": opened, **dict.fromkeys(who)})
    forge.proposals.append({name: 4, "to": "main", "state": opened, **who})
    forge.proposals.append({name: 5, "to": "rilis/2023 & 2024", "state": "closed", **who})
    where = "merge-requests" if forge.gitlab else "pull"
    first, *others = ask(forge, "proposals.py", "rilis/2023 & 2024").printed.splitlines()
    assert first == f"3 refs/{where}/3/head -", "an account that was deleted"
    assert others == [f"{number} refs/{where}/{number}/head ani" for number in range(6, 51)]
