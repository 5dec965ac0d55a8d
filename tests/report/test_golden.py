"""Every format in both languages, as a picture of what the reader sees."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from giliran import __version__
from giliran.report import FORMATS, rendered
from giliran.wording import LANGUAGES
from tests.report.examples import CLEAN, REPORT, SECRET, SOURCES

if TYPE_CHECKING:
    from collections.abc import Callable

    from giliran.wording import Language

ENDINGS = {"gitlab": "json", "json": "json", "junit": "xml", "markdown": "md", "rdjson": "json", "sarif": "json"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FORMATS)
def test_findings(name: str, language: Language, golden: Callable[[str, str], None]) -> None:
    text = rendered(name, REPORT, language, SOURCES).replace(f'"version": "{__version__}"', '"version": "(ours)"')
    golden(f"report/{name}.{language}.{ENDINGS.get(name, 'txt')}", text)


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_found(name: str, golden: Callable[[str, str], None]) -> None:
    texts = (rendered(name, CLEAN, language, SOURCES) for language in LANGUAGES)
    golden(f"report/clean/{name}.txt", "".join(texts).replace(f'"version": "{__version__}"', '"version": "(ours)"'))


@pytest.mark.parametrize("name", FORMATS)
def test_ends_in_one_line_feed_and_is_encodable(name: str) -> None:
    for report in (REPORT, CLEAN):
        text = rendered(name, report, "id", SOURCES)
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
        assert text.encode().decode() == text


@pytest.mark.parametrize("name", FORMATS)
def test_private_text_is_nowhere(name: str) -> None:
    assert SECRET in "".join(SOURCES.values())
    assert SECRET in "".join(diagnostic.message.id for diagnostic in REPORT.diagnostics)
    for language in LANGUAGES:
        assert SECRET not in rendered(name, REPORT, language, SOURCES)


@pytest.mark.parametrize("name", FORMATS)
def test_english_has_no_indonesian_left(name: str) -> None:
    shown = rendered(name, CLEAN, "en", {}) + rendered(name, REPORT, "en", SOURCES)
    for word in ("kesalahan", "peringatan", "catatan", "hitungan", "dasar:", "langkah", "Diperiksa", "lihat", "berkas"):
        assert word not in shown


def test_same_bytes_in_another_process() -> None:
    code = (
        "import sys; sys.path[:0] = sys.argv[1:]; from tests.report.examples import REPORT, SOURCES;"
        "from giliran.report import FORMATS, rendered;"
        "sys.stdout.buffer.write(''.join(rendered(n, REPORT, 'id', SOURCES) for n in FORMATS).encode())"
    )
    folder = str(Path(__file__).parents[2])
    here = "".join(rendered(name, REPORT, "id", SOURCES) for name in FORMATS)
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", code, folder, *sys.path],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )
        assert run.stdout.decode() == here


def test_a_format_is_loaded_only_when_asked_for() -> None:
    code = (
        "import sys; sys.path[:0] = sys.argv[1:]; import giliran.report as report;"
        "print(*sorted(m for m in sys.modules if m.startswith('giliran.report.')));"
        "print(*sorted({'json', 'xml', 'hashlib', 'urllib', 'babel'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-S", "-c", code, *sys.path], capture_output=True, check=True, text=True)
    assert run.stdout.splitlines() == ["giliran.report.privacy", ""]
