"""Every kind of page of the site, with a sample of each: the one list that all judges of pages go through.

Whoever adds a kind of page adds a line here. A test fails while a page of the built site belongs to no kind.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

from giliran.render.shell import folder
from giliran.wording import LANGUAGES

AUDIENCES = ("internal", "public")
"""The editions, by the names of the fixtures that build them."""

FOLDERS = tuple(folder(language) for language in LANGUAGES)
"""The folder of each language."""

EVERY = os.environ.get("GILIRAN_PAGES") == "all"
"""Whether every page is looked at in every edition and language, as `make prove` does.

In the suite editions and languages are crossed: each edition, each language and each kind of page is looked at, not each with
each of the others.
"""
CROSSED = (
    tuple((audience, each) for audience in AUDIENCES for each in FOLDERS)
    if EVERY
    else tuple(zip(AUDIENCES, FOLDERS, strict=True))
)
"""Editions with folders of languages."""
FULLEST = AUDIENCES if EVERY else AUDIENCES[:1]
"""The edition whose pages have all that those of the other have, and more; with it the other, where every page is looked at."""

DKI = "law/dki-jakarta/se-sekda-34-2023/"
CONDUCT, CLAUSE = f"{DKI}conduct/", f"{DKI}wfh-share/"
UNIT = "schedules/inspektorat/unit-pembantu-satu/"
MONTH = f"{UNIT}2023-09/"
"""The month of a unit of some thirty people, with a recall."""


@dataclass(frozen=True)
class Kind:
    """Pages made alike: how their addresses look below the folder of a language, and samples, the fullest first.

    A page without a twin speaks all languages at once.
    """

    name: str
    pattern: str
    samples: tuple[str, ...]
    audiences: tuple[str, ...] = AUDIENCES
    twin: bool = True

    def covers(self, address: str) -> bool:
        """Say whether an address is of this kind."""
        return re.fullmatch(self.pattern, address) is not None


_SLUG = "[a-z0-9-]+"
_CIRCULAR = f"law/{_SLUG}/{_SLUG}/"

KINDS = (
    Kind("home", "", ("",)),
    Kind("overview", "overview/", ("overview/",)),
    Kind("overview of units", "overview/units/", ("overview/units/",)),
    Kind("overview of an agency", f"overview/units/{_SLUG}/", ("overview/units/dinkes/",)),
    Kind("overview of fairness", "overview/fairness/", ("overview/fairness/",), ("internal",)),
    Kind("data", "data/", ("data/",)),
    Kind("search", "search/", ("search/",)),
    Kind("agency", f"schedules/{_SLUG}/", ("schedules/dinkes/", "schedules/bkd/")),
    Kind("unit", f"schedules/{_SLUG}/{_SLUG}/", (UNIT, "schedules/dinkes/subbag-keuangan/")),
    Kind(
        "month",
        f"schedules/{_SLUG}/{_SLUG}/[0-9]{{4}}-[0-9]{{2}}/",
        (MONTH, "schedules/bpad/subbid-inventarisasi/2023-09/", "schedules/damkar/seksi-operasi/2023-10/"),
    ),
    Kind(
        "change of a month",
        f"schedules/{_SLUG}/{_SLUG}/[0-9]{{4}}-[0-9]{{2}}/edit/",
        (f"{MONTH}edit/", "schedules/bpad/subbid-inventarisasi/2023-09/edit/"),
        ("internal",),
    ),
    Kind("day", "days/[0-9]{4}-[0-9]{2}-[0-9]{2}/", ("days/2023-09-04/",)),
    Kind(
        "day of an agency",
        f"days/[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}/{_SLUG}/",
        ("days/2023-09-26/inspektorat/", "days/2023-09-04/damkar/"),
    ),
    Kind("law", "law/", ("law/",)),
    Kind("law by days", "law/days/", ("law/days/",)),
    Kind("law by duties", "law/duties/", ("law/duties/",)),
    Kind("circular", _CIRCULAR, (DKI, "law/mendagri/inmendagri-2-2023/")),
    Kind("conduct", f"{_CIRCULAR}conduct/", (CONDUCT,)),
    Kind("clause", f"{_CIRCULAR}(?!conduct/|readings/)[a-z0-9_-]+/", (CLAUSE, f"{DKI}service-stays/", f"{DKI}recall/")),
    Kind("readings", f"{_CIRCULAR}readings/", (f"{DKI}readings/",)),
    Kind("codes", "codes/", ("codes/",)),
    Kind("code", "codes/[A-Z]{2}[0-9]{3}/", ("codes/LW001/", "codes/UN001/")),
    Kind("guides", "guide/", ("guide/",)),
    Kind(
        "guide",
        f"guide/{_SLUG}/",
        (
            "guide/employee/",
            "guide/capacity/",
            "guide/admin/",
            "guide/supervisor/",
            "guide/policy/",
            "guide/shards/",
            "guide/server/",
        ),
    ),
    Kind("about", "about/", ("about/",)),
    Kind("decisions", "decisions/", ("decisions/",)),
    Kind("decision", f"decisions/{_SLUG}/", ("decisions/yaml-events/",)),
    Kind("schemas", "schemas/", ("schemas/",)),
    Kind("schemas of an agency", f"schemas/agencies/{_SLUG}/", ("schemas/agencies/dinkes/",)),
    Kind("lost", "404.html", ("404.html",), twin=False),
)


def bare(name: str) -> str:
    """Give the address of a page below the folder of its language, from the path of its file."""
    return name.removeprefix("en/").removesuffix("index.html")


def samples(audience: str, folder: str | None = None, *, first: bool = False) -> tuple[str, ...]:
    """Give the addresses of the samples in an edition: all, or those that a language has below its folder.

    Only the ``first`` of each kind when asked.
    """
    return tuple(
        address
        for kind in KINDS
        if audience in kind.audiences and (kind.twin or not folder)
        for address in (kind.samples[:1] if first else kind.samples)
    )
