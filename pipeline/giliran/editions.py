"""One edition of the site, written into its output folder from data that were checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.cache import private_folder
from giliran.render.building import Building
from giliran.render.keys import tool_key
from giliran.render.project import project
from giliran.render.templates import keep_compiled
from giliran.views.survey.findings import warned

if TYPE_CHECKING:
    from pathlib import Path

    from giliran.audience import Audience
    from giliran.check import Outcome
    from giliran.history import History
    from giliran.patch import Output
    from giliran.spread import Spread


def write_edition(
    outcome: Outcome,
    audience: Audience,
    output: Output,
    epoch: int,
    history: History,
    spread: Spread = map,
    here: Spread = map,
    *,
    shared: bool = True,
    cache: Path | None = None,
) -> int:
    """Build an edition of data without errors, and give the number of its files; ``output`` has been entered.

    ``spread``, ``here`` and ``shared`` are those of :class:`giliran.render.building.Building`; compiled templates are kept
    in the folder ``cache`` for the next time.
    """
    if cache is not None:
        compiled = private_folder(cache, "templates", tool_key(project()))
        if compiled is not None:
            keep_compiled(compiled)
    told = warned(outcome.report)
    return Building(outcome.corpus, audience, output, epoch, told, history, spread, here, shared=shared).run()
