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
from giliran.statement.comparing import between, in_json, shown
from giliran.statement.jsonfile import ABOUT
from giliran.statement.making import statement, units_of
from giliran.statement.resaved import in_resaved
from giliran.statement.sources import source_paths
from giliran.store import answer_of_git
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.as_known import Known
    from giliran.revisions import Repository
    from giliran.signatures import Signature
    from giliran.statement import Claims, Statement
    from giliran.statement.comparing import Difference
    from giliran.tree import Tree

PUBLICATION = "policy/publication.yaml"
MOST_BYTES = 536_870_912
"""The largest file that is looked at."""
MOST_FILES = 20
"""Source files that are listed."""
_KEYS = frozenset({"format", "version", "month", "commit", "time", "agency", "audience", "language"})


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

    Raises :class:`OperatorError` for a file that is no statement or one of a later version, and for a commit that is not
    in the repository.
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
    due = statement(tree, replace(claimed, time=known.moment))
    found = _difference(asked, ending, due)
    if found is not None:
        return Verdict(accepted=False, lines=(_differs(found), _advice(known.commit), of_signature))
    if not _belongs(repository, known.commit):
        return Verdict(accepted=False, lines=(_stray(known.commit), of_signature))
    lines = (_agrees(asked, known, claimed), of_signature, *_since(repository, due, tree, today))
    return Verdict(signed, lines)


def _against(repository: Repository, asked: Asked, ending: str, claimed: Claims, today: datetime.date) -> Verdict:
    """Hold a statement against another commit than its own: what it says must be on record there just so."""
    assert asked.at is not None
    known = as_known(repository, asked.at, today)
    tree = repository.tree(known.commit)
    own: Known | None = None
    with suppress(OperatorError):  # where its own commit is not here, the cells can be compared all the same
        own = as_known(repository, claimed.commit, today)
    moment = claimed.time if own is None else own.moment
    signed, of_signature = _signature(asked, moment)
    due = statement(tree, replace(claimed, commit=known.commit)).dated(claimed.commit, moment)
    found = _difference(asked, ending, due, about_last=True)
    if found is None:
        return Verdict(signed, (_agrees(asked, known, claimed), of_signature))
    files = () if own is None else tuple(changed_files(repository.tree(own.commit), tree, claimed))
    return Verdict(accepted=False, lines=(_differs(found), *files, of_signature))


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
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise _no_statement(asked, ending, error) from error


def _no_statement(asked: Asked, ending: str, error: Exception) -> OperatorError:
    where = Text("", "")
    if isinstance(error, json.JSONDecodeError):
        place = error.lineno, error.colno
        where = Text(f" (baris {place[0]}, kolom {place[1]})", f" (line {place[0]}, column {place[1]})")
    elif ending == ".json" and isinstance(error, ValueError) and str(error) in _KEYS:
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
    if found is None or not found.in_sheet:
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
    return _said(judged(asked.content, asked.signature, asked.signers, at))


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


def _said(found: Signature) -> tuple[bool, Text]:
    if found.standing == "good":
        return True, Text(f"Ditandatangani oleh {found.who}: {found.told}", f"Signed by {found.who}: {found.told}")
    if found.standing == "unattributed":
        return True, Text(
            f"Tanda tangannya cocok, tetapi belum diketahui milik siapa; sebutkan dengan --signers. {found.told}",
            f"The signature fits, but nobody has said whose it is; say so with --signers. {found.told}",
        )
    if found.standing == "foreign":
        return False, Text(
            f"DITOLAK: ditandatangani dengan kunci yang tidak boleh menandatangani. {found.told}",
            f"REFUSED: signed with a key that may not sign. {found.told}",
        )
    return False, Text(
        f"DITOLAK: tanda tangan ini bukan untuk berkas ini. ssh-keygen: {found.told}",
        f"REFUSED: this signature is not one of this file. ssh-keygen: {found.told}",
    )


def _agrees(asked: Asked, known: Known, claimed: Claims) -> Text:
    as_of = known.words
    return Text(
        f"Cocok: “{asked.name}” menyatakan {claimed.month} persis menurut {as_of.id}.",
        f"It agrees: “{asked.name}” states {claimed.month} just as it stands on {as_of.en}.",
    )


def _differs(found: Difference) -> Text:
    return Text(f"BERBEDA. {found.words.id}", f"IT DIFFERS. {found.words.en}")


def _advice(commit: str) -> Text:
    return Text(
        f"Dihitung ulang dari komit {commit[:10]}. Minta berkas aslinya, atau buat lagi dengan giliran statement --at.",
        f"Worked out again from the commit {commit[:10]}. Ask for the original, or make it again with giliran statement --at.",
    )


def _stray(commit: str) -> Text:
    return Text(
        f"DITOLAK: isinya cocok dengan komit {commit[:10]}, tetapi komit itu tidak termasuk riwayat cabang ini: sebuah usulan, "
        "atau riwayat yang ditulis ulang. Bandingkan dengan yang berlaku: --at HEAD.",
        f"REFUSED: it agrees with the commit {commit[:10]}, but that is not part of the history of this branch: a proposal, or "
        "a history that was rewritten. Compare with what is in force: --at HEAD.",
    )


def _since(repository: Repository, due: Statement, tree: Tree, today: datetime.date) -> list[Text]:
    """Tell what the newest commit says otherwise of the month."""
    head = as_known(repository, "HEAD", today)
    if head.commit == due.claims.commit:
        return []
    try:
        now = repository.tree(head.commit)
        found = between(due, statement(now, replace(due.claims, commit=head.commit)))
        files = list(changed_files(tree, now, due.claims))
    except OperatorError as error:
        return [Text("Sekarang: ", "Now: ") + error.text]
    if found is None and not files:
        return [Text(f"Sekarang ({head.commit[:10]}) masih sama.", f"Now ({head.commit[:10]}) it is the same.")]
    if found is None:
        return [
            Text(
                "Sesudah itu berkas sumbernya berubah, tetapi isi pernyataan ini akan sama:",
                "The sources have changed since, and this statement would say the same:",
            ),
            *files,
        ]
    assert found.stated is not None
    assert found.due is not None
    return [
        Text(
            f"Sesudah itu catatannya berubah ({head.words.id}). {found.place.id}: waktu itu {found.stated.id}, sekarang {found.due.id}.",
            f"The records have changed since ({head.words.en}). {found.place.en}: then {found.stated.en}, now {found.due.en}.",
        ),
        *files,
    ]


def changed_files(before: Tree, after: Tree, claimed: Claims) -> Iterator[Text]:
    """Name the sources of a statement that two commits hold differently, each with the first line that differs."""
    names = claimed.audience == "internal"
    sides = [
        {
            path: tree.entries[path].content or b""
            for path in source_paths(tree, units_of(tree, claimed), claimed.month, names=names)
        }
        for tree in (before, after)
    ]
    different = [path for path in sorted({*sides[0], *sides[1]}) if sides[0].get(path) != sides[1].get(path)]
    for path in different[:MOST_FILES]:
        if path not in sides[0] or path not in sides[1]:
            fate = Text("ditambahkan", "was added") if path in sides[1] else Text("dihapus", "was removed")
            yield Text(f"  {path} {fate.id}.", f"  {path} {fate.en}.")
            continue
        line, old, new = _first_line(sides[0][path], sides[1][path])
        yield Text(
            f"  {path}:{line}: waktu itu {old.id}, sekarang {new.id}.", f"  {path}:{line}: then {old.en}, now {new.en}."
        )
    if len(different) > MOST_FILES:
        more = len(different) - MOST_FILES
        yield Text(f"  … dan {more} berkas lagi.", f"  … and {more} files more.")


def _first_line(before: bytes, after: bytes) -> tuple[int, Text, Text]:
    old, new = (content.decode("utf-8", errors="replace").split("\n") for content in (before, after))
    for at in range(max(len(old), len(new))):
        pair = [lines[at] if at < len(lines) else None for lines in (old, new)]
        if pair[0] != pair[1]:
            return at + 1, shown(pair[0]), shown(pair[1])
    return 1, shown(None), shown(None)
