"""What was worked out before and still holds, so that an edit of one file does not cost the reading of all."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable


Made = TypeVar("Made")


class Memory:
    """Results of pure functions, by everything that they depend on: whoever asks names it whole in the key.

    It lives as long as whoever follows a repository through its edits; a single check needs none.
    """

    def __init__(self) -> None:
        self._kept: dict[Hashable, object] = {}
        self._asked: dict[Hashable, object] = {}

    def recall(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Give what was made under a key, or make it."""
        if key not in self._asked:
            self._asked[key] = self._kept[key] if key in self._kept else make()
        return cast("Made", self._asked[key])

    def turn(self) -> None:
        """Forget what nobody has asked for since the last turn."""
        self._kept, self._asked = self._asked, {}
