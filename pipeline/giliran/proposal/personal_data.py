"""CH008, and the PD codes outside the data folders: personal data anywhere on the way of a proposal.

What a later commit takes out again is still in the history of the proposal, and would be in everybody's clone once it is
accepted. So every content that came in is searched, with the names of the files and the commit messages. What stands in
the data folders in the end is told by the check, and not here a second time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.diagnostics import Diagnostic
from giliran.personal import personal_data, personal_path
from giliran.proposal.numbers import personal_numbers
from giliran.proposal.records import message_path
from giliran.source import Place
from giliran.tree import FOLDERS
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from giliran.proposal import Blob, Message, Proposal
    from giliran.proposal.records import Records
    from giliran.proposal.thresholds import Thresholds

_AS_DATA = "schedules/"
"""A reason in a commit message is searched like one in a schedule: for illness and discipline as well."""


def personal_data_in(proposal: Proposal, records: Records, thresholds: Thresholds) -> Iterator[Diagnostic]:
    """Search everything that the proposal brings in, whether or not it is still there in the end.

    Folders that ``policy/guards.yaml`` excepted before the change are passed over, the data folders never.
    """
    for blob in proposal.blobs():
        path = proposal.within(blob.path)
        text = _text(blob)
        if text is None:
            continue
        if path.partition("/")[0] in FOLDERS:
            entry = proposal.after.entries.get(path)
            if entry is None or not entry.readable or entry.content != blob.content:
                yield from _on_the_way(blob, path, personal_data(path, text))
                yield from _in_name(blob, personal_path(path))
        elif not path.startswith(thresholds.not_searched):
            found = tuple(personal_numbers(path, text))
            if found and proposal.content(blob.path) == blob.content:
                yield from found
            else:
                yield from _on_the_way(blob, path, found)
            yield from _in_name(blob, personal_numbers(path, path.rpartition("/")[2].partition(".")[0]))
    for message in proposal.messages:
        yield from _in_message(message, records)


def _text(blob: Blob) -> str | None:
    """Give a content as text; ``None`` for a picture or a program, told as git tells them, by a zero byte."""
    return None if b"\0" in blob.content[:8000] else blob.content.decode("utf-8", errors="replace")


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


def _in_name(blob: Blob, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Tell of a file that is named after a number; the place is the commit, since a path would repeat the name."""
    for fault in found:
        message = Text(
            f"{fault.message.id} Angka itu menjadi nama berkas dalam usulan ini.",
            f"{fault.message.en} A file of this proposal is named so.",
        )
        advice = Text("Ganti nama berkasnya.", "Rename the file.")
        yield Diagnostic("CH008", message, Place.of_file(message_path(blob.commit or "")), help=advice)


def _squashed(commit: str) -> Text:
    return Text(
        f"Susun ulang cabang ini tanpa isi itu: git rebase -i {commit}^, lalu gabungkan (squash) commit itu dengan yang "
        "menghapusnya, dan kirim dengan git push --force-with-lease.",
        f"Write the branch anew without it: git rebase -i {commit}^, squash that commit with the one that removes it, and "
        "send it with git push --force-with-lease.",
    )


def _in_message(message: Message, records: Records) -> Iterator[Diagnostic]:
    path = message_path(message.commit)
    found = list(personal_numbers(path, message.text))
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
