"""The roster of a month: people by days, filled into patterns that the template gives.

A province has half a million rows on its pages. Jinja escapes and joins each of their pieces by itself, which took most
of the time of a build; here a row is one pattern with its values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from giliran.views.frame import Column
    from giliran.views.internal import InternalMonth
    from giliran.wording import Language

_FEW = 6
"""Rows among which the name of a holiday has no room to run down its column."""

_KEPT = 64


def roster_rows(language: Language) -> Callable[[InternalMonth, Mapping[str, str], Mapping[str, str]], Markup]:
    """Give the filter that makes the rows of a month in a language.

    ``patterns`` are format strings of HTML: ``row`` with ``{id}``, ``{name}``, ``{status}``, ``{apart}``, ``{more}``,
    ``{feed}`` and ``{cells}``; ``apart`` for whoever takes no part in the turns; ``feed`` for whoever has a turn; ``cell``
    with ``{kind}`` and ``{word}``; ``off`` with ``{kind}`` and ``{reason}``, which stands in the first row alone, in
    ``reason`` with ``{word}``. ``words`` names the states of cells.
    """

    def rows(month: InternalMonth, patterns: Mapping[str, str], words: Mapping[str, str]) -> Markup:
        line, feed, apart, cell = (str(patterns[name]) for name in ("row", "feed", "apart", "cell"))
        plain, first = (
            {state: cell.format(kind=f"{state}{also}", word=word) for state, word in words.items()}
            for also in ("", " first")
        )
        short = " short" if len(month.rows) < _FEW else ""
        top: list[dict[str, str]] = []
        rest: list[dict[str, str]] = []
        for column in month.frame.columns:
            cells = first if column.starts else plain
            if column.off is None:
                top.append(cells)
                rest.append(cells)
                continue
            kind = f"off{' first' if column.starts else ''}{short}"
            told = patterns["reason"].format(word=escape(column.off.to(language)))
            top.append({"off": patterns["off"].format(kind=kind, reason=told)})
            rest.append({"off": patterns["off"].format(kind=kind, reason="")})
        made = []
        columns = top
        for row in month.rows:
            person = row.person
            name = str(escape(person.name))
            made.append(
                line.format(
                    id=person.id,
                    name=name,
                    status=person.status.to(language),
                    apart="" if row.counted else apart,
                    more="" if person.more is None else str(escape(person.more.to(language))),
                    feed=feed.format(id=person.id, name=name) if row.any_turn else "",
                    cells="".join([cells[state] for cells, state in zip(columns, row.cells, strict=True)]),
                )
            )
            columns = rest
        return Markup("".join(made))  # noqa: S704 - of patterns that are markup and of what was escaped above

    return rows


def roster_sums(columns: Iterable[Column], pattern: str, values: Sequence[object]) -> Markup:
    """Make a row below a roster: each working day has a pattern with ``{column}`` and ``{value}``, of this column."""
    plain, first = f"<td>{pattern}</td>", f'<td class="first">{pattern}</td>'
    return Markup(  # noqa: S704 - numbers and markup
        "".join(
            [
                (first if column.starts else plain).format(column=column, value=value)
                if column.off is None
                else '<td class="off"></td>'
                for column, value in zip(columns, values, strict=True)
            ]
        )
    )


class Kept:
    """What pages have in common, such as the head of a month, made once by a macro for all pages in a row that ask for it.

    A process that makes pages in their order finds nearly all of it here; only a few are kept.
    """

    def __init__(self) -> None:
        self._made: dict[Hashable, Markup] = {}

    def __call__(self, key: Hashable, make: Callable[..., Markup], *given: object) -> Markup:
        """Give what a macro makes of its arguments, which the key must tell apart from all others."""
        made = self._made.get(key)
        if made is None:
            if len(self._made) >= _KEPT:
                self._made.clear()
            made = self._made[key] = make(*given)
        return made
