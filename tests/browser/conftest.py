"""Both editions on the loopback, and a browser to read them with."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from tests.browser import desks
from tests.browser.chromium import started
from tests.browser.serving import serving
from tests.site.kinds import AUDIENCES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Browser

    from tests.browser.desks import Office
    from tests.site.reading import Site


@pytest.fixture(scope="session")
def served(internal: Site, public: Site) -> Iterator[Mapping[str, str]]:
    """Give the address of each edition."""
    with ExitStack() as stack:
        roots = {"internal": internal.root, "public": public.root}
        yield {audience: stack.enter_context(serving(roots[audience])) for audience in AUDIENCES}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the browser."""
    with started() as chromium:
        yield chromium


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Give a small government whose months can be changed in the browser."""
    yield from desks.office(tmp_path_factory.mktemp("office"))
