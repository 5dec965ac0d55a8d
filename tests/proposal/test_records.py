"""What commit messages record: the form that is understood, and what is told of every other."""

from __future__ import annotations

import datetime
import subprocess

import pytest

from giliran.proposal import Message
from giliran.proposal.records import KEYS, Record, asked, records

UNITS = frozenset({"bkd/umum", "bkd/subbag-umum", "dinkes/seksi-gizi"})
COMMIT = "0123456789abcdef"


def read(text: str, commit: str = COMMIT) -> tuple[list[tuple[str, str, str]], list[tuple[str, int]]]:
    """Give the records as kind, unit and reason, and the lines of the faults with their messages."""
    told = records((Message(commit, text),), UNITS)
    assert all(fault.code == "CH007" for fault in told.faults)
    return (
        [(record.kind, record.unit, record.reason) for record in told.found],
        [(fault.message.id, fault.place.start.line) for fault in told.faults],
    )


@pytest.mark.parametrize(
    ("line", "record"),
    [
        ("Kehilangan-Disetujui: bkd/umum - dilebur", ("loss", "bkd/umum", "dilebur")),
        ("KEHILANGAN-DISETUJUI:bkd/umum  —  dilebur", ("loss", "bkd/umum", "dilebur")),
        ("acknowledged loss : BKD/umum: merged", ("loss", "bkd/umum", "merged")),
        ("  Acknowledged-Loss: bkd/subbag-umum -- merged - at last", ("loss", "bkd/subbag-umum", "merged - at last")),
        ("Koreksi: bkd/umum 2023-09-04 - tertukar", ("correction", "bkd/umum", "tertukar")),
        ("Koreksi: bkd/umum, 2023-09-04 - tertukar\r", ("correction", "bkd/umum", "tertukar")),
        ("Correction: bkd/umum 2023-09-04/2023-09-08: swapped", ("correction", "bkd/umum", "swapped")),
        (
            "Koreksi: bkd/umum 2023-09-04 - daftar\n  tertukar\n\tdua kali",
            ("correction", "bkd/umum", "daftar tertukar dua kali"),
        ),
    ],
)
def test_a_record_is_understood_however_it_is_spaced(line: str, record: tuple[str, str, str]) -> None:
    assert read(f"Perbarui\n\n{line}") == ([record], [])
    assert read(f"Perbarui\n\n{line}\nSigned-off-by: Ani") == ([record], [])
    assert read(line) == ([record], [])


NO_REASON = "tidak menyebut alasannya."
NO_DAY = "tidak menyebut hari yang dikoreksi, atau harinya tidak ada dalam kalender."
NO_LOSS = "tidak dapat dibaca: tulis unit, lalu “ - ” dan alasannya."
NO_CORRECTION = "tidak dapat dibaca: tulis unit, lalu hari (tahun-bulan-hari), lalu “ - ” dan alasannya."


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Kehilangan-Disetujui: bkd/umum", NO_REASON),
        ("Kehilangan-Disetujui: bkd/umum -", NO_REASON),
        ("Kehilangan-Disetujui: bkd/umum - <alasan>", NO_REASON),
        ("Acknowledged-Loss: bkd/umum - 123 ?", NO_REASON),
        ("Kehilangan-Disetujui: dilebur", NO_LOSS),
        ("Kehilangan-Disetujui:", NO_LOSS),
        ("Kehilangan-Disetujui: bkd/umun - dilebur", "menyebut unit “bkd/umun”, yang tidak ada."),
        ("Koreksi: bkd/umum - tertukar", NO_DAY),
        ("Koreksi: bkd/umum 2023-02-30 - tertukar", NO_DAY),
        ("Koreksi: bkd/umum 2023-09-08/2023-09-04 - tertukar", NO_DAY),
        ("Koreksi: bkd/umum 2023-09-04 tertukar", NO_CORRECTION),
        ("Koreksi: bkd/umum 4 September 2023 - tertukar", NO_CORRECTION),
        ("Koreksi: bkd/umum 5-9-2023 - keliru", NO_CORRECTION),
    ],
)
def test_a_record_that_is_not_understood_is_told_with_its_words(line: str, fault: str) -> None:
    assert read(f"Perbarui\n\n  {line}\r") == ([], [(f"Baris “{line}” {fault}", 3)])
    assert read(line, commit="") == (
        [],
        [(f"Baris “{line}” {fault}", 1)],
    )  # not yet a commit, so it can only be meant as a record


def test_a_misspelt_unit_is_guessed() -> None:
    (fault,) = records((Message(COMMIT, "x\n\nKehilangan-Disetujui: bkd/umun - dilebur"),), UNITS).faults
    assert fault.help is not None
    assert fault.help.id.startswith("Mungkin maksudnya “bkd/umum”?")
    assert fault.place.path == "commit/0123456789ab"


def test_a_long_line_is_told_by_its_beginning() -> None:
    line = f"Koreksi: {'tertukar ' * 1000}"
    ((message, _),) = read(f"x\n\n{line}")[1]
    assert message.startswith(f"Baris “{line[:100]}…” tidak dapat dibaca")


@pytest.mark.parametrize(
    "line", ["Koreksi: 3171000101010001", "Koreksi: bkd/umun - ia sakit", "Koreksi: Jl. Mawar No. 5"]
)
def test_personal_data_are_never_repeated(line: str) -> None:
    ((message, _),) = read(f"x\n\n{line}")[1]
    assert message.startswith(("Baris tidak dapat dibaca: ", "Baris menyebut unit “bkd/umun”"))


GOOD = "Koreksi: bkd/umum 2023-09-04 - tertukar"


@pytest.mark.parametrize(
    ("faulty", "later", "told"),
    [
        ("Koreksi: bkd/umum 5-9-2023 - keliru", GOOD, 0),
        ("Koreksi: bkd/umun 2023-09-05 - keliru", GOOD, 0),
        ("Koreksi: 5 September - keliru", GOOD, 0),
        ("Koreksi: dinkes/seksi-gizi 5-9-2023 - keliru", GOOD, 1),
        ("Kehilangan-Disetujui: bkd/umum", GOOD, 1),
        ("Koreksi: bkd/umum 5-9-2023 - keliru", "Koreksi: bkd/umum 6-9-2023 - keliru", 2),
    ],
)
def test_what_a_later_commit_says_well_is_forgiven(faulty: str, later: str, told: int) -> None:
    def faults(*lines: str) -> int:
        messages = (Message(f"{number}" * 40, f"x\n\n{line}") for number, line in enumerate(lines))
        return len(records(messages, UNITS).faults)

    assert faults(faulty, later) == told
    assert faults(later, faulty) >= 1, "what comes later may be meant as well"
    squashed = records((Message(COMMIT, f"x\n\n{faulty}\n\n{later}"),), UNITS)
    assert len(squashed.faults) == told


@pytest.mark.parametrize(
    "text",
    [
        "Koreksi: perbaiki ejaan",
        "Koreksi: perbaiki/ejaan - di sini",
        "Koreksi jadwal\n\nDaftar ini koreksi: bkd/umum",
        "Perbarui\n\n> Koreksi: bkd/umum 2023-09-04 - tertukar",
        "Perbarui\n\nKoreksian: bkd/umum 2023-09-04 - tertukar",
        "",
    ],
)
def test_prose_is_no_record(text: str) -> None:
    assert read(text) == ([], [])


def test_indented_records_are_records_of_their_own() -> None:
    text = "x\n\n  Koreksi: bkd/umum 2023-09-04 - satu\n  Koreksi: bkd/umum 2023-09-05 - dua"
    assert [reason for _, _, reason in read(text)[0]] == ["satu", "dua"]


def test_every_commit_of_a_proposal_may_hold_records() -> None:
    texts = ("a\n\nKoreksi: bkd/umum 2023-09-04 - satu", "b", "c\n\nKoreksi: bkd/umum 2023-09-05 - dua")
    told = records([Message(f"{number}" * 40, text) for number, text in enumerate(texts)], UNITS)
    assert [record.reason for record in told.found] == ["satu", "dua"]
    day = datetime.date(2023, 9, 4)
    assert told.explain(["bkd/umum"], day)
    assert told.explain(["x/y", "bkd/umum"], day)
    assert not told.explain(["x/y"], day)
    assert not told.explain(["bkd/umum"], day.replace(day=6))
    assert not told.acknowledge(["bkd/umum"])


@pytest.mark.parametrize("kind", list(KEYS))
def test_the_line_to_copy_is_understood_once_it_has_a_reason(kind: str) -> None:
    days = (datetime.date(2023, 9, 4), datetime.date(2023, 9, 11)) if kind == "correction" else ()
    line = asked("correction" if kind == "correction" else "loss", "bkd/umum", days)
    for words, blank in ((line.id, "<alasan>"), (line.en, "<reason>")):
        assert read(f"x\n\n{words}")[0] == []
        assert read(f"x\n\n{words.replace(blank, 'memang begitu')}") == ([(kind, "bkd/umum", "memang begitu")], [])


@pytest.mark.parametrize(
    "message",
    [
        "Perbarui\n\nKoreksi: bkd/umum 2023-09-04 - daftar tertukar",
        "Perbarui\n\nKehilangan-Disetujui: bkd/umum - dilebur\nAcknowledged-Loss: dinkes/seksi-gizi - merged",
        "Perbarui\n\nKoreksi: bkd/umum 2023-09-04 - daftar\n  tertukar\nSigned-off-by: Ani",
    ],
)
def test_what_git_takes_for_a_trailer_of_ours_is_one(message: str) -> None:
    command = ["git", "interpret-trailers", "--parse"]
    done = subprocess.run(command, input=message, capture_output=True, encoding="utf-8", check=True)
    trailers = [line for line in done.stdout.splitlines() if not line.startswith("Signed-off-by")]
    told = records((Message(COMMIT, message),), UNITS)
    assert [_as_trailer(record) for record in told.found] == trailers


def _as_trailer(record: Record) -> str:
    english = record.unit.startswith("dinkes")
    key = KEYS[record.kind].en if english else KEYS[record.kind].id
    day = "" if record.days is None else f" {record.days.start.isoformat()}"
    return f"{key}: {record.unit}{day} - {record.reason}"
