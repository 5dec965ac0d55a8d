"""Numbers of people in text that is no data of ours: the program, its manual, commit messages.

Such text holds hashes, coordinates and times in plenty, so a row of digits is not enough. A NIP or NIK is taken for one
when it stands alone and its inner parts make sense (dates of birth and of appointment, a province); a mobile number when
the word for a telephone stands before it, or the country code. Data folders are searched far more strictly, by
:mod:`giliran.personal`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from giliran.diagnostics import Diagnostic
from giliran.source import Place
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

_ALONE = r"(?<![0-9A-Za-z+/])(?<!\d\.)", r"(?![0-9A-Za-z+/]|\.\d)"
"""What may not stand before and after: letters and signs of a hash or an address, the point of a decimal."""

_SERVANT = re.compile(r"\d{4}-?\d\d-?\d\d[ ._-]?\d{6}[ ._-]?\d[ ._-]?\d{3}".join(_ALONE))
_CITIZEN = re.compile(r"(?:\d{6}[ ._-]?\d{6}[ ._-]?\d{4}|\d{4}(?:[ ._-]\d{4}){3})".join(_ALONE))
_ENOUGH = re.compile(r"(?:\d[ ._()-]{0,2}){10}")
_PHONE = re.compile(
    r"(?:\b(?:telp|telepon|tel|hp|handphone|ponsel|wa|whatsapp|phone|mobile|kontak|hubungi|call)\b[^\n\d+(]{0,20}\(?(?:\+?62|0)"
    r"|(?<![\w.])\+62)[ .()-]{0,2}8\d{1,2}(?:[ .()-]{0,2}\d){6,9}(?!\w)",
    re.IGNORECASE,
)
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


def personal_numbers(path: str, text: str) -> Iterator[Diagnostic]:
    """Search a text for numbers of people. Places are exact; the findings are marked private."""
    if not _ENOUGH.search(text):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        for code, pattern, makes_sense in (("PD001", _SERVANT, _is_servant), ("PD002", _CITIZEN, _is_citizen)):
            for found in pattern.finditer(line):
                if makes_sense("".join(filter(str.isdecimal, found[0]))):
                    yield _told(code, path, number, found)
        for found in _PHONE.finditer(line):
            yield _told("PD003", path, number, found)


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


def _told(code: str, path: str, line: int, found: re.Match[str]) -> Diagnostic:
    place = Place.of_line(path, line, found.start(), found.end())
    return Diagnostic(code, _FOUND[code], place, help=_ADVICE, private=True)
