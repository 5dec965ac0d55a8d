"""The strict reader: the events of a YAML parser to plain data, a table of positions, and every fault in plain words.

From events, text stays text, and what we do not take can be refused where it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import yaml

from giliran.diagnostics import Diagnostic, Related
from giliran.documents.scalars import AmbiguousError, resolved
from giliran.documents.spans import placed
from giliran.source import Place
from giliran.textfaults import LIMIT, TooManyFaults, invalid_yaml, other_letter
from giliran.unseen import UNSEEN, lookalike
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.documents.spans import Pointer, Span

MAX_DEPTH = 20
"""Deepest nesting read. Our deepest format, a clause with a condition, has eight levels."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HIDDEN_IN_VALUE = re.compile(f"[{UNSEEN}\r]")


@dataclass(frozen=True, slots=True)
class Table:
    """The span of every value and of every key, by pointer."""

    values: dict[Pointer, Span] = field(default_factory=dict)
    keys: dict[Pointer, Span] = field(default_factory=dict)

    def value(self, pointer: Pointer) -> Span | None:
        """Give the span of a value."""
        return self.values.get(pointer)

    def key(self, pointer: Pointer) -> Span | None:
        """Give the span of the key that leads to a value."""
        return self.keys.get(pointer)


def _span(event: yaml.Event) -> Span:
    start, end = event.start_mark, event.end_mark
    assert start is not None
    assert end is not None
    return start.line, start.column, end.line, end.column


def parsed(path: str, text: str) -> tuple[object, tuple[Diagnostic, ...], Table]:
    """Give the data of a text, ``None`` if there are faults; the faults; and where everything stands."""
    reading = _Reading(path, text)
    try:
        reading.run(yaml.parse(text, Loader=_LOADER))
    except yaml.YAMLError as error:
        reading.faults.append(_invalid(path, text, error))
    except TooManyFaults:
        pass
    if not reading.faults and reading.data is None:
        message = Text("Berkas ini kosong.", "This file is empty.")
        advice = Text(
            "Isi berkas menurut panduan, atau hapus berkasnya. Tanpa berkas jadwal, semua pegawai bekerja di kantor.",
            "Fill the file in as the guide shows, or delete it. Without a schedule file everyone works at the office.",
        )
        reading.faults.append(Diagnostic("YM004", message, Place.of_file(path), help=advice))
    table = Table(reading.values, reading.keys)
    return None if reading.faults else reading.data, tuple(reading.faults[:LIMIT]), table


def _invalid(path: str, text: str, error: yaml.YAMLError) -> Diagnostic:
    if not isinstance(error, yaml.MarkedYAMLError):
        return invalid_yaml(path, text, "")
    begun, failed = error.context_mark, error.problem_mark
    return invalid_yaml(
        path,
        text,
        f"{error.context or ''} / {error.problem or ''}",
        None if begun is None else (begun.line, begun.column),
        None if failed is None else (failed.line, failed.column),
    )


class _Frame:
    """A collection that is being read: its data, its pointer, and the key that waits for a value."""

    __slots__ = ("data", "key", "pointer", "start")

    def __init__(self, data: dict[str, object] | list[object], pointer: Pointer, start: tuple[int, int]) -> None:
        self.data = data
        self.pointer = pointer
        self.key: str | None = None
        self.start = start


class _Reading:
    """One pass over the parser's events; keeps a stack instead of recursing, so that depth is ours to bound."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.data: object = None
        self.values: dict[Pointer, Span] = {}
        self.keys: dict[Pointer, Span] = {}
        self.faults: list[Diagnostic] = []
        self._stack: list[_Frame] = []
        self._documents = 0

    def run(self, events: Iterator[yaml.Event]) -> None:
        for event in events:
            if isinstance(event, yaml.ScalarEvent):
                self._decorations(event)
                self._scalar(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._decorations(event)
                self._open(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                frame = self._stack.pop()
                self.values[frame.pointer] = (*frame.start, *_span(event)[2:])
            elif isinstance(event, yaml.AliasEvent):
                self._alias(event)
            elif isinstance(event, yaml.DocumentStartEvent):
                self._document(event)

    def _fault(
        self, code: str, event: yaml.Event, message: Text, advice: Text, related: tuple[Related, ...] = ()
    ) -> None:
        line, column, end_line, end_column = _span(event)
        if end_line != line:
            end_line, end_column = line, column
        place = placed(self.path, (line, column, end_line, end_column))
        self.faults.append(Diagnostic(code, message, place, help=advice, related=related))
        if len(self.faults) >= LIMIT:
            raise TooManyFaults

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if event.version or event.tags:
            message = Text(
                "Baris yang diawali “%” tidak dipakai di sini.", "Lines that start with “%” are not used here."
            )
            self._fault("YM008", event, message, Text("Hapus baris itu.", "Delete that line."))
        if self._documents > 1:
            message = Text(
                "Berkas ini memuat lebih dari satu dokumen (dipisah “---”); yang dibaca hanya satu.",
                "This file holds more than one document (split by “---”); only one is read.",
            )
            advice = Text(
                "Pindahkan dokumen kedua ke berkas sendiri.", "Move the second document to a file of its own."
            )
            self._fault("YM011", event, message, advice)
            raise TooManyFaults

    def _decorations(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            message = Text(
                f"Tanda “&{event.anchor[:40]}” tidak dipakai di sini: setiap isian ditulis lengkap di tempatnya.",
                f"The mark “&{event.anchor[:40]}” is not used here: every entry is written out where it belongs.",
            )
            advice = Text(
                "Hapus tanda “&…”. Teks yang memang diawali “&” ditulis di antara tanda kutip.",
                "Delete the “&…” mark. Text that really starts with “&” goes between quotation marks.",
            )
            self._fault("YM007", event, message, advice)
        if event.tag is not None:
            message = Text(
                "Tanda “!” di depan isian tidak dipakai di sini: isian selalu teks, angka, atau daftar biasa.",
                "The mark “!” before an entry is not used here: entries are plain text, numbers or lists.",
            )
            advice = Text(
                "Hapus tanda “!…”. Teks yang memang diawali “!” ditulis di antara tanda kutip.",
                "Delete the “!…” mark. Text that really starts with “!” goes between quotation marks.",
            )
            self._fault("YM008", event, message, advice)

    def _alias(self, event: yaml.AliasEvent) -> None:
        name = (event.anchor or "")[:40]
        message = Text(
            f"Tanda “*{name}” tidak dipakai di sini: setiap isian ditulis lengkap di tempatnya.",
            f"The mark “*{name}” is not used here: every entry is written out where it belongs.",
        )
        advice = Text(
            "Tulis isinya di sini. Teks yang memang diawali “*” ditulis di antara tanda kutip.",
            "Write the content here. Text that really starts with “*” goes between quotation marks.",
        )
        self._fault("YM007", event, message, advice)
        self._put(event, None)

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        if len(self._stack) >= MAX_DEPTH:
            message = Text(
                f"Isian ini bersarang lebih dari {MAX_DEPTH} tingkat.",
                f"This entry is nested more than {MAX_DEPTH} levels deep.",
            )
            advice = Text("Periksa tanda kurung dan jarak awal baris.", "Check the brackets and the indentation.")
            self._fault("YM014", event, message, advice)
            raise TooManyFaults
        data: dict[str, object] | list[object] = {} if isinstance(event, yaml.MappingStartEvent) else []
        pointer = self._put(event, data)
        self._stack.append(_Frame(data, pointer, _span(event)[:2]))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        frame = self._stack[-1] if self._stack else None
        if frame is not None and frame.key is None and isinstance(frame.data, dict):
            self._key(frame, event)
        else:
            self._put(event, self._value(event))

    def _key(self, frame: _Frame, event: yaml.ScalarEvent) -> None:
        key = event.value
        plain = not event.style
        pointer = (*frame.pointer, key)
        assert isinstance(frame.data, dict)
        if plain and key == "<<":
            message = Text("Tanda gabung “<<” tidak dipakai di sini.", "The merge mark “<<” is not used here.")
            self._fault("YM010", event, message, Text("Tulis isiannya satu per satu.", "Write the entries one by one."))
        elif plain and not key:
            self._key_not_text(event)
        elif key in frame.data:
            message = Text(f"“{key}” ditulis dua kali.", f"“{key}” is written twice.")
            advice = Text(
                "Gabungkan keduanya menjadi satu, atau hapus salah satunya.", "Merge the two into one, or delete one."
            )
            first = placed(self.path, self.keys[pointer])
            related = (Related(first, Text("yang pertama di sini", "the first one is here")),)
            self._fault("YM009", event, message, advice, related)
        self._hidden(event)
        frame.key = key
        self.keys.setdefault(pointer, _span(event))

    def _key_not_text(self, event: yaml.Event) -> None:
        message = Text(
            "Nama isian di sebelah kiri titik dua harus teks biasa.", "The name left of a colon must be plain text."
        )
        advice = Text(
            "Tulis satu nama sebelum titik dua, tanpa tanda kurung dan tanpa “?”.",
            "Write one name before the colon, without brackets and without “?”.",
        )
        self._fault("YM015", event, message, advice)

    def _put(self, event: yaml.Event, value: object) -> Pointer:
        """Store a value under the collection being read, and give the pointer to it."""
        if not self._stack:
            self.data = value
            self.values[()] = _span(event)
            return ()
        frame = self._stack[-1]
        pointer: Pointer
        if isinstance(frame.data, list):
            pointer = (*frame.pointer, len(frame.data))
            frame.data.append(value)
        elif frame.key is None:
            self._key_not_text(event)
            raise TooManyFaults
        else:
            pointer = (*frame.pointer, frame.key)
            frame.data[frame.key] = value
            frame.key = None
        self.values[pointer] = _span(event)
        return pointer

    def _value(self, event: yaml.ScalarEvent) -> object:
        value: str = event.value
        if event.style:
            self._hidden(event)
            return value
        try:
            return resolved(value)
        except AmbiguousError:
            self._ambiguous(event, value)
            return value

    def _ambiguous(self, event: yaml.Event, value: str) -> None:
        message = Text(
            f"“{value[:40]}” dibaca berbeda-beda oleh program yang berbeda.",
            f"“{value[:40]}” is read differently by different programs.",
        )
        advice = Text(
            "Jika ini teks, tulis di antara tanda kutip; jika angka, tulis angka biasa seperti 15.",
            "If it is text, put it between quotation marks; if a number, write it plainly, like 15.",
        )
        self._fault("YM012", event, message, advice)

    def _hidden(self, event: yaml.ScalarEvent) -> None:
        if event.style != '"':
            return  # only there can a character be spelt; what stands in the text itself was looked at before
        if found := _HIDDEN_IN_VALUE.search(event.value):
            message = Text(
                f"Teks ini memuat tanda tak terlihat U+{ord(found[0]):04X}.",
                f"This text holds the invisible character U+{ord(found[0]):04X}.",
            )
            self._fault("YM013", event, message, Text("Hapus tanda itu.", "Delete that character."))
        elif taken := lookalike(event.value):
            line, column, _, _ = _span(event)
            self.faults.append(other_letter(placed(self.path, (line, column, line, column)), taken[0]))
