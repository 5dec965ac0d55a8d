"""A statement held against the repository: made again from the same commit, it must be the same.

Three things are asked. Whether the bytes say what the commit says; whether that commit is part of the history that leads
to the branch checked out, since one can be made up; and who has signed. What has changed since the statement is told
too, and is no fault of it: it says what was on record then.
"""

from __future__ import annotations

import datetime
import json
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from giliran.as_known import as_known
from giliran.corpus import policy
from giliran.corpus.reading import accepted
from giliran.diagnostics import OperatorError
from giliran.signatures import judged, listed
from giliran.statement import VERSION, claims, forms, jsonfile, packed
from giliran.statement.comparing import in_json
from giliran.statement.jsonfile import ABOUT
from giliran.statement.making import statement
from giliran.statement.resaved import in_resaved
from giliran.store import answer_of_git
from giliran.verifying import words
from giliran.verifying.since import changed_files, changes_since
from giliran.wording import Text

if TYPE_CHECKING:
    from giliran.as_known import Known
    from giliran.revisions import Repository
    from giliran.statement import Claims, Statement
    from giliran.statement.comparing import Difference

PUBLICATION = "policy/publication.yaml"
MOST_BYTES = 536_870_912
"""The largest file that is looked at."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be verified: a file by its name and content, its signature, who may sign, and against what."""

    name: str
    content: bytes
    signature: bytes | None
    signers: bytes | None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a statement is accepted, and what is to be said, in order."""

    accepted: bool
    lines: tuple[Text, ...]


def verified(repository: Repository, asked: Asked, today: datetime.date) -> Verdict:
    """Verify a statement.

    Raises :class:`OperatorError` for a file that is no statement or one of a later version, for a commit that is not in
    the repository, and for one of which a shallow clone cannot tell whether it was in force.
    """
    if asked.signers is None:
        asked = replace(asked, signers=_named_in_policy(repository))
    ending = ".xlsx" if asked.content.startswith(b"PK") else ".json"
    claimed = _claims(asked, ending)
    if asked.at is not None:
        return _against(repository, asked, ending, claimed, today)
    known = _own(repository, claimed, asked, today)
    signed, of_signature = _signature(asked, known.moment)
    tree = repository.tree(known.commit)
    # The name of a tag leads to a commit, and is not the name that was stated.
    due = statement(tree, replace(claimed, commit=known.commit, time=known.moment))
    found = _difference(asked, ending, due)
    if found is not None:
        return Verdict(accepted=False, lines=(words.differs(found), words.advice(known.commit), of_signature))
    if not _belongs(repository, known.commit):
        if repository.is_shallow:  # what leads from there to here was left out
            raise OperatorError(words.untold(known.commit))
        return Verdict(accepted=False, lines=(words.stray(known.commit), of_signature))
    lines = (
        words.agrees(asked.name, known, claimed),
        of_signature,
        *changes_since(repository, due, ending, tree, today),
    )
    return Verdict(signed, lines)


def _against(repository: Repository, asked: Asked, ending: str, claimed: Claims, today: datetime.date) -> Verdict:
    """Hold a statement against another commit than its own: what it says must be on record there just so."""
    assert asked.at is not None
    known = as_known(repository, asked.at, today)
    tree = repository.tree(known.commit)
    own: Known | None = None
    with suppress(OperatorError):  # where its own commit is not here, the cells can be compared all the same
        own = as_known(repository, claimed.commit, today)
    commit, moment = (claimed.commit, claimed.time) if own is None else (own.commit, own.moment)
    signed, of_signature = _signature(asked, moment)
    try:
        due = statement(tree, replace(claimed, commit=known.commit)).dated(commit, moment)
    except OperatorError as error:
        changed = () if own is None else changed_files(repository.tree(own.commit), tree, claimed)
        raise OperatorError(words.unstated(error.text, next(iter(changed), None))) from error
    found = _difference(asked, ending, due, about_last=True)
    if found is None:
        unknown = () if own is not None else (words.elsewhere(claimed),)
        return Verdict(signed, (words.agrees(asked.name, known, claimed), *unknown, of_signature))
    files: tuple[Text, ...] = ()
    if own is not None:
        stated = repository.tree(own.commit)
        order = (tree, stated) if known.time < own.time else (stated, tree)  # what was then comes first
        files = tuple(changed_files(*order, claimed))
    return Verdict(accepted=False, lines=(words.differs(found), *files, of_signature))


def _claims(asked: Asked, ending: str) -> Claims:
    try:
        if len(asked.content) > MOST_BYTES:
            raise ValueError("size")
        if ending == ".xlsx":
            about = packed.about(asked.content)
            return claims.read(about) if isinstance(about, str) else claims.shown(about)
        return claims.of(jsonfile.about(asked.content))
    except claims.NewerError as error:
        raise OperatorError(
            Text(
                f"“{asked.name}” dibuat oleh giliran yang lebih baru (bentuk di atas {VERSION}). Perbarui giliran lebih dulu.",
                f"“{asked.name}” was made by a newer giliran (a format above {VERSION}). Update giliran first.",
            )
        ) from error
    except (ValueError, LookupError, RecursionError) as error:
        raise _no_statement(asked, ending, error) from error


def _no_statement(asked: Asked, ending: str, error: Exception) -> OperatorError:
    where = Text("", "")
    if isinstance(error, json.JSONDecodeError):
        place = error.lineno, error.colno
        where = Text(f" (baris {place[0]}, kolom {place[1]})", f" (line {place[0]}, column {place[1]})")
    elif ending == ".json" and isinstance(error, ValueError) and str(error) in claims.KEYS:
        where = Text(f" (/{ABOUT}/{error})", f" (/{ABOUT}/{error})")
    return OperatorError(
        Text(
            f"“{asked.name}” bukan pernyataan giliran yang dapat dibaca{where.id}. Minta berkas aslinya kepada pembuatnya.",
            f"“{asked.name}” is no statement of giliran that can be read{where.en}. Ask its maker for the original.",
        )
    )


def _own(repository: Repository, claimed: Claims, asked: Asked, today: datetime.date) -> Known:
    """Find the commit that a statement says it is of. Its time is taken from there, and not from the statement."""
    try:
        return as_known(repository, claimed.commit, today)
    except OperatorError as error:
        raise OperatorError(
            error.text
            + Text(
                f" “{asked.name}” menyebut dirinya dari komit itu; tanpa komit itu tidak dapat dihitung ulang.",
                f" “{asked.name}” says that it is of that commit; without it nothing can be worked out again.",
            )
        ) from error


def _difference(asked: Asked, ending: str, due: Statement, *, about_last: bool = False) -> Difference | None:
    ours = forms.written(due, ending)
    if ending == ".json":
        return in_json(asked.content, ours, last=ABOUT if about_last else None)
    try:
        found = packed.in_workbook(asked.content, ours, due, about_last=about_last)
    except packed.NoWorkbookError as error:
        raise _no_statement(asked, ending, error) from error
    if found is None or not found.resaved:
        return found
    return in_resaved(asked.name, asked.content, due, about_last=about_last) or found


def _belongs(repository: Repository, commit: str) -> bool:
    words = ("merge-base", "--is-ancestor", commit, repository.commit("HEAD"))
    return answer_of_git(repository.root, *words)[0] == 0


def _signature(asked: Asked, moment: str) -> tuple[bool, Text]:
    """Judge the signature; there must be one where somebody has said who may sign."""
    if asked.signature is None:
        if asked.signers is None:
            return True, Text("Tidak ditandatangani.", "Not signed.")
        return False, Text(
            "DITOLAK: tanda tangan diminta, tetapi tidak ada. Letakkan FILE.sig di sampingnya, atau tunjuk dengan --signature.",
            "REFUSED: a signature is demanded, and there is none. Put FILE.sig beside it, or point to it with --signature.",
        )
    at = datetime.datetime.fromisoformat(moment)
    return words.signature(judged(asked.content, asked.signature, asked.signers, at))


def _named_in_policy(repository: Repository) -> bytes | None:
    """List those whom the policy in force names to sign; ``None`` where it names nobody.

    Raises :class:`OperatorError` where that cannot be read: who may sign is not left open by a fault.
    """
    head = repository.commit("HEAD")
    entry = repository.tree(head).entries.get(PUBLICATION)
    if entry is None:
        return None
    document, faults = accepted(entry, "publication") if entry.readable else (None, ())
    if document is None or faults:
        raise OperatorError(
            Text(
                f"{PUBLICATION} dalam komit {head[:10]} tidak dapat dibaca, padahal di situ tertulis siapa yang boleh "
                "menandatangani. Betulkan dulu (giliran check), atau sebutkan dengan --signers.",
                f"{PUBLICATION} in the commit {head[:10]} cannot be read, and says who may sign. Mend it first (giliran "
                "check), or say so with --signers.",
            )
        )
    return listed(named) if (named := policy.signers(document)) else None
