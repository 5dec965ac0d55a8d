"""Before a push is accepted: what each branch of it would become is judged, and the answer is yes or no with reasons.

The branch that is in force only ever moves forward, to a state that keeps the law. Every other branch is a proposal: it
may hold errors, which are told, since people save what they have not finished; but personal data are refused on
whatever branch they come, because a server keeps what it was once given.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from giliran.diagnostics import OperatorError, Report
from giliran.proposal.thresholds import Thresholds
from giliran.report import rendered
from giliran.report.texts import Texts
from giliran.report.visible import visible
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from giliran.diagnostics import Diagnostic
    from giliran.hooks.settings import Settings
    from giliran.proposal import Proposal
    from giliran.revisions import Repository

MOST = 50
"""Branches and tags that one push may change: each is judged, and a push that changes more is a mishap."""
HEADS = "refs/heads/"
_TAGS = "refs/tags/"
_ON_THE_WAY = "personal-data-on-the-way"


@dataclass(frozen=True, slots=True)
class Update:
    """A branch or tag that a push moves from a commit to another; ``None`` where it does not exist before, or after."""

    ref: str
    old: str | None
    new: str | None


def read_updates(lines: Iterable[str]) -> tuple[Update, ...]:
    """Read what git tells a hook: a line ``old new ref`` for each. Raises :class:`OperatorError` for anything else."""
    found = []
    for line in lines:
        words = line.rstrip("\n").split(" ", 2)
        if len(words) != 3:
            raise OperatorError(
                Text(
                    "Perintah ini dijalankan oleh git pada sebuah peladen, bukan dengan tangan.",
                    "This command is run by git on a server, not by hand.",
                )
            )
        old, new, ref = words
        found.append(Update(ref, old if old.strip("0") else None, new if new.strip("0") else None))
    return tuple(found)


class Gate:
    """What stands between a push and a repository. ``judge`` knows who pushes, and ``tell`` is heard by them.

    An ``operator`` may found the repository, and move and delete tags.
    """

    def __init__(
        self,
        repository: Repository,
        settings: Settings,
        judge: Callable[[Proposal, Thresholds | None], Report],
        tell: Callable[[str], None],
        *,
        operator: bool,
    ) -> None:
        self._repository, self._settings, self._judge, self._tell = repository, settings, judge, tell
        self._operator = operator

    def accepts(self, updates: tuple[Update, ...]) -> bool:
        """Judge a whole push and say why it is refused, branch by branch."""
        if len(updates) > MOST:
            self._say(
                f"Ditolak: {len(updates)} cabang dan tag sekaligus; paling banyak {MOST}. Kirim sebagian dahulu.",
                f"Refused: {len(updates)} branches and tags at once; at most {MOST}. Push some of them first.",
            )
            return False
        answers = [self._accepts(update) for update in updates]
        if not all(answers):
            self._say(
                "Kiriman ini ditolak seluruhnya; tidak ada yang berubah di peladen.",
                "The whole push is refused; nothing has changed on the server.",
            )
        return all(answers)

    def _accepts(self, update: Update) -> bool:
        try:
            if update.ref == self._settings.branch:
                return self._in_force(update)
            if not self._is_ordinary(update.ref):
                self._say(
                    f"“{update.ref}” tidak diterima: hanya cabang dan tag, dengan nama yang tidak menyerupai cabang yang berlaku.",
                    f"“{update.ref}” is not accepted: only branches and tags, under names that do not pass for the branch in force.",
                )
                return False
            if update.ref.startswith(_TAGS) and update.old is not None and not self._operator:
                self._say(
                    f"Tag “{update.ref.removeprefix(_TAGS)}” sudah ada; hanya operator yang boleh memindahkan atau menghapusnya.",
                    f"The tag “{update.ref.removeprefix(_TAGS)}” exists; only an operator may move or delete it.",
                )
                return False
            return update.new is None or self._proposed(update.ref, update.new)
        except OperatorError as error:
            self._say(f"{_called(update.ref)}: {error.text.id}", f"{_called(update.ref)}: {error.text.en}")
            return False

    def _is_ordinary(self, ref: str) -> bool:
        """Tell whether a ref is a branch or a tag that nobody, and no git, can take for the branch in force or for ``HEAD``.

        Git looks for a short name under several folders, and a replacement or a note would change what others see.
        """
        kind = next((kind for kind in (HEADS, _TAGS) if ref.startswith(kind)), None)
        if kind is None:
            return False
        short, branch = ref.removeprefix(kind), self._settings.branch
        return short not in {"HEAD", branch, _called(branch), branch.removeprefix("refs/")} and not short.startswith(
            "refs/"
        )

    def _in_force(self, update: Update) -> bool:
        name = _called(update.ref)
        if update.new is None:
            self._say(
                f"Cabang “{name}” berisi jadwal yang berlaku dan tidak dapat dihapus.",
                f"The branch “{name}” holds the schedules in force and cannot be deleted.",
            )
            return False
        if update.old is None and not self._operator:
            who = ", ".join(sorted(self._settings.operators))
            self._say(
                f"Kiriman pertama mendirikan repositori; hanya operator ({who}) yang boleh mengirimnya.",
                f"The first push founds the repository; only an operator ({who}) may make it.",
            )
            return False
        commit = self._repository.commit(update.new)
        if update.old is not None and self._repository.fork_point(update.old, commit) != update.old:
            self._say(
                f"Kiriman ini menghapus riwayat “{name}” yang sudah terbit. Ambil dan gabungkan dahulu (git pull --no-rebase), lalu kirim"
                " lagi tanpa --force.",
                f"This push would remove published history of “{name}”. Pull and merge first (git pull --no-rebase), then push again without"
                " --force.",
            )
            return False
        proposal = self._repository.proposal(update.old, commit)
        if update.old is not None and not proposal.before.entries:
            self._repository.tree(update.old)  # says what it lacks: a proposal to nothing would be asked for less
        report = self._judge(proposal, None)
        if not report.clean:
            self._report(proposal, report)
            self._say("Perbaiki, commit, lalu kirim lagi.", "Mend it, commit, and push again.")
        return report.clean

    def _proposed(self, ref: str, new: str) -> bool:
        """Judge a branch that is not in force: what it has beyond the one that is."""
        try:
            start: str | None = self._repository.commit(self._settings.branch)
        except OperatorError:
            start = None  # nothing is in force yet
        commit = self._repository.commit(new)
        base = None if start is None else self._repository.fork_point(start, commit)
        proposal = replace(self._repository.proposal(base, new, anything=True), names=(ref,))
        # Those in force, wherever the branch begins; one that begins elsewhere brings none of its own.
        thresholds = None if start is None else self._repository.thresholds(start)
        report = self._judge(proposal, thresholds or Thresholds())
        if report.clean:
            return True
        self._report(proposal, report)
        if any(found.severity == "error" and _personal(found) for found in report.diagnostics):
            return False
        self._say(
            f"Usulan “{_called(ref)}” disimpan, tetapi belum dapat masuk ke “{_called(self._settings.branch)}”.",
            f"The proposal “{_called(ref)}” is kept, but cannot go into “{_called(self._settings.branch)}” yet.",
        )
        return True

    def _report(self, proposal: Proposal, report: Report) -> None:
        errors = tuple(found for found in report.diagnostics if found.severity == "error")
        self._tell(rendered("text", Report(report.summary, errors), self._settings.language, Texts(proposal.after)))

    def _say(self, indonesian: str, english: str) -> None:
        self._tell(f"{visible(Text(indonesian, english).to(self._settings.language))}\n")


def _personal(found: Diagnostic) -> bool:
    """Tell whether a finding is about personal data, in the result or on the way to it."""
    return found.private or found.name == _ON_THE_WAY


def _called(ref: str) -> str:
    return ref.removeprefix(HEADS)
