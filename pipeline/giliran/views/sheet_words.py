"""The words of a supervision sheet, the same on paper and on the page of a day."""

from __future__ import annotations

from giliran.wording import Text

SHEET_WORDS: dict[str, Text] = {
    "supervisor": Text("Atasan langsung", "Direct superior"),
    "person": Text("Pegawai di rumah", "At home"),
    "attendance": Text("Presensi", "Attendance"),
    "call": Text("Panggilan", "Call"),
    "task": Text("Tugas yang diberikan", "Tasks given"),
    "report": Text("Laporan diterima, pukul", "Report received at"),
    "signed": Text("Tanda tangan", "Signature"),
    "recalled": Text("dipanggil ke kantor", "called in to the office"),
    "duties": Text("Dari panduan perilaku, yang dapat diperiksa", "Of the code of conduct, what can be checked"),
    "law": Text("Menurut aturan", "By law"),
    "practice": Text("Praktik, bukan aturan", "Practice, not law"),
    "drawn": Text(
        "Undian panggilan hanya saran, supaya dalam sebulan semua dipanggil kira-kira sama sering.",
        "The draw of calls is only a suggestion, so that over a month everyone is called about equally often.",
    ),
    "mark": Text("menurut undian", "by the draw"),
}
