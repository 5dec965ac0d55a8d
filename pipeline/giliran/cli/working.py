"""How a verb works: in how many processes, on which engine, remembering what; and the check that verbs begin with."""

from __future__ import annotations

import datetime
import functools
import gc
import os
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from giliran.engines import ENGINES, engine
from giliran.progress import told_on_stderr
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from giliran.cache import Cache
    from giliran.check import Outcome
    from giliran.diagnostics import Report
    from giliran.engines import Engine
    from giliran.proposal import Proposal
    from giliran.proposal.thresholds import Thresholds
    from giliran.spread import Spread
    from giliran.tree import Tree
    from giliran.wording import Language

CHECKING = Text("Memeriksa", "Checking")
COMPILING = Text("Menyusun skema", "Compiling schemas")
BUILDING = Text("Membangun", "Building")


@dataclass(frozen=True, slots=True)
class Working:
    """What was asked for: ``cache`` is the folder to remember in, ``None`` for not at all."""

    jobs: int
    engine: Engine
    scheduler: str | None
    cache: Path | None

    @contextmanager
    def spread(self, what: Text, language: Language) -> Iterator[Spread]:
        """Give what spreads a piece of work that people know as ``what``."""
        with (
            told_on_stderr(what, language) as progress,
            engine(self.engine, self.jobs, self.scheduler, progress) as spread,
        ):
            yield spread

    def remembered(self, root: Path) -> Cache | None:
        """Open what is remembered of a repository, before its files are listed."""
        from giliran.cache import Cache

        return None if self.cache is None else Cache(self.cache, root)


def works(verb: Callable[..., None]) -> Callable[..., None]:
    """Give a verb the options of long work; it is handed them as one :class:`Working`."""

    @processes
    @_engine
    @_scheduler
    @_cache
    @functools.wraps(verb)
    def collected(
        *positional: object,
        jobs: int,
        engine: Engine,
        scheduler: str | None,
        cache: bool,
        **others: Any,  # noqa: ANN401 - the verb's own options, which it names itself
    ) -> None:
        folder = _cache_folder() if cache else None
        verb(*positional, working=Working(jobs, engine, scheduler, folder), **others)

    return collected


processes = click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=min(4, os.cpu_count() or 1),
    help="Proses; bawaan: sebanyak inti, paling banyak 4 · Processes; by default as many as cores, at most 4.",
)
"""How many processes a verb may use, handed to it as ``jobs``."""
_engine = click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default=ENGINES[0],
    show_default=True,
    help="Tempat bekerja: mesin ini, atau kluster Dask · Where to work: this machine, or a Dask cluster.",
)
_scheduler = click.option(
    "--scheduler", metavar="ADDRESS", help="Alamat penjadwal Dask, tcp://… · Address of the Dask scheduler."
)
_cache = click.option(
    "--cache/--no-cache",
    default=True,
    help="Ingat hasil pemeriksaan (di map GILIRAN_CACHE atau map cache pengguna); bawaan: ya"
    " · Remember findings (in GILIRAN_CACHE or the user's cache folder); by default yes.",
)


def _cache_folder() -> Path:
    named = os.environ.get("GILIRAN_CACHE")
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("giliran", appauthor=False)


def checked(
    root: Path, working: Working, lang: Language, paths: tuple[str, ...] = (), changed_since: str | None = None
) -> Outcome:
    """Check a repository, or some of its files, and remember what was found.

    Raises :class:`OperatorError` for a folder without data, a path or a revision that is not there.
    """
    from giliran.store import changed_paths, chosen_paths, read_tree

    cache = working.remembered(root)
    tree = read_tree(root)
    scope: frozenset[str] | None = None
    if paths:
        scope = chosen_paths(root, tree, paths)
    if changed_since is not None:
        from giliran.dependents import dependents

        changed = dependents(tree, changed_paths(root, changed_since))
        scope = changed if scope is None else scope & changed
    return judged(tree, cache, working, lang, scope)


def judged(
    tree: Tree, cache: Cache | None, working: Working, lang: Language, scope: frozenset[str] | None = None
) -> Outcome:
    """Check a tree of files, or some of them, with what is remembered, and remember what was found."""
    from giliran.check import check
    from giliran.tree import ChangedMeanwhileError

    gc.disable()  # what a check makes lasts, so that looking for garbage finds none and costs a tenth of the time
    if cache is not None:
        tree = cache.recognised(tree)
    try:
        with working.spread(CHECKING, lang) as spread:
            outcome = check(tree, scope, spread, kept=cache)
    except ChangedMeanwhileError:
        if cache is not None:
            cache.forget()  # or a file system that tells nothing of changes would end every run like this
        raise
    if cache is not None:
        cache.save(tree, everything=scope is None)
    gc.freeze()
    gc.enable()
    return outcome


def proposal_judged(
    proposal: Proposal,
    root: Path,
    today: datetime.date,
    by: frozenset[str] | None,
    working: Working,
    lang: Language,
    thresholds: Thresholds | None = None,
    *,
    fixes: bool = False,
) -> Report:
    """Judge what a proposal would make of the data, and what it changes about them.

    ``by`` are the handles of whoever proposes, ``None`` where that is not asked; ``thresholds`` are those in force, where
    that is another state than the one the proposal begins at. With ``fixes`` the findings that a change of cells mends
    have theirs.
    """
    from giliran.proposal.gate import gate

    outcome = judged(proposal.after, working.remembered(root), working, lang)
    report = outcome.report
    if fixes and not report.clean:
        from giliran.repair.fixes import with_fixes

        report = with_fixes(report, outcome.near)
    return report.beside(gate(proposal, today, by, thresholds))


def present_day(zone: str) -> datetime.date:
    """Give the day on which it is today in a zone: a day counts as past once it is over there."""
    from giliran.zones import zone_of

    return datetime.datetime.now(zone_of(zone)).date()
