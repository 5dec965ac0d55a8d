"""An evaluation as a page that stands alone, as plots, and as paper."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from giliran import evaluate
from giliran.evaluate.cells import shown
from giliran.paper import pdf
from giliran.render.alone import templates_alone
from giliran.render.charts import drawn
from giliran.render.project import project
from giliran.wording import Text

if TYPE_CHECKING:
    import jinja2

    from giliran.evaluate.evaluation import Evaluation
    from giliran.views.survey.charts import Chart
    from giliran.wording import Language

INK = {
    "accent": "#0b665c",
    "ink": "#1c2326",
    "quiet": "#566066",
    "line": "#d9dfe0",
    "stripes": "#e8ecec",
}
"""The colours of the style sheet by day, for a chart outside of any page."""
_VARIABLE = re.compile(r"var\(--(\w+)\)")
_BOX = re.compile(r'viewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"')
_WIDEST, _TALLEST = 105.0, 205.0
"""Millimetres of a plot on paper."""
_LONG = Text(
    "Tabel ini panjang; ada di buku kerja dan berkas data.",
    "This table is long; the workbook and the data files have it.",
)
_EMPTY = Text("Tidak ada.", "None.")


def page(found: Evaluation, language: Language) -> bytes:
    """Write an evaluation as HTML with its plots inside; it asks nothing of any site."""
    made = _template(language).render(found=found, language=language, shown=lambda table: shown(table, language))
    return f"{made}\n".encode()


def plots(found: Evaluation, language: Language) -> dict[str, bytes]:
    """Give each plot by the name of its file."""
    return {
        f"{chart.key}.{language}.svg": plot(chart, language).encode() for part in found.parts for chart in part.charts
    }


def plot(chart: Chart, language: Language) -> str:
    """Draw a chart that stands alone, in the colours of the day."""
    inside = drawn(chart, language, project().charts)
    coloured = _VARIABLE.sub(lambda found: INK[found[1]], inside)
    return coloured.replace("<svg ", '<svg font-family="Libertinus Serif, system-ui, sans-serif" ', 1) + "\n"


def paper(found: Evaluation, language: Language) -> bytes:
    """Set an evaluation on A4; long tables are left to the workbook."""
    parts = []
    for part in found.parts:
        table = shown(part.table, language)
        notes = [words.to(language) for words in part.notes]
        long = part.long or not table.rows
        parts.append(
            {
                "title": part.table.form.title.to(language),
                "notes": [*notes, *([(_LONG if table.rows else _EMPTY).to(language)] if long else [])],
                "charts": [
                    {
                        "title": chart.title.to(language),
                        "svg": plot(chart, language),
                        "alt": chart.summary.to(language),
                        "width": _width(plot(chart, language)),
                    }
                    for chart in part.charts
                ],
                "heads": [] if long else list(table.heads),
                "numeric": list(table.numeric),
                "rows": [] if long else [list(row) for row in table.words],
            }
        )
    about = [words.to(language) for words in found.about]
    return pdf(
        Path(evaluate.__file__).with_name("paper.typ"),
        {"title": found.title.to(language), "language": language, "about": about, "parts": parts},
    )


def _width(svg: str) -> float:
    """Give the width in millimetres at which a plot is set, so that a tall one fits on a page with its heading."""
    found = _BOX.search(svg)
    assert found is not None, "a chart has a view box"
    return min(_WIDEST, round(_TALLEST * float(found[1]) / float(found[2]), 1))


@cache
def _template(language: Language) -> jinja2.Template:
    environment = templates_alone(language)
    environment.filters["drawn"] = lambda chart: Markup(drawn(chart, language, project().charts))  # noqa: S704 - our own SVG
    return environment.get_template("alone/evaluation.html")
