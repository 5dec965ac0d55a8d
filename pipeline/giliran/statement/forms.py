"""The two forms of a statement, told apart by how the name of the file ends and by how its content begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.diagnostics import OperatorError
from giliran.statement import jsonfile, workbook
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from giliran.statement import Statement

FORMS: dict[str, Callable[[Statement], bytes]] = {".xlsx": workbook.written, ".json": jsonfile.written}


def written(statement: Statement, ending: str) -> bytes:
    """Write a statement in the form that an ending asks for. Raises :class:`OperatorError` for another ending."""
    write = FORMS.get(ending.lower())
    if write is None:
        raise unknown_form(ending)
    return write(statement)


def unknown_form(ending: str) -> OperatorError:
    """Say which endings there are."""
    return OperatorError(
        Text(
            f"Pernyataan ditulis sebagai .xlsx atau .json, bukan “{ending}”. Pilih nama lain dengan --out.",
            f"A statement is written as .xlsx or .json, not as “{ending}”. Choose another name with --out.",
        )
    )
