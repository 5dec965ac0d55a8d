"""What every page knows about its own place: its language, its address, and the way to any other page.

All links are relative, so that the site works from any folder. Indonesian stands at the root, English under ``en/``;
a page has the same address below both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from giliran.wording import LANGUAGES

if TYPE_CHECKING:
    from giliran.views.edition import Audience
    from giliran.wording import Language


def folder(language: Language) -> str:
    """Give the folder of a language under the root of the site, with a final slash."""
    return "" if language == "id" else f"{language}/"


@dataclass(frozen=True, slots=True)
class Shell:
    """A page's place. ``url`` is its folder below the language's own, such as ``schedules/bkd/``; empty for the start."""

    language: Language
    url: str
    audience: Audience
    conduct: str | None

    @property
    def section(self) -> str:
        """Give the first part of the address, which tells the chapter."""
        return self.url.partition("/")[0]

    def page(self, url: str) -> str:
        """Give the link to a page of the same language; ``url`` may end in an anchor."""
        return ("../" * self.url.count("/") + url) or "./"

    def file(self, path: str) -> str:
        """Give the link to a file that all languages share, such as a style sheet."""
        return "../" * (folder(self.language) + self.url).count("/") + path

    def clause(self, circular: str, name: str) -> str:
        """Give the link to a clause."""
        return self.page(f"law/{circular}/#{name}")

    @property
    def languages(self) -> tuple[tuple[Language, str], ...]:
        """Give each language and the link to this page in it."""
        up = "../" * (folder(self.language) + self.url).count("/")
        return tuple((language, (up + folder(language) + self.url) or "./") for language in LANGUAGES)
