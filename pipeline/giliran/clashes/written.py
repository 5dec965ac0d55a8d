"""What was found of proposals that do not go together, as text, Markdown or JSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from giliran.report import rendered
from giliran.report.markdown import escaped
from giliran.report.plainjson import dumped
from giliran.report.texts import Texts
from giliran.report.visible import visible
from giliran.wording import Text

if TYPE_CHECKING:
    from giliran.clashes import Candidate, Clash, Clashes
    from giliran.wording import Language

FORMATS = ("text", "markdown", "json")
VERSION = 1
_NO_BRANCH = re.compile(r"HEAD|[0-9a-f]{7,64}|.*[~^@].*|refs/giliran/.*")


def written(clashes: Clashes, form: str, language: Language) -> str:
    """Write in one of :data:`FORMATS`."""
    if form == "json":
        return dumped(_as_data(clashes, language))
    marked = form == "markdown"
    shown = [_unfit(candidate, clashes.branch, language, marked=marked) for candidate in clashes.unfit]
    shown += [_pair(clash, language, marked=marked) for clash in clashes.found]
    head = f"## {_verdict(clashes).to(language)}\n" if marked else ""
    tail = "" if marked else f"{_verdict(clashes).to(language)}\n"
    return head + "".join(f"\n{block}" if marked else f"{block}\n" for block in shown) + tail


def _verdict(clashes: Clashes) -> Text:
    looked = len(clashes.candidates)
    of = Text(
        f"{looked} usulan, {clashes.compared} pasang yang bersinggungan",
        f"{looked} proposals, {clashes.compared} pairs that touch each other",
    )
    if not clashes.found:
        return Text(f"Tidak ada bentrokan ({of.id}).", f"No clashes ({of.en}).")
    count = len(clashes.found)
    return Text(
        f"{count} pasang usulan tidak dapat berlaku bersama ({of.id}).",
        f"{count} {'pair' if count == 1 else 'pairs'} of proposals cannot both take effect ({of.en}).",
    )


def _unfit(candidate: Candidate, base: str, language: Language, *, marked: bool) -> str:
    name = _spelt(candidate.name, marked=marked)
    if candidate.conflicts:
        paths = ", ".join(_spelt(path, marked=marked) for path in candidate.conflicts)
        how = _how_to_merge(base, marked=marked)
        words = Text(
            f"Usulan {name} tertinggal: {paths} sudah diubah di cabang yang berlaku. Di cabang usulan itu {how.id}, pilih isi "
            "yang benar, lalu kirim lagi.",
            f"The proposal {name} is behind: {paths} has changed on the branch in force. On the branch of the proposal "
            f"{how.en}, choose what is right, and send it again.",
        )
    else:
        words = Text(
            f"Usulan {name} sendiri sudah memuat {len(candidate.errors)} kesalahan.",
            f"The proposal {name} has {len(candidate.errors)} errors of its own.",
        )
    return f"{words.to(language)}\n"


def _how_to_merge(base: str, *, marked: bool) -> Text:
    """Give the command, where the base was named as a branch; histories that have parted need to be told how to meet."""
    if _NO_BRANCH.fullmatch(base):
        return Text("gabungkan cabang yang berlaku", "merge the branch in force")
    branch = base.removeprefix("refs/heads/").removeprefix("refs/remotes/").removeprefix("origin/")
    command = _spelt(f"git pull --no-rebase origin {branch}", marked=marked)
    return Text(f"jalankan {command}", f"run {command}")


def _pair(clash: Clash, language: Language, *, marked: bool) -> str:
    first, second = _spelt(clash.first, marked=marked), _spelt(clash.second, marked=marked)
    if clash.conflicts:
        paths = ", ".join(_spelt(path, marked=marked) for path in clash.conflicts)
        words = Text(
            f"{first} dan {second} mengubah baris yang sama: {paths}. Sepakati dahulu isinya, lalu perbarui salah satu.",
            f"{first} and {second} change the same lines: {paths}. Agree on what they should say, then renew one of them.",
        )
        return f"{words.to(language)}\n"
    words = Text(
        f"{first} dan {second} masing-masing sah, tetapi bersama-sama melanggar:",
        f"{first} and {second} are each in order, but together break the law:",
    )
    told = rendered("markdown" if marked else "text", clash.report, language, Texts(clash.tree))
    if marked:
        return f"**{words.to(language)}**\n\n<details>\n<summary>{clash.report.summary.errors}</summary>\n\n{told}\n</details>\n"
    return f"{words.to(language)}\n\n{told}"


def _spelt(name: str, *, marked: bool) -> str:
    name = name.removeprefix("refs/heads/")
    return escaped(name) if marked else f"“{visible(name)}”"


def _as_data(clashes: Clashes, language: Language) -> dict[str, object]:
    return {
        "version": VERSION,
        "base": clashes.base,
        "compared": clashes.compared,
        "proposals": [
            {
                "name": one.name,
                "commit": one.commit,
                "errors": len(one.errors),
                "conflicts": list(one.conflicts),
            }
            for one in clashes.candidates
        ],
        "clashes": [
            {
                "first": one.first,
                "second": one.second,
                "conflicts": list(one.conflicts),
                "diagnostics": json.loads(rendered("json", one.report, language, Texts(one.tree)))["diagnostics"],
            }
            for one in clashes.found
        ],
    }
