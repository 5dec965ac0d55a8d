"""What the quick reader takes and what it leaves to the strict one; both say the same, and say where it stands."""

from __future__ import annotations

import pickle

import pytest

from giliran.documents import Document, plain, read
from tests.readers import ROOT, agree, pointers

TAKEN = [
    "a: b",
    "a: b\n",
    "# c\n\n  # c\na: b  # c\n",
    "a:\n  b:\n    c: d\n  e:\nf: g\n",
    "a:\n- b\n- c\nd:\n",
    "a:\n  - b: c\n    d:\n      - e\n    f:\n    - g\n  - h\n",
    "-   a: b\n    c: d\n- e\n",
    "  a: b\n  c: d\n",
    "a: [b, c]\nd: []\ne: {}\nf: {g: h}\ni: [ ]\n",
    "a: [ b,c ,d ]\ne: { f: g,h:  i }\n",
    "a: [1, -2, 2.5, true, null, no, 16:00, 2023-09-01, '1', \"x, y\"]\n",
    '- {id: ab02, name: "Rofi\'i, S.H.", status: pns}\n',
    "a: b, [c] {d}\ne: f#g\nh: https://example.invalid/?i=j\n",
    "a: \"b: c\"\nd: 'e, f'\n",
    "a: 1\nb: 1.0\nc: True\nd: ~x\n".replace("~x", "x~"),
    "a:\r\n  b: [c, d]\r\n\r\n# c\r\ne: f\r\n",
    "a:   \n   - b\n   -   c   \n",
    "a: Zoë – “x”\n",
    "true: 1\nnull: 2\n1: 3\n",
]
LEFT = [
    "",
    "# c\n",
    "a\n",
    "[]\n",
    "- a\n -b\n",
    "---\na: b\n",
    "a: b\n---\nc: d\n",
    "%YAML 1.1\n---\na: b\n",
    "a: 0o17\n",
    "a: [1_000]\n",
    "a: {b: 0x1f}\n",
    "a: .inf\nb: 1e3\n",
    "a: b\na: c\n",
    "a: {b: c, b: d}\n",
    "a: { b: c,b: d }\n",
    "<<: a\n",
    "a: &b c\nd: *b\n",
    "a: !!str 1\n",
    "a: |\n  b\n",
    "a: b\n  c\n",
    "a:\n  b\n",
    "a: 'b\n  c'\n",
    "a: [b,\n  c]\n",
    "a: 'it''s'\n",
    'a: "\\t"\n',
    'a: "b # c"\n',
    "a: [b # c]\n",
    "- - x\n",
    "-\n  a: b\n",
    "-\n",
    "? a\n: b\n",
    ": a\n",
    "a : b\n",
    "a: b: c\n",
    "a: b:\n",
    "a:b\n",
    "-a\n",
    "a: -\n",
    "a: [b,,c]\n",
    "a: [b,]\n",
    "a: [,]\n",
    "a: [b, [c]]\n",
    "a: {b}\n",
    "a: {b: }\n",
    "a: {b: {c: d}}\n",
    "a: [b: c]\n",
    "a: [b] c\n",
    "a: [b]]\n",
    "- [a]: [b]\n",
    "- {a: b}: c\n",
    '"a": b\n',
    "a: 'b'c\n",
    'a: "b" c\n',
    "a: b\tc\n",
    "a: b\n\tc: d\n",
    "a: `b`\n",
    "a: @b\n",
    "a: %b\n",
    "a: ?b\n",
    "a: b\n c: d\n",
    "a:\n    b: c\n  d: e\n",
    "a:\n  - b\n  c: d\n",
    "- a\nb: c\n",
    "a: b\n- c\n",
    "- a: b\n c: d\n",
    "a:\u00a0b\n",
    "a: b\u2003c\n",
    "a: b\u1680\n",
    "a: b\u3000c\n",
    "a: b\u0085c: d\n",
    "a: b\u2028c: d\n",
    "\ufeffa: b\n",
    "a: 😀\n",
    "a: b\rc: d\n",
    "".join(f"{'  ' * depth}a:\n" for depth in range(19)) + "  " * 19 + "b: c\n",
    "".join(f"{'  ' * depth}a:\n" for depth in range(25)) + "  " * 25 + "b: c\n",
    f"{'a' * 101}: b\n",
    f"{'a' * 2000}: b\n",
    f"a: {'[' * 100_000}\n",
    "- " * 50_000 + "\n",
]


@pytest.mark.parametrize("text", TAKEN)
def test_plain_layout_is_taken(text: str) -> None:
    assert agree(text.encode())


@pytest.mark.parametrize("text", LEFT)
def test_anything_else_is_left_to_the_strict_reader(text: str) -> None:
    assert plain.data(text.replace("\ufeff", "")) is None or read("a.yaml", text.encode()).faults
    assert not agree(text.encode())


@pytest.mark.parametrize(
    "unit", ["a ", "a: ", "#", " #", "[", "a,", "'", '"', "- ", ": ", "a#", "  ", "{a: ", "\n", "- a\n", "a:b"]
)
def test_a_long_line_is_read_alike(unit: str) -> None:
    agree(f"a: {unit * 20_000}".encode())
    agree(f"a: [{unit * 20_000}]".encode())


def test_every_file_of_this_repository_is_read_alike() -> None:
    files = [
        path for name in ("policy", "schedules", "units", "tests") for path in sorted((ROOT / name).rglob("*.yaml"))
    ]
    assert sum(agree(path.read_bytes()) for path in files) > 500


def test_a_document_of_plain_layout_travels_small() -> None:
    text = "wfh:\n" + "".join(f"  2023-09-{day:02}: [{', '.join(CODES)}]\n" for day in range(1, 31))
    document = read("a.yaml", text.encode())
    sent = pickle.dumps(document)
    assert len(sent) < 2 * len(text)
    received: Document = pickle.loads(sent)  # noqa: S301 - our own bytes
    assert received == document
    assert [received.at(to) for to in pointers(received.data)] == [document.at(to) for to in pointers(document.data)]


def test_a_code_is_one_object_wherever_it_stands() -> None:
    first, second = (read("a.yaml", text).data for text in (b"a: [bp02, dw03]\n", b"b: {c: bp02}\nd: bp02\n"))
    assert isinstance(first, dict)
    assert isinstance(second, dict)
    assert first["a"][0] is second["b"]["c"] is second["d"]


CODES = [f"ab{number}" for number in range(100, 140)]
