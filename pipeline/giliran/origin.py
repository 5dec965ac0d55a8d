"""Which data a document rests on: a commit of git, and whether the files have been edited since."""

from __future__ import annotations

from dataclasses import dataclass

from giliran.wording import Text, same

_EDITED = Text(", dengan perubahan yang belum disimpan di git", ", with changes that are not committed")


@dataclass(frozen=True, slots=True)
class State:
    """Where the data come from: the whole name of a commit, ``None`` outside git; ``edited`` on disk since."""

    commit: str | None
    edited: bool

    @property
    def words(self) -> Text:
        """Say so in a sentence."""
        if self.commit is None:
            return Text("Data ini tidak berada dalam git.", "The data are in no git repository.")
        more = _EDITED if self.edited else same("")
        return Text("Dari komit ", "From the commit ") + same(self.commit) + more + same(".")
