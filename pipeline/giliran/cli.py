"""The command line: wiring and exit codes, nothing else.

Exit codes: 0 clean, 1 findings of severity error, 2 the operator must act, 3 a bug of ours. What a verb needs is
imported inside it, so that ``check`` never pays for page templates or data frames.
"""

from __future__ import annotations

import io
import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from giliran import __version__
from giliran.diagnostics import OperatorError
from giliran.report import FORMATS
from giliran.wording import LANGUAGES, Text
from giliran.working import BUILDING, COMPILING, checked, works

if TYPE_CHECKING:
    from collections.abc import Callable

    from giliran.check import Outcome
    from giliran.views.edition import Audience
    from giliran.wording import Language
    from giliran.working import Working

FOUND, OPERATOR, BUG = 1, 2, 3
INTERRUPTED = 130  # as a shell calls it: 128 and the number of the signal
_CUT_OFF = Text(
    "riwayat git tidak terbaca seluruhnya, padahal nomor SEQUENCE kalender memerlukannya"
    " (untuk klon dangkal: git fetch --unshallow).",
    "the git history cannot be read in full, which the SEQUENCE numbers of calendars need"
    " (in a shallow clone: git fetch --unshallow).",
)

_language = click.option(
    "--lang", type=click.Choice(LANGUAGES), default="id", show_default=True, help="Bahasa pesan · Language of messages."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "-C",
    "root",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="DIR",
    help="Map data (policy/, units/, schedules/) · Data folder.",
)
@click.version_option(__version__, prog_name="giliran")
@click.pass_context
def giliran(context: click.Context, root: Path) -> None:
    """Jadwal kerja dari rumah: periksa, jelaskan, terbitkan. · Work-from-home schedules: check, explain, publish."""
    context.obj = root


@giliran.command()
@click.argument("paths", nargs=-1, metavar="[PATH]…")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@_language
@click.option(
    "--changed-since", metavar="REV", help="Hanya berkas yang berubah sejak REV · Only files changed since REV."
)
@works
@click.pass_obj
def check(
    root: Path, paths: tuple[str, ...], form: str, lang: Language, changed_since: str | None, working: Working
) -> None:
    """Periksa jadwal terhadap aturan. · Check schedules against the law."""
    from giliran.report import rendered
    from giliran.report.texts import Texts

    outcome = checked(root, working, lang, paths, changed_since)
    sources = Texts(outcome.tree)
    coloured = form == "text" and sys.stdout is not None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    _print(rendered(form, outcome.report, lang, sources, colour=coloured))
    sys.exit(0 if outcome.report.clean else FOUND)


@giliran.command()
@click.option("--out", type=click.Path(path_type=Path), default=Path("build/schemas"), show_default=True, metavar="DIR")
@_language
@works
@click.pass_obj
def schemas(root: Path, out: Path, lang: Language, working: Working) -> None:
    """Susun JSON Schema per unit dan bulan. · Compile the JSON Schemas, by unit and month."""
    from giliran.published import spread_schemas
    from giliran.store import fresh_folder, write_files

    outcome = checked(root, working, lang)
    # A schedule that breaks the law is no reason to withhold the law.
    _refuse_broken(outcome, lang, besides="schedules/")
    with fresh_folder(out) as staging, working.spread(COMPILING, lang) as spread:
        written = write_files(staging.path, spread_schemas(outcome.corpus, spread))
    words = Text(f"{written} skema ditulis ke {out}.", f"{written} schemas written to {out}.")
    _print(f"{words.to(lang)}\n")


@giliran.command()
@click.argument("code", required=False)
@click.option("--unit", metavar="A/U", help="Unit, misalnya bkd/subbag-umum · A unit.")
@click.option("--date", "date", metavar="D", help="Hari, misalnya 2023-09-04 · A day.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@_language
@click.pass_obj
def explain(root: Path, code: str | None, unit: str | None, date: str | None, form: str, lang: Language) -> None:
    """Jelaskan sebuah kode, atau batas sebuah unit pada suatu hari. · Explain a code, or a unit's limit on a day."""
    if code is not None and unit is None and date is None:
        from giliran.manual import page

        _print(f"{page(code).to(lang)}\n")
        return
    if code is not None or unit is None or date is None:
        raise OperatorError(
            Text(
                "Tulis sebuah kode (giliran explain LW001), atau --unit dan --date bersama-sama.",
                "Give a code (giliran explain LW001), or --unit and --date together.",
            )
        )
    import json

    from giliran import explain as answers
    from giliran.corpus.build import build
    from giliran.corpus.values import parsed_date
    from giliran.store import read_tree

    day = parsed_date(date)
    if day is None:
        raise OperatorError(
            Text(
                f"“{date}” bukan tanggal; tulis tahun-bulan-hari, misalnya 2023-09-04.",
                f"“{date}” is not a date; write year-month-day, like 2023-09-04.",
            )
        )
    corpus, _ = build(read_tree(root))
    found = answers.answer(corpus, unit, day)
    if form == "json":
        _print(f"{json.dumps(answers.as_data(found, lang), ensure_ascii=False, indent=2)}\n")
    else:
        _print(f"{answers.as_words(found, corpus.units[unit].name).to(lang)}\n")


@giliran.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@_language
@click.pass_obj
def cases(root: Path, form: str, lang: Language) -> None:
    """Uji contoh kasus di policy/ terhadap aturannya. · Try the worked examples against their clauses."""
    import json

    from giliran.cases import as_data, as_words, judged_cases
    from giliran.store import read_tree

    results = judged_cases(read_tree(root))
    if form == "json":
        _print(f"{json.dumps(as_data(results), ensure_ascii=False, indent=2)}\n")
    else:
        _print(f"{as_words(results).to(lang)}\n")
    sys.exit(0 if all(result.agrees for result in results) else FOUND)


@giliran.command()
@click.option("--out", type=click.Path(path_type=Path), default=Path("build/html"), show_default=True, metavar="DIR")
@click.option("--audience", type=click.Choice(["internal", "public"]), default="internal", show_default=True)
@_language
@works
@click.pass_obj
def build(root: Path, out: Path, audience: Audience, lang: Language, working: Working) -> None:
    """Periksa, lalu bangun situs. · Check, then build the site."""
    from giliran.patch import Output

    output = Output(out, audience)
    if working.jobs > 1:
        output.look()
    outcome = checked(root, working, lang)
    _refuse_broken(outcome, lang)

    from giliran.cache import private_folder
    from giliran.gitlog import read_history
    from giliran.render.building import Building
    from giliran.render.keys import tool_key
    from giliran.render.project import project
    from giliran.render.templates import keep_compiled
    from giliran.spread import over_processes
    from giliran.store import commit_time
    from giliran.views.survey.findings import warned

    if working.cache is not None:
        compiled = private_folder(working.cache, "templates", tool_key(project()))
        if compiled is not None:
            keep_compiled(compiled)
    history = read_history(root, outcome.tree)
    if not history.complete:
        _print(f"giliran: {_CUT_OFF.id} · {_CUT_OFF.en}\n", err=True)
    told, epoch = warned(outcome.report), commit_time(root)
    with output, working.spread(BUILDING, lang) as spread:
        here, shared = over_processes(working.jobs), working.engine == "local"
        building = Building(outcome.corpus, audience, output, epoch, told, history, spread, here, shared=shared)
        written = building.run()
    words = Text(f"{written} berkas ditulis ke {out}.", f"{written} files written to {out}.")
    _print(f"{words.to(lang)}\n")


@giliran.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Porta di komputer ini; 0: yang mana saja · Port on this computer; 0: any free one.",
)
@click.option("--audience", type=click.Choice(["internal", "public"]), default="internal", show_default=True)
@_language
@click.pass_obj
def serve(root: Path, port: int, audience: Audience, lang: Language) -> None:
    """Pratinjau situs yang mengikuti suntingan. · A live preview that follows edits."""
    from giliran.serve import follow

    follow(root, port, audience, lang, _print)


@giliran.command()
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
@_language
@click.pass_obj
def synth(root: Path, staff: int, out: Path, seed: int, faults: int, jurisdiction: str | None, lang: Language) -> None:
    """Karang sebuah provinsi yang tunduk pada policy/ · Invent a province that keeps to the law in policy/."""
    from giliran.check import check as run
    from giliran.store import fresh_folder, read_tree, write_files
    from giliran.synth.province import Province, law_alone

    outcome = run(law_alone(read_tree(root, ("policy",))))
    _refuse_broken(outcome, lang)
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
    _print(f"{words.to(lang)}\n")


def _refuse_broken(outcome: Outcome, lang: Language, besides: str | None = None) -> None:
    """Stop before anything is written when the check has found errors, besides those that concern some folder."""
    errors = [found for found in outcome.report.diagnostics if found.severity == "error"]
    if besides is not None:
        errors = [found for found in errors if not any(place.path.startswith(besides) for place in found.places)]
    if not errors:
        return
    from giliran.report import rendered
    from giliran.report.texts import Texts

    _print(rendered("text", outcome.report, lang, Texts(outcome.tree)), err=True)
    words = Text("Tidak ada yang ditulis.", "Nothing was written.")
    _print(f"{words.to(lang)}\n", err=True)
    sys.exit(FOUND)


def _print(words: str, *, err: bool = False) -> None:
    """Write in UTF-8 whatever the locale, since names and quotation marks need it.

    A reader that has gone away (``| head``) is no fault of the data: the verdict stays what it is.
    """
    stream = sys.stderr if err else sys.stdout
    if stream is None:
        return
    try:
        stream.buffer.write(words.encode("utf-8", errors="backslashreplace"))
        stream.flush()
    except OSError as error:
        # What is left in the buffer goes nowhere, or Python would complain of it once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if not isinstance(error, BrokenPipeError):
            raise


def main() -> NoReturn:
    """Run the program and turn what goes wrong into an exit code and a plain sentence."""
    sys.exit(_run(giliran))


def _run(command: Callable[..., Any]) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        command(standalone_mode=False)
    except OperatorError as error:
        return _refuse(error.text)
    except click.exceptions.Exit as asked:
        return asked.exit_code
    except click.Abort:
        _print("giliran: dihentikan. · stopped.\n", err=True)
        return INTERRUPTED
    except click.ClickException as error:
        told = error.format_message()
        return _refuse(
            Text(
                f"perintah ini tidak dapat dijalankan; lihat “giliran --help”. ({told})",
                f"this command cannot be run; see “giliran --help”. ({told})",
            )
        )
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return _refuse(Text(f"tidak dapat membaca atau menulis ({reason}).", f"cannot read or write ({reason})."))
    except Exception as error:
        return _confess(error)
    return 0


def _refuse(text: Text) -> int:
    _print(f"giliran: {text.id}\n         {text.en}\n", err=True)
    return OPERATOR


def _confess(error: Exception) -> int:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(frame.filename).name}:{frame.lineno} {type(error).__name__}"
    _print(
        f"giliran: ini kesalahan program kami, bukan kesalahan data Anda ({where}). Mohon laporkan.\n"
        f"         this is a bug of ours, not a fault in your data ({where}). Please report it.\n",
        err=True,
    )
    if os.environ.get("GILIRAN_DEBUG"):
        traceback.print_exception(error)
    return BUG
