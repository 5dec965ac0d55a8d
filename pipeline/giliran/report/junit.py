"""JUnit XML: the test report any CI shows.

A suite is a family of codes, a case is one file in it. Suites are always all there and cases are named by the file
alone, so a CI that compares two runs sees the same names, and a clean family is seen to have been checked.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from giliran.codes import BY_CODE, FAMILIES, OF_CHANGES
from giliran.report.visible import visible
from giliran.report.words import counted_severity, full_lines, one_line
from giliran.wording import Text

if TYPE_CHECKING:
    from giliran.diagnostics import Diagnostic, Report
    from giliran.report import Sources
    from giliran.wording import Language

_ALL_FILES = Text("semua berkas", "all files")


def written(report: Report, language: Language, sources: Sources) -> str:  # noqa: ARG001 - all formats are called alike
    """Write the report as XML 1.0. Times are zero: the same findings give the same bytes."""
    root = ET.Element("testsuites", {"name": "giliran"})
    for family in FAMILIES:
        found = tuple(one for one in report.diagnostics if BY_CODE[one.code].family == family)
        if found or family != OF_CHANGES:  # a family that was not looked for has not passed
            root.append(_suite(family, found, language))
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite(family: str, found: tuple[Diagnostic, ...], language: Language) -> ET.Element:
    by_path: dict[str, list[Diagnostic]] = {}
    for diagnostic in found:
        by_path.setdefault(diagnostic.place.path, []).append(diagnostic)
    cases = [_case(family, path, there, language) for path, there in by_path.items()]
    if not cases:
        cases = [ET.Element("testcase", _names(family, _ALL_FILES.to(language)))]
    failures = sum(case.find("failure") is not None for case in cases)
    suite = ET.Element(
        "testsuite",
        {
            "name": f"{family} {FAMILIES[family].to(language)}",
            "tests": str(len(cases)),
            "failures": str(failures),
            "errors": "0",
            "skipped": "0",
            "time": "0",
        },
    )
    suite.extend(cases)
    return suite


def _case(family: str, path: str, found: list[Diagnostic], language: Language) -> ET.Element:
    """Write a file: its errors as one failure, since many readers see only the first, the rest as output."""
    case = ET.Element("testcase", _names(family, visible(path)))
    errors = [diagnostic for diagnostic in found if diagnostic.severity == "error"]
    others = [diagnostic for diagnostic in found if diagnostic.severity != "error"]
    if errors:
        first = visible(errors[0].message.to(language))
        message = first if len(errors) == 1 else f"{counted_severity(len(errors), 'error').to(language)}: {first}; …"
        failure = ET.SubElement(case, "failure", {"type": errors[0].code, "message": message})
        failure.text = _told(errors, language)
    if others:
        ET.SubElement(case, "system-out").text = _told(others, language)
    return case


def _names(family: str, name: str) -> dict[str, str]:
    return {"classname": f"giliran.{family}", "name": name, "time": "0"}


def _told(found: list[Diagnostic], language: Language) -> str:
    lines = []
    for diagnostic in found:
        lines.append(one_line(diagnostic, language))
        lines += (f"  {line}" for line in full_lines(diagnostic, language)[1:])
    return "\n".join(lines)
