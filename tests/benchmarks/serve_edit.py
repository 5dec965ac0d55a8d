"""How long does an editor wait? From the saving of a file to the new page, in a preview of this whole repository.

Guards one promise: an edit of a schedule, a unit, a clause, a template or the style sheet shows in under 2 s. The clock
starts when the file has been written and stops when the preview has told an open page, and again when that page has
been fetched with the new text in it. Run with ``make bench``. Medians of five; no test depends on them.
"""

from __future__ import annotations

import os
import platform
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.preview import checkout, running

if TYPE_CHECKING:
    from tests.preview import Running

RUNS = 5
UNIT = "bkd/subkel-sistem-informasi"
MONTH = f"/schedules/{UNIT}/2023-09/"

EDITS = (
    ("schedule", f"schedules/{UNIT}/2023-09.yaml", "gangguan peladen presensi", "gangguan peladen ke-{}", MONTH),
    ("unit", f"units/{UNIT}.yaml", "name: Subkelompok Sistem Informasi", "name: Subkelompok Ke-{}", MONTH),
    (
        "clause",
        "policy/dki-jakarta/se-sekda-34-2023/clauses/wfh-share.yaml",
        "Batas pegawai yang bekerja dari rumah",
        "Batas yang ke-{}",
        MONTH,
    ),
    ("template", "site/templates/month.html", "<h1>", "<h1>{} ", MONTH),
    ("style sheet", "site/assets/style/30-text.css", "/* Text */", "/* Text {} */", "/assets/giliran.css"),
)
"""What is edited: a name for the table, the file, the words in it, what takes their place, and the page that shows it."""


def waited(preview: Running, path: Path, old: str, new: str, page: str) -> tuple[list[float], list[float]]:
    """Edit a file a few times; give the seconds until the event and until the page."""
    original = path.read_text("utf-8")
    assert original.count(old) == 1, path
    told, shown = [], []
    for number in range(101, 101 + RUNS):
        words = new.format(number)
        with preview.listening() as versions:
            before = next(versions)
            path.write_text(original.replace(old, words), "utf-8")
            start = time.perf_counter()
            if next(versions) == before:
                sys.exit("the preview repeats itself")
            told.append(time.perf_counter() - start)
            text = preview.fetch(page).text
            shown.append(time.perf_counter() - start)
        if words.removeprefix("name: ") not in text:
            sys.exit(f"the edit of {path.name} does not show:\n{''.join(preview.said)}")
    return told, shown


def main() -> None:
    """Measure and print a table."""
    with tempfile.TemporaryDirectory() as folder:
        root = checkout(Path(folder) / "checkout", agencies=None)
        with running(root) as preview:
            preview.fetch(MONTH)
            rows = [(name, *waited(preview, root / path, *rest)) for name, path, *rest in EDITS]
            preview.stop()
    print(
        f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores, medians of {RUNS}\n"
    )
    print("event    page")
    for name, told, shown in rows:
        print(f"{statistics.median(told):5.2f} s {statistics.median(shown):5.2f} s  after an edit of a {name}")


if __name__ == "__main__":
    main()
