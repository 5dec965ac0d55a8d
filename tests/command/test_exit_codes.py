"""The command: exit codes, verbs, and that nothing is written when something is wrong."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import pytest

from giliran.cli import giliran as program
from tests.command.test_bad_input import checked, giliran
from tests.repository import FILES, SCHEDULE, UNIT, write

if TYPE_CHECKING:
    from collections.abc import Iterator

OVER = "wfh:\n  2023-09-01: [aa01, ab02]\n"


def git(root: Path, *arguments: str) -> None:
    """Run git in a repository of the test's own, untouched by the settings of the machine."""
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    settings = ["-c", "user.name=Uji", "-c", "user.email=uji@example.invalid", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *settings, *arguments], cwd=root, check=True, capture_output=True, env=environment)


def explained(root: Path, unit: str, date: str) -> dict[str, Any]:
    done = giliran("-C", str(root), "explain", "--unit", unit, "--date", date, "--format", "json")
    assert done.returncode == 0
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_clean_is_0_and_a_breach_is_1(tmp_path: Path) -> None:
    assert giliran("-C", str(write(tmp_path / "good")), "check").returncode == 0
    done = giliran("-C", str(write(tmp_path / "bad", {SCHEDULE: OVER})), "check")
    assert done.returncode == 1
    assert "50% × 3 = 1,5, dibulatkan ke bawah menjadi 1" in done.stdout


def test_json_keeps_the_contract(tmp_path: Path) -> None:
    done = giliran("-C", str(write(tmp_path, {SCHEDULE: OVER})), "check", "--format", "json", "--lang", "en")
    report = json.loads(done.stdout)
    assert report["version"] == 1
    assert report["summary"] == {"files": 10, "units": 2, "schedules": 1, "errors": 1, "warnings": 0, "infos": 0}
    (fault,) = report["diagnostics"]
    assert list(fault)[:12] == [
        *("code", "name", "severity", "message", "path", "start", "end", "unit", "date", "sum", "clause", "related")
    ]
    assert (fault["code"], fault["name"], fault["severity"]) == ("LW001", "over-cap", "error")
    assert (fault["path"], fault["start"], fault["end"]) == (
        SCHEDULE,
        {"line": 2, "column": 15},
        {"line": 2, "column": 27},
    )
    assert (fault["unit"], fault["date"]) == ("bkd/umum", "2023-09-01")
    assert fault["sum"] == "50% × 3 = 1.5, rounded down to 1"
    assert fault["clause"] == {
        "id": "dki-jakarta/se-sekda-34-2023/wfh-share",
        "title": "Share that may work from home",
        "href": "https://example.invalid/se34",
    }
    assert [place["path"] for place in fault["related"]] == [
        UNIT,
        "policy/dki-jakarta/se-sekda-34-2023/clauses/wfh-share.yaml",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ["-C", "does-not-exist", "check"],
        ["-C", "empty", "check"],
        ["-C", "good", "check", "units/none.yaml"],
        ["-C", "good", "check", "/etc/passwd"],
        ["-C", "good", "check", "empty"],
        ["-C", "good", "check", "--format", "html"],
        ["-C", "good", "check", "--jobs", "0"],
        ["-C", "good", "check", "--changed-since", "HEAD"],
        ["-C", "good", "check", "--changed-since", "--output=x"],
        ["-C", "good", "explain"],
        ["-C", "good", "explain", "LW999"],
        ["-C", "good", "explain", "--unit", "bkd/umum"],
        ["-C", "good", "explain", "--unit", "bkd/umun", "--date", "2023-09-01"],
        ["-C", "good", "explain", "--unit", "bkd/umum", "--date", "2023-02-30"],
        ["-C", "good", "publish"],
        ["-C", "good", "schemas", "--out", "good"],
        ["-C", "good", "build", "--out", "good"],
    ],
    ids=" ".join,
)
def test_what_the_operator_must_mend_is_2(tmp_path: Path, arguments: list[str]) -> None:
    write(tmp_path / "good")
    (tmp_path / "empty").mkdir()
    environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "giliran", *arguments],
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        check=False,
        env=environment,
    )
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "good"]


@pytest.mark.parametrize(("arguments", "program"), [((), "giliran"), (("hook",), "giliran hook")])
def test_without_a_verb_the_help_is_shown_as_it_is(arguments: tuple[str, ...], program: str) -> None:
    done = giliran(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == giliran(*arguments, "--help").stdout
    assert done.stderr.startswith(f"Usage: {program} [OPTIONS] COMMAND")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ("chek",),
            "giliran: perintah “chek” tidak ada. Mungkin maksudnya “check”? Semua perintah: giliran --help\n"
            "         there is no command “chek”. Did you mean “check”? All commands: giliran --help\n",
        ),
        (
            ("hook", "xyz"),
            "giliran: perintah “xyz” tidak ada. Semua perintah: giliran hook --help\n"
            "         there is no command “xyz”. All commands: giliran hook --help\n",
        ),
        (
            ("gate", "main", "--today", "4-9-2023"),
            "giliran: “4-9-2023” bukan tanggal; tulis tahun-bulan-hari, misalnya 2023-09-04.\n"
            "         “4-9-2023” is not a date; write year-month-day, like 2023-09-04.\n",
        ),
    ],
)
def test_a_slip_on_the_command_line_is_told_in_both_languages(arguments: tuple[str, ...], told: str) -> None:
    done = giliran(*arguments)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", told)


def _commands(command: click.Command) -> Iterator[click.Command]:
    yield command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from _commands(found)


def test_every_verb_and_option_has_help_in_both_languages() -> None:
    for command in _commands(program):
        options = [option for option in command.params if isinstance(option, click.Option)]
        for words in (command.help, *(option.help for option in options)):
            assert (words or "").count(" · ") == 1, (command.name, words)


def test_every_verb_stands_in_the_readme() -> None:
    assert isinstance(program, click.Group)
    text = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    told = set(re.findall(r"^\| `([a-z-]+)", text, re.MULTILINE))
    assert set(program.commands) <= told


def test_a_bug_of_ours_is_3_and_not_a_fault_of_the_user(tmp_path: Path) -> None:
    program = (
        "import giliran.rules as rules, giliran.check as check, sys\n"
        "def broken(corpus):\n"
        "    raise KeyError('x')\n"
        "check.RULES = (*rules.RULES, broken)\n"
        "from giliran.cli import main\n"
        f"sys.argv = ['giliran', '-C', {str(write(tmp_path))!r}, 'check']\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 3
    assert "kesalahan program kami" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout


@pytest.mark.parametrize(
    ("verb", "name", "content", "code"),
    [
        ("build", SCHEDULE, OVER, "LW001"),
        ("build", UNIT, "name: x\n", "SH002"),
        ("schemas", UNIT, "name: x\n", "SH002"),
    ],
)
def test_nothing_is_written_when_the_check_fails(tmp_path: Path, verb: str, name: str, content: str, code: str) -> None:
    root = write(tmp_path / "data", {name: content})
    done = giliran("-C", str(root), verb, "--out", str(tmp_path / "out"))
    assert done.returncode == 1
    assert code in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_a_schedule_that_breaks_the_law_does_not_withhold_the_law(tmp_path: Path) -> None:
    root = write(tmp_path / "data", {SCHEDULE: OVER})
    assert giliran("-C", str(root), "schemas", "--out", str(tmp_path / "out")).returncode == 0
    schema = json.loads((tmp_path / "out/schedules/bkd/umum/2023-09.schema.json").read_text("utf-8"))
    assert schema["properties"]["wfh"]["properties"]["2023-09-01"]["maxItems"] == 1


def test_schemas_stand_at_the_promised_addresses(tmp_path: Path) -> None:
    done = giliran("-C", str(write(tmp_path / "data")), "schemas", "--out", str(tmp_path / "out"))
    assert done.returncode == 0
    for month in ("2023-08", "2023-09", "2023-10"):
        for unit in ("bkd/umum", "dinkes/seksi-gizi"):
            assert (tmp_path / f"out/schedules/{unit}/{month}.schema.json").is_file()
    assert (tmp_path / "out/grammar/unit.schema.json").is_file()
    again = giliran("-C", str(tmp_path / "data"), "schemas", "--out", str(tmp_path / "out"))
    assert again.returncode == 0


def test_explain_gives_the_promised_fields(tmp_path: Path) -> None:
    root = write(tmp_path)
    answer = explained(root, "bkd/umum", "2023-09-11")
    assert {key: answer[key] for key in ("unit", "date", "mode", "headcount", "at_most", "sum", "working_day")} == {
        "unit": "bkd/umum",
        "date": "2023-09-11",
        "mode": "wfh",
        "headcount": 4,
        "at_most": 2,
        "sum": "50% × 4 = 2",
        "working_day": True,
    }
    assert answer["clause"]["id"] == "dki-jakarta/se-sekda-34-2023/wfh-share"
    assert explained(root, "bkd/umum", "2023-09-28")["working_day"] is False
    assert explained(root, "dinkes/seksi-gizi", "2023-09-11")["at_most"] == 0


def test_half_a_percent_less_changes_verdict_schema_and_message(tmp_path: Path) -> None:
    share = "policy/dki-jakarta/se-sekda-34-2023/clauses/wfh-share.yaml"
    root = write(tmp_path, {share: FILES[share].replace("50%", "30%")})
    status, found = checked(root)
    assert status == 1
    assert {fault["date"] for fault in found} == {"2023-09-01", "2023-09-11"}
    assert found[0]["sum"] == "30% × 3 = 0,9, dibulatkan ke bawah menjadi 0"
    assert explained(root, "bkd/umum", "2023-09-11")["at_most"] == 1


def test_jobs_change_nothing(tmp_path: Path) -> None:
    root = write(tmp_path, {SCHEDULE: OVER, "schedules/bkd/umum/2023-08.yaml": "wfh:\n  2023-08-18: [ab02]\n"})
    one = giliran("-C", str(root), "check", "--format", "json")
    four = giliran("-C", str(root), "check", "--format", "json", "--jobs", "4")
    assert (one.returncode, one.stdout) == (four.returncode, four.stdout)


def test_output_does_not_depend_on_the_locale(tmp_path: Path) -> None:
    root = write(tmp_path, {SCHEDULE: OVER + "  2023-09-28: []\n"})
    outputs = set()
    for locale in ("C", "C.UTF-8", "en_US.UTF-8", "id_ID.UTF-8"):
        environment = {**os.environ, "LANG": locale, "LC_ALL": locale, "LANGUAGE": locale}
        command = [sys.executable, "-m", "giliran", "-C", str(root), "check"]
        done = subprocess.run(command, capture_output=True, check=False, env=environment)
        outputs.add(done.stdout)
    assert len(outputs) == 1


def test_only_what_is_asked_is_told(tmp_path: Path) -> None:
    other = "schedules/bkd/umum/2023-10.yaml"
    root = write(tmp_path, {SCHEDULE: OVER, other: "wfh:\n  2023-10-02: [aa01, ab02, ac03]\n"})
    done = giliran("check", SCHEDULE, "--format", "json", cwd=root)
    assert {fault["path"] for fault in json.loads(done.stdout)["diagnostics"]} == {SCHEDULE}
    done = giliran("-C", str(root), "check", "schedules/bkd", "--format", "json")
    assert {fault["path"] for fault in json.loads(done.stdout)["diagnostics"]} == {SCHEDULE, other}


def test_a_change_of_staff_checks_the_schedules_of_the_unit_again(tmp_path: Path) -> None:
    root = write(tmp_path)
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-qm", "awal")
    since = ["-C", str(root), "check", "--changed-since", "HEAD", "--format", "json"]
    assert json.loads(giliran(*since).stdout)["summary"]["files"] == 0
    (root / UNIT).write_text(
        FILES[UNIT].replace("id: ac03, name: Citra Rekaan, status: pppk", "id: ac03, name: Citra Rekaan, status: pjlp")
    )
    done = giliran(*since)
    assert done.returncode == 1
    assert {fault["path"] for fault in json.loads(done.stdout)["diagnostics"]} == {SCHEDULE}


def test_a_read_only_place_is_the_operators_matter(tmp_path: Path) -> None:
    root = write(tmp_path / "data")
    target = tmp_path / "out"
    target.write_text("a file where a folder should be")
    done = giliran("-C", str(root), "schemas", "--out", str(target / "deeper"))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert stat.S_ISREG(target.stat().st_mode)


def test_check_does_not_load_what_pages_need() -> None:
    needless = (
        "pandas",
        "pyarrow",
        "vl_convert",
        "jinja2",
        "mkdocs",
        "numpy",
        "openpyxl",
        "xlsxwriter",
        "giliran.sheets",
    )
    program = (
        "import sys\nfrom pathlib import Path\n"
        "from giliran.cli import _run, giliran\n"
        "sys.argv = ['giliran', '-C', sys.argv[1], 'check']\n"
        "try:\n    _run(giliran)\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {needless} if name in sys.modules])\n"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", program, str(root)], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def changed(root: Path, changes: dict[str, str | None]) -> tuple[set[str], set[str]]:
    """Commit the repository, change it, and give the codes of the whole check and of the check of the change."""
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-qm", "awal")
    for name, content in changes.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        if content is not None:
            path.write_text(content, "utf-8")
    whole = json.loads(giliran("-C", str(root), "check", "--format", "json").stdout)
    part = json.loads(giliran("-C", str(root), "check", "--changed-since", "HEAD", "--format", "json").stdout)
    return {fault["code"] for fault in whole["diagnostics"]}, {fault["code"] for fault in part["diagnostics"]}


READING = """\
denominator:
  question: {id: Siapa dihitung?, en: Who counts?}
  sides: [{says: {id: Semua, en: All}, sources: [{title: Berita}]}]
  choice: {id: Semua, en: All}
  reason: {id: Bunyinya, en: Its words}
"""
SHARE = "policy/dki-jakarta/se-sekda-34-2023/clauses/wfh-share.yaml"
OTHER_UNIT = "units/dinkes/seksi-gizi.yaml"


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ({}, {UNIT: FILES[UNIT] + "  - {id: ba01, name: Fajar Rekaan, status: pns}\n"}, "UN003"),
        ({}, {UNIT: FILES[UNIT] + "  - {id: ba01, name: Fajar Lain, status: pns}\n"}, "UN005"),
        (
            {OTHER_UNIT: FILES[OTHER_UNIT].replace("supervisor: ba01", "supervisor: ac03")},
            {UNIT: FILES[UNIT].replace("ac03", "zz99"), SCHEDULE: None},
            "RF001",
        ),
        (
            {
                SHARE: FILES[SHARE] + "readings: [denominator]\n",
                "policy/dki-jakarta/se-sekda-34-2023/readings.yaml": READING,
            },
            {"policy/dki-jakarta/se-sekda-34-2023/readings.yaml": None},
            "RF006",
        ),
        ({".gitignore": "2023-10.yaml\n"}, {"schedules/bkd/umum/2023-10.yaml": "wfh: {2023-09-01: []}\n"}, "DT002"),
    ],
)
def test_what_a_change_breaks_elsewhere_is_told_too(
    tmp_path: Path, before: dict[str, str | bytes | None], after: dict[str, str | None], code: str
) -> None:
    whole, part = changed(write(tmp_path, before), after)
    assert code in whole
    assert part == whole


@pytest.mark.parametrize("name", ["Schedules", "schedule", "jadwal"])
def test_a_misspelt_data_folder_is_told(tmp_path: Path, name: str) -> None:
    root = write(tmp_path, {SCHEDULE: OVER})
    (root / "schedules").rename(root / name)
    status, found = checked(root)
    assert status == 1
    assert [(fault["code"], fault["path"]) for fault in found] == [("YM018", name)]
    assert "schedules/" in found[0]["help"]


def test_a_link_to_the_data_folder_is_the_same_folder(tmp_path: Path) -> None:
    root = write(tmp_path / "data", {SCHEDULE: OVER})
    (tmp_path / "link").symlink_to(root)
    for base, path in ((root, tmp_path / "link" / SCHEDULE), (tmp_path / "link", root / SCHEDULE)):
        assert giliran("-C", str(base), "check", str(path)).returncode == 1


@pytest.mark.parametrize(("redirect", "status"), [("> /dev/full", 2), (">&-", 0), (">&- 2>&-", 0), ("| true", 0)])
def test_an_output_that_cannot_be_written_is_no_traceback(tmp_path: Path, redirect: str, status: int) -> None:
    root = write(tmp_path)
    command = f"set -o pipefail; {sys.executable} -m giliran -C {root} check --format json {redirect}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == status
    assert "Traceback" not in done.stderr
    assert "kesalahan program" not in done.stderr


def test_inside_a_hook_the_folder_asked_about_counts(tmp_path: Path) -> None:
    root = write(tmp_path / "data")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "awal")
    command = [sys.executable, "-m", "giliran", "-C", "data", "check", "--changed-since", "HEAD"]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, check=False, env={**os.environ, "GIT_DIR": ".git"}
    )
    assert done.returncode == 0
    assert root.is_dir()


def test_a_site_is_whole_wherever_the_command_is_run(tmp_path: Path) -> None:
    write(tmp_path / "data")
    done = giliran("-C", "data", "build", "--out", "out/html", cwd=tmp_path)
    assert done.returncode == 0
    pages = {path.relative_to(tmp_path / "out/html").as_posix() for path in (tmp_path / "out/html").rglob("*.html")}
    assert {
        "index.html",
        "about/index.html",
        "codes/LW001/index.html",
        "schedules/bkd/umum/2023-09/index.html",
    } <= pages
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "out"]


@pytest.mark.parametrize(
    ("others", "codes"),
    [
        ("", ["SC003"]),
        ("other-supervisors: [{employee: ac03, until: 2023-09-10}]\n", []),
        ("other-supervisors: [{employee: ac03, from: 2023-09-04, until: 2023-09-04}]\n", []),
        ("other-supervisors: [{employee: ac03, until: 2023-09-03}]\n", ["SC003"]),
        ("other-supervisors: [{employee: ac03, from: 2023-09-05}]\n", ["SC003"]),
        ("other-supervisors: [{employee: zz99, until: 2023-09-10}]\n", ["SC003", "RF001"]),
        (
            "other-supervisors:\n  - {employee: ac03, until: 2023-09-10}\n  - {employee: ab02, from: 2023-09-09}\n",
            ["DT009"],
        ),
    ],
)
def test_the_superior_of_the_day_gives_the_order(tmp_path: Path, others: str, codes: list[str]) -> None:
    recall = FILES[SCHEDULE].replace("ordered-by: aa01", "ordered-by: ac03")
    _, found = checked(write(tmp_path, {SCHEDULE: recall, UNIT: FILES[UNIT] + others}))
    assert [fault["code"] for fault in found] == codes
