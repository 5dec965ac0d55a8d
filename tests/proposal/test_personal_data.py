"""Personal data anywhere on the way of a proposal: in data, beside them, gone again, in names and messages."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from giliran.check import check
from giliran.personal import LIMIT
from giliran.proposal import Blob
from giliran.proposal.gate import gate
from giliran.proposal.numbers import personal_numbers
from giliran.proposal.personal_data import MOST_TOLD
from giliran.textfaults import MAX_BYTES
from giliran.tree import Entry, Tree
from tests.proposal.changes import COMMIT, NIK, NIP, SECRET, TODAY, Files, over, proposal, silent
from tests.repository import FILES, UNIT

if TYPE_CHECKING:
    from giliran.diagnostics import Diagnostic


def found(after: Files, message: str = "", gone: dict[str, bytes] | None = None) -> tuple[Diagnostic, ...]:
    blobs = [Blob(path, content, COMMIT) for path, content in (gone or {}).items()]
    return gate(proposal(FILES, after, message, blobs), TODAY, None)


def codes(after: Files, message: str = "", gone: dict[str, bytes] | None = None) -> list[tuple[str, str]]:
    return [(fault.code, fault.place.path) for fault in found(after, message, gone)]


@pytest.mark.parametrize(
    "line",
    [
        f"NIP {NIP}",
        "nip: 19990101 202001 1 999",
        "19990101.202001.1.999",
        "ni pppk 199901012020211999",
        f"({NIK})",
        "NIP " + "".join(chr(0xFF10 + int(digit)) for digit in NIP),
        f"Ani,{NIK},pns",
        f"{NIK},{NIK[:5]}",
        f"nik={NIK} 12",
        f"https://example.invalid/?nik={NIK}",
        f"ktp-{NIK}.",
        f"No.{NIK}.",
        "1999-01-01 202001 1 999",
        "3171 0001 0101 0001",
        "317100-010101-0001",
        "3171004101010001",
        "telp 0812-0000-0000",
        "WhatsApp: +62 812 0000 0000",
        "+62(812)0000000",
        "Hubungi (0812) 0000 0000",
    ],
)
def test_a_number_of_a_person_is_found_beside_the_data(line: str) -> None:
    told = list(personal_numbers("README.md", f"Judul\n{line}\n"))
    assert [fault.place.start.line for fault in told] == [2]
    assert all(fault.private for fault in told)
    start, end = told[0].place.start.column - 1, told[0].place.end.column - 1
    assert sum(character.isdecimal() for character in line[start:end]) >= 10


@pytest.mark.parametrize(
    "line",
    [
        "101010101010101010",  # no such birthday
        "185001012005011999",  # nobody born then is in service
        "198001012005013999",  # no such sex
        "198001012005991999",  # no such month
        "1234567890123456",
        "9971000101010001",  # no such province
        "1700000000000000",
        "--hash=sha256:cda31712340101010001199901012020011999fe",
        "3171000101010001abc",
        "0.3171000101010001",
        "12.3171000101010001",
        "3171000101010001.5",
        "https://example.invalid/3171000101010001/berita",
        "2023-09-04 2023-09-07 2023-09-11",
        "20230904 20230907 2023",
        "0812-0000-0000",  # a mobile number only where a word says so
        "M 10.8123456789 20.08123456789",
        "telepon kantor: lihat situs",
        "58109 15335 12 34 56",
        "1.234.567.890.123.456",
    ],
)
def test_other_digits_beside_the_data_are_nobody_s(line: str) -> None:
    assert list(personal_numbers("README.md", line)) == []


def test_beside_the_data_the_line_is_named_and_the_text_is_not() -> None:
    faults = found(over({"docs/catatan.md": f"Judul\n\nNIP {NIP}\n"}))
    assert [(fault.code, fault.place.path, fault.place.start.line) for fault in faults] == [
        ("PD001", "docs/catatan.md", 3)
    ]
    assert faults[0].private
    assert silent(faults)


def test_what_stands_in_the_data_in_the_end_is_left_to_the_check() -> None:
    assert codes(over({UNIT: SECRET})) == []


def test_what_was_taken_out_again_is_still_on_the_way() -> None:
    for path in (UNIT, "units/bkd/lama.yaml", "schedules/bkd/umum/catatan.md"):
        faults = found(over({UNIT: FILES[UNIT] + "# lain\n"}), gone={path: SECRET.encode()})
        assert [(fault.code, fault.place.path) for fault in faults] == [("CH008", path)]
        assert COMMIT[:12] in faults[0].message.id
        assert "baris 10" in faults[0].message.id
        assert faults[0].help is not None
        assert "git rebase -i" in faults[0].help.id
        assert silent(faults)
    assert codes(over({"README.md": "x"}), gone={"README.md": f"NIP {NIP}".encode()}) == [("CH008", "README.md")]


def test_kinds_are_told_once_each_with_all_their_lines() -> None:
    text = f"# {NIK}\n# sakit\n# {NIK}\n"
    faults = found(over({}), gone={UNIT: text.encode()})
    assert [fault.code for fault in faults] == ["CH008", "CH008"]
    assert any("baris 1, 3" in fault.message.id for fault in faults)


@pytest.mark.parametrize(
    ("message", "told"),
    [
        (f"Perbarui {NIP}", 1),
        (f"Perbarui\n\nKoreksi: bkd/umum 2023-09-01 - bp {NIK}", 1),
        ("Perbarui\n\nKoreksi: bkd/umum 2023-09-01 - ab02 sakit hari itu", 1),
        ("Perbarui\n\nKehilangan-Disetujui: bkd/umum - hukuman disiplin berat", 1),
        ("Perbarui\n\nKoreksi: bkd/umum 2023-09-01 - ani@example.invalid.com", 1),
        (f"Hapus NIP{NIP}", 1),
        (f"Hapus a{NIP}b", 1),
        ("Hubungi Ani081200000000 ya", 1),
        (f"Batalkan\n\nThis reverts commit a{NIP}{'b' * 21}.", 0),
        ("Perbarui halaman tentang rumah sakit\n\nCo-authored-by: Ani <ani@example.invalid>", 0),
    ],
)
def test_commit_messages_are_searched(message: str, told: int) -> None:
    faults = found(over({}), message)
    assert [(fault.code, fault.place.path) for fault in faults] == [("CH008", f"commit/{COMMIT[:12]}")] * told
    assert silent(faults)


def test_names_of_files_are_searched() -> None:
    for path in (
        *(f"units/bkd/{NIP}.yaml", f"units/{NIP}/agency.yaml", f"schedules/bkd/x.{NIK}.yaml"),
        *(f"docs/{NIK}.txt", f"{NIP}/a.txt", f"docs/a.{NIK}.txt", f"docs/a.b.c{NIP}", f"docs/Ani{NIP}.txt"),
    ):
        faults = found(over({}), gone={path: b"x"})
        assert [(fault.code, fault.place.path) for fault in faults] == [("CH008", f"commit/{COMMIT[:12]}")]
        assert silent(faults)


def utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


@pytest.mark.parametrize(
    "content",
    [
        b"\0" + NIP.encode(),
        f"7\0{NIP}\0007".encode(),
        f"Judul\0\n\0{NIK}\0".encode(),
        b"\x89PNG\r\n\x1a\n\0\0" + bytes(range(128, 256)) + NIP.encode() + b"\0",
        b"\xe9 " + NIP.encode(),
        f"NIP {NIP}".encode("utf-16"),
        utf16(f"NIP {NIP}"),
        f"Daftar\nNIP {NIP}".encode("utf-16-be"),
        f"NIP {NIP}".encode("utf-32"),
        f"NIP {NIP}".encode("utf-32-be"),
        "".join(chr(0xFF10 + int(digit)) for digit in NIP).encode("utf-16"),
        f"{'x' * 80}\n".encode() * 12_000 + NIP.encode(),
        f"NIP{NIP}".encode(),
        f"nik/{NIK}".encode(),
    ],
)
@pytest.mark.parametrize("path", ["catatan.txt", "units/bkd/catatan.md"])
def test_in_whatever_way_it_is_written_it_is_found(path: str, content: bytes) -> None:
    assert codes(over({}), gone={path: content}) == [("CH008", path)]


@pytest.mark.parametrize("content", [utf16(f"NIP {NIP}\n"), f"NIP {NIP}\n".encode("utf-16"), b"\0 " + NIP.encode()])
def test_a_note_in_the_data_is_searched_by_the_check_in_whatever_way_it_is_written(content: bytes) -> None:
    files = {path: Entry(path, text.encode()) for path, text in FILES.items()}
    files["units/bkd/catatan.md"] = Entry("units/bkd/catatan.md", content)
    faults = check(Tree({path: files[path] for path in sorted(files)})).report.diagnostics
    assert [(fault.code, fault.place.path, fault.place.start.line) for fault in faults] == [
        ("PD001", "units/bkd/catatan.md", 1)
    ]


def test_beside_the_data_a_file_of_megabytes_is_searched_to_its_end() -> None:
    (fault,) = found(over({"besar.txt": f"{'x' * 80}\n" * 30_000 + f"NIK {NIK}\nNIP {NIP}\n"}))[:1]
    assert (fault.code, fault.place.start.line, fault.place.start.column) == ("PD002", 30_001, 5)


def test_pictures_without_numbers_are_nobody_s() -> None:
    noise = random.Random(7).randbytes(200_000)
    assert codes(over({}), gone={"logo.png": noise, "docs/x.bin": b"\0\0", "kosong.txt": b""}) == []


@pytest.mark.parametrize(
    ("path", "content", "most"),
    [
        ("docs/besar.pdf", None, "50 MiB"),
        ("units/bkd/besar.yaml", None, "1 MiB"),
        ("units/bkd/besar.md", bytes(MAX_BYTES + 1), "1 MiB"),
    ],
)
def test_what_is_too_large_to_be_searched_is_refused(path: str, content: bytes | None, most: str) -> None:
    (fault,) = gate(proposal(FILES, FILES, "", [Blob(path, content, COMMIT)]), TODAY, None)
    assert (fault.code, fault.place.path) == ("CH008", path)
    assert most in fault.message.id


def test_a_list_of_people_is_cut() -> None:
    many = "".join(f"NIP {NIP}\n" for _ in range(5000))
    assert len(found(over({"daftar.txt": many}))) == LIMIT
    lists = {f"daftar-{number}.txt": f"{number} {many}".encode() for number in range(MOST_TOLD + 5)}
    faults = found(over({}), gone=lists)
    assert len(faults) == MOST_TOLD + 1
    assert "selebihnya tidak dicari" in faults[0].message.id


def test_folders_that_were_excepted_before_are_passed_over_and_data_folders_never() -> None:
    guards = {"policy/guards.yaml": "not-searched: [tests/]\n"}
    before, text = over(guards), f"NIP {NIP}\n"
    for path, told in (("tests/a.txt", []), ("docs/tests/a.txt", ["PD001"]), ("testsa.txt", ["PD001"])):
        faults = gate(proposal(before, over({path: text}, before)), TODAY, None)
        assert [fault.code for fault in faults] == told, path
    assert [code for code, _ in codes(over({**guards, "tests/a.txt": text}))] == ["PD001"]
    sly = over({"policy/guards.yaml": "not-searched: [units/]\n"})
    gone = [Blob(UNIT, SECRET.encode(), COMMIT)]
    assert [fault.code for fault in gate(proposal(sly, sly, "", gone), TODAY, None)] == ["CH008"]


def test_names_of_branches_and_tags_are_searched() -> None:
    for name, told in ((f"refs/heads/{NIP}", 1), (f"refs/tags/a/v{NIK}", 1), ("refs/heads/usulan-2023-09-04", 0)):
        faults = gate(replace(proposal(FILES, FILES), names=(name,)), TODAY, None)
        assert [(fault.code, fault.place.path) for fault in faults] == [("CH008", "ref")] * told
        assert silent(faults)
