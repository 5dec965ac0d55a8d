"""``giliran evaluate FROM UNTIL``: what a period was like, in tables, plots and findings."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from giliran.cli.days import day
from giliran.cli.speaking import edition, language, refuse_broken, say
from giliran.cli.working import checked, works
from giliran.diagnostics import OperatorError
from giliran.wording import LANGUAGES, Text

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from giliran.audience import Audience
    from giliran.cli.working import Working
    from giliran.corpus import Corpus
    from giliran.evaluate.compliance import PublishedCounts
    from giliran.evaluate.evaluation import Evaluation
    from giliran.history import History
    from giliran.history.attempts import Attempts
    from giliran.origin import State
    from giliran.timeline import Period
    from giliran.wording import Language

_MOST = 1 << 26
"""Bytes of a file of counts that are read."""
_LONGEST = 1100
"""Days of the longest period that is evaluated: three years."""


@click.command()
@click.argument("first", type=day, metavar="FROM")
@click.argument("last", type=day, metavar="UNTIL")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    metavar="DIR",
    help="Map hasil · Where it goes.",
)
@click.option(
    "--reconciled",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="public/counts.json dari “giliran reconcile” · public/counts.json of “giliran reconcile”.",
)
@edition("internal")
@language
@works
@click.pass_obj
def evaluate(
    root: Path,
    first: datetime.date,
    last: datetime.date,
    out: Path,
    reconciled: Path | None,
    audience: Audience,
    lang: Language,
    working: Working,
) -> None:
    """Evaluasi suatu masa: pemakaian, pemerataan, temuan. · Evaluate a period: use, evenness, findings."""
    from giliran.evaluate.evaluation import evaluation
    from giliran.gitlog import read_history
    from giliran.history.record import Record
    from giliran.private import private_folder
    from giliran.proposal.thresholds import Thresholds
    from giliran.revisions import state_of
    from giliran.store import fresh_folder, write_files

    period = _period(first, last)
    outcome = checked(root, working, lang)
    refuse_broken(outcome, lang)
    smallest = Thresholds.of(outcome.tree).smallest_group
    state = state_of(root)
    counts = None if reconciled is None else _counts(reconciled, period, outcome.corpus, root, state)
    private = counts is not None and counts.smallest < smallest
    if private and audience == "public":
        raise _too_small(smallest)
    history = read_history(root, outcome.tree)
    record, attempts = Record(outcome.corpus, history), _attempts(root, history, period)
    found = evaluation(outcome.corpus, period, audience, record, smallest, state, counts, attempts)
    if private:
        with private_folder(out) as folder:
            written = folder.write(_files(found))
    else:
        with fresh_folder(out) as fresh:
            written = write_files(fresh.path, _files(found))
    _tell(found, written, out, None if counts is None else counts.unlike, lang)


def _period(first: datetime.date, last: datetime.date) -> Period:
    """Put the two days together. Raises :class:`OperatorError` where they are no period, or a very long one."""
    from giliran.timeline import Period

    if last < first:
        raise OperatorError(
            Text(
                f"Masa itu berakhir ({last}) sebelum dimulai ({first}). Tukar kedua tanggalnya.",
                f"The period ends ({last}) before it begins ({first}). Swap the two dates.",
            )
        )
    if (last - first).days > _LONGEST:
        raise OperatorError(
            Text(
                f"Masa itu lebih panjang daripada {_LONGEST} hari. Evaluasi bagian demi bagian.",
                f"The period is longer than {_LONGEST} days. Evaluate it part by part.",
            )
        )
    return Period(first, last)


def _counts(path: Path, period: Period, corpus: Corpus, root: Path, state: State) -> PublishedCounts:
    """Read counts, and compare the data that they are of with those on disk."""
    from giliran.evaluate.compliance import read_counts
    from giliran.evaluate.likeness import concerned, unlikeness
    from giliran.store import changed_paths, read_start

    found = read_counts(path.name, read_start(path, _MOST), period, corpus.agencies)
    changed = None
    if state.commit is not None and found.state.commit is not None:
        with suppress(OperatorError):  # a commit that is not here
            changed = concerned(changed_paths(root, found.state.commit), found.period)
    return replace(found, unlike=unlikeness(found.state, state, changed))


def _too_small(smallest: int) -> OperatorError:
    return OperatorError(
        Text(
            f"Jumlah dari “giliran reconcile” itu memuat kelompok di bawah {smallest} orang, jadi bukan untuk umum. Ulangi "
            "“giliran reconcile” dengan “smallest-group” sekarang di policy/guards.yaml.",
            f"Those counts of “giliran reconcile” have groups of fewer than {smallest} people, so they are not for the public. "
            "Run “giliran reconcile” again with the present “smallest-group” of policy/guards.yaml.",
        )
    )


def _attempts(root: Path, history: History, period: Period) -> Attempts | None:
    """Look for what was refused; ``None`` where there is no git to ask."""
    from giliran.attempts import attempts
    from giliran.revisions import Repository
    from giliran.timeline import months_touched

    try:
        repository = Repository.around(root)
        commit = repository.commit("HEAD")
    except OperatorError:
        return None
    return attempts(repository, commit, history, frozenset(months_touched(period)))


def _files(found: Evaluation) -> Iterator[tuple[str, bytes]]:
    """Make every file, by its name."""
    from giliran.evaluate.workbook import workbook_bytes
    from giliran.render.evaluation_page import page, paper, plots
    from giliran.views.tables.files import table_files

    for each in LANGUAGES:
        yield f"evaluation.{each}.html", page(found, each)
        yield f"evaluation.{each}.pdf", paper(found, each)
        yield f"evaluation.{each}.xlsx", workbook_bytes(found, each)
        for name, content in plots(found, each).items():
            yield f"plots/{name}", content
    for name, content in table_files([part.table for part in found.parts]).items():
        yield f"data/{name}", content


def _tell(found: Evaluation, written: int, out: Path, unlike: Text | None, lang: Language) -> None:
    """Say what is to be decided, whether the counts are of other data, and where everything is."""
    from giliran.evaluate.cells import shown

    decisions = next(part.table for part in found.parts if part.table.form.name == "decisions")
    for row in shown(decisions, lang).words:
        say(f"{row[0]}. {row[1]}\n   {row[2]}\n")
    if not decisions.rows:
        words = Text("Tidak ada yang melampaui batas temuan.", "Nothing is beyond the thresholds.")
        say(f"{words.to(lang)}\n")
    if unlike is not None:
        say(f"{unlike.to(lang)}\n")
    words = Text(f"{written} berkas ditulis ke {out}.", f"{written} files written to {out}.")
    say(f"{words.to(lang)}\n")
