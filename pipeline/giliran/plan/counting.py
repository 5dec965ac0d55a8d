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
    import datetime
    from collections.abc import Iterable, Iterator

    from giliran.plan.posing import Posed


def clashes(posed: Posed) -> tuple[Text, ...]:
    """Give all that stands against any plan; nothing where there is a plan. What is the same on several days is told once."""
    by_words: dict[Text, list[datetime.date]] = {}
    for day, words in (*_impossible(posed), *_recalled(posed), *_settled(posed), *_by_day(posed)):
        by_words.setdefault(words, []).append(day)
    dated = sorted(((sorted(set(days)), words) for words, days in by_words.items()), key=lambda each: each[0])
    return (*_never(posed), *(_on(days) + words for days, words in dated), *_by_week(posed))


def _on(days: list[datetime.date]) -> Text:
    """Name the first of some days, and tell how many more there are."""
    first = long_date(days[0])
    if len(days) == 1:
        return Text(f"{first.id}: ", f"{first.en}: ")
    others = len(days) - 1
    last = days[-1].isoformat()
    return Text(
        f"{first.id}, begitu pula {others} hari lain sampai {last}: ",
        f"{first.en}, and on {others} more {'day' if others == 1 else 'days'} until {last}: ",
    )


def _impossible(posed: Posed) -> Iterator[tuple[datetime.date, Text]]:
    """Tell of days on which somebody must be at home and cannot."""
    for day, person, why in posed.request.must.impossible:
        name = posed.given.named(person)
        yield (
            day,
            Text(
                f"{name} diminta harus di rumah, tetapi {why.id}.",
                f"{name} is asked to be at home, but {why.en}.",
            ),
        )


def _recalled(posed: Posed) -> Iterator[tuple[datetime.date, Text]]:
    """Tell of people called in on days on which they cannot be at home: the schedule there is has a fault of its own."""
    given = posed.given
    for recall in given.existing.recalls if given.existing is not None else ():
        if recall.day not in given.allowed or (given.since is not None and recall.day < given.since):
            continue
        why = given.obstacle(recall.day, recall.employee)
        if why is not None:
            name = given.named(recall.employee)
            yield (
                recall.day,
                Text(
                    f"{name} tercatat dipanggil ke kantor, tetapi {why.id}; betulkan “recalls” dalam berkas itu dulu.",
                    f"{name} is recorded as called in, but {why.en}; mend “recalls” in the file first.",
                ),
            )


def _never(posed: Posed) -> Iterator[Text]:
    """Tell of people who must be at home on days none of which is possible."""
    for person, why in dict.fromkeys(posed.request.must.never):
        name = posed.given.named(person)
        yield Text(
            f"{name} diminta harus di rumah, tetapi tidak satu pun hari yang diminta memungkinkan: {why.id}.",
            f"{name} is asked to be at home, but not one of the days asked for is possible: {why.en}.",
        )


def _settled(posed: Posed) -> Iterator[tuple[datetime.date, Text]]:
    """Tell of days that stay as they are, on which somebody must be at home and is not."""
    given = posed.given
    if given.since is None:
        return
    first = long_date(given.since)
    for day, person in posed.request.must.cells:
        if day < given.since and person not in given.settled.get(day, ()):
            name = given.named(person)
            yield (
                day,
                Text(
                    f"{name} diminta harus di rumah, tetapi hari sebelum {first.id} tidak diubah (--from).",
                    f"{name} is asked to be at home, but days before {first.en} are not changed (--from).",
                ),
            )


def _by_day(posed: Posed) -> Iterator[tuple[datetime.date, Text]]:
    problem, given = posed.problem, posed.given
    for at, allowed in enumerate(given.days):
        forced = problem.forced_on[at]
        day = allowed.day
        for person in sorted(forced):
            if (at, person) in problem.barred:
                name, why = given.named(given.people[person]), posed.because[at, person]
                yield (
                    day,
                    Text(
                        f"{name} harus di rumah ({why.id}), padahal juga diminta tidak di rumah.",
                        f"{name} must be at home ({why.en}), but is also asked not to be.",
                    ),
                )
        if len(forced) > allowed.at_most:
            total = allowed.sum
            spelt_sum = Text("", "") if total is None else Text(f" ({total.id})", f" ({total.en})")
            names = _names(posed, at, forced)
            yield (
                day,
                Text(
                    f"{len(forced)} orang harus di rumah: {names.id}. "
                    f"Batasnya {allowed.at_most} dari {allowed.headcount}{spelt_sum.id}.",
                    f"{'1 person' if len(forced) == 1 else f'{len(forced)} people'} must be at home: {names.en}. "
                    f"The limit is {allowed.at_most} of {allowed.headcount}{spelt_sum.en}.",
                ),
            )
        for group, words in zip(problem.groups_on(at), posed.kept[at], strict=True):
            inside = forced & group.members
            if len(inside) > max(group.at_most, 0) or group.at_most < 0:
                names = _names(posed, at, inside)
                told = Text(f"{len(inside)} harus di rumah: {names.id}", f"{len(inside)} must be at home: {names.en}")
                if not inside:
                    told = Text("sebanyak itu tidak ada", "there are not so many")
                yield day, Text(f"{words.id}, tetapi {told.id}.", f"{words.en}, but {told.en}.")


def _by_week(posed: Posed) -> Iterator[Text]:
    problem, given = posed.problem, posed.given
    for week in problem.weeks:
        forced = [day for day in week.days if (day, week.person) in problem.forced]
        if len(forced) <= week.at_most:
            continue
        person = given.people[week.person]
        name = given.named(person)
        most = posed.request.most_in_a_week(person)
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


def counted(number: int, one: str) -> str:
    """Spell a number of things in English: ``1 day``, ``2 days``."""
    return f"{number} {one}" if number == 1 else f"{number} {one}s"
