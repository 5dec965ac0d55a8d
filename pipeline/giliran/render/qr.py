"""QR codes for paper: the way from a printed page back to the living one."""

from __future__ import annotations

import segno
from markupsafe import Markup

_MASK = 3
"""One of the eight patterns a code may be masked with. Any reader takes any; trying all for the prettiest costs 2 ms a page."""


def qr_svg(address: str) -> Markup:
    """Draw an address as an SVG for the middle of a page, with the quiet zone of ISO/IEC 18004 and medium correction."""
    code = segno.make(address, error="m", mask=_MASK, micro=False, boost_error=False)
    return Markup(code.svg_inline(border=4, omitsize=True, svgclass=None, lineclass=None))  # noqa: S704 - paths only
