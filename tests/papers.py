"""Reads paper as people do, with Poppler, which knows nothing of how it was set."""

from __future__ import annotations

import subprocess

import pytest


def read_paper(content: bytes, *options: str) -> str:
    """Give the text of a PDF, its pages parted by form feeds."""
    try:
        done = subprocess.run(
            ["pdftotext", "-enc", "UTF-8", *options, "-", "-"], input=content, capture_output=True, check=True
        )
    except FileNotFoundError:
        pytest.fail("To read PDF files there must be a pdftotext (poppler-utils; .ci/packages installs it).")
    return done.stdout.decode()
