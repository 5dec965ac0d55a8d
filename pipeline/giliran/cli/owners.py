"""``giliran owners``: the CODEOWNERS file of the forge, from the admins of the agencies and ``policy/owners.yaml``."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from giliran.cli.speaking import FOUND, language, say
from giliran.diagnostics import OperatorError, Report, Summary, in_reading_order
from giliran.owners import FILE, Owners
from giliran.owners.codeowners import chosen_place, codeowners
from giliran.report import rendered
from giliran.report.texts import Texts
from giliran.store import read_tree, write_files
from giliran.wording import Text

if TYPE_CHECKING:
    from giliran.tree import Tree
    from giliran.wording import Language


@click.command()
@click.option(
    "--write", is_flag=True, help="Tulis berkasnya; tanpa ini hanya dibandingkan · Write it, not only compare."
)
@click.option("--out", metavar="PATH", help="Tempatnya, misalnya .github/CODEOWNERS · Where it belongs.")
@language
@click.pass_obj
def owners(root: Path, write: bool, out: str | None, lang: Language) -> None:
    """Susun CODEOWNERS dari para pengelola. · Write CODEOWNERS from the admins."""
    tree = read_tree(root)
    found = Owners(tree)
    if not found.are_known:
        raise OperatorError(
            Text(
                f"{FILE} tidak ada atau tidak dapat dibaca. Tulis di dalamnya siapa bertanggung jawab atas aturan (law) dan "
                "atas selebihnya (everything), masing-masing paling sedikit dua akun atau tim.",
                f"{FILE} is missing or cannot be read. Write into it who answers for the law (law) and for all else "
                "(everything), at least two accounts or teams each.",
            )
        )
    _refuse_too_few(found, tree, lang)
    top, folder = _placed(root)
    place = out or chosen_place(lambda path: (top / path).exists())
    wanted = codeowners(found, place, folder)
    if write:
        write_files(top, [(place, wanted.encode())])
        say(f"{Text(f'{place} ditulis.', f'{place} written.').to(lang)}\n")
        return
    file = top / place
    there = file.read_text("utf-8", errors="replace") if file.is_file() else ""
    if there == wanted:
        say(f"{Text(f'{place} sesuai.', f'{place} is up to date.').to(lang)}\n")
        return
    lines = difflib.unified_diff(there.splitlines(), wanted.splitlines(), place, "giliran owners", lineterm="")
    say("".join(f"{line}\n" for line in lines))
    words = Text(
        f"{place} tidak sesuai. Jalankan “giliran owners --write”, lalu commit hasilnya.",
        f"{place} is out of date. Run “giliran owners --write” and commit the result.",
    )
    say(f"{words.to(lang)}\n")
    sys.exit(FOUND)


def _refuse_too_few(found: Owners, tree: Tree, lang: Language) -> None:
    faults = in_reading_order(found.too_few())
    if faults:
        agencies = len(found.agencies)
        report = Report(Summary(agencies, 0, 0, len(faults), 0, 0), faults)
        say(rendered("text", report, lang, Texts(tree)))
        sys.exit(FOUND)


def _placed(root: Path) -> tuple[Path, str]:
    """Give the top of the repository around the data, and where in it they stand; without git the data are the top."""
    from giliran.revisions import Repository

    try:
        folder = Repository.around(root).folder
    except OperatorError:
        folder = ""
    return Path(root, *[".."] * folder.count("/")), folder
