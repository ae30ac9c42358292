"""Text made harmless for XML and for spreadsheets."""

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape

# What XML 1.0 can't hold at all, not even escaped (section 2.2, production Char).
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Whether anything at all must be done about a text, which for most there need not.
_UNSAFE = re.compile("[^ !#-%'-;=?-~\u00a0-\ud7ff]")
# The same in ASCII, which most texts are.
_SAFE = bytes(code for code in range(128) if _UNSAFE.match(chr(code)) is None)
_ENTITIES = {'"': "&quot;", "\n": " ", "\r": " ", "\t": " "}
# What spreadsheets take for the beginning of a formula (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def attribute(text: str) -> str:
    """`text` for an XML attribute in double quotes; what XML can't hold becomes U+FFFD."""
    if _UNSAFE.search(text) is None:
        return text
    return escape(_ILLEGAL.sub("\ufffd", text), _ENTITIES)


def attributes(texts: Sequence[str]) -> Sequence[str]:
    """`attribute` of each text; one look at all of them where none needs anything done."""
    joined = "".join(texts)
    safe = joined.isascii() and not joined.encode("ascii").translate(None, _SAFE)
    if safe or _UNSAFE.search(joined) is None:
        return texts
    return [attribute(text) for text in texts]


def content(text: str) -> str:
    """`text` for the content of an XML element."""
    if _UNSAFE.search(text) is None:
        return text
    return escape(_ILLEGAL.sub("\ufffd", text))


def cell(text: str) -> str:
    """`text` for a cell of a spreadsheet: never a formula, and without control characters."""
    plain = "".join(c if c.isprintable() or c == "\n" else " " for c in text)
    return f"'{plain}" if text.startswith(_FORMULA) else plain
