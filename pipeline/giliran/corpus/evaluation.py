"""What an evaluation is read against: ``policy/evaluation.yaml``, figures of officials and when something is to be decided."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from giliran.corpus.values import Values, fraction, optional_text, reference, text_pair
from giliran.timeline import Period

if TYPE_CHECKING:
    import datetime

    from giliran.diagnostics import Diagnostic
    from giliran.documents import Document, Pointer
    from giliran.model import Reference
    from giliran.wording import Text

Beside = Literal["staff", "pool", "home", "take-up"]


@dataclass(frozen=True, slots=True)
class OfficialFigure:
    """A figure that an official gave on the day ``said``; ``period`` is what it is about, where that is known: until the
    day it was said where it names no other end.

    ``value`` is a number or, where ``is_share``, a share of one. ``beside`` names the figure of ours that may stand next
    to it; without it none may.
    """

    name: str
    title: Text
    value: Fraction
    is_share: bool
    said: datetime.date
    period: Period | None
    beside: Beside | None
    note: Text | None
    sources: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class EvaluationPolicy:
    """When an evaluation puts something forward, as shares of one and as days; and the figures of officials.

    ``note`` is what readers must know who compare these figures with ours.
    """

    use_below: Fraction = Fraction(1, 2)
    late_above: Fraction = Fraction(1, 20)
    recalled_above: Fraction = Fraction(1, 20)
    refused_above: Fraction = Fraction(1, 10)
    complete_below: Fraction = Fraction(9, 10)
    gap_above: int = 5
    note: Text | None = None
    figures: tuple[OfficialFigure, ...] = ()


def evaluation_policy(document: Document) -> tuple[EvaluationPolicy, list[Diagnostic]]:
    """Read the file, whose shape was accepted; a date that does not exist is a fault and its figure left out."""
    values = Values(document)
    data: Any = document.data
    found = (_figure(values, figure, ("figures", at)) for at, figure in enumerate(data.get("figures", ())))
    figures = tuple(figure for figure in found if figure is not None)
    told: dict[str, Any] = {key.replace("-", "_"): value for key, value in data.get("decide", {}).items()}
    shares: dict[str, Any] = {key: fraction(value) if isinstance(value, str) else value for key, value in told.items()}
    return replace(EvaluationPolicy(note=optional_text(data, "note"), figures=figures), **shares), values.faults


def _figure(values: Values, data: dict[str, Any], pointer: Pointer) -> OfficialFigure | None:
    said = values.date(data["said"], (*pointer, "said"))
    if said is None:
        return None
    dated = "from" in data or "until" in data
    period = values.period(data, pointer, Period(said, said)) if dated else None
    value = data["value"]
    is_share = isinstance(value, str)
    return OfficialFigure(
        data["name"],
        text_pair(data["title"]),
        fraction(value) if is_share else Fraction(value),
        is_share,
        said,
        period,
        data.get("beside"),
        optional_text(data, "note"),
        tuple(map(reference, data["sources"])),
    )
