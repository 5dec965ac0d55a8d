"""CH004, CH005 and CH006: files of others, and a CODEOWNERS file that no longer says what the data say.

Owners are those of the state before the change, or a proposal could first make its author an owner. What follows: an
agency that the proposal founds belongs to the owners of everything, a unit that moves from one agency to another concerns
both, and an agency may still be dissolved by its own admins, since the check refuses the units that would be left over.
Before the first commit nobody owns anything.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from giliran.diagnostics import Diagnostic
from giliran.grammar import identify
from giliran.owners import FILE, Owners
from giliran.owners.codeowners import PLACES, codeowners
from giliran.source import Place
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.proposal import Proposal

MOST_TOLD = 100
"""Files of others that are told one by one; where there are more, they are summed up by who answers for them."""


def foreign(proposal: Proposal, by: frozenset[str]) -> Iterator[Diagnostic]:
    """Find the touched paths that nobody in ``by`` owns: the accounts of one person, and the teams that one is in.

    Names of accounts are compared as forges do it, upper and lower case alike.
    """
    if not proposal.before.entries:
        return
    owners = Owners(proposal.before)
    own = {_plain(handle) for handle in by}
    told = ((path, owners.of(path)) for path in sorted(proposal.within(path) for path in proposal.touched))
    found = [(path, who) for path, who in told if own.isdisjoint(_plain(handle) for handle in who)]
    if len(found) <= MOST_TOLD:
        yield from (_of_others(path, who, by) for path, who in found)
        return
    groups: dict[tuple[str, ...], list[str]] = {}
    for path, who in found:
        groups.setdefault(who, []).append(path)
    for who, paths in islice(groups.items(), MOST_TOLD):
        yield _of_others(paths[0], who, by) if len(paths) == 1 else _many_of_others(paths, who, by)
    if rest := [path for paths in islice(groups.values(), MOST_TOLD, None) for path in paths]:
        yield _of_yet_others(rest)


def _plain(handle: str) -> str:
    return handle.strip().removeprefix("@").casefold()


def _of_others(path: str, answering: tuple[str, ...], by: frozenset[str]) -> Diagnostic:
    who = ", ".join(sorted(by)) or "–"
    place = Place.of_file(path)
    if not answering:
        message = Text(
            f"Tidak tercatat siapa penanggung jawab berkas ini, dan {who} hanya boleh mengubah yang menjadi miliknya.",
            f"It is not recorded who answers for this file, and {who} may change only what is theirs.",
        )
        advice = Text(
            f"Minta operator repositori mencatat penanggung jawabnya dalam {FILE}, atau mengirim perubahan ini sendiri.",
            f"Ask the operator of the repository to record the owners in {FILE}, or to send this change themselves.",
        )
        return Diagnostic("CH004", message, place, help=advice, unit=_unit(path))
    listed = ", ".join(answering)
    message = Text(
        f"Berkas ini tanggung jawab {listed}; usulan ini dari {who}.",
        f"This file is answered for by {listed}; this proposal is by {who}.",
    )
    advice = Text(
        f"Keluarkan berkas ini dari usulan Anda, atau minta {answering[0]} mengusulkan perubahannya.",
        f"Take this file out of your proposal, or ask {answering[0]} to propose the change.",
    )
    return Diagnostic("CH004", message, place, help=advice, unit=_unit(path))


def _many_of_others(paths: list[str], answering: tuple[str, ...], by: frozenset[str]) -> Diagnostic:
    who, listed, more = ", ".join(sorted(by)) or "–", ", ".join(answering) or "–", len(paths) - 1
    message = Text(
        f"Berkas ini dan {more} lagi tanggung jawab {listed}; usulan ini dari {who}.",
        f"This file and {more} more are answered for by {listed}; this proposal is by {who}.",
    )
    return Diagnostic("CH004", message, Place.of_file(paths[0]), help=_TOO_MANY)


def _of_yet_others(paths: list[str]) -> Diagnostic:
    more = len(paths) - 1
    message = Text(
        f"Berkas ini dan {more} lagi tanggung jawab orang lain lagi.",
        f"This file and {more} more are answered for by yet others.",
    )
    return Diagnostic("CH004", message, Place.of_file(paths[0]), help=_TOO_MANY)


_TOO_MANY = Text(
    "Sebanyak itu biasanya salinan lama yang menimpa segalanya. Mulai lagi dari keadaan terbaru (git pull), lalu ubah berkas"
    " Anda saja.",
    "So many are mostly an old copy that overwrites everything. Start anew from the newest state (git pull) and change your"
    " own files only.",
)


def _unit(path: str) -> str | None:
    identity = identify(path)
    if identity is None or "unit" not in identity.names:
        return None
    return f"{identity.names['agency']}/{identity.names['unit']}"


def stale_code_owners(proposal: Proposal) -> Iterator[Diagnostic]:
    """Find a CODEOWNERS file that the change leaves behind, and agencies with too few admins.

    Where no owners are declared such a file is nobody's but its author's, and where neither it nor what it is written
    from is touched, the change has nothing to do with it.
    """
    touched = proposal.touched.intersection(PLACES)
    if not touched and not any(path == FILE or path.endswith("/agency.yaml") for path in proposal.changed):
        return
    owners = Owners(proposal.after)
    if not owners.are_known:
        return
    contents = {place: content for place in PLACES if (content := proposal.content(place)) is not None}
    for place, content in contents.items():
        told = content.decode("utf-8", errors="replace").replace("\r\n", "\n")
        wanted = codeowners(owners, place, proposal.folder)
        if told != wanted:
            yield _stale(proposal.within(place), _first_difference(told, wanted))
    if touched and not contents:
        yield _gone(proposal.within(min(touched)))
    if contents or touched:
        yield from owners.too_few()


def _first_difference(told: str, wanted: str) -> int:
    ours, theirs = told.split("\n"), wanted.split("\n")
    same = next((at for at, pair in enumerate(zip(ours, theirs, strict=False)) if pair[0] != pair[1]), None)
    return min(len(ours), len(theirs)) if same is None else same + 1


_WRITE = Text(
    "Jalankan “giliran owners --write”, lalu sertakan berkasnya dalam usulan.",
    "Run “giliran owners --write” and include the file in the proposal.",
)


def _stale(path: str, line: int) -> Diagnostic:
    message = Text(
        f"Berkas ini tidak lagi sesuai dengan “admins” dan {FILE}; beda pertama pada baris {line}.",
        f"This file no longer says what “admins” and {FILE} say; they first differ on line {line}.",
    )
    return Diagnostic("CH005", message, Place.of_line(path, line, 0, 0), help=_WRITE)


def _gone(path: str) -> Diagnostic:
    message = Text(
        "Usulan ini menghapus CODEOWNERS, sehingga forge tidak lagi meminta persetujuan penanggung jawab.",
        "This proposal deletes CODEOWNERS, so that the forge would no longer ask the owners to approve.",
    )
    return Diagnostic("CH005", message, Place.of_file(path), help=_WRITE)
