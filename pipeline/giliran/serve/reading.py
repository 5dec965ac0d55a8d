"""What is on the disk now, and the last of it that was right: the data, and the program's own part of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.check import check
from giliran.diagnostics import OperatorError
from giliran.gitlog import read_history
from giliran.history.record import Record
from giliran.memory import Memory
from giliran.render.site import catalogues, site
from giliran.render.templates import read_templates
from giliran.serve.troubles import Trouble, of_bug, of_making, of_reading, of_report
from giliran.serve.watching import left_by_editor
from giliran.store import commit_time, folder_digest, read_tree
from giliran.tree import Tree
from giliran.views.edition import edition
from giliran.views.survey.findings import warned

if TYPE_CHECKING:
    from pathlib import Path

    from giliran.audience import Audience
    from giliran.corpus import Corpus
    from giliran.render.files import Site
    from giliran.render.project import Project
    from giliran.render.translate import Catalogue
    from giliran.views.edition import InternalEdition, PublicEdition
    from giliran.wording import Language


class Data:
    """Policy, units and schedules. ``trouble`` is what is wrong with them as they are now."""

    def __init__(self, root: Path, audience: Audience, language: Language) -> None:
        self.trouble: Trouble | None = None
        self.good: tuple[Corpus, InternalEdition | PublicEdition, int, Record] | None = None
        self._root, self._audience, self._language = root, audience, language
        self._tree: Tree | None = None
        self._memory = Memory()

    def look(self) -> bool:
        """Read again, and tell whether anything is new. Never raises for what it finds."""
        try:
            tree = self._read()
            if tree == self._tree:
                return False
            self._tree = tree
            self._judge(tree)
        except (OperatorError, OSError) as error:
            before, self.trouble = self.trouble, of_reading(error, self._language)
            self._tree = None
            return self.trouble != before
        except Exception as error:
            self.trouble = of_bug(error, self._language)
        return True

    def _read(self) -> Tree:
        """Read the files, but not those that an editor keeps beside the one that is open in it."""
        entries = read_tree(self._root).entries
        return Tree({path: entry for path, entry in entries.items() if not left_by_editor(path)})

    def _judge(self, tree: Tree) -> None:
        outcome = check(tree, memory=self._memory)
        self._memory.turn()
        if not outcome.report.clean:
            self.trouble = of_report(outcome, self._language)
            return
        epoch = commit_time(self._root)
        record = Record(outcome.corpus, read_history(self._root, tree))
        shown = edition(outcome.corpus, self._audience, epoch, warned(outcome.report), record)
        self.good = outcome.corpus, shown, epoch, record
        self.trouble = None


class Parts:
    """Templates, words, style and hand-written pages. ``trouble`` is what is wrong with them as they are now."""

    def __init__(self, project: Project, language: Language) -> None:
        self.trouble: Trouble | None = None
        self.good: tuple[Catalogue, ...] | None = None
        self._project, self._language = project, language
        self._digest = self._speech = b""

    def look(self) -> bool:
        """Read again, and tell whether anything is new. Never raises for what it finds."""
        try:
            digest = folder_digest(self._project.site)
            if digest == self._digest:
                return False
            self._digest = digest
            self._read_speech()
        except Exception as error:
            before, self.trouble = self.trouble, of_making(error, self._project, self._language)
            return self.trouble != before
        return True

    def _read_speech(self) -> None:
        """Read templates and words, unless it is the style or a page that has changed: these are read when asked for."""
        speech = folder_digest(self._project.templates) + folder_digest(self._project.locale)
        if speech == self._speech:
            return
        self._speech = speech
        words = catalogues(self._project)
        for catalogue in words:
            read_templates(self._project.templates, catalogue)
        self.trouble, self.good = None, words


class Newest:
    """The newest site that is right, of the data and the parts, whichever of them moved last."""

    def __init__(self, root: Path, project: Project, audience: Audience, language: Language) -> None:
        self.data = Data(root, audience, language)
        self.parts = Parts(project, language)
        self._project, self._audience = project, audience

    def look(self) -> bool:
        """Read both again, and tell whether anything is new."""
        return self.data.look() | self.parts.look()

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """Give what keeps the state of the disk from being shown."""
        return tuple(each.trouble for each in (self.data, self.parts) if each.trouble is not None)

    def site(self) -> Site | None:
        """Give the newest site that is right, none of whose pages is made yet; ``None`` before there was one."""
        if self.data.good is None or self.parts.good is None:
            return None
        corpus, shown, epoch, record = self.data.good
        return site(corpus, shown, self._audience, epoch, self._project, self.parts.good, record)
