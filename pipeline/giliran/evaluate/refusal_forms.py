"""What the columns of the tables of refusals mean."""

from __future__ import annotations

from giliran.evaluate.forms import number
from giliran.views.tables.forms import Column, Form
from giliran.wording import Text

PLACES = ("way", "line")
"""Of a version of a schedule: in a proposal on the way to the main line, or on that line itself."""
_VERSIONS = Text("versi", "versions")
_BRINGERS = Text("usulan atau komit", "proposals or commits")
_PLACE = Column(
    "place",
    "string",
    Text(
        "Dalam usulan yang kemudian digabung (way), atau di cabang utama sampai komit berikutnya (line).",
        "In a proposal that was merged later (way), or on the main line until a later commit (line).",
    ),
    words=PLACES,
)
_HELD = number(
    "held",
    Text(
        "Usulan, di cabang utama: komit, yang memuat versi itu.",
        "Proposals, on the main line: commits, that hold such versions.",
    ),
    _BRINGERS,
)
_MENDED = number(
    "mended",
    Text(
        "Versi yang dibetulkan atau dihapus sebelum digabung; di cabang utama: oleh komit berikutnya, jadi semua.",
        "Versions mended or removed before the merge; on the main line: by a later commit, so all of them.",
    ),
    _VERSIONS,
)
_WRONG_DAYS = number(
    "wrong_days",
    Text(
        "Hari dalam masa ini yang karenanya ditolak, setiap hari suatu unit sekali.",
        "Days of the period that they were refused for, each day of a unit once.",
    ),
    Text("hari unit", "days of units"),
)
REFUSALS = Form(
    "refusals",
    Text("Versi jadwal yang ditolak", "Versions of schedules that were refused"),
    Text(
        "satu perangkat daerah, satu pekan, atau semuanya, di satu tempat",
        "one agency, one week, or all of them, in one place",
    ),
    (
        _PLACE,
        Column(
            "table",
            "string",
            Text("Menurut perangkat daerah, pekan, atau semuanya.", "By agency, by week, or all."),
            words=("agency", "week", "total"),
        ),
        Column(
            "group",
            "string",
            Text(
                "Perangkat daerah, Senin pekan komitnya, atau total.",
                "The agency, the Monday of the commits, or total.",
            ),
        ),
        number(
            "brought",
            Text(
                "Usulan, di cabang utama: komit, yang membawa versi jadwal masa ini.",
                "Proposals, on the main line: commits, that brought versions of schedules of these months.",
            ),
            _BRINGERS,
        ),
        number(
            "versions",
            Text(
                "Versi jadwal yang ditulisnya; di cabang utama hanya yang kemudian diganti atau dihapus.",
                "Versions of schedules they wrote; on the main line only those that were replaced or removed later.",
            ),
            _VERSIONS,
        ),
        number(
            "refused",
            Text(
                "Di antaranya: melanggar menurut aturan, unit, dan kalender pada komit itu.",
                "Of these: refused by the law, the unit and the calendar of their own commit.",
            ),
            _VERSIONS,
        ),
        number(
            "unreadable",
            Text(
                "Di antaranya: teksnya bukan YAML, atau aturan atau unit pada komit itu tidak terbaca.",
                "Of these: no YAML, or the law or the unit of that commit cannot be read.",
            ),
            _VERSIONS,
        ),
        _HELD,
        _MENDED,
        _WRONG_DAYS,
    ),
    ("place", "table", "group"),
)
REFUSAL_CODES = Form(
    "refusal-codes",
    Text("Sebab penolakan", "Why versions were refused"),
    Text("satu kode dan butir di satu tempat", "one code and clause in one place"),
    (
        _PLACE,
        Column("code", "string", Text("Kode pemeriksaan.", "The code of the check.")),
        Column(
            "clause",
            "string",
            Text("Butir yang mendasarinya; none: tidak ada.", "The clause it rests on; or none."),
        ),
        Column("title_id", "string", Text("Arti kode, bahasa Indonesia.", "What the code means, in Indonesian.")),
        Column("title_en", "string", Text("Arti kode, bahasa Inggris.", "What the code means, in English.")),
        number(
            "versions",
            Text(
                "Versi yang karenanya tidak diterima; yang bersebab banyak dihitung di tiap sebab.",
                "Versions not accepted for this; one with several reasons counts under each.",
            ),
            _VERSIONS,
        ),
        _HELD,
        _MENDED,
        _WRONG_DAYS,
    ),
    ("place", "code", "clause"),
)
