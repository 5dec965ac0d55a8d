"""The start page's own day, and the way to any other, without a script; a browser test tries the script."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from giliran.limits import allowance
from giliran.views.edition import edition
from giliran.wording import percent
from tests.site.test_days import all_days
from tests.site.test_schedules import state

if TYPE_CHECKING:
    from giliran.corpus import Corpus
    from tests.site.reading import Site


def at(corpus: Corpus, year: int, month: int, day: int, hour: int = 12, minute: int = 0) -> int:
    """Give a moment in the zone of the calendar, in seconds."""
    zone = ZoneInfo(corpus.calendar.zone)
    return int(datetime.datetime(year, month, day, hour, minute, tzinfo=zone).timestamp())


@pytest.mark.parametrize(
    ("moment", "nearest"),
    [
        ((2023, 9, 4), "2023-09-04"),
        ((2023, 9, 4, 0, 0), "2023-09-04"),  # midnight in Jakarta is still the day before in Greenwich
        ((2023, 9, 3, 23, 59), "2023-09-04"),  # a Sunday: Friday lies two days back, Monday one ahead
        ((2023, 9, 2), "2023-09-01"),  # a Saturday
        ((2023, 9, 28), "2023-09-27"),  # a holiday between two working days: the earlier one
        ((2023, 1, 1), "2023-08-21"),
        ((2026, 11, 22), "2023-10-20"),
    ],
)
def test_the_working_day_nearest_to_the_commit(corpus: Corpus, moment: tuple[int, ...], nearest: str) -> None:
    found = edition(corpus, "public", at(corpus, *moment)).whole.home
    assert found.nearest is not None
    assert found.nearest.link.day.isoformat() == nearest
    assert found.made is not None
    assert found.made.day == datetime.date(*moment[:3])


def test_outside_git_the_first_day_stands_for_all(corpus: Corpus) -> None:
    found = edition(corpus, "public").whole.home
    assert found.made is None
    assert found.nearest == found.days[0]


@pytest.mark.parametrize("kind", ["internal", "public"])
def test_every_day_is_told_in_numbers(corpus: Corpus, kind: str, request: pytest.FixtureRequest) -> None:
    """Counted from the data cell by cell: who is at home, who at the office, and every share that holds for someone."""
    site: Site = request.getfixturevalue(kind)
    table = site.page("index.html").tables[0]
    rows = {row[0].date: [cell.text for cell in row[1:]] for row in table if row[0].date}
    days = all_days(corpus)
    assert list(rows) == [day.isoformat() for day in days]
    for day in days:
        states = [
            state(corpus, unit, person, day)
            for unit in corpus.units.values()
            for person in {member.id for member in unit.employees}
        ]
        shares = set()
        for unit in corpus.units.values():
            law = corpus.law_of(unit)
            assert law is not None
            found = allowance(law, corpus.roster(unit.id), day)
            if found.value is not None and found.dispensation is None and found.circular is not None:
                shares.add(f"{percent(found.value).id} {found.circular.short}")
        remote, office, limit = rows[day.isoformat()]
        assert int(remote.replace(".", "")) == states.count("home")
        assert int(office.replace(".", "")) == states.count("office") + states.count("recalled")
        assert {limit} == shares


def test_the_picker_knows_every_working_day(corpus: Corpus, internal: Site) -> None:
    days = [day.isoformat() for day in all_days(corpus)]
    for name, pattern in (("index.html", "days/{}/"), ("en/days/2023-09-04/index.html", "../../days/{}/")):
        form = internal.files[name].decode().partition('<form class="picker"')[2].partition("</form>")[0]
        assert re.findall(r'data-days="([^"]*)"', form) == [" ".join(days)]
        assert f'data-pattern="{pattern}"' in form
        assert f'min="{days[0]}" max="{days[-1]}"' in form


def test_services_that_stay_open_are_named(corpus: Corpus, public: Site) -> None:
    text = public.files["days/2023-09-04/index.html"].decode()
    listed = text.partition('<ul class="services">')[2].partition("</ul>")[0]
    day = datetime.date(2023, 9, 4)
    for unit in corpus.units.values():
        law = corpus.law_of(unit)
        assert law is not None
        excluded = allowance(law, corpus.roster(unit.id), day).standing == "excluded"
        whole = f'schedules/{unit.agency}/">' in listed and f"schedules/{unit.agency}/{unit.id}" not in listed
        named = f'schedules/{unit.id}/">' in listed
        assert named <= excluded, unit.id
        assert excluded <= (named or whole), unit.id
    assert 'schedules/dukcapil/">' in listed, "an agency without recorded units serves as well"
