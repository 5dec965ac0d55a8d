"""The list of diagnostic codes: the one place where a code, its name and its usual severity meet.

Two letters name the family, three digits follow; a code is never reused and says nothing about severity. Names say the
bad thing, so that "allow over-cap" makes a sentence. Each code has a manual page ``rules/<CODE>.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from giliran.wording import Text

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)

FAMILIES: dict[str, Text] = {
    "YM": Text("Teks berkas", "Text of the file"),
    "SH": Text("Bentuk isian", "Shape of the entries"),
    "RF": Text("Rujukan antarberkas", "Names across files"),
    "DT": Text("Tanggal", "Dates"),
    "LW": Text("Batas menurut aturan", "Limits set by law"),
    "UN": Text("Unit", "Units"),
    "SC": Text("Jadwal", "Schedules"),
    "PD": Text("Data pribadi", "Personal data"),
    "CH": Text("Usulan perubahan", "Proposed changes"),
}

OF_CHANGES = "CH"
"""The family that only a comparison of two states can find, so that a check which is silent about it has said nothing."""


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding; ``severity`` is what it has unless the data say otherwise."""

    code: str
    name: str
    severity: Severity = "error"

    @property
    def family(self) -> str:
        """Give the two letters in front."""
        return self.code[:2]


CODES: tuple[Code, ...] = (
    Code("YM001", "invalid-yaml"),
    Code("YM002", "not-utf8"),
    Code("YM003", "byte-order-mark"),
    Code("YM004", "empty-file"),
    Code("YM005", "file-too-large"),
    Code("YM006", "tab-indentation"),
    Code("YM007", "anchor-or-alias"),
    Code("YM008", "tag-or-directive"),
    Code("YM009", "duplicate-key"),
    Code("YM010", "merge-key"),
    Code("YM011", "several-documents"),
    Code("YM012", "ambiguous-value"),
    Code("YM013", "hidden-character"),
    Code("YM014", "nested-too-deep"),
    Code("YM015", "key-not-text"),
    Code("YM016", "link-not-file"),
    Code("YM017", "odd-file-name"),
    Code("YM018", "unexpected-file"),
    Code("YM019", "look-alike-letter"),
    Code("SH001", "unknown-key"),
    Code("SH002", "missing-key"),
    Code("SH003", "wrong-type"),
    Code("SH004", "value-not-allowed"),
    Code("SH005", "wrong-form"),
    Code("SH006", "out-of-range"),
    Code("SH007", "repeated-entry"),
    Code("SH008", "wrong-number-of-entries"),
    Code("RF001", "unknown-person"),
    Code("RF002", "person-of-another-unit"),
    Code("RF003", "unknown-circular"),
    Code("RF004", "unknown-clause"),
    Code("RF005", "unknown-unit", "warning"),
    Code("RF006", "unknown-reading"),
    Code("RF007", "unknown-fact"),
    Code("RF008", "unknown-jurisdiction"),
    Code("DT001", "impossible-date"),
    Code("DT002", "wrong-month"),
    Code("DT003", "non-working-day"),
    Code("DT004", "before-window"),
    Code("DT005", "after-window"),
    Code("DT006", "not-yet-member"),
    Code("DT007", "no-longer-member"),
    Code("DT008", "reversed-period"),
    Code("DT009", "crossing-windows"),
    Code("DT010", "outside-in-force"),
    Code("LW001", "over-cap"),
    Code("LW002", "excluded-unit"),
    Code("LW003", "non-asn-scheduled"),
    Code("LW004", "above-advice", "warning"),
    Code("LW005", "excluded-by-advice", "warning"),
    Code("LW006", "decision-needed", "info"),
    Code("LW007", "dispensation-expired"),
    Code("LW008", "dispensation-unused", "warning"),
    Code("LW009", "clause-gives-way", "warning"),
    Code("UN001", "override-without-approval"),
    Code("UN002", "unit-without-agency"),
    Code("UN003", "two-units-at-once"),
    Code("UN004", "missing-fact"),
    Code("UN005", "one-code-two-names"),
    Code("UN006", "unknown-fact-value"),
    Code("SC001", "schedule-without-unit"),
    Code("SC002", "recall-not-at-home"),
    Code("SC003", "recall-not-by-supervisor"),
    Code("SC004", "domicile-unattested", "warning"),
    Code("PD001", "civil-servant-number"),
    Code("PD002", "citizen-number"),
    Code("PD003", "phone-number"),
    Code("PD004", "birth-date"),
    Code("PD005", "home-address"),
    Code("PD006", "health-reason"),
    Code("PD007", "discipline-reason"),
    Code("PD008", "e-mail-address"),
    Code("CH001", "people-lost"),
    Code("CH002", "days-lost"),
    Code("CH003", "past-changed"),
    Code("CH004", "file-of-others"),
    Code("CH005", "stale-code-owners"),
    Code("CH006", "too-few-admins"),
    Code("CH007", "unclear-record"),
    Code("CH008", "personal-data-on-the-way"),
)

BY_CODE: dict[str, Code] = {code.code: code for code in CODES}
