"""``giliran evaluate`` as people run it: what it writes, the same bytes each time, and what it refuses."""

from __future__ import annotations

import csv
import io
import json
import re
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pyarrow.parquet  # type: ignore[import-untyped]  # has no types
import pytest
from openpyxl import load_workbook

from tests.pasts import Repository, turns
from tests.repository import FILES, SCHEDULE
from tests.site.canaries import private
from tests.site.canaries import repository as canaries
from tests.site.reading import REPOSITORY
from tests.site.searching import told

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

WHOLE = ("2023-08-21", "2023-10-21")
COUNTS = {
    "version": 1,
    "from": "2023-09-04",
    "until": "2023-09-08",
    "smallest_group": 10,
    "rows": {},
    "counts": [
        {"family": "home", "table": table, "group": group, "people": 40, "days": 90, "records-complete": 60}
        for table, group in (("agency", "bkd"), ("total", "total"))
    ],
}


def evaluate(root: Path, out: Path, *options: str, days: tuple[str, str] = WHOLE) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "giliran", "-C", str(root), "evaluate", *days, "--out", str(out), *options]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")


def files(folder: Path) -> Mapping[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Evaluate this repository for both audiences, the public with counts."""
    folder = tmp_path_factory.mktemp("evaluations")
    counts = folder / "counts.json"
    counts.write_text(json.dumps(COUNTS))
    found = {}
    for audience in ("internal", "public"):
        out = found[audience] = folder / audience
        done = evaluate(REPOSITORY, out, "--audience", audience, "--reconciled", str(counts))
        assert done.returncode == 0, done.stderr
    return found


def test_the_same_commit_gives_the_same_bytes(made: dict[str, Path], tmp_path: Path) -> None:
    counts = made["public"].parent / "counts.json"
    words = ("--audience", "public", "--reconciled", str(counts), "--lang", "en", "--jobs", "1", "--no-cache")
    assert evaluate(REPOSITORY, tmp_path / "lain", *words).returncode == 0
    one, two = files(made["public"]), files(tmp_path / "lain")
    assert one.keys() == two.keys()
    assert not [name for name in one if one[name] != two[name]]
    assert {name.rpartition(".")[2] for name in one} >= {"html", "pdf", "xlsx", "csv", "json", "parquet", "svg"}


def test_data_say_the_same_in_every_format_and_as_described(made: dict[str, Path]) -> None:
    for folder in made.values():
        package = json.loads((folder / "data/datapackage.json").read_bytes())
        assert len(package["resources"]) > 40
        names = {resource["name"] for resource in package["resources"]}
        for resource in package["resources"]:
            path = folder / "data" / resource["path"]
            assert path.stat().st_size == resource["bytes"]
            wanted = [field["name"] for field in resource["schema"]["fields"]]
            assert {key["reference"]["resource"] for key in resource["schema"].get("foreignKeys", ())} <= names
            if resource["format"] != "json":
                continue
            rows = json.loads(path.read_bytes())
            key = [tuple(row[name] for name in resource["schema"]["primaryKey"]) for row in rows]
            assert len(set(key)) == len(key), resource["path"]
            assert all(list(row) == wanted for row in rows)
            required = [
                field["name"]
                for field in resource["schema"]["fields"]
                if "constraints" in field and field["constraints"].get("required")
            ]
            assert all(row[name] is not None for row in rows for name in required)
            table = pyarrow.parquet.read_table(path.with_suffix(".parquet")).to_pylist()
            assert [{name: str(value) for name, value in row.items()} for row in table] == [
                {name: str(value) for name, value in row.items()} for row in rows
            ]
            read = list(csv.DictReader(io.StringIO(path.with_suffix(".csv").read_text("utf-8"))))
            assert len(read) == len(rows)
            for field in resource["schema"]["fields"]:
                if field["type"] in {"integer", "date"}:
                    assert [row[field["name"]] for row in read] == [
                        "" if row[field["name"]] is None else str(row[field["name"]]) for row in rows
                    ]


def test_page_and_workbook_have_every_number_of_the_data(made: dict[str, Path]) -> None:
    """Each row of each table stands on the page and in the workbook, a dash or nothing in place of what is hidden."""
    for folder in made.values():
        page = (folder / "evaluation.en.html").read_text("utf-8")
        book = load_workbook(folder / "evaluation.en.xlsx")
        tables = dict(zip(re.findall(r'<h2 id="([a-z-]+)">', page), book.sheetnames, strict=True))
        for path in sorted((folder / "data").glob("*.json")):
            if path.name == "datapackage.json":
                continue
            rows = json.loads(path.read_bytes())
            section = page.partition(f'<h2 id="{path.stem}">')[2].partition("</section>")[0]
            assert section.count("<tr>") == (len(rows) + 1 if rows else 0), path.stem
            written = {
                tuple(cell for cell in row if cell is not None)
                for row in book[tables[path.stem]].iter_rows(values_only=True)
            }
            for row in rows[:40]:
                numbers = [value for value in row.values() if isinstance(value, int | float)]
                for number in numbers if path.stem != "decisions" else ():
                    assert any(number in line for line in written), (path.stem, row)
                    if isinstance(number, int):
                        assert f"{number:,}" in section


def test_sheets_of_a_workbook_are_called_in_its_language(made: dict[str, Path]) -> None:
    names = {
        language: load_workbook(made["internal"] / f"evaluation.{language}.xlsx").sheetnames
        for language in ("id", "en")
    }
    assert len(names["id"]) == len(names["en"]) == 19
    assert names["id"][:2] == ["Keputusan", "Hari"]
    assert not set(names["id"]) & set(names["en"])


def test_fractions_of_a_column_have_as_many_decimals_and_commas_in_indonesian(made: dict[str, Path]) -> None:
    folder = made["internal"]
    for language, form in (("id", r"\d\d,\d\d"), ("en", r"\d\d\.\d\d")):
        section = (folder / f"evaluation.{language}.html").read_text("utf-8").partition('<h2 id="pool">')[2]
        rows = re.findall(r"<tr>(.*?)</tr>", section.partition("</section>")[0], re.DOTALL)[1:]
        last = [re.findall(r"<td[^>]*>([^<]*)</td>", row)[-1] for row in rows]
        assert len(last) == 44
        assert not [words for words in last if not re.fullmatch(form, words)]
        book = load_workbook(folder / f"evaluation.{language}.xlsx")
        assert formats(book[{"id": "Yang boleh", "en": "Who may"}[language]], -1) == {"0.00"}
        assert formats(book[{"id": "Pekan", "en": "Weeks"}[language]], 2) == {"#,##0"}


def formats(sheet: Worksheet, column: int) -> set[str]:
    """Give the formats of the numbers in a column: of the table, which begins below an empty row and its headings."""
    rows = list(sheet.iter_rows())
    start = next(at for at, row in enumerate(rows) if all(cell.value is None for cell in row)) + 2
    return {row[column].number_format for row in rows[start:]}


def test_each_plot_stands_on_the_page_and_by_itself(made: dict[str, Path]) -> None:
    for folder in made.values():
        for language in ("id", "en"):
            plots = sorted((folder / "plots").glob(f"*.{language}.svg"))
            assert {path.name.partition("-")[0].partition(".")[0] for path in plots} >= {
                "days",
                "weeks",
                "agencies",
                "home",
                "compliance",
            }
            page = (folder / f"evaluation.{language}.html").read_text("utf-8")
            assert page.count("<svg ") == len(plots)
            for plot in plots:
                drawn = plot.read_text("utf-8")
                assert "var(" not in drawn
                assert "<title" in drawn
                assert "<desc" in drawn
                assert "<text" in drawn.partition("<rect")[2].partition("</g>")[0]  # its title, seen without a page


def test_pages_ask_nothing_of_anywhere(made: dict[str, Path]) -> None:
    for folder in made.values():
        page = (folder / "evaluation.id.html").read_text("utf-8")
        assert "<script" not in page
        assert not re.findall(r'(?:src|href)="(?!#)', page)
        assert not re.findall(r"url\(", page)


def test_paper_is_tagged_and_dated_by_nothing(made: dict[str, Path]) -> None:
    for folder in made.values():
        for language in ("id", "en"):
            content = (folder / f"evaluation.{language}.pdf").read_bytes()
            assert content.startswith(b"%PDF-1.")
            assert b"/StructTreeRoot" in content
            assert f"/Lang({language})".encode() in content.replace(b" ", b"")
            assert b"CreationDate" not in content
            assert b"ModDate" not in content


def test_the_public_edition_tells_no_canary(tmp_path: Path) -> None:
    """Words planted in every private place of files and history; the internal edition, searched likewise, tells names."""
    root = canaries(tmp_path / "data")
    secrets = private()
    for audience in ("public", "internal"):
        done = evaluate(root, tmp_path / audience, "--audience", audience)
        assert done.returncode == 0, done.stderr
        found = told(files(tmp_path / audience), {secret for some in secrets.values() for secret in some})
        said = {where for where, some in secrets.items() if some & found.keys()}
        rows = json.loads((tmp_path / audience / "data/refusals.json").read_bytes())
        tried = {row["refused"] for row in rows if row["place"] == "way" and row["table"] == "agency"}
        if audience == "public":
            assert not found
            assert tried == {None}
            assert not [secret for some in secrets.values() for secret in some if secret in done.stdout + done.stderr]
        else:
            assert {"unit: employees[].name", "unit: employees[].id"} <= said
            assert tried == {1}


@pytest.fixture
def small(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "data")
    repository.begin({SCHEDULE: turns({1: "ab02"})})
    return repository


def test_counts_of_few_people_are_private(small: Repository, tmp_path: Path) -> None:
    """Not for the public, and for others outside of git and for their owner only."""
    counts = tmp_path / "counts.json"
    counts.write_text(json.dumps({**COUNTS, "smallest_group": 3}))
    done = evaluate(small.root, tmp_path / "hasil", "--audience", "public", "--reconciled", str(counts))
    assert (done.returncode, done.stdout) == (2, "")
    assert "guards.yaml" in done.stderr
    done = evaluate(small.root, small.root / "hasil", "--reconciled", str(counts))
    assert done.returncode == 2
    assert "git" in done.stderr
    assert not (small.root / "hasil").exists()
    done = evaluate(small.root, tmp_path / "hasil", "--reconciled", str(counts))
    assert done.returncode == 0, done.stderr
    for path in (tmp_path / "hasil").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def test_counts_of_other_schedules_are_told_as_such(small: Repository, tmp_path: Path) -> None:
    """A commit that changes nothing of the period, such as of texts or of another month, leaves them as good as new."""
    exports, out = tmp_path / "ekspor", tmp_path / "hasil"
    exports.mkdir()
    columns = "{person: NIP, time: Waktu}"
    (exports / "peta.yaml").write_text(
        f"from: 2023-09-01\nuntil: 2023-09-08\nexports: [{{kind: attendance, files: [a.csv], columns: {columns}}}]\n"
    )
    (exports / "a.csv").write_text("NIP,Waktu\n198609262015051001,2023-09-01 07:30:00\n")
    (exports / "nip.csv").write_text("nip,id\n198609262015051001,ab02\n")
    words = (str(exports / "peta.yaml"), "--people", str(exports / "nip.csv"), "--out", str(exports / "hasil"))
    command = [sys.executable, "-m", "giliran", "-C", str(small.root), "reconcile", *words, "--form", "html"]
    subprocess.run(command, capture_output=True, check=True)
    counts = exports / "hasil/public/counts.json"
    first = small.git("rev-parse", "HEAD").strip()
    data = json.loads(counts.read_text())
    assert (data["commit"], data["edited"]) == (first, False)
    private = ("--reconciled", str(counts), "--lang", "en")
    small.commit({"README.md": "Lain\n", "schedules/bkd/umum/2023-10.yaml": turns({2: "ab02"}).replace("-09-", "-10-")})
    done = evaluate(small.root, out, *private)
    assert done.returncode == 0, done.stderr
    assert "Those counts" not in done.stdout + (out / "evaluation.en.html").read_text("utf-8")
    small.commit({SCHEDULE: turns({1: "ac03"})})
    small.write({"policy/calendar.yaml": "country: ID\nweekend: [saturday, sunday]\nholidays: []\nworking-days: []\n"})
    done = evaluate(small.root, out, *private)
    assert done.returncode == 0, done.stderr
    said = f"from the commit {first[:12]}; files that decide about the period differ since (schedules/ 1, policy/ 1)"
    assert said in done.stdout
    assert said in (out / "evaluation.en.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (("2023-10-21", "2023-08-21"), "berakhir"),
        (("2023-02-30", "2023-08-21"), "bukan tanggal"),
        (("2023-08-21", "2031-08-21"), "lebih panjang"),
    ],
)
def test_a_period_that_is_none_is_refused(tmp_path: Path, days: tuple[str, str], words: str) -> None:
    done = evaluate(REPOSITORY, tmp_path / "hasil", days=days)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert not (tmp_path / "hasil").exists()


def test_data_with_errors_are_not_evaluated(small: Repository, tmp_path: Path) -> None:
    small.commit({SCHEDULE: turns({1: "zz99"})})
    done = evaluate(small.root, tmp_path / "hasil")
    assert done.returncode == 1
    assert not (tmp_path / "hasil").exists()


def test_days_without_any_law_make_an_evaluation_all_the_same(small: Repository, tmp_path: Path) -> None:
    done = evaluate(small.root, tmp_path / "hasil", "--lang", "en", days=("2020-01-01", "2020-02-01"))
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "hasil/data/days.json").read_bytes()) == []


def test_outside_git_there_is_no_past(tmp_path: Path) -> None:
    root = tmp_path / "data"
    for name, content in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content)
    done = evaluate(root, tmp_path / "hasil")
    assert done.returncode == 0, done.stderr
    rows = json.loads((tmp_path / "hasil/data/schedules.json").read_bytes())
    assert {row["state"] for row in rows} == {"missing", "unknown"}


def test_a_policy_of_evaluation_that_is_wrong_is_told_with_its_place(small: Repository, tmp_path: Path) -> None:
    figure = "figures:\n  - {name: a, title: {id: a, en: a}, value: 5, said: 2023-02-30, sources: [{title: x}]}\n"
    for content, code in ((figure, "DT001"), ("decide: {use-below: 5}\n", "SH"), ("decide: {use: 5%}\n", "SH")):
        small.commit({"policy/evaluation.yaml": content})
        done = evaluate(small.root, tmp_path / "hasil")
        assert done.returncode == 1
        assert code in done.stderr
        assert "policy/evaluation.yaml:" in done.stderr
