"""Why a day changes, in a clerk's words, and what a change is called in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.people import absence
from giliran.source import Place
from giliran.wording import Text, joined, long_date, same

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from giliran.corpus import Corpus
    from giliran.repair.month import DayRepair, Move


def day_name(day: DayRepair) -> Text:
    """Name a day: the date with its weekday, or what stands where a date should."""
    return same(f"“{day.key}”") if day.day is None else long_date(day.day)


def title(days: Iterable[DayRepair]) -> Text:
    """Say in one line what is done to some days."""
    return joined((_title(day) for day in days), "; ")


def _title(day: DayRepair) -> Text:
    name = day_name(day)
    if day.shut:
        return Text(f"Hapus {name.id} dari jadwal", f"Take {name.en} out of the schedule")
    gone, come = _named(day.goes), _named(day.comes)
    parts = []
    if gone:
        parts.append(Text(f"Hapus {gone} dari {name.id}", f"Take {gone} off {name.en}"))
    if come:
        parts.append(Text(f"Tambahkan {come} pada {name.id}", f"Add {come} to {name.en}"))
    if not parts:
        parts.append(Text(f"Betulkan penulisan {name.id}", f"Correct how {name.en} is written"))
    return joined(parts, "; ")


def _named(moves: Iterable[Move]) -> str:
    return ", ".join(dict.fromkeys(move.person for move in moves if move.reason != "repeated"))


def reasons(day: DayRepair, unit: str, corpus: Corpus, path: str) -> Iterator[Text]:
    """Give the reasons for all that happens to a day, one sentence each."""
    if day.shut:
        yield _why_shut(day)
        return
    for move in day.goes:
        yield _why_goes(move, day, unit, corpus, path)
    for move in day.comes:
        yield Text(
            f"{move.person} masuk: dipanggil ke kantor hari itu, jadi tetap tercantum di rumah.",
            f"{move.person} comes in: called to the office that day, and so stays listed at home.",
        )
    for person in day.called:
        yield Text(
            f"{person} dipanggil ke kantor hari itu, tetapi tidak dapat dijadwalkan di rumah: periksa pemanggilannya.",
            f"{person} is called to the office that day but cannot be scheduled at home: look at the recall.",
        )
    if not (day.goes or day.comes):
        yield Text("Isinya tetap; hanya penulisannya dibetulkan.", "It says the same; only the writing is corrected.")


def _why_shut(day: DayRepair) -> Text:
    found = day.allowance
    if day.day is None:
        return Text("Ini bukan tanggal yang dapat dibaca.", "This is no date that can be read.")
    if found is None:
        return Text("Ini bukan hari dalam bulan jadwal ini.", "This is no day of the month of this schedule.")
    if found.day_off is not None:
        return Text(f"Bukan hari kerja ({found.day_off.id}).", f"Not a working day ({found.day_off.en}).")
    return Text("Di luar masa kerja dari rumah.", "Outside the period of working from home.")


def _why_goes(move: Move, day: DayRepair, unit: str, corpus: Corpus, path: str) -> Text:
    person = move.person
    if move.reason == "odd":
        return Text(f"“{person}” bukan kode pegawai.", f"“{person}” is no employee code.")
    if move.reason == "repeated":
        return Text(f"{person} ditulis lebih dari sekali.", f"{person} is written more than once.")
    if move.reason == "absent":
        return absence(corpus, unit, person, day.allowance, Place.of_file(path)).message
    if move.reason == "nobody":
        return Text(
            f"{person} pergi: hari itu tidak seorang pun boleh di rumah.",
            f"{person} goes: nobody may be at home that day.",
        )
    return _fairness(move)


def _fairness(move: Move) -> Text:
    """Say why this one of several goes: by home days of the month, as listed or as they come out."""
    if not move.kept:
        return Text(
            f"{move.person} pergi: tempat hari itu untuk yang dipanggil ke kantor.",
            f"{move.person} goes: the places of that day belong to those who are called in.",
        )
    most = max(load for _, load in move.kept)
    days = _days(move.before)
    own = Text(
        f"{move.person} pergi: {days.id} di rumah bulan ini", f"{move.person} goes: {days.en} at home this month"
    )
    if move.before > most:
        return own + Text(", terbanyak; yang tetap lebih sedikit.", ", the most; those who stay have fewer.")
    if move.before == most:
        rival = next(person for person, load in move.kept if load == most)
        return own + Text(f", sama banyak dengan {rival}.", f", as many as {rival}.")
    return own + Text(
        f", menjadi {move.after}; dengan pilihan ini hari di rumah sebulan paling merata.",
        f", now {move.after}; this choice makes the home days of the month most even.",
    )


def _days(number: int) -> Text:
    return Text(f"{number} hari", "1 day" if number == 1 else f"{number} days")
