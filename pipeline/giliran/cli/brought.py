"""What imports share: telling what was found in cells, the files as they would be, and writing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.cli.speaking import say
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from giliran.sheets.table import Remark
    from giliran.tree import Tree
    from giliran.wording import Language

NOTHING = Text(
    "Tidak ada yang ditulis. Betulkan sel-sel itu dan impor lagi, atau tambahkan --partial untuk menulis yang terbaca saja.",
    "Nothing was written. Mend these cells and import again, or add --partial to write only what could be read.",
)


def tell(remarks: Iterable[Remark], lang: Language) -> None:
    """Tell what was found, each with its place and what to do."""
    from giliran.report.visible import visible
    from giliran.report.words import HELP, SEVERITY_WORDS

    for each in remarks:
        head = f"{SEVERITY_WORDS[each.grade].to(lang)}: {each.spot.words.to(lang)}: {each.message.to(lang)}"
        say(f"{visible(head)}\n")
        if each.help is not None:
            say(f"  = {HELP.to(lang)}: {visible(each.help.to(lang))}\n")


def with_files(tree: Tree, texts: Mapping[str, str]) -> Tree:
    """Give a tree with some files as they would be."""
    from giliran.tree import Entry
    from giliran.tree import Tree as Files

    new = {path: Entry(path, content := text.encode(), "file", len(content)) for path, text in texts.items()}
    entries = {**tree.entries, **new}
    return Files({path: entries[path] for path in sorted(entries)})


def write(root: Path, tree: Tree, texts: Mapping[str, str], lang: Language, *, dry_run: bool) -> None:
    """Write files, each as a whole, or say which would be written; ``tree`` has them as they were read."""
    from giliran.store import replace_file, write_whole

    if not texts:
        words = Text("Tidak ada yang berubah.", "Nothing changes.")
        say(f"{words.to(lang)}\n")
    for path, text in texts.items():
        if dry_run:
            words = Text(f"{path} akan ditulis; kali ini tidak.", f"{path} would be written; not this time.")
        else:
            before = tree.entries.get(path)
            if before is None:
                write_whole(root / path, text.encode())
            else:
                replace_file(root, path, before.content or b"", text.encode())
            words = Text(f"{path} ditulis.", f"{path} written.")
        say(f"{words.to(lang)}\n")
