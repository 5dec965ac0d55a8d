"""The texts that some bytes may be read as, by whoever opens them with whatever program.

Nobody has to say in which encoding a file is written, so a search that trusts one of them is passed by writing in another.
Where every second byte is zero a program shows the text in between, and so it does where a mark at the start says so.
"""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def readings(content: bytes, also: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Give every text that a content may be, none twice; ``also`` are encodings that it may be written in besides.

    Lines have the same numbers in all of them where the content is of one encoding throughout.
    """
    found = [content.decode("utf-8", errors="replace").removeprefix("\ufeff")]
    if "\0" in found[0]:
        found = [found[0].replace("\0", " "), found[0].replace("\0", "")]
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
    found += [content.decode(encoding, errors="replace") for encoding in (marked, *also) if encoding is not None]
    return tuple(dict.fromkeys(found))
