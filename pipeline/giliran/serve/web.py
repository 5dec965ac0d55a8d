"""HTTP for the preview, with the server of the standard library: one reader on one computer asks no more of it."""

from __future__ import annotations

import sys
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from posixpath import splitext
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from giliran.render.headers import headers
from giliran.render.preview import RESERVED
from giliran.serve.troubles import of_bug

if TYPE_CHECKING:
    from giliran.serve.preview import Preview

EVENTS = f"{RESERVED}events"
_STREAMS = 64
"""Most pages that may listen at once."""
_BEAT = 15.0
"""Seconds between signs of life, by which a page that has gone away is noticed."""
_NAMES = {"127.0.0.1", "localhost", "[::1]"}
"""What a browser may call this computer. Any other name is a page elsewhere that makes its own name lead here."""

_PLAIN = "text/plain; charset=utf-8"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".pagefind": "application/octet-stream",
    ".parquet": "application/vnd.apache.parquet",
    ".pdf": "application/pdf",
    ".pf_fragment": "application/octet-stream",
    ".pf_index": "application/octet-stream",
    ".pf_meta": "application/octet-stream",
    ".png": "image/png",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": _PLAIN,
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".yaml": "application/yaml; charset=utf-8",
}


class Server(ThreadingHTTPServer):
    """Listens on one address and answers from a preview."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = _STREAMS  # a browser that comes back opens the connections of all its pages at once

    def __init__(self, address: tuple[str, int], preview: Preview) -> None:
        self.preview = preview
        self.streams = threading.BoundedSemaphore(_STREAMS)
        super().__init__(address, _Handler)

    def handle_error(self, *_from: object) -> None:
        """Tell of a fault of ours; a browser that goes away in the middle of an answer is none."""
        error = sys.exception()
        if isinstance(error, Exception) and not isinstance(error, ConnectionError | TimeoutError):
            self.preview.tell(f"{of_bug(error, self.preview.language)}\n")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "giliran"
    sys_version = ""
    timeout = 60  # a connection that is kept open and not used ends
    server: Server

    def do_GET(self) -> None:
        self._serve()

    def do_HEAD(self) -> None:
        self._serve()

    def _serve(self) -> None:
        host = self.headers.get("Host", "127.0.0.1").lower()
        if host.rpartition(":")[0] not in _NAMES and host not in _NAMES:
            self._send(HTTPStatus.MISDIRECTED_REQUEST, _PLAIN, b"")
            return
        target = urlsplit(self.path)
        try:
            path = unquote(target.path, errors="strict")
        except UnicodeDecodeError:
            path = ""
        if not path.startswith("/"):
            self._send(HTTPStatus.BAD_REQUEST, _PLAIN, b"")
            return
        path = path[1:]
        if path == EVENTS:
            self._stream()
            return
        answer = self.server.preview.answer(path)
        more = {}
        if answer.moved is not None:
            query = f"?{target.query}" if target.query else ""
            more["Location"] = f"/{quote(answer.moved)}{query}"
        kind = _TYPES.get(splitext(answer.path)[1], _PLAIN)
        self._send(HTTPStatus(answer.status), kind, answer.body, more, answer.path)

    def _stream(self) -> None:
        """Tell the version of the site at once and at every change, for as long as somebody listens."""
        if not self.server.streams.acquire(blocking=False):
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, _PLAIN, b"")
            return
        try:
            self.close_connection = True
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", "text/event-stream; charset=utf-8")
            self.send_header("Connection", "close")
            self._end_headers()
            if self.command != "HEAD":
                self._tell_versions()
        finally:
            self.server.streams.release()

    def _tell_versions(self) -> None:
        self.wfile.write(b"retry: 500\n\n")
        known: str | None = None
        while (version := self.server.preview.version_after(known, _BEAT)) is not None:
            self.wfile.write(b": \n\n" if version == known else f"event: version\ndata: {version}\n\n".encode())
            known = version

    def _send(
        self, status: HTTPStatus, kind: str, body: bytes, more: dict[str, str] | None = None, path: str = ""
    ) -> None:
        body = body or f"{status.value} {status.phrase}\n".encode()
        self.send_response(status)
        for name, value in (more or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self._end_headers(path)
        if self.command != "HEAD":
            self.wfile.write(body)

    def _end_headers(self, path: str = "") -> None:
        self.send_header("Cache-Control", "no-store")
        for name, value in headers(self.server.preview.audience, path):
            self.send_header(name, value)
        self.end_headers()

    def send_error(self, code: int, *_told: str | None, **_more: str | None) -> None:
        """Answer what could not be read, or asks for something else than a file to be read."""
        self.close_connection = True  # what was sent along is not read
        if code == HTTPStatus.NOT_IMPLEMENTED:
            self._send(HTTPStatus.METHOD_NOT_ALLOWED, _PLAIN, b"", {"Allow": "GET, HEAD"})
        else:
            self._send(HTTPStatus(code), _PLAIN, b"")

    def log_message(self, *_told: object, **_more: object) -> None:
        """Say nothing: the terminal is for what changes."""
