"""What the roles of people in unit files are called in both languages, wherever people read them.

A role that is not listed is shown as it is written, with spaces for hyphens: another government may use other slugs.
"""

from __future__ import annotations

from giliran.wording import Text, same

ROLES: dict[str, Text] = {
    "accountant": Text("akuntan", "accountant"),
    "analyst": Text("analis", "analyst"),
    "archivist": Text("arsiparis", "archivist"),
    "assessor": Text("asesor", "assessor"),
    "auditor": Text("auditor", "auditor"),
    "cleaner": Text("petugas kebersihan", "cleaner"),
    "draughtsman": Text("juru gambar", "draughtsman"),
    "driver": Text("pengemudi", "driver"),
    "editor": Text("penyunting", "editor"),
    "engineer": Text("teknisi ahli", "engineer"),
    "head": Text("kepala", "head"),
    "health-officer": Text("petugas kesehatan", "health officer"),
    "inspector": Text("pengawas", "inspector"),
    "lawyer": Text("penasihat hukum", "lawyer"),
    "legal-drafter": Text("perancang peraturan", "legal drafter"),
    "network-engineer": Text("teknisi jaringan", "network engineer"),
    "officer": Text("petugas", "officer"),
    "personnel-analyst": Text("analis kepegawaian", "personnel analyst"),
    "photographer": Text("fotografer", "photographer"),
    "planner": Text("perencana", "planner"),
    "programmer": Text("pemrogram", "programmer"),
    "public-relations": Text("humas", "public relations"),
    "receptionist": Text("resepsionis", "receptionist"),
    "secretary": Text("sekretaris", "secretary"),
    "security": Text("petugas keamanan", "security guard"),
    "staff": Text("staf", "staff"),
    "statistician": Text("statistisi", "statistician"),
    "surveyor": Text("juru ukur", "surveyor"),
    "technician": Text("teknisi", "technician"),
    "treasurer": Text("bendahara", "treasurer"),
    "verifier": Text("verifikator", "verifier"),
}


def role_words(role: str) -> Text:
    """Give the words for a role."""
    return ROLES.get(role) or same(role.replace("-", " "))
