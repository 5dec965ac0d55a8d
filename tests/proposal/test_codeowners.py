"""The CODEOWNERS file: read back by somebody else's reader, and kept in step with what it is written from."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from codeowners import CodeOwners

from giliran.cli import giliran
from giliran.owners import LEAST, Owners
from giliran.owners.codeowners import PLACES, chosen_place, codeowners
from giliran.proposal.gate import gate
from giliran.store import read_tree
from tests.proposal.changes import TODAY, Files, over, proposal, tree
from tests.proposal.test_ownership import BKD, DINKES, OWNED
from tests.repository import FILES, write

ROOT = Path(__file__).parents[2]
FULL = {**OWNED, DINKES: FILES[DINKES] + 'admins: ["@dinkes", "@gizi"]\n'}
PLACE = ".github/CODEOWNERS"


def listed(text: str, path: str) -> list[str]:
    return [name for _, name in CodeOwners(text).of(path)]


def kept(files: Files, place: str = PLACE) -> Files:
    return {**files, place: codeowners(Owners(tree(files)), place)}


def test_ours_says_what_the_data_say_of_every_file_of_the_repository() -> None:
    owners = Owners(read_tree(ROOT))
    text = (ROOT / PLACE).read_text("utf-8")
    assert text == codeowners(owners, PLACE)
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    reader = CodeOwners(text)
    paths = [
        *done.stdout.splitlines(),
        "units/bkd/baru.yaml",
        "units/baru/agency.yaml",
        "schedules/baru/x/2024-01.yaml",
    ]
    assert len(paths) > 1000
    for path in paths:
        found = [name for _, name in reader.of(path)]
        assert found == list(owners.of(path)), path
        assert len(set(found)) >= LEAST, path
    assert len({tuple(reader.of(path)) for path in paths}) == len(owners.agencies) + 2


@pytest.mark.parametrize("path", [*sorted(FULL), "units/baru/x.yaml", "a/units/bkd/x", "policy/owners.yaml.md", "x"])
def test_the_second_reader_finds_the_owners_that_are_meant(path: str) -> None:
    owners = Owners(tree(FULL))
    assert listed(codeowners(owners, PLACE), path) == list(owners.of(path))


def test_data_in_a_folder_of_a_larger_repository() -> None:
    owners = Owners(tree(FULL))
    text = codeowners(owners, PLACE, "jadwal kerja/")
    assert listed(text, "jadwal kerja/units/bkd/x.yaml") == list(owners.admins("bkd"))
    assert listed(text, "units/bkd/x.yaml") == list(owners.everything)


@pytest.mark.parametrize("place", [".gitea/CODEOWNERS", ".forgejo/CODEOWNERS"])
@pytest.mark.parametrize("path", [*sorted(FULL), "units/baru/x.yaml", "units/bkd", ".gitea/CODEOWNERS"])
def test_gitea_asks_the_same_owners(place: str, path: str) -> None:
    """As its manual says: a regular expression over the whole path, negative with a mark, and all that match count."""
    owners = Owners(tree(FULL))
    found: set[str] = set()
    for line in codeowners(owners, place).splitlines():
        if not line or line.startswith("#"):
            continue
        rule, *names = line.split()
        matches = re.fullmatch(rule.removeprefix("!"), path) is not None
        found |= set(names) if matches != rule.startswith("!") else set()
    law = set(owners.law) if path == "policy/owners.yaml" else set()  # a union cannot take anybody away
    assert found == set(owners.of(path)) | law


@pytest.mark.parametrize(
    ("there", "place"),
    [
        ((), "CODEOWNERS"),
        ((".github",), ".github/CODEOWNERS"),
        ((".gitlab", ".gitea"), ".gitlab/CODEOWNERS"),
        ((".forgejo",), ".forgejo/CODEOWNERS"),
        ((".gitea",), ".gitea/CODEOWNERS"),
        (("docs",), "CODEOWNERS"),
        ((".github", "docs", "docs/CODEOWNERS"), "docs/CODEOWNERS"),
        ((".github", "CODEOWNERS"), "CODEOWNERS"),
    ],
)
def test_the_place_is_where_a_forge_looks(there: tuple[str, ...], place: str) -> None:
    assert chosen_place(there.__contains__) == place
    assert place in PLACES


OTHER = {BKD: FULL[BKD].replace("@ani", "@budi")}


@pytest.mark.parametrize(
    ("before", "after", "codes"),
    [
        (kept(FULL), kept(over(OTHER, FULL)), []),
        (kept(FULL), over(OTHER, kept(FULL)), ["CH005"]),
        (kept(FULL), {**kept(FULL), PLACE: "* @ani\n"}, ["CH005"]),
        (kept(FULL), {**kept(FULL), PLACE: kept(FULL)[PLACE].replace("\n", "\r\n")}, []),
        (kept(FULL), FULL, ["CH005"]),
        (FULL, {**FULL, "CODEOWNERS": "* @ani\n"}, ["CH005"]),
        (FULL, over(OTHER, FULL), []),
        (FULL, {**FULL, DINKES: OWNED[DINKES]}, []),
        (kept(FULL), kept({**FULL, DINKES: OWNED[DINKES]}), ["CH006"]),
        (kept(FULL), kept({**FULL, DINKES: FILES[DINKES]}), ["CH006"]),
        ({**kept(FULL), PLACE: "* @x\n"}, {**kept(FULL), PLACE: "* @x\n", "README.md": "lain\n"}, []),
        (FILES, {**FILES, PLACE: "* @ani\n"}, []),
        (kept(FULL), kept({**FULL, "units/baru/agency.yaml": FULL[BKD]}), []),
        (kept(FULL), {**kept(FULL), "units/baru/agency.yaml": FULL[BKD]}, ["CH005"]),
    ],
)
def test_what_a_change_leaves_behind_is_told(before: Files, after: Files, codes: list[str]) -> None:
    assert [fault.code for fault in gate(proposal(before, after), TODAY, None)] == codes


def test_the_first_line_that_differs_is_named() -> None:
    (fault,) = gate(proposal(kept(FULL), over(OTHER, kept(FULL))), TODAY, None)
    assert (fault.place.path, fault.place.start.line) == (PLACE, 7)


def test_the_verb_compares_and_writes(tmp_path: Path) -> None:
    root = write(tmp_path / "data", {**FULL})
    (root / ".gitlab").mkdir()

    def ask(*options: str) -> tuple[int, str]:
        done = CliRunner().invoke(giliran, ["-C", str(root), "owners", *options])
        return done.exit_code, done.output

    code, words = ask()
    assert code == 1
    assert "+/units/bkd/ @bkd/umum @ani" in words
    assert not (root / ".gitlab/CODEOWNERS").exists()
    assert ask("--write") == (0, ".gitlab/CODEOWNERS ditulis.\n")
    assert ask("--lang", "en") == (0, ".gitlab/CODEOWNERS is up to date.\n")
    assert ask("--out", ".github/CODEOWNERS")[0] == 1
    (root / BKD).write_text(FILES[BKD] + 'admins: ["@ani"]\n')
    code, words = ask("--write")
    assert (code, "units/bkd/agency.yaml:" in words, "CH006" in words) == (1, True, True)
    assert "@bkd/umum" in (root / ".gitlab/CODEOWNERS").read_text("utf-8")
    (root / "policy/owners.yaml").unlink()
    assert ask()[0] == 1  # an OperatorError, which becomes exit code 2 where the program is run


@pytest.mark.parametrize(
    ("handle", "accepted"),
    [
        ("@ani", True),
        ("@pemda/tim", True),
        ("@grup/sub.grup/tim_1", True),
        ("ani", False),
        ("@ani@example.invalid", False),
        ("ani@example.invalid", False),
        ("@a b", False),
        ("@/tim", False),
        ("@pemda/", False),
        ("@-ani", False),
    ],
)
def test_owners_are_accounts_and_teams_never_addresses(handle: str, accepted: bool) -> None:
    files = over({"policy/owners.yaml": f'law: ["{handle}", "@dua"]\neverything: ["@satu", "@dua"]\n'})
    assert Owners(tree(files)).are_known == accepted
