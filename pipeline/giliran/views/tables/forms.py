"""What the columns of each table mean: names, types, units of measure, in both languages; and all of it as a Data Package.

The description that readers see and the one that programs read (``datapackage.json``, Data Package 2.0 with a Table
Schema for each file) are made of the same forms as the files themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from giliran.wording import Text

ColumnType = Literal["string", "integer", "number", "date"]
FORMATS = (
    ("csv", "CSV", "text/csv"),
    ("json", "JSON", "application/json"),
    ("parquet", "Parquet", "application/vnd.apache.parquet"),
)
"""The endings of the files, what the formats are called, and their media types."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``measure`` is what its numbers count; ``empty`` columns may lack a value in some row.

    The numbers of a ``signed`` column may be below 0.
    """

    name: str
    type: ColumnType
    means: Text
    measure: Text | None = None
    empty: bool = False
    words: tuple[str, ...] = ()
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """The columns of a table and what one row of it is; ``key`` tells rows apart, ``refers`` leads to other tables."""

    name: str
    title: Text
    row: Text
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    refers: tuple[tuple[str, str], ...] = ()


_PEOPLE = Text("orang", "people")
_PERSON_DAYS = Text("giliran (orang × hari)", "turns (people × days)")
_PERCENT = Text("persen", "percent")
_DAYS = Text("hari", "days")
_MONTHS = Text("bulan", "months")
_UNITS = Text("unit", "units")
_FINDINGS = Text("peringatan", "warnings")
STATE_WORDS = ("published", "partly", "missing", "excluded", "zero", "closed")
STANDINGS = ("open", "partly", "excluded", "closed", "unrecorded")

_AGENCY = Column("agency", "string", Text("Map perangkat daerah di bawah units/.", "The agency's folder under units/."))
_UNIT = Column("unit", "string", Text("Unit, ditulis perangkat-daerah/unit.", "The unit, written agency/unit."))
_DATE = Column("date", "date", Text("Hari kerja dalam masa berlaku.", "A working day of the window."))
_JURISDICTION = Column(
    "jurisdiction",
    "string",
    Text(
        "Pemerintah daerah: nama berkas di bawah policy/jurisdictions/.",
        "The government: the name of its file under policy/jurisdictions/.",
    ),
)
_WARNINGS = Column(
    "warnings",
    "integer",
    Text("Banyaknya peringatan pemeriksaan.", "The number of warnings of the check."),
    _FINDINGS,
)


def _turns(measure: Text) -> tuple[Column, ...]:
    return (
        Column(
            "headcount",
            "integer",
            Text(
                "Anggota yang dihitung aturan, yang cuti termasuk.",
                "Members whom the law counts, those on leave included.",
            ),
            measure,
        ),
        Column(
            "at_most",
            "integer",
            Text("Paling banyak di rumah menurut aturan.", "The most that the law lets stay at home."),
            measure,
        ),
        Column(
            "at_home",
            "integer",
            Text("Dijadwalkan di rumah, yang dipanggil termasuk.", "Scheduled at home, those called in included."),
            measure,
        ),
        Column(
            "recalled",
            "integer",
            Text("Di antaranya: dipanggil ke kantor.", "Of these: called in to the office."),
            measure,
        ),
        Column(
            "percent",
            "integer",
            Text(
                "Batas terpakai: at_home dibagi at_most, dipotong ke persen utuh; kosong bila batasnya 0.",
                "Limit used: at_home out of at_most, cut to whole percent; empty where the limit is 0.",
            ),
            _PERCENT,
            empty=True,
        ),
    )


USAGE = Form(
    "usage",
    Text("Pemakaian per unit dan hari", "Use by unit and day"),
    Text("satu unit pada satu hari kerja", "one unit on one working day"),
    (_AGENCY, _UNIT, _DATE, *_turns(_PEOPLE)),
    ("unit", "date"),
    (("agency", "agencies"), ("unit", "units")),
)
DAYS = Form(
    "days",
    Text("Pemakaian per hari", "Use by day"),
    Text("satu hari kerja di satu pemerintah daerah", "one working day of one government"),
    (_JURISDICTION, _DATE, *_turns(_PEOPLE)),
    ("jurisdiction", "date"),
)
AGENCIES = Form(
    "agencies",
    Text("Perangkat daerah", "Agencies"),
    Text("satu perangkat daerah", "one agency"),
    (
        _JURISDICTION,
        _AGENCY,
        Column("name", "string", Text("Nama perangkat daerah.", "The agency's name.")),
        Column(
            "standing",
            "string",
            Text(
                "Boleh (open), sebagian unit boleh (partly), tetap di kantor (excluded), tanpa masa kerja dari rumah (closed), "
                "atau boleh tetapi unitnya belum tercatat (unrecorded).",
                "May work from home (open), some units may (partly), stays at the office (excluded), has no window (closed), "
                "or may but has no unit recorded (unrecorded).",
            ),
            words=STANDINGS,
        ),
        Column("units", "integer", Text("Unit yang tercatat.", "Units recorded."), _UNITS),
        Column("published", "integer", Text("Di antaranya: terbit lengkap.", "Of these: fully published."), _UNITS),
        Column("partly", "integer", Text("Terbit sebagian.", "Partly published."), _UNITS),
        Column(
            "missing", "integer", Text("Boleh, tetapi belum terbit sama sekali.", "May, but nothing published."), _UNITS
        ),
        Column(
            "excluded", "integer", Text("Tetap di kantor menurut aturan.", "Kept at the office by the law."), _UNITS
        ),
        _WARNINGS,
        *_turns(_PERSON_DAYS),
    ),
    ("agency",),
)
UNITS = Form(
    "units",
    Text("Unit menurut keadaannya", "Units by state"),
    Text("satu unit", "one unit"),
    (
        _AGENCY,
        _UNIT,
        Column("name", "string", Text("Nama unit.", "The unit's name.")),
        Column(
            "state",
            "string",
            Text(
                "Terbit lengkap (published), sebagian (partly), belum (missing), tetap di kantor menurut aturan (excluded), "
                "batasnya selalu 0 (zero), atau tanpa masa kerja dari rumah (closed).",
                "Fully published (published), partly (partly), not at all (missing), kept at the office by the law (excluded), "
                "with a limit that is always 0 (zero), or without a window (closed).",
            ),
            words=STATE_WORDS,
        ),
        Column(
            "clause",
            "string",
            Text("Butir yang membuatnya tetap di kantor.", "The clause that keeps it at the office."),
            empty=True,
        ),
        Column(
            "months_possible",
            "integer",
            Text("Bulan yang boleh memuat giliran di rumah.", "Months that may hold turns at home."),
            _MONTHS,
        ),
        Column(
            "months_published", "integer", Text("Di antaranya: ada jadwalnya.", "Of these: with a schedule."), _MONTHS
        ),
        _WARNINGS,
        *_turns(_PERSON_DAYS),
    ),
    ("unit",),
    (("agency", "agencies"),),
)
GAPS = Form(
    "gaps",
    Text("Selisih giliran di dalam unit", "Gaps inside units"),
    Text("satu besar selisih", "one size of gap"),
    (
        Column(
            "gap",
            "integer",
            Text(
                "Hari di rumah terbanyak dikurangi yang paling sedikit di dalam satu unit, dibulatkan; 10 berarti 10 atau lebih.",
                "The most days at home less the fewest inside one unit, rounded; 10 stands for 10 or more.",
            ),
            _DAYS,
        ),
        Column("units", "integer", Text("Unit dengan selisih itu.", "Units with that gap."), _UNITS),
    ),
    ("gap",),
)
FAIRNESS = Form(
    "fairness",
    Text("Pemerataan giliran di dalam unit", "Evenness of turns inside units"),
    Text("satu unit yang dibandingkan pegawainya", "one unit whose people are compared"),
    (
        _AGENCY,
        _UNIT,
        Column(
            "days",
            "integer",
            Text(
                "Hari kerja dengan batas di atas 0; ukuran bagi yang hadir sebagian.",
                "Working days with a limit above 0; the measure for those present in part.",
            ),
            _DAYS,
        ),
        Column("compared", "integer", Text("Pegawai yang dibandingkan.", "People compared."), _PEOPLE),
        Column(
            "left_out",
            "integer",
            Text(
                "Tidak dibandingkan karena hari kerjanya terlalu sedikit.",
                "Not compared, with too few days of their own.",
            ),
            _PEOPLE,
        ),
        Column("least", "number", Text("Hari di rumah paling sedikit.", "The fewest days at home."), _DAYS),
        Column("median", "number", Text("Hari di rumah di tengah.", "The median of days at home."), _DAYS),
        Column("most", "number", Text("Hari di rumah terbanyak.", "The most days at home."), _DAYS),
        Column("gap", "number", Text("Selisihnya: most dikurangi least.", "The gap: most less least."), _DAYS),
    ),
    ("unit",),
    (("agency", "agencies"), ("unit", "units")),
)
