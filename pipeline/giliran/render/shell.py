"""What every page knows about its own place: its language, its address, and the way to any other page.

All links are relative, so that the site works from any folder. Indonesian stands at the root, English under ``en/``;
a page has the same address below both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from giliran.render.headers import GRID_POLICY, PAGE_POLICY, SEARCH_POLICY
from giliran.wording import LANGUAGES

if TYPE_CHECKING:
    from giliran.audience import Audience
    from giliran.model import Imprint
    from giliran.views.realm import Realm
    from giliran.wording import Language, Text


def folder(language: Language) -> str:
    """Give the folder of a language under the root of the site, with a final slash."""
    return "" if language == "id" else f"{language}/"


def page_path(language: Language, url: str) -> str:
    """Give the path of a page in the site."""
    return f"{folder(language)}{url}index.html"


@dataclass(frozen=True, slots=True)
class Shell:
    """A page's place. ``url`` is its folder below the language's own, such as ``schedules/bkd/``; empty for the start.

    ``imprint`` is what the pages of this edition have in common.
    """

    language: Language
    url: str
    audience: Audience
    realm: Realm
    imprint: Imprint

    @property
    def address(self) -> str | None:
        """Give where this edition is published, with a final slash; ``None`` where nobody has said so."""
        return self.imprint.address

    @property
    def note(self) -> Text | None:
        """Give what the repository says at the foot of every page."""
        return self.imprint.note

    @property
    def policy(self) -> str:
        """Give what a page says in its head about where its parts may come from."""
        if self.runs_wasm:
            return SEARCH_POLICY
        return GRID_POLICY if self.url.endswith("/edit/") else PAGE_POLICY

    @property
    def listed(self) -> bool:
        """Tell whether this page has an address of its own, which others may link to."""
        return True

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

    @property
    def translations(self) -> tuple[tuple[Language, str], ...]:
        """Give each language and the whole address of this page in it; the link where no address is known."""
        if self.address is None:
            return self.languages
        return tuple((language, f"{self.address}{folder(language)}{self.url}") for language in LANGUAGES)


@dataclass(frozen=True, slots=True)
class LostShell(Shell):
    """The place of the page that stands for every address that leads nowhere.

    It is shown at any depth, so its links start at the root of the site: ``/``, or the path of the published address
    where the site does not stand at the root of its host. No host is named, so that a copy elsewhere stays whole.
    """

    @property
    def root(self) -> str:
        """Give the path of the site on its host, with a slash at both ends."""
        return "/" if self.address is None else urlsplit(self.address).path or "/"

    @property
    def listed(self) -> bool:
        """Tell that nobody may link to it."""
        return False

    @property
    def whole(self) -> None:
        """Give no address."""
        return

    def page(self, url: str) -> str:
        """Give the link to a page of the same language."""
        return f"{self.root}{folder(self.language)}{url}"

    def file(self, path: str) -> str:
        """Give the link to a file that all languages share."""
        return f"{self.root}{path}"

    @property
    def languages(self) -> tuple[tuple[Language, str], ...]:
        """Give each language and the link to its start page, since this page speaks all of them."""
        return tuple((language, f"{self.root}{folder(language)}") for language in LANGUAGES)
