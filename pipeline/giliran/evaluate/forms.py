"""What the columns of the evaluation's own tables mean."""

from __future__ import annotations

from dataclasses import replace

from giliran.views.tables.forms import FAIRNESS as SITE_FAIRNESS
from giliran.views.tables.forms import GAPS as SITE_GAPS
from giliran.views.tables.forms import Column, Form
from giliran.wording import Text

_PEOPLE = Text("orang", "people")
_TURNS = Text("giliran (orang × hari)", "turns (people × days)")
_DAYS = Text("hari", "days")
_PERCENT = Text("persen", "percent")
_COMMITS = Text("perubahan", "changes")
_SCHEDULES = Text("jadwal", "schedules")

STATES = ("on-time", "late", "missing", "unknown")
"""Of a schedule: known to git by its day or later, not there, or there but with no beginning that git could tell."""
FINDINGS = ("use", "agency-use", "missing", "late", "recalled", "refused", "gap", "attendance", "report")

_JURISDICTION = Column(
    "jurisdiction", "string", Text("Pemerintah daerah: nama berkasnya.", "The government: the name of its file.")
)
_AGENCY = Column("agency", "string", Text("Map perangkat daerah di bawah units/.", "The agency's folder under units/."))
_UNIT = Column("unit", "string", Text("Unit, ditulis perangkat-daerah/unit.", "The unit, written agency/unit."))
_DATE = Column("date", "date", Text("Hari kerja dalam masa berlaku.", "A working day of the window."))
_WEEK = Column("week", "date", Text("Senin pekan itu.", "The Monday of the week."))
_WORKED = Column("days", "integer", Text("Hari kerja di dalamnya.", "Working days in it."), _DAYS)
_HIDDEN = Text(
    " Kosong: kelompok terlalu kecil untuk diterbitkan, atau disembunyikan bersamanya.",
    " Empty: the group is too small to be published, or hidden with one that is.",
)


def number(name: str, means: Text, measure: Text) -> Column:
    """Give a column of counts that may be left out of the public edition."""
    return Column(name, "integer", means + _HIDDEN, measure, empty=True)


def _use(measure: Text) -> tuple[Column, ...]:
    return (
        number(
            "headcount", Text("ASN menurut aturan, yang cuti termasuk.", "Civil servants whom the law counts."), measure
        ),
        number(
            "at_most", Text("Paling banyak di rumah menurut aturan.", "The most that the law lets stay home."), measure
        ),
        number(
            "at_home",
            Text("Dijadwalkan di rumah, yang dipanggil termasuk.", "Scheduled home, those called in too."),
            measure,
        ),
        number(
            "percent",
            Text("at_home dibagi at_most, dipotong ke persen utuh.", "at_home out of at_most, cut to whole percent."),
            _PERCENT,
        ),
    )


DAYS = Form(
    "days",
    Text("Pemakaian batas per hari", "Use of the limit by day"),
    Text("satu hari kerja di satu pemerintah daerah", "one working day of one government"),
    (_JURISDICTION, _DATE, *_use(_PEOPLE)),
    ("jurisdiction", "date"),
)
WEEKS = Form(
    "weeks",
    Text("Pemakaian batas per pekan", "Use of the limit by week"),
    Text("satu pekan di satu pemerintah daerah", "one week of one government"),
    (_JURISDICTION, _WEEK, _WORKED, *_use(_TURNS)),
    ("jurisdiction", "week"),
)
AGENCIES = Form(
    "agencies",
    Text("Pemakaian batas per perangkat daerah", "Use of the limit by agency"),
    Text("satu perangkat daerah", "one agency"),
    (
        _JURISDICTION,
        _AGENCY,
        Column("name", "string", Text("Nama perangkat daerah.", "The agency's name.")),
        Column("units", "integer", Text("Unit yang tercatat.", "Units recorded."), Text("unit", "units")),
        *_use(_TURNS),
    ),
    ("agency",),
)
AGENCY_WEEKS = Form(
    "agency-weeks",
    Text("Pemakaian batas per perangkat daerah dan pekan", "Use of the limit by agency and week"),
    Text("satu perangkat daerah dalam satu pekan", "one agency in one week"),
    (_AGENCY, _WEEK, _WORKED, *_use(_TURNS)),
    ("agency", "week"),
    (("agency", "agencies"),),
)
POOL = Form(
    "pool",
    Text("Yang boleh dan yang bekerja dari rumah", "Who may and who does work from home"),
    Text("satu hari kerja di satu pemerintah daerah", "one working day of one government"),
    (
        _JURISDICTION,
        _DATE,
        number("staff", Text("ASN di semua unit yang tercatat.", "Civil servants of all units recorded."), _PEOPLE),
        number(
            "eligible",
            Text("Di antaranya: di unit yang tidak dikecualikan.", "Of these: in units that are not excluded."),
            _PEOPLE,
        ),
        number("at_home", Text("Di antaranya: dijadwalkan di rumah.", "Of these: scheduled at home."), _PEOPLE),
        Column(
            "take_up",
            "number",
            Text(
                "at_home dibagi eligible, ke bawah sampai seperseratus.", "at_home out of eligible, cut to hundredths."
            )
            + _HIDDEN,
            _PERCENT,
            empty=True,
        ),
    ),
    ("jurisdiction", "date"),
)
OFFICIALS = Form(
    "officials",
    Text("Angka pejabat di samping angka kami", "Figures of officials beside ours"),
    Text("satu angka yang disebut pejabat", "one figure that an official gave"),
    (
        Column(
            "figure", "string", Text("Nama angka di policy/evaluation.yaml.", "Its name in policy/evaluation.yaml.")
        ),
        Column("title_id", "string", Text("Artinya, dalam bahasa Indonesia.", "What it means, in Indonesian.")),
        Column("title_en", "string", Text("Artinya, dalam bahasa Inggris.", "What it means, in English.")),
        Column("said", "date", Text("Hari disebutkan.", "The day it was given.")),
        Column("from", "date", Text("Hari pertama yang dimaksud.", "The first day it is about."), empty=True),
        Column("until", "date", Text("Hari terakhir yang dimaksud.", "The last day it is about."), empty=True),
        Column("value", "number", Text("Angka pejabat.", "The official figure."), signed=True),
        Column("measure", "string", Text("Orang atau persen.", "People or percent."), words=("people", "percent")),
        Column(
            "beside",
            "string",
            Text("Angka kami yang boleh dibaca di sampingnya.", "Which figure of ours may be read beside it."),
            empty=True,
            words=("staff", "pool", "home", "take-up"),
        ),
        Column(
            "ours",
            "number",
            Text(
                "Angka kami, dari data yang tercatat di sini; rata-rata per hari kerja, dipotong ke seperseratus. Kosong bila "
                "tidak ada.",
                "Ours, from the data recorded here; the mean of the working days, cut to hundredths. Empty where there is none.",
            ),
            empty=True,
        ),
        Column("source", "string", Text("Sumber dan tingkat kepastiannya.", "Sources and their grades.")),
        Column("href", "string", Text("Alamat sumber pertama.", "The address of the first source."), empty=True),
        Column("note_id", "string", Text("Catatan, bahasa Indonesia.", "A note, in Indonesian."), empty=True),
        Column("note_en", "string", Text("Catatan, bahasa Inggris.", "A note, in English."), empty=True),
    ),
    ("figure",),
)
HOME_DAYS = Form(
    "home-days",
    Text("Hari di rumah per orang", "Days at home per person"),
    Text("orang dengan banyaknya hari itu", "the people with so many days"),
    (
        Column("from_days", "integer", Text("Dari sekian hari.", "From so many days."), _DAYS),
        Column("to_days", "integer", Text("Sampai sekian hari.", "To so many days."), _DAYS),
        Column("people", "integer", Text("Orang yang boleh di rumah.", "People who may be at home."), _PEOPLE),
    ),
    ("from_days",),
)
PEOPLE = Form(
    "people",
    Text("Hari di rumah setiap orang", "Days at home of each person"),
    Text("satu pegawai di satu unit", "one employee in one unit"),
    (
        _AGENCY,
        _UNIT,
        Column("employee", "string", Text("Kode pegawai.", "The employee's code.")),
        Column("name", "string", Text("Nama.", "The name.")),
        Column("days", "integer", Text("Hari kerja yang unitnya boleh.", "Working days on which the unit may."), _DAYS),
        Column(
            "at_home", "integer", Text("Di antaranya: dijadwalkan di rumah.", "Of these: scheduled at home."), _DAYS
        ),
        Column("recalled", "integer", Text("Di antaranya: dipanggil ke kantor.", "Of these: called in."), _DAYS),
    ),
    ("unit", "employee"),
    (("agency", "agencies"),),
)
GAPS = SITE_GAPS
FAIRNESS = replace(SITE_FAIRNESS, refers=(("agency", "agencies"),))
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
        number("people", Text("Orang yang pernah dipanggil.", "People who were ever called in."), _PEOPLE),
        number("recalled", Text("Giliran yang dipanggil.", "Turns called in."), _TURNS),
        number("at_home", Text("Semua giliran di rumah.", "All turns at home."), _TURNS),
    ),
    ("table", "group"),
)
DISPENSATIONS = Form(
    "dispensations",
    Text("Dispensasi", "Dispensations"),
    Text("satu dispensasi yang berlaku dalam masa ini", "one dispensation in force in the period"),
    (
        _AGENCY,
        _UNIT,
        Column("clause", "string", Text("Butir yang dikecualikan.", "The clause it is granted from.")),
        Column("from", "date", Text("Hari pertama.", "The first day.")),
        Column(
            "until", "date", Text("Hari terakhir; kosong: seterusnya.", "The last day; empty: for ever."), empty=True
        ),
        Column(
            "days", "integer", Text("Hari kerja yang diaturnya di sini.", "Working days that it governs here."), _DAYS
        ),
        *_use(_TURNS),
    ),
    ("unit", "clause", "from"),
    (("agency", "agencies"),),
)
CHANGES = Form(
    "changes",
    Text("Riwayat jadwal dalam git", "The past of the schedules in git"),
    Text("satu perangkat daerah", "one agency"),
    (
        _AGENCY,
        Column("created", "integer", Text("Berkas jadwal dibuat.", "Schedule files created."), _COMMITS),
        Column("edited", "integer", Text("Perubahan isi.", "Changes of their content."), _COMMITS),
        Column("deleted", "integer", Text("Berkas dihapus.", "Files deleted."), _COMMITS),
        Column(
            "reverted",
            "integer",
            Text("Perubahan yang memulihkan isi lama.", "Changes that brought back what was there before."),
            _COMMITS,
        ),
        Column(
            "unreadable", "integer", Text("Perubahan yang tidak terbaca.", "Changes that could not be read."), _COMMITS
        ),
        number("people", Text("Orang yang gilirannya diubah.", "People whose turns were changed."), _PEOPLE),
        number("added", Text("Giliran ditambahkan sesudah dibuat.", "Turns given after the first version."), _TURNS),
        number("removed", Text("Giliran diambil sesudah dibuat.", "Turns taken after the first version."), _TURNS),
        number("recalls_added", Text("Pemanggilan dicatat.", "Recalls entered."), _TURNS),
        number("recalls_removed", Text("Pemanggilan dicabut.", "Recalls withdrawn."), _TURNS),
    ),
    ("agency",),
)
SCHEDULES = Form(
    "schedules",
    Text("Jadwal terlambat dan belum ada", "Late and missing schedules"),
    Text("satu unit dalam satu bulan yang boleh memuat giliran", "one unit in one month that may hold turns"),
    (
        _AGENCY,
        _UNIT,
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
        Column("days_late", "integer", Text("Hari sesudah harinya.", "Days after its day."), _DAYS, empty=True),
    ),
    ("unit", "month"),
    (("agency", "agencies"),),
)
PUNCTUALITY = Form(
    "punctuality",
    Text("Jadwal menurut perangkat daerah", "Schedules by agency"),
    Text("satu perangkat daerah", "one agency"),
    (
        _AGENCY,
        Column("due", "integer", Text("Jadwal yang ditunggu.", "Schedules that are due."), _SCHEDULES),
        Column("on_time", "integer", Text("Ada pada harinya.", "There by their day."), _SCHEDULES),
        Column("late", "integer", Text("Masuk sesudahnya.", "Came after it."), _SCHEDULES),
        Column("missing", "integer", Text("Tidak ada.", "Not there."), _SCHEDULES),
        Column("unknown", "integer", Text("Tidak diketahui git.", "Not known to git."), _SCHEDULES),
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
        number("people", Text("Orang dalam kelompok.", "People of the group."), _PEOPLE),
        number(
            "base",
            Text(
                "Orang × hari dalam kelompok; panggilan, bagi yang dijawab.",
                "People × days of the group; of calls answered, the calls.",
            ),
            _TURNS,
        ),
        number("value", Text("Banyaknya.", "How many."), _TURNS),
        number(
            "percent",
            Text("value dibagi base, dipotong; panggilan tanpa persen.", "value out of base, cut; calls have none."),
            _PERCENT,
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
