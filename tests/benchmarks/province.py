"""An invented province of any size, for measuring: units, and people whose names are as unevenly spread as real ones.

Nobody here is real. Words come from Faker (``id_ID``), from names that many Indonesians bear, with a weight each, and
from beginnings and endings that make more of the kind, since Faker alone knows too few. Same seed, same province.
"""

from __future__ import annotations

import datetime
import itertools
import random
from collections.abc import Callable, Sequence

from faker.providers.person.id_ID import Provider

from giliran.model import Employee, Unit
from giliran.timeline import Period

# First words with their share in thousandths: Siti and Muhammad are borne by three in a hundred each.
FIRST = {
    **{"Siti": 30, "Muhammad": 30, "Sri": 18, "Nur": 16, "Dewi": 15, "Agus": 15, "Ahmad": 14, "Abdul": 9, "Budi": 8},
    **{
        "Mohammad": 8,
        "Eko": 8,
        "Dwi": 8,
        "I": 8,
        "Tri": 7,
        "Endang": 6,
        "Andi": 6,
        "Wahyu": 6,
        "Joko": 6,
        "Bambang": 6,
    },
    **{"Fitri": 6, "Eka": 6, "Ni": 6, "M": 6, "Rina": 6, "Ratna": 5, "Indah": 5, "Hendra": 5, "Rudi": 5, "Heri": 5},
    **{
        "Rizki": 5,
        "Putri": 5,
        "Arif": 5,
        "Ayu": 4,
        "Yuni": 4,
        "Imam": 4,
        "Achmad": 4,
        "Maria": 4,
        "Yusuf": 3,
        "Ali": 3,
    },
}
# The words that follow.
OTHER = {
    **{"Rahmawati": 14, "Setiawan": 14, "Sari": 14, "Hidayat": 12, "Kurniawan": 12, "Putra": 12, "Lestari": 11},
    **{"Wulandari": 10, "Saputra": 10, "Wibowo": 9, "Nugroho": 9, "Santoso": 9, "Wahyuni": 9, "Nur": 9, "Aminah": 8},
    **{"Susanto": 8, "Handayani": 8, "Astuti": 8, "Putri": 8, "Pratama": 8, "Prasetyo": 8, "Susanti": 7, "Utami": 7},
    **{"Fatimah": 6, "Aisyah": 6, "Hidayati": 6, "Rizki": 6, "Maulana": 6, "Ramadhan": 6, "Siregar": 6, "Rahman": 6},
    **{"Nurjanah": 5, "Nasution": 5, "Mulyani": 5, "Hasanah": 5, "Suryani": 5, "Wayan": 4, "Made": 3, "Nurhaliza": 3},
}
HEADS = """
Su Nur Har Pur Mar Mul Sum Sud Sug Sun Sup Sur Suk Ris War Wid Yul Tut Kus Mas Lis Din Rin Fit Han Nov Pus Rat Ret
Roh Sar Sul Sit Tri Um Wul Ad Ag Ban Dar Den Ef El Er Fer Ham Hen Ind Ir Is Jul Jun Kar Kur Lut Mis Nan Par Pra Ram
Rus Sal Sam Sap Sya Tar Tau Uj Wah Yan Yus Zul Zai
"""
TAILS = """
yanto yono yati yani ningsih wati tono darti mini jo man diyah hayati janah hidayah laila aini aisyah fadilah wanto
manto sono nah tini riyah dianto diyanto harto geng lis rif din uddin ita iani iana aningsih astuti arto awan
"""
KINDS = {"subbag": "Subbagian", "seksi": "Seksi", "subbid": "Subbidang", "subkel": "Subkelompok", "unit": "Unit Kerja"}
TOPICS = """
umum keuangan kepegawaian program perencanaan persuratan arsip data pelaporan aset perizinan pengawasan pelayanan
penindakan pendidikan kesehatan kebersihan taman jalan jembatan drainase pajak retribusi pengadaan hukum humas
protokol perpustakaan olahraga pariwisata perdagangan koperasi pangan perikanan lingkungan sampah permukiman bangunan
pemetaan transportasi terminal parkir pelatihan sosial rehabilitasi perempuan anak bencana kebakaran ketertiban
"""
PLACES = """
gambir menteng senen johar-baru kemayoran sawah-besar tanah-abang penjaringan pademangan tanjung-priok koja cilincing
kelapa-gading cengkareng kalideres kebon-jeruk kembangan palmerah tambora cilandak jagakarsa mampang pancoran tebet
pasar-minggu pesanggrahan setiabudi cakung cipayung ciracas duren-sawit jatinegara kramat-jati makasar matraman
"""
AGENCIES = [f"{kind}-{topic}" for kind in ("dinas", "badan") for topic in TOPICS.split()[-26:]]
LETTERS = "abcdefghjkmnpqrstuvwxyz"

Naming = Callable[[random.Random], Callable[[], str]]
"""A way to give names: handed a source of chance, it gives what makes one name at a time."""


def skewed(rng: random.Random) -> Callable[[], str]:
    """Name people as unevenly as a real office: from one word to five, a few words very common, most of them rare."""
    made = [head + tail for head, tail in itertools.product(HEADS.split(), TAILS.split())]
    rng.shuffle(made)
    first = _table(FIRST, sorted(set(Provider.first_names) | set(made[:900])), rng)
    other = _table(OTHER, sorted({*Provider.last_names, *Provider.first_names, *made[300:2000]}), rng)

    def name() -> str:
        count = rng.choices((1, 2, 3, 4, 5), (5, 48, 35, 10, 2))[0]
        begin = rng.choices(first[0], cum_weights=first[1])
        return " ".join(begin + rng.choices(other[0], cum_weights=other[1], k=count - 1))

    return name


def even(rng: random.Random) -> Callable[[], str]:
    """Name people from Faker's lists alone, each word as likely as any other."""
    first, last = sorted(set(Provider.first_names)), sorted(set(Provider.last_names))
    return lambda: " ".join([*rng.choices(first, k=rng.choices((1, 2), (6, 4))[0]), rng.choice(last)])


def province(size: int, naming: Naming, seed: int = 1) -> tuple[Unit, ...]:
    """Give the units of a province of ``size`` people, some 22 in each."""
    rng = random.Random(seed)
    name = naming(rng)
    places: dict[str, str] = {}
    while len(places) < max(1, size // 22):
        kind, topic = rng.choice(sorted(KINDS)), rng.choice(TOPICS.split())
        place = rng.choice(PLACES.split()) if rng.random() < 0.6 else None
        words = [topic] if place is None else [topic, place]
        title = " ".join((KINDS[kind], *(word.replace("-", " ").title() for word in words)))
        places[f"{rng.choice(AGENCIES)}/{'-'.join((kind, *words))}"] = title
    members: dict[str, list[Employee]] = {unit: [] for unit in sorted(places)}
    ever = Period(datetime.date.min)
    for code in _codes(size, rng):
        members[rng.choice(tuple(members))].append(Employee(code, name(), "pns", ever))
    return tuple(
        Unit(unit, f"units/{unit}.yaml", places[unit], "unit", {}, tuple(people)) for unit, people in members.items()
    )


def _codes(size: int, rng: random.Random) -> Sequence[str]:
    made: dict[str, None] = {}
    while len(made) < size:
        made[f"{rng.choice(LETTERS)}{rng.choice(LETTERS)}{rng.randrange(10, 100_000)}"] = None
    return tuple(made)


def _table(common: dict[str, int], others: list[str], rng: random.Random) -> tuple[list[str], list[float]]:
    """Give words and running weights: the common ones as they are told, the rest of the thousand falling like 1/n."""
    rest = [word for word in others if word not in common]
    rng.shuffle(rest)
    falling = [1 / (at + 30) for at in range(len(rest))]
    left = (1000 - sum(common.values())) / sum(falling)
    weights = [*(float(weight) for weight in common.values()), *(left * weight for weight in falling)]
    return [*common, *rest], list(itertools.accumulate(weights))
