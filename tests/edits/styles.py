"""Schedules as many hands write them: lists on a line, over lines, by dashes; quotes, blanks, comments, line breaks."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import strategies as st

DAYS = tuple(f"2023-09-{day:02}" for day in (1, 4, 5, 6, 7, 11))
PEOPLE = tuple(
    f"{letters}{number}"
    for letters, number in zip(("aa", "bp", "cc", "dw", "sr", "zz"), range(10, 70, 10), strict=True)
)
ODD = ("12", "null", "[aa10]", "{a: b}", "Budi", "'# x'", '"a, b"')
"""Entries of lists that are no code of an employee."""


@dataclass
class Written:
    """A schedule's lines, each with the day it belongs to, and how many people the days list as they should."""

    lines: list[tuple[str, str | None]] = field(default_factory=list)
    home: dict[str, tuple[str, ...]] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    newline: str = "\n"
    ended: bool = True
    comments: int = 0

    @property
    def text(self) -> str:
        """Give the file."""
        return self.newline.join(line for line, _ in self.lines) + (self.newline if self.ended else "")

    def comment(self, draw: st.DrawFn, lead: str) -> str:
        """Give a comment unlike every other, or none."""
        if not draw(_SELDOM):
            return ""
        self.comments += 1
        return f"{lead}# c{self.comments}"


_SELDOM = st.integers(0, 4).map(lambda number: number == 0)
_LISTED = st.lists(st.sampled_from(PEOPLE), unique=True, max_size=4)
_QUOTE = st.sampled_from(("", "", "", "'", '"'))
_STYLE = st.sampled_from(("line", "line", "line", "lines", "wrapped", "dashes", "odd"))
_BLANKS = st.sampled_from(("", "", "", " ", "  "))


@st.composite
def schedules(draw: st.DrawFn) -> Written:
    """Give a schedule in blocks, or all of it between brackets."""
    found = Written(newline=draw(st.sampled_from(("\n", "\n", "\r\n"))), ended=draw(st.integers(0, 2)) > 0)
    days = draw(st.lists(st.sampled_from(DAYS), unique=True, max_size=5))
    days = sorted(days) if draw(st.booleans()) or draw(st.booleans()) else days
    recalls = draw(st.sampled_from(("before", "after", "none")))
    if draw(_SELDOM):
        _between_brackets(draw, found, days, recalls)
        return found
    add = found.lines.append
    if head := found.comment(draw, ""):
        add((head, None))
        if draw(st.booleans()):
            add(("", None))
    if draw(_SELDOM):
        add(("---", None))
    home = bool(days) or draw(st.booleans())
    if recalls == "before" or not home:
        _recalls(draw, found)
    if home:
        _wfh(draw, found, days)
        if recalls == "after":
            _recalls(draw, found)
    if tail := found.comment(draw, draw(st.sampled_from(("", "  ")))):
        add((tail, None))
    return found


def _wfh(draw: st.DrawFn, found: Written, days: list[str]) -> None:
    add = found.lines.append
    if not days:
        add((f"wfh:{draw(st.sampled_from(('', ' {}', ' null', ' ~', ' { }')))}{found.comment(draw, ' ')}", "wfh"))
        return
    quote = draw(_QUOTE)
    if draw(_SELDOM):
        entries = [f"{quote}{day}{quote}: {_on_a_line(draw, found, day)}" for day in days]
        add((f"wfh: {{{draw(_BLANKS)}{', '.join(entries)}{draw(_BLANKS)}}}{found.comment(draw, ' ')}", "wfh"))
        return
    add((f"wfh:{found.comment(draw, '   ')}", "wfh"))
    indent = draw(st.sampled_from(("  ", "  ", " ", "    ")))
    for day in days:
        if between := found.comment(draw, draw(st.sampled_from((indent, "", "      ")))):
            add((between, None))
        if draw(_SELDOM):
            add(("", None))
        _day(draw, found, f"{indent}{quote}{day}{quote}:", indent, day)


def _day(draw: st.DrawFn, found: Written, key: str, indent: str, day: str) -> None:
    add = found.lines.append
    style = draw(_STYLE)
    if style == "line":
        add((f"{key} {_on_a_line(draw, found, day)}{found.comment(draw, '  ')}", day))
        return
    if style == "odd":
        found.broken.add(day)
        found.home[day] = ()
        value = draw(st.sampled_from(("", " ~", " bp20", " {bp20: x}", " 3")))
        add((f"{key}{value}{found.comment(draw, ' ')}", day))
        return
    people = _entries(draw, found, day)
    quote = draw(_QUOTE)
    words = [f"{quote}{person}{quote}" if person in PEOPLE else person for person in people]
    if style == "dashes" and words:
        add((f"{key}{found.comment(draw, ' ')}", day))
        inner = indent + draw(st.sampled_from(("", "  ", "    ")))
        for word in words:
            add((f"{inner}- {draw(_BLANKS)}{word}{found.comment(draw, '  ')}", day))
            if between := found.comment(draw, draw(st.sampled_from((inner, "", "          ")))):
                add((between, None))
    elif style == "wrapped":
        cut = draw(st.integers(0, len(words)))
        first, second = words[:cut], words[cut:]
        comma = "," if first and second else ""
        add((f"{key} [{', '.join(first)}{comma}{found.comment(draw, ' ')}", day))
        add((f"{indent}    {', '.join(second)}]{found.comment(draw, ' ')}", day))
    else:
        add((f"{key} [{found.comment(draw, ' ')}", day))
        for at, word in enumerate(words):
            if between := found.comment(draw, indent):
                add((between, day))
            comma = "," if at < len(words) - 1 or draw(st.booleans()) else ""
            add((f"{indent}    {word}{comma}{found.comment(draw, '  ')}", day))
        add((f"{indent}]{found.comment(draw, ' ')}", day))


def _entries(draw: st.DrawFn, found: Written, day: str) -> list[str]:
    people = draw(_LISTED)
    people = sorted(people) if draw(st.booleans()) else people
    found.home[day] = tuple(people)
    if draw(_SELDOM) and people:
        found.broken.add(day)
        people.insert(draw(st.integers(0, len(people))), draw(st.sampled_from((*ODD, people[0]))))
    return people


def _on_a_line(draw: st.DrawFn, found: Written, day: str) -> str:
    quote = draw(_QUOTE)
    words = [f"{quote}{one}{quote}" if one in PEOPLE else one for one in _entries(draw, found, day)]
    separator = draw(st.sampled_from((", ", ", ", ",", " , ", ",  ")))
    if separator == "," and quote:
        separator = ", "
    tail = draw(st.sampled_from(("", "", "", ",", " ,", ", "))) if words else ""
    return f"[{draw(_BLANKS)}{separator.join(words)}{tail}{draw(_BLANKS)}]"


def _recalls(draw: st.DrawFn, found: Written) -> None:
    add = found.lines.append
    if draw(_SELDOM):
        add((f"recalls: []{found.comment(draw, ' ')}", None))
        return
    if above := found.comment(draw, ""):
        add((above, None))
    add((f"recalls:{found.comment(draw, ' ')}", None))
    reason = draw(st.sampled_from(("sidang", "'rapat # 3, 4: [x]'", '"# wfh:"')))
    entry = f"  - {{date: 2023-09-05, employee: bp20, ordered-by: sr50, reason: {reason}}}"
    add((f"{entry}{found.comment(draw, ' ')}", None))


def _between_brackets(draw: st.DrawFn, found: Written, days: list[str], recalls: str) -> None:
    """Write JSON, or what YAML takes for something like it."""
    quote = draw(st.sampled_from(('"', "")))
    parts = []
    for day in days:
        people = draw(_LISTED)
        found.home[day] = tuple(people)
        listed = ", ".join(f"{quote}{person}{quote}" for person in people)
        parts.append(f"{quote}{day}{quote}: [{listed}]")
    some = draw(st.booleans()) or bool(days)
    entries = [f"{quote}wfh{quote}: {{{', '.join(parts)}}}"] if some else []
    if recalls != "none" or not entries:
        entries.insert(0 if recalls == "before" else len(entries), f"{quote}recalls{quote}: []")
    found.lines.append((f"{{{', '.join(entries)}}}{found.comment(draw, ' ')}", "wfh"))
