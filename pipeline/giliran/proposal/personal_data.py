"""CH008, and the PD codes outside the data folders: personal data anywhere on the way of a proposal.

What a later commit takes out again is still in the history of the proposal, and would be in everybody's clone once it is
accepted. So every content that came in is searched, whatever it seems to be; the names of files, folders, branches and
tags; where links lead; and all that git keeps of a commit or a tag, the message and what stands above it. What stands in
the data folders in the end is told by the check, and not here a second time.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from giliran.diagnostics import Diagnostic
from giliran.personal import in_every_reading, personal_content, personal_data, personal_path
from giliran.proposal.numbers import may_hold_numbers, numbers_written, personal_numbers
from giliran.proposal.records import message_path
from giliran.readings import readings
from giliran.source import Place
from giliran.textfaults import MAX_BYTES
from giliran.tree import FOLDERS
from giliran.wording import Text, same

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from giliran.proposal import Blob, Message, Proposal
    from giliran.proposal.records import Records
    from giliran.proposal.thresholds import Thresholds

MOST_SEARCHED = 50 * 1_048_576
"""Bytes of the largest content that is searched; in the data folders it is the largest file that is read. What is larger is
refused: a search has to end, and so has memory."""

MOST_TOLD = 1000
"""Findings after which the search ends: that is a list of people, and whoever sent it need not read it here."""

_AS_DATA = "schedules/"
"""A reason in a commit message is searched like one in a schedule: for illness and discipline as well."""

_OTHER_ENCODINGS = ("cp037", "utf-7")
"""What a commit may be written in so that its digits are other bytes than in ASCII: all kinds of EBCDIC have the same.

UTF-16 and UTF-32 are read wherever they are met."""


def personal_data_in(proposal: Proposal, records: Records, thresholds: Thresholds) -> Iterator[Diagnostic]:
    """Search everything that the proposal brings in, whether or not it is still there in the end.

    Folders that ``policy/guards.yaml`` excepted in what is in force are passed over, the data folders never.
    """
    told: set[Diagnostic] = set()
    for fault in _all(proposal, records, thresholds):
        if len(told) == MOST_TOLD:
            yield _more()
            return
        if fault not in told:
            told.add(fault)
            yield fault


def _all(proposal: Proposal, records: Records, thresholds: Thresholds) -> Iterator[Diagnostic]:
    for name in proposal.names:
        yield from _in_ref(name)
    for tag in proposal.tags:
        yield from _in_tag(tag)
    for message in proposal.messages:
        yield from _in_message(message, records)
    for blob in proposal.blobs():
        path = proposal.within(blob.path)
        if path.partition("/")[0] in FOLDERS:
            yield from _in_data(proposal, blob, path)
        elif not path.startswith(thresholds.not_searched):
            yield from _beside_data(proposal, blob, path)


def _in_data(proposal: Proposal, blob: Blob, path: str) -> Iterator[Diagnostic]:
    entry = proposal.after.entries.get(path)
    if entry is None:
        yield from _in_name(blob, personal_path(path))
    if blob.content is None or len(blob.content) > MAX_BYTES:
        yield _too_large(path, blob.commit, MAX_BYTES)
    elif entry is None or not entry.readable or entry.content != blob.content:
        yield from _in_content(proposal, blob, path, personal_content(path, blob.content))


def _beside_data(proposal: Proposal, blob: Blob, path: str) -> Iterator[Diagnostic]:
    yield from _in_name(blob, numbers_written(path, path))
    if blob.content is None:
        yield _too_large(path, blob.commit)
    elif blob.sort == "link":
        yield from _in_content(
            proposal, blob, path, numbers_written(path, blob.content.decode("utf-8", errors="replace"))
        )
    elif may_hold_numbers(blob.content):
        found = in_every_reading(readings(blob.content), partial(personal_numbers, path))
        yield from _in_content(proposal, blob, path, found)


def _in_content(proposal: Proposal, blob: Blob, path: str, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    faults = tuple(found)
    if faults and proposal.content(blob.path) == blob.content:
        yield from faults
    else:
        yield from _on_the_way(blob, path, faults)


def _on_the_way(blob: Blob, path: str, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Tell what a commit brought in; one finding for each kind, since the lines are those of a state that is gone."""
    lines: dict[Text, list[int]] = {}
    for fault in found:
        lines.setdefault(fault.message, []).append(fault.place.start.line)
    commit = (blob.commit or "")[:12]
    for what, numbers in lines.items():
        listed = ", ".join(map(str, sorted(set(numbers))))
        message = Text(
            f"{what.id} Dibawa oleh commit {commit}, baris {listed}; isinya sudah diganti lagi, tetapi riwayat usulan ini "
            "tetap memuatnya.",
            f"{what.en} Brought in by commit {commit}, line {listed}; it was replaced again, but the history of this "
            "proposal still holds it.",
        )
        yield Diagnostic("CH008", message, Place.of_file(path), help=_squashed(commit))


def _squashed(commit: str) -> Text:
    return Text(
        f"Susun ulang cabang ini tanpa isi itu: git rebase -i {commit}^, lalu gabungkan (squash) commit itu dengan yang "
        "menghapusnya, dan kirim dengan git push --force-with-lease.",
        f"Write the branch anew without it: git rebase -i {commit}^, squash that commit with the one that removes it, and "
        "send it with git push --force-with-lease.",
    )


def _too_large(path: str, commit: str | None, most: int = MOST_SEARCHED) -> Diagnostic:
    size = f"{most // 1_048_576} MiB"
    by = same(f" (commit {commit[:12]})" if commit else "")
    message = Text(
        f"Ini lebih besar dari {size}, sehingga tidak dapat diperiksa dari data pribadi{by.id}.",
        f"This is larger than {size}, so that it cannot be searched for personal data{by.en}.",
    )
    advice = Text(
        "Simpan isinya di tempat lain dan tulis alamatnya saja; keluarkan juga dari riwayat usulan (git rebase -i).",
        "Keep it elsewhere and give its address only; take it out of the history of the proposal too (git rebase -i).",
    )
    return Diagnostic("CH008", message, Place.of_file(path), help=advice)


def _in_name(blob: Blob, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Tell of a file that is named after a number; the place is the commit, since a path would repeat the name."""
    for fault in found:
        message = Text(
            f"{fault.message.id} Angka itu menjadi nama berkas atau map dalam usulan ini.",
            f"{fault.message.en} A file or folder of this proposal is named so.",
        )
        advice = Text("Ganti nama berkas atau mapnya.", "Rename the file or folder.")
        yield Diagnostic("CH008", message, Place.of_file(message_path(blob.commit or "")), help=advice)


def _in_ref(name: str) -> Iterator[Diagnostic]:
    """Tell of a branch or tag that is named after a number; its own name is no place to tell it at."""
    for fault in numbers_written("ref", name):
        message = Text(
            f"{fault.message.id} Angka itu menjadi nama cabang atau tag.",
            f"{fault.message.en} A branch or tag is named so.",
        )
        advice = Text(
            "Kirim dengan nama lain: git branch -m, atau git tag untuk sebuah tag.",
            "Push it under another name: git branch -m, or git tag for a tag.",
        )
        yield Diagnostic("CH008", message, Place.of_file("ref"), help=advice)


def _in_tag(tag: Message) -> Iterator[Diagnostic]:
    place = Place.of_file(f"tag/{tag.commit[:12]}")
    for fault in _in_object(place.path, tag, b"" if tag.raw is None else tag.raw):
        message = Text(
            f"{fault.message.id} Tertulis dalam sebuah tag, yang disimpan selamanya.",
            f"{fault.message.en} It stands in a tag, which is kept for ever.",
        )
        advice = Text(
            "Buat tag itu lagi tanpa angka itu: git tag -d, lalu git tag -a.",
            "Make the tag again without it: git tag -d, then git tag -a.",
        )
        yield Diagnostic("CH008", message, place, help=advice)


def _in_message(message: Message, records: Records) -> Iterator[Diagnostic]:
    path = message_path(message.commit)
    if message.raw is None:
        yield _too_large(path, None)
        return
    header, _, words = message.raw.partition(b"\n\n")
    found = list(_in_object(path, message, words.strip() if message.raw else message.text.encode()))
    told = {fault.code for fault in found}
    for record in records.found:
        if record.place.path == path:
            strict = (fault for fault in personal_data(_AS_DATA, record.reason) if fault.code not in told)
            found += (Diagnostic(fault.code, fault.message, record.place) for fault in strict)
    for fault in found:
        text = Text(
            f"{fault.message.id} Tertulis dalam pesan commit, yang disimpan selamanya.",
            f"{fault.message.en} It stands in a commit message, which is kept for ever.",
        )
        advice = Text(
            "Tulis pesannya tanpa itu: git commit --amend, atau git rebase -i untuk commit yang lebih lama.",
            "Write the message without it: git commit --amend, or git rebase -i for an older commit.",
        )
        yield Diagnostic("CH008", text, Place(path, fault.place.start, fault.place.end), help=advice)
    yield from _above_message(path, message, header)


def _above_message(path: str, message: Message, header: bytes) -> Iterator[Diagnostic]:
    """Tell what stands in a commit beside its message: who wrote it, tags that were merged, whatever a program adds."""
    for fault in _in_object(path, message, header):
        text = Text(
            f"{fault.message.id} Tertulis pada commit di luar pesannya, misalnya sebagai nama atau surel pengarang.",
            f"{fault.message.en} It stands in the commit outside its message, such as in the name or e-mail of its author.",
        )
        advice = Text(
            "Betulkan user.name dan user.email dengan git config, lalu git commit --amend --reset-author.",
            "Mend user.name and user.email with git config, then git commit --amend --reset-author.",
        )
        yield Diagnostic("CH008", text, Place.of_file(path), help=advice)


def _in_object(path: str, message: Message, content: bytes) -> Iterator[Diagnostic]:
    named = b"\nencoding " in (message.raw or b"")
    texts = readings(content, _OTHER_ENCODINGS if named else ())
    return in_every_reading(texts, partial(numbers_written, path))


def _more() -> Diagnostic:
    message = Text(
        f"Sudah {MOST_TOLD} temuan data pribadi dalam usulan ini; selebihnya tidak dicari lagi.",
        f"There are {MOST_TOLD} findings of personal data in this proposal already; the rest was not searched.",
    )
    advice = Text(
        "Keluarkan daftar pegawai itu dari usulan, juga dari riwayatnya.",
        "Take that list of people out of the proposal, and out of its history.",
    )
    return Diagnostic("CH008", message, Place.of_file(message_path("")), help=advice)
