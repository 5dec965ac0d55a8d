"""The changes of a day in words: what was, what is, by which sum and clause; for the public counts and no names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.as_known import clock
from giliran.wording import Text, joined, long_date, same

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from giliran.audience import Audience
    from giliran.unit_log import Change, DayLog, DayState, Recalled, Version

_STANDINGS = {
    "open": Text("kerja dari rumah diizinkan", "working from home is permitted"),
    "excluded": Text("semua bekerja di kantor", "everyone works at the office"),
    "day-off": Text("bukan hari kerja", "not a working day"),
    "before": Text("masa kerja dari rumah belum mulai", "the period of working from home has not begun"),
    "after": Text("di luar masa kerja dari rumah", "outside every period of working from home"),
}
_NOTHING = Text("–", "–")
MOST_AUTHORS = 20
"""Authors of one change that are named; of more the number is told."""


def as_words(log: DayLog, audience: Audience) -> Text:
    """Tell a log as lines for people."""
    day = long_date(log.day)
    name = log.unit if log.now is None else f"{log.now.name} ({log.unit})"
    lines = [Text(f"{name}, {day.id}", f"{name}, {day.en}")]
    last: DayState | None = None
    for change in log.changes:
        found = told(change, last, audience, log.zone)
        lines += [same(""), _heading(change, audience, log.zone), *(same("  ") + line for line in found)]
        if change.after is None or change.after.readable:
            last = change.after
    if not log.changes:
        lines += [same(""), Text("Tidak ada komit yang mengubah hari ini.", "No commit has changed this day.")]
    head = f"{log.head.commit[:10]}, {clock(log.head.time, log.zone)}"
    lines += [same(""), Text(f"Sekarang (komit {head}):", f"Now (commit {head}):")]
    lines += [same("  ") + line for line in _summary(log.now, audience)]
    if not log.complete:
        lines.append(
            Text(
                "Klon ini dangkal: perubahan yang lebih tua tidak terlihat. Jalankan git fetch --unshallow.",
                "This clone is shallow: older changes cannot be seen. Run git fetch --unshallow.",
            )
        )
    return joined(lines, "\n")


def _heading(change: Change, audience: Audience, zone: str) -> Text:
    heading = same(f"{clock(change.version.time, zone)}  {change.version.commit[:10]}")
    if audience == "public":
        return heading
    heading += same(f"  {', '.join(change.authors[:MOST_AUTHORS])}")
    more = len(change.authors) - MOST_AUTHORS
    return heading if more <= 0 else heading + Text(f" … dan {more} lagi", f" … and {more} more")


def told(change: Change, last: DayState | None, audience: Audience, zone: str) -> Iterator[Text]:
    """Say what changed, one thing after the other.

    What could not be read is compared with nothing, and what comes after it with the ``last`` that could.
    """
    before, after = change.before, change.after
    if after is None:
        assert before is not None
        yield Text(f"Unit {before.unit} dihapus.", f"The unit {before.unit} was removed.")
        return
    if before is None:
        yield Text(f"Unit {after.unit} dibuat.", f"The unit {after.unit} was made.")
    elif before.unit != after.unit:
        yield Text(f"Unit {before.unit} menjadi {after.unit}.", f"The unit {before.unit} became {after.unit}.")
    if not after.readable:
        yield Text("Berkasnya tidak dapat dibaca atau dinilai.", "Its files could not be read or judged.")
        return
    if before is not None and not before.readable:
        yield Text("Berkasnya dapat dibaca lagi.", "Its files can be read again.")
        before = last
    if before is not None and before.name != after.name:
        yield Text(
            f"Namanya berganti: {before.name} → {after.name}.", f"The name changed: {before.name} → {after.name}."
        )
    yield from _limit(before, after, change.law, zone)
    yield from _people(before, after, audience)
    if before is not None and before.supervisor != after.supervisor:
        pair = (before.supervisor or "–", after.supervisor or "–")
        shown = f": {pair[0]} → {pair[1]}" if audience == "internal" else ""
        yield Text(f"Atasan langsung berganti{shown}.", f"The direct superior changed{shown}.")
    yield from _recalls(before, after, audience)


def _limit(before: DayState | None, after: DayState, law: Version | None, zone: str) -> Iterator[Text]:
    if before is not None and _ruling(before) == _ruling(after):
        return
    start = _NOTHING if before is None else _bound(before)
    yield Text(f"Batas: {start.id} → {_bound(after).id}.", f"Limit: {start.en} → {_bound(after).en}.")
    if law is not None:
        named = f"{law.commit[:10]}, {clock(law.time, zone)}"
        yield Text(f"Menurut aturan dari komit {named}.", f"By the law of the commit {named}.")
    granted = None if before is None else before.dispensation
    if granted != after.dispensation and after.dispensation is not None:
        yield Text("Dengan dispensasi.", "By dispensation.")
    elif granted != after.dispensation:
        yield Text("Dispensasi tidak berlaku lagi.", "The dispensation no longer holds.")


def _ruling(state: DayState) -> tuple[object, ...]:
    return state.standing, state.at_most, len(state.people), state.clause, state.sum, state.dispensation, state.day_off


def _bound(state: DayState) -> Text:
    """Say what a day allows: ``11 dari 15 (75% × 15 = 11,25, … ; dki-jakarta/se-sekda-34-2023/wfh-share)``."""
    assert state.standing is not None
    if state.standing != "open":
        words = _STANDINGS[state.standing]
        why = state.day_off or (None if state.clause is None else same(state.clause))
        return words if why is None else words + same(" (") + why + same(")")
    number = Text(f"{state.at_most} dari {len(state.people)}", f"{state.at_most} of {len(state.people)}")
    parts = [part for part in (state.sum, None if state.clause is None else same(state.clause)) if part is not None]
    return number + same(" (") + joined(parts, "; ") + same(")") if parts else number


def _people(before: DayState | None, after: DayState, audience: Audience) -> Iterator[Text]:
    names = audience == "internal"
    if before is not None:
        yield from _moved(before.people, after.people, Text("Yang dihitung", "Who counts"), names=names)
    old = () if before is None else before.home
    yield from _moved(old, after.home, Text("Di rumah", "At home"), names=names)


def _moved(old: tuple[str, ...], new: tuple[str, ...], what: Text, *, names: bool) -> Iterator[Text]:
    come, gone = sorted(set(new) - set(old)), sorted(set(old) - set(new))
    if not come and not gone:
        return
    numbers = f"{len(old)} → {len(new)}"
    signs = [f"+{one}" for one in come] + [f"−{one}" for one in gone] if names else []
    shown = f"{numbers} ({', '.join(signs)})" if signs else numbers
    yield Text(f"{what.id}: {shown}.", f"{what.en}: {shown}.")


def _recalls(before: DayState | None, after: DayState, audience: Audience) -> Iterator[Text]:
    old = () if before is None else before.recalled
    if old == after.recalled:
        return
    if audience == "public":
        yield Text(f"Dipanggil: {len(old)} → {len(after.recalled)}.", f"Called in: {len(old)} → {len(after.recalled)}.")
        return
    for one in after.recalled:
        if one not in old:
            yield Text("Dipanggil: ", "Called in: ") + _order(one)
    for one in old:
        if one not in after.recalled:
            yield Text("Tidak lagi dipanggil: ", "No longer called in: ") + _order(one)


def _order(one: Recalled) -> Text:
    return Text(
        f"{one.employee}, atas perintah {one.ordered_by}: {one.reason}.",
        f"{one.employee}, ordered by {one.ordered_by}: {one.reason}.",
    )


def _summary(now: DayState | None, audience: Audience) -> Iterator[Text]:
    if now is None:
        yield Text("Unit ini tidak ada.", "This unit is not there.")
        return
    if not now.readable:
        yield Text("Berkasnya tidak dapat dibaca atau dinilai.", "Its files cannot be read or judged.")
        return
    bound = _bound(now)
    yield Text(f"Batas: {bound.id}.", f"Limit: {bound.en}.")
    yield Text(f"Di rumah: {_listed(now.home, audience)}.", f"At home: {_listed(now.home, audience)}.")
    if now.recalled:
        ids = tuple(one.employee for one in now.recalled)
        yield Text(f"Dipanggil: {_listed(ids, audience)}.", f"Called in: {_listed(ids, audience)}.")


def _listed(ids: Iterable[str], audience: Audience) -> str:
    found = tuple(ids)
    shown = f" ({', '.join(found)})" if found and audience == "internal" else ""
    return f"{len(found)}{shown}"
