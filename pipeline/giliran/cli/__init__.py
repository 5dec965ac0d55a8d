"""The command line: one module a verb, wiring and exit codes, nothing else.

Exit codes: 0 clean, 1 findings of severity error, 2 the operator must act, 3 a bug of ours. A verb is imported when it is
asked for, and what it needs, so that ``check`` never pays for page templates or data frames.
"""

from __future__ import annotations

import io
import os
import sys
import traceback
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from giliran import __version__
from giliran.cli.speaking import BUG, OPERATOR, say
from giliran.diagnostics import OperatorError
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Callable

VERBS = (
    "check",
    "repair",
    "explain",
    "cases",
    "schemas",
    "build",
    "serve",
    "new-month",
    "plan",
    "impact",
    "gate",
    "clashes",
    "sheet",
    "duties",
    "export",
    "import",
    "log",
    "statement",
    "verify",
    "reconcile",
    "evaluate",
    "owners",
    "publish",
    "hook",
    "synth",
)
"""Each is the command of that name in the module of that name, with ``_`` for ``-``, or in another where Python cannot say it."""

_MODULES = {"import": "bring_in"}

INTERRUPTED = 130  # as a shell calls it: 128 and the number of the signal


class Verbs(click.Group):
    """A group that loads a verb when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as Click calls it
        """Name the verbs, in the order in which people meet them."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as Click calls it
        """Load a verb."""
        if cmd_name not in VERBS:
            return None
        module = _MODULES.get(cmd_name, cmd_name.replace("-", "_"))
        verb: click.Command = getattr(import_module(f"{__name__}.{module}"), module)
        return verb


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "-C",
    "root",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="DIR",
    help="Map data (policy/, units/, schedules/) · Data folder.",
)
@click.version_option(__version__, prog_name="giliran", help="Tunjukkan versinya · Show the version.")
@click.pass_context
def giliran(context: click.Context, root: Path) -> None:
    """Jadwal kerja dari rumah: periksa, jelaskan, terbitkan. · Work-from-home schedules: check, explain, publish."""
    context.obj = root


def main() -> NoReturn:
    """Run the program and turn what goes wrong into an exit code and a plain sentence."""
    sys.exit(_run(giliran))


def _run(command: Callable[..., Any]) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        command(prog_name="giliran", standalone_mode=False)
    except OperatorError as error:
        return _refuse(*error.texts)
    except click.exceptions.Exit as asked:
        return asked.exit_code
    except click.Abort:
        say("giliran: dihentikan. · stopped.\n", err=True)
        return INTERRUPTED
    except click.exceptions.NoArgsIsHelpError as asked:
        say(f"{asked.format_message()}\n", err=True)
        return OPERATOR
    except click.ClickException as error:
        from giliran.cli.misuse import told

        return _refuse(told(error))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return _refuse(Text(f"tidak dapat membaca atau menulis ({reason}).", f"cannot read or write ({reason})."))
    except Exception as error:
        return _confess(error)
    return 0


def _refuse(*texts: Text) -> int:
    from giliran.report.visible import visible

    for text in texts:
        # An error may name a file as it was found, and names of files come from anybody.
        say(f"giliran: {visible(text.id)}\n         {visible(text.en)}\n", err=True)
    return OPERATOR


def _confess(error: Exception) -> int:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(frame.filename).name}:{frame.lineno} {type(error).__name__}"
    say(
        f"giliran: ini kesalahan program kami, bukan kesalahan data Anda ({where}). Mohon laporkan.\n"
        f"         this is a bug of ours, not a fault in your data ({where}). Please report it.\n",
        err=True,
    )
    if os.environ.get("GILIRAN_DEBUG"):
        traceback.print_exception(error)
    return BUG
