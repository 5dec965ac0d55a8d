"""What the columns of the evaluation's tables on what was recorded mean: exceptions, changes, schedules, counts, decisions."""

from __future__ import annotations

from giliran.evaluate.forms import (
    AGENCY_COLUMN,
    IN_CHANGES,
    IN_DAYS,
    IN_PEOPLE,
    IN_PERCENT,
    IN_SCHEDULES,
    IN_TURNS,
    UNIT_COLUMN,
    number,
    use_columns,
)
from giliran.views.tables.forms import Column, Form
from giliran.wording import Text

STATES = ("on-time", "late", "missing", "unknown")
"""Of a schedule: known to git by its day or later, not there, or there but with no beginning that git could tell."""
FINDINGS = ("use", "agency-use", "missing", "late", "recalled", "refused", "gap", "attendance", "report")

RECALLS = Form(
    "recalls",
    Text("Pemanggilan ke kantor", "Recalls"),
    Text("satu perangkat daerah, atau semuanya", "one agency, or all of them"),
    (
        Column(
            "table",
            "string",
            Text("Menurut perangkat daerah, atau semuanya.", "By agency, or all."),
            words=("agency", "total"),
        ),
        Column("group", "string", Text("Perangkat daerah, atau total.", "The agency, or total.")),
        number("people", Text("Orang yang pernah dipanggil.", "People who were ever called in."), IN_PEOPLE),
        number("recalled", Text("Giliran yang dipanggil.", "Turns called in."), IN_TURNS),
        number("at_home", Text("Semua giliran di rumah.", "All turns at home."), IN_TURNS),
    ),
    ("table", "group"),
)
DISPENSATIONS = Form(
    "dispensations",
    Text("Dispensasi", "Dispensations"),
    Text("satu dispensasi yang berlaku dalam masa ini", "one dispensation in force in the period"),
    (
        AGENCY_COLUMN,
        UNIT_COLUMN,
        Column("clause", "string", Text("Butir yang dikecualikan.", "The clause it is granted from.")),
        Column("from", "date", Text("Hari pertama.", "The first day.")),
        Column(
            "until", "date", Text("Hari terakhir; kosong: seterusnya.", "The last day; empty: for ever."), empty=True
        ),
        Column(
            "days",
            "integer",
            Text("Hari kerja yang diaturnya di sini.", "Working days that it governs here."),
            IN_DAYS,
        ),
        *use_columns(IN_TURNS),
    ),
    ("unit", "clause", "from"),
    (("agency", "agencies"),),
)
CHANGES = Form(
    "changes",
    Text("Riwayat jadwal dalam git", "The past of the schedules in git"),
    Text("satu perangkat daerah", "one agency"),
    (
        AGENCY_COLUMN,
        Column("created", "integer", Text("Berkas jadwal dibuat.", "Schedule files created."), IN_CHANGES),
        Column("edited", "integer", Text("Perubahan isi.", "Changes of their content."), IN_CHANGES),
        Column("deleted", "integer", Text("Berkas dihapus.", "Files deleted."), IN_CHANGES),
        Column(
            "reverted",
            "integer",
            Text("Perubahan yang memulihkan isi lama.", "Changes that brought back what was there before."),
            IN_CHANGES,
        ),
        Column(
            "unreadable",
            "integer",
            Text("Perubahan yang tidak terbaca.", "Changes that could not be read."),
            IN_CHANGES,
        ),
        number("people", Text("Orang yang gilirannya diubah.", "People whose turns were changed."), IN_PEOPLE),
        number("added", Text("Giliran ditambahkan sesudah dibuat.", "Turns given after the first version."), IN_TURNS),
        number("removed", Text("Giliran diambil sesudah dibuat.", "Turns taken after the first version."), IN_TURNS),
        number("recalls_added", Text("Pemanggilan dicatat.", "Recalls entered."), IN_TURNS),
        number("recalls_removed", Text("Pemanggilan dicabut.", "Recalls withdrawn."), IN_TURNS),
    ),
    ("agency",),
)
SCHEDULES = Form(
    "schedules",
    Text("Jadwal terlambat dan belum ada", "Late and missing schedules"),
    Text("satu unit dalam satu bulan yang boleh memuat giliran", "one unit in one month that may hold turns"),
    (
        AGENCY_COLUMN,
        UNIT_COLUMN,
        Column("month", "string", Text("Bulan, misalnya 2023-09.", "The month, such as 2023-09.")),
        Column(
            "due",
            "date",
            Text(
                "Hari pertama bulan itu, atau masa berlaku bila lebih akhir.",
                "The first day of the month, or of the law.",
            ),
        ),
        Column(
            "state",
            "string",
            Text(
                "Ada pada harinya (on-time), sesudahnya (late), tidak ada (missing), tidak diketahui git (unknown).",
                "There by its day (on-time), after it (late), not there (missing), not known to git (unknown).",
            ),
            words=STATES,
        ),
        Column("committed", "date", Text("Hari masuk git.", "The day it came into git."), empty=True),
        Column("days_late", "integer", Text("Hari sesudah harinya.", "Days after its day."), IN_DAYS, empty=True),
    ),
    ("unit", "month"),
    (("agency", "agencies"),),
)
PUNCTUALITY = Form(
    "punctuality",
    Text("Jadwal menurut perangkat daerah", "Schedules by agency"),
    Text("satu perangkat daerah", "one agency"),
    (
        AGENCY_COLUMN,
        Column("due", "integer", Text("Jadwal yang ditunggu.", "Schedules that are due."), IN_SCHEDULES),
        Column("on_time", "integer", Text("Ada pada harinya.", "There by their day."), IN_SCHEDULES),
        Column("late", "integer", Text("Masuk sesudahnya.", "Came after it."), IN_SCHEDULES),
        Column("missing", "integer", Text("Tidak ada.", "Not there."), IN_SCHEDULES),
        Column("unknown", "integer", Text("Tidak diketahui git.", "Not known to git."), IN_SCHEDULES),
    ),
    ("agency",),
    (("agency", "agencies"),),
)
COMPLIANCE = Form(
    "compliance",
    Text("Presensi dan laporan", "Attendance and reports"),
    Text("satu hitungan tentang satu kelompok", "one count about one group"),
    (
        Column("family", "string", Text("Hitungan tentang orang yang sama.", "Counts that rest on the same people.")),
        Column(
            "table",
            "string",
            Text("Menurut perangkat daerah, hari, atau semuanya.", "By agency, by day, or all."),
            words=("agency", "day", "total"),
        ),
        Column("group", "string", Text("Perangkat daerah, hari, atau total.", "The agency, the day, or total.")),
        Column("count", "string", Text("Yang dihitung.", "What is counted.")),
        number("people", Text("Orang dalam kelompok.", "People of the group."), IN_PEOPLE),
        number(
            "base",
            Text(
                "Orang × hari dalam kelompok; panggilan, bagi yang dijawab.",
                "People × days of the group; of calls answered, the calls.",
            ),
            IN_TURNS,
        ),
        number("value", Text("Banyaknya.", "How many."), IN_TURNS),
        number(
            "percent",
            Text("value dibagi base, dipotong; panggilan tanpa persen.", "value out of base, cut; calls have none."),
            IN_PERCENT,
        ),
    ),
    ("family", "table", "group", "count"),
)
DECISIONS = Form(
    "decisions",
    Text("Yang perlu diputuskan", "What to decide next"),
    Text("satu temuan", "one finding"),
    (
        Column("number", "integer", Text("Nomor urut.", "Its number.")),
        Column("finding", "string", Text("Jenis temuan.", "The kind of finding."), words=FINDINGS),
        Column(
            "value",
            "number",
            Text(
                "Angka yang ditemukan, dari beberapa yang terburuk; seukuran dengan threshold.",
                "The figure found, of several the worst; in the measure of threshold.",
            ),
        ),
        Column("threshold", "number", Text("Batas temuan.", "The figure it is measured by.")),
        Column("found_id", "string", Text("Temuan, bahasa Indonesia.", "The finding, in Indonesian.")),
        Column("found_en", "string", Text("Temuan, bahasa Inggris.", "The finding, in English.")),
        Column("decide_id", "string", Text("Pertanyaannya, bahasa Indonesia.", "The question, in Indonesian.")),
        Column("decide_en", "string", Text("Pertanyaannya, bahasa Inggris.", "The question, in English.")),
    ),
    ("number",),
)
