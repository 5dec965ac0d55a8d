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
    from giliran.views.realm import Realm
    from giliran.wording import Language


def folder(language: Language) -> str:
    """Give the folder of a language under the root of the site, with a final slash."""
    return "" if language == "id" else f"{language}/"


@dataclass(frozen=True, slots=True)
class Shell:
    """A page's place. ``url`` is its folder below the language's own, such as ``schedules/bkd/``; empty for the start.

    ``address`` is where this edition is published, with a final slash; ``None`` where nobody has said so.
    """

    language: Language
    url: str
    audience: Audience
    realm: Realm
    address: str | None

    @property
    def conduct(self) -> str | None:
        """Give the link to the code of conduct that binds here, if there is one."""
        return None if self.realm.conduct is None else self.page(f"law/{self.realm.conduct}/conduct/")

    @property
    def law(self) -> str:
        """Give the link to the law, at the jurisdiction of this page where there are several."""
        return self.page("law/" if self.realm.jurisdiction is None else f"law/#{self.realm.jurisdiction}")

    @property
    def chapter(self) -> str:
        """Give the chapter: the first part of the address, or ``conduct`` on the page of the code of conduct."""
        if self.url == f"law/{self.realm.conduct}/conduct/":
            return "conduct"
        return self.url.partition("/")[0]

    @property
    def runs_wasm(self) -> bool:
        """Tell whether this page runs WebAssembly, which its content-security policy must then allow: the search alone."""
        return self.url == "search/"

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
    def whole(self) -> str | None:
        """Give the whole address of this page, for what leaves the site: a QR code, a site map, a shared link."""
        return None if self.address is None else f"{self.address}{folder(self.language)}{self.url}"

    @property
    def languages(self) -> tuple[tuple[Language, str], ...]:
        """Give each language and the link to this page in it."""
        up = "../" * (folder(self.language) + self.url).count("/")
        return tuple((language, (up + folder(language) + self.url) or "./") for language in LANGUAGES)
