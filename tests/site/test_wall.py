"""The privacy wall: nothing in the public edition names a person, not in any byte of any file."""

from __future__ import annotations

import dataclasses
import datetime
import gzip
import io
import re
import typing
from collections.abc import Mapping
from pathlib import Path

import pyarrow.parquet  # type: ignore[import-untyped]  # it comes without types

from giliran.model import Falls, Force, Imprint
from giliran.timeline import Period
from giliran.views import (
    agencies,
    changes,
    changes_people,
    clauses,
    day_counts,
    days,
    duties,
    duty_days,
    duty_feeds,
    edition,
    events,
    facts,
    feeds,
    find,
    frame,
    home,
    law,
    law_calendar,
    law_days,
    lawbook,
    reach,
    realm,
    rule_words,
    services,
    standing,
    timelines,
    usage,
    worked,
)
from giliran.views import internal as inside
from giliran.views import public as outside
from giliran.views.survey import charts, fairness, findings, page, states, turns
from giliran.views.tables import forms, records
from giliran.wording import Text

if typing.TYPE_CHECKING:
    from giliran.corpus import Corpus
    from tests.site.reading import Site

BOOK = (
    clauses,
    duties,
    duty_days,
    duty_feeds,
    events,
    facts,
    law_calendar,
    law_days,
    lawbook,
    reach,
    rule_words,
    services,
    timelines,
    worked,
)


SHARED = (
    *(agencies, changes, day_counts, days, home, standing, frame, law, realm, outside, usage),
    *(charts, fairness, findings, page, states, turns, forms, records),
    *BOOK,
)
"""What both editions show: no type of these has a place for a person."""


def secrets(corpus: Corpus) -> tuple[set[str], set[str]]:
    """Give what must not be told: codes, which are looked for as words, and texts, looked for anywhere."""
    ids = {member.id for unit in corpus.units.values() for member in unit.employees}
    texts = {member.name for unit in corpus.units.values() for member in unit.employees}
    texts |= {recall.reason for schedule in corpus.schedules.values() for recall in schedule.recalls}
    texts |= {text for granted in corpus.dispensations for text in (granted.reason, granted.letter)}
    for unit in corpus.units.values():
        if unit.override is not None:
            texts |= {part for part in (unit.override.reason, unit.override.letter) if part is not None}
    return ids, texts


def told_lines(name: str, content: bytes) -> list[str]:
    """Give the lines of a file; those of a Parquet file are its rows and what it says of itself.

    What the search may show is compressed; the words and positions it is found by are made of that.
    """
    if name.endswith(".pf_fragment"):
        content = gzip.decompress(content)
    if not name.endswith(".parquet"):
        return content.decode(errors="replace").splitlines()  # pictures too, for what looks like text in them
    table = pyarrow.parquet.read_table(io.BytesIO(content))
    return [str(table.schema), *(str(row) for row in table.to_pylist())]


def test_no_byte_of_the_public_edition_tells(corpus: Corpus, public: Site) -> None:
    ids, texts = secrets(corpus)
    assert len(ids) > 1000
    assert len(texts) > 1000
    # Most lines stand on many pages; each is searched once. Nothing but text and tables is published.
    lines = {line for name, content in public.files.items() for line in told_lines(name, content)} | set(public.files)
    told = "\n".join(sorted(lines)).casefold()
    assert not {text for text in texts if text.casefold() in told}
    assert not ids & set(re.findall(r"(?<![a-z0-9#])[a-z]{2}[0-9]{2,5}(?![a-z0-9])", told))


def test_no_keeper_of_schedules_is_named(corpus: Corpus, public: Site) -> None:
    """Outside the manual, whose prose has an account name as an example of its own."""
    handles = {handle for agency in corpus.agencies.values() for handle in agency.admins}
    for name, content in public.files.items():
        if not name.removeprefix("en/").startswith("codes/"):
            told = "\n".join(told_lines(name, content))
            assert not handles & set(re.findall(r"@[a-z0-9-]+", told)), name


def test_the_search_would_find_them(corpus: Corpus, internal: Site) -> None:
    ids, texts = secrets(corpus)
    text = "\n".join(content.decode() for name, content in internal.files.items() if name.endswith((".html", ".json")))
    assert ids <= set(re.findall(r"[a-z]{2}[0-9]{2,5}", text))
    assert not {secret for secret in texts if secret not in text}


KNOWN = {
    "Text": Text,
    "Imprint": Imprint,
    "datetime": datetime,
    "Mapping": Mapping,
    "Period": Period,
    "Falls": Falls,
    "Force": Force,
}
"""What annotations name that modules import for types alone."""


def fields(kind: object, seen: dict[type, set[str]]) -> None:
    """Collect the fields of every data class that can be reached from a type."""
    for part in typing.get_args(kind):
        fields(part, seen)
    if not isinstance(kind, type) or not dataclasses.is_dataclass(kind) or kind in seen:
        return
    spaces: dict[str, object] = {}
    for module in (*SHARED, inside, find, edition):
        spaces |= vars(module)
    hints = typing.get_type_hints(kind, None, {**spaces, **KNOWN})
    seen[kind] = {field.name for field in dataclasses.fields(kind)}
    for field in dataclasses.fields(kind):
        fields(hints[field.name], seen)


def test_public_views_have_no_place_for_a_person() -> None:
    seen: dict[type, set[str]] = {}
    spaces = {**vars(edition), **KNOWN, "Audience": str, "Corpus": object}
    for name, value in vars(edition.Whole).items():
        asked = getattr(value, "func", getattr(value, "fget", None))
        if asked is not None and name not in {
            "spreads",
            "find",
            "_survey",
        }:  # these the internal edition alone asks for
            fields(typing.get_type_hints(asked, spaces)["return"], seen)
    fields(edition.PublicEdition, seen)
    assert outside.DayRow in seen
    assert frame.Limit in seen
    assert day_counts.UnitDay in seen
    assert states.UnitState in seen
    assert not {fairness.UnitSpread, page.Spreads} & set(seen), "the spread inside a unit may point at one person"
    assert changes.ChangeHead in seen
    own = [
        value
        for module in (inside, changes_people, feeds, find)
        for value in vars(module).values()
        if isinstance(value, type) and value.__module__ == module.__name__
    ]
    assert {inside.Person, changes_people.Move, feeds.Feeds, find.Listed} <= set(own)
    assert not set(own) & set(seen)
    private = {
        "person",
        "employee",
        "name_of",
        "ordered_by",
        "admins",
        "approved_by",
        "supervisor",
        "override",
    }
    for kind, names in seen.items():
        assert not names & private, kind
        if kind.__module__ != law.__name__:  # a reading has a reason; it is about the law
            assert "reason" not in names, kind


def test_internal_types_are_used_by_the_internal_edition_only() -> None:
    for module in SHARED:
        assert module.__file__ is not None
        for private in ("views.internal", "views.changes_people", "views.feeds", "views.find"):
            assert private not in Path(module.__file__).read_text("utf-8")


def test_public_schemas_have_numbers_and_no_people(public: Site, internal: Site) -> None:
    name = "schemas/schedules/bpad/subbid-inventarisasi/2023-09.schema.json"
    assert b'"enum"' not in public.files[name]
    assert b'"maxItems": 11' in public.files[name]
    assert b'"enum"' in internal.files[name]
    assert not [path for path in public.files if path.startswith(("source/units", "source/schedules"))]
