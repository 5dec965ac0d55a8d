"""The pages that Jinja writes directly: agencies, units, months, use by day, schemas."""

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

_Page = tuple[str, str, dict[str, Any]]


def schedule_pages(
    shown: InternalEdition | PublicEdition, audience: Audience, parts: Project, catalogue: Catalogue
) -> dict[str, bytes]:
    """Render every schedule page of one language, by its path below the folder of that language."""
    environment = page_environment(parts.templates, catalogue)
    files = {}
    for url, template, values in _pages(shown):
        shell = Shell(catalogue.language, url, audience, shown.conduct)
        text = environment.get_template(template).render(shell=shell, **values)
        files[f"{url}index.html"] = text.encode()
    return files


def _pages(shown: InternalEdition | PublicEdition) -> Iterator[_Page]:
    """Give the address, the template and the values of each page."""
    yield "", "start.html", {"overview": shown.overview}
    yield "usage/", "usage.html", {"overview": shown.overview}
    yield "schemas/", "schemas.html", {"overview": shown.overview, "formats": KINDS}
    if isinstance(shown, InternalEdition):
        for agency in shown.agencies:
            yield f"schedules/{agency.page.id}/", "agency_internal.html", {"agency": agency.page, "inside": agency}
        for unit in shown.units:
            yield f"schedules/{unit.page.head.id}/", "unit_internal.html", {"unit": unit.page, "inside": unit}
        for month in shown.months:
            frame = month.frame
            url = f"schedules/{frame.unit.id}/{frame.month}/"
            yield url, "month_people.html", {"frame": frame, "inside": month}
        return
    for page in shown.agencies:
        yield f"schedules/{page.id}/", "agency.html", {"agency": page}
    for entry in shown.units:
        yield f"schedules/{entry.head.id}/", "unit.html", {"unit": entry}
    for counted in shown.months:
        frame = counted.frame
        url = f"schedules/{frame.unit.id}/{frame.month}/"
        yield url, "month_counts.html", {"frame": frame, "counted": counted}
