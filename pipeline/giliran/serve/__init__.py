"""The live preview: the site as ``build`` would write it, on this computer only, following every edit.

Nothing is written. On an edit the data are read and checked again; a page is made when it is asked for.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from giliran.diagnostics import OperatorError
from giliran.render.project import project
from giliran.serve.preview import Preview
from giliran.serve.watching import report_changes
from giliran.serve.web import Server
from giliran.store import read_tree
from giliran.tree import FOLDERS
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from giliran.audience import Audience
    from giliran.wording import Language

HOST = "127.0.0.1"
_EDITIONS = {"internal": Text("edisi internal", "internal edition"), "public": Text("edisi publik", "public edition")}


def follow(root: Path, port: int, audience: Audience, language: Language, tell: Callable[[str], None]) -> None:
    """Show the site and follow edits until Ctrl-C.

    Errors in the data are shown, not refused. Raises :class:`OperatorError` where ``root`` holds no data or the port
    is taken. ``tell`` writes to the terminal.
    """
    read_tree(root)  # a folder without data is a slip of the operator, not a state to wait in
    parts = project()
    preview = Preview(root, parts, audience, language, tell)
    stop = threading.Event()
    watched = (*(root / folder for folder in FOLDERS), parts.site)
    watcher = threading.Thread(target=report_changes, args=(watched, stop, preview.refresh), daemon=True)
    try:
        with _listening(port, preview) as server:
            preview.refresh()
            watcher.start()
            tell(_greeting(f"http://{HOST}:{server.server_port}/", audience))
            server.serve_forever(poll_interval=0.2)
    except KeyboardInterrupt:
        tell("\n")
    finally:
        stop.set()
        preview.close()
        if watcher.is_alive():
            watcher.join(timeout=2)


def _listening(port: int, preview: Preview) -> Server:
    try:
        return Server((HOST, port), preview)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OperatorError(
            Text(
                f"Port {port} tidak dapat dipakai ({reason}). Pilih yang lain dengan --port; 0 berarti yang mana saja.",
                f"Port {port} cannot be used ({reason}). Choose another with --port; 0 means any free one.",
            )
        ) from error


def _greeting(address: str, audience: Audience) -> str:
    edition = _EDITIONS[audience]
    return (
        f"Pratinjau {edition.id}: {address} (Ctrl-C untuk berhenti)\n"
        f"Preview of the {edition.en}: {address} (Ctrl-C to stop)\n"
    )
