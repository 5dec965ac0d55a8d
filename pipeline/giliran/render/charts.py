"""Charts as SVG, drawn while the site is built. vl_convert lives here only; no browser, no network.

A chart is drawn for one language and stands inside its page, so that its colours are those of the style sheet, in light,
dark and on paper. To a screen reader it is one picture with a title and a summary; the numbers are in the table beside it.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import vl_convert
from babel.dates import get_day_names, get_month_names

from giliran.wording import Text

if TYPE_CHECKING:
    from pathlib import Path

    from giliran.views.survey.charts import Chart
    from giliran.wording import Language

DRAWN: dict[str, str] = {}
"""Charts by a digest of all that they are drawn from: drawing takes a fifth of a second."""
_SVG = "{http://www.w3.org/2000/svg}"
_LOCALES = {"id": "id", "en": "en_GB"}
_LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")
_NOTHING = {"", "M0,0h0v0h0Z"}
_KEPT = frozenset(
    {
        *("d", "x", "y", "x1", "x2", "y1", "y2", "dy", "transform", "viewBox"),
        *("fill", "stroke", "stroke-width", "stroke-linecap", "font-size", "font-weight", "text-anchor"),
    }
)
"""Attributes that show. The rest speaks to screen readers mark by mark, or to scripts; fonts are those of the page."""


def drawn(chart: Chart, language: Language, folder: Path) -> str:
    """Draw a chart with the specification of its name in ``folder``: an ``svg`` element for the inside of a page.

    What this process has drawn before, or was told of (:data:`DRAWN`), is not drawn again.
    """
    described = (folder / f"{chart.name}.vl.json").read_text("utf-8")
    key = hashlib.blake2b(f"{language}{described}{chart!r}".encode(), digest_size=16).hexdigest()
    if key not in DRAWN:
        DRAWN[key] = _drawn(chart, language, described)
    return DRAWN[key]


def _drawn(chart: Chart, language: Language, described: str) -> str:
    specification = json.loads(described)
    fills = {f"@{name}": _said(value, language) for name, value in chart.fills.items()}
    specification = _filled(specification, fills)
    specification["data"] = {
        "values": [{key: _said(value, language) for key, value in row.items()} for row in chart.rows]
    }
    made = vl_convert.vegalite_to_svg(
        specification, allowed_base_urls=[], format_locale=_numbers(language), time_format_locale=_times(language)
    )
    return _standing(made, chart, language)


def _said(value: object, language: Language) -> object:
    if isinstance(value, Text):
        return value.to(language)
    return list(value) if isinstance(value, tuple) else value


def _filled(part: Any, fills: dict[str, object]) -> Any:  # noqa: ANN401 - JSON
    if isinstance(part, dict):
        return {key: _filled(value, fills) for key, value in part.items()}
    if isinstance(part, list):
        return [_filled(value, fills) for value in part]
    return fills[part] if isinstance(part, str) and part.startswith("@") else part


def _numbers(language: Language) -> dict[str, Any]:
    decimal, thousands = (",", ".") if language == "id" else (".", ",")
    return {"decimal": decimal, "thousands": thousands, "grouping": [3], "currency": ["", ""]}


def _times(language: Language) -> dict[str, Any]:
    locale = _LOCALES[language]

    def months(width: str) -> list[str]:
        return [name for _, name in sorted(get_month_names(width, locale=locale).items())]  # type: ignore[arg-type]  # Babel's literals

    def weekdays(width: str) -> list[str]:
        names = get_day_names(width, locale=locale)  # type: ignore[arg-type]  # as above
        return [names[day] for day in (6, 0, 1, 2, 3, 4, 5)]

    return {
        "dateTime": "%c",
        "date": "%x",
        "time": "%X",
        "periods": ["", ""],
        "days": weekdays("wide"),
        "shortDays": weekdays("abbreviated"),
        "months": months("wide"),
        "shortMonths": months("abbreviated"),
    }


def _standing(made: str, chart: Chart, language: Language) -> str:
    """Make the drawing part of a page: no fixed size, no style of its own, its title and summary inside."""
    root = ET.fromstring(made)  # noqa: S314 - our own drawing
    lean = ET.Element("svg", {"xmlns": _SVG[1:-1], "class": f"chart {chart.name}", "viewBox": root.attrib["viewBox"]})
    lean.attrib |= {"role": "img", "aria-labelledby": f"{chart.key}-title", "aria-describedby": f"{chart.key}-summary"}
    ET.SubElement(lean, "title", {"id": f"{chart.key}-title"}).text = chart.title.to(language)
    ET.SubElement(lean, "desc", {"id": f"{chart.key}-summary"}).text = chart.summary.to(language)
    for child in root:
        lean.extend(_lean(child))
    return ET.tostring(lean, encoding="unicode")


def _lean(element: ET.Element) -> list[ET.Element]:
    """Give an element without what does not show; a group that only held others gives those."""
    tag = element.tag.removeprefix(_SVG)
    shape = element.get("d")
    if element.get("opacity") == "0" or element.get("display") == "none" or (shape is not None and shape in _NOTHING):
        return []
    kept = ET.Element(tag, {key: _short(value) for key, value in element.attrib.items() if key in _KEPT})
    kept.text = element.text
    for child in element:
        kept.extend(_lean(child))
    if tag == "path" and not {"fill", "stroke"} & set(kept.attrib):
        return []  # the frame of a view, which is not painted
    if tag != "g":
        return [kept]
    layer = re.search(r"role-mark (\w+)_marks", element.get("class", ""))
    if layer is not None:
        kept.set("class", layer[1])
    elif kept.get("transform") == "translate(0,0)":
        del kept.attrib["transform"]
    if not len(kept):
        return []
    return [kept] if kept.attrib else list(kept)


def _short(value: str) -> str:
    return _LONG_NUMBER.sub(lambda found: f"{float(found[0]):.2f}".rstrip("0").rstrip("."), value)
