"""Which schema an editor reads for which file: the settings of the YAML extension of VS Code, and of others like it.

Every unit and month has a schema of its own, so the list is as long as the list of schemas and is written with them.
"""

from __future__ import annotations

import json
from fnmatch import fnmatchcase
from itertools import takewhile
from typing import TYPE_CHECKING, Any, TypeAlias

from giliran.diagnostics import OperatorError
from giliran.grammar import GLOBS, KINDS
from giliran.published import limits_of_unit
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from giliran.corpus import Corpus

SCHEMAS = "yaml.schemas"

Files: TypeAlias = "str | list[str]"

OURS: dict[str, object] = {
    "yaml.schemaStore.enable": False,  # else the editor looks on the network for schemas of files that only sound alike
    "yaml.format.enable": False,  # it would fold the list of a day over many lines
    "files.eol": "\n",
}


def associations(corpus: Corpus, folder: str) -> dict[str, Files]:
    """Give the files that each schema below ``folder`` is for; ``folder`` is named from where the data are."""
    found = {f"{folder}/grammar/{kind}.schema.json": _files(kind) for kind in KINDS if kind != "schedule"}
    for name in sorted(corpus.units):
        for limits in limits_of_unit(corpus, corpus.units[name]):
            schedule = f"schedules/{limits.unit}/{limits.month}"
            found[f"{folder}/{schedule}.schema.json"] = f"{schedule}.yaml"
    return found


def _files(kind: str) -> Files:
    """Give the files of a format; a schedule has a schema of its own, which knows more than its format."""
    before = takewhile(lambda other: other != kind, GLOBS)
    others = [f"!{GLOBS[other]}" for other in before if fnmatchcase(GLOBS[other], GLOBS[kind])]
    return [GLOBS[kind], *others] if others else GLOBS[kind]


def settings(before: bytes, ours: Mapping[str, Files], folder: str) -> bytes:
    """Put our part into the settings of an editor and leave the rest, such as a schema that someone has added.

    ``before`` is the file as it is, or nothing. What an earlier run wrote of schemas below ``folder`` is written anew.
    Raises :class:`OperatorError` where the file is not plain JSON: its comments would be lost.
    """
    try:
        kept: Any = json.loads(before) if before.strip() else {}
        theirs = dict(kept.get(SCHEMAS, {}).items())
    except (ValueError, AttributeError, RecursionError) as error:
        raise OperatorError(
            Text(
                "Berkas setelan editor bukan JSON biasa (mungkin memuat komentar), jadi tidak diubah. "
                "Hapus komentarnya, atau pilih berkas lain dengan --settings.",
                "The settings of the editor are not plain JSON (they may hold comments), so they are left alone. "
                "Delete the comments, or name another file with --settings.",
            )
        ) from error
    others = {schema: files for schema, files in theirs.items() if not schema.startswith(f"{folder}/")}
    return (json.dumps({**OURS, **kept, SCHEMAS: {**others, **ours}}, ensure_ascii=False, indent=2) + "\n").encode()
