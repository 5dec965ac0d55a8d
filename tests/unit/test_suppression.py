"""Small groups: none is shown, and none can be worked out from what is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as some

from giliran.suppression import Group, Hidden, hidden

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SMALLEST = 10


def apart(groups: Sequence[Group]) -> Callable[[Sequence[str]], int]:
    """Count the people of groups that share nobody."""
    sizes = {group.name: group.people for group in groups}
    return lambda names: sum(sizes[name] for name in names)


def left_out(*sizes: int) -> Hidden:
    groups = [Group(name, size) for name, size in zip("abc", sizes, strict=False)]
    return hidden(groups, SMALLEST, apart(groups))


@given(some.lists(some.integers(0, 30), max_size=12), some.data())
def test_nothing_small_is_left_to_work_out(sizes: list[int], data: some.DataObject) -> None:
    uniform = data.draw(some.sets(some.integers(0, 11)))
    groups = [Group(f"g{number}", size, number in uniform) for number, size in enumerate(sizes)]
    found = hidden(groups, SMALLEST, apart(groups))
    shown = [group for group in groups if group.name not in found.groups]
    assert all(group.people == 0 or (group.people >= SMALLEST and not group.uniform) for group in shown)
    out = [group for group in groups if group.name in found.groups]
    if out and not found.total:
        # What the total less the groups shown tells is about at least two groups, together no small one.
        assert len(out) >= 2
        assert sum(group.people for group in out) >= SMALLEST
        # Nor that there is one person in each.
        assert sum(group.people for group in out) > sum(group.people > 0 for group in out)


def test_nothing_is_hidden_without_need() -> None:
    assert left_out(10, 200, 0).groups == frozenset()


def test_the_smallest_other_group_goes_along() -> None:
    found = left_out(3, 200, 40)
    assert found.groups == {"a", "c"}
    assert not found.total


def test_the_total_goes_where_nothing_else_can() -> None:
    assert left_out(3).total
    assert left_out(3, 4).total
    assert not left_out(6, 5).total


def test_one_in_each_is_not_told_by_their_sum() -> None:
    ones = [Group(f"g{number:02}", 1) for number in range(SMALLEST)]
    assert hidden(ones, SMALLEST, apart(ones)).total
    assert not hidden([*ones, Group("two", 2)], SMALLEST, apart([*ones, Group("two", 2)])).total
    more = [*ones, Group("large", 40), Group("larger", 50)]
    assert hidden(more, SMALLEST, apart(more)) == Hidden(
        frozenset({*(group.name for group in ones), "large"}), total=False
    )


def test_the_same_people_on_two_days_are_no_larger_group() -> None:
    days = [Group("2023-09-04", 6), Group("2023-09-05", 6), Group("2023-09-06", 30)]
    assert hidden(days, SMALLEST, lambda names: 30 if "2023-09-06" in names else 6).groups == {day.name for day in days}
