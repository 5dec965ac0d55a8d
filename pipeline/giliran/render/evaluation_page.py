"""An evaluation as a page that stands alone, as plots, and as paper."""

from __future__ import annotations

import re
import textwrap
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from giliran import evaluate
from giliran.evaluate.cells import shown
from giliran.paper import pdf
from giliran.render.alone import ALONE, templates_alone
from giliran.render.charts import drawn
from giliran.render.project import project
from giliran.wording import Text, same

if TYPE_CHECKING:
    import jinja2

    from giliran.evaluate.evaluation import Evaluation
    from giliran.views.survey.charts import Chart
    from giliran.views.tables.records import Table
    from giliran.wording import Language

INK = {
    "accent": "#0b665c",
    "ink": "#1c2326",
    "quiet": "#566066",
    "line": "#d9dfe0",
    "stripes": "#e8ecec",
    "paper": "#ffffff",
}
"""The colours by day, of the page and of a chart outside of any page."""
_VARIABLE = re.compile(r"var\(--(\w+)\)")
_BOX = re.compile(r'viewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"')
_WIDEST, _TALLEST = 105.0, 205.0
"""Millimetres of a plot on paper."""
_LONG = Text(
    "Tabel ini panjang; ada di buku kerja dan berkas data.",
    "This table is long; the workbook and the data files have it.",
)
_BY_DAY = Text(
    "Barisnya menurut hari ada di buku kerja dan berkas data.",
    "Its rows by day are in the workbook and the data files.",
)
_MOST = 3_000
"""Rows of a table in a page; nobody scrolls through more, and the workbook can filter them."""
_EMPTY = Text("Tidak ada.", "None.")
_SHARES = Text(
    "Panjang batang: bagiannya; seluruh panjang: 100%.", "Length of a bar: its share; the full length: 100%."
)
_READ = {
    "days": Text(
        "Batang: orang di rumah. Garis di atasnya: batas. Di antaranya: yang masih diperbolehkan.",
        "Bars: people at home. The line above: the limit. Between them: what was still allowed.",
    ),
    "agencies": _SHARES,
    "shares": _SHARES,
    "home-days": Text("Tinggi batang: banyaknya orang.", "Height of a bar: how many people."),
    "gaps": Text("Di atas batang: banyaknya unit.", "Above a bar: how many units."),
}
"""How to read a chart, by its specification: what a mark stands for, and in which unit."""
_TITLE, _NOTE = (14, 42), (11, 58)
"""Size of the letters above a plot that stands alone, and how many of them go into a line."""
_EDGE = 8
"""White left of such a plot, and twice as much right of it, where the last date under an axis reaches beyond the drawing."""


def page(found: Evaluation, language: Language) -> bytes:
    """Write an evaluation as HTML with its plots inside; it asks nothing of any site. Very long tables are left out."""
    made = _template(language).render(
        found=found,
        language=language,
        shown=lambda table: shown(table, language),
        ink=INK,
        empty=_EMPTY,
        long=_LONG,
        left_out=lambda part: part.long and len(part.table.rows) > _MOST,
    )
    return f"{made}\n".encode()


def plots(found: Evaluation, language: Language) -> dict[str, bytes]:
    """Give each plot by the name of its file."""
    return {
        f"{chart.key}.{language}.svg": plot(chart, language).encode() for part in found.parts for chart in part.charts
    }


def plot(chart: Chart, language: Language) -> str:
    """Draw a chart that stands alone: on white, in the colours of the day, below its title and how to read it."""
    inside = _by_day(chart, language)
    found = _BOX.search(inside)
    assert found is not None, "a chart has a view box"
    width, height = float(found[1]), float(found[2])
    written, top = [], 0.0
    for words, (size, line), weight in ((chart.title, _TITLE, 600), (reading(chart), _NOTE, 400)):
        for part in textwrap.wrap(words.to(language), line):
            top += size * 1.3
            written.append(
                f'<text x="2" y="{top:.1f}" font-size="{size}" font-weight="{weight}" fill="{INK["ink"]}">{escape(part)}</text>'
            )
    above = top + 8
    left, wide, tall = -_EDGE, width + 3 * _EDGE, height + above
    box = f'viewBox="{left} {-above:.1f} {wide:g} {tall:.1f}"'
    ground = f'<rect x="{left}" y="{-above:.1f}" width="{wide:g}" height="{tall:.1f}" fill="{INK["paper"]}" />'
    head = f'<g transform="translate(0,{-above:.1f})">{"".join(written)}</g>'
    return inside.replace(found[0], box, 1).replace("</desc>", f"</desc>{ground}{head}", 1) + "\n"


def reading(chart: Chart) -> Text:
    """Say how a chart is read."""
    return _READ.get(chart.name, same(""))


def _by_day(chart: Chart, language: Language) -> str:
    inside = drawn(chart, language, project().charts)
    coloured = _VARIABLE.sub(lambda found: INK[found[1]], inside)
    return coloured.replace("<svg ", '<svg font-family="Libertinus Serif, system-ui, sans-serif" ', 1)


def paper(found: Evaluation, language: Language) -> bytes:
    """Set an evaluation on A4; long tables are left to the workbook."""
    parts = []
    for part in found.parts:
        brief = _brief(part.table)
        table = shown(brief, language)
        notes = [words.to(language) for words in part.notes]
        if len(brief.rows) < len(part.table.rows):
            notes.append(_BY_DAY.to(language))
        long = part.long or not table.rows
        parts.append(
            {
                "title": part.table.form.title.to(language),
                "notes": [*notes, *([(_LONG if table.rows else _EMPTY).to(language)] if long else [])],
                "charts": [
                    {
                        "title": chart.title.to(language),
                        "reading": reading(chart).to(language),
                        "svg": _by_day(chart, language),
                        "alt": chart.summary.to(language),
                        "width": _width(_by_day(chart, language)),
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


def _brief(table: Table) -> Table:
    """Leave out the rows by day of a table that has others as well: they would fill half of the paper."""
    columns = [column.name for column in table.form.columns]
    if "table" not in columns:
        return table
    at = columns.index("table")
    return replace(table, rows=tuple(row for row in table.rows if row[at] != "day"))


def _width(svg: str) -> float:
    """Give the width in millimetres at which a plot is set, so that a tall one fits on a page with its heading."""
    found = _BOX.search(svg)
    assert found is not None, "a chart has a view box"
    return min(_WIDEST, round(_TALLEST * float(found[1]) / float(found[2]), 1))


@cache
def _template(language: Language) -> jinja2.Template:
    environment = templates_alone(language)
    environment.filters["reading"] = lambda chart: reading(chart).to(language)
    environment.filters["drawn"] = lambda chart: Markup(drawn(chart, language, project().charts))  # noqa: S704 - our own SVG
    return environment.get_template(f"{ALONE}evaluation.html")
