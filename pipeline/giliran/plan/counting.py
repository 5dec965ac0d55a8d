"""Whether a plan is possible at all, and if not, which facts clash: by counting, never by searching.

Of every plan that keeps to what binds, one can be taken that has nobody at home but those who must be. Limits, minima at the
office, days in a week and being kept apart only ever ask for fewer people at home. So a plan exists exactly if those who
must be at home (with whoever is at home together with them) fit all of these, and every clash can be told with its
numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.wording import Text, joined, long_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from giliran.plan.posing import Posed


def clashes(posed: Posed) -> tuple[Text, ...]:
    """Give all that stands against any plan, in the order of the days; nothing where there is a plan."""
    return (*_impossible(posed), *_by_day(posed), *_by_week(posed))


def _impossible(posed: Posed) -> Iterator[Text]:
    """Tell of days on which somebody must be at home and cannot."""
    given, must = posed.given, posed.request.must
    for day, person, why in sorted(must.impossible, key=lambda each: (each[0], each[1])):
        name, spelt = given.named(person), long_date(day)
        yield Text(
            f"{spelt.id}: {name} diminta harus di rumah, tetapi {why.id}.",
            f"{spelt.en}: {name} is asked to be at home, but: {why.en}.",
        )
    for person in dict.fromkeys(must.never):
        name = given.named(person)
        yield Text(
            f"{name} diminta harus di rumah, tetapi tidak satu pun hari yang diminta memungkinkan.",
            f"{name} is asked to be at home, but not one of the days asked for is possible.",
        )
    if given.since is None:
        return
    for day, person in sorted(must.cells):
        if day < given.since and person not in given.settled.get(day, ()):
            name, spelt, first = given.named(person), long_date(day), long_date(given.since)
            yield Text(
                f"{spelt.id}: {name} diminta harus di rumah, tetapi hari sebelum {first.id} tidak diubah (--from).",
                f"{spelt.en}: {name} is asked to be at home, but days before {first.en} are not changed (--from).",
            )


def _by_day(posed: Posed) -> Iterator[Text]:
    problem, given = posed.problem, posed.given
    for at, allowed in enumerate(given.days):
        forced = problem.forced_on[at]
        spelt = long_date(allowed.day)
        for person in sorted(forced):
            if (at, person) in problem.barred:
                name, why = given.named(given.people[person]), posed.because[at, person]
                yield Text(
                    f"{spelt.id}: {name} harus di rumah ({why.id}), padahal juga diminta tidak di rumah.",
                    f"{spelt.en}: {name} must be at home ({why.en}), but is also asked not to be.",
                )
        if len(forced) > allowed.at_most:
            total = allowed.sum
            spelt_sum = Text("", "") if total is None else Text(f" ({total.id})", f" ({total.en})")
            names = _names(posed, at, forced)
            yield Text(
                f"{spelt.id}: {len(forced)} orang harus di rumah: {names.id}. "
                f"Batasnya {allowed.at_most} dari {allowed.headcount}{spelt_sum.id}.",
                f"{spelt.en}: {_people(len(forced))} must be at home: {names.en}. "
                f"The limit is {allowed.at_most} of {allowed.headcount}{spelt_sum.en}.",
            )
        for group, words in zip(problem.groups_on(at), posed.kept[at], strict=True):
            inside = forced & group.members
            if len(inside) > max(group.at_most, 0) or group.at_most < 0:
                names = _names(posed, at, inside)
                told = Text(f"{len(inside)} harus di rumah: {names.id}", f"{len(inside)} must be at home: {names.en}")
                if not inside:
                    told = Text("sebanyak itu tidak ada", "there are not so many")
                yield Text(f"{spelt.id}: {words.id}, tetapi {told.id}.", f"{spelt.en}: {words.en}, but {told.en}.")


def _by_week(posed: Posed) -> Iterator[Text]:
    problem, given = posed.problem, posed.given
    for week in problem.weeks:
        forced = [day for day in week.days if (day, week.person) in problem.forced]
        if len(forced) <= week.at_most:
            continue
        person = given.people[week.person]
        name = given.named(person)
        most = posed.request.days_per_week_of.get(person, posed.request.days_per_week)
        assert most is not None  # or there would be no such week
        days = joined((long_date(given.days[day].day) for day in forced), "; ")
        done = Text("", "")
        if week.at_most < most:
            left = week.at_most
            done = Text(
                f" Karena hari yang sudah tetap, tinggal {left}.", f" Of these, days that are settled leave {left}."
            )
        yield Text(
            f"{name} harus di rumah {len(forced)} hari dalam satu minggu ({days.id}); paling banyak {most}.{done.id}",
            f"{name} must be at home on {len(forced)} days of one week ({days.en}); at most {most}.{done.en}",
        )


def _names(posed: Posed, at: int, people: Iterable[int]) -> Text:
    told = []
    for person in sorted(people):
        name, why = posed.given.named(posed.given.people[person]), posed.because[at, person]
        told.append(Text(f"{name}, {why.id}", f"{name}, {why.en}"))
    return joined(told, "; ")


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"
