"""Texts for the two readers: plain layout printed in many styles, and what hands and hostility make of it."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

KEYS = st.sampled_from(
    ["wfh", "id", "2023-09-01", "a.b", "x/y", "true", "null", "1", "_", "no", "at-most"]
) | st.from_regex(r"\A[A-Za-z0-9_][A-Za-z0-9_./-]{0,6}\Z")
WORDS = (
    "bp02",
    "Siti Rahmawati",
    "Rofi'i",
    "16:00",
    "2023-09-01",
    "no",
    "Yes",
    "true",
    "null",
    "C#",
    "a#b",
    "Zoë",
    "x~",
)
NUMBERS = (
    "-5",
    "-0",
    "15",
    "7.5",
    "50%",
    "1.2.3",
    "https://example.invalid/x",
    "(a) b",
    "“x” – y",
    "+x",
    ".x",
    "-x",
    "a - b",
)
QUOTED = (
    "'satu: dua'",
    '""',
    "''",
    '" x "',
    '"[a"',
    "'{'",
    '"Rofi\'i, S.H."',
    "'#'",
    '"true"',
    "' 1'",
    "'a,b' ",
    "'}'",
)
IN_BRACKETS = st.sampled_from((*WORDS, *NUMBERS, *QUOTED)) | st.from_regex(
    r"\A[A-Za-z][A-Za-z0-9 _./()+;&*%@!=<>$^|-]{0,8}[a-z0-9]\Z"
)
ON_A_LINE = IN_BRACKETS | st.sampled_from(("a, b", "a [b] {c}", "who? me, now", "x,y", "a]", "b}", "Jl. a:b", "a?b"))
COMMENTS = st.sampled_from(["# c", "#c", "#", "# a: [b", "# “x” Zoë", "#: -"])
HOSTILE = (
    *" \t\n\r-:#,[]{}?!&*|>%@`'\"\\~<=.0x_oeb1",
    *"\u00a0\u0085\u2028\u2029\ufeff\u3000\u2003\u00ad\u00e9\U0001f600\x00\x7f\u0301\u1680",
    *(
        "- ",
        ": ",
        " #",
        "---",
        "...",
        "<<: ",
        "\n  ",
        "\n",
        "? ",
        "\r\n",
        "%YAML 1.1\n",
        "0o17",
        "1_000",
        "yes",
        "16:00:00",
    ),
    *(
        "- - x\n",
        "? key\n",
        ": x\n",
        "key : v\n",
        "a: b: c\n",
        "[a,,b]",
        "{a}",
        "[a, ]",
        "[a: b]",
        "a: |\n  x\n",
        "a: >-\n",
        "''",
    ),
    *(
        "*a",
        "&a b",
        "!!str 1",
        "key:v\n",
        "-x\n",
        "a:\n",
        '"a": b\n',
        "[",
        "]",
        "{",
        "}",
        "{a: [b]}",
        "[[a]]",
        ": [",
        "x:\n- y\n",
    ),
    *(
        "[a, b",
        ", c]",
        "'",
        '"',
        '"a" b',
        "a: 'b' # c\n",
        "a: b#c\n",
        "a: b #c\n",
        "0x1f",
        "1e3",
        ".inf",
        "-.5",
        "+1",
        "012",
        "- {a: b}\n",
    ),
)


@dataclass(frozen=True)
class Style:
    """How one text is printed: steps of indentation, and blanks in brackets."""

    step: int
    listed: int
    after_dash: int
    comma: str
    edge: str


STYLES = st.builds(
    Style,
    st.integers(1, 5),
    st.integers(0, 3),
    st.integers(1, 3),
    st.sampled_from([", ", ",", " , ", ",  "]),
    st.sampled_from(["", "", " ", "  "]),
)


@st.composite
def plain_texts(draw: st.DrawFn) -> str:
    """Give a text of plain layout."""
    style = draw(STYLES)
    lines = _block(
        draw, style, draw(st.sampled_from([0, 0, 0, 2])), draw(st.integers(1, 4)), listed=draw(st.booleans())
    )
    filler = st.lists(
        st.sampled_from(["", "  "]) | st.builds("{}{}".format, st.sampled_from(["", "   "]), COMMENTS), max_size=2
    )
    text = "\n".join(line for each in lines for line in (*draw(filler), each))
    text += draw(st.sampled_from(["\n", "\n", "", "\n\n", "\n# c\n", "\n  # c", "\n   "]))
    return text.replace("\n", "\r\n") if draw(st.integers(0, 5)) == 0 else text


def _block(draw: st.DrawFn, style: Style, indent: int, depth: int, *, listed: bool) -> list[str]:
    lines: list[str] = []
    blanks = " " * indent
    keys = draw(st.lists(KEYS, min_size=1, max_size=4, unique=True))
    for key in keys:
        if listed:
            dash = f"{blanks}-{' ' * style.after_dash}"
            if depth > 0 and draw(st.integers(0, 2)) == 0:
                inner = _block(draw, style, len(dash), depth - 1, listed=False)
                lines += [dash + inner[0][len(dash) :], *inner[1:]]
            else:
                lines.append(dash + _value(draw, style) + _end(draw))
            continue
        kind = draw(st.integers(0, 4)) if depth > 0 else 4
        start = f"{blanks}{key}:"
        if kind == 0:
            inner = _block(draw, style, indent + style.step, depth - 1, listed=False)
            lines += [start + _end(draw), *inner]
        elif kind == 1:
            inner = _block(draw, style, indent + style.listed, depth - 1, listed=True)
            lines += [start + _end(draw), *inner]
        elif kind == 2:
            lines.append(start + _end(draw))
        else:
            lines.append(f"{start}{' ' * draw(st.integers(1, 3))}{_value(draw, style)}{_end(draw)}")
    return lines


def _end(draw: st.DrawFn) -> str:
    return draw(st.sampled_from(["", "", "", " ", "   "]) | st.builds(" {}".format, COMMENTS))


def _value(draw: st.DrawFn, style: Style) -> str:
    kind = draw(st.integers(0, 3))
    if kind == 0:
        values = draw(st.lists(IN_BRACKETS, max_size=4))
        return f"[{style.edge}{style.comma.join(values)}{style.edge}]"
    if kind == 1:
        keys = draw(st.lists(KEYS, max_size=4, unique=True))
        return "{" + style.edge + style.comma.join(f"{key}: {draw(IN_BRACKETS)}" for key in keys) + style.edge + "}"
    return draw(ON_A_LINE)


@st.composite
def touched_texts(draw: st.DrawFn) -> str:
    """Give a text of plain layout after a few slips of the hand: deletions, insertions, lines that changed places."""
    text = draw(plain_texts())
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        kind = draw(st.integers(0, 3))
        if kind == 0:
            text = text[:at] + text[at + draw(st.integers(1, 3)) :]
        elif kind == 1:
            text = text[:at] + draw(st.sampled_from(HOSTILE)) + text[at:]
        elif kind == 2:
            text = text[:at] + draw(st.sampled_from(HOSTILE)) + text[at + 1 :]
        else:
            lines = text.split("\n")
            first, second = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
            lines[first], lines[second] = lines[second], lines[first]
            text = "\n".join(lines)
    return text


HOSTILE_TEXTS = st.lists(st.sampled_from(HOSTILE), max_size=12).map("".join)
