"""What a server says with every file of the site: one list. The file ``_headers`` and the live preview both take it.

Nothing is loaded from elsewhere and nothing is written inline, so the policy names the site itself and little more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from giliran.audience import Audience

PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'self'"
)
"""What a page says of itself in its head, for a server that sends no headers of its own."""

SEARCH_POLICY = PAGE_POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
"""What the page of the search says: its index is read by WebAssembly, which is compiled from a file of the site."""

_UNUSED = ("accelerometer", "camera", "geolocation", "gyroscope", "magnetometer", "microphone", "payment", "usb")


def headers(audience: Audience) -> tuple[tuple[str, str], ...]:
    """Give the headers of an edition, names and values.

    The header allows what the search needs, for every path, because a page can only be stricter than its header; each
    other page is, by what it says in its head.

    Who may put the site into a frame can only be said here, not in a page. The internal edition asks not to be listed
    by search engines; that it is not read by strangers is the matter of the sign-in it stands behind.
    """
    found = (
        ("Content-Security-Policy", f"{SEARCH_POLICY}; frame-ancestors 'none'"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Permissions-Policy", ", ".join(f"{feature}=()" for feature in _UNUSED)),
    )
    return (*found, ("X-Robots-Tag", "noindex, nofollow")) if audience == "internal" else found


def header_file(audience: Audience) -> bytes:
    """Write the headers as Netlify and Cloudflare Pages read them, for every path."""
    lines = "".join(f"  {name}: {value}\n" for name, value in headers(audience))
    return f"/*\n{lines}".encode()
