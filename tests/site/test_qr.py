"""The QR code of a printed month: another library reads it from the sheet of paper, and it leads to the page itself."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from giliran.check import check
from giliran.render.qr import qr_svg
from giliran.render.site import build_site
from giliran.store import read_tree

if TYPE_CHECKING:
    from pathlib import Path

    from tests.site.reading import Site

UNIT = "schedules/bpad/subbid-inventarisasi/2023-09/"


@pytest.mark.parametrize("folder", ["", "en/"])
def test_each_month_carries_the_code_of_its_own_address(internal: Site, public: Site, folder: str) -> None:
    for site, address in ((internal, "https://giliran-internal.example/"), (public, "https://giliran.example/")):
        text = site.files[f"{folder}{UNIT}index.html"].decode()
        assert text.count('<figure class="qr"') == 1
        assert f"<figcaption>{address}{folder}{UNIT}</figcaption>" in text
        assert str(qr_svg(f"{address}{folder}{UNIT}")) in text


def test_no_address_no_code(small: Path, tmp_path: Path) -> None:
    (small / "policy" / "publication.yaml").unlink()
    outcome = check(read_tree(small))
    assert outcome.report.clean
    build_site(outcome.corpus, "internal", tmp_path / "html", 0)
    page = (tmp_path / "html" / UNIT / "index.html").read_text("utf-8")
    assert 'class="qr"' not in page
    shutil.rmtree(tmp_path / "html")


@pytest.mark.parametrize("address", ["https://giliran.example/", "https://a.example/" + "en/schedules/dinas/" * 8])
def test_another_library_reads_it(address: str) -> None:
    """The modules are drawn from the path of the SVG by hand: rows of h (ink) and m (gap), as segno writes them."""
    import numpy as np
    import zxingcpp

    svg = str(qr_svg(address))
    size = int(re.findall(r'viewBox="0 0 (\d+) \d+"', svg)[0])
    pixels = np.full((size, size), 255, dtype=np.uint8)
    x = y = 0.0
    for kind, first, second in re.findall(
        r"([Mmh])(-?[\d.]+)(?:[ ,]?(-?[\d.]+))?", re.findall(r' d="([^"]*)"', svg)[0]
    ):
        if kind == "M":
            x, y = float(first), float(second)
        elif kind == "m":
            x, y = x + float(first), y + float(second)
        else:
            pixels[int(y), int(x) : int(x + float(first))] = 0
            x += float(first)
    (found,) = zxingcpp.read_barcodes(np.kron(pixels, np.ones((8, 8), dtype=np.uint8)))
    assert found.text == address
