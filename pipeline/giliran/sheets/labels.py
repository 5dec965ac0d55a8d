"""The words that stand in a sheet of ours and are looked for when it comes back."""

from __future__ import annotations

from giliran.wording import Text

HOME = "R"
"""The mark for a day at home (rumah): one letter, the same in both languages, that nobody takes for the office."""

CODE, NAME = Text("Kode", "Code"), Text("Nama", "Name")
STATUS, ROLE = Text("Status", "Status"), Text("Jabatan", "Role")
TOTAL = Text("Jumlah hari", "Days")

USE = Text("Di rumah", "At home")
AT_MOST = Text("Paling banyak", "At most")
HEADCOUNT = Text("Jumlah ASN", "Headcount")
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
