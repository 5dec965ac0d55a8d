"""The history on the pages of the months: what is told to whom, and that it rests on the commit alone."""

from __future__ import annotations

import html
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import html5lib
import pytest

from giliran.render.site import build_site
from giliran.store import commit_time
from giliran.views.changes import SHOWN
from giliran.views.changes_people import NAMES
from tests.pasts import Repository, turns
from tests.repository import FILES, SCHEDULE, UNIT
from tests.site.reading import Site

if TYPE_CHECKING:
    from pathlib import Path

    from giliran.audience import Audience

PAGE = "schedules/bkd/umum/2023-09/index.html"
HEADINGS = {"": "Riwayat perubahan", "en/": "Change history"}
CANARY = "Kenari Rahasia"


def built(repository: Repository, out: Path, audience: Audience = "internal") -> Site:
    """Build an edition of what is checked out."""
    count = build_site(repository.corpus(), audience, out, commit_time(repository.data), history=repository.history())
    return Site(out, count)


def text(page: str) -> str:
    """Give the words of a part of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split()).replace(" ,", ",").replace(" ;", ";")


def section(site: Site, folder: str = "", page: str = PAGE) -> str:
    """Give the section of the history, as HTML."""
    found = re.findall(r'<section class="past".*?</section>', site.pages[folder + page], re.DOTALL)
    assert len(found) <= 1
    return found[0] if found else ""


def told(site: Site, folder: str = "", page: str = PAGE) -> list[str]:
    """Give what each change says, newest first, without its time and commit."""
    whole = section(site, folder, page)
    heads = re.findall(r'<li><span class="when">.*?</span>', whole)
    parts = re.split(r'<li><span class="when">.*?</span>', whole.partition("<ol>")[2].partition("</ol>")[0])
    assert len(parts) == len(heads) + 1
    return [text(part) for part in parts[1:]]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Give a repository in which everything has happened to one schedule; canaries stand in it and in its commits."""
    repository = Repository(tmp_path_factory.mktemp("story"))
    canary = FILES[UNIT].replace("Budi Rekaan", CANARY)
    first = turns({1: "ab02", 4: "ab02, ac03"})
    repository.begin({UNIT: canary, SCHEDULE: first})
    repository.commit({UNIT: FILES[UNIT], SCHEDULE: turns({1: "aa01", 4: "ab02, ac03"})}, f"Ganti {CANARY}")
    called = turns({1: "aa01", 4: "ab02, ac03"}, {4: "ab02"}, reason=f"sakit {CANARY}")
    repository.commit({SCHEDULE: called}, f"Perihal {CANARY}")
    repository.commit({SCHEDULE: called.replace(f"sakit {CANARY}", "rapat")})
    repository.commit({SCHEDULE: f"# {CANARY}\n" + called})
    repository.commit({SCHEDULE: f"wfh: {{2023-09-01: [{CANARY}]}}\n"})
    repository.commit({SCHEDULE: turns({4: "ab02, ac03"})})
    repository.commit({SCHEDULE: None})
    repository.commit({SCHEDULE: turns(dict.fromkeys((1, 4, 5, 6, 7, 8), "ab02, ac03"))})
    repository.commit({SCHEDULE: turns({day: "aa01, zz99"[: 4 + 6 * (day == 4)] for day in (1, 4, 5, 6, 7)})})
    repository.commit({SCHEDULE: turns({1: "aa01", 4: "aa01", 5: "ab02", 6: "aa01", 7: "aa01"})})
    return repository


@pytest.fixture(scope="module")
def internal(story: Repository, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Give the internal edition of the story."""
    return built(story, tmp_path_factory.mktemp("internal") / "html")


@pytest.fixture(scope="module")
def public(story: Repository, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Give the public edition of the story."""
    return built(story, tmp_path_factory.mktemp("public") / "html", "public")


def test_the_internal_edition_names_who_moved_where(internal: Site) -> None:
    assert told(internal) == [
        "Senin, 4 September pindah ke kantor: zz99 Selasa, 5 September pindah ke rumah: Budi Rekaan; "
        "pindah ke kantor: Ani Rekaan",
        "6 giliran ditambahkan dan 12 dihapus pada 6 hari; 1 hari tidak lagi punya giliran "
        "Jumat, 1 September pindah ke rumah: Ani Rekaan; pindah ke kantor: Budi Rekaan, Citra Rekaan "
        "Senin, 4 September pindah ke rumah: Ani Rekaan, zz99; pindah ke kantor: Budi Rekaan, Citra Rekaan "
        "Selasa, 5 September pindah ke rumah: Ani Rekaan; pindah ke kantor: Budi Rekaan, Citra Rekaan "
        "Rabu, 6 September pindah ke rumah: Ani Rekaan; pindah ke kantor: Budi Rekaan, Citra Rekaan "
        "Kamis, 7 September pindah ke rumah: Ani Rekaan; pindah ke kantor: Budi Rekaan, Citra Rekaan "
        "Jumat, 8 September tidak lagi dijadwalkan, kembali ke kantor: Budi Rekaan, Citra Rekaan",
        "Jadwal dibuat: 12 giliran pada 6 hari",
        "Jadwal dihapus, 2 giliran: semua kembali ke kantor",
        "Jumat, 1 September tidak lagi dijadwalkan, kembali ke kantor: Ani Rekaan "
        "Senin, 4 September pemanggilan dihapus: Budi Rekaan",
        "Versi lama ini tidak terbaca",
        "Senin, 4 September catatan pemanggilan diubah: Budi Rekaan",
        "Senin, 4 September catatan pemanggilan diubah: Budi Rekaan",
        "Senin, 4 September dipanggil ke kantor: Budi Rekaan",
        "Jumat, 1 September pindah ke rumah: Ani Rekaan; pindah ke kantor: Budi Rekaan",
        "Jadwal dibuat: 3 giliran pada 2 hari",
    ]


def test_the_public_edition_counts(public: Site) -> None:
    assert told(public, "en/") == [
        "1 turn added and 2 removed on 2 days",
        "6 turns added and 12 removed on 6 days; 1 day left without turns",
        "Schedule created: 12 turns on 6 days",
        "Schedule deleted, 2 turns: everyone is back at the office",
        "1 turn removed on 1 day; 1 day left without turns; 1 recall removed",
        "This old version cannot be read",
        "1 recall changed",
        "1 recall changed",
        "1 recall added",
        "1 turn added and 1 removed on 1 day",
        "Schedule created: 3 turns on 2 days",
    ]


def test_another_writing_is_told_as_such(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.begin()
    repository.commit({SCHEDULE: f"# catatan\n{FILES[SCHEDULE]}"})
    words = [
        "Hanya catatan atau urutan yang berubah; giliran tetap",
        "Jadwal dibuat: 5 giliran pada 3 hari, 1 pemanggilan",
    ]
    assert told(built(repository, tmp_path / "html")) == words
    assert told(built(repository, tmp_path / "public", "public")) == words


def test_no_byte_of_the_public_edition_tells_the_past(public: Site, internal: Site) -> None:
    """Neither a name, an id, a reason nor a word of a commit, of today or of any day before."""
    secrets = [CANARY, "Kenari", "Rahasia", "rahasia", "Perihal", "Rekaan", "sakit", "zz99", "ab02", "ac03", "aa01"]
    for name, content in public.files.items():
        # The guides and the manual are prose with examples of their own; they know nothing of this repository.
        if not re.match(r"(en/)?(codes|guide|about|decisions)/", name):
            found = [secret for secret in secrets if secret.encode() in content or secret in name]
            assert not found, (name, found)
        assert CANARY.encode() not in content
    assert b"Budi Rekaan" in internal.files[PAGE]


def test_no_edition_repeats_reasons_or_what_commits_say(internal: Site) -> None:
    """What has been taken back is told nowhere: no old name, no old reason, no subject, no author."""
    for name, content in internal.files.items():
        for secret in (CANARY, "Perihal", "Nama Rahasia", "rahasia@example"):
            assert secret.encode() not in content, (name, secret)


@pytest.mark.parametrize("folder", ["", "en/"])
def test_when_and_by_which_commit(story: Repository, internal: Site, public: Site, folder: str) -> None:
    """In the hours of the law: half past ten in the evening in London is the next morning in Jakarta."""
    for site in (internal, public):
        whole = section(site, folder)
        assert f'<h2 id="past">{HEADINGS[folder]}</h2>' in whole
        names = story.git("log", "--format=%H", "--", SCHEDULE).split()
        assert re.findall(r'<code title="([0-9a-f]{40})">([0-9a-f]{8})</code>', whole) == [
            (name, name[:8]) for name in names
        ]
        stamps = re.findall(r'<time datetime="([^"]+)">([^<]+)</time>', whole)
        clock = "15 November 2023, 05.13" if folder == "" else "15 November 2023, 05:13"
        assert stamps[-1] == ("2023-11-15T05:13:20+07:00", clock)
        assert ("WIB" if folder == "" else "Jakarta time") in text(whole)


def test_the_clock_is_the_one_that_the_calendar_names(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.begin({"policy/calendar.yaml": "zone: Asia/Jayapura\n"})  # and the hours of the law are those of Jakarta
    whole = section(built(repository, tmp_path / "html"))
    assert '<time datetime="2023-11-15T07:13:20+09:00">15 November 2023, 07.13</time>' in whole
    assert "Jam menurut WIT." in whole


def test_the_zone_of_the_machine_does_not_matter(story: Repository, internal: Site, tmp_path: Path) -> None:
    for zone in ("Pacific/Auckland", "America/Los_Angeles"):
        out = tmp_path / zone
        command = [sys.executable, "-m", "giliran", "-C", str(story.data), "build", "--out", str(out)]
        done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "TZ": zone})
        assert done.returncode == 0, done.stderr
        assert done.stderr == b""
        assert Site(out, 0).files == internal.files


def test_long_changes_are_folded(internal: Site) -> None:
    whole = section(internal)
    assert whole.count("<details>") == 1
    assert "<summary>6 giliran ditambahkan dan 12 dihapus pada 6 hari" in whole


def test_the_section_is_sound_html(internal: Site, public: Site) -> None:
    for site in (internal, public):
        for folder in HEADINGS:
            html5lib.HTMLParser(strict=True).parse(site.pages[folder + PAGE])


def test_months_without_a_past_say_nothing(internal: Site) -> None:
    for page in ("schedules/bkd/umum/2023-10/index.html", "schedules/dinkes/seksi-gizi/2023-09/index.html"):
        assert not section(internal, "", page)


def test_a_deleted_schedule_keeps_its_past(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.begin()
    repository.commit({SCHEDULE: None})
    site = built(repository, tmp_path / "html")
    assert told(site)[0] == "Jadwal dihapus, 5 giliran: semua kembali ke kantor"
    assert "Tidak ada jadwal untuk bulan ini" in site.pages[PAGE]


def test_an_old_version_may_be_what_another_month_holds_today(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.begin({SCHEDULE: "wfh: {}\n"})
    repository.commit({SCHEDULE: turns({4: "ab02"}), "schedules/bkd/umum/2023-10.yaml": "wfh: {}\n"})
    site = built(repository, tmp_path / "html")
    assert told(site) == ["Senin, 4 September pindah ke rumah: Budi Rekaan", "Jadwal dibuat tanpa giliran"]
    assert told(site, "en/", "schedules/bkd/umum/2023-10/index.html") == ["Schedule created without turns"]


def test_data_below_the_root_of_a_repository(tmp_path: Path) -> None:
    repository = Repository(tmp_path, "data")
    repository.begin()
    assert told(built(repository, tmp_path / "html")) == ["Jadwal dibuat: 5 giliran pada 3 hari, 1 pemanggilan"]


def test_a_merge_is_told_once(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.begin({SCHEDULE: turns({4: "ab02"})})
    repository.git("switch", "--quiet", "--create", "side")
    repository.commit({SCHEDULE: turns({4: "ac03"})})
    repository.commit({SCHEDULE: turns({4: "ab02, ac03"})})
    repository.git("switch", "--quiet", "main")
    repository.commit({"README.md": "x"})
    name = repository.merge("side")
    site = built(repository, tmp_path / "html")
    assert told(site) == ["Senin, 4 September pindah ke rumah: Citra Rekaan", "Jadwal dibuat: 1 giliran pada 1 hari"]
    assert f'title="{name}"' in section(site)


def test_very_long_pasts_are_cut(tmp_path: Path) -> None:
    """A page stays light: the newest changes, and of them so many names."""
    people = [f"qa{number:02}" for number in range(60)]
    members = "".join(f"  - {{id: {person}, name: Orang {person}, status: pns}}\n" for person in people)
    repository = Repository(tmp_path)
    repository.begin({UNIT: FILES[UNIT] + members, SCHEDULE: turns({})})
    halves = [", ".join(people[:30]), ", ".join(people[30:])]
    for number in range(SHOWN + 4):
        repository.commit({SCHEDULE: turns({1: halves[number % 2]})})
    site = built(repository, tmp_path / "html")
    changes = told(site)
    assert len(changes) == SHOWN
    named = [change for change in changes if "Orang" in change]
    assert len(named) == NAMES // 60
    assert named == changes[: len(named)]
    assert changes[-1] == "30 giliran ditambahkan dan 30 dihapus pada 1 hari"
    assert "5 perubahan yang lebih lama tidak ditampilkan." in section(site)
    assert "5 older changes are not shown." in section(site, "en/")
    assert len(site.files[PAGE]) < 150_000


def test_one_changed_schedule_changes_what_depends_on_it_alone(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "data")
    repository.begin({SCHEDULE: turns({1: "ab02", 4: "ac03"}), "schedules/bkd/umum/2023-10.yaml": "wfh: {}\n"})
    before = {audience: built(repository, tmp_path / "a" / audience, audience) for audience in ("internal", "public")}
    repository.commit({SCHEDULE: turns({1: "ab02", 4: "aa01"})})
    after = {audience: built(repository, tmp_path / "b" / audience, audience) for audience in ("internal", "public")}
    changed = {
        audience: {
            name
            for name in {*before[audience].files, *after[audience].files}
            if before[audience].files.get(name) != after[audience].files.get(name)
        }
        for audience in before
    }
    month = {PAGE, f"en/{PAGE}"}
    # The month after is changed beside this one, which its page can carry over.
    edits = {f"schedules/bkd/umum/{number}/edit/index.html" for number in ("2023-09", "2023-10")}
    assert changed["internal"] == {
        *month,
        *(f"{folder}{edit}" for folder in ("", "en/") for edit in edits),
        "days/2023-09-04/bkd/index.html",
        "en/days/2023-09-04/bkd/index.html",
        "feeds/person/aa01.ics",
        "feeds/person/ac03.ics",
        "feeds/unit/bkd/umum.ics",
        "source/schedules/bkd/umum/2023-09.yaml",
    }
    assert changed["public"] == month


def test_two_builds_of_one_commit_agree_whatever_lies_unsaved_in_git(tmp_path: Path) -> None:
    """History ends at the commit: an edit on disk changes the schedule shown and not the history."""
    repository = Repository(tmp_path / "data")
    repository.begin({SCHEDULE: turns({1: "ab02"})})
    first = built(repository, tmp_path / "first")
    assert built(repository, tmp_path / "second").files == first.files
    repository.write({SCHEDULE: turns({1: "ab02", 4: "ac03"})})
    assert section(built(repository, tmp_path / "third")) == section(first)


def test_a_shallow_clone_says_what_it_lacks(tmp_path: Path) -> None:
    """On the page, and in one line to whoever builds."""
    repository = Repository(tmp_path / "whole")
    repository.begin({SCHEDULE: turns({1: "ab02"})})
    repository.commit({UNIT: FILES[UNIT].replace("Budi", "Badu")})
    repository.commit({SCHEDULE: turns({1: "ac03"})})
    part, out = tmp_path / "part", tmp_path / "html"
    repository.git("clone", "--quiet", "--depth=2", f"file://{repository.root}", str(part))
    command = [sys.executable, "-m", "giliran", "-C", str(part), "build", "--out", str(out)]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0
    lines = done.stderr.decode().splitlines()
    assert len(lines) == 1
    assert "SEQUENCE" in lines[0]
    assert "riwayat git" in lines[0]
    assert "the git history" in lines[0]
    site = Site(out, 0)
    assert told(site) == ["Jumat, 1 September pindah ke rumah: Citra Rekaan; pindah ke kantor: Badu Rekaan"]
    assert "Riwayat sebelum 15 November 2023, 06.13 tidak ada dalam salinan ini." in section(site)
    assert "This copy holds no history from before 15 November 2023, 06:13." in section(site, "en/")


def test_outside_git_there_is_no_history_and_no_complaint(small: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "giliran", "-C", str(small), "build", "--out", str(tmp_path / "html")]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    site = Site(tmp_path / "html", 0)
    assert not [name for name, page in site.pages.items() if 'class="past"' in page]
    assert b"SEQUENCE:0\r\nLAST-MODIFIED:19700101T000000Z" in site.files["feeds/unit/bpad/subbid-inventarisasi.ics"]
