"""``giliran reconcile``: what exports of attendance, reports and calls say of the days at home."""

from __future__ import annotations

import re
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from giliran.cli.speaking import FOUND, language, say
from giliran.cli.working import processes
from giliran.diagnostics import OperatorError
from giliran.identity import NIK, NIP
from giliran.wording import Text, same

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from giliran.origin import State
    from giliran.private import private_folder
    from giliran.reconcile.mapping import Mapping
    from giliran.reconcile.measures import Measure
    from giliran.reconcile.recaps import Recap, Recaps
    from giliran.reconcile.reconciling import Reconciled, Source
    from giliran.tree import Tree
    from giliran.wording import Language

FORMS = ("xlsx", "html", "pdf")
_LEDGERS = ""
"""What is about all agencies, written beside their recaps, so that no process waits for it."""
_MOST = 1_048_576
"""Bytes of a mapping file that are read."""
_NUMBER = re.compile(rf"(?<!\d)(?:\d{{{NIK}}}|\d{{{NIP}}}|\d{{8}} \d{{6}} \d \d{{3}})(?!\d)")
"""What a NIP or a NIK looks like in the name of a file; two dates side by side are none."""
_NAMED = 5
"""Agencies of which there is nothing that are named; the others are counted."""
_TABLE = Text("Tabel NIP", "The table of NIP")
_EXPORT = Text("Berkas ekspor", "The export")


@click.command()
@click.argument("mapping", type=click.Path(path_type=Path), metavar="MAPPING")
@click.option(
    "--people",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="Tabel NIP ke kode pegawai, di luar git · Table from NIP to employee code, outside git.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    metavar="DIR",
    help="Map hasil, di luar git · Where it goes, outside git.",
)
@click.option(
    "--form",
    "forms",
    type=click.Choice(FORMS),
    multiple=True,
    help="Bentuk rekap; bawaan: semua · Form of the recaps; by default all.",
)
@language
@processes
@click.pass_obj
def reconcile(
    root: Path, mapping: Path, people: Path, out: Path, forms: tuple[str, ...], lang: Language, jobs: int
) -> None:
    """Cocokkan ekspor presensi, laporan, dan panggilan dengan jadwal. · Join exports with the schedule."""
    import gc

    from giliran.private import private_folder, refuse_in_git
    from giliran.progress import told_on_stderr
    from giliran.proposal.thresholds import Thresholds
    from giliran.reconcile.measures import measures
    from giliran.reconcile.recaps import Recaps
    from giliran.revisions import state_of
    from giliran.spread import over_processes
    from giliran.store import read_tree

    refuse_in_git(people, _TABLE)
    _refuse_numbered(people.name, people.parent)
    folder = private_folder(out)
    given = _mapping(mapping, lang)
    sources = _sources(mapping.parent, given)
    gc.disable()  # what is read lasts to the end, so that looking for garbage finds none and only costs time
    tree, state = read_tree(root), state_of(root)
    found = _found(tree, given, people, sources)
    counted = measures(found.given, found.judged)
    gc.freeze()
    gc.enable()
    smallest = Thresholds.of(tree).smallest_group
    with folder, told_on_stderr(Text("Menulis rekap", "Writing recaps"), lang) as progress:
        recaps = Recaps(found.given, found.judged, counted, state)
        ledgers = partial(_ledgers, found, counted, smallest, state, lang)
        writer = _writer(folder, recaps, ledgers, forms or FORMS, lang)
        done = over_processes(jobs, progress)(writer, (_LEDGERS, *recaps.agencies))
        written = sum(map(folder.took, done))
    _tell(found, state, written, out, lang)
    for words in _silences(found):
        say(f"{words.to(lang)}\n", err=True)


def _mapping(path: Path, lang: Language) -> Mapping:
    """Read the mapping file, or tell what is wrong with it and leave."""
    from giliran.reconcile.mapping import read_mapping
    from giliran.store import read_start

    content = read_start(path, _MOST)
    found, faults = read_mapping(path.as_posix(), content)
    if found is not None:
        return found
    from giliran.diagnostics import Report, Summary, in_reading_order
    from giliran.report import rendered
    from giliran.report.texts import Texts
    from giliran.tree import Entry, Tree

    files = Tree({path.as_posix(): Entry(path.as_posix(), content, "file", len(content))})
    report = Report(Summary(1, 0, 0, len(faults), 0, 0), in_reading_order(faults))
    say(rendered("text", report, lang, Texts(files)), err=True)
    sys.exit(FOUND)


def _sources(folder: Path, given: Mapping) -> tuple[Source, ...]:
    """Find the files that the mapping names, in its order; what is wrong with any of them is told when it is read."""
    from giliran.reconcile.reconciling import Source

    found: list[Source] = []
    seen: set[Path] = set()
    for export in given.exports:
        for pattern in export.files:
            places = _places(folder, pattern)
            if not places:
                found.append(Source(pattern, partial(_refuse_missing, pattern, folder), export))
            for place in places:
                again = place.resolve() in seen
                found.append(Source(_name_of(place, folder), partial(_content, place, folder, again=again), export))
                seen.add(place.resolve())
    return tuple(found)


def _refuse_missing(pattern: str, folder: Path) -> NoReturn:
    raise OperatorError(
        Text(
            f"Tidak ada berkas “{pattern}” di map “{folder}”. Betulkan “files” di berkas pemetaan.",
            f"There is no file “{pattern}” in the folder “{folder}”. Correct “files” in the mapping file.",
        )
    )


def _content(place: Path, folder: Path, *, again: bool) -> bytes:
    """Read an export. Raises :class:`OperatorError` for one in git, named by a number, named ``again``, or unreadable."""
    from giliran.private import refuse_in_git

    refuse_in_git(place, _EXPORT)
    name = _name_of(place, folder)
    _refuse_numbered(name, folder)
    if again:
        raise OperatorError(
            Text(
                f"Berkas “{name}” disebut dua kali di berkas pemetaan. Hapus salah satunya.",
                f"The file “{name}” is named twice in the mapping file. Take one out.",
            )
        )
    try:
        return place.read_bytes()
    except OSError as error:
        reason = error.strerror or "?"
        raise OperatorError(
            Text(
                f"“{name}” tidak dapat dibaca ({reason}). Periksa izin berkas itu, lalu ulangi.",
                f"“{name}” cannot be read ({reason}). See who may read the file, and try again.",
            )
        ) from error


def _name_of(place: Path, folder: Path) -> str:
    """Name a file by its way from the mapping file, since two folders may each have a file of one name."""
    return place.relative_to(folder).as_posix()


def _refuse_numbered(name: str, folder: Path) -> None:
    """Leave where the name of a file holds what may be somebody's number: names are shown, and written beside each odd row."""
    if _NUMBER.search(name):
        raise OperatorError(
            Text(
                f"Nama sebuah berkas atau map di dalam map “{folder}” memuat {NIK} atau {NIP} angka, seperti NIK atau NIP. Nama "
                "itu tampil di layar dan di hasil; ganti dengan nama tanpa nomor orang.",
                f"The name of a file or a folder in the folder “{folder}” holds {NIK} or {NIP} digits, like the number of a "
                "person. Such names are shown and stand in the results; give it a name without one.",
            )
        )


def _places(folder: Path, pattern: str) -> list[Path]:
    """Find the files of a name or pattern, in the order of their names."""
    if any(sign in pattern for sign in "*?["):
        try:
            return sorted(place for place in folder.glob(pattern) if place.is_file())
        except (ValueError, NotImplementedError):
            return []
    place = folder / pattern
    return [place] if place.is_file() else []


def _found(tree: Tree, given: Mapping, people: Path, sources: tuple[Source, ...]) -> Reconciled:
    from giliran.corpus.build import build
    from giliran.reconcile.ground import ground
    from giliran.reconcile.reconciling import reconciled
    from giliran.store import read_start

    corpus, _ = build(tree, frozenset())
    table = people.name, read_start(people, 1 << 30)
    return reconciled(given, table, sources, ground(corpus, given.period))


def _ledgers(
    found: Reconciled, counted: tuple[Measure, ...], smallest: int, state: State, lang: Language
) -> Iterator[tuple[str, bytes]]:
    from giliran.reconcile.counts import counts_csv, counts_json, lines
    from giliran.reconcile.ledgers import files_csv, rows_csv
    from giliran.reconcile.silence import unsaid

    silences = tuple(found.judged.silences.values())
    public = lines(found.given, counted, smallest, unsaid(silences, found.given.folders, smallest))
    yield "public/counts.json", counts_json(found.given, public, found.accounts, smallest, state)
    yield "public/counts.csv", counts_csv(public)
    yield "files.csv", files_csv(found.accounts, state)
    yield "rows.csv", rows_csv(found.accounts, lang)


def _writer(
    folder: private_folder,
    recaps: Recaps,
    ledgers: Callable[[], Iterator[tuple[str, bytes]]],
    forms: tuple[str, ...],
    lang: Language,
) -> Callable[[str], tuple[tuple[str, int], ...]]:
    """Give the function that writes the recaps of one agency, or what is about all: too many bytes to send between processes."""

    def put(agency: str) -> tuple[tuple[str, int], ...]:
        if agency == _LEDGERS:
            return folder.put(ledgers())
        return folder.put(
            (f"{recap.name}.{form}", _written(form)(recap, lang))
            for recap in recaps.of(agency)
            for form in FORMS
            if form in forms
        )

    return put


def _written(form: str) -> Callable[[Recap, Language], bytes]:
    if form == "xlsx":
        from giliran.reconcile.books import workbook_bytes

        return workbook_bytes
    if form == "pdf":
        from giliran.reconcile.prints import pdf_bytes

        return pdf_bytes
    from giliran.render.recap_page import recap_page

    return recap_page


def _tell(found: Reconciled, state: State, written: int, out: Path, lang: Language) -> None:
    """Say what was read, what was odd about it, and where everything is."""
    from giliran.reconcile.ledgers import tally

    accounts = found.accounts
    say(f"{state.words.to(lang)}\n")
    for each in accounts:
        words = Text(
            f"{each.name}: {each.read} baris dibaca, {each.matched} dipakai, {each.reported} dilaporkan.",
            f"{each.name}: {each.read} rows read, {each.matched} matched, {each.reported} reported.",
        )
        say(f"{words.to(lang)}\n")
    for name, number, words in tally(accounts):
        say(f"  {number:>9}  {name}: {words.to(lang)}\n")
    words = Text(
        f"{written} berkas ditulis ke {out}; tiap baris yang ganjil ada di rows.csv. Yang boleh diterbitkan hanya public/.",
        f"{written} files written to {out}; every odd row is in rows.csv. Only public/ may be published.",
    )
    say(f"{words.to(lang)}\n")


def _silences(found: Reconciled) -> Iterator[Text]:
    """Say of which agencies an export holds nothing: in the whole period, with the names of the first, and on some days."""
    from giliran.reconcile.silence import records_of

    given = found.given
    for each in found.judged.silences.values():
        what = records_of(each.kind)
        if each.unheard:
            number = len(each.unheard)
            names = ", ".join(given.agencies.get(given.folders[at], given.folders[at]) for at in each.unheard[:_NAMED])
            more = Text(f", dan {number - _NAMED} lagi", f", and {number - _NAMED} more")
            named = same(names) + (more if number > _NAMED else same(""))
            yield Text(
                f"PERHATIAN: tidak ada satu pun {what.id} {number} perangkat daerah pada masa ini: {named.id}. "
                "Tidak seorang pun di sana dinilai menurutnya; minta ekspornya bila seharusnya ada.",
                f"ATTENTION: there is no {what.en} {number} {'agency' if number == 1 else 'agencies'} in this period: {named.en}. "
                "Nobody there is judged by it; ask for the export if there should be one.",
            )
        if each.heard_in_part:
            number = len(each.heard_in_part)
            yield Text(
                f"PERHATIAN: tidak ada satu pun {what.id} {number} perangkat daerah pada sebagian hari; "
                "rekapnya menyebut hari-hari itu, dan tidak seorang pun dinilai menurutnya.",
                f"ATTENTION: there is no {what.en} {number} {'agency' if number == 1 else 'agencies'} on some days; "
                "their recaps name the days, and nobody is judged by it on them.",
            )
