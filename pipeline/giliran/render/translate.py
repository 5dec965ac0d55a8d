"""The words of the templates. They are written in Indonesian; a Babel catalogue, one file a chapter, gives every
other language.

A message that the catalogue lacks stops the build: half-translated pages are not published.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.messages.pofile import PoFileError, read_po

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jinja2 import Environment

    from giliran.wording import Language

Key = tuple[str | None, str]


class UntranslatedError(LookupError):
    """A message that a catalogue lacks."""

    def __init__(self, language: Language, message: str) -> None:
        super().__init__(f"not translated into {language}: {message!r}")
        self.language = language
        self.message = message


class CatalogueError(ValueError):
    """A catalogue that is not written as one; ``path`` and ``line`` say where."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}")
        self.path = path
        self.line = line
        self.reason = reason


class Catalogue:
    """The messages of one language, by their Indonesian original; ``None`` for Indonesian itself.

    ``environments`` is where :mod:`giliran.render.templates` keeps what it has made to speak with these messages.
    """

    def __init__(self, language: Language, messages: dict[Key, tuple[str, ...]] | None) -> None:
        self.language = language
        self._messages = messages
        self.environments: dict[tuple[str, Path], Environment] = {}

    @classmethod
    def load(cls, language: Language, locale: Path) -> Catalogue:
        """Read the catalogue of a language."""
        if language == "id":
            return cls(language, None)
        messages: dict[Key, tuple[str, ...]] = {}
        for path in sorted((locale / language / "LC_MESSAGES").glob("*.po")):
            messages |= dict(_messages(path, language))
        return cls(language, messages)

    def gettext(self, message: str, context: str | None = None) -> str:
        """Give a message, told apart from its like by ``context``. Raises :class:`UntranslatedError`."""
        return message if self._messages is None else self._forms((context, message))[0]

    def ngettext(self, singular: str, number: int) -> str:
        """Give a message for a number. Indonesian has one form, English two."""
        if self._messages is None:
            return singular
        forms = self._forms((None, singular))
        return forms[0] if number == 1 else forms[-1]

    def _forms(self, key: Key) -> tuple[str, ...]:
        assert self._messages is not None
        if key not in self._messages:
            raise UntranslatedError(self.language, key[1])
        return self._messages[key]


def _messages(path: Path, language: Language) -> Iterator[tuple[Key, tuple[str, ...]]]:
    """Read one chapter of a catalogue, without what is unfinished."""
    with path.open("rb") as file:
        try:
            catalogue = read_po(file, locale=language, abort_invalid=True)
        except PoFileError as error:
            raise CatalogueError(path, error.lineno, str(error)) from error
    for message in catalogue:
        if message.id and not message.fuzzy:
            key = (message.context, message.id if isinstance(message.id, str) else message.id[0])
            forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))
            if all(forms):
                yield key, forms
