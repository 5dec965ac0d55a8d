"""Why a wish or a refusal was not met, told by counting who has the places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.plan.counting import counted
from giliran.wording import Text, long_date

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from giliran.plan import Plan
    from giliran.plan.problem import Cell


def unmet(plan: Plan) -> tuple[Text, ...]:
    """Give a sentence for each wish and each refusal that was not met, in the order of the days."""
    request, given = plan.posed.request, plan.posed.given
    told: list[tuple[datetime.date, int, Text]] = []
    order = {member.id: at for at, member in enumerate(given.unit.employees)}
    for day, person, why in request.wishes.impossible:
        told.append((day, order[person], _not_home(plan, day, person, why)))
    told.extend(
        (day, order[person], _not_home(plan, day, person, _why_not(plan, day, person)))
        for day, person in request.wishes.cells
        if person not in plan.days.get(day, ())
    )
    wished = frozenset(request.wishes.cells)
    told.extend(
        (day, order[person], _home_all_the_same(plan, day, person))
        for day, person in request.refusals.cells
        if (day, person) not in wished and person in plan.days.get(day, ())
    )
    return (*_never(plan), *(text for _, _, text in sorted(told, key=lambda each: each[:2])))


def _never(plan: Plan) -> Iterator[Text]:
    for person, why in dict.fromkeys(plan.posed.request.wishes.never):
        name = plan.posed.given.named(person)
        yield Text(
            f"{name} ingin di rumah, tetapi tidak satu pun hari yang diminta memungkinkan: {why.id}",
            f"{name} would like to be at home, but not one of the days asked for is possible: {why.en}",
        )


def _not_home(plan: Plan, day: datetime.date, person: str, why: Text) -> Text:
    name, spelt = plan.posed.given.named(person), long_date(day)
    return Text(
        f"{spelt.id}, {name} ingin di rumah: {why.id}", f"{spelt.en}, {name} would like to be at home: {why.en}"
    )


def _why_not(plan: Plan, day: datetime.date, person: str) -> Text:
    posed, problem = plan.posed, plan.posed.problem
    cell = posed.cell((day, person))
    if cell is None:
        return Text("hari itu tidak diubah (--from)", "that day is not changed (--from)")
    at, number = cell
    home = plan.home[at]
    if cell in problem.barred:
        return Text("juga diminta tidak di rumah hari itu", "also asked not to be at home that day")
    for group, words in zip(problem.groups_on(at), posed.kept[at], strict=True):
        if number in group.members and len(home & group.members) >= group.at_most:
            others = _named(plan, home & group.members)
            return words + (Text(f"; yang di rumah {others}", f"; at home is {others}") if others else Text("", ""))
    taken = len(home) >= problem.places[at]
    asked = all((at, one) in problem.forced or problem.wished.get((at, one), False) for one in home)
    if taken and asked:
        return _full(plan, cell)
    for week in problem.weeks:
        if week.person == number and at in week.days:
            had = sum(number in plan.home[one] for one in week.days)
            if had >= week.at_most:
                most = posed.request.most_in_a_week(person)
                assert most is not None  # or there would be no such week
                return Text(
                    f"jatah seminggu ({most} hari) terpakai pada hari lain",
                    f"the share of the week ({counted(most, 'day')}) is used on other days",
                )
    if taken:
        return _full(plan, cell)
    return Text("agar lebih banyak permintaan lain terpenuhi", "so that more of the other requests can be met")


def _full(plan: Plan, cell: Cell) -> Text:
    """Count who has the places of a day on which somebody else would have liked one."""
    problem = plan.posed.problem
    at, _ = cell
    home = plan.home[at]
    places = problem.places[at]
    if not places:
        return Text("hari itu tidak ada tempat", "there is no place that day")
    must = sum((at, one) in problem.forced for one in home)
    alike = sum((at, one) not in problem.forced and problem.wished.get((at, one), False) for one in home)
    parts = [
        part
        for number, part in (
            (must, Text(f"{must} orang harus di rumah", f"{must} must be at home")),
            (alike, Text(f"{alike} orang juga memintanya", f"{alike} asked for it too")),
        )
        if number
    ]
    rest = len(home) - must - alike
    if rest:
        parts.append(
            Text(
                f"{rest} yang lain agar lebih banyak permintaan terpenuhi",
                f"{rest} others so that more requests are met",
            )
        )
    told_id, told_en = ", ".join(part.id for part in parts), ", ".join(part.en for part in parts)
    if places == 1:
        return Text(f"satu-satunya tempat terpakai ({told_id})", f"the only place is taken ({told_en})")
    return Text(f"semua {places} tempat terpakai ({told_id})", f"all {places} places are taken ({told_en})")


def _home_all_the_same(plan: Plan, day: datetime.date, person: str) -> Text:
    posed, problem = plan.posed, plan.posed.problem
    name, spelt = posed.given.named(person), long_date(day)
    start = Text(f"{spelt.id}, {name} tidak ingin di rumah: ", f"{spelt.en}, {name} would rather not be at home: ")
    cell = posed.cell((day, person))
    if cell is None:
        return start + Text("hari itu tidak diubah (--from)", "that day is not changed (--from)")
    if cell in posed.because:
        return start + posed.because[cell]
    at, _ = cell
    could = [one for one in problem.able[at] if (at, one) not in problem.barred]
    rather = sum(problem.wished.get((at, one)) is False for one in could)
    places = problem.places[at]
    return start + Text(
        f"{places} tempat hendak dipakai, {len(could)} orang dapat di rumah, {rather} di antaranya tidak ingin",
        f"{counted(places, 'place')} to be used, {len(could)} people could be at home, {rather} of them would rather not",
    )


def _named(plan: Plan, people: frozenset[int]) -> str:
    return ", ".join(plan.posed.given.named(plan.posed.given.people[one]) for one in sorted(people))
