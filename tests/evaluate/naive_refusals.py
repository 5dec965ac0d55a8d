"""Refusals by another road: plain git commands, a checkout of every commit, and what ``giliran check`` says there.

Of the program only the command is used. Law, staff and calendar are those of the checkout.
"""

from __future__ import annotations

import datetime
import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml
from click.testing import CliRunner

from giliran.cli import giliran

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pasts import Repository

NUMBERS = ("brought", "versions", "refused", "unreadable", "held", "mended", "wrong_days")


@dataclass(frozen=True)
class Seen:
    """A version and what came of it; ``bringer`` is the merge, or the commit on the line."""

    place: str
    path: str
    commit: str
    bringer: str
    state: str
    wrong: frozenset[tuple[str, str, str]]
    mended: bool

    @property
    def unit(self) -> str:
        return self.path.rpartition("/")[0]


class NaiveRefusals:
    """All versions of the schedules of some months, the long way."""

    def __init__(self, made: Repository, checkouts: Path, months: set[str]) -> None:
        self.made = made
        self.checkouts = checkouts
        self.months = months
        self.said: dict[str, list[dict[str, Any]]] = {}
        self.merges = made.git("rev-list", "--first-parent", "--min-parents=2", "HEAD").split()
        self.seen = [*self._way(), *self._line()]

    def _way(self) -> list[Seen]:
        found = []
        for merge in self.merges:
            for commit in self.made.git("rev-list", f"{merge}^1..{merge}").split():
                if commit == merge:
                    continue
                words = ("diff-tree", "-r", "-c", "--root", "--no-commit-id", "--name-only", commit)
                paths = filter(self._is_ours, self.made.git(*words).split())
                there = [path for path in paths if self._blob(commit, path)]
                found += [self._judged("way", path, commit, merge, merge) for path in there]
        return found

    def _line(self) -> list[Seen]:
        line = self.made.git("rev-list", "--first-parent", "--reverse", "HEAD").split()
        found = []
        for path in sorted({path for commit in line for path in self._files(commit)}):
            blobs = [(commit, self._blob(commit, path)) for commit in line]
            changed = [each for at, each in enumerate(blobs) if at == 0 or blobs[at - 1][1] != each[1]]
            there = [commit for commit, blob in changed[:-1] if blob]
            found += [self._judged("line", path, commit, commit, line[-1]) for commit in there]
        return found

    def _judged(self, place: str, path: str, commit: str, bringer: str, later: str) -> Seen:
        state, wrong = self._state(commit, path)
        mended = state != "accepted" and (not self._blob(later, path) or self._state(later, path)[0] == "accepted")
        return Seen(place, path, commit, bringer, state, wrong, mended)

    def _state(self, commit: str, path: str) -> tuple[str, frozenset[tuple[str, str, str]]]:
        """Give the state, and code, clause and day of each error of the file."""
        _, agency, unit, _ = path.split("/")
        errors = [each for each in self._check(commit) if each["severity"] == "error"]
        own = frozenset(
            (each["code"], each["clause"]["id"] if each["clause"] else "none", each["date"] or "")
            for each in errors
            if each["path"] == path
        )
        needed = (f"units/{agency}/agency.yaml", f"units/{agency}/{unit}.yaml")
        if any(each["path"].startswith("policy/") or each["path"] in needed for each in errors):
            return "unreadable", frozenset(each for each in own if each[0].startswith("YM"))
        try:
            yaml.safe_load((self.checkouts / commit / path).read_text("utf-8"))
        except yaml.YAMLError:
            return "unreadable", own
        return ("refused" if own else "accepted"), own

    def _check(self, commit: str) -> list[dict[str, Any]]:
        if commit not in self.said:
            place = self.checkouts / commit
            self.made.git("worktree", "add", "--quiet", "--detach", str(place), commit)
            words = ("check", "--format", "json", "--no-cache", "--jobs", "1")
            done = CliRunner().invoke(giliran, ["-C", str(place), *words])
            self.said[commit] = json.loads(done.stdout)["diagnostics"]
        return self.said[commit]

    def _files(self, commit: str) -> list[str]:
        words = ("ls-tree", "-r", "--name-only", commit, "--", "schedules")
        return list(filter(self._is_ours, self.made.git(*words).split()))

    def _is_ours(self, path: str) -> bool:
        folder, _, name = path.rpartition("/")
        return folder.startswith("schedules/") and name.removesuffix(".yaml") in self.months

    def _blob(self, commit: str, path: str) -> str:
        return "".join(self.made.git("ls-tree", commit, "--", path).split()[2:3])

    def week(self, each: Seen) -> str:
        """Give the Monday of the commit in Jakarta."""
        time = int(self.made.git("show", "--no-patch", "--format=%ct", each.commit))
        year, week, _ = datetime.datetime.fromtimestamp(
            time, datetime.timezone(datetime.timedelta(hours=7))
        ).isocalendar()
        return datetime.date.fromisocalendar(year, week, 1).isoformat()

    def rows(self, first: str, last: str) -> dict[tuple[str, str, str], tuple[int, ...]]:
        """Count by place and agency, week and all, in days from ``first`` to ``last``.

        Proposals without a version have no row, and on the line what had none that failed.
        """
        groups: dict[tuple[str, str, str], list[Seen]] = {("line", "total", "total"): []}
        if self.merges:
            groups["way", "total", "total"] = []
        for each in self.seen:
            agency = each.path.split("/")[1]
            for group in (("agency", agency), ("week", self.week(each)), ("total", "total")):
                groups.setdefault((each.place, *group), []).append(each)
        told = {key for key, own in groups.items() if key[0] == "way" or any(each.state != "accepted" for each in own)}
        return {key: self._counted(own, first, last) for key, own in groups.items() if key in told or key[1] == "total"}

    def _counted(self, own: list[Seen], first: str, last: str) -> tuple[int, ...]:
        states = Counter(each.state for each in own)
        failed = [each for each in own if each.state != "accepted"]
        days = {(each.unit, day) for each in failed for _, _, day in each.wrong if first <= day <= last}
        held = {each.bringer for each in failed}
        mended = sum(each.mended for each in failed)
        brought = len({each.bringer for each in own})
        return brought, len(own), states["refused"], states["unreadable"], len(held), mended, len(days)

    def codes(self, first: str, last: str) -> dict[tuple[str, str, str], tuple[int, ...]]:
        """Count by place, code and clause: versions, those who brought them, mended ones, days."""
        found: dict[tuple[str, str, str], tuple[int, ...]] = {}
        for key in {(each.place, code, clause) for each in self.seen for code, clause, _ in each.wrong}:
            own = [each for each in self.seen if each.place == key[0] and any(one[:2] == key[1:] for one in each.wrong)]
            days = {(each.unit, one[2]) for each in own for one in each.wrong if one[:2] == key[1:]}
            inside = sum(first <= day <= last for _, day in days)
            found[key] = (len(own), len({each.bringer for each in own}), sum(each.mended for each in own), inside)
        return found
