"""A schedule file from nothing, as the guide shows it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from giliran.documents.scalars import AmbiguousError, resolved
from giliran.edits.lists import in_brackets

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping

    from giliran.model import Recall

_PLAIN = re.compile(r"[A-Za-z0-9(](?:[A-Za-z0-9 ()./'\"+;&*%@!=$-]*[A-Za-z0-9().%!])?")


def schedule_text(home: Mapping[datetime.date, Iterable[str]], recalls: Iterable[Recall] = ()) -> str:
    """Write a schedule: days in order, people sorted, days without anybody left out."""
    days = {day: sorted(set(people)) for day, people in sorted(home.items())}
    lines = [f"  {day.isoformat()}: {in_brackets(people)}" for day, people in days.items() if people]
    text = "\n".join(("wfh:", *lines)) if lines else "wfh: {}"
    ordered = sorted(recalls, key=lambda recall: (recall.day, recall.employee))
    if ordered:
        text = "\n".join((text, "recalls:", *map(_recall, ordered)))
    return f"{text}\n"


def _recall(recall: Recall) -> str:
    parts = {
        "date": recall.day.isoformat(),
        "employee": recall.employee,
        "ordered-by": recall.ordered_by,
        "reason": _text(recall.reason),
    }
    return f"  - {{{', '.join(f'{key}: {words}' for key, words in parts.items())}}}"


def _text(words: str) -> str:
    """Write a text, between quotation marks where it would be read as something else without them."""
    try:
        plain = _PLAIN.fullmatch(words) is not None and resolved(words) == words
    except AmbiguousError:
        plain = False
    return words if plain else json.dumps(words, ensure_ascii=False)
