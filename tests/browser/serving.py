"""A built site served on the loopback as real servers do: compressed, typed, and with a word on caching."""

from __future__ import annotations

import gzip
import threading
from contextlib import contextmanager
from functools import cache, partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/vnd.microsoft.icon",
    ".ics": "text/calendar; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".pagefind": "application/octet-stream",
    ".parquet": "application/vnd.apache.parquet",
    ".pf_fragment": "application/octet-stream",
    ".pf_index": "application/octet-stream",
    ".pf_meta": "application/octet-stream",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml",
    ".yaml": "application/yaml",
}
PACKED = {".pagefind", ".parquet", ".pf_fragment", ".pf_index", ".pf_meta", ".png"}
"""What is compressed already."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30  # seconds without a request, after which a connection ends

    def __init__(self, root: Path, folder: str, *given: object) -> None:
        self._root = root
        self._folder = folder
        super().__init__(*given)  # type: ignore[arg-type]  # what the server hands over

    def do_GET(self) -> None:
        found = self._found()
        status, file = (HTTPStatus.OK, found) if found is not None else (HTTPStatus.NOT_FOUND, self._root / "404.html")
        content = file.read_bytes()
        self.send_response(status)
        for name, value in _said_of(self._root, f"/{file.relative_to(self._root).as_posix()}"):
            self.send_header(name, value)
        self.send_header("Content-Type", TYPES[file.suffix])
        self.send_header("Cache-Control", "max-age=600" if file.suffix == ".html" else "max-age=31536000")
        if file.suffix not in PACKED and "gzip" in self.headers.get("Accept-Encoding", ""):
            content = _compressed(content)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Vary", "Accept-Encoding")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _found(self) -> Path | None:
        asked = unquote(urlsplit(self.path).path)
        if not asked.startswith(self._folder):
            return None
        path = asked.removeprefix(self._folder)
        place = (self._root / path).resolve()
        if not place.is_relative_to(self._root):
            return None
        if path.endswith("/") or not path:
            place /= "index.html"
        return place if place.is_file() else None

    def log_message(self, *_: object) -> None:
        """Say nothing: the tests look at the pages."""


@cache
def _said_of(root: Path, path: str) -> tuple[tuple[str, str], ...]:
    """Give the headers that the site asks its server for with a path, as its own file says them: as Cloudflare reads it.

    That search engines shall keep away from the internal edition is left out: it is no matter of any page.
    """
    told: dict[str, list[str]] = {}
    rule = ""
    for line in (root / "_headers").read_text("utf-8").splitlines():
        if not line.startswith("  "):
            rule = line
        elif rule in {"/*", path}:
            name, _, value = line.strip().partition(": ")
            if name.startswith("! "):
                del told[name[2:]]
            else:
                told.setdefault(name, []).append(value)
    return tuple((name, ", ".join(values)) for name, values in told.items() if name != "X-Robots-Tag")


@cache
def _compressed(content: bytes) -> bytes:
    return gzip.compress(content, 6, mtime=0)


class _Server(ThreadingHTTPServer):
    daemon_threads = True  # a browser that keeps a connection open does not keep the tests waiting

    def handle_error(self, *_: object) -> None:
        """Let a browser go away in the middle of an answer."""


@contextmanager
def serving(root: Path, folder: str = "/") -> Iterator[str]:
    """Serve a site on a free port of the loopback, in a folder of the server, which begins and ends with a slash.

    Gives its address, with a final slash.
    """
    with _Server(("127.0.0.1", 0), partial(_Handler, root.resolve(), folder)) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{folder}"
        finally:
            server.shutdown()
            thread.join(10)
