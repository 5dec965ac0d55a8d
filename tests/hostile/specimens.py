"""A small repository in which every field of every format is filled, and every place in it where text can stand.

The fields come from the grammar: one that is added there and missing here is filled by its shape, or a test fails.
"""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema

from giliran.documents import read
from giliran.grammar import KINDS, identify, schema
from giliran.tree import Entry, Tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from giliran.documents import Pointer

BASE = Path(__file__).parents[1] / "manual/base"
LAW = "policy/kota-contoh/se-1-2023"

MORE: dict[str, str] = {
    "policy/publication.yaml": """\
addresses: {internal: 'https://dalam.example/', public: 'https://luar.example/'}
forge: {kind: github, repository: 'https://forge.example/pemprov/jadwal', branch: utama, folder: data}
note: {id: Catatan situs, en: A note of the site}
signers: [{name: bkd-kepegawaian, key: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'}]
""",
    "policy/guards.yaml": "{people-lost: 25%, days-lost: 25%, smallest-group: 5, not-searched: [tests/]}\n",
    "policy/evaluation.yaml": """\
decide: {use-below: 50%, late-above: 5%, refused-above: 10%, recalled-above: 5%, complete-below: 90%, gap-above: 5}
note: {id: Catatan angka, en: A note on figures}
figures:
  - name: hari-pertama
    title: {id: Hari pertama, en: First day}
    value: 13%
    said: 2023-08-22
    from: 2023-08-21
    until: 2023-08-21
    beside: take-up
    note: {id: Catatan, en: A note}
    sources: [{title: Berita, href: 'https://berita.example/', point: hlm. 2, grade: O}]
""",
    "policy/owners.yaml": "{law: ['@hukum', '@bkd'], everything: ['@umum', '@bkd']}\n",
    "policy/facts.yaml": """\
service:
  title: {id: Layanan, en: Service}
  values:
    direct: {id: langsung, en: direct}
    operational-support: {id: dukungan, en: support}
    administration: {id: administrasi, en: administration}
digital: {title: {id: Daring, en: Online}}
location: {title: {id: Lokasi, en: Location}}
""",
    "policy/calendar.yaml": """\
country: ID
weekend: [saturday, sunday]
zone: Asia/Jakarta
holidays: [{date: 2023-09-13, title: {id: Libur, en: Day off}}]
working-days: [{date: 2023-09-28, title: {id: Masuk, en: At work}}]
""",
    "policy/dispensations/lantai.yaml": """\
letter: 1/2023
granted-by: Gubernur
signed: 2023-09-01
unit: bkd/arsip
clause: kota-contoh/se-1-2023/wfh-share
from: 2023-09-11
until: 2023-09-12
at-most: 80%
reason: lantai diperbaiki
""",
    f"{LAW}/clauses/attendance.yaml": """\
title: {id: Presensi, en: Attendance}
kind: attendance
zone: Asia/Jakarta
windows: [{title: {id: Pagi, en: Morning}, from: "06:00", until: "08:00"}]
from: 2023-08-21
until: 2023-10-21
reference: {title: SE, grade: Q}
""",
    f"{LAW}/clauses/duty.yaml": """\
title: {id: Kewajiban, en: Duty}
kind: duty
role: employee
text: {id: Lapor, en: Report}
services: [standards]
after: attendance
falls: each-working-day
reference: {title: SE}
""",
    f"{LAW}/clauses/domicile.yaml": """\
title: {id: Domisili, en: Domicile}
kind: duty
role: employee
text: {id: Nyatakan, en: Attest}
falls: once
attests: domicile
from: 2023-10-02
until: 2023-10-21
reference: {title: SE}
""",
    f"{LAW}/circular.yaml": """\
title: {id: Dari rumah, en: From home}
issuer: Sekretaris Daerah
number: 1/SE/2023
signed: 2023-08-18
in-force: {from: 2023-08-21, until: 2023-10-21}
sources: [{title: SE Kota Contoh 1/2023 (rekaan), grade: Q}]
readings: [rounding]
""",
    f"{LAW}/conduct.yaml": """\
title: {id: Panduan perilaku, en: Code of conduct}
reference: {title: SE Kota Contoh 1/2023 (rekaan), grade: Q}
points: [{id: Siap bekerja., en: Be ready., clause: hours}]
""",
    f"{LAW}/practices.yaml": """\
video-calls:
  title: {id: Panggilan video, en: Video calls}
  text: {id: Dipanggil pukul 10., en: Called at 10.}
  calls: ["10:00"]
  said-by: {id: Penjabat Gubernur, en: the acting governor}
  said: 2023-08-20
  reference: {title: Berita, grade: O}
  readings: [rounding]
""",
    f"{LAW}/readings.yaml": """\
rounding:
  question: {id: Ke mana pecahan dibulatkan?, en: Which way are fractions rounded?}
  sides: [{says: {id: Turun., en: Down.}, sources: [{title: SE Kota Contoh 1/2023 (rekaan), grade: Q}]}]
  choice: {id: Ke bawah., en: Down.}
  reason: {id: Tidak boleh terlampaui., en: Not to be passed.}
  clauses: [wfh-share]
""",
    "policy/pusat-contoh/se-2-2023/clauses/wfh-share.yaml": """\
title: {id: Batas, en: Share}
kind: share
mode: wfh
at-most: [{from: 2023-08-28, until: 2023-09-07, value: 50%, reference: {title: SE, grade: Q}}]
base: {level: unit, people: [pns, pppk]}
rounding: down
""",
    "policy/jurisdictions/kota-contoh.yaml": """\
name: Pemerintah Provinsi
circulars:
  - {circular: kota-contoh/se-1-2023, force: binding, reading: rounding}
  - {circular: pusat-contoh/se-2-2023, force: advisory}
""",
    f"{LAW}/cases/at-work.yaml": """\
title: {id: Sehari, en: A day}
clause: hours
expect: accept
hours: {date: 2023-09-01, from: "07:30", until: "16:00"}
""",
    f"{LAW}/cases/recorded.yaml": """\
title: {id: Absen, en: Recorded}
clause: attendance
expect: accept
attendance: {date: 2023-09-01, records: ["07:00"]}
""",
    f"{LAW}/cases/who-must.yaml": """\
title: {id: Wajib, en: Duty}
clause: duty
expect: accept
asked: {role: employee, date: 2023-09-01}
""",
    f"{LAW}/cases/asked.yaml": """\
title: {id: Ditanya, en: Asked}
clause: wfh-share
expect: accept
employees:
  - {id: aa11, name: Ani, status: pns, role: head}
  - {id: bb12, name: Budi, status: pns, from: 2020-01-01, until: 2024-01-01, domicile-attested: 2023-08-21}
supervisor: aa11
facts: {location: barat}
home: {2023-09-01: [bb12]}
recalls: [{date: 2023-09-01, employee: bb12, ordered-by: aa11, reason: rapat}]
""",
    "units/bkd/agency.yaml": """\
name: Badan Kepegawaian Daerah
kind: badan
jurisdiction: kota-contoh
facts: {service: administration, digital: true, location: pusat}
admins: ["@bkd-umum"]
services:
  standards: https://layanan.example/standar
  consultation: [{title: {id: Tanya, en: Ask}, href: "https://layanan.example/tanya"}]
  complaints: [{title: {id: Aduan, en: Complaints}, href: "https://layanan.example/aduan"}]
""",
    "units/bkd/arsip.yaml": """\
name: Subkelompok Arsip
kind: subkelompok
supervisor: mh11
other-supervisors: [{employee: yf12, from: 2023-08-21, until: 2023-08-25}]
facts: {location: barat}
override: {reason: pindah, approved-by: Kepala, letter: 2/2023}
employees:
  - {id: mh11, name: Maya Hapsari, status: pns, role: head}
  - {id: yf12, name: Yusuf Firmansyah, status: pns, from: 2020-01-01, domicile-attested: 2023-08-21}
  - {id: lp13, name: Lina Permata, status: pppk, until: 2024-01-01}
  - {id: ek14, name: Eko Kurniawan, status: pns}
""",
    "schedules/bkd/arsip/2023-09.yaml": """\
wfh:
  2023-09-01: [yf12]
  2023-09-04: [yf12, ek14]
  2023-09-11: [yf12, ek14, lp13]
recalls:
  - {date: 2023-09-04, employee: yf12, ordered-by: mh11, reason: rapat}
""",
}
KNOWN_SHAPES: dict[str, object] = {
    "line": "teks",
    "name": "nama",
    "web-address": "https://alamat.example/",
    "secure-address": "https://alamat.example/",
    "text-pair": {"id": "teks", "en": "text"},
    "reference": {"title": "Sumber", "href": "https://alamat.example/", "point": "1", "grade": "Q"},
}
"""What a field that is missing here is filled with, by the definition it refers to.

Not a date or a code word: made up, it would end someone's time or name what is not there.
"""


@dataclass(frozen=True)
class Leaf:
    """A place in the specimens where a text stands; ``free`` where its format takes any, ``address`` where any address."""

    path: str
    kind: str
    pointer: Pointer
    free: bool
    address: bool

    @property
    def field(self) -> str:
        """Name the field, whatever item of whatever list it is in."""
        return f"{self.kind}: {'.'.join('[]' if isinstance(part, int) else part for part in self.pointer)}"


@cache
def specimens() -> Mapping[str, Any]:
    """Give the data of every file by its path, filled. Callers do not change them."""
    texts = {path.relative_to(BASE).as_posix(): path.read_text("utf-8") for path in sorted(BASE.rglob("*.yaml"))}
    found: dict[str, Any] = {}
    for path, text in sorted({**texts, **MORE}.items()):
        document = read(path, text.encode())
        assert not document.faults, document.faults
        found[path] = copy.deepcopy(document.data)
        _fill(kind_of(path), found[path])
    return found


def kind_of(path: str) -> str:
    """Name the format of a file that is in the specimens."""
    identity = identify(path)
    assert identity is not None, path
    return identity.kind


def _shapes(whole: dict[str, Any], shape: object, data: object) -> Iterator[dict[str, Any]]:
    """Give every shape that a value must have, references followed and conditions tried."""
    if not isinstance(shape, dict):
        return
    if "$ref" in shape:
        yield from _shapes(whole, whole["definitions"][shape["$ref"].rpartition("/")[2]], data)
        return
    yield shape
    for part in shape.get("allOf", ()):
        yield from _shapes(whole, part, data)
    if "if" in shape and jsonschema.Draft7Validator(shape["if"]).is_valid(data):
        yield from _shapes(whole, shape.get("then"), data)


def _below(whole: dict[str, Any], shape: object, data: object) -> Iterator[tuple[str | int, object, object]]:
    """Give every part of a collection: its key, its shape, itself."""
    for known in _shapes(whole, shape, data):
        if isinstance(data, dict):
            named = known.get("properties", {})
            for key, value in data.items():
                below = named.get(key, known.get("additionalProperties", False))
                if below:
                    yield key, below, value
        elif isinstance(data, list):
            yield from ((at, known["items"], value) for at, value in enumerate(data) if "items" in known)


def _fill(kind: str, data: object) -> None:
    whole = schema(kind)

    def filled(shape: object, value: object) -> None:
        for known in _shapes(whole, shape, value) if isinstance(value, dict) else ():
            assert isinstance(value, dict)
            for name, part in known.get("properties", {}).items():
                if name not in value and "$ref" in part:
                    made = KNOWN_SHAPES.get(part["$ref"].rpartition("/")[2])
                    if made is not None:
                        value[name] = copy.deepcopy(made)
                elif name not in value and part.get("items", {}).get("$ref") == "#/definitions/text-pair":
                    value[name] = [copy.deepcopy(KNOWN_SHAPES["text-pair"])]
        for _, below, part in _below(whole, shape, value):
            filled(below, part)

    filled(whole, data)


@cache
def leaves() -> tuple[Leaf, ...]:
    """Give every text of every specimen."""
    found = []
    for path, data in specimens().items():
        kind = kind_of(path)
        whole = schema(kind)
        for pointer, shapes in _texts(whole, whole, data):
            shape: dict[str, Any] = {}
            for part in shapes:
                shape |= part
            free = "enum" not in shape and "const" not in shape and shape.get("pattern", r"\S") == r"\S"
            address = str(shape.get("pattern", "")).startswith("^https")
            found.append(Leaf(path, kind, pointer, free, address))
    return tuple(dict.fromkeys(found))


def _texts(whole: dict[str, Any], shape: object, data: object) -> Iterator[tuple[Pointer, list[dict[str, Any]]]]:
    if isinstance(data, str):
        yield (), list(_shapes(whole, shape, data))
    for key, below, part in _below(whole, shape, data):
        for pointer, shapes in _texts(whole, below, part):
            yield (key, *pointer), shapes


def known_fields() -> set[str]:
    """Give every field of every format in which text can stand, from the grammar alone."""
    found: set[str] = set()

    def walk(kind: str, whole: dict[str, Any], shape: Any, path: str, above: tuple[str, ...]) -> None:  # noqa: ANN401 - whatever a schema holds
        if not isinstance(shape, dict):
            return
        if "$ref" in shape:
            name = shape["$ref"].rpartition("/")[2]
            if name not in above:  # a condition may hold conditions
                walk(kind, whole, whole["definitions"][name], path, (*above, name))
            return
        if "string" in shape.get("type", []) or any(isinstance(word, str) for word in shape.get("enum", ())):
            found.add(f"{kind}: {path}")
        for name, part in shape.get("properties", {}).items():
            walk(kind, whole, part, f"{path}.{name}" if path else name, above)
        for part in (*shape.get("allOf", ()), *([shape["then"]] if "then" in shape else ())):
            walk(kind, whole, part, path, above)
        walk(kind, whole, shape.get("additionalProperties"), f"{path}.*" if path else "*", above)
        walk(kind, whole, shape.get("items"), f"{path}.[]", above)

    for kind in KINDS:
        walk(kind, schema(kind), schema(kind), "", ())
    return found


def with_text(path: str, changes: Mapping[Pointer, str]) -> Any:  # noqa: ANN401 - the data of a document
    """Give the data of one specimen with other texts in some places."""
    data = copy.deepcopy(specimens()[path])
    for pointer, text in changes.items():
        part = data
        for key in pointer[:-1]:
            part = part[key]
        part[pointer[-1]] = text
    return data


def written(data: object) -> bytes:
    """Write data as YAML whose texts stand in double quotation marks, hidden characters as they are where YAML lets them."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")


def spelt(data: object) -> bytes:
    """Write data as YAML in which everything beyond ASCII is spelt with a backslash."""
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    return "".join(c if ord(c) < 127 else f"\\U{ord(c):08x}" for c in text).encode()


def tree(changes: Mapping[str, bytes] | None = None) -> Tree:
    """Give the specimens as a repository, with some files written otherwise."""
    files = _as_written() | dict(changes or {})
    return Tree({path: Entry(path, content) for path, content in sorted(files.items())})


@cache
def _as_written() -> dict[str, bytes]:
    return {path: written(data) for path, data in specimens().items()}
