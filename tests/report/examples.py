"""The invented findings every format is fed, and the files they speak of. Nobody in them exists."""

from __future__ import annotations

from collections import Counter

from giliran.diagnostics import ClauseRef, Diagnostic, Fix, Related, Replacement, Report, Summary, in_reading_order
from giliran.source import Place, Position
from giliran.wording import Text, same

SCHEDULE = "schedules/bkd/subbag-umum/2023-09.yaml"
UNIT = "units/bkd/subbag-umum.yaml"
WIDE = "units/bkd/subbag-luas.yaml"
ODD = "units/bkd/::error file=x,line=1::aduh 100%|`@semua`<script>\n\x1b[31m\u202egnp\udcff.yaml"
MISSING = "policy/dispensations/tak-terbaca.yaml"

SECRET = "siti@contoh.invalid"

SOURCES: dict[str, str] = {
    SCHEDULE: (
        "wfh:\n"
        "  2023-09-01: [bp02]\n"
        "  2023-09-04: [bp02, dw03, sr01, xx01]\n"
        "  2023-09-05: [bp02]\n"
        "  2023-09-06: [bp02, dw03, sr01]\n"
        "  2023-09-07: [bp02, dw03, sr01]\n"
        "  2023-09-08: [bp02, dw03, sr01]\n"
        "recalls:\n"
        "  - {date: 2023-09-05, employee: bp02,\n"
        "     ordered-by: sr01,\n"
        "     reason: sidang anggaran}\n"
    ),
    UNIT: (
        "name: Subbagian Umum\r\n"
        "kind: subbagian\r\n"
        "supervisor: sr01\r\n"
        "\r\n"
        "employees:\r\n"
        "  - {id: sr01, name: Siti Rahmawati, status: pns, email: siti@contoh.invalid}\r\n"
        '  - {id: bp02, name: Budi Pratama, status: pppk, note: "surel siti@contoh.invalid"}\r\n'
    ),
    WIDE: (
        "name: 総務課 e\u0301lok # \u202eterbalik\nnote: "
        + "kata " * 30
        + "SALAH "
        + "kata " * 30
        + "\n"
        + "\tkind: unit\n"
    ),
    ODD: "name: [::warning::a](https://contoh.invalid) @semua <img src=x>\n",
}

CLAUSE = ClauseRef(
    "dki-jakarta/se-sekda-34-2023/wfh-share",
    Text("Batas pegawai yang bekerja dari rumah", "Share of a unit that may work from home"),
    "https://contoh.invalid/se-34(2023)?a=1&b=2",
)
ADVICE = ClauseRef("menpanrb/se-17-2023/wfh-share", Text("Imbauan 50%", "Advice of 50%"))


def _at(path: str, line: int, words: str) -> Place:
    """Give the place of some words in a line, so that nobody has to count columns."""
    start = SOURCES[path].split("\n")[line - 1].index(words)
    return Place.of_line(path, line, start, start + len(words))


def _advice(line: int, day: str) -> Diagnostic:
    return Diagnostic(
        "LW004",
        Text("3 pegawai di rumah; imbauan paling banyak 2", "3 employees at home; the advice is at most 2"),
        _at(SCHEDULE, line, "[bp02, dw03, sr01]"),
        unit="bkd/subbag-umum",
        date=day,
        sum=Text("50% × 5 = 2,5 → 2", "50% × 5 = 2.5 → 2"),
        clause=ADVICE,
    )


ONE_OFF = Fix(
    Text("Hapus xx01 dari Senin, 4 September 2023", "Take xx01 off Monday, 4 September 2023"),
    (Replacement(_at(SCHEDULE, 3, ", xx01"), ""),),
    3,
    ("  2023-09-04: [bp02, dw03, sr01, xx01]",),
    ("  2023-09-04: [bp02, dw03, sr01]",),
)
LINE_OFF = Fix(
    Text("Hapus surel siti@contoh.invalid", "Delete the address siti@contoh.invalid"),
    (Replacement(Place(UNIT, Position(6, 1), Position(7, 1)), ""),),
    6,
    ("  - {id: sr01, name: Siti Rahmawati, status: pns, email: siti@contoh.invalid}",),
    (),
)
HOSTILE_FIX = Fix(
    same("[x](y) <b> @semua"),
    (Replacement(_at(ODD, 1, "@semua"), "```\n\x1b[2J"),),
    1,
    ("name: ```` [::warning::a](https://contoh.invalid) @semua <img src=x>",),
    ("name: ```", "\x1b[2J</details>"),
)

OVER_CAP = Diagnostic(
    "LW001",
    Text("4 pegawai di rumah; paling banyak 3", "4 employees at home; at most 3"),
    _at(SCHEDULE, 3, "[bp02, dw03, sr01, xx01]"),
    help=Text("hapus satu nama dari tanggal ini", "remove one name from this day"),
    label=Text("4 nama", "4 names"),
    unit="bkd/subbag-umum",
    date="2023-09-04",
    sum=Text("50% × 7 = 3,5 → 3", "50% × 7 = 3.5 → 3"),
    clause=CLAUSE,
    related=(Related(_at(UNIT, 5, "employees"), Text("7 ASN pada hari itu", "7 civil servants on that day")),),
    fix=ONE_OFF,
)
UNKNOWN_PERSON = Diagnostic(
    "RF001",
    Text("tidak ada pegawai “xx01”", "there is no employee “xx01”"),
    _at(SCHEDULE, 3, "xx01"),
    fix=ONE_OFF,
)
SEVERAL_LINES = Diagnostic(
    "SC003",
    Text("pemanggilan bukan oleh atasan langsung", "the recall is not by the direct superior"),
    Place(SCHEDULE, Position(9, 5), Position(11, 30)),
    label=Text("pemanggilan ini", "this recall"),
    date="2023-09-05",
    related=(
        Related(_at(UNIT, 3, "sr01"), Text("atasan langsung", "the direct superior")),
        Related(Place.of_line(MISSING, 12, 2, 9), Text("surat yang disebut", "the letter it names")),
    ),
)
PRIVATE = Diagnostic(
    "PD008",
    Text("alamat surel tidak boleh ditulis di sini", "an e-mail address must not be written here"),
    _at(UNIT, 6, SECRET),
    help=Text("hapus kolom ini", "remove this entry"),
    label=Text("alamat surel", "e-mail address"),
    related=(Related(_at(UNIT, 7, f'"surel {SECRET}"'), Text("tertulis lagi", "written again")),),
    private=True,
)
BESIDE_PRIVATE = Diagnostic(
    "SH001",
    Text("kunci “email” tidak dikenal: “siti@contoh.invalid”", "unknown key “email”: “siti@contoh.invalid”"),
    _at(UNIT, 6, "email"),
    fix=LINE_OFF,
)
WIDE_CHARACTERS = Diagnostic("YM013", Text("tanda arah tersembunyi", "a hidden direction mark"), _at(WIDE, 1, "\u202e"))
LONG_LINE = Diagnostic("SH005", Text("bentuk isian salah", "the value has the wrong form"), _at(WIDE, 2, "SALAH"))
TAB = Diagnostic("YM006", Text("lekuk memakai tab", "a tab indents the line"), _at(WIDE, 3, "\t"))
NO_EXCERPT = Diagnostic(
    "YM002",
    Text("berkas bukan UTF-8", "the file is not UTF-8"),
    Place.of_file(MISSING),
    help=Text("simpan ulang sebagai UTF-8", "save it again as UTF-8"),
    label=Text("di sini", "here"),
)
HOSTILE = Diagnostic(
    "YM017",
    same(
        "a::b\n::error::c %0A ##[error] `x` | *y* _z_ @semua #1 <script>alert(1)</script> \x1b[2J \u202e \udcff ]](x)"
    ),
    _at(ODD, 1, "[::warning::a](https://contoh.invalid)"),
    help=same("![g](https://contoh.invalid/g.png) www.contoh.invalid </details> & \u2028 $x$ {0}"),
    label=same("\x07<b>"),
    unit="bkd/\u200b",
    clause=ClauseRef("a/b/c]", same("[x](y)"), "javascript:alert(1)"),
    fix=HOSTILE_FIX,
)
HUMAN_DECISION = Diagnostic(
    "LW006",
    Text("perlu keputusan: unit ini melayani langsung?", "to decide: does this unit serve people directly?"),
    _at(UNIT, 2, "subbagian"),
    unit="bkd/subbag-umum",
)

DIAGNOSTICS = in_reading_order(
    (
        OVER_CAP,
        UNKNOWN_PERSON,
        SEVERAL_LINES,
        PRIVATE,
        BESIDE_PRIVATE,
        WIDE_CHARACTERS,
        LONG_LINE,
        TAB,
        NO_EXCERPT,
        HOSTILE,
        HUMAN_DECISION,
        _advice(5, "2023-09-06"),
        _advice(6, "2023-09-07"),
        _advice(7, "2023-09-08"),
    )
)


def report_of(*diagnostics: Diagnostic) -> Report:
    """Give the report a check with these findings would give."""
    found = Counter(diagnostic.severity for diagnostic in diagnostics)
    summary = Summary(12, 3, 7, found["error"], found["warning"], found["info"])
    return Report(summary, in_reading_order(diagnostics))


REPORT = report_of(*DIAGNOSTICS)
CLEAN = Report(Summary(12, 1, 0, 0, 0, 0), ())
