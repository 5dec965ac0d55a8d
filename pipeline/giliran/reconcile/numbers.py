"""Numbers of people to employees of the repository, by a table that stays outside of it.

A NIP is looked at only to find the code it stands for, and is in nothing that leaves this module. One person may have had
two of them, since that of a PPPK changes with the contract; one number for two codes is a fault of the table. A second number
is told all the same: a slip in a code would make two people one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]  # it comes without types
from pyarrow import compute

from giliran.identity import EMPLOYEE_CODE, NIP
from giliran.reconcile.kinds import NUMBER
from giliran.unseen import BLANKS, NO_WIDTH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from giliran.reconcile.rows import Table

    Codes = NDArray[np.int32]

_FRAME = r"^\s*(?:=\"([^\"]*)\"|'?(.*?))\s*$"
_TOTALS = r"(?i)^\s*(?:sub)?(?:jumlah|total|grand total)\b"
_SPOILT = r"^\d[.,]?\d*[eE]\+?\d+$|^\d{15,18}[.,]0+$"
_CODE = f"^{EMPLOYEE_CODE}$"


@dataclass(frozen=True)
class Numbers:
    """Which employee each NIP stands for, by the place in ``people``; below 0 a number that cannot be used."""

    known: pd.Series

    def of(self, texts: pa.Array) -> tuple[Codes, NDArray[np.int16], NDArray[np.bool_]]:
        """Give for each row the employee or -1, the kind of oddity or -1, and whether a formula stood around the number."""
        encoded = texts.dictionary_encode()
        codes, odd, formula = self._each(encoded.dictionary)
        at = encoded.indices.to_numpy(zero_copy_only=False)
        return codes[at], odd[at], formula[at]

    def _each(self, texts: pa.Array) -> tuple[Codes, NDArray[np.int16], NDArray[np.bool_]]:
        digits, odd, formula = as_digits(texts)
        place = self.known.reindex(digits.to_pandas()).to_numpy(dtype=np.float64, na_value=np.nan)
        missing = np.isnan(place)
        codes = np.where(missing, -1, place).astype(np.int32)
        odd = np.where((odd < 0) & missing, NUMBER["unknown-person"], odd)
        odd = np.where((odd < 0) & (codes == _TWO), NUMBER["ambiguous-number"], odd)
        odd = np.where((odd < 0) & (codes == _NOBODY), NUMBER["unknown-code"], odd)
        return np.where(odd < 0, codes, -1).astype(np.int32), odd.astype(np.int16), formula


_TWO, _NOBODY = -2, -3


def as_digits(texts: pa.Array) -> tuple[pa.Array, NDArray[np.int16], NDArray[np.bool_]]:
    """Take blanks, dots and what spreadsheets add off some numbers; tell those that are none, and formulas around them."""
    formula = compute.match_substring_regex(texts, r'^\s*="').to_numpy(zero_copy_only=False)
    bare = compute.replace_substring_regex(texts, _FRAME, r"\1\2")
    spoilt = compute.match_substring_regex(bare, _SPOILT).to_numpy(zero_copy_only=False)
    digits = compute.replace_substring_regex(bare, f"[\\s._{BLANKS}{NO_WIDTH}-]+", "")
    empty = compute.equal(digits, "").to_numpy(zero_copy_only=False)
    total = compute.match_substring_regex(texts, _TOTALS).to_numpy(zero_copy_only=False)
    failed = compute.match_substring_regex(texts, r"^\s*#").to_numpy(zero_copy_only=False)
    lost = compute.match_substring_regex(bare, r"^\s*=").to_numpy(zero_copy_only=False)
    whole = compute.match_substring_regex(digits, rf"^\d{{{NIP}}}$").to_numpy(zero_copy_only=False)
    odd = np.where(whole, -1, NUMBER["malformed-number"])
    marks = ((lost, "formula-without-result"), (failed, "failed-cell"), (spoilt, "spoilt-number"))
    for mask, kind in (*marks, (total, "total-row"), (empty, "no-number")):
        odd = np.where(mask, NUMBER[kind], odd)
    return digits, odd.astype(np.int16), formula


def numbers(table: Table, people: Mapping[str, int]) -> Numbers:
    """Read the table; ``people`` gives the place of each employee. What is odd about its rows is noted in it."""
    digits, odd, _ = as_digits(table.columns["number"])
    for kind in np.unique(odd[odd >= 0]):
        table.note(_NAMES[int(kind)], odd == kind, "number")
    codes = compute.utf8_trim_whitespace(table.columns["code"])
    formed = compute.match_substring_regex(codes, _CODE).to_numpy(zero_copy_only=False)
    place = pd.Series(people, dtype="int64").reindex(codes.to_pandas()).to_numpy(dtype=np.float64, na_value=np.nan)
    unknown = np.isnan(place) & formed
    table.note("malformed-code", ~formed, "code")
    table.note("unknown-code", unknown & (odd < 0), "code")
    good = (odd < 0) & formed
    frame = pd.DataFrame(
        {
            "number": digits.to_pandas()[good],
            "code": codes.to_pandas()[good],
            "place": np.where(unknown, _NOBODY, np.nan_to_num(place, nan=_NOBODY)).astype(np.int32)[good],
            "row": np.flatnonzero(good),
        }
    )
    again = frame.duplicated(["number", "code"])
    different = frame.groupby("number")["code"].transform("nunique") > 1
    mask = np.zeros(len(odd), dtype=bool)
    mask[frame.loc[different, "row"]] = True
    table.note("ambiguous-number", mask, "number")
    mask = np.zeros(len(odd), dtype=bool)
    mask[frame.loc[again & ~different, "row"]] = True
    table.note("repeated", mask, "number")
    mask = np.zeros(len(odd), dtype=bool)
    sure = frame[~different & ~again]
    mask[sure.loc[sure.duplicated("code"), "row"]] = True
    table.note("second-number", mask, "code")
    frame.loc[different, "place"] = _TWO
    return Numbers(frame.drop_duplicates("number").set_index("number")["place"])


_NAMES = {number: name for name, number in NUMBER.items()}
