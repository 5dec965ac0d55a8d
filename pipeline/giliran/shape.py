"""What is wrong with the shape of a file: grammar errors to diagnostics, in a clerk's words."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING

from giliran.diagnostics import Diagnostic, Related
from giliran.grammar import schema
from giliran.judge import Judge
from giliran.spelling import guessed, suggestion
from giliran.wording import Text, joined, quoted
from giliran.wording import same as same_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from giliran.documents import Document
    from giliran.judge import Problem

_TYPES = {
    "object": Text("baris-baris “nama: isi” di bawahnya", "lines “name: content” below it"),
    "array": Text("daftar [ … ]", "a list [ … ]"),
    "string": Text("teks", "text"),
    "integer": Text("bilangan bulat", "a whole number"),
    "number": Text("angka", "a number"),
    "boolean": Text("true (ya) atau false (tidak)", "true or false"),
    "null": Text("kosong", "nothing"),
}


LIMIT = 100
"""Faults of shape told about one file: beyond that it is the wrong file, not a wrong entry."""


def shape_faults(kind: str, document: Document) -> tuple[Diagnostic, ...]:
    """Judge a document by the grammar of its format and explain every refusal."""
    found: dict[Diagnostic, None] = {}
    refused: Problem | None = None
    for problem in _judge(kind).problems(document.data):
        refused = problem
        found.update(dict.fromkeys(_EXPLAINERS.get(problem.keyword, _otherwise)(problem, document)))
        if len(found) >= LIMIT:
            break
    if refused is not None and not found:
        _otherwise(refused, document)
    return tuple(found)


@cache
def _judge(kind: str) -> Judge:
    return Judge(schema(kind))


def _shown(value: object) -> str:
    if value is True or value is False:
        return str(value).lower()
    words = " ".join(str(value).split())
    return words if len(words) <= 60 else f"{words[:59]}…"


def _field(problem: Problem) -> str:
    names = [str(part) for part in problem.pointer if isinstance(part, str)]
    return names[-1] if names else ""


def _subject(problem: Problem) -> Text:
    """Name what is at fault: by the grammar's title for an entry of a list, else by its key."""
    title = str(problem.schema.get("title", ""))
    if title and problem.pointer and isinstance(problem.pointer[-1], int):
        return _both(title)
    name = _field(problem)
    return Text(f"“{name}”", f"“{name}”") if name else Text("Berkas ini", "This file")


def _described(problem: Problem) -> Text | None:
    """Use the description that the grammar gives beside a constraint; both languages stand in it."""
    words = problem.schema.get("description")
    if not words:
        return None
    found = _both(words)
    return Text(f"{found.id}.", f"{found.en[:1].upper()}{found.en[1:]}.")


def _both(words: str) -> Text:
    indonesian, _, english = words.partition(" · ")
    return Text(indonesian, english or indonesian)


def _kind_of(value: object) -> Text:
    names = {dict: "object", list: "array", str: "string", bool: "boolean", int: "integer", float: "number"}
    return _TYPES[names.get(type(value), "null")]


def _unknown_key(problem: Problem, document: Document) -> Iterator[Diagnostic]:
    known = tuple(problem.schema.get("properties", {}))
    for key in problem.value:
        if key in known:
            continue
        message = Text(f"“{key}” bukan isian yang dikenal di sini.", f"“{key}” is not a known entry here.")
        listed = Text(f"Isian yang dikenal: {quoted(known)}.", f"Known entries: {quoted(known)}.")
        advice = guessed(key, known, listed)
        if problem.value[key] is None and problem.pointer:
            quotes = Text(
                "Bila ini bagian dari teks sebelumnya, tulis teks itu di antara tanda kutip.",
                "If this is part of the text before it, put that text between quotation marks.",
            )
            advice = joined((advice, quotes))
        yield Diagnostic("SH001", message, document.at_key((*problem.pointer, key)), help=advice)


def _missing_key(problem: Problem, document: Document) -> Iterator[Diagnostic]:
    open_to_others = problem.schema.get("additionalProperties", True)
    unknown = [] if open_to_others else [key for key in problem.value if key not in problem.schema["properties"]]
    for key in problem.limit:
        if key in problem.value or suggestion(key, unknown) is not None:
            continue  # it is there, or there misspelt, which is told as an unknown key
        message = Text(f"Isian “{key}” belum ada di sini.", f"The entry “{key}” is missing here.")
        advice = Text(f"Tambahkan “{key}: …”.", f"Add “{key}: …”.")
        yield Diagnostic("SH002", message, document.at(problem.pointer), help=advice)


def _wrong_type(problem: Problem, document: Document) -> Iterator[Diagnostic]:
    wanted = problem.limit if isinstance(problem.limit, list) else [problem.limit]
    subject, found = _subject(problem), _kind_of(problem.value)
    allowed = Text(" atau ".join(_TYPES[name].id for name in wanted), " or ".join(_TYPES[name].en for name in wanted))
    if problem.value is None:
        state = Text("masih kosong", "is still empty")
    else:
        state = Text(f"berisi {found.id}", f"holds {found.en}")
    message = Text(
        f"{subject.id} {state.id}; seharusnya {allowed.id}.", f"{subject.en} {state.en}; it should be {allowed.en}."
    )
    yield Diagnostic("SH003", message, document.at(problem.pointer), help=_retyped(problem, wanted))


def _retyped(problem: Problem, wanted: Sequence[str]) -> Text:
    """Say how to write the right type, from what was probably meant."""
    value = problem.value
    if value is None and "array" in wanted:
        return Text("Bila tidak ada siapa pun, tulis [].", "If there is nobody, write [].")
    if isinstance(value, str) and "object" in wanted and re.search(r":[^ ]", value):
        return Text(
            "Beri spasi setelah titik dua, misalnya “2023-09-01: [bp02]”.",
            "Put a space after the colon, like “2023-09-01: [bp02]”.",
        )
    if isinstance(value, dict) and list(wanted) == ["array"]:
        return Text("Awali setiap isian dengan tanda “- ”.", "Begin each entry with the mark “- ”.")
    if isinstance(value, str) and "array" in wanted and value.startswith("-"):
        return Text("Beri spasi setelah tanda “-”.", "Put a space after the mark “-”.")
    if isinstance(value, str) and "number" in wanted and re.fullmatch(r"[0-9]+,[0-9]+", value):
        return Text("Tulis angka desimal dengan titik: 7.5.", "Write decimals with a point: 7.5.")
    free = problem.schema.get("pattern") in {None, r"\S"}
    if isinstance(value, bool | int | float) and list(wanted) == ["string"] and free:
        return Text("Tulis isinya di antara tanda kutip.", "Put the content between quotation marks.")
    described = _described(problem)
    if described is not None:
        return described
    return _REWRITE.get(wanted[0], _REWRITE["string"])


_REWRITE = {
    "array": Text(
        "Tulis di antara kurung siku, misalnya [bp02, dw03].", "Write it between brackets, like [bp02, dw03]."
    ),
    "object": Text(
        "Tulis isinya di baris berikut, menjorok dua spasi: “nama: isi”.",
        "Write the content on the next lines, two spaces in: “name: content”.",
    ),
    "string": Text(
        "Ganti isinya; lihat contoh di berkas lain.", "Replace the content; see another file for an example."
    ),
}


def _not_allowed(problem: Problem, document: Document) -> Iterator[Diagnostic]:
    allowed = [_shown(value) for value in (problem.limit if problem.keyword == "enum" else [problem.limit])]
    shown, name = _shown(problem.value), _field(problem)
    message = Text(f"“{shown}” bukan pilihan untuk “{name}”.", f"“{shown}” is not a choice for “{name}”.")
    listed = Text(f"Pilihannya: {quoted(allowed)}.", f"The choices are: {quoted(allowed)}.")
    advice = guessed(shown, allowed, listed)
    yield Diagnostic("SH004", message, document.at(problem.pointer), help=advice)


def _wrong_form(problem: Problem, document: Document) -> Iterator[Diagnostic]:
    shown = _shown(problem.value)
    if problem.on_key:
        message = Text(
            f"“{shown}” tidak ditulis dalam bentuk yang benar.", f"“{shown}” is not written in the right form."
        )
        place = document.at_key((*problem.pointer, problem.value))
        dated, person = "[0-9]{4}" in str(problem.limit), "[a-z]{2}[0-9]" in str(problem.limit)
        advice = _DATE if dated else _PERSON if person else _SLUG
    elif not shown:
        message = Text(f"“{_field(problem)}” kosong.", f"“{_field(problem)}” is empty.")
        place, advice = document.at(problem.pointer), Text("Isi dengan teks.", "Fill in some text.")
    else:
        subject = _subject(problem)
        message = Text(
            f"{subject.id}: “{shown}” tidak ditulis dalam bentuk yang benar.",
            f"{subject.en}: “{shown}” is not written in the right form.",
        )
        place = document.at(problem.pointer)
        advice = _described(problem) or Text(f"Bentuknya: {problem.limit}", f"The form is: {problem.limit}")
        if shown != shown.lower() and re.search(str(problem.limit), shown.lower()):
            advice = guessed(shown, [shown.lower()], advice)
        if " " in shown and isinstance(problem.pointer[-1], int):
            comma = Text("Pisahkan isi daftar dengan koma.", "Separate the entries of a list with commas.")
            advice = joined((comma, advice))
    yield Diagnostic("SH005", message, place, help=advice)


_DATE = Text(
    "Tanggal ditulis tahun-bulan-hari, misalnya 2023-09-01.", "A date is written year-month-day, like 2023-09-01."
)
_PERSON = Text(
    "Tulis kode pegawai, bukan namanya: dua huruf kecil dan dua sampai lima angka, misalnya bp02.",
    "Write the employee's code, not the name: two lower-case letters and two to five digits, such as bp02.",
)
_SLUG = Text("Huruf kecil, angka, dan tanda hubung.", "Lower-case letters, digits and hyphens.")
_RANGES = {
    "minimum": Text("paling kecil", "at least"),
    "maximum": Text("paling besar", "at most"),
    "minLength": Text("panjangnya paling sedikit", "at least this many characters:"),
    "maxLength": Text("panjangnya paling banyak", "at most this many characters:"),
}


def _out_of_range(problem: Problem, document: Document) -> Iterator[Diagnostic]:
    subject, words = _subject(problem), _RANGES[problem.keyword]
    shown = _shown(problem.value)
    message = Text(
        f"{subject.id} berisi “{shown}”; {words.id} {problem.limit}.",
        f"{subject.en} holds “{shown}”; {words.en} {problem.limit}.",
    )
    long = problem.keyword == "maxLength"
    advice = (
        Text("Persingkat teksnya.", "Shorten the text.") if long else Text("Betulkan angkanya.", "Correct the number.")
    )
    yield Diagnostic("SH006", message, document.at(problem.pointer), help=advice)


def _repeated(problem: Problem, document: Document) -> Iterator[Diagnostic]:
    seen: dict[str, int] = {}
    for index, value in enumerate(problem.value):
        shown, same = _shown(value), _comparable(value)
        if same in seen:
            what = (
                Text("Isian yang sama", "The same entry")
                if isinstance(value, dict | list)
                else same_words(f"“{shown}”")
            )
            message = what + Text(" ditulis dua kali dalam daftar ini.", " is written twice in this list.")
            first = document.at((*problem.pointer, seen[same]))
            related = (Related(first, Text("yang pertama di sini", "the first one is here")),)
            advice = Text("Hapus salah satunya.", "Delete one of them.")
            place = document.at((*problem.pointer, index))
            yield Diagnostic("SH007", message, place, help=advice, related=related)
        seen.setdefault(same, index)


def _comparable(value: object) -> str:
    """Spell a value so that what JSON Schema holds equal is spelt alike: 1 and 1.0 are, 1 and true are not."""
    number = isinstance(value, int) and not isinstance(value, bool)
    return json.dumps(float(value) if number else value, sort_keys=True)  # type: ignore[arg-type]  # narrowed by number


def _wrong_number(problem: Problem, document: Document) -> Iterator[Diagnostic]:
    subject, number = _subject(problem), len(problem.value)
    least = problem.keyword.startswith("min")
    allowed = Text("paling sedikit", "at least") if least else Text("paling banyak", "at most")
    message = Text(
        f"{subject.id} berisi {number} isian; seharusnya {allowed.id} {problem.limit}.",
        f"{subject.en} holds {number} entries; it should be {allowed.en} {problem.limit}.",
    )
    advice = Text("Lengkapi isinya.", "Fill in the rest.") if least else Text("Kurangi isinya.", "Take some out.")
    yield Diagnostic("SH008", message, document.at(problem.pointer), help=advice)


def _otherwise(problem: Problem, _document: Document) -> Iterator[Diagnostic]:
    msg = f"a refusal that nobody explains: {problem.keyword} at {problem.pointer}"
    raise AssertionError(msg)


_EXPLAINERS: dict[str, Callable[[Problem, Document], Iterator[Diagnostic]]] = {
    "additionalProperties": _unknown_key,
    "required": _missing_key,
    "type": _wrong_type,
    "enum": _not_allowed,
    "const": _not_allowed,
    "pattern": _wrong_form,
    "minimum": _out_of_range,
    "maximum": _out_of_range,
    "minLength": _out_of_range,
    "maxLength": _out_of_range,
    "uniqueItems": _repeated,
    "minItems": _wrong_number,
    "maxItems": _wrong_number,
    "minProperties": _wrong_number,
}
