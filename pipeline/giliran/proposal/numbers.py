"""Numbers of people in text that is no data of ours: the program, its manual, commit messages, names.

Files beside the data hold hashes, coordinates and times in plenty, so a row of digits is not enough. A NIP or NIK is taken
for one when it stands alone and its inner parts make sense (dates of birth and of appointment, a province); a mobile number
when the word for a telephone stands before it, or the country code. What people write of a commit, and what they call
things, is searched more strictly: there a number may stand between letters. Data folders are searched more strictly still,
by :mod:`giliran.personal`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from giliran.diagnostics import Diagnostic
from giliran.personal import LIMIT
from giliran.source import Place
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

_SERVANT = r"\d{4}-?\d\d-?\d\d[ ._-]?\d{6}[ ._-]?\d[ ._-]?\d{3}"
_CITIZEN = r"(?:\d{6}[ ._-]?\d{6}[ ._-]?\d{4}|\d{4}(?:[ ._-]\d{4}){3})"
_MOBILE = r"[ .()-]{0,2}8\d{1,2}(?:[ .()-]{0,2}\d){6,9}(?!\w)"
_ALONE = (
    r"(?:(?<![0-9A-Za-z+/])(?<!\d\.)|(?<![A-Za-z])(?:nip|nik|ktp)[+/]?)",
    r"(?![0-9A-Za-z+/]|\.\d)",
)
"""What may not stand before and after: letters and signs of a hash or an address, the point of a decimal. What such a
number is called may."""


@dataclass(frozen=True, slots=True)
class _Search:
    """What is looked for in one kind of text."""

    servant: re.Pattern[str]
    citizen: re.Pattern[str]
    phone: re.Pattern[str]


_BESIDE_DATA = _Search(
    re.compile(_SERVANT.join(_ALONE), re.IGNORECASE),
    re.compile(_CITIZEN.join(_ALONE), re.IGNORECASE),
    re.compile(
        r"(?:\b(?:telp|telepon|tel|hp|handphone|ponsel|wa|whatsapp|phone|mobile|kontak|hubungi|call)\b[^\n\d+(]{0,20}\(?(?:\+?62|0)"
        rf"|(?<![\w.])\+62){_MOBILE}",
        re.IGNORECASE,
    ),
)
_WRITTEN = _Search(
    re.compile(rf"(?<!\d){_SERVANT}(?!\d)"),
    re.compile(rf"(?<!\d){_CITIZEN}(?!\d)"),
    re.compile(rf"(?<![0-9.+-])\(?(?:\+?62|0)\)?{_MOBILE}"),
)
_ENOUGH = re.compile(r"(?:\d[ ._()-]{0,2}){10}")
_HASH = re.compile(r"(?<![0-9A-Za-z])(?:[0-9a-f]{40}|[0-9a-f]{64})(?![0-9A-Za-z])")
_AS_DIGITS = bytes(0x30 if 0x30 <= byte <= 0x39 else 0x20 for byte in range(256))
_BETWEEN_DIGITS = b"\0 ._-()"
_PROVINCES = frozenset(
    (*range(11, 20), 21, *range(31, 37), *range(51, 54), *range(61, 66), *range(71, 77), 81, 82, *range(91, 98))
)
"""The first two digits of a NIK, as the Ministry of Home Affairs numbers the provinces."""

_FOUND = {
    "PD001": Text("Ini tampak seperti NIP (18 angka).", "This looks like a civil servant number (NIP, 18 digits)."),
    "PD002": Text("Ini tampak seperti NIK (16 angka).", "This looks like a citizen number (NIK, 16 digits)."),
    "PD003": Text("Ini tampak seperti nomor telepon seluler.", "This looks like a mobile phone number."),
}
_ADVICE = Text(
    "Hapus, juga dari riwayat bila sudah terkirim; untuk contoh pakai angka yang jelas dibuat-buat.",
    "Delete it, from the history too if it was pushed; for an example use digits that are plainly made up.",
)


def may_hold_numbers(content: bytes) -> bool:
    """Tell by a quick look whether a content may hold a number of a person, read in whatever way.

    What is no text in UTF-8 has digits of ASCII or none: pictures are let pass here.
    """
    if b"0000000000" in content.translate(_AS_DIGITS, _BETWEEN_DIGITS):
        return True
    if content.isascii():
        return False
    try:
        return _ENOUGH.search(content.decode("utf-8")) is not None
    except UnicodeDecodeError:
        return content.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff"))


def personal_numbers(path: str, text: str) -> Iterator[Diagnostic]:
    """Search a file beside the data, and give so many finds as are told of one file.

    Places are exact; the findings are marked private.
    """
    return islice(_search(path, text, _BESIDE_DATA), LIMIT)


def numbers_written(path: str, text: str) -> Iterator[Diagnostic]:
    """Search what somebody has written of a commit, or a name; hashes of git are passed over."""
    return islice(_search(path, _HASH.sub(lambda found: " " * len(found[0]), text), _WRITTEN), LIMIT)


def _search(path: str, text: str, search: _Search) -> Iterator[Diagnostic]:
    """Search the whole text at once, kind after kind: no pattern goes on to the next line."""
    if not _ENOUGH.search(text):
        return
    for code, pattern, makes_sense in (
        ("PD001", search.servant, _is_servant),
        ("PD002", search.citizen, _is_citizen),
        ("PD003", search.phone, None),
    ):
        line = start = 0
        for found in pattern.finditer(text):
            if makes_sense is None or makes_sense("".join(str(int(sign)) for sign in found[0] if sign.isdecimal())):
                line += text.count("\n", start, found.start())
                start = found.start()
                yield _told(code, path, line + 1, found, text.rfind("\n", 0, start) + 1)


def _is_servant(digits: str) -> bool:
    """Tell whether 18 digits are a birth date, a month of appointment (20 more for contract staff), a sex and a number."""
    born, begun = int(digits[:4]), int(digits[8:12])
    month = int(digits[12:14])
    return (
        1930 <= born <= 2020
        and _is_day(int(digits[6:8]), int(digits[4:6]))
        and 1950 <= begun <= 2099
        and (1 <= month <= 12 or 21 <= month <= 32)
        and digits[14] in "12"
    )


def _is_citizen(digits: str) -> bool:
    """Tell whether 16 digits are a province, a birth day (40 more for women), month and year, and a number."""
    day = int(digits[6:8])
    return int(digits[:2]) in _PROVINCES and _is_day(day - 40 if day > 40 else day, int(digits[8:10]))


def _is_day(day: int, month: int) -> bool:
    return 1 <= day <= 31 and 1 <= month <= 12


def _told(code: str, path: str, line: int, found: re.Match[str], start: int) -> Diagnostic:
    place = Place.of_line(path, line, found.start() - start, found.end() - start)
    return Diagnostic(code, _FOUND[code], place, help=_ADVICE, private=True)
