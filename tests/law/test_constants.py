"""No constant of the law can change unnoticed: a worked example disagrees, or a golden table differs, mostly both."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from giliran.cases import SHARED, Bench
from tests.law.files import circulars, clause_path, clauses, data_of, file, law_paths, repository, tree_of
from tests.law.mutations import Mutation, mutations

if TYPE_CHECKING:
    from giliran.tree import Entry
    from tests.conftest import Golden


def _lean(path: str, data: Any) -> Entry:  # noqa: ANN401 - plain data
    """Write a file of the law without its readings, which say why and not what, so that no file of readings is needed."""
    return file(path, {key: value for key, value in data.items() if key != "readings"})


@cache
def _files(circular: str) -> dict[str, Entry]:
    own = [path for path in law_paths() if path in SHARED or path.startswith(f"policy/{circular}/")]
    return {path: _lean(path, data_of(path)) for path in own}


@cache
def _cases(circular: str) -> dict[str, str]:
    """Give the clause of every case of a circular, by path."""
    paths = [path for path in repository().entries if path.startswith(f"policy/{circular}/cases/")]
    return {path: data_of(path)["clause"] for path in paths}


_useful: dict[str, int] = {}


def caught_by(mutation: Mutation) -> str | None:
    """Give a case that disagrees with a changed law, or ``None`` where all still agree."""
    circular = mutation.circular
    files = dict(_files(circular))
    if mutation.data is None:
        del files[mutation.path]
    else:
        files[mutation.path] = _lean(mutation.path, mutation.data)
    bench = Bench(tree_of(files.values()), circular)
    own = mutation.path.rpartition("/")[2].removesuffix(".yaml")
    # A change of one clause shows in its own cases first, and soonest in those that caught others before.
    tried = sorted(_cases(circular).items(), key=lambda case: (case[1] != own, -_useful.get(case[0], 0)))
    alone = "/clauses/" in mutation.path and data_of(mutation.path)["kind"] not in {"share", "exclude"}
    for path, clause in tried:
        if alone and clause != own:
            return None
        if not bench.judged(repository().entries[path]).agrees:
            _useful[path] = _useful.get(path, 0) + 1
            return path
    return None


_NOT_ASKED = "no file says in which zone or app a record was made"
_LONGER = "from 07:30 to 16:00 are 8.5 hours, so that the two times decide before the minimum can"
_FACTS = "a unit that does not state the fact is refused in any case (UN004)"
_WEIGHED = "the superior weighs whether a reason is important and urgent; a schedule cannot show it"
_UNDATED = "no example asks this clause about a day that the new date would close"
_NEVER_DATED = "the check asks neither whether a question of review nor a recall falls on a day of its clause"
_DAY_OFF = "the day between the two dates is a weekend, on which nobody is scheduled"
_SHOWN = "what agencies record for the duty is shown beside it and never judged"
_EXCLUDED = "direct service is stopped by the exclusion beside it before any share is asked for"

S, M, N = "dki-jakarta/se-sekda-34-2023", "mendagri/inmendagri-2-2023", "menpanrb/se-17-2023"
ESCAPES = {
    f"{S}/attendance: zone Asia/Makassar": _NOT_ASKED,
    f"{S}/attendance: href dropped": _NOT_ASKED,
    f"{S}/hours: minimum-hours 6.5": _LONGER,
    f"{S}/hours: minimum-hours 7.0": _LONGER,
    f"{S}/hours: minimum-hours 8.0": _LONGER,
    f"{S}/hours: minimum-hours 8.5": _LONGER,
    f"{S}/hours: zone Asia/Makassar": _NOT_ASKED,
    f"{S}/online-service: when.required without service": _FACTS,
    f"{S}/online-service: when.required without digital": _FACTS,
    f"{S}/online-service: from 2023-09-04": _NEVER_DATED,
    f"{S}/online-service: until 2023-09-04": _NEVER_DATED,
    f"{S}/recall: requires without important": _WEIGHED,
    f"{S}/recall: requires without urgent": _WEIGHED,
    f"{S}/recall: from 2023-09-04": _NEVER_DATED,
    f"{S}/recall: until 2023-09-04": _NEVER_DATED,
    f"{S}/service-stays: when.required without service": _FACTS,
    f"{S}/service-stays: when.required without digital": _FACTS,
    f"{S}/wfh-share: at-most.0.until 2023-10-20": _DAY_OFF,
    f"{S}/wfh-share: at-most.1.from 2023-09-03": _DAY_OFF,
    f"{M}/service-stays: when.required without service": _FACTS,
    f"{M}/service-stays: from 2023-09-04": _UNDATED,
    f"{N}/open-channels: services dropped": _SHOWN,
    f"{N}/open-channels: services ['standards']": _SHOWN,
    f"{N}/publish-standards: services dropped": _SHOWN,
    f"{N}/publish-standards: services ['consultation', 'complaints']": _SHOWN,
    f"{N}/service-at-office: when.required without service": _FACTS,
    f"{N}/service-at-office: from 2023-09-04": _UNDATED,
    f"{N}/service-at-office: until 2023-09-04": _UNDATED,
    f"{N}/wfh-share: when.properties.service.enum ['administration', 'operational-support', 'direct']": _EXCLUDED,
    f"{N}/wfh-share: when.required without service": _FACTS,
    f"{N}/wfh-share: when dropped": _EXCLUDED,
}
"""The changes that no example can see, each with its reason; only the golden table catches these."""


@pytest.mark.parametrize("clause", clauses())
def test_a_changed_clause_is_caught_by_an_example(clause: str) -> None:
    """Guards every number, date, time, status, role, fact, kind and rounding of the law.

    Each constant of the clause is changed by itself; some worked example must then disagree, but for the changes listed
    above. The list is exact: a change that is caught after all has no place on it.
    """
    own = [mutation for mutation in mutations() if mutation.path == clause_path(clause)]
    assert own
    escaped = [mutation.name for mutation in own if caught_by(mutation) is None]
    assert escaped == [mutation.name for mutation in own if mutation.name in ESCAPES]


@pytest.mark.parametrize("circular", circulars())
def test_changed_days_in_force_are_caught_by_an_example(circular: str) -> None:
    """Guards the first and the last day on which a circular is in force."""
    own = [mutation for mutation in mutations() if mutation.path == f"policy/{circular}/circular.yaml"]
    assert own
    assert [mutation.name for mutation in own if caught_by(mutation) is None] == []


def test_every_known_escape_is_tried() -> None:
    """Guards the list of escapes against names that no mutation has any more."""
    assert set(ESCAPES) <= {mutation.name for mutation in mutations()}
    assert len(mutations()) >= 400


WORDS = frozenset({"title", "text", "question", "due", "summary", "gaps", "sources"})
"""Entries that hold sentences for people, in both languages; everything else is a constant."""


def _rows(data: Any, pointer: str = "") -> list[tuple[str, str]]:  # noqa: ANN401 - plain data
    """Spell every constant on a row of its own; lists of plain values and sources take one row."""
    if isinstance(data, dict) and pointer.endswith("reference"):
        parts = (data["title"], data.get("point", ""), data.get("href", "without address"))
        return [(pointer, f"[{data.get('grade', '-')}] {' · '.join(part for part in parts if part)}")]
    if isinstance(data, dict) and set(data) <= WORDS | {"id", "en"}:
        return [(pointer, "in words only")] if pointer else []
    if isinstance(data, dict):
        return [
            row
            for key, value in data.items()
            if key not in WORDS
            for row in _rows(value, f"{pointer}.{key}".removeprefix("."))
        ]
    if isinstance(data, list) and any(isinstance(value, dict) for value in data):
        return [row for number, value in enumerate(data, 1) for row in _rows(value, f"{pointer} {number}")]
    if isinstance(data, list):
        return [(pointer, ", ".join(map(str, data)) or "none")]
    return [(pointer, f"{data}".lower() if isinstance(data, bool) else f"{data}")]


def table(changed: Mutation | None = None) -> str:
    """Give every constant of the law as a table for people, with one change made where it is given."""
    lines = []
    for path in law_paths():
        data = data_of(path)
        if changed is not None and changed.path == path:
            data = changed.data
        lines.append(path if data is not None else f"{path} is gone")
        lines.extend(f"  {pointer:34}  {value}" for pointer, value in _rows(data if data is not None else {}))
        lines.append("")
    return "\n".join(lines)


def test_constants_of_the_law(golden: Golden) -> None:
    """Guards every constant of every circular, clause and jurisdiction, the facts and the calendar against a change nobody decided.

    Whoever changes the law writes the table anew with ``--bless``, and the change is read in its diff.
    """
    golden("law.txt", table())


def test_every_change_shows_in_the_table() -> None:
    """Guards the golden table itself: no constant can change without changing it."""
    known = table()
    hidden = [mutation.name for mutation in mutations() if table(mutation) == known]
    assert hidden == []
