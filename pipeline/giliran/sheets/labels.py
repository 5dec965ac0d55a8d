"""The words that stand in a sheet of ours and are looked for when it comes back."""

from __future__ import annotations

from giliran.headings import HEADINGS
from giliran.wording import Text

HOME = "R"
"""The mark for a day at home (rumah): one letter, the same in both languages, that nobody takes for the office."""

CODE, NAME = HEADINGS["employee"], HEADINGS["name"]
STATUS, ROLE = HEADINGS["status"], HEADINGS["role"]
TOTAL = Text("Jumlah hari", "Days")

USE, AT_MOST, HEADCOUNT = HEADINGS["at_home"], HEADINGS["at_most"], HEADINGS["headcount"]
FORMER = (Text("Paling banyak", "At most"), Text("Jumlah ASN", "Headcount"))
"""What stood in the place of the last two in sheets that may still come back."""
LEFT = Text("Keterangan", "Remark")
LEGEND = Text("Arti tanda", "Meaning of the marks")
RECALLS = Text("Dipanggil ke kantor (hanya untuk dibaca)", "Called in (to be read only)")

HELP_SHEET = Text("Petunjuk", "How to")

UNIT_KEY = "Unit"
MONTH_KEY = "Bulan · Month"
BASIS_KEY = "Dasar · Basis"
STATE_KEY = "Jadwal · Schedule"
KEYS = (UNIT_KEY, MONTH_KEY, BASIS_KEY, STATE_KEY)
"""What a sheet of ours says of itself, each beside its value."""
