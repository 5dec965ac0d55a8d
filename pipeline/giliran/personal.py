"""Personal data in the text of a file: numbers, dates, addresses and reasons that must not enter the repository.

The text itself is searched, comments included, since that is where such things are jotted down. Web addresses are
blanked first: their digits are nobody's. Better one question too many than one number published: what looks like a
number of a person is refused, whether or not its inner dates make sense (layouts: FACTS of the circular, NIP by Perka
BKN 22/2007). Nothing found here is ever repeated in a message.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from giliran.diagnostics import Diagnostic
from giliran.readings import readings
from giliran.source import Place
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

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
    words: frozenset[bytes] = frozenset()
    """Words in lower case of which a text must hold one for anything to be found in it; for some searches, see
    :func:`_possible`, another sign is asked for instead."""


_USE_CODE = Text(
    "Hapus, juga dari riwayat bila sudah terkirim; pakai kode pegawai seperti bp02.",
    "Delete it, from the history too if it was pushed; use an employee code such as bp02.",
)
_NEUTRAL = Text(
    "Tulis alasan kedinasan saja, misalnya “rapat dimajukan”; keadaan pribadi tidak dicatat di sini.",
    "Give the official reason only, such as “meeting moved up”; private circumstances are not recorded here.",
)
_PEOPLE = ("schedules/", "units/", "policy/dispensations/")

_BORN = frozenset(
    before + word for before in (b"", b"tgl", b"tanggal", b"tempat") for word in (b"lahir", b"kelahiran", b"ttl")
) | frozenset(b"birth birthdate birthday born dob".split())
_STREET = frozenset(b"jl jln jalan gg gang".split())
_HEALTH = frozenset(
    b"sakit sakitnya hamil melahirkan bersalin hiv tbc keguguran opname rawat kemoterapi kanker stroke diabetes depresi"
    b" covid demam cuci disabilitas sick ill illness pregnant pregnancy cancer chemotherapy disability hospitalised"
    b" hospitalized".split()
)
_DISCIPLINE = frozenset(
    b"hukuman hukdis sanksi pelanggaran teguran indisipliner disciplinary reprimand reprimanded suspended skorsing".split()
)

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
        words=_BORN,
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
        words=_STREET,
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
        words=_HEALTH,
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
        words=_DISCIPLINE,
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


_WORDS = frozenset().union(*(search.words for search in SEARCHES))
_NUMBERS = {"PD001", "PD002", "PD003"}
_UNCOMMON = re.compile("[^\x00-\x7f\u00c0-\u012f\u0132-\u017e\u2010-\u2027]")
"""Characters that may be a digit, a blank or a letter of ASCII to a regular expression, and some others."""
_IN_WORDS = bytes(byte if bytes([byte]).isalnum() else 0x20 for byte in bytes(range(256)).lower())
"""Letters in lower case and digits; all else is space."""
_AS_DIGITS = bytes(0x30 if 0x30 <= byte <= 0x39 else 0x20 for byte in range(256))
_IN_NUMBERS = b" ._-()"
_SHORTEST = b"0" * 9
"""A number of a person has nine digits at least: a fixed line, with what may stand between digits left out."""
_RT = re.compile(rb"rt(?<![a-z]rt)(?![a-z])")
_RW = re.compile(rb"rw(?<![a-z]rw)(?![a-z])")


def _possible(text: str) -> tuple[_Search, ...]:
    """Give the searches that could find something in a text, by signs that are quickly looked for.

    A sign may be there and nothing be found; without it nothing can be. No sign reaches across what is blanked before
    a search, since blanks make no letter, no digit, and a gap wider than any number has.
    """
    if not text.isascii() and _UNCOMMON.search(text):
        return SEARCHES
    content = text.encode("ascii", "replace")
    folded = content.translate(_IN_WORDS)
    words = folded.split()
    numbers = _long_number(content)
    spoken = _WORDS.intersection(words) if not _WORDS.isdisjoint(words) else frozenset()
    mail = b"@" in content
    home = b"alamat" in folded or (b"rw" in folded and bool(_RT.search(folded) and _RW.search(folded)))
    if not (numbers or spoken or mail or home):
        return ()
    return tuple(
        search
        for search in SEARCHES
        if (numbers and search.code in _NUMBERS)
        or not search.words.isdisjoint(spoken)
        or (mail and search.code == "PD008")
        or (home and search.code == "PD005")
    )


def _long_number(content: bytes) -> bool:
    return _SHORTEST in content.translate(_AS_DIGITS, _IN_NUMBERS)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def personal_data(path: str, text: str) -> Iterator[Diagnostic]:
    """Search the text of one file. Places are exact; the findings are marked private."""
    searches = [search for search in _possible(text) if path.startswith(search.folders)]
    if searches:
        yield from _searched(path, text, searches)


def _searched(path: str, text: str, searches: Iterable[_Search]) -> Iterator[Diagnostic]:
    told = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) < 4:
            continue
        bare = _WEB.sub(_blank, line) if "://" in line else line
        bare = _CODES.sub(_blank, bare) if "[" in bare else bare
        undated = _ISO_DATE.sub(_blank, bare)
        organisation = line.startswith("name:") or path.endswith("/agency.yaml")
        taken: list[tuple[int, int]] = []
        if told >= LIMIT:
            return
        for search in searches:
            if organisation and search.folders is _PEOPLE:
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


def personal_content(path: str, content: bytes) -> Iterator[Diagnostic]:
    """Search the bytes of one file, whatever encoding they are written in; each kind is told once of a line."""
    return in_every_reading(readings(content), partial(personal_data, path))


def in_every_reading(texts: Iterable[str], search: Callable[[str], Iterable[Diagnostic]]) -> Iterator[Diagnostic]:
    """Search all that some bytes may be read as, without telling again what was found in an earlier reading."""
    told: set[tuple[str, int]] = set()
    for text in texts:
        found = [fault for fault in search(text) if (fault.code, fault.place.start.line) not in told]
        told.update((fault.code, fault.place.start.line) for fault in found)
        yield from found


def personal_path(path: str) -> Iterator[Diagnostic]:
    """Search the name of a file for long numbers; the place is the file as a whole."""
    if path.isascii() and not _long_number(path.encode()):
        return
    for search in SEARCHES:
        if search.code in {"PD001", "PD002"} and search.pattern.search(path):
            yield Diagnostic(search.code, search.found, Place.of_file(path), help=search.advice, private=True)
