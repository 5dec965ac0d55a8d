"""The live preview as an editor meets it: a real process, real edits, and what an open page then shows."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from giliran.render.headers import headers
from tests.browser.chromium import started, until
from tests.preview import PATIENCE, TAG, checkout, environment, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.preview import Running

UNIT = "bpad/subbid-inventarisasi"
MONTH = f"/schedules/{UNIT}/2023-10/"
SCHEDULE = f"schedules/{UNIT}/2023-10.yaml"
BROKEN = "wfh: [\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a checkout of one's own with two agencies."""
    return checkout(tmp_path / "checkout")


@pytest.fixture
def preview(root: Path) -> Iterator[Running]:
    """Give a preview of that checkout."""
    with running(root) as started:
        yield started


def edit(root: Path, name: str, old: str, new: str) -> None:
    """Replace some words that stand once in a file."""
    path = root / name
    text = path.read_text("utf-8")
    assert text.count(old) == 1, (name, old)
    path.write_text(text.replace(old, new), "utf-8")


def banner(page: str) -> str:
    """Give the alert on top of a page, or nothing."""
    found = re.search(r'<div class="giliran-trouble" role="alert".*?</div>', page, re.DOTALL)
    return found[0] if found else ""


@pytest.mark.parametrize(
    ("name", "old", "new", "page", "seen"),
    [
        (SCHEDULE, "reason: ", "reason: gladi bersih; ", MONTH, "gladi bersih"),
        (f"units/{UNIT}.yaml", "name: Subbidang Inventarisasi\n", "name: Subbidang Baru\n", MONTH, "Subbidang Baru"),
        (
            "policy/dki-jakarta/se-sekda-34-2023/clauses/wfh-share.yaml",
            "Batas pegawai yang bekerja dari rumah",
            "Batas yang baru",
            MONTH,
            "Batas yang baru",
        ),
        (
            "policy/dki-jakarta/se-sekda-34-2023/clauses/wfh-share.yaml",
            "Share of a unit that may work from home",
            "The new limit",
            "/en/law/dki-jakarta/se-sekda-34-2023/",
            "The new limit",
        ),
        ("site/templates/month.html", "<h1>", "<h1>* ", MONTH, "<h1>* Subbidang Inventarisasi"),
        ("site/templates/documents/law.md", "\n# {% trans", "\n# * {% trans", "/law/", "* Aturan"),
        ("site/assets/style/30-text.css", "/* Text */", "/* Letters */", "/assets/giliran.css", "/* Letters */"),
        ("site/pages/about.id.md", "# Tentang situs ini", "# Tentang kami", "/about/", "Tentang kami"),
        ("site/locale/en/LC_MESSAGES/site.po", '"Guides"', '"Handbooks"', "/en/about/", "Handbooks"),
    ],
)
def test_an_edit_shows_without_asking(
    root: Path, preview: Running, name: str, old: str, new: str, page: str, seen: str
) -> None:
    before = preview.fetch(page)
    assert before.status == 200
    assert seen not in before.text
    with preview.listening() as versions:
        first = next(versions)
        edit(root, name, old, new)
        second = next(versions)
    after = preview.fetch(page)
    assert seen in after.text
    if page.endswith("/"):
        assert (before.version, after.version) == (first, second)
    assert "Traceback" not in "".join(preview.said)


def test_what_is_shown_is_what_is_built(root: Path, tmp_path: Path) -> None:
    """Files of every kind in both editions, but for the one tag that lets a page follow edits."""
    for audience in ("internal", "public"):
        out = tmp_path / audience
        command = [sys.executable, "-m", "giliran", "-C", str(root), "build", "--out", str(out), "--audience", audience]
        subprocess.run(command, check=True, capture_output=True, env=environment(root))
        built = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
        del built[".giliran"]
        kinds = {name.partition("/")[0] for name in built if "/" in name}
        assert kinds >= {"assets", "codes", "data", "en", "law", "schedules", "schemas", "source"}
        with running(root, "--audience", audience) as preview:
            # The first of each folder, so that every kind is among them, and every twelfth of all.
            chosen = {name.rpartition("/")[0]: name for name in sorted(built, reverse=True)}
            for name in sorted({*chosen.values(), *sorted(built)[::12]}):
                content = built[name]
                reply = preview.fetch(f"/{name}")
                assert reply.status == 200, name
                if name.endswith(".html"):
                    shown, tags = TAG.subn("", reply.text)
                    assert (tags, shown.encode() == content) == (1, True), name
                else:
                    assert reply.body == content, name


def test_errors_stand_on_top_of_the_last_good_page(root: Path, preview: Running) -> None:
    good = preview.fetch(MONTH)
    assert not banner(good.text)
    original = (root / SCHEDULE).read_text("utf-8")
    (root / SCHEDULE).write_text(BROKEN, "utf-8")
    bad = preview.wait(MONTH, lambda reply: bool(banner(reply.text)))
    assert bad.status == 200
    assert "Data belum benar: 1 kesalahan" in banner(bad.text)
    assert "YM001" in banner(bad.text)
    assert f"{SCHEDULE}:" in banner(bad.text)
    assert '<link rel="stylesheet" href="/_giliran/preview.css">' in bad.text
    assert good.text.partition("<h1>")[2] == bad.text.partition("<h1>")[2], "the page itself stays"
    assert preview.says("YM001"), "the terminal says it too"
    assert banner(preview.fetch("/en/about/").text)
    assert banner(preview.fetch("/nowhere/").text)
    (root / SCHEDULE).write_text(original, "utf-8")
    mended = preview.wait(MONTH, lambda reply: not banner(reply.text))
    assert TAG.sub("", mended.text) == TAG.sub("", good.text)


def test_errors_are_told_in_the_language_asked_for_and_as_text(root: Path) -> None:
    with running(root, "--lang", "en") as preview:
        edit(root, f"units/{UNIT}.yaml", "kind: subbidang", "kind: <script>alert(1)</script>")
        told = banner(preview.wait(MONTH, lambda reply: bool(banner(reply.text))).text)
    assert 'lang="en"' in told
    assert "The data are not right: 1 error" in told
    assert "Below is the last state that was right" in told
    assert "&lt;script&gt;" in told
    assert "<script" not in told


def test_a_start_with_errors_is_a_page_that_says_so(root: Path) -> None:
    original = (root / SCHEDULE).read_text("utf-8")
    (root / SCHEDULE).write_text(BROKEN, "utf-8")
    with running(root) as preview:
        for path in ("/", MONTH, "/nowhere"):
            reply = preview.fetch(path)
            assert reply.status == 503
            assert reply.headers["Content-Type"] == "text/html; charset=utf-8"
            assert "YM001" in banner(reply.text)
            assert reply.version
        assert preview.fetch("/_giliran/preview.css").status == 200
        (root / SCHEDULE).write_text(original, "utf-8")
        assert preview.wait(MONTH, lambda reply: reply.status == 200).version


@pytest.mark.parametrize(
    ("name", "old", "new", "place", "words"),
    [
        ("site/templates/month.html", "{% block content %}", "{% block %}", "site/templates/month.html:", "keliru"),
        (
            "site/templates/month.html",
            "<h1>",
            "<h1>{{ nobody.here }}",
            "site/templates/month.html:",
            "&#39;nobody&#39;",
        ),
        ("site/templates/month.html", "<h1>", "<h1>{{ 1 / 0 }}", "site/templates/month.html:", "ZeroDivisionError"),
        (
            "site/templates/month.html",
            "<h1>",
            '{% include "gone.html" %}<h1>',
            "site/templates/month.html:",
            "gone.html",
        ),
    ],
)
def test_a_template_that_fails_is_told_with_its_line(
    root: Path, preview: Running, name: str, old: str, new: str, place: str, words: str
) -> None:
    good = preview.fetch(MONTH)
    original = (root / name).read_text("utf-8")
    line = original[: original.index(old)].count("\n") + 1
    edit(root, name, old, new)
    bad = preview.wait(MONTH, lambda reply: bool(banner(reply.text)))
    assert bad.status == 200
    assert "Situs tidak dapat dibuat" in banner(bad.text)
    assert f"{place}{line}\n" in banner(bad.text)
    assert words in banner(bad.text)
    assert good.text.partition("<h1>")[2] == bad.text.partition("<h1>")[2], "the last good page stays"
    assert preview.says(f"{place}{line}")
    (root / name).write_text(original, "utf-8")
    preview.wait(MONTH, lambda reply: reply.status == 200 and not banner(reply.text))
    assert "Traceback" not in "".join(preview.said)


def test_a_missing_translation_is_told_on_the_pages_that_lack_it(root: Path, preview: Running) -> None:
    english = f"/en{MONTH}"
    assert preview.fetch(english).status == 200
    edit(root, "site/templates/month.html", "<h1>", "{% trans %}Belum ada{% endtrans %}<h1>")
    told = banner(preview.wait(english, lambda reply: bool(banner(reply.text))).text)
    assert "site/templates/month.html:" in told
    assert "Belum ada terjemahan (en): “Belum ada”" in told
    assert "Belum ada<h1>" in preview.fetch(MONTH).text


def test_a_catalogue_and_a_page_that_cannot_be_read_are_told(root: Path, preview: Running) -> None:
    catalogue = "site/locale/en/LC_MESSAGES/site.po"
    words = (root / catalogue).read_text("utf-8")
    (root / catalogue).write_text(f'{words}\nmsgid "a\n', "utf-8")
    assert f"{catalogue}:" in banner(preview.wait("/", lambda reply: bool(banner(reply.text))).text)
    (root / catalogue).write_text(words, "utf-8")
    preview.wait("/", lambda reply: not banner(reply.text))
    edit(root, "site/pages/about.id.md", "# Tentang situs ini", "[x](nowhere.md)\n\n# Tentang situs ini")
    assert "nowhere.md" in banner(preview.wait("/about/", lambda reply: bool(banner(reply.text))).text)


def test_a_program_that_starts_broken_says_so(root: Path) -> None:
    base = root / "site/templates/base.html"
    original = base.read_text("utf-8")
    base.write_text(original.replace("{% block content %}", "{{ nobody }}{% block content %}"), "utf-8")
    with running(root) as preview:
        reply = preview.fetch("/")
        assert reply.status == 500
        assert "site/templates/base.html:" in banner(reply.text)
        base.write_text(original, "utf-8")
        preview.wait("/", lambda reply: reply.status == 200)


def test_the_preview_outlives_its_own_templates(root: Path) -> None:
    (root / SCHEDULE).write_text(BROKEN, "utf-8")
    (root / "site/templates/preview/trouble.html").write_text("{% nonsense %}", "utf-8")
    with running(root) as preview:
        reply = preview.fetch("/")
    assert reply.status == 503
    assert reply.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "YM001" in reply.text


def test_folders_may_vanish_and_come_back(root: Path, preview: Running) -> None:
    assert preview.fetch(MONTH).status == 200
    (root / "policy").rename(root / "elsewhere")
    gone = preview.wait(MONTH, lambda reply: bool(banner(reply.text)))
    assert "policy/" in banner(gone.text)
    (root / "elsewhere").rename(root / "policy")
    preview.wait(MONTH, lambda reply: not banner(reply.text))
    shutil.rmtree(root / "schedules")
    preview.wait(f"/source/{SCHEDULE}", lambda reply: reply.status == 404)
    (root / SCHEDULE).parent.mkdir(parents=True)
    (root / SCHEDULE).write_text("wfh:\n  2023-10-02: []\n", "utf-8")
    preview.wait(f"/source/{SCHEDULE}", lambda reply: reply.status == 200 and "2023-10-02: []" in reply.text)
    edit(root, f"units/{UNIT}.yaml", "name: Subbidang Inventarisasi\n", "name: Subbidang Baru\n")
    preview.wait(MONTH, lambda reply: "Subbidang Baru" in reply.text)


def test_an_editor_may_save_in_its_own_way(root: Path, preview: Running) -> None:
    """Half first and whole later; a new file in the place of the old; with its own files beside it."""
    path = root / SCHEDULE
    text = path.read_text("utf-8")
    half, whole = text[: len(text) // 2], text.replace("reason: ", "reason: rapat pagi; ")
    (path.parent / ".2023-10.yaml.swp").write_bytes(b"\0vim")
    with path.open("w", encoding="utf-8") as file:
        file.write(half)
        file.flush()
        time.sleep(0.2)
        file.write(whole[len(half) :])
    preview.wait(MONTH, lambda reply: "rapat pagi" in reply.text and not banner(reply.text))
    beside = path.with_name("2023-10.yaml~")
    beside.write_text(text.replace("reason: ", "reason: rapat sore; "), "utf-8")
    beside.replace(path)
    preview.wait(MONTH, lambda reply: "rapat sore" in reply.text and not banner(reply.text))
    assert preview.process.poll() is None


def test_a_change_of_nothing_is_no_news(root: Path, preview: Running) -> None:
    with preview.listening() as versions:
        first = next(versions)
        (root / SCHEDULE).touch()
        (root / f"{SCHEDULE}~").write_text("x", "utf-8")
        time.sleep(1)
        edit(root, SCHEDULE, "reason: ", "reason: gladi; ")
        second = next(versions)
    assert [version.rpartition("-")[2] for version in (first, second)] == ["1", "2"]


def test_http_is_honest(root: Path) -> None:
    with running(root, "--audience", "public") as preview:
        page = preview.fetch("/")
        for path in ("/", "/assets/giliran.css", "/nowhere", "/law", "/_giliran/reload.js", "/_giliran/nothing"):
            reply = preview.fetch(path)
            assert {name: reply.headers[name] for name, _ in headers("public")} == dict(headers("public")), path
            assert reply.headers["X-Robots-Tag"] is None
            assert reply.headers["Cache-Control"] == "no-store"
        types = {
            "/": "text/html; charset=utf-8",
            "/assets/giliran.css": "text/css; charset=utf-8",
            "/assets/giliran.svg": "image/svg+xml; charset=utf-8",
            "/assets/card.png": "image/png",
            "/data/usage.csv": "text/csv; charset=utf-8",
            "/schemas/grammar/unit.schema.json": "application/json; charset=utf-8",
            "/sitemap.xml": "application/xml; charset=utf-8",
            "/robots.txt": "text/plain; charset=utf-8",
            "/_giliran/reload.js": "text/javascript; charset=utf-8",
            "/_giliran/preview.css": "text/css; charset=utf-8",
        }
        assert {path: preview.fetch(path).headers["Content-Type"] for path in types} == types
        lost = preview.fetch("/nowhere/at/all")
        assert (lost.status, "Halaman ini tidak ada" in lost.text) == (404, True)
        bare = preview.fetch("/", "HEAD")
        assert (bare.status, bare.body, bare.headers["Content-Length"]) == (200, b"", str(len(page.body)))
        for method in ("POST", "PUT", "DELETE", "OPTIONS", "BREW"):
            refused = preview.fetch("/", method)
            assert (refused.status, refused.headers["Allow"]) == (405, "GET, HEAD"), method
        for path, target in (("/law", "/law/"), ("/en", "/en/"), (f"/schedules/{UNIT}?a=b", f"/schedules/{UNIT}/?a=b")):
            moved = preview.fetch(path)
            assert (moved.status, moved.headers["Location"]) == (301, target)


@pytest.mark.parametrize(
    "path",
    [
        "/../../../../etc/passwd",
        "/..%2f..%2fmkdocs.yml",
        "/%2e%2e/site/templates/base.html",
        "/assets/../../../mkdocs.yml",
        "/assets/style/10-ink.css",
        "//etc/passwd",
        "/assets",
        "/assets/",
        "/source/policy",
        "/schedules/",
        "/policy/calendar.yaml",
        "/.git/config",
        "/law/%00",
        "/_giliran/",
        "/_giliran/../reload.js",
    ],
)
def test_only_the_files_of_the_site_are_answered(shared: Running, path: str) -> None:
    reply = shared.fetch(path)
    assert reply.status == 404
    assert reply.text.startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("path", "given", "status"),
    [
        ("/%ff", {}, 400),
        ("law/", {}, 400),
        ("/", {"Host": "evil.example"}, 421),
        ("/", {"Host": "127.0.0.1.evil.example:8000"}, 421),
        ("/", {"Host": "localhost:1234"}, 200),
        ("/", {"Host": "[::1]:1234"}, 200),
    ],
)
def test_only_this_computer_is_answered(shared: Running, path: str, given: dict[str, str], status: int) -> None:
    """A page elsewhere may make its own name lead to this computer; it learns nothing."""
    assert shared.fetch(path, headers=given).status == status


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Give a preview that nobody edits."""
    with running(checkout(tmp_path_factory.mktemp("shared") / "checkout")) as started:
        yield started


def test_it_listens_on_the_loopback_only(shared: Running) -> None:
    with socket.create_connection(("127.0.0.1", shared.port), timeout=PATIENCE):
        pass
    # Any other address of this computer: one that listens everywhere would answer here too.
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.2", shared.port), timeout=PATIENCE):
        pass


def test_pages_that_listen_are_bounded(shared: Running) -> None:
    listeners = [socket.create_connection(("127.0.0.1", shared.port), timeout=PATIENCE) for _ in range(70)]
    answers = []
    for listener in listeners:
        listener.sendall(b"GET /_giliran/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        answers.append(listener.recv(12))
    assert answers.count(b"HTTP/1.1 200") == 64
    assert answers.count(b"HTTP/1.1 503") == 6
    assert shared.fetch("/").status == 200
    for listener in listeners:
        listener.close()


def test_ctrl_c_ends_it_even_while_pages_listen(root: Path) -> None:
    with running(root) as preview:
        said = "".join(preview.said)
        assert f"Pratinjau edisi internal: http://127.0.0.1:{preview.port}/" in said
        assert f"Preview of the internal edition: http://127.0.0.1:{preview.port}/" in said
        with preview.listening() as versions:
            next(versions)
            assert preview.stop() == 0
            assert list(versions) == []
    assert "Traceback" not in "".join(preview.said)


def serve(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "giliran", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, check=False, encoding="utf-8", timeout=PATIENCE)


def test_a_port_that_is_taken_is_the_operators_matter(root: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = serve(root, "-C", str(root), "serve", "--port", str(port))
    assert done.returncode == 2
    assert f"Port {port} tidak dapat dipakai" in done.stderr
    assert f"Port {port} cannot be used" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_without_data_is_refused_at_the_start(tmp_path: Path) -> None:
    for arguments in (["-C", "gone", "serve", "--port", "0"], ["serve", "--port", "0"], ["serve", "--port", "65536"]):
        done = serve(tmp_path, *arguments)
        assert done.returncode == 2, arguments
        assert "Traceback" not in done.stderr


def test_in_a_browser_the_page_follows_by_itself(root: Path, preview: Running) -> None:
    said: list[str] = []
    with started() as chromium:
        page = chromium.new_page(viewport={"width": 800, "height": 400})
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"http://127.0.0.1:{preview.port}{MONTH}")
        page.evaluate("scrollTo(0, 300)")
        edit(root, SCHEDULE, "reason: ", "reason: gladi bersih; ")
        expect(page.get_by_text("gladi bersih")).to_have_count(1, timeout=PATIENCE * 1000)
        until(page, "scrollY === 300")
        good = (root / SCHEDULE).read_text("utf-8")
        (root / SCHEDULE).write_text(BROKEN, "utf-8")
        expect(page.get_by_role("alert")).to_contain_text("YM001", timeout=PATIENCE * 1000)
        expect(page.get_by_text("gladi bersih")).to_have_count(1)
        (root / SCHEDULE).write_text(good, "utf-8")
        expect(page.get_by_role("alert")).to_have_count(0, timeout=PATIENCE * 1000)
    assert not said, "the content-security policy lets the preview work"
