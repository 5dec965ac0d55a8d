"""``giliran import``: a spreadsheet into schedule files, or a staff list into a unit file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from giliran.cli.brought import NOTHING, NOTHING_LEFT, tell, with_files, write
from giliran.cli.days import day as written_day
from giliran.cli.days import month as written_month
from giliran.cli.speaking import FOUND, language, say
from giliran.diagnostics import OperatorError
from giliran.wording import Text

if TYPE_CHECKING:
    import datetime

    from giliran.check import Outcome
    from giliran.sheets.gathering import Gathered, Taken
    from giliran.sheets.table import Book
    from giliran.tree import Tree
    from giliran.wording import Language


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--unit", metavar="A/U", help="Unit, bila lembarnya tidak menyebutkannya · The unit, where the sheet does not say."
)
@click.option("--month", type=written_month, metavar="MONTH", help="Bulan, misalnya 2023-09 · The month.")
@click.option(
    "--partial", is_flag=True, help="Tulis yang terbaca saja; sel lain tetap · Write what can be read; the rest stays."
)
@click.option(
    "--staff", metavar="A/U", help="Berkas ini daftar pegawai unit itu · The file is the staff list of that unit."
)
@click.option(
    "--gone-until",
    type=written_day,
    metavar="D",
    help="Hari terakhir yang tidak ada lagi di daftar · Last day of those gone.",
)
@click.option("--dry-run", is_flag=True, help="Tunjukkan saja, jangan tulis · Only show, write nothing.")
@language
@click.pass_obj
def bring_in(
    root: Path,
    file: Path,
    unit: str | None,
    month: str | None,
    partial: bool,
    staff: str | None,
    gone_until: datetime.date | None,
    dry_run: bool,
    lang: Language,
) -> None:
    """Baca jadwal atau daftar pegawai dari lembar kerja. · Read schedules or staff from a spreadsheet."""
    book = _opened(file)
    if staff is not None:
        from giliran.cli.staff_import import staff_brought_in

        sys.exit(staff_brought_in(root, book, staff, gone_until, lang, partial=partial, dry_run=dry_run))
    sys.exit(_schedules(root, book, unit, month, lang, partial=partial, dry_run=dry_run))


def _opened(file: Path) -> Book:
    from giliran.sheets.container import MAX_BYTES
    from giliran.sheets.opening import opened
    from giliran.store import read_start

    return opened(file.name, read_start(file, MAX_BYTES + 1))


def _schedules(
    root: Path, book: Book, unit: str | None, month: str | None, lang: Language, *, partial: bool, dry_run: bool
) -> int:
    """Bring schedules in, and give the exit code."""
    from giliran.corpus.build import build
    from giliran.sheets.gathering import gathered
    from giliran.sheets.telling import told_changes
    from giliran.store import read_tree

    tree = read_tree(root)
    corpus, _ = build(tree, frozenset())
    found = gathered(book, corpus, unit, month)
    tell(found.remarks, lang)
    if not found.is_whole and not partial:
        words = NOTHING if any(taken.changes for taken in found.taken) else NOTHING_LEFT
        say(f"{words.to(lang)}\n")
        return FOUND
    texts = {path: text for taken in found.taken if (made := _text(tree, taken)) for path, text in [made]}
    for taken in found.taken:
        say(f"{told_changes(taken).to(lang)}\n")
    outcome = _judged(tree, texts, found)
    _tell_findings(outcome, found, lang)
    write(root, tree, texts, lang, dry_run=dry_run)
    if not outcome.report.clean:
        say(f"{_UNLAWFUL.to(lang)}\n")
    return 0 if found.is_whole and outcome.report.clean else FOUND


_UNLAWFUL = Text(
    "Jadwal ini belum boleh diusulkan: betulkan sel-sel di atas lalu impor lagi, atau lihat perbaikannya dengan “giliran repair”.",
    "This schedule cannot be proposed yet: mend the cells above and import again, or see its repair with “giliran repair”.",
)


def _text(tree: Tree, taken: Taken) -> tuple[str, str] | None:
    """Give the path and the new text of a schedule, or ``None`` where its file stays as it is."""
    from giliran.edits import NotEditableError, rewritten, schedule_text
    from giliran.grammar import schedule_path

    path = schedule_path(taken.grid.unit, taken.grid.month)
    entry = tree.entries.get(path)
    if not taken.changes:
        return None
    if entry is None and not _is_behind_link(path, tree):
        return path, schedule_text(taken.home)
    try:
        if entry is None or entry.content is None:
            raise NotEditableError
        return path, rewritten(path, entry.content.decode(), taken.home)
    except (NotEditableError, UnicodeDecodeError) as error:
        raise OperatorError(
            Text(
                f"{path} tidak dapat diubah; jalankan “giliran check {path}” dan betulkan dulu.",
                f"{path} cannot be changed; run “giliran check {path}” and mend it first.",
            )
        ) from error


def _is_behind_link(path: str, tree: Tree) -> bool:
    """Tell whether a folder on the way to a file is none: a link may lead anywhere."""
    parts = path.split("/")
    return any("/".join(parts[:length]) in tree.entries for length in range(1, len(parts)))


def _judged(tree: Tree, texts: dict[str, str], found: Gathered) -> Outcome:
    from giliran.check import check
    from giliran.grammar import schedule_path

    after = with_files(tree, texts)
    paths = {schedule_path(taken.grid.unit, taken.grid.month) for taken in found.taken}
    return check(after, frozenset(paths & after.entries.keys()))


def _tell_findings(outcome: Outcome, found: Gathered, lang: Language) -> None:
    """Show the verdict as everywhere, then the same findings at the cells of the sheet."""
    if not outcome.report.diagnostics:
        return
    from giliran.grammar import schedule_path
    from giliran.report import rendered
    from giliran.report.texts import Texts
    from giliran.report.visible import visible
    from giliran.report.words import SEVERITY_WORDS
    from giliran.sheets.findings import at_cells

    say(rendered("text", outcome.report, lang, Texts(outcome.tree)))
    for taken in found.taken:
        path = schedule_path(taken.grid.unit, taken.grid.month)
        entry = outcome.tree.entries.get(path)
        text = (entry.content or b"").decode(errors="replace") if entry is not None else ""
        own = [each for each in outcome.report.diagnostics if each.place.path == path]
        for spot, each in at_cells(own, text, taken):
            word = SEVERITY_WORDS[each.severity].to(lang)
            say(f"{word}[{each.code}] {visible(f'{spot.words.to(lang)}: {each.message.to(lang)}')}\n")
