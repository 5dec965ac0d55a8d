"""What the preview answers: a page of the newest site that is right, with what is wrong with anything newer on top.

One thread refreshes; many ask. What they see is one frozen state, so that no page mixes two edits.
"""

from __future__ import annotations

import gc
import secrets
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.render.preview import OWN_FILES, following, trouble_alone, with_trouble
from giliran.render.publication import LOST
from giliran.render.translate import Catalogue
from giliran.serve.reading import Newest
from giliran.serve.troubles import Trouble, of_making
from giliran.wording import Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from giliran.audience import Audience
    from giliran.render.files import Site
    from giliran.render.project import Project
    from giliran.wording import Language


@dataclass(frozen=True, slots=True)
class Answer:
    """What a path leads to. ``path`` is that of the file in the site, for its type; ``moved`` is where to go instead."""

    status: int
    path: str
    body: bytes
    moved: str | None = None


@dataclass(slots=True)
class _Shown:
    """A site that can be shown; ``failed`` once one of its pages could not be made."""

    site: Site
    failed: bool = False


@dataclass(frozen=True, slots=True)
class _State:
    version: str
    shown: _Shown | None = None
    before: _Shown | None = None
    troubles: tuple[Trouble, ...] = ()


class Preview:
    """A preview of the data under ``root``. ``tell`` writes to the terminal."""

    def __init__(
        self, root: Path, project: Project, audience: Audience, language: Language, tell: Callable[[str], None]
    ) -> None:
        self.audience = audience
        self.tell = tell
        self.language = language
        self._project = project
        self._newest = Newest(root, project, audience, language)
        self._run = secrets.token_hex(4)  # a page of an earlier run is never up to date
        self._count = 0
        self._state = _State(f"{self._run}-0")
        self._news = threading.Condition()
        self._closed = False
        self._making = threading.Lock()

    def refresh(self) -> None:
        """Look at the disk and take up what has changed. Never raises for what it finds there."""
        start = time.perf_counter()
        gc.disable()  # the old state is still in use and would be walked through again and again
        try:
            if not self._newest.look():
                return
            self._take_up()
        finally:
            gc.enable()
        for trouble in self._state.troubles:
            self.tell(f"{trouble}\n")
        if not self._state.troubles and self._count > 1:
            spelt = f"{time.perf_counter() - start:.1f}"
            words = Text(f"Diperbarui dalam {spelt.replace('.', ',')} detik.", f"Updated in {spelt} seconds.")
            self.tell(f"{words.to(self.language)}\n")

    def _take_up(self) -> None:
        made = self._newest.site()
        old = self._state
        last_right = old.before if old.shown is None or old.shown.failed else old.shown
        self._count += 1
        version = f"{self._run}-{self._count}"
        shown = None if made is None else _Shown(made)
        with self._news:
            self._state = _State(version, shown, last_right, self._newest.troubles)
            self._news.notify_all()

    def answer(self, path: str) -> Answer:
        """Answer a path below the root of the site, such as ``law/`` or ``assets/giliran.css``. Never raises."""
        if path in OWN_FILES:
            return self._own_file(path)
        state = self._state
        if state.shown is None:
            return self._alone(503, state, state.troubles)
        try:
            return self._decorated(self._found(state.shown.site, path), state, state.troubles)
        except Exception as error:
            trouble = of_making(error, self._project, self.language)
        if not state.shown.failed:
            state.shown.failed = True
            self.tell(f"{trouble}\n")
        troubles = (*state.troubles, trouble)
        with suppress(Exception):  # the newer fault has been told already
            if state.before is not None:
                return self._decorated(self._found(state.before.site, path), state, troubles)
        return self._alone(500, state, troubles)

    def _own_file(self, path: str) -> Answer:
        try:
            return Answer(200, path, (self._project.preview / OWN_FILES[path]).read_bytes())
        except OSError:
            return Answer(404, path, b"")

    def _found(self, made: Site, path: str) -> Answer:
        name = f"{path}index.html" if not path or path.endswith("/") else path
        with self._making:  # MkDocs works through the environment of the process, one run at a time
            if name in made:
                return Answer(200, name, made[name])
            if f"{name}/index.html" in made:
                return Answer(301, name, b"", moved=f"{name}/")
            return Answer(404, LOST, made[LOST])

    def _decorated(self, answer: Answer, state: _State, troubles: tuple[Trouble, ...]) -> Answer:
        if not answer.path.endswith(".html"):
            return answer
        body = following(answer.body, state.version)
        if troubles:
            body = with_trouble(body, troubles, self._project, self._words())
        return Answer(answer.status, answer.path, body)

    def _alone(self, status: int, state: _State, troubles: tuple[Trouble, ...]) -> Answer:
        try:
            page = following(trouble_alone(troubles, self._project, self._words()), state.version)
        except Exception:  # the templates of the preview may be what is broken
            return Answer(status, "trouble.txt", "\n".join(str(trouble) for trouble in troubles).encode())
        return Answer(status, "trouble.html", page)

    def _words(self) -> Catalogue:
        """Give the words of the language asked for: the last good ones, or those of the disk before there are any."""
        for catalogue in self._newest.parts.good or ():
            if catalogue.language == self.language:
                return catalogue
        return Catalogue.load(self.language, self._project.locale)

    def version_after(self, version: str | None, seconds: float) -> str | None:
        """Wait for another version than this, and give the present one; ``None`` once the preview is closed."""
        with self._news:
            self._news.wait_for(lambda: self._closed or self._state.version != version, timeout=seconds)
            return None if self._closed else self._state.version

    def close(self) -> None:
        """Let nobody wait any longer."""
        with self._news:
            self._closed = True
            self._news.notify_all()
