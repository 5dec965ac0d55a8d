"""Where the quick signs say that nothing personal can stand in a text, the slow search finds nothing either."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from giliran import personal
from giliran.personal import SEARCHES, personal_data, personal_path
from giliran.store import read_tree
from tests.readers import ROOT

if TYPE_CHECKING:
    from giliran.diagnostics import Diagnostic

THOROUGH = settings(
    max_examples=500,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
PATHS = ("units/bkd/umum.yaml", "units/bkd/agency.yaml", "policy/a/b/circular.yaml", "schedules/bkd/umum/2023-09.yaml")
ASCII = st.characters(codec="ascii")
MATCHES = st.one_of(
    *(st.from_regex(search.pattern) for search in SEARCHES),
    *(st.from_regex(re.compile(search.pattern.pattern, search.pattern.flags), alphabet=ASCII) for search in SEARCHES),
)
NUMBERS = (
    "0812",
    "62",
    "+62",
    "(021)",
    "1999",
    "3171-23-45",
    "67890001",
    "1999-01-01",
    "2023-09-01",
    "202001",
    "1",
    "2",
)
HOMES = (
    "RT",
    "rw",
    "Rt01",
    "RW 02",
    "rt12, rw34",
    "[rt12, rw34]",
    "[ab01]",
    "jl",
    "Jln.",
    "Gang",
    "Alamatnya",
    "no",
    "5",
)
HEALTH = (
    "sakit",
    "Sakitnya",
    "rumah",
    "rawat",
    "inap",
    "ILL",
    "hiv",
    "covid-19",
    "hospitali",
    "sed",
    "hukuman",
    "ringan",
)
BIRTHS = ("tgl_lahir", "TTL", "born", "dob", "birth_date", "date of birth", "lahir", "januari")
WEB = ("a@b.co", "@akun", "https://a.example/", "https://wa.me/62812", "://", "http", "name: ")
BETWEEN = (*" ().-_,:/\t\r\n\u00a0\u2003\x00\x0b", " ", "  ", "\n")
LOOKALIKES = (
    "\u0660",
    "\u0661\u0662",
    "\u0130",
    "\u0131",
    "\u017f",
    "\u212a",
    "é",
    "\u017fakit",
    "sa\u212ait",
    "h\u0130v",
    "“",
    "–",
    "😀",
)
PIECES = st.sampled_from((*NUMBERS, *HOMES, *HEALTH, *BIRTHS, *WEB, *BETWEEN, *LOOKALIKES))
TEXTS = st.lists(PIECES | MATCHES, max_size=14).map("".join) | st.lists(PIECES | MATCHES, max_size=8).map(" ".join)


def slowly(path: str, text: str) -> list[Diagnostic]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(personal, "_possible", lambda text: SEARCHES)
        return list(personal_data(path, text))


@THOROUGH
@given(TEXTS, st.sampled_from(PATHS))
@example("# RT https://a.example/ 12 RW 3", PATHS[0])
@example("  2023-08-21: [rt12, rw34]  # RT [ab01] 2 RW 3", PATHS[3])
@example("reason: \u017fakit, \u212aanker, d\u0130abetes", PATHS[0])
@example("# \u0660812 0000 0000, 3171\u00a00001\u00a00101\u00a00001", PATHS[0])
def test_no_sign_is_missed(text: str, path: str) -> None:
    assert list(personal_data(path, text)) == slowly(path, text)


@THOROUGH
@given(MATCHES)
def test_whatever_a_search_matches_shows_a_sign_of_it(text: str) -> None:
    for search in SEARCHES:
        if any(search.pattern.search(line) for line in text.split("\n")):
            assert search in personal._possible(text)


@THOROUGH
@given(st.lists(PIECES | MATCHES, max_size=6).map("".join))
def test_no_long_number_in_a_name_is_missed(path: str) -> None:
    numbers = [search for search in SEARCHES if search.code in {"PD001", "PD002"} and search.pattern.search(path)]
    assert [found.code for found in personal_path(path)] == [search.code for search in numbers]


def test_in_this_repository_hardly_any_file_is_searched_line_by_line() -> None:
    entries = read_tree(ROOT).entries
    texts = {path: (entry.content or b"").decode() for path, entry in entries.items()}
    assert all(list(personal_data(path, text)) == slowly(path, text) for path, text in texts.items())
    searched = Counter(path.partition("/")[0] for path, text in texts.items() if personal._possible(text))
    whole = Counter(path.partition("/")[0] for path in texts)
    assert whole["schedules"] > 100
    assert searched["schedules"] <= 0.05 * whole["schedules"]
    assert searched["units"] <= 0.5 * whole["units"]
