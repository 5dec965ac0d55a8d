"""``giliran export``: a month of a unit as a workbook, or as CSV."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from giliran.cli.days import month as written_month
from giliran.cli.speaking import language, say
from giliran.diagnostics import OperatorError
from giliran.wording import Text

if TYPE_CHECKING:
    from giliran.sheets.month import MonthGrid
    from giliran.wording import Language


@click.command()
@click.argument("unit", metavar="A/U")
@click.argument("month", type=written_month, metavar="MONTH")
@click.option(
    "--xlsx",
    is_flag=False,
    flag_value="",
    metavar="[FILE]",
    help="Buku kerja; bawaan A-U-MONTH.xlsx di map ini · A workbook; by default A-U-MONTH.xlsx in this folder.",
)
@click.option(
    "--csv",
    is_flag=False,
    flag_value="",
    metavar="[FILE]",
    help="Teks berpemisah titik koma · Text with semicolons.",
)
@click.option("--overwrite", is_flag=True, help="Timpa berkas yang sudah ada · Replace a file that is there.")
@language
@click.pass_obj
def export(
    root: Path, unit: str, month: str, xlsx: str | None, csv: str | None, overwrite: bool, lang: Language
) -> None:
    """Tulis sebulan sebuah unit ke lembar kerja. · Write a unit's month as a spreadsheet."""
    grid = _grid(root, unit, month)
    if xlsx is None and csv is None:
        xlsx = ""
    wanted: list[tuple[Path, bytes]] = []
    stem = f"{unit.replace('/', '-')}-{month}"
    if xlsx is not None:
        from giliran.sheets.workbook import workbook_bytes

        wanted.append((Path(xlsx or f"{stem}.xlsx"), workbook_bytes(grid, lang)))
    if csv is not None:
        from giliran.sheets.csvtext import csv_bytes

        wanted.append((Path(csv or f"{stem}.csv"), csv_bytes(grid, lang)))
    for place, _ in wanted:
        if place.exists() and not overwrite:
            raise OperatorError(
                Text(
                    f"{place} sudah ada dan tidak ditimpa. Pilih nama lain, atau tambahkan --overwrite.",
                    f"{place} exists and is left alone. Choose another name, or add --overwrite.",
                )
            )
    from giliran.store import write_whole

    for place, content in wanted:
        write_whole(place, content)
        say(f"{Text(f'{place} ditulis.', f'{place} written.').to(lang)}\n")


def _grid(root: Path, unit: str, month: str) -> MonthGrid:
    from giliran.corpus.build import build
    from giliran.sheets.month import month_grid, unknown_unit
    from giliran.store import read_tree

    tree = read_tree(root)
    corpus, _ = build(tree.part([unit]), frozenset(), whole=False)
    if unit not in corpus.units:
        raise OperatorError(unknown_unit(unit, build(tree, frozenset())[0]))
    return month_grid(corpus, unit, month)
