"""Personal data in the text of a file: numbers, dates, addresses and reasons that must not enter the repository.

The text itself is searched, comments included, since that is where such things are jotted down. Web addresses are
blanked first: their digits are nobody's. Better one question too many than one number published: what looks like a
number of a person is refused, whether or not its inner dates make sense (layouts: FACTS of the circular, NIP by Perka
BKN 22/2007). Nothing found here is ever repeated in a message.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.diagnostics import Diagnostic
from giliran.source import Place
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

_WEB = re.compile(r"https?://(?!wa\.me|api\.whatsapp)[^\s<>\"')\]}?]+")
_CODES = re.compile(r"\[[a-z]{2}\d{2,5}(?:, ?[a-z]{2}\d{2,5})*\]")
"""A list of employee codes: the one that begins with rt may stand before the one that begins with rw."""
_ISO_DATE = re.compile(r"\b(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b(?!-)")
_GAP = r"[ .\u00a0_-]{0,2}"
_GROUPED = r"(?!\d{1,3}(?:\.\d{3})+(?![.\d]))"  # 1.234.567.890.123.456 is an amount of money
_MONTH = "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember|january|february"
_MONTH += "|march|may|june|july|august|october|december"


@dataclass(frozen=True, slots=True)
class _Search:
    code: str
    pattern: re.Pattern[str]
    found: Text
    advice: Text
    folders: tuple[str, ...] = ("policy/", "schedules/", "units/")
    dates: bool = False
    """Whether dates belong to what is searched for; otherwise two of them in a row are no long number."""


_USE_CODE = Text(
    "Hapus, juga dari riwayat bila sudah terkirim; pakai kode pegawai seperti bp02.",
    "Delete it, from the history too if it was pushed; use an employee code such as bp02.",
)
_NEUTRAL = Text(
    "Tulis alasan kedinasan saja, misalnya “rapat dimajukan”; keadaan pribadi tidak dicatat di sini.",
    "Give the official reason only, such as “meeting moved up”; private circumstances are not recorded here.",
)
_PEOPLE = ("schedules/", "units/", "policy/dispensations/")

LIMIT = 100
"""Findings told about one file: beyond that it is a list of people that must not be here at all."""

SEARCHES: tuple[_Search, ...] = (
    _Search(
        "PD001",
        re.compile(rf"(?<!\d){_GROUPED}\d(?:{_GAP}\d){{17}}(?!\d)"),
        Text("Ini tampak seperti NIP (18 angka).", "This looks like a civil servant number (NIP, 18 digits)."),
        _USE_CODE,
    ),
    _Search(
        "PD001",
        re.compile(r"(?<!\d)(?:19|20)\d{2}-\d{2}-\d{2}[ .]?\d{6}[ .]?[12][ .]?\d{3}(?!\d)"),
        Text(
            "Ini tampak seperti NIP yang diawali tanggal.",
            "This looks like a civil servant number that starts with a date.",
        ),
        _USE_CODE,
        dates=True,
    ),
    _Search(
        "PD002",
        re.compile(rf"(?<!\d){_GROUPED}\d(?:{_GAP}\d){{15}}(?!{_GAP}\d)"),
        Text("Ini tampak seperti NIK (16 angka).", "This looks like a citizen number (NIK, 16 digits)."),
        _USE_CODE,
    ),
    _Search(
        "PD003",
        re.compile(r"(?<!\d)(?:\(?\+?62\)?|\(?0)[ .()-]{0,2}8\d{1,2}(?:[ .()-]{0,2}\d){6,9}(?!\d)"),
        Text("Ini tampak seperti nomor telepon seluler.", "This looks like a mobile phone number."),
        Text(
            "Hapus; nomor telepon pegawai tidak dicatat di sini.",
            "Delete it; phone numbers of employees are not recorded here.",
        ),
    ),
    _Search(
        "PD003",
        # A fixed line: area code in front, 021 or 0251. Numbers of letters have a slash there, times have no zero after.
        re.compile(
            r"(?<![\d/])(?<!\d[ .-])\(?(?:\+?62[ .()-]{0,2}|0)(?:2[1-9]\d?|[3-79]\d{1,2})\)?[ .-]{0,2}\d(?:[ .-]?\d){5,7}(?![\d/])"
        ),
        Text("Ini tampak seperti nomor telepon.", "This looks like a phone number."),
        Text(
            "Hapus; layanan dicatat dengan alamat web saja (https://…).",
            "Delete it; services are recorded with web addresses only (https://…).",
        ),
    ),
    _Search(
        "PD004",
        re.compile(
            r"\b(?:(?:tgl|tanggal|tempat)?[-_ .]{0,3}(?:kelahiran|lahir|ttl)|birth[-_ ]?(?:date|day)|date[-_ ]of[-_ ]birth|born|dob)\b"
            rf"[^\n]{{0,40}}?\d{{1,4}}[-/. ](?:\d{{1,2}}|{_MONTH})[-/. ]\d{{2,4}}",
            re.IGNORECASE,
        ),
        Text("Ini tampak seperti tanggal lahir.", "This looks like a date of birth."),
        Text("Hapus; tanggal lahir tidak diperlukan untuk jadwal.", "Delete it; a schedule needs no date of birth."),
        dates=True,
    ),
    _Search(
        "PD005",
        re.compile(
            r"\bRT\s*[.:]?\s*\d{1,3}\s*[/,]?\s*RW\s*[.:]?\s*\d{1,3}\b"
            r"|\balamat(?: rumah)?\s*[:=]?\s*[^\n]{3,60}?\b(?:no|nomor|blok)\b\.?\s*\w?\d+"
            r"|\b(?:Jl|Jln|Jalan|Gg|Gang)\b\.?\s+[^\n]{2,60}?\b(?:No|Nomor|Blok)\b\.?\s*[A-Z]?\d+",
            re.IGNORECASE,
        ),
        Text("Ini tampak seperti alamat rumah.", "This looks like a home address."),
        Text("Hapus; tempat tinggal tidak dicatat di sini.", "Delete it; where people live is not recorded here."),
        _PEOPLE,
    ),
    _Search(
        "PD006",
        re.compile(
            r"\b(?<!rumah )(?<!rumah-)(?<!dinas )(?<!satgas )(?<!layanan )(?<!penanganan )(?:sakit(?:nya)?|hamil|melahirkan|bersalin|hiv|tbc|keguguran|opname|rawat inap|rawat jalan|kemoterapi|kanker"
            r"|stroke|diabetes|depresi|covid(?:-19)?|demam berdarah|cuci darah|disabilitas|sick|ill|illness|pregnan(?:t|cy)"
            r"|cancer|chemotherapy|disability|hospitali[sz]ed)\b",
            re.IGNORECASE,
        ),
        Text("Ini menyebut keadaan kesehatan seseorang.", "This speaks of someone's health."),
        _NEUTRAL,
        _PEOPLE,
    ),
    _Search(
        "PD007",
        re.compile(
            r"\b(?:hukuman (?:disiplin|ringan|sedang|berat)|hukdis|sanksi disiplin|pelanggaran disiplin|teguran (?:lisan|tertulis)|indisipliner"
            r"|disciplinary|reprimand(?:ed)?|suspended|skorsing)\b",
            re.IGNORECASE,
        ),
        Text("Ini menyebut urusan disiplin seseorang.", "This speaks of a disciplinary matter."),
        _NEUTRAL,
        _PEOPLE,
    ),
    _Search(
        "PD008",
        re.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}"),
        Text("Ini tampak seperti alamat surel.", "This looks like an e-mail address."),
        Text(
            "Hapus; pengelola ditulis dengan nama akun, misalnya “@akun-pengelola”.",
            "Delete it; admins are given by account, like “@akun-pengelola”.",
        ),
    ),
)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def personal_data(path: str, text: str) -> Iterator[Diagnostic]:
    """Search the text of one file. Places are exact; the findings are marked private."""
    told = 0
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        if len(line) < 4:
            continue
        bare = _WEB.sub(_blank, line) if "://" in line else line
        bare = _CODES.sub(_blank, bare) if "[" in bare else bare
        undated = _ISO_DATE.sub(_blank, bare)
        organisation = line.startswith("name:") or path.endswith("/agency.yaml")
        taken: list[tuple[int, int]] = []
        if told >= LIMIT:
            return
        for search in SEARCHES:
            if not path.startswith(search.folders) or (organisation and search.folders is _PEOPLE):
                continue  # "Seksi Disabilitas" is what a unit does, and an agency's address is no home
            for found in search.pattern.finditer(bare if search.dates else undated):
                if any(found.start() < end and start < found.end() for start, end in taken):
                    continue  # the longer number was told already
                taken.append(found.span())
                told += 1
                if len(taken) > LIMIT:
                    return
                place = Place.of_line(path, number, found.start(), found.end())
                yield Diagnostic(search.code, search.found, place, help=search.advice, private=True)


def personal_path(path: str) -> Iterator[Diagnostic]:
    """Search the name of a file for long numbers; the place is the file as a whole."""
    for search in SEARCHES:
        if search.code in {"PD001", "PD002"} and search.pattern.search(path):
            yield Diagnostic(search.code, search.found, Place.of_file(path), help=search.advice, private=True)
