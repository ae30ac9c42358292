"""Bytes of a text file to text."""

import codecs

from graph_builder.errors import ArticleError

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
FALLBACK = "cp1252"
"""The encoding of what is neither marked nor UTF-8."""

NOT_UTF_8 = "not UTF-8; read as Windows-1252"
"""What its owner is told then."""

MAX_CONTROL_SHARE = 0.01
"""Share of control characters beyond which bytes are taken for a binary file."""


def decode(data: bytes) -> tuple[str, str]:
    """The text in `data`, and the encoding it was found to be in.

    A byte order mark decides, then UTF-8, then Windows-1252, the order in which browsers meet
    undeclared Western text (WHATWG Encoding Standard). Raises `ArticleError` for binary data.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding), encoding
    if b"\0" in data:
        raise ArticleError("this is a binary file: give plain text in UTF-8")
    try:
        text, encoding = data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text, encoding = _strictly(data, FALLBACK), FALLBACK
    controls = sum(1 for c in text if c < " " and c not in "\t\n\r\f")
    if controls > MAX_CONTROL_SHARE * len(text):
        raise ArticleError("this is a binary file: give plain text in UTF-8")
    return text, encoding


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"the bytes are not valid {encoding} (byte {error.start}): save the text as UTF-8"
        ) from error
