"""What the columns of the evaluation's tables on the use of the limit and on people mean."""

from __future__ import annotations

from dataclasses import replace

from giliran.views.tables.forms import FAIRNESS as SITE_FAIRNESS
from giliran.views.tables.forms import GAPS as SITE_GAPS
from giliran.views.tables.forms import Column, Form
from giliran.wording import Text

IN_PEOPLE = Text("orang", "people")
IN_TURNS = Text("giliran (orang × hari)", "turns (people × days)")
IN_DAYS = Text("hari", "days")
IN_PERCENT = Text("persen", "percent")
IN_CHANGES = Text("perubahan", "changes")
IN_SCHEDULES = Text("jadwal", "schedules")


_JURISDICTION = Column(
    "jurisdiction", "string", Text("Pemerintah daerah: nama berkasnya.", "The government: the name of its file.")
)
AGENCY_COLUMN = Column(
    "agency", "string", Text("Map perangkat daerah di bawah units/.", "The agency's folder under units/.")
)
UNIT_COLUMN = Column("unit", "string", Text("Unit, ditulis perangkat-daerah/unit.", "The unit, written agency/unit."))
_DATE = Column("date", "date", Text("Hari kerja dalam masa berlaku.", "A working day of the window."))
_WEEK = Column("week", "date", Text("Senin pekan itu.", "The Monday of the week."))
_WORKED = Column("days", "integer", Text("Hari kerja di dalamnya.", "Working days in it."), IN_DAYS)
_HIDDEN = Text(
    " Kosong: kelompok terlalu kecil untuk diterbitkan, atau disembunyikan bersamanya.",
    " Empty: the group is too small to be published, or hidden with one that is.",
)


def number(name: str, means: Text, measure: Text) -> Column:
    """Give a column of counts that may be left out of the public edition."""
    return Column(name, "integer", means + _HIDDEN, measure, empty=True)


def use_columns(measure: Text) -> tuple[Column, ...]:
    """Give what tells how far a limit is used, counted in ``measure``."""
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
            IN_PERCENT,
        ),
    )


DAYS = Form(
    "days",
    Text("Pemakaian batas per hari", "Use of the limit by day"),
    Text("satu hari kerja di satu pemerintah daerah", "one working day of one government"),
    (_JURISDICTION, _DATE, *use_columns(IN_PEOPLE)),
    ("jurisdiction", "date"),
)
WEEKS = Form(
    "weeks",
    Text("Pemakaian batas per pekan", "Use of the limit by week"),
    Text("satu pekan di satu pemerintah daerah", "one week of one government"),
    (_JURISDICTION, _WEEK, _WORKED, *use_columns(IN_TURNS)),
    ("jurisdiction", "week"),
)
AGENCIES = Form(
    "agencies",
    Text("Pemakaian batas per perangkat daerah", "Use of the limit by agency"),
    Text("satu perangkat daerah", "one agency"),
    (
        _JURISDICTION,
        AGENCY_COLUMN,
        Column("name", "string", Text("Nama perangkat daerah.", "The agency's name.")),
        Column("units", "integer", Text("Unit yang tercatat.", "Units recorded."), Text("unit", "units")),
        *use_columns(IN_TURNS),
    ),
    ("agency",),
)
AGENCY_WEEKS = Form(
    "agency-weeks",
    Text("Pemakaian batas per perangkat daerah dan pekan", "Use of the limit by agency and week"),
    Text("satu perangkat daerah dalam satu pekan", "one agency in one week"),
    (AGENCY_COLUMN, _WEEK, _WORKED, *use_columns(IN_TURNS)),
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
        number("staff", Text("ASN di semua unit yang tercatat.", "Civil servants of all units recorded."), IN_PEOPLE),
        number(
            "eligible",
            Text("Di antaranya: di unit yang tidak dikecualikan.", "Of these: in units that are not excluded."),
            IN_PEOPLE,
        ),
        number("at_home", Text("Di antaranya: dijadwalkan di rumah.", "Of these: scheduled at home."), IN_PEOPLE),
        Column(
            "take_up",
            "number",
            Text(
                "at_home dibagi eligible, ke bawah sampai seperseratus.", "at_home out of eligible, cut to hundredths."
            )
            + _HIDDEN,
            IN_PERCENT,
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
        Column("from_days", "integer", Text("Dari sekian hari.", "From so many days."), IN_DAYS),
        Column("to_days", "integer", Text("Sampai sekian hari.", "To so many days."), IN_DAYS),
        Column("people", "integer", Text("Orang yang boleh di rumah.", "People who may be at home."), IN_PEOPLE),
    ),
    ("from_days",),
)
PEOPLE = Form(
    "people",
    Text("Hari di rumah setiap orang", "Days at home of each person"),
    Text("satu pegawai di satu unit", "one employee in one unit"),
    (
        AGENCY_COLUMN,
        UNIT_COLUMN,
        Column("employee", "string", Text("Kode pegawai.", "The employee's code.")),
        Column("name", "string", Text("Nama.", "The name.")),
        Column(
            "days",
            "integer",
            Text("Hari kerja yang unitnya boleh.", "Working days on which the unit may."),
            IN_DAYS,
        ),
        Column(
            "at_home",
            "integer",
            Text("Di antaranya: dijadwalkan di rumah.", "Of these: scheduled at home."),
            IN_DAYS,
        ),
        Column("recalled", "integer", Text("Di antaranya: dipanggil ke kantor.", "Of these: called in."), IN_DAYS),
    ),
    ("unit", "employee"),
    (("agency", "agencies"),),
)
GAPS = SITE_GAPS
FAIRNESS = replace(SITE_FAIRNESS, refers=(("agency", "agencies"),))
