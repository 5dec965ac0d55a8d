"""The validator of the W3C finds nothing to say about any page, nor about the style sheet and the pictures."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from tests.site.kinds import AUDIENCES
from tests.site.reading import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

    from tests.site.reading import Site

VALIDATOR = REPOSITORY / "tests" / "node" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
SECONDS = 240
JAVA = ("-Xss8m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""A deep stack for deep pages; the rest spares the work of a second compiler, which a run as short as this never repays."""

OF_A_DISK = "Resource violates Content Security Policy (meta tag)"
"""What the validator says of every style sheet of ours: it reads the pages from the disk, where the policy's 'self' names no
site. Whether the policy lets pages load what is theirs, the tests in a browser see, which fail on its complaints."""


def told(folder: Path) -> list[dict[str, Any]]:
    """Give all that the validator says about the pages, style sheets and pictures of a folder: errors, warnings, notes."""
    java = shutil.which("java")
    assert java is not None, "The validator needs Java: `apt-get install default-jre-headless` on Debian."
    assert VALIDATOR.is_file(), "The validator is missing: run `npm ci --ignore-scripts` in tests/node, or `make test`."
    kinds = ["--skip-non-html", "--also-check-css", "--also-check-svg"]
    done = subprocess.run(
        [java, *JAVA, "-jar", str(VALIDATOR), *kinds, "--format", "json", "--stdout", str(folder)],
        capture_output=True,
        check=False,
        timeout=SECONDS,
    )
    messages: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    assert done.returncode == 0 or messages, done.stderr.decode(errors="replace")
    return [message for message in messages if not message["message"].startswith(OF_A_DISK)]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_page_is_valid(audience: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(audience)
    assert not told(site.root)


def test_the_validator_looks_at_pages_styles_and_pictures(tmp_path: Path) -> None:
    """In folders of folders, as the site has them."""
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    page = "<!doctype html><html lang=id><title>t</title><h1>t</h1>{}</html>"
    (deep / "good.html").write_text(page.format("<p>baik</p>"), "utf-8")
    (deep / "index.html").write_text(page.format("<center>alas</center>"), "utf-8")
    (tmp_path / "warned.html").write_text(page.format("<section><p>alas</p></section>"), "utf-8")
    (tmp_path / "bad.css").write_text("p { colour: red }", "utf-8")
    (tmp_path / "bad.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><alas/></svg>', "utf-8")
    found = {message["url"].rpartition("/")[2] for message in told(tmp_path)}
    assert found == {"index.html", "warned.html", "bad.css", "bad.svg"}
