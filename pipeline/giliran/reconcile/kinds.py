"""The odd things a row of an export may show: what each is called, whether the row counts all the same, and its words.

A row that is set aside speaks for nobody. One that is used all the same was read in a way that deserves a look, such as a
date that came as a number; it is matched, and told beside.
"""

from __future__ import annotations

from dataclasses import dataclass

from giliran.wording import Text


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of oddity. ``used`` tells that the row counts all the same."""

    name: str
    found: Text
    advice: Text
    used: bool = False


_SEND_AGAIN = Text("Minta ekspor yang baru dari aplikasi asalnya.", "Ask for a new export from the app it came from.")
_IN_SOURCE = Text("Betulkan di aplikasi asalnya, lalu ekspor lagi.", "Correct it where it came from, and export again.")
_LOOK = Text(
    "Baris ini dipakai; periksa apakah terbaca seperti yang dimaksud.",
    "The row counts; see whether it reads as it was meant.",
)
_NOTHING = Text(
    "Tidak perlu apa-apa; baris ini tidak dihitung dua kali.", "Nothing to do; the row is not counted twice."
)
_NO_RECORD = Text("Tidak perlu apa-apa; baris ini bukan catatan.", "Nothing to do; the row is no record.")
_DAY_FIRST = Text(
    "Ekspor lagi dengan hari di depan, atau tahun-bulan-hari.", "Export again day first, or year-month-day."
)
_TABLE = Text("Lengkapi tabel NIP ke kode pegawai.", "Complete the table from NIP to employee code.")

KINDS: tuple[Kind, ...] = (
    # The line as a whole.
    Kind("empty-row", Text("Baris tanpa isi.", "A row that holds nothing."), _NO_RECORD),
    Kind(
        "wrong-width",
        Text("Banyaknya sel berbeda dari judul kolom.", "The row has another number of cells than the header."),
        _IN_SOURCE,
    ),
    Kind(
        "open-quote",
        Text(
            "Tanda kutip tidak ditutup di baris ini, atau sebuah sel berisi ganti baris.",
            "A quotation mark is not closed in this row, or a cell holds a line break.",
        ),
        _IN_SOURCE,
    ),
    Kind(
        "cut-off",
        Text(
            "Berkas terputus di baris ini; sisanya tidak ada.", "The file breaks off in this row; the rest is missing."
        ),
        _SEND_AGAIN,
    ),
    Kind(
        "repeated-header", Text("Judul kolom terulang di tengah.", "The header is repeated among the rows."), _NO_RECORD
    ),
    Kind("total-row", Text("Baris jumlah, bukan catatan.", "A row of totals, no record."), _NO_RECORD),
    Kind(
        "other-encoding",
        Text("Huruf di baris ini tidak berkode UTF-8.", "Letters of this row are not encoded in UTF-8."),
        Text(
            "Baris ini dipakai, dibaca sebagai Windows-1252; tulis “encoding” di berkas pemetaan bila itu benar.",
            "The row counts, read as Windows-1252; write “encoding” in the mapping file if that is right.",
        ),
        used=True,
    ),
    Kind(
        "merged-header",
        Text("Judul kolom memakai sel gabungan.", "The header has merged cells."),
        Text("Judul dibaca apa adanya; periksa kolomnya.", "It was read as it shows; check the columns."),
        used=True,
    ),
    Kind("hidden-row", Text("Baris ini disembunyikan.", "This row is hidden."), _LOOK, used=True),
    # Cells of workbooks.
    Kind(
        "merged-cell",
        Text(
            "Sel ini gabungan: isinya dibaca untuk setiap baris dan kolomnya.",
            "The cell is merged: what it holds was read for each of its rows and columns.",
        ),
        _LOOK,
        used=True,
    ),
    Kind(
        "formula",
        Text("Sel berisi rumus; hasil terakhirnya yang dibaca.", "The cell holds a formula; its last result was read."),
        _LOOK,
        used=True,
    ),
    Kind(
        "formula-without-result",
        Text("Sel berisi rumus tanpa hasil.", "The cell holds a formula without a result."),
        Text("Buka dan simpan di Excel, lalu ulangi.", "Open and save it in Excel, and try again."),
    ),
    Kind(
        "failed-cell", Text("Sel berisi kesalahan, seperti #N/A.", "The cell holds an error, such as #N/A."), _IN_SOURCE
    ),
    # The person.
    Kind("no-number", Text("NIP kosong.", "There is no NIP."), _IN_SOURCE),
    Kind(
        "malformed-number",
        Text("Ini bukan NIP: NIP terdiri atas 18 angka.", "This is no NIP: a NIP has 18 digits."),
        _IN_SOURCE,
    ),
    Kind(
        "spoilt-number",
        Text(
            "NIP disimpan sebagai bilangan, sehingga angka belakangnya hilang.",
            "The NIP was saved as a number, so that its last digits are lost.",
        ),
        Text("Ekspor lagi dengan NIP sebagai teks.", "Export again with the NIP as text."),
    ),
    Kind("unknown-person", Text("NIP ini tidak ada dalam tabel.", "This NIP is not in the table."), _TABLE),
    Kind(
        "ambiguous-number",
        Text("NIP ini menunjuk dua kode pegawai dalam tabel.", "The table gives two employee codes for this NIP."),
        Text("Betulkan tabelnya.", "Correct the table."),
    ),
    Kind(
        "second-number",
        Text(
            "Kode pegawai ini sudah mempunyai NIP lain dalam tabel.",
            "The table has another NIP for this employee code.",
        ),
        Text(
            "Keduanya dipakai; benar bila NIP berganti bersama kontraknya, salah bila kodenya milik orang lain.",
            "Both count; right where the NIP changed with the contract, wrong where the code is somebody else's.",
        ),
        used=True,
    ),
    Kind(
        "unknown-code",
        Text("Kode pegawai ini tidak ada dalam repositori.", "The repository has no such employee code."),
        Text("Betulkan tabelnya, atau catat pegawai itu.", "Correct the table, or record that employee."),
    ),
    Kind(
        "malformed-code",
        Text("Ini bukan kode pegawai.", "This is no employee code."),
        Text("Tulis kode seperti bp02.", "Write a code such as bp02."),
    ),
    # The time.
    Kind("no-time", Text("Tidak ada jamnya.", "There is no time of day."), _IN_SOURCE),
    Kind(
        "no-times",
        Text("Baris ini tidak memuat satu jam pun.", "The row holds no time at all."),
        Text(
            "Tidak perlu apa-apa bila orang itu memang tidak mencatat hari itu.",
            "Nothing to do, if the person made no record on that day.",
        ),
    ),
    Kind(
        "unreadable-time",
        Text("Waktu ini tidak terbaca.", "This time cannot be read."),
        Text(
            f"{_IN_SOURCE.id} Bila kolomnya “times” dan kata ini berarti tidak ada catatan, tulis pada “none” di berkas pemetaan.",
            f"{_IN_SOURCE.en} Where the columns are “times” and the word means no record, write it under “none” in the mapping file.",
        ),
    ),
    Kind(
        "impossible-date",
        Text("Tanggal ini tidak ada dalam kalender.", "There is no such day in the calendar."),
        _IN_SOURCE,
    ),
    Kind(
        "month-first",
        Text("Bulannya ditulis di depan; di sini hari yang di depan.", "The month stands first; here the day does."),
        _DAY_FIRST,
    ),
    Kind(
        "either-order",
        Text(
            "Dibaca dengan hari di depan; di berkas ini ada tanggal dengan bulan di depan, jadi keduanya mungkin tertukar.",
            "It was read day first; other dates of this file have the month first, so the two may be turned round here.",
        ),
        _DAY_FIRST,
        used=True,
    ),
    Kind(
        "other-weekday",
        Text("Nama hari ini bukan hari dari tanggalnya.", "The name of the day is not that of its date."),
        _IN_SOURCE,
    ),
    Kind("impossible-time", Text("Jam ini tidak ada.", "There is no such time of day."), _IN_SOURCE),
    Kind(
        "over-midnight",
        Text(
            "Catatan lewat tengah malam: tidak pasti milik hari yang mana.",
            "A record past midnight: it is not certain which day it belongs to.",
        ),
        Text("Tanyakan kepada pegawainya.", "Ask the person."),
    ),
    Kind(
        "out-of-order",
        Text(
            "Jam ini lebih awal daripada jam di kolom sebelumnya: tidak pasti milik hari yang mana.",
            "This time is earlier than that of a column before it: it is not certain which day it belongs to.",
        ),
        Text(
            "Mungkin lewat tengah malam, tertukar, atau tanpa AM/PM: tanyakan, atau betulkan urutan “times” di berkas pemetaan.",
            "It may be past midnight, swapped, or lack AM/PM: ask, or correct the order of “times” in the mapping file.",
        ),
    ),
    Kind(
        "serial-date",
        Text("Waktu ditulis sebagai bilangan seri Excel.", "The time is a serial number of Excel."),
        _LOOK,
        used=True,
    ),
    Kind(
        "decimal-comma",
        Text("Bilangan seri dengan koma desimal.", "A serial number with a decimal comma."),
        _LOOK,
        used=True,
    ),
    Kind("short-year", Text("Tahun ditulis dengan dua angka.", "The year has two digits."), _LOOK, used=True),
    Kind(
        "other-zone",
        Text("Waktu dari zona lain; sudah dialihkan.", "A time of another zone; it was converted."),
        _LOOK,
        used=True,
    ),
    # The day.
    Kind(
        "no-day",
        Text("Hari yang dilaporkan tidak disebut.", "The day that the report is about is not given."),
        Text(
            f"{_IN_SOURCE.id} Bila aplikasinya tidak menyimpan hari itu, hapus “day” di berkas pemetaan: dipakai hari pengirimannya.",
            f"{_IN_SOURCE.en} If the app does not keep that day, delete “day” in the mapping file: the day of sending is taken.",
        ),
    ),
    Kind(
        "outside-period",
        Text("Hari ini di luar masa yang diperiksa.", "This day is outside the period that is looked at."),
        Text(
            "Tidak perlu apa-apa bila memang begitu; bila tidak, betulkan “from” dan “until” di berkas pemetaan.",
            "Nothing to do if that is so; if it is not, correct “from” and “until” in the mapping file.",
        ),
    ),
    Kind(
        "day-off",
        Text("Hari ini bukan hari kerja.", "This day is not a working day."),
        Text(
            "Tidak perlu apa-apa: hari libur tidak diperiksa. Bila hari itu hari kerja, betulkan policy/calendar.yaml.",
            "Nothing to do: days off are not looked at. If it is a working day, correct policy/calendar.yaml.",
        ),
    ),
    Kind(
        "turned-date",
        Text(
            "Hari ini tidak diperiksa; di berkas ini ada tanggal dengan bulan di depan, jadi hari dan bulannya mungkin tertukar.",
            "This day is not looked at; other dates of this file have the month first, so day and month may be turned round.",
        ),
        _DAY_FIRST,
    ),
    Kind(
        "not-a-member",
        Text("Orang ini bukan anggota unit mana pun pada hari itu.", "This person belongs to no unit on that day."),
        Text("Periksa “from” dan “until” di berkas unit.", "Check “from” and “until” in the unit file."),
    ),
    Kind(
        "no-turn",
        Text("Panggilan kepada orang yang tidak bergiliran di rumah.", "A call to somebody without a turn at home."),
        Text(
            "Tidak perlu apa-apa bila jadwalnya benar: panggilan hanya dihitung pada hari giliran di rumah.",
            "Nothing to do if the schedule is right: calls are counted on days at home only.",
        ),
    ),
    # Several rows.
    Kind(
        "repeated",
        Text("Catatan yang sama sudah ada di berkas ini.", "The same record stands in this file already."),
        _NOTHING,
    ),
    Kind(
        "repeated-elsewhere",
        Text("Catatan yang sama sudah ada di berkas lain.", "The same record stands in another file already."),
        _NOTHING,
    ),
    Kind(
        "second-in-window",
        Text(
            "Catatan kedua dalam jendela yang sama; yang pertama berlaku.",
            "A second record in one window; the first one counts.",
        ),
        _NOTHING,
    ),
    Kind(
        "exports-disagree",
        Text(
            "Berkas lain menyebut jam atau tempat lain untuk jendela ini; yang lebih awal berlaku.",
            "Another file gives another time or place for this window; the earlier one counts.",
        ),
        Text("Periksa mana yang benar.", "Find out which is right."),
    ),
    # Words.
    Kind(
        "unknown-place",
        Text("Kata untuk tempat ini tidak dikenal.", "The word for this place is not known."),
        Text(
            "Jamnya dipakai, tempatnya tidak; tambahkan kata ini pada “words” di berkas pemetaan.",
            "The time counts, the place does not; add the word to “words” in the mapping file.",
        ),
        used=True,
    ),
    Kind(
        "unknown-answer",
        Text("Tidak jelas apakah panggilan ini dijawab.", "It is not clear whether this call was answered."),
        Text("Tambahkan kata ini pada “words” di berkas pemetaan.", "Add the word to “words” in the mapping file."),
    ),
)

NUMBER = {kind.name: number for number, kind in enumerate(KINDS)}
"""The place of each kind in the list, by which rows are marked."""
