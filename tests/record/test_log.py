"""Who changed what for a unit on a day, when, and under which version of the law."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from tests.pasts import HOUR, Repository, turns
from tests.record.statements import FIRST, LETTER, ROOF, run
from tests.repository import CIRCULAR, FILES, SCHEDULE, UNIT, write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.conftest import Golden

SHARE = f"{CIRCULAR}/clauses/wfh-share.yaml"
LATER = "units/bkd/tata-usaha.yaml"
LATER_SCHEDULE = "schedules/bkd/tata-usaha/2023-09.yaml"


def by(repository: Repository, author: str, changes: Mapping[str, str | None]) -> str:
    """Commit as somebody."""
    repository.time += HOUR
    repository.write(changes)
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--message", "rahasia", "--author", f"{author} <{author}@rahasia.invalid>")
    return repository.git("rev-parse", "HEAD").strip()


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Repository, dict[str, str]]:
    """A unit that is made, scheduled, amended, excepted, recalled, merged and renamed."""
    past = Repository(tmp_path_factory.mktemp("past"))
    names = {"made": by(past, "Asih", {name: text for name, text in FILES.items() if name != SCHEDULE})}
    names["other"] = by(
        past, "Asih", {"README.md": "x", "units/dinkes/agency.yaml": FILES["units/dinkes/agency.yaml"] + "\n"}
    )
    names["scheduled"] = by(past, "Bayu", {SCHEDULE: turns({1: "ab02", 4: "ab02"})})
    names["elsewhere"] = by(past, "Bayu", {SCHEDULE: turns({1: "ac03", 4: "ab02"})})
    names["amended"] = by(past, "Cahya", {SHARE: FILES[SHARE].replace("75%", "100%")})
    names["joined"] = by(past, "Asih", {UNIT: FILES[UNIT].replace("from: 2023-09-11", "from: 2023-09-04")})
    names["recalled"] = by(past, "Bayu", {SCHEDULE: turns({1: "ac03", 4: "ab02, ad04"}, {4: "ab02"})})
    names["excepted"] = by(past, "Cahya", {LETTER: ROOF.replace("from: 2023-09-11", "from: 2023-09-04")})
    past.git("checkout", "--quiet", "-b", "proposal")
    by(past, "Dewi", {SCHEDULE: turns({1: "ac03", 4: "ab02, ac03"}, {4: "ab02"})})
    by(past, "Eko", {SCHEDULE: turns({1: "ac03", 4: "ab02, ac03"})})
    by(past, "Fitri", {"README.md": "y"})
    past.git("checkout", "--quiet", "main")
    names["merged"] = past.merge("proposal")
    names["broken"] = by(past, "Bayu", {UNIT: "name: ["})
    names["mended"] = by(past, "Asih", {UNIT: FILES[UNIT].replace("from: 2023-09-11", "from: 2023-09-04")})
    past.write(
        {
            UNIT: None,
            LATER: (past.data / UNIT).read_text(),
            SCHEDULE: None,
            LATER_SCHEDULE: (past.data / SCHEDULE).read_text(),
        }
    )
    names["renamed"] = by(past, "Asih", {})
    return past, names


def logged(root: Path, unit: str = "bkd/tata-usaha", day: str = "2023-09-04", *more: str) -> dict[str, Any]:
    code, answer = run(root, "log", unit, day, "--format", "json", *more)
    assert code == 0, answer
    found: dict[str, Any] = json.loads(answer)
    return found


def test_each_change_of_the_day_is_told_once_and_no_other(told: tuple[Repository, dict[str, str]]) -> None:
    past, names = told
    found = logged(past.data)
    kinds = ["made", "scheduled", "amended", "joined", "recalled", "excepted", "merged", "broken", "mended", "renamed"]
    assert [change["commit"] for change in found["changes"]] == [names[kind] for kind in kinds]
    assert [change["authors"] for change in found["changes"]] == [
        *(["Asih"], ["Bayu"], ["Cahya"], ["Asih"], ["Bayu"], ["Cahya"], ["Dewi", "Eko"], ["Bayu"], ["Asih"], ["Asih"])
    ]
    bounds = [
        (state["at_most"], state["headcount"]) for change in found["changes"] if (state := change["after"])["readable"]
    ]
    assert bounds == [(2, 3), (2, 3), (3, 3), (4, 4), (4, 4), (3, 4), (3, 4), (3, 4), (4, 4)]
    law = [next(kind for kind in names if names[kind] == change["law"]["commit"]) for change in found["changes"]]
    assert law == ["made", "made", *["amended"] * 3, *["excepted"] * 5]


def test_before_is_what_the_change_before_left(told: tuple[Repository, dict[str, str]]) -> None:
    changes = logged(told[0].data)["changes"]
    assert changes[0]["before"] is None
    assert [change["before"] for change in changes[1:]] == [change["after"] for change in changes[:-1]]
    assert all(change["before"] != change["after"] for change in changes)
    assert changes[4]["after"]["recalls"] == [{"employee": "ab02", "ordered_by": "aa01", "reason": "rapat dimajukan"}]
    assert [change["after"]["unit"] for change in changes[-2:]] == ["bkd/umum", "bkd/tata-usaha"]


def test_another_day_has_another_past(told: tuple[Repository, dict[str, str]]) -> None:
    past, names = told
    found = logged(past.data, day="2023-09-01")
    kinds = ["made", "scheduled", "elsewhere", "broken", "mended", "renamed"]
    assert [change["commit"] for change in found["changes"]] == [names[kind] for kind in kinds]
    assert (found["now"]["at_home"], found["now"]["at_home_ids"]) == (1, ["ac03"])


def test_a_letter_does_not_follow_a_unit_to_a_new_name(told: tuple[Repository, dict[str, str]]) -> None:
    last = logged(told[0].data)["changes"][-1]
    assert (last["before"]["dispensation"], last["after"]["dispensation"]) == ("lantai", None)
    assert (last["before"]["dispensed"], last["after"]["dispensed"]) == (True, False)


def test_under_its_old_name_it_ends(told: tuple[Repository, dict[str, str]]) -> None:
    found = logged(told[0].data, "bkd/umum")
    assert (found["changes"][-1]["after"], found["now"]) == (None, None)


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_the_log_in_words(told: tuple[Repository, dict[str, str]], golden: Golden, audience: str) -> None:
    past, names = told
    code, answer = run(past.data, "log", "bkd/tata-usaha", "2023-09-04", "--audience", audience)
    assert code == 0
    for kind, name in names.items():
        answer = answer.replace(name[:10], kind)
    golden(f"record/log.{audience}.txt", answer)


def test_for_the_public_there_is_nobody(told: tuple[Repository, dict[str, str]]) -> None:
    for form in ("text", "json"):
        code, answer = run(
            told[0].data, "log", "bkd/tata-usaha", "2023-09-04", "--audience", "public", "--format", form
        )
        assert code == 0
        for canary in ("ab02", "aa01", "ad04", "Rekaan", "Bayu", "Dewi", "rapat", "rahasia", "1187", "lantai"):
            assert canary not in answer


def test_addresses_and_messages_of_commits_are_told_to_nobody(told: tuple[Repository, dict[str, str]]) -> None:
    assert "rahasia" not in json.dumps(logged(told[0].data))


def test_an_author_cannot_forge_a_line(tmp_path: Path) -> None:
    past = Repository(tmp_path)
    past.begin()
    by(past, "A\x1b[2J\u202eB", {SCHEDULE: None})
    code, answer = run(past.data, "log", "bkd/umum", "2023-09-04")
    assert code == 0
    assert "A\\u{1b}[2J\\u{202e}B" in answer


def test_in_a_shallow_clone_what_was_found_is_no_change(
    told: tuple[Repository, dict[str, str]], tmp_path: Path
) -> None:
    past, names = told
    subprocess.run(["git", "clone", "-q", "--depth=2", f"file://{past.root}", str(tmp_path / "s")], check=True)
    found = logged(tmp_path / "s")
    assert (found["complete"], [change["commit"] for change in found["changes"]]) == (False, [names["renamed"]])
    assert (
        "This clone is shallow: older changes cannot be seen."
        in run(tmp_path / "s", "log", "bkd/umum", "2023-09-04")[1]
    )


def test_data_in_a_folder_and_in_a_bare_repository_are_logged_alike(tmp_path: Path) -> None:
    past = Repository(tmp_path / "work", "data")
    past.begin()
    past.commit({SCHEDULE: FIRST})
    past.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    subprocess.run(["git", "-C", str(tmp_path / "bare.git"), "config", "giliran.folder", "data"], check=True)
    assert logged(past.data, "bkd/umum", "2023-09-11") == logged(tmp_path / "bare.git", "bkd/umum", "2023-09-11")
    assert len(logged(past.data, "bkd/umum", "2023-09-11")["changes"]) == 2


def test_a_calendar_that_changes_changes_the_day(tmp_path: Path) -> None:
    past = Repository(tmp_path)
    past.begin()
    declared = by(
        past, "Asih", {"policy/calendar.yaml": "holidays:\n  - {date: 2023-09-04, title: {id: Libur, en: Off}}\n"}
    )
    last = logged(past.data, "bkd/umum")["changes"][-1]
    assert (last["commit"], last["after"]["standing"], last["after"]["day_off"]) == (declared, "day-off", "Off")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("bkd/umun", "2023-09-04"), "knows a unit “bkd/umun”. Did you mean “bkd/umum”?"),
        (("bkd/agency", "2023-09-04"), "knows a unit “bkd/agency”."),
        (("bkd", "2023-09-04"), "knows a unit “bkd”."),
        (("bkd/umum", "2023-09-31"), "“2023-09-31” is not a date"),
    ],
)
def test_what_cannot_be_logged_is_said(
    told: tuple[Repository, dict[str, str]], words: tuple[str, str], said: str
) -> None:
    code, answer = run(told[0].data, "log", *words)
    assert (code, said in answer) == (2, True), answer


def test_outside_git_there_is_no_log(tmp_path: Path) -> None:
    code, answer = run(write(tmp_path), "log", "bkd/umum", "2023-09-04")
    assert (code, "is in no git repository" in answer) == (2, True)


def test_who_alters_a_day_while_merging_is_named(tmp_path: Path) -> None:
    """The branch changed another day; what became of this one nobody had written before."""
    past = Repository(tmp_path)
    by(past, "Asih", {**FILES, SCHEDULE: turns({1: "ab02", 4: "ab02"})})
    past.git("checkout", "--quiet", "-b", "proposal")
    by(past, "Dewi", {SCHEDULE: turns({1: "ac03", 4: "ab02"})})
    past.git("checkout", "--quiet", "main")
    past.git("merge", "--quiet", "--no-ff", "--no-commit", "proposal")
    by(past, "Eko", {SCHEDULE: turns({1: "ac03", 4: "ac03"})})
    change = logged(past.data, "bkd/umum")["changes"][-1]
    assert (change["after"]["at_home_ids"], change["authors"]) == (["ac03"], ["Dewi", "Eko"])


def test_of_many_authors_none_is_lost(tmp_path: Path) -> None:
    """One writes at first and is not asked for again, and then another commits more often than there are names to tell."""
    past = Repository(tmp_path / "past")
    past.begin({SCHEDULE: FIRST})
    past.git("checkout", "--quiet", "-b", "proposal")
    for number in range(22):
        by(past, f"Pertama {number:02}", {SCHEDULE: turns({1: "ab02", 4: "ab02" if number % 2 else "ac03"})})
    for number in range(23):
        by(past, "Sering", {SCHEDULE: turns({1: "ab02", 4: "ab02" if number % 2 else "ad04"})})
    past.git("checkout", "--quiet", "main")
    past.merge("proposal")
    names = [f"Pertama {number:02}" for number in range(22)]
    assert logged(past.data, "bkd/umum")["changes"][-1]["authors"] == [*names, "Sering"]
    said = run(past.data, "log", "bkd/umum", "2023-09-04")[1]
    assert f"  {', '.join(names[:20])} … and 3 more\n" in said


def test_another_name_of_a_unit_is_told(tmp_path: Path) -> None:
    past = Repository(tmp_path)
    past.begin()
    past.commit({UNIT: FILES[UNIT].replace("Subbagian Umum", "Subbagian Umum dan Keuangan")})
    code, answer = run(past.data, "log", "bkd/umum", "2023-09-04")
    assert code == 0
    assert answer.split("\n\n")[2].splitlines()[1:] == [
        "  The name changed: Subbagian Umum → Subbagian Umum dan Keuangan."
    ]


def test_the_settings_of_whoever_asks_hide_no_renaming(tmp_path: Path) -> None:
    past = Repository(tmp_path)
    past.begin(
        {"units/bkd/dua.yaml": FILES[UNIT].replace("a", "e"), "units/bkd/tiga.yaml": FILES[UNIT].replace("a", "i")}
    )
    texts = {name: (past.data / f"units/bkd/{name}.yaml").read_text() for name in ("umum", "dua", "tiga")}
    new = {f"units/bkd/{name}-baru.yaml": text + "# pindah\n" for name, text in texts.items()}
    past.commit({**new, **{f"units/bkd/{name}.yaml": None for name in texts}})
    past.git("config", "diff.renameLimit", "1")
    changes = logged(past.data, "bkd/umum-baru")["changes"]
    assert changes[-1]["before"]["unit"] == "bkd/umum"


@pytest.mark.parametrize(
    "words", [("log", "bkd/umum", "2023-09-04"), ("explain", "--unit", "bkd/umum", "--date", "2023-09-04")]
)
def test_the_name_of_a_unit_commands_no_runner_of_a_forge(tmp_path: Path, words: tuple[str, ...]) -> None:
    """What a job prints at the start of a line is obeyed there."""
    past = Repository(tmp_path)
    past.begin({UNIT: FILES[UNIT].replace("name: Subbagian Umum", 'name: "::error::salah"')})
    for more in ((), ("--as-of", "HEAD")) if words[0] == "explain" else ((),):
        code, answer = run(past.data, *words, *more)
        assert code == 0
        assert "error::salah (bkd/umum)" in answer
        assert not any(line.lstrip().startswith("::") for line in answer.splitlines())
