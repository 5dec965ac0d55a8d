"""What a server says with every file of the site: one list. The file ``_headers`` and the live preview both take it.

Nothing is loaded from elsewhere and nothing is written inline, so the policy names the site itself and little more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from giliran.render.grid import WORKER

if TYPE_CHECKING:
    from giliran.audience import Audience

PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'self'"
)
"""What a page says of itself in its head, for a server that sends no headers of its own."""

SEARCH_POLICY = PAGE_POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
"""What the page of the search says: its index is read by WebAssembly, which is compiled from a file of the site."""

GRID_POLICY = f"{PAGE_POLICY}; worker-src 'self'"
"""What a page with a grid says: its judge works in a worker, whose own policy comes with the worker's file."""

JUDGE_POLICY = "default-src 'none'; script-src 'self' 'unsafe-eval'"
"""What the server says with the file of that worker, and with nothing else: Ajv compiles each schema into a function.

A worker that was loaded from a server goes by the policy of its own file, not by its page's. It has no page to write
to, loads only itself and Ajv, and can ask for nothing.
"""

_UNUSED = ("accelerometer", "camera", "geolocation", "gyroscope", "magnetometer", "microphone", "payment", "usb")


def headers(audience: Audience, path: str = "") -> tuple[tuple[str, str], ...]:
    """Give the headers of an edition for a path in it, names and values.

    The header allows what the search needs, for every path, because a page can only be stricter than its header; each
    other page is, by what it says in its head. Only the worker that judges has a policy of its own.

    Who may put the site into a frame can only be said here, not in a page. The internal edition asks not to be listed
    by search engines; that it is not read by strangers is the matter of the sign-in it stands behind.
    """
    judges = audience == "internal" and path == WORKER
    found = (
        ("Content-Security-Policy", JUDGE_POLICY if judges else f"{SEARCH_POLICY}; frame-ancestors 'none'"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Permissions-Policy", ", ".join(f"{feature}=()" for feature in _UNUSED)),
    )
    return (*found, ("X-Robots-Tag", "noindex, nofollow")) if audience == "internal" else found


def header_file(audience: Audience) -> bytes:
    """Write the headers as Netlify and Cloudflare Pages read them.

    Rules for the same file add up, and of two policies the stricter holds: so the one for every path is taken back first.
    """
    lines = "".join(f"  {name}: {value}\n" for name, value in headers(audience))
    found = f"/*\n{lines}"
    if audience == "internal":
        found += f"\n/{WORKER}\n  ! Content-Security-Policy\n  Content-Security-Policy: {JUDGE_POLICY}\n"
    return found.encode()
