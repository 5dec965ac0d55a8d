"""Small groups: none is shown, and none can be worked out from what is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from giliran.suppression import Group, hidden

SMALLEST = 10


@given(some.lists(some.integers(0, 30), max_size=12), some.data())
def test_nothing_small_is_left_to_work_out(sizes: list[int], data: some.DataObject) -> None:
    uniform = data.draw(some.sets(some.integers(0, 11)))
    groups = [Group(f"g{number}", size, number in uniform) for number, size in enumerate(sizes)]
    found = hidden(groups, SMALLEST)
    shown = [group for group in groups if group.name not in found.groups]
    assert all(group.people == 0 or (group.people >= SMALLEST and not group.uniform) for group in shown)
    out = [group for group in groups if group.name in found.groups]
    if out and not found.total:
        # What the total less the groups shown tells is about at least two groups, together no small one.
        assert len(out) >= 2
        assert sum(group.people for group in out) >= SMALLEST


def test_nothing_is_hidden_without_need() -> None:
    assert hidden([Group("a", 10), Group("b", 200), Group("c", 0)], SMALLEST).groups == frozenset()


def test_the_smallest_other_group_goes_along() -> None:
    found = hidden([Group("a", 3), Group("b", 200), Group("c", 40)], SMALLEST)
    assert found.groups == {"a", "c"}
    assert not found.total


def test_the_total_goes_where_nothing_else_can() -> None:
    assert hidden([Group("a", 3)], SMALLEST).total
    assert hidden([Group("a", 3), Group("b", 4)], SMALLEST).total
    assert not hidden([Group("a", 6), Group("b", 5)], SMALLEST).total
