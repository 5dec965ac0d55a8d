"""A recap as a page that stands alone: private, so it asks nothing of any site."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from giliran.reconcile.legend import HEADING, legend, marks
from giliran.render.alone import ALONE, templates_alone

if TYPE_CHECKING:
    import jinja2

    from giliran.reconcile.recaps import Recap
    from giliran.wording import Language

_LEGEND = {"heading": HEADING, "legend": legend, "marks": marks}


def recap_page(recap: Recap, language: Language) -> bytes:
    """Write a recap as HTML."""
    return (_template(language).render(recap=recap, language=language, **_LEGEND) + "\n").encode()


@cache
def _template(language: Language) -> jinja2.Template:
    return templates_alone(language).get_template(f"{ALONE}recap.html")
