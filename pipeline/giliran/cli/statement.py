"""``giliran statement``: what a commit says of a month, to be kept, signed and verified."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from giliran.audience import AUDIENCES
from giliran.cli.days import month as written_month
from giliran.cli.speaking import language, say
from giliran.diagnostics import OperatorError
from giliran.wording import Text

if TYPE_CHECKING:
    from giliran.audience import Audience
    from giliran.wording import Language


@click.command()
@click.argument("month", type=written_month, metavar="MONTH")
@click.option("--agency", metavar="A", help="Satu perangkat daerah; bawaan: semua · One agency; by default all.")
@click.option(
    "--at",
    default="HEAD",
    show_default=True,
    metavar="COMMIT|D",
    help="Komit, atau akhir sebuah hari · A commit, or the end of a day.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="FILE.xlsx atau FILE.json · FILE.xlsx or FILE.json.",
)
@click.option("--overwrite", is_flag=True, help="Timpa berkas yang sudah ada · Replace a file that is there.")
@click.option(
    "--sign",
    "key",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="KEY",
    help="Tanda tangani dengan kunci SSH; ditulis ke FILE.sig · Sign with an SSH key; written to FILE.sig.",
)
@click.option(
    "--audience",
    type=click.Choice(AUDIENCES),
    default="internal",
    show_default=True,
    help="Untuk umum: jumlah saja, tanpa nama · For the public: counts only, no names.",
)
@language
@click.pass_obj
def statement(
    root: Path,
    month: str,
    agency: str | None,
    at: str,
    out: Path | None,
    overwrite: bool,
    key: Path | None,
    audience: Audience,
    lang: Language,
) -> None:
    """Pernyataan tentang sebuah bulan, dari git. · A statement of a month, from git."""
    import gc

    from giliran.as_known import as_known
    from giliran.cli.working import present_day
    from giliran.revisions import Repository
    from giliran.signatures import signed, usable
    from giliran.statement import Claims
    from giliran.statement.forms import FORMS, unknown_form, written
    from giliran.statement.making import statement as made
    from giliran.store import write_whole

    gc.disable()  # what is read lasts to the end, so that looking for garbage finds none and only costs time
    target = out or Path(f"giliran-{month}{f'-{agency}' if agency else ''}.xlsx")
    beside = Path(f"{target}.sig")
    if not overwrite:
        _refuse_to_replace(target, beside)  # which would be taken for the signature of what is written now
    if target.suffix.lower() not in FORMS:
        raise unknown_form(target.suffix)
    if key is not None:
        usable(key)
    repository = Repository.around(root)
    known = as_known(repository, at, present_day(repository.zone("HEAD")))
    claims = Claims(month, agency, audience, lang, known.commit, known.moment)
    found = made(repository.tree(known.commit), claims)
    content = written(found, target.suffix)
    signature = None if key is None else signed(content, key)  # first, since a key may turn out not to open
    write_whole(target, content)
    as_of = known.words
    say(Text(f"{target}: {month}, {as_of.id}.\n", f"{target}: {month}, {as_of.en}.\n").to(lang))
    if signature is not None:
        write_whole(beside, signature)
        say(Text(f"{beside}: tanda tangan.\n", f"{beside}: the signature.\n").to(lang))
    elif beside.exists():
        say(
            Text(
                f"{beside}: tanda tangan yang lama; ditolak bila isinya kini lain. Tanda tangani lagi dengan --sign, atau hapus.\n",
                f"{beside}: the old signature, which is refused where the content is another now. Sign again with --sign, or "
                "remove it.\n",
            ).to(lang)
        )


def _refuse_to_replace(*places: Path) -> None:
    for place in places:
        if place.exists():
            raise OperatorError(
                Text(
                    f"{place} sudah ada dan tidak ditimpa. Pilih nama lain dengan --out, atau tambahkan --overwrite.",
                    f"{place} exists and is left alone. Choose another name with --out, or add --overwrite.",
                )
            )
