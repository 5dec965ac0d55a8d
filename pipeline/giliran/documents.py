"""YAML text to plain data, with a side table of positions. YAML parsers live here and nowhere else.

The dialect is YAML 1.2 core without its surprises: what YAML 1.1 and 1.2 read differently is text (``no``, ``16:00``,
dates) or refused (``0o17``, ``1_000``); anchors, aliases, tags, merge keys, duplicate keys and several documents are
refused. Data stay plain ``dict``, ``list``, ``str``, ``int``, ``float``, ``bool`` and ``None``; where each value and
each key stands is asked of the document, not of the value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import yaml

from giliran.diagnostics import Diagnostic, Related
from giliran.source import Place, Position
from giliran.textfaults import LIMIT, TooManyFaults, decoded, invalid_yaml
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

Pointer: TypeAlias = tuple[str | int, ...]
"""The way to a value from the top of its document: keys and 0-based list indexes."""

_Span: TypeAlias = tuple[int, int, int, int]
"""Line and column of the start and of the end, from 0 as the parser counts."""

MAX_DEPTH = 20
"""Deepest nesting read. Our deepest format, a clause with a condition, has eight levels."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONSTANTS = {"": None, "~": None, "true": True, "false": False, "True": True, "False": False}
_CONSTANTS |= {"null": None, "Null": None, "NULL": None, "TRUE": True, "FALSE": False}
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,8})\.[0-9]{1,6}")
_AMBIGUOUS = re.compile(
    r"[-+]?(0[xob][0-9a-fA-F_]+|[0-9][0-9_]*|[0-9][0-9_]*\.[0-9_]*|\.[0-9_]+|\.(inf|Inf|INF)"
    r"|([0-9][0-9_]*)?(\.[0-9]*)?[eE][-+]?[0-9]+)|\.(nan|NaN|NAN)"
)
_HIDDEN_IN_VALUE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Document:
    """One file read: plain data, and where everything stands.

    ``data`` is ``None`` when ``faults`` is not empty: what could not be read for certain is not guessed at.
    """

    path: str
    text: str
    data: object
    faults: tuple[Diagnostic, ...] = ()
    _values: dict[Pointer, _Span] = field(default_factory=dict, repr=False)
    _keys: dict[Pointer, _Span] = field(default_factory=dict, repr=False)

    def at(self, pointer: Pointer = ()) -> Place:
        """Give the place of a value; for a block of several lines, the key it stands under.

        A pointer that leads nowhere gives the place of the nearest value above it.
        """
        while pointer and pointer not in self._values:
            pointer = pointer[:-1]
        span = self._values.get(pointer)
        if span is None:
            return Place.of_file(self.path)
        line, column, end_line, _ = span
        if line == end_line:
            return _place(self.path, span)
        if pointer in self._keys:
            return _place(self.path, self._keys[pointer])
        first_line = self.text.split("\n", line + 1)[line]
        return Place.of_line(self.path, line + 1, column, max(column + 1, len(first_line.rstrip())))

    def at_key(self, pointer: Pointer) -> Place:
        """Give the place of the key that leads to a value, or of the value where there is no key."""
        span = self._keys.get(pointer)
        return _place(self.path, span) if span else self.at(pointer)


def _place(path: str, span: _Span) -> Place:
    line, column, end_line, end_column = span
    return Place(path, Position(line + 1, column + 1), Position(end_line + 1, end_column + 1))


def _span(event: yaml.Event) -> _Span:
    start, end = event.start_mark, event.end_mark
    assert start is not None
    assert end is not None
    return start.line, start.column, end.line, end.column


def read(path: str, content: bytes) -> Document:
    """Read one file. Never raises for bad content: whatever is wrong with it stands in ``faults``."""
    text, faults = decoded(path, content)
    if faults:
        return Document(path, text, None, faults)
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
    if reading.faults:
        return Document(path, text, None, tuple(reading.faults[:LIMIT]), reading.values, reading.keys)
    return Document(path, text, reading.data, (), reading.values, reading.keys)


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
        self.values: dict[Pointer, _Span] = {}
        self.keys: dict[Pointer, _Span] = {}
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
        place = _place(self.path, (line, column, end_line, end_column))
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
            first = _place(self.path, self.keys[pointer])
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
        if value in _CONSTANTS:
            return _CONSTANTS[value]
        if value[0] in "0123456789-+.":
            if _INTEGER.fullmatch(value):
                return int(value)
            if _DECIMAL.fullmatch(value):
                return float(value)
            if _AMBIGUOUS.fullmatch(value):
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
        if event.style == '"' and (found := _HIDDEN_IN_VALUE.search(event.value)):
            message = Text(
                f"Teks ini memuat tanda tak terlihat U+{ord(found[0]):04X}.",
                f"This text holds the invisible character U+{ord(found[0]):04X}.",
            )
            self._fault("YM013", event, message, Text("Hapus tanda itu.", "Delete that character."))
