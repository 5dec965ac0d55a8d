"""The pages that Jinja writes directly: agencies, units, months, days, use by day, schemas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from giliran.grammar import KINDS
from giliran.render.shell import Shell
from giliran.render.templates import page_environment
from giliran.views.edition import InternalEdition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.render.project import Project
    from giliran.render.translate import Catalogue
    from giliran.views.edition import Audience, PublicEdition
    from giliran.views.realm import Realm

    _Page = tuple[str, str, Realm, dict[str, Any]]


def schedule_pages(
    shown: InternalEdition | PublicEdition, audience: Audience, parts: Project, catalogue: Catalogue
) -> dict[str, bytes]:
    """Render every schedule page of one language, by its path below the folder of that language."""
    environment = page_environment(parts.templates, catalogue)
    files = {}
    for url, template, realm, values in _pages(shown):
        shell = Shell(catalogue.language, url, audience, realm, shown.address)
        text = environment.get_template(template).render(shell=shell, **values)
        files[f"{url}index.html"] = text.encode()
    return files


def _pages(shown: InternalEdition | PublicEdition) -> Iterator[_Page]:
    """Give the address, the template, the realm and the values of each page."""
    yield "", "start.html", shown.realm, {"overview": shown.overview, "home": shown.home}
    yield "usage/", "usage.html", shown.realm, {"overview": shown.overview}
    yield "search/", "search.html", shown.realm, {}
    yield "schemas/", "schemas.html", shown.realm, {"overview": shown.overview, "formats": KINDS}
    if isinstance(shown, InternalEdition):
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
        for inside in shown.days:
            shared = inside.page
            yield (
                f"days/{shared.link.day}/",
                "day_people.html",
                shared.realm,
                {"page": shared, "inside": inside, "days": shown.home.days},
            )
        return
    for page in shown.agencies:
        yield f"schedules/{page.id}/", "agency.html", page.realm, {"agency": page}
    for entry in shown.units:
        yield f"schedules/{entry.head.id}/", "unit.html", entry.head.realm, {"unit": entry}
    for counted in shown.months:
        frame = counted.frame
        url = f"schedules/{frame.unit.id}/{frame.month}/"
        yield url, "month_counts.html", frame.realm, {"frame": frame, "counted": counted, "zone": shown.home.zone}
    for day in shown.days:
        yield f"days/{day.link.day}/", "day_counts.html", day.realm, {"page": day, "days": shown.home.days}
