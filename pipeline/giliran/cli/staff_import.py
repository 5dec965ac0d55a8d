"""The part of ``giliran import`` that reads a staff list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.cli.brought import NOTHING, tell, with_files, write
from giliran.cli.speaking import FOUND, say
from giliran.diagnostics import OperatorError
from giliran.wording import Text, joined

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

    from giliran.diagnostics import Diagnostic, Report
    from giliran.sheets.staffing import Comparison
    from giliran.sheets.table import Book
    from giliran.tree import Tree
    from giliran.wording import Language


NOTHING_WRITTEN = Text("Tidak ada yang ditulis.", "Nothing was written.")


def staff_brought_in(
    root: Path,
    book: Book,
    unit_id: str,
    gone_until: datetime.date | None,
    lang: Language,
    *,
    partial: bool,
    dry_run: bool,
) -> int:
    """Bring a staff list in, and give the exit code.

    Raises :class:`OperatorError` for a unit that is not there or cannot be read.
    """
    from giliran.corpus.build import build
    from giliran.sheets.month import unknown_unit
    from giliran.sheets.staffing import compared
    from giliran.sheets.stafflist import staff_list
    from giliran.sheets.unitfile import with_people
    from giliran.store import read_tree

    tree = read_tree(root)
    corpus, _ = build(tree, frozenset())
    unit = corpus.units.get(unit_id)
    if unit is None:
        raise OperatorError(unknown_unit(unit_id, corpus))
    if unit.path in corpus.broken:
        raise OperatorError(
            Text(
                f"{unit.path} belum benar; jalankan “giliran check {unit.path}” dulu.",
                f"{unit.path} is not right yet; run “giliran check {unit.path}” first.",
            )
        )
    listed = staff_list(book)
    if listed.is_private:
        tell(listed.remarks, lang)
        say(f"{NOTHING_WRITTEN.to(lang)}\n")
        return FOUND
    found = compared(listed, unit, corpus)
    tell(found.remarks, lang)
    say(f"{_told(found, unit.name, unit_id, gone_until).to(lang)}\n")
    if not found.is_whole and not partial:
        say(f"{NOTHING.to(lang)}\n")
        return FOUND
    text = (tree.entries[unit.path].content or b"").decode()
    # Whoever stands in a line that cannot be read would pass for gone.
    gone = {stay.id for stay in found.gone} if gone_until is not None and found.is_whole else set()
    after = with_people(unit.path, text, found.joining, gone, gone_until)
    texts = {unit.path: after} if after != text else {}
    report = _judged(tree, texts, unit_id, unit.path, lang)
    if any(_spoils(each, unit.path) for each in report.diagnostics):
        say(f"{NOTHING_WRITTEN.to(lang)}\n")
        return FOUND
    write(root, tree, texts, lang, dry_run=dry_run)
    return 0 if found.is_whole and report.clean else FOUND


def _judged(tree: Tree, texts: dict[str, str], unit_id: str, path: str, lang: Language) -> Report:
    """Judge the unit with its schedules as they would be, and show the findings."""
    from giliran.check import check
    from giliran.report import rendered
    from giliran.report.texts import Texts

    after = with_files(tree, texts)
    scope = {path, *(each for each in after.entries if each.startswith(f"schedules/{unit_id}/"))}
    outcome = check(after, frozenset(scope))
    if outcome.report.diagnostics:
        say(rendered("text", outcome.report, lang, Texts(outcome.tree)))
    return outcome.report


def _spoils(found: Diagnostic, path: str) -> bool:
    """Tell whether a finding is such that a unit file with it could not be read, or must not be kept."""
    return found.severity == "error" and found.place.path == path and found.code[:2] in {"YM", "SH", "PD"}


def _told(found: Comparison, name: str, unit_id: str, gone_until: datetime.date | None) -> Text:
    new = [each for each in found.joining if each.origin is None]
    moved = [each for each in found.joining if each.origin is not None]
    lines = [
        Text(
            f"{name} ({unit_id}): {found.staying} tetap, {len(new)} baru, {len(moved)} pindah ke sini, "
            f"{len(found.gone)} tidak ada lagi di daftar.",
            f"{name} ({unit_id}): {found.staying} stay, {len(new)} new, {len(moved)} moved here, "
            f"{len(found.gone)} no longer listed.",
        )
    ]
    for each in new:
        words = f"{each.listed.name} ({each.id})"
        lines.append(Text(f"  baru: {words}", f"  new: {words}"))
    for each in moved:
        words = f"{each.listed.name} ({each.id})"
        lines.append(
            Text(
                f"  pindah dari {each.origin}: {words}; catat juga “until” di units/{each.origin}.yaml",
                f"  moved from {each.origin}: {words}; record “until” in units/{each.origin}.yaml as well",
            )
        )
    names = [f"{stay.name} ({stay.id})" for stay in found.gone]
    lines.extend(Text(f"  tidak ada lagi: {words}", f"  no longer listed: {words}") for words in names)
    if found.gone and gone_until is not None and not found.is_whole:
        lines.append(
            Text(
                "  Keanggotaan siapa pun belum diakhiri, karena ada baris yang tidak terbaca.",
                "  Nobody's membership is ended, because there are lines that cannot be read.",
            )
        )
    if found.gone and gone_until is None:
        lines.append(
            Text(
                "  Mereka tetap tercatat. Untuk mengakhiri keanggotaannya: --gone-until TANGGAL (hari terakhirnya).",
                "  They stay on record. To end their membership: --gone-until DATE (their last day).",
            )
        )
    return joined(lines, "\n")
