"""RF008: an agency's jurisdiction is not there, not named although there are several, or there is none at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.diagnostics import Diagnostic
from giliran.rules.naming import leads_nowhere
from giliran.wording import Text, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.corpus import Corpus


def unknown_jurisdiction(corpus: Corpus) -> Iterator[Diagnostic]:
    """Find agencies of which nobody knows what law they are under; their schedules are not judged."""
    if not corpus.jurisdictions and corpus.agencies and not corpus.policy_broken:
        yield _no_jurisdiction(corpus)
        return
    for agency in corpus.agencies.values():
        named = agency.jurisdiction
        if named is not None and named not in corpus.jurisdictions and not corpus.policy_broken:
            yield leads_nowhere(corpus, "RF008", named, corpus.jurisdictions, agency.path, ("jurisdiction",))
        elif named is None and len(corpus.jurisdictions) > 1:
            yield _unnamed(corpus, agency.path)


def _no_jurisdiction(corpus: Corpus) -> Diagnostic:
    message = Text(
        "Belum ada berkas di policy/jurisdictions/, jadi tidak diketahui aturan mana yang mengikat.",
        "There is no file in policy/jurisdictions/, so nobody knows which circular binds.",
    )
    advice = Text(
        "Buat policy/jurisdictions/<nama>.yaml dengan daftar “circulars”.",
        "Write policy/jurisdictions/<name>.yaml with the list “circulars”.",
    )
    paths = [found.path for found in corpus.circulars.values()] + [found.path for found in corpus.agencies.values()]
    return Diagnostic("RF008", message, corpus.documents[paths[0]].at(), help=advice)


def _unnamed(corpus: Corpus, path: str) -> Diagnostic:
    names = quoted(corpus.jurisdictions)
    message = Text(
        "Perangkat daerah ini belum menyebut pemerintah daerahnya, padahal ada lebih dari satu.",
        "This agency does not name its jurisdiction, although there are several.",
    )
    advice = Text(f"Tambahkan “jurisdiction: …”; yang ada: {names}.", f"Add “jurisdiction: …”; there are: {names}.")
    return Diagnostic("RF008", message, corpus.documents[path].at(), help=advice)
