"""Each question as a table with a picture beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from giliran.views.capacity.measured import megabytes, number, seconds, times
from giliran.views.survey.charts import Chart
from giliran.views.words import grouped
from giliran.wording import Text, joined, same

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from giliran.views.capacity.measured import Question, Row

TIME, SPAN = Text("Waktu", "Time"), Text("Tercepat–terlama", "Quickest–slowest")
PROCESSOR, MEMORY = Text("Waktu prosesor", "Processor time"), Text("Memori puncak", "Peak memory")
RATIO = Text("Nisbah", "Ratio")
_ALL = Text("Tabel di bawahnya memuat setiap angka.", "The table below has every number.")


Bar: TypeAlias = "tuple[Text, float, Text]"
"""What a bar stands for, how long it is, and how that is spelt."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: what it is about, and its numbers."""

    words: Text
    cells: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A table, with a picture of it where there is one. ``key`` sets its ids apart from others on the page.

    ``small`` figures come from a try on few people; ``extrapolated`` ones nobody has measured.
    """

    key: str
    title: Text
    note: Text
    head: Text
    columns: tuple[Text, ...]
    lines: tuple[Line, ...]
    chart: Chart | None = None
    small: bool = False
    extrapolated: bool = False


def checked(found: Question) -> Exhibit:
    """Show the whole check beside its peers."""
    words = {
        "giliran": same("giliran check"),
        "giliran-one-process": same("giliran check --jobs 1"),
        "pyyaml-jsonschema": same("PyYAML + jsonschema, is_valid"),
        "pyyaml-jsonschema-validate": same("PyYAML + jsonschema.validate"),
        "js-yaml-ajv": same("js-yaml + Ajv"),
    }
    title = Text(
        "Memeriksa semua jadwal, tanpa cache: kami dan yang lain",
        "Checking all schedules, no cache: ours and others",
    )
    peers = found.versions(("PyYAML", "jsonschema", "js-yaml", "ajv", "Node"))
    return _bars("check", title, found, words, note=found.note + same(" ") + peers + same("."))


def waited(found: Question) -> Exhibit:
    """Show how long somebody waits, with a cache and without one."""
    many = found.named("faults")[0].faults or 0
    words = {
        "cold": Text("Semua, tanpa cache", "All, no cache"),
        "first": Text("Semua, cache masih kosong", "All, the cache still empty"),
        "unchanged": Text("Semua, tidak ada yang berubah", "All, nothing changed"),
        "one-among-all": Text("Semua, satu jadwal berubah", "All, one schedule changed"),
        "one-named": Text("Satu jadwal yang disebut, berubah", "One schedule named, changed"),
        "one-named-no-cache": Text("Satu jadwal disebut, tanpa cache", "One schedule named, no cache"),
        "faults": Text(
            f"Dengan {grouped(many).id} kesalahan, tanpa cache", f"With {grouped(many).en} faults, no cache"
        ),
    }
    return _bars("waits", Text("Berapa lama menunggu pemeriksaan", "How long one waits for the check"), found, words)


def built(found: Question) -> Exhibit:
    """Show how long the site takes."""
    words = {
        "cold": Text("Seluruhnya dari awal", "All of it from nothing"),
        "again-unchanged": Text("Lagi, tidak ada yang berubah", "Again, nothing changed"),
        "again-one-changed": Text("Lagi, satu jadwal berubah", "Again, one schedule changed"),
    }
    cold = found.named("cold")[0]
    title = Text("Membangun situs internal dalam dua bahasa", "Building the internal site in both languages")
    size = Text(
        f" {grouped(cold.files or 0).id} berkas, {number(cold.written or 0).id} MB.",
        f" {grouped(cold.files or 0).en} files, {number(cold.written or 0).en} MB.",
    )
    return _bars("build", title, found, words, note=found.note + size, ratio=False)


def paged(found: Question) -> Exhibit:
    """Show what a page costs, beside MkDocs."""
    ours = found.named("cold")[0]
    rows = (ours, *found.named("mkdocs-200", "mkdocs-800"))
    lines: list[Line] = []
    bars: list[Bar] = []
    for row in rows:
        cost, pages = row.milliseconds or 0, row.pages or 0
        who = same("giliran build" if row is ours else "mkdocs build")
        words = who + Text(f", {grouped(pages).id} halaman", f", {grouped(pages).en} pages")
        spelt = joined((number(cost), same("ms")))
        ratio = times(cost / (ours.milliseconds or 1))
        lines.append(Line(words, (spelt, ratio, seconds(row.seconds.median), megabytes(row.megabytes))))
        bars.append((words, cost, spelt))
    title = Text("Harga satu halaman: kami dan MkDocs", "The cost of a page: ours and MkDocs")
    columns = (Text("Tiap halaman", "Each page"), RATIO, Text("Seluruhnya", "In all"), MEMORY)
    note = found.note + same(" ") + found.versions(("mkdocs",)) + same(".")
    return Exhibit("pages", title, note, _HEAD, columns, tuple(lines), _chart("pages", title, bars), found.small)


def spread(found: Question) -> Exhibit:
    """Show what more processes bring."""
    words = {
        row.name: Text(f"{row.name[5:]} proses", f"{row.name[5:]} process{'' if row.name == 'jobs-1' else 'es'}")
        for row in found.rows
        if row.name.startswith("jobs-")
    }
    words["dask-2"] = Text("Dask, dua pekerja di mesin ini", "Dask, two workers on this machine")
    title = Text("Pemeriksaan yang sama dengan beberapa proses", "The same check in several processes")
    return _bars("engines", title, found, words)


def grown(found: Question) -> Exhibit:
    """Show how time grows with the number of people."""
    steps = {
        "synth": Text("mengarang", "invent"),
        "check": Text("memeriksa", "check"),
        "build": Text("membangun", "build"),
    }
    rows = [row for name in steps for row in found.named(name)]
    title = Text("Waktu menurut jumlah pegawai, tanpa cache", "Time by number of people, no cache")
    sizes = sorted({row.staff for row in rows})
    check = found.named("check")
    summary = Text(
        f"Dari {grouped(sizes[0]).id} sampai {grouped(sizes[-1]).id} pegawai; memeriksa: "
        f"{seconds(check[0].seconds.median).id} sampai {seconds(check[-1].seconds.median).id}. {_ALL.id}",
        f"From {grouped(sizes[0]).en} to {grouped(sizes[-1]).en} people; the check: "
        f"{seconds(check[0].seconds.median).en} to {seconds(check[-1].seconds.median).en}. {_ALL.en}",
    )
    lowest = min((found.named(name)[-1] for name in steps if found.named(name)), key=lambda row: row.seconds.median)
    marks = tuple(
        {
            "step": row.name,
            "words": steps[row.name],
            "staff": row.staff,
            "seconds": row.seconds.median,
            "last": row is found.named(row.name)[-1],
            "below": row is lowest,
        }
        for row in rows
    )
    fills: dict[str, Text | tuple[int, ...]] = {
        "people": Text("pegawai (skala logaritma)", "people (logarithmic)"),
        "seconds": Text("detik (skala logaritma)", "seconds (logarithmic)"),
        "sizes": tuple(sizes),
    }
    columns = (TIME, Text("Tiap pegawai", "Each person"), Text("Banding ±10.000", "To some 10,000"), PROCESSOR, MEMORY)
    lines = tuple(
        Line(
            Text(f"{grouped(row.staff).id}, {steps[row.name].id}", f"{grouped(row.staff).en}, {steps[row.name].en}"),
            (
                seconds(row.seconds.median),
                joined((number(row.microseconds), same("µs"))),
                times(row.per_person),
                seconds(row.processor),
                megabytes(row.megabytes),
            ),
        )
        for row in sorted(rows, key=lambda row: row.staff)
    )
    chart = Chart("growth", "growth", title, summary, marks, fills)
    return Exhibit("growth", title, found.note, _HEAD, columns, lines, chart, found.small)


_HEAD = Text("Apa", "What")


def _bars(
    key: str,
    title: Text,
    found: Question,
    words: Mapping[str, Text],
    *,
    note: Text | None = None,
    ratio: bool = True,
) -> Exhibit:
    """Show rows by their time, in the order of the words for them."""
    rows = found.named(*words)
    columns: list[tuple[Text, Callable[[Row], Text]]] = [
        (TIME, lambda row: seconds(row.seconds.median)),
        (SPAN, lambda row: joined((number(row.seconds.min), number(row.seconds.max)), "–")),
        (PROCESSOR, lambda row: seconds(row.processor)),
        (MEMORY, lambda row: megabytes(row.megabytes)),
    ]
    if ratio:
        columns.insert(1, (RATIO, lambda row: times(row.seconds.median / rows[0].seconds.median)))
    lines = tuple(Line(words[row.name], tuple(spell(row) for _, spell in columns)) for row in rows)
    bars = [(words[row.name], row.seconds.median, seconds(row.seconds.median)) for row in rows]
    heads = tuple(head for head, _ in columns)
    chart = _chart(key, title, bars)
    return Exhibit(key, title, found.note if note is None else note, _HEAD, heads, lines, chart, found.small)


def _chart(key: str, title: Text, bars: Sequence[Bar]) -> Chart:
    told = joined((words + same(": ") + spelt for words, _, spelt in bars), "; ")
    rows = tuple(
        {"line": str(at), "words": words, "value": value, "spelt": spelt}
        for at, (words, value, spelt) in enumerate(bars)
    )
    return Chart("bars", key, title, told + same(". ") + _ALL, rows)
