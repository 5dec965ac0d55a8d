"""What is told of a plan, in plain words: days, use of the limit, days per person, requests, changes, and what to do next."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from giliran.plan.counting import counted
from giliran.plan.unmet import unmet
from giliran.wording import Text, decimal, joined, long_date, same

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from giliran.plan import Plan
    from giliran.plan.ground import Ground

NAMED = 3
"""People that are named at either end of a range; of more only the number is told."""


def told(plan: Plan) -> tuple[Text, ...]:
    """Give what is told of a plan, line by line."""
    return (
        *_extent(plan),
        *_per_person(plan),
        *_loads(plan),
        *_requests(plan),
        *_changes(plan),
    )


def clashing(plan: Plan) -> tuple[Text, ...]:
    """Give what is told where there is no plan, line by line."""
    number = len(plan.clashes)
    head = Text(
        f"{plan.posed.given.path}: tidak ada rencana yang memenuhi semuanya. Yang bertentangan ({number}):",
        f"{plan.posed.given.path}: no plan can keep to all of this. What clashes ({number}):",
    )
    foot = Text(
        "Ubah permintaannya, lalu ulangi. Tidak ada yang ditulis.",
        "Change the request, then run this again. Nothing was written.",
    )
    return (head, *_listed(plan.clashes), foot)


def next_steps(given: Ground) -> tuple[Text, ...]:
    """Say what to do with a schedule that was written."""
    return (
        Text(
            f"Langkah berikutnya: periksa dengan “giliran check {given.path}”, lalu ajukan berkas itu sebagai usulan.",
            f"Next: check it with “giliran check {given.path}”, then propose the file.",
        ),
    )


def _listed(lines: Iterable[Text]) -> Iterator[Text]:
    return (same("  - ") + line for line in lines)


def _extent(plan: Plan) -> Iterator[Text]:
    posed = plan.posed
    given, problem = posed.given, posed.problem
    days, used = len(given.days), sum(map(len, plan.home))
    most = sum(found.at_most for found in given.days)
    yield Text(
        f"{given.path}: {days} hari kerja direncanakan, {used} dari {most} tempat menurut aturan terpakai.",
        f"{given.path}: {counted(days, 'working day')} planned, {used} of the {most} places that the law allows are used.",
    )
    if given.since is not None:
        first = long_date(given.since)
        yield Text(f"Hari sebelum {first.id} tetap seperti adanya.", f"Days before {first.en} stay as they are.")
    asked = sum(problem.places)
    if asked < most:
        yield Text(
            f"Menurut permintaan hanya {asked} tempat yang hendak dipakai.",
            f"As it was asked, only {counted(asked, 'place')} were to be used.",
        )
    if used < asked:
        why = joined(_why_empty(plan), ", ")
        yield Text(
            f"{asked - used} tempat tetap kosong: {why.id}.", f"{counted(asked - used, 'place')} left empty: {why.en}."
        )
    if not plan.proven:
        yield Text(
            "Rencana ini sah, tetapi pencarian dihentikan sebelum terbukti paling merata.",
            "This plan is lawful, but the search ended before it was proven to be the fairest.",
        )


def _why_empty(plan: Plan) -> Iterator[Text]:
    """Name what was asked for that keeps people from home."""
    request = plan.posed.request
    if request.must_not.cells:
        yield Text("ada yang tidak boleh di rumah", "some must not be at home")
    if request.presence:
        yield Text("ada yang harus di kantor", "some must be at the office")
    if request.days_per_week is not None or request.days_per_week_of:
        yield Text("hari seminggu dibatasi", "days per week are limited")
    if request.together:
        yield Text("ada yang di rumah bersama", "some are at home together")
    if request.apart:
        yield Text("ada yang tidak di rumah bersama", "some are not at home together")


def _per_person(plan: Plan) -> Iterator[Text]:
    given = plan.posed.given
    had = Counter(person for people in plan.days.values() for person in people)
    could = Counter(person for found in given.open_days for person in found.people)
    whole = [person for person in given.people if could[person] == len(given.open_days)]
    if whole:
        least, most = min(had[one] for one in whole), max(had[one] for one in whole)
        low, high = _those(given, whole, had, least), _those(given, whole, had, most)
        if least == most:
            yield Text(f"Hari di rumah per orang: {least}.", f"Days at home per person: {least}.")
        else:
            yield Text(
                f"Hari di rumah per orang: dari {least} ({low.id}) sampai {most} ({high.id}).",
                f"Days at home per person: from {least} ({low.en}) to {most} ({high.en}).",
            )
    for person in given.people:
        if could[person] < len(given.open_days):
            name = given.named(person)
            yield Text(
                f"{name}, anggota {could[person]} hari: {had[person]} hari di rumah.",
                f"{name}, a member on {counted(could[person], 'day')}: {counted(had[person], 'day')} at home.",
            )


def _those(given: Ground, people: list[str], had: Counter[str], number: int) -> Text:
    those = [person for person in people if had[person] == number]
    if len(those) > NAMED:
        return Text(f"{len(those)} orang", f"{len(those)} people")
    return same(", ".join(given.named(person) for person in those))


def _loads(plan: Plan) -> Iterator[Text]:
    """Tell how far everyone is from what is due to them, when earlier months count."""
    posed = plan.posed
    if not any(posed.given.carried.get(person) for person in posed.given.people):
        return
    counts = tuple(map(len, plan.home))
    had = Counter(person for people in plan.home for person in people)
    loads = [load + had[person] for person, load in enumerate(posed.problem.loads(counts))]
    low, high = min(loads), max(loads)
    if _signed(low) == _signed(high) == same("0"):
        yield Text(
            "Bersama bulan-bulan sebelumnya semua mendapat bagian yang adil.",
            "With the months before everyone has their fair share.",
        )
        return
    yield Text(
        f"Bersama bulan-bulan sebelumnya: dari {_signed(low).id} sampai {_signed(high).id} hari terhadap bagian yang adil.",
        f"With the months before: from {_signed(low).en} to {_signed(high).en} days against a fair share.",
    )


def _signed(load: Fraction) -> Text:
    """Spell a load to the tenth of a day."""
    tenths = Fraction(round(load * 10), 10)
    sign = "−" if tenths < 0 else "+" if tenths > 0 else ""
    return same(sign) + decimal(abs(tenths))


def _requests(plan: Plan) -> Iterator[Text]:
    posed = plan.posed
    request = posed.request
    if posed.problem.pattern:
        off = sum((one in plan.home[day]) is not home for (day, one), home in posed.problem.pattern.items())
        if off:
            yield Text(
                f"Menyimpang dari pola “{request.pattern}”: {off} isian, karena batas dan permintaan lain.",
                f"Off the pattern “{request.pattern}”: {counted(off, 'cell')}, for the limit and other requests.",
            )
        else:
            yield Text(f"Pola “{request.pattern}” dipenuhi.", f"The pattern “{request.pattern}” is kept.")
    asked = len({*request.wishes.cells, *request.refusals.cells}) + len(request.wishes.impossible)
    if not asked and not request.wishes.never:
        return
    left = unmet(plan)
    yield Text(
        f"Keinginan: {asked}; tidak terpenuhi: {len(left)}{':' if left else '.'}",
        f"Wishes: {asked}; not met: {len(left)}{':' if left else '.'}",
    )
    yield from _listed(left)


def _changes(plan: Plan) -> Iterator[Text]:
    given = plan.posed.given
    if given.existing is None:
        return
    before, after = given.existing.home, plan.days
    lines = []
    cells = 0
    for day in sorted(before.keys() | after.keys()):
        old, new = before.get(day, ()), after.get(day, ())
        gone, come = [one for one in old if one not in new], [one for one in new if one not in old]
        cells += len(gone) + len(come)
        if gone or come:
            spelt = long_date(day)
            signs = same(": " + " ".join([*(f"+{one}" for one in come), *(f"−{one}" for one in gone)]))
            lines.append(spelt + signs)
    if not lines:
        yield Text("Tidak ada yang berubah terhadap berkas yang ada.", "Nothing changes against the file there is.")
        return
    yield Text(
        f"Berubah terhadap berkas yang ada: {cells} isian pada {len(lines)} hari:",
        f"Changed against the file there is: {counted(cells, 'cell')} on {counted(len(lines), 'day')}:",
    )
    yield from _listed(lines)
