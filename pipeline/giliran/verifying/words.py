"""What is said of a statement that was verified."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.wording import Text

if TYPE_CHECKING:
    from giliran.as_known import Known
    from giliran.signatures import Signature
    from giliran.statement import Claims
    from giliran.statement.comparing import Difference


def signature(found: Signature) -> tuple[bool, Text]:
    """Tell whether a signature is good enough, and say so; what ssh-keygen says, in English, follows as a detail."""
    detail = Text(f" (ssh-keygen: {found.told})", f" (ssh-keygen: {found.told})")
    if found.standing == "good":
        said = Text(
            f"Ditandatangani oleh {found.who}; tanda tangannya sah, dan berkas ini tidak berubah sejak itu.",
            f"Signed by {found.who}; the signature is valid, and this file has not changed since.",
        )
        return True, said + detail
    if found.standing == "unattributed":
        said = Text(
            "Tanda tangannya cocok, tetapi belum diketahui milik siapa; sebutkan dengan --signers.",
            "The signature fits, but nobody has said whose it is; say so with --signers.",
        )
        return True, said + detail
    if found.standing == "foreign":
        said = Text(
            "DITOLAK: ditandatangani dengan kunci yang tidak boleh menandatangani.",
            "REFUSED: signed with a key that may not sign.",
        )
        if found.line is not None:
            said += Text(
                f" Dalam daftar yang boleh menandatangani, baris {found.line}.",
                f" In the list of those who may sign, line {found.line}.",
            )
        return False, said + Text(" Minta yang berhak menandatanganinya.", " Ask one who may to sign it.") + detail
    said = Text(
        "DITOLAK: tanda tangan ini bukan untuk berkas ini. Minta berkas dan tanda tangan aslinya bersama-sama, tanpa diubah "
        "di jalan.",
        "REFUSED: this signature is not one of this file. Ask for the original file and signature together, unaltered on the "
        "way.",
    )
    return False, said + detail


def agrees(name: str, known: Known, claimed: Claims) -> Text:
    """Say that a statement is what its commit says."""
    as_of = known.words
    return Text(
        f"Cocok: “{name}” menyatakan {claimed.month} persis menurut {as_of.id}.",
        f"It agrees: “{name}” states {claimed.month} just as it stands {known.at}.",
    )


def differs(found: Difference) -> Text:
    """Name the place that is not as the commit has it."""
    return Text(f"BERBEDA. {found.words.id}", f"IT DIFFERS. {found.words.en}")


def advice(commit: str) -> Text:
    """Say what to do about a statement that differs."""
    return Text(
        f"Dihitung ulang dari komit {commit[:10]}. Minta berkas aslinya, atau buat lagi dengan giliran statement --at.",
        f"Worked out again from the commit {commit[:10]}. Ask for the original, or make it again with giliran statement --at.",
    )


def stray(commit: str) -> Text:
    """Refuse a statement of a commit that was never in force on this branch."""
    return Text(
        f"DITOLAK: isinya cocok dengan komit {commit[:10]}, tetapi komit itu tidak termasuk riwayat cabang ini: sebuah usulan, "
        "atau riwayat yang ditulis ulang. Bandingkan dengan yang berlaku: --at HEAD.",
        f"REFUSED: it agrees with the commit {commit[:10]}, but that is not part of the history of this branch: a proposal, or "
        "a history that was rewritten. Compare with what is in force: --at HEAD.",
    )


def untold(commit: str) -> Text:
    """Say that a shallow clone cannot tell whether a commit was in force."""
    return Text(
        f"Isinya cocok dengan komit {commit[:10]}, tetapi klon ini dangkal: apakah komit itu termasuk riwayat cabang ini tidak "
        "dapat diketahui. Jalankan git fetch --unshallow, lalu ulangi.",
        f"It agrees with the commit {commit[:10]}, but this clone is shallow: whether that commit is part of the history of "
        "this branch cannot be told. Run git fetch --unshallow, then try again.",
    )


def elsewhere(claimed: Claims) -> Text:
    """Say what rests on the word of a statement alone, where its commit is not here."""
    return Text(
        f"Tidak diperiksa: komit {claimed.commit[:10]} yang disebutnya tidak ada di sini, jadi waktunya ({claimed.time}), yang "
        "juga dipakai untuk menilai kuncinya, hanya menurut pernyataan itu sendiri.",
        f"Not checked: the commit {claimed.commit[:10]} that it names is not here, so its time ({claimed.time}), by which a key "
        "is judged too, is only what it says of itself.",
    )


def unstated(why: Text, first: Text | None) -> Text:
    """Say why another commit makes no such statement; ``first`` is the first source that changed, as a line."""
    if first is None:
        return why
    return why + Text(
        f" Sejak pernyataan ini berubah: {first.id.strip()}", f" Changed since this statement: {first.en.strip()}"
    )
