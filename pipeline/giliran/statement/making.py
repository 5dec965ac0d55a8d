"""A statement from the files of a commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.corpus.build import build
from giliran.diagnostics import OperatorError
from giliran.spelling import suggestion
from giliran.statement import FORMAT, Column, Statement, Table
from giliran.statement import law as of_law
from giliran.statement.days import Month
from giliran.statement.sources import list_digest, source_paths, sources
from giliran.timeline import Period, month_days
from giliran.wording import Text, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from giliran.corpus import Corpus
    from giliran.model import Jurisdiction, Unit
    from giliran.statement import Claims, Value
    from giliran.tree import Tree

_ABOUT = (
    Column("key", Text("Kunci", "Key"), 14),
    Column("title", Text("Isi", "Content"), 44),
    Column("value", Text("Nilai", "Value"), 70),
)


def statement(tree: Tree, claims: Claims) -> Statement:
    """Make the statement that ``claims`` ask for from ``tree``, the files of their commit.

    Raises :class:`OperatorError` for an agency that is not there, a month that nobody has a schedule for, and files that
    cannot be read: half a month is not stated.
    """
    units = _wanted(tree, claims)
    corpus, _ = build(tree.part(units), frozenset(), whole=False)
    chosen = tuple(corpus.units[name] for name in units if name in corpus.units)
    month = Month(corpus, chosen, claims.month)
    _refuse_unread(corpus, tree, units, claims)
    names = claims.audience == "internal"
    period = Period(month_days(claims.month)[0], month_days(claims.month)[-1])
    of = _jurisdictions(corpus, chosen)
    files = source_paths(tree, units, claims.month, names=names)
    rest = [
        of_law.circulars(corpus, of, period, claims.language),
        of_law.clauses(corpus, of, period, claims.language, times=claims.version > 1),
        of_law.letters(corpus, frozenset(units), period, names=names),
        month.days(claims.language, names=names),
        *((month.recalls(), month.people()) if names else ()),
        sources(tree, files),
    ]
    counts = {
        "units": (Text("Unit", "Units"), len(chosen)),
        "turns": (Text("Hari di rumah, semua orang", "Days at home, all people"), month.turns),
        "recalls": (Text("Pemanggilan", "Recalls"), month.recall_count),
    }
    number, digest = list_digest(tree, files)
    digests: dict[str, tuple[Text, Value]] = {
        "sources": (Text("Berkas sumber", "Source files"), number),
        "digest": (Text("Sidik daftar berkas sumber (SHA-256)", "Digest of the list of sources (SHA-256)"), digest),
    }
    return Statement(claims, (_about(claims, {**counts, **digests}), *rest))


def _about(claims: Claims, counts: dict[str, tuple[Text, Value]]) -> Table:
    told: dict[str, tuple[Text, Value]] = {
        "format": (Text("Jenis berkas", "Kind of file"), FORMAT),
        "version": (Text("Versi bentuk", "Version of the format"), claims.version),
        "month": (Text("Bulan", "Month"), claims.month),
        "agency": (Text("Perangkat daerah (kosong: semua)", "Agency (empty: all)"), claims.agency),
        "audience": (Text("Untuk", "For"), claims.audience),
        "language": (Text("Bahasa", "Language"), claims.language),
        "commit": (Text("Komit", "Commit"), claims.commit),
        "time": (Text("Waktu komit", "Time of the commit"), claims.time),
        **counts,
    }
    rows = tuple((key, title.to(claims.language), value) for key, (title, value) in told.items())
    return Table("statement", Text("Pernyataan", "Statement"), _ABOUT, rows)


def _wanted(tree: Tree, claims: Claims) -> tuple[str, ...]:
    """Name the units that are stated, in order; there must be one, and a schedule of the month."""
    agencies = {names["agency"] for _, names in tree.readable("unit")}
    if claims.agency is not None and claims.agency not in agencies:
        words = Text(
            f"Perangkat daerah “{claims.agency}” tidak ada dalam komit {claims.commit[:10]}.",
            f"There is no agency “{claims.agency}” in the commit {claims.commit[:10]}.",
        )
        maybe = suggestion(claims.agency, sorted(agencies))
        raise OperatorError(words if maybe is None else joined((words, maybe)))
    written = {names["month"] for _, names in tree.readable("schedule") if _within(names, claims.agency)}
    if claims.month not in written:
        raise OperatorError(_no_schedule(claims, sorted(written)))
    return units_of(tree, claims)


def units_of(tree: Tree, claims: Claims) -> tuple[str, ...]:
    """Name the units that ``claims`` are about, in order."""
    known = (names for _, names in tree.readable("unit") if _within(names, claims.agency))
    return tuple(sorted(f"{names['agency']}/{names['unit']}" for names in known))


def _within(names: dict[str, str], agency: str | None) -> bool:
    return agency is None or names["agency"] == agency


def _no_schedule(claims: Claims, months: Sequence[str]) -> Text:
    listed = ", ".join(months) or "–"
    return Text(
        f"Tidak ada jadwal untuk {claims.month} dalam komit {claims.commit[:10]}. Yang ada: {listed}.",
        f"There is no schedule for {claims.month} in the commit {claims.commit[:10]}. There are: {listed}.",
    )


def _refuse_unread(corpus: Corpus, tree: Tree, units: Iterable[str], claims: Claims) -> None:
    known = frozenset(units)
    unread = [
        f"units/{name}.yaml" for name in known if name not in corpus.units or not corpus.judged(corpus.units[name])
    ]
    unread += [path for path in corpus.broken if makes_a_difference(path, claims.month)]
    for entry, names in tree.readable("schedule"):
        stray = names["month"] == claims.month and f"{names['agency']}/{names['unit']}" not in known
        if stray and _within(names, claims.agency):
            unread.append(entry.path)
    if not unread:
        return
    first, more = min(unread), len(set(unread)) - 1
    also = Text(f" (dan {more} lagi)", f" (and {more} more)") if more else Text("", "")
    raise OperatorError(
        Text(
            f"Dalam komit {claims.commit[:10]} ada yang tidak dapat dibaca atau dinilai: {first}{also.id}. "
            "Betulkan dulu (giliran check), atau nyatakan komit lain dengan --at.",
            f"In the commit {claims.commit[:10]} something cannot be read or judged: {first}{also.en}. "
            "Mend it first (giliran check), or state another commit with --at.",
        )
    )


def makes_a_difference(path: str, month: str) -> bool:
    """Tell whether a file that cannot be read matters for a month: other months' schedules do not."""
    return not path.startswith("schedules/") or path.endswith(f"/{month}.yaml")


def _jurisdictions(corpus: Corpus, units: Iterable[Unit]) -> tuple[Jurisdiction, ...]:
    found = {each.name: each for unit in units if (each := corpus.jurisdiction_of(unit)) is not None}
    return tuple(found[name] for name in sorted(found))
