"""The privacy wall: nothing in the public edition names a person, not in any byte of any file."""

from __future__ import annotations

import dataclasses
import datetime
import gzip
import re
import typing
from pathlib import Path

from giliran.views import agencies, days, edition, frame, law, realm, standing, usage
from giliran.views import internal as inside
from giliran.views import public as outside
from giliran.wording import Text

if typing.TYPE_CHECKING:
    from giliran.corpus import Corpus
    from tests.site.reading import Site


def secrets(corpus: Corpus) -> tuple[set[str], set[str]]:
    """Give what must not be told: codes, which are looked for as words, and texts, looked for anywhere."""
    ids = {member.id for unit in corpus.units.values() for member in unit.employees}
    texts = {member.name for unit in corpus.units.values() for member in unit.employees}
    texts |= {recall.reason for schedule in corpus.schedules.values() for recall in schedule.recalls}
    texts |= {granted.reason for granted in corpus.dispensations}
    for unit in corpus.units.values():
        if unit.override is not None:
            texts |= {part for part in (unit.override.reason, unit.override.letter) if part is not None}
    return ids, texts


def text_of(name: str, content: bytes) -> str | None:
    """Give what a file says, or nothing for the words, positions and program of the search, which are no text."""
    if name.startswith("pagefind/") and name.endswith((".pf_index", ".pf_meta", ".pagefind")):
        return None
    return (gzip.decompress(content) if name.endswith(".pf_fragment") else content).decode()


def test_no_byte_of_the_public_edition_tells(corpus: Corpus, public: Site) -> None:
    ids, texts = secrets(corpus)
    assert len(ids) > 1000
    assert len(texts) > 1000
    # Most lines stand on many pages; each is searched once. Nothing but text is published, so all of it decodes; what
    # the search may show is compressed, and what it is found by is made of that.
    texts_of = {name: found for name, content in public.files.items() if (found := text_of(name, content)) is not None}
    lines = {line for text in texts_of.values() for line in text.splitlines()} | set(public.files)
    told = "\n".join(sorted(lines)).casefold()
    assert not {text for text in texts if text.casefold() in told}
    assert not ids & set(re.findall(r"(?<![a-z0-9#])[a-z]{2}[0-9]{2,5}(?![a-z0-9])", told))


def test_no_keeper_of_schedules_is_named(corpus: Corpus, public: Site) -> None:
    """Outside the manual, whose prose has an account name as an example of its own."""
    handles = {handle for agency in corpus.agencies.values() for handle in agency.admins}
    for name, content in public.files.items():
        if not name.removeprefix("en/").startswith("codes/"):
            assert not handles & set(re.findall(r"@[a-z0-9-]+", text_of(name, content) or "")), name


def test_the_search_would_find_them(corpus: Corpus, internal: Site) -> None:
    ids, texts = secrets(corpus)
    text = "\n".join(content.decode() for name, content in internal.files.items() if name.endswith((".html", ".json")))
    assert ids <= set(re.findall(r"[a-z]{2}[0-9]{2,5}", text))
    assert not {secret for secret in texts if secret not in text}


def fields(kind: object, seen: dict[type, set[str]]) -> None:
    """Collect the fields of every data class that can be reached from a type."""
    for part in typing.get_args(kind):
        fields(part, seen)
    if not isinstance(kind, type) or not dataclasses.is_dataclass(kind) or kind in seen:
        return
    spaces: dict[str, object] = {}
    for module in (agencies, days, standing, frame, law, realm, outside, inside, usage, edition):
        spaces |= vars(module)
    hints = typing.get_type_hints(kind, None, {**spaces, "Text": Text, "datetime": datetime})
    seen[kind] = {field.name for field in dataclasses.fields(kind)}
    for field in dataclasses.fields(kind):
        fields(hints[field.name], seen)


def test_public_views_have_no_place_for_a_person() -> None:
    seen: dict[type, set[str]] = {}
    fields(edition.PublicEdition, seen)
    assert outside.DayRow in seen
    assert frame.Limit in seen
    assert days.UnitDay in seen
    own = [value for value in vars(inside).values() if isinstance(value, type) and value.__module__ == inside.__name__]
    assert inside.Person in own
    assert not set(own) & set(seen)
    private = {
        "person",
        "employee",
        "name_of",
        "ordered_by",
        "admins",
        "approved_by",
        "supervisor",
        "superior",
        "override",
    }
    for kind, names in seen.items():
        assert not names & private, kind
        if kind.__module__ != law.__name__:  # a reading has a reason; it is about the law
            assert "reason" not in names, kind


def test_internal_types_are_used_by_the_internal_edition_only() -> None:
    for module in (agencies, days, standing, frame, law, realm, outside, usage):
        assert module.__file__ is not None
        assert "views.internal" not in Path(module.__file__).read_text("utf-8")


def test_public_schemas_have_numbers_and_no_people(public: Site, internal: Site) -> None:
    name = "schemas/schedules/bpad/subbid-inventarisasi/2023-09.schema.json"
    assert b'"enum"' not in public.files[name]
    assert b'"maxItems": 11' in public.files[name]
    assert b'"enum"' in internal.files[name]
    assert not [path for path in public.files if path.startswith(("source/units", "source/schedules"))]
