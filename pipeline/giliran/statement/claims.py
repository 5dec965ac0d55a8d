"""What a statement says it is about, spelt on one line and read back."""

from __future__ import annotations

import dataclasses
import datetime
import re
from typing import TYPE_CHECKING, Any

from giliran.audience import AUDIENCES
from giliran.grammar import MONTH, SLUG
from giliran.statement import FORMAT, VERSION, Claims
from giliran.wording import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

_MONTH = re.compile(MONTH)
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_AGENCY = re.compile(SLUG)
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}")


KEYS = frozenset({"format", *(field.name for field in dataclasses.fields(Claims))})
"""What a statement says about itself, by key; a :class:`ValueError` that is no more than one of these names what is wrong."""


class NewerError(ValueError):
    """A statement of a later version than this program knows."""


def spelt(claims: Claims) -> str:
    """Spell claims on one line: ``giliran-statement 2 month=2023-09 agency= audience=internal …``."""
    told = {
        "month": claims.month,
        "agency": claims.agency or "",
        "audience": claims.audience,
        "language": claims.language,
        "commit": claims.commit,
        "time": claims.time,
    }
    return f"{FORMAT} {claims.version} " + " ".join(f"{key}={value}" for key, value in told.items())


def read(line: str) -> Claims:
    """Read claims that :func:`spelt` has written. Raises :class:`ValueError` for anything else."""
    name, version, *pairs = line.split(" ")
    return shown({**dict(pair.partition("=")[::2] for pair in pairs), "format": name, "version": version})


def shown(told: Mapping[str, str]) -> Claims:
    """Take claims from text, where nothing is an empty text. Raises :class:`ValueError` as :func:`of` does."""
    version = told.get("version", "")
    number = int(version) if version.isascii() and version.isdigit() else None
    return of({**told, "agency": told.get("agency") or None, "version": number})


def of(told: Mapping[str, Any]) -> Claims:
    """Take claims from what the first table says. Raises :class:`ValueError` for what is no statement, or a newer one."""
    if told.get("format") != FORMAT:
        raise ValueError("format")
    version = told.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise ValueError("version")
    if version > VERSION:
        raise NewerError
    for key, form in (("month", _MONTH), ("commit", _COMMIT), ("time", _TIME)):
        if not _fits(told.get(key), form):
            raise ValueError(key)
    _refuse_no_time(told["time"])
    agency = told.get("agency")
    if agency is not None and not _fits(agency, _AGENCY):
        raise ValueError("agency")
    for key, known in (("audience", AUDIENCES), ("language", LANGUAGES)):
        if told.get(key) not in known:
            raise ValueError(key)
    return Claims(told["month"], agency, told["audience"], told["language"], told["commit"], told["time"], version)


def _refuse_no_time(words: str) -> None:
    """Refuse what only looks like a time: the 31st of a month of 30 days, or a clock that is days ahead of UTC."""
    try:
        datetime.datetime.fromisoformat(words)
    except ValueError as error:
        raise ValueError("time") from error


def _fits(value: object, form: re.Pattern[str]) -> bool:
    """Tell whether a value is a text of some form; a number whose digits would do is none."""
    return isinstance(value, str) and form.fullmatch(value) is not None
