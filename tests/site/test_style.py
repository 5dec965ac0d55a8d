"""The style sheet: contrast of ink on paper in both schemes, and no address outside the site."""

from __future__ import annotations

import re

import pytest

from giliran.render.project import project

CSS = "".join(path.read_text("utf-8") for path in sorted((project().assets / "style").glob("*.css")))
PAIRS = [
    (ink, paper) for ink in ("ink", "quiet", "accent") for paper in ("paper", "wash", "stripes", "accent-soft")
] + [("paper", "accent")]


def colours(block: str) -> dict[str, str]:
    """Give the named colours of a block."""
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_contrast(scheme: str) -> None:
    light, _, rest = CSS.partition("@media (prefers-color-scheme: dark)")
    dark, _, _ = rest.partition("body > header")
    printed = CSS.partition("@media print")[2]
    named = colours({"light": light, "dark": dark, "print": printed}[scheme])
    assert {name for pair in PAIRS for name in pair} <= named.keys()
    for ink, paper in PAIRS:
        brighter, darker = sorted((luminance(named[ink]), luminance(named[paper])), reverse=True)
        ratio = (brighter + 0.05) / (darker + 0.05)
        assert ratio >= 4.5, (ink, paper, round(ratio, 2))


def test_nothing_is_fetched_from_elsewhere() -> None:
    for path in sorted(project().assets.rglob("*.css")):
        text = path.read_text("utf-8")
        assert "@import" not in text
        assert not re.findall(r"url\((?!\s*[\"']?(?:data:|#))", text), path.name


def test_the_vendored_file_names_its_version_and_licence() -> None:
    vendor = project().assets / "vendor"
    version = re.search(r"Pico CSS .*?v([0-9.]+)", (vendor / "pico.css").read_text("utf-8"))
    assert version is not None
    assert version[1] in (vendor / "README.md").read_text("utf-8")
    assert "MIT License" in (vendor / "pico.LICENSE.txt").read_text("utf-8")
