"""CH003: a day that is over and was published reads differently after the change.

The published schedule was the order, so what it said on a past day stays, unless a correction says which day is wrong and
why. That concerns who was at home and who was called in; the person behind a code, since another name for it makes it another
person who was; and the sum behind the day: an ``until`` set back in time changes the headcount that it was judged by. What a change of the law does to past days is not told here; it belongs to those
who answer for the law, and ``impact`` shows it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from giliran.diagnostics import Diagnostic
from giliran.grammar import schedule_path
from giliran.limits import allowance
from giliran.membership import Roster
from giliran.proposal.records import asked
from giliran.rulings import DEFAULT_BASE
from giliran.source import Place
from giliran.wording import Text, joined, long_date, month_name, same

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Mapping

    from giliran.corpus import Corpus
    from giliran.model import Employee, Recall, Unit
    from giliran.proposal import Proposal
    from giliran.proposal.continuity import Continuity
    from giliran.proposal.records import Records

_FEW = 5


@dataclass(frozen=True, slots=True)
class _Turn:
    """What was published of a day. A day that is not listed reads like one with nobody at home."""

    home: frozenset[str] = frozenset()
    recalls: frozenset[Recall] = frozenset()

    @property
    def people(self) -> frozenset[str]:
        """Give all whom the day concerned, by their codes."""
        return self.home | {recall.employee for recall in self.recalls}


@dataclass(frozen=True, slots=True)
class _Past:
    """The past days of one unit in one state of the data, and the months whose file cannot be read."""

    turns: dict[datetime.date, _Turn]
    unreadable: frozenset[str]

    @classmethod
    def of(cls, corpus: Corpus, units: Iterable[str], today: datetime.date) -> _Past:
        """Collect them; where two units have a schedule for the same day, the first one counts."""
        turns: dict[datetime.date, _Turn] = {}
        unreadable: set[str] = set()
        for path in (path for unit in units for path in corpus.schedules.files_of(unit)):
            schedule = corpus.schedules.get(path)
            if schedule is None:
                unreadable.add(path.rpartition("/")[2].removesuffix(".yaml"))
                continue
            called: dict[datetime.date, set[Recall]] = {}
            for recall in schedule.recalls:
                called.setdefault(recall.day, set()).add(recall)
            for day in schedule.home.keys() | called.keys():
                if day < today and day not in turns:
                    turns[day] = _Turn(frozenset(schedule.home.get(day, ())), frozenset(called.get(day, ())))
        return cls(turns, frozenset(unreadable))


def past_changed(proposal: Proposal, unit: Continuity, records: Records, today: datetime.date) -> Iterator[Diagnostic]:
    """Find the days before ``today`` that the change alters and no correction explains.

    A unit that did not exist before has published nothing, so its days are free.
    """
    before = _Past.of(proposal.old, (unit.before.id,), today)
    after = _Past.of(proposal.new, unit.names, today)
    unreadable = before.unreadable | after.unreadable
    days = [day for day in sorted(before.turns.keys() | after.turns.keys()) if f"{day:%Y-%m}" not in unreadable]
    unexplained = [day for day in days if not records.explain(unit.names, day)]
    altered = [
        (day, was, now)
        for day in unexplained
        if (was := before.turns.get(day, _Turn())) != (now := after.turns.get(day, _Turn()))
    ]
    line = asked("correction", unit.before.id, tuple(day for day, _, _ in altered))
    for month, together in groupby(altered, key=lambda entry: f"{entry[0]:%Y-%m}"):
        if schedule_path(unit.before.id, month) in proposal.before.entries:
            for day, was, now in together:
                yield _altered(proposal, unit, day, was, now, line)
        else:
            yield _recorded_late(proposal, unit, tuple(day for day, _, _ in together), line)
    yield from _renamed(proposal, unit, {day: before.turns.get(day, _Turn()) for day in unexplained})
    scheduled = [day for day in unexplained if before.turns.get(day, _Turn()).home]
    yield from _recounted(proposal, unit, scheduled)


def _altered(
    proposal: Proposal, unit: Continuity, day: datetime.date, was: _Turn, now: _Turn, line: Text
) -> Diagnostic:
    name = long_date(day)
    what = joined(_differences(was, now), "; ")
    message = Text(
        f"{name.id} sudah lewat dan jadwalnya sudah terbit, tetapi usulan ini mengubahnya: {what.id}.",
        f"{name.en} is over and its schedule was published, but this proposal alters it: {what.en}.",
    )
    return Diagnostic(
        "CH003",
        message,
        _place(proposal, unit, day, only_recalls=was.home == now.home),
        help=_advice(line),
        unit=unit.before.id,
        date=day.isoformat(),
    )


def _recorded_late(proposal: Proposal, unit: Continuity, days: tuple[datetime.date, ...], line: Text) -> Diagnostic:
    """Tell of the past days of a month that had no schedule: as one, since the same is true and to be done of each."""
    month, first, last = month_name(days[0]), long_date(days[0]), long_date(days[-1])
    many = len(days) > 1
    span = (
        Text(f", {first.id} sampai {last.id}", f", {first.en} to {last.en}")
        if many
        else Text(f": {first.id}", f": {first.en}")
    )
    counted = Text(f"{len(days)} hari", f"{len(days)} days") if many else Text("satu hari", "one day")
    message = Text(
        f"Untuk {month.id} belum tercatat jadwal apa pun, dan usulan ini baru mengisinya untuk {counted.id} yang sudah lewat{span.id}. "
        "Tanpa jadwal, semua pegawai dianggap di kantor.",
        f"No schedule is on record for {month.en}, and this proposal fills it in for {counted.en} in the past{span.en}. "
        "Without a schedule everyone counts as at the office.",
    )
    advice = Text(
        f"Hapus hari yang sudah lewat. Bila memang begitu yang dijalankan, tulis baris ini dalam pesan commit: {line.id}",
        f"Take the days in the past out. If this is how it was, put this line into the commit message: {line.en}",
    )
    place = _place(proposal, unit, days[0], only_recalls=False)
    date = None if many else days[0].isoformat()
    return Diagnostic("CH003", message, place, help=advice, unit=unit.before.id, date=date)


def _differences(was: _Turn, now: _Turn) -> Iterator[Text]:
    if added := sorted(now.home - was.home):
        yield Text("di rumah bertambah ", "added at home: ") + same(", ".join(added))
    if taken := sorted(was.home - now.home):
        yield Text("di rumah berkurang ", "no longer at home: ") + same(", ".join(taken))
    called, uncalled = (
        sorted({recall.employee for recall in one - other})
        for one, other in ((now.recalls, was.recalls), (was.recalls, now.recalls))
    )
    if called and called == uncalled:
        yield Text("isi pemanggilan berubah untuk ", "the recall reads differently for ") + same(", ".join(called))
        return
    if called:
        yield Text("pemanggilan bertambah untuk ", "recalls added for ") + same(", ".join(called))
    if uncalled:
        yield Text("pemanggilan hilang untuk ", "recalls gone for ") + same(", ".join(uncalled))


def _place(proposal: Proposal, unit: Continuity, day: datetime.date, *, only_recalls: bool) -> Place:
    """Give the day in the schedule after the change, or what is nearest to it."""
    paths = [schedule_path(name, f"{day:%Y-%m}") for name in unit.names]
    path = next((path for path in paths if path in proposal.after.entries), None)
    if path is None:
        return Place.of_file(paths[0])
    document = proposal.new.document(path)
    return document.at_key(("recalls",) if only_recalls else ("wfh", day.isoformat()))


def _renamed(proposal: Proposal, unit: Continuity, turns: Mapping[datetime.date, _Turn]) -> Iterator[Diagnostic]:
    """Find the codes that had turns on past days and now belong to another name; names are not repeated."""
    if unit.after == (unit.before,):
        return
    was, now = _names(unit.before.employees), _names(member for one in unit.after for member in one.employees)
    renamed = {code for code in was.keys() & now.keys() if was[code] != now[code]}
    concerned = {day: own for day, turn in turns.items() if (own := turn.people & renamed)}
    if not concerned:
        return
    codes = sorted(frozenset().union(*concerned.values()))
    days, more = tuple(concerned), len(codes) - _FEW
    listed = same(", ".join(codes[:_FEW]))
    if more > 0:
        listed += Text(f" dan {more} lagi", f" and {more} more")
    many = Text(f"{len(days)} hari", f"{len(days)} days") if len(days) > 1 else Text("satu hari", "one day")
    first = long_date(min(days))
    start = Text(", mulai ", ", from ") if len(days) > 1 else Text(": ", ": ")
    message = Text(
        f"Usulan ini mengganti nama untuk {listed.id}, yang jadwalnya sudah terbit untuk {many.id} yang sudah lewat"
        f"{start.id}{first.id}; orang lain seolah-olah mendapat giliran itu.",
        f"This proposal changes the name of {listed.en}, whose schedule was published for {many.en} in the past"
        f"{start.en}{first.en}; it would read as if others had had those turns.",
    )
    after = next(one for one in unit.after for member in one.employees if member.id == codes[0])
    at = next(at for at, member in enumerate(after.employees) if member.id == codes[0])
    place = proposal.new.document(after.path).at_key(("employees", at))
    line = asked("correction", unit.before.id, days)
    date = days[0].isoformat() if len(days) == 1 else None
    yield Diagnostic("CH003", message, place, help=_advice(line), unit=unit.before.id, date=date)


def _names(members: Iterable[Employee]) -> dict[str, frozenset[str]]:
    """Give the name of each code; more than one where a person is listed twice in different words."""
    found: dict[str, frozenset[str]] = {}
    for member in members:
        found[member.id] = found.get(member.id, frozenset()) | {member.name}
    return found


def _recounted(proposal: Proposal, unit: Continuity, days: list[datetime.date]) -> Iterator[Diagnostic]:
    """Find scheduled days whose headcount or cap is another, by the law as it was before the change."""
    if unit.after == (unit.before,):
        return
    sums = [(day, _sum(proposal.old, unit.before, day), _sum_after(proposal.old, unit, day)) for day in days]
    changed = [(day, was, now) for day, was, now in sums if was != now]
    if not changed:
        return
    first, was, now = changed[0]
    name = long_date(first)
    many = Text(f"{len(changed)} hari", f"{len(changed)} days") if len(changed) > 1 else Text("satu hari", "one day")
    start = Text(", mulai ", ", from ") if len(changed) > 1 else Text(": ", ": ")
    message = Text(
        f"Perubahan pegawai ini mengubah hitungan {many.id} yang sudah lewat{start.id}{name.id}: "
        f"{_spelt(was).id} menjadi {_spelt(now).id}.",
        f"This change of staff alters the sum of {many.en} in the past{start.en}{name.en}: "
        f"{_spelt(was).en} becomes {_spelt(now).en}.",
    )
    place = Place.of_file(unit.before.path)
    if unit.after:
        place = proposal.new.document(unit.after[-1].path).at_key(("employees",))
    line = asked("correction", unit.before.id, tuple(day for day, _, _ in changed))
    date = first.isoformat() if len(changed) == 1 else None
    yield Diagnostic("CH003", message, place, help=_advice(line), unit=unit.before.id, date=date)


def _sum_after(law: Corpus, unit: Continuity, day: datetime.date) -> tuple[int, int]:
    """Count the unit that continues this one on a day; it answers to the law under its old name."""
    there = next((one for one in unit.after if any(day in member.period for member in one.employees)), None)
    return (0, 0) if there is None else _sum(law, replace(there, id=unit.before.id), day)


def _sum(corpus: Corpus, unit: Unit, day: datetime.date) -> tuple[int, int]:
    law, roster = corpus.law_of(unit), Roster(unit)
    if law is None:
        return len(roster.ids(day, DEFAULT_BASE)), 0
    found = allowance(law, roster, day)
    return found.headcount, found.at_most


def _spelt(counted: tuple[int, int]) -> Text:
    headcount, most = counted
    return Text(f"{headcount} pegawai, batas {most}", f"headcount {headcount}, at most {most}")


def _advice(line: Text) -> Text:
    return Text(
        f"Kembalikan seperti semula. Bila yang terbit memang keliru, tulis baris ini dalam pesan commit: {line.id}",
        f"Restore it as it was. If what was published is wrong, put this line into the commit message: {line.en}",
    )
