"""What all tests share: golden files with the option that rewrites them, and the built sites."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

pytest_plugins = ["tests.sites"]

GOLDEN = Path(__file__).parent / "golden"

Golden = Callable[[str, str], None]
"""Compare a text with the golden file of that path under ``tests/golden``: ``golden("report/text.id.txt", text)``."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--bless``: take what the program says now as right, to be read in the diff before it is committed."""
    parser.addoption("--bless", action="store_true", help="rewrite the golden files with the present output")


@pytest.fixture(scope="session", autouse=True)
def findings_of_tests_apart(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let no test leave findings in, or take them from, the cache of whoever runs it."""
    os.environ["GILIRAN_CACHE"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session", autouse=True)
def same_surroundings_everywhere() -> None:
    """Let the program under test behave the same on a forge as on a desk; a test that is about CI sets ``CI`` itself.

    A shell that starts the tests in the background has Ctrl-C ignored, in them and in all that they start.
    """
    os.environ.pop("CI", None)
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Give the comparison with golden files; texts are compared byte for byte."""
    bless = bool(request.config.getoption("--bless"))

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if bless:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        assert path.is_file(), f"there is no golden file {name}; write it with --bless"
        assert text == path.read_bytes().decode(), f"{name} differs; if the new text is right, run again with --bless"

    return compare
