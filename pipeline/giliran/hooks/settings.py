"""What a server is told about itself: settings of git under ``giliran.``, which no push can change.

=======================  ====================================================================================
``giliran.branch``       the branch that is in force; by default the one that ``HEAD`` of the repository names
``giliran.folder``       where in a commit the data stand; by default at the top
``giliran.site``         the folder of publication; without it nothing is published
``giliran.audience``     the edition that is published; by default the public one
``giliran.language``     the language of messages; by default Indonesian
``giliran.today``        a day to take for today, where people practise with schedules of long ago
``giliran.operator``     who may change every file; several
``giliran.@team.member`` who belongs to a team that ``admins`` or ``policy/owners.yaml`` names; several
=======================  ====================================================================================
"""

from __future__ import annotations

import getpass
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from giliran.audience import AUDIENCES, Audience
from giliran.corpus.values import parsed_date
from giliran.diagnostics import OperatorError
from giliran.store import answer_of_git, ask_git
from giliran.wording import LANGUAGES, Language, Text

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping
    from pathlib import Path

KNOWN_AS = ("GILIRAN_USER", "REMOTE_USER")
"""Variables that name who pushes, the first that is set: of a forced command of ssh, and of a web server that has asked
for a password. Otherwise it is the user of the system."""

Choice = TypeVar("Choice", bound=str)
_DEFAULT_BRANCH = "refs/heads/main"


@dataclass(frozen=True, slots=True)
class Settings:
    """How one repository is served. ``members`` are the users of each team; handles begin with ``@``."""

    branch: str
    folder: str
    site: Path | None
    audience: Audience
    language: Language
    today: datetime.date | None
    operators: frozenset[str]
    members: Mapping[str, frozenset[str]]

    def handles(self, user: str) -> frozenset[str] | None:
        """Give the handles that a user answers to, or ``None`` for an operator, who answers for everything.

        Capitals make no difference, as on the forges.
        """
        name = user.casefold()
        if name in {operator.casefold() for operator in self.operators}:
            return None
        teams = (team for team, users in self.members.items() if name in {one.casefold() for one in users})
        return frozenset({f"@{name}", *teams})


def read_settings(root: Path) -> Settings:
    """Read the settings of a repository. Raises :class:`OperatorError` for one that makes no sense."""
    found: dict[str, list[str]] = {}
    # Those of the repository alone: whoever pushes to a folder brings settings of their own.
    words = ("config", "--local", "--null", "--get-regexp", r"^giliran\.")
    code, told, _ = answer_of_git(root, *words)
    if code > 1:  # 1 is how git says that there are none
        ask_git(root, *words)
    for entry in os.fsdecode(told).split("\0"):
        key, _, value = entry.partition("\n")
        found.setdefault(key, []).append(value)

    def last(name: str, default: str) -> str:
        return found.get(f"giliran.{name}", [default])[-1]

    branch = last("branch", "") or _head(root)
    folder = last("folder", "").strip("/")
    site = last("site", "")
    members = {
        key.removeprefix("giliran.").removesuffix(".member"): frozenset(users)
        for key, users in found.items()
        if key.startswith("giliran.@") and key.endswith(".member")
    }
    return Settings(
        branch if branch.startswith("refs/") else f"refs/heads/{branch}",
        f"{folder}/" if folder else "",
        root / site if site else None,  # a relative one counts from the repository
        _chosen("audience", last("audience", "public"), AUDIENCES),
        _chosen("language", last("language", "id"), LANGUAGES),
        _day(last("today", "")),
        frozenset(found.get("giliran.operator", [])),
        members,
    )


def _head(root: Path) -> str:
    try:
        return os.fsdecode(ask_git(root, "symbolic-ref", "HEAD")).strip()
    except OperatorError:
        return _DEFAULT_BRANCH


def _chosen(name: str, value: str, choices: tuple[Choice, ...]) -> Choice:
    for choice in choices:
        if value == choice:
            return choice
    allowed = ", ".join(choices)
    raise OperatorError(
        Text(
            f"Setelan giliran.{name} berisi “{value}”; yang dikenal: {allowed}. Perbaiki dengan git config.",
            f"The setting giliran.{name} is “{value}”; known are: {allowed}. Mend it with git config.",
        )
    )


def _day(value: str) -> datetime.date | None:
    day = parsed_date(value)
    if value and day is None:
        raise OperatorError(
            Text(
                f"Setelan giliran.today berisi “{value}”; tulis tahun-bulan-hari, misalnya 2023-09-04."
                " (git config giliran.today 2023-09-04; git config --unset giliran.today)",
                f"The setting giliran.today is “{value}”; write year-month-day, like 2023-09-04."
                " (git config giliran.today 2023-09-04; git config --unset giliran.today)",
            )
        )
    return day


def who_pushes() -> str:
    """Name who pushes, as the server knows them and not as their commits say. Raises :class:`OperatorError` if nobody does."""
    for name in KNOWN_AS:
        if os.environ.get(name):
            return os.environ[name]
    try:
        return getpass.getuser()
    except (OSError, KeyError) as error:
        raise OperatorError(
            Text(
                "Tidak diketahui siapa yang mengirim. Tetapkan GILIRAN_USER pada peladen.",
                "It is not known who pushes. Set GILIRAN_USER on the server.",
            )
        ) from error
