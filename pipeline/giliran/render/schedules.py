"""The pages that Jinja writes directly: agencies, units, months, days, the overview, data files, schemas, and the law."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from giliran.grammar import KINDS
from giliran.render.charts import drawn
from giliran.render.files import Files
from giliran.render.law_pages import law_pages
from giliran.render.shell import Shell, page_path
from giliran.render.templates import page_environment
from giliran.views.days import agency_day_pages
from giliran.views.edition import InternalEdition
from giliran.views.tables.forms import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from giliran.render.project import Project
    from giliran.render.translate import Catalogue
    from giliran.views.days import DayPage
    from giliran.views.edition import Audience, Edition, PublicEdition
    from giliran.views.realm import Realm

    _Page = tuple[str, str, Realm, dict[str, Any]]


def schedule_pages(
    shown: InternalEdition | PublicEdition, audience: Audience, parts: Project, catalogue: Catalogue
) -> Files:
    """Give every schedule page of one language, by its path in the site."""
    environment = page_environment(parts.templates, catalogue)
    environment.filters["drawn"] = lambda chart: drawn(chart, catalogue.language, parts.charts)
    pages = {page_path(catalogue.language, page[0]): page for page in _pages(shown)}

    def render(path: str) -> bytes:
        url, template, realm, values = pages[path]
        shell = Shell(catalogue.language, url, audience, realm, shown.address)
        return environment.get_template(template).render(shell=shell, **values).encode()

    return Files(pages, render)


def _pages(shown: InternalEdition | PublicEdition) -> Iterator[_Page]:
    """Give the address, the template, the realm and the values of each page."""
    yield from _shared(shown)
    if isinstance(shown, InternalEdition):
        yield (
            "overview/fairness/",
            "overview_fairness.html",
            shown.realm,
            {"survey": shown.survey, "spreads": shown.spreads},
        )
        for agency in shown.agencies:
            url = f"schedules/{agency.page.id}/"
            yield url, "agency_internal.html", agency.page.realm, {"agency": agency.page, "inside": agency}
        for unit in shown.units:
            head = unit.page.head
            yield f"schedules/{head.id}/", "unit_internal.html", head.realm, {"unit": unit.page, "inside": unit}
        for month in shown.months:
            frame = month.frame
            url = f"schedules/{frame.unit.id}/{frame.month}/"
            yield url, "month_people.html", frame.realm, {"frame": frame, "inside": month, "zone": shown.home.zone}
        people = {inside.page.link.day: inside for inside in shown.days}
        yield from _days(shown, [inside.page for inside in shown.days])
        for own in agency_day_pages(inside.page for inside in shown.days):
            told = {"page": own, "inside": people[own.link.day]}
            yield f"days/{own.link.day}/{own.agency.id}/", "day_people.html", own.realm, told
        return
    for page in shown.agencies:
        yield f"schedules/{page.id}/", "agency.html", page.realm, {"agency": page}
    for unit_page in shown.units:
        yield f"schedules/{unit_page.head.id}/", "unit.html", unit_page.head.realm, {"unit": unit_page}
    for counted in shown.months:
        frame = counted.frame
        url = f"schedules/{frame.unit.id}/{frame.month}/"
        yield url, "month_counts.html", frame.realm, {"frame": frame, "counted": counted, "zone": shown.home.zone}
    yield from _days(shown, shown.days)
    for own in agency_day_pages(shown.days):
        yield f"days/{own.link.day}/{own.agency.id}/", "day_counts.html", own.realm, {"page": own}


def _shared(shown: InternalEdition | PublicEdition) -> Iterator[_Page]:
    """Give the pages that both editions have."""
    start: dict[str, Any] = {"overview": shown.overview, "home": shown.home}
    yield "", "start.html", shown.realm, start | ({"find": shown.find} if isinstance(shown, InternalEdition) else {})
    survey = {"survey": shown.survey}
    yield "overview/", "overview.html", shown.realm, survey
    yield "overview/units/", "overview_units.html", shown.realm, survey
    for government in shown.survey.governments:
        for part in government.agencies:
            told = {"agency": part, "government": government}
            yield f"overview/units/{part.id}/", "overview_agency.html", shown.realm, told
    yield "data/", "data.html", shown.realm, {"tables": shown.tables, "formats": FORMATS}
    yield "search/", "search.html", shown.realm, {}
    yield "schemas/", "schemas.html", shown.realm, {"overview": shown.overview, "formats": KINDS}
    for entry in shown.overview.agencies:
        if entry.units:
            yield f"schemas/agencies/{entry.id}/", "schemas_agency.html", entry.realm, {"agency": entry}
    yield from law_pages(shown)


def _days(shown: Edition, pages: Sequence[DayPage]) -> Iterator[_Page]:
    for day in pages:
        yield f"days/{day.link.day}/", "day.html", day.realm, {"page": day, "days": shown.home.links}
