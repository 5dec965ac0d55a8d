"""The mapping file: which files are exported, what their columns are called, and how times and places are written there.

It is judged like every other file of ours, with line and column. It holds no personal data, and names of files relative
to its own folder.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from giliran.corpus.values import Values
from giliran.documents import read
from giliran.reconcile.misfits import misfits
from giliran.reconcile.words import WORDS, Words
from giliran.shape import shape_faults
from giliran.zones import zone_named

if TYPE_CHECKING:
    from giliran.diagnostics import Diagnostic
    from giliran.reconcile.rows import Titles
    from giliran.timeline import Period

ExportKind = Literal["attendance", "report", "calls"]
EXPORT_KINDS: tuple[ExportKind, ...] = get_args(ExportKind)
GRAMMAR = "exports"


@dataclass(frozen=True, slots=True)
class Format:
    """How a table is written. ``separator`` and ``encoding`` are found out where they are not named."""

    separator: str | None = None
    encoding: str | None = None
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Export:
    """One sort of file. ``columns`` names the header of each role; ``zone`` is that of times that tell none.

    Several times of a row, and their places, have the roles ``time-1``, ``place-1`` and so on.
    """

    kind: ExportKind
    files: tuple[str, ...]
    columns: Titles
    form: Format = Format()
    zone: str | None = None
    words: Words = WORDS

    @property
    def times(self) -> tuple[str, ...]:
        """Name the roles of the columns of times, in the order of the day."""
        return tuple(role for role in self.columns if role.partition("-")[0] == "time")

    @property
    def wide(self) -> bool:
        """Tell whether a row has several records."""
        return len(self.times) > 1

    def words_of(self, time: str) -> str:
        """Name the role of the column that says where a record was made, or whether a call was answered."""
        own = time.replace("time", "place")
        return "answer" if self.kind == "calls" else own if own in self.columns else "place"


@dataclass(frozen=True, slots=True)
class People:
    """How the table from NIP to employee code is written."""

    columns: Titles
    form: Format = Format()


@dataclass(frozen=True, slots=True)
class Mapping:
    """All that is exported, for a closed period of days."""

    period: Period
    exports: tuple[Export, ...]
    people: People = People({"number": "nip", "code": "id"})

    @property
    def days(self) -> int:
        """Count the days of the period."""
        return (self.period.last - self.period.start).days + 1


def read_mapping(path: str, content: bytes) -> tuple[Mapping | None, tuple[Diagnostic, ...]]:
    """Read a mapping, or give every fault of it."""
    document = read(path, content)
    faults = document.faults or (*shape_faults(GRAMMAR, document), *misfits(document))
    if faults:
        return None, faults
    data: Any = document.data
    exports = tuple(_export(entry) for entry in data["exports"])
    people = data.get("people")
    table = {} if people is None else {"people": People(dict(people["columns"]), _form(people))}
    return Mapping(Values(document).period(data, ()), exports, **table), ()


def _form(entry: Any) -> Format:  # noqa: ANN401 - plain data that the grammar has accepted
    separator = entry.get("separator")
    return Format("\t" if separator == "tab" else separator, entry.get("encoding"), entry.get("sheet"))


def _export(entry: Any) -> Export:  # noqa: ANN401 - plain data that the grammar has accepted
    zone = zone_named(entry["zone"]) if "zone" in entry else None
    return Export(
        entry["kind"],
        tuple(entry["files"]),
        _roles(entry["columns"]),
        _form(entry),
        zone,
        Words.written(entry.get("words", {})),
    )


def _roles(columns: dict[str, Any]) -> dict[str, str]:
    """Give each column a role of its own."""
    found: dict[str, str] = {}
    for role, title in columns.items():
        if isinstance(title, str):
            found[role] = title
        else:
            found |= {f"{role.removesuffix('s')}-{place}": each for place, each in enumerate(title, start=1)}
    return found
