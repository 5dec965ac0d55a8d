"""The data as a commit holds them, and what one commit changes about another: no checkout is needed.

A bare repository will do, and inside a hook also commits that are not accepted yet. Git names contents, so nothing has
to be read to know that two commits hold the same; the contents that somebody wants come through one git that stays open.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from giliran.corpus.clock import CALENDAR, zone_in
from giliran.diagnostics import OperatorError
from giliran.incoming import blob_on_disk, blobs, commits_between, messages, tags_before
from giliran.objects import LINK, Objects
from giliran.origin import State
from giliran.proposal import Proposal
from giliran.proposal.thresholds import GUARDS, Thresholds
from giliran.store import answer_of_git, ask_git, changed_paths, misspelt_folders, read_tree
from giliran.textfaults import MAX_BYTES
from giliran.tree import FOLDERS, Entry, Tree
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from giliran.proposal import Blob

NOTHING = Tree({})
"""What stands where there is no commit yet."""

_LISTED = re.compile(
    r"(?P<mode>\d{6}) (?P<kind>[a-z]+) (?P<name>[0-9a-f]+) +(?P<size>\d+|-|BAD)\t(?P<path>.*)", re.DOTALL
)
_SHORT = re.compile(r"(?![0-9a-f]{40,64}$)(?!refs/)[\w.][\w./-]*")
"""What may be the short name of a branch; the whole name of a commit is always that."""
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
        """Give the whole name of the commit that a revision means; of a branch and a tag of one name it is the branch.

        Raises :class:`OperatorError` where it is unknown.
        """
        words = ("rev-parse", "--verify", "--quiet", "--end-of-options")
        if _SHORT.fullmatch(revision) and revision != "HEAD":
            code, told, _ = answer_of_git(self.root, *words, f"refs/heads/{revision}^{{commit}}")
            if code == 0:
                return os.fsdecode(told).strip()
        code, told, _ = answer_of_git(self.root, *words, f"{revision}^{{commit}}")
        if code != 0 or told.startswith(b"^"):  # all that does not lead to one is no name of it
            more = self._advice_if_shallow()
            raise OperatorError(
                Text(
                    f"Revisi “{revision}” tidak ditemukan dalam riwayat git dari “{self.root}”.{more.id}",
                    f"The revision “{revision}” is not in the git history of “{self.root}”.{more.en}",
                )
            )
        return os.fsdecode(told).strip()

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
        entries = list(self.files(treeish, FOLDERS, Objects(self.root), {}))
        entries += [Entry(name, None, "other") for name in misspelt_folders(names)]
        return Tree({entry.path: entry for entry in sorted(entries, key=lambda entry: entry.path)})

    def files(self, treeish: str, places: Iterable[str], objects: Objects, known: dict[str, Entry]) -> Iterator[Entry]:
        """List some data files and folders of a commit or a tree that has data.

        Whoever lists many commits hands in the same ``known``: a file that stays the same is then read once for all of them.
        """
        place = f"{treeish}:{self.folder.removesuffix('/')}"
        for line in self._ask("ls-tree", "-r", "-z", "-l", "--full-tree", place, "--", *places).split("\0"):
            if line:
                if line not in known:
                    known[line] = _entry(line, objects)
                yield known[line]

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
        # A .gitmodules may ask to pass over the repository that it puts in a folder.
        words = ("-O/dev/null", "--name-only", "-z", "--no-renames", "--ignore-submodules=none", start)
        if head is not None:
            told = self._ask("diff-tree", "-r", *words, head)
        else:
            told = self._ask("diff", "--no-relative", "--no-ext-diff", *words)
            told += self._ask("ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--", ":/")
        return frozenset(told.split("\0")) - {""}

    def content(self, commit: str, path: str) -> bytes | None:
        """Give what a file of the repository, data or not, holds in a commit; ``None`` where there is none."""
        try:
            return ask_git(self.root, "cat-file", "blob", f"{commit}:{path}")
        except OperatorError:
            return None

    def thresholds(self, commit: str) -> Thresholds | None:
        """Give what a proposal may take away unasked by what is in force in a commit; ``None`` where there are no data.

        It may be another commit than the one at which a proposal begins: nobody chooses a guard by where they begin.
        """
        if "policy" not in self._names(commit):
            return None
        content = self.content(commit, f"{self.folder}{GUARDS}")
        return Thresholds.of(Tree({} if content is None else {GUARDS: Entry(GUARDS, content)}))

    def zone(self, revision: str) -> str:
        """Name the zone by whose clock a revision counts days; that of :class:`CalendarRules` where nothing can be read."""
        content = self.content(revision, f"{self.folder}{CALENDAR}")
        return zone_in(Tree({} if content is None else {CALENDAR: Entry(CALENDAR, content)}))

    def proposal(self, base: str | None, head: str, *, anything: bool = False) -> Proposal:
        """Put together what commits between two revisions propose; without ``base`` everything is new.

        ``head`` may be a tag that is pushed with its commits. Raises :class:`OperatorError` where the result has no data,
        unless ``anything`` will do, and for a tag of something else than a commit.
        """
        objects = Objects(self.root)
        tags, commit = tags_before(objects, head)
        brought = commits_between(self.root, base, commit)
        return Proposal(
            NOTHING if base is None else self.tree_or_nothing(base),
            self.tree_or_nothing(commit) if anything else self.tree(commit),
            self.touched(base, commit),
            messages(objects, brought),
            partial(blobs, self.root, brought),
            self.folder,
            partial(self.content, commit),
            tags,
        )

    def proposal_on_disk(self, base: str) -> Proposal:
        """Put together what the files on disk propose, committed since ``base`` or not."""
        touched = self.touched(base, None)
        top = self.root.joinpath(*[".."] * self.folder.count("/"))

        def on_the_way() -> Iterator[Blob]:
            yield from blobs(self.root, brought)
            for path in sorted(touched):
                yield from blob_on_disk(top, path)

        def content(path: str) -> bytes | None:
            return next((blob.content for blob in blob_on_disk(top, path) if blob.sort != "other"), None)

        brought = commits_between(self.root, base, "HEAD")
        told = messages(Objects(self.root), brought)
        before = self.tree_or_nothing(base)
        return Proposal(before, read_tree(self.root), touched, told, on_the_way, self.folder, content)

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

    def tip(self, base: str, head: str | None) -> str:
        """Give the last commit that somebody proposes: the one that ``head`` has merged into ``base``, or ``head`` itself."""
        start, end = self.commit(base), self.commit("HEAD" if head is None else head)
        parents = self._ask("rev-list", "--parents", "--max-count=1", end).split()[1:]
        return parents[1] if len(parents) == 2 and parents[0] == start else end

    def tree_or_nothing(self, commit: str) -> Tree:
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

    @property
    def is_shallow(self) -> bool:
        """Tell whether older commits were left out when this copy was made."""
        return self._ask("rev-parse", "--is-shallow-repository").strip() == "true"

    def _advice_if_shallow(self) -> Text:
        if not self.is_shallow:
            return Text("", "")
        return Text(" Klon ini dangkal: git fetch --unshallow.", " This clone is shallow: git fetch --unshallow.")

    def _ask(self, *arguments: str) -> str:
        return os.fsdecode(ask_git(self.root, *arguments))


def state_of(root: Path) -> State:
    """Tell which commit the data in a folder are of, and whether they have been edited since."""
    try:
        commit = Repository.around(root).commit("HEAD")
        return State(commit, bool(changed_paths(root, "HEAD")))
    except OperatorError:
        return State(None, edited=False)


def _entry(line: str, objects: Objects) -> Entry:
    found = _LISTED.fullmatch(line)
    assert found is not None, "git lists trees like this"
    path, name = found["path"], found["name"]
    if found["mode"] == LINK:
        return Entry(path, None, "link")
    if found["kind"] != "blob":  # another repository inside this one
        return Entry(path, None, "other")
    if found["size"] == "BAD":  # so git calls that of a content which it has lost
        objects.read(name)
    size = int(found["size"])
    if size > MAX_BYTES:
        return Entry(path, None, "file", size)
    # The times of a file are told as zero: under this stamp there has never been another content, and never will be.
    words = (int(name[at : at + 8], 16) for at in range(0, len(name), 8))
    return Entry(path, None, "file", size, partial(objects.read, name), (size, 0, 0, *words))
