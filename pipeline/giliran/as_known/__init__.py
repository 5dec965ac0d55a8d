"""What was known at a moment: the commit that a question about the past is answered from.

A moment is a commit, or a day: then it is what stood at the end of that day, on the line of first parents that leads to
the branch checked out. What somebody had on a branch of their own was not in force, and counts from the commit that merged
it. Days are those of the zone that the calendar of the branch checked out names; the time of a commit is told by the clock
that its own calendar names, so that it is told the same for good.

Clocks lie. Nothing is known before what it builds on, so a commit counts from the latest time of all commits up to it:
a commit that is dated back does not move into the past.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.corpus.values import parsed_date
from giliran.diagnostics import OperatorError
from giliran.gitlog import first_parents, time_of
from giliran.store import answer_of_git, ask_git
from giliran.wording import Text, long_date
from giliran.zones import called, zone_of

if TYPE_CHECKING:
    from giliran.revisions import Repository

_LAST_SECOND = datetime.datetime(9999, 12, 31, 23, 59, 59)  # noqa: DTZ001 - of whatever zone
_NAMESPACES = ("refs/heads", "refs/tags")
_LIKE_A_DAY = re.compile(r"\s*\d{1,4}([-./ ])\d{1,2}(\1\d{1,4}([T ].*)?)?\s*|\d{8}")
_BEGINNING = re.compile(r"[0-9a-f]{4,39}")
"""What git takes for the beginning of a name of a commit."""


@dataclass(frozen=True, slots=True)
class Known:
    """The commit that answers. ``time`` is its committer's, in seconds, and ``zone`` names the one in which it is told.

    ``day`` is the day asked for, if one was.
    """

    asked: str
    commit: str
    time: int
    zone: str
    day: datetime.date | None = None

    @property
    def moment(self) -> str:
        """Give the time of the commit as ``2023-09-01T14:05:00+07:00``."""
        return moment(self.time, self.zone)

    @property
    def words(self) -> Text:
        """Say as of when: ``2023-09-01 (komit 0123456789, 2023-08-31 14:05 WIB)``."""
        return _said(self)

    @property
    def at(self) -> str:
        """Say the same in English with its preposition: ``on 2023-09-01 (commit …)``, but ``at commit 0123456789, …``."""
        return f"{'at' if self.day is None else 'on'} {self.words.en}"


def moment(seconds: int, zone: str) -> str:
    """Spell a time of a commit in local time; one beyond the calendar is spelt as its last or first second."""
    there = zone_of(zone)
    last = min(_LAST_SECOND.replace(tzinfo=each).timestamp() for each in (there, datetime.UTC))
    bounded = min(max(seconds, 0), int(last))
    return datetime.datetime.fromtimestamp(bounded, there).isoformat(timespec="seconds")


def clock(seconds: int, zone: str) -> str:
    """Spell a time of a commit for people: ``2023-08-31 14:05 WIB``."""
    return f"{moment(seconds, zone)[:16].replace('T', ' ')} {called(zone)}"


def as_known(repository: Repository, words: str, today: datetime.date) -> Known:
    """Find the commit that a revision, or a day written ``2023-09-04``, means.

    Raises :class:`OperatorError` for a revision that is unknown, a day that is not over anywhere or lies before the first
    commit, and for words that are a day or the beginning of a commit's name, and also the name of a branch or tag.
    """
    day = parsed_date(words)
    if day is None:
        return _named(repository, words)
    _refuse_two_meanings(repository, words)
    if day > today:
        raise OperatorError(
            Text(
                f"{words} belum tiba; yang akan diketahui pada hari itu belum ada. Tulis hari ini ({today}) atau sebelumnya.",
                f"{words} has not come yet; nobody knows what will be known then. Write today ({today}) or a day before.",
            )
        )
    return _last_of(repository, day)


def _named(repository: Repository, words: str) -> Known:
    if _BEGINNING.fullmatch(words):
        _refuse_a_name_of_two(repository, words)
    try:
        commit = repository.commit(words)
    except OperatorError as error:
        if not _LIKE_A_DAY.fullmatch(words):
            raise
        raise OperatorError(
            Text(
                f"“{words}” bukan tanggal dalam kalender; tulis tahun-bulan-hari, misalnya 2023-09-04.",
                f"“{words}” is not a date of the calendar; write year-month-day, like 2023-09-04.",
            )
        ) from error
    return Known(words, commit, time_of(repository.root, commit), repository.zone(commit))


def _last_of(repository: Repository, day: datetime.date) -> Known:
    head = repository.commit("HEAD")
    line = first_parents(repository.root, head)
    zone = repository.zone(head)
    end = datetime.datetime.combine(day, datetime.time.max, zone_of(zone)).timestamp()
    found: str | None = None
    of_found = 0
    for name, seconds in line:
        if seconds > end:
            break  # whatever stands on it counts later still, also where its clock says otherwise
        found, of_found = name, seconds
    if found is None:
        raise _nothing_yet(repository, day, line[0], zone)
    return Known(day.isoformat(), found, of_found, repository.zone(found), day)


def _nothing_yet(repository: Repository, day: datetime.date, first: tuple[str, int], zone: str) -> OperatorError:
    name, begun = first[0], clock(first[1], zone)
    if repository.is_shallow:
        return OperatorError(
            Text(
                f"Klon ini dangkal: riwayatnya baru mulai {begun}, sesudah {day}. Jalankan git fetch --unshallow.",
                f"This clone is shallow: its history begins at {begun}, after {day}. Run git fetch --unshallow.",
            )
        )
    spelt = long_date(day)
    return OperatorError(
        Text(
            f"Pada {spelt.id} belum ada yang tercatat; komit pertama {name[:10]} dibuat {begun}.",
            f"Nothing was on record on {spelt.en}; the first commit, {name[:10]}, was made at {begun}.",
        )
    )


def _refuse_two_meanings(repository: Repository, words: str) -> None:
    whole = _branch_or_tag(repository, words)
    if whole is not None:
        raise OperatorError(
            Text(
                f"“{words}” adalah tanggal dan juga nama {whole}. Tulis {whole} untuk cabang atau tag itu; untuk "
                f"tanggalnya, tulis nama komitnya (git log --until={words}).",
                f"“{words}” is a day and also the name of {whole}. Write {whole} for that branch or tag; for the "
                f"day, write the name of the commit (git log --until={words}).",
            )
        )


def _refuse_a_name_of_two(repository: Repository, words: str) -> None:
    """Refuse the beginning of a commit's name that somebody has given to a branch or tag: git would take that one."""
    whole = _branch_or_tag(repository, words)
    if whole is None:
        return
    objects = ask_git(repository.root, "rev-parse", f"--disambiguate={words}").decode().split()
    sorts = ask_git(
        repository.root,
        "cat-file",
        "--batch-check=%(objecttype)",
        given="".join(f"{name}\n" for name in objects).encode(),
    )
    commits = [name for name, sort in zip(objects, sorts.decode().split(), strict=True) if sort == "commit"]
    if commits and commits != [repository.commit(whole)]:
        raise OperatorError(
            Text(
                f"“{words}” adalah awal nama komit {commits[0]} dan juga nama {whole}. Tulis yang dimaksud dengan nama lengkapnya.",
                f"“{words}” begins the name of the commit {commits[0]} and is also the name of {whole}. Write the whole name of "
                "the one you mean.",
            )
        )


def _branch_or_tag(repository: Repository, words: str) -> str | None:
    whole = (f"{space}/{words}" for space in _NAMESPACES)
    return next(
        (name for name in whole if answer_of_git(repository.root, "show-ref", "--verify", "--quiet", name)[0] == 0),
        None,
    )


def _said(known: Known) -> Text:
    made = f"{known.commit[:10]}, {clock(known.time, known.zone)}"
    if known.day is None:
        return Text(f"komit {made}", f"commit {made}")
    return Text(f"{known.day} (komit {made})", f"{known.day} (commit {made})")
