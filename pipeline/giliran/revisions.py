"""The data as a commit holds them, and what one commit changes about another: no checkout is needed.

A bare repository will do, and inside a hook also commits that are not accepted yet. Git names contents, so nothing has
to be read to know that two commits hold the same; the contents that somebody wants come through one git that stays open.
"""

from __future__ import annotations

import os
import re
import subprocess
import weakref
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from giliran.diagnostics import OperatorError
from giliran.proposal import Blob, Message, Proposal
from giliran.store import answer_of_git, ask_git, git_environment, misspelt_folders, read_tree
from giliran.textfaults import MAX_BYTES
from giliran.tree import FOLDERS, Entry, Tree
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOTHING = Tree({})
"""What stands where there is no commit yet."""

_LISTED = re.compile(r"(?P<mode>\d{6}) (?P<kind>[a-z]+) (?P<name>[0-9a-f]+) +(?P<size>\d+|-)\t(?P<path>.*)", re.DOTALL)
_RAW = re.compile(r"\n?:[0-7]{6} (?P<mode>[0-7]{6}) [0-9a-f]+ (?P<name>[0-9a-f]+) [A-Z]")
_LINK = "120000"
FOLDER = "giliran.folder"
"""The setting of a bare repository that says where in a commit the data stand."""
_NOBODY = ("-c", "user.name=giliran", "-c", "user.email=giliran@example.invalid", "-c", "commit.gpgSign=false")


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository with our data; ``folder`` is where they stand in what is committed: empty, or ending in a slash."""

    root: Path
    folder: str = ""

    @classmethod
    def around(cls, root: Path) -> Repository:
        """Find the repository that a data folder belongs to, or take a bare one with its setting ``giliran.folder``.

        Raises :class:`OperatorError` where there is none.
        """
        try:
            prefix = os.fsdecode(ask_git(root, "rev-parse", "--show-prefix")).rstrip("\n")
        except OperatorError as error:
            raise OperatorError(
                Text(
                    f"“{root}” tidak berada dalam repositori git yang dapat dibaca ({error.text.id}).",
                    f"“{root}” is in no git repository that can be read ({error.text.en}).",
                )
            ) from error
        if not prefix and ask_git(root, "rev-parse", "--is-bare-repository").strip() == b"true":
            folder = os.fsdecode(answer_of_git(root, "config", "--get", FOLDER)[1]).strip().strip("/")
            prefix = f"{folder}/" if folder else ""
        return cls(root, prefix)

    def commit(self, revision: str) -> str:
        """Give the whole name of the commit that a revision means. Raises :class:`OperatorError` where it is unknown."""
        try:
            return self._ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
        except OperatorError as error:
            more = self._advice_if_shallow()
            raise OperatorError(
                Text(
                    f"Revisi “{revision}” tidak ditemukan dalam riwayat git dari “{self.root}”.{more.id}",
                    f"The revision “{revision}” is not in the git history of “{self.root}”.{more.en}",
                )
            ) from error

    def branches(self, most: int) -> tuple[str, ...]:
        """Give the branches that were changed last, by their whole names."""
        words = ("for-each-ref", "--sort=refname", "--sort=-committerdate", f"--count={most}", "--format=%(refname)")
        return tuple(self._ask(*words, "refs/heads/").splitlines())

    def fork_point(self, base: str, head: str) -> str | None:
        """Give the commit at which two have parted, or ``None`` where they have nothing in common."""
        try:
            return self._ask("merge-base", base, head).strip() or None
        except OperatorError:
            return None

    def tree(self, treeish: str) -> Tree:
        """List the data files of a commit or of a tree; each is read when it is asked for.

        Raises :class:`OperatorError` where there are no data.
        """
        names = self._names(treeish)
        if "policy" not in names:
            raise OperatorError(
                Text(
                    f"Revisi {treeish} tidak memuat “{self.folder}policy/”.",
                    f"The revision {treeish} has no “{self.folder}policy/”.",
                )
            )
        place = f"{treeish}:{self.folder.removesuffix('/')}"
        objects = _Objects(self.root)
        lines = self._ask("ls-tree", "-r", "-z", "-l", "--full-tree", place, "--", *FOLDERS).split("\0")
        entries = [_entry(line, objects) for line in lines if line]
        entries += [Entry(name, None, "other") for name in misspelt_folders(names)]
        return Tree({entry.path: entry for entry in sorted(entries, key=lambda entry: entry.path)})

    def merged(self, ours: str, theirs: str) -> tuple[str, tuple[str, ...]]:
        """Merge two commits without touching any branch; give the commit that came of it and the paths in conflict.

        Raises :class:`OperatorError` where git is older than 2.38, or the two have no common history.
        """
        code, told, complaint = answer_of_git(
            self.root, "merge-tree", "--write-tree", "-z", "--name-only", "--no-messages", ours, theirs
        )
        tree, *paths = os.fsdecode(told).split("\0")
        if code > 1 or not tree:
            reason = os.fsdecode(complaint).strip().partition("\n")[0]
            raise OperatorError(
                Text(
                    f"git (2.38 atau lebih baru) tidak dapat menggabungkan {ours} dan {theirs}: {reason}",
                    f"git (2.38 or newer) cannot merge {ours} and {theirs}: {reason}",
                )
            )
        words = ("-p", ours, "-p", theirs, "-m", "merged to be judged")
        return self._ask(*_NOBODY, "commit-tree", tree, *words).strip(), tuple(path for path in paths if path)

    def touched(self, base: str | None, head: str | None) -> frozenset[str]:
        """Give every path of the repository, data or not, that differs between two commits.

        No ``base`` is the empty beginning; no ``head`` is the files on disk, new ones included.
        """
        start = base or self._ask("hash-object", "-t", "tree", "--stdin").strip()
        words = ("-O/dev/null", "--name-only", "-z", "--no-renames", start)
        if head is not None:
            told = self._ask("diff-tree", "-r", *words, head)
        else:
            told = self._ask("diff", "--no-relative", "--no-ext-diff", *words)
            told += self._ask("ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--", ":/")
        return frozenset(told.split("\0")) - {""}

    def messages(self, base: str | None, head: str) -> tuple[Message, ...]:
        """Give the commits that ``head`` has and ``base`` lacks, oldest first, with what their authors say of them."""
        told = self._ask(
            "log", "--reverse", "--no-show-signature", "--no-color", "-z", "--format=%H%n%B", *_span(base, head)
        )
        parts = (part.partition("\n") for part in told.split("\0") if part)
        return tuple(Message(name, text.strip()) for name, _, text in parts)

    def blobs(self, base: str | None, head: str) -> Iterator[Blob]:
        """Give every content that the commits after ``base`` bring in, once for each path; what is too large is left out."""
        words = (
            "log",
            "-m",
            "--root",
            "--raw",
            "--no-abbrev",
            "--no-renames",
            "--no-show-signature",
            "-O/dev/null",
            "-z",
        )
        told = iter(self._ask(*words, "--format=%H", *_span(base, head)).split("\0"))
        objects, seen, commit = _Objects(self.root), set(), ""
        for word in told:
            found = _RAW.fullmatch(word)
            if found is None:
                commit = word.strip() or commit
                continue
            path = next(told)
            if found["mode"].startswith("100") and (path, found["name"]) not in seen:
                seen.add((path, found["name"]))
                content = objects.read(found["name"])
                if len(content) <= MAX_BYTES:
                    yield Blob(path, content, commit)

    def content(self, commit: str, path: str) -> bytes | None:
        """Give what a file of the repository, data or not, holds in a commit; ``None`` where there is none."""
        try:
            return ask_git(self.root, "cat-file", "blob", f"{commit}:{path}")
        except OperatorError:
            return None

    def proposal(self, base: str | None, head: str, *, anything: bool = False) -> Proposal:
        """Put together what commits between two revisions propose; without ``base`` everything is new.

        Raises :class:`OperatorError` where the result has no data, unless ``anything`` will do.
        """
        return Proposal(
            NOTHING if base is None else self._tree_or_nothing(base),
            self._tree_or_nothing(head) if anything else self.tree(head),
            self.touched(base, head),
            self.messages(base, head),
            partial(self.blobs, base, head),
            self.folder,
            partial(self.content, head),
        )

    def proposal_on_disk(self, base: str) -> Proposal:
        """Put together what the files on disk propose, committed since ``base`` or not."""
        touched = self.touched(base, None)
        top = self.root.joinpath(*[".."] * self.folder.count("/"))

        def blobs() -> Iterator[Blob]:
            yield from self.blobs(base, "HEAD")
            for path in sorted(touched):
                place = top / path
                if place.is_file() and not place.is_symlink() and place.stat().st_size <= MAX_BYTES:
                    yield Blob(path, place.read_bytes(), None)

        def content(path: str) -> bytes | None:
            place = top / path
            return place.read_bytes() if place.is_file() and not place.is_symlink() else None

        messages = self.messages(base, "HEAD")
        before = self._tree_or_nothing(base)
        return Proposal(before, read_tree(self.root), touched, messages, blobs, self.folder, content)

    def proposed(self, base: str, head: str | None) -> tuple[Proposal, str | None]:
        """Put together what ``head``, or what is on disk, proposes to ``base``, both named as people name revisions.

        Where ``base`` has gone on since, the change is counted from the commit at which the two have parted, which is then
        given too. Raises :class:`OperatorError` for an unknown revision and for two that have nothing in common.
        """
        if head is None and self._ask("rev-parse", "--is-bare-repository").strip() == "true":
            raise OperatorError(
                Text(
                    f"“{self.root}” tidak mempunyai berkas kerja; sebutkan juga revisi yang diusulkan, misalnya main.",
                    f"“{self.root}” has no files on disk; name the revision that is proposed too, such as main.",
                )
            )
        start, end = self.commit(base), self.commit("HEAD" if head is None else head)
        fork = self.fork_point(start, end)
        if fork is None:
            end_name = "HEAD" if head is None else head
            more = self._advice_if_shallow()
            raise OperatorError(
                Text(
                    f"“{base}” dan “{end_name}” tidak mempunyai riwayat bersama.{more.id}",
                    f"“{base}” and “{end_name}” have no history in common.{more.en}",
                )
            )
        found = self.proposal_on_disk(fork) if head is None else self.proposal(fork, end)
        return found, None if fork == start else fork

    def _tree_or_nothing(self, commit: str) -> Tree:
        """Give the data of a commit, or nothing for one from before there were any.

        A git that fails is never taken for such a one: a proposal to nothing is asked for less.
        """
        return self.tree(commit) if "policy" in self._names(commit) else NOTHING

    def _names(self, treeish: str) -> frozenset[str]:
        """Give what stands where the data should, files and folders."""
        folder = self.folder.removesuffix("/")
        if folder and not self._ask("ls-tree", "-z", "-d", "--full-tree", treeish, "--", folder):
            return frozenset()
        place = f"{treeish}:{folder}"
        return frozenset(self._ask("ls-tree", "-z", "--full-tree", "--name-only", place).split("\0")) - {""}

    def _advice_if_shallow(self) -> Text:
        if self._ask("rev-parse", "--is-shallow-repository").strip() != "true":
            return Text("", "")
        return Text(" Klon ini dangkal: git fetch --unshallow.", " This clone is shallow: git fetch --unshallow.")

    def _ask(self, *arguments: str) -> str:
        return os.fsdecode(ask_git(self.root, *arguments))


def _span(base: str | None, head: str) -> tuple[str, ...]:
    return (head,) if base is None else (head, f"^{base}")


def _entry(line: str, objects: _Objects) -> Entry:
    found = _LISTED.fullmatch(line)
    assert found is not None, "git lists trees like this"
    path, name = found["path"], found["name"]
    if found["mode"] == _LINK:
        return Entry(path, None, "link")
    if found["kind"] != "blob":  # another repository inside this one
        return Entry(path, None, "other")
    size = int(found["size"])
    if size > MAX_BYTES:
        return Entry(path, None, "file", size)
    # The times of a file are told as zero: under this stamp there has never been another content, and never will be.
    words = (int(name[at : at + 8], 16) for at in range(0, len(name), 8))
    return Entry(path, None, "file", size, partial(objects.read, name), (size, 0, 0, *words))


class _Objects:
    """Contents by their names, from a git that stays open; each process that asks has one of its own."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._open: dict[int, subprocess.Popen[bytes]] = {}

    def read(self, name: str) -> bytes:
        """Give a content. Raises :class:`OperatorError` where the repository lacks it."""
        git = self._git()
        assert git.stdin is not None
        assert git.stdout is not None
        try:
            git.stdin.write(f"{name}\n".encode())
            git.stdin.flush()
            told = git.stdout.readline().split()
        except OSError:
            told = []
        if len(told) != 3:
            raise OperatorError(
                Text(
                    f"Repositori “{self._root}” rusak: isi {name} tidak ada. Periksa dengan git fsck.",
                    f"The repository “{self._root}” is damaged: it lacks the content {name}. Look at it with git fsck.",
                )
            )
        content = git.stdout.read(int(told[2]))
        git.stdout.read(1)
        return content

    def _git(self) -> subprocess.Popen[bytes]:
        mine = os.getpid()
        if mine not in self._open:
            self._open.clear()  # those of a process that this one was copied from are not ours to use
            command = ["git", "-C", str(self._root), "cat-file", "--batch"]
            git = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=git_environment()
            )
            weakref.finalize(self, _end, git, mine)
            self._open[mine] = git
        return self._open[mine]

    def __reduce__(self) -> tuple[type[_Objects], tuple[Path]]:
        return _Objects, (self._root,)


def _end(git: subprocess.Popen[bytes], owner: int) -> None:
    if os.getpid() == owner:
        for stream in (git.stdin, git.stdout):
            if stream is not None:
                stream.close()
        git.wait()
