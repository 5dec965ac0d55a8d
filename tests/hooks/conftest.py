"""A server that each test may spoil: set up once, then copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.hooks.server import Server

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Server:
    """Set up a server with the small repository in force and its internal site published."""
    return Server.begun(tmp_path_factory.mktemp("model"))


@pytest.fixture
def server(model: Server, tmp_path: Path) -> Server:
    """Give a server of the test's own."""
    return model.copied(tmp_path)
