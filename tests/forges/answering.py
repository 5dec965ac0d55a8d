"""A forge on this machine: it keeps proposals and comments, and answers as the real ones do, so that ours can be tried."""

from __future__ import annotations

import json
import re
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = "rahasia"
LOGIN = "github-actions[bot]"
PAGE = 30
"""Entries a page, whatever is asked for: forges have limits of their own."""


class Kept:
    """What a forge keeps, and how it calls it: GitHub and its kin, or GitLab."""

    def __init__(self, *, gitlab: bool = False, pages: bool = True) -> None:
        self.gitlab = gitlab
        self.pages = pages
        self.comments: dict[int, list[dict[str, Any]]] = {}
        self.proposals: list[dict[str, Any]] = []
        self.tip = ""
        """The last commit of every proposal."""
        self.asked: list[str] = []
        self.address = ""

    @property
    def environment(self) -> dict[str, str]:
        """Give what the runner of such a forge sets."""
        if self.gitlab:
            return {"FORGE_TOKEN": TOKEN, "CI_API_V4_URL": self.address, "CI_PROJECT_ID": "7"}
        return {"FORGE_TOKEN": TOKEN, "GITHUB_API_URL": self.address, "GITHUB_REPOSITORY": "kota/jadwal"}

    def add(self, number: int, login: str, body: str) -> None:
        """Keep a comment of somebody."""
        writer = {"author": {"username": login}} if self.gitlab else {"user": {"login": login}}
        identity = 1000 + sum(map(len, self.comments.values()))
        self.comments.setdefault(number, []).append({"id": identity, "body": body, **writer})

    def bodies(self, number: int) -> list[str]:
        """Give the texts of the comments on a proposal."""
        return [comment["body"] for comment in self.comments.get(number, [])]

    def on_lines(self, number: int) -> list[tuple[str, int | None, int, str]]:
        """Give the comments that stand on lines: the file, the first line, the last one, and the text."""
        kept = [comment for comment in self.comments.get(number, []) if "line" in comment or comment.get("position")]
        if self.gitlab:
            places = [comment["position"] for comment in kept]
            return [(at["new_path"], None, at["new_line"], one["body"]) for at, one in zip(places, kept, strict=True)]
        return [(one["path"], one["start_line"], one["line"], one["body"]) for one in kept]

    def answer(self, method: str, target: str, body: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON
        """Answer one request, or ``None`` for what is not there."""
        asked = urlsplit(target)
        query = parse_qs(asked.query)
        self.asked.append(f"{method} {asked.path}")
        prefix = "/projects/7/merge_requests" if self.gitlab else "/repos/kota/jadwal"
        assert asked.path.startswith(prefix), asked.path
        path = asked.path.removeprefix(prefix)
        if method == "GET" and path == ("" if self.gitlab else "/pulls"):
            branch = query["target_branch" if self.gitlab else "base"][0]
            state = query["state"][0]
            return self._page(query, [one for one in self.proposals if (one["to"], one["state"]) == (branch, state)])
        if (told := self._about_lines(method, path, query, body)) is not None:
            return told
        if found := re.fullmatch(r"/(\d+)/notes" if self.gitlab else r"/issues/(\d+)/comments", path):
            number = int(found[1])
            if method == "GET":
                return self._page(query, self.comments.get(number, []))
            assert method == "POST"
            self.add(number, LOGIN, body["body"])
            return self.comments[number][-1]
        found = re.fullmatch(r"/\d+/notes/(\d+)" if self.gitlab else r"/issues/comments/(\d+)", path)
        assert found, path
        assert method == ("PUT" if self.gitlab else "PATCH")
        (comment,) = [one for all_of in self.comments.values() for one in all_of if one["id"] == int(found[1])]
        comment["body"] = body["body"]
        return comment

    def _about_lines(self, method: str, path: str, query: dict[str, list[str]], body: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON
        """Answer what is asked about comments on lines; ``None`` for all else."""
        if method == "DELETE":
            identity = int(path.rpartition("/")[2])
            for number, all_of in self.comments.items():
                self.comments[number] = [one for one in all_of if one["id"] != identity]
            return ""
        if self.gitlab and method == "GET" and (found := re.fullmatch(r"/(\d+)", path)):
            return {"iid": int(found[1]), "diff_refs": dict.fromkeys(("base_sha", "start_sha", "head_sha"), self.tip)}
        if self.gitlab and (found := re.fullmatch(r"/(\d+)/discussions", path)):
            assert {"base_sha", "start_sha", "head_sha", "new_line"} <= body["position"].keys()
            self.add(int(found[1]), LOGIN, body["body"])
            self.comments[int(found[1])][-1]["position"] = body["position"]
            return {"id": "1"}
        if not self.gitlab and (found := re.fullmatch(r"/pulls/(\d+)/comments", path)):
            return self._page(query, [one for one in self.comments.get(int(found[1]), []) if "line" in one])
        if not self.gitlab and (found := re.fullmatch(r"/pulls/(\d+)/reviews", path)):
            assert (body["event"], body["commit_id"]) == ("COMMENT", self.tip)
            for one in body["comments"]:
                assert one["side"] == "RIGHT"
                self.add(int(found[1]), LOGIN, one["body"])
                place = {"path": one["path"], "line": one["line"], "start_line": one.get("start_line")}
                self.comments[int(found[1])][-1].update(place)
            return {"id": 1}
        return None

    def _page(self, query: dict[str, list[str]], entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if not self.pages:
            return entries
        start = (int(query["page"][0]) - 1) * PAGE
        return entries[start : start + PAGE]


@contextmanager
def answering(kept: Kept) -> Iterator[Kept]:
    """Answer on loopback for as long as the test wants."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else {}
            right = TOKEN in (
                self.headers.get("PRIVATE-TOKEN"),
                (self.headers.get("Authorization") or "").partition(" ")[2],
            )
            answer = kept.answer(self.command, self.path, body) if right else {"message": "Bad credentials"}
            content = json.dumps(answer).encode() if answer != "" else b""
            self.send_response(200 if right else 401)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _answer  # noqa: N815 - as the library calls them

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the library calls it
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    kept.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield kept
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
