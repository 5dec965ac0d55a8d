"""The pages that Jinja writes directly: agencies, units, months, days, the overview, data files, schemas, and the law."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from giliran.grammar import KINDS
from giliran.render.charts import drawn
from giliran.render.files import Files
from giliran.render.grid import island
from giliran.render.law_pages import law_pages
from giliran.render.shell import Shell, page_path
from giliran.render.templates import page_environment
from giliran.views.internal import InternalAgency, InternalDay, InternalMonth, InternalUnit
from giliran.views.sheet_words import SHEET_WORDS
from giliran.views.tables.forms import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from giliran.audience import Audience
    from giliran.model import Forge, Imprint
    from giliran.render.project import Project
    from giliran.render.translate import Catalogue
    from giliran.views.agencies import AgencyPage, UnitPage
    from giliran.views.days import AgencyDayPage, DayLink, DayPage
    from giliran.views.edition import AgencyLists, InternalEdition, PublicEdition, Whole
    from giliran.views.public import PublicMonth
    from giliran.views.realm import Realm

Page: TypeAlias = "tuple[str, str, Realm, dict[str, Any]]"
"""The address of a page, its template, its realm and the values it shows."""


def schedule_pages(
    shown: InternalEdition | PublicEdition, audience: Audience, parts: Project, catalogue: Catalogue
) -> Files:
    """Give every schedule page of one language, by its path in the site."""
    return rendered(_pages(shown), audience, shown.whole.imprint, parts, catalogue)


def rendered(
    pages: Iterable[Page], audience: Audience, imprint: Imprint, parts: Project, catalogue: Catalogue
) -> Files:
    """Give pages of one language by their path in the site."""
    environment = page_environment(parts.templates, catalogue)
    environment.filters["drawn"] = lambda chart: drawn(chart, catalogue.language, parts.charts)
    listed = {page_path(catalogue.language, page[0]): page for page in pages}

    def render(path: str) -> bytes:
        url, template, realm, values = listed[path]
        shell = Shell(catalogue.language, url, audience, realm, imprint)
        return environment.get_template(template).render(shell=shell, **values).encode()

    return Files(listed, render)


def _pages(shown: InternalEdition | PublicEdition) -> Iterator[Page]:
    told = shown.whole
    yield from start_pages(told)
    yield from data_pages(told)
    yield from overview_pages(told)
    if told.audience == "internal":
        yield from fairness_pages(told)
    yield from still_pages(told)
    yield from law_pages(told)
    for agency in shown.agencies:
        yield agency_page(agency)
    for entry in shown.lists:
        yield from list_pages(entry)
    for unit in shown.units:
        yield unit_page(unit)
    for month in shown.months:
        yield month_page(month, told.home.zone)
        yield from grid_pages(month, told.home.zone, told.corpus.forge)
    for day in shown.days:
        yield day_page(day, told.home.links)
    for own in shown.agency_days:
        yield agency_day_page(own)


def start_pages(told: Whole) -> Iterator[Page]:
    """Give the start page."""
    start: dict[str, Any] = {"overview": told.overview, "home": told.home}
    inside = {"find": told.find} if told.audience == "internal" else {}
    yield "", "start.html", told.realm, start | inside


def data_pages(told: Whole) -> Iterator[Page]:
    """Give the page that leads to the data."""
    yield "data/", "data.html", told.realm, {"tables": told.tables, "formats": FORMATS}


def overview_pages(told: Whole) -> Iterator[Page]:
    """Give the overview that both editions have."""
    survey = {"survey": told.survey}
    yield "overview/", "overview.html", told.realm, survey
    yield "overview/units/", "overview_units.html", told.realm, survey


def fairness_pages(told: Whole) -> Iterator[Page]:
    """Give the page of the internal edition on how evenly turns fall, unit by unit."""
    values = {"survey": told.survey, "spreads": told.spreads}
    yield "overview/fairness/", "overview_fairness.html", told.realm, values


def still_pages(told: Whole) -> Iterator[Page]:
    """Give the pages that no schedule changes: the search and the list of schemas."""
    yield "search/", "search.html", told.realm, {}
    yield "schemas/", "schemas.html", told.realm, {"overview": told.overview, "formats": KINDS}


def agency_page(page: InternalAgency | AgencyPage) -> Page:
    """Give the page of an agency."""
    shared = page.page if isinstance(page, InternalAgency) else page
    url, realm = f"schedules/{shared.id}/", shared.realm
    if isinstance(page, InternalAgency):
        return url, "agency_internal.html", realm, {"agency": shared, "inside": page}
    return url, "agency.html", realm, {"agency": shared}


def list_pages(entry: AgencyLists) -> Iterator[Page]:
    """Give the pages on which an agency lists its units, if it has any."""
    if entry.page.units:
        told = {"agency": entry.states, "place": entry.page.realm.title}
        yield f"overview/units/{entry.page.id}/", "overview_agency.html", entry.everyone, told
        yield f"schemas/agencies/{entry.page.id}/", "schemas_agency.html", entry.page.realm, {"agency": entry.page}


def unit_page(page: InternalUnit | UnitPage) -> Page:
    """Give the page of a unit."""
    shared = page.page if isinstance(page, InternalUnit) else page
    url, realm = f"schedules/{shared.head.id}/", shared.head.realm
    if isinstance(page, InternalUnit):
        return url, "unit_internal.html", realm, {"unit": shared, "inside": page}
    return url, "unit.html", realm, {"unit": shared}


def month_page(month: InternalMonth | PublicMonth, zone: str) -> Page:
    """Give the page of a unit's month; ``zone`` is that of the repository."""
    frame = month.frame
    url = f"schedules/{frame.unit.id}/{frame.month}/"
    values = {"frame": frame, "zone": zone}
    if isinstance(month, InternalMonth):
        return url, "month_people.html", frame.realm, {**values, "inside": month}
    return url, "month_counts.html", frame.realm, {**values, "counted": month}


def grid_pages(month: InternalMonth | PublicMonth, zone: str, forge: Forge | None) -> Iterator[Page]:
    """Give the page on which a unit's month is changed, where there is anything to change and the reader may.

    ``zone`` is that of the repository, by which a day is over.
    """
    if isinstance(month, InternalMonth) and month.grid is not None:
        frame = month.frame
        url = f"schedules/{frame.unit.id}/{frame.month}/edit/"
        values = {"frame": frame, "zone": zone, "island": island(month.grid, forge)}
        yield url, "month_edit.html", frame.realm, values


def day_page(day: DayPage, links: Sequence[DayLink]) -> Page:
    """Give the page of a working day; ``links`` are all of them."""
    return f"days/{day.link.day}/", "day.html", day.realm, {"page": day, "days": links}


def agency_day_page(day: InternalDay | AgencyDayPage) -> Page:
    """Give the page of a working day of an agency."""
    page = day.page if isinstance(day, InternalDay) else day
    url = f"days/{page.link.day}/{page.agency.id}/"
    if isinstance(day, InternalDay):
        return url, "day_people.html", page.realm, {"page": page, "inside": day, "sheet_words": SHEET_WORDS}
    return url, "day_counts.html", page.realm, {"page": page}
