"""One article from its text and what is known about it."""

import datetime
import re
import unicodedata

from graph_builder.articles.identity import article_id, check_url
from graph_builder.articles.language import check_language
from graph_builder.errors import ArticleError
from graph_builder.model import Article

MAX_CHARACTERS = 1_000_000
"""Longer texts are refused: the longest news texts have some 100,000 words, 600,000 characters."""

TITLE_LENGTH = 150
"""A first line beyond this many characters is a paragraph, not a headline."""

_PUBLISHED = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ]\d{2}:.*)?)?)?", re.ASCII)
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
# An end of sentence inside the line: lower-case letter or closing mark before the stop, a capital
# after it. "U.S. Senate" and "J. Smith" have a capital before the stop.
_INNER_SENTENCE_END = re.compile(r"[a-z0-9)”\"][.!?][\"”’)]?\s+[\"“‘(]?[A-Z]")
# Half a surrogate pair, as a JSON string that was cut inside an emoji holds one: no encoding of
# Unicode can write it. Read as the replacement character, like every USVString (WHATWG Infra).
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
# What XML 1.0 (2.2) can't hold, and so no GEXF, GraphML or RDF/XML: a space in its place.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def make_article(
    text: str,
    *,
    url: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
) -> Article:
    """An English news text as an `Article`; empty strings count as unknown.

    `published` may be an ISO day, month or year (a time of day is dropped). Raises `ArticleError`
    for a text that is empty, too long or not English, for a `url` that isn't a web address, and
    for a `published` that isn't a date.
    """
    clean = normalize_text(text)
    if not clean.strip():
        raise ArticleError("the article is empty: give a text with at least one sentence")
    if len(clean) > MAX_CHARACTERS:
        raise ArticleError(
            f"the article has {len(clean):,} characters, more than {MAX_CHARACTERS:,}: "
            "split it, or check that it is one article"
        )
    check_language(clean)
    address = check_url(url) if url and url.strip() else None
    return Article(
        id=article_id(address, clean),
        url=address,
        title=_label(title) or find_title(clean),
        publisher=_label(publisher),
        published=check_published(published) if published and published.strip() else None,
        language="en",
        text=clean,
    )


def normalize_text(text: str) -> str:
    """NFC, LF line ends, no byte order mark, and no code point that files can't hold.

    A lone surrogate becomes U+FFFD and a control character a space, one for one.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    whole = _LONE_SURROGATE.sub("\ufffd", lines)
    return unicodedata.normalize("NFC", _NOT_IN_XML.sub(" ", whole))


def _label(text: str | None) -> str | None:
    """A title or name in normal form on one line; None where it says nothing."""
    return " ".join(normalize_text(text or "").split()) or None


def check_published(value: str) -> str:
    """The ISO day, month or year in `value`, a time of day dropped.

    Raises `ArticleError` if it isn't a date.
    """
    match = _PUBLISHED.fullmatch(value.strip())
    if match:
        year, month, day = match.groups()
        try:
            datetime.date(int(year), int(month or 1), int(day or 1))
        except ValueError:
            match = None
    if not match:
        raise ArticleError(
            f"published is {value!r}: give a day (2025-08-24), a month (2025-08), a year or nothing"
        )
    return "-".join(part for part in match.groups() if part)


def find_title(text: str) -> str | None:
    """The first line if it looks like a headline: short, no end of sentence, more text after it."""
    first, _, rest = text.lstrip().partition("\n")
    line = first.strip()
    if not line or not rest.strip() or len(line) > TITLE_LENGTH:
        return None
    if _SENTENCE_END.search(line.rstrip("?!")) or _INNER_SENTENCE_END.search(line):
        return None
    return line
