"""How long does the site of a whole province take, and what does a page cost elsewhere? MkDocs is the peer.

Guards, for 58,109 people and the internal edition in both languages, with its feeds, data and search: cold, check
included, at most 60 s and 1.5 GB; built again after one schedule has changed, at most 3 s; a page 15 times as quick as MkDocs. Beside it MkDocs with its own
theme makes some of the same pages: their content is handed to it as finished HTML, so that no Markdown has to be
understood. Our cost of a page is that of the whole build divided by its pages; that of MkDocs likewise.

    python -m tests.benchmarks.province_build --staff 58109 --runs 5
"""

from __future__ import annotations

import re
import shutil
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

from tests.benchmarks.invented import edits, province
from tests.benchmarks.measuring import GILIRAN, cost, costs
from tests.benchmarks.recording import SCRATCH, Record, asked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from tests.benchmarks.measuring import Cost
    from tests.benchmarks.recording import Row

QUESTION = "province_build"
OUT = SCRATCH / "site"
ELSEWHERE = SCRATCH / "mkdocs"
KEEPING = {"GILIRAN_CACHE": str(SCRATCH / "cache")}
PAGES = (200, 800)
_CONTENT = re.compile(r'<main id="isi">(.*)</main>', re.DOTALL)
_HEADING = re.compile("<h1[^>]*>(.*?)</h1>", re.DOTALL)
CONFIGURATION = """\
site_name: Giliran
docs_dir: docs
site_dir: html
theme: {name: mkdocs}
validation: {links: {not_found: ignore, absolute_links: ignore, unrecognized_links: ignore}, nav: {omitted_files: ignore}}
"""


def main() -> None:
    """Measure ours, take the pages out of it, and measure MkDocs."""
    wanted = asked(QUESTION, __doc__ or "", peer_runs={"type": int, "help": "runs of MkDocs (as many)"})
    record = Record(QUESTION, wanted)
    staff, root = wanted.staff, province(wanted.staff)
    ours = record.take("cold", staff, partial(cold, root))
    again(record, staff, root)
    for number in PAGES:
        row = record.take(f"mkdocs-{number}", staff, partial(_mkdocs, root, number), wanted.peer_runs or 0)
        ratio = row["milliseconds"] / ours["milliseconds"]
        print(f"{ratio:9.2f} ×  a page of MkDocs, of {row['pages']} : a page")
        record.promise(f"times as fast a page as {row['name']}", ratio, 15, least=True)
    record.promise("seconds of a cold build", ours["seconds"]["median"], 60)
    record.promise("megabytes of a cold build", ours["megabytes"], 1500)
    for folder in (OUT, ELSEWHERE):
        shutil.rmtree(folder, ignore_errors=True)
    record.close()


def cold(root: Path, runs: int) -> tuple[list[Cost], Mapping[str, Any]]:
    """Build the site of a province into a folder that is not there, with nothing kept."""
    made = costs([*_build(root), "--no-cache"], runs, before=_clear)
    return made, {**_counted(OUT), "milliseconds": per_page(made, OUT)}


def again(record: Record, staff: int, root: Path) -> None:
    """Measure a build into the folder of the one before: nothing changed, and one schedule."""
    one, contents = edits(root)
    original = one.read_bytes()

    def edit(number: int) -> None:
        one.write_bytes(contents[number % len(contents)])

    def built(runs: int, before: Callable[[int], None] | None) -> tuple[list[Cost], Mapping[str, Any]]:
        cost(_build(root), environment=KEEPING)
        return costs(_build(root), runs, environment=KEEPING, before=before), {}

    try:
        record.take("again-unchanged", staff, partial(built, before=None))
        row = record.take("again-one-changed", staff, partial(built, before=edit))
        record.promise("seconds of a build after one edit", row["seconds"]["median"], 3)
    finally:
        one.write_bytes(original)
        shutil.rmtree(KEEPING["GILIRAN_CACHE"], ignore_errors=True)


def per_page(made: Sequence[Cost], out: Path) -> float:
    """Give the milliseconds of a page: those of the median run, divided by the pages there are."""
    seconds = sorted(each.seconds for each in made)[len(made) // 2]
    return round(seconds * 1000 / sum(1 for _ in out.rglob("*.html")), 3)


def _build(root: Path) -> list[str | Path]:
    return [*GILIRAN, "-C", root, "build", "--out", OUT]


def _clear(_: int) -> None:
    shutil.rmtree(OUT, ignore_errors=True)


def _counted(out: Path) -> Row:
    files = [path for path in out.rglob("*") if path.is_file()]
    return {
        "pages": sum(path.suffix == ".html" for path in files),
        "files": len(files),
        "written": round(sum(path.stat().st_size for path in files) / 1e6, 1),
    }


def _mkdocs(root: Path, number: int, runs: int) -> tuple[list[Cost], Mapping[str, Any]]:
    """Have MkDocs make so many of our pages of a unit's month, or as many as there are."""
    if not OUT.is_dir():
        cost(_build(root), environment=KEEPING)
    shutil.rmtree(ELSEWHERE, ignore_errors=True)
    pages = sorted(OUT.glob("schedules/*/*/????-??/index.html"))[:number]
    for page in pages:
        content = _CONTENT.search(page.read_text("utf-8"))
        assert content is not None, page
        heading = _HEADING.search(content[1])
        assert heading is not None, page
        path = (ELSEWHERE / "docs" / page.parent.relative_to(OUT)).with_suffix(".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {heading[1]}\n\n<div>{_HEADING.sub('', content[1])}</div>\n", "utf-8")
    (ELSEWHERE / "docs" / "index.md").write_text("# Giliran\n", "utf-8")
    (ELSEWHERE / "mkdocs.yml").write_text(CONFIGURATION, "utf-8")
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--quiet",
        "--clean",
        "-f",
        ELSEWHERE / "mkdocs.yml",
    ]
    made = costs(command, runs)
    written = ELSEWHERE / "html"
    assert sum(1 for _ in written.glob("schedules/*/*/????-??/index.html")) == len(pages)
    return made, {**_counted(written), "milliseconds": per_page(made, written)}


if __name__ == "__main__":
    main()
