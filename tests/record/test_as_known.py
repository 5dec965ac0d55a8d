"""How many may be at home, as known at a moment: over 200 cases at the edges of windows, of days and of commits."""

from __future__ import annotations

import datetime
import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from giliran.as_known.answers import answers
from giliran.diagnostics import OperatorError
from giliran.revisions import Repository as Read
from tests.command.test_bad_input import giliran
from tests.pasts import Repository
from tests.record import story
from tests.record.statements import run
from tests.record.story import Story
from tests.repository import FILES, write

if TYPE_CHECKING:
    from pathlib import Path

    from giliran.as_known.answers import Answers
    from tests.conftest import Golden

TODAY = datetime.date(2023, 11, 1)

MOMENTS = {
    # Days: what stood at their end in Jakarta, whatever zone the committer was in.
    "2023-08-18": "FIRST",
    "2023-08-30": "FIRST",
    "2023-08-31": "AMENDED",  # a second before midnight
    "2023-09-01": "JOINED",  # at midnight, which is still August where it was written
    "2023-09-07": "JOINED",
    "2023-09-08": "LETTERED",
    "2023-09-11": "LETTERED",
    "2023-09-12": "CORRECTED",  # already the day after where it was written
    "2023-09-19": "CORRECTED",
    "2023-09-20": "BACKDATED",
    "2023-09-24": "BACKDATED",  # the branch was there, and not in force
    "2023-09-25": "MERGED",
    "2023-09-26": "WITHDRAWN",  # dated back to 1 September, and known only after what it builds on
    "2023-10-01": "WITHDRAWN",
    "2023-10-02": "DECLARED",
    "2023-11-01": "DECLARED",
    # Revisions.
    "HEAD": "DECLARED",
    "HEAD~1": "WITHDRAWN",
    "main~2": "OPENED",
    "proposal": "MERGED",
    "refs/heads/proposal": "MERGED",
    "proposal~1": "BACKDATED",
    "surat-agustus": "AMENDED",
}
DAYS = (
    "2023-08-18",  # before the window
    "2023-08-21",  # its first day
    "2023-09-01",  # the last working day before the week of the summit
    "2023-09-04",  # the first of that week, of the letter, and of a corrected membership
    "2023-09-07",  # the last of that week
    "2023-09-08",
    "2023-09-15",  # the last of the letter
    "2023-09-18",  # the first of a window that was dated back
    "2023-09-20",  # the last
    "2023-10-05",  # declared off late
    "2023-10-13",  # the last day after the merged amendment
    "2023-10-16",  # the first working day after it
    "2023-10-20",  # the last working day before it
    "2023-10-23",  # after all windows
)


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Story:
    return Story(tmp_path_factory.mktemp("story"))


def asked(root: Repository, words: str, day: str = "2023-09-04", unit: str = "bkd/umum") -> Answers:
    return answers(Read.around(root.data), unit, datetime.date.fromisoformat(day), words, TODAY)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_day_as_known_at_a_moment(past: Story, moment: str, day: str) -> None:
    found = asked(past, moment, day)
    then, now = found.then.found, found.now.found
    assert then is not None
    assert now is not None
    known: story.Knowledge = getattr(story, MOMENTS[moment])
    assert (then.at_most, then.headcount, then.standing) == known.expected(day)
    assert (now.at_most, now.headcount, now.standing) == story.DECLARED.expected(day)


@pytest.mark.parametrize("words", ["{0}", "{0:.12}"])
@pytest.mark.parametrize(
    "name", ["FIRST", "AMENDED", "JOINED", "LETTERED", "CORRECTED", "BACKDATED", "PROPOSED", "OPENED"]
)
def test_a_commit_by_its_name(past: Story, name: str, words: str) -> None:
    known = {"PROPOSED": "MERGED"}.get(name, name)
    found = asked(past, words.format(past.names[name]), "2023-09-18").then
    assert found.found is not None
    assert found.known.commit == past.names[name]
    assert (found.found.at_most, found.found.headcount, found.found.standing) == getattr(story, known).expected(
        "2023-09-18"
    )


def test_the_commit_that_was_taken_is_named_with_its_time_in_jakarta(past: Story) -> None:
    found = asked(past, "2023-09-12").then.known
    assert (found.commit, found.moment) == (past.names["CORRECTED"], "2023-09-12T23:30:00+07:00")
    assert found.words.en == f"2023-09-12 (commit {found.commit[:10]}, 2023-09-12 23:30 WIB)"


REFUSED = [
    ("2023-08-17", "bkd/umum", "Nothing was on record on Thursday, 17 August 2023; the first commit, "),
    ("1900-01-01", "bkd/umum", "Nothing was on record on Monday, 1 January 1900; the first commit, "),
    ("2023-11-02", "bkd/umum", "2023-11-02 has not come yet; nobody knows what will be known then."),
    ("9999-12-31", "bkd/umum", "9999-12-31 has not come yet"),
    ("2023-02-30", "bkd/umum", "“2023-02-30” is not a date of the calendar; write year-month-day"),
    ("1/9/2023", "bkd/umum", "“1/9/2023” is not a date of the calendar; write year-month-day"),
    ("2023-09", "bkd/umum", "“2023-09” is not a date of the calendar; write year-month-day"),
    ("2023-09-12T10:00", "bkd/umum", "“2023-09-12T10:00” is not a date of the calendar; write year-month-day"),
    ("20230912", "bkd/umum", "“20230912” is not a date of the calendar; write year-month-day"),
    (" 2023-09-12", "bkd/umum", "“ 2023-09-12” is not a date of the calendar; write year-month-day"),
    ("^main", "bkd/umum", "The revision “^main” is not in the git history of “"),
    ("kemarin", "bkd/umum", "The revision “kemarin” is not in the git history of “"),
    ("0" * 40, "bkd/umum", f"The revision “{'0' * 40}” is not in the git history of “"),
    ("--all", "bkd/umum", "The revision “--all” is not in the git history of “"),
    ("HEAD~99", "bkd/umum", "The revision “HEAD~99” is not in the git history of “"),
    ("", "bkd/umum", "The revision “” is not in the git history of “"),
    (
        "2023-09-25",
        "bkd/baru",
        "There is no unit “bkd/baru”. Did you mean “bkd/umum”? This is as known on 2023-09-25 (",
    ),
    ("HEAD", "bkd/umun", "There is no unit “bkd/umun”. Did you mean “bkd/umum”?"),
    ("HEAD", "bkd", "There is no unit “bkd”."),
    ("HEAD", "bkd/../umum", "There is no unit “bkd/../umum”."),
    ("HEAD", "bkd/agency", "There is no unit “bkd/agency”."),
]


@pytest.mark.parametrize(("words", "unit", "told"), REFUSED)
def test_what_cannot_be_answered_is_said(past: Story, words: str, unit: str, told: str) -> None:
    with pytest.raises(OperatorError) as raised:
        asked(past, words, unit=unit)
    assert raised.value.text.en.startswith(told)
    assert raised.value.text.id != raised.value.text.en


def test_a_unit_that_is_new_is_there_from_its_commit_on(past: Story) -> None:
    assert asked(past, past.names["OPENED"], unit="bkd/baru").then.name == "Unit Baru"


def test_today_is_not_too_late(past: Story) -> None:
    found = answers(
        Read.around(past.data), "bkd/umum", datetime.date(2023, 9, 4), "2023-10-02", datetime.date(2023, 10, 2)
    )
    assert found.then.known.commit == past.names["DECLARED"]


def test_a_branch_named_like_a_day_is_not_guessed_about(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    first = repository.begin()
    repository.git("branch", "2023-11-14")
    repository.commit({"README.md": "x"})
    with pytest.raises(OperatorError, match="juga nama refs/heads/2023-11-14"):
        answers(Read.around(tmp_path), "bkd/umum", datetime.date(2023, 9, 4), "2023-11-14", datetime.date(2024, 1, 1))
    assert asked(repository, "refs/heads/2023-11-14").then.known.commit == first


@pytest.mark.parametrize("kind", ["branch", "tag"])
def test_the_beginning_of_a_commit_that_is_also_a_name_is_not_guessed_about(tmp_path: Path, kind: str) -> None:
    """Whoever may push a branch could answer otherwise for a commit that people have written down."""
    repository = Repository(tmp_path)
    first = repository.begin()
    second = repository.commit({"README.md": "x"})
    repository.git(kind, first[:7], second)
    with pytest.raises(OperatorError, match=f"awal nama komit {first} dan juga nama refs/(heads|tags)/{first[:7]}"):
        asked(repository, first[:7])
    assert asked(repository, first[:8]).then.known.commit == first
    repository.git(kind, second[:7], second)  # both mean the same
    assert asked(repository, second[:7]).then.known.commit == second
    repository.git(kind, "feed", second)
    if not repository.git("rev-parse", "--disambiguate=feed").strip():
        assert asked(repository, "feed").then.known.commit == second


def test_a_unit_that_could_not_be_read_then_is_no_unit_without_people(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    broken = repository.begin({"units/bkd/umum.yaml": "name: ["})
    repository.begin()
    with pytest.raises(OperatorError, match=f"units/bkd/umum.yaml ada, tetapi isinya.*{broken[:10]}"):
        asked(repository, broken)


def test_before_there_were_data_nothing_is_answered(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    empty = repository.commit({"README.md": "x"})
    repository.begin()
    with pytest.raises(OperatorError, match="tidak memuat “policy/”"):
        asked(repository, empty)


def test_what_was_there_and_is_gone_is_told_beside_the_answer(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    first = repository.begin()
    repository.commit({"units/bkd/umum.yaml": None, "schedules/bkd/umum/2023-09.yaml": None})
    found = asked(repository, first)
    assert found.then.found is not None
    assert found.now.found is None
    assert found.differ
    assert found.now.refusal is not None
    assert found.now.refusal.en == "There is no unit “bkd/umum”."


def test_in_a_shallow_clone_the_missing_past_is_said_and_the_rest_answered(past: Story, tmp_path: Path) -> None:
    subprocess.run(["git", "clone", "-q", "--depth=2", f"file://{past.root}", str(tmp_path / "shallow")], check=True)
    clone = Read.around(tmp_path / "shallow")
    day = datetime.date(2023, 9, 4)
    with pytest.raises(OperatorError, match="git fetch --unshallow"):
        answers(clone, "bkd/umum", day, "2023-08-31", TODAY)
    with pytest.raises(OperatorError, match="git fetch --unshallow"):
        answers(clone, "bkd/umum", day, past.names["FIRST"], TODAY)
    assert answers(clone, "bkd/umum", day, "2023-10-15", TODAY).then.known.commit == past.names["DECLARED"]


def test_a_bare_repository_and_data_in_a_folder_answer_alike(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "work", "data")
    name = repository.begin()
    repository.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    subprocess.run(["git", "-C", str(tmp_path / "bare.git"), "config", "giliran.folder", "data"], check=True)
    for root in (repository.data, tmp_path / "bare.git"):
        found = answers(
            Read.around(root), "bkd/umum", datetime.date(2023, 9, 4), "2023-11-15", datetime.date(2024, 1, 1)
        )
        assert found.then.known.commit == name
        assert found.then.found is not None
        assert found.then.found.at_most == 2


def explained(root: Path, *more: str) -> tuple[int, str, str]:
    done = giliran("-C", str(root), "explain", "--unit", "bkd/umum", "--date", "2023-09-18", *more)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


def test_the_command_gives_both_answers(past: Story, golden: Golden) -> None:
    for language in ("id", "en"):
        code, told, _ = explained(past.data, "--as-of", "2023-09-19", "--lang", language)
        assert code == 0
        for name in ("CORRECTED", "HEAD"):
            told = told.replace(past.names[name][:10], name)
        golden(f"record/as-known.{language}.txt", told)


def test_the_command_answers_as_data(past: Story) -> None:
    code, told, _ = explained(past.data, "--as-of", "2023-09-19", "--format", "json")
    answer: dict[str, Any] = json.loads(told)
    assert (code, answer["at_most"], answer["now"]["at_most"]) == (0, 3, 1)
    assert answer["as_of"] == {
        "asked": "2023-09-19",
        "commit": past.names["CORRECTED"],
        "time": "2023-09-12T23:30:00+07:00",
        "name": "Subbagian Umum",
    }
    assert answer["now"]["commit"] == past.names["HEAD"]
    assert json.loads(explained(past.data, "--as-of", "HEAD", "--format", "json")[1])["now"] is None


def test_an_answer_that_differs_by_the_name_of_the_unit_alone_shows_the_names(tmp_path: Path) -> None:
    past = Repository(tmp_path)
    first = past.begin()
    past.commit({"units/bkd/umum.yaml": FILES["units/bkd/umum.yaml"].replace("Subbagian Umum", "Subbagian Tata Usaha")})
    answer = json.loads(explained(past.data, "--as-of", first, "--format", "json")[1])
    assert (answer["as_of"]["name"], answer["now"]["name"]) == ("Subbagian Umum", "Subbagian Tata Usaha")


def test_the_command_asks_the_operator(past: Story, tmp_path: Path) -> None:
    assert explained(past.data, "--as-of", "2999-01-01")[0] == 2
    assert explained(write(tmp_path / "plain"), "--as-of", "HEAD")[0] == 2
    assert giliran("-C", str(past.data), "explain", "LW001", "--as-of", "HEAD").returncode == 2


COMMITTERS = {
    "none": (None, "1970-01-01 07:00 WIB"),
    "no-time": ("N <n@example.invalid>", "1970-01-01 07:00 WIB"),
    "no-number": ("N <n@example.invalid> kemarin +0700", "1970-01-01 07:00 WIB"),
    "below-zero": ("N <n@example.invalid> -5 +0000", "1970-01-01 07:00 WIB"),
    "year-11476": ("N <n@example.invalid> 300000000000 +0000", "9999-01-01 07:00 WIB"),
    "no-computer-counts-so-far": (f"N <n@example.invalid> {10**30} +0000", "9999-01-01 07:00 WIB"),
}


@pytest.mark.parametrize("name", COMMITTERS)
def test_a_commit_with_an_impossible_time_is_a_commit_still(tmp_path: Path, name: str) -> None:
    past = Repository(tmp_path)
    first = past.begin()
    committer, shown = COMMITTERS[name]
    lines = [
        f"tree {past.git('rev-parse', 'HEAD^{tree}').strip()}",
        f"parent {first}",
        "author N <n@example.invalid> 0 +0000",
    ]
    lines += [] if committer is None else [f"committer {committer}"]
    (tmp_path / "odd").write_text("\n".join([*lines, "", "x\n"]))
    odd = past.git("hash-object", "-t", "commit", "-w", "--literally", "odd").strip()
    past.git("update-ref", "refs/heads/main", odd)
    code, told = run(past.data, "explain", "--unit", "bkd/umum", "--date", "2023-09-04", "--as-of", odd)
    assert (code, f"As known at commit {odd[:10]}, {shown}:" in told) == (0, True), told
    code, told = run(past.data, "explain", "--unit", "bkd/umum", "--date", "2023-09-04", "--as-of", "2023-11-20")
    assert (code, "At most 2 of 3 civil servants" in told) == (0, True), told
    code, told = run(past.data, "log", "bkd/umum", "2023-09-04")
    assert (code, f"Now (commit {odd[:10]}, {shown}):" in told) == (0, True), told


def test_the_encoding_in_which_somebody_likes_to_read_logs_changes_nothing(tmp_path: Path) -> None:
    past = Repository(tmp_path)
    past.begin()
    past.git("config", "i18n.logOutputEncoding", "UTF-16")
    for words in (
        ("explain", "--unit", "bkd/umum", "--date", "2023-09-04", "--as-of", "2023-11-20"),
        ("log", "bkd/umum", "2023-09-04"),
    ):
        code, told = run(past.data, *words)
        assert (code, "2023-11-15 05:13 WIB" in told) == (0, True), told
