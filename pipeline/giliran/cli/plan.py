"""``giliran plan``: a month of a unit drawn up, or of every unit that has none yet."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from giliran.cli.days import day as written_day
from giliran.cli.days import month as written_month
from giliran.cli.speaking import FOUND, language, say
from giliran.cli.working import works
from giliran.diagnostics import OperatorError
from giliran.wording import Text

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable

    from giliran.cli.speaking import Verb
    from giliran.cli.working import Working
    from giliran.corpus import Corpus
    from giliran.diagnostics import Diagnostic
    from giliran.plan.drawn import Drawn
    from giliran.plan.ground import Ground
    from giliran.plan.options import Options
    from giliran.plan.request import Request
    from giliran.tree import Tree
    from giliran.wording import Language

PLANNING = Text("Merencanakan", "Planning")
TOLD = 20
"""Units that are named in a list; of more only the number is told."""


def _days(option: str, name: str, words: str) -> Callable[[Verb], Verb]:
    return click.option(option, name, multiple=True, metavar="CODE:DAYS", help=words)


@click.command()
@click.argument("words", nargs=-1, metavar="[A/U] MONTH")
@click.option(
    "--all", "everyone", is_flag=True, help="Semua unit yang belum punya jadwal · Every unit that has no schedule yet."
)
@click.option(
    "--request",
    "request_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Permintaan sebagai berkas YAML · The request as a YAML file.",
)
@click.option(
    "--pattern",
    metavar="PATTERN",
    help="turns (bawaan · default), alternate-days, a-b-weeks, fixed-weekdays, as-before.",
)
@click.option(
    "--use", metavar="SHARE", help="Berapa dari batas dipakai: 80%, atau -1 orang · How much of the limit: 80%, or -1."
)
@_days("--wish", "wishes", "Ingin di rumah: bp02:2023-09-01,friday · Would like to be at home.")
@_days("--refuse", "refusals", "Lebih baik tidak di rumah · Would rather not be at home.")
@_days("--must", "must", "Harus di rumah · Must be at home.")
@_days("--must-not", "must_not", "Tidak boleh di rumah · Must not be at home.")
@click.option(
    "--present",
    multiple=True,
    metavar="WHO=N",
    help="Paling sedikit N di kantor: head=1, pns=2, bp02,dw03=1 · At least N at the office.",
)
@click.option("--together", multiple=True, metavar="CODE,CODE", help="Di rumah bersama · At home together.")
@click.option("--apart", multiple=True, metavar="CODE,CODE", help="Tidak di rumah bersama · Not at home together.")
@click.option(
    "--days-per-week",
    type=int,
    metavar="N",
    help="Paling banyak N hari di rumah seminggu per orang · At most N days at home a week for each.",
)
@click.option(
    "--from",
    "since",
    type=written_day,
    metavar="DATE",
    help="Hari sebelum DATE tetap · Days before DATE stay as they are.",
)
@click.option("--dry-run", is_flag=True, help="Tunjukkan saja, jangan tulis · Show it, write nothing.")
@language
@works
@click.pass_obj
def plan(
    root: Path,
    words: tuple[str, ...],
    everyone: bool,
    request_file: Path | None,
    pattern: str | None,
    use: str | None,
    wishes: tuple[str, ...],
    refusals: tuple[str, ...],
    must: tuple[str, ...],
    must_not: tuple[str, ...],
    present: tuple[str, ...],
    together: tuple[str, ...],
    apart: tuple[str, ...],
    days_per_week: int | None,
    since: datetime.date | None,
    dry_run: bool,
    lang: Language,
    working: Working,
) -> None:
    """Susun jadwal sebulan yang sah dan merata. · Draw up a month that is lawful and fair."""
    from giliran.plan.options import Options

    options = Options(pattern, use, wishes, refusals, must, must_not, present, together, apart, days_per_week)
    if everyone:
        if len(words) != 1 or request_file is not None or since is not None or options.name_people:
            raise OperatorError(_ALL)
        _plan_all(root, written_month(words[0]), options, working, lang, dry_run=dry_run)
        return
    if len(words) != 2:
        raise OperatorError(_ONE)
    _plan_one(root, words[0], written_month(words[1]), options, request_file, since, working, lang, dry_run=dry_run)


_ONE = Text(
    "Tulis unit dan bulan: giliran plan bkd/subbag-umum 2023-10. Untuk semua unit: giliran plan --all 2023-10.",
    "Give a unit and a month: giliran plan bkd/subbag-umum 2023-10. For every unit: giliran plan --all 2023-10.",
)
_ALL = Text(
    "Dengan --all tulis bulannya saja (giliran plan --all 2023-10); yang dapat ditambahkan: --pattern, --use, "
    "--days-per-week, --dry-run. Permintaan per pegawai direncanakan unit demi unit.",
    "With --all give the month alone (giliran plan --all 2023-10); what can be added: --pattern, --use, "
    "--days-per-week, --dry-run. Requests about people are planned unit by unit.",
)


def _plan_one(
    root: Path,
    unit: str,
    month: str,
    options: Options,
    request_file: Path | None,
    since: datetime.date | None,
    working: Working,
    lang: Language,
    *,
    dry_run: bool,
) -> None:
    from giliran.corpus.build import build
    from giliran.plan import planned
    from giliran.plan.drawn import drawn
    from giliran.plan.ground import ground, nobody_may
    from giliran.plan.told import clashing, next_steps, told
    from giliran.store import new_file, read_tree, replace_file

    working.remembered(root)  # the calendars that an earlier run has asked for
    tree = read_tree(root)
    _refuse_unknown(unit, tree)
    corpus, _ = build(tree.part({unit}), frozenset(), whole=False)
    given = ground(corpus, unit, month, since)
    nothing = nobody_may(given)
    if nothing is not None:
        _lines(lang, (Text(f"{month}: {nothing.id}", f"{month}: {nothing.en}"),), err=True)
        sys.exit(FOUND)
    outcome = planned(given, _request(given, options, request_file, lang))
    if outcome.clashes:
        _lines(lang, clashing(outcome), err=True)
        sys.exit(FOUND)
    text = drawn(corpus, outcome)
    if dry_run:
        say(text)
        _lines(lang, (*told(outcome), _DRY), err=True)
        return
    if given.existing is None:
        new_file(root, given.path, text.encode())
    else:
        replace_file(root, given.path, tree.entries[given.path].content or b"", text.encode())
    _lines(lang, (*told(outcome), *next_steps(given)))


_DRY = Text("Hanya ditunjukkan; tidak ada yang ditulis (--dry-run).", "Only shown; nothing was written (--dry-run).")


def _refuse_unknown(unit: str, tree: Tree) -> None:
    from giliran.spelling import guessed

    known = [f"{names['agency']}/{names['unit']}" for _, names in tree.readable("unit")]
    if unit in known or f"units/{unit}.yaml" in tree.entries:
        return
    advice = Text(
        "Tulis perangkat daerah dan unit seperti map di bawah units/, misalnya bkd/subbag-umum.",
        "Give agency and unit like the folders below units/, such as bkd/subbag-umum.",
    )
    own = [name for name in known if name.partition("/")[0] == unit.partition("/")[0]]
    advice = guessed(unit, own or known, advice)
    raise OperatorError(Text(f"Unit “{unit}” tidak ada. {advice.id}", f"There is no unit “{unit}”. {advice.en}"))


def _request(given: Ground, options: Options, request_file: Path | None, lang: Language) -> Request:
    """Read what is asked for, or tell what is wrong with it and leave."""
    from giliran.plan.options import NAME, as_text
    from giliran.plan.reading import read_request
    from giliran.plan.request import Request

    sources = {}
    if request_file is not None:
        sources[request_file.as_posix()] = _content(request_file)
    typed = as_text(options)
    if typed:
        sources[NAME] = typed.encode()
    found = Request()
    faults: list[Diagnostic] = []
    for path, content in sources.items():
        one, said, wrong = read_request(path, content, given)
        found = found.and_also(one, said)
        faults += wrong
    if faults:
        from giliran.diagnostics import Report, Summary, in_reading_order
        from giliran.report import rendered
        from giliran.report.texts import Texts
        from giliran.tree import Entry, Tree

        files = Tree({path: Entry(path, content, "file", len(content)) for path, content in sources.items()})
        report = Report(Summary(len(sources), 1, 0, len(faults), 0, 0), in_reading_order(faults))
        say(rendered("text", report, lang, Texts(files)), err=True)
        sys.exit(FOUND)
    return found


def _content(path: Path) -> bytes:
    from giliran.store import unreadable
    from giliran.textfaults import MAX_BYTES

    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)  # one more tells that it is too large
    except OSError as error:
        raise unreadable(error) from error


def _plan_all(root: Path, month: str, options: Options, working: Working, lang: Language, *, dry_run: bool) -> None:
    import gc

    from giliran.corpus.build import build
    from giliran.plan.drawn import draw_part, parts, without_schedule
    from giliran.store import read_tree

    working.remembered(root)
    gc.disable()  # what is read lasts to the end, so that looking for garbage finds none and only costs time
    corpus, _ = build(read_tree(root), frozenset())
    request = _common_request(options, corpus, month, lang)
    waiting = without_schedule(corpus, month)
    found: list[Drawn] = []
    gc.freeze()
    with working.spread(PLANNING, lang) as spread:
        for done in spread(draw_part, parts(corpus, waiting, month, request)):
            found.extend(one if dry_run else _written(root, one) for one in done)
    gc.enable()
    _lines(lang, _summary(found, month, dry_run=dry_run))
    sys.exit(FOUND if any(one.refused is not None for one in found) else 0)


def _written(root: Path, one: Drawn) -> Drawn:
    """Write the schedule of one unit; where that cannot be, it is one that was not planned."""
    from giliran.store import new_file

    if one.text is None:
        return one
    try:
        new_file(root, one.path, one.text.encode())
    except OperatorError as error:
        return replace(one, text=None, refused=error.text)
    return one


def _common_request(options: Options, corpus: Corpus, month: str, lang: Language) -> Request:
    """Read what is asked of every unit; it names nobody, so any unit will do to read it by."""
    from giliran.plan.ground import ground
    from giliran.plan.options import as_text
    from giliran.plan.request import Request

    if not as_text(options):
        return Request()
    for unit in corpus.units:
        try:
            given = ground(corpus, unit, month)
        except OperatorError:
            continue
        return _request(given, options, None, lang)
    return Request()


def _summary(found: list[Drawn], month: str, *, dry_run: bool) -> Iterable[Text]:
    from giliran.plan.counting import counted

    drawn = [one for one in found if one.text is not None]
    refused = [one for one in found if one.refused is not None]
    days = sum(one.days_at_home for one in drawn)
    nothing = len(found) - len(drawn) - len(refused)
    yield Text(
        f"{month}: {len(drawn)} jadwal {'dapat disusun' if dry_run else 'ditulis'}, {days} hari di rumah.",
        f"{month}: {counted(len(drawn), 'schedule')} {'can be drawn up' if dry_run else 'written'}, {counted(days, 'day')} at home.",
    )
    if nothing:
        yield Text(
            f"{nothing} unit tanpa hari kerja dari rumah pada bulan ini: dikecualikan, atau di luar masanya.",
            f"{counted(nothing, 'unit')} without a day to work from home in this month: excluded, or outside the period.",
        )
    if refused:
        yield Text(f"{len(refused)} unit tidak direncanakan:", f"{counted(len(refused), 'unit')} not planned:")
        for one in refused[:TOLD]:
            assert one.refused is not None
            yield Text(f"  - {one.unit}: {one.refused.id}", f"  - {one.unit}: {one.refused.en}")
        if len(refused) > TOLD:
            yield Text(f"  … dan {len(refused) - TOLD} unit lagi", f"  … and {len(refused) - TOLD} more units")
    if drawn and not dry_run:
        yield Text(
            "Langkah berikutnya: periksa dengan “giliran check”, lalu ajukan berkas-berkas itu sebagai usulan.",
            "Next: check with “giliran check”, then propose the files.",
        )
    if dry_run:
        yield _DRY


def _lines(lang: Language, lines: Iterable[Text], *, err: bool = False) -> None:
    say("".join(f"{line.to(lang)}\n" for line in lines), err=err)
