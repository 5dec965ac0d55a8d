"""What a report must hold besides its words, whatever was in the files: our own lines, commands and marks, no others."""

from __future__ import annotations

import json
import re
import unicodedata
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from giliran.report import FORMATS, rendered
from giliran.report.words import SEVERITY_WORDS

if TYPE_CHECKING:
    from giliran.diagnostics import Report
    from giliran.report import Sources

COMMAND = re.compile(
    r"::(error|warning|notice) file=[^:,]*,line=\d+,endLine=\d+(,col=\d+,endColumn=\d+)?,title=[^:,]*::.*"
)
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
"""What our own text format sends to a terminal, and nothing else."""


def hidden(text: str) -> list[str]:
    """Give the characters that a reader cannot see, or that move what is seen."""
    return [c for c in text if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}]


def only_our_commands(text: str, report: Report) -> None:
    """Fail where the runner of a forge would obey anything but the one command of each finding."""
    lines = text.splitlines()
    commands = [line for line in lines if line.lstrip().startswith("::")]
    assert len(commands) == len(report.diagnostics)
    assert all(COMMAND.fullmatch(command) for command in commands)
    assert not any("##[" in line for line in lines if line not in commands)
    assert len(lines) == 2 * len(report.diagnostics) + 1


def without_blocks(text: str) -> str:
    """Take out the blocks of fixes; fail where a line of one could end it before its time."""
    parts = re.split(r"^    (`{3,})diff\n((?:    [-+] .*\n)*)    \1\n", text, flags=re.MULTILINE)
    for fence, block in zip(parts[1::3], parts[2::3], strict=True):
        assert max((len(run) for run in re.findall("`+", block)), default=0) < len(fence)
    rest = "".join(parts[::3])
    assert "```" not in rest.replace("\\`", "")
    return rest


def only_our_markup(text: str, report: Report) -> None:
    """Fail where Markdown holds HTML, folds or links that are not ours, outside of blocks that show lines of files."""
    text = without_blocks(text)
    assert set(re.findall(r"<[^>\n]*>?", text)) <= {"<details>", "</details>", "<summary>", "</summary>"}
    assert (
        text.count("<details>")
        == text.count("</details>")
        == any(one.severity != "error" for one in report.diagnostics)
    )
    linked = {one.clause.href for one in report.diagnostics if one.clause and one.clause.href}
    unescaped_links = re.findall(r"(?<!\\)\]\(([^)\s]*)\)", text)
    assert len(unescaped_links) <= len(linked) * len(report.diagnostics)
    assert all(link.startswith("https://") for link in unescaped_links)


def only_our_headings(text: str, report: Report) -> None:
    """Fail where a line of the text for terminals begins like a finding and is none."""
    words = "|".join(sorted({word.id for word in SEVERITY_WORDS.values()}))
    assert len(re.findall(rf"^(?:{words})\[", COLOUR.sub("", text), re.MULTILINE)) == len(report.diagnostics)


def harmless(report: Report, sources: Sources) -> None:
    """Fail where any format, for a terminal or a program, says more than the report."""
    count = len(report.diagnostics)
    for name in FORMATS:
        text = rendered(name, report, "id", sources)
        assert hidden(text) == [], name
    only_our_headings(rendered("text", report, "id", sources), report)
    coloured = rendered("text", report, "id", sources, colour=True)
    assert hidden(COLOUR.sub("", coloured)) == []
    only_our_headings(coloured, report)
    only_our_commands(rendered("github", report, "id", sources), report)
    only_our_markup(rendered("markdown", report, "id", sources), report)
    assert len(json.loads(rendered("json", report, "id", sources))["diagnostics"]) == count
    assert len(json.loads(rendered("gitlab", report, "id", sources))) == count
    assert len(json.loads(rendered("rdjson", report, "id", sources))["diagnostics"]) == count
    assert len(json.loads(rendered("sarif", report, "id", sources))["runs"][0]["results"]) == count
    ET.fromstring(rendered("junit", report, "id", sources).encode())  # noqa: S314 - it was written a moment ago
