"""The pages of the law that Jinja writes directly: circulars, clauses, codes of conduct, and the law from day to day."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from giliran.render.feeds import feed_files
from giliran.views.duty_feeds import duty_feeds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giliran.corpus import Corpus
    from giliran.views.edition import Whole
    from giliran.views.realm import Realm


def law_pages(shown: Whole) -> Iterator[tuple[str, str, Realm, dict[str, Any]]]:
    """Give the address, the template, the realm and the values of each page."""
    yield "law/days/", "law_days.html", shown.realm, {"book": shown.law}
    yield "law/duties/", "law_duties.html", shown.realm, {"calendars": shown.law.duties, "zone": shown.home.zone}
    for circular in shown.circulars:
        home = f"law/{circular.id}/"
        yield home, "law_circular.html", circular.realm, {"circular": circular}
        if circular.conduct is not None:
            yield f"{home}conduct/", "law_conduct.html", circular.realm, {"conduct": circular.conduct}
    for clause in shown.law.clauses:
        url = f"law/{clause.circular}/{clause.entry.folder}/"
        yield url, "law_clause.html", clause.realm, {"clause": clause}


def law_files(corpus: Corpus, shown: Whole) -> Iterator[tuple[str, bytes]]:
    """Give each clause as JSON, its file as it is written and the circular it belongs to, the feeds of duties,
    and the calendar's source.
    """
    for clause in shown.law.clauses:
        data: Any = corpus.document(clause.entry.path).data
        circular = corpus.circulars[clause.circular]
        force = circular.in_force
        heading = {
            "id": f"{circular.id}/{clause.entry.name}",
            "circular": {
                "id": circular.id,
                "issuer": circular.issuer,
                "number": circular.number,
                "in-force": {
                    "from": force.start.isoformat(),
                    **({} if force.end is None else {"until": force.end.isoformat()}),
                },
            },
        }
        content = json.dumps({"version": 1, **heading, "clause": data}, ensure_ascii=False, indent=2)
        yield clause.data, f"{content}\n".encode()
    yield from feed_files(duty_feeds(corpus, shown.law.duties), 0).items()
    source = shown.law.calendar.source
    if source is not None:
        calendar = corpus.tree.entries[source].content
        assert calendar is not None  # it was read into the model
        yield f"source/{source}", calendar
