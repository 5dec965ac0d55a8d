"""``giliran synth``: an invented province."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from giliran.check import check as run
from giliran.cli.speaking import language, refuse_broken, say
from giliran.store import fresh_folder, read_tree, write_files
from giliran.synth.province import Province, law_alone
from giliran.wording import Text

if TYPE_CHECKING:
    from giliran.wording import Language


@click.command()
@click.option(
    "--staff",
    type=click.IntRange(1, 1_000_000),
    required=True,
    metavar="N",
    help="Jumlah pegawai, 1 sampai 1.000.000 · Number of staff.",
)
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="DIR", help="Map hasil · Where it goes.")
@click.option(
    "--seed", type=int, default=1, show_default=True, metavar="S", help="Benih sama, isi sama · Same seed, same bytes."
)
@click.option(
    "--faults",
    type=click.IntRange(0),
    default=0,
    show_default=True,
    metavar="K",
    help="Tanam K kesalahan, dicatat di faults.json · Plant K faults, told in faults.json.",
)
@click.option(
    "--jurisdiction",
    metavar="NAME",
    help="Pemerintah daerah, bila policy/ memuat beberapa · The jurisdiction, where there are several.",
)
@language
@click.pass_obj
def synth(root: Path, staff: int, out: Path, seed: int, faults: int, jurisdiction: str | None, lang: Language) -> None:
    """Karang sebuah provinsi yang tunduk pada policy/. · Invent a province that keeps to the law in policy/."""
    outcome = run(law_alone(read_tree(root, ("policy",))))
    refuse_broken(outcome, lang)
    province = Province(outcome.corpus, staff, seed, faults, jurisdiction)
    terminal = sys.stderr is not None and sys.stderr.isatty()
    with (
        fresh_folder(out) as staging,
        click.progressbar(province.batches(), length=province.units, file=sys.stderr, hidden=not terminal) as batches,
    ):
        write_files(staging.path, (file for batch in batches for file in batch))
    made = province.tally
    words = Text(
        f"{staff} pegawai, {made.units} unit, {made.schedules} jadwal: {made.files} berkas ditulis ke {out}.",
        f"{staff} people, {made.units} units, {made.schedules} schedules: {made.files} files written to {out}.",
    )
    say(f"{words.to(lang)}\n")
